"""The page: A4 landscape with title, bands, the drawing itself, legend and sources, as one SVG."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govgraph.diagrams import legend, metrics
from govgraph.diagrams.dot import ROW_SIZE, beside
from govgraph.diagrams.geometry import Placement, Point, Rect
from govgraph.diagrams.inks import REMOVED_DASH, TEXT, Style, change_ink, tier_band, tier_ink
from govgraph.diagrams.marks import box_marks, frame_marks, line_marks, number, pens_of, text, word_marks
from govgraph.diagrams.sketch import Change, Sketch, Stroke
from govgraph.diagrams.words import place_words
from govgraph.model.vocabulary import Kind, Status
from govgraph.text import escape_html

WIDTH, HEIGHT = 841.89, 595.28
MARGIN = 28.0
GUTTER = 72.0
SMALLEST = 7.0
FONTS = "Helvetica, Arial, Liberation Sans, Arimo, Govgraph Sans, sans-serif"
_TITLE, _SUBTITLE, _SOURCE = 16.5, 9.6, 7.4
GREATEST_SCALE = 1.2
_BAND_PAD = 9.0
_BAND_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a page beside the drawing."""

    title: str
    subtitle: str
    sources: str
    marking: str
    description: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it will be composed: what stands above and below, and the room that is left."""

    titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    sources: tuple[str, ...]
    legend: tuple[tuple[tuple[float, legend.Entry], ...], ...]
    body: Rect
    banded: bool

    @classmethod
    def of(cls, wording: Wording, sketch: Sketch, kinds: Mapping[str, Kind], style: Style) -> "Page":
        """Set what stands around the drawing, and see what room is left for it."""
        room = WIDTH - 2 * MARGIN
        titles = metrics.wrapped(wording.title, room, _TITLE, bold=True, most=2)
        subtitles = metrics.wrapped(wording.subtitle, room, _SUBTITLE, most=3)
        sources = metrics.wrapped(wording.sources, room, _SOURCE, most=3)
        rows = legend.flowed(legend.entries(sketch, kinds, style), room)
        marked = 12.0 if wording.marking else 0.0
        top = MARGIN + marked + len(titles) * _TITLE * 1.15 + len(subtitles) * _SUBTITLE * 1.3 + 8
        bottom = HEIGHT - MARGIN + 8 - marked - len(sources) * _SOURCE * 1.3 - len(rows) * legend.ROW - 12
        return cls(
            tuple(titles), tuple(subtitles), tuple(sources), tuple(map(tuple, rows)),
            Rect(MARGIN, top, WIDTH - MARGIN, bottom), sketch.tiers not in {("",), ()},
        )  # fmt: skip

    @property
    def room(self) -> Rect:
        """Where boxes and lines may stand."""
        left = self.body.left + (GUTTER if self.banded else 6)
        return Rect(left, self.body.top + _BAND_PAD, self.body.right - 10, self.body.bottom - _BAND_PAD)

    def scale(self, extent: Rect) -> float:
        """How much a layout must shrink, or may grow, to fill the room."""
        return min(
            self.room.width / max(extent.width, 1), self.room.height / max(extent.height, 1), GREATEST_SCALE
        )


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished page, and the size of its smallest print in points."""

    svg: str
    smallest: float


