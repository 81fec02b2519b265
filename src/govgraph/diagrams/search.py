"""The search for one line: the cheapest way on the tracks from one box to another, by A*."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from govgraph.diagrams.geometry import Placement, Point, Rect
from govgraph.diagrams.sketch import Stroke
from govgraph.diagrams.tracks import ALONG, CLEAR, INSET, TRACK, Grid, Node, Port

# Costs, in points of way that a line would rather go. Two lines on one track cannot be told apart: that is only
# where there is no other way.
BEND, CROSSING = 14.0, 34.0
_SHARED, _CROWDED = 400.0, 3.0
# A search that looks further than this has no good way to find; it takes a fraction of a second.
_MOST_STEPS = 40_000

State = tuple[int, int, str]
_STEPS = {"u": (0, -1), "d": (0, 1), "l": (-1, 0), "r": (1, 0)}
_OPPOSITE = {"u": "d", "d": "u", "l": "r", "r": "l"}


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
        for _ in range(_MOST_STEPS):
            if not self.queue:
                break
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
        return max(goal.left - x, x - goal.right, 0.0) + max(goal.top - y, y - goal.bottom, 0.0) - CLEAR * 2

    def _expand(self, state: State, cost: float) -> None:
        i, j, way = state
        grid = self.grid
        used = grid.used.get((i, j), "")
        for number, port in enumerate(self.goals.get((i, j), ())):
            if port.way != way:
                turn = 0.0 if _OPPOSITE[port.way] == way else BEND + (_SHARED if used else 0.0)
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
                step += BEND + (_SHARED if used else 0.0)
            if node in grid.near and ALONG[onward] == "v":
                step += _CROWDED
            there = grid.used.get(node, "")
            if there:
                along = ALONG[onward]
                step += _SHARED if along in there or "b" in there else CROSSING
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


def find_way(grid: Grid, placement: Placement, stroke: Stroke, allowed: set[str]) -> tuple[Point, ...] | None:
    """The corner points of a line from its upper end to its lower; None where there is no way."""
    upper, lower = placement.rect(stroke.upper), placement.rect(stroke.lower)
    direct = _direct(grid, upper, lower, {stroke.upper, stroke.lower, *allowed})
    if direct is not None:
        return direct
    goals: dict[Node, list[Port]] = {}
    for port in grid.ports_of(upper, stroke.upper, lower, allowed):
        goals.setdefault(port.node, []).append(port)
    found = Search(grid, upper, allowed, goals).run(grid.ports_of(lower, stroke.lower, upper, allowed))
    if found is None:
        return None
    nodes, start, end = found
    points = corners([end.point, *(grid.point(node) for node in reversed(nodes)), start.point])
    grid.occupy(nodes, start, end)
    return tuple(points)


def _direct(grid: Grid, upper: Rect, lower: Rect, allowed: set[str]) -> tuple[Point, ...] | None:
    """A straight line between neighbours that stand too near each other for the tracks between them."""
    down = 0 < max(lower.top - upper.bottom, upper.top - lower.bottom) <= 2 * CLEAR + TRACK
    across = 0 < max(lower.left - upper.right, upper.left - lower.right) <= 2 * CLEAR + TRACK
    if down == across:
        return None
    if down:
        tracks, low, high = (
            grid.xs,
            max(upper.left, lower.left) + INSET,
            min(upper.right, lower.right) - INSET,
        )
        one, other = (upper.bottom, lower.top) if upper.bottom <= lower.top else (upper.top, lower.bottom)
        wish = (upper.centre[0] + lower.centre[0]) / 2
    else:
        tracks, low, high = (
            grid.ys,
            max(upper.top, lower.top) + INSET,
            min(upper.bottom, lower.bottom) - INSET,
        )
        one, other = (upper.right, lower.left) if upper.right <= lower.left else (upper.left, lower.right)
        wish = (upper.centre[1] + lower.centre[1]) / 2
    for track in sorted(
        (track for track in tracks if low <= track <= high), key=lambda track: (abs(track - wish), track)
    ):
        start, end = ((track, one), (track, other)) if down else ((one, track), (other, track))
        span = Rect.around([start, end])
        crossed = list(grid.within(span.grown(0.5)))
        clear = all(
            (grid.walls.get(node) or set()) <= allowed
            and ("v" if down else "h") not in grid.used.get(node, "")
            for node in crossed
        )
        if clear and grid.apart(start) and grid.apart(end):
            for node in crossed:
                grid.mark_beside(node, "v" if down else "h")
            grid.ports |= {start, end}
            return start, end
    return None


def corners(points: list[Point]) -> list[Point]:
    """The points at which a line turns, and its ends."""
    kept = points[:1]
    for here, following in pairwise(points[1:]):
        before = kept[-1]
        if not (before[0] == here[0] == following[0] or before[1] == here[1] == following[1]):
            kept.append(here)
    return [*kept, points[-1]]
