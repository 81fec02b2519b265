"""`python -m govgraph`."""

from govgraph.cli import run

run()
