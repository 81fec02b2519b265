"""ORP-02: money buys capacity that no one directs."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.text import listed, money

BAD = """
govgraph: 1
structure: {id: bad, title: Paid for and in nobody's line, root: minister, subjects: [trust]}
scopes: {care: Care}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
  coordinator: {name: The coordinator}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: department, kind: accountable_to, to: minister}
  - {from: department, kind: funds, to: coordinator, scope: care, amount: 30, unit: £k a year}
  - {from: coordinator, kind: accountable_to, to: trust, scope: local}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Paid for with a duty and a line, root: minister, subjects: [trust]}
scopes: {care: Care}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
  coordinator: {name: The coordinator}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: department, kind: accountable_to, to: minister}
  - {from: department, kind: funds, to: coordinator, scope: care, amount: 30, unit: £k a year}
  - {from: coordinator, kind: accountable_to, to: trust, scope: care}
duties:
  plan: {name: Plan the care, accountable: [trust], responsible: [coordinator], scope: care}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each funded party that no one directs, or that has no duty, for what it is paid for."""
    grants: dict[str, list[Relationship]] = defaultdict(list)
    for row, payee in graph.of_kind("funds"):
        if graph.is_judged(payee):
            grants[payee].append(row)
    for payee in sorted(grants):
        unattached = [row for row in grants[payee] if not graph.answers_somewhere(payee, row.scope)]
        idle = [
            row
            for row in grants[payee]
            if payee in graph.structure.posts and not _has_duty(graph, payee, row.scope)
        ]
        faults = []
        if unattached:
            faults.append("the papers state no upward line for what the money is for")
        if idle:
            faults.append("no duty that they state has this post as responsible or accountable")
        if faults:
            rows = list(dict.fromkeys([*unattached, *idle]))
            yield rule.finding(
                f"{graph.name(payee)} {graph.verb(payee, 'is', 'are')} funded by "
                f"{listed(list(dict.fromkeys(graph.name(row.from_) for row in rows)))}{_money(rows)}, but {listed(faults)}.",
                [payee],
                scopes=sorted({row.scope for row in rows}),
                lines=[[row.from_, payee] for row in rows],
                rests_on=rows,
            )


def _has_duty(graph: GovernanceGraph, party: str, scope: str) -> bool:
    return any(
        overlap(duty.scope, scope)
        and any(
            party == named or graph.is_one_of(party, named)
            for named in (*duty.responsible, *duty.accountable)
        )
        for duty in graph.duties
    )


def _money(rows: list[Relationship]) -> str:
    amounts = [
        money(row.amount, row.unit) + (" each" if row.each else "") for row in rows if row.amount is not None
    ]
    return f" ({listed(amounts)})" if amounts else ""


RULE = Rule(
    code="ORP-02",
    name="funded-but-unattached",
    group="orphan",
    title="Funded but not attached, or attached but without duty",
    severity=Severity.HIGH,
    definition=(
        "(a) A party is funded in a scope in which it has no upward link; or (b) a post is funded in a scope in which it is "
        "responsible or accountable in no duty."
    ),
    why="Money buys capacity that no one directs.",
    fix="Attach it, with a deliverable, to the body that the money is for; or stop paying.",
    guards=("One finding at a party, whichever of the two holds.",),
    limits="Duties that the structure does not list are not seen: a structure without duties raises (b) for every funded post.",
    anchors=("MPM",),
    bad=BAD,
    good=GOOD,
    check=check,
)
