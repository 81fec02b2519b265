"""Who sits where, and who may be spoken of: what the rules on conflicts of interest share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Generic, TypeVar

from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Membership, Votes
from govgraph.model.scopes import overlap
from govgraph.text import listed

Row = TypeVar("Row")

# Names beyond these are told as a number: a reader of the finding needs the cause, not the roll.
MOST_NAMED = 6

# The structural kinds by which a party belongs to a body.
BELONGING = frozenset({"part_of", "post_in"})
_SILENT_CAPACITIES = {"observer", "adviser", "in_attendance", "secretary"}


class Voice(IntEnum):
    """What a seat has to say in a decision, the most first."""

    VOTES = 0
    UNCLEAR = 1
    CO_OPTED = 2
    SILENT = 3


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


def names(graph: GovernanceGraph, parties: Iterable[str]) -> str:
    """Parties as a reader lists them, the first few by name."""
    return listed([graph.name(party) for party in dict.fromkeys(parties)], most=MOST_NAMED)


def named_first(parties: Sequence[str]) -> list[str]:
    """The parties that such a list tells by name: these alone can be subjects of a finding."""
    return list(parties) if len(parties) <= MOST_NAMED + 1 else list(parties[:MOST_NAMED])


def attachments(graph: GovernanceGraph, party: str) -> list[Link]:
    """What states where a party belongs: the bodies it is part of, or a post in."""
    return [link for link in graph.upward_links(party) if link.kind.name in BELONGING]


def superiors(graph: GovernanceGraph, party: str, scope: str) -> list[Link]:
    """The links from a party to its direct superiors in an overlapping scope: whom it answers to, what it is part of."""
    return [link for link in graph.upward_links(party) if link.strength >= 3 and overlap(link.scope, scope)]


class ByParty(Generic[Row]):
    """Statements found by party. A counted party and a named one of it stand for each other; two named ones do not."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._own: dict[str, list[Row]] = defaultdict(list)
        self._of_named_ones: dict[str, list[Row]] = defaultdict(list)

    def add(self, party: str, row: Row) -> None:
        """Note that a statement is about a party."""
        self._own[party].append(row)
        for counted in self._graph.counted_above(party):
            self._of_named_ones[counted].append(row)

    def find(self, party: str) -> list[Row]:
        """The statements about a party, its named ones, and the counted parties that it is one of."""
        above = self._graph.counted_above(party)
        found = [*self._own.get(party, ()), *self._of_named_ones.get(party, ())]
        return found + [row for counted in above for row in self._own.get(counted, ())]


def seats_by_body(graph: GovernanceGraph) -> ByParty[Membership]:
    """Every seat, by the body that it is on."""
    found: ByParty[Membership] = ByParty(graph)
    for seat in graph.memberships:
        found.add(seat.body, seat)
    return found


def by_whom_they_speak_for(graph: GovernanceGraph, seats: Iterable[Membership]) -> ByParty[Membership]:
    """Seats by each party that speaks through them: who holds one, whom it represents, what the holder belongs to."""
    found: ByParty[Membership] = ByParty(graph)
    for seat in seats:
        # A body's own officer sits on it for nobody above it.
        for party in dict.fromkeys((seat.member, *seat.represents, *around(graph, seat.member, seat.body))):
            found.add(party, seat)
    return found


def around(graph: GovernanceGraph, party: str, apart_from: str = "") -> list[str]:
    """The bodies that a party is part of, a post in or the head of, at any depth, but not by way of one body."""
    found = [party]
    for one in found:
        bodies = [link.upper for link in attachments(graph, one)]
        if (post := graph.structure.posts.get(one)) is not None:
            bodies += [head.body for head in post.heads if graph.counts(head.on(post))]
        found += [body for body in dict.fromkeys(bodies) if body not in (*found, apart_from)]
    return found[1:]


def with_most_say(seats: Iterable[Membership], scopes: Iterable[str]) -> list[Membership]:
    """Of the seats for matters that overlap some scopes, those with the most say, by who holds them."""
    scopes = set(scopes)
    once = {id(seat): seat for seat in seats if any(overlap(seat.scope, scope) for scope in scopes)}
    most = min((voice(seat) for seat in once.values()), default=None)
    return sorted((seat for seat in once.values() if voice(seat) is most), key=seat_order)


def seat_order(seat: Membership) -> tuple[str, ...]:
    """An order of seats that does not hang on how the file is written."""
    return (seat.member, seat.body, seat.scope, seat.capacity)
