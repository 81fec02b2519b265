"""A tree of texts with places: what every reader makes of its bytes before anything is understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govgraph.errors import Location, Problem


class Text:
    """One file's name and lines, for places and excerpts."""

    __slots__ = ("_lines", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._lines: list[str] | None = None

    def line(self, number: int) -> str:
        """A line by its number from 1, without its end; empty beyond the file."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines[number - 1].rstrip("\r") if 0 < number <= len(self._lines) else ""


class Node:
    """A text, a list of nodes, or a mapping from key to (key node, value node), and where it stands."""

    __slots__ = ("column", "line", "origin", "value")

    def __init__(
        self,
        value: "str | list[Node] | dict[str, tuple[Node, Node]] | None",
        origin: Text,
        line: int,
        column: int,
    ) -> None:
        self.value = value
        self.origin = origin
        self.line = line
        self.column = column

    @property
    def location(self) -> Location:
        """File, line and column."""
        return Location(self.origin.name, self.line, self.column)

    @property
    def shape(self) -> str:
        """What the node is, in a reader's words."""
        if isinstance(self.value, dict):
            return "a mapping"
        if isinstance(self.value, list):
            return "a list"
        return "nothing" if self.value is None else "a text"

    def plain(self) -> Any:
        """The node as dictionaries, lists and texts; an entry left empty is None."""
        if isinstance(self.value, dict):
            return {key: value.plain() for key, (_, value) in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    def at(self, path: "Sequence[str | int]") -> "Node":
        """The node at a path, or the nearest one above it that exists.

        The last step of a path that names a key of a mapping points at the value, or at the key where the
        value is empty.
        """
        node = self
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                key, value = node.value[str(step)]
                node = key if value.value is None else value
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            elif isinstance(step, int) and step == 0:
                continue  # a single entry stands for a list of one
            else:
                break
        return node

    def key_at(self, path: "Sequence[str | int]") -> "Node":
        """The node of the key at a path, or the nearest node above it."""
        holder = self.at(path[:-1])
        if isinstance(holder.value, dict) and path[-1] in holder.value:
            return holder.value[str(path[-1])][0]
        return holder

    def problem(self, message: str, help: str | None = None) -> Problem:  # noqa: A002 - the reader's word
        """A mistake at this place."""
        return Problem(message, self.location, help, self.origin.line(self.line))

    def entries(self) -> "Iterator[tuple[str, Node, Node]]":
        """Key, key node and value node of a mapping; nothing for other shapes."""
        if isinstance(self.value, dict):
            for key, (key_node, value) in self.value.items():
                yield key, key_node, value


@dataclass(frozen=True, slots=True)
class Document:
    """One file read into nodes, and the mistakes met on the way; `root` is None where nothing could be read."""

    name: str
    root: Node | None
    problems: tuple[Problem, ...] = ()
