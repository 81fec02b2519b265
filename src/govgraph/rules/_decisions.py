"""Who binds whom, and through which seats a party votes: what the rules on decisions, and on payers, share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import Seats, ballots
from govgraph.model.duties import DecisionRule
from govgraph.model.relationships import Membership, Votes
from govgraph.model.scopes import ALL, overlap
from govgraph.model.statements import NOT_STATED, Statement
from govgraph.model.vocabulary import COLLECTIVE_KINDS
from govgraph.text import listed

# Names beyond these are told as a number: a reader of the finding needs the cause, not the roll.
MOST_NAMED = 6
_DECIDING_STEPS = {"decide", "approve"}


@dataclass(frozen=True, slots=True)
class Binding:
    """A statement that what a body decides binds a party."""

    body: str
    bound: str
    scope: str
    statement: Statement


class Voice(IntEnum):
    """What say a party has in a body, the most first; UNKNOWN where the papers name nobody who sits there."""

    VOTE = 0
    SECOND_HAND = 1
    UNCLEAR = 2
    NONE = 3
    UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class Say:
    """A party's say in a body: the seats that show it, and the body through which it is at second hand."""

    voice: Voice
    seats: tuple[Membership, ...] = ()
    through: str = ""


def is_within_boundary(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party exists and is no partner. A root can be bound, and decide, as well as anyone."""
    return graph.exists(party) and not graph.party(party).outside


def states(text: str | None) -> bool:
    """Whether a field says anything: present, and not `not_stated`."""
    return text is not None and text != NOT_STATED and bool(text.strip())


def own_rule(graph: GovernanceGraph, body: str) -> DecisionRule | None:
    """A body's own decision rule, where it counts."""
    rule = graph.structure.decision_rules.get(body)
    return rule if rule is not None and graph.counts(rule) else None


def rules_of(graph: GovernanceGraph, body: str) -> list[DecisionRule]:
    """A body's decision rule, and those of the counted parties that it is a named one of."""
    found = (own_rule(graph, one) for one in (body, *graph.counted_above(body)))
    return [rule for rule in found if rule is not None]


def says_how(rule: DecisionRule) -> bool:
    """Whether a decision rule says what passes a decision."""
    needs_number = rule.passes_with in {"share", "count"}
    return rule.passes_with != NOT_STATED and (rule.threshold is not None or not needs_number)


def bindings(graph: GovernanceGraph) -> dict[str, list[Binding]]:
    """Whom each body binds, by body: from relationships and from decision rules.

    Only bodies within the boundary that decide together: a department, a regulator or a court binds by its
    office, not by a vote. Partners, and a body's own parts and posts, are left out of those that it binds.
    """
    stated = [Binding(row.from_, end, row.scope, row) for row, end in graph.of_kind("binds")]
    # A decision rule gives no scope: it is that of the relationship which says the same, where there is one.
    scopes = {(binding.body, binding.bound): binding.scope for binding in stated}
    for body in sorted(graph.structure.decision_rules):
        rule = own_rule(graph, body)
        if rule is not None:
            stated += [Binding(body, end, scopes.get((body, end), ALL), rule) for end in rule.binds]
    seated = {seat.body for seat in graph.memberships}
    found: dict[str, list[Binding]] = defaultdict(list)
    for binding in stated:
        body, bound = binding.body, binding.bound
        if (
            is_within_boundary(graph, body)
            and decides_together(graph, body, seated)
            and is_within_boundary(graph, bound)
            and body != bound
            and not graph.is_within(bound, body)
        ):
            found[body].append(binding)
    return dict(sorted(found.items()))


def decides_together(graph: GovernanceGraph, body: str, seated: Iterable[str]) -> bool:
    """Whether a body decides as several: a collective kind, or one of which seats or a decision rule are stated."""
    organisation = graph.structure.organisations.get(body)
    return organisation is not None and (
        organisation.kind in COLLECTIVE_KINDS or body in seated or own_rule(graph, body) is not None
    )


def arbitration_panels(graph: GovernanceGraph, bound_by: dict[str, list[Binding]]) -> set[str]:
    """Bodies that bind only because they arbitrate: neutral by design, so nobody bound has a vote there.

    A panel or court that arbitrates; or a body that arbitrates for all whom it binds, to which no power is
    delegated and which decides in no duty.
    """
    deciding = {
        party
        for duty in graph.duties
        if duty.step in _DECIDING_STEPS
        for party in (*duty.responsible, *duty.accountable)
    }
    found: set[str] = set()
    for body, rows in bound_by.items():
        served = {end for row in graph.stated_from(body, "arbitrates") for end in row.to}
        if not served:
            continue
        only = {row.bound for row in rows} <= served and body not in deciding
        if graph.structure.organisations[body].kind in {"panel", "court"} or (
            only and not graph.stated_to(body, "delegates_to")
        ):
            found.add(body)
    return found


def stands_over(graph: GovernanceGraph, body: str, party: str, scope: str) -> bool:
    """Whether a body stands above a party in line management, in some matter that overlaps a scope."""
    return any(graph.stands_above(body, party, one) for one in scopes_of(graph, scope))


def scopes_of(graph: GovernanceGraph, scope: str) -> list[str]:
    """The scopes in which a statement of one scope is looked at: that one, and the analysed ones that overlap it."""
    return list(dict.fromkeys([scope, *(one for one in graph.scopes if overlap(one, scope))]))


class Voters:
    """Who votes in each body, and for whom."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._ballots = ballots(graph)
        self._named: dict[str, list[str]] = defaultdict(list)
        for party in graph.structure.parties:
            for counted in graph.counted_above(party):
                self._named[counted].append(party)
        self._headed: dict[str, list[str]] = defaultdict(list)
        for post, body, _ in graph.heads:
            self._headed[post].append(body)
        self._around: dict[str, tuple[str, ...]] = {}
        self._spoken: dict[str, dict[str, list[Seats]]] = {}
        self._sits_on: dict[str, set[str]] = defaultdict(set)
        for seat in graph.memberships:
            for party in self._speaks_for(seat):
                self._sits_on[party].add(seat.body)

    def named_ones(self, counted_party: str) -> Sequence[str]:
        """The named ones of a counted party."""
        return self._named.get(counted_party, ())

    def around(self, party: str) -> tuple[str, ...]:
        """The bodies that a party is part of, a post in, or the head of, at any depth."""
        if party not in self._around:
            seen: dict[str, None] = {}
            queue = [party]
            for one in queue:  # grows while it is walked
                for body in self._places(one):
                    if body not in seen and body != party:
                        seen[body] = None
                        queue.append(body)
            self._around[party] = tuple(seen)
        return self._around[party]

    def _places(self, party: str) -> list[str]:
        graph = self._graph
        organisation = graph.structure.organisations.get(party)
        if organisation is None:
            return [*graph.seats(party), *self._headed.get(party, ())]
        return [
            a.body for a in organisation.part_of if graph.counts(a.on(organisation)) and graph.exists(a.body)
        ]

    def say(self, party: str, body: str, scope: str) -> Say:
        """What say a party has in a body, in matters that overlap a scope.

        It votes through a seat of its own, of a post or part of it, of the body that it is itself part of, of
        whoever represents it, of its counted party or of a named one of it; at second hand through a body on
        which it votes and which has a vote here.
        """
        if not self._seats(body):
            return Say(Voice.UNKNOWN)
        own = self._own(party, body, scope)
        # A vote that is denied in the body itself is not given by what is said of its counted party, or of one of it.
        here = [seat for seat in own if seat.statement.body == body]
        own = here if any(seat.statement.votes is Votes.NO for seat in here) else own
        voting = [seat for seat in own if seat.votes]
        if voting:
            through = [self._shared_with(seat.statement, party, body, scope) for seat in voting]
            if all(through):
                return Say(Voice.SECOND_HAND, _statements(voting), through[0])
            return Say(Voice.VOTE, _statements(voting))
        further = self._at_second_hand(party, body, scope)
        if further.voice is Voice.SECOND_HAND:
            return further
        unclear = [seat for seat in own if seat.may_vote]
        if unclear:
            return Say(Voice.UNCLEAR, _statements(unclear))
        return further if further.voice is Voice.UNCLEAR else Say(Voice.NONE, _statements(own))

    def _seats(self, body: str) -> list[Seats]:
        """The seats of a body, with those stated of its counted party or, where it is counted, of a named one."""
        bodies = (body, *self._graph.counted_above(body), *self.named_ones(body))
        return [seat for one in bodies if one in self._ballots for seat in self._ballots[one].seats]

    def _keys(self, party: str) -> tuple[str, ...]:
        """Those whose seats are a party's.

        A named one's seat is its counted party's, and a counted party's is each named one's; but a named one's
        is no other named one's, so the way from one to the other is gone once only.
        """
        return (party, *self._graph.counted_above(party), *self.around(party), *self.named_ones(party))

    def _own(self, party: str, body: str, scope: str) -> list[Seats]:
        """The seats of a body that speak for a party."""
        spoken = self._seats_by_voice(body)
        found = {id(seat): seat for key in self._keys(party) for seat in spoken.get(key, ())}
        return [seat for seat in found.values() if overlap(seat.statement.scope, scope)]

    def _seats_by_voice(self, body: str) -> dict[str, list[Seats]]:
        """The seats of a body, by everyone whom they speak for."""
        if body not in self._spoken:
            index: dict[str, list[Seats]] = defaultdict(list)
            for seat in self._seats(body):
                for one in self._speaks_for(seat.statement):
                    index[one].append(seat)
            self._spoken[body] = index
        return self._spoken[body]

    def _speaks_for(self, seat: Membership) -> dict[str, None]:
        """Everyone whom a seat speaks for, by its own words or by where its member belongs.

        A post of the body itself does not speak for what that body is part of.
        """
        graph = self._graph
        speakers = [seat.member, *seat.represents]
        found = list(speakers)
        for place in self._places(seat.member):
            if seat.body != place and seat.body not in self.around(place):
                found += [place, *self.around(place)]
        found += [end for one in speakers for row in graph.stated_from(one, "represents") for end in row.to]
        return dict.fromkeys(one for one in found if one != seat.body)

    def _shared_with(self, seat: Membership, party: str, body: str, scope: str) -> str:
        """The body whose seat it is in truth, where a seat also speaks for a party that sits on that body."""
        if party == seat.member:
            return ""
        others = (one for one in seat.represents if one not in {party, body})
        return next((one for one in others if self._own(party, one, scope)), "")

    def _at_second_hand(self, party: str, body: str, scope: str) -> Say:
        """A party's say through a body on which it votes and which has a seat here."""
        spoken, found = self._seats_by_voice(body), Say(Voice.NONE)
        for between in sorted(self._bodies_of(party) & spoken.keys() - {party, body}):
            first = [seat for seat in self._own(party, between, scope) if seat.votes or seat.may_vote]
            seats = (
                [seat for seat in spoken[between] if overlap(seat.statement.scope, scope)] if first else []
            )
            voting = [seat for seat in seats if seat.votes]
            if voting and any(seat.votes for seat in first):
                return Say(Voice.SECOND_HAND, _statements([voting[0], *first]), between)
            unclear = [seat for seat in seats if seat.votes or seat.may_vote]
            if unclear:
                found = Say(Voice.UNCLEAR, _statements([unclear[0], *first]), between)
        return found

    def _bodies_of(self, party: str) -> set[str]:
        """The bodies on which a party sits, by their counted or named names as well."""
        sits_on = {body for key in self._keys(party) for body in self._sits_on.get(key, ())}
        alike = {
            one for body in sits_on for one in (*self._graph.counted_above(body), *self.named_ones(body))
        }
        return sits_on | alike


def _statements(seats: Iterable[Seats]) -> tuple[Membership, ...]:
    return tuple(seat.statement for seat in seats)


def names(graph: GovernanceGraph, parties: Iterable[str], last: str = "and") -> str:
    """Parties as a reader lists them, the first few by name."""
    return listed([graph.name(party) for party in dict.fromkeys(parties)], last, most=MOST_NAMED)


def named(parties: Sequence[str]) -> Sequence[str]:
    """Those of several parties whom `names` names: all of them, where they are few."""
    once = list(dict.fromkeys(parties))
    return once if len(once) <= MOST_NAMED + 1 else once[:MOST_NAMED]


def once(statements: Iterable[Statement]) -> list[Statement]:
    """Statements, each once, in the order given."""
    return list({id(statement): statement for statement in statements}.values())
