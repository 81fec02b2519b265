"""COI-03: whoever is paid for a service should not help to award and watch the contract."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship
from govgraph.rules._conflict import MOST_NAMED, Seating, Voice, names, voice, within_boundary

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


@dataclass(frozen=True, slots=True)
class _Interest:
    """A provider, the contract, and its seats on the body that buys from it: those with the most say."""

    provider: str
    contract: Relationship
    seats: tuple[Membership, ...]

    @property
    def voice(self) -> Voice:
        """What it has to say there."""
        return voice(self.seats[0])


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each commissioner, with those of its providers that sit on it."""
    seating = Seating(graph)
    found: dict[str, list[_Interest]] = defaultdict(list)
    for row, provider in graph.of_kind("commissions"):
        if seats := _seats(graph, seating, provider, row):
            found[row.from_].append(_Interest(provider, row, seats))
    for body in sorted(found):
        if within_boundary(graph, body) and not _told_of_all_alike(graph, body, found):
            yield _finding(graph, rule, body, found[body])


def _seats(
    graph: GovernanceGraph, seating: Seating, provider: str, contract: Relationship
) -> tuple[Membership, ...]:
    """The seats with a say that a provider, or whoever runs it, has on a commissioner that it is no part of."""
    body = contract.from_
    if provider == body or graph.is_within(provider, body):
        return ()
    sides = [provider, *(row.from_ for row in graph.stated_to(provider, "operates") if row.from_ != body)]
    seats = [seat for side in sides for seat in seating.seats(side, body, contract.scope)]
    most = min((voice(seat) for seat in seats), default=Voice.SILENT)
    if most is Voice.SILENT:
        return ()
    return tuple({id(seat): seat for seat in seats if voice(seat) is most}.values())


def _told_of_all_alike(graph: GovernanceGraph, body: str, found: dict[str, list[_Interest]]) -> bool:
    """Whether the seats are on a counted body that a commissioner is one of, and that body is told of itself."""
    own = any(seat.body == body for one in found[body] for seat in one.seats)
    return not own and any(counted in found for counted in graph.counted_above(body))


def _finding(graph: GovernanceGraph, rule: Rule, body: str, interests: Sequence[_Interest]) -> Finding:
    says: dict[str, Voice] = {}
    for one in sorted(interests, key=lambda one: (one.voice, one.provider)):
        says.setdefault(one.provider, one.voice)
    shown = list(says) if len(says) <= MOST_NAMED + 1 else list(says)[:MOST_NAMED]
    # Whoever is only asked in when a matter calls for it, and may have no vote, is further from the decision.
    only_asked_in = all(one is Voice.CO_OPTED for one in says.values())
    commissions = graph.verb(body, "commissions", "commission")
    return rule.finding(
        f"{graph.name(body)} {commissions} services from {names(graph, list(says))}. "
        f"{_places(graph, body, interests, says)}.",
        [body, *shown],
        severity=Severity.MEDIUM if only_asked_in else None,
        scopes=sorted({one.contract.scope for one in interests}),
        lines=[[body, provider] for provider in says],
        rests_on=[row for one in interests for row in (one.contract, *one.seats)],
        key=",".join([body, *sorted(says)]),
    )


_SITS = {
    Voice.VOTES: ("votes on", "vote on", ""),
    Voice.UNCLEAR: ("sits on", "sit on", ", with what vote the papers do not say"),
    Voice.CO_OPTED: (
        "has a co-opted seat on",
        "have co-opted seats on",
        ", with what vote the papers do not say",
    ),
}


def _places(graph: GovernanceGraph, body: str, interests: Sequence[_Interest], says: dict[str, Voice]) -> str:
    """How the providers sit there: those with a vote first, and through whom."""
    clauses = []
    for weight, (singular, plural, doubt) in _SITS.items():
        providers = [provider for provider in says if says[provider] is weight]
        if not providers:
            continue
        verb = plural if len(providers) > 1 else graph.verb(providers[0], singular, plural)
        seats = [seat for one in interests if one.provider in providers for seat in one.seats]
        members = [seat.member for seat in seats if seat.member not in providers]
        through = f" (through {names(graph, members)})" if members else ""
        others = [seat.body for seat in seats if seat.body != body]
        where = names(graph, others) if others else graph.verb(body, "it", "them")
        clauses.append(f"{names(graph, providers)} {verb} {where}{through}{doubt}")
    return "; ".join(clauses)


RULE = Rule(
    code="COI-03",
    name="provider-on-its-commissioner",
    group="conflict",
    title="Provider on its commissioner",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "A party that is commissioned, or that runs what is commissioned, sits on the body that commissions it, itself or through a "
        "post, a part or who represents it, with a vote or with one that the papers do not state."
    ),
    why="A bidder helps to award the contract and to watch how it is kept.",
    fix="Keep it to an advisory part of the agenda, and have it withdraw for awards and for monitoring.",
    guards=(
        "An observer, an adviser, someone in attendance, or a seat that the papers say does not vote is not raised.",
        "Where providers are only co-opted, with a vote that the papers do not state, it is medium.",
        "A part of the commissioner that provides for it is not raised.",
        "What is said of a counted commissioner is not raised again at a named one of it.",
    ),
    limits="Rules on withdrawing or declaring interests have no place in the written form, so they are not seen: read the paragraph.",
    anchors=("NOLAN", "NHSCOI"),
    bad=BAD,
    good=GOOD,
    check=check,
)
