"""DEC-05: those bound can neither prepare for a decision nor have it looked at again."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Party
from govgraph.model.scopes import ALL, overlap
from govgraph.rules._decisions import (
    Binding,
    Voice,
    Voters,
    arbitration_panels,
    bindings,
    names,
    own_rule,
    rules_of,
    stands_over,
    states,
)
from govgraph.text import counted, listed

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
    voters = Voters(graph)
    arbiters = _arbiters(graph)
    faults: dict[str, list[str]] = {}
    for body, rows in bound_by.items():
        asked = [row for row in rows if not stands_over(graph, body, row.bound, row.scope)]
        if asked and body not in panels:
            faults[body] = [*_no_appeal(graph, voters, arbiters, body, asked), *_no_notice(graph, body)]
    for body, found in faults.items():
        told = {fault for above in graph.counted_above(body) for fault in faults.get(above, ())}
        left = [fault for fault in found if fault not in told]
        if left:
            own = own_rule(graph, body)
            rows = bound_by[body]
            bound = list(dict.fromkeys(row.bound for row in rows))
            yield rule.finding(
                f"{graph.name(body)} {graph.verb(body, 'takes', 'take')} decisions that bind {names(graph, bound)}, "
                f"but the papers {listed(left)}.",
                [body],
                scopes=sorted({row.scope for row in rows}),
                lines=[[body, party] for party in bound],
                rests_on=[*(row.statement for row in rows), *([own] if own else [])],
            )


def _arbiters(graph: GovernanceGraph) -> dict[str, list[tuple[str, str]]]:
    """Who arbitrates for each party, and in which scope."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row, end in graph.of_kind("arbitrates"):
        found[end].append((row.from_, row.scope))
    return found


def _no_appeal(
    graph: GovernanceGraph,
    voters: Voters,
    arbiters: dict[str, list[tuple[str, str]]],
    body: str,
    rows: list[Binding],
) -> list[str]:
    """That there is no independent appeal, in words; nothing where there is one, for the body or for all it binds."""
    bodies = [body, *graph.counted_above(body)]
    stated = [rule.appeal_to for rule in rules_of(graph, body) if rule.appeal_to and states(rule.appeal_to)]
    own = {word.casefold() for one in bodies for word in _called(graph.party(one))}
    if any(text.strip().casefold() not in own for text in stated):
        return []
    heard = [_heard_by(graph, arbiters, body, row.scope) for row in rows]
    heard_for = [_heard_by(graph, arbiters, row.bound, row.scope) for row in rows]
    if any(_independent(graph, voters, body, who) for who in heard):
        return []
    if all(_independent(graph, voters, body, who) for who in heard_for):
        return []
    if stated or any(heard) or any(heard_for):
        return ["name no appeal to anybody outside the body"]
    return ["name nobody to whom an appeal could go"]


def _heard_by(
    graph: GovernanceGraph, arbiters: dict[str, list[tuple[str, str]]], party: str, scope: str
) -> list[str]:
    """Who arbitrates for a party, or for its counted party, in matters that overlap a scope."""
    rows = (row for one in (party, *graph.counted_above(party)) for row in arbiters.get(one, ()))
    return [arbiter for arbiter, matter in rows if overlap(matter, scope)]


def _independent(graph: GovernanceGraph, voters: Voters, body: str, arbiters: list[str]) -> bool:
    return any(not _is_inside(graph, voters, arbiter, body) for arbiter in arbiters)


def _called(party: Party) -> tuple[str, ...]:
    return (party.name, *party.aliases)


def _is_inside(graph: GovernanceGraph, voters: Voters, arbiter: str, body: str) -> bool:
    """Whether an arbiter is the body itself, a part or post of it, or has a vote there."""
    if arbiter == body or graph.is_one_of(body, arbiter) or graph.is_within(arbiter, body):
        return True
    say = voters.say(arbiter, body, ALL)
    return say.voice in {Voice.VOTE, Voice.UNCLEAR}


def _no_notice(graph: GovernanceGraph, body: str) -> list[str]:
    """That notice is not stated, or is short, in words."""
    wanted = graph.thresholds.notice_days
    stated = [rule.notice_days for rule in rules_of(graph, body) if rule.notice_days is not None]
    if not stated:
        return ["state no period of notice"] if wanted else []
    return [_short(stated[0], wanted)] if stated[0] < wanted else []


def _short(days: int, wanted: int) -> str:
    return f"give {counted(days, 'day')} of notice, below the chosen limit of {wanted}"


RULE = Rule(
    code="DEC-05",
    name="no-appeal-or-notice",
    group="decisions",
    title="No independent appeal or no notice",
    severity=Severity.LOW,
    definition=(
        "A body binds others, and the papers name no independent appeal (an `appeal_to`, or somebody outside the body who arbitrates for "
        "it or for all whom it binds), or state no period of notice, or one below the chosen limit (30 days unless chosen otherwise)."
    ),
    why="Without these a binding decision is neither fair nor workable for those who have to carry it out.",
    fix="Write a standard clause on notice and appeal into its terms.",
    guards=(
        "Arbitration panels, bodies that bind by their office, and bodies that stand above those bound in line management are not asked.",
        "An arbiter that has a vote in the body is not independent of it.",
        "What is stated of a counted body holds for its named ones; what it lacks is told there, once.",
    ),
    limits="Whether an appeal that is named is independent in practice is not seen.",
    anchors=("NOLAN",),
    bad=BAD,
    good=GOOD,
    check=check,
)
