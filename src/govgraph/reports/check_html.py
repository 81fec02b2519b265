"""What a check found, as one HTML page that needs nothing else: the review page without lines and drawings."""

from govgraph.findings import Report
from govgraph.graph import GovernanceGraph


def report(graph: GovernanceGraph, found: Report) -> str:
    """The page as HTML text. The template engine is imported here, so that other formats do not pay for it."""
    from govgraph.reports.page import check_page

    return check_page(graph, found)
