"""The sections of a file into rows, validated one by one, each mistake kept with its place.

Shared by all forms that govgraph reads as sections: structures, and what became of what between two of them.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from govgraph.errors import Location, Problem
from govgraph.model.fields import identifier, scope_path
from govgraph.model.misfit import Misfit
from govgraph.model.structure import FORM_VERSION
from govgraph.readers.nodes import Node
from govgraph.readers.row_problems import row_problems
from govgraph.text import Suggester

MAX_PROBLEMS = 1000
_MAX_FIELDS, _MAX_ENTRIES = 200, 50_000


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of file holds: its header, and its sections by name.

    `titled` sections map a path to a title; `keyed` ones an id to a row; `listed` ones are lists of rows.
    """

    header: str
    header_row: type[BaseModel]
    keyed: Mapping[str, type[BaseModel]]
    listed: Mapping[str, type[BaseModel]]
    titled: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """Every section that a file of this form may have."""
        return ("govgraph", self.header, *self.keyed, *self.titled, *self.listed)


class Sections:
    """The rows of one or several files of a form, each with its node, and every mistake met on the way."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.problems: list[Problem] = []
        self.header: tuple[BaseModel, Node] | None = None
        self.header_seen = False
        self.titles: dict[str, dict[str, tuple[str, Node]]] = {section: {} for section in form.titled}
        self.rows: dict[str, dict[str, tuple[BaseModel, Node]]] = {section: {} for section in form.keyed}
        self.lists: dict[str, list[tuple[BaseModel, Node]]] = {section: [] for section in form.listed}
        self.broken: dict[str, set[str]] = {section: set() for section in form.keyed}
        self.keys: dict[tuple[str, str], Node] = {}
        self.suggest = Suggester()

    def tell(self, problem: Problem) -> None:
        """Keep a mistake, as far as anyone will read."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    def take(self, root: Node) -> None:
        """Read the sections of one file."""
        if not isinstance(root.value, dict):
            self.tell(
                root.problem(
                    f"a {self.form.header} is a mapping of sections, not {root.shape}",
                    f"begin with `govgraph: 1` and `{self.form.header}:`",
                )
            )
            return
        for section, key, node in root.entries():
            if section not in self.form.sections:
                known = self.form.sections
                hint = self.suggest.near(section, known) or f"sections are {', '.join(known)}"
                self.tell(key.problem(f"unknown section {section!r}", hint))
            elif section == "govgraph":
                self._version(node)
            elif node.value is None:
                continue
            elif section == self.form.header:
                self._header(key, node)
            elif section in self.form.titled:
                self._titled(section, node)
            elif section in self.form.keyed:
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
                key.problem(
                    f"a second `{self.form.header}:` section",
                    f"one file of the folder names the {self.form.header}",
                )
            )
            return
        self.header_seen = True
        header = self._row(self.form.header_row, node, {})
        if header is not None:
            self.header = (header, node)

    def _titled(self, section: str, node: Node) -> None:
        if not isinstance(node.value, dict):
            self._shape(section, node, "a mapping from path to title")
            return
        for key, key_node, value in node.entries():
            if not isinstance(value.value, str):
                self.tell(value.problem(f"a scope has a title, not {value.shape}", "write path: title"))
            if self._first(section, key, key_node):
                self.titles[section][key] = (value.value if isinstance(value.value, str) else key, value)

    def _keyed(self, section: str, node: Node) -> None:
        if not isinstance(node.value, dict):
            self._shape(section, node, "a mapping by id")
            return
        model = self.form.keyed[section]
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
            row = self._row(self.form.listed[section], item, {})
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
            (scope_path if section in self.form.titled else identifier)(key)
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
        if model is not self.form.header_row and "id" in fields:
            # Only the header writes its id; a row's id is its key, and a relationship's is made from what it says.
            self.tell(node.value["id"][0].problem("an id is not written inside a row", "take the field out"))
            del fields["id"]
        try:
            return model.model_validate(fields | given)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            # A key that is no id has been told as such.
            told = [detail for detail in details if key is None or detail["loc"] != ("id",)]
            for problem in row_problems(model, node, key, told, self.suggest):
                self.tell(problem)
            return _salvaged(model, fields, given, details)

    def unnamed(self, name: str, help_: str) -> None:
        """Say so where no file has the header."""
        if not self.header_seen:
            self.tell(Problem(f"no `{self.form.header}:` section", Location(name, 1, 1), help_))

    def misfit(self, misfit: Misfit) -> Problem:
        """A row that does not fit, at its place in the file."""
        section, key, *rest = misfit.path
        if section == self.form.header:
            assert self.header is not None
            node = self.header[1].at(misfit.path[1:])
        elif isinstance(key, int):
            node = self.lists[str(section)][key][1].at(rest)
        elif rest:
            node = self.rows[str(section)][key][1].at(rest)
        else:
            node = self.keys[str(section), key]
        return node.problem(misfit.message, misfit.help)


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Mistakes by their place, as far as anyone will read."""
    return sorted(problems, key=lambda problem: problem.location or Location("", 0, 0))[:MAX_PROBLEMS]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without garbage collection: hundreds of thousands of live values are made and none becomes garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


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
