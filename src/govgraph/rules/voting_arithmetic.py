"""DEC-02: what the votes of a body come to, said out loud."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import Ballot, Bloc, share
from govgraph.rules._decisions import says_how
from govgraph.text import MOST_NAMED, counted, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Seventy per cent of fifteen, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust, count: 15}
  group: {name: The commissioning group, kind: committee, chair: One of the trusts}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
memberships:
  - {body: group, member: trust, votes: yes, seats: 15}
decision_rules:
  group: {passes_with: share, threshold: 70, of: members, quorum: Ten members}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A majority of fifteen, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust, count: 15}
  group: {name: The commissioning group, kind: committee, chair: One of the trusts}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
memberships:
  - {body: group, member: trust, votes: yes, seats: 15}
decision_rules:
  group: {passes_with: majority, of: members, quorum: Ten members}
"""

# Where more pairs than these can pass a decision, that two can is no news.
_MOST_PAIRS = 3


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each body of whose votes there is anything to note."""
    for body, ballot in graph.ballots.items():
        if ballot.voters < 2 or graph.party(body).count > 1 or not graph.within_boundary(body):
            continue
        if ballot.rule is not None and says_how(ballot.rule):
            told = _stated(graph, ballot)
        elif ballot.rule_is_silent and not ballot.assumed:
            told = _supposed(graph, ballot.by_majority)
        else:
            continue
        if told:
            seats = (seat.statement for seat in ballot.seats if seat.votes or seat.may_vote)
            yield rule.finding(
                " ".join(told),
                [body],
                severity=Severity.MEDIUM if _harms(graph, ballot) else None,
                rests_on=[*([ballot.rule] if ballot.rule else []), *seats],
            )


def _stated(graph: GovernanceGraph, ballot: Ballot) -> list[str]:
    """What the votes come to under the stated rule, in sentences; nothing where a majority has nothing to note."""
    if ballot.total is None:
        body = graph.name(ballot.body)
        return [
            f"{body} weighs votes, and the papers do not give every weight: who can pass or block a decision cannot be told."
        ]
    noted = [*_doubts(ballot), *_powers(graph, ballot), *_open_seats(ballot)]
    asks_number = ballot.rule is not None and ballot.rule.passes_with in {"share", "count"}
    if not noted and not asks_number:
        return []
    taken = []
    if ballot.assumed:
        taken.append("every member is counted as one vote, since no votes are stated")
    if ballot.rule is not None and ballot.rule.of == "cast":
        taken.append("all votes are taken to be cast")
    return [f"A {_threshold(graph, ballot)}.", *noted, *([f"Here {listed(taken)}."] if taken else [])]


def _supposed(graph: GovernanceGraph, ballot: Ballot) -> list[str]:
    """The same under a simple majority, where the papers state votes and no rule."""
    noted = list(_powers(graph, ballot))
    if not noted:
        return []
    return [
        f"If a simple majority decides, which the papers do not say, a {_threshold(graph, ballot)}.",
        *noted,
    ]


def _threshold(graph: GovernanceGraph, ballot: Ballot) -> str:
    """How many votes pass a decision, and how many block it."""
    assert ballot.rule is not None
    assert ballot.needed is not None
    assert ballot.total is not None
    needed, total = _plain(ballot.needed), _plain(ballot.total)
    takes = f"decision of {graph.name(ballot.body)} takes"
    if ballot.needed > ballot.total:
        return f"{takes} {needed} votes, and there are {total}: nothing can pass"
    if ballot.blocking is None:
        return f"{takes} {'more than ' if ballot.rule.passes_with == 'majority' else ''}{needed} of a weight of {total}"
    if ballot.half is not None:
        return f"{takes} {needed} of {total} votes, or {_plain(ballot.half)} with the casting vote, and as many can block it"
    return f"{takes} {needed} of {total} votes, and {_plain(ballot.blocking)} can block it"


def _doubts(ballot: Ballot) -> Iterator[str]:
    """What the rule leaves open."""
    rule, total, exact = ballot.rule, ballot.total, ballot.exact_threshold
    if rule is None or total is None or exact is None:
        return
    if ballot.is_rounded and rule.threshold is not None:
        per_cent = f"{_plain(share(rule.threshold) * 100)} % of {_plain(total)}"
        yield f"{per_cent} is {_plain(exact)}, and the papers do not say how it is rounded."
    if ballot.passes(total / 2):
        yield "Two opposite decisions could both pass."
    if rule.of is None and rule.passes_with in {"majority", "share"}:
        yield "The papers do not say whether that is of all members or of the votes cast."


def _powers(graph: GovernanceGraph, ballot: Ballot) -> Iterator[str]:
    """Who can do what others cannot. A body's own organisation is meant to decide in it."""
    total, needed = ballot.total, ballot.needed
    if total is None or needed is None or needed > total or ballot.passes(total / 2):
        return
    if ballot.pass_alone:
        for bloc in _deciders(graph, ballot):
            yield f"{_named(graph, ballot, bloc)} can pass it against all others."
        return
    for bloc in ballot.pass_together:
        yield f"{_named(graph, ballot, bloc)} can together pass it without the others."
    blocking = [bloc for bloc in ballot.block_alone if bloc.alike == 1 and not _is_own(graph, ballot, bloc)]
    if blocking and needed < total:
        yield f"Nothing passes without {listed([_named(graph, ballot, bloc) for bloc in blocking], most=MOST_NAMED)}."
    if idle := ballot.never_matter:
        yield f"The votes of {listed([graph.names(bloc.parties) for bloc in idle], most=MOST_NAMED)} can never turn a decision."
    pairs = list(islice(ballot.pairs, _MOST_PAIRS + 1)) if len(ballot.blocs) > _MOST_PAIRS else []
    if 0 < len(pairs) <= _MOST_PAIRS:
        told = [f"{_named(graph, ballot, one)} and {_named(graph, ballot, other)}" for one, other in pairs]
        yield f"{', or '.join(told)}{',' if len(told) > 1 else ''} can pass it without the others."