def compose_page(
    page: Page,
    wording: Wording,
    sketch: Sketch,
    placement: Placement,
    lines: Mapping[int, Sequence[Point]],
    kinds: Mapping[str, Kind],
    style: Style,
    laid: tuple[Sketch, Mapping[int, Sequence[Point]]] | None = None,
) -> Composed:
    """Put everything on the page.

    `laid` is the sketch that was laid out, with its lines, where only a part of it is shown: then what is shown
    stands where it would stand in the whole.
    """
    whole_sketch, whole_lines = laid or (sketch, lines)
    extent = whole(placement, whole_lines)
    scale = page.scale(extent)
    room = page.room
    used_height = extent.height * scale
    dx = room.left + (room.width - extent.width * scale) / 2 - extent.left * scale
    dy = room.top + (room.height - used_height) / 2 - extent.top * scale
    bands = _bands(page, whole_sketch, placement, scale, dy, style) if page.banded else ""
    drawing = _drawing(sketch, placement, lines, kinds, style)
    body = f'<g class="drawing" transform="translate({number(dx)} {number(dy)}) scale({scale:.4f})">{drawing}</g>'
    bottom = page.body.bottom
    rule = f'<path d="M{number(MARGIN)},{number(bottom + 6)}H{number(WIDTH - MARGIN)}" stroke="#BDBDBD" stroke-width="0.6"/>'
    below = legend.legend_marks(page.legend, Rect(MARGIN, bottom + 9, WIDTH - MARGIN, HEIGHT))
    svg = "".join(
        [
            _opening(wording),
            bands,
            body,
            rule,
            f'<g class="legend">{below}</g>',
            _surround(page, wording),
            "</svg>\n",
        ]
    )
    smallest = min(ROW_SIZE * scale, _SOURCE, legend.SIZE) if sketch.boxes else _SOURCE
    return Composed(svg, round(smallest, 2))


def whole(placement: Placement, lines: Mapping[int, Sequence[Point]]) -> Rect:
    """The rectangle around everything drawn, with room for stacks and the numbers on them."""
    points = [point for line in lines.values() for point in line]
    rects = [rect.grown(2) for rect in (*placement.boxes.values(), *placement.frames.values())]
    corners = [
        corner for rect in rects for corner in ((rect.left, rect.top - 8), (rect.right + 7, rect.bottom + 5))
    ]
    return Rect.around([*corners, *points])


def _opening(wording: Wording) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm"'
        f' viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-labelledby="drawing-title drawing-description"'
        f' font-family="{FONTS}"><title id="drawing-title">{escape_html(wording.title)}</title>'
        f'<desc id="drawing-description">{escape_html(wording.description)}</desc>'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#FFFFFF"/>'
    )


def _surround(page: Page, wording: Wording) -> str:
    """Title, subtitle, sources and marking."""
    y = MARGIN + (12.0 if wording.marking else 0.0)
    parts = []
    for line in page.titles:
        y += _TITLE * 1.15
        parts.append(text(MARGIN, y - _TITLE * 0.35, line, _TITLE, font_weight="bold", fill=TEXT))
    for line in page.subtitles:
        y += _SUBTITLE * 1.3
        parts.append(text(MARGIN, y - _SUBTITLE * 0.3, line, _SUBTITLE, fill="#3A3A3A"))
    y = page.body.bottom + 9 + len(page.legend) * legend.ROW + 3
    for line in page.sources:
        y += _SOURCE * 1.3
        parts.append(text(MARGIN, y - 1, line, _SOURCE, fill="#4A4A4A"))
    if wording.marking:
        look = {"text_anchor": "middle", "font_weight": "bold", "fill": TEXT}
        parts += [text(WIDTH / 2, y, wording.marking, 9, **look) for y in (MARGIN - 4, HEIGHT - MARGIN + 12)]
    return f'<g class="surround">{"".join(parts)}</g>'


def band_rects(page: Page, sketch: Sketch, placement: Placement, scale: float, dy: float) -> dict[str, Rect]:
    """Where each tier's band lies: from halfway to the tier above to halfway to the one below."""
    spans = []
    for tier in sketch.tiers:
        rects = [placement.boxes[box.key] for box in sketch.boxes if box.tier == tier]
        members = {box.key for box in sketch.boxes if box.tier == tier}
        rects += [placement.frames[frame.key] for frame in sketch.frames if members >= set(frame.members)]
        spans.append((min(r.top for r in rects) * scale + dy, max(r.bottom for r in rects) * scale + dy))
    edges = [page.body.top]
    for (_, bottom), (top, _) in itertools.pairwise(spans):
        edges.append((bottom + top) / 2)
    edges.append(page.body.bottom)
    return {
        tier: Rect(
            page.body.left, above + (_BAND_GAP / 2 if place else 0), page.body.right, below - _BAND_GAP / 2
        )
        for place, (tier, above, below) in enumerate(zip(sketch.tiers, edges, edges[1:], strict=False))
    }


