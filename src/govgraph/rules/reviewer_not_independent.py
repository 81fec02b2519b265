"""COI-06: a review from within the house of the reviewed will be discounted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.rules._conflict import BELONGING, superiors
from govgraph.text import first_few, listed

BAD = """
govgraph: 1
structure: {id: bad, title: The host of the team houses its reviewers as well, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The commissioning team, kind: agency}
  reviewers: {name: The review unit, kind: agency}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: minister}
  - {from: reviewers, kind: accountable_to, to: minister}
  - {from: authority, kind: accountable_to, to: minister}
  - {from: authority, kind: hosts, to: [team, reviewers], scope: hosting}
  - {from: reviewers, kind: audits, to: team}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Reviewers from another house, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The commissioning team, kind: agency}
  reviewers: {name: The review unit, kind: agency}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: minister}
  - {from: reviewers, kind: accountable_to, to: minister}
  - {from: authority, kind: accountable_to, to: minister}
  - {from: authority, kind: hosts, to: team, scope: hosting}
  - {from: reviewers, kind: audits, to: team}
"""

# Every public auditor ends there: to share such a superior says nothing of whose side it is on.
_SUMMITS = frozenset({"parliament", "ministry", "department"})
_GOVERNING = frozenset({"board", "committee", "sub_committee"})
_MOST_STEPS = 2


class _Step(NamedTuple):
    """One hop by which a party depends on another: it belongs to it, answers to it, is housed or paid by it."""

    upper: str
    words: str
    rests_on: Relationship | Link
    is_held: bool


_Chain = tuple[_Step, ...]


class _Closeness(NamedTuple):
    """A chain of hops from a reviewer to the reviewed, or to who houses it or stands above it."""

    reviewed: str
    chain: _Chain
    ending: str
    rests_on: tuple[Relationship | Link, ...]

    @property
    def is_in_its_hands(self) -> bool:
        """Whether the reviewer belongs to what it reviews, or answers to it, and not merely to the same house."""
        return not self.ending and all(step.is_held for step in self.chain)


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each reviewer that stands close to what it reviews, to its host or to its superior."""
    found: dict[str, list[_Closeness]] = defaultdict(list)
    chains: dict[tuple[str, str], dict[str, _Chain]] = {}
    for row, reviewed in graph.of_kind("audits"):
        reviewer = row.from_
        if graph.within_boundary(reviewer) or graph.within_boundary(reviewed):
            if (reviewer, row.scope) not in chains:
                chains[reviewer, row.scope] = _chains(graph, reviewer, row.scope)
            found[reviewer] += _closeness(graph, row, reviewed, chains[reviewer, row.scope])
    for reviewer in sorted(found):
        if found[reviewer]:
            yield _finding(graph, rule, reviewer, found[reviewer])


def _chains(graph: GovernanceGraph, reviewer: str, scope: str) -> dict[str, _Chain]:
    """The shortest chain of at most two hops from a reviewer to each party on which it depends."""
    first = list(_steps(graph, reviewer, scope))
    boards = {step.upper for step in first if _is_board_over(graph, step)}
    if boards:
        # An auditor that answers to a board or a committee is as free of the house that it is in as one can be there.
        first = [step for step in first if _kind(step) not in BELONGING]
    found: dict[str, _Chain] = {}
    for step in first:
        found.setdefault(step.upper, (step,))
    queue = list(found)
    for party in queue:
        if len(found[party]) < _MOST_STEPS and party not in boards and not _is_summit(graph, party):
            for step in _steps(graph, party, scope):
                if step.upper not in found and step.upper != reviewer:
                    found[step.upper] = (*found[party], step)
                    queue.append(step.upper)
    return found


def _steps(graph: GovernanceGraph, party: str, scope: str) -> Iterator[_Step]:
    for link in graph.upward_links(party):
        answers = link.kind.name == "accountable_to" and overlap(link.scope, scope)
        if answers or link.kind.name in BELONGING:
            words = link.kind.upward()
            yield _Step(link.upper, graph.verb(party, words), link, is_held=True)
    for row in graph.stated_to(party, "hosts", "funds"):
        if row.kind == "hosts" or overlap(row.scope, scope):
            words = graph.kind(row.kind).inverse
            yield _Step(row.from_, graph.verb(party, words), row, is_held=False)


