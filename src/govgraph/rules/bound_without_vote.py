"""DEC-03: the cost of a decision falls on those who had no say in it."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.rules._decisions import Binding, arbitration_panels, bindings, stands_over
from govgraph.rules._voters import Heard, Say, Voters
from govgraph.text import first_few

BAD = """
govgraph: 1
structure: {id: bad, title: Bound by a committee without a vote, root: minister, subjects: [island]}
organisations:
  north: {name: The north council, kind: council}
  south: {name: The south council, kind: council}
  island: {name: The island council, kind: council}
  committee: {name: The ferry committee, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: north, kind: accountable_to, to: minister}
  - {from: south, kind: accountable_to, to: minister}
  - {from: island, kind: accountable_to, to: minister}
  - {from: committee, kind: accountable_to, to: minister}
  - {from: committee, kind: binds, to: [north, south, island]}
memberships:
  - {body: committee, member: north, votes: yes}
  - {body: committee, member: south, votes: yes}
  - {body: committee, member: island, capacity: observer, votes: no}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Bound by a committee with a vote, root: minister, subjects: [island]}
organisations:
  north: {name: The north council, kind: council}
  south: {name: The south council, kind: council}
  island: {name: The island council, kind: council}
  committee: {name: The ferry committee, kind: committee}
posts:
  minister: {name: The Minister}
  transport-lead: {name: The transport lead of the island, in: island}
relationships:
  - {from: north, kind: accountable_to, to: minister}
  - {from: south, kind: accountable_to, to: minister}
  - {from: island, kind: accountable_to, to: minister}
  - {from: committee, kind: accountable_to, to: minister}
  - {from: committee, kind: binds, to: [north, south, island]}
memberships:
  - {body: committee, member: north, votes: yes}
  - {body: committee, member: south, votes: yes}
  - {body: committee, member: transport-lead, votes: yes, represents: island}
"""

_SEVERITIES = {
    Say.NONE: Severity.HIGH,
    Say.UNCLEAR: Severity.MEDIUM,
    Say.UNKNOWN: Severity.MEDIUM,
    Say.SECOND_HAND: Severity.INFO,
}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each body once for all whom it binds and who have the same say in it."""
    bound_by = bindings(graph)
    panels = arbitration_panels(graph, bound_by)
    voters = Voters(graph)
    for body, rows in bound_by.items():
        if body in panels:
            continue
        alike: dict[tuple[Say, str], list[tuple[Binding, Heard]]] = defaultdict(list)
        for binding in rows:
            heard = voters.heard(binding.bound, body, binding.scope)
            if heard.say is not Say.VOTE and not stands_over(graph, body, binding.bound, binding.scope):
                alike[heard.say, heard.through].append((binding, heard))
        for say, through in sorted(alike):
            yield _finding(graph, rule, body, alike[say, through], say, through)


def _finding(
    graph: GovernanceGraph,
    rule: Rule,
    body: str,
    found: list[tuple[Binding, Heard]],
    say: Say,
    through: str,
) -> Finding:
    bound = list(dict.fromkeys(binding.bound for binding, _ in found))
    return rule.finding(
        f"{graph.name(body)} {graph.verb(body, 'takes')} decisions that bind {graph.names(bound)}, "
        f"{_told(graph, found, say, through)}.",
        [body, *first_few(bound)],
        severity=_SEVERITIES[say],
        scopes=sorted({binding.scope for binding, _ in found}),
        lines=[[body, party] for party in bound],
        rests_on=[row for binding, heard in found for row in (binding.statement, *heard.seats)],
        key=f"{say.name.lower()}:{through}:{','.join(sorted(bound))}",
    )


def _told(graph: GovernanceGraph, found: list[tuple[Binding, Heard]], say: Say, through: str) -> str:
    """What say those bound have, in words."""
    if say is Say.SECOND_HAND:
        return f"whose only say there is at second hand, through {graph.name(through)}"
    if say is Say.UNKNOWN:
        return "but the papers do not say who votes there"
    if say is Say.UNCLEAR:
        by = f", through {graph.name(through)}," if through else ""
        return f"but the papers do not say whether the seat that speaks for them there{by} has a vote"
    unseated = graph.names(binding.bound for binding, heard in found if not heard.seats)
    seated = graph.names(binding.bound for binding, heard in found if heard.seats)
    if not seated:
        return "but the papers name no seat there that speaks for them"
    if not unseated:
        return "but the papers give no vote to the seat there that speaks for them"
    return f"but the papers name no seat there for {unseated}, and give no vote to that of {seated}"


RULE = Rule(
    code="DEC-03",
    name="bound-without-vote",
    group="decisions",
    title="Bound without a vote",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM, Severity.INFO),
    definition=(
        "The decisions of a body bind a party (a relationship, or the `binds` of its decision rule) that has no vote there: no "
        "voting seat of its own, of its posts, of a party that represents it, of its counted party or one of it (high). Where the "
        "papers do not say who votes there, or whether its seat votes: medium. Where it votes only in a body that has a vote there:"
        " info."
    ),
    why="Cost is imposed on those who did not consent to it.",
    fix="Give it a vote, or write a mandate for whoever votes for it, with a period of notice.",
    guards=(
        "Arbitration panels are neutral by design: those whom they bind need no vote.",
        "A body that binds by its office (a department, a regulator, a court), or that stands above the party in line management, is not judged.",
        "Where no seat's vote is stated, every member counts as a voter.",
        "A seat that also speaks for a body on which the party sits is that body's seat: a say at second hand.",
    ),
    limits="A vote through more than one other body is not followed; one seat for a counted party counts for all of it.",
    anchors=("ISO37000",),
    bad=BAD,
    good=GOOD,
    check=check,
)
