"""What changed between two structures: parties, relationships, seats and duties."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from govgraph.changes.heirs import Descent, Heirs, ScopeMap
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.parties import Organisation, Party, Post
from govgraph.model.relationships import Membership, Relationship
from govgraph.model.statements import ATTACHMENT_FIELDS, NOT_STATED, Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Altered(Generic[R]):
    """The same row, or the same party, before and after, and the fields in which it differs."""

    before: R
    after: R
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Parties:
    """Parties by what became of them, by id.

    `kept` are in both and alike, `altered` in both. `removed` are no more: `succeeded` with an heir, `ended`
    where the papers say that they were abolished, `no_heir` where the papers are silent. `added` are only
    after; of these, `inheriting` are heirs.
    """

    kept: tuple[str, ...] = ()
    altered: tuple[Altered[Party], ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    succeeded: tuple[Descent, ...] = ()
    ended: tuple[Descent, ...] = ()
    no_heir: tuple[Descent, ...] = ()
    inheriting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows(Generic[R]):
    """Rows between parties: `moved` where an end became another, and what is said between them did not change."""

    kept: tuple[R, ...] = ()
    altered: tuple[Altered[R], ...] = ()
    moved: tuple[tuple[R, R], ...] = ()
    removed: tuple[R, ...] = ()
    added: tuple[R, ...] = ()


# What a comparison of one party with itself looks at; where a statement stands, and notes on it, are the papers' own.
_PARTY_FIELDS = ("name", "tier", "count", "one_of", "boundary", "answers_to")
_ORGANISATION_FIELDS = (
    "kind",
    "statutory",
    "areas",
    "purpose",
    "owner",
    "chair",
    "secretariat",
    "frequency",
    "pool_host",
)
_POST_FIELDS = ("vacant", "dedicated", "shared", "officer")
_RELATIONSHIP_FIELDS = (
    "status", "basis", "via", "instrument", "lead", "service", "setting", "population", "period",
    "amount", "unit", "year", "each", "power", "limit",
)  # fmt: skip
_SEAT_FIELDS = ("status", "basis", "capacity", "votes", "seats", "represents")


def compare_parties(before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs) -> Parties:
    """What became of every party that exists before or after."""
    kept: list[str] = []
    altered: list[Altered[Party]] = []
    for party in filter(heirs.stays, before.parties):
        rows = (before.structure.parties[party], after.structure.parties[party])
        fields = (*_differing(*rows, _fields_of(rows)), *_other_bodies(before, after, heirs, party))
        if fields:
            altered.append(Altered(*rows, fields))
        else:
            kept.append(party)
    removed = [party for party in before.parties if not heirs.stays(party)]
    descents = [heirs.descents[party] for party in removed]
    fresh = [party for party in after.parties if not heirs.stays(party)]
    return Parties(
        tuple(kept),
        tuple(altered),
        tuple(removed),
        tuple(fresh),
        tuple(found for found in (heirs.descents[party] for party in before.parties) if found.others),
        tuple(found for found in descents if found.is_ended and not found.heirs),
        tuple(found for found in descents if not found.is_ended and not found.heirs),
        tuple(party for party in fresh if heirs.origins(party)),
    )


def _fields_of(rows: Sequence[Party]) -> tuple[str, ...]:
    if all(isinstance(row, Organisation) for row in rows):
        return (*_PARTY_FIELDS, *_ORGANISATION_FIELDS)
    if all(isinstance(row, Post) for row in rows):
        return (*_PARTY_FIELDS, *_POST_FIELDS)
    return _PARTY_FIELDS


def _differing(one: Row, other: Row, fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(field for field in fields if getattr(one, field) != getattr(other, field))


def _other_bodies(
    before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs, party: str
) -> tuple[str, ...]:
    """The structural facts of a party that changed: what it is part of, in, or heads."""
    found = []
    for field in ATTACHMENT_FIELDS:
        old, new = ({place.body for place in graph.places(party, field)} for graph in (before, after))
        if not _all_became(old, new, heirs):
            found.append(field.rstrip("_"))
    return tuple(found)


def _all_became(old: Iterable[str], new: Iterable[str], heirs: Heirs) -> bool:
    """Whether two sets of parties are the same, each counted as what it became."""
    before, after = set(old), set(new)
    return all(not after.isdisjoint(heirs.of(one)) for one in before) and all(
        not before.isdisjoint(heirs.origins(one)) for one in after
    )


def compare_relationships(
    before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs, scopes: ScopeMap
) -> Rows[Relationship]:
    """What became of every relationship that counts before or after; of its ends, those that exist."""

    def said(graph: GovernanceGraph) -> list[_Said[Relationship]]:
        return [
            _Said(
                row,
                row.kind,
                row.scope,
                row.from_,
                tuple(filter(graph.exists, row.to)),
                (row.service, row.setting, row.population),
            )
            for row in graph.relationships
            if not row.to or any(map(graph.exists, row.to))
        ]

    return _compare_rows(said(before), said(after), heirs, scopes, _RELATIONSHIP_FIELDS)


def compare_seats(
    before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs, scopes: ScopeMap
) -> Rows[Membership]:
    """What became of every seat that counts before or after."""

    def said(graph: GovernanceGraph) -> list[_Said[Membership]]:
        return [_Said(row, "", row.scope, row.member, (row.body,)) for row in graph.memberships]

    return _compare_rows(said(before), said(after), heirs, scopes, _SEAT_FIELDS)


@dataclass(frozen=True, eq=False)
class _Said(Generic[R]):
    """A row as it is compared: the word that it says, in which scope, and between whom."""

    row: R
    word: str
    scope: str
    start: str
    ends: tuple[str, ...]
    about: tuple[str | None, ...] = ()

    def key(self, scope: str | None) -> Hashable:
        """What two rows have in common that say the same between the same, in a scope as the later structure calls it."""
        return (self.word, scope, self.start, frozenset(self.ends), self.about)


def _compare_rows(
    before: Iterable[_Said[R]],
    after: Iterable[_Said[R]],
    heirs: Heirs,
    scopes: ScopeMap,
    fields: tuple[str, ...],
) -> Rows[R]:
    left = _by((one.key(scopes.of(one.scope)), one) for one in before)
    right = _by((one.key(one.scope), one) for one in after)
    kept: list[R] = []
    altered: list[Altered[R]] = []
    old: list[_Said[R]] = []
    for key, rows in left.items():
        # An id that names another thing after is another party, whatever its spelling.
        others = right.get(key, []) if all(map(heirs.stays, (rows[0].start, *rows[0].ends))) else []
        for one in list(rows):
            twin = next((other for other in others if not _differing(one.row, other.row, fields)), None)
            if twin is not None:
                rows.remove(one)
                others.remove(twin)
                kept.append(one.row)
        for one, other in zip(rows, others, strict=False):
            altered.append(Altered(one.row, other.row, _differing(one.row, other.row, fields)))
        shared = min(len(rows), len(others))
        old.extend(rows[shared:])
        del others[:shared]
    new = [one for rows in right.values() for one in rows]
    moved = _moved(old, new, heirs, scopes)
    met, moved = [pair for pair in moved if _share_ends(*pair)], [p for p in moved if not _share_ends(*p)]
    altered += (
        Altered(one.row, other.row, (*_differing(one.row, other.row, fields), "to")) for one, other in met
    )
    gone, came = {id(one) for one, _ in (*met, *moved)}, {id(other) for _, other in (*met, *moved)}
    return Rows(
        tuple(kept),
        tuple(altered),
        tuple((one.row, other.row) for one, other in moved),
        tuple(one.row for one in old if id(one) not in gone),
        tuple(one.row for one in new if id(one) not in came),
    )


def _share_ends(one: _Said[R], other: _Said[R]) -> bool:
    """Whether two rows join the same parties, but for some of those that they name together."""
    return one.start == other.start and not set(one.ends).isdisjoint(other.ends)


def _by(pairs: Iterable[tuple[Hashable, _Said[R]]]) -> dict[Hashable, list[_Said[R]]]:
    found: dict[Hashable, list[_Said[R]]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return dict(found)


def _moved(
    old: Iterable[_Said[R]], new: Iterable[_Said[R]], heirs: Heirs, scopes: ScopeMap
) -> list[tuple[_Said[R], _Said[R]]]:
    """Pairs of rows that say the same between parties of whom one, or both, became the other's."""
    by_start = _by(((one.word, one.start), one) for one in new)
    return [
        (one, other)
        for one in old
        for heir in heirs.of(one.start)
        for other in by_start.get((one.word, heir), ())
        if scopes.overlap(one.scope, other.scope)
        and _may_agree(one.about, other.about)
        and _ends_became(one.ends, other.ends, heirs)
    ]


