"""Pieces of Markdown that several reports use; whatever comes from a structure is escaped here."""

from collections.abc import Iterable, Sequence

from govgraph.reports import wording
from govgraph.reports.strips import Hop
from govgraph.text import escape_markdown


def bullets(texts: Iterable[str]) -> list[str]:
    """A list of escaped texts."""
    return [f"- {escape_markdown(text)}" for text in texts]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of escaped cells."""
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(' --- ' for _ in head)}|"]
    lines.extend(f"| {' | '.join(escape_markdown(cell) for cell in row)} |" for row in rows)
    return lines


def hops(names: wording.Names, found: Iterable[Hop]) -> list[str]:
    """The hops of a line as a table."""
    return table(
        ("From", "reads", "To", "Carries", "Standing", "Source"),
        (
            (
                names(hop.start),
                hop.reads,
                names(hop.end),
                f"{hop.carries} ({hop.mark})" if hop.mark else hop.carries,
                hop.standing or "stated, in force",
                hop.places,
            )
            for hop in found
        ),
    )


def page(lines: Sequence[str]) -> str:
    """Lines as a text that ends with one line end."""
    return "\n".join(lines).rstrip("\n") + "\n"
