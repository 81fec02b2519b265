"""Bodies, posts and duties through several structures: the tables of `govgraph compare` with more than two."""

from collections.abc import Callable, Iterable, Sequence

from govgraph.changes import Changes, Fate, Stage, Track, holders, tracks
from govgraph.graph import GovernanceGraph
from govgraph.reports.tables import Table, Tables
from govgraph.text import listed

Said = Callable[[GovernanceGraph, Stage], str]
SCHEMA = "govgraph/matrix/1"
_FATES = {Fate.NAMED: "", Fate.ENDED: "gone", Fate.NOT_STATED: "not stated"}


def tables(steps: Sequence[Changes]) -> Tables:
    """Two tables, a column for each structure: who each body became, and who held each duty."""
    graphs = [steps[0].before, *(step.after for step in steps)]
    heads = _heads(graphs)
    parties = [_row(graphs, track, _parties)[1:] for track in tracks(steps)]
    duties = [_row(graphs, track, _duty) for track in tracks(steps, duties=True)]
    cautions = tuple(dict.fromkeys(caution for step in steps for caution in step.cautions))
    return Tables(
        SCHEMA,
        f"Through {len(graphs)} structures: {listed(heads)}",
        "An heir stands in the place of what it came from; to one marked “function” a function passed, and no more. "
        "Silence in a paper is not absence in life.",
        (
            Table("Bodies and posts", heads, tuple(parties), (), cautions),
            Table("Duties", ("First named as", *heads), tuple(duties)),
        ),
    )


def _heads(graphs: Iterable[GovernanceGraph]) -> tuple[str, ...]:
    """The structures by id, with the date at which each is read."""
    found = []
    for graph in graphs:
        at = graph.reading.at
        found.append(f"{graph.structure.id}{f' ({at.in_words})' if at else ''}")
    return tuple(found)


def _row(graphs: Sequence[GovernanceGraph], track: Track, said: Said) -> tuple[str, ...]:
    first = next(place for place, stage in enumerate(track.stages) if stage.ids)
    name = _name(graphs[first], track.stages[first].ids[0])
    cells = (
        said(graph, stage) if stage.ids else _FATES[stage.fate]
        for graph, stage in zip(graphs, track.stages, strict=True)
    )
    return (name, *cells)


def _name(graph: GovernanceGraph, id_: str) -> str:
    structure = graph.structure
    row = structure.parties.get(id_) or structure.duties.get(id_)
    return row.name if row is not None else id_


def _parties(graph: GovernanceGraph, stage: Stage) -> str:
    names = [f"{_name(graph, id_)}{' (function)' if id_ in stage.functions else ''}" for id_ in stage.ids]
    return listed(names, most=4)


def _duty(graph: GovernanceGraph, stage: Stage) -> str:
    """Who holds a duty: one, several, or nobody that the papers name."""
    found = {
        party
        for id_ in stage.ids
        for party in (holders(graph, graph.structure.duties[id_]) if id_ in graph.structure.duties else {id_})
    }
    names = listed([graph.name(party) for party in sorted(found)], most=4)
    if len(found) > 1:
        return f"shared: {names}"
    return f"holds: {names}" if found else "named, held by nobody"
