"""STR-05: those who answer to each other answer to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import is_reserved
from govgraph.rules._structure import circles, shortest_circle
from govgraph.text import counted, first_few

BAD = """
govgraph: 1
structure: {id: bad, title: Three that answer to each other, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  board: {name: The board, kind: board}
  partnership: {name: The partnership, kind: partnership}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: board}
  - {from: board, kind: accountable_to, to: partnership}
  - {from: partnership, kind: accountable_to, to: trust}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Each answers to the next, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority}
  - {from: authority, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
"""

_KINDS = frozenset({"accountable_to", "part_of", "post_in"})


@dataclass(slots=True)
class _Circle:
    """The links of those who answer to each other in a circle, by the lower end, and the scopes in which they do."""

    links: dict[str, list[Link]]
    scopes: list[str] = field(default_factory=list)


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each circle, and at each party that is said to answer to itself."""
    yield from _loops(graph, rule)
    found: dict[tuple[str, ...], _Circle] = {}
    for scope in _scopes(graph):
        links = _links(graph, scope)
        for members in circles(_above(links)):
            if any(map(graph.is_judged, members)) and not _is_one_body(graph, members):
                circle = _Circle({member: links[member] for member in members})
                found.setdefault(tuple(members), circle).scopes.append(scope)
    for key in sorted(found):
        yield _finding(graph, rule, key, found[key])


def _scopes(graph: GovernanceGraph) -> list[str]:
    """The functional scopes in use, and the reserved ones in which some accountability is stated."""
    reserved = {row.scope for row, _ in graph.of_kind("accountable_to") if is_reserved(row.scope)}
    return [*graph.scopes, *sorted(reserved if graph.reading.scope is None else ())]


def _links(graph: GovernanceGraph, scope: str) -> dict[str, list[Link]]:
    """The accountabilities and places in a body that hold in a scope; what a named one takes over is the counted party's."""
    return {
        party: [link for link in links if link.kind.name in _KINDS and link.inherited is None]
        for party, links in graph.view(scope).up.items()
    }


def _above(links: dict[str, list[Link]]) -> dict[str, list[str]]:
    return {party: sorted({link.upper for link in own}) for party, own in links.items()}


def _is_one_body(graph: GovernanceGraph, members: list[str]) -> bool:
    """Whether a circle stays within one body: it, its head, its board and its parts."""
    return any(
        all(
            member == whole or graph.is_within(member, whole) or graph.is_one_of(member, whole)
            for member in members
        )
        for whole in members
    )


def _finding(graph: GovernanceGraph, rule: Rule, members: tuple[str, ...], circle: _Circle) -> Finding:
    way = shortest_circle(_above(circle.links), members, members[0])
    on_it = way[:-1]
    shown = first_few(on_it)
    beside = len(members) - len(on_it)
    if len(shown) < len(on_it):
        told = f"{graph.chain(shown)} → and so on, through {len(on_it)} parties, back to the first"
    elif beside:
        told = f"{graph.chain(way)}, and {counted(beside, 'more party stands', 'more parties stand')} in the same circle"
    else:
        told = graph.chain(way)
    out = sorted({link.upper for own in circle.links.values() for link in own} - set(members))
    beyond = f"beyond them, they answer to {graph.names(out)}"
    return rule.finding(
        f"Those who answer to each other go round in a circle: {told}; {beyond if out else 'none of them answers to anyone else'}.",
        shown,
        severity=Severity.MEDIUM if out else Severity.HIGH,
        scopes=circle.scopes,
        lines=[way if len(shown) == len(on_it) else shown],
        rests_on=[
            link for lower, upper in pairwise(way) for link in circle.links[lower] if link.upper == upper
        ],
        key=",".join(members),
    )


def _loops(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Parties that are said to be accountable to themselves: a loop carries no account, and so is no link."""
    rows: dict[str, list[Relationship]] = {}
    for row, end in graph.of_kind("accountable_to"):
        if row.from_ == end and graph.is_judged(end) and graph.party(end).count == 1:
            rows.setdefault(end, []).append(row)
    for party in sorted(rows):
        yield rule.finding(
            f"{graph.name(party)} is said to be accountable to itself.",
            [party],
            scopes=sorted({row.scope for row in rows[party]}),
            lines=[[party, party]],
            rests_on=rows[party],
            key=f"loop:{party}",
        )


RULE = Rule(
    code="STR-05",
    name="circular-accountability",
    group="structure",
    title="Bodies answer to each other in a circle",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "Two or more parties each of which answers, by active accountabilities or by being part of a body, to each of the others in"
        " one and the same scope; or a party said to be accountable to itself. Medium where one of them also answers to somebody "
        "outside the circle."
    ),
    why="No one in the circle answers to anyone outside it, or it is not clear whose word is the last.",
    fix="Name the link that should not be there; in a register, look first whether a reference was used twice.",
    guards=(
        "A body with its own head, board, posts and parts is no circle.",
        "Statements in scopes that have nothing in common make no circle.",
        "A counted party whose members answer to each other is no loop; what a named one takes over is judged at the counted party.",
    ),
    limits="Circles of contracts, reports or delegated power are not looked for.",
    anchors=(),
    bad=BAD,
    good=GOOD,
    check=check,
)
