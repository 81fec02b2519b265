"""Lines asked for by way of others: best legs, joined."""

from collections.abc import Sequence
from itertools import pairwise, product
from math import prod

from govgraph.errors import UsageError
from govgraph.graph.linking import LinkSet
from govgraph.graph.links import Line
from govgraph.graph.sight import Answer, Direction, levels_of, verdict_of
from govgraph.graph.view import View

_MAX_WAYS = 1000


def answer_by_way_of(
    links: LinkSet,
    view: View,
    subject: str,
    via: Sequence[Sequence[str]],
    direction: Direction = Direction.ACCOUNT,
) -> Answer:
    """The best line that passes, in this order, one party of each group.

    Every choice of one party a group is tried: the best legs between those are joined, and the best whole
    line is given. A party that it passes twice is reported in `repeats`, not hidden. Raises UsageError where
    there are more than a thousand choices.
    """
    groups = tuple(tuple(dict.fromkeys(group)) for group in via)
    if prod(len(group) for group in groups) > _MAX_WAYS:
        raise UsageError(f"--via leaves more than {_MAX_WAYS} ways to choose", "name fewer alternatives")
    legs = _Legs(links, view, direction)
    joined = [line for way in product(*groups) if (line := legs.joined((subject, *way))) is not None]
    best = min(joined, key=_order, default=None)
    passed = best.parties if best else ()
    return Answer(
        subject,
        view.roots,
        (view.scope,),
        direction,
        verdict_of(best),
        best,
        via=groups,
        repeats=tuple(sorted({party for party in passed if passed.count(party) > 1})),
        why="" if best else legs.missing(subject, groups),
    )


class _Legs:
    """Best lines between two parties, and from a party to a root, each found once."""

    def __init__(self, links: LinkSet, view: View, direction: Direction) -> None:
        self._links = links
        self._view = view
        self._levels = levels_of(direction)
        self._found: dict[tuple[str, str | None], Line | None] = {}

    def between(self, start: str, end: str | None) -> Line | None:
        """The best line from one party to another; to a root where `end` is None."""
        if (start, end) not in self._found:
            view = self._view if end is None else View(self._links, self._view.scope, [end])
            self._found[start, end] = view.best_line(start, self._levels)
        return self._found[start, end]

    def joined(self, way: Sequence[str]) -> Line | None:
        """The best legs from each party to the next, and from the last to a root; None where one is missing."""
        legs = [self.between(start, end) for start, end in (*pairwise(way), (way[-1], None))]
        links = tuple(link for leg in legs if leg is not None for link in leg.links)
        return None if any(leg is None for leg in legs) else Line(way[0], links)

    def missing(self, subject: str, groups: Sequence[Sequence[str]]) -> str:
        """The first step that no line takes, in words."""
        here: Sequence[str] = (subject,)
        for group in groups:
            there = [end for end in group if any(self.between(start, end) is not None for start in here)]
            if not there:
                return f"no line runs from {self._names(here)} to {self._names(group)}"
            here = there
        return f"no line runs from {self._names(here)} to the root"

    def _names(self, parties: Sequence[str]) -> str:
        return " or ".join(self._links.structure.parties[party].name for party in parties)


def _order(line: Line) -> tuple[object, ...]:
    """Which of two lines is better, in the order of docs/semantics.md; the smaller is the better."""
    worst = max((link.standing for link in line.links), default=0)
    return (verdict_of(line).rank, -line.strength, len(line.unsettled), worst, len(line.links), line.parties)
