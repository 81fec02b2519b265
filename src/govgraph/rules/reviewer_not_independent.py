"""COI-06: a review from within the house of the reviewed will be discounted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.rules._conflict import BELONGING, MOST_NAMED, names, superiors, within_boundary
from govgraph.text import in_the_plural, listed

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


@dataclass(frozen=True, slots=True)
class _Step:
    """One hop by which a party depends on another: it belongs to it, is housed or paid by it, answers to it."""

    upper: str
    words: str
    rests_on: Relationship | Link


@dataclass(frozen=True, slots=True)
class _Closeness:
    """A chain of hops from a reviewer to the reviewed, or to who hosts it or stands above it."""

    reviewed: str
    steps: tuple[_Step, ...]
    ending: str
    rests_on: tuple[Relationship | Link, ...]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each reviewer that stands close to what it reviews, to its host or to its superior."""
    reviews: dict[str, list[tuple[Relationship, str]]] = defaultdict(list)
    for row, reviewed in graph.of_kind("audits"):
        if within_boundary(graph, row.from_) or within_boundary(graph, reviewed):
            reviews[row.from_].append((row, reviewed))
    for reviewer, rows in sorted(reviews.items()):
        reached = {scope: _reached(graph, reviewer, scope) for scope in {row.scope for row, _ in rows}}
        found = [
            one
            for row, reviewed in rows
            for one in _closeness(graph, reviewer, reviewed, row, reached[row.scope])
        ]
        if found:
            yield _finding(graph, rule, reviewer, found, [row for row, _ in rows])


def _reached(graph: GovernanceGraph, reviewer: str, scope: str) -> dict[str, tuple[_Step, ...]]:
    """The shortest chain of at most two hops from a reviewer to each party on which it depends."""
    organisations = graph.structure.organisations
    answers = {
        link.upper
        for link in graph.upward_links(reviewer)
        if link.kind.name == "accountable_to" and overlap(link.scope, scope)
    }
    # An auditor that answers to a board or a committee is as free of the house that it is in as one can be there.
    boards = {one for one in answers if one in organisations and organisations[one].kind in _GOVERNING}
    found: dict[str, tuple[_Step, ...]] = {reviewer: ()}
    queue = [reviewer]
    for party in queue:
        if len(found[party]) < _MOST_STEPS and party not in boards and not _is_summit(graph, party):
            for step in _steps(graph, party, scope, belonging=not boards or party != reviewer):
                if step.upper not in found:
                    found[step.upper] = (*found[party], step)
                    queue.append(step.upper)
    del found[reviewer]
    return found


def _steps(graph: GovernanceGraph, party: str, scope: str, *, belonging: bool) -> Iterator[_Step]:
    for link in graph.upward_links(party):
        belongs = belonging and link.kind.name in BELONGING
        if belongs or (link.kind.name == "accountable_to" and overlap(link.scope, scope)):
            words = link.kind.upward()
            yield _Step(link.upper, graph.verb(party, words, in_the_plural(words)), link)
    for row in graph.stated_to(party, "hosts", "funds"):
        if row.kind == "hosts" or overlap(row.scope, scope):
            words = graph.kind(row.kind).inverse
            yield _Step(row.from_, graph.verb(party, words, in_the_plural(words)), row)


def _is_summit(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party is a root, or a ministry, a department or a parliament."""
    organisation = graph.structure.organisations.get(party)
    return party in graph.roots or (organisation is not None and organisation.kind in _SUMMITS)


def _closeness(
    graph: GovernanceGraph,
    reviewer: str,
    reviewed: str,
    row: Relationship,
    reached: Mapping[str, tuple[_Step, ...]],
) -> Iterator[_Closeness]:
    """The chains from a reviewer to what it reviews, its host and its superiors."""
    above = superiors(graph, reviewed, row.scope)
    # A superior that looks into what stands under it supervises: nobody takes that for an independent review.
    if (
        reviewer == reviewed
        or reviewer in {link.upper for link in above}
        or graph.is_within(reviewed, reviewer)
    ):
        return
    ends: dict[str, tuple[str, tuple[Relationship | Link, ...]]] = {reviewed: ("", ())}
    for one in graph.stated_to(reviewed, "hosts"):
        hosts = graph.verb(one.from_, "hosts", "host")
        ends.setdefault(one.from_, (f"which {hosts}", (one,)))
    for link in above:
        stands = graph.verb(link.upper, "stands", "stand")
        ends.setdefault(link.upper, (f"which {stands} directly above", (link,)))
    for end, (words, rests_on) in ends.items():
        # What it reaches only by way of the reviewed adds nothing to its being that close.
        by_way = {step.upper for step in reached.get(end, ())[:-1]}
        if end in reached and not (_is_summit(graph, end) and end != reviewed) and reviewed not in by_way:
            yield _Closeness(reviewed, reached[end], words, (row, *rests_on))


def _finding(
    graph: GovernanceGraph,
    rule: Rule,
    reviewer: str,
    found: Sequence[_Closeness],
    rows: Sequence[Relationship],
) -> Finding:
    reviewed = list(dict.fromkeys(one.reviewed for one in found))
    if not within_boundary(graph, reviewer):
        reviewed = [party for party in reviewed if within_boundary(graph, party)]
        found = [one for one in found if one.reviewed in reviewed]
    shown = reviewed if len(reviewed) <= MOST_NAMED + 1 else reviewed[:MOST_NAMED]
    subjects = [reviewer, *shown] if within_boundary(graph, reviewer) else [*shown, reviewer]
    return rule.finding(
        f"{graph.name(reviewer)} {graph.verb(reviewer, 'audits', 'audit')} {names(graph, reviewed)}, and "
        f"{listed(_reasons(graph, found), most=3)}.",
        subjects,
        scopes=sorted({row.scope for row in rows if any(row in one.rests_on for one in found)}),
        lines=[
            list(dict.fromkeys([reviewer, *(step.upper for step in one.steps), one.reviewed]))
            for one in found
        ],
        rests_on=[row for one in found for row in (*one.rests_on, *(step.rests_on for step in one.steps))],
        key=",".join([reviewer, *sorted(reviewed)]),
    )


def _reasons(graph: GovernanceGraph, found: Sequence[_Closeness]) -> list[str]:
    """The chains in words, those that differ only in whom they end at together."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found:
        hops = ", which ".join(f"{step.words} {graph.name(step.upper)}" for step in one.steps)
        alike[hops, one.ending].append(one.reviewed)
    return [
        f"{hops}, {ending} {names(graph, reviewed)}" if ending else hops
        for (hops, ending), reviewed in alike.items()
    ]


RULE = Rule(
    code="COI-06",
    name="reviewer-not-independent",
    group="conflict",
    title="Reviewer not independent of reviewed",
    severity=Severity.MEDIUM,
    definition=(
        "A party audits another, and by at most two hops of belonging to, being hosted by, answering to or being funded by, it comes to "
        "the one that it audits, to that one's host, or to a direct superior of it. Raised once at each reviewer."
    ),
    why="What it finds will be discounted.",
    fix="Bring in a second reviewer from outside, or name the safeguards.",
    guards=(
        "A root, a ministry, a department or a parliament that both depend on does not join them: every public auditor ends there.",
        "A superior that looks into what stands under it, or a body into a part of it, supervises, and is no reviewer that ought to be independent.",
        "An auditor that answers to a board or a committee is not held to depend on the house that it belongs to; on its host and its funder it still may.",
    ),
    limits="Safeguards that the papers state (a charter, an appointment by others) have no place in the written form: read the paragraph.",
    anchors=("IIA",),
    bad=BAD,
    good=GOOD,
    check=check,
)
