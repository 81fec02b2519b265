"""Who sits where and with what say, and who stands above whom: what the rules on conflicts of interest share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import TypeVar

from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Membership, Votes
from govgraph.model.scopes import overlap

Row = TypeVar("Row")

# The structural kinds by which a party belongs to a body.
BELONGING = frozenset({"part_of", "post_in"})


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
    if seat.votes is Votes.NO or not seat.is_of_a_member:
        return Voice.SILENT
    return Voice.CO_OPTED if seat.capacity == "co_opted" else Voice.UNCLEAR


def attachments(graph: GovernanceGraph, party: str) -> list[Link]:
    """What states where a party belongs: the bodies it is part of, or a post in."""
    return [link for link in graph.upward_links(party) if link.kind.name in BELONGING]


def belongs(graph: GovernanceGraph, part: str, whole: str) -> str:
    """That one party belongs to another, as a clause."""
    return f"{graph.name(part)} {graph.verb(part, 'belongs')} to {graph.name(whole)}"


def superiors(graph: GovernanceGraph, party: str, scope: str) -> list[Link]:
    """The links from a party to its direct superiors in an overlapping scope: whom it answers to, what it is part of."""
    return [link for link in graph.upward_links(party) if link.strength >= 3 and overlap(link.scope, scope)]


def seats_by_voice(graph: GovernanceGraph, body: str) -> dict[str, list[Membership]]:
    """The seats on a body, its counted party or a named one of it, by everyone whom they speak for."""
    found: dict[str, list[Membership]] = defaultdict(list)
    for one in graph.alike(body):
        for seat in graph.seats_on(one):
            for party in graph.speaks_for(seat):
                found[party].append(seat)
    return found


def of_party(graph: GovernanceGraph, by_party: Mapping[str, Sequence[Row]], party: str) -> list[Row]:
    """What is stated of a party, its counted party or a named one of it."""
    return [row for one in graph.alike(party) for row in by_party.get(one, ())]


def with_most_say(seats: Iterable[Membership], scopes: Iterable[str]) -> list[Membership]:
    """Of the seats for matters that overlap some scopes, those with the most say, by who holds them."""
    scopes = set(scopes)
    once = {id(seat): seat for seat in seats if any(overlap(seat.scope, scope) for scope in scopes)}
    most = min((voice(seat) for seat in once.values()), default=None)
    return sorted((seat for seat in once.values() if voice(seat) is most), key=seat_order)


def seat_order(seat: Membership) -> tuple[str, ...]:
    """An order of seats that does not hang on how the file is written."""
    return (seat.member, seat.body, seat.scope, seat.capacity)
