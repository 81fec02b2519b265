"""DUT-03: a service that nobody commissions is one that nobody pays for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.grid import Cell, commissioner_grid
from govgraph.model.dates import active
from govgraph.model.duties import Duty, Service
from govgraph.model.relationships import Relationship
from govgraph.model.statements import NOT_STATED, Statement
from govgraph.model.vocabulary import Status
from govgraph.rules._duties import MOST, names, scopes_of, titles, when
from govgraph.text import listed

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
    Status.UNDEFINED: "left undefined",
    Status.AGREED: "agreed",
    Status.RECOMMENDED: "recommended",
    Status.PROPOSED: "proposed",
}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise for a service once for cells with nobody, with a mere prospect, and left open; for later commissioners once."""
    later: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for key, cells in commissioner_grid(graph).by_service().items():
        service = graph.structure.services[key]
        sorted_out: dict[str, list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.is_gap:
                sorted_out[_sort(graph, cell)].append(cell)
        if nobody := sorted_out["nobody"]:
            yield _nobody(graph, rule, service, cells, nobody)
        if promised := sorted_out["promised"]:
            yield _promised(graph, rule, service, cells, promised)
        if left_open := sorted_out["open"]:
            yield _left_open(graph, rule, service, left_open)
        for cell in sorted_out["later"]:
            later[tuple(_commissioners(_prospects(graph, cell)))].append(cell)
    for parties in sorted(later):
        yield _later(graph, rule, parties, later[parties])


def _sort(graph: GovernanceGraph, cell: Cell) -> str:
    """Which of the findings a gap belongs to."""
    prospects = _prospects(graph, cell)
    if any(row.status not in graph.reading.statuses for row in prospects):
        return "promised"
    if cell.open_rows:
        return "open"
    return "later" if prospects else "nobody"


def _nobody(
    graph: GovernanceGraph, rule: Rule, service: Service, cells: Sequence[Cell], gaps: Sequence[Cell]
) -> Finding:
    charged = [duty for duty in graph.duties if _is_for(duty, service, gaps)]
    earlier = _rows(row for cell in gaps for row in cell.lapsed)
    elsewhere = _rows(row for cell in cells for row in cell.rows)
    severity, parties, more, rows = Severity.CRITICAL, list[str](), "", list[Statement]()
    if charged:
        severity, rows = Severity.HIGH, [*charged]
        parties = list(dict.fromkeys(party for duty in charged for party in duty.responsible))[:MOST]
        more = f" They make {names(graph, parties)} responsible for {titles(charged)}, which does not say who commissions it."
    elif earlier:
        parties, rows = _commissioners(earlier), [*earlier]
        more = f" The last that they name for it: {names(graph, parties)}."
    elif elsewhere:
        parties, rows = _commissioners(elsewhere), [*elsewhere]
        more = f" For the rest of it they name {names(graph, parties)}."
    return _finding(
        rule,
        service,
        gaps,
        "nobody",
        f"The papers name no commissioner of {_where(service, cells, gaps)}{when(graph)}.{more}",
        parties,
        severity,
        rows,
    )


def _promised(
    graph: GovernanceGraph, rule: Rule, service: Service, cells: Sequence[Cell], gaps: Sequence[Cell]
) -> Finding:
    rows = _rows(row for cell in gaps for row in _prospects(graph, cell))
    broad = _rows(row for cell in gaps for row in cell.open_rows)
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        said[row.from_][_prospect(graph, row) or ""] = None
    for row in broad:
        said[row.from_]["without saying so of this"] = None
    parties = sorted(said)[:MOST]
    named = listed([f"{graph.name(party)} ({listed(list(said[party]))})" for party in parties])
    return _finding(
        rule,
        service,
        gaps,
        "promised",
        f"Who commissions {_where(service, cells, gaps)}{when(graph)} is not settled in the papers, which name {named}.",
        parties,
        Severity.HIGH,
        [*rows, *broad],
    )


def _later(graph: GovernanceGraph, rule: Rule, parties: tuple[str, ...], gaps: Sequence[Cell]) -> Finding:
    rows = _rows(row for cell in gaps for row in _prospects(graph, cell))
    services = [graph.structure.services[key] for key in dict.fromkeys(cell.key[0] for cell in gaps)]
    since = sorted({row.since for row in rows if row.since is not None})
    return rule.finding(
        f"Of {titles(services)} the papers name a commissioner, {names(graph, parties)}, from {since[0].in_words} on only.",
        parties,
        severity=Severity.MEDIUM,
        scopes=scopes_of(service.scope for service in services),
        rests_on=[*services, *rows],
        key=_key("later", gaps),
    )


def _left_open(graph: GovernanceGraph, rule: Rule, service: Service, gaps: Sequence[Cell]) -> Finding:
    rows = _rows(row for cell in gaps for row in cell.open_rows)
    parties = _commissioners(rows)
    whose = any(row.population == NOT_STATED and len(service.populations) > 1 for row in rows)
    phrases = [one for one in service.populations if any(cell.key[2] == one for cell in gaps)]
    if not whose:
        phrases = _phrases(service, gaps)
    if any(row.service is None and row.scope != service.scope for row in rows) or not phrases:
        message = f"The papers name {names(graph, parties)} as commissioner of a part of “{service.name}”, and nobody of the rest."
    else:
        message = (
            f"The papers name {names(graph, parties)} as commissioner of “{service.name}”, but do not say whether "
            f"for {listed(phrases, 'or', MOST)}."
        )
    severity = Severity.HIGH if whose else Severity.MEDIUM
    return _finding(rule, service, gaps, "open", message, parties, severity, rows)


def _finding(
    rule: Rule,
    service: Service,
    gaps: Sequence[Cell],
    case: str,
    message: str,
    parties: Sequence[str],
    severity: Severity,
    rows: Sequence[Statement],
) -> Finding:
    return rule.finding(
        message,
        parties,
        severity=severity,
        scopes=[service.scope],
        rests_on=[service, *rows],
        at=parties[0] if parties else service.id,
        key=_key(case, gaps),
    )


def _key(case: str, gaps: Sequence[Cell]) -> str:
    """Which cells: acceptance of some is not acceptance of one that is added."""
    return "|".join([case, *("/".join(part or "" for part in cell.key) for cell in gaps)])


# -- statements


def _prospects(graph: GovernanceGraph, cell: Cell) -> list[Relationship]:
    """Statements that would give the cell a commissioner, with another status or at a later date."""
    return [row for row in cell.lapsed if _prospect(graph, row) is not None]


def _prospect(graph: GovernanceGraph, row: Relationship) -> str | None:
    """What is said of a commissioner that does not count, in words; None where it is over."""
    at = graph.reading.at
    word = None if row.status in graph.reading.statuses else _SAID.get(row.status)
    if at is not None and row.since is not None and row.since.first_day > at.last_day:
        return ", ".join(filter(None, [word, f"from {row.since.in_words}"]))
    return word if active(row.since, row.until, at) else None


def _is_for(duty: Duty, service: Service, gaps: Sequence[Cell]) -> bool:
    """Whether a duty gives somebody charge of the service, in all the cells that lack a commissioner."""
    return (
        duty.service == service.id
        and bool(duty.responsible)
        and all(
            duty.setting in {None, setting} and duty.population in {None, whose}
            for _, setting, whose in (cell.key for cell in gaps)
        )
    )


def _rows(rows: Iterable[Relationship]) -> list[Relationship]:
    return list({row.id: row for row in rows}.values())


def _commissioners(rows: Iterable[Relationship]) -> list[str]:
    return sorted({row.from_ for row in rows})[:MOST]


# -- words


def _where(service: Service, cells: Sequence[Cell], gaps: Sequence[Cell]) -> str:
    """The service, and the cells of it that are meant where it is not all of them."""
    if len(gaps) == len(cells):
        return f"“{service.name}”"
    return f"“{service.name}” for {listed(_phrases(service, gaps), most=MOST)}"


def _phrases(service: Service, cells: Sequence[Cell]) -> list[str]:
    """Cells as a reader names them: a setting of which all populations are meant by itself."""
    found: dict[str, None] = {}
    here: dict[str | None, list[str | None]] = {}
    for _, setting, population in (cell.key for cell in cells):
        here.setdefault(setting, []).append(population)
    for setting, populations in here.items():
        if (
            setting is not None
            and len(service.settings) > 1
            and len(populations) == (len(service.populations) or 1)
        ):
            found[setting] = None
            continue
        beside = f" ({setting})" if setting is not None and len(service.settings) > 1 else ""
        found.update((f"{population}{beside}", None) for population in populations if population is not None)
    return list(found) or [*service.settings]


RULE = Rule(
    code="DUT-03",
    name="nobody-commissions",
    group="duties",
    title="Nobody commissions it (gap)",
    severity=Severity.CRITICAL,
    severities=(Severity.HIGH, Severity.MEDIUM),
    definition=(
        "A declared service, in one of its settings and for one of its populations, has no commissions statement at the date: critical. "
        "High where the papers name a commissioner that does not count (proposed, recommended, left undefined), or give somebody charge of "
        "the service in a duty; medium where they name one from a later date on. Where a statement leaves open whether the cell is meant: high if it does not say "
        "for which population, else medium. One finding a service and sort."
    ),
    why="Needs go unmet, and bills are disputed.",
    fix="Assign it by service and not by building, and write it into the regulations or the terms of reference.",
    guards=(
        "A statement without a setting, or without a population, covers all of them.",
        "A statement that names no service covers the services that its scope covers; one for all matters only a service for all matters.",
        "A setting or population that is not stated is settled where the service has but one.",
        "A service that does not count, or is over at the date, is not judged.",
    ),
    limits=(
        "It asks about the services, settings and populations that the structure lists, and compares them by their words. A cell that "
        "partners outside the boundary commission is no gap."
    ),
    anchors=("NAO",),
    bad=BAD,
    good=GOOD,
    check=check,
)
