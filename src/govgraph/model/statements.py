"""What every row of a structure carries: where it comes from, what standing it has, and when it held."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema, model_validator

from govgraph.model.dates import PartialDate, ends_before_it_begins
from govgraph.model.fields import Identifier, Name, Text, one_or_many
from govgraph.model.vocabulary import Basis, Status

NOT_STATED = "not_stated"
# A mapping that cannot be changed is written out as a plain one.
AS_DICT = PlainSerializer(dict)


def freeze(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """A mapping that cannot be changed; pydantic's frozen values freeze their fields, not what these hold."""
    return MappingProxyType(dict(value))


class Row(BaseModel):
    """Base of all rows: frozen, compared by content, closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True, defer_build=True
    )

    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, value: Any) -> Any:
        """A field left empty (`chair:`) is one left out; an unknown one left empty is a mistake all the same."""
        if isinstance(value, dict) and None in value.values():
            known = cls.written_fields()
            return {key: entry for key, entry in value.items() if entry is not None or key not in known}
        return value

    @classmethod
    def written_fields(cls) -> frozenset[str]:
        """The fields as they are written."""
        return frozenset(info.alias or name for name, info in cls.model_fields.items() if name != "id")


class Citation(BaseModel):
    """A source and a place in it, written `tor annex-c 7`: the source's id, then the place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Identifier
    locator: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_written(cls, value: Any) -> Any:
        if isinstance(value, str):
            source, _, locator = value.strip().partition(" ")
            if source.lower() != source:
                raise ValueError(
                    f"{value[:60]!r} names no source; write the id of a source, then the place in it, as in act 3"
                )
            return {"source": source, "locator": " ".join(locator.split())}
        return value

    def __str__(self) -> str:
        return f"{self.source} {self.locator}".strip()


NO_SOURCE = "no source given"


def cited(citations: Iterable[Citation]) -> str:
    """Where something is stated, as a message says it."""
    return ", ".join(map(str, citations)) or NO_SOURCE


Citations = Annotated[
    tuple[Citation, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            "description": "Where it is stated: the source's id, then the place in it, as in `tor annex-c 7`. One, or a list.",
        }
    ),
]


class Statement(Row):
    """A row that states something: with its source, status, basis and dates."""

    source: Citations = ()
    status: Status = Status.IN_FORCE
    basis: Basis = Basis.STATED
    since: PartialDate | None = None
    until: PartialDate | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if ends_before_it_begins(self.since, self.until):
            raise ValueError(f"it ends ({self.until}) before it begins ({self.since})")
        return self

    @property
    def settled(self) -> bool:
        """Whether the statement is both stated and in force."""
        return self.status is Status.IN_FORCE and self.basis is Basis.STATED


class Named(Statement):
    """A statement with an id and a name."""

    id: Identifier
    name: Name


class Attachment(Statement):
    """A structural fact written on a party's own row: `part_of: dh`, or a mapping with its own labels.

    What it does not say of its source, status, basis and dates, it takes from the row that it stands on.
    """

    body: Identifier

    @model_validator(mode="before")
    @classmethod
    def _from_written(cls, value: Any) -> Any:
        return {"body": value} if isinstance(value, str) else value

    def on(self, row: Statement) -> Self:
        """The attachment with what it leaves unsaid taken from its row."""
        own = self.model_fields_set
        return self.model_copy(update={
            field: getattr(row, field)
            for field in ("source", "status", "basis", "since", "until")
            if field not in own
        })  # fmt: skip


# The fields of organisations and posts that hold such facts, each with the structural kind that it states.
ATTACHMENT_FIELDS = {"part_of": "part_of", "in_": "post_in", "heads": "headed_by"}


def attachments_of(row: Statement) -> list[Attachment]:
    """The structural facts that stand on a row, as written; none on a row of another section."""
    return [attachment for field in ATTACHMENT_FIELDS for attachment in getattr(row, field, ())]


Attachments = Annotated[tuple[Attachment, ...], BeforeValidator(one_or_many)]
