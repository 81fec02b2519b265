"""STR-01: each relay takes time and loses something; nobody attends to thirty reports."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Line, Link
from govgraph.graph.view import View
from govgraph.graph.ways import ANY, CONTRACT, Floor
from govgraph.rules._structure import managing_links
from govgraph.text import MOST_NAMED, counted, first_few, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Six links to the Minister, root: minister, subjects: [clinic]}
organisations:
  clinic: {name: The clinic, kind: site}
  hospital: {name: The hospital, kind: hospital}
  trust: {name: The trust, kind: nhs_trust}
  district: {name: The district authority, kind: statutory_authority, statutory: yes}
  region: {name: The regional authority, kind: statutory_authority, statutory: yes}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
relationships:
  - {from: clinic, kind: accountable_to, to: hospital}
  - {from: hospital, kind: accountable_to, to: trust}
  - {from: trust, kind: accountable_to, to: district}
  - {from: district, kind: accountable_to, to: region}
  - {from: region, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Three links to the Minister, root: minister, subjects: [clinic]}
organisations:
  clinic: {name: The clinic, kind: site}
  trust: {name: The trust, kind: nhs_trust}
  department: {name: The department, kind: department}
posts:
  minister: {name: The Minister}
relationships:
  - {from: clinic, kind: accountable_to, to: trust}
  - {from: trust, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
"""

# Names beyond these are told as a number: a reader of the finding needs the cause, not the roll.
# Of the lines that leave by one way, the shortest of those with the best verdict is measured.
_BY_VERDICT = (Floor(3, 0), CONTRACT, ANY)


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for all lines that are too long, and once at each party with too many, or too few, under it."""
    yield from _layers(graph, rule)
    yield from _spans(graph, rule)


# -- layers


def _layers(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    limit = graph.thresholds.layers
    longest: dict[str, Line] = {}
    scopes: set[str] = set()
    for subject in filter(graph.is_judged, graph.subjects):
        for scope in graph.asked_in(subject):
            line = _longest(graph.view(scope), subject)
            if line is not None and len(line.links) > limit:
                scopes.add(scope)
                if subject not in longest or len(line.links) > len(longest[subject].links):
                    longest[subject] = line
    if longest:
        yield _too_long(graph, rule, longest, sorted(scopes))


def _longest(view: View, subject: str) -> Line | None:
    """The longest of a subject's lines, one for each way out; None where it has none."""
    ways = (view.best_line_through(subject, first, _BY_VERDICT) for first in view.onward(subject))
    return max((line for line in ways if line is not None), key=lambda line: len(line.links), default=None)


def _too_long(graph: GovernanceGraph, rule: Rule, longest: dict[str, Line], scopes: list[str]) -> Finding:
    limit = graph.thresholds.layers
    subjects = sorted(longest, key=lambda subject: (-len(longest[subject].links), subject))
    shown = first_few(subjects)
    lines = [longest[subject] for subject in shown]
    if len(subjects) == 1:
        message = (
            f"A line from {graph.name(shown[0])} to {graph.name(lines[0].parties[-1])} has {len(lines[0].links)} links, above the chosen limit of {limit}: "
            f"{graph.chain(lines[0].parties)}."
        )
    else:
        names = [f"{graph.name(subject)} ({len(longest[subject].links)})" for subject in subjects]
        message = f"Lines to {graph.root_names} are above the chosen limit of {limit} links: from {listed(names, most=MOST_NAMED)}."
    return rule.finding(
        message,
        shown,
        scopes=scopes,
        lines=[line.parties for line in lines],
        rests_on=[link for line in lines for link in line.links],
        key=",".join(["layers", *sorted(subjects)]),
    )


# -- span


def _spans(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    limits = graph.thresholds
    under = managing_links(graph)
    for party in sorted(filter(graph.is_judged, under)):
        is_post, each = party in graph.structure.posts, graph.party(party).count
        limit = limits.span if is_post else limits.group_span
        reports = _reports(graph, under[party])
        number = sum(graph.party(lower).count for lower in reports)
        has = graph.verb(party, "has")
        if number > limit * each and each > 1:
            told = f"{has} {number} parties directly under them between the {each} of them, so that at least one is above"
        elif number > limit * each:
            told = f"{has} {number} parties directly under it, above"
        elif is_post and each == 1 and number < (limits.narrow_span or 0):
            told, limit = (
                f"{has} {counted(number, 'party', 'parties')} directly under it, below",
                limits.narrow_span or 0,
            )
        else:
            continue
        names = listed([_name_and_number(graph, lower) for lower in reports], most=MOST_NAMED)
        yield rule.finding(
            f"{graph.name(party)} {told} the chosen limit of {limit}: {names}.",
            [party],
            scopes=sorted({link.scope for link in under[party]}),
            lines=[[lower, party] for lower in first_few(reports)],
            rests_on=under[party],
            key=f"span:{party}",
        )


def _reports(graph: GovernanceGraph, links: list[Link]) -> list[str]:
    """Those directly under a party, each once: a body and its own head, or one of those counted already, are not two."""
    among = {link.lower for link in links}
    heads = {head for body in among for head in graph.heads_of(body)}
    return sorted(lower for lower in among - heads if among.isdisjoint(graph.counted_above(lower)))


def _name_and_number(graph: GovernanceGraph, party: str) -> str:
    count = graph.party(party).count
    return f"{graph.name(party)} ({count})" if count > 1 else graph.name(party)


RULE = Rule(
    code="STR-01",
    name="layers-and-span",
    group="structure",
    title="Layers and span",
    severity=Severity.LOW,
    definition=(
        "(a) A subject has a line to a root with more links than `layers` (5 unless chosen): of the lines that leave it by the same"
        " first party, the shortest of those with the best verdict is counted. (b) A post has more parties directly under it than "
        "`span` (8 unless chosen), or a body more than `group_span` (12 unless chosen): those that answer to it, or that it directs"
        " or performance manages. Where `narrow_span` is chosen, also a post with fewer than that."
    ),
    why="Distortion and delay: each relay takes time and loses something, and nobody attends to everyone at once.",
    fix="Remove a relay that adds no decision, or put one in; or choose another limit and say why.",
    guards=(
        "One finding for all subjects with a line that is too long; the longest of each is shown.",
        "A body and its own head are one report, and so are a counted party and a named one of it; a counted party is as many as it counts.",
        "A counted party's reports are shared out: it is raised only where at least one of them must be above the limit.",
        "Contracts, reports received, parts and seats make no span; nor does a power that runs through others.",
        "A root is not judged.",
    ),
    limits="No limit is confirmed for British public bodies: these are a matter of judgement, set under settings and thresholds.",
    anchors=("APSC",),
    bad=BAD,
    good=GOOD,
    check=check,
)
