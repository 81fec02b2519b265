"""The legend: everything drawn is in it, and nothing else is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govgraph.diagrams import metrics
from govgraph.diagrams.geometry import Rect
from govgraph.diagrams.inks import (
    BLACK,
    GREY,
    OUTSIDE,
    REMOVED_DASH,
    TEXT,
    Pen,
    Style,
    change_ground,
    change_ink,
)
from govgraph.diagrams.marks import line_marks, number, pens_of, text, word_marks, word_size
from govgraph.diagrams.sketch import Change, Shape, Sketch
from govgraph.model.vocabulary import STATUS_WORDS, Kind, Status
from govgraph.text import listed

SIZE = 8.2
ROW = 16.0
_SAMPLE = 34.0
_GAP = 9.0

_SHAPE_WORDS = {Shape.BODY: "Body", Shape.GROUP: "Committee, group or team", Shape.POST: "Post"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is of (a name for scripts and tests), its sample and its words."""

    of: str
    sample: str
    words: str
    wide: float = _SAMPLE


def entries(sketch: Sketch, kinds: Mapping[str, Kind], style: Style) -> list[Entry]:
    """The entries of a drawing: lines, what stands beside lines, then boxes."""
    changes = _changes(sketch, style) if sketch.of_changes else []
    return [*changes, *_lines(sketch, kinds), *_standings(sketch), *_boxes(sketch, style)]


_CHANGES = {
    Change.ADDED: "+ only after",
    Change.REMOVED: "− or ×: only before",
    Change.CHANGED: "Δ in both, changed",
    Change.SAME: "In both",
}


def _changes(sketch: Sketch, style: Style) -> list[Entry]:
    """What became of boxes and lines."""
    used = {box.change for box in sketch.boxes} | {stroke.change for stroke in sketch.strokes}
    found = []
    for change in Change:
        if change in used:
            ink, ground = change_ink(change, style), change_ground(change, style)
            dash = REMOVED_DASH if change is Change.REMOVED else ""
            thick = 2 if change in {Change.ADDED, Change.CHANGED} else 1
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            box = f'<rect x="1" y="-5.5" width="22" height="11" fill="{ground}" stroke="{ink}" stroke-width="{thick}"{dashed}/>'
            found.append(Entry(f"change {change}", box, _CHANGES[change], 24))
    return found


def line_words(kinds: Sequence[Kind]) -> str:
    """How a line reads from its lower end, as a legend puts it."""
    spoken = [kind.upward().removeprefix("is ") for kind in kinds]
    words = listed(spoken)
    return words[:1].upper() + words[1:]


def _sample(pens: Sequence[Pen], *, settled: bool = True) -> str:
    return line_marks([(_SAMPLE, 0.0), (0.0, 0.0)], pens, settled=settled)


def _lines(sketch: Sketch, kinds: Mapping[str, Kind]) -> list[Entry]:
    used = {stroke.kinds: stroke for stroke in sketch.strokes}
    order = sorted(
        used, key=lambda names: (len(names), -max(int(kinds[name].strength) for name in names), names)
    )
    return [
        Entry(
            "line " + "+".join(names),
            _sample(pens_of(used[names], kinds)),
            line_words([kinds[name] for name in names]),
        )
        for names in order
    ]


