"""TRN-02: nobody, or two, on the day."""

from collections.abc import Iterator
from datetime import timedelta

from govgraph.changes import Changes, Descent
from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.dates import PartialDate
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap

BAD = """
govgraph: 1
structure: {id: bad, title: A year without a board, as_at: 2008, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  old: {name: The old board, kind: board, until: 2009-03-31}
  new: {name: The new board, kind: board, since: 2010-04-01}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: old, kind: accountable_to, to: minister}
  - {from: new, kind: accountable_to, to: minister}
successions:
  - {from: old, to: new, on: 2010-04}
---
as_at: 2011
"""

GOOD = """
govgraph: 1
structure: {id: good, title: One board after the other, as_at: 2008, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  old: {name: The old board, kind: board, until: 2010-03-31}
  new: {name: The new board, kind: board, since: 2010-04-01}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: old, kind: accountable_to, to: minister}
  - {from: new, kind: accountable_to, to: minister}
successions:
  - {from: old, to: new, on: 2010-04}
---
as_at: 2011
"""


def between(changes: Changes, rule: Rule) -> Iterator[Finding]:
    """Raise at each party that ends before its heir begins, or goes on beside it; and at each statement about one that has ended."""
    for descent in changes.parties.succeeded:
        for heir in sorted(set(descent.others) - descent.functions):
            yield from _timing(changes, rule, descent, heir)
    yield from _dead_links(changes.after, rule)


def _timing(changes: Changes, rule: Rule, descent: Descent, heir: str) -> Iterator[Finding]:
    before, after = changes.before, changes.after
    old, new = before.structure.parties[descent.old], after.structure.parties[heir]
    names = f"{before.name(descent.old)} and its heir, {after.name(heir)}"
    told = None
    if old.until is not None and new.since is not None:
        gap = new.since.first_day - old.until.last_day
        if gap > timedelta(days=1):
            told = (
                f"There is a gap between {names}: the one ends {_when(old.until)}, and the other begins "
                f"{_when(new.since)}; the papers do not say who acts in between."
            )
        elif old.until.first_day > new.since.last_day:
            told = f"From {new.since.in_words} to {old.until.in_words} {names} both exist; the papers do not say which acts."
    if told is not None:
        yield rule.finding(
            told, [descent.old, heir], rests_on=[old, new, *descent.rows], key=f"timing,{heir}"
        )


def _when(date: PartialDate) -> str:
    return f"{'on' if date.first_day == date.last_day else 'in'} {date.in_words}"


def _dead_links(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    at = graph.reading.at
    for row in sorted(graph.structure.relationships, key=lambda one: one.id):
        if at is None or not graph.counts(row):
            continue
        ended = [
            party
            for party in (row.from_, *row.to)
            if (until := graph.structure.parties[party].until) is not None and until.last_day < at.first_day
        ]
        if ended and not _ended_with_it(graph, row):
            names = graph.names(ended)
            yield rule.finding(
                f"{graph.name(row.from_)} {graph.kind(row.kind).reads} {graph.names(row.to)}, in a statement without an "
                f"end; but {names} had ended by then.",
                ended,
                scopes=[row.scope],
                rests_on=[row, *(graph.structure.parties[party] for party in ended)],
                key=row.id,
            )


def _ended_with_it(graph: GovernanceGraph, row: Relationship) -> bool:
    """Whether a statement simply ended with a party: nobody is left whose line, or whose partner, is missing."""
    kind = graph.kind(row.kind)
    left = [party for party in (row.from_, *row.to) if graph.exists(party)]
    if not left:
        return True
    if kind.strength == 0:
        return False
    lower = {row.from_} if kind.upper == "to" else set(row.to)
    return all(_answers_as_well(graph, party, row.scope, kind.strength) for party in lower.intersection(left))


def _answers_as_well(graph: GovernanceGraph, party: str, scope: str, strength: int) -> bool:
    """Whether a party has another line in a scope that overlaps, as strong as the one that is gone."""
    return any(
        link.strength >= strength and overlap(link.scope, scope) and not link.fallback
        for link in graph.upward_links(party)
    )


RULE = Rule(
    code="TRN-02",
    name="time-gap-or-dead-link",
    group="transition",
    title="Time gap, double running or dead link",
    severity=Severity.HIGH,
    definition=(
        "A party ends more than a day before its heir begins; or both exist for a time, by their dates; or a relationship that "
        "counts at the later date joins one that goes on to a party that has ended by then."
    ),
    why="No one, or two, on the day.",
    fix="Give a date for each duty at which it passes from the one to the other.",
    guards=(
        "Dates are compared as spans: a month is no gap after another.",
        "An heir of a function alone leaves the party as it is.",
        (
            "What is said of a party that has ended, ended with it: told is one that leaves somebody in force without a partner, or"
            " without a line as strong."
        ),
    ),
    limits="It sees the dates that are written down, and no others: later papers may name a party that is on its way out.",
    anchors=("MOG",),
    needs=("before",),
    bad=BAD,
    good=GOOD,
    between=between,
)
