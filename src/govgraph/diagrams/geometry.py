"""Where the engine put things: rectangles of boxes and frames, and the engine's own lines, read from its SVG."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from govgraph.diagrams.dot import Ids
from govgraph.diagrams.sketch import Sketch
from govgraph.errors import LayoutError

Point = tuple[float, float]
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_TRANSLATE = re.compile(r"translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> "Rect":
        """The rectangle with a margin around it."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Rect") -> bool:
        """Whether the two have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def nearest(self, point: Point) -> Point:
        """The point of the rectangle that is nearest to another."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)

    def gap(self, point: Point) -> float:
        """How far a point is outside the rectangle, 0 inside it."""
        x, y = self.nearest(point)
        return abs(point[0] - x) + abs(point[1] - y)

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Rect":
        """The smallest rectangle that holds some points."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Placement:
    """Rectangles by the key of a box or frame, and the engine's lines by their place in the sketch."""

    boxes: Mapping[str, Rect]
    frames: Mapping[str, Rect]
    lines: Mapping[int, tuple[Point, ...]]

    def rect(self, key: str) -> Rect:
        """Where a box or a frame stands."""
        return self.frames[key] if key in self.frames else self.boxes[key]

    @property
    def extent(self) -> Rect:
        """The rectangle around all boxes, frames and lines."""
        rects = [*self.boxes.values(), *self.frames.values()]
        corners = [p for r in rects for p in ((r.left, r.top), (r.right, r.bottom))]
        return Rect.around([*corners, *(point for line in self.lines.values() for point in line)])


def read_placement(svg: str, sketch: Sketch) -> Placement:
    """Read an engine's SVG. Raises LayoutError where a box is missing from it."""
    ids = Ids.of(sketch)
    boxes = {element: key for key, element in ids.boxes.items()}
    clusters = {element: key for key, element in ids.frames.items()}
    placed: dict[str, Rect] = {}
    frames: dict[str, Rect] = {}
    lines: dict[int, tuple[Point, ...]] = {}
    try:
        root = ET.fromstring(svg)  # noqa: S314 - written by the engine from synthetic ids and escaped text
    except ET.ParseError as error:
        raise LayoutError(f"the drawing engine wrote SVG that cannot be read: {error}") from error
    shift = _shift(root)
    for group in root.iter(f"{_SVG}g"):
        title = group.findtext(f"{_SVG}title", "").strip()
        if title in boxes:
            placed[boxes[title]] = Rect.around(_points(group, shift))
        elif title in clusters:
            frames[clusters[title]] = Rect.around(_points(group, shift))
        elif group.get("id", "").startswith("e_"):
            line = tuple(_curve(group, shift))
            if len(line) > 1:
                lines[int(group.get("id", "")[2:])] = line
    missing = [box.name for box in sketch.boxes if box.key not in placed]
    if missing:
        raise LayoutError(f"the drawing engine left out {missing[0]}")
    return Placement(placed, frames, lines)


def _shift(root: ET.Element) -> Point:
    first = root.find(f"{_SVG}g")
    match = _TRANSLATE.search(first.get("transform", "") if first is not None else "")
    return (float(match[1]), float(match[2])) if match else (0.0, 0.0)


def _pairs(text: str, shift: Point) -> Iterator[Point]:
    numbers = [float(number) for number in _NUMBER.findall(text)]
    for x, y in zip(numbers[::2], numbers[1::2], strict=False):
        yield round(x + shift[0], 2), round(y + shift[1], 2)


def _points(group: ET.Element, shift: Point) -> list[Point]:
    shapes = [element.get("points") or element.get("d") for element in group.iter()]
    return [point for text in shapes if text for point in _pairs(text, shift)]


def _curve(group: ET.Element, shift: Point) -> list[Point]:
    """The corner points of a line: the ends of its curves, doubles and points on the way left out."""
    path = group.find(f"{_SVG}path")
    points = list(_pairs(path.get("d", ""), shift)) if path is not None else []
    corners = points[:1] + points[3::3]
    kept: list[Point] = []
    for point in corners:
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def disorder(sketch: Sketch, placement: Placement) -> tuple[int, float]:
    """How a placement compares with another: crossings of straight lines between the ends, then their length."""
    chords = [
        (placement.rect(s.upper).centre, placement.rect(s.lower).centre, {s.upper, s.lower})
        for s in sketch.strokes
    ]
    crossings = sum(
        1
        for one, other in combinations(chords, 2)
        if not one[2] & other[2] and _cross(one[0], one[1], other[0], other[1])
    )
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b, _ in chords)
    return crossings, round(length + 0.5 * placement.extent.width, 1)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def segments(points: Iterable[Point]) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a line."""
    return pairwise(points)
