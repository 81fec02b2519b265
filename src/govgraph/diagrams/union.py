"""Two structures in one, for a drawing on which nothing moves: every party and line of either, and in which it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from govgraph.changes import Changes
from govgraph.diagrams.sketch import Change, Tie
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Party, Post
from govgraph.model.relationships import Relationship
from govgraph.model.statements import ATTACHMENT_FIELDS
from govgraph.model.structure import Header, Structure, Vocabulary
from govgraph.settings import Reading
from govgraph.text import one_line

# What the id of a row begins with that only one of the two structures has.
_PREFIXES = {Change.REMOVED: "before:", Change.ADDED: "after:"}

# From whom, what, to whom: a line as both structures may have it.
_Said = tuple[str, str, str]


@dataclass(frozen=True)
class Union:
    """The structure of both, as a graph, and what became of each party and line of it.

    `notes` stand beside the tag of a box; `names` are what parties were called before, where that was another
    name; `silent` are those that the other papers do not name, and of which none says
    what became of them, or from what they came.
    """

    graph: GovernanceGraph
    parties: dict[str, Change]
    notes: dict[str, str]
    names: dict[str, str]
    silent: frozenset[str]
    before: frozenset[_Said]
    after: frozenset[_Said]

    def of_tie(self, tie: Tie) -> Change:
        """Whether a line is in both structures, or in which."""
        for change, prefix in _PREFIXES.items():
            if tie.statement.startswith(prefix):
                return change
        # A structural fact: it has no row of its own, and keeps its ends.
        ends = {(tie.upper, tie.kind, tie.lower), (tie.lower, tie.kind, tie.upper)}
        was, now = not ends.isdisjoint(self.before), not ends.isdisjoint(self.after)
        return Change.SAME if was == now else Change.REMOVED if was else Change.ADDED


def union_of(changes: Changes) -> Union:
    """Both structures as one. A party with one heir, which has no other origin, is one party that changed."""
    before, after = changes.before, changes.after
    called = {party: _called(changes, party) for party in changes.heirs.descents}
    origins = {name: party for party, name in called.items()}
    parties = {party: _undated(after.structure.parties[party]) for party in after.parties}
    gone = {
        called[party]: _undated(before.structure.parties[party]).model_copy(update={"id": called[party]})
        for party in before.parties
        if called[party] not in parties
    }
    was, now = frozenset(_said(before, called)), frozenset(_said(after, {}))
    rows = [
        *_rows(after, {}, was),
        *(row for row in _rows(before, called, now) if row.id.startswith(_PREFIXES[Change.REMOVED])),
    ]
    everyone = {
        **{id_: _with_attachments(after, row, {}) for id_, row in parties.items()},
        **{id_: _with_attachments(before, row, called, origins[id_]) for id_, row in gone.items()},
    }
    structure = _structure(changes, called, everyone, rows)
    reading = Reading(
        None,
        before.reading.statuses | after.reading.statuses,
        after.reading.contracts_count,
        after.reading.scope,
    )
    names = {
        name: one_line(before.name(party))
        for party, name in called.items()
        if name in parties and before.name(party) != parties[name].name
    }
    marks = _marks(changes, called, set(parties), set(gone))
    return Union(
        GovernanceGraph(structure, reading),
        marks,
        _notes(changes, called),
        names,
        _silent(changes, called),
        was,
        now,
    )


def _called(changes: Changes, party: str) -> str:
    """What a party of the structure before is called in the one of both."""
    descent = changes.heirs.descents[party]
    if descent.stays:
        return party
    if (
        len(descent.heirs) == 1
        and not descent.functions
        and len(changes.heirs.origins(descent.heirs[0])) == 1
    ):
        return descent.heirs[0]
    return f"{party}-before" if party in changes.after.structure.parties else party


def _undated(row: Party) -> Party:
    return row.model_copy(update={"since": None, "until": None})


def _said(graph: GovernanceGraph, called: dict[str, str]) -> Iterator[_Said]:
    """Every line that counts, in the names of the structure of both."""
    for row in graph.relationships:
        for end in filter(graph.exists, row.to):
            yield called.get(row.from_, row.from_), row.kind, called.get(end, end)
    for party in graph.parties:
        for field, kind in ATTACHMENT_FIELDS.items():
            for attachment in graph.places(party, field):
                yield called.get(party, party), kind, called.get(attachment.body, attachment.body)


def _rows(graph: GovernanceGraph, called: dict[str, str], other: frozenset[_Said]) -> Iterator[Relationship]:
    """The relationships of one structure in the names of both, those that the other has not apart."""
    alone = _PREFIXES[Change.REMOVED if called else Change.ADDED]
    for row in graph.relationships:
        start = called.get(row.from_, row.from_)
        ends = tuple(called.get(end, end) for end in row.to if graph.exists(end))
        shared = tuple(end for end in ends if (start, row.kind, end) in other)
        left = tuple(end for end in ends if end not in shared)
        told: dict[str, Any] = {"from_": start, "since": None, "until": None}
        told["via"] = tuple(called.get(party, party) for party in row.via if graph.exists(party))
        if shared or not row.to:
            yield row.model_copy(update={**told, "to": shared})
        if left:
            yield row.model_copy(update={**told, "to": left, "id": f"{alone}{row.id}"})


def _with_attachments(
    graph: GovernanceGraph, row: Party, called: dict[str, str], origin: str | None = None
) -> Party:
    """A party with its structural facts, in the names of the structure of both."""
    own = graph.structure.parties[origin or row.id]
    changed: dict[str, Any] = {}
    for field in ATTACHMENT_FIELDS:
        if getattr(own, field, ()):
            changed[field] = tuple(
                one.model_copy(update={"body": called.get(one.body, one.body), "since": None, "until": None})
                for one in graph.places(own.id, field)
            )
    one_of = own.one_of if own.one_of is not None and graph.exists(own.one_of) else None
    return row.model_copy(update={**changed, "one_of": called.get(one_of, one_of) if one_of else None})


def _structure(
    changes: Changes, called: dict[str, str], parties: dict[str, Party], rows: Iterable[Relationship]
) -> Structure:
    before, after = changes.before.structure, changes.after.structure
    header = Header.model_construct(
        **{name: getattr(after.header, name) for name in Header.model_fields}
        | {
            "vocabulary": _vocabulary(before.header.vocabulary, after.header.vocabulary),
            "root": tuple(dict.fromkeys(_both(before.roots, after.roots, called, parties))),
            "subjects": tuple(dict.fromkeys(_both(before.subjects, after.subjects, called, parties))),
        }
    )
    kept = {name: getattr(after, name) for name in Structure.model_fields}
    return Structure.model_construct(
        **kept
        | {
            "header": header,
            "sources": {**before.sources, **after.sources},
            "organisations": {id_: row for id_, row in parties.items() if not isinstance(row, Post)},
            "posts": {id_: row for id_, row in parties.items() if isinstance(row, Post)},
            "relationships": tuple(rows),
            "memberships": (),
            "decision_rules": {},
            "duties": {},
        }
    )


def _vocabulary(old: Vocabulary, new: Vocabulary) -> Vocabulary:
    """The own words of both; where both have a word, that of the later."""
    return Vocabulary(
        kinds={**old.kinds, **new.kinds},
        organisation_kinds=tuple(dict.fromkeys((*old.organisation_kinds, *new.organisation_kinds))),
        tiers=tuple(dict.fromkeys((*new.tiers, *old.tiers))),
    )


def _both(
    old: Iterable[str], new: Iterable[str], called: dict[str, str], parties: dict[str, Party]
) -> Iterator[str]:
    yield from (called[party] for party in old if party in called)
    yield from (party for party in new if party in parties)


def _marks(changes: Changes, called: dict[str, str], now: set[str], gone: set[str]) -> dict[str, Change]:
    was = set(called.values())
    altered = {called[one.before.id] for one in changes.parties.altered}
    renamed = {name for party, name in called.items() if name in now and name != party}
    marks = dict.fromkeys(gone, Change.REMOVED)
    for party in now:
        both = Change.CHANGED if party in altered | renamed else Change.SAME
        marks[party] = both if party in was else Change.ADDED
    return marks


def _notes(changes: Changes, called: dict[str, str]) -> dict[str, str]:
    """What stands in a box beside its tag: what it was, or to whom it passed."""
    before, after = changes.before, changes.after
    notes = {}
    for party, name in called.items():
        others = changes.heirs.descents[party].others
        if name != party and name in after.structure.parties:
            notes[name] = f"was {one_line(before.structure.parties[party].short)}"
        elif others and name not in after.structure.parties:
            word = "function to" if set(others) <= changes.heirs.descents[party].functions else "to"
            names = ", ".join(one_line(after.structure.parties[heir].short) for heir in others[:2])
            notes[name] = f"{word} {names}{' and others' if len(others) > 2 else ''}"
    return notes


def _silent(changes: Changes, called: dict[str, str]) -> frozenset[str]:
    """The parties that the other structure's papers do not name, so that it is not said that they ended, or are new."""
    if changes.before.structure.id == changes.after.structure.id:
        return frozenset()
    descents = changes.heirs.descents
    gone = (
        name for party, name in called.items() if not descents[party].is_ended and not descents[party].whole
    )
    fresh = (party for party in changes.parties.added if not changes.heirs.origins(party))
    return frozenset((*gone, *fresh))
