"""Settings as TOML: a govgraph.toml, with the keys that a structure's `settings` has."""

import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError

from govgraph.errors import InputError, Location, Problem
from govgraph.model.choices import Settings, Thresholds
from govgraph.model.structure import Structure
from govgraph.text import Suggester, visible

# A file of settings has some dozens of lines, and a key at most one dot; reading a key takes time with the square of its dots.
_MOST_BYTES, _MOST_DOTS, _MOST_TOLD = 100_000, 100, 50


def read(name: str, data: bytes, structure: Structure) -> Settings:
    """The settings of a file, for a structure. Raises InputError with every mistake, each at its line where that can be told."""
    if len(data) > _MOST_BYTES:
        raise InputError(
            [Problem(f"{name}: more than {_MOST_BYTES:,} bytes of settings", None, "is this the right file?")]
        )
    try:
        text = data.decode("utf-8-sig")
        dotted = next((n for n, line in enumerate(text.split("\n"), 1) if line.count(".") > _MOST_DOTS), None)
        if dotted is not None:
            message = f"more than {_MOST_DOTS} dots in a line"
            raise InputError([Problem(message, Location(name, dotted, 1), "is this the right file?")])
        written = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(
            [Problem("this is not UTF-8", Location(name, 1, error.start + 1), "save it as UTF-8")]
        ) from None
    except (RecursionError, ValueError) as error:  # no TOML, or a number longer than any setting has
        raise InputError([_not_toml(name, text, error)]) from None
    problems = list(islice(_unknown(name, text, written, structure), _MOST_TOLD))
    if not problems:
        try:
            return Settings.model_validate(written)
        except ValidationError as error:
            problems = [
                _of_wrong_form(name, text, detail)
                for detail in error.errors(include_url=False, include_input=False)[:_MOST_TOLD]
            ]
    raise InputError(problems)


def _not_toml(name: str, text: str, error: Exception) -> Problem:
    message, _, place = str(error).partition(" (at ")
    if isinstance(error, RecursionError):
        message = "nested too deep"
    elif not isinstance(error, tomllib.TOMLDecodeError):
        message = "a number of too many digits"
    lines = text.splitlines() or [""]
    numbers = [int(word) for word in place.replace(",", " ").replace(")", " ").split() if word.isdigit()]
    line, column = numbers if len(numbers) == 2 else (1, 1)
    if place.startswith("end of"):
        line, column = len(lines), len(lines[-1]) + 1
    return Problem(
        f"this is not TOML: {visible(message[:1].lower() + message[1:])}",
        Location(name, line, column),
        "see docs/settings.md for an example",
        lines[line - 1] if line <= len(lines) else None,
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
                yield _at(name, text, key, f"unknown setting {prefix + key!r}", hint)


def _of_wrong_form(name: str, text: str, detail: Any) -> Problem:
    path = [str(step) for step in detail["loc"]]
    message = detail["msg"].removeprefix("Value error, ")
    key = next((step for step in reversed(path) if not step.isdigit()), "")
    return _at(name, text, key, f"{'.'.join(path)}: {message[:1].lower() + message[1:]}", None)


def _at(name: str, text: str, key: str, message: str, help_: str | None) -> Problem:
    """A mistake where a key stands, as well as that can be told: TOML's reader keeps no places."""
    whole = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        found = whole.search(line.partition("#")[0])
        if found:
            return Problem(message, Location(name, number, found.start() + 1), help_, line)
    return Problem(message, Location(name, 1, 1), help_, lines[0] if lines else None)
