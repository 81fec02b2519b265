"""govgraph: is line of sight clear, who answers to two masters, who is left out?

The library's face. Everything is imported when it is first used, so that `import govgraph` costs nothing.

    >>> import govgraph
    >>> structure = govgraph.load("models/high-secure-2008.yaml")  # doctest: +SKIP
    >>> [answer.verdict.value for answer in govgraph.sight(structure)]  # doctest: +SKIP
    ['qualified', ...]
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.version import VERSION

if TYPE_CHECKING:
    from govgraph.comparison import Comparison
    from govgraph.diagrams import Drawing, Style
    from govgraph.findings import Report
    from govgraph.graph import Answer
    from govgraph.model.structure import Structure
    from govgraph.pipeline import Review
    from govgraph.settings import Reading

__all__ = ["__version__", "check", "compare", "draw", "load", "review", "sight"]

__version__ = VERSION


def load(path: str | Path) -> "Structure":
    """Read a structure from a YAML file or a folder of them.

    Raises:
        govgraph.errors.InputError: with every mistake of the input, each with file, line and column.
    """
    from govgraph import pipeline

    return pipeline.load(str(path))


def check(
    structure: "Structure",
    reading: "Reading | None" = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> "Report":
    """Run the rules over a structure, all of them or those chosen by code, name or group.

    Raises:
        govgraph.errors.UsageError: for an unknown rule, or where none is left to run.
    """
    from govgraph import pipeline
    from govgraph.graph import GovernanceGraph

    return pipeline.check(GovernanceGraph(structure, reading), select=select, ignore=ignore)


def sight(
    structure: "Structure",
    reading: "Reading | None" = None,
    *,
    subjects: Iterable[str] | None = None,
    roots: Sequence[str] = (),
    direction: str = "account",
    via: Sequence[Sequence[str]] = (),
) -> "list[Answer]":
    """Line of sight for each subject, one answer per set of scopes that give the same.

    `direction` is `account` (up) or `instruction` (down); `via` lists, in order, groups of parties of which
    one is to be passed.

    Raises:
        govgraph.errors.UsageError: for an unknown party, or where there is no root or no subject.
    """
    from govgraph.graph import Direction, GovernanceGraph

    return GovernanceGraph(structure, reading, roots).sight(subjects, Direction(direction), via)


def compare(
    before: "Structure",
    after: "Structure",
    *,
    successions: Sequence[str | Path] = (),
    at: "tuple[Reading | None, Reading | None]" = (None, None),
) -> "Comparison":
    """What changed between two structures, or in one between two readings; its `changes` and `findings` tell.

    `successions` are files of what became of what, a file for each step; `at` are the readings of the two.

    Raises:
        govgraph.errors.InputError: with every mistake in the files.
        govgraph.errors.UsageError: where both are one structure at one reading.
    """
    from govgraph import changes, pipeline
    from govgraph.graph import GovernanceGraph

    transitions = pipeline.read_transitions([str(path) for path in successions], before, after)
    graphs = GovernanceGraph(before, at[0]), GovernanceGraph(after, at[1])
    return pipeline.compare(changes.between(*graphs, transitions))


def draw(
    structure: "Structure",
    reading: "Reading | None" = None,
    *,
    view: str = "overview",
    style: "Style" = "tiers",
) -> "Drawing":
    """Draw a view of a structure; the result has `.svg`, `.dot`, `.png()` and `.pdf()`.

    Raises:
        govgraph.errors.UsageError: for an unknown view or style.
        govgraph.errors.LayoutError: where the layout fails or runs past its time.
    """
    from govgraph import diagrams
    from govgraph.graph import GovernanceGraph

    return diagrams.draw(GovernanceGraph(structure, reading), view=view, style=style)


def review(structure: "Structure", folder: str | Path, reading: "Reading | None" = None) -> "Review":
    """Write the whole review of a structure into a folder: page, drawings, findings and lines of sight.

    Raises:
        govgraph.errors.OutputError: where the folder cannot be written.
    """
    from govgraph import pipeline
    from govgraph.graph import GovernanceGraph

    return pipeline.review(GovernanceGraph(structure, reading), Path(folder))
