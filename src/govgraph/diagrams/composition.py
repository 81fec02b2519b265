"""From a structure and a view to a sketch: the boxes, frames and lines of one drawing."""

from collections import defaultdict
from dataclasses import replace

from govgraph.diagrams.folding import Features, Folding, fold, plural
from govgraph.diagrams.inks import LEGEND_ORDER, REMOVED_TAG
from govgraph.diagrams.selection import Selection, kind_of, select
from govgraph.diagrams.sketch import Box, Change, Frame, Shape, Sketch, Stroke, Tie
from govgraph.diagrams.union import Union
from govgraph.diagrams.views import View
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Organisation, Party
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import COLLECTIVE_KINDS
from govgraph.text import counted, listed, one_line

MOST_FOLDS = 3
MOST_BOXES = 25
_MOST_KINDS = 3
_MOST_NAMES = 8
_STRUCTURAL = {"part_of", "post_in", "headed_by"}


def compose(
    graph: GovernanceGraph, view: View, at_least: int = 0, union: Union | None = None
) -> tuple[Sketch, int]:
    """The least folded sketch that stays within the view's budget of boxes, and how far it is folded.

    For a graph of two structures in one, `union` tells what became of each party and line.
    """
    for step in range(at_least, MOST_FOLDS + 1):
        sketch = _sketch(graph, view, step, union)
        if len(sketch.boxes) <= view.budget:
            return sketch, step
    return sketch, MOST_FOLDS


def _sketch(graph: GovernanceGraph, view: View, step: int, union: Union | None) -> Sketch:
    structure = graph.structure
    selection = select(graph, view, step)
    if union is not None:
        selection.ties = [replace(tie, change=union.of_tie(tie)) for tie in selection.ties]
    tiers = _tiers(structure, selection)
    features = {
        party: _features(structure, party, tiers[party], graph, union) for party in sorted(selection.parties)
    }
    folding = fold(selection.ties, features)
    boxes = [
        _box(graph, selection, folding, party, features, union)
        for party in features
        if folding.shared.get(party, party) == party
    ]
    order = {tier: place for place, tier in enumerate(structure.tiers)}
    boxes.sort(key=lambda box: (order.get(box.tier, len(order)), not box.root, box.key))
    used = {box.tier for box in boxes}
    names = {party: one_line(row.name) for party, row in structure.parties.items()}
    names |= {frame.key: frame.title or listed([names[p] for p in frame.parties]) for frame in folding.frames}
    names |= {box.key: box.name for box in boxes if len(box.parties) > 1}
    return Sketch(
        tuple(boxes),
        tuple(_titled(structure, frame) for frame in sorted(folding.frames, key=lambda frame: frame.key)),
        _strokes(structure, folding),
        tuple(sorted(used, key=lambda tier: order.get(tier, len(order)))),
        names,
        _left_out(graph, selection),
        tuple(dict.fromkeys(selection.notes)),
        of_changes=union is not None,
    )


def _tiers(structure: Structure, selection: Selection) -> dict[str, str]:
    """A tier for every party: its own, that of the body it belongs to, else of one that it has a line with."""
    known = {party: row.tier for party, row in structure.parties.items() if row.tier}
    near: dict[str, list[str]] = defaultdict(list)
    for party, row in structure.parties.items():
        near[party] += [a.body for a in (*getattr(row, "in_", ()), *getattr(row, "part_of", ()))]
    for tie in selection.ties:
        near[tie.lower].append(tie.upper)
        near[tie.upper].append(tie.lower)
    for _ in structure.tiers:
        missing = [party for party in sorted(selection.parties) if party not in known]
        found = {
            party: next((known[other] for other in near[party] if other in known), None) for party in missing
        }
        known |= {party: tier for party, tier in found.items() if tier}
    return {party: known.get(party, "") for party in selection.parties}


def _shape(row: Party) -> Shape:
    if not isinstance(row, Organisation):
        return Shape.POST
    return Shape.GROUP if row.kind in COLLECTIVE_KINDS and not row.statutory else Shape.BODY


def _features(
    structure: Structure, party: str, tier: str, graph: GovernanceGraph, union: Union | None
) -> Features:
    row = structure.parties[party]
    foldable = row.count == 1 and party not in graph.roots
    shape = f"{_shape(row)} {row.status} {row.boundary} {_change(union, party)}"
    return Features(tier, shape, one_line(row.name), foldable, party not in graph.roots, row.one_of)


def _change(union: Union | None, party: str) -> Change:
    return Change.SAME if union is None else union.parties[party]


_TAGS = {Change.ADDED: "+ NEW", Change.REMOVED: REMOVED_TAG, Change.CHANGED: "Δ CHANGED"}
_SILENT_TAGS = {Change.ADDED: "+ NOT NAMED BEFORE", Change.REMOVED: "− NOT NAMED AFTER"}


def _tag(union: Union, party: str) -> str:
    """What a box says of its change, as its first row; empty where nothing changed."""
    change = union.parties[party]
    tag = (_SILENT_TAGS.get(change) if party in union.silent else None) or _TAGS.get(change, "")
    note = union.notes.get(party, "")
    return f"{tag}: {note}" if tag and note else tag


