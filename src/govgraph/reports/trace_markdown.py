"""Every line between two parties as Markdown, strongest first."""

from collections.abc import Sequence

from govgraph.graph import GovernanceGraph, Line
from govgraph.reports import markdown, wording
from govgraph.reports.strips import hops_of
from govgraph.reports.trace_text import line_title, opening
from govgraph.text import escape_markdown


def report(
    graph: GovernanceGraph,
    start: str,
    end: str,
    lines: Sequence[tuple[Line, tuple[str, ...]]],
    cut: bool,  # noqa: FBT001
) -> str:
    """The lines, a table of hops each; `cut` says that there are more than are given."""
    names = wording.Names(graph)
    title = f"# Lines from {escape_markdown(names(start))} to {escape_markdown(names(end))}"
    out = [
        title,
        "",
        escape_markdown(graph.structure.title),
        "",
        escape_markdown(wording.reading_words(graph)),
        "",
    ]
    out.extend([escape_markdown(opening(graph, start, end, len(lines), cut=cut)), ""])
    for number, (line, scopes) in enumerate(lines, start=1):
        out.extend([f"## Line {number}: {escape_markdown(line_title(graph, line, scopes))}", ""])
        out.extend([*markdown.hops(names, hops_of(line)), ""])
    return markdown.page(out)
