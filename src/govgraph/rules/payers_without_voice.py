"""MON-04: some pay for what others decide."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT
from govgraph.model.relationships import Relationship
from govgraph.model.statements import Statement
from govgraph.rules._money import Payers, amounts, grants, left_out, matters
from govgraph.text import MOST_NAMED, first_few, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Three pay and two decide, root: minister, subjects: [unit]}
organisations:
  north: {name: The north council, kind: council, statutory: yes}
  south: {name: The south council, kind: council, statutory: yes}
  island: {name: The island council, kind: council, statutory: yes}
  committee: {name: The joint committee, kind: committee}
  unit: {name: The audit unit, kind: unit}
posts:
  minister: {name: The Minister}
relationships:
  - {from: north, kind: accountable_to, to: minister}
  - {from: south, kind: accountable_to, to: minister}
  - {from: island, kind: accountable_to, to: minister}
  - {from: unit, kind: accountable_to, to: committee}
  - {from: committee, kind: accountable_to, to: minister}
  - {from: north, kind: funds, to: unit}
  - {from: south, kind: funds, to: unit}
  - {from: island, kind: funds, to: unit}
memberships:
  - {body: committee, member: north, votes: yes}
  - {body: committee, member: south, votes: yes}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Three pay and three decide, root: minister, subjects: [unit]}
organisations:
  north: {name: The north council, kind: council, statutory: yes}
  south: {name: The south council, kind: council, statutory: yes}
  island: {name: The island council, kind: council, statutory: yes}
  committee: {name: The joint committee, kind: committee, statutory: yes, chair: A member of the north council}
  unit: {name: The audit unit, kind: unit, statutory: yes}
posts:
  minister: {name: The Minister}
relationships:
  - {from: north, kind: accountable_to, to: minister}
  - {from: south, kind: accountable_to, to: minister}
  - {from: island, kind: accountable_to, to: minister}
  - {from: unit, kind: accountable_to, to: committee}
  - {from: committee, kind: accountable_to, to: minister}
  - {from: north, kind: funds, to: unit}
  - {from: south, kind: funds, to: unit}
  - {from: island, kind: funds, to: unit}
memberships:
  - {body: committee, member: north, votes: yes}
  - {body: committee, member: south, votes: yes}
  - {body: committee, member: island, votes: yes}
decision_rules:
  committee: {passes_with: majority, of: members, quorum: Two members}
"""


