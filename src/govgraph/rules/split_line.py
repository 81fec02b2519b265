"""DUP-02: information and sanction sit in different places."""

from collections.abc import Iterator

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.graph.ways import ANY
from govgraph.model.scopes import covers, narrower

BAD = """
govgraph: 1
structure: {id: bad, title: Reports one way and answers another, root: minister, subjects: [team]}
organisations:
  team: {name: The team, kind: team}
  board: {name: The board, kind: board}
  oversight: {name: The oversight group, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: team, kind: accountable_to, to: board}
  - {from: team, kind: reports_to, to: oversight}
  - {from: board, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The report is copied up the line, root: minister, subjects: [team]}
organisations:
  team: {name: The team, kind: team}
  board: {name: The board, kind: board}
posts:
  minister: {name: The Minister}
relationships:
  - {from: team, kind: accountable_to, to: board}
  - {from: team, kind: reports_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party that answers to one and reports to another who is not in the same line."""
    parties = sorted({link.lower for link in graph.links if link.kind.name == "reports_to"})
    for party in parties:
        if not graph.is_judged(party):
            continue
        answers = [link for link in graph.upward_links(party) if link.kind.name == "accountable_to"][
            :MOST_COMPARED
        ]
        reports = [link for link in graph.upward_links(party) if link.kind.name == "reports_to"][
            :MOST_COMPARED
        ]
        split = [
            (answer, report)
            for report in reports
            for answer in answers
            if _is_split(graph, answer, report, answers)
        ]
        if split:
            yield _finding(graph, rule, party, split)


def _is_split(graph: GovernanceGraph, answer: Link, report: Link, answers: list[Link]) -> bool:
    scope = narrower(answer.scope, report.scope)
    if scope is None or (answer.inherited is not None and report.inherited is not None):
        return False
    if any(own.upper == report.upper and covers(own.scope, scope) for own in answers):
        return False
    if graph.are_one_superior(answer.upper, report.upper):
        return False
    avoid = [answer.lower]
    copied_up = graph.stands_above(report.upper, answer.upper, scope, ANY, avoid)
    through_a_manager = graph.stands_above(answer.upper, report.upper, scope, avoid=avoid)
    return not (copied_up or through_a_manager)


def _finding(graph: GovernanceGraph, rule: Rule, party: str, split: list[tuple[Link, Link]]) -> Finding:
    answers = list(dict.fromkeys(answer for answer, _ in split))
    reports = list(dict.fromkeys(report for _, report in split))
    scopes = {
        scope for answer, report in split if (scope := narrower(answer.scope, report.scope)) is not None
    }
    return rule.finding(
        f"{graph.name(party)} is accountable to {graph.names(link.upper for link in answers)} but reports to "
        f"{graph.names(link.upper for link in reports)}; the papers state no other line between them.",
        [party],
        scopes=sorted(scopes),
        lines=[[link.lower, link.upper] for link in (*answers, *reports)],
        rests_on=[*answers, *reports],
    )


RULE = Rule(
    code="DUP-02",
    name="split-line",
    group="duplicate",
    title="Split line: accountable to one, reports to another",
    severity=Severity.MEDIUM,
    definition="A party is accountable to one and reports to another, in overlapping scopes, and the two stand in no line with each other.",
    why="Information and sanction sit in different places.",
    fix="State what goes to whom, and that reports are copied up the accountable line.",
    guards=(
        "Not raised where the one reported to stands above the one answered to on an existing line.",
        "Nor where the one reported to itself answers, by links of strength 3 or more that avoid the party, to the one answered to.",
        "Nor where the party is accountable, for the same matters, to the one it reports to as well.",
        "A body and its own head, post or part are one superior.",
    ),
    limits="It cannot see what the reports contain, or whether they are copied in practice.",
    anchors=("NAO", "BOVENS"),
    bad=BAD,
    good=GOOD,
    check=check,
)
