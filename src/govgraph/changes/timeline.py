"""The dates at which anything changes in one structure, and what begins, ends or passes on then."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.model.dates import PartialDate
from govgraph.model.relationships import Succession
from govgraph.model.statements import Statement, attachments_of
from govgraph.model.structure import Structure


@dataclass(frozen=True, slots=True)
class Event:
    """A row that begins or ends on a date; `owner` is the party that a structural fact stands on."""

    row: Statement
    section: str
    begins: bool
    owner: str = ""


@dataclass(frozen=True)
class Moment:
    """A date as the papers give it, and what happens then. A month holds what is not said more precisely."""

    on: PartialDate
    events: tuple[Event, ...]
    successions: tuple[Succession, ...] = ()


def timeline(structure: Structure) -> list[Moment]:
    """Every date at which a statement begins or ends, or a succession takes effect, in order."""
    events: dict[PartialDate, list[Event]] = defaultdict(list)
    passings: dict[PartialDate, list[Succession]] = defaultdict(list)
    for section, row, owner in _dated(structure):
        if row.since is not None:
            events[row.since].append(Event(row, section, begins=True, owner=owner))
        if row.until is not None:
            events[row.until].append(Event(row, section, begins=False, owner=owner))
    for succession in structure.successions:
        if (on := day(succession.on)) is not None:
            passings[on].append(succession)
    return [
        Moment(on, tuple(events[on]), tuple(passings[on]))
        for on in sorted({*events, *passings}, key=lambda on: (on.first_day, on.last_day))
    ]


def day(text: str | None) -> PartialDate | None:
    """The date that a succession gives; None where it gives it in words (`on the appointed day`) or not at all."""
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None


def _dated(structure: Structure) -> Iterator[tuple[str, Statement, str]]:
    for section in ("organisations", "posts", "duties", "services", "figures", "decision_rules"):
        for id_, row in getattr(structure, section).items():
            yield section, row, id_
            for attachment in attachments_of(row):
                if {"since", "until"} & attachment.model_fields_set:
                    yield "attachments", attachment, id_
    for section in ("relationships", "memberships"):
        for row in getattr(structure, section):
            yield section, row, ""
