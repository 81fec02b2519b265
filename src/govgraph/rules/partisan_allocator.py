"""COI-05: whoever shares out among several must not be close to some of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.graph.ways import CONTRACT
from govgraph.model.duties import Duty
from govgraph.model.statements import Statement
from govgraph.rules._conflict import (
    Voice,
    attachments,
    belongs,
    of_party,
    seats_by_voice,
    superiors,
    voice,
    with_most_say,
)
from govgraph.text import first_few, listed, quoted

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

# What brings a party closer to a claimant than to the others, beside being it, belonging to it or answering to it.
_CLOSENESS = ("commissions", "hosts", "operates", "employs", "funds", "performance_manages", "directs")
# Parties of these tiers serve a part of the country or of the field; a national one serves all of it.
_PARTIAL_TIERS = frozenset({"regional", "local", "provider"})


@dataclass(frozen=True, slots=True)
class _Share:
    """An allocator, its claimants, and the duties by which it shares out among them.

    `apart` are the claimants told apart: of one that stands for several, the named ones too.
    """

    allocator: str
    claimants: tuple[str, ...]
    duties: Sequence[Duty]
    apart: tuple[str, ...]

    @property
    def scopes(self) -> list[str]:
        """The scopes of the duties."""
        return sorted({duty.scope for duty in self.duties})


@dataclass(frozen=True, slots=True)
class _Influence:
    """An allocator, or a party with influence on it: in words, and what states it."""

    party: str
    words: str = ""
    rests_on: tuple[Statement | Link, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tie:
    """What brings a party close to a claimant: in words, and what states it."""

    claimant: str
    words: str
    rests_on: tuple[Statement | Link, ...] = ()


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each allocator and its claimants: for who is close to some, else for whom it cannot be told."""
    for share in _shares(graph):
        near: list[tuple[_Influence, list[_Tie]]] = []
        untold: list[_Influence] = []
        for influence in (_Influence(share.allocator), *_influences(graph, share)):
            party = influence.party
            ties = list(_ties(graph, share, party))
            if {tie.claimant for tie in ties} >= {*share.claimants} or _is_above_all(graph, share, party):
                continue  # as close to all of them
            if ties:
                near.append((influence, ties))
            elif _may_be_partial(graph, share, party):
                untold.append(influence)
        if near:
            yield _near(graph, rule, share, near)
        elif untold:
            yield _untold(graph, rule, share, untold)


