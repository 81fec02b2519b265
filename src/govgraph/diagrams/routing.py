"""How lines run between boxes: upright and level, round every box, apart from each other, with few bends.

The engine's own upright lines pass through frames and titles and share tracks; for a page of an annex each
line is therefore searched for on a grid of tracks, the shortest first. A poster keeps the engine's lines.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from govgraph.diagrams.geometry import Placement, Point, Rect
from govgraph.diagrams.sketch import Sketch, Stroke

MOST_LINES = 48
_CLEAR = 13.0
_TRACK = 6.0
_PORT = 10.0
_BEND = 14.0
_CROSSING = 34.0
_AROUND = 46.0
_SIDE = 9.0
_NARROW = 2.0
# Two lines on one track cannot be told apart: only where there is no other way.
_SHARED = 400.0

Node = tuple[int, int]
State = tuple[int, int, str]


@dataclass(slots=True)
class Port:
    """A place on a border that a line may end at; `node` is the first crossing of tracks outside it."""

    point: Point
    node: Node
    way: str
    cost: float


@dataclass(slots=True)
class Grid:
    """Tracks across the drawing, what stands on their crossings, and what runs along them."""

    xs: list[float]
    ys: list[float]
    walls: dict[Node, set[str]] = field(default_factory=dict)
    used: dict[Node, str] = field(default_factory=dict)
    ports: set[Point] = field(default_factory=set)

    @classmethod
    def over(cls, placement: Placement) -> "Grid":
        """Tracks through and around every box and frame."""
        rects = {**placement.frames, **placement.boxes}
        area = placement.extent.grown(34)
        xs = _tracks([(r.left, r.right) for r in rects.values()], area.left, area.right)
        ys = _tracks([(r.top, r.bottom) for r in rects.values()], area.top, area.bottom)
        grid = cls(xs, ys)
        for key, rect in rects.items():
            for node in grid.within(rect.grown(_TRACK - 1.0)):
                grid.walls.setdefault(node, set()).add(key)
        return grid

    def within(self, rect: Rect) -> Iterator[Node]:
        """The crossings inside a rectangle."""
        for i in range(bisect_right(self.xs, rect.left), bisect_left(self.xs, rect.right)):
            for j in range(bisect_right(self.ys, rect.top), bisect_left(self.ys, rect.bottom)):
                yield i, j

    def point(self, node: Node) -> Point:
        """Where a crossing is."""
        return self.xs[node[0]], self.ys[node[1]]


def _tracks(spans: Iterable[tuple[float, float]], low: float, high: float) -> list[float]:
    """Tracks at the middle of every span, beside it, and evenly between."""
    fixed = {low, high}
    for first, last in spans:
        middle = (first + last) / 2
        fixed |= {middle, first - _CLEAR, last + _CLEAR}
        steps = int((last - first) / 2 // _PORT)
        for step in range(1, steps):
            fixed |= {middle - step * _PORT, middle + step * _PORT}
    kept: list[float] = []
    for value in sorted(value for value in fixed if low <= value <= high):
        while kept and value - kept[-1] >= 2 * _TRACK:
            kept.append(kept[-1] + _TRACK)
        if not kept or value - kept[-1] >= _NARROW:
            kept.append(round(value, 2))
    return kept


def route(sketch: Sketch, placement: Placement) -> Mapping[int, tuple[Point, ...]]:
    """Corner points of every line, from its upper end to its lower; a line that finds no way keeps the engine's."""
    if len(sketch.strokes) > MOST_LINES or not sketch.strokes:
        return {number: line for number, line in placement.lines.items() if len(line) > 1}
    grid = Grid.over(placement)
    homes = {member: frame.key for frame in sketch.frames for member in frame.members}
    found: dict[int, tuple[Point, ...]] = {}
    order = sorted(range(len(sketch.strokes)), key=lambda n: (_distance(placement, sketch.strokes[n]), n))
    for number in order:
        stroke = sketch.strokes[number]
        open_to = {stroke.upper, stroke.lower} & {*placement.frames}
        allowed = {homes[key] for key in (stroke.upper, stroke.lower) if key in homes}
        line = _search(grid, placement, stroke, allowed - open_to)
        if line is not None:
            found[number] = line
        elif len(placement.lines.get(number, ())) > 1:
            found[number] = placement.lines[number]
    return found


def _distance(placement: Placement, stroke: Stroke) -> float:
    one, other = placement.rect(stroke.upper), placement.rect(stroke.lower)
    across = max(0.0, max(one.left, other.left) - min(one.right, other.right))
    down = max(0.0, max(one.top, other.top) - min(one.bottom, other.bottom))
    return round(across * 1.5 + down, 1)


