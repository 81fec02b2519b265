"""The commissioner grid: each declared service, setting by setting and population by population, and who commissions it.

A grid belongs to one reading. What holds before and after a change is two grids: of one structure read at two
dates, or of two structures.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import combinations

from govgraph.errors import UsageError
from govgraph.graph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT
from govgraph.model.duties import Service
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import ALL, covers, narrower, overlap
from govgraph.model.statements import NOT_STATED, Statement
from govgraph.text import folded

# Statements that are held against each other, pair by pair; beyond these the first are told all the same.
_MOST_COMPARED = 50
# More cells than these nobody could read; each is looked at statement by statement.
_MOST_CELLS = 10_000

# Service, setting and population; None where the service declares no settings, or no populations.
Key = tuple[str, str | None, str | None]


class Coverage(IntEnum):
    """Whether a statement covers a cell: it does not, the papers leave it open, or it does."""

    NONE = 0
    OPEN = 1
    CLEAR = 2


class Meeting(IntEnum):
    """How two statements of different parties about one thing stand to each other."""

    APART = 0
    SEAM = 1
    OVERLAP = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements by which different parties commission the same cells, or cells that adjoin.

    `cells` are those that both commission, or, at a seam between cells, those of either.
    """

    one: Relationship
    other: Relationship
    meeting: Meeting
    cells: tuple[Key, ...]

    @property
    def parties(self) -> tuple[str, str]:
        """The two commissioners."""
        return self.one.from_, self.other.from_


@dataclass(frozen=True, slots=True)
class Cell:
    """One service in one setting for one population.

    `rows` commission it. `open_rows` may: the papers leave open whether it is meant. `lapsed` name the service
    and would commission the cell, had they a status that counts and dates that include the date.
    """

    key: Key
    rows: tuple[Relationship, ...] = ()
    open_rows: tuple[Relationship, ...] = ()
    lapsed: tuple[Relationship, ...] = ()

    @property
    def commissioners(self) -> tuple[str, ...]:
        """Who commissions it, by id."""
        return tuple(sorted({row.from_ for row in self.rows}))

    @property
    def possible(self) -> tuple[str, ...]:
        """Who else may commission it, by id."""
        return tuple(sorted({row.from_ for row in self.open_rows} - set(self.commissioners)))

    @property
    def is_gap(self) -> bool:
        """Whether no statement that counts clearly gives it a commissioner."""
        return not self.rows


@dataclass(frozen=True)
class Grid:
    """The cells of every service that counts, by service id, then as the service lists them; and where commissioners meet."""

    cells: tuple[Cell, ...]
    pairs: tuple[Pair, ...] = ()

    @property
    def gaps(self) -> tuple[Cell, ...]:
        """The cells without a clear commissioner."""
        return tuple(cell for cell in self.cells if cell.is_gap)

    @property
    def overlaps(self) -> tuple[Pair, ...]:
        """Commissioners who both commission the same cells."""
        return tuple(pair for pair in self.pairs if pair.meeting is Meeting.OVERLAP)

    @property
    def seams(self) -> tuple[Pair, ...]:
        """Commissioners who divide a service and setting, or a population's care, by population, period or area."""
        return tuple(pair for pair in self.pairs if pair.meeting is Meeting.SEAM)

    @cached_property
    def contested(self) -> frozenset[Key]:
        """The cells in which commissioners overlap."""
        return frozenset(key for pair in self.overlaps for key in pair.cells)

    def by_service(self) -> dict[str, list[Cell]]:
        """The cells of each service."""
        found: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            found[cell.key[0]].append(cell)
        return dict(found)


def side_by_side(*grids: Grid) -> list[tuple[Key, tuple[Cell | None, ...]]]:
    """The same cell of several grids beside each other: those of the first in its order, then those that the others add."""
    by_key = [{cell.key: cell for cell in grid.cells} for grid in grids]
    keys = dict.fromkeys(key for found in by_key for key in found)
    return [(key, tuple(found.get(key) for found in by_key)) for key in keys]


def commissioner_grid(graph: GovernanceGraph) -> Grid:
    """Who commissions what at the graph's reading, for every service that counts. Raises UsageError for too many cells."""
    services = [service for _, service in sorted(graph.structure.services.items()) if graph.counts(service)]
    number = sum(max(len(one.settings), 1) * max(len(one.populations), 1) for one in services)
    if number > _MOST_CELLS:
        raise UsageError(
            f"the services have {number:,} settings and populations together, more than {_MOST_CELLS:,}",
            "declare fewer settings or populations of each service",
        )
    statements = _Commissioning(graph)
    cells = [cell for service in services for cell in _cells(service, statements)]
    return Grid(tuple(cells), tuple(_pairs(graph, cells)))


# -- cells


