"""Settings as TOML: a govgraph.toml, with the keys that a structure's `settings` has."""

import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from govgraph.errors import InputError, Location, Problem
from govgraph.model.choices import Settings, Thresholds
from govgraph.model.structure import Structure
from govgraph.text import Suggester, visible

_MOST_BYTES = 1_000_000


def read(name: str, data: bytes, structure: Structure) -> Settings:
    """The settings of a file, for a structure. Raises InputError with every mistake, each at its line where that can be told."""
    if len(data) > _MOST_BYTES:
        raise InputError(
            [Problem(f"{name}: more than {_MOST_BYTES:,} bytes of settings", None, "is this the right file?")]
        )
    try:
        text = data.decode("utf-8-sig")
        written = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(
            [Problem("this is not UTF-8", Location(name, 1, error.start + 1), "save it as UTF-8")]
        ) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError([_not_toml(name, error)]) from None
    problems = list(_unknown(name, text, written, structure))
    if not problems:
        try:
            return Settings.model_validate(written)
        except ValidationError as error:
            problems = [
                _of_wrong_form(name, text, detail)
                for detail in error.errors(include_url=False, include_input=False)
            ]
    raise InputError(problems)


def _not_toml(name: str, error: Exception) -> Problem:
    words = str(error)
    message, _, place = words.partition(" (at ")
    numbers = [int(word) for word in place.replace(",", " ").replace(")", " ").split() if word.isdigit()]
    line, column = numbers if len(numbers) == 2 else (1, 1)
    what = message[:1].lower() + message[1:] if message else "nested too deep"
    return Problem(
        f"this is not TOML: {visible(what)}",
        Location(name, line, column),
        "see docs/settings.md for an example",
    )


def _unknown(name: str, text: str, written: dict[str, Any], structure: Structure) -> Iterator[Problem]:
    """Keys that no setting has, each with the nearest that one has."""
    suggest = Suggester()
    keys = [("", written, Settings.written_fields())]
    thresholds = written.get("thresholds")
    if isinstance(thresholds, dict):
        keys.append(("thresholds.", thresholds, Thresholds.written_fields()))
    kinds = written.get("kinds")
    if isinstance(kinds, dict):
        keys.append(("kinds.", kinds, frozenset(structure.kinds)))
    for prefix, table, known in keys:
        for key in table:
            if key not in known:
                hint = suggest.near(key, known) or f"settings are {', '.join(sorted(known))}"
                yield Problem(f"unknown setting {prefix + key!r}", _place(name, text, key), hint)


def _of_wrong_form(name: str, text: str, detail: Any) -> Problem:
    path = [str(step) for step in detail["loc"]]
    message = detail["msg"].removeprefix("Value error, ")
    key = next((step for step in reversed(path) if not step.isdigit()), "")
    return Problem(f"{'.'.join(path)}: {message[:1].lower() + message[1:]}", _place(name, text, key), None)


def _place(name: str, text: str, key: str) -> Location:
    """Where a key stands, as well as that can be told: TOML's reader keeps no places."""
    for number, line in enumerate(text.splitlines(), start=1):
        at = line.find(key)
        if at >= 0 and not line.lstrip().startswith("#"):
            return Location(name, number, at + 1)
    return Location(name, 1, 1)
