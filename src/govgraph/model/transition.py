"""What the bodies, posts and duties of one structure became in another."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from govgraph.model.fields import Identifier, Name, ScopePath
from govgraph.model.misfit import Known, Misfit, Path, cited
from govgraph.model.relationships import Succession
from govgraph.model.scopes import ALL, RESERVED
from govgraph.model.statements import AS_DICT, Row, freeze
from govgraph.model.structure import Contradiction, Source, Structure
from govgraph.text import Suggester


class TransitionHeader(Row):
    """Which structure is before, and which after, by their ids."""

    id: Identifier
    title: Name
    before: Identifier
    after: Identifier


class Transition(BaseModel):
    """The successions between two structures: `from` names rows of the one before, `to` rows of the one after.

    An empty `to` says that the papers name no heir. `scopes` gives the scopes of the one before that the one
    after calls otherwise. Whether the ids exist can be told only with both structures at hand: see `misfits`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    header: TransitionHeader = Field(alias="transition")
    sources: Annotated[Mapping[Identifier, Source], AfterValidator(freeze), AS_DICT] = {}
    scopes: Annotated[Mapping[ScopePath, ScopePath], AfterValidator(freeze), AS_DICT] = {}
    successions: tuple[Succession, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def id(self) -> str:
        """The transition's id."""
        return self.header.id


def misfits(transition: Transition, before: Structure, after: Structure) -> Iterator[Misfit]:
    """Every row that does not fit the two structures: other structures, unknown ids, scopes and sources."""
    suggest = Suggester()
    for side, structure in (("before", before), ("after", after)):
        named = getattr(transition.header, side)
        if named != structure.id:
            yield Misfit(
                ("transition", side),
                f"{side} is {named!r}, and the structure given is {structure.id!r}",
                f"give {named}, or another file of successions",
            )
    there = "define it there under organisations or posts or duties"
    old, new = (
        Known("party or duty", _heirs(structure), f"not in {structure.id}", there)
        for structure in (before, after)
    )
    either = Known("party or duty", {*old.ids, *new.ids}, "in neither structure", "take it out")
    scope = Known(
        "scope",
        {*before.scopes, *after.scopes, *RESERVED, ALL},
        "in neither structure",
        "add it under scopes",
    )
    for key, value in transition.scopes.items():
        for path_of_scope, side, structure in ((key, "before", before), (value, "after", after)):
            if path_of_scope not in {*structure.scopes, *RESERVED}:
                message = f"scope {path_of_scope!r} is not in {structure.id}, the structure {side}"
                yield Misfit(("scopes", key), message, suggest.near(path_of_scope, structure.scopes))
    sources = Known("source", transition.sources, "not in this file", "add it under sources")
    for index, row in enumerate(transition.successions):
        path: Path = ("successions", index)
        yield from old.missing((*path, "from"), row.from_, suggest)
        yield from new.missing((*path, "to"), row.to, suggest)
        if row.lead is not None and row.lead not in new.ids:
            yield new.unknown((*path, "lead"), row.lead, suggest)
        if row.scope not in scope.ids:
            yield scope.unknown((*path, "scope"), row.scope, suggest)
        yield from sources.missing((*path, "source"), cited(row), suggest)
    for index, contradiction in enumerate(transition.contradictions):
        path = ("contradictions", index)
        yield from either.missing((*path, "about"), contradiction.about, suggest)
        yield from sources.missing((*path, "source"), cited(contradiction), suggest)
        for place, saying in enumerate(contradiction.statements):
            yield from sources.missing((*path, "statements", place, "source"), cited(saying), suggest)


def _heirs(structure: Structure) -> frozenset[str]:
    return frozenset({*structure.parties, *structure.duties})
