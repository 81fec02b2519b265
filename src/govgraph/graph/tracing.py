"""Every line between two parties, strongest first."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from govgraph.graph.linking import LinkSet
from govgraph.graph.links import Line, Link
from govgraph.graph.view import View
from govgraph.graph.ways import LEVELS

# Lines are counted before they are sorted, so that a dense structure cannot hold the command up.
_MAX_CANDIDATES = 500


def lines_between(
    links: LinkSet, scopes: Sequence[str], start: str, end: str, limit: int
) -> tuple[list[tuple[Line, tuple[str, ...]]], bool]:
    """Lines with the scopes that they hold in, strongest first, and whether more exist than were given."""
    found: dict[Line, list[str]] = {}
    cut = False
    for scope in scopes:
        view = View(links, scope, [end])
        lines = list(islice(_lines(view, start, end), _MAX_CANDIDATES + 1))
        cut |= len(lines) > _MAX_CANDIDATES
        for line in lines[:_MAX_CANDIDATES]:
            found.setdefault(line, []).append(scope)
    ordered = sorted(
        found, key=lambda line: (-line.strength, len(line.unsettled), len(line.links), line.parties)
    )
    return [(line, tuple(found[line])) for line in ordered[:limit]], cut or len(ordered) > limit


def _lines(view: View, start: str, end: str) -> Iterator[Line]:
    """Simple lines, level by level and then shortest first, each once."""
    import networkx as nx

    if start == end:
        return
    seen: set[tuple[str, ...]] = set()
    for strength in (4, 3, 2, 1):
        graph: Any = nx.DiGraph()
        reaching = view.reaching(LEVELS[-1])
        if start not in reaching:
            return
        for party in sorted(view.above([start], LEVELS[-1]) & reaching):
            graph.add_edges_from(
                (party, link.upper)
                for link in view.up.get(party, ())
                if link.strength >= strength and link.upper in reaching
            )
        if not (graph.has_node(start) and graph.has_node(end) and nx.has_path(graph, start, end)):
            continue
        for path in nx.shortest_simple_paths(graph, start, end):
            parties = tuple(path)
            if parties not in seen:
                seen.add(parties)
                yield _line(view, parties)


def _line(view: View, parties: Sequence[str]) -> Line:
    """The line along some parties, by the strongest link of each hop."""
    hops: list[Link] = []
    for lower, upper in pairwise(parties):
        alike = [link for link in view.up[lower] if link.upper == upper]
        hops.append(min(alike, key=lambda link: (-link.strength, link.standing, link.statement)))
    return Line(parties[0], tuple(hops))
