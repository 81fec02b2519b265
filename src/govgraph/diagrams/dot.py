"""A sketch as DOT: synthetic ids, one escaper, a fixed set of attributes, everything in a fixed order."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from govgraph.diagrams import metrics
from govgraph.diagrams.inks import OUTSIDE, QUIET, TEXT, Style, is_own, pen_of, tier_ink
from govgraph.diagrams.ranking import ends, ranks
from govgraph.diagrams.sketch import Box, Change, Frame, Shape, Sketch, Stroke
from govgraph.model.vocabulary import Kind, Status
from govgraph.text import one_line

NAME_SIZE = 10.0
ROW_SIZE = 9.0
TITLE_SIZE = 9.0
_NAME_ROOM = 128.0
_ROW_ROOM = 132.0
_NAME_LINES = 6
LEADING = 1.18
_SIDE_ROOM = 5.0

_HEADS = {
    "": "none", "normal": "normal", "vee": "vee", "odot": "odot", "dot": "dot", "double": "normalnormal", "box": "box",
    "obox": "obox", "onormal": "onormal", "diamond": "diamond", "odiamond": "odiamond",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spacing:
    """What a layout may be tried with: gaps in points, how lines run, and in which order parties are named."""

    ranks: float = 36.0
    boxes: float = 24.0
    splines: Literal["ortho", "polyline"] = "ortho"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that DOT and SVG know: they come from places in the sketch, never from data."""

    boxes: Mapping[str, str]
    frames: Mapping[str, str]

    @classmethod
    def of(cls, sketch: Sketch) -> "Ids":
        """Number the boxes and the frames of a sketch."""
        return cls(
            {box.key: f"n_{number}" for number, box in enumerate(sketch.boxes)},
            {frame.key: f"cluster_{number}" for number, frame in enumerate(sketch.frames)},
        )


def escape(text: str) -> str:
    """Text for DOT, in an HTML-like label or in a quoted attribute: no character of it is ever an instruction.

    The ampersand goes first, else text such as `&lt;` would change. Engines read `\\N` as an escape after they
    have read entities, in HTML-like labels too; two backslashes, both as entities, come out as one.

    >>> escape('a "b" & <c>')
    'a &quot;b&quot; &amp; &lt;c&gt;'
    """
    for character, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("\\", "&#92;&#92;"),
    ):
        text = text.replace(character, entity)
    return one_line(text)


def to_dot(
    sketch: Sketch, kinds: Mapping[str, Kind], style: Style = "tiers", spacing: Spacing | None = None
) -> str:
    """The DOT of a sketch, ready for an engine and fit to be read."""
    spacing = spacing or Spacing()
    ids = Ids.of(sketch)
    place = ranks(sketch)
    framed = {member: frame for frame in sketch.frames for member in frame.members}
    lines = [*_head(spacing)]
    shown: set[str] = set()
    for box in _ordered(sketch, place, spacing.order):
        if box.key in shown:
            continue
        frame = framed.get(box.key)
        if frame is None:
            lines.append(f"  {_node(box, sketch, style, ids)}")
            shown.add(box.key)
        else:
            lines.extend(_cluster(frame, sketch, style, ids))
            shown.update(frame.members)
    lines.extend(_ranks(place, ids))
    lines.extend(
        _edge(
            number, stroke, sketch, kinds, place, ids, spacing, flipped=bool(spacing.order >> number % 3 & 1)
        )
        for number, stroke in enumerate(sketch.strokes)
    )
    return "\n".join([*lines, "}", ""])


def _ordered(sketch: Sketch, place: Mapping[str, int], order: int) -> list[Box]:
    """The boxes in the order that they are named in, which is where the engine starts from."""
    by_rank = sorted(sketch.boxes, key=lambda box: (place[box.key], sketch.boxes.index(box)))
    if order == 0:
        return by_rank
    if order == 1:
        return by_rank[::-1]
    degree: dict[str, int] = defaultdict(int)
    for stroke in sketch.strokes:
        for key in (*ends(sketch, stroke.upper), *ends(sketch, stroke.lower)):
            degree[key] += 1
    sign = 1 if order % 2 else -1
    return sorted(
        by_rank, key=lambda box: (sign * degree[box.key], (sketch.boxes.index(box) * order) % 7, box.key)
    )


