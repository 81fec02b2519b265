"""Field types of the written form: how a text becomes a value, with a message for a reader when it cannot.

Every scalar of a file is text; these types decide what it means, never the parser.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_MAX_DIGITS = 15
_MAX_TEXT, _MAX_NAME = 20_000, 2_000


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("expected a text")  # noqa: TRY004 - pydantic collects ValueErrors only
    text = str(value)
    if len(text) > _MAX_TEXT:
        raise ValueError(f"a text has at most {_MAX_TEXT:,} characters")
    return text


def identifier(value: Any) -> str:
    """An id: lower-case letters, digits, hyphens, dots and underscores. Raises ValueError in a reader's words."""
    text = _text(value)
    if len(text) > 200:
        raise ValueError("an id has at most 200 characters")
    if not _ID.fullmatch(text):
        plain = re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")
        raise ValueError(
            f"{text[:60]!r} is not an id; write {plain[:60] or 'lower-case letters, digits and hyphens'}"
        )
    return text


def scope_path(value: Any) -> str:
    """A scope: ids joined by slashes. Raises ValueError in a reader's words."""
    text = _text(value)
    if not all(_ID.fullmatch(part) for part in text.split("/")):
        raise ValueError(f"{text[:60]!r} is not a scope; write ids joined by /")
    return text


def _name(value: Any) -> str:
    text = _text(value)
    if not text.strip():
        raise ValueError("a name has at least one letter")
    if len(text) > _MAX_NAME:
        raise ValueError(f"a name has at most {_MAX_NAME:,} characters")
    return text


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"yes", "true"}:
        return True
    if isinstance(value, str) and value.lower() in {"no", "false"}:
        return False
    raise ValueError("write yes or no")


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif isinstance(value, str) and re.fullmatch(r"\d{1,15}", value, re.ASCII):
        number = int(value)
    else:
        raise ValueError("expected a whole number")
    if not 0 <= number < 10**_MAX_DIGITS:
        raise ValueError("expected a whole number from 0, of at most 15 digits")
    return number


def _positive(value: Any) -> int:
    number = _whole(value)
    if number == 0:
        raise ValueError("expected a number of at least 1")
    return number


def _amount(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > 40:
        raise ValueError("expected a number")
    if not re.fullmatch(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,15})?", value, re.ASCII):
        raise ValueError(f"{value!r} is not a number; write 870 or 0.345, with the unit in its own field")
    try:
        return Decimal(value.replace(",", ""))
    except InvalidOperation as error:  # pragma: no cover - the pattern admits only numbers
        raise ValueError("expected a number") from error


def one_or_many(value: Any) -> Any:
    """A single entry stands for a list of one."""
    if value is None or isinstance(value, tuple):
        return value
    return tuple(value) if isinstance(value, list) else (value,)


_PLAIN_ID = {"type": "string", "pattern": r"^[a-z0-9][a-z0-9._-]*$"}
_WHOLE = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,15}$"}]}
_POSITIVE = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": r"^0*[1-9]\d*$"}]}
_TEXT = {"type": ["string", "number", "boolean"]}


def _one_or_list(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}], "description": "One, or a list."}


Identifier = Annotated[str, BeforeValidator(identifier), WithJsonSchema(_PLAIN_ID)]
ScopePath = Annotated[
    str,
    BeforeValidator(scope_path),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z0-9][a-z0-9._/-]*$"}),
]
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(_TEXT)]
Name = Annotated[str, BeforeValidator(_name), WithJsonSchema(_TEXT)]
Flag = Annotated[
    bool,
    BeforeValidator(_flag),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "true", "false"]}]}),
]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema(_WHOLE)]
Positive = Annotated[int, BeforeValidator(_positive), WithJsonSchema(_POSITIVE)]
Amount = Annotated[Decimal, BeforeValidator(_amount), WithJsonSchema({"type": ["number", "string"]})]
Identifiers = Annotated[
    tuple[Identifier, ...], BeforeValidator(one_or_many), WithJsonSchema(_one_or_list(_PLAIN_ID))
]
Texts = Annotated[tuple[Text, ...], BeforeValidator(one_or_many), WithJsonSchema(_one_or_list(_TEXT))]
