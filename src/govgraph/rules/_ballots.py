"""A ballot's votes by the hands that they are in: what a rule on voting says of whole parties and not of seats."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import Ballot, Bloc

# Among more blocs than these, parts are not looked for in each other.
MOST_SIDES = 100


@dataclass(frozen=True, slots=True)
class Side:
    """Votes cast for the same parties. `each` is what one voter of them has; None where they are no one voter."""

    parties: tuple[str, ...]
    together: Decimal
    each: Decimal | None
    number: int = 1
    blocs: tuple[tuple[str, ...], ...] = ()

    @property
    def is_one(self) -> bool:
        """Whether these votes are in one hand."""
        return self.each is not None and self.number == 1


def sides_of(graph: GovernanceGraph, ballot: Ballot) -> tuple[Side, ...]:
    """A ballot's blocs, with those of a part, a post or a head merged into the bloc of the body that it belongs to."""
    singles = {bloc.parties[0] for bloc in ballot.blocs if len(bloc.parties) == 1}
    together: dict[tuple[str, ...], list[Bloc]] = defaultdict(list)
    for bloc in ballot.blocs:
        home = _home(graph, bloc.parties, singles) if len(ballot.blocs) <= MOST_SIDES else bloc.parties
        together[home].append(bloc)
    sides = [_side(graph, parties, blocs) for parties, blocs in together.items()]
    return tuple(sorted(sides, key=lambda side: (-side.together, side.parties)))


def _side(graph: GovernanceGraph, parties: tuple[str, ...], blocs: list[Bloc]) -> Side:
    weight = sum((bloc.weight * bloc.alike for bloc in blocs), Decimal(0))
    merged = tuple(bloc.parties for bloc in blocs)
    if len(blocs) == 1 and blocs[0].alike > 1:
        return Side(parties, weight, blocs[0].weight, blocs[0].alike, merged)
    voters = sum(bloc.alike for bloc in blocs)
    in_several_hands = voters > 1 or weight != 1
    counted_party = any(graph.party(party).count > 1 for one in (parties, *merged) for party in one)
    return Side(parties, weight, None if counted_party and in_several_hands else weight, 1, merged)


def _home(graph: GovernanceGraph, parties: tuple[str, ...], singles: set[str]) -> tuple[str, ...]:
    """The one body with a bloc of its own that all parties of a bloc are, or are within; else the parties themselves."""
    homes = {_top(graph, party, singles) for party in parties}
    return tuple(homes) if len(homes) == 1 else parties


def _top(graph: GovernanceGraph, party: str, singles: set[str]) -> str:
    wholes = sorted(whole for whole in singles if whole != party and graph.is_within(party, whole))
    tops = [whole for whole in wholes if not any(graph.is_within(whole, other) for other in wholes)]
    return tops[0] if len(tops) == 1 else party


def counted_votes(weight: Decimal) -> str:
    """A number of votes in words."""
    return f"{plain(weight)} {'vote' if weight == 1 else 'votes'}"


def plain(number: Decimal) -> str:
    """A number without needless zeros."""
    return f"{number.normalize():f}"
