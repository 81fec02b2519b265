"""TRN-03: a line that became less clear, or a duty among several without a lead."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from govgraph.changes import Changes, Passage, Sighting, Trend, holders
from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import Verdict
from govgraph.text import MOST_NAMED, listed

BAD = """
govgraph: 1
structure: {id: bad, title: A line before, as_at: 2010, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister, until: 2011}
  - {from: trust, kind: reports_to, to: minister, since: 2012}
---
as_at: 2013
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A line before, as_at: 2010, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  board: {name: The board, kind: agency, since: 2012}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister, until: 2011}
  - {from: trust, kind: accountable_to, to: board, since: 2012}
  - {from: board, kind: accountable_to, to: minister}
---
as_at: 2013
"""

_WORDS = {
    Verdict.CLEAR: "clear",
    Verdict.QUALIFIED: "qualified",
    Verdict.WEAK: "weak",
    Verdict.NONE: "none",
}


def between(changes: Changes, rule: Rule) -> Iterator[Finding]:
    """Raise at each subject whose line became less clear, and at each duty that passed to several without a lead."""
    weakened: dict[tuple[object, ...], list[Sighting]] = defaultdict(list)
    for sighting in changes.sight:
        if sighting.trend is Trend.WORSE:
            # What became of one line is told once, in whatever scopes it ran before.
            weakened[sighting.old, sighting.new, sighting.new_scopes, _lines(sighting)].append(sighting)
    for same in weakened.values():
        yield _weakened(changes, rule, same)
    for passage in changes.duties.split:
        if passage.lead is None and _is_divided(changes, passage):
            yield _split(changes, rule, passage)


def _is_divided(changes: Changes, passage: Passage) -> bool:
    """Whether nobody holds all the parts of a duty, and no part has a lead."""
    parts = [holders(changes.after, duty) for duty in passage.after] + [{party} for party in passage.parties]
    return not any(duty.lead for duty in passage.after) and all(parts) and not set.intersection(*parts)


def _lines(sighting: Sighting) -> tuple[tuple[str, ...], ...]:
    """The parties of the best line before, and after, where there is one."""
    answers = (sighting.before, sighting.after)
    return tuple(answer.line.parties for answer in answers if answer is not None and answer.line is not None)


def _weakened(changes: Changes, rule: Rule, sightings: Sequence[Sighting]) -> Finding:
    """One finding for what several scopes have in common, its links those of all."""
    before, after, sighting = changes.before, changes.after, sightings[0]
    was, now = sighting.before, sighting.after
    assert was is not None
    assert now is not None
    assert sighting.old is not None
    assert sighting.new is not None
    lost, won = ([link for one in sightings for link in getattr(one, side)] for side in ("lost", "won"))
    gone = listed(list(dict.fromkeys(map(before.describe, lost))), most=4)
    through = f"; gone is this: {gone}" if gone else ""
    closed = dict.fromkeys(party for one in sightings for party in one.closed)
    beside = before.names(closed)
    if beside:
        through += f"; nor do the later papers show a line as clear through {beside}"
    became = "" if sighting.old == sighting.new else f", which {before.name(sighting.old)} became,"
    return rule.finding(
        f"The line of sight from {after.name(sighting.new)}{became} to {after.root_names} was {_WORDS[was.verdict]} and is now "
        f"{_WORDS[now.verdict]}{through}.",
        [sighting.new],
        scopes=sighting.new_scopes,
        lines=_lines(sighting),
        rests_on=[*lost, *won, *(was.line.links if was.line else ())],
        key="sight",
    )


def _split(changes: Changes, rule: Rule, passage: Passage) -> Finding:
    after = changes.after
    parts = [f"“{duty.name}”" for duty in passage.after] + [after.name(party) for party in passage.parties]
    held = sorted(
        {p for duty in passage.after for p in duty.parties if after.exists(p)} | set(passage.parties)
    )
    return rule.finding(
        f"“{passage.before.name}” is now {listed(parts, most=MOST_NAMED)}; the papers name no lead.",
        held,
        severity=Severity.MEDIUM,
        scopes=[passage.before.scope],
        rests_on=[passage.before, *passage.after, *passage.descent.rows],
        at=passage.before.id,
        key="split",
    )


RULE = Rule(
    code="TRN-03",
    name="weakened-or-split",
    group="transition",
    title="Line weakened, or duty split without a lead",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "High: the line of sight of a subject is less clear after than before, in the same scope. Medium: one duty became several, "
        "or passed to several, and none is the lead."
    ),
    why="A reform that lowers what the top can see.",
    fix="Add what makes up for the link that is gone; name a lead for what was divided.",
    guards=(
        "Scopes that only one of the two structures has are not compared.",
        "A duty of which somebody holds every part, or of which a part is held by nobody, is not divided among several.",
    ),
    limits="Where the later papers are silent on a line, that counts as a line that is gone.",
    anchors=("NAO", "IFG"),
    needs=("before",),
    bad=BAD,
    good=GOOD,
    between=between,
)
