"""Baselines as JSON: what `govgraph baseline write` recorded."""

import json
from typing import Any

from pydantic import ValidationError

from govgraph.errors import InputError, Location, Problem
from govgraph.model.baseline import Baseline
from govgraph.text import one_line

_MAKE = "`govgraph baseline write STRUCTURE -o FILE` writes one"
_FORM = "govgraph/baseline/1"
_MOST_BYTES, _MOST_TOLD, _MOST_SHOWN = 32 * 1024 * 1024, 20, 80


def read(name: str, data: bytes, structure: str) -> Baseline:
    """The baseline of a structure, given its id. Raises InputError for a broken file, another form or another structure."""
    document = _document(name, data)
    form = document.get("schema") if isinstance(document, dict) else None
    if form != _FORM:
        of = f", but of the form {one_line(form[:_MOST_SHOWN])!r}" if isinstance(form, str) else ""
        raise InputError([Problem(f"{name}: this is no baseline of the form {_FORM!r}{of}", None, _MAKE)])
    try:
        baseline = Baseline.model_validate(document)
    except ValidationError as error:
        raise InputError([_problem(name, detail) for detail in error.errors()[:_MOST_TOLD]]) from None
    if baseline.structure != structure:
        message = f"{name}: this is a baseline of {one_line(baseline.structure[:_MOST_SHOWN])!r}, and the structure is {structure!r}"
        raise InputError([Problem(message, None, f"name the baseline of this structure; {_MAKE}")])
    return baseline


def _document(name: str, data: bytes) -> Any:
    if len(data) > _MOST_BYTES:
        raise InputError(
            [Problem(f"{name}: more than {_MOST_BYTES:,} bytes", None, "is this the right file?")]
        )
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = Location(name, error.lineno, error.colno)
        line = error.doc.split("\n")[error.lineno - 1]
        raise InputError([Problem(f"this is not JSON: {error.msg.lower()}", place, _MAKE, line)]) from None
    except (UnicodeDecodeError, RecursionError, ValueError):  # no text, or nested deeper than any baseline is
        raise InputError([Problem(f"{name}: this is no baseline", None, _MAKE)]) from None


def _problem(name: str, detail: Any) -> Problem:
    path = one_line(".".join(str(step)[:_MOST_SHOWN] for step in detail["loc"]))
    message = one_line(detail["msg"])
    return Problem(f"{name}: {f'{path}: ' if path else ''}{message[:1].lower()}{message[1:]}", None, _MAKE)
