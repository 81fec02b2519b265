"""Dominators: for each party, the next one towards the top that is on every way there.

The iterative algorithm of Cooper, Harvey and Kennedy ("A simple, fast dominance algorithm", 2001), over integers.
A library has it too, and tests hold this to that; but its import is most of what a command costs to start.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce

_TOP = 0


def immediate_dominators(
    roots: Sequence[str], uppers: Callable[[str], Iterable[str]], lowers: Callable[[str], Iterable[str]]
) -> dict[str, str | None]:
    """For each party below a root, its immediate dominator; None where only the top itself is one.

    The top stands above all roots, since a line to any one of them serves; a root's own uppers are not
    followed. `uppers` and `lowers` give the walkable neighbours of a party. Nothing recurses.

    >>> ways = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["top"]}
    >>> back = {"top": ["d"], "d": ["b", "c"], "b": ["a"], "c": ["a"]}
    >>> immediate_dominators(["top"], lambda p: ways.get(p, []), lambda p: back.get(p, []))
    {'top': None, 'd': 'top', 'c': 'd', 'b': 'd', 'a': 'd'}
    """
    order = _downwards(roots, lowers)
    place = {party: number for number, party in enumerate(order, start=1)}
    top = set(roots)
    parents = [
        [_TOP] if party in top else sorted({place[upper] for upper in uppers(party) if upper in place})
        for party in order
    ]
    above: list[int | None] = [_TOP, *(None for _ in order)]
    changed = True
    while changed:
        changed = False
        for number, candidates in enumerate(parents, start=1):
            known = [candidate for candidate in candidates if above[candidate] is not None]
            nearest = reduce(
                partial(_common, above), known
            )  # one is known: a parent comes earlier in the order
            if nearest != above[number]:
                above[number] = nearest
                changed = True
    return {party: order[dominator - 1] if (dominator := above[place[party]]) else None for party in order}


def _common(above: Sequence[int | None], one: int, other: int) -> int:
    """The nearest place that is above both, or one of them."""
    while one != other:
        if one < other:
            one, other = other, one
        one = above[one] or _TOP
    return one


def _downwards(roots: Sequence[str], lowers: Callable[[str], Iterable[str]]) -> list[str]:
    """Reverse postorder of a walk down from the roots: a party comes before what only it leads to."""
    done: list[str] = []
    seen = set(roots)
    for root in sorted(roots):
        stack: list[tuple[str, Iterator[str]]] = [(root, iter(sorted(set(lowers(root)))))]
        while stack:
            party, rest = stack[-1]
            following = next((lower for lower in rest if lower not in seen), None)
            if following is None:
                stack.pop()
                done.append(party)
            else:
                seen.add(following)
                stack.append((following, iter(sorted(set(lowers(following))))))
    done.reverse()
    return done
