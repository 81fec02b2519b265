"""What several rules on the shape of a structure share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from govgraph.graph import GovernanceGraph, Link

# The kinds by which one party has another under it: it can hold it to account, instruct it or manage it.
MANAGING_KINDS = frozenset({"accountable_to", "directs", "performance_manages"})


def managing_links(graph: GovernanceGraph) -> dict[str, list[Link]]:
    """The stated links by which parties have others under them, by the upper party.

    What a named one takes over from a counted party is left out: it is said, and judged, of the counted party.
    """
    found: dict[str, list[Link]] = defaultdict(list)
    for link in graph.links:
        if link.kind.name in MANAGING_KINDS and link.inherited is None:
            found[link.upper].append(link)
    return found


def circles(above: dict[str, list[str]]) -> Iterator[list[str]]:
    """The strongly connected components of two or more parties, each sorted: who answers to whom in a circle.

    Tarjan's algorithm, without recursion: a register has chains deeper than any stack.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    is_open: set[str] = set()
    for start in sorted(above):
        if start in number:
            continue
        walk = [(start, iter(above[start]))]
        number[start] = low[start] = len(number)
        open_.append(start)
        is_open.add(start)
        while walk:
            party, following = walk[-1]
            upper = next(following, None)
            if upper is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[party])
                if low[party] == number[party]:
                    members = _closed(party, open_, is_open)
                    if len(members) > 1:
                        yield sorted(members)
            elif upper not in number:
                number[upper] = low[upper] = len(number)
                open_.append(upper)
                is_open.add(upper)
                walk.append((upper, iter(above.get(upper, ()))))
            elif upper in is_open:
                low[party] = min(low[party], number[upper])


def _closed(party: str, open_: list[str], is_open: set[str]) -> list[str]:
    """The component that ends with a party, taken off the parties still open."""
    members: list[str] = []
    while not members or members[-1] != party:
        members.append(open_.pop())
        is_open.discard(members[-1])
    return members


def shortest_circle(above: dict[str, list[str]], members: Iterable[str], start: str) -> list[str]:
    """The shortest way from a party back to itself among some parties, the party at both ends."""
    within = set(members)
    before: dict[str, str] = {}
    queue = [start]
    for party in queue:  # grows while it is walked: a search in breadth
        for upper in sorted(above.get(party, ())):
            if upper == start:
                way = [party]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return [*reversed(way), start]
            if upper in within and upper not in before:
                before[upper] = party
                queue.append(upper)
    return [start]
