"""Two structures held side by side: what changed, who inherited, what follows, and what fell through."""

from govgraph.comparison.changes import Altered, Duties, Parties, Passage, Rows, holders
from govgraph.comparison.compare import Comparison, compare
from govgraph.comparison.consequences import (
    FindingChanges,
    Measure,
    Sighting,
    Trend,
    compare_findings,
)
from govgraph.comparison.heirs import Descent, Heirs, Proposal

__all__ = [
    "Altered",
    "Comparison",
    "Descent",
    "Duties",
    "FindingChanges",
    "Heirs",
    "Measure",
    "Parties",
    "Passage",
    "Proposal",
    "Rows",
    "Sighting",
    "Trend",
    "compare",
    "compare_findings",
    "holders",
]
