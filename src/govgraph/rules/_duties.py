"""What the rules on duties share: whom they speak of, who is one in two guises, and how duties are named."""

from collections.abc import Iterable, Sequence

from govgraph.graph import GovernanceGraph
from govgraph.model.statements import Named
from govgraph.text import listed

# Beyond these, names are told as a number: a reader of the finding needs the cause, not the roll.
MOST = 6


def is_spoken_of(graph: GovernanceGraph, party: str) -> bool:
    """Whether the rules on duties speak of a party: it exists and is within the boundary; a root too has duties."""
    return graph.exists(party) and not graph.party(party).outside


def titles(rows: Iterable[Named], most: int = MOST) -> str:
    """Duties or services by their names, in quotation marks."""
    return listed([f"“{row.name}”" for row in rows], most=most)


def names(graph: GovernanceGraph, parties: Iterable[str], most: int = MOST) -> str:
    """Parties by their names."""
    return listed([graph.name(party) for party in parties], most=most)


def apart(graph: GovernanceGraph, parties: Iterable[str]) -> list[str]:
    """Parties without those that are a part, post, head or named one of another among them."""
    found = list(dict.fromkeys(parties))
    return [
        party
        for party in found
        if not any(graph.is_one_of(party, other) or graph.is_within(party, other) for other in found)
    ] or found[:1]


def when(graph: GovernanceGraph) -> str:
    """The date that is read, to stand after a verb; empty where there is none."""
    at = graph.reading.at
    if at is None:
        return ""
    return f" {'on' if at.day else 'in'} {at.in_words}"


def scopes_of(scopes: Iterable[str]) -> Sequence[str]:
    """Scopes once each, in order."""
    return sorted(set(scopes))
