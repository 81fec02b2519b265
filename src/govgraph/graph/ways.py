"""The links of one scope, both ways: which may be walked, where they lead, and where they stop.

All searches are iterative and visit parties in the order of their ids, so that the same structure gives the
same answer under any hash seed and any order of the file.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from govgraph.graph.linking import LinkSet
from govgraph.graph.links import Link, Standing
from govgraph.model.scopes import overlap
from govgraph.model.vocabulary import HEADED_BY


class Floor(NamedTuple):
    """The least that a link must be to be walked: its strength, and its worst allowed evidence."""

    strength: int
    worst: int = Standing.OTHER_STATUS

    def admits(self, link: Link) -> bool:
        """Whether the link may be walked."""
        return link.strength >= self.strength and link.standing <= self.worst


# From the best line that there can be to the least: two that are clear, three qualified, one weak.
LEVELS = (Floor(4, 0), Floor(3, 0), Floor(4), Floor(3), Floor(2), Floor(1))
MANAGEMENT, CONTRACT, ANY = LEVELS[3:]


class Ways:
    """The upward links whose scope covers one scope, towards a set of roots: who is above whom."""

    def __init__(self, links: LinkSet, scope: str, roots: Sequence[str]) -> None:
        self.scope = scope
        self.roots = tuple(sorted(root for root in set(roots) if links.exists(root)))
        self.up: dict[str, list[Link]] = defaultdict(list)
        self.down: dict[str, list[Link]] = defaultdict(list)
        settled_elsewhere = links.accountable_scopes
        for link in links.covering(scope):
            if link.fallback and any(overlap(own, scope) for own in settled_elsewhere.get(link.lower, ())):
                continue
            self.up[link.lower].append(link)
            self.down[link.upper].append(link)
        self._reaching: dict[Floor, frozenset[str]] = {}

    def upward(self, party: str, floor: Floor = LEVELS[-1]) -> Iterator[Link]:
        """A party's upward links that are walkable."""
        return (link for link in self.up.get(party, ()) if floor.admits(link))

    def onward(self, party: str, floor: Floor = LEVELS[-1]) -> list[str]:
        """The parties that walkable links lead on to from a party.

        Its own head is none of them where that only leads back: a body and its head are one.
        """
        is_head: dict[str, bool] = {}
        for link in self.upward(party, floor):
            is_head[link.upper] = is_head.get(link.upper, True) and link.kind is HEADED_BY
        back = {party}
        return sorted(
            upper
            for upper, head in is_head.items()
            if not (head and {link.upper for link in self.upward(upper, floor)} == back)
        )

    def hop(self, lower: str, upper: str, floor: Floor) -> Link:
        """The walkable link from one party straight to another with the best evidence; there must be one."""
        return min((link for link in self.upward(lower, floor) if link.upper == upper), key=between_alike)

    def reaching(self, floor: Floor) -> frozenset[str]:
        """Every party from which a walkable line reaches a root."""
        if floor not in self._reaching:
            self._reaching[floor] = frozenset(self._closure(self.roots, self.down, "lower", floor))
        return self._reaching[floor]

    def above(self, starts: Iterable[str], floor: Floor, avoid: Collection[str] = ()) -> set[str]:
        """Every party on a walkable line upwards from one of the starts, these included."""
        return self._closure(
            [start for start in starts if start not in avoid], self.up, "upper", floor, avoid
        )

    def below(self, starts: Iterable[str], floor: Floor, avoid: Collection[str] = ()) -> set[str]:
        """Every party on a walkable line downwards from one of the starts, these included."""
        return self._closure(
            [start for start in starts if start not in avoid], self.down, "lower", floor, avoid
        )

    def is_above(self, upper: str, lower: str, floor: Floor, avoid: Collection[str] = ()) -> bool:
        """Whether a walkable line runs from `lower` up to `upper`.

        Searched from both ends, the smaller frontier first: in a hierarchy the way up is short, whatever
        lies below.
        """
        if upper == lower:
            return True
        if upper in avoid or lower in avoid:
            return False
        rising, falling = {lower}, {upper}
        from_below, from_above = [lower], [upper]
        while from_below and from_above:
            if len(from_below) <= len(from_above):
                from_below = self._step(from_below, rising, self.up, "upper", floor, avoid)
                if any(party in falling for party in from_below):
                    return True
            else:
                from_above = self._step(from_above, falling, self.down, "lower", floor, avoid)
                if any(party in rising for party in from_above):
                    return True
        return False

    @staticmethod
    def _step(
        frontier: list[str],
        seen: set[str],
        links: dict[str, list[Link]],
        end: str,
        floor: Floor,
        avoid: Collection[str],
    ) -> list[str]:
        """The parties one link beyond a frontier that were not seen before; they are marked as seen."""
        found: list[str] = []
        for party in frontier:
            for link in links.get(party, ()):
                beyond = link.upper if end == "upper" else link.lower
                if floor.admits(link) and beyond not in seen and beyond not in avoid:
                    seen.add(beyond)
                    found.append(beyond)
        return found

    @staticmethod
    def _closure(
        starts: Iterable[str],
        links: dict[str, list[Link]],
        end: str,
        floor: Floor,
        avoid: Collection[str] = (),
    ) -> set[str]:
        seen = set(starts)
        queue = list(seen)
        strength, worst = floor
        while queue:
            for link in links.get(queue.pop(), ()):
                if link.strength >= strength and link.standing <= worst:
                    party = link.lower if end == "lower" else link.upper
                    if party not in seen and party not in avoid:
                        seen.add(party)
                        queue.append(party)
        return seen

    def level(self, party: str) -> Floor | None:
        """The best level on which a line reaches a root; None where none does."""
        return next((floor for floor in LEVELS if party in self.reaching(floor)), None)

    def stops(self, starts: Iterable[str], floor: Floor) -> dict[str, tuple[str, ...]]:
        """Parties that lead on to nobody, by any link, and that walkable lines from the starts run into.

        Each with the shortest chain that leads there from the first start that reaches it, in the order
        given; a start is one only where another leads to it. Roots are passed by.
        """
        before: dict[str, str | None] = {}
        for start in starts:
            if start in before or start in self.roots:
                continue
            before[start] = None
            queue = deque([start])
            while queue:
                party = queue.popleft()
                for upper in sorted({link.upper for link in self.upward(party, floor)}):
                    if upper not in before and upper not in self.roots:
                        before[upper] = party
                        queue.append(upper)
        found = {party: self._chain(before, party) for party in before if not self.onward(party)}
        for party in [party for party, chain in found.items() if len(chain) == 1]:
            del found[party]
            lowers = [
                link.lower for link in self.down.get(party, ()) if floor.admits(link) and link.lower in before
            ]
            if lowers:
                found[party] = (*self._chain(before, min(lowers)), party)
        return found

    @staticmethod
    def _chain(before: dict[str, str | None], end: str) -> tuple[str, ...]:
        chain = [end]
        while (below := before[chain[-1]]) is not None:
            chain.append(below)
        return tuple(reversed(chain))


def between_alike(link: Link) -> tuple[Any, ...]:
    """Which of several links from a party to choose: by the id of the upper end, then the best evidence."""
    return (link.upper, link.standing, -link.strength, link.statement)
