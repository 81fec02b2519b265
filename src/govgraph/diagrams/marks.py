"""The marks of a drawing as SVG: boxes, frames, lines with their heads, and the small words beside lines."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from govgraph.diagrams import metrics
from govgraph.diagrams.dot import LEADING, NAME_SIZE, ROW_SIZE, TITLE_SIZE, name_lines, row_lines
from govgraph.diagrams.geometry import Point, Rect
from govgraph.diagrams.inks import (
    BLACK,
    OUTSIDE,
    QUIET,
    REMOVED_DASH,
    REMOVED_TAG,
    TEXT,
    UNSETTLED_DASH,
    Pen,
    Style,
    change_ground,
    change_ink,
    pen_of,
)
from govgraph.diagrams.sketch import Box, Change, Shape, Stroke
from govgraph.model.vocabulary import Kind
from govgraph.text import escape_html

_POST_SIZE = 9.6
_SHEET = 3.0
STACK = 2 * _SHEET
_HEAD_LENGTH = {"": 0.0, "normal": 7.5, "vee": 0.0, "odot": 5.6, "dot": 5.6, "double": 13.0, "box": 5.2, "obox": 5.2, "onormal": 8.0, "diamond": 8.0, "odiamond": 8.0}  # fmt: skip


def number(value: float) -> str:
    """A coordinate with as few digits as print can show."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def text(x: float, y: float, words: str, size: float, **look: str) -> str:
    """One line of text."""
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in look.items())
    return f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{attributes}>{escape_html(words)}</text>'


def _rect(rect: Rect, radius: float, fill: str, stroke: str, thick: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{number(rect.left)}" y="{number(rect.top)}" width="{number(rect.width)}" height="{number(rect.height)}"'
        f' rx="{number(radius)}" fill="{fill}" stroke="{stroke}" stroke-width="{number(thick)}"{dashed}/>'
    )


def box_marks(box: Box, rect: Rect, ink: str, style: Style, *, of_changes: bool = False) -> str:
    """A box with its name and rows: square with a filled head, rounded, or a rounded post in italics.

    On a drawing of changes its ink, ground, border and tag say what became of it, and the name of one that is
    no more is struck through.
    """
    ink = change_ink(box.change, style) if of_changes else OUTSIDE if box.outside else ink
    ground = change_ground(box.change, style) if of_changes else "#FFFFFF"
    removed = of_changes and box.change is Change.REMOVED
    radius = {Shape.BODY: 0.0, Shape.GROUP: 7.0, Shape.POST: min(11.0, rect.height / 2)}[box.shape]
    dash = REMOVED_DASH if removed else "5 2.5" if not box.settled else ""
    thick = 2.0 if box.root or (of_changes and box.change in {Change.ADDED, Change.CHANGED}) else 1.3
    parts = []
    for step in (2, 1) if box.count > 1 else ():
        away = step * _SHEET
        parts.append(
            _rect(
                Rect(rect.left + away, rect.top + away, rect.right + away, rect.bottom + away),
                radius,
                "#FFFFFF",
                ink,
                1.0,
            )
        )
    parts.append(_rect(rect, radius, ground, ink, thick, dash))
    post = box.shape is Shape.POST
    size = _POST_SIZE if post and not box.root else NAME_SIZE
    names, rows = name_lines(box), row_lines(box)
    name_height = size * LEADING * len(names)
    room = rect.height - name_height - sum(ROW_SIZE * LEADING * len(row) for row in rows)
    gap = room / (len(rows) + 1)
    filled = box.shape is Shape.BODY and style == "tiers" and not of_changes
    if filled:
        head = rect.height if not rows else name_height + gap
        parts.append(_rect(Rect(rect.left, rect.top, rect.right, rect.top + head), 0.0, ink, ink, thick))
    x, y = rect.centre[0], rect.top + gap * 0.5
    look = {"text_anchor": "middle", "fill": "#FFFFFF" if filled else OUTSIDE if box.outside else TEXT}
    look |= {"font_style": "italic"} if post else {}
    look |= {} if post and not box.root else {"font_weight": "bold"}
    # A body of which the later papers are silent is not struck out: it may well be there still.
    struck = removed and bool(box.rows) and box.rows[0].startswith(REMOVED_TAG)
    look |= {"text_decoration": "line-through"} if struck else {}
    for line in names:
        y += size * LEADING
        parts.append(text(x, y - size * 0.26, line, size, **look))
    tagged = of_changes and box.change is not Change.SAME
    y += gap * 0.5 if filled else 0.0
    for place, row in enumerate(rows):
        y += gap * (0.5 if filled else 0.75)
        tag = {"fill": ink, "font_weight": "bold"} if tagged and place == 0 else {"fill": QUIET}
        for line in row:
            y += ROW_SIZE * LEADING
            parts.append(text(x, y - ROW_SIZE * 0.26, line, ROW_SIZE, text_anchor="middle", **tag))
    if box.count > 1:
        parts.append(_count_mark(rect, box.count))
    return "".join(parts)


