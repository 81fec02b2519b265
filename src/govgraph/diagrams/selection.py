"""What a view shows of a structure: the statements as ties between parties, and the parties that matter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from govgraph.diagrams.sketch import Tie
from govgraph.diagrams.views import View
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import covers
from govgraph.model.statements import ATTACHMENT_FIELDS, Attachment
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import KINDS, STRUCTURAL, Kind, Status
from govgraph.text import counted, one_line


@dataclass(slots=True)
class Selection:
    """The ties of a view, the parties drawn, and what is told in another way than by a line."""

    ties: list[Tie]
    parties: set[str] = field(default_factory=set)
    rows: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    represented: set[str] = field(default_factory=set)
    minor: set[str] = field(default_factory=set)
    through: int = 0
    notes: list[str] = field(default_factory=list)


def kind_of(structure: Structure, name: str) -> Kind:
    """A kind by name, structural ones included."""
    return STRUCTURAL.get(name) or structure.kinds.get(name) or KINDS[name]


def select(graph: GovernanceGraph, view: View, fold: int) -> Selection:
    """What a view shows at a step of folding.

    At 0 every party with a line, and every part and post of those, has a box. From 1, parts and posts
    without a line of their own become rows of the box that they belong to, and posts that only advise or
    support are left out. From 2, posts give their lines to their body. From 3, bodies that only advise,
    host or support are left out.
    """
    selection = Selection(_stated(graph, view))
    _absorb_posts(graph, selection, every=fold >= 2)
    if fold >= 1:
        _drop_minor(graph, selection, bodies=fold >= 3)
    ends = {end for tie in selection.ties for end in (tie.upper, tie.lower)}
    # Where accounts are shown, a root or a subject without a line is itself something to see.
    always = [party for party in (*graph.roots, *graph.subjects) if view.structural and graph.exists(party)]
    selection.parties = ends | ({*always} if ends else set(_insiders(graph)))
    if view.structural:
        _structural(graph, selection, rows=fold >= 1)
    _tell_the_rest(graph, view, selection)
    return selection


def _insiders(graph: GovernanceGraph) -> list[str]:
    parties = graph.structure.parties
    return [party for party in sorted(parties) if graph.exists(party) and not parties[party].outside]


def _stated(graph: GovernanceGraph, view: View) -> list[Tie]:
    """Every statement of the view's kinds that joins two parties in sight, once per pair."""
    kinds = sorted(name for name in graph.structure.kinds if view.has(graph, name))
    if not graph.reading.contracts_count:
        kinds = [name for name in kinds if not graph.kind(name).contract]
    pairs = [(row, end) for row, end in graph.of_kind(*kinds) if not row.via]
    if Status.UNDEFINED not in graph.reading.statuses:
        pairs += [(row, end) for row, end in graph.undefined(*kinds) if not row.via and graph.exists(end)]
    hidden = (
        set()
        if view.partners
        else {p for p, row in graph.structure.parties.items() if row.outside and p not in graph.roots}
    )
    found = [
        _tie(graph, row, end, view)
        for row, end in pairs
        if row.from_ != end and row.from_ not in hidden and end not in hidden and _in_scope(graph, row)
    ]
    return sorted(found, key=lambda tie: (tie.upper, tie.lower, tie.kind, tie.statement))


def _in_scope(graph: GovernanceGraph, row: Relationship) -> bool:
    """Whether a statement holds for the scope that was asked for, where one was."""
    return graph.reading.scope is None or covers(row.scope, graph.reading.scope)


def _tie(graph: GovernanceGraph, row: Relationship, end: str, view: View) -> Tie:
    kind = graph.kind(row.kind)
    upper, lower = (end, row.from_) if kind.upper == "to" else (row.from_, end)
    amount = _money(row) if view.amounts else ""
    return Tie(upper, lower, kind.name, row.status, row.id, (row.basis,), tuple(map(str, row.source)), amount)


def _money(row: Relationship) -> str:
    if row.amount is None:
        return "amount not stated"
    unit = one_line(row.unit or "")
    sign = unit[:1] if unit[:1] in "£€$" else ""
    text = f"{sign}{row.amount.normalize():f}{unit[len(sign) :]}"
    return f"{text}{' each' if row.each else ''}{f', {one_line(row.year)}' if row.year else ''}"


def _absorb_posts(graph: GovernanceGraph, selection: Selection, *, every: bool) -> None:
    """Draw a post's line once where its body has the very same; with `every`, give all its lines to its body."""
    own = {(tie.upper, tie.lower, tie.kind, tie.status) for tie in selection.ties}
    kept = []
    for tie in selection.ties:
        moved = tie
        for end in ("upper", "lower"):
            party = getattr(tie, end)
            body = _one_seat(graph, party)
            if body is None or party in graph.roots:
                continue
            candidate = replace(moved, upper=body) if end == "upper" else replace(moved, lower=body)
            same = (candidate.upper, candidate.lower, candidate.kind, candidate.status)
            if candidate.upper != candidate.lower and (every or same in own):
                moved = candidate
        kept.append(moved)
        if moved is not tie:
            selection.represented |= {tie.upper, tie.lower} - {moved.upper, moved.lower}
    if every:
        kept = [tie for tie in kept if _one_seat(graph, tie.lower) != tie.upper]
    selection.ties = kept