def _box(
    graph: GovernanceGraph,
    selection: Selection,
    folding: Folding,
    party: str,
    features: dict[str, Features],
    union: Union | None,
) -> Box:
    row = graph.structure.parties[party]
    shape = _shape(row)
    sharing = tuple(p for p in features if folding.shared.get(p, p) == party)
    name = one_line(row.name)
    rows = list(dict.fromkeys(selection.rows.get(party, ())))
    number = row.count
    if len(sharing) > 1:
        name, rows = _shared(graph.structure, sharing, shape)
        number = 1
    elif any(
        frame.anchor == party and frame.key == f"frame:{party}" and party in frame.members
        for frame in folding.frames
    ):
        named = next(len(frame.members) - 1 for frame in folding.frames if frame.key == f"frame:{party}")
        if row.count > 1:
            number = max(row.count - named, 1)
            name = (
                f"{number} {'other' if number == 1 else 'others'}"
                if row.count > named
                else f"All {row.count}"
            )
            number = 1 if row.count <= named else number
    if name == one_line(row.name) and row.short != row.name and row.short not in name:
        rows.insert(0, one_line(row.short))
    if row.outside:
        rows.append("outside these arrangements")
    if union is not None and (tag := _tag(union, party)):
        rows.insert(0, tag)
    return Box(
        party,
        name,
        shape,
        features[party].tier,
        sharing,
        tuple(rows),
        number,
        row.status,
        row.outside,
        party in graph.roots,
        _change(union, party),
    )


def _shared(structure: Structure, sharing: tuple[str, ...], shape: Shape) -> tuple[str, list[str]]:
    """The name and the rows of a box that several alike share."""
    members = [structure.parties[party] for party in sharing]
    kinds = {
        member.kind.replace("_", " ").replace("nhs", "NHS")
        for member in members
        if isinstance(member, Organisation)
    }
    word = kinds.pop() if len(kinds) == 1 else ("post" if shape is Shape.POST else "body")
    if word == "organisation":
        word = "body"
    names = [one_line(member.name) for member in members]
    shown = (
        names
        if len(names) <= _MOST_NAMES
        else [*names[: _MOST_NAMES - 1], f"and {len(names) - _MOST_NAMES + 1} more"]
    )
    return f"{len(names)} {plural(word)}", shown


def _titled(structure: Structure, frame: Frame) -> Frame:
    """A frame of a counted party says how many there are of it."""
    counted_party = structure.parties.get(frame.key.removeprefix("frame:"))
    if counted_party is None or counted_party.count == 1:
        return frame
    return Frame(
        frame.key,
        f"{one_line(counted_party.name)} ({counted_party.count})",
        frame.members,
        frame.parties,
        frame.anchor,
    )


def _strokes(structure: Structure, folding: Folding) -> tuple[Stroke, ...]:
    """Ties of one status between the same ends become one line, at most three kinds of it."""
    together: dict[tuple[str, str, str, str], list[Tie]] = defaultdict(list)
    for tie in folding.ties:
        together[tie.upper, tie.lower, tie.status, tie.change].append(tie)
    joined = {(tie.upper, tie.lower) for tie in folding.ties if tie.kind not in _STRUCTURAL}
    strokes = []
    for (upper, lower, _, _), ties in sorted(together.items()):
        plain = [tie for tie in ties if tie.kind not in _STRUCTURAL or (upper, lower) not in joined]
        kinds = sorted({tie.kind for tie in plain}, key=lambda kind: _kind_order(structure, kind))
        for start in range(0, len(kinds), _MOST_KINDS):
            some = tuple(kinds[start : start + _MOST_KINDS])
            chosen = tuple(tie for tie in plain if tie.kind in some)
            strokes.append(Stroke(upper, lower, some, chosen[0].status, chosen))
    return tuple(strokes)


def _kind_order(structure: Structure, kind: str) -> tuple[int, int, str]:
    place = LEGEND_ORDER.index(kind) if kind in LEGEND_ORDER else len(LEGEND_ORDER)
    return -int(kind_of(structure, kind).strength), place, kind


def _left_out(graph: GovernanceGraph, selection: Selection) -> tuple[str, ...]:
    """What the drawing does not show, in words, for its subtitle."""
    parties = graph.structure.parties
    absent = [
        p
        for p in sorted(parties)
        if graph.exists(p) and p not in selection.parties and p not in selection.represented
    ]
    partners = sum(1 for party in absent if parties[party].outside)
    minor = sum(1 for party in absent if party in selection.minor)
    alone = len(absent) - partners - minor
    gone = sum(1 for party in parties if not graph.exists(party))
    words = []
    if partners:
        words.append(f"{counted(partners, 'partner')} outside the boundary")
    if alone:
        words.append(f"{counted(alone, 'party', 'parties')} without a line of these kinds")
    if minor:
        words.append(f"{counted(minor, 'party', 'parties')} only advising or supporting")
    if selection.through:
        words.append(f"{counted(selection.through, 'power')} used through others")
    if gone:
        words.append(f"{counted(gone, 'party', 'parties')} not in being at the date")
    return tuple(words)
