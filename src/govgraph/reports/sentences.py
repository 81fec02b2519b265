"""Rows of a structure as sentences and phrases, for tables that list what was written down."""

from collections.abc import Iterable

from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship, Succession
from govgraph.model.statements import Attachment, Row
from govgraph.reports import wording
from govgraph.text import listed

_BECAME = {
    "succeeded": "succeeded by it",
    "merged": "merged into it",
    "split": "split among them",
    "absorbed": "absorbed by it",
    "abolished": "abolished",
    "function_only": "its function passes",
    "not_stated": "the papers do not say how",
}


def sources(rows: Iterable[Row]) -> str:
    """The places that rows cite, each once."""
    return ", ".join(
        dict.fromkeys(wording.place(citation) for row in rows for citation in getattr(row, "source", ()))
    )


def how(row: Succession, *, passes_on: bool = False, fate: str = "") -> str:
    """How something passed on, with its standing; `fate` says what becomes of itself where a function passes.

    `passes_on` says that a function came to the heirs, whatever the row says of those it names.
    """
    standing = wording.standing(row.status, row.basis)
    kind = "function_only" if passes_on and row.to else row.kind
    said = "; ".join(filter(None, (_BECAME[kind], fate if kind == "function_only" else "")))
    said = "the papers name no heir" if kind == "not_stated" and not row.to else said
    return f"{said}{f' ({standing})' if standing else ''}"


def sentence(graph: GovernanceGraph, row: Relationship) -> str:
    """A relationship as a sentence, with its scope, and the service, setting and population that it is about."""
    ends = listed([graph.name(end) for end in row.to if graph.exists(end)], most=4) or "a party not stated"
    scope = "" if row.scope == "all" else f" ({wording.scope_title(graph, row.scope)})"
    service = graph.structure.services.get(row.service or "")
    about = [service.name if service else "", row.setting or "", row.population or ""]
    told = ", ".join(part.replace("_", " ") for part in about if part)
    return f"{graph.name(row.from_)} {graph.kind(row.kind).reads} {ends}{scope}{f': {told}' if told else ''}"


def seat(graph: GovernanceGraph, row: Membership) -> str:
    """A seat in words."""
    return f"{graph.name(row.member)}, {row.capacity.replace('_', ' ')} of {graph.name(row.body)}"


def attachment(graph: GovernanceGraph, owner: str, row: Attachment) -> str:
    """A structural fact of a party in words."""
    return f"{graph.name(owner)}: with {graph.name(row.body)}"


def became(graph: GovernanceGraph, row: Succession) -> str:
    """A succession within a structure as a phrase: from whom, to whom, and how."""
    structure = graph.structure
    names = {id_: one.name for id_, one in (*structure.parties.items(), *structure.duties.items())}
    old = listed([names.get(id_, id_) for id_ in row.from_], most=6)
    new = listed([names.get(id_, id_) for id_ in row.to], most=6)
    return f"{old}: {_BECAME[row.kind]}{f' ({new})' if new else ''}"
