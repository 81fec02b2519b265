"""DEC-01: nobody can tell when a decision has been made, or undo one that was not."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import Ballot
from govgraph.model.relationships import Membership, Relationship, Votes
from govgraph.model.statements import NOT_STATED
from govgraph.rules._decisions import (
    Binding,
    bindings,
    decides_together,
    rules_of,
    says_how,
    states,
)
from govgraph.text import counted, listed

BAD = """
govgraph: 1
structure: {id: bad, title: A board with votes and no rules, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  council: {name: The council, kind: council}
  board: {name: The partnership board, kind: board}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: council, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
memberships:
  - {body: board, member: trust, votes: yes}
  - {body: board, member: council, votes: yes}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A board with votes and rules, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  council: {name: The council, kind: council}
  board: {name: The partnership board, kind: board, chair: An elected member of the council}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: council, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
memberships:
  - {body: board, member: trust, votes: yes}
  - {body: board, member: council, votes: yes}
decision_rules:
  board: {passes_with: majority, of: members, quorum: Both members, casting_vote: The chair}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each body with power or votes of which the papers leave out how it decides."""
    powers = _powers(graph)
    missing = {body: _missing(graph, body) for body in powers}
    for body, power in sorted(powers.items()):
        told = {part for above in graph.counted_above(body) for part in missing.get(above, ())}
        left = [part for part in missing[body] if part not in told]
        tie = _tie(graph, graph.ballots[body]) if power.votes else ""
        if left or tie:
            own = graph.decision_rules.get(body)
            yield rule.finding(
                f"{graph.name(body)} {_told(graph, body, power)}, {_faults(graph, body, left, tie)}.",
                [body],
                scopes=sorted({row.scope for row in power.binds} | {row.scope for row in power.lent}),
                rests_on=[
                    *(binding.statement for binding in power.binds),
                    *power.lent,
                    *power.votes,
                    *([own] if own else []),
                ],
            )


@dataclass(slots=True)
class _Power:
    """What makes it matter how a body decides: whom it binds, what is lent to it, and its voting seats."""

    binds: list[Binding] = field(default_factory=list)
    lent: list[Relationship] = field(default_factory=list)
    votes: list[Membership] = field(default_factory=list)


def _powers(graph: GovernanceGraph) -> dict[str, _Power]:
    """Every body within the boundary that binds others, holds delegated power, or has a seat that votes."""
    found: dict[str, _Power] = defaultdict(_Power)
    for body, rows in bindings(graph).items():
        found[body].binds = rows
    for row, body in graph.of_kind("delegates_to"):
        if graph.within_boundary(body) and decides_together(graph, body):
            found[body].lent.append(row)
    for seat in graph.memberships:
        if seat.votes is Votes.YES and graph.within_boundary(seat.body):
            found[seat.body].votes.append(seat)
    return found


def _missing(graph: GovernanceGraph, body: str) -> list[str]:
    """What the papers leave out of a body, a counted party speaking for its named ones."""
    bodies, rules = [body, *graph.counted_above(body)], rules_of(graph, body)
    parts = {
        "a rule": any(says_how(rule) for rule in rules),
        "a chair": any(seat.capacity == "chair" for one in bodies for seat in graph.seats_on(one))
        or any(graph.heads_of(one) or states(graph.structure.organisations[one].chair) for one in bodies),
        "a quorum": any(states(rule.quorum) for rule in rules),
    }
    return [part for part, stated in parts.items() if not stated]


def _tie(graph: GovernanceGraph, ballot: Ballot) -> str:
    """That votes can stand equal and nobody is named to break the tie, in words; empty where it is not so."""
    rules = rules_of(graph, ballot.body)
    by_majority = all(rule.passes_with in {"majority", NOT_STATED} for rule in rules)
    if (
        not by_majority
        or any(states(rule.casting_vote) for rule in rules)
        or graph.party(ballot.body).count > 1
    ):
        return ""
    if not ballot.by_majority.can_tie:
        return ""
    return f"the {counted(ballot.voters, 'vote')} that they state can stand equal, and nobody is given a casting vote"


def _told(graph: GovernanceGraph, body: str, power: _Power) -> str:
    """What power the papers give a body; that it votes is told only where there is nothing more to tell."""
    claims = []
    if power.binds:
        bound = graph.names([binding.bound for binding in power.binds])
        claims.append(f"{graph.verb(body, 'takes')} decisions that bind {bound}")
    if power.lent:
        lenders = graph.names([row.from_ for row in power.lent])
        claims.append(f"{graph.verb(body, 'holds')} power delegated by {lenders}")
    return listed(claims) or f"{graph.verb(body, 'has')} members who vote"


def _faults(graph: GovernanceGraph, body: str, missing: list[str], tie: str) -> str:
    if not missing:
        return f"but in the papers {tie}"
    how = f"how {graph.verb(body, 'it decides', 'they decide')}"
    told = listed([how if part == "a rule" else part for part in missing], "or")
    return f"but the papers do not state {told}" + (f"; {tie}" if tie else "")


RULE = Rule(
    code="DEC-01",
    name="no-decision-rule",
    group="decisions",
    title="No decision rule, chair, quorum or tie-break",
    severity=Severity.MEDIUM,
    definition=(
        "A body binds others, holds delegated power or has seats that vote, and the papers do not state how it decides, a chair or "
        "a quorum; or its stated votes can stand equal, and they give nobody a casting vote."
    ),
    why="Such a body can be paralysed, or its decisions challenged.",
    fix="Write the missing parts into its terms of reference.",
    guards=(
        "A department, a regulator or another body that does not decide as several is not judged.",
        "Ties are judged only where the papers state votes, and a majority or no rule.",
        "What is stated of a counted body holds for its named ones; what it lacks is told there, once, and its ties are not judged.",
    ),
    limits="Bodies that have neither votes, binding decisions nor delegated power in the papers are not judged.",
    anchors=("CIPFA",),
    bad=BAD,
    good=GOOD,
    check=check,
)
