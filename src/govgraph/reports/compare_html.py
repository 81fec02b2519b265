"""What changed between two structures, as one HTML page that needs nothing else."""

from govgraph.comparison import Comparison


def report(comparison: Comparison) -> str:
    """The page as HTML text. The template engine is imported here, so that other formats do not pay for it."""
    from govgraph.reports.page import compare_page

    return compare_page(comparison)
