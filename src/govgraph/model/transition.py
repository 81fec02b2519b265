"""What the bodies, posts and duties of one structure became in another."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from govgraph.model.consistency import Misfit
from govgraph.model.fields import Identifier, Name
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

    An empty `to` says that the papers name no heir. Whether the ids exist can be told only with both
    structures at hand: see `misfits`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    header: TransitionHeader = Field(alias="transition")
    sources: Annotated[Mapping[Identifier, Source], AfterValidator(freeze), AS_DICT] = {}
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
    heirs = {"from": _heirs(before), "to": _heirs(after), "lead": _heirs(after)}
    scopes = {*before.scopes, *after.scopes, *RESERVED, ALL}
    for index, row in enumerate(transition.successions):
        ends = {"from": row.from_, "to": row.to, "lead": (row.lead,) if row.lead else ()}
        for end, names in ends.items():
            structure = before if end == "from" else after
            for place, name in enumerate(names):
                if name not in heirs[end]:
                    yield Misfit(
                        ("successions", index, end, place),
                        f"party or duty {name!r} is not in {structure.id}",
                        suggest.near(name, heirs[end])
                        or "define it there under organisations or posts or duties",
                    )
        if row.scope not in scopes:
            yield Misfit(
                ("successions", index, "scope"),
                f"scope {row.scope!r} is in neither structure",
                suggest.near(row.scope, scopes) or "add it under scopes",
            )
        yield from _unknown_sources(("successions", index), row, transition, suggest)
    either = heirs["from"] | heirs["to"]
    for index, contradiction in enumerate(transition.contradictions):
        for place, name in enumerate(contradiction.about):
            if name not in either:
                yield Misfit(
                    ("contradictions", index, "about", place),
                    f"party or duty {name!r} is in neither structure",
                    suggest.near(name, either) or "take it out",
                )
        yield from _unknown_sources(("contradictions", index), contradiction, transition, suggest)
        for place, saying in enumerate(contradiction.statements):
            yield from _unknown_sources(
                ("contradictions", index, "statements", place), saying, transition, suggest
            )


def _heirs(structure: Structure) -> frozenset[str]:
    return frozenset({*structure.parties, *structure.duties})


def _unknown_sources(
    path: tuple[str | int, ...], row: Row, transition: Transition, suggest: Suggester
) -> Iterator[Misfit]:
    for place, citation in enumerate(getattr(row, "source", ())):
        if citation.source not in transition.sources:
            yield Misfit(
                (*path, "source", place),
                f"source {citation.source!r} is not in this file",
                suggest.near(citation.source, transition.sources) or "add it under sources",
            )