def _kind(step: _Step) -> str:
    return step.rests_on.kind.name if isinstance(step.rests_on, Link) else step.rests_on.kind


def _is_board_over(graph: GovernanceGraph, step: _Step) -> bool:
    return _kind(step) == "accountable_to" and graph.body_kind(step.upper) in _GOVERNING


def _is_summit(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party is a root, or a ministry, a department or a parliament."""
    return party in graph.roots or graph.body_kind(party) in _SUMMITS


def _closeness(
    graph: GovernanceGraph, row: Relationship, reviewed: str, chains: Mapping[str, _Chain]
) -> Iterator[_Closeness]:
    """The chains from a reviewer to what it reviews, its host and its superiors."""
    reviewer, above = row.from_, superiors(graph, reviewed, row.scope)
    # A superior that looks into what stands under it supervises: nobody takes that for an independent review.
    supervises = reviewer == reviewed or reviewer in {link.upper for link in above}
    if supervises or graph.is_within(reviewed, reviewer):
        return
    if reviewed in chains:
        yield _Closeness(reviewed, chains[reviewed], "", (row,))
    ends: dict[str, _Closeness] = {}
    for host in graph.stated_to(reviewed, "hosts"):
        ends.setdefault(
            host.from_, _Closeness(reviewed, chains.get(host.from_, ()), "the host of", (row, host))
        )
    for link in above:
        ends.setdefault(
            link.upper, _Closeness(reviewed, chains.get(link.upper, ()), "directly above", (row, link))
        )
    for end, one in ends.items():
        # What it reaches only by way of the reviewed adds nothing to its being that close.
        by_way = {step.upper for step in one.chain[:-1]}
        if one.chain and not _is_summit(graph, end) and reviewed not in by_way:
            yield one


def _finding(graph: GovernanceGraph, rule: Rule, reviewer: str, found: Sequence[_Closeness]) -> Finding:
    reviewed = list(dict.fromkeys(one.reviewed for one in found))
    shown = first_few(reviewed)
    return rule.finding(
        f"{graph.name(reviewer)} {graph.verb(reviewer, 'reviews')} {graph.names(reviewed)}, and "
        f"{listed(_reasons(graph, found), most=3)}.",
        [reviewer, *shown] if graph.within_boundary(reviewer) else [*shown, reviewer],
        severity=None if any(one.is_in_its_hands for one in found) else Severity.MEDIUM,
        scopes=sorted({one.rests_on[0].scope for one in found}),
        lines=[
            list(dict.fromkeys([reviewer, *(step.upper for step in one.chain), one.reviewed]))
            for one in found
        ],
        rests_on=[row for one in found for row in (*one.rests_on, *(step.rests_on for step in one.chain))],
        key=",".join([reviewer, *sorted(reviewed)]),
    )


def _reasons(graph: GovernanceGraph, found: Sequence[_Closeness]) -> list[str]:
    """The chains in words, those that differ only in whom they end at together."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found:
        hops = ", which ".join(f"{step.words} {graph.name(step.upper)}" for step in one.chain)
        alike[hops, one.ending].append(one.reviewed)
    return [
        f"{hops}, {ending} {graph.names(reviewed)}" if ending else hops
        for (hops, ending), reviewed in alike.items()
    ]


RULE = Rule(
    code="COI-06",
    name="reviewer-not-independent",
    group="conflict",
    title="Reviewer not independent of reviewed",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "A party audits another, and at most two hops join it to the one that it audits, to that one's host, or to a direct "
        "superior of that one. A hop is that a party belongs to the next, answers to it, is hosted by it or is funded by it. High "
        "where the reviewer belongs to what it audits, or answers to it; else medium. One finding at each reviewer."
    ),
    why="What it finds will be discounted.",
    fix="Bring in a second reviewer from outside, or name the safeguards.",
    guards=(
        "A root, a ministry, a department or a parliament that both depend on does not join them: every public auditor ends there.",
        "A superior that audits what stands under it, or a body that audits a part of it, supervises: it need not be independent.",
        (
            "An auditor that answers to a board or a committee is not held to depend on the house that it belongs to; on its host "
            "and its funder it still may."
        ),
    ),
    limits="Safeguards that the papers state (a charter, an appointment by others) have no place in the written form: read the paragraph.",
    anchors=("IIA",),
    bad=BAD,
    good=GOOD,
    check=check,
)