def _may_agree(old: Sequence[str | None], new: Sequence[str | None]) -> bool:
    """Whether nothing that both say of service, setting and population differs; one that says nothing is about all."""
    return all(
        one == other or None in {one, other} or NOT_STATED in {one, other}
        for one, other in zip(old, new, strict=True)
    )


def _ends_became(old: Sequence[str], new: Sequence[str], heirs: Heirs) -> bool:
    if not old or not new:
        return not old and not new
    return any(heir in new for end in old for heir in heirs.of(end))


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of one duty: the duties that it is now, or the parties that took it over without one.

    `lead` is who leads where it went to several.
    """

    before: Duty
    after: tuple[Duty, ...]
    parties: tuple[str, ...]
    descent: Descent
    lead: str | None = None


@dataclass(frozen=True)
class Duties:
    """Duties by what became of them.

    `fell_through` are held by nobody in the later papers; `ended` were over by then, by their own dates or
    because the papers say that they were abolished.
    """

    kept: tuple[Passage, ...] = ()
    moved: tuple[Passage, ...] = ()
    split: tuple[Passage, ...] = ()
    fell_through: tuple[Passage, ...] = ()
    ended: tuple[Passage, ...] = ()
    new: tuple[Duty, ...] = ()


def compare_duties(before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs, duties: Heirs) -> Duties:
    """What became of every duty that counts; `duties` are the heirs of duties, among duties and parties."""
    later = {duty.id: duty for duty in after.duties}
    sorted_out: dict[str, list[Passage]] = defaultdict(list)
    for duty in before.duties:
        descent = duties.descents[duty.id]
        passage = Passage(
            duty,
            tuple(later[heir] for heir in descent.heirs if heir in later),
            tuple(heir for heir in descent.heirs if heir not in later),
            descent,
            next((row.lead for row in descent.rows if row.lead), None),
        )
        sorted_out[_fate(before, after, passage, heirs)].append(passage)
    return Duties(
        **{name: tuple(found) for name, found in sorted_out.items()},
        new=tuple(duty for duty in after.duties if not duties.origins(duty.id)),
    )


def _fate(before: GovernanceGraph, after: GovernanceGraph, passage: Passage, heirs: Heirs) -> str:
    if not passage.after and not passage.parties:
        until, later = passage.before.until, after.reading.at
        over = until is not None and later is not None and until.last_day < later.first_day
        return "ended" if over or passage.descent.is_ended else "fell_through"
    had = holders(before, passage.before)
    has = {party for duty in passage.after for party in holders(after, duty)} | set(passage.parties)
    if had and not has:
        return "fell_through"
    if len(passage.after) + len(passage.parties) > 1:
        return "split"
    same = passage.descent.stays and _all_became(had, has, heirs) and all(map(heirs.stays, had))
    return "kept" if same else "moved"


def holders(graph: GovernanceGraph, duty: Duty) -> set[str]:
    """Who answers for a duty, or does it, of those that exist at the reading."""
    return {party for party in (*duty.accountable, *duty.responsible) if graph.exists(party)}
