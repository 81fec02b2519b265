"""Results as text, JSON, Markdown, CSV and HTML: one file per format; each returns text and prints nothing.

What is said is worked out once, in `wording`, `summary` and `strips`; the formats only set it out.
"""

from govgraph.reports.interface import CHECK_REPORTS, SIGHT_REPORTS, TRACE_REPORTS, Formats

__all__ = ["CHECK_REPORTS", "SIGHT_REPORTS", "TRACE_REPORTS", "Formats"]
