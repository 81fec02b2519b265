"""Who can pass a decision of a body, who can block it, and with what power: from its seats and its decision rule.

The power index is Banzhaf's: a seat's share of the coalitions that win with it and lose without it, counted
exactly. (Penrose 1946; Banzhaf 1965.)
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import comb

from govgraph.graph.statements import Statements
from govgraph.model.duties import DecisionRule
from govgraph.model.relationships import Membership, Votes

# Powers are counted exactly for bodies of at most this many votes, and coalitions of at most this many blocs.
MOST_VOTERS, _MOST_BLOCS, _MOST_COALITIONS = 30, 16, 200
_VOTING_CAPACITIES = {"chair", "vice_chair", "member", "co_opted"}


@dataclass(frozen=True, slots=True)
class Seats:
    """One row of a body's membership: so many seats alike.

    `votes` is True, False, or None where the papers do not say. `weight` is that of one seat; None where the
    body weighs votes and the papers do not give the weights. `represents` names whom the seats vote for;
    `each_its_own` where that is a counted party, represented seat by seat.
    """

    member: str
    number: int
    votes: bool | None
    weight: Decimal | None
    represents: tuple[str, ...]
    each_its_own: bool
    statement: Membership


@dataclass(frozen=True, slots=True)
class Bloc:
    """Votes cast for the same party, or parties: by everyone who represents it.

    `alike` blocs of one size stand together: the ten of ten groups that each have one vote.
    """

    parties: tuple[str, ...]
    weight: Decimal
    alike: int = 1


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
        return self.rule is None or self.rule.passes_with == "not_stated"

    @property
    def by_majority(self) -> "Ballot":
        """The same votes under a simple majority: what a reader would expect where the papers state no rule."""
        return replace(self, rule=DecisionRule(passes_with="majority"))

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
    def blocking(self) -> Decimal | None:
        """The fewest votes that block, all being cast; None where votes are weighed: then more than what passing leaves."""
        if self.needed is None or self.total is None or self.weighted:
            return None
        return self.total - self.needed + 1

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
        return self.total is not None and self.needed is not None and not self.passes(self.total - weight)

    @property
    def can_tie(self) -> bool | None:
        """Whether votes can stand equal, so that somebody must break the tie; None where there are too many to tell."""
        if self.total is None or self.rule is None or self.rule.passes_with != "majority":
            return False
        if not self.weighted:
            return self.total % 2 == 0
        if self.voters > MOST_VOTERS:
            return None
        return self.total / 2 in _sums([(seat.number, seat.weight or Decimal(1)) for seat in self.voting])

    @property
    def is_rounded(self) -> bool:
        """Whether a share of the votes is no whole number of them."""
        exact = self.exact_threshold
        asks_share = self.rule is not None and self.rule.passes_with == "share"
        return asks_share and not self.weighted and exact is not None and exact != exact.to_integral_value()

    @cached_property
    def blocs(self) -> tuple[Bloc, ...]:
        """Votes by whom they are cast for, the heaviest first."""
        together: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
        apart: list[Bloc] = []
        for seat in self.voting:
            weight = seat.weight if seat.weight is not None else Decimal(1)
            if seat.each_its_own and seat.number > 1:
                apart.append(Bloc(seat.represents, weight, seat.number))
            else:
                together[seat.represents] += seat.number * weight
        found = [Bloc(parties, weight) for parties, weight in together.items()]
        return tuple(sorted([*found, *apart], key=lambda bloc: (-bloc.weight, bloc.parties)))

    @property
    def pass_alone(self) -> tuple[Bloc, ...]:
        """Blocs that pass a decision against all others."""
        return tuple(bloc for bloc in self.blocs if self.passes(bloc.weight))

    @property
    def block_alone(self) -> tuple[Bloc, ...]:
        """Blocs without which nothing passes."""
        return tuple(bloc for bloc in self.blocs if self.blocks(bloc.weight))

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
        blocs = [Bloc(bloc.parties, bloc.weight) for bloc in self.blocs for _ in range(bloc.alike)]
        found: dict[tuple[Bloc, ...], None] = {}
        for size in range(1, len(blocs) + 1):
            for group in combinations(blocs, size):
                weight = sum((bloc.weight for bloc in group), Decimal(0))
                if decides(weight) and not decides(weight - min(bloc.weight for bloc in group)):
                    found[group] = None
                    if len(found) > _MOST_COALITIONS:
                        return None
        return tuple(found)

    @cached_property
    def powers(self) -> tuple[Fraction, ...] | None:
        """The power of one seat of each voting row, in their order; all seats together have 1.

        None where the rule or a weight is not stated, or the body has too many votes to count exactly.
        """
        if self.needed is None or not 0 < self.voters <= MOST_VOTERS:
            return None
        rows = [(seat.number, seat.weight or Decimal(1)) for seat in self.voting]
        return self._powers(rows)

    @cached_property
    def bloc_powers(self) -> Mapping[Bloc, Fraction] | None:
        """The power of each bloc, of one of those alike; all blocs together have 1."""
        if self.needed is None or not 0 < sum(bloc.alike for bloc in self.blocs) <= MOST_VOTERS:
            return None
        rows = [(bloc.alike, bloc.weight) for bloc in self.blocs]
        return dict(zip(self.blocs, self._powers(rows), strict=True))

    def _powers(self, rows: Sequence[tuple[int, Decimal]]) -> tuple[Fraction, ...]:
        swings = [self._swings(rows, index) for index in range(len(rows))]
        total = sum(number * swing for (number, _), swing in zip(rows, swings, strict=True))
        return tuple(Fraction(swing, total) if total else Fraction(0) for swing in swings)

    def _swings(self, rows: Sequence[tuple[int, Decimal]], index: int) -> int:
        """In how many coalitions of the others one vote of a row turns the decision."""
        weight = rows[index][1]
        others = [(number - (place == index), each) for place, (number, each) in enumerate(rows)]
        return sum(
            ways
            for reached, ways in _sums(others).items()
            if not self.passes(reached) and self.passes(reached + weight)
        )


def _sums(rows: Sequence[tuple[int, Decimal]]) -> dict[Decimal, int]:
    """Every weight that votes can add up to, and in how many ways."""
    found: dict[Decimal, int] = {Decimal(0): 1}
    for number, weight in rows:
        following: dict[Decimal, int] = defaultdict(int)
        for reached, ways in found.items():
            for taken in range(number + 1):
                following[reached + taken * weight] += ways * comb(number, taken)
        found = following
    return found


def share(threshold: Decimal) -> Decimal:
    """A share as a fraction of one: 70 and 0.7 both say seventy per cent."""
    return threshold if threshold <= 1 else threshold / 100


def ballot(graph: Statements, body: str) -> Ballot:
    """A body's ballot at a reading: the seats that count, and its decision rule where that counts."""
    rule = graph.structure.decision_rules.get(body)
    if rule is not None and not graph.counts(rule):
        rule = None
    rows = [row for row in graph.memberships if row.body == body]
    stated = any(row.votes is not Votes.NOT_STATED for row in rows)
    weights = rule.weights if rule is not None else None
    weighed = rule is not None and rule.of == "weights"
    return Ballot(
        body,
        rule,
        tuple(_seats(graph, row, weights, stated=stated, weighed=weighed) for row in rows),
        bool(rows) and not stated,
    )


def _seats(
    graph: Statements, row: Membership, weights: Mapping[str, Decimal] | None, *, stated: bool, weighed: bool
) -> Seats:
    party = graph.structure.parties[row.member]
    number = row.seats if row.seats > 1 else party.count
    if row.votes is Votes.NOT_STATED:
        votes = None if stated else row.capacity in _VOTING_CAPACITIES
    else:
        votes = row.votes is Votes.YES
    represents = voted_for(graph, row)
    if weights is not None:
        weight = weights.get(row.member)
        weight = next((weights[p] for p in represents if p in weights), None) if weight is None else weight
    else:
        weight = None if weighed else Decimal(1)
    counted = any(graph.structure.parties[party].count > 1 for party in represents)
    return Seats(row.member, number, votes, weight, represents, counted, row)


def voted_for(graph: Statements, row: Membership) -> tuple[str, ...]:
    """Whom a seat votes for: whom it represents; else the member itself, or the body that the post is in."""
    if row.represents:
        return tuple(sorted(row.represents))
    if row.member in graph.structure.organisations:
        return (row.member,)
    return tuple(sorted(body for body in graph.seats(row.member) if body != row.body)) or (row.member,)
