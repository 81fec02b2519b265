"""How wide a text is when it is printed, and where to break it: from the widths of the shipped fonts."""

from collections.abc import Iterator
from functools import lru_cache

# Advance widths in thousandths of the size, of the characters from space to tilde. Liberation Sans, which has
# the widths of Helvetica and Arial.
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
    611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)  # fmt: skip
_OTHER_WIDTH = 700

# What the shipped fonts can draw, as spans of code points; see fonts/README.md.
_COVERED = (
    (32, 126), (160, 383), (536, 539), (710, 733), (884, 885), (890, 894), (900, 906), (908, 908), (910, 929), (931, 974),
    (976, 1119), (1168, 1169), (7808, 7813), (7922, 7923), (8208, 8208), (8210, 8226), (8230, 8230), (8240, 8240),
    (8242, 8244), (8249, 8250), (8260, 8260), (8352, 8373), (8383, 8383), (8470, 8471), (8482, 8482), (8592, 8597),
    (8710, 8710), (8722, 8722), (8776, 8776), (8800, 8802), (8804, 8805), (9679, 9679),
)  # fmt: skip


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text, in the unit of its size; a character beyond ASCII is taken to be broad."""
    table = _BOLD if bold else _REGULAR
    total = sum(table[ord(c) - 32] if " " <= c <= "~" else _OTHER_WIDTH for c in text)
    return total * size / 1000


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """Lines of at most `room`, balanced; a word too long for a line is cut.

    With `most`, what goes beyond that many lines gives way to an ellipsis.
    """
    return list(_wrapped(text, room, size, bold=bold, most=most))


@lru_cache(maxsize=4096)
def _wrapped(text: str, room: float, size: float, *, bold: bool, most: int) -> tuple[str, ...]:
    lines = _filled(text, room, size, bold=bold)
    if most and len(lines) > most:
        return (*lines[: most - 1], f"{lines[most - 1].rstrip()[:-1]}…")
    longest = max((width(word, size, bold=bold) for word in text.split()), default=0.0)
    # The narrowest room that needs no more lines: the last line is then not a lone word.
    for share in (0.5, 0.6, 0.7, 0.8, 0.9) if len(lines) > 1 else ():
        if longest <= room * share and len(tighter := _filled(text, room * share, size, bold=bold)) == len(
            lines
        ):
            return tuple(tighter)
    return tuple(lines)


def _filled(text: str, room: float, size: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _pieces(text, room, size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold=bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _pieces(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """The words of a text, those too long for a line cut into pieces."""
    for word in text.split():
        piece, long = "", 0.0
        for character in word:
            wide = width(character, size, bold=bold)
            if piece and long + wide > room:
                yield piece
                piece, long = "", 0.0
            piece += character
            long += wide
        yield piece


def undrawable(text: str) -> set[str]:
    """The characters of a text that the shipped fonts do not have."""
    return {c for c in text if not any(first <= ord(c) <= last for first, last in _COVERED)}
