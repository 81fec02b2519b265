"""Who votes in a body, what passes, what blocks, and with what power: the tables of `govgraph votes`."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import count, product
from string import ascii_uppercase

from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import MOST_VOTERS, Ballot, Bloc, share
from govgraph.model.duties import DecisionRule
from govgraph.model.statements import NOT_STATED
from govgraph.reports import wording
from govgraph.reports.tables import Table, Tables
from govgraph.text import counted, listed

SCHEMA = "govgraph/votes/1"
_CAPACITIES = {
    "vice_chair": "vice-chair",
    "co_opted": "co-opted member",
    "in_attendance": "in attendance",
}
_DENOMINATORS = {
    "members": "of the voting members",
    "eligible": "of all votes that may be cast",
    "cast": "of the votes cast",
    "weights": "of the weighed votes",
}
_MOST_SHOWN = 12


def tables(graph: GovernanceGraph, ballot: Ballot) -> Tables:
    """The body's seats, its blocs, and what they can do."""
    return Tables(
        SCHEMA,
        f"Votes in {wording.the(graph, ballot.body)}",
        f"{graph.structure.title}. {wording.reading_words(graph)}",
        (_seats(graph, ballot), _blocs(graph, ballot)),
    )


def _seats(graph: GovernanceGraph, ballot: Ballot) -> Table:
    powers = dict(zip(ballot.voting, ballot.powers or (), strict=False))
    rows = []
    for seat in ballot.seats:
        vote = {True: "yes", False: "no", None: "not stated"}[seat.votes]
        weight = _number(seat.weight) if seat.votes and seat.weight is not None else ""
        rows.append((
            graph.name(seat.member),
            _CAPACITIES.get(seat.statement.capacity, seat.statement.capacity),
            str(seat.number),
            "assumed" if ballot.assumed and seat.votes else vote,
            *((weight,) if ballot.weighted else ()),
            _voted_for(graph, seat.represents) if seat.votes else "",
            _percent(powers.get(seat)),
            wording.places(seat.statement.source),
        ))  # fmt: skip
    weight_column = ("Weight",) if ballot.weighted else ()
    head = ("Seat", "Capacity", "Number", "Vote", *weight_column, "Votes for", "Power of one", "Source")
    return Table("Seats", head, tuple(rows), tuple(_what_is_stated(graph, ballot)), tuple(_cautions(ballot)))


def _what_is_stated(graph: GovernanceGraph, ballot: Ballot) -> Iterator[str]:
    if not ballot.seats:
        yield "The papers name no seat on it."
        return
    if ballot.assumed:
        yield f"The papers state no vote: each of {counted(ballot.voters, 'seat')} of a chair or member is counted as one."
    else:
        unclear = f"; of {counted(ballot.unclear, 'further seat')} they do not say" if ballot.unclear else ""
        yield f"The papers give a vote to {counted(ballot.voters, 'seat')}{unclear}."
    yield rule_in_words(ballot.rule)
    if ballot.rule is not None:
        yield from _terms(graph, ballot.rule)


def rule_in_words(rule: DecisionRule | None) -> str:
    """What a decision takes, in a sentence."""
    if rule is None or rule.passes_with == "not_stated":
        return "The papers do not say what a decision takes."
    among = f" {_DENOMINATORS[rule.of]}" if rule.of else "; of which votes, the papers do not say"
    if rule.passes_with == "consensus":
        return "A decision takes the agreement of all."
    if rule.passes_with == "majority":
        return f"A decision takes a majority{among}."
    if rule.threshold is None:
        return f"A decision takes a {rule.passes_with} of votes; the papers do not say how many."
    if rule.passes_with == "count":
        return f"A decision takes {_number(rule.threshold)} votes{among}."
    return f"A decision takes {_number(share(rule.threshold) * 100)} %{among}."


def _terms(graph: GovernanceGraph, rule: DecisionRule) -> Iterator[str]:
    terms = {"quorum": rule.quorum, "casting vote": rule.casting_vote, "appeal to": rule.appeal_to}
    stated = [
        f"{term}: {value[:1].lower() + value[1:]}"
        for term, value in terms.items()
        if value not in {None, NOT_STATED} and value
    ]
    if rule.notice_days is not None:
        stated.append(f"notice: {counted(rule.notice_days, 'day')}")
    if rule.binds:
        stated.append(f"binds {wording.all_the(graph, rule.binds)}")
    if stated:
        yield f"Stated besides: {'; '.join(stated)}."
    silent = [term for term, value in terms.items() if value in {None, NOT_STATED}]
    if rule.notice_days is None:
        silent.append("notice")
    if silent:
        yield f"Not stated: {listed(silent)}."


def _cautions(ballot: Ballot) -> Iterator[str]:
    if ballot.rule is not None and ballot.rule.of == "cast":
        yield "The rule counts votes cast: who stays away lowers what passes. The figures hold when all vote."
    if ballot.rule is not None and ballot.rule.of == "weights" and ballot.total is None:
        yield "Votes are weighed, and the papers do not give every weight: nothing is computed."
    if ballot.powers is None and ballot.needed is not None and ballot.voters > MOST_VOTERS:
        yield f"Powers are counted for bodies of up to {MOST_VOTERS} votes; this one has {ballot.voters:,}."
    elif ballot.powers is not None:
        yield "Power is Banzhaf's index: of all the times that a seat turns the decision, over every way to vote, the share in which this one does."
    if ballot.rule is not None and not ballot.rule.settled:
        yield "The decision rule is not both stated and in force."


