"""DEC-01: nobody can tell when a decision has been made, or undo one that was not."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship, Votes
from govgraph.model.statements import Statement
from govgraph.rules._decisions import (
    Binding,
    bindings,
    decides_together,
    is_within_boundary,
    names,
    own_rule,
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

# Votes that weigh differently are held against each other one by one, so only for bodies of this size.
_MOST_WEIGHED = 16


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each body with power or votes of which the papers leave out how it decides."""
    powers = _powers(graph)
    missing = {body: _missing(graph, body) for body in powers}
    for body in sorted(powers):
        told = {part for above in graph.counted_above(body) for part in missing.get(above, ())}
        left = [part for part in missing[body] if part not in told]
        tie = _tie(graph, body, powers[body])
        if left or tie:
            own = own_rule(graph, body)
            yield rule.finding(
                f"{graph.name(body)} {_told(graph, body, powers[body])}, {_faults(graph, body, left, tie)}.",
                [body],
                scopes=powers[body].scopes,
                rests_on=[*powers[body].statements, *([own] if own else [])],
            )


@dataclass(slots=True)
class _Power:
    """What makes it matter how a body decides: whom it binds, what is lent to it, and its voting seats."""

    binds: list[Binding] = field(default_factory=list)
    lent: list[Relationship] = field(default_factory=list)
    votes: list[Membership] = field(default_factory=list)

    @property
    def scopes(self) -> list[str]:
        return sorted({row.scope for row in self.binds} | {row.scope for row in self.lent})

    @property
    def statements(self) -> list[Statement]:
        return [*(binding.statement for binding in self.binds), *self.lent, *self.votes]


def _powers(graph: GovernanceGraph) -> dict[str, _Power]:
    """Every body within the boundary that binds others, holds delegated power, or has a seat that votes."""
    found: dict[str, _Power] = defaultdict(_Power)
    seated = {seat.body for seat in graph.memberships}
    for body, rows in bindings(graph).items():
        found[body].binds = rows
    for row, body in graph.of_kind("delegates_to"):
        if is_within_boundary(graph, body) and decides_together(graph, body, seated):
            found[body].lent.append(row)
    for seat in graph.memberships:
        if seat.votes is Votes.YES and is_within_boundary(graph, seat.body):
            found[seat.body].votes.append(seat)
    return found


def _missing(graph: GovernanceGraph, body: str) -> list[str]:
    """What the papers leave out of a body, a counted party speaking for its named ones."""
    bodies = [body, *graph.counted_above(body)]
    rules = rules_of(graph, body)
    chaired = any(
        states(graph.structure.organisations[one].chair) or graph.heads_of(one) for one in bodies
    ) or any(seat.capacity == "chair" and seat.body in bodies for seat in graph.memberships)
    parts = {
        "a rule": any(says_how(rule) for rule in rules),
        "a chair": chaired,
        "a quorum": any(states(rule.quorum) for rule in rules),
    }
    return [part for part, stated in parts.items() if not stated]


def _tie(graph: GovernanceGraph, body: str, power: _Power) -> str:
    """That votes can stand equal and nobody is named to break the tie, in words; empty where it is not so."""
    rules = rules_of(graph, body)
    if not power.votes or graph.party(body).count > 1 or any(states(rule.casting_vote) for rule in rules):
        return ""
    ballot = graph.ballot(body)
    if any(says_how(rule) for rule in rules):
        weighed = ballot.weighted and ballot.voters > _MOST_WEIGHED
        even = not weighed and ballot.can_tie
    else:
        even = ballot.voters > 0 and ballot.voters % 2 == 0
    if not even:
        return ""
    return f"the {counted(ballot.voters, 'vote')} that they state can stand equal, and nobody is given a casting vote"


def _told(graph: GovernanceGraph, body: str, power: _Power) -> str:
    """What power the papers give a body."""
    claims = []
    if power.binds:
        bound = names(graph, [binding.bound for binding in power.binds])
        claims.append(f"{graph.verb(body, 'takes', 'take')} decisions that bind {bound}")
    if power.lent:
        lenders = names(graph, [row.from_ for row in power.lent])
        claims.append(f"{graph.verb(body, 'holds', 'hold')} power delegated by {lenders}")
    if power.votes and not claims:
        claims.append(f"{graph.verb(body, 'has', 'have')} members who vote")
    return listed(claims)


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
        "A body binds others, holds delegated power or has seats that vote, and the papers do not state how it decides, a chair or a "
        "quorum; or its stated votes can stand equal, and they give nobody a casting vote."
    ),
    why="Such a body can be paralysed, or its decisions challenged.",
    fix="Write the missing parts into its terms of reference.",
    guards=(
        "A department, a regulator or another body that does not decide by several is not asked.",
        "Ties are asked about only where votes are stated, a majority decides or nothing is said of how the body decides, and the body is no counted one.",
        "What is stated of a counted body holds for its named ones; what it lacks is told there, once.",
    ),
    limits="Bodies that decide without votes, binding decisions or delegated power are not asked.",
    anchors=("CIPFA",),
    bad=BAD,
    good=GOOD,
    check=check,
)
