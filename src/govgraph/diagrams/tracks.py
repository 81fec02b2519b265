"""The tracks that lines may run on, what stands on their crossings, and where a line may end."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from govgraph.diagrams.geometry import Placement, Point, Rect, segments

# Lengths in points: from a border to the first track beside it, between tracks, between ports, from a corner.
CLEAR = 13.0
TRACK = 6.0
INSET = 9.0
_PORT = 10.0
_CORNER = 15.0
_NARROW = 2.0
# How near to an upright line with words another upright line would run under them.
_WORDS = 24.0
# What it costs to leave a box on the far side, sideways, off its middle, or under a line that runs close by.
_AROUND, _LEVEL, _SIDE, _OFF, _UNDER = 46.0, 16.0, 9.0, 0.12, 60.0

Node = tuple[int, int]
ALONG = {"u": "v", "d": "v", "l": "h", "r": "h"}


@dataclass(slots=True)
class Port:
    """A place on a border that a line may end at; `node` is the first crossing of tracks outside it."""

    point: Point
    node: Node
    way: str
    cost: float


@dataclass(slots=True)
class Grid:
    """Tracks across the drawing, what stands on their crossings, and what runs along them.

    `used` says of a crossing which ways lines run through it: `h`, `v`, or `b` where one bends or ends.
    `marks` are where the numbers of stacks stand; `near` are crossings beside words.
    """

    xs: list[float]
    ys: list[float]
    walls: dict[Node, set[str]] = field(default_factory=dict)
    used: dict[Node, str] = field(default_factory=dict)
    ports: set[Point] = field(default_factory=set)
    marks: list[Rect] = field(default_factory=list)
    near: set[Node] = field(default_factory=set)

    @classmethod
    def over(cls, placement: Placement, marks: list[Rect]) -> "Grid":
        """Tracks through and around every box and frame."""
        rects = {**placement.frames, **placement.boxes}
        area = placement.extent.grown(34)
        xs = _tracks([(r.left, r.right) for r in rects.values()], area.left, area.right)
        ys = _tracks([(r.top, r.bottom) for r in rects.values()], area.top, area.bottom)
        grid = cls(xs, ys, marks=marks)
        for key, rect in rects.items():
            for node in grid.within(rect.grown(TRACK - 1.0)):
                grid.walls.setdefault(node, set()).add(key)
        for rect in placement.frames.values():
            grid.guard(rect)
        return grid

    def guard(self, rect: Rect) -> None:
        """Keep lines from running along a frame's border and from passing it at a corner."""
        for y in (rect.top, rect.bottom):
            for node in self.within(Rect(rect.left, y, rect.right, y).grown(TRACK - 1.0)):
                self.mark(node, "h")
        for x in (rect.left, rect.right):
            for node in self.within(Rect(x, rect.top, x, rect.bottom).grown(TRACK - 1.0)):
                self.mark(node, "v")
            for y in (rect.top, rect.bottom):
                for node in self.within(Rect(x, y, x, y).grown(_CORNER)):
                    self.mark(node, "b")

    def within(self, rect: Rect) -> Iterator[Node]:
        """The crossings inside a rectangle."""
        for i in range(bisect_right(self.xs, rect.left), bisect_left(self.xs, rect.right)):
            for j in range(bisect_right(self.ys, rect.top), bisect_left(self.ys, rect.bottom)):
                yield i, j

    def point(self, node: Node) -> Point:
        """Where a crossing is."""
        return self.xs[node[0]], self.ys[node[1]]

    def mark(self, node: Node, what: str) -> None:
        """Note that a line runs through a crossing."""
        there = self.used.get(node, "")
        if what not in there:
            self.used[node] = there + what

    def mark_beside(self, node: Node, along: str) -> None:
        """Note that a line runs through a crossing, and that the tracks too near beside it are taken."""
        self.mark(node, along)
        axis = 0 if along == "v" else 1
        tracks = self.xs if along == "v" else self.ys
        for direction in (-1, 1):
            place = node[axis] + direction
            while 0 <= place < len(tracks) and abs(tracks[place] - tracks[node[axis]]) < TRACK - 0.5:
                self.mark((place, node[1]) if along == "v" else (node[0], place), along)
                place += direction

    def apart(self, point: Point) -> bool:
        """Whether a port is far enough from those in use, for the heads of both, and from the numbers of stacks."""
        if any(
            mark.left < point[0] < mark.right and mark.top < point[1] < mark.bottom for mark in self.marks
        ):
            return False
        return all(abs(point[0] - x) + abs(point[1] - y) >= _PORT - 1.0 for x, y in self.ports)

    def ports_of(self, rect: Rect, key: str, toward: Rect, allowed: set[str]) -> Iterator[Port]:
        """The places on a border, each with what it costs to end there: a line should leave towards its other end."""
        level = not (toward.top >= rect.bottom or toward.bottom <= rect.top)
        above, below = bisect_right(self.ys, rect.top - CLEAR) - 1, bisect_left(self.ys, rect.bottom + CLEAR)
        before, after = bisect_right(self.xs, rect.left - CLEAR) - 1, bisect_left(self.xs, rect.right + CLEAR)
        cx, cy = rect.centre
        for i in range(bisect_left(self.xs, rect.left + INSET), bisect_right(self.xs, rect.right - INSET)):
            x = self.xs[i]
            cost = abs(x - cx) * _OFF + (_LEVEL if level else 0.0)
            up, down = toward.top >= rect.bottom, toward.bottom <= rect.top
            yield from self._port((x, rect.top), (i, above), "u", cost + up * _AROUND, {key, *allowed})
            yield from self._port((x, rect.bottom), (i, below), "d", cost + down * _AROUND, {key, *allowed})
        for j in range(bisect_left(self.ys, rect.top + INSET), bisect_right(self.ys, rect.bottom - INSET)):
            y = self.ys[j]
            cost = abs(y - cy) * _OFF + _SIDE
            left, right = toward.left >= rect.right, toward.right <= rect.left
            yield from self._port((rect.left, y), (before, j), "l", cost + left * _AROUND, {key, *allowed})
            yield from self._port((rect.right, y), (after, j), "r", cost + right * _AROUND, {key, *allowed})

    def _port(self, point: Point, node: Node, way: str, cost: float, allowed: set[str]) -> Iterator[Port]:
        inside = 0 <= node[0] < len(self.xs) and 0 <= node[1] < len(self.ys)
        if inside and self.walls.get(node, set()) <= allowed and self.apart(point):
            under = any(ALONG[way] != used for n in self.stub(point, node) if (used := self.used.get(n)))
            yield Port(point, node, way, cost + (_UNDER if under else 0.0))

    def stub(self, point: Point, node: Node) -> Iterator[Node]:
        """The crossings between a port and its node, where the head of a line stands."""
        return self.within(Rect.around([point, self.point(node)]).grown(0.5))

    def occupy(self, nodes: Sequence[Node], start: Port, end: Port) -> None:
        """Mark what a line runs along, from its start to its end."""
        ways = [ALONG[start.way], *("v" if a[0] == b[0] else "h" for a, b in pairwise(nodes)), ALONG[end.way]]
        for node, (into, out) in zip(nodes, pairwise(ways), strict=True):
            if into != out:
                self.mark(node, "b")
            for along in {into, out}:
                self.mark_beside(node, along)
        for port in (start, end):
            for node in self.stub(port.point, port.node):
                self.mark(node, "b")
            self.ports.add(port.point)

    def keep_clear(self, line: Sequence[Point]) -> None:
        """Mark the tracks on which another line would run under the words beside an upright piece."""
        for (x, y), (nx, ny) in segments(line):
            if x == nx:
                self.near.update(self.within(Rect(x - _WORDS, min(y, ny), x + _WORDS, max(y, ny))))


def _tracks(spans: Iterable[tuple[float, float]], low: float, high: float) -> list[float]:
    """Tracks at the middle of every span, beside it, and evenly between."""
    fixed = {low, high}
    for first, last in spans:
        middle = (first + last) / 2
        fixed |= {middle, first - CLEAR, last + CLEAR}
        steps = int((last - first) / 2 // _PORT)
        for step in range(1, steps):
            fixed |= {middle - step * _PORT, middle + step * _PORT}
    kept: list[float] = []
    for value in sorted(value for value in fixed if low <= value <= high):
        while kept and value - kept[-1] >= 2 * TRACK:
            kept.append(kept[-1] + TRACK)
        if not kept or value - kept[-1] >= _NARROW:
            kept.append(round(value, 2))
    return kept