def _head(spacing: Spacing) -> Iterable[str]:
    yield "digraph structure {"
    yield (
        f"  graph [rankdir=TB newrank=true compound=true splines={spacing.splines} ranksep={spacing.ranks / 72:.3f}"
        f' nodesep={spacing.boxes / 72:.3f} pad=0.05 fontname="Helvetica" bgcolor=transparent outputorder=edgesfirst];'
    )
    yield f'  node [shape=plain fontname="Helvetica" fontsize={NAME_SIZE:g} fontcolor="{TEXT}"];'
    yield '  edge [fontname="Helvetica" fontsize=8.5 dir=back arrowsize=0.75];'


def _cluster(frame: Frame, sketch: Sketch, style: Style, ids: Ids) -> Iterable[str]:
    yield f"  subgraph {ids.frames[frame.key]} {{"
    label = f"<<B>{escape(frame.title)}</B>>" if frame.title else '""'
    yield (
        f'    label={label}; labeljust=r; fontsize={TITLE_SIZE:g}; fontcolor="{TEXT}"; style=rounded; color="{TEXT}";'
        ' penwidth=1; bgcolor="#FFFFFF"; margin=9;'
    )
    for key in frame.members:
        yield f"    {_node(sketch.box(key), sketch, style, ids)}"
    yield "  }"


def _node(box: Box, sketch: Sketch, style: Style, ids: Ids) -> str:
    return f'{ids.boxes[box.key]} [id="{ids.boxes[box.key]}" label=<{_label(box, tier_ink(box.tier, sketch.tiers, style), style)}>];'


def name_lines(box: Box) -> list[str]:
    """A box's name as it is broken into lines."""
    size = 9.6 if box.shape is Shape.POST and not box.root else NAME_SIZE
    return metrics.wrapped(box.name, _NAME_ROOM, size, bold=True, most=_NAME_LINES) or ["–"]


def row_lines(box: Box) -> list[list[str]]:
    """A box's rows, each broken into lines."""
    return [metrics.wrapped(row, _ROW_ROOM, ROW_SIZE, most=3) for row in box.rows]


def text_width(box: Box) -> float:
    """The width of a box's longest line of text."""
    rows = [metrics.width(line, ROW_SIZE) for lines in row_lines(box) for line in lines]
    return max([*rows, *(metrics.width(line, NAME_SIZE, bold=True) for line in name_lines(box))])


def _label(box: Box, ink: str, style: Style) -> str:
    """The HTML-like table of a box: squares with a filled head, rounded ones without, posts in italics."""
    ink = OUTSIDE if box.outside else ink
    name = "<BR/>".join(escape(line) for line in name_lines(box))
    filled = box.shape is Shape.BODY and style == "tiers"
    styles = [*(["ROUNDED"] if box.shape is not Shape.BODY else []), *(["DASHED"] if not box.settled else [])]
    look = f' STYLE="{",".join(styles)}"' if styles else ""
    border = 2 if box.root else 1
    wide = math.ceil(text_width(box) + 2 * _SIDE_ROOM)
    size = f'WIDTH="{wide}" HEIGHT="{math.ceil(len(name_lines(box)) * NAME_SIZE * LEADING + 6)}"'
    rows = "".join(_row(lines) for lines in row_lines(box))
    if filled:
        head = f'<TR><TD {size} BGCOLOR="{ink}"><FONT COLOR="#FFFFFF"><B>{name}</B></FONT></TD></TR>'
    elif box.shape is Shape.POST:
        strong = f"<B><I>{name}</I></B>" if box.root else f'<FONT POINT-SIZE="9.6"><I>{name}</I></FONT>'
        head = f"<TR><TD {size}>{strong}</TD></TR>"
    else:
        head = f"<TR><TD {size}><B>{name}</B></TD></TR>"
    padding = 5 if box.shape is Shape.POST else 3
    return (
        f'<TABLE BORDER="{border}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{padding}"{look} COLOR="{ink}"'
        f' BGCOLOR="#FFFFFF">{head}{rows}</TABLE>'
    )


