"""Small moves after a layout: a box that has its row to itself stands over or under those that it is joined to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from statistics import fmean

from govgraph.diagrams.geometry import Placement, Rect
from govgraph.diagrams.ranking import ranks
from govgraph.diagrams.sketch import Sketch, Stroke
from govgraph.model.vocabulary import Kind, Status


def aligned(sketch: Sketch, placement: Placement, kinds: Mapping[str, Kind]) -> Placement:
    """The placement with every box that is alone in its row moved to the middle of its strongest lines.

    A box of a frame stays inside it. The engine's own lines to a moved box no longer fit and are left out.
    """
    rows: dict[int, list[str]] = defaultdict(list)
    for key, rank in ranks(sketch).items():
        rows[rank].append(key)
    homes = {member: frame.key for frame in sketch.frames for member in frame.members}
    boxes = dict(placement.boxes)
    lines = dict(placement.lines)
    for members in rows.values():
        if len(members) != 1:
            continue
        key = members[0]
        target = _target(sketch, replace(placement, boxes=boxes), kinds, key)
        moved = _moved(boxes[key], target, placement.frames.get(homes.get(key, "")) or placement.extent)
        if target is None or _in_the_way(moved, placement, homes.get(key)):
            continue
        boxes[key] = moved
        for number, stroke in enumerate(sketch.strokes):
            if key in {stroke.upper, stroke.lower}:
                lines.pop(number, None)
    return Placement(boxes, placement.frames, lines)


def _target(sketch: Sketch, placement: Placement, kinds: Mapping[str, Kind], key: str) -> float | None:
    """The mean of the middles of the other ends of the strongest lines."""
    weighed = [
        (_weight(stroke, kinds), stroke) for stroke in sketch.strokes if key in {stroke.upper, stroke.lower}
    ]
    if not weighed:
        return None
    most = max(weight for weight, _ in weighed)
    others = [
        stroke.lower if stroke.upper == key else stroke.upper for weight, stroke in weighed if weight == most
    ]
    return fmean(placement.rect(other).centre[0] for other in others)


def _weight(stroke: Stroke, kinds: Mapping[str, Kind]) -> int:
    strength = max(int(kinds[kind].strength) for kind in stroke.kinds)
    return 2 * strength + (stroke.status is Status.IN_FORCE)


def _moved(rect: Rect, target: float | None, within: Rect) -> Rect:
    if target is None:
        return rect
    left = min(max(target - rect.width / 2, within.left + 9), within.right - 9 - rect.width)
    return Rect(left, rect.top, left + rect.width, rect.bottom)


def _in_the_way(rect: Rect, placement: Placement, home: str | None) -> bool:
    return any(rect.meets(frame.grown(9)) for key, frame in placement.frames.items() if key != home)
