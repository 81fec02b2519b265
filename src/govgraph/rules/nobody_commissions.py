"""DUT-03: a service that nobody commissions is one that nobody pays for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.grid import Cell, commissioner_grid
from govgraph.model.dates import PartialDate
from govgraph.model.duties import Duty, Service
from govgraph.model.relationships import Relationship
from govgraph.model.statements import NOT_STATED, Statement
from govgraph.model.vocabulary import Status
from govgraph.text import MOST_NAMED, first_few, listed, quoted

BAD = """
govgraph: 1
structure: {id: bad, title: A setting without a commissioner, root: minister, subjects: [trust]}
organisations:
  board: {name: The commissioning board, kind: statutory_authority}
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: trust, kind: accountable_to, to: board}
  - {from: board, kind: commissions, to: trust, service: care, setting: prisons}
services:
  care: {name: Health care in detention, settings: [prisons, courts]}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Every setting has its commissioner, root: minister, subjects: [trust]}
organisations:
  board: {name: The commissioning board, kind: statutory_authority}
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: trust, kind: accountable_to, to: board}
  - {from: board, kind: commissions, to: trust, service: care}
services:
  care: {name: Health care in detention, settings: [prisons, courts]}
"""

# What is said of a commissioner who does not count as one.
_SAID = {
    Status.IN_FORCE: "in force",
    Status.UNDEFINED: "left undefined",
    Status.AGREED: "agreed",
    Status.RECOMMENDED: "recommended",
    Status.PROPOSED: "proposed",
}


@dataclass(frozen=True, slots=True)
class _Gaps:
    """The cells of one service that lack a commissioner for the same reason; all that it has, and the duties about it."""

    service: Service
    cells: Sequence[Cell]
    gaps: Sequence[Cell]
    duties: Sequence[Duty]

    @property
    def where(self) -> str:
        """The service, and the cells of it that are meant where it is not all of them."""
        if len(self.gaps) == len(self.cells):
            return f"“{self.service.name}”"
        return f"“{self.service.name}” for {listed(self.phrases, most=MOST_NAMED)}"

    @property
    def phrases(self) -> list[str]:
        """The cells as a reader names them: a setting of which all populations are meant by itself."""
        settings, populations = self.service.settings, self.service.populations
        here: dict[str | None, list[str | None]] = defaultdict(list)
        for cell in self.gaps:
            here[cell.key[1]].append(cell.key[2])
        found: dict[str, None] = {}
        for setting, whose in here.items():
            beside = setting if len(settings) > 1 else None
            if beside is not None and len(whose) == max(len(populations), 1):
                found[beside] = None
            else:
                found.update(
                    (f"{one} ({beside})" if beside else one, None) for one in whose if one is not None
                )
        return list(found)


class _Told(NamedTuple):
    """What a finding says, of whom, how severe it is and what it rests on beside the service."""

    message: str
    parties: Sequence[str]
    severity: Severity
    rows: Sequence[Statement]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each service and reason; once for all the services that the same parties commission later."""
    later: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    duties: dict[str, list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        if duty.service is not None:
            duties[duty.service].append(duty)
    for key, cells in commissioner_grid(graph).by_service().items():
        by_reason: dict[str, list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.is_gap:
                by_reason[_reason(graph, cell)].append(cell)
        for cell in by_reason.pop("later", ()):
            later[tuple(_commissioners(_promises(graph, [cell])))].append(cell)
        for reason, gaps in by_reason.items():
            service = graph.structure.services[key]
            told = _TELL[reason](graph, _Gaps(service, cells, gaps, duties[key]))
            yield rule.finding(
                told.message,
                told.parties,
                severity=told.severity,
                scopes=[service.scope],
                rests_on=[service, *told.rows],
                at=told.parties[0] if told.parties else service.id,
                key=_key(reason, gaps),
            )
    for parties in sorted(later):
        yield _later(graph, rule, parties, later[parties])


def _reason(graph: GovernanceGraph, cell: Cell) -> str:
    """Which of the findings a gap belongs to."""
    if cell.open_rows:
        return "open"
    promises = _promises(graph, [cell])
    if not promises:
        return "nobody"
    return "promised" if any(_standing(graph, row) for row in promises) else "later"


def _key(reason: str, gaps: Sequence[Cell]) -> str:
    """Which cells: acceptance of some is not acceptance of one that is added."""
    return "|".join([reason, *("/".join(part or "" for part in cell.key) for cell in gaps)])


# -- the reasons


def _nobody(graph: GovernanceGraph, found: _Gaps) -> _Told:
    message = f"The papers name no commissioner of {found.where}{_when(graph)}."
    if charged := [duty for duty in found.duties if _gives_charge(duty, found.gaps)]:
        doers = sorted({party for duty in charged for party in duty.responsible})
        more = f"They make {graph.names(doers)} responsible for {quoted(row.name for row in charged)}, which does not say who commissions it."
        return _Told(f"{message} {more}", first_few(doers), Severity.HIGH, charged)
    over = [row for row in _rows(cell.lapsed for cell in found.gaps) if _is_over(graph, row)]
    elsewhere = _rows(cell.rows for cell in found.cells)
    for words, rows in (
        ("The last that they name for it", over),
        ("For the rest of it they name", elsewhere),
    ):
        if rows:
            parties = _commissioners(rows)
            message = f"{message} {words}: {graph.names(parties)}."
            return _Told(message, first_few(parties), Severity.CRITICAL, rows)
    return _Told(message, [], Severity.CRITICAL, [])


def _gives_charge(duty: Duty, gaps: Sequence[Cell]) -> bool:
    """Whether a duty gives somebody charge of its service, in all the cells that lack a commissioner."""
    return bool(duty.responsible) and all(
        duty.setting in {None, setting} and duty.population in {None, whose}
        for _, setting, whose in (cell.key for cell in gaps)
    )


def _promised(graph: GovernanceGraph, found: _Gaps) -> _Told:
    rows = _promises(graph, found.gaps)
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        since = _since(graph, row)
        words = filter(None, (_standing(graph, row), f"from {since.in_words}" if since else None))
        said[row.from_][", ".join(words)] = None
    named = [f"{graph.name(party)} ({listed(list(said[party]))})" for party in sorted(said)]
    message = (
        f"Who commissions {found.where}{_when(graph)} is not settled in the papers, which name "
        f"{listed(named, most=MOST_NAMED)}."
    )
    return _Told(message, first_few(sorted(said)), Severity.HIGH, rows)


def _left_open(graph: GovernanceGraph, found: _Gaps) -> _Told:
    service = found.service
    rows = _rows(cell.open_rows for cell in found.gaps)
    parties = _commissioners(rows)
    whose = any(row.population == NOT_STATED and len(service.populations) > 1 for row in rows)
    among = [one for one in service.populations if any(cell.key[2] == one for cell in found.gaps)]
    phrases = among if whose else found.phrases
    noun = "commissioner" if len(parties) == 1 else "commissioners"
    said = f"The papers name {graph.names(parties)} as {noun} of"
    if any(row.service is None and row.scope != service.scope for row in rows):
        message = f"{said} a part of “{service.name}”, and nobody of the rest."
    elif len(phrases) == 1:
        message = f"{said} “{service.name}”, but do not say whether that covers {phrases[0]}."
    else:
        message = f"{said} “{service.name}”, but do not say which of these that covers: {listed(phrases, most=MOST_NAMED)}."
    return _Told(message, first_few(parties), Severity.HIGH if whose else Severity.MEDIUM, rows)


_TELL = {"nobody": _nobody, "promised": _promised, "open": _left_open}


def _later(graph: GovernanceGraph, rule: Rule, parties: tuple[str, ...], gaps: Sequence[Cell]) -> Finding:
    rows = _promises(graph, gaps)
    services = [graph.structure.services[key] for key in dict.fromkeys(cell.key[0] for cell in gaps)]
    since = min(filter(None, (_since(graph, row) for row in rows)), key=lambda date: date.first_day)
    return rule.finding(
        f"Of {quoted(row.name for row in services)} the papers name a commissioner, {graph.names(parties)}, from {since.in_words} on only.",
        first_few(parties),
        severity=Severity.MEDIUM,
        scopes=sorted({service.scope for service in services}),
        rests_on=[*services, *rows],
        key=_key("later", gaps),
    )


# -- statements


def _promises(graph: GovernanceGraph, gaps: Sequence[Cell]) -> list[Relationship]:
    """Statements that would give some cells a commissioner, had they another standing or a later date."""
    return [
        row
        for row in _rows(cell.lapsed for cell in gaps)
        if not _is_over(graph, row) and (_standing(graph, row) or _since(graph, row))
    ]


def _standing(graph: GovernanceGraph, row: Relationship) -> str | None:
    """The standing of a statement, or of the party that it names, where that does not count."""
    standings = (row.status, graph.party(row.from_).status)
    return next((_SAID.get(status) for status in standings if status not in graph.reading.statuses), None)


def _since(graph: GovernanceGraph, row: Relationship) -> PartialDate | None:
    """When a statement, and the party that it names, will both hold; None where they do."""
    at = graph.reading.at
    dates = (row.since, graph.party(row.from_).since)
    later = [since for since in dates if since and at and since.first_day > at.last_day]
    return max(later, key=lambda date: date.first_day, default=None)


def _is_over(graph: GovernanceGraph, row: Relationship) -> bool:
    """Whether a statement, or the party that it names, is past."""
    at = graph.reading.at
    return any(
        one.status is Status.HISTORICAL
        or (at is not None and one.until is not None and one.until.last_day < at.first_day)
        for one in (row, graph.party(row.from_))
    )


def _rows(rows: Iterable[Iterable[Relationship]]) -> list[Relationship]:
    """The statements of several cells, each once."""
    return list({row.id: row for some in rows for row in some}.values())


def _commissioners(rows: Iterable[Relationship]) -> list[str]:
    return sorted({row.from_ for row in rows})


def _when(graph: GovernanceGraph) -> str:
    """The date that is read, to stand after a verb; empty where there is none."""
    at = graph.reading.at
    if at is None:
        return ""
    return f" {'on' if at.day else 'in'} {at.in_words}"


RULE = Rule(
    code="DUT-03",
    name="nobody-commissions",
    group="duties",
    title="Service that nobody commissions",
    severity=Severity.CRITICAL,
    severities=(Severity.HIGH, Severity.MEDIUM),
    definition=(
        "A service that the structure lists, in one of its settings and for one of its populations, has no statement at the date "
        "that somebody commissions it: critical. High where the papers name a commissioner that does not count (proposed, "
        "recommended, left undefined), or where a duty gives somebody charge of the service; medium where they name one from a "
        "later date on. Where a statement leaves open whether it covers the setting or population: high if it does not say which "
        "population, else medium. One finding for each service and reason."
    ),
    why="Needs go unmet, and bills are disputed.",
    fix="Assign it by service and not by building, and write it into the regulations or the terms of reference.",
    guards=(
        "A statement without a setting, or without a population, covers all of them.",
        "A statement that names no service covers the services that its scope covers; one for all matters only a service for all matters.",
        "A setting or population that is not stated is settled where the service has but one.",
        "A service that does not count, or is over at the date, is not judged.",
        "What partners outside the boundary commission has a commissioner.",
    ),
    limits="It asks about the services, settings and populations that the structure lists, and compares them by their words.",
    anchors=("NAO",),
    bad=BAD,
    good=GOOD,
    check=check,
)
