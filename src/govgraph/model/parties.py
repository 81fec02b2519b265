"""Organisations and posts: the parties that relationships join."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from govgraph.model.fields import Flag, Identifier, Positive, Text, Texts
from govgraph.model.statements import NOT_STATED, Attachments, Named


class Silence(StrEnum):
    """What the papers say of whom a party answers to, where no line of its own says it."""

    NOT_STATED = "not_stated"
    NONE = "none"
    OUTSIDE = "outside"


class AnswersTo(BaseModel):
    """`not_stated` (the papers are silent), `none` (they say: to nobody), or `outside: TEXT` (beyond them)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    silence: Silence = Silence.NOT_STATED
    text: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_written(cls, value: Any) -> Any:
        if isinstance(value, AnswersTo):
            return value
        if isinstance(value, str):
            word, _, text = value.partition(":")
            if word.strip() == "outside" and text.strip():
                return {"silence": "outside", "text": text.strip()}
            if value in {"not_stated", "none"}:
                return {"silence": value}
            raise ValueError("write not_stated, none, or outside: and to whom")
        if isinstance(value, dict) and set(value) == {"outside"} and isinstance(value["outside"], str):
            return {"silence": "outside", "text": value["outside"]}
        if isinstance(value, dict) and set(value) <= {"silence", "text"}:
            return value
        raise ValueError("write not_stated, none, or outside: and to whom")


_ANSWERS_TO_SCHEMA = {
    "anyOf": [
        {"enum": ["not_stated", "none"]},
        {"type": "string", "pattern": "^outside: "},
        {
            "type": "object",
            "properties": {"outside": {"type": "string"}},
            "required": ["outside"],
            "additionalProperties": False,
        },
    ],
    "description": "not_stated (the papers are silent), none (they say: to nobody), or outside: to whom.",
}
Answers = Annotated[AnswersTo, WithJsonSchema(_ANSWERS_TO_SCHEMA)]


class Party(Named):
    """What organisations and posts have in common."""

    aliases: Texts = ()
    tier: Identifier | None = None
    count: Positive = 1
    one_of: Identifier | None = None
    boundary: Literal["in", "out"] = "in"
    answers_to: Answers = AnswersTo()

    @property
    def outside(self) -> bool:
        """Whether the party is a partner that is never itself judged."""
        return self.boundary == "out"

    def is_named(self, name: str) -> bool:
        """Whether this is its name or an alias, however its letters are written."""
        return name.casefold() in {one.casefold() for one in (self.name, *self.aliases)}

    @property
    def short(self) -> str:
        """The party's abbreviation where one of its aliases is one, else its name."""
        return next((alias for alias in self.aliases if _is_abbreviation(alias)), self.name)


def _is_abbreviation(alias: str) -> bool:
    return " " not in alias and sum(letter.isupper() for letter in alias) >= 2 and len(alias) <= 10


class Organisation(Party):
    """Any body: a department, an authority, a trust, a committee, a team, a site (org:Organization)."""

    kind: Identifier = "organisation"
    statutory: Flag | None = None
    part_of: Attachments = ()
    names: Texts = ()
    areas: Texts = ()
    purpose: Text | None = None
    owner: Text | None = None
    chair: Text | None = None
    secretariat: Text | None = None
    frequency: Text | None = None
    terms_of_reference: Text | None = None
    pool_host: Text | None = None

    def states(self, field: str) -> bool:
        """Whether the papers give the field: present, and not `not_stated`."""
        return getattr(self, field) not in {None, NOT_STATED}


class Post(Party):
    """A role that a person can hold, in an organisation or in several (org:Post)."""

    in_: Attachments = Field(default=(), alias="in")
    heads: Attachments = ()
    vacant: Flag = False
    dedicated: Flag | None = None
    shared: Flag | None = None
    officer: Literal["accounting", "accountable", "budget"] | None = None