class _Commissioning:
    """Statements of commissioning, by the service or the scope that they are about."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._by_service: dict[str, list[Relationship]] = defaultdict(list)
        self._by_scope: dict[str, list[Relationship]] = defaultdict(list)
        for row in sorted(graph.structure.relationships, key=lambda row: row.id):
            if row.kind == "commissions" and row.service is not None:
                self._by_service[row.service].append(row)
            elif row.kind == "commissions":
                self._by_scope[row.scope].append(row)
        self.counting = frozenset(
            row.id for row in graph.relationships if not row.to or any(map(graph.exists, row.to))
        )

    def about(self, service: Service) -> Iterator[tuple[Relationship, Coverage]]:
        """Statements that may be about a service, and how clear it is that they are about the whole of it.

        One that names no service is about those that its scope covers. Written for all matters, it says of no
        service in particular that it is commissioned: it counts only where the service too is written for all.
        """
        for row in self._by_service.get(service.id, ()):
            yield row, Coverage.CLEAR
        for scope, rows in sorted(self._by_scope.items()):
            part = _part(scope, service.scope)
            if part:
                yield from ((row, part) for row in rows)


def _part(said: str, asked: str) -> Coverage:
    """How far a statement for one scope is about a service of another: of the whole, or of a part of it."""
    if said == asked:
        return Coverage.CLEAR
    if ALL in {said, asked}:
        return Coverage.NONE
    if covers(said, asked):
        return Coverage.CLEAR
    return Coverage.OPEN if covers(asked, said) else Coverage.NONE


def _cells(service: Service, statements: _Commissioning) -> Iterator[Cell]:
    """The cells of a service, setting by setting."""
    about = list(statements.about(service))
    for setting in service.settings or (None,):
        here = [
            (row, min(part, _coverage(row.setting, setting, service.settings)))
            for row, part in about
            if _coverage(row.setting, setting, service.settings)
        ]
        for population in service.populations or (None,):
            found: dict[Coverage, list[Relationship]] = defaultdict(list)
            lapsed: list[Relationship] = []
            for row, part in here:
                coverage = min(part, _coverage(row.population, population, service.populations))
                if row.id in statements.counting:
                    found[coverage].append(row)
                elif coverage and row.service is not None:
                    lapsed.append(row)
            clear, left_open = found[Coverage.CLEAR], found[Coverage.OPEN]
            yield Cell((service.id, setting, population), tuple(clear), tuple(left_open), tuple(lapsed))


def _coverage(said: str | None, asked: str | None, declared: Sequence[str]) -> Coverage:
    """How far a statement that says this of its setting, or population, covers one of those declared.

    One that says nothing covers all of them. Where the papers do not state which, that is open, unless there
    is but one that they can mean.
    """
    if said is None or asked is None or (said == NOT_STATED and len(declared) == 1):
        return Coverage.CLEAR
    if said == NOT_STATED:
        return Coverage.OPEN
    return Coverage.CLEAR if folded(said) == folded(asked) else Coverage.NONE


# -- where commissioners meet


def _pairs(graph: GovernanceGraph, cells: Sequence[Cell]) -> Iterator[Pair]:
    """Each two statements by which commissioners meet, once, with all the cells in which they do."""
    meetings = Meetings(graph)
    by_place: dict[tuple[str, str | None], list[Cell]] = defaultdict(list)
    for cell in cells:
        by_place[cell.key[:2]].append(cell)
    groups = [
        *((group, meetings.among) for group in by_place.values()),
        *((group, meetings.between_services) for group in _divided_by_period(cells)),
    ]
    found: dict[tuple[str, str], tuple[Relationship, Relationship, Meeting]] = {}
    where: dict[tuple[str, str], dict[Key, None]] = defaultdict(dict)
    for group, meet in groups:
        rows, keys = _rows_of(group)
        for one, other, meeting in meet(rows):
            mine, theirs = keys[one.id], keys[other.id]
            shared = dict.fromkeys(key for key in mine if key in theirs)
            found.setdefault((one.id, other.id), (one, other, meeting))
            where[one.id, other.id].update(shared or mine | theirs)
    for name, (one, other, meeting) in found.items():
        yield Pair(one, other, meeting, tuple(where[name]))


def _divided_by_period(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The cells of each population of whose care some is commissioned for certain times only."""
    whose: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.key[2] is not None:
            whose[folded(cell.key[2])].append(cell)
    for _, group in sorted(whose.items()):
        if any(_stated(row.period) for cell in group for row in cell.rows):
            yield group


def _rows_of(cells: Sequence[Cell]) -> tuple[list[Relationship], Mapping[str, dict[Key, None]]]:
    """The statements that commission some cells, the first so many by id; and which of the cells each commissions."""
    rows: dict[str, Relationship] = {}
    keys: dict[str, dict[Key, None]] = defaultdict(dict)
    for cell in cells:
        for row in cell.rows:
            rows[row.id] = row
            keys[row.id][cell.key] = None
    return [rows[name] for name in sorted(rows)][:_MOST_COMPARED], keys


