"""COI-02: whoever watches a body from a seat inside it, or as its host, watches itself."""

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
from govgraph.text import first_few, listed

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


class _Place(NamedTuple):
    """An overseer's place inside one body: what it does to it, its weightiest seats there, and what makes it the host."""

    body: str
    oversight: list[Relationship]
    seats: list[Membership]
    hosting: list[Relationship]

    @property
    def only_looks_on(self) -> bool:
        """Whether it sits there without a say, and does not host."""
        return not self.hosting and voice(self.seats[0]) is Voice.SILENT


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each overseer for what it oversees from inside, and once for where it only looks on."""
    places: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for overseer, place in _places(graph):
        if graph.within_boundary(overseer) or graph.within_boundary(place.body):
            places[overseer, place.only_looks_on].append(place)
    for (overseer, only_looks_on), found in places.items():
        yield _finding(graph, rule, overseer, found, Severity.INFO if only_looks_on else rule.severity)


def _places(graph: GovernanceGraph) -> Iterator[tuple[str, _Place]]:
    """Each overseer with each body that it oversees from a seat there, or as its host."""
    overseen: dict[str, dict[str, list[Relationship]]] = defaultdict(lambda: defaultdict(list))
    for row, body in graph.of_kind(*_ACTS):
        # A body that watches a part of its own, or a part that watches the whole, is in one house with it anyway.
        if row.from_ != body and not graph.are_one_superior(row.from_, body):
            overseen[body][row.from_].append(row)
    for body in sorted(overseen):
        by_voice = seats_by_voice(graph, body)
        for overseer, rows in overseen[body].items():
            # What is said of all alike need not hold of a named one that does the overseeing: one of ten is the host.
            hosting = [
                row
                for one in graph.alike(body)
                for row in graph.stated_to(one, "hosts")
                if row.from_ == overseer or graph.is_one_of(row.from_, overseer)
            ]
            place = _Place(body, rows, _seats(graph, by_voice, overseer, rows), hosting)
            if place.seats or place.hosting:
                yield overseer, place


def _seats(
    graph: GovernanceGraph,
    by_voice: Mapping[str, list[Membership]],
    overseer: str,
    rows: Sequence[Relationship],
) -> list[Membership]:
    """The weightiest seats of an overseer; a post sits through the body that it is in as well."""
    found = of_party(graph, by_voice, overseer)
    for body in graph.posted_in(overseer):
        found += [s for s in of_party(graph, by_voice, body) if body in (s.member, *s.represents)]
    return with_most_say(found, {row.scope for row in rows})


def _finding(
    graph: GovernanceGraph, rule: Rule, overseer: str, places: Sequence[_Place], severity: Severity
) -> Finding:
    bodies = [place.body for place in places]
    shown = first_few(bodies)
    words = [_words(graph, overseer, place) for place in places[: len(shown)]]
    if len(shown) < len(bodies):
        words.append(f"likewise towards {len(bodies) - len(shown)} more")
    return rule.finding(
        f"{graph.name(overseer)} {graph.verb(overseer, 'is')} placed {'; and '.join(words)}.",
        [overseer, *shown] if graph.within_boundary(overseer) else [*shown, overseer],
        severity=severity,
        scopes=sorted({row.scope for place in places for row in place.oversight}),
        lines=[[overseer, body] for body in bodies],
        rests_on=[row for place in places for row in (*place.oversight, *place.seats, *place.hosting)],
        key=",".join([overseer, *bodies]),
    )


def _words(graph: GovernanceGraph, overseer: str, place: _Place) -> str:
    acts = listed([_ACTS[kind] for kind in sorted({row.kind for row in place.oversight})])
    inside = []
    if place.hosting:
        hosts = [row.from_ for row in place.hosting if row.from_ != overseer]
        through = f" through {graph.names(hosts)}" if hosts else ""
        inside.append(f"host {graph.verb(place.body, 'it', 'them')}{through}")
    if place.seats:
        inside.append(_seated(graph, overseer, place))
    return f"both to {acts} {graph.name(place.body)} and to {listed(inside)}"


def _seated(graph: GovernanceGraph, overseer: str, place: _Place) -> str:
    """How an overseer sits on a body, through whom, and on which where it is not that very body."""
    others = [seat.body for seat in place.seats if seat.body != place.body]
    where = graph.names(others) if others else graph.verb(place.body, "it", "them")
    through = dict.fromkeys(words for seat in place.seats if (words := _through(graph, overseer, seat)))
    who = f" {listed(list(through), most=3)}" if through else ""
    if any(seat.capacity == "chair" for seat in place.seats):
        return f"chair {where}{who}"
    match voice(place.seats[0]):
        case Voice.VOTES:
            return f"have a vote on {where}{who}"
        case Voice.SILENT:
            return f"sit on {where} without a vote{who}"
        case _:
            return f"sit on {where}{who}, with what vote the papers do not say"


def _through(graph: GovernanceGraph, overseer: str, seat: Membership) -> str:
    """Through whom a party sits, and for whom where that is a number of parties of which it is one."""
    if graph.is_one_of(overseer, seat.member):
        return f"as one of {graph.name(seat.member)}"
    if seat.member == overseer:
        return ""
    wider = [party for party in seat.represents if graph.is_one_of(overseer, party)]
    return f"through {graph.name(seat.member)}" + (f", who sits for {graph.names(wider)}" if wider else "")


RULE = Rule(
    code="COI-02",
    name="overseer-inside",
    group="conflict",
    title="Overseer sits inside what it oversees",
    severity=Severity.MEDIUM,
    severities=(Severity.INFO,),
    definition=(
        "A party performance manages, oversees or audits a body, and also chairs it, sits on it for matters that overlap, or hosts "
        "it. It sits there itself, through a post or a part of it, or through whoever represents it. One finding at each overseer, "
        "with every such body."
    ),
    why="It reviews its own work, and may come to see with the eyes of those it watches.",
    fix="Let someone else do one of the two, or attend as an observer.",
    guards=(
        "Info where it only observes, advises or attends, or has a seat that the papers say does not vote; a chair counts with or without a vote.",
        "A body and its own head, post or part are one, and neither is an overseer of the other.",
        "A vote that the papers do not state is not taken for none.",
        "A counted party and a named one of it stand for each other, but for a named one that others of them host.",
    ),
    limits=(
        "How members declare interests or withdraw has no place in the written form: read the paragraph. Whether a seat for several"
        " parties alike is held by the one of them that oversees, the papers may leave open: the finding says for whom it is held."
    ),
    anchors=("3LINES", "IIA"),
    bad=BAD,
    good=GOOD,
    check=check,
)
