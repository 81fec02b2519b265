"""COI-05: whoever shares out among several must not be close to some of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.graph.ways import CONTRACT
from govgraph.model.duties import Duty
from govgraph.model.relationships import Relationship
from govgraph.model.statements import Statement
from govgraph.rules._conflict import (
    MOST_NAMED,
    Seating,
    Voice,
    attachments,
    names,
    superiors,
    voice,
    within_boundary,
)
from govgraph.text import in_the_plural, listed

BAD = """
govgraph: 1
structure: {id: bad, title: The host of the team runs one of the claimants, root: minister, subjects: [north-hospital, south-hospital]}
organisations:
  north-hospital: {name: The north hospital, kind: hospital}
  south-hospital: {name: The south hospital, kind: hospital}
  north-authority: {name: The north authority, kind: statutory_authority}
  south-authority: {name: The south authority, kind: statutory_authority}
  team: {name: The allocation team, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: team, kind: accountable_to, to: minister}
  - {from: north-authority, kind: hosts, to: team, scope: hosting}
  - {from: north-authority, kind: operates, to: north-hospital}
  - {from: south-authority, kind: operates, to: south-hospital}
  - {from: north-authority, kind: accountable_to, to: minister}
  - {from: south-authority, kind: accountable_to, to: minister}
duties:
  share-out:
    name: Allocate money between the hospitals
    accountable: [team]
    responsible: [team]
    allocates_among: [north-hospital, south-hospital]
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The host has no tie to any claimant, root: minister, subjects: [north-hospital, south-hospital]}
organisations:
  north-hospital: {name: The north hospital, kind: hospital}
  south-hospital: {name: The south hospital, kind: hospital}
  north-authority: {name: The north authority, kind: statutory_authority}
  south-authority: {name: The south authority, kind: statutory_authority}
  department: {name: The department, kind: department}
  team: {name: The allocation team, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: team, kind: accountable_to, to: minister}
  - {from: department, kind: hosts, to: team, scope: hosting}
  - {from: department, kind: accountable_to, to: minister}
  - {from: north-authority, kind: operates, to: north-hospital}
  - {from: south-authority, kind: operates, to: south-hospital}
  - {from: north-authority, kind: accountable_to, to: minister}
  - {from: south-authority, kind: accountable_to, to: minister}
duties:
  share-out:
    name: Allocate money between the hospitals
    accountable: [team]
    responsible: [team]
    allocates_among: [north-hospital, south-hospital]
"""

# What brings a party closer to a claimant than to the others, beside being, holding or housing it.
_CLOSENESS = ("commissions", "hosts", "operates", "employs", "funds", "performance_manages", "directs")
# Parties of these tiers serve a part of the country or of the field; a national one serves all of it.
_PARTIAL_TIERS = frozenset({"regional", "local", "provider"})

_Rows = tuple[Statement | Link, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """An allocator, its claimants, and the duties by which it shares out among them."""

    allocator: str
    claimants: tuple[str, ...]
    duties: tuple[Duty, ...]
    of_a_kind: str | None = None

    @property
    def scopes(self) -> list[str]:
        """The scopes of the duties."""
        return sorted({duty.scope for duty in self.duties})


@dataclass(frozen=True, slots=True)
class _Influence:
    """An allocator, or a party that hosts it or stands above it or its head: in words, and what states it."""

    party: str
    words: str = ""
    rests_on: _Rows = ()


@dataclass(slots=True)
class _Ties:
    """What brings a party close to claimants: which, in words, and what states it."""

    claimants: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    rests_on: list[Statement | Link] = field(default_factory=list)

    def add(self, claimant: str, words: str, *rests_on: Statement | Link) -> None:
        """Note what brings the party close to a claimant."""
        self.claimants.add(claimant)
        self.words.append(words)
        self.rests_on.extend(rests_on)


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each allocator and its claimants: for who is close to some, else for whom it cannot be told."""
    for share in _shares(graph):
        near: list[tuple[_Influence, _Ties]] = []
        untold: list[_Influence] = []
        for influence in (_Influence(share.allocator), *_influences(graph, share)):
            ties = _ties(graph, share, influence.party)
            if not ties.claimants:
                if _may_be_partial(graph, share, influence.party):
                    untold.append(influence)
            elif not _reaches_all(graph, share, influence.party, ties):
                near.append((influence, ties))
        if near:
            yield _near(graph, rule, share, near)
        elif untold:
            yield _untold(graph, rule, share, untold)


