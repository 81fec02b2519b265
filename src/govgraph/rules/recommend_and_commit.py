"""DEC-04: money is committed by a body that was only asked for advice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import ALL, overlap
from govgraph.model.statements import Statement
from govgraph.model.vocabulary import COLLECTIVE_KINDS
from govgraph.rules._decisions import is_within_boundary, names, states
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: A group that recommends and commits, root: minister, subjects: [board]}
organisations:
  board: {name: The partnership board, kind: board}
  group: {name: The joint commissioning group, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: board}
  - {from: board, kind: delegates_to, to: group, power: Recommend spending from the pooled budget}
duties:
  recommend: {name: Recommend spending, accountable: [group], responsible: [group], step: recommend, subject: spending}
  commit: {name: Commit resources, accountable: [group], responsible: [group], step: decide, subject: spending}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: One recommends and another commits, root: minister, subjects: [board]}
organisations:
  board: {name: The partnership board, kind: board}
  group: {name: The joint commissioning group, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: board}
  - {from: board, kind: delegates_to, to: group, power: Recommend spending from the pooled budget}
duties:
  recommend: {name: Recommend spending, accountable: [group], responsible: [group], step: recommend, subject: spending}
  commit: {name: Commit resources, accountable: [board], responsible: [board], step: decide, subject: spending}
"""


class Power(StrEnum):
    """What a delegated power lets its holder do."""

    RECOMMEND = "recommend"
    COMMIT = "commit"
    OTHER = "other"


_RECOMMENDS = re.compile(r"\b(recommend|advis|propos)\w*", re.IGNORECASE)
_COMMITS = re.compile(
    r"\b(commit(s|ting)?|decid\w*|approv\w*|authoris\w*|authoriz\w*|spend|spends|sign|signs|determin\w*|award\w*|"
    r"bind\w*|agree|agrees|take .{0,20}decisions?)\b",
    re.IGNORECASE,
)