def _standings(sketch: Sketch) -> list[Entry]:
    """What breaks a line or stands beside it; a broken border of a box means the same as a broken line."""
    found = []
    plain = Pen(1.3, BLACK, "", "")
    for status in Status:
        on_line = any(stroke.status is status for stroke in sketch.strokes)
        on_box = any(box.status is status for box in sketch.boxes)
        if status is Status.IN_FORCE or not (on_line or on_box):
            continue
        sample, wide = "", 0.0
        if on_line:
            wide = word_size(status.value)[0] + 20
            sample = line_marks([(wide, 0.0), (0.0, 0.0)], [plain], settled=False) + word_marks(
                (wide / 2, 0), status.value
            )
        if on_box:
            wide += 6 if on_line else 0
            sample += f'<g transform="translate({number(wide)} 0)">{_outline(Shape.GROUP, dash="4 2")}</g>'
            wide += 24
        found.append(Entry(f"status {status.value}", sample, _sentence(_status_words(status)), wide))
    doubts = {stroke.doubt for stroke in sketch.strokes} - {""}
    if doubts:
        sample, wide = "", 0.0
        for doubt in sorted(doubts):
            long = word_size(doubt)[0] + 16
            marks = line_marks([(long, 0.0), (0.0, 0.0)], [plain]) + word_marks((long / 2, 0), doubt)
            sample += f'<g transform="translate({number(wide)} 0)">{marks}</g>'
            wide += long + 4
        words: dict[tuple[str, ...], str] = {
            ("?",): "Inferred by the modeller",
            ("? in part",): "In part inferred by the modeller",
        }
        said = words.get(tuple(sorted(doubts)), "Inferred (in part)")
        found.append(Entry("doubt " + "+".join(sorted(doubts)), sample, said, wide - 4))
    return found


def _status_words(status: Status) -> str:
    short = {Status.AGREED: "agreed, not shown to be in force", Status.UNDEFINED: "left undefined"}
    return short.get(status) or STATUS_WORDS[status]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _boxes(sketch: Sketch, style: Style) -> list[Entry]:
    found = []
    filled = style == "tiers" and not sketch.of_changes
    for shape in Shape:
        if any(box.shape is shape for box in sketch.boxes):
            inner = (
                f'<rect x="1" y="-5.5" width="22" height="5" fill="{GREY}"/>'
                if shape is Shape.BODY and filled
                else ""
            )
            found.append(Entry(f"shape {shape}", _outline(shape) + inner, _SHAPE_WORDS[shape], 24))
    if any(box.count > 1 for box in sketch.boxes):
        stack = "".join(
            f'<rect x="{1 + away}" y="{-5.5 + away}" width="19" height="9" fill="#FFFFFF" stroke="{BLACK}"/>'
            for away in (4, 2, 0)
        )
        found.append(Entry("stack", stack, "× n alike", 26))
    if any(box.outside for box in sketch.boxes):
        found.append(Entry("outside", _outline(Shape.BODY, OUTSIDE), "Grey: outside these arrangements", 24))
    if sketch.frames:
        frame = f'<rect x="1" y="-6.5" width="30" height="13" rx="4" fill="#FFFFFF" stroke="{BLACK}" stroke-width="0.8"/>'
        small = "".join(
            f'<rect x="{x}" y="-2" width="9" height="6" fill="none" stroke="{GREY}"/>' for x in (5, 18)
        )
        found.append(Entry("frame", frame + small, "A line to a frame: to all in it", 32))
    return found


def _outline(shape: Shape, ink: str = BLACK, dash: str = "") -> str:
    radius = {Shape.BODY: 0, Shape.GROUP: 3, Shape.POST: 5.5}[shape]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="1" y="-5.5" width="22" height="11" rx="{radius}" fill="#FFFFFF" stroke="{ink}"{dashed}/>'
    )


def flowed(found: Sequence[Entry], room: float) -> list[list[tuple[float, Entry]]]:
    """Rows of entries, each with its place from the left."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for entry in found:
        wide = entry.wide + 6 + metrics.width(entry.words, SIZE)
        if rows[-1] and x + wide > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += wide + _GAP
    return rows if rows[0] else []


def legend_marks(rows: Sequence[Sequence[tuple[float, Entry]]], at: Rect) -> str:
    """The legend, its rows below each other."""
    parts = []
    for place, row in enumerate(rows):
        y = at.top + ROW * (place + 0.5)
        for x, entry in row:
            parts.append(
                f'<g class="legend-entry" data-entry="{entry.of}" transform="translate({number(at.left + x)} {number(y)})">{entry.sample}'
                f"{text(entry.wide + 6, 2.9, entry.words, SIZE, fill=TEXT)}</g>"
            )
    return "".join(parts)
