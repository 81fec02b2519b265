"""What a report is made of: sections of paragraphs, lists, tables, lines of sight and figures, as frozen values.

Text is plain: every writer escapes for its own form. An anchor names a place that a link, or a comment on a
draft, can point at; it is the same in every form and from run to run, so long as what it names is there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from govgraph.text import one_line


class Tone(StrEnum):
    """What a word in a tag means for the reader; a writer gives it colour, and the word itself says it without."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. `href` is `#anchor` in the report, a path beside it, or a web address.

    With a `tone` it is a tag: a verdict or a severity.
    """

    text: str
    strong: bool = False
    href: str = ""
    tone: Tone | None = None


Words = tuple[Run, ...]


def words(*parts: "str | Run") -> Words:
    """Text and runs in a row, those that are empty left out.

    >>> words("See ", Run("S1", href="#statement-s1"), "", ".")[0]
    Run(text='See ', strong=False, href='', tone=None)
    """
    runs = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(run for run in runs if run.text)


def plain(text: Words) -> str:
    """The text alone.

    >>> plain(words("a", Run("b", strong=True)))
    'ab'
    """
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `lead` stands out as the answer, a `note` stands back as a remark, a `warning` asks for care."""

    text: Words
    look: Literal["body", "lead", "note", "warning"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short paragraphs; numbered where their order counts."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with what is to be said of it: how something was read, what a thing is."""

    pairs: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, whether a reviewer should look at it, and the place that it is."""

    text: Words = ()
    marked: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption. Its first column heads the rows where `headed`; `shares` are the columns' widths of 1.

    `narrow` says that its cells are short and many (letters, numbers), so that the heads stand upright where a
    writer can turn them.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headed: bool = True
    narrow: bool = False
    shares: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows) or len(self.shares) not in {0, width}:
            raise ValueError(f"the rows of {self.caption!r} do not fit its {width} columns")


@dataclass(frozen=True, slots=True)
class Step:
    """A link on a line of sight and the party that it leads to: what it says, its standing, the places that state it."""

    says: str
    party: str
    standing: str
    places: Words = ()
    weakest: bool = False
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Ladder:
    """A line of sight, link by link from the subject up; `stops` says why it goes no further, where it does not arrive."""

    start: str
    steps: tuple[Step, ...]
    stops: str = ""


@dataclass(frozen=True)
class Figure:
    """A drawing of a page: as SVG, as PNG of at least 200 dots an inch, and in words for whoever does not see it."""

    anchor: str
    caption: str
    svg: str
    png: bytes
    alternative: str
    description: tuple[str, ...] = ()
    wide: bool = True


Block = Paragraph | Bullets | Facts | Grid | Ladder | Figure


@dataclass(frozen=True)
class Section:
    """A numbered section or, where `annex` is its letter, an annex."""

    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    annex: str = ""

    @property
    def landscape(self) -> bool:
        """Whether it is best printed across the page: it holds a wide figure or a table of many columns."""
        return any(
            (isinstance(block, Figure) and block.wide)
            or (isinstance(block, Grid) and len(block.columns) > _MOST_UPRIGHT)
            for block in self.blocks
        )


# A table of more columns than this does not fit a page held upright.
_MOST_UPRIGHT = 7


@dataclass(frozen=True)
class Document:
    """A report, whole. `facts` stand on its first page; `small_print` on its last, or at the foot."""

    title: str
    subtitle: str
    marking: str
    facts: Facts
    sections: tuple[Section, ...]
    small_print: tuple[str, ...] = ()
    language: str = "en-GB"

    def __post_init__(self) -> None:
        met: set[str] = set()
        for anchor in self.anchors():
            if anchor in met:
                raise ValueError(f"two places of the report are called {anchor!r}")
            met.add(anchor)

    def walk(self) -> Iterator[tuple[int, str, Section]]:
        """Every section with its depth, from 1, and its number (`3.2`, `Annex B`), in order."""
        number = 0
        for section in self.sections:
            number += not section.annex
            yield from _walked(
                section, 1, f"Annex {section.annex}" if section.annex else str(number), section.annex
            )

    def anchors(self) -> Iterator[str]:
        """Every place that a link can point at."""
        for _, _, section in self.walk():
            yield section.anchor
            for block in section.blocks:
                if isinstance(block, Figure):
                    yield block.anchor
                elif isinstance(block, Grid):
                    yield from (cell.anchor for row in block.rows for cell in row if cell.anchor)

    def links(self) -> Iterator[str]:
        """Every place in the report that a link of it points at, without the `#`."""
        for _, _, section in self.walk():
            for block in section.blocks:
                for run in _runs(block):
                    if run.href.startswith("#"):
                        yield run.href[1:]

    def figures(self) -> Mapping[str, int]:
        """The number of each figure, from 1, by its anchor."""
        found = [
            block for _, _, section in self.walk() for block in section.blocks if isinstance(block, Figure)
        ]
        return {figure.anchor: number for number, figure in enumerate(found, start=1)}


def _walked(section: Section, depth: int, number: str, within: str) -> Iterator[tuple[int, str, Section]]:
    yield depth, number, section
    for place, inner in enumerate(section.sections, start=1):
        yield from _walked(inner, depth + 1, f"{within or number}.{place}", f"{within or number}.{place}")


def _runs(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph():
            yield from block.text
        case Bullets():
            for item in block.items:
                yield from item
        case Facts():
            for _, said in block.pairs:
                yield from said
        case Grid():
            for row in block.rows:
                for cell in row:
                    yield from cell.text
        case Ladder():
            for step in block.steps:
                yield from step.places
        case Figure():
            pass


def grid(caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]], **look: object) -> Grid:
    """A table of plain text."""
    cells = tuple(tuple(Cell(words(one_line(text))) for text in row) for row in rows)
    return Grid(caption, tuple(columns), cells, **look)  # type: ignore[arg-type]


def anchor(kind: str, name: str) -> str:
    """The anchor of a thing: its kind and its id, of letters, digits and hyphens alone.

    >>> anchor("finding", "LOS-01/abc 1")
    'finding-los-01-abc-1'
    """
    return f"{kind}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"
