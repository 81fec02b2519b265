"""Numbers that describe a structure as a whole, before and after."""

from collections import defaultdict
from dataclasses import dataclass

from govgraph.graph import GovernanceGraph, Verdict
from govgraph.model.vocabulary import Basis

Number = int | float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One number that describes a structure as a whole; None where it has no such thing."""

    name: str
    title: str
    before: Number
    after: Number


def measure(graph: GovernanceGraph) -> dict[str, tuple[str, Number]]:
    """Titles and numbers by name, in the order to be shown."""
    answers = graph.sight() if graph.roots and graph.subjects else []
    lines = [answer.line for answer in answers if answer.line is not None and answer.line.links]
    spans: dict[str, set[str]] = defaultdict(set)
    for link in graph.links:
        if link.strength >= 3 and not link.fallback:
            spans[link.upper].add(link.lower)
    inferred = sum(link.basis is not Basis.STATED for link in graph.links)
    organisations = sum(map(graph.exists, graph.structure.organisations))
    posts = sum(map(graph.exists, graph.structure.posts))
    verdicts = [answer.verdict for answer in answers for _ in answer.scopes]
    return {
        "organisations": ("organisations", organisations),
        "posts": ("posts", posts),
        "relationships": ("relationships", len(graph.relationships)),
        "duties": ("duties", len(graph.duties)),
        "duties_without_owner": (
            "duties for which nobody is said to answer",
            sum(not duty.accountable for duty in graph.duties),
        ),
        "links": ("links that carry an account", len(graph.links)),
        "inferred_links": (
            "share of these that rest on inference, in per cent",
            round(100 * inferred / len(graph.links), 1) if graph.links else None,
        ),
        "layers": (
            "links in the longest best line from a subject",
            max((len(line.links) for line in lines), default=None),
        ),
        "span": ("parties that answer to one, at most", max(map(len, spans.values()), default=None)),
        "clear_lines": ("lines of sight that are clear", sum(v is Verdict.CLEAR for v in verdicts)),
        "lines_of_sight": ("lines of sight asked about", len(verdicts)),
        "single_points": (
            "parties through which every line of a subject runs",
            len({point for answer in answers for point in answer.single_points}),
        ),
    }


def compare_measures(before: GovernanceGraph, after: GovernanceGraph) -> list[Measure]:
    """The measures of both, side by side."""
    was, now = measure(before), measure(after)
    return [Measure(name, title, number, now[name][1]) for name, (title, number) in was.items()]
