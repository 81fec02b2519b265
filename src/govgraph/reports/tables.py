"""Tables for a reader: one content, written as text, Markdown, CSV, JSON or a workbook."""

import csv
import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govgraph.reports import json_form, layout, markdown
from govgraph.reports.sight_csv import safe
from govgraph.text import escape_markdown, one_line

_GAP, _NARROWEST = 2, 6
# The earliest date that an archive's entry can have.
_TIMELESS = datetime(1980, 1, 1)  # noqa: DTZ001 - an archive's dates have no zone
_MODIFIED = re.compile(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:.]+Z?(?=</dcterms:modified>)")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what is to be said before and after it.

    `marked` are cells (row, column, both from 0) that a reviewer should look at; writers that can, shade them.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marked: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """A report of tables: what it is about, how that was read, and the tables."""

    schema: str
    title: str
    reading: str
    tables: tuple[Table, ...]


def text(report: Tables) -> str:
    """Aligned columns on a page of 100 columns, cells wrapped."""
    out = [*layout.wrapped(one_line(report.title)), *layout.wrapped(report.reading), ""]
    for table in report.tables:
        out += [table.title, "=" * min(len(table.title), layout.WIDTH)]
        for sentence in table.lead:
            out += layout.wrapped(one_line(sentence))
        if table.rows:
            out += ["", *_columns(table)]
        if table.notes:
            out += ["", *layout.bullets([one_line(note) for note in table.notes], 0)]
        out.append("")
    return layout.page(out)


def _columns(table: Table) -> list[str]:
    cells = [[one_line(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = _widths(cells)
    out: list[str] = []
    for number, row in enumerate(cells):
        wrapped = [
            textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
            for cell, width in zip(row, widths, strict=True)
        ]
        for line in range(max(len(cell) for cell in wrapped)):
            parts = [
                (cell[line] if line < len(cell) else "").ljust(width)
                for cell, width in zip(wrapped, widths, strict=True)
            ]
            out.append((" " * _GAP).join(parts).rstrip())
        if number == 0:
            out.append((" " * _GAP).join("-" * width for width in widths))
    return out


def _widths(cells: Sequence[Sequence[str]]) -> list[int]:
    """Column widths that fit the page: the column gives way that costs the fewest lines; words stay whole if they can."""
    columns = list(zip(*cells, strict=True))
    lengths = [[len(cell) for cell in column] for column in columns]
    least = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    widths = [max(column) for column in lengths]
    room = layout.WIDTH - _GAP * (len(widths) - 1)

    def cost(place: int) -> int:
        width = widths[place]
        return sum(-(-length // (width - 1)) - -(-length // width) for length in lengths[place])

    while sum(widths) > room:
        wide = [place for place, width in enumerate(widths) if width > least[place]]
        wide = wide or [place for place, width in enumerate(widths) if width > _NARROWEST]
        if not wide:
            break
        widths[min(wide, key=lambda place: (cost(place), -widths[place]))] -= 1
    return [max(width, 1) for width in widths]


def markdown_text(report: Tables) -> str:
    """A heading and a table each."""
    out = [f"# {escape_markdown(report.title)}", "", escape_markdown(report.reading), ""]
    for table in report.tables:
        out += [f"## {escape_markdown(table.title)}", ""]
        for sentence in table.lead:
            out += [escape_markdown(sentence), ""]
        if table.rows:
            out += [*markdown.table([escape_markdown(name) for name in table.columns], table.rows), ""]
        if table.notes:
            out += [*markdown.bullets(table.notes), ""]
    return markdown.page(out)


def csv_text(report: Tables) -> str:
    """The first table alone, a head row and its rows: a file of one table can be sorted and filtered."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    table = report.tables[0]
    writer.writerow([safe(cell) for cell in table.columns])
    writer.writerows([[safe(cell) for cell in row] for row in table.rows])
    return made.getvalue()


def json_text(report: Tables) -> str:
    """Every table, a mapping from column to cell for each row."""
    return json_form.dumps({
        "schema": report.schema,
        "title": report.title,
        "reading": report.reading,
        "tables": [
            {
                "title": table.title,
                "lead": list(table.lead),
                "columns": list(table.columns),
                "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
                "notes": list(table.notes),
            }
            for table in report.tables
        ],
    })  # fmt: skip


def workbook(report: Tables) -> bytes:
    """A sheet for each table: what it is about, a head row that stays in sight, wrapped cells, marked ones shaded."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in report.tables:
        sheet = book.create_sheet(_sheet_name(table.title, book.sheetnames))
        head = [one_line(report.title), report.reading, *table.lead]
        for line in head:
            sheet.append([safe(line)])
        sheet.cell(1, 1).font = Font(bold=True, size=13)
        sheet.append([])
        top = len(head) + 2
        sheet.append([safe(name) for name in table.columns])
        for cell in sheet[top]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="DDE6ED")
            cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        for number, row in enumerate(table.rows):
            sheet.append([_number_or_text(cell) for cell in row])
            for column in range(len(row)):
                cell = sheet.cell(top + 1 + number, column + 1)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if (number, column) in table.marked:
                    cell.fill = PatternFill("solid", fgColor="FFF0C2")
        sheet.append([])
        for note in table.notes:
            sheet.append([safe(note)])
        widths = [[len(cell) for cell in column] for column in zip(table.columns, *table.rows, strict=True)]
        for place, lengths in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = min(max(max(lengths) + 2, 5), 44)
        sheet.freeze_panes = sheet.cell(top + 1, 2)
        sheet.auto_filter.ref = (
            f"A{top}:{get_column_letter(len(table.columns))}{top + max(len(table.rows), 1)}"
        )
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{top}:{top}"
    book.properties.creator = "govgraph"
    book.properties.created = book.properties.modified = _TIMELESS
    made = io.BytesIO()
    book.save(made)
    return _without_times(made.getvalue())


def _without_times(data: bytes) -> bytes:
    """An archive whose entries all have one date, so that the same tables give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":  # the library writes the hour of saving whatever it is told
                content = _MODIFIED.sub(_TIMELESS.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            new.writestr(zipfile.ZipInfo(name, _TIMELESS.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A sheet's name as workbooks take it: at most 31 characters, none of the forbidden ones, each once."""
    plain = (
        "".join(" " if letter in "[]:*?/\\" else letter for letter in one_line(title))[:31].strip() or "Sheet"
    )
    name, number = plain, 2
    while name in taken:
        name = f"{plain[:28]} {number}"
        number += 1
    return name


def _number_or_text(cell: str) -> str | int | float:
    """A cell that is a plain number as a number, so that a workbook can add it up."""
    digits = cell.removeprefix("-")
    if digits.isdecimal() and digits.isascii() and len(digits) < 16:
        return int(cell)
    return safe(cell)