def _shares(graph: GovernanceGraph) -> Iterator[_Share]:
    """Who shares out among whom, without claimants that share out among themselves or decide together."""
    found: dict[tuple[str, tuple[str, ...]], list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        claimants = tuple(filter(graph.exists, duty.allocates_among))
        allocators = duty.responsible or duty.accountable
        if claimants and not set(claimants) <= set(allocators):
            for party in filter(graph.within_boundary, allocators):
                found[party, claimants].append(duty)
    for (party, claimants), duties in found.items():
        named_ones = (one for claimant in claimants for one in graph.named_ones(claimant))
        share = _Share(party, claimants, duties, (*claimants, *named_ones))
        if not _decide_together(graph, share):
            yield share


def _decide_together(graph: GovernanceGraph, share: _Share) -> bool:
    """Whether every claimant has a say on the body that shares out."""
    by_voice = seats_by_voice(graph, share.allocator)
    seats = (with_most_say(of_party(graph, by_voice, one), share.scopes) for one in share.claimants)
    return all(any(voice(seat) <= Voice.UNCLEAR for seat in own) for own in seats)


# -- who has influence on the allocator


def _influences(graph: GovernanceGraph, share: _Share) -> Iterator[_Influence]:
    """Who hosts or employs an allocator, the direct superiors of it and of its head, and the bodies these head."""
    party, seen = share.allocator, {share.allocator, *graph.roots}
    for one in (*_hosts(graph, party), *_superiors(graph, share)):
        if one.party not in seen and not graph.is_within(one.party, party):
            seen.add(one.party)
            yield one


def _hosts(graph: GovernanceGraph, party: str) -> Iterator[_Influence]:
    for row in graph.stated_to(party, "hosts", "employs"):
        does = graph.verb(row.from_, graph.kind(row.kind).reads)
        yield _Influence(
            row.from_, f"{graph.name(row.from_)} {does} {graph.verb(party, 'it', 'them')}", (row,)
        )


def _superiors(graph: GovernanceGraph, share: _Share) -> Iterator[_Influence]:
    party = share.allocator
    its = graph.verb(party, "its", "their")
    below = {party: graph.verb(party, "it", "them")}
    below |= {head: f"{its} head, {graph.name(head)}" for head in graph.heads_of(party)}
    for lower, whom in below.items():
        for link in (link for scope in share.scopes for link in superiors(graph, lower, scope)):
            upper = link.upper
            stands = f"{graph.name(upper)} {graph.verb(upper, 'stands')} directly above {whom}"
            for body, heading in graph.headed_by(upper).items():
                heads = f"{graph.verb(upper, 'heads')} {graph.name(body)}"
                yield _Influence(body, f"{stands}, and {heads}", (link, heading))
            yield _Influence(upper, stands, (link,))


# -- who is close to whom


def _ties(graph: GovernanceGraph, share: _Share, party: str) -> Iterator[_Tie]:
    """What brings a party close to claimants."""
    # From an area that is not stated it cannot be told that a claimant lies apart.
    areas = graph.areas(party) if party != share.allocator and all(map(graph.areas, share.claimants)) else {}
    for claimant in share.apart:
        if claimant == party:
            is_one = graph.verb(party, "is one", "are some")
            yield _Tie(claimant, f"{graph.name(party)} {is_one} of the claimants")
            continue
        for part, whole in ((claimant, party), (party, claimant)):
            if graph.is_within(part, whole):
                yield _Tie(claimant, belongs(graph, part, whole), tuple(attachments(graph, part)))
        yield from _dealings(graph, share, party, claimant)
        if areas.keys() & graph.areas(claimant):
            words = f"{graph.name(party)} and {graph.name(claimant)} have an area in common"
            yield _Tie(claimant, words, (graph.party(party), graph.party(claimant)))


def _dealings(graph: GovernanceGraph, share: _Share, party: str, claimant: str) -> Iterator[_Tie]:
    """What a party, or a part of it, does for or to a claimant, what that one runs, or who runs it."""
    own = party == share.allocator
    runs = [end for row in graph.stated_from(claimant, "operates") for end in row.to if graph.exists(end)]
    run_by = [row.from_ for row in graph.stated_to(claimant, "operates")]
    for side in (claimant, *runs, *run_by):
        # What the allocator itself buys, funds or manages is its work, and no tie of its own.
        for row in graph.stated_to(side, *(("operates",) if own else _CLOSENESS)):
            of_a_part = row.from_ != share.allocator and graph.is_within(row.from_, party)
            if row.from_ == party or of_a_part:
                yield _Tie(claimant, graph.clause(row, side), (row,))
    for row in () if own else graph.stated_from(claimant, "accountable_to"):
        if party in row.to:
            yield _Tie(claimant, graph.clause(row, party), (row,))


def _is_above_all(graph: GovernanceGraph, share: _Share, party: str) -> bool:
    """Whether a party stands above all claimants by lines of their own, not by standing above the allocator."""
    avoid = [share.allocator]
    return any(
        all(graph.stands_above(party, one, scope, CONTRACT, avoid) for one in share.claimants)
        for scope in share.scopes
    )


def _may_be_partial(graph: GovernanceGraph, share: _Share, party: str) -> bool:
    """Whether a party serves a part only, and the papers do not let one tell whether a claimant is in that part."""
    is_partial = party != share.allocator and graph.party(party).tier in _PARTIAL_TIERS
    return is_partial and len(share.apart) > 1 and not all(map(graph.areas, (party, *share.claimants)))


# -- in words


def _opening(graph: GovernanceGraph, share: _Share) -> str:
    task = "task" if len(share.duties) == 1 else "tasks"
    has = f"{graph.name(share.allocator)} {graph.verb(share.allocator, 'has')} the {task}"
    return f"{has} {quoted(duty.name for duty in share.duties)}, among {graph.names(share.claimants)}."


def _near(
    graph: GovernanceGraph, rule: Rule, share: _Share, near: Sequence[tuple[_Influence, list[_Tie]]]
) -> Finding:
    shown = first_few(near)
    close = [one.party for one, _ in near if one.party != share.allocator]
    return rule.finding(
        " ".join([_opening(graph, share), *(_closer(graph, share, *one) for one in shown)]),
        dict.fromkeys([share.allocator, *(one.party for one, _ in shown)]),
        scopes=share.scopes,
        lines=[[share.allocator, one] for one in close],
        rests_on=[
            *share.duties,
            *(row for one, _ in near for row in one.rests_on),
            *(row for _, ties in near for tie in ties for row in tie.rests_on),
        ],
        key=",".join([share.allocator, *sorted(close)]),
    )


def _closer(graph: GovernanceGraph, share: _Share, influence: _Influence, ties: Sequence[_Tie]) -> str:
    """One influence, the statements that bring it close to some claimants, and those of whom none like them is made."""
    close = {tie.claimant for tie in ties}
    above = {counted for one in close for counted in graph.counted_above(one)}
    far = [one for one in share.apart if one not in close | above]
    words = listed(list(dict.fromkeys(tie.words for tie in ties)), most=3)
    rest = f"; nothing of the kind is said of {graph.names(far)}" if far else ""
    return f"{influence.words}{'. ' if influence.words else ''}In the papers, {words}{rest}."


def _untold(graph: GovernanceGraph, rule: Rule, share: _Share, untold: Sequence[_Influence]) -> Finding:
    # A body and its head are told as one.
    heads = {head for one in untold for head in graph.heads_of(one.party)}
    untold = [one for one in untold if one.party not in heads]
    shown = first_few(untold)
    parties = [one.party for one in shown]
    are = "are" if len(parties) > 1 else graph.verb(parties[0], "is")
    return rule.finding(
        f"{_opening(graph, share)} {'. '.join(one.words for one in shown)}. The papers do not say whether "
        f"{graph.names(parties)} {are} closer to some claimants than to others.",
        [share.allocator, *parties],
        severity=Severity.INFO,
        scopes=share.scopes,
        lines=[[share.allocator, one.party] for one in untold],
        rests_on=[*share.duties, *(row for one in untold for row in one.rests_on)],
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
        "A party shares out among several claimants; and in the papers it, its host or employer, a direct superior of it or of its "
        "head, or a body that such a superior heads, is close to some of them and not to all. Close is a party that is a claimant, "
        "belongs to one or the other way round, commissions, hosts, operates, employs, funds, directs or performance manages one, "
        "is answered to by one, or has an area in common with one. The finding says which statements bring it close."
    ),
    why="There is bias, or the look of it.",
    fix="Have the allocation decided or signed off by someone who is as close to every claimant.",
    guards=(
        "A root, and whoever stands above all the claimants, is as close to each.",
        "Claimants that share out among themselves, or that all have a say on the body that shares out, are each other's check.",
        "Areas are compared only where those of all claimants are stated, and names never are.",
        "Info where the papers do not let one tell whether a regional or local host or superior is close to some claimants.",
        "What an allocator commissions, funds or manages is its work and no tie of its own.",
    ),
    limits="Closeness that the papers do not state, by place, history or persons, is not seen.",
    anchors=("NOLAN",),
    bad=BAD,
    good=GOOD,
    check=check,
)