def count_words(count: int) -> str:
    """What is written on a stacked box."""
    return f"× {count:,}"


def count_rect(rect: Rect, count: int) -> Rect:
    """Where the number of a stacked box stands: on its upper right corner."""
    wide = metrics.width(count_words(count), ROW_SIZE, bold=True) + 8
    return Rect(rect.right - wide + 8, rect.top - 9.5, rect.right + 8, rect.top + 2.5)


def _count_mark(rect: Rect, count: int) -> str:
    words = count_words(count)
    at = count_rect(rect, count)
    return _rect(at, 6.0, "#FFFFFF", BLACK, 0.8) + text(
        at.centre[0], at.bottom - 3, words, ROW_SIZE, text_anchor="middle", font_weight="bold", fill=TEXT
    )


def frame_marks(rect: Rect, title: str, lines: Iterable[Sequence[Point]] = ()) -> str:
    """A frame around boxes, its title where no line strikes it through."""
    marks = _rect(rect, 9.0, "#FFFFFF", BLACK, 1.0)
    if title:
        place = title_rect(rect, title, lines)
        marks += text(place.left, rect.top + 12.5, title, TITLE_SIZE, font_weight="bold", fill=TEXT)
    return marks


def title_rect(rect: Rect, title: str, lines: Iterable[Sequence[Point]] = ()) -> Rect:
    """Where a frame's title stands: at the upper right, or, where a line comes in there, at the left or between."""
    wide = metrics.width(title, TITLE_SIZE, bold=True)
    free = rect.right - rect.left - 18 - wide
    places = (
        [rect.left + 9 + free * share for share in (1.0, 0.0, 0.5, 0.75, 0.25)]
        if free > 0
        else [rect.right - 9 - wide]
    )
    found = [Rect(left, rect.top + 3, left + wide, rect.top + 16) for left in places]
    pieces = [Rect.around(piece).grown(2) for line in lines for piece in pairwise(line)]
    return next((place for place in found if not any(place.meets(piece) for piece in pieces)), found[0])


def line_marks(
    points: Sequence[Point], pens: Sequence[Pen], *, settled: bool = True, ink: str = "", dash: str = ""
) -> str:
    """A line from its upper end, where the heads are, to its lower one; `ink` and `dash` go before those of its pens."""
    pens = [replace(pen, ink=ink or pen.ink) for pen in pens]
    (x, y), (nx, ny) = points[0], points[1]
    length = math.hypot(nx - x, ny - y) or 1.0
    unit = ((nx - x) / length, (ny - y) / length)
    pen = pens[0]
    away = 0.0
    heads = []
    for each in pens:
        heads.append(_head(each.head, x + unit[0] * away, y + unit[1] * away, unit, each.ink))
        away += _HEAD_LENGTH[each.head]
    start = (x + unit[0] * min(away, length), y + unit[1] * min(away, length))
    path = _rounded([start, *points[1:]])
    dash = dash or pen.dash or ("" if settled else UNSETTLED_DASH)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    look = 'fill="none" stroke-linejoin="round"'
    if pen.double:
        wide = f'<path d="{path}" {look} stroke="{pen.ink}" stroke-width="{number(pen.width + 3)}"{dashed}/>'
        return f'{wide}<path d="{path}" {look} stroke="#FFFFFF" stroke-width="{number(pen.width + 1)}"/>{"".join(heads)}'
    return f'<path d="{path}" {look} stroke="{pen.ink}" stroke-width="{number(pen.width)}"{dashed}/>{"".join(heads)}'


