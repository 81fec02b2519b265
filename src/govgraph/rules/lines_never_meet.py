"""LOS-05: those who buy and those who manage are reconciled by nobody below the top."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import is_reserved
from govgraph.text import first_few, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Two limbs that meet at the Minister, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  buyer: {name: Commissioning board, kind: statutory_authority}
  manager: {name: Regional authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: buyer, kind: commissions, to: trust}
  - {from: manager, kind: performance_manages, to: trust}
  - {from: buyer, kind: accountable_to, to: minister}
  - {from: manager, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Two limbs under one department, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  buyer: {name: Commissioning board, kind: statutory_authority}
  manager: {name: Regional authority, kind: statutory_authority}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
relationships:
  - {from: buyer, kind: commissions, to: trust}
  - {from: manager, kind: performance_manages, to: trust}
  - {from: buyer, kind: accountable_to, to: department}
  - {from: manager, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
"""

_Sides = tuple[tuple[str, ...], tuple[str, ...]]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each pair of commissioners and managers, naming all whom they share."""
    commissioned: dict[str, list[Relationship]] = defaultdict(list)
    managed: dict[str, list[Relationship]] = defaultdict(list)
    for row, party in graph.of_kind("commissions", "performance_manages"):
        if not is_reserved(row.scope):
            (commissioned if row.kind == "commissions" else managed)[party].append(row)
    shared: dict[_Sides, list[str]] = defaultdict(list)
    above = _Above(graph)
    for party in sorted(commissioned):
        if not graph.is_judged(party):
            continue
        buyers = {row.from_ for row in commissioned[party]}
        managers = {row.from_ for row in managed[party]} - buyers
        sides = (above.with_a_line(buyers), above.with_a_line(managers))
        if all(sides) and not above.any_of(sides[0]) & above.any_of(sides[1]):
            shared[sides].append(party)
    for sides, parties in sorted(shared.items()):
        rows = [row for party in parties for row in (*commissioned[party], *managed[party])]
        yield _finding(graph, rule, sides, parties, rows)


class _Above:
    """Who stands on an upward chain of strength 2 or more from a party, in any functional scope, below the roots."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._known: dict[str, frozenset[str]] = {}

    def of(self, party: str) -> frozenset[str]:
        if party not in self._known:
            views = (self._graph.view(scope) for scope in self._graph.scopes)
            roots = self._graph.roots
            self._known[party] = frozenset(
                upper for view in views for upper in view.above([party], CONTRACT, avoid=roots)
            )
        return self._known[party]

    def any_of(self, parties: Iterable[str]) -> set[str]:
        return {upper for party in parties for upper in self.of(party)}

    def with_a_line(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Those whose upward chain the papers give; of the others nothing can be concluded."""
        graph = self._graph
        known = [
            party
            for party in sorted(parties)
            if party not in graph.roots
            and any(
                next(graph.view(scope).upward(party, CONTRACT), None) is not None for scope in graph.scopes
            )
        ]
        # A post beside the body that it belongs to is no second manager.
        return tuple(party for party in known if not any(graph.is_within(party, other) for other in known))


def _where(graph: GovernanceGraph, sides: _Sides) -> str:
    """At which roots the two sides meet, in words."""
    reached = [
        {
            root
            for scope in graph.scopes
            for root in graph.roots
            if any(graph.stands_above(root, party, scope, CONTRACT) for party in side)
        }
        for side in sides
    ]
    shared = [graph.name(root) for root in graph.roots if root in reached[0] & reached[1]]
    return (
        f"their lines meet only at {listed(shared, 'or')}"
        if shared
        else "no line stronger than reporting joins the two"
    )


def _finding(
    graph: GovernanceGraph, rule: Rule, sides: _Sides, parties: list[str], rows: list[Relationship]
) -> Finding:
    buyers, managers = (graph.names(side) for side in sides)
    where = _where(graph, sides)
    are = "is" if len(parties) == 1 and graph.party(parties[0]).count == 1 else "are"
    return rule.finding(
        f"{graph.names(parties)} {are} commissioned by {buyers} and performance managed by "
        f"{managers}; {where}.",
        parties,
        lines=[[party, side] for party in first_few(parties) for group in sides for side in group],
        rests_on=[row for row in rows if row.from_ in sides[row.kind == "performance_manages"]],
        at=sides[0][0],
        key="|".join(",".join(side) for side in sides),
    )


RULE = Rule(
    code="LOS-05",
    name="lines-never-meet",
    group="line_of_sight",
    title="Commissioning and performance lines meet only at the root",
    severity=Severity.MEDIUM,
    definition=(
        "A party is commissioned by some parties and performance managed by others; both sides have an upward chain of "
        "strength 2 or more in the papers, and no party below the roots, they themselves included, is on such a chain of both."
    ),
    why="Conflicting messages can be reconciled only at the very top, if anywhere.",
    fix="Hold a joint review meeting, or name a referee below the root.",
    guards=(
        "A commissioner that also performance manages is on one side only.",
        "A side of whose superiors the papers say nothing is left out.",
    ),
    limits="A meeting or a protocol that joins the two sides is seen only if it is written down as a body or a line.",
    anchors=("NAO", "3LINES"),
    needs=("root",),
    bad=BAD,
    good=GOOD,
    check=check,
)
