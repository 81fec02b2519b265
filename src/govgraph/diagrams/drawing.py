"""Drawing a structure: from a graph and a view to a page."""

from dataclasses import dataclass, field, replace

from govgraph.diagrams import metrics, raster
from govgraph.diagrams.composition import MOST_BOXES, MOST_FOLDS, compose
from govgraph.diagrams.description import describe
from govgraph.diagrams.engines import DEFAULT_TIMEOUT, EmbeddedEngine, Engine, TimedOutError
from govgraph.diagrams.inks import Style
from govgraph.diagrams.layout import tidiest
from govgraph.diagrams.page import (
    HEIGHT,
    SMALLEST,
    WIDTH,
    Composed,
    Page,
    Wording,
    compose_page,
)
from govgraph.diagrams.selection import kind_of
from govgraph.diagrams.sketch import Sketch
from govgraph.diagrams.views import View, view_named
from govgraph.errors import LayoutError
from govgraph.graph import GovernanceGraph
from govgraph.model.vocabulary import DEFAULT_STATUSES
from govgraph.text import listed, one_line


@dataclass(frozen=True)
class Sheet:
    """One page of a drawing: its SVG, the DOT of what is laid out on it, itself in words, and what it shows."""

    svg: str
    dot: str
    description: str
    title: str = ""


@dataclass(frozen=True)
class Drawing:
    """One drawing: its pages in order, at least one, and what a reader should be warned of."""

    pages: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()
    title: str = field(default="", compare=False)

    @property
    def svg(self) -> str:
        """The first page as SVG."""
        return self.pages[0].svg

    @property
    def dot(self) -> str:
        """The DOT of the first page."""
        return self.pages[0].dot

    @property
    def description(self) -> str:
        """The first page in words."""
        return self.pages[0].description

    def png(self, dpi: float = 200, page: int = 1) -> bytes:
        """A page as PNG; the first is number 1."""
        return raster.to_png(self.pages[page - 1].svg, dpi)

    def pdf(self) -> bytes:
        """All pages as one PDF of A4 size."""
        return raster.to_pdf([page.svg for page in self.pages], WIDTH, HEIGHT)

    def _repr_svg_(self) -> str:
        return self.svg


def draw(
    graph: GovernanceGraph,
    *,
    view: str = "overview",
    style: Style = "tiers",
    engine: Engine | None = None,
    title: str | None = None,
    timeout: float = DEFAULT_TIMEOUT,
) -> Drawing:
    """Draw a structure. Raises UsageError for an unknown view, LayoutError where the engine cannot do it.

    A layout that runs longer than `timeout` seconds is stopped and tried again with more folded away; the
    drawing's warnings then say so.
    """
    chosen = view_named(view)
    step = 0
    slow = False
    while True:
        sketch, step = compose(graph, chosen, step)
        if not sketch.boxes:
            raise LayoutError("there is nothing to draw: no organisation or post exists at this reading")
        try:
            return _drawn(graph, chosen, sketch, style, engine or EmbeddedEngine(), title, timeout, slow=slow)
        except TimedOutError:
            smaller = _smaller(graph, chosen, sketch, step)
            if smaller is None:
                raise
            step, slow = smaller, True


def _smaller(graph: GovernanceGraph, view: View, sketch: Sketch, step: int) -> int | None:
    """The next step of folding that leaves fewer boxes."""
    for further in range(step + 1, MOST_FOLDS + 1):
        if len(compose(graph, replace(view, budget=10**9), further)[0].boxes) < len(sketch.boxes):
            return further
    return None


def _drawn(
    graph: GovernanceGraph,
    view: View,
    sketch: Sketch,
    style: Style,
    engine: Engine,
    title: str | None,
    timeout: float,
    *,
    slow: bool,
) -> Drawing:
    structure = graph.structure
    kinds = {kind: kind_of(structure, kind) for stroke in sketch.strokes for kind in stroke.kinds}
    heading = one_line(title if title is not None else structure.title)
    subtitle = _subtitle(graph, view, sketch)
    description = describe(sketch, kinds, f"{heading}. {subtitle}")
    wording = Wording(
        heading, subtitle, source_line(graph), one_line(structure.header.marking or ""), description
    )
    page = Page.of(wording, sketch, kinds, style)
    laid = tidiest(sketch, kinds, style, engine, timeout, page)
    composed = compose_page(page, wording, sketch, laid.placement, laid.lines, kinds, style)
    warnings = warnings_of(sketch, composed, slow=slow)
    return Drawing((Sheet(composed.svg, laid.dot, description),), warnings, heading)


def _subtitle(graph: GovernanceGraph, view: View, sketch: Sketch) -> str:
    at = graph.reading.at
    position = f"Position at {at.in_words}: " if at is not None else "No date stated: "
    asked = graph.reading.scope
    if asked is not None:
        position += f"for {one_line(graph.structure.scopes.get(asked, asked))} alone: "
    left = f" Left out: {listed(sketch.left_out)}." if sketch.left_out else ""
    heads = " Read each line towards its arrowhead or mark."
    contracts = "" if graph.reading.contracts_count else " Contracts are not shown."
    counted = [status.value.replace("_", " ") for status in graph.reading.counted]
    statuses = (
        ""
        if graph.reading.statuses == DEFAULT_STATUSES
        else f" Only what is {listed(counted, 'or')} is shown."
    )
    return f"{position}{view.shows}.{heads if sketch.strokes else ''}{contracts}{statuses}{left}"


def source_line(graph: GovernanceGraph) -> str:
    """The papers that a drawing rests on, with their dates."""
    named = [
        one_line(source.title) + (f" ({source.date.in_words})" if source.date else "")
        for source in graph.structure.sources.values()
    ]
    return (
        f"{'Sources' if len(named) > 1 else 'Source'}: {'; '.join(named)}."
        if named
        else "No source is named."
    )


def warnings_of(sketch: Sketch, composed: Composed, *, slow: bool = False) -> tuple[str, ...]:
    """What a reader of a drawing should be warned of."""
    found = list(sketch.warnings)
    if slow:
        found.append(
            "the layout ran too long and was stopped: this is a smaller drawing, with more folded away"
        )
    if len(sketch.boxes) > MOST_BOXES:
        found.append(
            f"{len(sketch.boxes)} boxes are a poster, not an annex: more than about {MOST_BOXES} crowd a page"
        )
    if composed.smallest < SMALLEST:
        found.append(f"the smallest print is {composed.smallest:g} pt, below {SMALLEST:g} pt")
    strange = sorted(metrics.undrawable("".join(sketch.names.get(box.key, box.name) for box in sketch.boxes)))
    if strange:
        found.append(
            f"PNG and PDF cannot show {len(strange)} characters of names, such as U+{ord(strange[0]):04X}: use the SVG"
        )
    return tuple(found)
