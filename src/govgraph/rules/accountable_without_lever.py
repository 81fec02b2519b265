"""DUT-06: who answers for what others do needs a hold on them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT
from govgraph.model.duties import Duty
from govgraph.model.scopes import overlap
from govgraph.text import first_few, quoted

BAD = """
govgraph: 1
structure: {id: bad, title: Answering for another's work, root: minister, subjects: [prison]}
organisations:
  board: {name: The health board, kind: statutory_authority}
  prison: {name: The prison service, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: prison, kind: accountable_to, to: minister}
duties:
  care: {name: Arrange health care in prisons, accountable: [board], responsible: [prison]}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Answering with a hold on who does it, root: minister, subjects: [prison]}
organisations:
  board: {name: The health board, kind: statutory_authority}
  prison: {name: The prison service, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: prison, kind: accountable_to, to: minister}
  - {from: board, kind: funds, to: prison}
duties:
  care: {name: Arrange health care in prisons, accountable: [board], responsible: [prison]}
"""

_LEVERS = (
    "commissions", "funds", "directs", "performance_manages", "employs", "delegates_to", "operates", "binds", "arbitrates",
)  # fmt: skip


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party that answers for duties of others on whom it has no hold."""
    without: dict[str, list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        for party in dict.fromkeys(duty.accountable):
            if duty.responsible and graph.within_boundary(party) and not _has_a_hold(graph, party, duty):
                without[party].append(duty)
    for party in sorted(without):
        yield _finding(graph, rule, party, without[party])


def _has_a_hold(graph: GovernanceGraph, party: str, duty: Duty) -> bool:
    """Whether the party, in one of its guises, does it itself, or has a lever on one of those who do."""
    return any(
        doer == guise or graph.are_one_superior(doer, guise) or _holds(graph, guise, doer, duty.scope)
        for guise in _guises(graph, party)
        for doer in duty.responsible
    )


def _guises(graph: GovernanceGraph, party: str) -> list[str]:
    """A party and those with whose levers it acts.

    A post acts with those of the bodies that it is in or heads, a body with those of its head, and a named one
    with those stated of the counted party.
    """
    bodies = graph.bodies_of(party) if party in graph.structure.posts else ()
    return [party, *graph.counted_above(party), *bodies, *graph.heads_of(party)]


def _holds(graph: GovernanceGraph, upper: str, lower: str, scope: str) -> bool:
    """Whether one party has a lever on another, binds it, or has it at the other end of a line stronger than reporting."""
    below = {lower, *graph.counted_above(lower)}
    rule = graph.decision_rules.get(upper)
    return (
        any(
            overlap(row.scope, scope) and not below.isdisjoint(row.to)
            for row in graph.stated_from(upper, *_LEVERS)
        )
        or (rule is not None and not below.isdisjoint(rule.binds))
        or any(
            overlap(link.scope, scope) and link.upper == upper and link.strength >= CONTRACT.strength
            for link in graph.upward_links(lower)
        )
        or graph.stands_above(upper, lower, scope, CONTRACT)
    )


def _finding(graph: GovernanceGraph, rule: Rule, party: str, duties: Sequence[Duty]) -> Finding:
    doers = graph.apart(doer for duty in duties for doer in duty.responsible)
    return rule.finding(
        f"The papers make {graph.name(party)} accountable for {quoted(row.name for row in duties)}, and {graph.names(doers)} "
        f"responsible; they state no lever by which the one could call the {'other' if len(doers) == 1 else 'others'} to account.",
        [party, *first_few(doers)],
        scopes=sorted({duty.scope for duty in duties}),
        rests_on=duties,
        key=",".join(duty.id for duty in duties),
    )


RULE = Rule(
    code="DUT-06",
    name="accountable-without-lever",
    group="duties",
    title="Accountability without a lever",
    severity=Severity.HIGH,
    definition=(
        "A party is accountable for a duty and not itself responsible for it, and has no lever on any party that is: it does not "
        "commission, fund, direct, performance manage, employ, operate, bind, arbitrate over or lend power to one of them in an "
        "overlapping scope, and none of them answers to it, directly or by a line of strength 2 or more. One finding at each party "
        "that answers."
    ),
    why="It answers for what it cannot control.",
    fix="Give it a lever: a change of contract, an agreement, or a power of direction.",
    guards=(
        "A post has the levers of the bodies that it is in or heads, a body those of its head, and a named one those stated of the counted party.",
        "A body and its own head, post or part are one.",
        "A duty that names nobody responsible is for DUT-01.",
        "One lever on one of several responsible parties is enough.",
        "An accountable party outside the boundary, or gone at the date, is not judged.",
    ),
    limits="Influence that the papers do not state as one of these relationships, such as an assurance, an audit or a seat, is no lever.",
    anchors=("NAO", "IFG"),
    bad=BAD,
    good=GOOD,
    check=check,
)
