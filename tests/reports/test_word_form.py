"""The report as a Word file, read back by python-docx and, where it is there, by LibreOffice."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import docx
import pypdf
import pytest

from govgraph.reports.document.content import (
    Bullets,
    Cell,
    Document,
    Facts,
    Figure,
    Grid,
    Ladder,
    Paragraph,
    Run,
    Section,
    Step,
    Tone,
    anchor,
    grid,
    words,
)
from govgraph.reports.document.word_form import word_file
from govgraph.reports.document.word_parts import bookmark_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><rect width="8" height="4"/></svg>'
# One white dot twice as wide as it is high, as far as its head says.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000d49444154789c63f8ffff3f030008fc02fea7350c8d0000000049454e44ae426082"
)
NARROW = Grid(
    "Duties by parties",
    ("Duty", *"abcdefgh"),
    (tuple(Cell(words(text), marked=text == "!") for text in ("Plan the care", *"AR  !A  ")),) * 2,
    narrow=True,
)


def report(*sections, title="The title", subtitle="The subtitle", marking="OFFICIAL"):
    return Document(
        title, subtitle, marking, Facts((("Read as at", words("January 2010")),)), sections, ("Small print.",)
    )


def whole():
    return report(
        Section(
            "summary",
            "Summary",
            (
                Paragraph(words("It is ", Run("partly clear", tone=Tone.CAUTION), ": see ", Run("S1", href="#statement-s1")), "lead"),
                Bullets((words("One"), words("Two", Run(" web", href="https://example.org/a?b=c&d")))),
                Paragraph(words("Not supplied."), "warning"),
            ),
            (Section("inner", "Inner part", (Paragraph(words("Inside.")),)),),
        ),
        Section(
            "sight",
            "Line of sight",
            (
                Ladder("The trust", (Step("answers to", "The board", "stated and in force", words(Run("S1", href="#statement-s1")), weakest=True),), "nobody is named above"),
                NARROW,
            ),
        ),
        Section("charts", "Charts", (Figure("figure-1", "The whole", SVG, PNG, "A box."),), annex="B"),
        Section(
            "evidence",
            "Evidence",
            (Grid("Statements", ("No", "Statement"), ((Cell(words("S1"), anchor="statement-s1"), Cell(words("It answers."))),)), grid("Nothing", ("A",), ())),
            annex="D",
        ),
    )  # fmt: skip


def opened(document):
    return docx.Document(io.BytesIO(word_file(document)))


def body(word):
    return ET.fromstring(ET.tostring(ET.fromstring(word.element.xml)))


def test_every_link_leads_to_a_place_in_the_file():
    document = whole()
    xml = body(opened(document))
    marks = [mark.get(f"{W}name") for mark in xml.iter(f"{W}bookmarkStart")]
    assert sorted(marks) == sorted(bookmark_name(name) for name in document.anchors())
    links = [link.get(f"{W}anchor") for link in xml.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    assert set(links) <= set(marks)
    assert links.count("statement_s1") == 2
    ids = [mark.get(f"{W}id") for mark in xml.iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == len(ids)


def test_web_links_keep_their_address():
    word = opened(whole())
    assert "https://example.org/a?b=c&d" in {
        part.target_ref for part in word.part.rels.values() if part.is_external
    }


def test_headings_are_numbered_by_word_and_annexes_by_letter():
    word = opened(whole())
    headings = {line.text: line for line in word.paragraphs if line.style.name.startswith("Heading")}
    assert list(headings) == [
        "Summary",
        "Inner part",
        "Line of sight",
        "Annex B  Charts",
        "Annex D  Evidence",
    ]
    assert headings["Inner part"].style.name == "Heading 2"

    def number(line):
        own = line._p.pPr.numPr if line._p.pPr is not None else None
        found = own if own is not None else line.style.element.pPr.numPr
        return found.numId.val

    assert number(headings["Summary"]) == number(headings["Inner part"]) == 90
    assert number(headings["Annex B  Charts"]) == 0


def test_tables_repeat_their_heads_and_keep_rows_whole():
    word = opened(whole())
    facts, duties, statements = word.tables
    assert [row.cells[0].text for row in facts.rows] == ["Read as at"]
    for table in (duties, statements):
        heads = ["tblHeader" in row._tr.xml for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)
        assert all("cantSplit" in row._tr.xml for row in table.rows)
    assert [cell.text for cell in duties.rows[1].cells] == ["Plan the care", *"AR  !A  "]
    assert [("FFF0C2" in cell._tc.xml) for cell in duties.rows[1].cells] == [False] * 5 + [True] + [False] * 3
    assert sum("btLr" in cell._tc.xml for cell in duties.rows[0].cells) == 8


def test_columns_are_as_wide_as_the_page_and_no_narrower_than_their_words():
    word = opened(whole())
    for table in word.tables:
        widths = [column.width.cm for column in table.columns]
        across = len(widths) > 7
        assert sum(widths) == pytest.approx((29.7 if across else 21.0) - 4.4, abs=0.1)
        assert min(widths) > 0.6


def test_captions_count_tables_and_figures_apart():
    word = opened(whole())
    said = [line.text for line in word.paragraphs if line.style.name == "Caption"]
    assert said == [
        "Table 1: Duties by parties",
        "Figure 1: The whole",
        "Table 2: Statements",
        "Table 3: Nothing",
    ]
    fields = re.findall(r"SEQ (\w+)", word.element.xml)
    assert fields == ["Table", "Figure", "Table", "Table"]


def test_a_table_without_rows_says_so():
    lines = [line.text for line in opened(whole()).paragraphs]
    assert lines[lines.index("Table 3: Nothing") + 1] == "None."


def test_a_figure_is_told_and_sharp():
    data = word_file(whole())
    word = docx.Document(io.BytesIO(data))
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "A box."
    assert shape.width / shape.height == pytest.approx(2, rel=0.01)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawn = [name for name in archive.namelist() if name.endswith(".svg")]
        assert [archive.read(name).decode() for name in drawn] == [SVG]
    assert "svgBlip" in word.element.xml


def test_wide_sections_stand_across_the_page():
    word = opened(whole())
    assert [(part.page_width.cm > part.page_height.cm) for part in word.sections] == [False, True, False]
    assert {round(min(part.page_width.cm, part.page_height.cm), 1) for part in word.sections} == {21.0}


def test_the_file_says_what_it_is():
    word = opened(whole())
    assert (word.core_properties.title, word.core_properties.language) == ("The title", "en-GB")
    assert word.sections[0].header.paragraphs[0].text == "OFFICIAL"
    assert 'w:lang w:val="en-GB"' in word.styles.element.xml
    assert word.paragraphs[-1].text == "Small print."
    assert [line.text for line in word.paragraphs[:2]] == ["The title", "The subtitle"]


def test_the_weakest_link_and_the_stop_are_said_in_words():
    lines = [line.text.replace("\u00a0", " ").strip() for line in opened(whole()).paragraphs]
    assert "↑ answers to · stated and in force  weakest link  · S1" in lines
    assert "stops here  nobody is named above" in lines


@pytest.mark.parametrize(
    "name",
    ["<b>x</b> & ]]>", "=cmd|' /C calc'!A0", "\x00\x1b[31m\ud800\ufffe", "x" * 5000, "\u202eevil", "日本 🙂"],
)
def test_hostile_names_are_text_and_nothing_else(name):
    document = report(
        Section(
            "one",
            name,
            (Paragraph(words(name)), grid(name, (name,), [(name,)]), Figure("f", name, SVG, PNG, name)),
        ),
        title=name,
        marking=name,
    )
    word = opened(document)
    shown = word.tables[1].rows[1].cells[0].text
    if "\x00" in name:
        assert shown == "‹U+0000›‹U+001B›[31m‹U+D800›‹U+FFFE›"
    elif name.startswith("\u202e"):
        assert shown == "‹U+202E›evil"
    else:
        assert shown == name
    assert word.inline_shapes[0]._inline.docPr.get("descr") is not None


def test_the_same_report_gives_the_same_bytes():
    assert word_file(whole()) == word_file(whole())


def test_a_long_anchor_has_a_bookmark_of_its_own():
    names = [anchor("statement", "a" * 60 + end) for end in "xy"]
    marks = [bookmark_name(name) for name in names]
    assert len(set(marks)) == 2
    assert all(len(mark) <= 40 and mark.isidentifier() for mark in marks)


# The orders of the standard's schema (ECMA-376, part 1), of the properties that are used; Word refuses others.
_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs u shd lang",
    "tcPr": "tcW gridSpan tcBorders shd textDirection vAlign",
    "tblPr": "tblStyle tblW jc tblLayout tblLook tblCaption",
    "tcBorders": "top left bottom right",
}


def test_properties_stand_in_the_order_that_word_asks_for():
    word = opened(whole())
    met = set()
    for part in (word.element, word.styles.element, word.part.numbering_part.element):
        for found in ET.fromstring(part.xml).iter():
            name = found.tag.removeprefix(W)
            if name in _ORDERS:
                order = _ORDERS[name].split()
                children = [child.tag.removeprefix(W) for child in found]
                known = [child for child in children if child in order]
                assert known == sorted(known, key=order.index), (name, children)
                met.add(name)
    assert met == set(_ORDERS)


def test_libreoffice_opens_it(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "LibreOffice must be installed where CI runs"
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (tmp_path / "report.docx").write_bytes(word_file(whole()))
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf", "report.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "report.pdf").pages]
    assert len(pages) == 4
    assert re.search(r"1\s+Summary", pages[0])
    assert re.search(r"1\.1\s+Inner part", pages[0])
    assert "Plan the care" in pages[1] or "Duties by parties" in pages[1]
    assert "Annex D" in pages[-1]
