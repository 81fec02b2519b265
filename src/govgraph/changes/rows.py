"""What changed between two structures: parties, relationships, seats and duties."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from govgraph.changes.heirs import Descent, Heirs, ScopeMap
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.parties import Organisation, Party, Post
from govgraph.model.relationships import Membership, Relationship
from govgraph.model.statements import Row

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
    old = [party for party in before.structure.parties if before.exists(party)]
    new = [party for party in after.structure.parties if after.exists(party)]
    kept: list[str] = []
    altered: list[Altered[Party]] = []
    for party in filter(heirs.stays, old):
        rows = (before.structure.parties[party], after.structure.parties[party])
        fields = (*_differing(*rows, _fields_of(rows)), *_other_bodies(before, after, heirs, party))
        if fields:
            altered.append(Altered(*rows, fields))
        else:
            kept.append(party)
    removed = [party for party in old if not heirs.stays(party)]
    descents = [heirs.descents[party] for party in removed]
    fresh = [party for party in new if not heirs.stays(party)]
    return Parties(
        tuple(kept),
        tuple(altered),
        tuple(removed),
        tuple(fresh),
        tuple(found for found in (heirs.descents[party] for party in old) if found.others),
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
    for field, written in (("part_of", "part_of"), ("in_", "in"), ("heads", "heads")):
        bodies = [
            {a.body for a in getattr(row, field, ()) if graph.counts(a.on(row)) and graph.exists(a.body)}
            for graph, row in ((g, g.structure.parties[party]) for g in (before, after))
        ]
        if _all_became(bodies[0], bodies[1], heirs):
            continue
        found.append(written)
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
    """What became of every relationship that counts before or after."""
    return _compare_rows(
        before.relationships,
        after.relationships,
        heirs,
        scopes,
        _Form(
            lambda row: (row.kind, row.scope),
            lambda row: (row.from_,),
            lambda row: row.to,
            _RELATIONSHIP_FIELDS,
        ),
    )


def compare_seats(
    before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs, scopes: ScopeMap
) -> Rows[Membership]:
    """What became of every seat that counts before or after."""
    return _compare_rows(
        before.memberships,
        after.memberships,
        heirs,
        scopes,
        _Form(lambda row: ("", row.scope), lambda row: (row.member,), lambda row: (row.body,), _SEAT_FIELDS),
    )


@dataclass(frozen=True)
class _Form(Generic[R]):
    """How rows of a section are compared: what they say and where (word, scope), their two ends, and their other fields."""

    says: Callable[[R], tuple[str, str]]
    start: Callable[[R], tuple[str, ...]]
    end: Callable[[R], tuple[str, ...]]
    fields: tuple[str, ...]

    def same(self, row: R, scope: str | None) -> Hashable:
        """What two rows have in common that say the same between the same parties, in a scope as the later structure calls it."""
        return (self.says(row)[0], scope, self.start(row), frozenset(self.end(row)))


def _compare_rows(
    before: Iterable[R], after: Iterable[R], heirs: Heirs, scopes: ScopeMap, form: _Form[R]
) -> Rows[R]:
    left = _by(before, lambda row: form.same(row, scopes.of(form.says(row)[1])))
    right = _by(after, lambda row: form.same(row, form.says(row)[1]))
    kept: list[R] = []
    altered: list[Altered[R]] = []
    old: list[R] = []
    for key, rows in left.items():
        # An id that names another thing after is another party, whatever its spelling.
        ids = (*form.start(rows[0]), *form.end(rows[0]))
        others = right.pop(key, []) if all(map(heirs.stays, ids)) else []
        for row in list(rows):
            twin = next((one for one in others if not _differing(row, one, form.fields)), None)
            if twin is not None:
                rows.remove(row)
                others.remove(twin)
                kept.append(row)
        for row, twin in zip(rows, others, strict=False):
            altered.append(Altered(row, twin, _differing(row, twin, form.fields)))
        shared = min(len(rows), len(others))
        old.extend(rows[shared:])
        if others[shared:]:
            right[key] = others[shared:]
    new = [row for rows in right.values() for row in rows]
    moved = _moved(old, new, heirs, scopes, form)
    gone, came = {id(one) for one, _ in moved}, {id(other) for _, other in moved}
    return Rows(
        tuple(kept),
        tuple(altered),
        tuple(moved),
        tuple(row for row in old if id(row) not in gone),
        tuple(row for row in new if id(row) not in came),
    )


def _by(rows: Iterable[R], key: Callable[[R], Hashable]) -> dict[Hashable, list[R]]:
    found: dict[Hashable, list[R]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def _moved(
    old: Iterable[R], new: Iterable[R], heirs: Heirs, scopes: ScopeMap, form: _Form[R]
) -> list[tuple[R, R]]:
    """Pairs of rows that say the same between parties of whom one, or both, became the other's."""
    by_start: dict[tuple[str, str], list[R]] = defaultdict(list)
    for row in new:
        for start in form.start(row):
            by_start[form.says(row)[0], start].append(row)
    moved: list[tuple[R, R]] = []
    for row in old:
        word, scope = form.says(row)
        for start in form.start(row):
            for heir in heirs.of(start):
                moved.extend(
                    (row, other)
                    for other in by_start.get((word, heir), ())
                    if scopes.overlap(scope, form.says(other)[1])
                    and _ends_became(form.end(row), form.end(other), heirs)
                )
    return moved


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
    """Duties by what became of them. `fell_through` are held by nobody in the later papers."""

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
        return "ended" if passage.descent.is_ended else "fell_through"
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
