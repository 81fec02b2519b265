"""Circles of part_of, of one_of and of successions, and chains of one_of that go too far."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govgraph.model.misfit import Misfit

if TYPE_CHECKING:  # the structure asks, by way of its consistency, whether it has any
    from govgraph.model.structure import Structure

_DEEPEST = 20


def circles(structure: "Structure") -> Iterator[Misfit]:
    """Circles of part_of and of one_of: each is named once, at its first party by id."""
    above_by = {
        "part_of": {
            key: sorted({a.body for a in row.part_of}) for key, row in sorted(structure.organisations.items())
        },
        "one_of": {
            key: [row.one_of]
            for key, row in sorted(structure.parties.items())
            if row.one_of not in {None, key}
        },
    }
    for word, above in above_by.items():
        for circle in _cycles(above):
            section = "organisations" if circle[0] in structure.organisations else "posts"
            chain_text = " → ".join((*circle, circle[0]))
            yield Misfit(
                (section, circle[0], word),
                f"{word} goes round in a circle: {chain_text}",
                "one of these must go",
            )


def too_deep(structure: "Structure") -> Iterator[Misfit]:
    """Named ones of named ones: a counted party is one or two steps away in life, and each step costs.

    A party that is one of itself has a message of its own, and ends the chain here.
    """
    for key in sorted(structure.parties):
        at, above, steps = key, structure.parties[key].one_of, 0
        while above not in {None, at} and above in structure.parties and steps <= _DEEPEST:
            at, above, steps = above, structure.parties[above].one_of, steps + 1
        if steps > _DEEPEST:
            section = "organisations" if key in structure.organisations else "posts"
            yield Misfit(
                (section, key, "one_of"),
                f"one_of goes more than {_DEEPEST} steps",
                "name the counted party itself",
            )
            return


def succession_loops(structure: "Structure") -> Iterator[Misfit]:
    """Successions that lead back to where they began on one and the same date.

    Over several dates they may: registers hold functions that were transferred and came back.
    """
    first: dict[tuple[str | None, str], int] = {}
    by_date: dict[str | None, dict[str, list[Any]]] = {}
    for number, row in enumerate(structure.successions):
        if row.kind == "function_only":
            continue
        became = by_date.setdefault(row.on, {})
        for old in row.from_:
            became.setdefault(old, []).extend(new for new in row.to if new != old)
            first.setdefault((row.on, old), number)
    for on, became in by_date.items():
        for circle in _cycles(became):
            chain_text = " → ".join((*circle, circle[0]))
            when = f"on {on}" if on else "with no date"
            yield Misfit(
                ("successions", first[on, circle[0]]),
                f"these successions, {when}, go round in a circle: {chain_text}",
                "one of them must go, or has another date",
            )


def _cycles(above: Mapping[str, list[Any]]) -> Iterator[list[str]]:
    """Circles met by an iterative depth-first walk; every party is entered once."""
    done: set[str] = set()
    for start in above:
        if start in done:
            continue
        trail: list[str] = [start]
        on_trail = {start: 0}
        stack = [iter(above[start])]
        while stack:
            following = next(stack[-1], None)
            if following is None:
                stack.pop()
                finished = trail.pop()
                del on_trail[finished]
                done.add(finished)
            elif following in on_trail:
                circle = trail[on_trail[following] :]
                first = circle.index(min(circle))
                yield circle[first:] + circle[:first]
            elif following not in done and following in above:
                on_trail[following] = len(trail)
                trail.append(following)
                stack.append(iter(above[following]))