def _ports(grid: Grid, rect: Rect, key: str, toward: Rect, allowed: set[str]) -> Iterator[Port]:
    """The places on a border, each with what it costs to end there: a line should leave towards its other end."""
    inset = 9.0
    cx, cy = rect.centre
    for i in range(bisect_left(grid.xs, rect.left + inset), bisect_right(grid.xs, rect.right - inset)):
        x = grid.xs[i]
        off = abs(x - cx) * 0.12
        above, below = bisect_right(grid.ys, rect.top - _CLEAR) - 1, bisect_left(grid.ys, rect.bottom + _CLEAR)
        for j, y, way, away in ((above, rect.top, "u", toward.top >= rect.bottom), (below, rect.bottom, "d", toward.bottom <= rect.top)):
            level = not (toward.top >= rect.bottom or toward.bottom <= rect.top)
            if 0 <= j < len(grid.ys) and _free(grid, (i, j), key, allowed) and _apart(grid, (x, y)):
                yield Port((x, y), (i, j), way, off + (_AROUND if away else 16.0 if level else 0.0))
    for j in range(bisect_left(grid.ys, rect.top + inset), bisect_right(grid.ys, rect.bottom - inset)):
        y = grid.ys[j]
        off = abs(y - cy) * 0.12
        before, after = bisect_right(grid.xs, rect.left - _CLEAR) - 1, bisect_left(grid.xs, rect.right + _CLEAR)
        for i, x, way, away in ((before, rect.left, "l", toward.left >= rect.right), (after, rect.right, "r", toward.right <= rect.left)):
            if 0 <= i < len(grid.xs) and _free(grid, (i, j), key, allowed) and _apart(grid, (x, y)):
                yield Port((x, y), (i, j), way, off + _SIDE + (_AROUND if away else 0.0))


def _free(grid: Grid, node: Node, key: str, allowed: set[str]) -> bool:
    return not grid.walls.get(node, set()) - {key, *allowed}


def _apart(grid: Grid, point: Point) -> bool:
    """Whether a port is far enough from those in use for the heads of both."""
    return all(abs(point[0] - x) + abs(point[1] - y) >= _PORT - 1.0 for x, y in grid.ports)


_STEPS = {"u": (0, -1), "d": (0, 1), "l": (-1, 0), "r": (1, 0)}
_OPPOSITE = {"u": "d", "d": "u", "l": "r", "r": "l"}
_ALONG = {"u": "v", "d": "v", "l": "h", "r": "h"}


@dataclass(slots=True)
class Search:
    """One line's search, by A*, from the ports of its lower end to those of its upper one."""

    grid: Grid
    goal: Rect
    allowed: set[str]
    goals: dict[Node, list[Port]]
    best: dict[State, float] = field(default_factory=dict)
    came: dict[State, State | Port] = field(default_factory=dict)
    queue: list[tuple[float, float, State]] = field(default_factory=list)

    def run(self, starts: Iterable[Port]) -> tuple[list[Node], Port, Port] | None:
        """The crossings passed, with the ports at the lower and the upper end; None where there is no way."""
        for port in starts:
            self._offer((*port.node, port.way), port.cost, port)
        while self.queue:
            _, cost, state = heapq.heappop(self.queue)
            if cost > self.best[state]:
                continue
            if state[2].startswith("end"):
                return self._walked(state)
            self._expand(state, cost)
        return None

    def _offer(self, state: State, cost: float, origin: State | Port) -> None:
        if cost < self.best.get(state, 1e9):
            self.best[state] = cost
            self.came[state] = origin
            heapq.heappush(self.queue, (cost + self._ahead(state), cost, state))

    def _ahead(self, state: State) -> float:
        if state[2].startswith("end"):
            return 0.0
        x, y = self.grid.xs[state[0]], self.grid.ys[state[1]]
        goal = self.goal
        return max(goal.left - x, x - goal.right, 0.0) + max(goal.top - y, y - goal.bottom, 0.0) - _CLEAR * 2

    def _expand(self, state: State, cost: float) -> None:
        i, j, way = state
        grid = self.grid
        used = grid.used.get((i, j), "")
        for number, port in enumerate(self.goals.get((i, j), ())):
            if port.way != way:
                turn = 0.0 if _OPPOSITE[port.way] == way else _BEND + (_SHARED if used else 0.0)
                self._offer((i, j, f"end{number}"), cost + port.cost + turn, state)
        for onward, (di, dj) in _STEPS.items():
            node = i + di, j + dj
            if onward == _OPPOSITE[way] or not (0 <= node[0] < len(grid.xs) and 0 <= node[1] < len(grid.ys)):
                continue
            walls = grid.walls.get(node)
            if walls and not walls <= self.allowed:
                continue
            step = abs(grid.xs[node[0]] - grid.xs[i]) + abs(grid.ys[node[1]] - grid.ys[j])
            if onward != way:
                step += _BEND + (_SHARED if used else 0.0)
            there = grid.used.get(node, "")
            if there:
                along = _ALONG[onward]
                step += _SHARED if along in there or "b" in there else _CROSSING
            self._offer((*node, onward), cost + step, state)

    def _walked(self, state: State) -> tuple[list[Node], Port, Port]:
        end = self.goals[state[:2]][int(state[2][3:])]
        nodes: list[Node] = []
        while True:
            origin = self.came[state]
            if isinstance(origin, Port):
                if not nodes or nodes[-1] != state[:2]:
                    nodes.append(state[:2])
                return nodes[::-1], origin, end
            if not nodes or nodes[-1] != state[:2]:
                nodes.append(state[:2])
            state = origin


