"""The reviewer's choices, as a structure or a govgraph.toml writes them: always told with the answer."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from govgraph.model.fields import Flag, Identifier, Text, Texts, Whole, one_or_many
from govgraph.model.statements import AS_DICT, Row, freeze
from govgraph.model.vocabulary import Status, Strength

Level = Literal["critical", "high", "medium", "low", "info", "off"]


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

    def over(self, other: "Settings") -> "Settings":
        """These choices, and those of another where these make none."""
        made = {name: getattr(self, name) for name in self.model_fields_set}
        for name in ("severities", "kinds"):
            if name in made:
                made[name] = {**getattr(other, name), **made[name]}
        return other.model_copy(update=made)
