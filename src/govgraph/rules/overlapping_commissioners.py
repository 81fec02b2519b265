"""DUT-04: what two commission or manage is paid for twice, or played off."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.grid import Grid, Key, Meeting, Meetings, Pair, commissioner_grid
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import narrower
from govgraph.model.statements import NOT_STATED
from govgraph.model.vocabulary import COLLECTIVE_KINDS
from govgraph.text import MOST_NAMED, first_few, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Two commissioners of one service, root: minister, subjects: [trust]}
organisations:
  board: {name: The commissioning board, kind: statutory_authority}
  group: {name: The regional group, kind: agency}
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
  - {from: trust, kind: accountable_to, to: minister}
  - {from: board, kind: commissions, to: trust, service: secure}
  - {from: group, kind: commissions, to: trust, service: secure}
services:
  secure: {name: Secure care}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A lead and an associate, root: minister, subjects: [trust]}
organisations:
  board: {name: The commissioning board, kind: statutory_authority}
  group: {name: The regional group, kind: agency}
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
  - {from: trust, kind: accountable_to, to: minister}
  - {from: board, kind: commissions, to: trust, service: secure, lead: yes}
  - {from: group, kind: commissions, to: trust, service: secure}
services:
  secure: {name: Secure care}
"""

_DOES = {
    "commissions": "each commission services from",
    "performance_manages": "each performance manage",
    "designates": "each designate",
    "advises": "each advise",
}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each set of rivals: over cells of the grid, and over parties; and for each seam of the grid."""
    grid, meetings = commissioner_grid(graph), Meetings(graph)
    yield from _over_cells(graph, rule, grid)
    yield from _seams(graph, rule, grid)
    told = {frozenset(pair.parties) for pair in grid.pairs}
    for kind in _DOES:
        yield from _over_parties(graph, rule, meetings, kind, told if kind == "commissions" else set())


def _overlap(
    graph: GovernanceGraph,
    rule: Rule,
    rivals: tuple[str, ...],
    what: str,
    rows: Sequence[Relationship],
    key: str,
) -> Finding:
    scopes = (narrower(one.scope, other.scope) for one, other in combinations(rows[:MOST_COMPARED], 2))
    advice = key.startswith("advises")
    unsaid = (
        "how their advice is brought together" if advice else "who leads, or how it is divided between them"
    )
    return rule.finding(
        f"{graph.names(rivals)} {what}; the papers do not say {unsaid}.",
        first_few(rivals),
        severity=Severity.INFO if advice else rule.severity,
        scopes=sorted({scope for scope in scopes if scope is not None}),
        lines=_lines(rows),
        rests_on=rows,
        key=f"{','.join(rivals)}:{key}",
    )


def _lines(rows: Iterable[Relationship]) -> Iterable[tuple[str, str]]:
    return dict.fromkeys((row.from_, end) for row in rows for end in row.to)


# -- cells of the grid


def _over_cells(graph: GovernanceGraph, rule: Rule, grid: Grid) -> Iterator[Finding]:
    by_cell: dict[Key, list[Pair]] = defaultdict(list)
    for pair in grid.overlaps:
        for key in pair.cells:
            by_cell[key].append(pair)
    by_rivals: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, pairs in by_cell.items():
        by_rivals[_rivals(graph, pairs)].append(key)
    for rivals, keys in sorted(by_rivals.items()):
        if any(map(graph.within_boundary, rivals)):
            rows = _rows(pair for key in keys for pair in by_cell[key])
            cells = "|".join("/".join(part or "" for part in key) for key in sorted(keys, key=str))
            yield _overlap(
                graph,
                rule,
                rivals,
                f"each commission {_cells(graph, keys)}",
                [row for row in rows if row.from_ in rivals],
                f"cells:{cells}",
            )


def _rivals(graph: GovernanceGraph, pairs: Iterable[Pair]) -> tuple[str, ...]:
    """The parties of several pairs, by id, without those that are a part of another of them."""
    return tuple(sorted(graph.apart(sorted({party for pair in pairs for party in pair.parties}))))


def _rows(pairs: Iterable[Pair]) -> list[Relationship]:
    """The statements of several pairs, each once, by id."""
    rows = {row.id: row for pair in pairs for row in (pair.one, pair.other)}
    return [rows[name] for name in sorted(rows)]


def _cells(graph: GovernanceGraph, keys: Sequence[Key]) -> str:
    """Services by name, each with the settings and populations that are meant where these are not all it has."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        found[key[0]].append(key)
    words = []
    for name, cells in sorted(found.items()):
        service = graph.structure.services[name]
        every = max(len(service.settings), 1) * max(len(service.populations), 1)
        parts = list(dict.fromkeys(", ".join(filter(None, key[1:])) for key in cells))
        which = f" ({listed(parts, most=MOST_NAMED)})" if len(cells) < every else ""
        words.append(f"“{service.name}”{which}")
    return listed(words, most=MOST_NAMED)


