"""YAML bytes into nodes: one pass over libyaml's events that guards, keeps every scalar as text and knows every place.

Parsers disagree about `no`, `007` and `1e3`; here the types of the model decide, never the parser. Aliases,
merge keys, tags and deep nesting are refused where they stand, before they can cost anything.
"""

from typing import Any, NoReturn

import yaml

from govgraph.errors import Location, Problem
from govgraph.readers.nodes import Document, Node, Text
from govgraph.text import is_unsafe

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64

# Only the loader's events are used, never its constructors; without libyaml the same events come slower.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _RefusedError(Exception):
    """A construct that ends the reading at once; carries its problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_yaml(data: bytes, name: str) -> Document:
    """Nodes of one YAML document, with every mistake of form that was met. Never raises."""
    text, problems = _decode(data, name)
    if text is None:
        return Document(name, None, tuple(problems))
    builder = _Builder(Text(name, text))
    try:
        root = builder.build(text)
    except _RefusedError as refused:
        return Document(name, None, (*builder.problems, refused.problem))
    except yaml.YAMLError as error:
        return Document(name, None, (*builder.problems, _syntax_problem(error, builder.origin)))
    return Document(name, root, tuple(builder.problems))


def _decode(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    if len(data) > MAX_BYTES:
        return None, [
            Problem(
                f"{name} is larger than {MAX_BYTES // 1024**2} MB",
                Location(name, 1, 1),
                "split it into several files in a folder",
            )
        ]
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data[:4].count(0) == 2:
        return None, [Problem("the file is UTF-16", Location(name, 1, 1), "save it as UTF-8")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8", "replace")) + 1
        problem = Problem(
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            Location(name, line, column),
            "save the file as UTF-8 (it looks like Windows or Latin-1 text)",
            data[start:].split(b"\n", 1)[0][:200].decode("utf-8", "replace"),
        )
        return None, [problem]
    if text.isascii() and text.isprintable():
        return text, []
    return _refuse_control_characters(text, name)


def _refuse_control_characters(text: str, name: str) -> tuple[str | None, list[Problem]]:
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        content = line.removesuffix("\r")
        if content.isprintable():
            continue
        for column, character in enumerate(content, start=1):
            if is_unsafe(character):
                place = Location(name, number, column)
                problems.append(
                    Problem(
                        f"control or invisible character U+{ord(character):04X}", place, "delete it", content
                    )
                )
                break
        if len(problems) == 100:
            break
    return (None if problems else text), problems


def _syntax_problem(error: yaml.YAMLError, origin: Text) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = getattr(error, "problem", None) or "cannot be read"
    help_text = "check the indentation, the colons, and that brackets and quotes are closed"
    if "\t" in origin.line(line):
        help_text = "indent with spaces: YAML does not allow tabs"
    elif "mapping values" in what and origin.line(line).count(": ") > 1:
        help_text = "put quotes round a text that holds a colon"
    return Problem(
        f"this is not YAML: {what}", Location(origin.name, line, column), help_text, origin.line(line)
    )


class _Builder:
    """Turns events into nodes, without recursion; what can be read past a mistake is read."""

    def __init__(self, origin: Text) -> None:
        self.origin = origin
        self.problems: list[Problem] = []
        self._root: Node | None = None
        # Open containers, innermost last; a mapping keeps its pending key beside it.
        self._open: list[tuple[Node, list[Node]]] = []
        self._documents = 0

    def build(self, text: str) -> Node | None:
        """The root of the document; None where it is empty. Raises _RefusedError and YAMLError."""
        event: Any
        for event in yaml.parse(text, Loader=_Loader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._container(event, {})
            elif kind is yaml.SequenceStartEvent:
                self._container(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._open.pop()
            elif kind is yaml.AliasEvent:
                self._refuse(event)
            elif kind is yaml.DocumentStartEvent:
                self._document(event)
        return self._root

    def _node(self, value: Any, event: Any) -> Node:
        mark = event.start_mark
        return Node(value, self.origin, mark.line + 1, mark.column + 1)

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or (event.tag is not None and event.tag != "!"):
            self._refuse(event)
        empty = event.value == "" and event.implicit[0]
        self._place(self._node(None if empty else event.value, event))

    def _container(self, event: Any, value: "list[Node] | dict[str, tuple[Node, Node]]") -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        node = self._node(value, event)
        if len(self._open) >= MAX_DEPTH:
            raise _RefusedError(
                node.problem(
                    f"nested more than {MAX_DEPTH} levels deep", "a structure needs no more than six"
                )
            )
        self._place(node)
        self._open.append((node, []))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _RefusedError(
                self._node(None, event).problem(
                    "a second document begins here", "put it into a file of its own"
                )
            )

    def _place(self, node: Node) -> None:
        """Put a node where it belongs: at the root, into the open list, or as key or value of the open mapping."""
        if not self._open:
            self._root = node
            return
        holder, pending = self._open[-1]
        if type(holder.value) is list:
            holder.value.append(node)
        elif not pending:
            if not isinstance(node.value, str):
                raise _RefusedError(
                    node.problem(f"a key must be a text, not {node.shape}", "write key: value")
                )
            pending.append(node)
        else:
            self._pair(holder, pending.pop(), node)

    def _pair(self, holder: Node, key: Node, value: Node) -> None:
        rows, name = holder.value, key.value
        assert isinstance(rows, dict)
        assert isinstance(name, str)
        if name == "<<":
            raise _RefusedError(key.problem("merge keys (<<) are not read", "write the row out"))
        if name in rows:
            first = rows[name][0].line
            message = f"{name!r} stands here a second time; the first is on line {first}"
            self.problems.append(key.problem(message, "keep one, or give the other another id"))
        else:
            rows[name] = (key, value)

    def _refuse(self, event: Any) -> NoReturn:
        what = "anchors and aliases (& and *)" if event.anchor is not None else "tags (!)"
        help_text = "write the value out; put quotes round a text that begins with this sign"
        raise _RefusedError(self._node(None, event).problem(f"{what} are not read", help_text))
