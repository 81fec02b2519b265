"""Who can pass a decision of a body, who can block it, and with what power: from its seats and its decision rule.

A casting vote is counted as one more vote, too small to matter unless the others stand equal: the chair's where it
is the chair's, else nobody's of those who vote.

The power index is Banzhaf's: a seat's share of the coalitions that win with it and lose without it, counted
exactly. (Penrose 1946; Banzhaf 1965.)
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import comb

from govgraph.graph.statements import Statements
from govgraph.model.duties import DecisionRule
from govgraph.model.relationships import Membership, Votes
from govgraph.model.statements import NOT_STATED

# Powers are counted exactly for bodies of at most this many votes that add up to at most so many sums, and
# coalitions of at most this many blocs.
MOST_VOTERS, _MOST_SUMS, _MOST_BLOCS, _MOST_COALITIONS = 30, 20_000, 16, 200
# Among more parties than these that votes are cast for, parts are not looked for in each other.
_MOST_JOINED = 100
# Less than the least difference between two sums of weights, which have at most 15 decimals.
_CASTING_VOTE = Decimal("1e-16")


@dataclass(frozen=True, slots=True)
class Seats:
    """One row of a body's membership: so many seats alike.

    `votes` is True, False, or None where the papers do not say. `weight` is that of one seat; None where the
    body weighs votes and the papers do not give the weights. `represents` names whom the seats vote for, and
    `bloc` with whom they are counted: the same, but for a part of a body that has votes of its own.
    `each_its_own` where that is a counted party, represented seat by seat.
    """

    member: str
    number: int
    votes: bool | None
    weight: Decimal | None
    represents: tuple[str, ...]
    bloc: tuple[str, ...]
    each_its_own: bool
    statement: Membership

    @property
    def vote(self) -> Decimal:
        """What one seat's vote counts, as far as it is known."""
        return Decimal(1) if self.weight is None else self.weight

    @property
    def may_vote(self) -> bool:
        """Whether these are seats of members of whose vote the papers say nothing, beside those that they speak of."""
        return self.votes is None and self.statement.is_of_a_member


@dataclass(frozen=True, slots=True)
class Bloc:
    """Votes cast for the same party, or parties: by everyone who represents it.

    `alike` blocs of one size stand together: the ten of ten groups that each have one vote. `casting` says
    that the chair, who has the casting vote, is among them.
    """

    parties: tuple[str, ...]
    weight: Decimal
    alike: int = 1
    casting: bool = False

    @property
    def together(self) -> Decimal:
        """The votes of all that are alike."""
        return self.weight * self.alike


