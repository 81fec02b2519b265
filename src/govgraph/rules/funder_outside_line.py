"""MON-02: who pays cannot call to account."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.graph.ways import ANY, CONTRACT, Floor
from govgraph.model.relationships import Relationship
from govgraph.rules._decisions import Voice, Voters, named, names, once, scopes_of
from govgraph.rules._money import amounts, grants
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: The payer stands beside the line, root: minister, subjects: [unit]}
organisations:
  department: {name: The department, kind: department}
  authority: {name: The authority, kind: statutory_authority}
  unit: {name: The audit unit, kind: unit}
posts:
  minister: {name: The Minister}
relationships:
  - {from: unit, kind: accountable_to, to: authority}
  - {from: authority, kind: accountable_to, to: not_stated}
  - {from: department, kind: accountable_to, to: minister}
  - {from: department, kind: funds, to: unit, amount: 500, unit: £k a year}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The payer stands in the line, root: minister, subjects: [unit]}
organisations:
  department: {name: The department, kind: department}
  authority: {name: The authority, kind: statutory_authority}
  unit: {name: The audit unit, kind: unit}
posts:
  minister: {name: The Minister}
relationships:
  - {from: unit, kind: accountable_to, to: authority}
  - {from: authority, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
  - {from: department, kind: funds, to: unit, amount: 500, unit: £k a year}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each payer for all whom it pays and who do not answer to it, however indirectly."""
    lines = _Lines(graph)
    found: dict[str, list[_Grant]] = defaultdict(list)
    for payee, rows in grants(graph).items():
        for row in rows:
            grant = lines.grant(row, payee)
            if grant is not None:
                found[row.from_].append(grant)
    for payer in sorted(found):
        kept = _not_told_above(graph, payer, found)
        without = [grant for grant in kept if grant.tie is _Tie.WITHOUT]
        apart = [grant for grant in kept if grant.tie is _Tie.NONE]
        tied = [grant for grant in kept if grant.tie not in {_Tie.WITHOUT, _Tie.NONE}]
        if apart:
            yield _finding(graph, rule, payer, apart, without, Severity.HIGH)
        if tied:
            yield _finding(graph, rule, payer, tied, [] if apart else without, Severity.MEDIUM)


def _not_told_above(graph: GovernanceGraph, payer: str, found: dict[str, list["_Grant"]]) -> list["_Grant"]:
    """A payer's grants, but for those told at its counted party, or at the counted party of who is paid."""
    told = {grant.payee for above in graph.counted_above(payer) for grant in found.get(above, ())}
    paid = {grant.payee for grant in found[payer]}
    return [
        grant
        for grant in found[payer]
        if grant.payee not in told and paid.isdisjoint(graph.counted_above(grant.payee))
    ]


class _Tie(Enum):
    """What joins a payer to one whom it pays, in place of a line: nothing, or something less."""

    WITHOUT = "the payee has no line at all"
    NONE = "nothing"
    MEETS = "lines that meet further up"
    REPORTS = "a line of reports"
    VOTES = "a vote on the payee"


@dataclass(frozen=True, slots=True)
class _Grant:
    """Money to a party that does not answer to its payer; `links` are its own first links in these matters."""

    row: Relationship
    payee: str
    tie: _Tie
    links: tuple[Link, ...]
    meets: str


