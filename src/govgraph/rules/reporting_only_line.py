"""LOS-02: information goes up the line, and no consequence comes down it."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Verdict

BAD = """
govgraph: 1
structure: {id: bad, title: Reports and nothing else, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  oversight: {name: Oversight group, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: oversight}
  - {from: oversight, kind: reports_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The group answers for what it hears, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  oversight: {name: Oversight group, kind: committee, statutory: yes}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: oversight}
  - {from: oversight, kind: accountable_to, to: minister}
  - {from: oversight, kind: reports_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each party close to delivery whose best line is weak."""
    for scope in graph.scopes:
        for party in graph.close_to_delivery(scope):
            if not graph.is_judged(party) or graph.verdict(party, scope) is not Verdict.WEAK:
                continue
            line = graph.view(scope).best_line(party)
            assert line is not None
            reporting = [link for link in line.links if link.strength == 1]
            yield rule.finding(
                f"The best line from {graph.name(party)} to {graph.name(line.parties[-1])} carries reports only: "
                f"{graph.chain(line.parties)}. It is no stronger than this: {'; '.join(graph.describe(link) for link in reporting)}.",
                [party],
                scopes=[scope],
                lines=[line.parties],
                rests_on=line.links,
                key=">".join(line.parties),
            )


RULE = Rule(
    code="LOS-02",
    name="reporting-only-line",
    group="line_of_sight",
    title="Line is reporting or advice only",
    severity=Severity.HIGH,
    definition=(
        "For a subject, or a party that commissions, directs or performance manages one: the verdict is weak, that is, the "
        "best line to a root has strength 1."
    ),
    why="Information goes up; consequences do not come down.",
    fix="Make each reporting link on the line an accountability, or accept the line and call it what it is: assurance only.",
    limits="It cannot see whether whoever receives the reports in fact acts on them.",
    anchors=("NAO", "BOVENS"),
    needs=("root", "subjects"),
    bad=BAD,
    good=GOOD,
    check=check,
)
