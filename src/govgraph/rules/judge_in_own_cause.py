"""COI-01: whoever hears a dispute must have no side in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Membership, Relationship
from govgraph.model.scopes import overlap
from govgraph.rules._conflict import (
    Voice,
    attachments,
    belongs,
    of_party,
    seats_by_voice,
    voice,
    with_most_say,
)
from govgraph.text import MOST_NAMED, first_few, listed

BAD = """
govgraph: 1
structure: {id: bad, title: The commissioner hears disputes about its own contract, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  commissioner: {name: The commissioner, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: commissioner, kind: accountable_to, to: minister}
  - {from: commissioner, kind: commissions, to: trust}
  - {from: commissioner, kind: arbitrates, to: trust}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A panel with no part in the contract hears disputes, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  commissioner: {name: The commissioner, kind: statutory_authority}
  tribunal: {name: The tribunal, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: commissioner, kind: accountable_to, to: minister}
  - {from: tribunal, kind: accountable_to, to: minister}
  - {from: commissioner, kind: commissions, to: trust}
  - {from: tribunal, kind: arbitrates, to: [commissioner, trust]}
"""


class _Contract(NamedTuple):
    """A contract, seen from one side of it."""

    row: Relationship
    side: str
    other: str


class _Stake(NamedTuple):
    """One reason why a judge has a side, as a sentence, with the two parties and what states it."""

    words: str
    line: tuple[str, str]
    rests_on: tuple[Relationship | Membership | Link, ...] = ()


_Stakes = dict[str, list[_Stake]]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each judge that has a side in the disputes it hears, in one scope."""
    cases: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for row in graph.relationships:
        if row.kind == "arbitrates":
            cases[row.from_, row.scope].append(row)
    contracts = _contracts(graph)
    for (judge, scope), rows in cases.items():
        disputants = [end for row in rows for end in row.to if graph.exists(end)]
        own = _own(graph, judge, contracts)
        stakes = {
            party: [
                *_belonging(graph, judge, party, disputants),
                *_by_contract(graph, judge, of_party(graph, own, party), scope),
            ]
            for party in disputants
        }
        is_a_side = any(stakes.values())
        if not is_a_side:
            stakes = _by_seat(graph, judge, disputants, scope)
        concerned = [party for party in disputants if stakes[party]]
        if concerned and any(graph.within_boundary(party) for party in (judge, *concerned)):
            yield _finding(graph, rule, judge, stakes, rows, is_a_side=is_a_side)


def _contracts(graph: GovernanceGraph) -> dict[str, list[_Contract]]:
    """Contracts by each side of them, and by the bodies that it belongs to."""
    kinds = [name for name, kind in graph.structure.kinds.items() if kind.contract]
    found: dict[str, list[_Contract]] = defaultdict(list)
    for row, taker in graph.of_kind(*kinds):
        for side, other in ((row.from_, taker), (taker, row.from_)):
            for party in (side, *graph.around(side)):
                found[party].append(_Contract(row, side, other))
    return found


def _own(
    graph: GovernanceGraph, judge: str, contracts: Mapping[str, list[_Contract]]
) -> dict[str, list[_Contract]]:
    """The contracts of a judge, of the parts of it, and of the bodies that it belongs to, by the other side."""
    found: dict[str, list[_Contract]] = defaultdict(list)
    of_bodies = [
        one for body in graph.around(judge) for one in of_party(graph, contracts, body) if one.side == body
    ]
    for one in (*of_party(graph, contracts, judge), *of_bodies):
        found[one.other].append(one)
    return found


def _belonging(graph: GovernanceGraph, judge: str, party: str, disputants: Sequence[str]) -> list[_Stake]:
    """Whether a judge is a party to the dispute, or in one house with it and not with all that dispute."""
    if judge == party:
        # Several alike hear each other's disputes: that does not make one of them judge in its own.
        alone = graph.party(judge).count == 1
        return [_Stake(f"{graph.name(judge)} is itself one of the parties", (judge, judge))] if alone else []
    if graph.is_one_of(judge, party):
        is_one = graph.verb(judge, "is one", "are some")
        return [_Stake(f"{graph.name(judge)} {is_one} of {graph.name(party)}", (judge, party))]
    found = []
    # One that stands above all that dispute, or that all have in common, takes no side by that.
    if graph.is_within(party, judge) and not all(graph.is_within(one, judge) for one in disputants):
        found.append(_Stake(belongs(graph, party, judge), (party, judge), tuple(attachments(graph, party))))
    if graph.is_within(judge, party) and not all(graph.is_within(judge, one) for one in disputants):
        found.append(_Stake(belongs(graph, judge, party), (judge, party), tuple(attachments(graph, judge))))
    return found


def _by_contract(
    graph: GovernanceGraph, judge: str, contracts: Iterable[_Contract], scope: str
) -> Iterator[_Stake]:
    """What a judge has at stake by its contracts with one party to the dispute."""
    for row, side, other in contracts:
        if overlap(row.scope, scope):
            taker = other if side == row.from_ else side
            words = graph.clause(row, taker)
            apart: list[Link] = []
            for part, whole in ((side, judge), (judge, side)):
                if graph.is_within(part, whole):
                    words += f", and {belongs(graph, part, whole)}"
                    apart += attachments(graph, part)
            yield _Stake(words, (side, other), (row, *apart))


def _by_seat(graph: GovernanceGraph, judge: str, disputants: Sequence[str], scope: str) -> _Stakes:
    """The parties to the dispute that have a say on the judge itself."""
    # A panel is formed for the case: it is drawn from those of a kind, and not from those that dispute.
    by_voice = {} if graph.body_kind(judge) == "panel" else seats_by_voice(graph, judge)
    found: _Stakes = {}
    for party in disputants:
        seats = with_most_say(of_party(graph, by_voice, party), [scope])
        own = [seat for seat in seats if voice(seat) <= Voice.UNCLEAR]
        members = [seat.member for seat in own if seat.member != party]
        words = graph.name(party) + (f" through {graph.names(members)}" if members else "")
        found[party] = [_Stake(words, (party, judge), tuple(own))] if own else []
    return found


def _finding(
    graph: GovernanceGraph,
    rule: Rule,
    judge: str,
    stakes: _Stakes,
    rows: Sequence[Relationship],
    *,
    is_a_side: bool,
) -> Finding:
    reasons = [stake for found in stakes.values() for stake in found]
    concerned = [party for party in stakes if stakes[party] and party != judge]
    shown = first_few(concerned)
    hears = graph.verb(judge, "arbitrates")
    side = f"{graph.verb(judge, 'has')} a side in the matter"
    sit = f"{graph.verb(judge, 'counts')} those in dispute among {graph.verb(judge, 'its', 'their')} members"
    words = list(dict.fromkeys(stake.words for stake in reasons))
    return rule.finding(
        f"{graph.name(judge)} {hears} for {graph.names([*concerned, *stakes])}, and {side if is_a_side else sit}: "
        f"{listed(words, most=MOST_NAMED)}.",
        [judge, *shown] if graph.within_boundary(judge) else [*shown, judge],
        severity=None if is_a_side else Severity.MEDIUM,
        scopes=sorted({row.scope for row in rows}),
        lines=[stake.line for stake in reasons],
        rests_on=[*rows, *(row for stake in reasons for row in stake.rests_on)],
        key=",".join([judge, *concerned]),
    )


RULE = Rule(
    code="COI-01",
    name="judge-in-own-cause",
    group="conflict",
    title="Judge in own cause",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "A party arbitrates disputes in which it has a side: it is itself one of the parties or one of several that are named as "
        "one; one of the parties belongs to it, or it to one of them; or for matters that overlap there is a contract between it "
        "and one of them. A contract of a part of it, or of a body that it is in, counts as its own. Medium where it has no such "
        "side, and a party to the dispute has a seat on it with a vote, or with one that the papers do not state."
    ),
    why="An appeal to it is not credible, and a decision of its own is settled by itself.",
    fix="Have disputes heard by a panel whose members have no part in the matter.",
    guards=(
        "To stand above all the parties named, or to be a body that they all have in common, is no side.",
        "Parties alike that are named as one, and hear each other's disputes, are not judges in their own cause.",
        "A panel is formed for the case: who sits on it in general is not held against it.",
        "A decision that binds the parties, and power that they have lent, are what arbitration rests on, and no side.",
    ),
    limits=(
        "Whether a member withdraws from its own case has no place in the written form: read the paragraph. "
        "The other side of a dispute is known only where the papers name it."
    ),
    anchors=("NOLAN", "IIA"),
    bad=BAD,
    good=GOOD,
    check=check,
)
