"""The report as a Word file: A4, numbered headings, captions, heads of tables repeated, drawings across the page."""

import io
import itertools
import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from govgraph.reports.archive import TIMELESS, timeless
from govgraph.reports.document import content, word_parts
from govgraph.reports.document.content import (
    Bullets,
    Document,
    Facts,
    Figure,
    Grid,
    Ladder,
    Paragraph,
    Tone,
    Words,
)
from govgraph.text import visible

_FONT = "Arial"
_INK, _QUIET, _LINK = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F), RGBColor(0x1D, 0x70, 0xB8)
_HEAD, _MARKED, _RULE = "E8EDF1", "FFF0C2", "B1B4B6"
_TONES = {
    Tone.GOOD: ("005A30", "CCE2D8"), Tone.CAUTION: ("594D00", "FFF7BF"), Tone.BAD: ("6B1C12", "F4CDC6"),
    Tone.NEUTRAL: ("0C2D4A", "D2E2F1"),
}  # fmt: skip
_MARGIN, _SHORT, _LONG = Cm(2.2), Cm(21.0), Cm(29.7)

_UPRIGHT = Cm(3.6)
# What a property of a file may hold.
_LONGEST_PROPERTY = 255
# Of a cell, in centimetres: a letter of its print, and what stands beside the text. Texts longer than so many letters count as that long.
_LETTER, _PADDING = 0.185, 0.45
_LONGEST_WORD, _LONG_TEXT = 22, 90


def word_file(report: Document) -> bytes:
    """The file's bytes: the same for the same report, whenever it is made."""
    return timeless(_Writer(report).written())