def _seams(graph: GovernanceGraph, rule: Rule, grid: Grid) -> Iterator[Finding]:
    by_parties: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in grid.seams:
        by_parties[tuple(sorted(pair.parties))].append(pair)
    for parties, pairs in sorted(by_parties.items()):
        if not any(map(graph.within_boundary, parties)):
            continue
        rows = _rows(pairs)
        services = sorted({key[0] for pair in pairs for key in pair.cells})
        shares = [
            f"{graph.name(party)} ({_share(graph, [row for row in rows if row.from_ == party], services)})"
            for party in parties
        ]
        yield rule.finding(
            f"{listed(shares)} divide what they commission: a seam, where one hands over to the other, and not an overlap.",
            parties,
            severity=Severity.INFO,
            scopes=sorted({row.scope for row in rows}),
            lines=_lines(rows),
            rests_on=rows,
            key=f"seam:{','.join(parties)}:{','.join(row.id for row in rows)}",
        )


def _share(graph: GovernanceGraph, rows: Sequence[Relationship], services: Sequence[str]) -> str:
    """What one of two commissioners has of what they divide, in the words of the statements."""
    found: dict[str, None] = {}
    for row in rows:
        for service in [row.service] if row.service else services:
            said = (row.population, row.period)
            parts = [
                f"“{graph.structure.services[service].name}”",
                *(one for one in said if one not in {None, NOT_STATED}),
            ]
            found[", ".join(filter(None, parts))] = None
    return listed(list(found), most=MOST_NAMED)


# -- parties


def _over_parties(
    graph: GovernanceGraph, rule: Rule, meetings: Meetings, kind: str, told: AbstractSet[frozenset[str]]
) -> Iterator[Finding]:
    """Rivals over the same parties, but for commissioners of whom the grid has told."""
    over: dict[tuple[str, ...], list[str]] = defaultdict(list)
    shown_by: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for rows, targets in _together(graph, kind):
        pairs = [
            Pair(one, other, meeting, ())
            for one, other, meeting in meetings.among(rows)
            if meeting is Meeting.OVERLAP and frozenset((one.from_, other.from_)) not in told
        ]
        rivals = _rivals(graph, pairs)
        if any(map(graph.within_boundary, rivals)):
            over[rivals].extend(targets)
            shown_by[rivals].extend(pairs)
    for rivals, targets in sorted(over.items()):
        yield _overlap(
            graph,
            rule,
            rivals,
            f"{_DOES[kind]} {graph.names(targets)}",
            [row for row in _rows(shown_by[rivals]) if row.from_ in rivals],
            f"{kind}:{','.join(targets)}",
        )


def _together(graph: GovernanceGraph, kind: str) -> Iterator[tuple[list[Relationship], list[str]]]:
    """The statements of one kind over a party, and all the parties over which the same hold: one may manage thousands.

    Commissioning of a service that is named is judged by the cells of the grid.
    """
    by_target: dict[str, dict[str, Relationship]] = defaultdict(dict)
    for row, end in graph.of_kind(kind):
        by_service = kind == "commissions" and row.service is not None
        if not by_service and (kind != "advises" or _meets_to_advise(graph, row.from_)):
            by_target[end][row.id] = row
    alike: dict[tuple[str, ...], tuple[list[Relationship], list[str]]] = {}
    for target in sorted(by_target):
        if graph.within_boundary(target):
            rows = dict(by_target[target])
            for counted_party in graph.counted_above(target):
                rows |= by_target.get(counted_party, {})
            names_of_rows = tuple(sorted(rows))
            alike.setdefault(names_of_rows, ([rows[name] for name in names_of_rows], []))[1].append(target)
    yield from (alike[key] for key in sorted(alike))


def _meets_to_advise(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party is a body of ours that meets to advise: everybody hears patients, posts and partners."""
    return graph.body_kind(party) in COLLECTIVE_KINDS and not graph.party(party).outside


RULE = Rule(
    code="DUT-04",
    name="overlapping-commissioners",
    group="duties",
    title="Two commissioners, performance managers, designators or advisers for one cell",
    severity=Severity.MEDIUM,
    severities=(Severity.INFO,),
    definition=(
        "Two or more parties that are not related commission the same cell of service, setting and population; or commission "
        "services from the same party in overlapping scopes where no service is named; or performance manage or designate the same "
        "party in overlapping scopes. Info: collective bodies that advise the same party in overlapping scopes; and a seam, where "
        "commissioners divide a service by population or area, or a population's care by period. One finding for each set of "
        "parties and kind."
    ),
    why="Work is done twice or falls between two, and providers can play one off against the other.",
    fix="Mark a lead and an associate, or say where one hands over to the other: by service, population, period or indicator.",
    guards=(
        (
            "Not raised between a body and its own head, part, post, delegate, adviser or supporter, nor where one answers to the "
            "other by a line of strength 2 or more."
        ),
        "Parts of one body are one, where that body does the same itself.",
        "Two named ones of one counted party are not raised: each has patients or an area of its own.",
        "Not raised where one statement is marked lead, where one follows the other in time, or where each names other providers.",
        "Disjoint populations, periods or areas make a seam.",
    ),
    limits=(
        "Populations, settings and periods are compared by their words. Statements that hold in some areas only look as if they "
        "overlapped unless the parties' areas are given."
    ),
    anchors=("NAO", "RACI"),
    bad=BAD,
    good=GOOD,
    check=check,
)
