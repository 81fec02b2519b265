"""Every line between two parties as text, strongest first."""

from collections.abc import Sequence

from govgraph.graph import GovernanceGraph, Line
from govgraph.graph.sight import verdict_of
from govgraph.reports import layout, wording
from govgraph.reports.strips import hops_of
from govgraph.text import counted, one_line


def report(
    graph: GovernanceGraph,
    start: str,
    end: str,
    lines: Sequence[tuple[Line, tuple[str, ...]]],
    cut: bool,  # noqa: FBT001
) -> str:
    """The lines hop by hop; `cut` says that there are more than are given."""
    names = wording.Names(graph)
    out = [
        *layout.wrapped(one_line(graph.structure.title)),
        *layout.wrapped(wording.reading_words(graph)),
        "",
    ]
    out.extend([*layout.wrapped(opening(graph, start, end, len(lines), cut=cut)), ""])
    for number, (line, scopes) in enumerate(lines, start=1):
        out.extend(layout.wrapped(f"Line {number}: {line_title(graph, line, scopes)}"))
        out.extend([*layout.ladder(names, start, hops_of(line), 2), ""])
    return layout.page(out)


def opening(graph: GovernanceGraph, start: str, end: str, number: int, *, cut: bool) -> str:
    """How many lines run from one party up to the other, in a sentence."""
    lower, upper = wording.the(graph, start), wording.the(graph, end)
    if start == end:
        return f"{wording.capital(lower)} is both ends: there is no line to trace."
    if not number:
        return f"The papers we saw show no line from {lower} up to {upper}."
    shown = f"The {number} strongest lines" if cut else counted(number, "line")
    more = "; there are more." if cut else ", strongest first."
    return f"{shown} from {lower} up to {upper}{more}"


def line_title(graph: GovernanceGraph, line: Line, scopes: Sequence[str]) -> str:
    """Verdict, length and scopes of a line."""
    verdict = wording.VERDICT_WORDS[verdict_of(line)]
    return f"{verdict}, {counted(len(line.links), 'link')}, for {wording.scope_titles(graph, scopes)}"
