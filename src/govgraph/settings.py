"""How a structure is read: at which date, which standing of statement counts, and whether contracts do."""

from dataclasses import dataclass
from typing import Any

from govgraph.errors import UsageError
from govgraph.model.dates import PartialDate
from govgraph.model.scopes import ALL, RESERVED
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import DEFAULT_STATUSES, Status
from govgraph.text import did_you_mean


@dataclass(frozen=True, slots=True)
class Reading:
    """The reviewer's choices, stated with every answer.

    `at` is None where the structure gives no date: then every date counts as active. `scope` is None for
    one analysis per functional scope in use.
    """

    at: PartialDate | None = None
    statuses: frozenset[Status] = DEFAULT_STATUSES
    contracts_count: bool = True
    scope: str | None = None

    @property
    def counted(self) -> tuple[Status, ...]:
        """The statuses that count, best first."""
        return tuple(status for status in Status if status in self.statuses)

    def as_json(self) -> dict[str, Any]:
        """The choices as every JSON document states them; `at` is the date that answers hold for."""
        return {
            "at": str(self.at) if self.at else None,
            "scope": self.scope,
            "status": [status.value for status in self.counted],
            "contracts_count": self.contracts_count,
        }

    @classmethod
    def of(
        cls,
        structure: Structure,
        *,
        at: str | PartialDate | None = None,
        statuses: "frozenset[Status] | None" = None,
        contracts_count: bool | None = None,
        scope: str | None = None,
    ) -> "Reading":
        """The reading of a structure: its own date and statuses, unless others are given. Raises UsageError."""
        if scope is not None and scope not in {*structure.scopes, *RESERVED, ALL}:
            known = (*structure.scopes, *RESERVED)
            raise UsageError(
                f"no scope {scope!r} in {structure.id}",
                did_you_mean(scope, known) or _known_scopes(structure),
            )
        try:
            date = PartialDate.of(at) if at is not None else structure.as_at
        except ValueError as error:
            raise UsageError(str(error)) from None
        contracts = structure.settings.contracts if contracts_count is None else contracts_count
        return cls(date, structure.statuses if statuses is None else statuses, contracts, scope)


def _known_scopes(structure: Structure) -> str:
    return (
        f"its scopes are {', '.join(structure.scopes)}"
        if structure.scopes
        else "it has no scopes: leave --scope out"
    )


def parse_statuses(words: str) -> frozenset[Status]:
    """Read `in_force,agreed`. Raises UsageError."""
    known = [status.value for status in Status]
    chosen = [word.strip() for word in words.split(",") if word.strip()]
    for word in chosen:
        if word not in known:
            raise UsageError(
                f"no status {word!r}", did_you_mean(word, known) or f"statuses are {', '.join(known)}"
            )
    if not chosen:
        raise UsageError("no status was given", f"statuses are {', '.join(known)}")
    return frozenset(Status(word) for word in chosen)
