"""How lines run between boxes: upright and level, round every box, apart from each other, with few bends.

The engine's own upright lines pass through frames and titles and share tracks; for a page of an annex each
line is therefore searched for on a grid of tracks, the shortest first. A poster keeps the engine's lines.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from govgraph.diagrams.geometry import Placement, Point, Rect, segments
from govgraph.diagrams.marks import STACK, count_rect
from govgraph.diagrams.search import BEND, CROSSING, corners, find_way
from govgraph.diagrams.sketch import Sketch, Stroke
from govgraph.diagrams.tracks import Grid

MOST_LINES = 48
MOST_BOXES = 30


def can_route(sketch: Sketch) -> bool:
    """Whether a drawing is small enough for its lines to be searched for; a poster keeps the engine's."""
    return len(sketch.strokes) <= MOST_LINES and len(sketch.boxes) <= MOST_BOXES


def route(
    sketch: Sketch, placement: Placement, worded: Collection[int] = ()
) -> Mapping[int, tuple[Point, ...]]:
    """Corner points of every line, from its upper end to its lower; a line that finds no way keeps the engine's.

    `worded` are the lines that words stand beside: others keep their distance. The result depends on which
    line goes first, so the best of three orders is taken.
    """
    if not can_route(sketch):
        return {
            number: _engine_line(placement, stroke, number) for number, stroke in enumerate(sketch.strokes)
        }
    stacked = {
        box.key: Rect(r.left, r.top, r.right + STACK, r.bottom + STACK)
        for box in sketch.boxes
        if box.count > 1
        for r in [placement.boxes[box.key]]
    }
    padded = replace(placement, boxes={**placement.boxes, **stacked})
    marks = [
        count_rect(placement.boxes[box.key], box.count).grown(3) for box in sketch.boxes if box.count > 1
    ]
    strokes = sketch.strokes
    near = {number: _distance(padded, stroke) for number, stroke in enumerate(strokes)}
    orders = [
        sorted(near, key=lambda n: (near[n], n)),
        sorted(near, key=lambda n: (strokes[n].kinds[0] != "accountable_to", near[n], n)),
        sorted(near, key=lambda n: (strokes[n].kinds == ("post_in",), n not in worded, near[n], n)),
    ]
    found = [
        _routed(sketch, padded, marks, order, worded) for order in orders[: 3 if len(strokes) <= 32 else 1]
    ]
    return min(found, key=_untidiness, default={})


def _routed(
    sketch: Sketch, placement: Placement, marks: list[Rect], order: Iterable[int], worded: Collection[int]
) -> dict[int, tuple[Point, ...]]:
    grid = Grid.over(placement, marks)
    homes = {member: frame.key for frame in sketch.frames for member in frame.members}
    found: dict[int, tuple[Point, ...]] = {}
    for number in order:
        stroke = sketch.strokes[number]
        allowed = {homes[key] for key in (stroke.upper, stroke.lower) if key in homes} - {
            stroke.upper,
            stroke.lower,
        }
        line = find_way(grid, placement, stroke, allowed)
        found[number] = line or _engine_line(placement, stroke, number)
        if number in worded:
            grid.keep_clear(found[number])
    return found


def _engine_line(placement: Placement, stroke: Stroke, number: int) -> tuple[Point, ...]:
    """The engine's line, from the upper end, and up to the borders that it leaves room for heads at."""
    line = placement.lines.get(number)
    if line is None:
        return _elbow(placement, stroke)
    upper, lower = placement.rect(stroke.upper), placement.rect(stroke.lower)
    if upper.gap(line[0]) > upper.gap(line[-1]):
        line = line[::-1]
    return (upper.nearest(line[0]), *line[1:-1], lower.nearest(line[-1]))


def _elbow(placement: Placement, stroke: Stroke) -> tuple[Point, ...]:
    """The plainest way between two ends, through whatever stands there: a line is never left out."""
    upper, lower = placement.rect(stroke.upper), placement.rect(stroke.lower)
    down = upper.centre[1] <= lower.centre[1]
    start = (upper.centre[0], upper.bottom if down else upper.top)
    end = (lower.centre[0], lower.top if down else lower.bottom)
    middle = (start[1] + end[1]) / 2
    return tuple(corners([start, (start[0], middle), (end[0], middle), end]))


def _untidiness(lines: Mapping[int, Sequence[Point]]) -> float:
    """Crossings, shared ways, bends and length, weighed."""
    pieces = [(number, one, other) for number, line in lines.items() for one, other in segments(line)]
    met = 0
    for (first, a, b), (second, c, d) in combinations(pieces, 2):
        met += first != second and Rect.around([a, b]).grown(0.2).meets(Rect.around([c, d]).grown(0.2))
    bends = sum(len(line) - 2 for line in lines.values())
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for _, a, b in pieces)
    return met * CROSSING + bends * BEND + length


def _distance(placement: Placement, stroke: Stroke) -> float:
    one, other = placement.rect(stroke.upper), placement.rect(stroke.lower)
    across = max(0.0, max(one.left, other.left) - min(one.right, other.right))
    down = max(0.0, max(one.top, other.top) - min(one.bottom, other.bottom))
    return round(across * 1.5 + down, 1)
