"""LOS-03: the line may exist only in the modeller's head."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT, Floor
from govgraph.text import counted

BAD = """
govgraph: 1
structure: {id: bad, title: A link that no paper states, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: authority, kind: performance_manages, to: trust}
  - {from: authority, kind: accountable_to, to: minister, basis: inferred}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Every link is stated, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: authority, kind: performance_manages, to: trust}
  - {from: authority, kind: accountable_to, to: minister}
"""

_SETTLED_CONTRACT = Floor(CONTRACT.strength, 0)


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each party close to delivery that has a line worth the name only on weak evidence."""
    for scope in graph.scopes:
        view = graph.view(scope)
        for party in graph.close_to_delivery(scope):
            if (
                not graph.is_judged(party)
                or party not in view.reaching(CONTRACT)
                or party in view.reaching(_SETTLED_CONTRACT)
            ):
                continue
            line = view.best_line(party)
            assert line is not None
            weak = line.unsettled
            grounds = "; ".join(graph.describe(link) for link in weak)
            yield rule.finding(
                f"No line stronger than reporting from {graph.name(party)} to {graph.name(line.parties[-1])} is stated and in "
                f"force throughout. The best rests on {counted(len(weak), 'link')} that {'is' if len(weak) == 1 else 'are'} not: {grounds}.",
                [party],
                scopes=[scope],
                lines=[line.parties],
                rests_on=weak,
                key=">".join(line.parties),
            )


RULE = Rule(
    code="LOS-03",
    name="line-on-weak-evidence",
    group="line_of_sight",
    title="Line rests on weak evidence",
    severity=Severity.MEDIUM,
    definition=(
        "For a subject, or a party that commissions, directs or performance manages one: a line of strength 2 or more to a "
        "root exists, but none of strength 2 or more whose links are all stated and in force. Raised with the links that are not."
    ),
    why="The line may be an aim, or an inference, and no more.",
    fix="Obtain the document that states the link, or evidence that what was agreed is in force, and change its basis or status.",
    limits="It takes the labels as they stand: a link marked stated whose paragraph says something else passes.",
    anchors=("ISO37000",),
    needs=("root", "subjects"),
    bad=BAD,
    good=GOOD,
    check=check,
)
