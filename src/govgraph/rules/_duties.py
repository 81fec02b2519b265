"""What the rules on duties share: whom they speak of, who is one in two guises, and how parties and duties are named."""

from collections.abc import Iterable, Sequence

from govgraph.graph import GovernanceGraph
from govgraph.model.statements import Named
from govgraph.text import listed

# Beyond these, names are told as a number: a reader of the finding needs the cause, not the roll.
MOST = 5


def is_spoken_of(graph: GovernanceGraph, party: str) -> bool:
    """Whether the rules on duties speak of a party: it exists and is within the boundary; a root too has duties."""
    return graph.exists(party) and not graph.party(party).outside


def any_spoken_of(graph: GovernanceGraph, parties: Iterable[str]) -> bool:
    """Whether the rules on duties speak of one of several parties."""
    return any(is_spoken_of(graph, party) for party in parties)


def titles(rows: Iterable[Named]) -> str:
    """Duties or services by their names, in quotation marks."""
    return listed([f"“{row.name}”" for row in rows], most=MOST)


def names(graph: GovernanceGraph, parties: Iterable[str]) -> str:
    """Parties by their names."""
    return listed([graph.name(party) for party in parties], most=MOST)


def shown(parties: Sequence[str]) -> Sequence[str]:
    """Those of several parties whose names `names` tells."""
    return parties if len(parties) <= MOST + 1 else parties[:MOST]
