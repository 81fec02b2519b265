"""The objects of a PDF put in one order: the converter writes its fonts in an order that changes with every run."""

import re

_OFFSET = re.compile(rb"(\d{10}) \d{5} n")
_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_FONTS = re.compile(rb"(/Font <<\n)(.*?)(\n\s*>>)", re.DOTALL)


def in_one_order(data: bytes) -> bytes:
    """The same PDF, its objects numbered in the order in which they are first referred to from the root.

    A file of another build than the converter's (compressed objects, no plain table) comes back unchanged.
    """
    start = data.rfind(b"\nxref\n")
    trailer = data.rfind(b"trailer")
    if start < 0 or trailer < start:
        return data
    offsets = sorted(int(offset) for offset in _OFFSET.findall(data[start:trailer]))
    bodies: dict[int, bytes] = {}
    for here, following in zip(offsets, [*offsets[1:], start + 1], strict=True):
        number, _, body = data[here:following].partition(b" 0 obj\n")
        bodies[int(number)] = _FONTS.sub(_sorted_fonts, body.rstrip() + b"\n")
    order = _order(bodies, data[trailer:])
    if set(order) != set(bodies):
        return data
    return _written(data[: offsets[0]], bodies, order, data[trailer:])


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

    def renumbered(text: bytes) -> bytes:
        return _REFERENCE.sub(lambda match: b"%d 0 R" % new[int(match[1])], text)

    parts = [head]
    length = len(head)
    offsets = []
    for number in order:
        words, stream, rest = bodies[number].partition(b"stream\n")
        part = b"%d 0 obj\n%s\n" % (new[number], renumbered(words) + stream + rest)
        offsets.append(length)
        parts.append(part)
        length += len(part)
    table = b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    tail = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % length, renumbered(trailer))
    return b"".join([*parts, b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(order) + 1), table, tail])