@dataclass(frozen=True)
class Ballot:
    """A body's votes and what it takes to pass; computed when asked for.

    `assumed` says that no seat's vote is stated, so that every seat of a member is counted as one.
    """

    body: str
    rule: DecisionRule | None
    seats: tuple[Seats, ...]
    assumed: bool

    @property
    def rule_is_silent(self) -> bool:
        """Whether the papers do not say what a decision takes."""
        return self.rule is None or self.rule.passes_with == NOT_STATED

    @property
    def by_majority(self) -> "Ballot":
        """The same votes under a simple majority: what a reader would expect where the papers state no rule."""
        return replace(
            self, rule=(self.rule or DecisionRule()).model_copy(update={"passes_with": "majority"})
        )

    @property
    def voting(self) -> tuple[Seats, ...]:
        """The seats that vote."""
        return tuple(seat for seat in self.seats if seat.votes)

    @property
    def unclear(self) -> int:
        """How many seats there are of whose vote the papers say nothing, beside those that they speak of."""
        return sum(seat.number for seat in self.seats if seat.votes is None)

    @property
    def voters(self) -> int:
        """How many seats vote."""
        return sum(seat.number for seat in self.voting)

    @cached_property
    def total(self) -> Decimal | None:
        """The weight of all votes; None where a weight is not given."""
        weights = [seat.number * seat.weight for seat in self.voting if seat.weight is not None]
        return sum(weights, Decimal(0)) if weights and len(weights) == len(self.voting) else None

    @cached_property
    def exact_threshold(self) -> Decimal | None:
        """What the rule asks for, before it is rounded to votes; None where it asks for no number."""
        rule, total = self.rule, self.total
        if rule is None or total is None:
            return None
        if rule.passes_with == "majority":
            return total / 2
        if rule.passes_with == "consensus":
            return total
        if rule.threshold is None:
            return None
        if rule.passes_with == "share":
            return total * share(rule.threshold)
        return rule.threshold if rule.passes_with == "count" else None

    @property
    def needed(self) -> Decimal | None:
        """The fewest votes that pass; where votes are weighed, the weight that must be reached, or exceeded by a majority."""
        exact = self.exact_threshold
        if exact is None or self.weighted:
            return exact
        least = exact.to_integral_value(rounding=ROUND_CEILING)
        return least if self.passes(least) else least + 1

    @property
    def has_casting_vote(self) -> bool:
        """Whether the papers give somebody the casting vote."""
        return self.rule is not None and (self.rule.casting_vote or "none").casefold() not in {
            NOT_STATED,
            "none",
        }

    @property
    def half(self) -> Decimal | None:
        """The votes that pass, or block, only with the casting vote; None where votes cannot stand equal, or nobody has it."""
        return self.total / 2 if self.has_casting_vote and self.can_tie and self.total is not None else None

    @property
    def _casting_vote(self) -> Decimal:
        """What the casting vote adds to the votes of whoever has it."""
        decides = self.has_casting_vote and self.rule is not None and self.rule.passes_with == "majority"
        return _CASTING_VOTE if decides else Decimal(0)

    @cached_property
    def _casting_seat(self) -> Seats | None:
        """The seat with the casting vote: the one chair's, where it is the chair's and the chair votes."""
        if not self.has_casting_vote or "chair" not in str(self.rule and self.rule.casting_vote).casefold():
            return None
        chairs = [seat for seat in self.voting if seat.statement.capacity == "chair"]
        return chairs[0] if len(chairs) == 1 and chairs[0].number == 1 else None

    @property
    def blocking(self) -> Decimal | None:
        """The fewest votes that block, all being cast; None where votes are weighed: then more than what passing leaves."""
        if self.needed is None or self.total is None or self.weighted:
            return None
        least = self.total - self.needed + 1
        return least if self.blocks(least) else least + 1

    @property
    def weighted(self) -> bool:
        """Whether seats weigh differently."""
        return self.rule is not None and bool(self.rule.weights)

    def passes(self, weight: Decimal) -> bool:
        """Whether so much in favour passes, all votes being cast: more than half for a majority, else the threshold."""
        exact = self.exact_threshold
        if exact is None or self.rule is None:
            return False
        return weight > exact if self.rule.passes_with == "majority" else weight >= exact

    def blocks(self, weight: Decimal) -> bool:
        """Whether so much against keeps it from passing."""
        if self.total is None or self.needed is None:
            return False
        return not self.passes(self.total + self._casting_vote - weight)

    @property
    def can_tie(self) -> bool | None:
        """Whether votes can stand equal, so that somebody must break the tie; None where there are too many to tell."""
        if self.total is None or self.rule is None or self.rule.passes_with != "majority":
            return False
        if not self.weighted:
            return self.total % 2 == 0
        if self.voters > MOST_VOTERS:
            return None
        sums = _sums([(seat.number, seat.vote) for seat in self.voting])
        return None if sums is None else self.total / 2 in sums

    @property
    def is_rounded(self) -> bool:
        """Whether a share of the votes is no whole number of them."""
        exact = self.exact_threshold
        asks_share = self.rule is not None and self.rule.passes_with == "share"
        return asks_share and not self.weighted and exact is not None and exact != exact.to_integral_value()

    @cached_property
    def blocs(self) -> tuple[Bloc, ...]:
        """Votes by whom they are cast for, the heaviest first."""
        chair = self._casting_seat
        together: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
        apart: dict[tuple[tuple[str, ...], Decimal, bool], int] = defaultdict(int)
        for seat in self.voting:
            if seat.each_its_own:
                apart[seat.bloc, seat.vote, seat is chair] += seat.number
            else:
                together[seat.bloc] += seat.number * seat.vote
        found = [
            *(
                Bloc(parties, weight, casting=chair is not None and chair.bloc == parties)
                for parties, weight in together.items()
            ),
            *(Bloc(parties, weight, number, casting) for (parties, weight, casting), number in apart.items()),
        ]
        return tuple(sorted(found, key=lambda bloc: (-bloc.weight, bloc.parties, bloc.casting)))

    @property
    def is_contested(self) -> bool:
        """Whether votes are cast for more than one: else nobody is left to pass a decision against."""
        return len(self.blocs) > 1 or any(bloc.alike > 1 for bloc in self.blocs)

    def _force(self, bloc: Bloc) -> Decimal:
        return bloc.weight + self._casting_vote if bloc.casting else bloc.weight

    @property
    def pass_alone(self) -> tuple[Bloc, ...]:
        """Blocs that pass a decision against all others."""
        return tuple(bloc for bloc in self.blocs if self.passes(self._force(bloc)))

    @property
    def block_alone(self) -> tuple[Bloc, ...]:
        """Blocs without which nothing passes."""
        return tuple(bloc for bloc in self.blocs if self.blocks(self._force(bloc)))

    @property
    def pass_together(self) -> tuple[Bloc, ...]:
        """Blocs of which no one passes a decision alone, but all that are alike do, without the others."""
        return tuple(
            bloc
            for bloc in self.blocs
            if len(self.blocs) > 1 and not self.passes(bloc.weight) and self.passes(bloc.together)
        )

    @property
    def pairs(self) -> Iterator[tuple[Bloc, Bloc]]:
        """Two blocs, no one of several alike, that pass a decision together and neither alone; the heaviest first."""
        single = [bloc for bloc in self.blocs if bloc.alike == 1 and not self.passes(self._force(bloc))]
        single.sort(key=self._force, reverse=True)
        for index, one in enumerate(single):
            partners = [
                other for other in single[index + 1 :] if self.passes(self._force(one) + self._force(other))
            ]
            if not partners:
                return
            yield from ((one, other) for other in partners)

    @property
    def never_matter(self) -> tuple[Bloc, ...]:
        """Blocs that turn no decision, whatever the others do. Empty where there are too many blocs to tell."""
        powers = self.bloc_powers
        return tuple(bloc for bloc in self.blocs if powers is not None and powers[bloc] == 0)

    @cached_property
    def minimal_winning(self) -> tuple[tuple[Bloc, ...], ...] | None:
        """Coalitions of blocs that pass and do not without any one of them; None where there are too many to list."""
        return self._minimal(self.passes)

    @cached_property
    def minimal_blocking(self) -> tuple[tuple[Bloc, ...], ...] | None:
        """Coalitions of blocs that block and do not without any one of them; None where there are too many to list."""
        return self._minimal(self.blocks)

    def _minimal(self, decides: Callable[[Decimal], bool]) -> tuple[tuple[Bloc, ...], ...] | None:
        if self.needed is None or sum(bloc.alike for bloc in self.blocs) > _MOST_BLOCS:
            return None
        blocs = [bloc for bloc in self.blocs for _ in range(bloc.alike)]
        found: dict[tuple[Bloc, ...], None] = {}
        for size in range(1, len(blocs) + 1):
            for group in combinations(blocs, size):
                forces = [self._force(bloc) for bloc in group]
                weight = sum(forces, Decimal(0))
                if decides(weight) and not decides(weight - min(forces)):
                    found[group] = None
                    if len(found) > _MOST_COALITIONS:
                        return None
        return tuple(found)

    @cached_property
    def powers(self) -> tuple[Fraction, ...] | None:
        """The power of one seat of each voting row, in their order; all together, with the casting vote, have 1.

        None where the rule or a weight is not stated, or the body has too many votes to count exactly.
        """
        chair, casting = self._casting_seat, self._casting_vote
        return self._powers([(seat.number, seat.vote + casting * (seat is chair)) for seat in self.voting])

    @cached_property
    def bloc_powers(self) -> Mapping[Bloc, Fraction] | None:
        """The power of each bloc, of one of those alike; all together, with the casting vote, have 1."""
        powers = self._powers([(bloc.alike, self._force(bloc)) for bloc in self.blocs])
        return None if powers is None else dict(zip(self.blocs, powers, strict=True))

    def _powers(self, rows: Sequence[tuple[int, Decimal]]) -> tuple[Fraction, ...] | None:
        """The power of one vote of each row of so many votes of one weight."""
        if self.needed is None or not 0 < sum(number for number, _ in rows) <= MOST_VOTERS:
            return None
        votes: dict[Decimal, int] = defaultdict(int)
        for number, weight in rows:
            votes[weight] += number
        if self._casting_seat is None and self._casting_vote:
            votes[self._casting_vote] = 1
        swings: dict[Decimal, int] = {}
        for weight in votes:
            swing = self._swings(votes, weight)
            if swing is None:
                return None
            swings[weight] = swing
        total = sum(votes[weight] * swing for weight, swing in swings.items())
        return tuple(Fraction(swings[weight], total or 1) for _, weight in rows)

    def _swings(self, votes: Mapping[Decimal, int], weight: Decimal) -> int | None:
        """In how many coalitions of the others one vote of a weight turns the decision; None where they are too many."""
        sums = _sums([(number - (each == weight), each) for each, number in votes.items()])
        if sums is None:
            return None
        return sum(
            ways
            for reached, ways in sums.items()
            if not self.passes(reached) and self.passes(reached + weight)
        )


