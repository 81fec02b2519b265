"""Drawings of what changed: laid out once on both structures, so that nothing moves between before, after and change."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from govgraph.changes import Changes
from govgraph.diagrams.composition import compose
from govgraph.diagrams.description import describe
from govgraph.diagrams.drawing import Drawing, Sheet, source_line, warnings_of
from govgraph.diagrams.engines import DEFAULT_TIMEOUT, EmbeddedEngine, Engine
from govgraph.diagrams.geometry import Rect
from govgraph.diagrams.inks import Style
from govgraph.diagrams.layout import tidiest
from govgraph.diagrams.page import Page, Wording, compose_page
from govgraph.diagrams.selection import kind_of
from govgraph.diagrams.sketch import Box, Change, Sketch
from govgraph.diagrams.union import union_of
from govgraph.diagrams.views import View, view_named
from govgraph.errors import LayoutError
from govgraph.model.vocabulary import Kind
from govgraph.text import listed, one_line

# What each page leaves out.
_HIDDEN = {"before": Change.ADDED, "after": Change.REMOVED, "change": None}


def draw_changes(
    changes: Changes,
    *,
    view: str = "overview",
    style: Style = "tiers",
    engine: Engine | None = None,
    timeout: float = DEFAULT_TIMEOUT,
) -> dict[str, Drawing]:
    """The drawings `before`, `after` and `change`. Raises UsageError for an unknown view, LayoutError where it cannot be done."""
    chosen = view_named(view)
    union = union_of(changes)
    sketch, _ = compose(union.graph, chosen, union=union)
    if not sketch.boxes:
        raise LayoutError("there is nothing to draw: no organisation or post exists in either structure")
    kinds = {kind: kind_of(union.graph.structure, kind) for stroke in sketch.strokes for kind in stroke.kinds}
    shown = {
        name: _shown(sketch, hidden, union.names if name == "before" else {})
        for name, hidden in _HIDDEN.items()
    }
    words = {name: _wording(changes, chosen, shown[name][0], kinds, name) for name in _HIDDEN}
    pages = {name: Page.of(words[name], shown[name][0], kinds, style) for name in _HIDDEN}
    body = _common([page.body for page in pages.values()])
    pages = {name: replace(page, body=body, banded=pages["change"].banded) for name, page in pages.items()}
    layout = tidiest(sketch, kinds, style, engine or EmbeddedEngine(), timeout, pages["change"])
    drawings = {}
    for name, page in pages.items():
        visible, places = shown[name]
        lines = {new: layout.lines[old] for new, old in enumerate(places) if old in layout.lines}
        composed = compose_page(
            page, words[name], visible, layout.placement, lines, kinds, style, (sketch, layout.lines)
        )
        drawings[name] = Drawing(
            (Sheet(composed.svg, layout.dot, words[name].description),),
            warnings_of(visible, composed),
            words[name].title,
        )
    return drawings


def _shown(sketch: Sketch, hidden: Change | None, names: Mapping[str, str]) -> tuple[Sketch, list[int]]:
    """The part of a sketch that a page shows, and the places that its lines have in the whole.

    The pages before and after show a structure as it was, by the names that it had, and say nothing of what
    became of it.
    """
    if hidden is None:
        return sketch, list(range(len(sketch.strokes)))
    boxes = tuple(_plain(box, names) for box in sketch.boxes if box.change is not hidden)
    keys = {box.key for box in boxes}
    frames = tuple(frame for frame in sketch.frames if not keys.isdisjoint(frame.members))
    places = [place for place, stroke in enumerate(sketch.strokes) if stroke.change is not hidden]
    strokes = tuple(
        replace(stroke, ties=tuple(replace(tie, change=Change.SAME) for tie in stroke.ties))
        for stroke in (sketch.strokes[place] for place in places)
    )
    return replace(
        sketch, boxes=boxes, frames=frames, strokes=strokes, names={**sketch.names, **names}, of_changes=False
    ), places


def _plain(box: Box, names: Mapping[str, str]) -> Box:
    rows = box.rows if box.change is Change.SAME else box.rows[1:]
    name = names.get(box.key, box.name) if len(box.parties) == 1 else box.name
    return replace(box, rows=rows, name=name, change=Change.SAME)


def _common(bodies: Sequence[Rect]) -> Rect:
    """The room that all pages have for the drawing."""
    return Rect(
        bodies[0].left, max(body.top for body in bodies), bodies[0].right, min(body.bottom for body in bodies)
    )


def _wording(changes: Changes, view: View, sketch: Sketch, kinds: dict[str, Kind], name: str) -> Wording:
    before, after = changes.before, changes.after
    graph = before if name == "before" else after
    if name == "change":
        title = f"What changed: {one_line(before.title)}, to {one_line(after.title)}"
        subtitle = f"{_counts(sketch)} Shown: {view.shows}. Read each line towards its arrowhead or mark."
        sources = f"Before: {source_line(before)} After: {source_line(after)}"
    else:
        title = one_line(graph.structure.title)
        at = graph.reading.at
        position = f"Position at {at.in_words}" if at is not None else "No date stated"
        subtitle = f"{position}, drawn as on the page of what changed: {view.shows}. Read each line towards its arrowhead or mark."
        sources = source_line(graph)
    marking = one_line(before.structure.header.marking or after.structure.header.marking or "")
    description = describe(sketch, kinds, f"{title}. {subtitle}")
    return Wording(title, subtitle, sources, marking, description)


def _counts(sketch: Sketch) -> str:
    """What the drawing shows, by what became of it: parties, several to a box, and lines."""
    boxes = Counter[Change]()
    for box in sketch.boxes:
        boxes[box.change] += len(box.parties)
    lines = Counter(stroke.change for stroke in sketch.strokes)
    bodies, strokes = (
        listed([f"{counts[change]} {word}" for change, word in _WORDS.items() if counts[change]])
        for counts in (boxes, lines)
    )
    return f"Bodies and posts drawn: {bodies}. Lines: {strokes or 'none'}."


_WORDS = {
    Change.ADDED: "only after",
    Change.REMOVED: "only before",
    Change.CHANGED: "changed",
    Change.SAME: "in both",
}
