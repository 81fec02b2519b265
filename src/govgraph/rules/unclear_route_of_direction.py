"""LOS-06: a direction may arrive twice, late or not at all."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: Through the authority or directly, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: minister, kind: directs, to: trust, via: [authority]}
  - {from: authority, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Through the authority, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: minister, kind: directs, to: trust, via: [authority]}
  - {from: authority, kind: performance_manages, to: trust}
  - {from: authority, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise (a) where a route breaks off, (b) where a power is said to run both through others and directly."""
    routes: dict[tuple[str, ...], list[Relationship]] = defaultdict(list)
    for row in graph.relationships:
        if row.kind == "directs" and row.via:
            routes[row.from_, *row.via].append(row)
    for route in sorted(routes):
        yield from _broken_route(graph, rule, route, routes[route])
    yield from _both_ways(graph, rule)


def _broken_route(
    graph: GovernanceGraph, rule: Rule, route: tuple[str, ...], rows: list[Relationship]
) -> Iterator[Finding]:
    first, *via = route
    gaps: dict[str, list[str]] = defaultdict(list)
    broken: list[tuple[Relationship, str]] = []
    for row in rows:
        for end in filter(graph.is_judged, row.to):
            missing = [
                hop
                for hop in zip(via, (*via[1:], end), strict=True)
                if not _instructs(graph, *hop, row.scope)
            ]
            for above, below in missing:
                gaps[above].append(below)
            if missing:
                broken.append((row, end))
    if not broken:
        return
    ends = list(dict.fromkeys(end for _, end in broken))
    wanting = [
        f"{graph.name(above)} over {graph.names(dict.fromkeys(belows))}" for above, belows in gaps.items()
    ]
    yield rule.finding(
        f"The papers say that {graph.name(first)} directs {graph.names(ends)} through "
        f"{', then '.join(graph.name(party) for party in via)}, but do not say what power to direct or to performance manage there is from {listed(wanting)}.",
        ends,
        scopes=sorted({row.scope for row, _ in broken}),
        lines=[[*route, end] for end in ends],
        rests_on=list(dict.fromkeys(row for row, _ in broken)),
        at=first,
        key=f"a:{'>'.join(route)}",
    )


def _instructs(graph: GovernanceGraph, above: str, below: str, scope: str) -> bool:
    named = {below, *graph.counted_above(below)}
    return any(
        not named.isdisjoint(row.to) and overlap(row.scope, scope) and not row.via
        for row in graph.stated_from(above, "directs", "performance_manages")
    )


def _both_ways(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    direct: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    through: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for row, end in graph.of_kind("directs"):
        (through if row.via else direct)[row.from_, end].append(row)
    pairs: dict[str, dict[str, list[Relationship]]] = defaultdict(dict)
    for (above, below), rows in sorted(through.items()):
        rivals = [
            row
            for row in direct.get((above, below), ())
            if any(overlap(row.scope, other.scope) for other in rows)
        ]
        if rivals and graph.is_judged(below):
            pairs[above][below] = [*rows, *rivals]
    for above, belows in pairs.items():
        rows = [row for found in belows.values() for row in found]
        routes = dict.fromkeys(
            ", then ".join(graph.name(party) for party in row.via) for row in rows if row.via
        )
        yield rule.finding(
            f"{graph.name(above)} directs {graph.names(belows)} through "
            f"{listed(list(routes), 'or through')} by one statement and directly by another; the papers do not say when "
            "each applies.",
            belows,
            scopes=sorted({row.scope for row in rows}),
            lines=[[above, *row.via, below] for below, found in belows.items() for row in found],
            rests_on=rows,
            at=above,
            key="b",
        )


RULE = Rule(
    code="LOS-06",
    name="unclear-route-of-direction",
    group="line_of_sight",
    title="Power of direction without a clear route",
    severity=Severity.HIGH,
    definition=(
        "(a) One party directs another through others, and some party on that route has no power of its own (directs, performance "
        "manages) over the next, in an overlapping scope; or (b) for the same two parties and an overlapping scope, one statement "
        "gives a route through others and another gives none."
    ),
    why="A direction may arrive twice, late or not at all.",
    fix="Agree a one-page direction protocol: who drafts, who serves, who checks that it is done.",
    limits="It reads the routes that are written down; whether a direction was ever given is a matter of record.",
    anchors=("MPM", "ALBCODE"),
    bad=BAD,
    good=GOOD,
    check=check,
)
