"""A row that does not fit its structure, and the commonest kind: an id that names nothing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from govgraph.text import Suggester

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row that does not fit: where (section, key, field, index), what is wrong, what to do."""

    path: Path
    message: str
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named: the ids there are, what they are called, and where they would have to be."""

    what: str
    ids: Collection[str]
    where: str
    help: str

    def missing(self, path: Path, words: Iterable[str], suggest: Suggester) -> Iterator[Misfit]:
        """A misfit for each word that is none of the ids, at its place in the list."""
        for index, word in enumerate(words):
            if word not in self.ids:
                yield self.unknown((*path, index), word, suggest)

    def unknown(self, path: Path, word: str, suggest: Suggester) -> Misfit:
        """The misfit for one word, with the nearest id."""
        message = f"{self.what} {word!r} is {self.where}"
        return Misfit(path, message, suggest.near(word, self.ids) or self.help)


def cited(row: Any) -> list[str]:
    """The sources that a row cites, in the order written."""
    return [citation.source for citation in getattr(row, "source", ())]
