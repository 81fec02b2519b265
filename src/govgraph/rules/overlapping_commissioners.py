"""DUT-04: what two commission or manage is paid for twice, or played off."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.grid import Grid, Key, Meeting, Meetings, Pair, commissioner_grid
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import narrower
from govgraph.model.vocabulary import COLLECTIVE_KINDS
from govgraph.rules._duties import MOST, apart, is_spoken_of, names, scopes_of
from govgraph.text import listed

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
_UNSAID, _UNSAID_OF_ADVICE = (
    "who leads, or how it is divided between them",
    "how their advice is brought together",
)


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each set of rivals: over cells of the grid, and over parties; and for each seam of the grid."""
    grid, meetings = commissioner_grid(graph), Meetings(graph)
    yield from _over_cells(graph, rule, grid)
    yield from _seams(graph, rule, grid)
    told = {frozenset(pair.parties) for pair in grid.pairs}
    for kind in _DOES:
        yield from _over_parties(graph, rule, meetings, kind, told)


# -- cells of the grid


def _over_cells(graph: GovernanceGraph, rule: Rule, grid: Grid) -> Iterator[Finding]:
    by_cell: dict[Key, list[Pair]] = defaultdict(list)
    for pair in grid.overlaps:
        for key in pair.cells:
            by_cell[key].append(pair)
    by_rivals: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key, pairs in by_cell.items():
        rivals = tuple(sorted(apart(graph, sorted({party for pair in pairs for party in pair.parties}))))
        by_rivals[rivals].append(key)
    for rivals, keys in sorted(by_rivals.items()):
        if any(is_spoken_of(graph, party) for party in rivals):
            rows = {
                row.id: row
                for key in keys
                for pair in by_cell[key]
                for row in (pair.one, pair.other)
                if row.from_ in rivals
            }
            yield _overlap(
                graph,
                rule,
                rivals,
                f"each commission {_cells(graph, keys)}",
                [row for _, row in sorted(rows.items())],
                f"cells:{'|'.join('/'.join(part or '' for part in key) for key in sorted(keys, key=str))}",
            )


def _cells(graph: GovernanceGraph, keys: Sequence[Key]) -> str:
    """Services by name, each with the settings and populations that are meant where these are not all it has."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        found[key[0]].append(key)
    words = []
    for name, cells in sorted(found.items()):
        service = graph.structure.services[name]
        every = max(len(service.settings), 1) * max(len(service.populations), 1)
        parts = dict.fromkeys(", ".join(filter(None, key[1:])) for key in cells)
        which = f" ({'; '.join(parts)})" if len(cells) < every else ""
        words.append(f"“{service.name}”{which}")
    return listed(words, most=MOST)


def _seams(graph: GovernanceGraph, rule: Rule, grid: Grid) -> Iterator[Finding]:
    by_parties: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in grid.seams:
        by_parties[tuple(sorted(pair.parties))].append(pair)
    for parties, pairs in sorted(by_parties.items()):
        if not any(is_spoken_of(graph, party) for party in parties):
            continue
        rows = {row.id: row for pair in pairs for row in (pair.one, pair.other)}
        shares = [
            f"{graph.name(party)} ({_share(graph, [row for row in rows.values() if row.from_ == party], pairs)})"
            for party in parties
        ]
        yield rule.finding(
            f"{listed(shares)} divide what they commission: a seam, where one hands over to the other, and not an overlap.",
            parties,
            severity=Severity.INFO,
            scopes=scopes_of(row.scope for row in rows.values()),
            lines=[[row.from_, end] for row in rows.values() for end in row.to[:1]],
            rests_on=[row for _, row in sorted(rows.items())],
            key=f"seam:{','.join(parties)}:{','.join(sorted(rows))}",
        )


def _share(graph: GovernanceGraph, rows: Sequence[Relationship], pairs: Sequence[Pair]) -> str:
    """What one of two commissioners has of what they divide, in the words of the statements."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        services = [row.service] if row.service else sorted({key[0] for pair in pairs for key in pair.cells})
        said = [text for text in (row.population, row.period) if text is not None and text != "not_stated"]
        for service in services:
            found[service][", ".join(said)] = None
    words = []
    for service, parts in found.items():
        which = "; ".join(filter(None, parts))
        words.append(f"“{graph.structure.services[service].name}”{f', {which}' if which else ''}")
    return listed(words, most=MOST)


# -- parties


