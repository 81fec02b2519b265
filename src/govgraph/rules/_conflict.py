"""Who sits where, and who may be spoken of: what the rules on conflicts of interest share."""

from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum
from typing import Generic, TypeVar

from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Membership, Votes
from govgraph.model.scopes import overlap
from govgraph.text import listed

Row = TypeVar("Row")

# Names beyond these are told as a number: a reader of the finding needs the cause, not the roll.
MOST_NAMED = 6


class Voice(IntEnum):
    """What a seat has to say in a decision, the most first."""

    VOTES = 0
    UNCLEAR = 1
    CO_OPTED = 2
    SILENT = 3


# The structural kinds by which a party belongs to a body.
BELONGING = frozenset({"part_of", "post_in"})
_SILENT_CAPACITIES = {"observer", "adviser", "in_attendance", "secretary"}


def voice(seat: Membership) -> Voice:
    """What a seat has to say: a chair steers a body with or without a vote; silence about a vote is not its absence."""
    if seat.votes is Votes.YES or seat.capacity == "chair":
        return Voice.VOTES
    if seat.votes is Votes.NO or seat.capacity in _SILENT_CAPACITIES:
        return Voice.SILENT
    return Voice.CO_OPTED if seat.capacity == "co_opted" else Voice.UNCLEAR


def within_boundary(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party exists and is no partner. A root can be in two minds as well as anyone, so it is not left out."""
    return graph.exists(party) and not graph.party(party).outside


def names(graph: GovernanceGraph, parties: Sequence[str], last: str = "and") -> str:
    """Parties as a reader lists them, the first few by name."""
    return listed([graph.name(party) for party in dict.fromkeys(parties)], last, most=MOST_NAMED)


class Ties(Generic[Row]):
    """Statements that tie a party to a body, found by the two.

    A counted party and a named one of it stand for each other, on either side; two named ones do not.
    """

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._rows: dict[tuple[str, str, bool, bool], list[Row]] = defaultdict(list)

    def add(self, party: str, body: str, row: Row) -> None:
        """Note that a statement ties a party to a body."""
        for one in (party, *self._graph.counted_above(party)):
            for other in (body, *self._graph.counted_above(body)):
                self._rows[one, other, one == party, other == body].append(row)

    def find(self, party: str, body: str) -> list[Row]:
        """The statements that tie a party to a body, each once, in the order noted."""
        above = self._graph.counted_above
        keys = [(party, body, own, its) for own in (True, False) for its in (True, False)]
        keys += [(one, body, True, its) for one in above(party) for its in (True, False)]
        keys += [(party, other, own, True) for other in above(body) for own in (True, False)]
        keys += [(one, other, True, True) for one in above(party) for other in above(body)]
        found = [row for key in keys for row in self._rows.get(key, ())]
        return list({id(row): row for row in found}.values())


class Seating:
    """The seats of every party on every body: its own, its posts' and parts', and those of who represents it."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._headed: dict[str, list[str]] = defaultdict(list)
        for post, body, _ in graph.heads:
            self._headed[post].append(body)
        self._around: dict[str, tuple[str, ...]] = {}
        self._spoken: Ties[Membership] = Ties(graph)
        self._parts: Ties[Membership] = Ties(graph)
        for seat in graph.memberships:
            for party in dict.fromkeys((seat.member, *seat.represents)):
                self._spoken.add(party, seat.body, seat)
            for party in self.around(seat.member):
                self._parts.add(party, seat.body, seat)

    def places(self, party: str) -> list[str]:
        """The bodies that a party is part of, a post in, or the head of."""
        inside = [link.upper for link in attachments(self._graph, party)]
        return list(dict.fromkeys([*inside, *self._headed.get(party, ())]))

    def around(self, party: str) -> tuple[str, ...]:
        """The bodies that a party is within, at any depth, nearest first."""
        if party not in self._around:
            seen: dict[str, None] = {}
            queue = [party]
            for one in queue:
                for body in self.places(one):
                    if body not in seen and body != party:
                        seen[body] = None
                        queue.append(body)
            self._around[party] = tuple(seen)
        return self._around[party]

    def seats(self, party: str, body: str, scope: str) -> list[Membership]:
        """The seats through which a party sits on a body, for matters that overlap a scope; the weightiest first.

        It sits through itself, through a post or a part of it, through who represents it, and a post through
        the body that it is in.
        """
        found = self._spoken.find(party, body) + self._parts.find(party, body)
        if party in self._graph.structure.posts:
            found += [seat for place in self.places(party) for seat in self._spoken.find(place, body)]
        once = {id(seat): seat for seat in found if overlap(seat.scope, scope)}
        return sorted(once.values(), key=voice)


def attachments(graph: GovernanceGraph, party: str) -> list[Link]:
    """What states where a party belongs: the bodies it is part of, or a post in."""
    return [link for link in graph.upward_links(party) if link.kind.name in BELONGING]


def superiors(graph: GovernanceGraph, party: str, scope: str) -> list[Link]:
    """The links from a party to its direct superiors in an overlapping scope: whom it answers to, what it is part of."""
    strong = (link for link in graph.upward_links(party) if link.strength >= 3)
    return [link for link in strong if link.fallback or overlap(link.scope, scope)]
