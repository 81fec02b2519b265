"""Every line between two parties as JSON: schema govgraph/trace/1."""

from collections.abc import Sequence
from typing import Any

from govgraph.graph import GovernanceGraph, Line
from govgraph.graph.sight import verdict_of
from govgraph.reports import json_form


def report(
    graph: GovernanceGraph,
    start: str,
    end: str,
    lines: Sequence[tuple[Line, tuple[str, ...]]],
    cut: bool,  # noqa: FBT001
) -> str:
    """The lines as JSON text, strongest first."""
    return json_form.dumps(document(graph, start, end, lines, cut=cut))


def document(
    graph: GovernanceGraph, start: str, end: str, lines: Sequence[tuple[Line, tuple[str, ...]]], *, cut: bool
) -> dict[str, Any]:
    """The lines as a JSON document; `cut` says that there are more than are given."""
    return {
        "schema": "govgraph/trace/1",
        "structure": json_form.structure(graph),
        "settings": graph.reading.as_json(),
        "start": start,
        "end": end,
        "lines": [
            {
                "verdict": verdict_of(line).value,
                "strength": line.strength,
                "scopes": list(scopes),
                **json_form.line(line),
            }
            for line, scopes in lines
        ],
        "cut": cut,
    }
