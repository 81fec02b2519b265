"""Two structures held side by side: what changed, who inherited, and what fell through."""

from govgraph.changes.changes import Changes, between
from govgraph.changes.heirs import Descent, Heirs, Proposal, ScopeMap
from govgraph.changes.matrix import Fate, Stage, Track, tracks
from govgraph.changes.measures import Measure
from govgraph.changes.rows import Altered, Duties, Parties, Passage, Rows, holders
from govgraph.changes.sight import Sighting, Trend
from govgraph.changes.timeline import Event, Moment, timeline

__all__ = [
    "Altered",
    "Changes",
    "Descent",
    "Duties",
    "Event",
    "Fate",
    "Heirs",
    "Measure",
    "Moment",
    "Parties",
    "Passage",
    "Proposal",
    "Rows",
    "ScopeMap",
    "Sighting",
    "Stage",
    "Track",
    "Trend",
    "between",
    "holders",
    "timeline",
    "tracks",
]
