"""LOS-01: nobody at the top can be held to answer, because no line leads there."""

from collections.abc import Iterator
from itertools import pairwise

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Verdict
from govgraph.graph.ways import ANY, MANAGEMENT
from govgraph.model.parties import Silence

BAD = """
govgraph: 1
structure: {id: bad, title: A trust without a line, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: minister, kind: funds, to: trust}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A trust with a line, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise (a) at subjects without a line, (b) at parties where a strong chain from below stops."""
    for scope in graph.scopes:
        without = [subject for subject in graph.subjects if _lacks_a_line(graph, subject, scope)]
        for subject in without:
            yield _no_line(graph, rule, subject, scope)
        yield from _ends(graph, rule, scope, set(without))


def _lacks_a_line(graph: GovernanceGraph, subject: str, scope: str) -> bool:
    asked = graph.is_judged(subject) and scope in graph.asked_in(subject)
    return asked and graph.verdict(subject, scope) is Verdict.NONE


def _no_line(graph: GovernanceGraph, rule: Rule, subject: str, scope: str) -> Finding:
    view = graph.view(scope)
    stops = view.stops([subject], ANY)
    chain: tuple[str, ...] = (subject,)
    if stops:
        end, chain = min(stops.items(), key=lambda item: (len(item[1]), item[0]))
        where = f"its line {graph.chain(chain)} stops there: {graph.why_it_stops(end, scope)}"
    elif view.up.get(subject):
        where = "its lines go round in a circle"
    else:
        where = graph.why_it_stops(subject, scope)
    return rule.finding(
        f"No line runs from {graph.name(subject)} to {graph.root_names}: {where}.",
        [subject],
        scopes=[scope],
        lines=[chain],
        rests_on=[graph.party(subject)],
        key=f"a:{'>'.join(chain)}",
    )


def _ends(graph: GovernanceGraph, rule: Rule, scope: str, told: set[str]) -> Iterator[Finding]:
    """Where strong chains stop; a subject that is told to have no line at all is not told a second time."""
    view = graph.view(scope)
    for end, chain in sorted(view.stops(graph.close_to_delivery(scope), MANAGEMENT).items()):
        if not graph.is_judged(end) or end in told:
            continue
        outside = graph.party(end).answers_to.silence is Silence.OUTSIDE
        yield rule.finding(
            f"The line {graph.chain(chain)} stops at {graph.name(end)}: {graph.why_it_stops(end, scope)}.",
            [end],
            severity=Severity.INFO if outside else Severity.HIGH,
            scopes=[scope],
            lines=[chain],
            rests_on=[view.hop(lower, upper, MANAGEMENT) for lower, upper in pairwise(chain)],
            key=f"b:{'>'.join(chain)}",
        )


RULE = Rule(
    code="LOS-01",
    name="no-line",
    group="line_of_sight",
    title="No line to the root",
    severity=Severity.CRITICAL,
    severities=(Severity.HIGH, Severity.INFO),
    definition=(
        "(a) A subject has no line of any strength to a root: raised at the subject, critical. "
        "(b) From a subject, or from a party that commissions, directs or performance manages one, a chain of links of "
        "strength 3 or more stops at a party that has no upward link: raised at that party, high, with the chain; "
        "info where the papers say that it answers to someone beyond them."
    ),
    why="Nobody at the top can be held to answer.",
    fix="Name the body or officer that it answers to, and write that into the terms of reference of both.",
    guards=("Partners outside the boundary, and roots, are never the subject.",),
    limits=(
        "It sees lines that papers state or that a modeller inferred, not what people do; a line for one scope does not "
        "count for another."
    ),
    anchors=("NAO", "MPM", "BOVENS"),
    needs=("root", "subjects"),
    bad=BAD,
    good=GOOD,
    check=check,
)
