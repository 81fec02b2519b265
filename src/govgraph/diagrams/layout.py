"""The layout of a sketch: several are tried, their lines run, and the tidiest is taken."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise

from govgraph.diagrams.alignment import aligned
from govgraph.diagrams.composition import MOST_BOXES
from govgraph.diagrams.dot import ROW_SIZE, Spacing, beside, to_dot
from govgraph.diagrams.engines import Engine
from govgraph.diagrams.geometry import Placement, Point, Rect, disorder, read_placement
from govgraph.diagrams.inks import Style
from govgraph.diagrams.marks import title_rect
from govgraph.diagrams.page import GREATEST_SCALE, SMALLEST, Page, whole
from govgraph.diagrams.ranking import ranks
from govgraph.diagrams.routing import can_route, route
from govgraph.diagrams.sketch import Sketch
from govgraph.model.vocabulary import Kind

# Orders of naming to try: the engine's result depends on where it starts from, and it is quick. To run the lines
# takes longer, so only the most promising are run.
_ORDERS, _ROUTED = 8, 4
_MOST_UPRIGHT = 60
_FEWEST_GAP, _WIDEST_GAP = 28.0, 84.0
_TIGHT = 17.0
# Lines that run outside all boxes take a little room that is not known before they are drawn, in points of print.
_SLACK = 0.3

Lines = Mapping[int, Sequence[Point]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where boxes stand and lines run, and the DOT that says so."""

    dot: str
    placement: Placement
    lines: Lines


def tidiest(
    sketch: Sketch, kinds: Mapping[str, Kind], style: Style, engine: Engine, timeout: float, page: Page
) -> Layout:
    """The layout that prints large enough, with the fewest titles struck through, crossings, corners and length.

    Raises LayoutError; TimedOutError where one layout takes longer than `timeout` seconds.
    """
    splines = "ortho" if len(sketch.boxes) <= _MOST_UPRIGHT else "polyline"

    @cache
    def tried(spacing: Spacing) -> tuple[str, Placement]:
        dot = to_dot(sketch, kinds, style, spacing)
        return dot, read_placement(engine.layout(dot, timeout), sketch)

    def finished(spacing: Spacing) -> Layout:
        dot, placement = tried(_spread(sketch, page, spacing, tried))
        if can_route(sketch):
            placement = aligned(sketch, placement, kinds)
        worded = {number for number, stroke in enumerate(sketch.strokes) if beside(stroke, kinds)}
        return Layout(dot, placement, route(sketch, placement, worded))

    orders = range(_ORDERS if len(sketch.boxes) <= MOST_BOXES else 1)
    spacings = [
        Spacing(splines="ortho" if splines == "ortho" else "polyline", order=order) for order in orders
    ]
    spacings.sort(key=lambda spacing: (*disorder(sketch, tried(spacing)[1]), spacing.order))
    layouts = [finished(spacing) for spacing in spacings[: _ROUTED if can_route(sketch) else 1]]

    def order(layout: Layout) -> tuple[bool, int, int, int, float]:
        too_small = ROW_SIZE * page.scale(whole(layout.placement, layout.lines)) < SMALLEST
        return too_small, *untidiness(sketch, layout.placement, layout.lines)

    return min(layouts, key=order)


def _spread(
    sketch: Sketch, page: Page, spacing: Spacing, tried: Callable[[Spacing], tuple[str, Placement]]
) -> Spacing:
    """The spacing with boxes drawn closer where print would be too small, and rows parted to fill the page."""
    if ROW_SIZE * page.scale(whole(tried(spacing)[1], {}).grown(8)) < SMALLEST + _SLACK:
        spacing = replace(spacing, boxes=_TIGHT)
    extent = whole(tried(spacing)[1], {}).grown(16)
    rows = max(ranks(sketch).values(), default=0)
    if not rows:
        return spacing
    spare = page.room.height / min(page.room.width / extent.width, GREATEST_SCALE) - extent.height
    gap = min(max(spacing.ranks + spare / rows, _FEWEST_GAP), _WIDEST_GAP)
    return replace(spacing, ranks=round(gap, 1))


def untidiness(sketch: Sketch, placement: Placement, lines: Lines) -> tuple[int, int, int, float]:
    """Titles struck through, crossings, corners, and length: the less the tidier."""
    struck = sum(
        _strikes(title_rect(placement.frames[frame.key], frame.title, lines.values()), lines.values())
        for frame in sketch.frames
        if frame.title
    )
    crossings = sum(
        _crosses(one, other)
        for (a, first), (b, second) in combinations(lines.items(), 2)
        if not {sketch.strokes[a].upper, sketch.strokes[a].lower}
        & {sketch.strokes[b].upper, sketch.strokes[b].lower}
        for one in pairwise(first)
        for other in pairwise(second)
    )
    corners = sum(len(line) - 2 for line in lines.values())
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for line in lines.values() for a, b in pairwise(line))
    return struck, crossings, corners, round(length, 1)


def _strikes(title: Rect, lines: Iterable[Sequence[Point]]) -> bool:
    return any(title.meets(Rect.around(piece)) for line in lines for piece in pairwise(line))


def _crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two straight pieces, each along an axis, cross inside both."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    if (ax == bx) == (cx == dx):
        return False
    if ax == bx:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (cx, cy), (dx, dy), (ax, ay), (bx, by)
    return min(ax, bx) < cx < max(ax, bx) and min(cy, dy) < ay < max(cy, dy)
