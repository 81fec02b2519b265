"""ORP-04: ownership without power."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.vocabulary import Status
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: The adviser owns the plan, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  group: {name: The advisory group, kind: group}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: advises, to: trust}
duties:
  plan: {name: Own the work plan, accountable: [group], responsible: [trust]}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The trust owns the plan, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  group: {name: The advisory group, kind: group}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: advises, to: trust}
duties:
  plan: {name: Own the work plan, accountable: [trust], responsible: [trust], consulted: [group]}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each adviser that is named, or asked about, as owner of a duty."""
    owned: dict[str, list[Duty]] = defaultdict(list)
    for key in sorted(graph.structure.duties):
        duty = graph.structure.duties[key]
        if graph.counts(duty) or duty.status is Status.UNDEFINED:
            for party in duty.accountable:
                owned[party].append(duty)
    powers = {row.from_ for row in graph.relationships if graph.kind(row.kind).authority}
    members = {seat.member for seat in graph.memberships}
    for party in sorted(owned):
        advises = graph.stated_from(party, "advises")
        if not graph.is_judged(party) or party in powers or not (advises or party in members):
            continue
        if party in graph.structure.posts and not advises:
            continue  # a post that sits on a body holds the power of its office
        duties = owned[party]
        asked = all(duty.status is Status.UNDEFINED for duty in duties)
        verb = "is asked about as owner of" if asked else "is made accountable for"
        role = (
            f"only advises {listed([graph.name(end) for row in advises for end in row.to])}"
            if advises
            else "is only a member"
        )
        yield rule.finding(
            f"{graph.name(party)} {verb} {listed([f'“{duty.name}”' for duty in duties])}, but {role}: the papers give it no power of its own.",
            [party],
            scopes=sorted({duty.scope for duty in duties}),
            rests_on=[*duties, *advises],
        )


RULE = Rule(
    code="ORP-04",
    name="adviser-asked-to-own",
    group="orphan",
    title="Adviser asked to own",
    severity=Severity.HIGH,
    definition=(
        "A party is accountable for a duty, or asked about as its owner (a duty whose status is undefined), while its only outward ties "
        "are advice and membership: it commissions, funds, directs, manages, employs, approves or decides nothing."
    ),
    why="Ownership without power.",
    fix="Give ownership to the body that can commit money; keep the adviser as one to be consulted.",
    guards=("A post that merely sits on a body is not an adviser.",),
    limits="Power that a body holds by statute, and that the structure does not write down, is not seen.",
    anchors=("RACI",),
    bad=BAD,
    good=GOOD,
    check=check,
)
