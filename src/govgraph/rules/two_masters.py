"""DUP-01: each assumes that the other is holding it to account."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.scopes import narrower
from govgraph.text import MOST_NAMED, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Two masters, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
  board: {name: The commissioning board, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority}
  - {from: trust, kind: accountable_to, to: board}
  - {from: authority, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A skip level and a separate matter, root: minister, subjects: [trust]}
scopes: {care: Care, estate: Buildings}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
  estates: {name: The estates agency, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority, scope: care}
  - {from: trust, kind: accountable_to, to: minister, scope: care}
  - {from: trust, kind: accountable_to, to: estates, scope: estate}
  - {from: authority, kind: accountable_to, to: minister}
  - {from: estates, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party with two superiors for one thing, of whom neither answers to the other."""
    own: dict[str, list[Link]] = defaultdict(list)
    for link in graph.links:
        if link.kind.name == "accountable_to" and not _is_vacant(graph, link.upper):
            own[link.lower].append(link)
    for party in sorted(own):
        if len(own[party]) > 1 and graph.is_judged(party):
            rivals = [
                pair for pair in combinations(own[party][:MOST_COMPARED], 2) if _are_rivals(graph, *pair)
            ]
            if rivals:
                yield _finding(graph, rule, party, rivals)


def _is_vacant(graph: GovernanceGraph, party: str) -> bool:
    post = graph.structure.posts.get(party)
    return post is not None and post.vacant


def _are_rivals(graph: GovernanceGraph, one: Link, other: Link) -> bool:
    scope = narrower(one.scope, other.scope)
    if scope is None or one.lead or other.lead or (one.inherited is not None and other.inherited is not None):
        return False
    if one.upper == other.upper or graph.are_one_superior(one.upper, other.upper):
        return False
    avoid = [one.lower]
    return not (
        graph.stands_above(one.upper, other.upper, scope, avoid=avoid)
        or graph.stands_above(other.upper, one.upper, scope, avoid=avoid)
    )


def _finding(graph: GovernanceGraph, rule: Rule, party: str, rivals: list[tuple[Link, Link]]) -> Finding:
    links = list(dict.fromkeys(link for pair in rivals for link in pair))
    scopes = {scope for one, other in rivals if (scope := narrower(one.scope, other.scope)) is not None}
    masters = [graph.name(party) for party in graph.apart(link.upper for link in links)]
    apart = "neither answers to the other" if len(masters) == 2 else "not all stand in one line"
    return rule.finding(
        f"{graph.name(party)} {graph.verb(party, 'is')} accountable to {listed(masters, most=MOST_NAMED)} for the same matters; in the papers "
        f"{apart}, nor is it said which prevails.",
        [party],
        scopes=sorted(scopes),
        lines=[[link.lower, link.upper] for link in links],
        rests_on=links,
    )


RULE = Rule(
    code="DUP-01",
    name="two-masters",
    group="duplicate",
    title="Two masters",
    severity=Severity.HIGH,
    definition=(
        "A party has two active accountabilities to different parties in overlapping scopes, and neither superior is reached "
        "from the other by links of strength 3 or more."
    ),
    why="Each assumes that the other is holding it to account, or it plays one off against the other.",
    fix="Split the scopes in so many words, or make one of the two the lead.",
    guards=(
        "A skip level is no second master: one superior answers to the other by links of strength 3 or more that avoid the party.",
        "Lines in scopes that do not overlap are not two masters.",
        "Not raised where one line is marked lead.",
        "A body and its own head, post or part are one superior, and so are a counted party and a named one of it.",
        "A vacant post is no master while it is vacant.",
    ),
    limits="Scopes that a paper leaves wide open overlap, whatever practice is.",
    anchors=("RACI", "NAO"),
    bad=BAD,
    good=GOOD,
    check=check,
)
