"""The command line: parse, one call of the pipeline, one rendering, an exit code."""

from govgraph.cli.process import run

__all__ = ["run"]
