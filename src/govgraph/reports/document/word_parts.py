"""What python-docx has no call for: fields, bookmarks, links, shading, numbered headings, and the sharp twin of a picture."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Any) -> Any:
    """An element of WordprocessingML, such as `w:shd`, with its attributes and children."""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    for child in children:
        made.append(child)
    return made


# Word takes the properties of a thing in one order alone, and calls a file broken that has them in another.
_IN_ORDER = {
    "pPr": ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "spacing", "ind"),
    "tcPr": ("cnfStyle", "tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection"),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd"),
}  # fmt: skip


def put(properties: Any, child: Any) -> None:
    """Add a property where Word expects it: after those that go before it."""
    order = _IN_ORDER[_local(properties)]
    before = order[: order.index(_local(child))]
    place = max((n + 1 for n, other in enumerate(properties) if _local(other) in before), default=0)
    properties.insert(place, child)


def _local(found: Any) -> str:
    return str(found.tag).rpartition("}")[2]


# -- fields, bookmarks and links


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field, with what it shows until Word works it out again."""
    for kind in ("begin", None, "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind is None:
            text = element("w:instrText", {"xml:space": "preserve"})
            text.text = f" {instruction} "
            run._r.append(text)
        elif kind != "shown":
            run._r.append(element("w:fldChar", {"w:fldCharType": kind}))


def bookmark_name(anchor: str) -> str:
    """The bookmark of an anchor: a letter first, then letters, digits and underscores, of 40 characters at most.

    >>> bookmark_name("finding-los-01")
    'finding_los_01'
    """
    name = re.sub(r"\W", "_", anchor, flags=re.ASCII)
    if len(name) <= 40 and name[:1].isalpha():
        return name
    return f"a_{name[:20]}_{hashlib.sha256(anchor.encode()).hexdigest()[:12]}"


def mark(paragraph: Paragraph, anchor: str, numbers: Iterator[int]) -> None:
    """Make a paragraph the place that links to an anchor lead to."""
    number = str(next(numbers))
    start = element("w:bookmarkStart", {"w:id": number, "w:name": bookmark_name(anchor)})
    place = 0 if paragraph._p.pPr is None else 1
    paragraph._p.insert(place, start)
    paragraph._p.append(element("w:bookmarkEnd", {"w:id": number}))


def link(paragraph: Paragraph, text: str, href: str) -> Any:
    """A link in the document (`#anchor`) or out of it; the run that it holds."""
    if href.startswith("#"):
        made = element("w:hyperlink", {"w:anchor": bookmark_name(href[1:]), "w:history": "1"})
    else:
        target = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = element("w:hyperlink", {"r:id": target, "w:history": "1"})
    run = paragraph.add_run(text)
    made.append(run._r)
    paragraph._p.append(made)
    return run


# -- looks


def shade(thing: Any, colour: str) -> None:
    """Give a run or a cell a ground of a colour, in six digits."""
    properties = thing._r.get_or_add_rPr() if hasattr(thing, "_r") else thing._tc.get_or_add_tcPr()
    put(properties, element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour}))


def rule(paragraph: Paragraph, side: str, colour: str, size: int = 12, space: int = 4) -> None:
    """A line beside, above or below a paragraph; its size is in eighths of a point."""
    found = paragraph._p.get_or_add_pPr()
    line = {"w:val": "single", "w:sz": str(size), "w:space": str(space), "w:color": colour}
    put(found, element("w:pBdr", {}, element(f"w:{side}", line)))


def spoken(word: Word, language: str) -> None:
    """Set the language of every style, so that spelling is checked in it and screen readers speak it."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for found in defaults.iter(qn("w:lang")):
        for key in ("w:val", "w:eastAsia"):
            found.set(qn(key), language)


def numbered_headings(word: Word, depth: int = 3) -> None:
    """Number the headings 1, 1.1, 1.1.1 by one list of several levels, as Word's own numbering does."""
    numbering = word.part.numbering_part.element
    number = "90"
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="{".".join(f"%{place + 1}" for place in range(level + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="680"/></w:tabs><w:ind w:left="680" w:hanging="680"/></w:pPr></w:lvl>'
        for level in range(depth)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    first.addprevious(abstract)
    numbering.append(element("w:num", {"w:numId": number}, element("w:abstractNumId", {"w:val": number})))
    for level in range(depth):
        properties = word.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        at = element("w:ilvl", {"w:val": str(level)})
        put(properties, element("w:numPr", {}, at, element("w:numId", {"w:val": number})))


def unnumbered(paragraph: Paragraph) -> None:
    """Take a heading out of the numbering."""
    properties = paragraph._p.get_or_add_pPr()
    none = element("w:numPr", {}, element("w:ilvl", {"w:val": "0"}), element("w:numId", {"w:val": "0"}))
    put(properties, none)
    put(properties, element("w:ind", {"w:left": "0", "w:firstLine": "0"}))


# -- tables


def underline(row: Any, colour: str) -> None:
    """A thin line under the cells of a row."""
    for cell in row.cells:
        line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": colour}
        put(cell._tc.get_or_add_tcPr(), element("w:tcBorders", {}, element("w:bottom", line)))


def repeat_head(row: Any) -> None:
    """Have a row repeated at the top of every page that its table runs on to."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", {"w:val": "true"}))


def keep_whole(row: Any) -> None:
    """Keep a row from being cut by the end of a page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", {"w:val": "true"}))


def described(table: Any, caption: str) -> None:
    """Say what a table holds, for whoever hears it."""
    table._tbl.tblPr.append(element("w:tblCaption", {"w:val": caption}))


def turned(cell: Any) -> None:
    """Set the text of a cell upright, read from below."""
    put(cell._tc.get_or_add_tcPr(), element("w:textDirection", {"w:val": "btLr"}))


# -- pictures


def sharpen(word: Word, shape: Any, svg: str, number: int) -> None:
    """Put a drawing's SVG beside its PNG: Word shows the first, whatever cannot shows the second."""
    part = Part(PackURI(f"/word/media/drawing{number}.svg"), "image/svg+xml", svg.encode(), word.part.package)
    related = word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(shape._inline.iter(f"{{{_MAIN}}}blip"))
    blip.append(
        parse_xml(
            f'<a:extLst xmlns:a="{_MAIN}"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" xmlns:r="{_OFFICE}" r:embed="{related}"/></a:ext></a:extLst>'
        )
    )


def tell(shape: Any, title: str, alternative: str) -> None:
    """The alternative text of a picture."""
    properties = shape._inline.docPr
    properties.set("descr", alternative)
    properties.set("title", title)


def fitted(width: int, height: int, room: Emu, most: Emu) -> Emu:
    """The width at which a picture fits a room without being cut or stretched."""
    return Emu(min(int(room), int(most * width / height)))
