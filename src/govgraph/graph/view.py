"""Best lines and single points in one scope: searches over its links.

All searches are iterative and visit parties in the order of their ids, so that the same structure gives the
same answer under any hash seed and any order of the file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from govgraph.graph.dominators import immediate_dominators
from govgraph.graph.linking import LinkSet
from govgraph.graph.links import Line, Link, Standing
from govgraph.graph.ways import ANY, LEVELS, Floor, Ways, between_alike

Distance = tuple[int, int]
# How many of those that pass a single point are named; a reader needs the cause, not the roll.
_FEW = 7


@dataclass(slots=True)
class _Distances:
    """Distances to the roots at one floor, as far as they were searched."""

    known: dict[str, Distance] = field(default_factory=dict)
    searched: set[str] = field(default_factory=set)
    effort: int = 0
    whole: bool = False


class View(Ways):
    """The links of one scope with the lines that they make towards the roots."""

    def __init__(self, links: LinkSet, scope: str, roots: Sequence[str]) -> None:
        super().__init__(links, scope, roots)
        self._grouped: tuple[str, dict[str, list[Link]]] = ("", {})
        self._distances: dict[Floor, _Distances] = defaultdict(_Distances)
        self._dominating: dict[Floor, dict[str, str | None]] = {}

    def best_line(self, start: str, levels: Sequence[Floor] = LEVELS) -> Line | None:
        """The best line from a party to a root, in the order that docs/semantics.md gives; None where there is none."""
        if start in self.roots:
            return Line(start, ())
        for level in levels:
            if start in self.reaching(level):
                floor = self._sharpened(level, lambda floor: self._distances_of(start, floor).get(start))
                return Line(start, self._walk(start, self._distances_of(start, floor), floor))
        return None

    def best_line_through(self, start: str, first: str, levels: Sequence[Floor] = LEVELS) -> Line | None:
        """The best line whose first hop goes from `start` to `first`, and that never comes back to `start`."""
        hops = self._hops(start).get(first, ())

        def cost(floor: Floor) -> Distance | None:
            """Cheapest first hop and the rest, or None where no such line exists."""
            admitted = [link for link in hops if floor.admits(link)]
            rest = self._rest(first, floor, start) if admitted else None
            if rest is None:
                return None
            unsettled = min(not link.settled for link in admitted)
            return rest[0][0] + unsettled, rest[0][1] + 1

        for level in levels:
            if cost(level) is None:
                continue
            floor = self._sharpened(level, cost)
            rest = self._rest(first, floor, start)
            assert rest is not None
            admitted = [link for link in hops if floor.admits(link)]
            fewest = min(not link.settled for link in admitted)
            hop = min((link for link in admitted if (not link.settled) == fewest), key=between_alike)
            return Line(start, (hop, *rest[1]))
        return None

    def _hops(self, start: str) -> dict[str, list[Link]]:
        """A party's upward links by their upper end; those of the last party asked about are kept."""
        if self._grouped[0] != start:
            grouped: dict[str, list[Link]] = defaultdict(list)
            for link in self.up.get(start, ()):
                grouped[link.upper].append(link)
            self._grouped = (start, grouped)
        return self._grouped[1]

    def _rest(self, party: str, floor: Floor, avoid: str) -> tuple[Distance, tuple[Link, ...]] | None:
        """Distance and links of the best walkable way from a party to a root that does not pass `avoid`."""
        if party in self.roots:
            return (0, 0), ()
        distances = self._distances_of(party, floor)
        if party not in distances:
            return None
        links = self._walk(party, distances, floor)
        if all(link.upper != avoid for link in links):
            return distances[party], links
        # Whatever a way from the party passes lies above it: in a hierarchy, next to nothing of the whole.
        distances = self._search(floor, self.above([party], floor, (avoid,)))
        if party not in distances:
            return None
        return distances[party], self._walk(party, distances, floor)

    @staticmethod
    def _sharpened(level: Floor, cost: Any) -> Floor:
        """The level with the best worst evidence that still allows the fewest unsettled links."""
        fewest = cost(level)[0]
        if fewest == 0:
            return Floor(level.strength, Standing.SETTLED)
        for worst in range(Standing.AGREED, level.worst + 1):
            floor = Floor(level.strength, worst)
            found = cost(floor)
            if found is not None and found[0] == fewest:
                return floor
        return level

    def _distances_of(self, party: str, floor: Floor) -> dict[str, Distance]:
        """Distances that hold for a party and for everybody above it, and maybe for others.

        What lies above one party is next to nothing of a hierarchy, so that is searched alone; until what was
        searched so adds up to the whole, which is then searched at once.
        """
        found = self._distances[floor]
        if found.whole or party in found.searched:
            return found.known
        above = self.above([party], floor)
        found.effort += len(above)
        found.whole = found.effort > len(self.up)
        found.known |= self._search(floor, None if found.whole else above)
        found.searched |= above
        return found.known

    def _search(self, floor: Floor, among: Collection[str] | None = None) -> dict[str, Distance]:
        """(unsettled links, links) of the best way to a root, for every party that has one, from the roots down.

        With `among`, of ways that pass these alone, and for these. Parties with the fewest unsettled links first,
        and among them the nearest: by buckets of equal length, which a queue ordered by comparison would find more
        slowly.
        """
        strength, worst = floor
        down = self.down if among is None else self._down_among(among)
        distances: dict[str, Distance] = {}
        layer = dict.fromkeys((root for root in self.roots if among is None or root in among), 0)
        unsettled = 0
        while layer:
            following: dict[str, int] = {}
            buckets: dict[int, list[str]] = defaultdict(list)
            for party, start in layer.items():
                buckets[start].append(party)
            length = min(buckets)
            while buckets:
                for party in buckets.pop(length, ()):
                    if party in distances:
                        continue
                    distances[party] = (unsettled, length)
                    for link in down.get(party, ()):
                        lower = link.lower
                        if link.strength < strength or link.standing > worst or lower in distances:
                            continue
                        if link.standing == 0:
                            buckets[length + 1].append(lower)
                        elif following.get(lower, length + 2) > length + 1:
                            following[lower] = length + 1
                length += 1
            layer = {party: start for party, start in following.items() if party not in distances}
            unsettled += 1
        return distances

    def _down_among(self, among: Collection[str]) -> dict[str, list[Link]]:
        """The links between some parties, by their upper end."""
        down: dict[str, list[Link]] = defaultdict(list)
        for party in among:
            for link in self.up.get(party, ()):
                if link.upper in among:
                    down[link.upper].append(link)
        return down

    def _walk(self, start: str, distances: dict[str, Distance], floor: Floor) -> tuple[Link, ...]:
        """The way that the distances give; of equals, the one whose ids sort first."""
        links: list[Link] = []
        party = start
        while distances[party] != (0, 0):
            unsettled, length = distances[party]
            hop = min(
                (
                    link
                    for link in self.up[party]
                    if floor.admits(link)
                    and distances.get(link.upper) == (unsettled - (not link.settled), length - 1)
                ),
                key=between_alike,
            )
            links.append(hop)
            party = hop.upper
        return tuple(links)

    # -- single points

    def _dominators(self, floor: Floor) -> dict[str, str | None]:
        """For each party that reaches a root, the next party towards the roots that is on every line."""
        if floor not in self._dominating:
            self._dominating[floor] = immediate_dominators(
                self.roots,
                lambda party: (link.upper for link in self.upward(party, floor)),
                lambda party: (link.lower for link in self.down.get(party, ()) if floor.admits(link)),
            )
        return self._dominating[floor]

    def passing(self, parties: Iterable[str], floor: Floor = ANY) -> dict[str, tuple[int, list[str]]]:
        """For each point, how many of the parties have it on every line to a root, and the first few of them.

        One pass over the tree of dominators, whatever its depth. Roots are no points.
        """
        asked = set(parties)
        dominators = self._dominators(floor)
        found: dict[str, tuple[int, list[str]]] = {}
        for party in reversed(dominators):  # the farthest from the roots first
            above = dominators[party]
            count, first = found.get(party, (0, []))
            if party in asked:
                count, first = count + 1, [party, *first]
            if above is not None and count:
                so_far, others = found.get(above, (0, []))
                found[above] = (so_far + count, sorted({*others, *first})[:_FEW])
        return {point: passed for point, passed in found.items() if point not in self.roots}

    def on_every_line(self, party: str, floor: Floor = ANY) -> list[str]:
        """The parties, roots and itself apart, that every line from a party to a root passes; nearest first."""
        dominators = self._dominators(floor)
        found: list[str] = []
        above = dominators.get(party)
        while above is not None:
            if above not in self.roots:
                found.append(above)
            above = dominators.get(above)
        return found
