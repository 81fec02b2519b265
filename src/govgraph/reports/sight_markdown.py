"""Lines of sight as Markdown: a summary, then a table of hops per limb."""

from collections.abc import Sequence

from govgraph.graph import Answer, GovernanceGraph
from govgraph.reports import markdown, summary, wording
from govgraph.reports.sight_text import group_title, remarks, strip_title
from govgraph.reports.strips import Group, Strip, groups, strips_of
from govgraph.text import escape_markdown


def report(graph: GovernanceGraph, answers: Sequence[Answer]) -> str:
    """Subjects in the order given; those with the same answers are told once, together."""
    names = wording.Names(graph)
    lines = [
        f"# Line of sight: {escape_markdown(graph.structure.title)}",
        "",
        escape_markdown(wording.reading_words(graph)),
        "",
    ]
    if not answers:
        lines.extend([escape_markdown(" ".join(summary.in_two_sentences(graph, ()))), ""])
    for _, own in summary.by_direction(answers):
        lines.extend([escape_markdown(" ".join(summary.in_two_sentences(graph, own))), ""])
        found = groups(graph, own)
        lines.extend(line for group in found for line in _group(graph, group, names, alone=len(found) == 1))
    if graph.assumptions():
        lines.extend(["## Assumptions", "", *markdown.bullets(graph.assumptions())])
    return markdown.page(lines)


def _group(graph: GovernanceGraph, group: Group, names: wording.Names, *, alone: bool) -> list[str]:
    lines = [f"## {escape_markdown(group_title(group, names))}", ""]
    for sentence in (*summary.group_headlines(graph, group, alone=alone), *remarks(graph, group)):
        lines.extend([escape_markdown(sentence), ""])
    strips = strips_of(graph, group.answers)
    for number, strip in enumerate(strips, start=1):
        lines.extend(_strip(graph, strip, names, f"Limb {number} of {len(strips)}"))
    return lines


def _strip(graph: GovernanceGraph, strip: Strip, names: wording.Names, title: str) -> list[str]:
    lines = [f"### {title}, {escape_markdown(strip_title(graph, strip, names))}", ""]
    if strip.hops:
        lines.extend([*markdown.hops(names, strip.hops), ""])
    for stop in strip.stops:
        scopes = f" (for {wording.scope_titles(graph, stop.scopes)})" if stop.scopes else ""
        chain = f"{names.chain(stop.chain)} ■ {stop.why}"
        lines.extend([f"A chain that stops{escape_markdown(scopes)}: {escape_markdown(chain)}.", ""])
    return lines
