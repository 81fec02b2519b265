"""COI-01: whoever hears a dispute must have no side in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.rules._conflict import MOST_NAMED, attachments, names, within_boundary
from govgraph.text import in_the_plural, listed

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


class _Sort(Enum):
    """What a judge has to do with a party to the dispute."""

    PARTY = auto()
    ABOVE = auto()
    BELOW = auto()


class _Contract(NamedTuple):
    """A contract or a lent power, between two parties."""

    row: Relationship
    giver: str
    taker: str


@dataclass(frozen=True, slots=True)
class _Stake:
    """One reason why a judge has a side, as a sentence, with the two parties and what states it."""

    sort: _Sort
    words: str
    line: tuple[str, str]
    rests_on: tuple[Relationship | Link, ...] = ()


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each judge that has a side in the disputes it hears, in one scope."""
    cases: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for row in graph.relationships:
        if row.kind == "arbitrates":
            cases[row.from_, row.scope].append(row)
    contracts = _contracts(graph) if cases else {}
    for (judge, scope), rows in sorted(cases.items()):
        disputants = list(dict.fromkeys(end for row in rows for end in row.to if graph.exists(end)))
        stakes = {party: _stakes(graph, judge, party, contracts, scope) for party in disputants}
        if not _even_handed(graph, stakes):
            concerned = [party for party in disputants if stakes[party]]
            if any(within_boundary(graph, party) for party in (judge, *concerned) if concerned):
                yield _finding(graph, rule, judge, stakes, rows)


def _contracts(graph: GovernanceGraph) -> dict[str, list[_Contract]]:
    """Contracts and lent power by each party to them; a counted party is party to those of its named ones."""
    kinds = [name for name, kind in graph.structure.kinds.items() if kind.contract]
    found: dict[str, list[_Contract]] = defaultdict(list)
    for row, taker in graph.of_kind(*kinds, "delegates_to"):
        for one in (row.from_, taker):
            for party in (one, *graph.counted_above(one)):
                found[party].append(_Contract(row, row.from_, taker))
    return found


def _stakes(
    graph: GovernanceGraph, judge: str, party: str, contracts: Mapping[str, Sequence[_Contract]], scope: str
) -> list[_Stake]:
    """What a judge has to do with one party to the dispute; a contract of a part of it only where it has none itself."""
    if judge == party:
        # Several alike hear each other's disputes: that does not make one of them judge in its own.
        alike = graph.party(judge).count > 1
        return [] if alike else [_Stake(_Sort.PARTY, "it is one of the parties itself", (judge, judge))]
    if graph.is_one_of(judge, party):
        return [_Stake(_Sort.PARTY, f"it is one of {graph.name(party)}", (judge, party))]
    found = []
    if graph.is_within(party, judge):
        links = tuple(attachments(graph, party))
        words = f"{graph.name(party)} {graph.verb(party, 'belongs', 'belong')} to {_it(graph, judge)}"
        found.append(_Stake(_Sort.ABOVE, words, (party, judge), links))
    if graph.is_within(judge, party):
        links = tuple(attachments(graph, judge))
        words = f"{_subject(graph, judge)} {graph.verb(judge, 'belongs', 'belong')} to {graph.name(party)}"
        found.append(_Stake(_Sort.BELOW, words, (judge, party), links))
    stated = [one for one in contracts.get(party, ()) if overlap(one.row.scope, scope)]
    own = [stake for one in stated if (stake := _own(graph, judge, party, one)) is not None]
    by_others = [stake for one in stated if (stake := _by_others(graph, judge, party, one)) is not None]
    return [*found, *(own or by_others)]


def _own(graph: GovernanceGraph, judge: str, party: str, contract: _Contract) -> _Stake | None:
    """A contract between the judge itself and a party to the dispute."""
    other = _other_side(graph, party, contract)
    if other != judge and not graph.is_one_of(other, judge) and not graph.is_one_of(judge, other):
        return None
    lends = contract.row.kind == "delegates_to" and other == contract.giver
    words = _sentence(graph, contract, {other: judge})
    return _Stake(_Sort.ABOVE if lends else _Sort.PARTY, words, (judge, party), (contract.row,))


