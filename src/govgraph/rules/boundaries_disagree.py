"""STR-04: those who oversee and those who are overseen do not have the same boundaries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.scopes import overlap
from govgraph.model.statements import Statement
from govgraph.model.vocabulary import COLLECTIVE_KINDS
from govgraph.text import MOST_NAMED, first_few, listed, plain

BAD = """
govgraph: 1
structure: {id: bad, title: Two regions and one service across both, root: minister, subjects: [service]}
organisations:
  north: {name: The north region, kind: statutory_authority, statutory: yes, areas: [Norland, Midland]}
  south: {name: The south region, kind: statutory_authority, statutory: yes, areas: [Sudland]}
  service: {name: The ambulance service, kind: nhs_trust, areas: [Midland, Sudland]}
posts:
  minister: {name: The Minister}
relationships:
  - {from: north, kind: accountable_to, to: minister}
  - {from: south, kind: accountable_to, to: minister}
  - {from: north, kind: performance_manages, to: service}
  - {from: south, kind: performance_manages, to: service}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: One region is the lead, root: minister, subjects: [service]}
organisations:
  north: {name: The north region, kind: statutory_authority, statutory: yes, areas: [Norland, Midland]}
  south: {name: The south region, kind: statutory_authority, statutory: yes, areas: [Sudland]}
  service: {name: The ambulance service, kind: nhs_trust, areas: [Midland, Sudland]}
posts:
  minister: {name: The Minister}
relationships:
  - {from: north, kind: accountable_to, to: minister}
  - {from: south, kind: accountable_to, to: minister}
  - {from: north, kind: performance_manages, to: service, lead: yes}
  - {from: south, kind: performance_manages, to: service}
"""

_KINDS = frozenset({"accountable_to", "directs", "performance_manages", "oversees", "part_of"})


class _Ground(NamedTuple):
    """The areas of a party, by a spelling to compare with the words to print, and the rows that say so."""

    areas: dict[str, str]
    rows: tuple[Statement, ...]


class _Overseer(NamedTuple):
    """An overseer, by which link, and the areas of the overseen that are its own."""

    link: Link
    shared: frozenset[str]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each body whose areas are split between overseers of one kind, or reach beyond them."""
    for body in sorted(graph.structure.organisations):
        if graph.is_judged(body) and graph.party(body).count == 1:
            ground = _ground(graph, body)
            if len(ground.areas) > 1:
                yield from _on_its_ground(graph, rule, body, ground)


def _ground(graph: GovernanceGraph, body: str) -> _Ground:
    """A body's own areas; for a committee or the like that states none, those of the members who sit on it."""
    row = graph.structure.organisations[body]
    if row.areas or row.kind not in COLLECTIVE_KINDS:
        return _Ground(graph.areas(body), (row,))
    areas: dict[str, str] = {}
    rows: list[Statement] = []
    for seat in sorted(graph.seats_on(body), key=lambda seat: (seat.member, repr(seat))):
        if seat.is_of_a_member and (own := graph.areas(seat.member)):
            areas |= own
            rows.extend((seat, graph.party(seat.member)))
    return _Ground(areas, tuple(rows))


def _on_its_ground(graph: GovernanceGraph, rule: Rule, body: str, ground: _Ground) -> Iterator[Finding]:
    """The faults that the overseers of each kind show, told together."""
    by_kind: dict[str, list[Link]] = defaultdict(list)
    for link in graph.upward_links(body):
        if link.kind.name in _KINDS:
            by_kind[link.kind.name].append(link)
    faults: list[str] = []
    overseers: list[_Overseer] = []
    for kind in sorted(by_kind):
        links = by_kind[kind][:MOST_COMPARED]
        if any(link.lead for link in links):
            continue
        found = [_Overseer(link, _shared(graph, link.upper, ground)) for link in links]
        words, concerned = _fault(graph, ground, found)
        if words:
            faults.append(f"{links[0].kind.upward()} {words}")
            overseers.extend(concerned)
    if faults:
        uppers = list(dict.fromkeys(one.link.upper for one in overseers))
        rows = [graph.structure.organisations[upper] for upper in uppers]
        yield rule.finding(
            f"{graph.name(body)} covers {_areas(ground, ground.areas)}, but {listed(faults)}.",
            [body, *uppers],
            scopes=sorted({one.link.scope for one in overseers}),
            lines=[[body, upper] for upper in uppers],
            rests_on=[*(one.link for one in overseers), *ground.rows, *rows],
        )


def _shared(graph: GovernanceGraph, overseer: str, ground: _Ground) -> frozenset[str]:
    """Which areas of the overseen are the overseer's: among its areas, or written as its name."""
    row = graph.structure.organisations.get(overseer)
    own = {plain(text) for text in (*row.areas, row.name, *row.aliases)} if row is not None else set()
    return frozenset(own & ground.areas.keys())


def _fault(graph: GovernanceGraph, ground: _Ground, found: list[_Overseer]) -> tuple[str, list[_Overseer]]:
    """What is wrong between a body and its overseers of one kind, and which of them it concerns; empty where nothing is.

    Only overseers that share an area with the body are compared: others may name the same ground in other words.
    """
    everything = frozenset(ground.areas)
    known = [one for one in found if one.shared]
    if any(one.shared == everything for one in known):
        return "", []
    split = [one for one in known if any(_are_rivals(graph, one, other) for other in known)]
    if split:
        each = [f"{graph.name(one.link.upper)} for {_areas(ground, one.shared)}" for one in split]
        return f"{listed(each, most=MOST_NAMED)}, with no lead named in the papers", list(first_few(split))
    # Whether an overseer whose areas are not stated covers the rest, the papers do not say.
    rest = everything - frozenset().union(*(one.shared for one in known))
    if len(known) < len(found) or not rest:
        return "", []
    names = graph.names(one.link.upper for one in known)
    return f"{names}, whose areas in the papers do not include {_areas(ground, rest)}", known


def _are_rivals(graph: GovernanceGraph, one: _Overseer, other: _Overseer) -> bool:
    """Whether two overseers have different parts of the ground, each a part that the other has not."""
    return (
        overlap(one.link.scope, other.link.scope)
        and not (one.shared <= other.shared or other.shared <= one.shared)
        and not graph.are_one_superior(one.link.upper, other.link.upper)
    )


def _areas(ground: _Ground, chosen: Collection[str]) -> str:
    return listed([words for area, words in ground.areas.items() if area in chosen], most=MOST_NAMED)


RULE = Rule(
    code="STR-04",
    name="boundaries-disagree",
    group="structure",
    title="Areas of body and overseers disagree",
    severity=Severity.LOW,
    definition=(
        "A body whose stated areas (a) are divided between two or more overseers of the same kind in overlapping scopes, each with "
        "a part that the other has not; or (b) reach beyond those of all its overseers of a kind. Overseers are those that it "
        "answers to or is part of, and those that direct, performance manage or oversee it."
    ),
    why="Split oversight: each overseer sees a part, and nobody the whole.",
    fix="Agree on a lead overseer, and write it down; or move the boundary.",
    guards=(
        (
            "Areas are compared only where overseer and overseen share at least one, or where an area is written as the overseer's "
            "name: else they may name the same ground in other words."
        ),
        "Not raised where one overseer is marked lead or covers everything, nor (b) where an overseer's areas are not stated.",
        "A committee that states no areas of its own covers those of its members.",
        "A counted body's areas are shared out among those counted, and are not compared.",
    ),
    limits="Areas are compared by their words; that one lies within another is not known, and areas that the papers only count are not seen.",
    anchors=("NAO",),
    bad=BAD,
    good=GOOD,
    check=check,
)