def power_lent(text: str | None) -> Power:
    """Whether a power is one to recommend or one to commit; OTHER where its words speak of both or of neither.

    >>> power_lent("Recommend spending from the pooled budget").value, power_lent("To commit the trust").value
    ('recommend', 'commit')
    """
    if text is None or not states(text):
        return Power.OTHER
    recommends, commits = bool(_RECOMMENDS.search(text)), bool(_COMMITS.search(text))
    if recommends == commits:
        return Power.OTHER
    return Power.RECOMMEND if recommends else Power.COMMIT


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party that is to recommend and to commit."""
    lent: dict[str, list[Relationship]] = defaultdict(list)
    for row, end in graph.of_kind("delegates_to"):
        lent[end].append(row)
    stepped: dict[str, list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        if duty.step in {"recommend", "decide", "approve"}:
            for party in dict.fromkeys((*duty.responsible, *duty.accountable)):
                stepped[party].append(duty)
    for party in sorted({*lent, *stepped}):
        if not is_within_boundary(graph, party):
            continue
        claims, statements = _confusions(graph, party, lent[party], stepped[party])
        if claims:
            yield rule.finding(
                f"In the papers {graph.name(party)} {listed(claims)}; they do not say which prevails.",
                [party],
                scopes=sorted({_scope(statement) for statement in statements}),
                rests_on=statements,
            )


def _scope(statement: Statement) -> str:
    return statement.scope if isinstance(statement, Relationship | Duty) else ALL


def _confusions(
    graph: GovernanceGraph, party: str, lent: list[Relationship], duties: list[Duty]
) -> tuple[list[str], list[Statement]]:
    """Each way in which a party both recommends and commits, in words, and the statements that show them."""
    claims: list[str] = []
    found: dict[int, Statement] = {}

    def note(claim: str, *statements: Statement) -> None:
        claims.append(claim)
        found.update({id(statement): statement for statement in statements})

    verb = graph.verb(party, "is", "are")
    powers = [(row, power_lent(row.power)) for row in lent]
    for first, second in _two_powers(powers):
        note(
            f"{verb} lent by {graph.name(first.from_)} both “{first.power}” and “{second.power}”",
            first,
            second,
        )
    steps = _two_steps(duties)
    for subject, (advice, decisions) in steps.items():
        note(f"{verb} to recommend and to decide on “{subject}”", *advice, *decisions)
    if not claims and (committing := _beyond_power(graph, party, powers, duties)):
        lenders = names(graph, [row.from_ for row in lent])
        said = listed([f"“{row.power}”" for row in lent])
        decides = listed([f"“{duty.name}”" for duty in committing], most=3)
        note(
            f"{verb} lent by {lenders} only the power {said}, and {verb} to decide in {decides}",
            *lent,
            *committing,
        )
    return claims, list(found.values())


def _two_powers(powers: list[tuple[Relationship, Power]]) -> Iterator[tuple[Relationship, Relationship]]:
    """One row that lends power to recommend and one without a limit that lends power to commit, from one delegator."""
    by_lender: dict[str, list[tuple[Relationship, Power]]] = defaultdict(list)
    for row, power in powers:
        by_lender[row.from_].append((row, power))
    for lender in sorted(by_lender):
        advice = [row for row, power in by_lender[lender] if power is Power.RECOMMEND]
        committing = [
            row for row, power in by_lender[lender] if power is Power.COMMIT and not states(row.limit)
        ]
        for first in advice:
            second = next((row for row in committing if overlap(row.scope, first.scope)), None)
            if second is not None:
                yield first, second


def _two_steps(duties: list[Duty]) -> dict[str, tuple[list[Duty], list[Duty]]]:
    """Subjects, as first written, on which a party is in a duty to recommend and in one to decide."""
    by_subject: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.subject is not None and states(duty.subject):
            by_subject[" ".join(duty.subject.casefold().split())].append(duty)
    found: dict[str, tuple[list[Duty], list[Duty]]] = {}
    for rows in by_subject.values():
        decisions = [duty for duty in rows if duty.step != "recommend"]
        advice = [
            duty
            for duty in rows
            if duty.step == "recommend" and any(overlap(duty.scope, one.scope) for one in decisions)
        ]
        if advice:
            answered = [one for one in decisions if any(overlap(duty.scope, one.scope) for duty in advice)]
            found[advice[0].subject or ""] = (advice, answered)
    return found


def _beyond_power(
    graph: GovernanceGraph, party: str, powers: list[tuple[Relationship, Power]], duties: list[Duty]
) -> list[Duty]:
    """Duties in which a group decides to which nothing but a power to recommend is delegated in that field."""
    organisation = graph.structure.organisations.get(party)
    if organisation is None or organisation.kind not in COLLECTIVE_KINDS or organisation.statutory:
        return []
    if not powers or any(power is not Power.RECOMMEND for _, power in powers):
        return []
    fields = {_field(row.scope) for row, _ in powers}
    return [
        duty
        for duty in duties
        if duty.step == "decide" and (ALL in fields or _field(duty.scope) in {*fields, ALL})
    ]


def _field(scope: str) -> str:
    return scope.split("/", 1)[0]


RULE = Rule(
    code="DEC-04",
    name="recommend-and-commit",
    group="decisions",
    title="Recommend and commit confused",
    severity=Severity.HIGH,
    definition=(
        "A party (a) has from one delegator, in overlapping scopes, one power to recommend and one, without a limit, to commit or decide; "
        "or (b) is responsible or accountable both in a duty whose step is to recommend and in one to decide or approve, on the same "
        "subject in overlapping scopes; or (c) is a group that is not statutory, holds nothing but delegated power to recommend, and "
        "decides in a duty of the same field."
    ),
    why="Money may be spent without the power to spend it.",
    fix="Say which of the two it may do, with a limit in pounds.",
    guards=(
        "Two delegated powers that merely differ are an ordinary scheme of delegation.",
        "A power to commit that states its limit is told apart by it.",
        "One finding at a party, whichever of the three hold.",
    ),
    limits="Whether a power is one to recommend or to commit is read from its words; one that speaks of both is not judged.",
    anchors=("COSO", "MPM"),
    bad=BAD,
    good=GOOD,
    check=check,
)
