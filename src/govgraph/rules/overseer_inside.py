"""COI-02: whoever watches a body from a seat inside it, or as its host, watches itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship
from govgraph.rules._conflict import MOST_NAMED, Seating, Ties, Voice, names, voice, within_boundary
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: The authority manages a group that it chairs, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
  group: {name: The commissioning group, kind: committee}
posts:
  minister: {name: The Minister}
  director: {name: Director of the authority, in: authority}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: authority, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
  - {from: authority, kind: performance_manages, to: group}
memberships:
  - {body: group, member: director, capacity: chair, votes: yes}
  - {body: group, member: trust, votes: yes}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The authority manages a group that others chair, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
  group: {name: The commissioning group, kind: committee}
posts:
  minister: {name: The Minister}
  lay-chair: {name: The lay chair}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: authority, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
  - {from: lay-chair, kind: accountable_to, to: minister}
  - {from: authority, kind: performance_manages, to: group}
memberships:
  - {body: group, member: lay-chair, capacity: chair, votes: yes}
  - {body: group, member: trust, votes: yes}
"""


_ACTS = {"performance_manages": "performance manage", "oversees": "oversee", "audits": "audit"}


@dataclass(frozen=True, slots=True)
class _Place:
    """An overseer's place inside one body: what it does to it, its seats there, and what makes it the host."""

    body: str
    oversight: tuple[Relationship, ...]
    seats: tuple[Membership, ...]
    hosting: tuple[Relationship, ...]

    @property
    def only_looks_on(self) -> bool:
        """Whether it sits there without a say, and does not host."""
        return not self.hosting and voice(self.seats[0]) is Voice.SILENT


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each overseer for what it oversees from inside, and once for where it only looks on."""
    overseen: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for row, body in graph.of_kind(*_ACTS):
        overseen[row.from_, body].append(row)
    if not overseen:
        return
    seating, hosts = Seating(graph), Ties[Relationship](graph)
    for row, body in graph.of_kind("hosts"):
        hosts.add(row.from_, body, row)
    places: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for (overseer, body), rows in sorted(overseen.items()):
        place = _place(graph, seating, hosts, overseer, body, rows)
        if place is not None:
            places[overseer, place.only_looks_on].append(place)
    for (overseer, only_looks_on), found in sorted(places.items()):
        judged = [place for place in found if within_boundary(graph, place.body)]
        if judged or within_boundary(graph, overseer):
            ours = found if within_boundary(graph, overseer) else judged
            yield _finding(graph, rule, overseer, ours, only_looks_on=only_looks_on)


def _place(
    graph: GovernanceGraph,
    seating: Seating,
    hosts: Ties[Relationship],
    overseer: str,
    body: str,
    rows: Sequence[Relationship],
) -> _Place | None:
    seats = {id(seat): seat for row in rows for seat in seating.seats(overseer, body, row.scope)}
    hosting = [row for row in hosts.find(overseer, body) if not graph.is_one_of(overseer, row.from_)]
    # A body that watches a part of its own, or a part that watches the whole, is in one house with it anyway.
    if overseer == body or not (seats or hosting) or graph.are_one_superior(overseer, body):
        return None
    return _Place(body, tuple(rows), tuple(sorted(seats.values(), key=voice)), tuple(hosting))


def _finding(
    graph: GovernanceGraph, rule: Rule, overseer: str, places: Sequence[_Place], *, only_looks_on: bool
) -> Finding:
    shown = places[: MOST_NAMED + 1] if len(places) <= MOST_NAMED + 1 else places[:MOST_NAMED]
    words = [_words(graph, overseer, place) for place in shown]
    if len(places) > len(shown):
        words.append(f"likewise towards {len(places) - len(shown)} more")
    bodies = [place.body for place in shown]
    within = within_boundary(graph, overseer)
    return rule.finding(
        f"{graph.name(overseer)} {graph.verb(overseer, 'is', 'are')} placed {'; and '.join(words)}.",
        [overseer, *bodies] if within else [*bodies, overseer],
        severity=Severity.INFO if only_looks_on else None,
        scopes=sorted({row.scope for place in places for row in place.oversight}),
        lines=[[overseer, place.body] for place in places],
        rests_on=[row for place in places for row in (*place.oversight, *place.seats, *place.hosting)],
        key=",".join([overseer, *(place.body for place in places)]),
    )


def _words(graph: GovernanceGraph, overseer: str, place: _Place) -> str:
    acts = listed([_ACTS[kind] for kind in sorted({row.kind for row in place.oversight})])
    inside = []
    if place.seats:
        inside.append(_seated(graph, overseer, place))
    if place.hosting:
        hosts = [graph.name(row.from_) for row in place.hosting if row.from_ != overseer]
        through = f" (through {listed(list(dict.fromkeys(hosts)), most=3)})" if hosts else ""
        inside.append(f"host {graph.verb(place.body, 'it', 'them')}{through}")
    return f"both to {acts} {graph.name(place.body)} and to {listed(inside)}"


def _seated(graph: GovernanceGraph, overseer: str, place: _Place) -> str:
    """How an overseer sits on a body: the weightiest of its seats there, through whom, and where it is not that very body."""
    weight = voice(place.seats[0])
    alike = [seat for seat in place.seats if voice(seat) is weight]
    bodies = [seat.body for seat in alike if seat.body != place.body]
    where = names(graph, bodies) if bodies else graph.verb(place.body, "it", "them")
    details = [_through(graph, overseer, alike)]
    if weight in {Voice.UNCLEAR, Voice.CO_OPTED}:
        details.append("the papers do not say with what vote")
    stated = "; ".join(detail for detail in details if detail)
    if any(seat.capacity == "chair" for seat in alike):
        act = f"chair {where}"
    elif weight is Voice.SILENT:
        act = f"sit on {where} without a vote"
    else:
        act = f"{'vote' if weight is Voice.VOTES else 'sit'} on {where}"
    return f"{act} ({stated})" if stated else act


def _through(graph: GovernanceGraph, overseer: str, seats: Sequence[Membership]) -> str:
    """Through whom a party sits, and for whom where that is a number of parties of which it is one."""
    found = []
    for seat in seats:
        wider = [party for party in (seat.member, *seat.represents) if graph.is_one_of(overseer, party)]
        one = graph.verb(overseer, "it is", "they are")
        if wider and wider[0] == seat.member:
            found.append(f"as one of {graph.name(wider[0])}")
        elif wider:
            found.append(f"through {graph.name(seat.member)}, for {graph.name(wider[0])}, of which {one} one")
        elif seat.member != overseer:
            found.append(f"through {graph.name(seat.member)}")
    return listed(list(dict.fromkeys(found)), most=3)


RULE = Rule(
    code="COI-02",
    name="overseer-inside",
    group="conflict",
    title="Overseer sits inside what it oversees",
    severity=Severity.MEDIUM,
    severities=(Severity.INFO,),
    definition=(
        "A party performance manages, oversees or audits a body, and chairs it, has a seat on it for matters that overlap (itself, "
        "through a post or a part of it, or through who represents it), or hosts it. Raised once at each overseer, with every such body."
    ),
    why="It reviews its own work, and may come to see with the eyes of those it watches.",
    fix="Let someone else do one of the two, or attend as an observer.",
    guards=(
        "An observer, an adviser, or a seat that the papers say does not vote is told as info; a chair counts with or without a vote.",
        "A body and its own part, committee or head are in one house: neither is an overseer that sits inside.",
        "A vote that the papers do not state is told as that, and is not taken for none.",
    ),
    limits=(
        "How members declare interests or withdraw has no place in the written form: read the paragraph. "
        "Hosting or a seat alone, without oversight, is not raised."
    ),
    anchors=("3LINES", "IIA"),
    bad=BAD,
    good=GOOD,
    check=check,
)