def _search(grid: Grid, placement: Placement, stroke: Stroke, allowed: set[str]) -> tuple[Point, ...] | None:
    upper, lower = placement.rect(stroke.upper), placement.rect(stroke.lower)
    direct = _direct(grid, upper, lower, {stroke.upper, stroke.lower, *allowed})
    if direct is not None:
        return direct
    goals: dict[Node, list[Port]] = {}
    for port in _ports(grid, upper, stroke.upper, lower, allowed):
        goals.setdefault(port.node, []).append(port)
    found = Search(grid, upper, allowed, goals).run(_ports(grid, lower, stroke.lower, upper, allowed))
    if found is None:
        return None
    nodes, start, end = found
    points = _corners([end.point, *(grid.point(node) for node in reversed(nodes)), start.point])
    grid.ports |= {start.point, end.point}
    _occupy(grid, nodes, start, end)
    return tuple(points)


def _direct(grid: Grid, upper: Rect, lower: Rect, allowed: set[str]) -> tuple[Point, ...] | None:
    """A straight line between neighbours that stand too near each other for the tracks between them."""
    inset = 9.0
    down = 0 < max(lower.top - upper.bottom, upper.top - lower.bottom) <= 2 * _CLEAR + _TRACK
    across = 0 < max(lower.left - upper.right, upper.left - lower.right) <= 2 * _CLEAR + _TRACK
    if down == across:
        return None
    if down:
        tracks, low, high = grid.xs, max(upper.left, lower.left) + inset, min(upper.right, lower.right) - inset
        one, other = (upper.bottom, lower.top) if upper.bottom <= lower.top else (upper.top, lower.bottom)
        wish = (upper.centre[0] + lower.centre[0]) / 2
    else:
        tracks, low, high = grid.ys, max(upper.top, lower.top) + inset, min(upper.bottom, lower.bottom) - inset
        one, other = (upper.right, lower.left) if upper.right <= lower.left else (upper.left, lower.right)
        wish = (upper.centre[1] + lower.centre[1]) / 2
    for track in sorted((track for track in tracks if low <= track <= high), key=lambda track: (abs(track - wish), track)):
        start, end = ((track, one), (track, other)) if down else ((one, track), (other, track))
        span = Rect.around([start, end])
        crossed = list(grid.within(span.grown(0.5)))
        clear = all((grid.walls.get(node) or set()) <= allowed and not grid.used.get(node) for node in crossed)
        if clear and _apart(grid, start) and _apart(grid, end):
            for node in crossed:
                _mark(grid, node, "v" if down else "h")
                _mark_beside(grid, node, "v" if down else "h")
            grid.ports |= {start, end}
            return start, end
    return None


def _corners(points: list[Point]) -> list[Point]:
    """The points at which a line turns, and its ends."""
    kept = points[:1]
    for here, following in zip(points[1:], points[2:], strict=False):
        before = kept[-1]
        if not (before[0] == here[0] == following[0] or before[1] == here[1] == following[1]):
            kept.append(here)
    return [*kept, points[-1]]


def _occupy(grid: Grid, nodes: list[Node], start: Port, end: Port) -> None:
    """Mark what a line runs along, the tracks too near beside it as well."""
    ways = [start.way]
    for one, other in zip(nodes, nodes[1:], strict=False):
        ways.append("v" if one[0] == other[0] else "h")
    ways.append(end.way)
    for place, node in enumerate(nodes):
        into, out = (_ALONG.get(way, way) for way in ways[place : place + 2])
        _mark(grid, node, into if into == out else "b")
        for along in {into, out}:
            _mark_beside(grid, node, along)


def _mark_beside(grid: Grid, node: Node, along: str) -> None:
    axis = 0 if along == "v" else 1
    tracks = grid.xs if along == "v" else grid.ys
    for direction in (-1, 1):
        place = node[axis] + direction
        while 0 <= place < len(tracks) and abs(tracks[place] - tracks[node[axis]]) < _TRACK - 0.5:
            _mark(grid, (place, node[1]) if along == "v" else (node[0], place), along)
            place += direction


def _mark(grid: Grid, node: Node, what: str) -> None:
    there = grid.used.get(node, "")
    if what not in there:
        grid.used[node] = there + what