def _rounded(points: Sequence[Point], radius: float = 3.5) -> str:
    """A path with slightly rounded corners."""
    parts = [f"M{number(points[0][0])},{number(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        one, other = math.dist(before, here), math.dist(here, after)
        short = min(radius, one / 2, other / 2)
        if short < 0.5:
            parts.append(f"L{number(here[0])},{number(here[1])}")
            continue
        enter = (here[0] + (before[0] - here[0]) * short / one, here[1] + (before[1] - here[1]) * short / one)
        leave = (
            here[0] + (after[0] - here[0]) * short / other,
            here[1] + (after[1] - here[1]) * short / other,
        )
        parts.append(
            f"L{number(enter[0])},{number(enter[1])}Q{number(here[0])},{number(here[1])} {number(leave[0])},{number(leave[1])}"
        )
    parts.append(f"L{number(points[-1][0])},{number(points[-1][1])}")
    return "".join(parts)


def _head(head: str, x: float, y: float, unit: Point, ink: str) -> str:
    """A head whose tip is at a point; `unit` leads from the tip along the line."""
    ux, uy = unit

    def at(along: float, aside: float) -> Point:
        return x + ux * along - uy * aside, y + uy * along + ux * aside

    def shape(corners: Iterable[Point], fill: str) -> str:
        spelled = " ".join(f"{number(px)},{number(py)}" for px, py in corners)
        return f'<polygon points="{spelled}" fill="{fill}" stroke="{ink}" stroke-width="1.1" stroke-linejoin="miter"/>'

    if head in {"odot", "dot"}:
        cx, cy = at(2.8, 0)
        fill = ink if head == "dot" else "#FFFFFF"
        return f'<circle cx="{number(cx)}" cy="{number(cy)}" r="2.5" fill="{fill}" stroke="{ink}" stroke-width="1.1"/>'
    if head == "vee":
        corners = " ".join(f"{number(px)},{number(py)}" for px, py in (at(7, 3.6), at(0.6, 0), at(7, -3.6)))
        return f'<polyline points="{corners}" fill="none" stroke="{ink}" stroke-width="1.5"/>'
    if head in {"box", "obox"}:
        return shape(
            [at(0.4, 2.3), at(5, 2.3), at(5, -2.3), at(0.4, -2.3)], ink if head == "box" else "#FFFFFF"
        )
    if head in {"diamond", "odiamond"}:
        return shape(
            [at(0.5, 0), at(4.2, 2.9), at(8, 0), at(4.2, -2.9)], ink if head == "diamond" else "#FFFFFF"
        )
    wedge = [at(0.6, 0), at(7.5, 2.9), at(7.5, -2.9)]
    if head == "double":
        return shape(wedge, ink) + shape([at(6.6, 0), at(13, 2.9), at(13, -2.9)], ink)
    return shape(wedge, "#FFFFFF" if head == "onormal" else ink) if head else ""


def pens_of(stroke: Stroke, kinds: Mapping[str, Kind]) -> list[Pen]:
    """The pens of a line, the first of which gives its stroke."""
    return [pen_of(kinds[kind]) for kind in stroke.kinds]


def word_size(words: str) -> Point:
    """Width and height of the plate that the words beside a line stand on."""
    return metrics.width(words, ROW_SIZE) + 6, 11.0


def word_marks(centre: Point, words: str) -> str:
    """Words on a white plate that interrupts the line."""
    wide, high = word_size(words)
    plate = Rect(centre[0] - wide / 2, centre[1] - high / 2, centre[0] + wide / 2, centre[1] + high / 2)
    return _rect(plate, 3.0, "#FFFFFF", "#8A8A8A", 0.5) + text(
        centre[0], centre[1] + 3, words, ROW_SIZE, text_anchor="middle", fill=BLACK
    )