def _sums(rows: Sequence[tuple[int, Decimal]]) -> dict[Decimal, int] | None:
    """Every weight that votes can add up to, and in how many ways; None where there are too many."""
    found: dict[Decimal, int] = {Decimal(0): 1}
    for number, weight in rows:
        following: dict[Decimal, int] = defaultdict(int)
        for reached, ways in found.items():
            for taken in range(number + 1):
                following[reached + taken * weight] += ways * comb(number, taken)
        if len(following) > _MOST_SUMS:
            return None
        found = following
    return found


def share(threshold: Decimal) -> Decimal:
    """A share as a fraction of one: 70 and 0.7 both say seventy per cent."""
    return threshold if threshold <= 1 else threshold / 100


def ballots(graph: Statements) -> dict[str, Ballot]:
    """The ballot of every body with a seat or a decision rule, by body: its seats and its rule, where these count."""
    bodies = {row.body for row in graph.memberships} | {*graph.structure.decision_rules}
    return {body: _ballot(graph, body) for body in sorted(bodies)}


def _ballot(graph: Statements, body: str) -> Ballot:
    rule, rows = graph.decision_rules.get(body), graph.seats_on(body)
    stated = any(row.votes is not Votes.NOT_STATED for row in rows)
    votes = [_votes(row, stated=stated) for row in rows]
    represented = [voted_for(graph, row) for row in rows]
    blocs = _joined(graph, {parties for parties, vote in zip(represented, votes, strict=True) if vote})
    seats = []
    for row, vote, parties in zip(rows, votes, represented, strict=True):
        bloc = blocs.get(parties, parties)
        number = row.seats if row.seats > 1 else graph.party(row.member).count
        each_its_own = any(graph.party(party).count > 1 for party in bloc)
        weight = _weight(rule, row.member, parties)
        seats.append(Seats(row.member, number, vote, weight, parties, bloc, each_its_own, row))
    return Ballot(body, rule, tuple(seats), assumed=bool(rows) and not stated)


