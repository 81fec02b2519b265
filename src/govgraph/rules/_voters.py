"""Through which seats a party votes: what the rules on decisions and on money share."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import Seats
from govgraph.model.relationships import Membership, Votes
from govgraph.model.scopes import overlap


class Say(IntEnum):
    """What say a party has in a body, the most first; UNKNOWN where the papers name nobody who sits there."""

    VOTE = 0
    SECOND_HAND = 1
    UNCLEAR = 2
    NONE = 3
    UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """A party's say in a body: the seats that show it, and the body through which it is at second hand."""

    say: Say
    seats: tuple[Membership, ...] = ()
    through: str = ""


class Voters:
    """Who votes in each body, and for whom."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._by_voice: dict[str, dict[str, list[Seats]]] = {}
        self._sits_on: dict[str, set[str]] = defaultdict(set)
        for seat in graph.memberships:
            for party in graph.speaks_for(seat):
                self._sits_on[party].update(graph.alike(seat.body))

    def heard(self, party: str, body: str, scope: str) -> Heard:
        """What say a party has in a body, in matters that overlap a scope.

        It votes through a seat of its own, of a post or part of it, of a body around it, of whoever represents it,
        of its counted party or of a named one of it; at second hand through a body on which it votes and which has
        a vote here.
        """
        if not self._seats(body):
            return Heard(Say.UNKNOWN)
        own = self._own(party, body, scope)
        # A vote that is denied in the body itself is not given by what is said of its counted party, or of one of it.
        here = [seat for seat in own if seat.statement.body == body]
        own = here if any(seat.statement.votes is Votes.NO for seat in here) else own
        voting = [seat for seat in own if seat.votes]
        if voting:
            through = [self._shared_with(seat.statement, party, body, scope) for seat in voting]
            if all(through):
                return Heard(Say.SECOND_HAND, _statements(voting), through[0])
            return Heard(Say.VOTE, _statements(voting))
        further = self._at_second_hand(party, body, scope)
        if further.say is Say.SECOND_HAND:
            return further
        unclear = [seat for seat in own if seat.may_vote]
        if unclear:
            return Heard(Say.UNCLEAR, _statements(unclear))
        return further if further.say is Say.UNCLEAR else Heard(Say.NONE, _statements(own))

    def _seats(self, body: str) -> list[Seats]:
        """The seats of a body, with those stated of its counted party or, where it is counted, of a named one."""
        ballots = self._graph.ballots
        return [seat for one in self._graph.alike(body) if one in ballots for seat in ballots[one].seats]

    def _guises(self, party: str) -> list[str]:
        """Those whose seats are a party's."""
        return [*self._graph.alike(party), *self._graph.around(party)]

    def _own(self, party: str, body: str, scope: str) -> list[Seats]:
        """The seats of a body that speak for a party."""
        by_voice = self._seats_by_voice(body)
        found = {id(seat): seat for one in self._guises(party) for seat in by_voice.get(one, ())}
        return [seat for seat in found.values() if overlap(seat.statement.scope, scope)]

    def _seats_by_voice(self, body: str) -> dict[str, list[Seats]]:
        """The seats of a body, by everyone whom they speak for."""
        if body not in self._by_voice:
            index: dict[str, list[Seats]] = defaultdict(list)
            for seat in self._seats(body):
                for one in self._graph.speaks_for(seat.statement):
                    index[one].append(seat)
            self._by_voice[body] = index
        return self._by_voice[body]

    def _shared_with(self, seat: Membership, party: str, body: str, scope: str) -> str:
        """The body whose seat it is in truth, where a seat also speaks for a party that sits on that body."""
        if party == seat.member:
            return ""
        others = (one for one in seat.represents if one not in {party, body})
        return next((one for one in others if self._own(party, one, scope)), "")

    def _at_second_hand(self, party: str, body: str, scope: str) -> Heard:
        """A party's say through a body on which it votes and which has a seat here."""
        by_voice, found = self._seats_by_voice(body), Heard(Say.NONE)
        sits_on = {one for guise in self._guises(party) for one in self._sits_on.get(guise, ())}
        for between in sorted(sits_on & by_voice.keys() - {party, body}):
            first = [seat for seat in self._own(party, between, scope) if seat.votes or seat.may_vote]
            second = [seat for seat in by_voice[between] if overlap(seat.statement.scope, scope)]
            voting = [seat for seat in second if seat.votes]
            unclear = [seat for seat in second if seat.votes or seat.may_vote]
            if voting and any(seat.votes for seat in first):
                return Heard(Say.SECOND_HAND, _statements([voting[0], *first]), between)
            if first and unclear:
                found = Heard(Say.UNCLEAR, _statements([unclear[0], *first]), between)
        return found


def _statements(seats: Iterable[Seats]) -> tuple[Membership, ...]:
    return tuple(seat.statement for seat in seats)
