"""Dates as papers give them: a year, a year and a month, or a day.

A partial date is a span of days. Comparisons are made on the span, so that nothing is concluded from a
precision that the paper does not have.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a year and month, or a day.

    Sorts by year, then month, then day; an unknown month sorts before a known one.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read `2008`, `2008-05` or `2008-05-14`.

        Raises ValueError, in words for a reader, for anything else.

        >>> str(PartialDate.parse("2008-05"))
        '2008-05'
        """
        match = _WRITTEN.fullmatch(written.strip())
        if match is None:
            raise ValueError(f"{written!r} is not a date; write 2008, 2008-05 or 2008-05-14")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        try:
            dt.date(year, month if match[2] else 1, day if match[3] else 1)
        except ValueError:
            raise ValueError(f"{written!r} is not in the calendar") from None
        return cls(year, month, day)

    @classmethod
    def of(cls, value: Any) -> Self:
        """A date from its written form, a `dt.date`, a year, or itself."""
        if isinstance(value, cls):
            return value
        if isinstance(value, dt.date):
            return cls(value.year, value.month, value.day)
        if isinstance(value, int) and not isinstance(value, bool):
            value = f"{value:04d}"
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError("a date is written 2008, 2008-05 or 2008-05-14")

    @property
    def first_day(self) -> dt.date:
        """The first day that the date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day that the date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def in_words(self) -> str:
        """As a British office writes it.

        >>> PartialDate(2010, 3, 31).in_words, PartialDate(2008, 5).in_words
        ('31 March 2010', 'May 2008')
        """
        month = _MONTHS[self.month]
        return " ".join(str(part) for part in (self.day or "", month, self.year) if part)

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.of, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # An editor's YAML parser sees `2008` as a number.
        return {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1, "maximum": 9999},
            ],
            "description": "A date: 2008, 2008-05 or 2008-05-14.",
        }


def ends_before_it_begins(since: PartialDate | None, until: PartialDate | None) -> bool:
    """Whether no reading of the two dates leaves a single day."""
    return since is not None and until is not None and until.last_day < since.first_day


def active(since: PartialDate | None, until: PartialDate | None, at: PartialDate | None) -> bool:
    """Whether a period can include the date: an unknown or imprecise end is read as active.

    >>> active(PartialDate(2008, 5), None, PartialDate(2008))
    True
    >>> active(PartialDate(2008, 5), None, PartialDate(2008, 4))
    False
    """
    if at is None:
        return True
    if since is not None and since.first_day > at.last_day:
        return False
    return until is None or until.last_day >= at.first_day