def _shares(graph: GovernanceGraph) -> list[_Share]:
    """Who shares out among whom, without claimants that share out among themselves or decide together."""
    found: dict[tuple[str, tuple[str, ...]], list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        claimants = tuple(dict.fromkeys(party for party in duty.allocates_among if graph.exists(party)))
        allocators = duty.responsible or duty.accountable
        if claimants and not set(claimants) <= set(allocators):
            for party in allocators:
                found[party, claimants].append(duty)
    if not found:
        return []
    seating, named = Seating(graph), _named_ones(graph)
    shares = []
    for (party, claimants), duties in sorted(found.items()):
        # One that stands for several is told apart by its named ones.
        alike = claimants[0] if len(claimants) == 1 else None
        several = (*named.get(alike, ()), *claimants) if alike is not None else claimants
        together = all(_has_a_say(seating, one, party, duties) for one in claimants)
        if len(several) > 1 and within_boundary(graph, party) and not together:
            shares.append(_Share(party, several, tuple(duties), alike))
    return shares


def _named_ones(graph: GovernanceGraph) -> dict[str, list[str]]:
    """The named ones that exist of each party that stands for several."""
    found: dict[str, list[str]] = defaultdict(list)
    for party in sorted(graph.structure.parties):
        if graph.exists(party):
            for counted in graph.counted_above(party):
                found[counted].append(party)
    return found


def _has_a_say(seating: Seating, claimant: str, party: str, duties: Sequence[Duty]) -> bool:
    seats = [seat for duty in duties for seat in seating.seats(claimant, party, duty.scope)]
    return any(voice(seat) <= Voice.UNCLEAR for seat in seats)


# -- who has influence on the allocator


def _influences(graph: GovernanceGraph, share: _Share) -> list[_Influence]:
    """Who hosts or employs an allocator, the direct superiors of it and of its head, and the bodies these head."""
    party = share.allocator
    it, its = graph.verb(party, "it", "them"), graph.verb(party, "its", "their")
    found = [
        _Influence(row.from_, f"which {_verb(graph, row.from_, graph.kind(row.kind).reads)} {it}", (row,))
        for row in graph.stated_to(party, "hosts", "employs")
    ]
    headed: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for post, body, statement in graph.heads:
        headed[post].append((body, statement))
    below: list[tuple[str, str]] = [(party, it)]
    below += [(head, f"{its} head, {graph.name(head)}") for head in graph.heads_of(party)]
    for lower, words in below:
        links = [link for scope in share.scopes for link in superiors(graph, lower, scope)]
        for link in dict.fromkeys(links):
            who = "who" if link.upper in graph.structure.posts else "which"
            stands = graph.verb(link.upper, "stands", "stand")
            found.append(_Influence(link.upper, f"{who} {stands} directly above {words}", (link,)))
            for body, heading in headed.get(link.upper, ()):
                head = f"whose head, {graph.name(link.upper)}, stands directly above {words}"
                found.append(_Influence(body, head, (link, heading)))
    first: dict[str, _Influence] = {}
    for one in found:
        if one.party not in {party, *graph.roots} and not graph.is_within(one.party, party):
            first.setdefault(one.party, one)
    return list(first.values())


# -- who is close to whom


def _ties(graph: GovernanceGraph, share: _Share, party: str) -> _Ties:
    """What brings a party close to claimants. The allocator's own dealings with them are its work, and no tie."""
    ties = _Ties()
    own = party == share.allocator
    for claimant in share.claimants:
        if claimant == party:
            ties.add(
                claimant,
                f"{graph.verb(party, 'is', 'are')} {graph.verb(party, 'one', 'some')} of the claimants",
            )
            continue
        for lower, upper in ((claimant, party), (party, claimant)):
            if graph.is_within(lower, upper):
                belongs = graph.verb(lower, "belongs", "belong")
                words = f"{graph.name(lower)} {belongs} to {graph.name(upper)}"
                ties.add(claimant, words, *attachments(graph, lower))
        for row in graph.stated_from(claimant, "accountable_to"):
            if party in row.to and not own:
                ties.add(claimant, _sentence(graph, row, claimant, party), row)
        run = [end for row in graph.stated_from(claimant, "operates") for end in row.to if graph.exists(end)]
        runs = [row.from_ for row in graph.stated_to(claimant, "operates")]
        for side in (claimant, *run, *runs):
            for row in graph.stated_to(side, *(("operates",) if own else _CLOSENESS)):
                if row.from_ == party or (row.from_ != share.allocator and graph.is_within(row.from_, party)):
                    ties.add(claimant, _sentence(graph, row, row.from_, side), row)
    if not own:
        _add_areas(graph, share, party, ties)
    return ties


def _add_areas(graph: GovernanceGraph, share: _Share, party: str, ties: _Ties) -> None:
    """An area in common, where the areas of all are stated: from silence it cannot be told that one is apart."""
    stated = [_areas(graph, claimant) for claimant in share.claimants]
    for claimant, areas in zip(share.claimants, stated, strict=True):
        common = _areas(graph, party) & areas
        if common and all(stated):
            words = f"{graph.name(party)} and {graph.name(claimant)} have an area in common"
            ties.add(claimant, words, graph.party(party), graph.party(claimant))


def _areas(graph: GovernanceGraph, party: str) -> frozenset[str]:
    organisation = graph.structure.organisations.get(party)
    areas = organisation.areas if organisation is not None else ()
    return frozenset(" ".join(area.casefold().split()) for area in areas)


def _reaches_all(graph: GovernanceGraph, share: _Share, party: str, ties: _Ties) -> bool:
    """Whether a party is as close to each of the claimants, or stands above them all."""
    if share.of_a_kind in ties.claimants or len(ties.claimants) == len(share.claimants):
        return True
    return _stands_above_all(graph, share, party)


def _stands_above_all(graph: GovernanceGraph, share: _Share, party: str) -> bool:
    """Whether a party stands above all claimants by lines of their own, not by standing above the allocator."""
    avoid = [share.allocator]
    return any(
        all(graph.stands_above(party, one, scope, CONTRACT, avoid) for one in share.claimants)
        for scope in share.scopes
    )


def _may_be_partial(graph: GovernanceGraph, share: _Share, party: str) -> bool:
    """Whether a party serves a part only, and the papers do not let one tell whether a claimant is in that part."""
    if party == share.allocator or graph.party(party).tier not in _PARTIAL_TIERS:
        return False
    areas_stated = all(_areas(graph, one) for one in (party, *share.claimants))
    return not areas_stated and not _stands_above_all(graph, share, party)


# -- in words


def _sentence(graph: GovernanceGraph, row: Relationship, start: str, end: str) -> str:
    return f"{graph.name(start)} {_verb(graph, start, graph.kind(row.kind).reads)} {graph.name(end)}"


def _verb(graph: GovernanceGraph, party: str, reads: str) -> str:
    return graph.verb(party, reads, in_the_plural(reads))


def _opening(graph: GovernanceGraph, share: _Share) -> str:
    duties = listed([f"“{duty.name}”" for duty in share.duties], most=MOST_NAMED)
    among = [share.of_a_kind] if share.of_a_kind is not None else list(share.claimants)
    has = graph.verb(share.allocator, "has", "have")
    task = "task" if len(share.duties) == 1 else "tasks"
    return f"{graph.name(share.allocator)} {has} the {task} {duties}, among {names(graph, among)}"


def _near(
    graph: GovernanceGraph, rule: Rule, share: _Share, near: Sequence[tuple[_Influence, _Ties]]
) -> Finding:
    clauses = []
    for influence, ties in near:
        who = f"{graph.name(influence.party)}, {influence.words}," if influence.words else "it"
        clauses.append(f"{who} is close to some of them and not to others ({listed(ties.words, most=3)})")
    close = [one for influence, _ in near if (one := influence.party) != share.allocator]
    return rule.finding(
        f"{_opening(graph, share)}; in the papers {listed(clauses, most=MOST_NAMED)}.",
        [share.allocator, *close[:MOST_NAMED]],
        scopes=share.scopes,
        lines=[[share.allocator, one] for one in close],
        rests_on=[
            *share.duties,
            *(row for influence, ties in near for row in (*influence.rests_on, *ties.rests_on)),
        ],
        key=",".join([share.allocator, *sorted(close)]),
    )


def _untold(graph: GovernanceGraph, rule: Rule, share: _Share, untold: Sequence[_Influence]) -> Finding:
    # A body and its head are told as one.
    heads = {head for influence in untold for head in graph.heads_of(influence.party)}
    untold = [influence for influence in untold if influence.party not in heads]
    who = [f"{graph.name(influence.party)}, {influence.words}," for influence in untold]
    are = "are" if len(untold) > 1 else graph.verb(untold[0].party, "is", "are")
    return rule.finding(
        f"{_opening(graph, share)}; the papers do not say whether {listed(who, most=MOST_NAMED)} {are} closer to "
        "some of them than to others.",
        [share.allocator, *(influence.party for influence in untold[:MOST_NAMED])],
        severity=Severity.INFO,
        scopes=share.scopes,
        lines=[[share.allocator, influence.party] for influence in untold],
        rests_on=[*share.duties, *(row for influence in untold for row in influence.rests_on)],
        key=f"{share.allocator},untold",
    )


RULE = Rule(
    code="COI-05",
    name="partisan-allocator",
    group="conflict",
    title="Partisan allocator",
    severity=Severity.HIGH,
    severities=(Severity.INFO,),
    definition=(
        "A party shares out among several claimants, and it, its host or employer, a direct superior of it or of its head, or a body "
        "that such a superior heads, is close to some of them and not to all: it is a claimant, commissions, hosts, operates, employs, "
        "funds, directs or manages one, is answered to by one, belongs to one or the other way round, or has an area in common with it."
    ),
    why="There is bias, or the look of it.",
    fix="Have the allocation decided or signed off by someone who is as close to every claimant.",
    guards=(
        "A root, and whoever stands above all the claimants, is as close to each.",
        "Claimants that share out among themselves, or that all have a say on the body that shares out, are each other's check.",
        "Areas are compared only where those of all are stated, and names never are: where the papers do not let one tell whether a regional or local host or superior is close to one claimant, it is info.",
        "What an allocator commissions, funds or manages is its work and no tie of its own.",
    ),
    limits="Closeness that the papers do not state, by place, history or persons, is not seen.",
    anchors=("NOLAN",),
    bad=BAD,
    good=GOOD,
    check=check,
)