class _Lines:
    """Who stands on the lines of each party, of the strength of a contract or more; found once each."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._voters = Voters(graph)
        self._above: dict[tuple[str, str, Floor], frozenset[str]] = {}

    def above(self, party: str, scope: str, floor: Floor = CONTRACT) -> frozenset[str]:
        """Every party on a line upwards from a party, in the matters that overlap a scope."""
        if (party, scope, floor) not in self._above:
            views = (self._graph.view(one) for one in scopes_of(self._graph, scope))
            reached = {upper for view in views for upper in view.above([party], floor)}
            self._above[party, scope, floor] = frozenset(reached - {party})
        return self._above[party, scope, floor]

    def _guises(self, party: str) -> set[str]:
        """A party and what it is one of or belongs to: a body and its head, post or part are one in two guises."""
        return {party, *self._graph.counted_above(party), *self._voters.around(party)}

    def grant(self, row: Relationship, payee: str) -> _Grant | None:
        """What is to be said of a grant; None where the payee answers to the payer, or the payer is a partner."""
        payer, graph = row.from_, self._graph
        own = self._guises(payer)
        if graph.party(payer).outside or payee in own or payer in self._guises(payee):
            return None
        above = self.above(payee, row.scope)
        if self._is_reached(payer, above):
            return None
        links = tuple(
            link
            for link in graph.upward_links(payee)
            if CONTRACT.admits(link) and link.upper in above and payee not in self._guises(link.upper)
        )
        shared = above & self.above(payer, row.scope)
        meets = max(sorted(shared), key=lambda one: len(self.above(one, row.scope)), default="")
        return _Grant(row, payee, self._tie(row, payee, meets), links, meets)

    def _is_reached(self, payer: str, above: frozenset[str]) -> bool:
        return bool(above & self._guises(payer)) or any(payer in self._guises(one) for one in above)

    def _tie(self, row: Relationship, payee: str, meets: str) -> _Tie:
        if not self._graph.answers_somewhere(payee, row.scope):
            return _Tie.WITHOUT
        if self._voters.say(row.from_, payee, row.scope).voice is Voice.VOTE:
            return _Tie.VOTES
        if self._is_reached(row.from_, self.above(payee, row.scope, ANY)):
            return _Tie.REPORTS
        return _Tie.MEETS if meets else _Tie.NONE


def _finding(
    graph: GovernanceGraph,
    rule: Rule,
    payer: str,
    found: list[_Grant],
    without: list[_Grant],
    severity: Severity,
) -> Finding:
    payees = list(dict.fromkeys(grant.payee for grant in found))
    rows = [grant.row for grant in (*found, *without)]
    links = [link for grant in found for link in grant.links]
    told = [
        f"{graph.name(one)}{amounts(grant.row for grant in found if grant.payee == one)}"
        for one in named(payees)
    ]
    more = [f"{len(payees) - len(told)} more"] if len(payees) > len(told) else []
    further = _where(graph, links, found, without)
    return rule.finding(
        f"Money from {graph.name(payer)} goes to {listed([*told, *more])}, but in the papers no line of contract strength or more "
        f"leads back from there.{f' {further}.' if further else ''}",
        [payer, *named(payees)],
        severity=severity,
        scopes=sorted({row.scope for row in rows}),
        lines=[*([payer, payee] for payee in payees), *([link.lower, link.upper] for link in links)],
        rests_on=[*once(rows), *dict.fromkeys(links)],
        key=",".join([payer, *sorted(payees)]),
    )


def _where(graph: GovernanceGraph, links: list[Link], found: list[_Grant], without: list[_Grant]) -> str:
    """Where the lines of those who are paid lead instead, and what else joins them to the payer, as a sentence."""
    told = []
    if links:
        told.append(f"such lines lead to {names(graph, [link.upper for link in links])} instead")
    meets = [grant.meets for grant in found if grant.tie is _Tie.MEETS]
    if meets:
        told.append(f"they meet those of the payer only at {names(graph, meets)}")
    for tie, words in (
        (_Tie.REPORTS, "only reports lead back from"),
        (_Tie.VOTES, "the payer has a vote in"),
    ):
        alike = [grant.payee for grant in found if grant.tie is tie]
        if alike:
            told.append(f"{words} {names(graph, alike)}")
    if without:
        payees = names(graph, [grant.payee for grant in without])
        told.append(f"money goes also to {payees}, without any line in these matters")
    text = "; ".join(told)
    return text[:1].upper() + text[1:]


RULE = Rule(
    code="MON-02",
    name="funder-outside-line",
    group="money",
    title="Funder is not in the accountability line",
    severity=Severity.HIGH,
    definition=(
        "A party is funded, with as much as the chosen limit (any amount unless chosen otherwise), by a party that no line of strength 2 or "
        "more from it reaches in an overlapping scope. Medium where something less joins them: lines that meet further up, a line of "
        "reports, or a vote of the payer on the party."
    ),
    why="Who pays cannot call to account.",
    fix="Write a funding letter with conditions and returns.",
    severities=(Severity.MEDIUM,),
    guards=(
        "One finding at a payer, for all whom it pays alike.",
        "A body and its own head, post or part are one payer in several guises, and so are a counted party and a named one of it.",
        "Partners beyond the boundary are not looked for in the line.",
        "A party that is funded and has no line at all in the matter is told by ORP-02; here it is only named beside others.",
        "An amount that is not stated may be as much as the limit.",
    ),
    limits="Conditions in a funding agreement that the structure does not write down are not seen.",
    anchors=("MPM", "NAO"),
    bad=BAD,
    good=GOOD,
    check=check,
)