def _blocs(graph: GovernanceGraph, ballot: Ballot) -> Table:
    powers = ballot.bloc_powers or {}
    passing, blocking = frozenset(ballot.pass_alone), frozenset(ballot.block_alone)
    rows = tuple(
        (
            letter,
            _bloc(graph, bloc),
            _votes(bloc),
            _yes(ballot, bloc, passing),
            _yes(ballot, bloc, blocking),
            _percent(powers.get(bloc)),
        )
        for letter, bloc in zip(_letters(), ballot.blocs, strict=False)
    )
    head = ("Bloc", "Votes cast for", "Votes", "Passes alone", "Blocks alone", "Power of one")
    return Table("Blocs", head, rows, tuple(_arithmetic(graph, ballot)), tuple(_coalitions(ballot)))


def _arithmetic(graph: GovernanceGraph, ballot: Ballot) -> Iterator[str]:
    if ballot.needed is None or ballot.total is None:
        supposed = ballot.by_majority
        if ballot.rule_is_silent and supposed.needed is not None:
            yield "Without a rule, who can pass or block cannot be told. Were a simple majority enough:"
            yield from _arithmetic(graph, supposed)
        else:
            lacking = "a number of votes" if ballot.rule_is_silent or not ballot.seats else "every weight"
            yield f"Without {lacking}, who can pass or block cannot be told."
        return
    total = _number(ballot.total)
    if ballot.half is not None and not ballot.weighted:
        half = _number(ballot.half)
        yield f"{_number(ballot.needed)} of {total} votes, or {half} with the casting vote, pass or block."
    elif ballot.weighted:
        yield _weighed(ballot, ballot.needed, ballot.total)
    else:
        yield f"{_number(ballot.needed)} of {total} votes pass; {_number(ballot.blocking or Decimal(0))} block."
    if ballot.is_rounded:
        exact = _number(ballot.exact_threshold or Decimal(0))
        yield f"The share comes to {exact} votes, and is rounded up; the papers do not say how it is to be rounded."
    if ballot.can_tie is None:
        yield f"Whether weighed votes can be equal is told for bodies of up to {MOST_VOTERS} votes."
    elif ballot.can_tie:
        yield "Votes can be equal" + (
            "; the casting vote breaks the tie."
            if ballot.has_casting_vote
            else ", and the papers give nobody a casting vote."
        )
    if not ballot.is_contested:
        yield f"All votes are cast for {listed([_bloc(graph, bloc) for bloc in ballot.blocs])}."
        return
    for blocs, can in (
        (ballot.pass_alone, "can pass a decision alone"),
        (ballot.pass_together, "can together pass a decision without the others"),
        (ballot.never_matter, "can turn no decision"),
    ):
        if blocs:
            yield f"{wording.capital(listed([_bloc(graph, bloc) for bloc in blocs], most=4))} {can}."


def _weighed(ballot: Ballot, needed: Decimal, total: Decimal) -> str:
    """What passes and what blocks where votes are weighed: a weight is reached, or exceeded."""
    left = _number(total - needed)
    if ballot.rule is None or ballot.rule.passes_with != "majority":
        return f"{_number(needed)} of {_number(total)} weighed votes pass; more than {left} block."
    if ballot.half is not None:
        return f"More than {left} of {_number(total)} weighed votes, or {left} with the casting vote, pass or block."
    return f"More than {left} of {_number(total)} weighed votes pass; {left} block."


def _coalitions(ballot: Ballot) -> Iterator[str]:
    if ballot.rule_is_silent:
        ballot = ballot.by_majority
    names = dict(zip(ballot.blocs, _letters(), strict=False))
    for groups, can in ((ballot.minimal_winning, "pass"), (ballot.minimal_blocking, "block")):
        if groups is None:
            continue
        several = [group for group in groups if len(group) > 1]
        if not several:
            continue
        shown = "; ".join(_together(names, group) for group in several[:_MOST_SHOWN])
        more = f"; and {len(several) - _MOST_SHOWN} more" if len(several) > _MOST_SHOWN else ""
        yield f"Just enough to {can}, together: {shown}{more}."
    if ballot.needed is not None and ballot.minimal_winning is None:
        yield "There are too many blocs to list which together are just enough."


def _together(names: Mapping[Bloc, str], group: Sequence[Bloc]) -> str:
    numbers = Counter(names[bloc] for bloc in group)
    return " + ".join(f"{number} of {name}" if number > 1 else name for name, number in numbers.items())


def _letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    for size in count(1):
        for letters in product(ascii_uppercase, repeat=size):
            yield "".join(letters)


def _bloc(graph: GovernanceGraph, bloc: Bloc) -> str:
    return _voted_for(graph, bloc.parties)


def _votes(bloc: Bloc) -> str:
    number = f"{bloc.alike} × {_number(bloc.weight)}" if bloc.alike > 1 else _number(bloc.weight)
    return f"{number} and the casting vote" if bloc.casting else number


def _voted_for(graph: GovernanceGraph, parties: Sequence[str]) -> str:
    names = listed([graph.name(party) for party in parties])
    return f"{names} together" if len(parties) > 1 else names


def _yes(ballot: Ballot, bloc: Bloc, those: Collection[Bloc]) -> str:
    if ballot.needed is None or not ballot.is_contested:
        return ""
    return "yes" if bloc in those else "no"


def _percent(power: Fraction | None) -> str:
    return "" if power is None else f"{float(power * 100):.1f} %"


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"
