"""JSON text: two-space indents, keys in the order of the schema, and no character that could act on a screen."""

import json
from typing import Any

from govgraph.graph import DeadEnd, Direction, GovernanceGraph, Limb, Line, Link
from govgraph.text import is_unsafe


def dumps(value: Any) -> str:
    r"""JSON text with a line end; control, format and surrogate characters stand as \u escapes, so data are kept exactly.

    >>> print(dumps({"a": "\u202e£"}), end="")
    {
      "a": "\u202e£"
    }
    """
    text = json.dumps(value, indent=2, ensure_ascii=False)
    if not text.isascii() or not text.replace("\n", "").isprintable():
        text = "".join(json.dumps(c)[1:-1] if is_unsafe(c) else c for c in text)
    return text + "\n"


def structure(graph: GovernanceGraph) -> dict[str, Any]:
    """The head of every document: which structure."""
    found = graph.structure
    return {"id": found.id, "title": found.title, "as_at": str(found.as_at) if found.as_at else None}


def link(hop: Link) -> dict[str, Any]:
    """A link as its statement reads: `from`, `kind`, `to`; `lower` answers to `upper`."""
    start, end = (hop.lower, hop.upper) if hop.kind.upper == "to" else (hop.upper, hop.lower)
    cited = [{"source": citation.source, "locator": citation.locator} for citation in hop.source]
    return {
        "from": start,
        "kind": hop.kind.name,
        "to": end,
        "lower": hop.lower,
        "upper": hop.upper,
        "strength": hop.strength,
        "scope": hop.scope,
        "basis": hop.basis.value,
        "status": hop.status.value,
        "source": cited[0]["source"] if cited else None,
        "locator": cited[0]["locator"] if cited else "",
        "citations": cited,
        "statement": hop.statement,
        "inherited": hop.inherited,
    }


def line(found: Line | None, direction: Direction = Direction.ACCOUNT) -> dict[str, Any]:
    """`line`, `links` and `weakest`: from the subject up, or from the root down for an instruction."""
    if found is None:
        return {"line": None, "links": [], "weakest": None}
    parties, links, weakest = list(found.parties), [link(hop) for hop in found.links], found.weakest
    if direction is Direction.INSTRUCTION:
        parties.reverse()
        links.reverse()
        weakest = None if weakest is None else len(links) - 1 - weakest
    return {"line": parties, "links": links, "weakest": weakest}


def limb(found: Limb, direction: Direction) -> dict[str, Any]:
    """One limb; the chains of its dead ends always run upwards from the party that it goes through."""
    return {
        "through": found.through,
        "verdict": found.verdict.value,
        "strength": found.line.strength if found.line else 0,
        **line(found.line, direction),
        "dead_ends": [dead_end(end) for end in found.dead_ends],
    }


def dead_end(end: DeadEnd) -> dict[str, Any]:
    """Where a chain stops, and why."""
    return {"at": end.at, "chain": list(end.chain), "why": end.why}
