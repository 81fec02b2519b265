"""Lines of sight as JSON: schema govgraph/sight/1."""

from collections.abc import Sequence
from typing import Any

from govgraph.graph import Answer, GovernanceGraph
from govgraph.reports import json_form


def report(graph: GovernanceGraph, answers: Sequence[Answer]) -> str:
    """The answers as JSON text."""
    return json_form.dumps(document(graph, answers))


def document(graph: GovernanceGraph, answers: Sequence[Answer]) -> dict[str, Any]:
    """The answers as a JSON document, in the order given."""
    return {
        "schema": "govgraph/sight/1",
        "structure": json_form.structure(graph),
        "settings": graph.reading.as_json(),
        "answers": [_answer(answer) for answer in answers],
        "assumptions": graph.assumptions(),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "subject": answer.subject,
        "root": _root(answer),
        "roots": list(answer.roots),
        "scopes": list(answer.scopes),
        "direction": answer.direction.value,
        "verdict": answer.verdict.value,
        "strength": answer.strength,
        **json_form.line(answer.line, answer.direction),
        "single_points": list(answer.single_points),
        "via": [list(group) for group in answer.via],
        "repeats": list(answer.repeats),
        "why": answer.why or None,
        "limbs": [json_form.limb(limb, answer.direction) for limb in answer.limbs],
    }


def _root(answer: Answer) -> str | None:
    """The root that the line reaches; without a line, the root where there is only one."""
    if answer.line is not None:
        return answer.line.parties[-1]
    return answer.roots[0] if len(answer.roots) == 1 else None
