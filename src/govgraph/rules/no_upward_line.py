"""ORP-01: no one can start it, stop it or correct it."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Silence
from govgraph.model.vocabulary import HEADED_BY

BAD = """
govgraph: 1
structure: {id: bad, title: A group that answers to nobody, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  forum: {name: The forum, kind: forum}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: forum, kind: advises, to: trust}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A group with a parent and a partner outside, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  forum: {name: The forum, kind: forum, part_of: trust}
  charity: {name: The charity, kind: charity, boundary: out}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: forum, kind: advises, to: trust}
  - {from: charity, kind: works_with, to: forum}
"""

_SEVERITY = {Silence.NONE: Severity.HIGH, Silence.NOT_STATED: Severity.MEDIUM, Silence.OUTSIDE: Severity.INFO}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each party within the boundary that has no upward link in any scope."""
    for party in sorted(graph.structure.parties):
        if not _is_asked(graph, party) or not _is_orphan(graph, party):
            continue
        row = graph.party(party)
        if row.one_of is not None and _is_asked(graph, row.one_of) and _is_orphan(graph, row.one_of):
            continue  # the counted party says it for all that are one of it
        named = [one for one in graph.named_ones(party) if graph.party(one).one_of == party]
        if len(named) >= row.count and not any(_is_orphan(graph, one) for one in named):
            continue  # each of those it stands for has a line of its own
        severity = _SEVERITY[row.answers_to.silence]
        yield rule.finding(f"{_sentence(graph, party)}.", [party], severity=severity, rests_on=[row])


def _is_asked(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party is one that must answer to somebody, and of which the papers say something."""
    is_people = graph.body_kind(party) == "population"
    return not is_people and graph.is_judged(party) and not graph.is_only_named(party)


def _is_orphan(graph: GovernanceGraph, party: str) -> bool:
    """Whether nothing leads up from a party, save to a head who answers to that same party and no other."""
    if not graph.answers_somewhere(party):
        return True
    links = graph.upward_links(party)
    if any(link.kind is not HEADED_BY for link in links):
        return False
    return all(
        link.upper not in graph.roots and {up.upper for up in graph.upward_links(link.upper)} <= {party}
        for link in links
    )


def _sentence(graph: GovernanceGraph, party: str) -> str:
    row = graph.party(party)
    answers = graph.verb(party, "answers")
    if row.answers_to.silence is Silence.NONE:
        return f"The papers say that {row.name} {answers} to nobody"
    if row.answers_to.silence is Silence.OUTSIDE:
        return f"{row.name} {answers} beyond these papers: {row.answers_to.text}"
    lapses = graph.lapses(party)
    reasons = "; ".join(dict.fromkeys(lapse.why for lapse in lapses))
    if any(not lapse.only_suggested for lapse in lapses):
        return f"No line that counts leads up from {row.name}: {reasons}"
    return f"The papers name no body to which {row.name} {answers}{f' ({reasons})' if reasons else ''}"


RULE = Rule(
    code="ORP-01",
    name="no-upward-line",
    group="orphan",
    title="No upward line",
    severity=Severity.MEDIUM,
    severities=(Severity.HIGH, Severity.INFO),
    definition=(
        "A party within the boundary, not a root and not only named, has no active upward link of any strength in any scope. "
        "High where the papers say that it answers to nobody, medium where they are silent, info where it answers beyond them."
    ),
    why="If there is none in life either, no one can start it, stop it or correct it.",
    fix="Name its parent, and put that into its terms of reference; if it is a partner that this review does not judge, mark it boundary: out.",
    guards=(
        "Partners outside the boundary are never orphans.",
        "A party that is only named, and of which nothing else is said, is not judged.",
        "A named one of a counted party is not raised beside it, nor the counted party where each named one has a line.",
        "A population (patients, the public) answers to nobody and need not.",
        "A head who answers to the body alone gives that body no upward line.",
    ),
    limits="Silence in the papers is not absence in life: ask before concluding.",
    anchors=("NAO", "ISO37000"),
    bad=BAD,
    good=GOOD,
    check=check,
)
