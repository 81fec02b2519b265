"""DUP-04: the paymaster usually wins."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import ALL, is_reserved, narrower
from govgraph.model.statements import Statement
from govgraph.model.vocabulary import PART_OF, Status
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: Hosted by one and working for another, root: minister, subjects: [team]}
organisations:
  team: {name: The team, kind: team}
  host: {name: The host authority, kind: statutory_authority}
  board: {name: The board, kind: board}
posts:
  minister: {name: The Minister}
relationships:
  - {from: host, kind: hosts, to: team}
  - {from: team, kind: accountable_to, to: board}
  - {from: board, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Hosting kept apart, root: minister, subjects: [team]}
organisations:
  team: {name: The team, kind: team}
  host: {name: The host authority, kind: statutory_authority}
  board: {name: The board, kind: board, statutory: yes}
posts:
  minister: {name: The Minister}
relationships:
  - {from: host, kind: hosts, to: team, scope: hosting}
  - {from: team, kind: accountable_to, to: board}
  - {from: board, kind: accountable_to, to: minister}
"""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A party's tie to another: as its host or employer, or for its function."""

    party: str
    to: str
    scope: str
    statement: Statement

    @property
    def undefined(self) -> bool:
        return self.statement.status is Status.UNDEFINED


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party whose host line and functional line nothing keeps apart."""
    hosts, functions = _claims(graph)
    for party in sorted(set(hosts) & set(functions)):
        if not graph.is_judged(party):
            continue
        mixed = [(h, f) for h in hosts[party] for f in functions[party] if _are_mixed(graph, h, f)]
        if mixed:
            yield _finding(graph, rule, party, mixed)


def _claims(graph: GovernanceGraph) -> tuple[dict[str, list[_Claim]], dict[str, list[_Claim]]]:
    hosts: dict[str, list[_Claim]] = defaultdict(list)
    functions: dict[str, list[_Claim]] = defaultdict(list)
    counting = [
        *graph.of_kind("hosts", "employs", "accountable_to"),
        *graph.undefined("hosts", "employs", "accountable_to"),
    ]
    for row, end in counting:
        if row.kind == "accountable_to":
            side = hosts if is_reserved(row.scope) else functions
            side[row.from_].append(_Claim(row.from_, end, row.scope, row))
        else:
            hosts[end].append(_Claim(end, row.from_, row.scope, row))
    for party in sorted(hosts):
        functions[party].extend(_places(graph, party))
    return hosts, functions


def _places(graph: GovernanceGraph, party: str) -> list[_Claim]:
    """The bodies that an organisation is part of, where that counts as a line, or is left undefined."""
    organisation = graph.structure.organisations.get(party)
    counting = {
        link.upper
        for scope in graph.scopes
        for link in graph.view(scope).up.get(party, ())
        if link.kind is PART_OF
    }
    found = []
    for attachment in organisation.part_of if organisation else ():
        statement = attachment.on(graph.party(party))
        unsettled = graph.is_undefined(statement) and graph.exists(attachment.body)
        if attachment.body in counting or unsettled:
            found.append(_Claim(party, attachment.body, ALL, statement))
    return found


def _are_mixed(graph: GovernanceGraph, host: _Claim, function: _Claim) -> bool:
    if host.to == function.to or graph.are_one_superior(host.to, function.to):
        return False
    scope = narrower(host.scope, function.scope)
    if scope is not None and graph.stands_above(host.to, function.to, scope, avoid=[host.party]):
        return False
    return host.undefined or function.undefined or scope is not None


def _finding(graph: GovernanceGraph, rule: Rule, party: str, mixed: list[tuple[_Claim, _Claim]]) -> Finding:
    hosts = list(dict.fromkeys(host for host, _ in mixed))
    functions = list(dict.fromkeys(function for _, function in mixed))
    unsettled = [claim for claim in (*hosts, *functions) if claim.undefined]
    if unsettled:
        whose = graph.verb(party, "its", "their")
        reason = (
            f"the papers say that {whose} line to {_names(graph, unsettled)} exists, and leave it undefined"
        )
    else:
        reason = "no wording of scope keeps the two apart"
    claims = listed(list(dict.fromkeys(_words(graph, claim) for claim in (*hosts, *functions))))
    return rule.finding(
        f"{graph.name(party)} {graph.verb(party, 'is')} {claims}; {reason}.",
        [party],
        scopes=sorted({narrower(host.scope, function.scope) or function.scope for host, function in mixed}),
        lines=[[party, claim.to] for claim in (*hosts, *functions)],
        rests_on=[claim.statement for claim in (*hosts, *functions)],
    )


def _names(graph: GovernanceGraph, claims: list[_Claim]) -> str:
    return graph.names(claim.to for claim in claims)


def _words(graph: GovernanceGraph, claim: _Claim) -> str:
    """A claim as the end of a sentence about the party."""
    if not isinstance(claim.statement, Relationship):
        return f"part of {graph.name(claim.to)}"
    if claim.statement.kind == "accountable_to":
        matter = f" in a {claim.scope.split('/', 1)[0]} matter" if is_reserved(claim.scope) else ""
        tied = "in some line to" if claim.undefined else "accountable to"
        return f"{tied} {graph.name(claim.to)}{matter}"
    return f"{'hosted' if claim.statement.kind == 'hosts' else 'employed'} by {graph.name(claim.to)}"


RULE = Rule(
    code="DUP-04",
    name="host-and-function-mixed",
    group="duplicate",
    title="Host or employer line and functional line not separated",
    severity=Severity.MEDIUM,
    definition=(
        "A party is hosted or employed by one, or accountable to it in a local, hosting or employment scope, and is accountable to "
        "or part of another for its function; and either line is left undefined by the papers, or their scopes overlap."
    ),
    why="The paymaster usually wins.",
    fix="Write a solid-line and dotted-line statement: objectives, appraisal, division of time, disputes.",
    guards=(
        "A host line in a reserved scope (local, hosting, employment) is separated by that scope.",
        "Not raised where host and superior are one superior (a body and its own head, post or part), or the host stands above.",
    ),
    limits="A host line written without a scope covers everything, which may be wider than the paper means.",
    anchors=("COSO", "ALBCODE"),
    bad=BAD,
    good=GOOD,
    check=check,
)
