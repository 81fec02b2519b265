"""Pieces of CSV that several reports use; whatever comes from a structure is made safe here.

A spreadsheet runs a cell that begins with = + - @ (or their full-width forms), a tab or a carriage return as
a formula, even when it is quoted. Such a cell is given a leading apostrophe, which is then part of the data.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from govgraph.text import one_line

_FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")


def text(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A head row and the rows under it."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(map(safe, head))
    writer.writerows(map(safe, row) for row in rows)
    return made.getvalue()


def safe(cell: str) -> str:
    """A cell on one line that no spreadsheet runs as a formula.

    >>> safe("=1+1"), safe("nscg")
    ("'=1+1", 'nscg')
    """
    cleaned = one_line(cell)
    risky = cell[:1] in _FORMULA_STARTS or cleaned[:1] in _FORMULA_STARTS
    return f"'{cleaned}" if risky else cleaned
