"""The links of one scope, both ways, and the searches that run over them.

All searches are iterative and visit parties in the order of their ids, so that the same structure gives the
same answer under any hash seed and any order of the file.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from govgraph.graph.dominators import immediate_dominators
from govgraph.graph.linking import LinkSet
from govgraph.graph.links import Line, Link, Standing
from govgraph.model.scopes import covers, overlap
from govgraph.model.vocabulary import HEADED_BY

Distance = tuple[int, int]


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
# How many of those that pass a single point are named; a reader needs the cause, not the roll.
_FEW = 7


class View:
    """The upward links whose scope covers one scope, towards a set of roots."""

    def __init__(self, links: LinkSet, scope: str, roots: Sequence[str]) -> None:
        self.scope = scope
        self.roots = tuple(sorted(root for root in set(roots) if links.exists(root)))
        self.up: dict[str, list[Link]] = defaultdict(list)
        self.down: dict[str, list[Link]] = defaultdict(list)
        settled_elsewhere = links.accountable_scopes
        covering: dict[str, bool] = {}
        for link in links.links:
            if link.scope not in covering:
                covering[link.scope] = covers(link.scope, scope)
            if not covering[link.scope]:
                continue
            if link.fallback and any(overlap(own, scope) for own in settled_elsewhere.get(link.lower, ())):
                continue
            self.up[link.lower].append(link)
            self.down[link.upper].append(link)
        self._grouped: tuple[str, dict[str, list[Link]]] = ("", {})
        self._reaching: dict[Floor, frozenset[str]] = {}
        self._distances: dict[Floor, dict[str, Distance]] = {}
        self._dominating: dict[Floor, dict[str, str | None]] = {}

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
        return min((link for link in self.upward(lower, floor) if link.upper == upper), key=_between_alike)

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

    # -- best lines

    def best_line(self, start: str, levels: Sequence[Floor] = LEVELS) -> Line | None:
        """The best line from a party to a root, in the order that docs/semantics.md gives; None where there is none."""
        if start in self.roots:
            return Line(start, ())
        for level in levels:
            if start in self.reaching(level):
                floor = self._sharpened(level, lambda floor: self._distances_at(floor).get(start))
                return Line(start, self._walk(start, self._distances_at(floor), floor))
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
            hop = min((link for link in admitted if (not link.settled) == fewest), key=_between_alike)
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
        distances = self._distances_at(floor)
        if party not in distances:
            return None
        links = self._walk(party, distances, floor)
        if all(link.upper != avoid for link in links):
            return distances[party], links
        distances = self._search(floor, avoid)
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

    def _distances_at(self, floor: Floor) -> dict[str, Distance]:
        if floor not in self._distances:
            self._distances[floor] = self._search(floor)
        return self._distances[floor]

    def _search(self, floor: Floor, avoid: str | None = None) -> dict[str, Distance]:
        """(unsettled links, links) of the best way to a root, for every party that has one, from the roots down.

        Parties with the fewest unsettled links first, and among them the nearest: by buckets of equal length,
        which a queue ordered by comparison would find more slowly.
        """
        strength, worst = floor
        distances: dict[str, Distance] = {}
        layer = dict.fromkeys((root for root in self.roots if root != avoid), 0)
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
                    for link in self.down.get(party, ()):
                        lower = link.lower
                        if (
                            link.strength < strength
                            or link.standing > worst
                            or lower in distances
                            or lower == avoid
                        ):
                            continue
                        if link.standing == 0:
                            buckets[length + 1].append(lower)
                        elif following.get(lower, length + 2) > length + 1:
                            following[lower] = length + 1
                length += 1
            layer = {party: start for party, start in following.items() if party not in distances}
            unsettled += 1
        return distances

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
                key=_between_alike,
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


def _between_alike(link: Link) -> tuple[Any, ...]:
    return (link.upper, link.standing, -link.strength, link.statement)
