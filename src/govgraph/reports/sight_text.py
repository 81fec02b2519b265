"""Lines of sight as text for a terminal: a summary, then each subject's limbs hop by hop."""

from collections.abc import Iterator, Sequence

from govgraph.graph import Answer, GovernanceGraph
from govgraph.reports import layout, summary, wording
from govgraph.reports.strips import Group, Strip, groups, strips_of
from govgraph.text import listed, one_line


def report(graph: GovernanceGraph, answers: Sequence[Answer]) -> str:
    """Subjects in the order given; those with the same answers are told once, together."""
    names = wording.Names(graph)
    lines = [
        *layout.wrapped(one_line(graph.structure.title)),
        *layout.wrapped(wording.reading_words(graph)),
        "",
    ]
    if not answers:
        lines.extend(layout.wrapped(" ".join(summary.in_two_sentences(graph, ()))))
    for _, own in summary.by_direction(answers):
        for sentence in summary.in_two_sentences(graph, own):
            lines.extend(layout.wrapped(sentence))
        lines.append("")
        found = groups(graph, own)
        for group in found:
            lines.extend([*_group(graph, group, names, alone=len(found) == 1), ""])
    assumptions = [one_line(text) for text in graph.assumptions()]
    lines.extend(["Assumptions", *layout.bullets(assumptions)] if assumptions else [])
    return layout.page(lines)


def _group(graph: GovernanceGraph, group: Group, names: wording.Names, *, alone: bool) -> list[str]:
    title = layout.wrapped(group_title(group, names))
    lines = [*title, "=" * min(layout.WIDTH, max(map(len, title)))]
    sentences = (*summary.group_headlines(graph, group, alone=alone), *remarks(graph, group))
    lines.extend(line for sentence in sentences for line in layout.wrapped(sentence))
    strips = strips_of(graph, group.answers)
    for number, strip in enumerate(strips, start=1):
        lines.extend(["", *_strip(graph, strip, names, f"Limb {number} of {len(strips)}")])
    return lines


def _strip(graph: GovernanceGraph, strip: Strip, names: wording.Names, title: str) -> list[str]:
    lines = layout.wrapped(f"{title}, {strip_title(graph, strip, names)}", 2)
    if strip.hops:
        lines.extend(layout.ladder(names, strip.parties[0], strip.hops, 4))
    for stop in strip.stops:
        lines.extend(layout.stop_lines(graph, names, stop, 4))
    return lines


def group_title(group: Group, names: wording.Names) -> str:
    """Who a group is, and its verdict where it has one in all scopes."""
    verdicts = {answer.verdict for answer in group.answers}
    word = "it depends on the scope" if len(verdicts) > 1 else wording.VERDICT_WORDS[group.answers[0].verdict]
    same = ", the same in each" if len(group.subjects) > 1 else ""
    return f"{listed([names(subject) for subject in group.subjects])}: {word}{same}"


def strip_title(graph: GovernanceGraph, strip: Strip, names: wording.Names) -> str:
    """How a limb leaves the subject, its verdict, and the scopes where it is not in all of them."""
    route = "direct" if strip.line and len(strip.line.links) == 1 else f"through {names(strip.through)}"
    verdict = wording.VERDICT_WORDS[strip.verdict] if strip.line else "no line reaches the top"
    scopes = f" (for {wording.scope_titles(graph, strip.scopes)})" if strip.scopes else ""
    return f"{route}: {verdict}{scopes}"


def remarks(graph: GovernanceGraph, group: Group) -> list[str]:
    """What else the answers say: why there is no line, single points, parties that a line passes twice.

    What holds in some scopes only names them.
    """
    found: dict[str, list[str]] = {}
    for answer in group.answers:
        for remark in _remarks(graph, answer):
            found.setdefault(remark, []).extend(answer.scopes)
    every = {scope for answer in group.answers for scope in answer.scopes}
    return [
        wording.capital(f"{remark}.")
        if set(scopes) == every
        else f"For {wording.scope_titles(graph, scopes)}: {remark}."
        for remark, scopes in found.items()
    ]


def _remarks(graph: GovernanceGraph, answer: Answer) -> Iterator[str]:
    if answer.why:
        yield one_line(answer.why)
    if answer.repeats:
        yield f"the line passes more than once: {wording.all_the(graph, answer.repeats, most=9)}"
    if answer.single_points:
        single = "a single point" if len(answer.single_points) == 1 else "single points"
        yield f"every line passes {wording.all_the(graph, answer.single_points, most=9)}: {single}"