def _by_others(graph: GovernanceGraph, judge: str, party: str, contract: _Contract) -> _Stake | None:
    """A contract of a party to the dispute with a part of the judge, or with a body that the judge is in."""
    other = _other_side(graph, party, contract)
    if contract.row.kind == "delegates_to" or graph.is_within(party, other):
        return None
    if graph.is_within(other, judge):
        words = f"{_sentence(graph, contract, {other: judge})} through {graph.name(other)}"
        return _Stake(_Sort.PARTY, words, (other, party), (contract.row, *attachments(graph, other)))
    if graph.is_within(judge, other):
        belongs = f"{_subject(graph, judge)} {graph.verb(judge, 'belongs', 'belong')} to {graph.name(other)}"
        words = f"{belongs}, and {_sentence(graph, contract, {})}"
        return _Stake(_Sort.PARTY, words, (other, party), (contract.row, *attachments(graph, judge)))
    return None


def _other_side(graph: GovernanceGraph, party: str, contract: _Contract) -> str:
    its_own = contract.giver == party or graph.is_one_of(contract.giver, party)
    return contract.taker if its_own else contract.giver


def _sentence(graph: GovernanceGraph, contract: _Contract, for_whom: Mapping[str, str]) -> str:
    """A contract in words; a side that stands for the judge is told as `it`."""
    giver, taker = contract.giver, contract.taker
    speaker = for_whom.get(giver, giver)
    subject = _subject(graph, speaker) if giver in for_whom else graph.name(giver)
    end = _it(graph, for_whom[taker]) if taker in for_whom else graph.name(taker)
    reads = graph.kind(contract.row.kind).reads
    return f"{subject} {graph.verb(speaker, reads, in_the_plural(reads))} {end}"


def _subject(graph: GovernanceGraph, party: str) -> str:
    return graph.verb(party, "it", "they")


def _it(graph: GovernanceGraph, party: str) -> str:
    return graph.verb(party, "it", "them")


def _even_handed(graph: GovernanceGraph, stakes: Mapping[str, Sequence[_Stake]]) -> bool:
    """Whether the judge stands above all parties to the dispute alike, or is a body that all of them have in common."""
    several = len(stakes) > 1 or any(graph.party(party).count > 1 for party in stakes)
    sorts = [{stake.sort for stake in found} for found in stakes.values()]
    return several and any(all(one == {sort} for one in sorts) for sort in (_Sort.ABOVE, _Sort.BELOW))


def _finding(
    graph: GovernanceGraph,
    rule: Rule,
    judge: str,
    stakes: Mapping[str, Sequence[_Stake]],
    rows: Sequence[Relationship],
) -> Finding:
    reasons = [stake for found in stakes.values() for stake in found]
    concerned = [party for party in stakes if stakes[party] and party != judge]
    shown = concerned[:MOST_NAMED]
    subjects = [judge, *shown] if within_boundary(graph, judge) else [*shown, judge]
    words = list(dict.fromkeys(stake.words for stake in reasons))
    return rule.finding(
        f"{graph.name(judge)} {graph.verb(judge, 'arbitrates', 'arbitrate')} for {names(graph, [*concerned, *stakes])}, and "
        f"{graph.verb(judge, 'has', 'have')} a side in the matter: {listed(words, most=MOST_NAMED)}.",
        subjects,
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
    definition=(
        "A party arbitrates disputes in which it has a side: it is itself one of the parties, one of them is a part of it or it of them, "
        "or in an overlapping scope it commissions services from one, is commissioned by one, or holds power that one has lent it. "
        "A contract of a part of it, or of the body that it is in, is its own."
    ),
    why="An appeal to it is not credible, and a decision of its own is settled by itself.",
    fix="Have disputes heard by a panel whose members have no part in the matter.",
    guards=(
        "A body that stands above all parties to the dispute alike, or that all of them have in common, has no side.",
        "Several alike that hear each other's disputes (a counted party) are not one of them in its own cause.",
        "A decision that binds the parties is what arbitration is for, and no side.",
    ),
    limits=(
        "A panel that is drawn from both sides, and rules on its members' interests, are not seen: read the paragraph. "
        "The other side of a dispute is known only where the papers name it."
    ),
    anchors=("NOLAN", "IIA"),
    bad=BAD,
    good=GOOD,
    check=check,
)
