"""What an earlier check found, as `govgraph baseline write` records it: later ones are held against it."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_CLOSED = ConfigDict(frozen=True, extra="forbid", strict=True)


class Entry(BaseModel):
    """A finding that was recorded: its id, the code of its rule, how grave it was and what it said then."""

    model_config = _CLOSED

    id: str
    code: str
    severity: Literal["critical", "high", "medium", "low", "info"]
    message: str


class Baseline(BaseModel):
    """The findings of a structure as they stood once; how it was read then, and which rules had run."""

    model_config = _CLOSED

    form: Literal["govgraph/baseline/1"] = Field(alias="schema")
    structure: str
    settings: Mapping[str, Any]
    rules_run: list[str]
    findings: list[Entry]
