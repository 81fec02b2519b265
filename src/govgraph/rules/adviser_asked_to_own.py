"""ORP-04: ownership without power."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.relationships import Relationship
from govgraph.text import listed, quoted

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
        if graph.counts(duty) or graph.is_undefined(duty):
            for party in duty.accountable:
                owned[party].append(duty)
    powers = {row.from_ for row in graph.relationships if graph.kind(row.kind).authority}
    powers |= {end for _, end in graph.of_kind("accountable_to", "delegates_to")}
    for party in sorted(owned):
        advises = graph.stated_from(party, "advises")
        if graph.is_judged(party) and party not in powers and (advises or _only_sits(graph, party)):
            yield _finding(graph, rule, party, owned[party], advises)


def _only_sits(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party is a group without a statute behind it that is a member of another body."""
    return graph.is_collective(party) and bool(graph.seats_of(party))


def _finding(
    graph: GovernanceGraph, rule: Rule, party: str, duties: list[Duty], advises: list[Relationship]
) -> Finding:
    stated = [duty.name for duty in duties if not graph.is_undefined(duty)]
    asked = [duty.name for duty in duties if graph.is_undefined(duty)]
    claims = [f"{graph.verb(party, 'is')} made accountable for {quoted(stated)}"] if stated else []
    if asked:
        claims.append(f"{graph.verb(party, 'is')} asked about as owner of {quoted(asked)}")
    role = (
        f"only advises {graph.names(end for row in advises for end in row.to)}"
        if advises
        else "is only a member of other bodies"
    )
    return rule.finding(
        f"{graph.name(party)} {listed(claims)}, but {role}: the papers give it no power of its own.",
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
        "A party is accountable for a duty, or asked about as its owner (a duty whose status is undefined), while its only outward "
        "ties are advice and membership: it commissions, funds, directs, manages, employs, approves or decides nothing."
    ),
    why="Ownership without power.",
    fix="Give ownership to the body that can commit money; keep the adviser as one to be consulted.",
    guards=(
        "A body that others answer to, or that holds delegated power, has power of its own.",
        "Membership alone makes an adviser only of a collective body that is not statutory.",
    ),
    limits="Power that a body holds by statute, and that the structure does not write down, is not seen.",
    anchors=("RACI",),
    bad=BAD,
    good=GOOD,
    check=check,
)