def _row(lines: list[str]) -> str:
    text = "<BR/>".join(escape(line) for line in lines)
    return f'<TR><TD CELLPADDING="2" HEIGHT="{math.ceil(len(lines) * ROW_SIZE * LEADING + 3)}"><FONT POINT-SIZE="{ROW_SIZE:g}" COLOR="{QUIET}">{text}</FONT></TD></TR>'


def _ranks(place: Mapping[str, int], ids: Ids) -> Iterable[str]:
    """An invisible post per rank, in a chain, and the boxes of each rank tied to it."""
    rows: dict[int, list[str]] = defaultdict(list)
    for key in sorted(place, key=lambda key: (place[key], len(ids.boxes[key]), ids.boxes[key])):
        rows[place[key]].append(ids.boxes[key])
    for rank in rows:
        yield f"  r_{rank} [shape=point style=invis width=0.01 height=0.01];"
    if len(rows) > 1:
        yield f"  {' -> '.join(f'r_{rank}' for rank in rows)} [style=invis weight=50];"
    for rank, members in rows.items():
        yield f"  {{rank=same; r_{rank}; {'; '.join(members)}}}"


def beside(stroke: Stroke, kinds: Mapping[str, Kind]) -> str:
    """The words beside a line: the kinds that no pen shows, the money, and its standing."""
    standing = "" if stroke.status is Status.IN_FORCE else stroke.status.value
    change = {Change.ADDED: "+", Change.REMOVED: "×"}.get(stroke.change, "")
    own = [kinds[kind].reads for kind in stroke.kinds if is_own(kinds[kind])]
    return " · ".join(
        word
        for word in (change, *own, stroke.amount, ", ".join(filter(None, (standing, stroke.doubt))))
        if word
    )


def _apart(stroke: Stroke, kinds: Mapping[str, Kind], spacing: Spacing) -> int:
    """How many gaps the ends of a level line must stand apart for its head and its words."""
    return math.ceil((metrics.width(beside(stroke, kinds), ROW_SIZE) + 30) / spacing.boxes)


def _edge(
    number: int,
    stroke: Stroke,
    sketch: Sketch,
    kinds: Mapping[str, Kind],
    place: Mapping[str, int],
    ids: Ids,
    spacing: Spacing,
    *,
    flipped: bool,
) -> str:
    """One line, from the higher row to the lower, whichever end answers: so the rows stay where they are put.

    Of two ends in one row the engine puts the first to the left; `flipped` tries it the other way.
    """
    upper, lower = sketch.box(stroke.upper).key, sketch.box(stroke.lower).key
    level = place[upper] == place[lower]
    down = not flipped if level else place[upper] < place[lower]
    tail, head = (stroke.upper, stroke.lower) if down else (stroke.lower, stroke.upper)
    pens = [pen_of(kinds[kind]) for kind in stroke.kinds]
    shape = "".join(_HEADS[pen.head] for pen in pens) or "none"
    pattern = "dashed" if pens[0].dash or stroke.status is not Status.IN_FORCE else "solid"
    pattern = "dotted" if pens[0].dash.startswith("1.7") else pattern
    ink = f"{pens[0].ink}:#FFFFFF:{pens[0].ink}" if pens[0].double else pens[0].ink
    attributes = [
        f'id="e_{number}"',
        f"style={pattern}",
        f"penwidth={pens[0].width:g}",
        f'color="{ink}"',
        f"arrowtail={shape}" if down else f"dir=forward arrowhead={shape}",
        f"weight={1 + 2 * max(int(kinds[kind].strength) for kind in stroke.kinds)}",
    ]
    # A level line needs room for its words: as many gaps as its ends must stand apart.
    attributes += [f"minlen={_apart(stroke, kinds, spacing)}"] if level and beside(stroke, kinds) else []
    attributes += [f"ltail={ids.frames[tail]}"] if tail in ids.frames else []
    attributes += [f"lhead={ids.frames[head]}"] if head in ids.frames else []
    first, last = ids.boxes[sketch.box(tail).key], ids.boxes[sketch.box(head).key]
    return f"  {first} -> {last} [{' '.join(attributes)}];"