def _open_seats(ballot: Ballot) -> Iterator[str]:
    number = sum(seat.number for seat in ballot.seats if seat.may_vote)
    if number:
        yield f"The papers do not say whether {counted(number, 'further member votes', 'further members vote')}."


def _deciders(graph: GovernanceGraph, ballot: Ballot) -> list[Bloc]:
    """Blocs, each in one hand, that pass a decision alone, and are not the organisation that the body is part of."""
    if not ballot.is_contested:
        return []
    return [bloc for bloc in ballot.pass_alone if bloc.alike == 1 and not _is_own(graph, ballot, bloc)]


def _is_own(graph: GovernanceGraph, ballot: Ballot, bloc: Bloc) -> bool:
    return any(graph.is_within(ballot.body, party) for party in bloc.parties)


def _harms(graph: GovernanceGraph, ballot: Ballot) -> bool:
    """Whether nothing can pass, or one party alone passes what binds others, by what the papers state."""
    if ballot.needed is None or ballot.total is None or ballot.assumed:
        return False
    bound = {end for row in graph.stated_from(ballot.body, "binds") for end in row.to}
    bound.update(ballot.rule.binds if ballot.rule is not None else ())
    others = (
        not any(party == one or graph.is_within(party, one) for one in bloc.parties)
        for bloc in _deciders(graph, ballot)
        for party in bound
    )
    return ballot.needed > ballot.total or any(others)


def _named(graph: GovernanceGraph, ballot: Ballot, bloc: Bloc) -> str:
    votes = _plain(bloc.together)
    held = f"{votes} of the weight" if ballot.weighted else f"{votes} {'vote' if votes == '1' else 'votes'}"
    return f"{graph.names(bloc.parties)} ({held}{' and the casting vote' if bloc.casting else ''})"


def _plain(number: Decimal) -> str:
    """A number without needless zeros."""
    return f"{number.normalize():f}"


RULE = Rule(
    code="DEC-02",
    name="voting-arithmetic",
    group="decisions",
    title="Threshold arithmetic: who can pass, who can block, who decides alone",
    severity=Severity.INFO,
    severities=(Severity.MEDIUM,),
    definition=(
        "How many votes pass a decision of a body and how many block it, from its seats and its decision rule. Noted where the rule"
        " asks for a share or a number of votes; where the votes of one party pass or block a decision, where those of a counted "
        "party or of two parties pass it without the others, or where some can never turn one; and where the papers leave open of "
        "what the share is, whether a member votes, or what votes weigh. Medium where nothing can pass, or where one party alone "
        "passes what binds others."
    ),
    why="It makes power visible.",
    fix="Confirm that this is intended, and state the rounding.",
    guards=(
        "A majority in which nobody stands out is not noted.",
        "A part of an organisation, such as its board, is meant to be decided by it.",
        "The votes of a counted party are in several hands, and never said to pass or block alone.",
        "Where the papers state votes and no rule, a simple majority is supposed, and said to be.",
        "A counted body stands for several, whose votes may differ; and a single vote is not reckoned with.",
    ),
    limits=(
        "All are taken to vote. Whose a casting vote is, is seen only where it is the chair's; how those who represent a party vote"
        " in fact is not seen."
    ),
    anchors=("VOTING",),
    bad=BAD,
    good=GOOD,
    check=check,
)
