"""The reviewer's choices, as a structure or a govgraph.toml writes them: always told with the answer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from govgraph.model.fields import Amount, Flag, Identifier, Positive, Text, Texts, Whole, one_or_many
from govgraph.model.statements import AS_DICT, Row, freeze
from govgraph.model.vocabulary import Status, Strength

Level = Literal["critical", "high", "medium", "low", "info", "off"]


class Thresholds(Row):
    """Limits that are a matter of judgement; a finding that rests on one says so.

    `layers` counts links from a subject to a root; `span` strong reports to a post and `group_span` to a
    body; `narrow_span` the fewest (none unless chosen); `materiality` is the least amount of money that
    matters, in the unit of the row; `notice_days` days of notice before a decision that binds.
    """

    layers: Positive = 5
    span: Positive = 8
    group_span: Positive = 12
    narrow_span: Positive | None = None
    materiality: Amount = Decimal(0)
    notice_days: Whole = 30


class Settings(Row):
    """How a structure is to be read and checked, unless the reviewer says otherwise."""

    status: Annotated[tuple[Status, ...], BeforeValidator(one_or_many)] = ()
    contracts: Flag = True
    select: Texts = ()
    ignore: Texts = ()
    severities: Annotated[Mapping[Text, Level], AfterValidator(freeze), AS_DICT] = Field(default_factory=dict)
    kinds: Annotated[
        Mapping[Identifier, Annotated[Whole, Field(le=int(max(Strength)))]], AfterValidator(freeze), AS_DICT
    ] = Field(default_factory=dict)
    thresholds: Thresholds = Thresholds()

    def over(self, other: "Settings") -> "Settings":
        """These choices, and those of another where these make none."""
        made = {name: getattr(self, name) for name in self.model_fields_set}
        for name in ("severities", "kinds"):
            if name in made:
                made[name] = {**getattr(other, name), **made[name]}
        if "thresholds" in made:
            own = {name: getattr(self.thresholds, name) for name in self.thresholds.model_fields_set}
            made["thresholds"] = other.thresholds.model_copy(update=own)
        return other.model_copy(update=made)
