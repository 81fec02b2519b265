"""Nodes into a structure: the rows of its sections, held against each other.

Shared by all readers of the written form, whatever their bytes were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from pydantic import BaseModel

from govgraph.errors import InputError, Location
from govgraph.model.consistency import misfits
from govgraph.model.duties import DecisionRule, Duty, Figure, Service
from govgraph.model.parties import Organisation, Post
from govgraph.model.relationships import Membership, Relationship, Succession
from govgraph.model.structure import (
    Acceptance,
    Contradiction,
    Header,
    Source,
    Structure,
    View,
    relationship_ids,
)
from govgraph.readers.nodes import Document
from govgraph.readers.sections import Form, Sections, collector_paused, in_order

KEYED: dict[str, type[BaseModel]] = {
    "sources": Source,
    "organisations": Organisation,
    "posts": Post,
    "decision_rules": DecisionRule,
    "duties": Duty,
    "services": Service,
    "figures": Figure,
}
LISTED: dict[str, type[BaseModel]] = {
    "relationships": Relationship,
    "memberships": Membership,
    "successions": Succession,
    "contradictions": Contradiction,
    "accepted": Acceptance,
    "views": View,
}
FORM = Form("structure", Header, KEYED, LISTED, titled=("scopes",))

Locations = Mapping[tuple[str, str], Location]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A structure and where each of its rows stands: `locations[section, id]`."""

    structure: Structure
    locations: Locations


def assemble(documents: Sequence[Document]) -> Loaded:
    """One structure from the documents of its files. Raises InputError with every mistake of every file."""
    sections = Sections(FORM)
    with collector_paused():
        for document in documents:
            for problem in document.problems:
                sections.tell(problem)
            if document.root is not None:
                sections.take(document.root)
        loaded = _structure(
            sections,
            documents[0].name if documents else "<nothing>",
            complete=not any(document.problems for document in documents if document.root is None),
        )
    if loaded is None:
        raise InputError(in_order(sections.problems))
    return loaded


def _structure(sections: Sections, name: str, *, complete: bool) -> Loaded | None:
    """The structure, or None where there were mistakes; rows are held against each other either way."""
    if not complete and not sections.header_seen:
        return None
    sections.unnamed(name, "say what it is: structure: {id: …, title: …}")
    rows: dict[str, Any] = {
        "header": sections.header[0] if sections.header else Header(id="unread", title="unread"),
        "scopes": {key: title for key, (title, _) in sections.titles["scopes"].items()},
    }
    rows |= {
        section: {key: row for key, (row, _) in found.items()} for section, found in sections.rows.items()
    }
    rows |= {section: tuple(row for row, _ in found) for section, found in sections.lists.items()}
    structure = Structure.model_construct(**rows)
    if complete:
        # A file that could not be read at all may define what seems unknown: nothing is concluded then.
        broken = {section: frozenset(ids) for section, ids in sections.broken.items()}
        for misfit in misfits(structure, broken, sections.suggest):
            sections.tell(sections.misfit(misfit))
    return None if sections.problems else _loaded(sections, structure)


def _loaded(sections: Sections, structure: Structure) -> Loaded:
    assert sections.header is not None
    relations = structure.relationships
    ids = relationship_ids(relations)
    rows: dict[str, Any] = {name: getattr(structure, name) for name in Structure.model_fields}
    rows["relationships"] = tuple(
        relation.model_copy(update={"id": identifier})
        for relation, identifier in zip(relations, ids, strict=True)
    )
    locations = {place: node.location for place, node in sections.keys.items()}
    locations["structure", structure.id] = sections.header[1].location
    for section, listed in sections.lists.items():
        names = ids if section == "relationships" else [str(number) for number in range(len(listed))]
        locations |= {(section, name): node.location for name, (_, node) in zip(names, listed, strict=True)}
    return Loaded(_frozen(rows), locations)


def _frozen(rows: dict[str, Any]) -> Structure:
    """The structure of rows that have all been validated, with its mappings closed."""
    closed = {
        name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in rows.items()
    }
    construct: Any = Structure.model_construct
    return cast("Structure", construct(**closed))
