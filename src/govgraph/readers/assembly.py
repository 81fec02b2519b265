"""Nodes into a structure: rows validated one by one, every mistake kept with its place, then held against each other.

Shared by all readers of the written form, whatever their bytes were.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from govgraph.errors import InputError, Location, Problem
from govgraph.model.consistency import Misfit, misfits
from govgraph.model.duties import DecisionRule, Duty, Figure, Service
from govgraph.model.fields import identifier, scope_path
from govgraph.model.parties import Organisation, Post
from govgraph.model.relationships import Membership, Relationship, Succession
from govgraph.model.structure import (
    FORM_VERSION,
    Acceptance,
    Contradiction,
    Header,
    Source,
    Structure,
    View,
    relationship_ids,
)
from govgraph.readers.nodes import Document, Node
from govgraph.readers.row_problems import row_problem
from govgraph.text import Suggester

MAX_PROBLEMS = 1000
_MAX_FIELDS, _MAX_ENTRIES = 200, 50_000

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
SECTIONS = ("govgraph", "structure", *KEYED, "scopes", *LISTED)

Locations = Mapping[tuple[str, str], Location]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A structure and where each of its rows stands: `locations[section, id]`."""

    structure: Structure
    locations: Locations


def assemble(documents: Sequence[Document]) -> Loaded:
    """One structure from the documents of its files. Raises InputError with every mistake of every file."""
    assembly = _Assembly()
    with _collector_paused():
        for document in documents:
            for problem in document.problems:
                assembly.tell(problem)
            if document.root is not None:
                assembly.take(document.root)
        loaded = assembly.finish(
            documents[0].name if documents else "<nothing>",
            complete=not any(document.problems for document in documents if document.root is None),
        )
    if loaded is None:
        found = sorted(assembly.problems, key=lambda problem: problem.location or Location("", 0, 0))
        raise InputError(found[:MAX_PROBLEMS])
    return loaded


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Hundreds of thousands of live values are made and none becomes garbage: collecting between them is waste.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(slots=True)
class _Assembly:
    problems: list[Problem] = field(default_factory=list)
    header: tuple[Header, Node] | None = None
    header_seen: bool = False
    scopes: dict[str, tuple[str, Node]] = field(default_factory=dict)
    rows: dict[str, dict[str, tuple[BaseModel, Node]]] = field(default_factory=lambda: {s: {} for s in KEYED})
    lists: dict[str, list[tuple[BaseModel, Node]]] = field(default_factory=lambda: {s: [] for s in LISTED})
    broken: dict[str, set[str]] = field(default_factory=lambda: {s: set() for s in KEYED})
    keys: dict[tuple[str, str], Node] = field(default_factory=dict)
    suggest: Suggester = field(default_factory=Suggester)

    def tell(self, problem: Problem) -> None:
        """Keep a mistake, as far as anyone will read."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    def take(self, root: Node) -> None:
        """Read the sections of one file."""
        if not isinstance(root.value, dict):
            self.tell(
                root.problem(
                    f"a structure is a mapping of sections, not {root.shape}",
                    "begin with `govgraph: 1` and `structure:`",
                )
            )
            return
        for section, key, node in root.entries():
            if section not in SECTIONS:
                hint = self.suggest.near(section, SECTIONS) or f"sections are {', '.join(SECTIONS)}"
                self.tell(key.problem(f"unknown section {section!r}", hint))
            elif section == "govgraph":
                self._version(node)
            elif node.value is None:
                continue
            elif section == "structure":
                self._header(key, node)
            elif section == "scopes":
                self._scopes(node)
            elif section in KEYED:
                self._keyed(section, node)
            else:
                self._listed(section, node)

    def _version(self, node: Node) -> None:
        if node.value != str(FORM_VERSION):
            found = node.value if isinstance(node.value, str) else node.shape
            self.tell(
                node.problem(
                    f"this file is written in version {found!r} of the form; this govgraph reads version {FORM_VERSION}",
                    "write `govgraph: 1`, or use a newer govgraph",
                )
            )

    def _header(self, key: Node, node: Node) -> None:
        if self.header_seen:
            self.tell(
                key.problem("a second `structure:` section", "one file of the folder names the structure")
            )
            return
        self.header_seen = True
        header = self._row(Header, node, {})
        if isinstance(header, Header):
            self.header = (header, node)

    def _scopes(self, node: Node) -> None:
        if not isinstance(node.value, dict):
            self._shape("scopes", node, "a mapping from path to title")
            return
        for key, key_node, value in node.entries():
            if not isinstance(value.value, str):
                self.tell(value.problem(f"a scope has a title, not {value.shape}", "write path: title"))
            if self._first("scopes", key, key_node):
                self.scopes[key] = (value.value if isinstance(value.value, str) else key, value)

    def _keyed(self, section: str, node: Node) -> None:
        if not isinstance(node.value, dict):
            self._shape(section, node, "a mapping by id")
            return
        model = KEYED[section]
        with_id = "id" in model.model_fields
        for key, key_node, value in node.entries():
            if not self._first(section, key, key_node):
                continue
            row = self._row(model, value, {"id": key} if with_id else {}, key_node)
            if row is None:
                self.broken[section].add(key)
            else:
                self.rows[section][key] = (row, value)

    def _listed(self, section: str, node: Node) -> None:
        if not isinstance(node.value, list):
            self._shape(section, node, "a list of rows, each beginning with a dash")
            return
        for item in node.value:
            row = self._row(LISTED[section], item, {})
            if row is not None:
                self.lists[section].append((row, item))

    def _shape(self, section: str, node: Node, wanted: str) -> None:
        self.tell(
            node.problem(f"{section} is {wanted}, not {node.shape}", "see `govgraph init` for the form")
        )

    def _first(self, section: str, key: str, key_node: Node) -> bool:
        """Whether the id is one, and new; a repeated one names both places."""
        earlier = self.keys.get((section, key))
        if earlier is not None:
            message = f"the id {key!r} stands here a second time; the first is at {earlier.location}"
            self.tell(key_node.problem(message, "keep one, or give the other another id"))
            return False
        try:
            (scope_path if section == "scopes" else identifier)(key)
        except ValueError as error:
            self.tell(key_node.problem(str(error)))
        self.keys[section, key] = key_node
        return True

    def _row(
        self, model: type[BaseModel], node: Node, given: dict[str, Any], key: Node | None = None
    ) -> BaseModel | None:
        if not isinstance(node.value, dict):
            place = key if key is not None and node.value is None else node
            self.tell(
                place.problem(f"a row is a mapping of fields, not {node.shape}", "write {field: value, ...}")
            )
            return None
        if len(node.value) > _MAX_FIELDS:
            self.tell(
                node.problem(
                    f"a row of {len(node.value)} fields",
                    "a row has some twenty: is a section's indentation wrong?",
                )
            )
            return None
        for _, key_node, value in node.entries():
            if isinstance(value.value, list | dict) and len(value.value) > _MAX_ENTRIES:
                message = f"{key_node.value}: {len(value.value):,} entries"
                self.tell(key_node.problem(message, f"a field holds at most {_MAX_ENTRIES:,}"))
                return None
        fields = node.plain()
        if model is not Header and "id" in fields:
            # Only the header writes its id; a row's id is its key, and a relationship's is made from what it says.
            self.tell(node.value["id"][0].problem("an id is not written inside a row", "take the field out"))
            del fields["id"]
        try:
            return model.model_validate(fields | given)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            for detail in details:
                if key is None or detail["loc"] != ("id",):  # a key that is no id has been told as such
                    self.tell(row_problem(model, node, key, detail, self.suggest))
            return _salvaged(model, fields, given, details)

    def finish(self, name: str, *, complete: bool) -> Loaded | None:
        """The structure, or None where there were mistakes; rows are held against each other either way."""
        if not complete and not self.header_seen:
            return None
        if self.header is None and not self.header_seen:
            place = Location(name, 1, 1)
            self.tell(
                Problem("no `structure:` section", place, "say what it is: structure: {id: …, title: …}")
            )
        sections: dict[str, Any] = {
            "header": self.header[0] if self.header else Header(id="unread", title="unread"),
            "scopes": {key: title for key, (title, _) in self.scopes.items()},
        }
        sections |= {
            section: {key: row for key, (row, _) in rows.items()} for section, rows in self.rows.items()
        }
        sections |= {section: tuple(row for row, _ in rows) for section, rows in self.lists.items()}
        structure = Structure.model_construct(**sections)
        if complete:
            # A file that could not be read at all may define what seems unknown: nothing is concluded then.
            broken = {section: frozenset(ids) for section, ids in self.broken.items()}
            for misfit in misfits(structure, broken, self.suggest):
                self.tell(self._misfit_problem(misfit))
        if self.problems:
            return None
        return self._loaded(structure)

    def _misfit_problem(self, misfit: Misfit) -> Problem:
        section, key, *rest = misfit.path
        if section == "structure":
            assert self.header is not None
            node = self.header[1].at(misfit.path[1:])
        elif section == "scopes":
            node = self.keys["scopes", str(key)]
        elif isinstance(key, int):
            node = self.lists[str(section)][key][1].at(rest)
        elif rest:
            node = self.rows[str(section)][key][1].at(rest)
        else:
            node = self.keys[str(section), key]
        return node.problem(misfit.message, misfit.help)

    def _loaded(self, structure: Structure) -> Loaded:
        assert self.header is not None
        relations = structure.relationships
        ids = relationship_ids(relations)
        rows: dict[str, Any] = {name: getattr(structure, name) for name in Structure.model_fields}
        rows["relationships"] = tuple(
            relation.model_copy(update={"id": identifier})
            for relation, identifier in zip(relations, ids, strict=True)
        )
        locations = {place: node.location for place, node in self.keys.items()}
        locations["structure", structure.id] = self.header[1].location
        for section, listed in self.lists.items():
            names = ids if section == "relationships" else [str(number) for number in range(len(listed))]
            locations |= {
                (section, name): node.location for name, (_, node) in zip(names, listed, strict=True)
            }
        return Loaded(_frozen(rows), locations)


def _frozen(rows: dict[str, Any]) -> Structure:
    """The structure of rows that have all been validated, with its mappings closed."""
    closed = {
        name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in rows.items()
    }
    construct: Any = Structure.model_construct
    return cast("Structure", construct(**closed))


def _salvaged(
    model: type[BaseModel], fields: dict[str, Any], given: dict[str, Any], details: Sequence[Any]
) -> BaseModel | None:
    """The row without its mistaken fields, so that its other fields can still be held against the structure.

    Its mistakes are reported already, so no structure will be made of it.
    """
    mistaken = {str(detail["loc"][0]) if detail["loc"] else "since" for detail in details}
    if any(detail["loc"] == () for detail in details):
        mistaken |= {"since", "until"}
    kept = {name: value for name, value in fields.items() if name not in mistaken}
    if "name" in mistaken:
        kept["name"] = "unread"
    try:
        return model.model_validate(kept | given)
    except ValidationError:
        return None
