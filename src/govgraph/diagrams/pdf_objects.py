"""The objects of PDFs put in one order, and the pages of several in one file.

The converter writes one page, and its fonts in an order that changes with every run.
"""

import re
from collections.abc import Sequence

_OFFSET = re.compile(rb"(\d{10}) \d{5} n")
_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_KIDS = re.compile(rb"/Count 1\s+/Kids \[(\d+) 0 R\]")
_PARENT = re.compile(rb"/Parent \d+ 0 R")
_FONTS = re.compile(rb"(/Font <<\n)(.*?)(\n\s*>>)", re.DOTALL)


def in_one_order(documents: Sequence[bytes]) -> bytes:
    """The pages of PDFs of one page each as one PDF, objects numbered as they are first referred to from the root.

    One file of another build than the converter's (compressed objects, no plain table) comes back unchanged;
    several raise ValueError, since their pages cannot be found.
    """
    read = [_objects(data) for data in documents]
    known = [found for found in read if found is not None]
    if len(known) < len(read):
        if len(read) > 1:
            raise ValueError("the converter wrote a PDF of a form that cannot be joined")
        return documents[0]
    head, bodies, trailer = known[0]
    kids, parent = _first_page(bodies)
    for _, others, _ in known[1:]:
        page, _ = _first_page(others)
        away = max(bodies)
        shift = {number: number + away for number in others}
        moved = {shift[number]: _renumbered(body, shift) for number, body in others.items()}
        moved[shift[page[0]]] = _PARENT.sub(b"/Parent %d 0 R" % parent, moved[shift[page[0]]], count=1)
        kids.append(shift[page[0]])
        bodies |= moved
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    bodies[parent] = _KIDS.sub(b"/Count %d\n  /Kids [%s]" % (len(kids), listed), bodies[parent])
    order = _order(bodies, trailer)
    if len(documents) == 1 and set(order) != set(bodies):
        return documents[0]
    return _written(head, bodies, order, trailer)


def _objects(data: bytes) -> tuple[bytes, dict[int, bytes], bytes] | None:
    """What stands before the objects of a file, the objects by number, and its trailer; None where it has no plain table."""
    start = data.rfind(b"\nxref\n")
    trailer = data.rfind(b"trailer")
    if start < 0 or trailer < start:
        return None
    offsets = sorted(int(offset) for offset in _OFFSET.findall(data[start:trailer]))
    bodies: dict[int, bytes] = {}
    for here, following in zip(offsets, [*offsets[1:], start + 1], strict=True):
        number, _, body = data[here:following].partition(b" 0 obj\n")
        bodies[int(number)] = _FONTS.sub(_sorted_fonts, body.rstrip() + b"\n")
    return data[: offsets[0]], bodies, data[trailer:]


def _first_page(bodies: dict[int, bytes]) -> tuple[list[int], int]:
    """The number of the page, as a list to add others to, and that of the list of pages."""
    for number, body in bodies.items():
        if found := _KIDS.search(body.partition(b"stream\n")[0]):
            return [int(found[1])], number
    raise ValueError("the converter wrote a PDF without a list of pages")


def _renumbered(body: bytes, new: dict[int, int]) -> bytes:
    words, stream, rest = body.partition(b"stream\n")
    return _REFERENCE.sub(lambda match: b"%d 0 R" % new[int(match[1])], words) + stream + rest


def _sorted_fonts(match: re.Match[bytes]) -> bytes:
    return match[1] + b"\n".join(sorted(match[2].split(b"\n"))) + match[3]


def _references(body: bytes) -> list[int]:
    """The objects that a dictionary refers to; the bytes of a stream are no dictionary."""
    return [int(number) for number in _REFERENCE.findall(body.partition(b"stream\n")[0])]


def _order(bodies: dict[int, bytes], trailer: bytes) -> list[int]:
    found: dict[int, None] = {}
    queue = _references(trailer)
    while queue:
        number = queue.pop(0)
        if number not in found and number in bodies:
            found[number] = None
            queue.extend(_references(bodies[number]))
    return list(found)


def _written(head: bytes, bodies: dict[int, bytes], order: list[int], trailer: bytes) -> bytes:
    new = {number: place for place, number in enumerate(order, start=1)}
    parts = [head]
    length = len(head)
    offsets = []
    for number in order:
        part = b"%d 0 obj\n%s\n" % (new[number], _renumbered(bodies[number], new))
        offsets.append(length)
        parts.append(part)
        length += len(part)
    table = b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    tail = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % length, _renumbered(trailer, new))
    tail = re.sub(rb"/Size \d+", b"/Size %d" % (len(order) + 1), tail)
    return b"".join([*parts, b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(order) + 1), table, tail])
