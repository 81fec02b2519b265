"""A row's mistakes in a reader's words, each at its place in the file."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from govgraph.errors import Problem
from govgraph.model.vocabulary import FIELD_HINTS
from govgraph.readers.nodes import Node
from govgraph.text import Suggester


def row_problems(
    model: type[BaseModel], node: Node, key: Node | None, details: Sequence[Any], suggest: Suggester
) -> list[Problem]:
    """A row's mistakes, from the details of pydantic's ValidationError.

    `node` is the row, `key` the node of its id where it has one. A field that is missing only because its
    name is misspelt is one mistake, not two.
    """
    found = [_row_problem(model, node, key, detail, suggest) for detail in details]
    offers = {problem.help for problem in found}
    return [
        problem
        for problem, detail in zip(found, details, strict=True)
        if detail["type"] != "missing"
        or not offers & {f"did you mean {detail['loc'][-1]}?", f"write {detail['loc'][-1]}"}
    ]


def _row_problem(
    model: type[BaseModel], node: Node, key: Node | None, detail: Any, suggest: Suggester
) -> Problem:
    path = [step for step in detail["loc"] if not (isinstance(step, str) and step.startswith("function-"))]
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_field(model, node, path, suggest)
    if kind == "missing":
        place = key if key is not None and len(path) == 1 else node.at(path[:-1])
        return place.problem(f"the field {path[-1]!r} is missing", f"add {path[-1]}: …")
    place = node.at(path) if path else (key or node)
    if detail["msg"].startswith("Value error, it ends"):
        place = node.at([*path, "until"])
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), None)
    prefix = f"{name}: " if name else ""
    if kind in {"enum", "literal_error"}:
        return _not_an_option(place, prefix, detail["msg"].split("'")[1::2], suggest)
    if kind == "string_too_long":
        return place.problem(
            f"{prefix}the text is too long", f"shorten it to {detail['ctx']['max_length']:,} characters"
        )
    if kind == "less_than_equal":
        return place.problem(f"{prefix}at most {detail['ctx']['le']}", "strengths run from 0 to 4")
    if kind in {"model_type", "dict_type", "tuple_type", "model_attributes_type"}:
        return place.problem(f"{prefix}{place.shape} does not belong here")
    return place.problem(prefix + detail["msg"].removeprefix("Value error, "))


def _unknown_field(
    model: type[BaseModel], node: Node, path: Sequence[str | int], suggest: Suggester
) -> Problem:
    known = (
        sorted(info.alias or name for name, info in model.model_fields.items() if name != "id")
        if len(path) == 1
        else []
    )
    word = str(path[-1])
    place = node.key_at(path)
    first, _, rest = word.replace(":", " ", 1).partition(" ")
    if rest and first in known:
        return place.problem(
            f"unknown field {word!r}", f"did you mean `{first}: {rest.strip()}`, with a colon and a space?"
        )
    if rest and " " in word.strip():
        return place.problem(
            f"unknown field {word!r}", "put quotes round a text that holds a comma or a colon"
        )
    offer = (
        FIELD_HINTS.get(word)
        or suggest.near(word, known)
        or (f"fields are {', '.join(known)}" if known else "take it out")
    )
    return place.problem(f"unknown field {word!r}", offer)


def _not_an_option(place: Node, prefix: str, options: Sequence[str], suggest: Suggester) -> Problem:
    if not isinstance(place.value, str):
        return place.problem(f"{prefix}expected a text, not {place.shape}", f"write {', '.join(options)}")
    offer = suggest.near(place.value, options) or f"write {', '.join(options)}"
    return place.problem(f"{prefix}{place.value!r} is not one of its values", offer)