@dataclass(frozen=True, slots=True)
class _Paid:
    """A body that is paid for: by whom, where it is decided on it, and who of the payers has a say there, or none."""

    payee: str
    rows: dict[str, list[Relationship]]
    bodies: list[str]
    heard: dict[str, list[Statement]]
    unheard: list[str]

    def scopes(self) -> list[str]:
        """The scopes of what those pay who have a say, or none."""
        return sorted({row.scope for payer in (*self.heard, *self.unheard) for row in self.rows[payer]})


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each body that several pay for, where only some of them have a say in what is decided on it."""
    payers = Payers(graph)
    for payee, rows in grants(graph).items():
        paid = _paid(graph, payers, payee, rows)
        if paid.heard and paid.unheard:
            yield _unheard(graph, rule, paid)
        elif len(paid.heard) > 1 and (free := _without_payment(graph, paid)):
            yield _free(graph, rule, payers, paid, free)


def _paid(graph: GovernanceGraph, payers: Payers, payee: str, rows: list[Relationship]) -> _Paid:
    """Who pays for a body and has a say in it; a payer of whom the papers do not tell is on neither side.

    Of a counted payer the named ones are asked, where there are any. A body whose members are not listed, and that
    speaks for some payers by name, speaks for no others.
    """
    by_payer: dict[str, list[Relationship]] = defaultdict(list)
    for row in rows:
        named_ones = graph.named_ones(row.from_)
        for payer in named_ones or [row.from_]:
            by_payer[payer].append(row)
    bodies = sorted({body for row in rows for body in payers.deciding(payee, row.scope)})
    speaking = {row.from_ for payer in by_payer for row in payers.speaking_for(payer)}
    paid = _Paid(payee, by_payer, bodies, {}, [])
    for payer, own in by_payer.items():
        scope = own[0].scope
        if any(graph.stands_above(payer, payee, one, CONTRACT) for one in matters(graph, payee, scope)):
            continue  # it has its say by its place in the line
        says = {body: payers.say(payer, body, scope) for body in bodies}
        if any(said for said, _ in says.values()):
            paid.heard[payer] = [row for _, shown in says.values() for row in shown]
        elif all(
            said is False or (body in speaking and not payers.is_seated(body))
            for body, (said, _) in says.items()
        ):
            paid.unheard.extend([] if graph.party(payer).outside else [payer])
    return paid


def _unheard(graph: GovernanceGraph, rule: Rule, paid: _Paid) -> Finding:
    payee, bodies, unheard = paid.payee, paid.bodies, paid.unheard
    rows = [row for payer in (*paid.heard, *unheard) for row in paid.rows[payer]]
    links = [link for link in graph.upward_links(payee) if link.upper in bodies and CONTRACT.admits(link)]
    answers = graph.verb(payee, "it answers", "they answer")
    place = "on it" if bodies == [payee] else f"in {graph.names(bodies)}, to which {answers},"
    shown = [row for rows in paid.heard.values() for row in rows]
    told = [
        f"{graph.name(one)}{amounts(row for row in paid.rows[one] if row.from_ == one)}" for one in unheard
    ]
    return rule.finding(
        f"Of those who pay for {graph.name(payee)}, the papers give {graph.names(paid.heard)} a say {place} but not "
        f"{listed(told, 'or', MOST_NAMED)}.{left_out(graph)}",
        [payee, *first_few(unheard)],
        scopes=paid.scopes(),
        lines=[[payer, payee] for payer in unheard],
        rests_on=[*rows, *links, *sorted(shown, key=repr)],
        key=",".join([payee, *sorted(unheard)]),
    )


def _without_payment(graph: GovernanceGraph, paid: _Paid) -> list[str]:
    """Members of the body itself that vote and do not pay, of the one kind of body that all those are who do both."""
    kinds = {graph.body_kind(one) for one in paid.heard}
    paying = {one for payer in paid.rows for one in (payer, *graph.counted_above(payer))}
    members = {party for seats in graph.ballot(paid.payee).voting for party in seats.represents}
    found = sorted(one for one in members - paying if graph.body_kind(one) and not graph.party(one).outside)
    return [one for one in found if kinds == {graph.body_kind(one)}]


def _free(graph: GovernanceGraph, rule: Rule, payers: Payers, paid: _Paid, free: list[str]) -> Finding:
    payee, heard = paid.payee, paid.heard
    rows = [row for payer in heard for row in paid.rows[payer]]
    says = [*heard.values(), *(payers.say(one, payee, rows[0].scope)[1] for one in free)]
    shown = [row for shown in says for row in shown]
    return rule.finding(
        f"{graph.names(heard)} pay for {graph.name(payee)} and vote on it; the papers give a vote to {graph.names(free)} as well, "
        f"and state no payment from there.{left_out(graph)}",
        [payee, *first_few(free)],
        severity=Severity.INFO,
        scopes=paid.scopes(),
        rests_on=[*rows, *sorted(shown, key=repr)],
        key="free:" + ",".join([payee, *free]),
    )


RULE = Rule(
    code="MON-04",
    name="payers-without-voice",
    group="money",
    title="Payers without a voice, or a voice without payment",
    severity=Severity.MEDIUM,
    severities=(Severity.INFO,),
    definition=(
        "Several parties fund a body, and where it is decided what it does (on the body itself where it has seats, else in the "
        "collective bodies that it answers to) some of them have a say and others have none: a vote, of their own or at second "
        "hand, or a body that speaks for them. Info: on a body that at least two pay for and vote on, another member of their kind "
        "votes and does not pay."
    ),
    why="It makes for free riders, and for payers who walk out.",
    fix="Give each payer a seat, or a service agreement.",
    guards=(
        "A payer that stands on the lines of the body has its say that way.",
        "Where the papers do not say who sits in such a body, a payer is without a say only if it speaks for others by name.",
        "Where none of the payers has a say, who of them is outside the line is for MON-02.",
        "Partners outside the boundary are not judged.",
        "Amounts below the chosen limit (`materiality`, none unless chosen) are left out; one that is not stated is not.",
    ),
    limits="Shares of the cost are not compared: papers seldom state them.",
    anchors=("VOTING",),
    bad=BAD,
    good=GOOD,
    check=check,
)