class Meetings:
    """How two statements of one kind stand to each other."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        # Both are asked again for each setting of each service, and for each party that somebody manages.
        self._related: dict[tuple[str, str, str], bool] = {}
        self._targets: dict[str, frozenset[str]] = {}

    def among(self, rows: Sequence[Relationship]) -> Iterator[tuple[Relationship, Relationship, Meeting]]:
        """Every two of several statements about one thing that meet."""
        for one, other in combinations(self._of_wholes(rows), 2):
            meeting = self.of(one, other)
            if meeting is not Meeting.APART:
                yield one, other, meeting

    def between_services(
        self, rows: Sequence[Relationship]
    ) -> Iterator[tuple[Relationship, Relationship, Meeting]]:
        """Every two statements that divide one population's care by period, each under the name of another service."""
        for one, other in combinations(self._of_wholes(rows), 2):
            if (
                one.service != other.service
                and _stated(one.period) != _stated(other.period)
                and not _is_settled(one, other)
                and not any(self.related(one.from_, other.from_, scope) for scope in {one.scope, other.scope})
            ):
                yield one, other, Meeting.SEAM

    def _of_wholes(self, rows: Sequence[Relationship]) -> list[Relationship]:
        """The first so many statements, but for those of a party that is part of another of theirs: it speaks for its part."""
        compared = rows[:_MOST_COMPARED]
        parties = {row.from_ for row in compared}
        is_within = self._graph.is_within
        parts = {party for party in parties if any(is_within(party, whole) for whole in parties)}
        return [row for row in compared if row.from_ not in parts]

    def of(self, one: Relationship, other: Relationship) -> Meeting:
        """Whether two parties do the same to the same, divide it between them, or have nothing to do with each other.

        They are apart where one hands over to the other in time, one is the lead, or they are related: see
        `related`.
        """
        scope = narrower(one.scope, other.scope)
        if scope is None or _is_settled(one, other):
            return Meeting.APART
        if _differ(one.service, other.service) or _differ(one.setting, other.setting):
            return Meeting.APART
        if self._have_no_target_in_common(one, other) or self.related(one.from_, other.from_, scope):
            return Meeting.APART
        if _differ(one.population, other.population) or self._areas_differ(one.from_, other.from_):
            return Meeting.SEAM
        # Said to hold out of hours beside one that does not say: what remains is left to the other.
        return Meeting.OVERLAP if _stated(one.period) == _stated(other.period) else Meeting.SEAM

    def related(self, one: str, other: str, scope: str) -> bool:
        """Whether one of two parties acts with, for or under the other in a scope.

        A body and its own head, post, part, adviser or supporter; two named ones of one counted party, each with
        patients or an area of its own; and where a line stronger than reporting, such as a delegation, runs
        from one up to the other.
        """
        key = (min(one, other), max(one, other), scope)
        if key not in self._related:
            self._related[key] = self._find_related(one, other, scope)
        return self._related[key]

    def _find_related(self, one: str, other: str, scope: str) -> bool:
        graph = self._graph
        if graph.are_one_superior(one, other):
            return True
        if not {one, *graph.counted_above(one)}.isdisjoint({other, *graph.counted_above(other)}):
            return True
        return any(
            self._helps(lower, upper, scope) or graph.stands_above(upper, lower, scope, CONTRACT)
            for lower, upper in ((one, other), (other, one))
        )

    def _helps(self, lower: str, upper: str, scope: str) -> bool:
        helped = {upper, *self._graph.counted_above(upper)}
        return any(
            overlap(row.scope, scope) and not helped.isdisjoint(row.to)
            for helper in (lower, *self._graph.counted_above(lower))
            for row in self._graph.stated_from(helper, "advises", "supports")
        )

    def _have_no_target_in_common(self, one: Relationship, other: Relationship) -> bool:
        """Whether each says to whom, and none of them is the same; a source that names nobody may mean anyone."""
        return bool(one.to and other.to) and self._target(one).isdisjoint(self._target(other))

    def _target(self, row: Relationship) -> frozenset[str]:
        if row.id not in self._targets:
            ends = [end for end in row.to if self._graph.exists(end)]
            self._targets[row.id] = frozenset(ends).union(*map(self._graph.counted_above, ends))
        return self._targets[row.id]

    def _areas_differ(self, one: str, other: str) -> bool:
        mine, theirs = self._graph.areas(one), self._graph.areas(other)
        return bool(mine and theirs) and mine.keys().isdisjoint(theirs)


def _is_settled(one: Relationship, other: Relationship) -> bool:
    """Whether the statements themselves say who goes before: by a lead, or by following each other in time."""
    return one.lead or other.lead or _follow_each_other(one, other)


def _follow_each_other(one: Statement, other: Statement) -> bool:
    """Whether one of two statements ends by the day on which the other can begin."""
    return any(
        before.until is not None
        and after.since is not None
        and before.until.first_day <= after.since.first_day
        for before, after in ((one, other), (other, one))
    )


def _stated(text: str | None) -> str | None:
    return None if text in {None, NOT_STATED} else folded(text or "")


def _differ(one: str | None, other: str | None) -> bool:
    mine, theirs = _stated(one), _stated(other)
    return mine is not None and theirs is not None and mine != theirs