class _Writer:
    """One report on its way into a file."""

    def __init__(self, report: Document) -> None:
        self.report = report
        self.word = docx.Document()
        self.bookmarks = itertools.count(1)
        self.figures = report.figures()
        self.tables = itertools.count(1)
        self.turned = False

    def written(self) -> bytes:
        """Everything, in order."""
        self._styles()
        self._page()
        self._front()
        for depth, number, section in self.report.walk():
            self._turn(across=section.landscape, inner=depth > 1)
            self._heading(depth, number, section)
            for block in section.blocks:
                self._block(block)
        self._turn(across=False, inner=False)
        for sentence in self.report.small_print:
            self._paragraph(content.words(sentence), "Note")
        properties = self.word.core_properties
        properties.title = visible(self.report.title)[:_LONGEST_PROPERTY]
        properties.subject = visible(self.report.subtitle)[:_LONGEST_PROPERTY]
        properties.author, properties.last_modified_by, properties.comments = "govgraph", "govgraph", ""
        properties.language, properties.created, properties.modified = (
            self.report.language,
            TIMELESS,
            TIMELESS,
        )
        made = io.BytesIO()
        self.word.save(made)
        return made.getvalue()

    # -- what holds for the whole file

    def _styles(self) -> None:
        styles = self.word.styles
        word_parts.spoken(self.word, self.report.language)
        _style(styles["Normal"], 10.5, after=6)
        _style(styles["Title"], 24, strong=True, after=4)
        _style(styles["Subtitle"], 13, colour=_QUIET, after=10)
        for level, (points, before) in enumerate(((16, 20), (13, 14), (11, 10)), start=1):
            _style(styles[f"Heading {level}"], points, strong=True, before=before, after=5)
        _style(styles["Caption"], 9.5, strong=True, before=8, after=4)
        _style(styles["List Bullet"], 10.5, after=3)
        _style(styles["List Number"], 10.5, after=3)
        for name, size, after in (("Lead", 12.5, 8), ("Note", 9, 4), ("Cell", 9, 1), ("Ladder", 10, 0)):
            made = styles.add_style(name, 1)
            made.base_style = styles["Normal"]
            _style(made, size, after=after, colour=_QUIET if name == "Note" else _INK)
        styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")
        word_parts.numbered_headings(self.word)

    def _page(self) -> None:
        section = self.word.sections[0]
        _size(section, across=False)
        for paragraph in (section.header.paragraphs[0], section.footer.paragraphs[0]):
            paragraph.style = self.word.styles["Note"]
            paragraph.paragraph_format.tab_stops.clear_all()
        section.header.paragraphs[0].add_run(visible(self.report.marking)).bold = True
        foot = section.footer.paragraphs[0]
        word_parts.field(foot, "PAGE", "1")
        foot.add_run(f"  ·  {visible(self.report.title)}")

    def _turn(self, *, across: bool, inner: bool) -> None:
        """Begin pages held the other way where what comes needs them; a part of a section stays on the pages of the whole."""
        if across == self.turned or (inner and not across):
            return
        _size(self.word.add_section(WD_SECTION.NEW_PAGE), across=across)
        self.turned = across

    # -- the front

    def _front(self) -> None:
        self._paragraph(content.words(self.report.title), "Title")
        if self.report.subtitle:
            self._paragraph(content.words(self.report.subtitle), "Subtitle")
        self._facts(self.report.facts)
        self._contents()

    def _contents(self) -> None:
        """The contents as links, and a field that Word can work out anew; page numbers would be wrong until it does."""
        heading = self._paragraph(content.words(content.Run("Contents", strong=True)), "Lead")
        heading.paragraph_format.keep_with_next = True
        listed = [(number, section) for depth, number, section in self.report.walk() if depth == 1]
        for number, section in listed:
            line = self.word.add_paragraph(style="Normal")
            line.paragraph_format.space_after = Pt(1)
            line.paragraph_format.tab_stops.add_tab_stop(Cm(2.0))
            run = word_parts.link(line, f"{number}\t{visible(section.title)}", f"#{section.anchor}")
            run.font.color.rgb = _LINK

    # -- sections and blocks

    def _heading(self, depth: int, number: str, section: content.Section) -> None:
        annexed = number.startswith("Annex") or not number[:1].isdigit()
        title = f"{number}  {section.title}" if annexed else section.title
        line = self.word.add_paragraph(visible(title), style=f"Heading {min(depth, 3)}")
        if annexed:
            word_parts.unnumbered(line)
        word_parts.mark(line, section.anchor, self.bookmarks)

    def _block(self, block: content.Block) -> None:
        match block:
            case Paragraph():
                style = {"body": "Normal", "lead": "Lead", "note": "Note", "warning": "Normal"}[block.look]
                line = self._paragraph(block.text, style)
                if block.look == "warning":
                    word_parts.rule(line, "left", "F47738", size=36, space=8)
            case Bullets():
                for item in block.items:
                    self._paragraph(item, "List Number" if block.numbered else "List Bullet")
            case Facts():
                self._facts(block)
            case Grid():
                self._grid(block)
            case Ladder():
                self._ladder(block)
            case Figure():
                self._figure(block)

    def _paragraph(self, text: Words, style: str) -> Line:
        line = self.word.add_paragraph(style=style)
        self._runs(line, text)
        return line

    def _runs(self, line: Line, text: Words) -> None:
        for piece in text:
            said = visible(piece.text)
            if piece.href:
                run = word_parts.link(line, said, piece.href)
                run.font.color.rgb = _LINK
                run.font.underline = True
            else:
                run = line.add_run(f"\u00a0{said}\u00a0" if piece.tone else said)
            run.bold = piece.strong or piece.tone is not None or None
            if piece.tone:
                ink, ground = _TONES[piece.tone]
                run.font.color.rgb = RGBColor.from_string(ink)
                word_parts.shade(run, ground)

    def _facts(self, facts: Facts) -> None:
        table = self.word.add_table(rows=0, cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        widths = self._widths(table, (0.28, 0.72))
        for term, said in facts.pairs:
            row = table.add_row()
            word_parts.keep_whole(row)
            self._cell(row.cells[0], content.words(content.Run(term, strong=True)), widths[0])
            self._cell(row.cells[1], said, widths[1])
            word_parts.underline(row, _RULE)
        self.word.add_paragraph(style="Note")

    def _grid(self, grid: Grid) -> None:
        caption = self.word.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        caption.add_run("Table ")
        word_parts.field(caption, "SEQ Table \\* ARABIC", str(next(self.tables)))
        caption.add_run(f": {visible(grid.caption)}")
        if not grid.rows:
            self._paragraph(content.words("None."), "Note")
            return
        table = self.word.add_table(rows=1, cols=len(grid.columns))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        word_parts.described(table, visible(grid.caption))
        widths = self._widths(table, grid.shares or _guessed(grid, Emu(self._room()).cm))
        head = table.rows[0]
        word_parts.repeat_head(head)
        word_parts.keep_whole(head)
        if grid.narrow:
            head.height, head.height_rule = _UPRIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
        for place, (name, cell) in enumerate(zip(grid.columns, head.cells, strict=True)):
            self._cell(cell, content.words(content.Run(name, strong=True)), widths[place])
            word_parts.shade(cell, _HEAD)
            if grid.narrow and place:
                word_parts.turned(cell)
        for cells in grid.rows:
            row = table.add_row()
            word_parts.keep_whole(row)
            for place, (cell, wanted) in enumerate(zip(row.cells, cells, strict=True)):
                line = self._cell(cell, wanted.text, widths[place], strong=grid.headed and place == 0)
                if wanted.marked:
                    word_parts.shade(cell, _MARKED)
                if wanted.anchor:
                    word_parts.mark(line, wanted.anchor, self.bookmarks)
            word_parts.underline(row, _RULE)
        for note in grid.notes:
            self._paragraph(content.words(note), "Note")
        self.word.add_paragraph(style="Note")

    def _cell(self, cell: Any, text: Words, width: int, *, strong: bool = False) -> Line:
        cell.width = Emu(width)
        line: Line = cell.paragraphs[0]
        line.style = self.word.styles["Cell"]
        self._runs(line, tuple(replace(run, strong=True) for run in text) if strong else text)
        return line

    def _ladder(self, ladder: Ladder) -> None:
        """The subject first, then each link under an arrow and the party that it leads to, along one line at the left."""
        lines = [self._rung(content.words(content.Run(ladder.start, strong=True)))]
        for step in ladder.steps:
            standing = content.Run(step.standing, strong=not step.settled)
            weakest = content.Run("weakest link", tone=Tone.CAUTION) if step.weakest else ""
            said = content.words(
                "\u2003↑ ",
                step.says,
                " · ",
                standing,
                " " if weakest else "",
                weakest,
                " · " if step.places else "",
            )
            lines.append(self._rung((*said, *step.places)))
            lines.append(self._rung(content.words(content.Run(step.party, strong=True))))
        if ladder.stops:
            stops = content.Run("stops here", tone=Tone.BAD)
            lines.append(self._rung(content.words("\u2003", stops, f" {ladder.stops}")))
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True
        lines[-1].paragraph_format.space_after = Pt(10)

    def _rung(self, text: Words) -> Line:
        line = self._paragraph(text, "Ladder")
        word_parts.rule(line, "left", _RULE, size=18, space=8)
        line.paragraph_format.left_indent = Cm(0.4)
        return line

    def _figure(self, figure: Figure) -> None:
        wide, high = _pixels(figure.png)
        room = self._room()
        most = (_SHORT if self.turned else _LONG) - 2 * _MARGIN - Cm(2.4)
        shape = self.word.add_picture(
            io.BytesIO(figure.png), width=word_parts.fitted(wide, high, Emu(room), Emu(most))
        )
        number = self.figures[figure.anchor]
        word_parts.sharpen(self.word, shape, figure.svg, number)
        word_parts.tell(shape, visible(figure.caption), visible(figure.alternative))
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        caption = self.word.add_paragraph(style="Caption")
        caption.add_run("Figure ")
        word_parts.field(caption, "SEQ Figure \\* ARABIC", str(number))
        caption.add_run(f": {visible(figure.caption)}")
        word_parts.mark(caption, figure.anchor, self.bookmarks)

    def _widths(self, table: Any, shares: tuple[float, ...]) -> list[int]:
        """The widths of a table's columns, set; each cell must be told its own as well, since programs differ in what they heed."""
        widths = [int(self._room() * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        return widths

    def _room(self) -> int:
        return int((_LONG if self.turned else _SHORT) - 2 * _MARGIN)


def _style(
    style: Any,
    size: float,
    *,
    strong: bool = False,
    before: float = 0,
    after: float = 0,
    colour: RGBColor = _INK,
) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(size), strong, False
    style.font.color.rgb = colour
    style.element.get_or_add_rPr().remove_all("w:spacing")
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), _FONT)
    space = style.paragraph_format
    space.space_before, space.space_after, space.line_spacing = Pt(before), Pt(after), 1.12


def _size(section: Any, *, across: bool) -> None:
    """A page of A4, held upright or across, with its margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if across else (_SHORT, _LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Cm(1.1)


def _guessed(grid: Grid, room: float) -> tuple[float, ...]:
    """Widths in centimetres of a room: each column holds its longest word, and what is left goes where text is long."""
    columns = [
        [*(() if grid.narrow and place else (name,)), *(content.plain(row[place].text) for row in grid.rows)]
        for place, name in enumerate(grid.columns)
    ]
    longest = [max((len(word) for text in texts for word in text.split()), default=1) for texts in columns]
    least = [min(word, _LONGEST_WORD) * _LETTER + _PADDING for word in longest]
    meant = [min(sum(map(len, texts)) / len(texts), _LONG_TEXT) for texts in columns]
    spare = max(room - sum(least), 0.0)
    return tuple(width + spare * text / (sum(meant) or 1) for width, text in zip(least, meant, strict=True))


def _pixels(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, as its head says."""
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def anchors_of(report: Document) -> Iterator[str]:
    """The bookmarks of a report's file, for whoever holds a link against them."""
    return map(word_parts.bookmark_name, report.anchors())
