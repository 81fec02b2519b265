"""What must be done, decided and paid: duties, services, decision rules, figures."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator

from govgraph.model.fields import (
    Amount,
    Flag,
    Identifier,
    Identifiers,
    Positive,
    ScopePath,
    Text,
    Texts,
    Whole,
)
from govgraph.model.scopes import ALL
from govgraph.model.statements import AS_DICT, Named, Statement, freeze


class Duty(Named):
    """A thing someone must do, with RACI letters per party.

    An empty list says that the papers name nobody for that letter.
    """

    accountable: Identifiers = ()
    responsible: Identifiers = ()
    consulted: Identifiers = ()
    informed: Identifiers = ()
    scope: ScopePath = ALL
    service: Identifier | None = None
    setting: Text | None = None
    population: Text | None = None
    step: Literal["propose", "scrutinise", "recommend", "approve", "decide", "deliver"] | None = None
    subject: Text | None = None
    allocates_among: Identifiers = ()
    lead: Identifier | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party with a letter."""
        return (*self.accountable, *self.responsible, *self.consulted, *self.informed)


class Service(Named):
    """A cell, or a row of cells, of service × setting × population that someone ought to commission."""

    settings: Texts = ()
    populations: Texts = ()
    scope: ScopePath = ALL


def _not_negative(amount: Decimal) -> Decimal:
    if amount < 0:
        raise ValueError("votes are counted from 0: write a number that is not negative")
    return amount


Number = Annotated[Amount, AfterValidator(_not_negative)]


class DecisionRule(Statement):
    """How a body decides."""

    passes_with: Literal["majority", "share", "count", "consensus", "not_stated"] = "not_stated"
    threshold: Number | None = None
    of: Literal["members", "eligible", "cast", "weights"] | None = None
    weights: Annotated[Mapping[Identifier, Number], AfterValidator(freeze), AS_DICT] | None = None
    quorum: Text | None = None
    casting_vote: Text | None = None
    notice_days: Whole | None = None
    appeal_to: Text | None = None
    binds: Identifiers = ()


class Figure(Statement):
    """A stated amount with unit and year; `equals` gives the parts of a total or a ratio."""

    name: Text | None = None
    amount: Amount | None = None
    unit: Text | None = None
    year: Text | None = None
    equals: Text | None = None
    stated_as: Text | None = None
    tolerance: Amount | None = None
    about: Identifiers = ()
    each: Flag = False
    count: Positive | None = None
