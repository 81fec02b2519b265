"""Rows of a drawing: every box gets a rank, tier by tier from the top, superiors above those who answer to them."""

from collections import defaultdict
from collections.abc import Mapping

from govgraph.diagrams.sketch import Sketch, Stroke

# Lines that set nobody above anybody: their ends stand side by side where nothing else decides.
_LEVEL = frozenset({"advises", "works_with", "represents", "supports", "post_in", "hosts", "oversees"})


def ranks(sketch: Sketch) -> dict[str, int]:
    """The rank of every box, from 0 at the top; tiers never share one."""
    base = 0
    found: dict[str, int] = {}
    for tier in sketch.tiers:
        members = [box.key for box in sketch.boxes if box.tier == tier]
        levels = _levels(sketch, members)
        found |= {key: base + level for key, level in levels.items()}
        base += max(levels.values(), default=0) + 1
    return found


def ends(sketch: Sketch, key: str) -> tuple[str, ...]:
    """The boxes that an end of a line stands for."""
    return next((frame.members for frame in sketch.frames if frame.key == key), (key,))


def _levels(sketch: Sketch, members: list[str]) -> dict[str, int]:
    inside = set(members)
    below: dict[str, set[str]] = defaultdict(set)
    level_with: dict[str, set[str]] = defaultdict(set)
    for stroke in sketch.strokes:
        for upper in ends(sketch, stroke.upper):
            for lower in ends(sketch, stroke.lower):
                if upper == lower or not {upper, lower} <= inside:
                    continue
                if _is_level(stroke):
                    level_with[lower].add(upper)
                    level_with[upper].add(lower)
                else:
                    below[upper].add(lower)
    levels = _longest(members, below)
    ranked = {*below, *(lower for lowers in below.values() for lower in lowers)}
    for key in sorted(inside - ranked):
        near = sorted(levels[other] for other in level_with[key] if other in ranked)
        if near:
            levels[key] = near[0]
    return _closed_up(levels)


def _is_level(stroke: Stroke) -> bool:
    return all(kind in _LEVEL for kind in stroke.kinds)


def _longest(members: list[str], below: Mapping[str, set[str]]) -> dict[str, int]:
    """The longest way down to each, without the lines that would close a circle."""
    order: list[str] = []
    state: dict[str, int] = {}
    back: set[tuple[str, str]] = set()
    for start in members:
        stack = [(start, iter(sorted(below.get(start, ()))))] if start not in state else []
        state.setdefault(start, 1)
        while stack:
            key, lowers = stack[-1]
            lower = next(lowers, None)
            if lower is None:
                state[key] = 2
                order.append(key)
                stack.pop()
            elif lower not in state:
                state[lower] = 1
                stack.append((lower, iter(sorted(below.get(lower, ())))))
            elif state[lower] == 1:
                back.add((key, lower))
    levels = dict.fromkeys(members, 0)
    for key in reversed(order):
        for lower in below.get(key, ()):
            if (key, lower) not in back:
                levels[lower] = max(levels[lower], levels[key] + 1)
    return levels


def _closed_up(levels: dict[str, int]) -> dict[str, int]:
    """The same order without empty rows."""
    place = {level: number for number, level in enumerate(sorted(set(levels.values())))}
    return {key: place[level] for key, level in levels.items()}
