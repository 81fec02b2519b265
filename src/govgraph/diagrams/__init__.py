"""Drawings that can go into an official annex: graph → sketch → DOT → layout → page.

`selection`, `folding` and `composition` decide what is drawn; `ranking` and `dot` hand it to an engine;
`geometry` reads back where the boxes are; `routing` runs the lines; `page` puts it all on A4.
"""

from govgraph.diagrams.change_drawing import draw_changes
from govgraph.diagrams.drawing import Drawing, Sheet, draw
from govgraph.diagrams.engines import EmbeddedEngine, Engine, SystemEngine, TimedOutError, engine_named
from govgraph.diagrams.inks import Style
from govgraph.diagrams.views import VIEWS

__all__ = [
    "VIEWS",
    "Drawing",
    "EmbeddedEngine",
    "Engine",
    "Sheet",
    "Style",
    "SystemEngine",
    "TimedOutError",
    "draw",
    "draw_changes",
    "engine_named",
]
