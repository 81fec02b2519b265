"""DUP-03: the success of the body and of its head are judged by different people."""

from collections.abc import Iterator

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.scopes import narrower

BAD = """
govgraph: 1
structure: {id: bad, title: The team to one and its head to another, root: minister, subjects: [team]}
organisations:
  team: {name: The team, kind: team}
  board: {name: The board, kind: board}
  region: {name: The regional office, kind: office}
posts:
  minister: {name: The Minister}
  director: {name: The Director, in: team, heads: team}
relationships:
  - {from: team, kind: accountable_to, to: board}
  - {from: director, kind: accountable_to, to: region}
  - {from: board, kind: accountable_to, to: minister}
  - {from: region, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The head to the chair of the same board, root: minister, subjects: [team]}
organisations:
  team: {name: The team, kind: team}
  board: {name: The board, kind: board, statutory: yes}
posts:
  minister: {name: The Minister}
  director: {name: The Director, in: team, heads: team}
  chair: {name: The chair of the board, in: board, heads: board}
relationships:
  - {from: team, kind: accountable_to, to: board}
  - {from: director, kind: accountable_to, to: chair}
  - {from: board, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each body whose head answers elsewhere."""
    for head, body, heading in graph.heads:
        if not (graph.is_judged(body) and graph.is_judged(head)):
            continue
        pairs = [
            (of_body, of_head)
            for of_body in _accountabilities(graph, body)
            for of_head in _accountabilities(graph, head)
            if _differ(graph, of_body, of_head)
        ]
        if pairs:
            body_links = list(dict.fromkeys(link for link, _ in pairs))
            head_links = list(dict.fromkeys(link for _, link in pairs))
            yield rule.finding(
                f"{graph.name(body)} is accountable to {graph.names(link.upper for link in body_links)}, but "
                f"{graph.name(head)}, who heads it, to {graph.names(link.upper for link in head_links)}.",
                [body, head],
                scopes=sorted({s for a, b in pairs if (s := narrower(a.scope, b.scope)) is not None}),
                lines=[[link.lower, link.upper] for link in (*body_links, *head_links)],
                rests_on=[*body_links, *head_links, heading],
            )


def _accountabilities(graph: GovernanceGraph, party: str) -> list[Link]:
    return [link for link in graph.upward_links(party) if link.kind.name == "accountable_to"][:MOST_COMPARED]


def _differ(graph: GovernanceGraph, of_body: Link, of_head: Link) -> bool:
    scope = narrower(of_body.scope, of_head.scope)
    body, head, one, other = of_body.lower, of_head.lower, of_body.upper, of_head.upper
    if scope is None or other in {one, body} or one == head:
        return False
    if graph.are_one_superior(one, other) or graph.is_within(other, body):
        return False
    avoid = [body, head]
    return not (
        graph.stands_above(one, other, scope, avoid=avoid)
        or graph.stands_above(other, one, scope, avoid=avoid)
    )


RULE = Rule(
    code="DUP-03",
    name="body-and-head-differ",
    group="duplicate",
    title="Body and head answer to different superiors",
    severity=Severity.HIGH,
    definition=(
        "A post heads a body; the body is accountable to one party and the post to another, in overlapping scopes, and neither "
        "of those two answers to the other by links of strength 3 or more."
    ),
    why="The success of the body and of its head are judged by different people.",
    fix="Make the head answer for the body to the same party; keep the other line for employment.",
    guards=(
        "A head who answers to the body itself, to a part of it (its board) or to a post in it (its chair) does not differ.",
        "Nor one who answers to a post in, at the head of, or a part of the body's superior.",
        "Nor one whose superior answers to the body's superior, or the other way round: that is a skip level.",
    ),
    limits="It does not see appraisal or pay, unless these are written down in a scope of their own.",
    anchors=("COSO", "RACI"),
    bad=BAD,
    good=GOOD,
    check=check,
)
