"""LOS-04: one vacancy or dispute blinds the top."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.text import MOST_NAMED, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Everything through one group, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  oversight: {name: Oversight group, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: oversight}
  - {from: oversight, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Ordinary hierarchy, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each single point, naming those whose lines pass it."""
    passed: dict[str, _Passed] = defaultdict(_Passed)
    for scope in graph.scopes:
        near = [party for party in graph.close_to_delivery(scope) if graph.is_judged(party)]
        for point, (count, first) in graph.view(scope).passing(near).items():
            if _is_fragile(graph, point):
                passed[point].add(scope, count, first)
    for point in sorted(passed):
        yield _finding(graph, rule, point, passed[point])


@dataclass(slots=True)
class _Passed:
    """Those whose lines pass a point: the most in any scope, the first few with a scope each, and the scopes."""

    most: int = 0
    first: dict[str, str] = field(default_factory=dict)
    scopes: list[str] = field(default_factory=list)

    def add(self, scope: str, count: int, first: list[str]) -> None:
        for party in first:
            self.first.setdefault(party, scope)
        self.most = max(self.most, count, len(self.first))
        self.scopes.append(scope)


def _is_fragile(graph: GovernanceGraph, party: str) -> bool:
    """A post, or a committee, group or team without a statute behind it, that stands for one."""
    if graph.party(party).count > 1 or not graph.is_judged(party):
        return False
    is_board = graph.body_kind(party) == "board"
    return party in graph.structure.posts or (graph.is_collective(party) and not is_board)


def _finding(graph: GovernanceGraph, rule: Rule, point: str, passed: _Passed) -> Finding:
    parties = sorted(passed.first)
    shown = parties if passed.most <= MOST_NAMED + 1 else parties[:MOST_NAMED]
    more = passed.most - len(shown)
    names = [graph.name(party) for party in shown] + ([f"{more} more"] if more > 0 else [])
    lines = [
        line for party in shown if (line := graph.view(passed.first[party]).best_line(party)) is not None
    ]
    return rule.finding(
        f"Every line from {listed(names)} to {graph.root_names} passes through {graph.name(point)}.",
        [point],
        scopes=passed.scopes,
        lines=[line.parties for line in lines],
        rests_on=[link for line in lines for link in line.links if point in {link.lower, link.upper}],
    )


RULE = Rule(
    code="LOS-04",
    name="single-point",
    group="line_of_sight",
    title="Single point in the line",
    severity=Severity.HIGH,
    definition=(
        "For a subject, or a party that commissions, directs or performance manages one: a party, neither it nor a root, that "
        "stands on every line of strength 1 or more to a root, stands for one, and is a post or a collective body (committee, "
        "group, team, forum …) that is not statutory. Raised at that party, naming all whose lines pass it."
    ),
    why="One vacancy or one dispute blinds the top.",
    fix="Give a second route or a named deputy, and an escalation clause.",
    guards=(
        (
            "A statutory body (statutory: yes), a department or a governing board on the line is ordinary hierarchy, not a finding;"
            " `sight` names every single point."
        ),
        "A counted party stands for several and is never a single point.",
    ),
    limits="It counts lines that the papers give; an informal route round the party is not seen.",
    anchors=("ONA", "MPM"),
    needs=("root", "subjects"),
    bad=BAD,
    good=GOOD,
    check=check,
)