def _bands(page: Page, sketch: Sketch, placement: Placement, scale: float, dy: float, style: Style) -> str:
    parts = []
    for tier, rect in band_rects(page, sketch, placement, scale, dy).items():
        ink = tier_ink(tier, sketch.tiers, style)
        ground = tier_band(tier, sketch.tiers, style)
        edge = ' stroke="#CFCFCF" stroke-width="0.6"' if style == "mono" else ""
        parts.append(
            f'<g class="band" data-tier="{escape_html(tier)}"><rect x="{number(rect.left)}" y="{number(rect.top)}"'
            f' width="{number(rect.width)}" height="{number(rect.height)}" rx="3" fill="{ground}"{edge}/>'
            f'<rect x="{number(rect.left)}" y="{number(rect.top)}" width="5" height="{number(rect.height)}" fill="{ink}"/>'
        )
        words = (tier or "tier not stated").replace("-", " ").replace("_", " ").upper()
        for place, line in enumerate(metrics.wrapped(words, GUTTER - 16, 8.6, bold=True, most=3)):
            parts.append(
                text(
                    rect.left + 12,
                    rect.top + 14 + place * 10,
                    line,
                    8.2,
                    font_weight="bold",
                    letter_spacing="0.4",
                    fill=ink,
                )
            )
        parts.append("</g>")
    return "".join(parts)


def _drawing(
    sketch: Sketch,
    placement: Placement,
    lines: Mapping[int, Sequence[Point]],
    kinds: Mapping[str, Kind],
    style: Style,
) -> str:
    """Frames behind, then lines, then boxes, then words."""
    parts = []
    for place, frame in enumerate(sketch.frames):
        marks = frame_marks(placement.frames[frame.key], frame.title, lines.values())
        parts.append(
            f'<g class="frame" id="frame-{place}" data-parties="{" ".join(frame.parties)}">{marks}</g>'
        )
    for place, stroke in enumerate(sketch.strokes):
        if place in lines:
            ends = f'data-upper="{_ids(sketch, stroke.upper)}" data-lower="{_ids(sketch, stroke.lower)}"'
            classes = " ".join(["line", *stroke.kinds, stroke.status.value])
            look = _of_change(stroke, style) if sketch.of_changes else {}
            marks = line_marks(
                lines[place], pens_of(stroke, kinds), settled=stroke.status is Status.IN_FORCE, **look
            )
            statements = escape_html(" ".join(stroke.statements))
            parts.append(
                f'<g class="{classes}" id="line-{place}" data-statement="{statements}" {ends}>{marks}</g>'
            )
    for place, box in enumerate(sketch.boxes):
        ink = tier_ink(box.tier, sketch.tiers, style)
        marks = box_marks(box, placement.boxes[box.key], ink, style, of_changes=sketch.of_changes)
        title = f"<title>{escape_html(box.name)}</title>"
        parts.append(
            f'<g class="party {box.shape} {box.status}" id="party-{place}" data-party="{" ".join(box.parties)}">{title}{marks}</g>'
        )
    words = {place: said for place, stroke in enumerate(sketch.strokes) if (said := beside(stroke, kinds))}
    for place, centre in place_words(sketch, placement, lines, words).items():
        parts.append(f'<g class="words" id="words-{place}">{word_marks(centre, words[place])}</g>')
    return "".join(parts)


def _of_change(stroke: Stroke, style: Style) -> dict[str, str]:
    """The ink and the dash of a line by what became of it."""
    return {
        "ink": change_ink(stroke.change, style),
        "dash": REMOVED_DASH if stroke.change is Change.REMOVED else "",
    }


def _ids(sketch: Sketch, key: str) -> str:
    frame = next((frame for frame in sketch.frames if frame.key == key), None)
    return " ".join(frame.parties if frame else sketch.box(key).parties)
