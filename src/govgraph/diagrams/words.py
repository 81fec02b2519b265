"""Where the words beside lines go: on a line's own straight piece, clear of boxes, other lines and each other."""

from collections.abc import Iterator, Mapping, Sequence

from govgraph.diagrams.geometry import Placement, Point, Rect, segments
from govgraph.diagrams.marks import title_rect, word_size
from govgraph.diagrams.sketch import Sketch

# What a place costs where it cannot be clear of everything.
_ON_A_BOX = 1000.0
_ON_WORDS = 400.0
_ON_A_LINE = 90.0
_BESIDE = 120.0
# How much of a line its head takes, from the upper end.
_HEAD = 10.0


def place_words(
    sketch: Sketch, placement: Placement, lines: Mapping[int, Sequence[Point]], words: Mapping[int, str]
) -> dict[int, Point]:
    """The middle of the words of each line that has some."""
    taken: list[Rect] = []
    boxes = [rect.grown(1.5) for rect in placement.boxes.values()]
    boxes += [
        title_rect(placement.frames[frame.key], frame.title, lines.values())
        for frame in sketch.frames
        if frame.title
    ]
    heads = [_head(line) for line in lines.values()]
    pieces = {n: [Rect.around(piece).grown(1.2) for piece in segments(line)] for n, line in lines.items()}
    found: dict[int, Point] = {}
    for number in sorted(words, key=lambda n: (-len(words[n]), n)):
        if number not in lines:
            continue
        wide, high = word_size(words[number])
        others = [piece for other, near in pieces.items() if other != number for piece in near]
        frames = list(placement.frames.values())
        best = min(
            _places(lines[number], wide, high),
            key=lambda place: (
                _cost(place, wide, high, [*boxes, *heads], taken, others, frames),
                place[0],
            ),
        )
        found[number] = best[0]
        taken.append(_plate(best[0], wide, high).grown(1.0))
    return found


def _head(line: Sequence[Point]) -> Rect:
    (x, y), (nx, ny) = line[0], line[1]
    dx, dy = nx - x, ny - y
    share = min(1.0, _HEAD / max(abs(dx) + abs(dy), 0.1))
    return Rect.around([(x, y), (x + dx * share, y + dy * share)]).grown(1.0)


def _plate(centre: Point, wide: float, high: float) -> Rect:
    return Rect(centre[0] - wide / 2, centre[1] - high / 2, centre[0] + wide / 2, centre[1] + high / 2)


def _places(line: Sequence[Point], wide: float, high: float) -> Iterator[tuple[Point, float]]:
    """Points along a line, and close beside it, each with how near it is to an end of its piece.

    Beside comes last: words there belong to a line less plainly, but a short line keeps its head in sight.
    """
    for one, other in segments(line):
        length = abs(one[0] - other[0]) + abs(one[1] - other[1])
        steps = max(2, int(length // 7))
        for step in range(1, steps):
            share = step / steps
            x, y = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
            yield (x, y), length * min(share, 1 - share)
            across = (wide / 2 + 2, 0.0) if one[0] == other[0] else (0.0, high / 2 + 2)
            for side in (-1, 1):
                yield (x + side * across[0], y + side * across[1]), -_BESIDE


def _cost(
    place: tuple[Point, float],
    wide: float,
    high: float,
    boxes: Sequence[Rect],
    taken: Sequence[Rect],
    others: Sequence[Rect],
    frames: Sequence[Rect],
) -> float:
    centre, room = place
    plate = _plate(centre, wide, high)
    cost = -min(room, 40.0) * 0.5
    cost += _ON_A_BOX * sum(plate.meets(box) for box in boxes)
    cost += _ON_WORDS * sum(plate.meets(other) for other in taken)
    cost += _ON_A_LINE * sum(plate.meets(piece) for piece in others)
    cost += _ON_A_LINE * sum(plate.meets(frame) and not _inside(plate, frame) for frame in frames)
    return round(cost, 3)


def _inside(plate: Rect, frame: Rect) -> bool:
    return (
        frame.left <= plate.left
        and plate.right <= frame.right
        and frame.top <= plate.top
        and plate.bottom <= frame.bottom
    )
