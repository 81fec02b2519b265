"""STR-01: each relay takes time and loses something; nobody attends to thirty reports."""

from collections.abc import Iterator
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link, Verdict
from govgraph.graph.view import View
from govgraph.graph.ways import ANY, CONTRACT, Floor
from govgraph.rules._structure import distances_from_roots, managing_links, shortest_line
from govgraph.text import counted, listed

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
_MOST = 6
_FLOORS = {Verdict.CLEAR: Floor(3, 0), Verdict.QUALIFIED: CONTRACT, Verdict.WEAK: ANY}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for all lines that are too long, and once at each party with too many, or too few, under it."""
    yield from _layers(graph, rule)
    yield from _spans(graph, rule)


# -- layers


class _Long(NamedTuple):
    """The longest of a subject's shortest lines, and the scopes in which it has as many links."""

    links: list[Link]
    scopes: list[str]


def _layers(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    limit = graph.thresholds.layers
    found: dict[str, _Long] = {}
    measured: dict[tuple[str, Verdict], tuple[View, Floor, dict[str, int]]] = {}
    for subject in graph.subjects:
        for scope in graph.asked_in(subject) if graph.is_judged(subject) else ():
            verdict = graph.verdict(subject, scope)
            if verdict is Verdict.NONE:
                continue
            if (scope, verdict) not in measured:
                view, floor = graph.view(scope), _FLOORS[verdict]
                measured[scope, verdict] = (view, floor, distances_from_roots(view, floor))
            view, floor, distances = measured[scope, verdict]
            length = distances[subject]
            so_far = len(found[subject].links) if subject in found else limit
            if length > so_far:
                found[subject] = _Long(shortest_line(view, floor, distances, subject), [scope])
            elif subject in found and length == so_far:
                found[subject].scopes.append(scope)
    if found:
        yield _too_long(graph, rule, found, limit)


def _too_long(graph: GovernanceGraph, rule: Rule, found: dict[str, _Long], limit: int) -> Finding:
    subjects = sorted(found, key=lambda subject: (-len(found[subject].links), subject))
    shown = subjects if len(subjects) <= _MOST + 1 else subjects[:_MOST]
    first = found[subjects[0]]
    if len(subjects) == 1:
        chain = graph.chain([subjects[0], *(link.upper for link in first.links)])
        message = (
            f"The line from {graph.name(subjects[0])} to {graph.name(first.links[-1].upper)} has {len(first.links)} "
            f"links, above the chosen limit of {limit}: {chain}."
        )
    else:
        names = [f"{graph.name(subject)} ({len(found[subject].links)} links)" for subject in shown]
        more = [f"{len(subjects) - len(shown)} more"] if len(subjects) > len(shown) else []
        message = f"The lines from {listed([*names, *more])} to {graph.root_names} are above the chosen limit of {limit} links."
    return rule.finding(
        message,
        shown,
        scopes=sorted({scope for subject in subjects for scope in found[subject].scopes}),
        lines=[[subject, *(link.upper for link in found[subject].links)] for subject in shown],
        rests_on=[link for subject in shown for link in found[subject].links],
        key=",".join(["layers", *sorted(subjects)]),
    )


# -- span


def _spans(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    limits = graph.thresholds
    under = managing_links(graph)
    for party in sorted(under):
        if not graph.is_judged(party):
            continue
        is_post, each = party in graph.structure.posts, graph.party(party).count
        limit = limits.span if is_post else limits.group_span
        reports = _reports(graph, under[party])
        number = sum(graph.party(lower).count for lower in reports)
        if number > limit * each:
            yield _too_wide(graph, rule, party, reports, number, limit, under[party])
        elif is_post and each == 1 and limits.narrow_span is not None and number < limits.narrow_span:
            yield _too_narrow(graph, rule, party, reports, number, limits.narrow_span, under[party])


def _reports(graph: GovernanceGraph, links: list[Link]) -> list[str]:
    """Those directly under a party, each once: a body and its own head, or one of those counted already, are not two."""
    among = {link.lower for link in links}
    heads = {head for body in among for head in graph.heads_of(body)}
    return sorted(lower for lower in among - heads if among.isdisjoint(graph.counted_above(lower)))


def _too_wide(
    graph: GovernanceGraph,
    rule: Rule,
    party: str,
    reports: list[str],
    number: int,
    limit: int,
    links: list[Link],
) -> Finding:
    each = graph.party(party).count
    if each > 1:
        many = f"{number} parties directly under them between the {each} of them, so that at least one has a number"
    else:
        many = f"{number} parties directly under it, a number"
    names = listed([_name_and_number(graph, lower) for lower in reports], most=_MOST)
    return rule.finding(
        f"{graph.name(party)} {graph.verb(party, 'has', 'have')} {many} above the chosen limit of {limit}: {names}.",
        [party],
        scopes=sorted({link.scope for link in links}),
        lines=[[lower, party] for lower in reports[:_MOST]],
        rests_on=links,
        key=f"span:{party}",
    )


def _too_narrow(
    graph: GovernanceGraph,
    rule: Rule,
    party: str,
    reports: list[str],
    number: int,
    limit: int,
    links: list[Link],
) -> Finding:
    names = listed([_name_and_number(graph, lower) for lower in reports])
    return rule.finding(
        f"{graph.name(party)} has {counted(number, 'party', 'parties')} directly under it, below the chosen limit of "
        f"{limit}: {names}.",
        [party],
        scopes=sorted({link.scope for link in links}),
        lines=[[lower, party] for lower in reports],
        rests_on=links,
        key=f"narrow:{party}",
    )


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
        "(a) A subject whose line to a root has more links than `layers` (5 unless chosen), counted on the shortest line that gives "
        "its verdict; or (b) a post with more parties directly under it than `span` (8 unless chosen), or a body with more than "
        "`group_span` (12 unless chosen): those that answer to it, or that it directs or performance manages. Where `narrow_span` is "
        "chosen, also a post with fewer than that."
    ),
    why="Distortion and delay: each relay takes time and loses something, and nobody attends to everyone at once.",
    fix="Remove a relay that adds no decision, or put one in; or choose another limit and say why.",
    guards=(
        "One finding for all subjects whose lines are too long.",
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
