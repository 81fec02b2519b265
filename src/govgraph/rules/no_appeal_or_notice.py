"""DEC-05: those bound can neither prepare for a decision nor have it looked at again."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.scopes import ALL, overlap
from govgraph.rules._decisions import (
    Binding,
    arbitration_panels,
    bindings,
    rules_of,
    stands_over,
    states,
)
from govgraph.rules._voters import Say, Voters
from govgraph.text import counted, folded, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Binding at once and for good, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  committee: {name: The joint committee, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: committee, kind: accountable_to, to: minister}
  - {from: committee, kind: binds, to: trust}
memberships:
  - {body: committee, member: trust, votes: yes}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Binding after notice and with an appeal, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  committee: {name: The joint committee, kind: committee}
  arbiter: {name: The arbitration service, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: committee, kind: accountable_to, to: minister}
  - {from: arbiter, kind: accountable_to, to: minister}
  - {from: committee, kind: binds, to: trust}
  - {from: arbiter, kind: arbitrates, to: committee}
memberships:
  - {body: committee, member: trust, votes: yes}
decision_rules:
  committee: {passes_with: majority, of: members, notice_days: 30}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each body that binds others without an independent appeal, or without notice enough."""
    bound_by = bindings(graph)
    panels = arbitration_panels(graph, bound_by)
    asked = {
        body: [row for row in rows if not stands_over(graph, body, row.bound, row.scope)]
        for body, rows in bound_by.items()
        if body not in panels
    }
    voters = Voters(graph)
    faults = {
        body: [*_no_appeal(graph, voters, body, rows), *_no_notice(graph, body)]
        for body, rows in asked.items()
        if rows
    }
    for body, found in faults.items():
        told = {fault for above in graph.counted_above(body) for fault in faults.get(above, ())}
        left = [fault for fault in found if fault not in told]
        if left:
            own, rows = graph.decision_rules.get(body), asked[body]
            bound = list(dict.fromkeys(row.bound for row in rows))
            yield rule.finding(
                f"{graph.name(body)} {graph.verb(body, 'takes')} decisions that bind {graph.names(bound)}, "
                f"but the papers {listed(left)}.",
                [body],
                scopes=sorted({row.scope for row in rows}),
                lines=[[body, party] for party in bound],
                rests_on=[*(row.statement for row in rows), *([own] if own else [])],
            )


def _no_appeal(graph: GovernanceGraph, voters: Voters, body: str, rows: list[Binding]) -> Iterator[str]:
    """That there is no independent appeal, in words; nothing where there is one, for the body or for all it binds."""
    party = graph.party(body)
    nobody_else = {"none", *(folded(name) for name in (party.name, *party.aliases))}
    stated = [rule.appeal_to for rule in rules_of(graph, body) if rule.appeal_to and states(rule.appeal_to)]
    if any(folded(text) not in nobody_else for text in stated):
        return
    of_body = any(_is_heard(graph, voters, body, body, row.scope) for row in rows)
    if not of_body and not all(_is_heard(graph, voters, body, row.bound, row.scope) for row in rows):
        yield "name nobody else to whom those bound could appeal"


def _is_heard(graph: GovernanceGraph, voters: Voters, body: str, party: str, scope: str) -> bool:
    """Whether somebody independent of a body arbitrates for a party, in matters that overlap a scope."""
    return any(
        overlap(row.scope, scope) and not _is_inside(graph, voters, row.from_, body)
        for one in (party, *graph.counted_above(party))
        for row in graph.stated_to(one, "arbitrates")
    )


def _is_inside(graph: GovernanceGraph, voters: Voters, arbiter: str, body: str) -> bool:
    """Whether an arbiter is the body itself, a part or post of it, or has a vote there."""
    if arbiter == body or graph.is_one_of(body, arbiter) or graph.is_within(arbiter, body):
        return True
    return voters.heard(arbiter, body, ALL).say in {Say.VOTE, Say.UNCLEAR}


def _no_notice(graph: GovernanceGraph, body: str) -> Iterator[str]:
    """That notice is not stated, or is short, in words."""
    wanted = graph.thresholds.notice_days
    stated = [rule.notice_days for rule in rules_of(graph, body) if rule.notice_days is not None]
    if not stated and wanted:
        yield "state no period of notice"
    elif stated and stated[0] < wanted:
        yield f"give {counted(stated[0], 'day')} of notice, below the chosen limit of {wanted}"


RULE = Rule(
    code="DEC-05",
    name="no-appeal-or-notice",
    group="decisions",
    title="No independent appeal or no notice",
    severity=Severity.LOW,
    definition=(
        "A body binds others, and the papers name no independent appeal (an `appeal_to`, or somebody outside the body who "
        "arbitrates for it or for all whom it binds), or state no period of notice, or one below the chosen limit (30 days unless "
        "chosen otherwise)."
    ),
    why="Without these a binding decision is neither fair nor workable for those who have to carry it out.",
    fix="Write a standard clause on notice and appeal into its terms.",
    guards=(
        "Arbitration panels, bodies that bind by their office, and bodies that stand above those bound in line management are not judged.",
        "An arbiter that has, or may have, a vote in the body is not independent of it.",
        "What is stated of a counted body holds for its named ones; what it lacks is told there, once.",
    ),
    limits="Whether an appeal that is named is independent in practice, or covers all that is decided, is not seen.",
    anchors=("NOLAN",),
    bad=BAD,
    good=GOOD,
    check=check,
)
