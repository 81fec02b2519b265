"""Tables for a reader: one content, written as text, Markdown, CSV, JSON or a workbook."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from govgraph.reports import csv_form, json_form, layout, markdown
from govgraph.text import escape_markdown, one_line

_GAP, _NARROWEST = 2, 6


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what is to be said before and after it.

    `marked` are cells (row, column, both from 0) that a reviewer should look at; writers that can, shade them.
    `stacked` says that rows hold sentences, which a terminal shows one under another: the places of the cells
    that make the heading of each.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marked: frozenset[tuple[int, int]] = frozenset()
    stacked: tuple[int, ...] = ()


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
            out += ["", *(_stacked(table) if table.stacked else _columns(table))]
        if table.notes:
            out += ["", *layout.bullets([one_line(note) for note in table.notes], 0)]
        out.append("")
    return layout.page(out)


def _stacked(table: Table) -> list[str]:
    """Each row as a paragraph: its heading, then the other cells that hold something under their heads."""
    out: list[str] = []
    for row in table.rows:
        cells = [one_line(cell) for cell in row]
        heading = ": ".join(filter(None, (cells[place] for place in table.stacked)))
        out += layout.wrapped(heading, 0, 2)
        for place, cell in enumerate(cells):
            if place not in table.stacked:
                out += layout.labelled(table.columns[place].lower(), cell)
        out.append("")
    return out[:-1]


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
    table = report.tables[0]
    return csv_form.text(table.columns, table.rows)


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
