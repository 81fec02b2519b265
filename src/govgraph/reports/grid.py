"""Who commissions what: a row for each service, setting and population, at one reading or at two."""

from collections.abc import Sequence

from govgraph.graph import GovernanceGraph
from govgraph.graph.grid import Cell, Grid, Key, commissioner_grid, side_by_side
from govgraph.reports.tables import Table
from govgraph.text import counted, listed

_TITLE = "Who commissions what"


def table(graph: GovernanceGraph, before: GovernanceGraph | None = None) -> Table | None:
    """The grid of every service that a structure declares; beside it that of an earlier one. None where neither has any."""
    grids = [commissioner_grid(one) for one in (before, graph) if one is not None]
    graphs = [one for one in (before, graph) if one is not None]
    rows = side_by_side(*grids)
    if not rows:
        return None
    heads = ("Before", "After") if before is not None else ("Commissioned by",)
    checks = [_check(grids[-1], key, cells[-1]) for key, cells in rows]
    cells = tuple(
        (
            *_key(graphs, key),
            *(_who(one, cell) for one, cell in zip(graphs, found, strict=True)),
            check,
        )
        for (key, found), check in zip(rows, checks, strict=True)
    )
    marked = frozenset((place, len(cells[place]) - 1) for place, check in enumerate(checks) if check)
    head = ("Service", "Setting", "Population", *heads, "Check")
    lead = (_summary(grids[-1]),)
    notes = (
        "Gap: the papers name nobody, or do not say it clearly.",
        "Overlap: several commission it, and the papers do not say who leads.",
        "In brackets: named, but the papers leave open whether this is meant.",
    )
    return Table(_TITLE, head, cells, lead, notes, marked)


def _summary(grid: Grid) -> str:
    return (
        f"{counted(len(grid.cells), 'cell')} of services that are declared: {counted(len(grid.gaps), 'gap')}, "
        f"{counted(len(grid.contested), 'overlap')}."
    )


def _key(graphs: Sequence[GovernanceGraph], key: Key) -> tuple[str, str, str]:
    service = next(g.structure.services[key[0]] for g in reversed(graphs) if key[0] in g.structure.services)
    return (service.name, key[1] or "", key[2] or "")


def _who(graph: GovernanceGraph, cell: Cell | None) -> str:
    if cell is None:
        return "not declared"
    clear = [graph.name(party) for party in cell.commissioners]
    possible = [f"({graph.name(party)})" for party in cell.possible]
    return listed([*clear, *possible], most=6) or "—"


def _check(grid: Grid, key: Key, cell: Cell | None) -> str:
    if cell is None:
        return "not declared after"
    if cell.is_gap:
        return "gap: left open" if cell.possible else "gap"
    return "overlap" if key in grid.contested else ""
