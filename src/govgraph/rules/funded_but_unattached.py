"""ORP-02: money buys capacity that no one directs."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.rules._money import amounts
from govgraph.text import listed

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
        is_post = payee in graph.structure.posts
        idle = [
            row
            for row in grants[payee]
            if is_post and graph.duties and not _has_duty(graph, payee, row.scope)
        ]
        faults = []
        if unattached:
            faults.append(_no_line(graph, payee, unattached))
        if idle:
            faults.append(
                "no duty that the papers state has this post, or a body it belongs to, as responsible or accountable"
            )
        if faults:
            rows = list(dict.fromkeys([*unattached, *idle]))
            funders = graph.names(row.from_ for row in rows)
            yield rule.finding(
                f"{graph.name(payee)} {graph.verb(payee, 'is')} funded by {funders}{amounts(rows)}, but {listed(faults)}.",
                [payee],
                scopes=sorted({row.scope for row in rows}),
                lines=[[row.from_, payee] for row in rows],
                rests_on=rows,
            )


def _no_line(graph: GovernanceGraph, payee: str, rows: list[Relationship]) -> str:
    unsettled = [
        lapse
        for lapse in graph.lapses(payee)
        if lapse.sets_aside and any(overlap(lapse.scope, row.scope) for row in rows)
    ]
    if unsettled:
        return f"the upward line for what the money is for is not settled in the papers ({unsettled[0].why})"
    return "the papers state no upward line for what the money is for"


def _has_duty(graph: GovernanceGraph, post: str, scope: str) -> bool:
    """Whether a post, the counted post that it is one of, or a body that it belongs to has a duty in the scope."""
    boards = {seat.body for seat in graph.seats_of(post)}
    return any(
        party == post or party in boards or graph.is_one_of(post, party) or graph.is_within(post, party)
        for duty in graph.duties
        if overlap(duty.scope, scope)
        for party in (*duty.responsible, *duty.accountable)
    )


RULE = Rule(
    code="ORP-02",
    name="funded-but-unattached",
    group="orphan",
    title="Funded but not attached, or attached but without duty",
    severity=Severity.HIGH,
    definition=(
        "(a) A party is funded in a scope in which it has no upward link; or (b) a post is funded in a scope in which neither it "
        "nor a body that it belongs to is responsible or accountable in any duty."
    ),
    why="Money buys capacity that no one directs.",
    fix="Attach it, with a deliverable, to the body that the money is for; or stop paying.",
    guards=("One finding at a party, whichever of the two holds.",),
    limits="Duties that the structure does not list are not seen; of a structure that lists none, (b) says nothing.",
    anchors=("MPM",),
    bad=BAD,
    good=GOOD,
    check=check,
)