def _one_seat(graph: GovernanceGraph, party: str) -> str | None:
    """The body of a post that sits in just one."""
    homes = graph.posted_in(party)
    return homes[0] if len(homes) == 1 else None


def _drop_minor(graph: GovernanceGraph, selection: Selection, *, bodies: bool) -> None:
    """Leave out posts that only advise, host or support; with `bodies`, bodies as well."""
    strength: dict[str, int] = defaultdict(int)
    for tie in selection.ties:
        for end in (tie.upper, tie.lower):
            strength[end] = max(strength[end], int(kind_of(graph.structure, tie.kind).strength))
    always = {*graph.roots, *graph.subjects, *(() if bodies else graph.structure.organisations)}
    if not any(strength.values()):
        return
    kept = {party for party, most in strength.items() if most or party in always}
    selection.ties = [tie for tie in selection.ties if tie.upper in kept and tie.lower in kept]
    selection.minor = {*strength} - kept


def _belongings(graph: GovernanceGraph) -> Iterator[tuple[str, str, str, Attachment]]:
    """(lower, upper, kind, statement) for every part, post and head that counts.

    A head that is a post in its body is drawn as that alone.
    """
    for party in sorted(graph.parties):
        homes = graph.posted_in(party)
        for places, kind in ATTACHMENT_FIELDS.items():
            for place in graph.places(party, places):
                if kind != "headed_by":
                    yield party, place.body, kind, place
                elif place.body not in homes:
                    yield place.body, party, kind, place


_WRITTEN = {"part_of": "part_of", "post_in": "in", "headed_by": "heads"}


def _structural(graph: GovernanceGraph, selection: Selection, *, rows: bool) -> None:
    """Add parts and posts: as ties between boxes, or as rows of the box that they belong to."""
    belongings = [b for b in _belongings(graph) if b[0] != b[1] and not graph.structure.parties[b[0]].outside]
    if not rows:
        _grow(selection.parties, belongings)
    joined = {(tie.upper, tie.lower) for tie in selection.ties}
    told: dict[str, list[str]] = defaultdict(list)
    for party, body, kind, statement in belongings:
        if body not in selection.parties:
            continue
        if party not in selection.parties:
            if kind != "headed_by":
                told[body].append(party)
        elif (body, party) not in joined:
            ends = (body, party) if kind == "headed_by" else (party, body)
            name = f"{_WRITTEN[kind]}:{'>'.join(ends)}"
            cited = tuple(map(str, statement.source))
            selection.ties.append(Tie(body, party, kind, statement.status, name, (statement.basis,), cited))
    for body, parties in told.items():
        selection.rows[body].extend(_rows(graph, parties))
        selection.represented.update(parties)


def _grow(parties: set[str], belongings: Iterable[tuple[str, str, str, Attachment]]) -> None:
    """Add every part of what is drawn, and the parts of those."""
    below: dict[str, list[str]] = defaultdict(list)
    for party, body, _, _ in belongings:
        below[body].append(party)
    queue = sorted(parties)
    while queue:
        for party in below.get(queue.pop(), ()):
            if party not in parties:
                parties.add(party)
                queue.append(party)


def _rows(graph: GovernanceGraph, parties: list[str]) -> list[str]:
    """Rows that stand for parts and posts: their names where these are few, else how many there are."""
    members = [graph.structure.parties[party] for party in parties]
    names = [one_line(member.name) + (f" × {member.count}" if member.count > 1 else "") for member in members]
    if len(names) <= 2 and all(len(name) <= 44 for name in names):
        return names
    posts = sum(member.count for member in members if member.id in graph.structure.posts)
    bodies = sum(member.count for member in members if member.id in graph.structure.organisations)
    words = [
        counted(number, word, plural)
        for number, word, plural in ((posts, "post", None), (bodies, "part", None))
        if number
    ]
    return [" and ".join(words)]


def _tell_the_rest(graph: GovernanceGraph, view: View, selection: Selection) -> None:
    """Say in words what no line can show: to nobody named, to itself, through others."""
    for row in graph.relationships:
        if not view.has(graph, row.kind):
            continue
        reads = graph.kind(row.kind).reads
        name = one_line(graph.name(row.from_))
        if row.via:
            selection.through += bool(row.to)
            ends = (
                ", ".join(one_line(graph.name(end)) for end in row.to)
                or "a party that the papers do not name"
            )
            by_way = ", then ".join(one_line(graph.name(party)) for party in row.via)
            selection.notes.append(f"{name} {reads} {ends} through {by_way} (drawn by its hops only).")
        elif not row.to:
            selection.notes.append(f"{name} {reads} a party that the papers do not name.")
        if not row.to and row.from_ in selection.parties:
            selection.rows[row.from_].append(f"{reads}: not stated")
        if row.from_ in row.to:
            selection.notes.append(f"{name} {reads} itself.")
            if row.from_ in selection.parties:
                selection.rows[row.from_].append(f"{reads} itself")
