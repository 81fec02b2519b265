"""MON-04: some pay for what others decide."""

from collections import defaultdict
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.model.statements import Statement
from govgraph.rules._decisions import Voice, Voters, decides_together, named, names, once, scopes_of
from govgraph.rules._money import amounts, grants
from govgraph.text import listed

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
  committee: {name: The joint committee, kind: committee, chair: A member of the north council}
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


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each body that several pay for, where only some of them have a say in what is decided on it."""
    voters = Voters(graph)
    seated = {seat.body for seat in graph.memberships}
    for payee, rows in grants(graph).items():
        payers = _payers(graph, voters, rows)
        deciding = _deciding(graph, payee, seated, rows) if len(payers) > 1 else []
        if not deciding:
            continue
        says = _says(graph, voters, payee, deciding, payers)
        heard = [payer for payer in payers if says[payer] is True]
        unheard = [payer for payer in payers if says[payer] is False and not graph.party(payer).outside]
        if heard and unheard:
            yield _unheard(graph, rule, payee, deciding, payers, heard, unheard)
        elif len(heard) > 1 and deciding == [payee]:
            free = _without_payment(graph, voters, payee, payers, heard)
            if free:
                yield _free(graph, rule, payee, payers, heard, free)


def _payers(
    graph: GovernanceGraph, voters: Voters, rows: list[Relationship]
) -> dict[str, list[Relationship]]:
    """Who pays, by what rows; of a counted party the named ones, where there are any."""
    found: dict[str, list[Relationship]] = defaultdict(list)
    for row in rows:
        named_ones = [one for one in voters.named_ones(row.from_) if graph.exists(one)]
        for payer in named_ones or [row.from_]:
            found[payer].append(row)
    return found


def _deciding(graph: GovernanceGraph, payee: str, seated: set[str], rows: list[Relationship]) -> list[str]:
    """Where it is decided what a body does: on itself where it has seats, else in the groups that stand over it."""
    if payee in seated:
        return [payee]
    uppers = {
        link.upper
        for link in graph.upward_links(payee)
        if CONTRACT.admits(link) and any(overlap(link.scope, row.scope) for row in rows)
    }
    return sorted(upper for upper in uppers if decides_together(graph, upper, seated))


def _says(
    graph: GovernanceGraph,
    voters: Voters,
    payee: str,
    deciding: list[str],
    payers: dict[str, list[Relationship]],
) -> dict[str, bool | None]:
    """Whether each payer has a say where it is decided; None where the papers do not tell.

    A body that speaks for some payers, by name, and whose members are not listed, speaks for no others.
    """
    spoken_for = {
        payer: {
            row.from_
            for one in (payer, *graph.counted_above(payer))
            for row in graph.stated_to(one, "represents")
        }
        for payer in payers
    }
    speaks = {body for bodies in spoken_for.values() for body in bodies}

    def say(payer: str, body: str, scope: str) -> bool | None:
        if body in spoken_for[payer] or body == payer:
            return True
        voice = voters.say(payer, body, scope).voice
        if voice in {Voice.VOTE, Voice.SECOND_HAND}:
            return True
        return False if voice is Voice.NONE or (voice is Voice.UNKNOWN and body in speaks) else None

    found: dict[str, bool | None] = {}
    for payer, rows in payers.items():
        scope = rows[0].scope
        if any(graph.stands_above(payer, payee, one, CONTRACT) for one in scopes_of(graph, scope)):
            found[payer] = True  # it has its say by its place in the line
            continue
        says = [say(payer, body, scope) for body in deciding]
        found[payer] = True if True in says else None if None in says else False
    return found


def _unheard(
    graph: GovernanceGraph,
    rule: Rule,
    payee: str,
    deciding: list[str],
    payers: dict[str, list[Relationship]],
    heard: list[str],
    unheard: list[str],
) -> Finding:
    rows = [row for payer in (*heard, *unheard) for row in payers[payer]]
    links = [link for link in graph.upward_links(payee) if link.upper in deciding and CONTRACT.admits(link)]
    decided = (
        "on it"
        if deciding == [payee]
        else f"in {names(graph, deciding)}, to which {graph.verb(payee, 'it answers', 'they answer')}"
    )
    told = [
        f"{graph.name(one)}{amounts(row for row in payers[one] if row.from_ == one)}"
        for one in named(unheard)
    ]
    more = [f"{len(unheard) - len(told)} more"] if len(unheard) > len(told) else []
    return rule.finding(
        f"{graph.name(payee)} {graph.verb(payee, 'is', 'are')} paid for by {listed([*told, *more])}, to whom the papers give no vote "
        f"{decided}; of those that pay, a say is given to {names(graph, heard)}.",
        [payee, *named(unheard)],
        scopes=sorted({row.scope for row in rows}),
        lines=[[payer, payee] for payer in unheard],
        rests_on=[*once(rows), *links, *_for_others(graph, deciding, heard)],
        key=",".join([payee, *sorted(unheard)]),
    )


def _for_others(graph: GovernanceGraph, deciding: list[str], heard: list[str]) -> list[Statement]:
    """What shows that the others have a say: seats, and who speaks for them."""
    seats = [seat for seat in graph.memberships if seat.body in deciding]
    spoken = [row for payer in heard for row in graph.stated_to(payer, "represents") if row.from_ in deciding]
    return once([*seats, *spoken])


def _without_payment(
    graph: GovernanceGraph,
    voters: Voters,
    payee: str,
    payers: dict[str, list[Relationship]],
    heard: list[str],
) -> list[str]:
    """Members that vote and do not pay, of the same kind of body as all those that do both."""
    organisations = graph.structure.organisations
    kinds = {organisations[one].kind if one in organisations else "" for one in heard}
    if len(kinds) != 1 or "" in kinds:
        return []
    paying = {
        one for payer in payers for one in (payer, *graph.counted_above(payer), *voters.named_ones(payer))
    }
    members = {party for seats in graph.ballot(payee).voting for party in seats.represents}
    return sorted(
        party
        for party in members - paying
        if party in organisations and organisations[party].kind in kinds and not organisations[party].outside
    )


def _free(
    graph: GovernanceGraph,
    rule: Rule,
    payee: str,
    payers: dict[str, list[Relationship]],
    heard: list[str],
    free: list[str],
) -> Finding:
    rows = [row for payer in payers for row in payers[payer]]
    return rule.finding(
        f"{graph.name(payee)} {graph.verb(payee, 'is', 'are')} paid for by {names(graph, heard)}; in the papers a vote on "
        f"{graph.verb(payee, 'it', 'them')} is also given to {names(graph, free)}, and no payment of theirs is stated.",
        [payee, *named(free)],
        severity=Severity.INFO,
        scopes=sorted({row.scope for row in rows}),
        rests_on=[*once(rows), *(seat for seat in graph.memberships if seat.body == payee)],
        key="free:" + ",".join([payee, *free]),
    )


RULE = Rule(
    code="MON-04",
    name="payers-without-voice",
    group="money",
    title="Payers without a voice, or a voice without payment",
    severity=Severity.MEDIUM,
    definition=(
        "Several parties fund a body, and where it is decided what it does (on the body itself where it has seats, else in the groups that "
        "it answers to) some of them have a vote, of their own or at second hand, and others have none. Info: a member of the same kind "
        "as those that pay and vote votes and does not pay."
    ),
    why="It makes for free riders, and for payers who walk out.",
    fix="Give each payer a seat, or a service agreement.",
    severities=(Severity.INFO,),
    guards=(
        "A payer that stands on the lines of the body has its say that way.",
        "Where the papers do not say who sits in the deciding group, a payer is without a voice only where the group is said to speak for others by name.",
        "Where none of the payers has a say, it is for MON-02 to tell.",
        "Amounts below the chosen limit are left out, and partners beyond the boundary are not judged.",
    ),
    limits="Shares of the cost are not compared: papers seldom state them.",
    anchors=("VOTING",),
    bad=BAD,
    good=GOOD,
    check=check,
)
