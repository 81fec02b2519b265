"""Plain text on a page of 100 columns: wrapping, labels, and chains hop by hop."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govgraph.graph import GovernanceGraph
from govgraph.reports import wording
from govgraph.text import one_line

if TYPE_CHECKING:
    from govgraph.reports.strips import Hop, Stop

WIDTH = 100
_LABEL = 10


def wrapped(text: str, indent: int = 0, hang: int | None = None) -> list[str]:
    """A paragraph, wrapped; a word longer than the line keeps its length, so that ids can be copied."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def labelled(label: str, text: str, indent: int = 2) -> list[str]:
    """`label    text`, wrapped under the text."""
    return wrapped(f"{label:<{_LABEL}}{text}", indent, indent + _LABEL) if text else []


def bullets(texts: Sequence[str], indent: int = 2) -> list[str]:
    """A list, an entry to a bullet."""
    return [line for text in texts for line in wrapped(f"- {text}", indent, indent + 2)]


def ladder(names: wording.Names, first: str, hops: "Sequence[Hop]", indent: int) -> list[str]:
    """A chain, hop by hop: the party, an arrow with what it reads, carries and rests on, the next party."""
    lines = wrapped(names(first), indent)
    for hop in hops:
        mark = f" ◄ {hop.mark}" if hop.mark else ""
        parts = [f"{hop.reads} [{hop.carries}{mark}]", hop.standing, hop.places]
        lines.extend(wrapped(f"↓ {' · '.join(part for part in parts if part)}", indent + 2, indent + 4))
        lines.extend(wrapped(names(hop.end), indent))
    return lines


def stop_lines(graph: GovernanceGraph, names: wording.Names, stop: "Stop", indent: int) -> list[str]:
    """A chain that stops: the hops up to there, and the reason."""
    scopes = f" (for {wording.scope_titles(graph, stop.scopes)})" if stop.scopes else ""
    return [
        *wrapped(f"A chain that stops{scopes}:", indent),
        *ladder(names, stop.start, stop.hops, indent + 2),
        *wrapped(f"■ stops here: {one_line(stop.why)}", indent + 4, indent + 6),
    ]


def page(lines: Sequence[str]) -> str:
    """Lines as a text that ends with one line end."""
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"
