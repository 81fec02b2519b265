"""Two structures held side by side: what changed, who inherited, and what fell through."""

from govgraph.changes.changes import Changes, between
from govgraph.changes.heirs import Descent, Heirs, Proposal, ScopeMap
from govgraph.changes.measures import Measure
from govgraph.changes.rows import Altered, Duties, Parties, Passage, Rows, holders
from govgraph.changes.sight import Sighting, Trend

__all__ = [
    "Altered",
    "Changes",
    "Descent",
    "Duties",
    "Heirs",
    "Measure",
    "Parties",
    "Passage",
    "Proposal",
    "Rows",
    "ScopeMap",
    "Sighting",
    "Trend",
    "between",
    "holders",
]
