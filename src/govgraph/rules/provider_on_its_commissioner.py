"""COI-03: whoever is paid for a service should not help to award and watch the contract."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship
from govgraph.rules._conflict import (
    Voice,
    of_party,
    seats_by_voice,
    voice,
    with_most_say,
)
from govgraph.text import first_few

BAD = """
govgraph: 1
structure: {id: bad, title: The trust votes on the board that buys from it, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  board: {name: The commissioning board, kind: statutory_authority}
posts:
  minister: {name: The Minister}
  chair: {name: Chair of the board, in: board, heads: board}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
  - {from: board, kind: commissions, to: trust}
memberships:
  - {body: board, member: chair, capacity: chair, votes: yes}
  - {body: board, member: trust, votes: yes}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The trust attends without a vote, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  board: {name: The commissioning board, kind: statutory_authority}
posts:
  minister: {name: The Minister}
  chair: {name: Chair of the board, in: board, heads: board}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
  - {from: board, kind: commissions, to: trust}
memberships:
  - {body: board, member: chair, capacity: chair, votes: yes}
  - {body: board, member: trust, capacity: in_attendance, votes: no}
"""


class _Interest(NamedTuple):
    """A provider, the contract, and its seats on the body that buys from it: those with the most say."""

    provider: str
    contract: Relationship
    seats: list[Membership]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each commissioner, with those of its providers that sit on it."""
    contracts: dict[str, list[tuple[Relationship, str]]] = defaultdict(list)
    for row, provider in graph.of_kind("commissions"):
        if provider != row.from_ and not graph.is_within(provider, row.from_):
            contracts[row.from_].append((row, provider))
    found: dict[str, list[_Interest]] = {}
    for body, rows in contracts.items():
        by_voice = seats_by_voice(graph, body)
        interests = [
            _Interest(provider, row, _seats(graph, by_voice, provider, row)) for row, provider in rows
        ]
        found[body] = [one for one in interests if one.seats and voice(one.seats[0]) is not Voice.SILENT]
    for body, interests in found.items():
        if interests and graph.within_boundary(body) and not _told_of_all_alike(graph, body, found):
            yield _finding(graph, rule, body, interests)


def _seats(
    graph: GovernanceGraph, by_voice: Mapping[str, list[Membership]], provider: str, contract: Relationship
) -> list[Membership]:
    """The seats of a provider, or of whoever runs it, for the matter of a contract: those with the most say."""
    runs = [row.from_ for row in graph.stated_to(provider, "operates") if row.from_ != contract.from_]
    seats = [seat for party in (provider, *runs) for seat in of_party(graph, by_voice, party)]
    return with_most_say(seats, [contract.scope])


def _told_of_all_alike(graph: GovernanceGraph, body: str, found: dict[str, list[_Interest]]) -> bool:
    """Whether the seats are on a counted body that a commissioner is one of, and that body is told of itself."""
    own = any(seat.body == body for one in found[body] for seat in one.seats)
    return not own and any(found.get(counted) for counted in graph.counted_above(body))


def _finding(graph: GovernanceGraph, rule: Rule, body: str, interests: Sequence[_Interest]) -> Finding:
    says: dict[str, Voice] = {}
    for one in sorted(interests, key=lambda one: (voice(one.seats[0]), one.provider)):
        says.setdefault(one.provider, voice(one.seats[0]))
    # Whoever is only asked in when a matter calls for it, and may have no vote, is further from the decision.
    only_asked_in = all(one is Voice.CO_OPTED for one in says.values())
    commissions = graph.verb(body, "commissions")
    return rule.finding(
        f"{graph.name(body)} {commissions} services from {graph.names(says)}. "
        f"{_places(graph, body, interests, says)}.",
        [body, *first_few(list(says))],
        severity=Severity.MEDIUM if only_asked_in else None,
        scopes=sorted({one.contract.scope for one in interests}),
        lines=[[body, provider] for provider in says],
        rests_on=[row for one in interests for row in (one.contract, *one.seats)],
        key=",".join([body, *sorted(says)]),
    )


_HOW = {
    Voice.VOTES: "with a vote",
    Voice.UNCLEAR: "with what vote the papers do not say",
    Voice.CO_OPTED: "co-opted, with what vote the papers do not say",
}


def _places(
    graph: GovernanceGraph, body: str, interests: Sequence[_Interest], says: Mapping[str, Voice]
) -> str:
    """How the providers sit there: those with a vote first, and through whom."""
    told = []
    for weight in sorted(set(says.values())):
        providers = [provider for provider in says if says[provider] is weight]
        seats = [seat for one in interests if one.provider in providers for seat in one.seats]
        members = [seat.member for seat in seats if seat.member not in providers]
        through = f", through {graph.names(members)}" if members else ""
        told.append(f"{_HOW[weight]}: {graph.names(providers)}{through}")
    others = [seat.body for one in interests for seat in one.seats if seat.body != body]
    return f"Seated on {graph.names(others) or graph.verb(body, 'it', 'them')} {'; '.join(told)}"


RULE = Rule(
    code="COI-03",
    name="provider-on-its-commissioner",
    group="conflict",
    title="Provider on its commissioner",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "A party that is commissioned, or that runs what is commissioned, sits on the body that commissions it, with a vote or with"
        " one that the papers do not state. It sits there itself, through a post or a part of it, or through whoever represents it."
    ),
    why="A bidder helps to award the contract and to watch how it is kept.",
    fix="Keep it to an advisory part of the agenda, and have it withdraw for awards and for monitoring.",
    guards=(
        "An observer, an adviser, someone in attendance, or a seat that the papers say does not vote is not raised.",
        "Medium where providers are only co-opted, with a vote that the papers do not state.",
        "A provider that is a part of the commissioner is not raised.",
        "What is said of a counted commissioner is not raised again at a named one of it.",
    ),
    limits="Rules on withdrawing or declaring interests have no place in the written form, so they are not seen: read the paragraph.",
    anchors=("NOLAN", "NHSCOI"),
    bad=BAD,
    good=GOOD,
    check=check,
)