def _votes(row: Membership, *, stated: bool) -> bool | None:
    """Whether a seat votes; where the papers state no seat's vote, every member's is counted as one."""
    if row.votes is Votes.NOT_STATED:
        return None if stated else row.is_of_a_member
    return row.votes is Votes.YES


def _weight(rule: DecisionRule | None, member: str, represented: Sequence[str]) -> Decimal | None:
    """What one seat weighs: 1, unless the rule gives weights, or says that there are some and does not give them."""
    if rule is None or (rule.weights is None and rule.of != "weights"):
        return Decimal(1)
    weights = rule.weights or {}
    return next((weights[party] for party in (member, *represented) if party in weights), None)


def voted_for(graph: Statements, row: Membership) -> tuple[str, ...]:
    """Whom a seat votes for: whom it represents; else the member itself, or the body that the post is in."""
    if row.represents:
        return tuple(sorted(row.represents))
    if row.member in graph.structure.organisations:
        return (row.member,)
    return tuple(sorted(body for body in graph.posted_in(row.member) if body != row.body)) or (row.member,)


def _joined(graph: Statements, blocs: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Parts counted with their whole: the blocs of which all parties are, or are within, one that votes are cast for."""
    wholes = {parties[0] for parties in blocs if len(parties) == 1}
    if len(wholes) > _MOST_JOINED:
        return {}
    found = {}
    for parties in blocs:
        homes = {_outermost(graph, party, wholes) for party in parties}
        if len(homes) == 1:
            found[parties] = tuple(homes)
    return found


def _outermost(graph: Statements, party: str, wholes: Iterable[str]) -> str:
    """The one of several bodies that a party is within and that is not within another of them; else the party itself."""
    around = [whole for whole in wholes if whole != party and graph.is_within(party, whole)]
    tops = [
        whole
        for whole in around
        if not any(graph.is_within(whole, other) for other in around if other != whole)
    ]
    return tops[0] if len(tops) == 1 else party
