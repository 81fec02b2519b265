"""Statements that join parties: relationships, memberships, successions."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from govgraph.model.fields import (
    Amount,
    Flag,
    Identifier,
    Identifiers,
    Positive,
    ScopePath,
    Text,
    one_or_many,
)
from govgraph.model.scopes import ALL
from govgraph.model.statements import NOT_STATED, Statement


def _ends(value: Any) -> Any:
    return () if value == NOT_STATED else one_or_many(value)


Ends = Annotated[
    Identifiers,
    BeforeValidator(_ends),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            "description": "A party, a list of parties, or not_stated.",
        }
    ),
]


class Relationship(Statement):
    """A typed, directed statement between two parties.

    An empty `to` means that the source names no party there (`to: not_stated`). `via` is in the order in
    which the sentence reads: from, via, to.
    """

    id: str = ""
    from_: Identifier = Field(alias="from")
    kind: Identifier
    to: Ends
    scope: ScopePath = ALL
    via: Identifiers = ()
    instrument: Text | None = None
    lead: Flag = False
    service: Identifier | None = None
    setting: Text | None = None
    population: Text | None = None
    period: Text | None = None
    amount: Amount | None = None
    unit: Text | None = None
    year: Text | None = None
    each: Flag = False
    power: Text | None = None
    limit: Text | None = None


class Votes(StrEnum):
    """Whether a seat votes."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


class Membership(Statement):
    """A party's seat on a body (org:Membership)."""

    body: Identifier
    member: Identifier
    capacity: Literal[
        "chair", "vice_chair", "member", "observer", "adviser", "co_opted", "secretary", "in_attendance"
    ] = "member"
    votes: Votes = Votes.NOT_STATED
    seats: Positive = 1
    represents: Identifiers = ()
    scope: ScopePath = ALL

    @property
    def is_of_a_member(self) -> bool:
        """Whether it is a seat among those who decide, not of one who only observes, advises or attends."""
        return self.capacity in {"chair", "vice_chair", "member", "co_opted"}


class Succession(Statement):
    """What a body, post or duty became (org:ChangeEvent)."""

    from_: Identifiers = Field(alias="from")
    to: Ends = ()
    kind: Literal["succeeded", "merged", "split", "absorbed", "abolished", "function_only", "not_stated"] = (
        "succeeded"
    )
    on: Text | None = None
    scope: ScopePath = ALL
    lead: Identifier | None = None
