"""MON-02: who pays cannot call to account."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Link
from govgraph.graph.ways import ANY, CONTRACT, Floor
from govgraph.model.relationships import Relationship
from govgraph.rules._money import Payers, amounts, grants, left_out, matters
from govgraph.text import MOST_NAMED, first_few, listed

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


@dataclass(frozen=True, slots=True)
class _Grant:
    """Money to a party that does not answer to its payer.

    `links` are the payee's own in these matters; `instead` is what joins the two in place of a line, if anything.
    """

    row: Relationship
    payee: str
    links: tuple[Link, ...]
    instead: str


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each payer for all whom it pays and who do not answer to it, however indirectly."""
    payers, paid = Payers(graph), grants(graph)
    pairs = {(row.from_, payee) for payee, rows in paid.items() for row in rows}
    found: dict[str, list[_Grant]] = defaultdict(list)
    for payee, rows in paid.items():
        for row in rows:
            grant = _grant(graph, payers, row, payee)
            if grant is not None and not _is_told_above(graph, row.from_, payee, pairs):
                found[row.from_].append(grant)
    for payer in sorted(found):
        apart = [grant for grant in found[payer] if not grant.instead]
        joined = [grant for grant in found[payer] if grant.instead]
        if apart:
            yield _finding(graph, rule, payer, apart, Severity.HIGH)
        if joined:
            yield _finding(graph, rule, payer, joined, Severity.MEDIUM)


def _is_told_above(graph: GovernanceGraph, payer: str, payee: str, pairs: set[tuple[str, str]]) -> bool:
    """Whether the same is said of the counted party that the payer is one of, or that the payee is one of."""
    return any((above, payee) in pairs for above in graph.counted_above(payer)) or any(
        (payer, above) in pairs for above in graph.counted_above(payee)
    )


def _grant(graph: GovernanceGraph, payers: Payers, row: Relationship, payee: str) -> _Grant | None:
    """What is to be said of a grant; None where the payee answers to the payer, or the payer has its say another way."""
    payer, scopes = row.from_, matters(graph, payee, row.scope)
    if graph.party(payer).outside or not any(graph.view(scope).onward(payee) for scope in scopes):
        return None  # a partner; or for ORP-02 to tell
    above = _above(graph, payee, scopes)
    if _is_reached(graph, payer, {payee, *above}):
        return None
    if any(payers.say(payer, body, row.scope)[0] for body in payers.deciding(payee, row.scope)):
        return None
    links = tuple(
        link
        for link in graph.upward_links(payee)
        if CONTRACT.admits(link) and link.upper in above and not graph.is_within(link.upper, payee)
    )
    return _Grant(row, payee, links, _instead(graph, payer, payee, scopes, above))


def _above(graph: GovernanceGraph, party: str, scopes: list[str], floor: Floor = CONTRACT) -> set[str]:
    """Every party on a line upwards from a party, in one of some scopes."""
    return {upper for scope in scopes for upper in graph.view(scope).above([party], floor)} - {party}


def _is_reached(graph: GovernanceGraph, payer: str, parties: set[str]) -> bool:
    """Whether a payer is among some parties: itself, its own head, post or part, what it is part of, or one counted with it."""
    own = {payer, *graph.counted_above(payer), *graph.around(payer)}
    return not own.isdisjoint(parties) or any(
        payer in graph.counted_above(one) or payer in graph.around(one) for one in parties
    )


def _instead(graph: GovernanceGraph, payer: str, payee: str, scopes: list[str], above: set[str]) -> str:
    """What joins a payer and a payee where no line does; empty where nothing does."""
    if _is_reached(graph, payer, _above(graph, payee, scopes, ANY)):
        return "reports"
    shared = sorted(above & _above(graph, payer, scopes))
    if not shared:
        return ""
    nearest = max(shared, key=lambda one: len(_above(graph, one, scopes)))
    return f"lines that meet at {graph.name(nearest)}"


def _finding(
    graph: GovernanceGraph, rule: Rule, payer: str, found: list[_Grant], severity: Severity
) -> Finding:
    payees = list(dict.fromkeys(grant.payee for grant in found))
    links = list(dict.fromkeys(link for grant in found for link in grant.links))
    told = [
        f"{graph.name(one)}{amounts(grant.row for grant in found if grant.payee == one)}" for one in payees
    ]
    if severity is Severity.MEDIUM:
        rest = f": only {listed(list(dict.fromkeys(grant.instead for grant in found)), most=4)}"
    elif links:
        rest = f"; the lines that there are lead to {graph.names(link.upper for link in links)}"
    else:
        rest = ""
    return rule.finding(
        f"Money from {graph.name(payer)} goes to {listed(told, most=MOST_NAMED)}, but in the papers no line of account, "
        f"management or contract leads back from there{rest}.{left_out(graph)}",
        [payer, *first_few(payees)],
        severity=severity,
        scopes=sorted({grant.row.scope for grant in found}),
        lines=[*([payer, payee] for payee in payees), *([link.lower, link.upper] for link in links)],
        rests_on=[*(grant.row for grant in found), *links],
        key=",".join([payer, *sorted(payees)]),
    )


RULE = Rule(
    code="MON-02",
    name="funder-outside-line",
    group="money",
    title="Funder is not in the accountability line",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "A party funds another, and no line of strength 2 or more leads from the one that is paid back to the one that pays, in a "
        "scope that overlaps what the money is for. Medium where something less joins them: a line of reports, or lines that meet "
        "further up."
    ),
    why="Who pays cannot call to account.",
    fix="Write a funding letter with conditions and returns.",
    guards=(
        "One finding at a payer for all whom it pays alike.",
        (
            "A payer that votes in the body, or in a collective body that the body answers to, or for which one of these speaks, "
            "has its say there; who of several has none is for MON-04."
        ),
        "A body and its own head, post or part are one, and so are a counted party and a named one of it.",
        "Partners outside the boundary are not judged.",
        "A payee that has no upward line at all in the matter is for ORP-02.",
        "Amounts below the chosen limit (`materiality`, none unless chosen) are left out; one that is not stated is not.",
    ),
    limits="Conditions in a funding agreement that the structure does not write down are not seen.",
    anchors=("MPM", "NAO"),
    bad=BAD,
    good=GOOD,
    check=check,
)
