"""Tables as a workbook (.xlsx): a sheet each, ready to sort, filter and print on A4."""

import io
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from govgraph.reports.archive import TIMELESS, timeless
from govgraph.reports.csv_form import safe
from govgraph.reports.tables import Table, Tables
from govgraph.text import one_line

_HEAD, _MARKED = PatternFill("solid", fgColor="DDE6ED"), PatternFill("solid", fgColor="FFF0C2")
_RULE = Border(bottom=Side("thin", color="D0D7DC"))
_FONT = "Calibri"
# Widths are in characters, heights in points.
_SHORT, _UPRIGHT, _WIDEST, _MANY = 4, 5, 44, 6
_LINE, _LETTER, _TALLEST = 15.0, 5.5, 150.0
# What a spreadsheet program takes; the text of a taller row is there all the same.
_TALLEST_ROW = 409.0


def workbook(report: Tables) -> bytes:
    """The workbook's bytes: the same for the same tables, whenever it is made."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in report.tables:
        sheet = book.create_sheet(_sheet_name(table.title, book.sheetnames))
        _fill(sheet, table, [report.title, report.reading, *table.lead])
    book.properties.creator = "govgraph"
    book.properties.created = book.properties.modified = TIMELESS
    made = io.BytesIO()
    book.save(made)
    return timeless(made.getvalue())


def _fill(sheet: Worksheet, table: Table, head: Sequence[str]) -> None:
    """What the table is about, its head row, its rows, its notes."""
    for line in head:
        sheet.append([safe(line)])
        sheet.cell(sheet.max_row, 1).font = Font(name=_FONT)
    sheet.cell(1, 1).font = Font(name=_FONT, bold=True, size=13)
    top = len(head) + 2
    columns = _columns(table)
    for place, (name, column) in enumerate(zip(table.columns, columns, strict=True), start=1):
        cell = sheet.cell(top, place, safe(name))
        cell.font, cell.fill = Font(name=_FONT, bold=True), _HEAD
        cell.alignment = Alignment(
            wrap_text=True, vertical="bottom", textRotation=90 if column.upright else 0
        )
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[top].height = max(
        (column.head_height(name) for name, column in zip(table.columns, columns, strict=True)), default=_LINE
    )
    for number, row in enumerate(table.rows):
        for place, (text, column) in enumerate(zip(row, columns, strict=True)):
            cell = sheet.cell(top + 1 + number, place + 1, _number_or_text(text))
            cell.font, cell.border = Font(name=_FONT), _RULE
            cell.alignment = Alignment(
                wrap_text=True, vertical="top", horizontal="center" if column.short else None
            )
            if (number, place) in table.marked:
                cell.fill = _MARKED
        lines = max(column.lines(text) for text, column in zip(row, columns, strict=True))
        sheet.row_dimensions[top + 1 + number].height = min(_LINE * lines, _TALLEST_ROW)
    for number, note in enumerate(table.notes):
        sheet.cell(top + len(table.rows) + 2 + number, 1, safe(note)).font = Font(name=_FONT)
    _lay_out(sheet, table, top)


@dataclass(frozen=True, slots=True)
class _Column:
    """How a column is set; the head of an upright one is turned."""

    width: int
    short: bool
    upright: bool

    def lines(self, text: str) -> int:
        """How many lines a cell takes."""
        return max(len(textwrap.wrap(one_line(text), self.width)), 1)

    def head_height(self, name: str) -> float:
        """The height that the head needs, in points; a long upright one is wrapped once more."""
        return min(_LETTER * len(name), _TALLEST) + _LINE if self.upright else _LINE * self.lines(name)


def _columns(table: Table) -> list[_Column]:
    """How each column is set: where many have short cells under long heads, these stand upright, so that they fit a page."""
    longest = [max((len(cell) for cell in cells), default=0) for cells in zip(*table.rows, strict=True)]
    longest = longest or [0] * len(table.columns)
    turned = [
        cells <= _SHORT and len(name) > 2 * _SHORT for name, cells in zip(table.columns, longest, strict=True)
    ]
    upright = [is_turned and sum(turned) >= _MANY for is_turned in turned]
    return [
        _Column(_UPRIGHT if turn else min(max(cells, len(name), _SHORT) + 2, _WIDEST), cells <= _SHORT, turn)
        for name, cells, turn in zip(table.columns, longest, upright, strict=True)
    ]


def _lay_out(sheet: Worksheet, table: Table, top: int) -> None:
    """A head row that stays in sight and is printed on each page, filters, a landscape page of A4."""
    if table.columns:
        last = get_column_letter(len(table.columns))
        sheet.freeze_panes = sheet.cell(top + 1, 2)
        sheet.auto_filter.ref = f"A{top}:{last}{top + max(len(table.rows), 1)}"
        sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A sheet's name as workbooks take it: at most 31 characters, none of the forbidden ones, each once."""
    allowed = re.sub(r"[\[\]:*?/\\]", " ", one_line(title))
    plain = allowed[:31].strip(" '") or "Sheet"
    met = {name.lower() for name in taken}
    name, number = plain, 2
    while name.lower() in met:
        name = f"{plain[:28]} {number}"
        number += 1
    return name


def _number_or_text(cell: str) -> str | int:
    """A cell that is a plain number as a number, so that a workbook can add it up."""
    digits = cell.removeprefix("-")
    is_number = digits.isdecimal() and digits.isascii() and len(digits) < 16
    return int(cell) if is_number else safe(cell)
