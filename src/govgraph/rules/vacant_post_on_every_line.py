"""LOS-07: the line exists on paper only."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import ANY

BAD = """
govgraph: 1
structure: {id: bad, title: Nobody in the chair, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
  director: {name: The Director, vacant: yes}
relationships:
  - {from: trust, kind: accountable_to, to: director}
  - {from: director, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A second route, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
  director: {name: The Director, vacant: yes}
relationships:
  - {from: trust, kind: accountable_to, to: director}
  - {from: director, kind: accountable_to, to: minister}
  - {from: department, kind: performance_manages, to: trust}
  - {from: department, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each subject all of whose lines pass a vacant post."""
    vacant = {post for post, row in graph.structure.posts.items() if row.vacant}
    if not vacant:
        return
    for scope in graph.scopes:
        view = graph.view(scope)
        reached = view.below([root for root in view.roots if root not in vacant], ANY, avoid=vacant)
        for subject in graph.subjects:
            if (
                not graph.is_judged(subject)
                or scope not in graph.asked_in(subject)
                or subject not in view.reaching(ANY)
            ):
                continue
            if any(link.upper in reached for link in view.upward(subject)):
                continue
            line = view.best_line(subject)
            assert line is not None
            posts = [party for party in line.parties[1:] if party in vacant]
            yield rule.finding(
                f"Every line from {graph.name(subject)} to {graph.root_names} passes a vacant post; the best passes "
                f"{graph.names(posts)}.",
                [subject, *filter(graph.is_judged, posts)],
                scopes=[scope],
                lines=[line.parties],
                rests_on=line.links,
                at=subject,
                key=">".join(line.parties),
            )


RULE = Rule(
    code="LOS-07",
    name="vacant-post-on-every-line",
    group="line_of_sight",
    title="A vacant post stands on every line",
    severity=Severity.HIGH,
    definition="Every line of strength 1 or more from a subject to a root passes a post marked vacant, the root included.",
    why="The line exists on paper only.",
    fix="Fill the post, or name who acts.",
    limits="It knows of a vacancy only where the structure marks one; an acting appointment should be written down as such.",
    needs=("root", "subjects"),
    bad=BAD,
    good=GOOD,
    check=check,
)
