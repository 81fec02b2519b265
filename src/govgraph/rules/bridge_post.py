"""STR-02: one person carries what should be the tie between two bodies."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.relationships import Relationship
from govgraph.model.statements import Statement
from govgraph.rules._structure import managing_links
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: One officer joins two bodies, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  agency: {name: The agency, kind: agency}
  oversight: {name: The oversight group, kind: group}
  planning: {name: The planning group, kind: group}
posts:
  minister: {name: The Minister}
  officer: {name: The chief officer, in: agency, heads: agency}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: agency, kind: accountable_to, to: minister}
  - {from: trust, kind: reports_to, to: oversight}
  - {from: trust, kind: reports_to, to: planning}
memberships:
  - {body: oversight, member: officer}
  - {body: planning, member: officer}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The two bodies have a tie of their own, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  agency: {name: The agency, kind: agency}
  oversight: {name: The oversight group, kind: group, owner: The Minister, chair: The Minister, secretariat: The agency}
  planning: {name: The planning group, kind: group, owner: The agency, chair: The chief officer, secretariat: The agency}
posts:
  minister: {name: The Minister}
  officer: {name: The chief officer, in: agency, heads: agency}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: agency, kind: accountable_to, to: minister}
  - {from: trust, kind: reports_to, to: oversight}
  - {from: trust, kind: reports_to, to: planning}
  - {from: planning, kind: accountable_to, to: oversight}
  - {from: oversight, kind: accountable_to, to: minister}
memberships:
  - {body: oversight, member: officer}
  - {body: planning, member: officer}
"""

# From so many hats on, a post is more than an ordinary member of what it sits on.
_HATS = 3


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each post of several hats that is the only stated link between two bodies."""
    ties = _Ties.of(graph)
    under = managing_links(graph)
    for post in sorted(graph.structure.posts):
        if graph.is_judged(post) and graph.party(post).count == 1 and len(ties.bodies.get(post, ())) > 1:
            hats = _hats(graph, post, under.get(post, []))
            if hats.number >= _HATS:
                pairs = [
                    pair
                    for pair in combinations(sorted(ties.bodies[post])[:MOST_COMPARED], 2)
                    if ties.needs_it(post, *pair)
                ]
                if pairs:
                    yield _finding(graph, rule, post, hats, pairs)


@dataclass(slots=True)
class _Hats:
    """What a post does beside being a post in its body: in words, how many, and the statements that say so."""

    words: list[str] = field(default_factory=list)
    number: int = 0
    rows: list[Statement | Link] = field(default_factory=list)


def _hats(graph: GovernanceGraph, post: str, under: list[Link]) -> _Hats:
    hats, headed = _Hats(), graph.headed_by(post)
    if headed:
        hats.words.append(f"heads {graph.names(sorted(headed))}")
        hats.rows.extend(headed.values())
    # In an order that does not depend on the file.
    seats = sorted((seat for seat in graph.seats_of(post) if seat.body not in headed), key=repr)
    bodies = sorted({seat.body for seat in seats})
    if bodies:
        hats.words.append(f"has a seat on {graph.names(bodies)}")
        hats.rows.extend(seats)
    own = graph.bodies_of(post)
    # To manage one's own staff is part of heading a body.
    managed = [
        link
        for link in under
        if not any(body == link.lower or graph.is_within(link.lower, body) for body in own)
    ]
    if managed:
        hats.words.append(f"has {graph.names(link.lower for link in managed)} answering to it")
        hats.rows.extend(managed)
    hosted: list[Relationship] = graph.stated_from(post, "hosts", "employs")
    if hosted:
        hats.words.append(f"hosts or employs {graph.names(end for row in hosted for end in row.to)}")
        hats.rows.extend(hosted)
    hats.number = len(headed) + len(bodies) + bool(managed) + bool(hosted)
    return hats


@dataclass(slots=True)
class _Ties:
    """Who belongs to which body, and who is joined to whom by a relationship."""

    graph: GovernanceGraph
    # Bodies that a party has a seat on; and those who belong to a body: it, its posts, its head, its members.
    bodies: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    belonging: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    joined: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, graph: GovernanceGraph) -> "_Ties":
        self = cls(graph)
        for seat in graph.memberships:
            self.bodies[seat.member].add(seat.body)
            self.belonging[seat.body].update((seat.member, *seat.represents))
        for post in graph.parties:
            for body in graph.bodies_of(post) if post in graph.structure.posts else ():
                self.belonging[body].add(post)
        for row in graph.relationships:
            for end in (*row.to, *row.via):
                self.joined[row.from_].add(end)
                self.joined[end].add(row.from_)
        return self

    def needs_it(self, post: str, one: str, other: str) -> bool:
        """Whether a post is all that joins two bodies that have to do with one and the same third party."""
        own = self.graph.bodies_of(post)
        if one in own or other in own:
            return False  # to sit elsewhere for one's own body is what a member is for
        graph = self.graph
        if graph.are_one_superior(one, other) or not self._common(one, other, {post, *own}):
            return False
        ones, others = ({body, *self.belonging[body]} - {post} for body in (one, other))
        if ones & others:
            return False
        return all(self.joined[party].isdisjoint(others) for party in ones)

    def _common(self, one: str, other: str, apart: set[str]) -> bool:
        return not (self.joined[one] & self.joined[other]) <= apart


def _finding(
    graph: GovernanceGraph, rule: Rule, post: str, hats: _Hats, pairs: list[tuple[str, str]]
) -> Finding:
    joined = listed([f"{graph.name(one)} with {graph.name(other)}" for one, other in pairs], most=4)
    return rule.finding(
        f"{graph.name(post)} {listed(hats.words)}; in the papers nothing else directly joins {joined}.",
        [post],
        lines=[[one, post, other] for one, other in pairs],
        rests_on=hats.rows,
    )


RULE = Rule(
    code="STR-02",
    name="bridge-post",
    group="structure",
    title="Hub or bridge role",
    severity=Severity.MEDIUM,
    definition=(
        "A post with three or more hats (each body that it heads or has a seat on, the management of others than its own staff, "
        "the part of host or employer) sits on two bodies that have to do with the same third party, and no other statement joins "
        "these two: no relationship between them, their posts, heads or members, and nobody else who belongs to both."
    ),
    why="One person carries what should be a tie between two bodies, and takes it along when leaving.",
    fix="Name a deputy, spread the hats, or state how the two bodies stand to each other.",
    guards=(
        "Seats for the post's own body are representation, not a bridge: the pair must be two bodies that it merely sits on.",
        "Two bodies that have to do with no common third party need no tie.",
        "A body and its part are joined by that; a counted post is several persons.",
    ),
    limits="Ties in practice that no paper states are not seen.",
    anchors=("ONA",),
    bad=BAD,
    good=GOOD,
    check=check,
)