def _over_parties(
    graph: GovernanceGraph, rule: Rule, meetings: Meetings, kind: str, told: set[frozenset[str]]
) -> Iterator[Finding]:
    """Rivals over the same parties; of commissioners, those whose statements name no service, and not twice."""
    by_target: dict[str, list[Relationship]] = defaultdict(list)
    for row, end in graph.of_kind(kind):
        if not (kind == "commissions" and row.service) and not (
            kind == "advises" and _is_no_body(graph, row.from_)
        ):
            by_target[end].append(row)
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    rows: dict[str, Relationship] = {}
    for target in sorted(by_target):
        if is_spoken_of(graph, target):
            found = {
                row.id: row
                for end in (target, *graph.counted_above(target))
                for row in by_target.get(end, ())
            }
            rows |= found
            together[tuple(sorted(found))].append(target)
    by_rivals: dict[tuple[str, ...], tuple[list[str], dict[str, None]]] = {}
    for ids, targets in sorted(together.items()):
        rivals, shown = _rivals(
            graph, meetings, [rows[key] for key in ids], told if kind == "commissions" else set()
        )
        if rivals and any(is_spoken_of(graph, party) for party in rivals):
            over, ids_shown = by_rivals.setdefault(rivals, ([], {}))
            over.extend(targets)
            ids_shown.update(dict.fromkeys(shown))
    for rivals, (over, ids_shown) in sorted(by_rivals.items()):
        yield _overlap(
            graph,
            rule,
            rivals,
            f"{_DOES[kind]} {names(graph, over)}",
            [rows[key] for key in ids_shown],
            f"{kind}:{','.join(over)}",
            advice=kind == "advises",
        )


def _is_no_body(graph: GovernanceGraph, party: str) -> bool:
    """Whether a party is other than a body that meets to advise: everybody hears patients, posts and partners."""
    organisation = graph.structure.organisations.get(party)
    return organisation is None or organisation.outside or organisation.kind not in COLLECTIVE_KINDS


def _rivals(
    graph: GovernanceGraph, meetings: Meetings, rows: Sequence[Relationship], told: set[frozenset[str]]
) -> tuple[tuple[str, ...], list[str]]:
    """Those who do the same to the same, and the statements that show it."""
    pairs = [
        (one, other)
        for one, other, meeting in meetings.among(rows)
        if meeting is Meeting.OVERLAP and frozenset((one.from_, other.from_)) not in told
    ]
    parties = sorted({row.from_ for pair in pairs for row in pair})
    rivals = tuple(sorted(apart(graph, parties)))
    return rivals, sorted({row.id for pair in pairs for row in pair if row.from_ in rivals})


def _overlap(
    graph: GovernanceGraph,
    rule: Rule,
    rivals: tuple[str, ...],
    what: str,
    rows: Sequence[Relationship],
    key: str,
    *,
    advice: bool = False,
) -> Finding:
    scopes = {
        scope
        for one, other in combinations(rows[:MOST_COMPARED], 2)
        if (scope := narrower(one.scope, other.scope)) is not None
    }
    return rule.finding(
        f"{names(graph, rivals, len(rivals))} {what}; the papers do not say {_UNSAID_OF_ADVICE if advice else _UNSAID}.",
        rivals,
        severity=Severity.INFO if advice else rule.severity,
        scopes=scopes_of(scopes),
        lines=[[row.from_, end] for row in rows for end in row.to],
        rests_on=rows,
        key=f"{','.join(rivals)}:{key}",
    )


RULE = Rule(
    code="DUT-04",
    name="overlapping-commissioners",
    group="duties",
    title="Two commissioners, performance managers, designators or advisers for one cell",
    severity=Severity.MEDIUM,
    severities=(Severity.INFO,),
    definition=(
        "Two or more parties that are not related commission the same cell of service, setting and population, or services from the same "
        "party in overlapping scopes where no service is named; or performance manage or designate the same party in overlapping "
        "scopes. Committees, groups and the like that advise the same party in overlapping scopes are only stated (info), and so is a seam, "
        "where commissioners divide a service by population, period or area. One finding for each set of parties and kind."
    ),
    why="Work is done twice, and providers can play one off against the other.",
    fix="Mark a lead and an associate, or divide it by service, population or indicator.",
    guards=(
        "Not raised between a body and its own head, part, post, delegate, adviser or supporter, nor where one stands above the other by links of strength 2 or more.",
        "Parts of one body are one, where that body does the same itself.",
        "Two named ones of one counted party have each their own patients or area.",
        "Not raised where one statement is marked lead, where one follows the other in time, or where each names other providers.",
        "Disjoint populations, periods or areas make a seam, which is info.",
    ),
    limits="Populations, settings and periods are compared by their words.",
    anchors=("NAO", "RACI"),
    bad=BAD,
    good=GOOD,
    check=check,
)
