"""ORP-03: it exists in name, and others will fill the vacuum."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Organisation
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: A group that is a name, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  group: {name: The advisory group, kind: group, purpose: To advise the trust, frequency: not_stated}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: reports_to, to: trust}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A group with a constitution, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  group: {name: The advisory group, kind: group, purpose: To advise the trust, frequency: quarterly, chair: the medical director}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: reports_to, to: trust}
"""

_ENOUGH = 3


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each group of which the papers give fewer than three of the six parts of a constitution."""
    for key in sorted(graph.structure.organisations):
        group = graph.structure.organisations[key]
        if group.kind != "group" or not graph.is_judged(key) or _speaks_for(graph, group.one_of):
            continue
        seats = graph.seats_on(key)
        chaired = bool(graph.heads_of(key)) or any(seat.capacity == "chair" for seat in seats)
        parts = {
            "an owner": group.states("owner"),
            "a chair": group.states("chair") or chaired,
            "a membership": bool(seats),
            _terms(group): group.states("terms_of_reference") or group.states("purpose"),
            "a frequency of meeting": group.states("frequency"),
            "a secretariat": group.states("secretariat"),
        }
        present = [part for part, stated in parts.items() if stated]
        absent = [part for part, stated in parts.items() if not stated]
        if len(present) < _ENOUGH:
            has = f"give {group.name} {listed(present)}" if present else f"name {group.name}"
            yield rule.finding(f"The papers {has}, but not {listed(absent, 'or')}.", [key], rests_on=[group])


def _terms(group: Organisation) -> str:
    """What stands for a purpose: the words that are true of what the papers give."""
    if group.states("terms_of_reference"):
        return "terms of reference"
    return "a purpose" if group.states("purpose") else "terms of reference or a purpose"


def _speaks_for(graph: GovernanceGraph, counted: str | None) -> bool:
    """Whether a counted party is a group that is judged itself, for all that are one of it."""
    return counted is not None and graph.body_kind(counted) == "group" and graph.is_judged(counted)


RULE = Rule(
    code="ORP-03",
    name="no-constitution",
    group="orphan",
    title="Named body without a constitution",
    severity=Severity.MEDIUM,
    definition=(
        "A body of kind group, within the boundary, of which the papers give fewer than three of: owner, chair, membership, "
        "terms of reference or purpose, frequency of meeting, secretariat. `not_stated` counts as absent."
    ),
    why="It exists in name, and others will fill the vacuum.",
    fix="Write terms of reference on one page.",
    guards=(
        "Boards, committees and teams are not judged: papers on another matter often name them without describing them.",
    ),
    limits="It counts what is stated, not whether it is any good.",
    anchors=("ALBCODE", "CIPFA"),
    bad=BAD,
    good=GOOD,
    check=check,
)
