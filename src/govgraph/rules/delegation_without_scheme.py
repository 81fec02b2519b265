"""DUT-05: power that is lent without terms or report is lost from sight."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship
from govgraph.model.scopes import overlap
from govgraph.model.statements import NOT_STATED
from govgraph.model.vocabulary import COLLECTIVE_KINDS
from govgraph.rules._duties import is_spoken_of, names, scopes_of
from govgraph.text import listed

BAD = """
govgraph: 1
structure: {id: bad, title: Powers as devolved, root: minister, subjects: [group]}
organisations:
  council: {name: The council, kind: council}
  board: {name: The partnership board, kind: partnership, statutory: yes}
  group: {name: The commissioning group, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: council, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
  - {from: council, kind: delegates_to, to: board, power: Executive powers}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A scheme of delegation, root: minister, subjects: [group]}
organisations:
  council: {name: The council, kind: council}
  board: {name: The partnership board, kind: partnership, statutory: yes}
  group: {name: The commissioning group, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: council, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
  - {from: council, kind: delegates_to, to: board, power: Agree the plan, limit: £1m, instrument: Scheme of delegation}
  - {from: board, kind: accountable_to, to: council}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party to whom power is lent without scheme or report, and at each that lends it to nobody named."""
    lent, vague = _by_delegate(graph.of_kind("delegates_to")), _by_delegate(graph.undefined("delegates_to"))
    seats: dict[str, list[Membership]] = defaultdict(list)
    for seat in graph.memberships:
        seats[seat.body].append(seat)
    for delegate in sorted({*lent, *vague}):
        sitting = [
            seat for body in (delegate, *graph.counted_above(delegate)) for seat in seats.get(body, ())
        ]
        faults = _Faults(
            vague.get(delegate, []),
            [row for row in lent.get(delegate, ()) if not _answers_back(graph, delegate, row, sitting)],
            [row for row in lent.get(delegate, ()) if {row.instrument, row.limit} <= {None, NOT_STATED}],
            [row for row in lent.get(delegate, ()) if _is_onward(graph, row, delegate, lent, vague)],
        )
        parties = (delegate, *(row.from_ for row in faults.rows))
        if faults.rows and any(is_spoken_of(graph, party) for party in parties):
            yield _finding(graph, rule, delegate, faults)
    yield from _to_nobody(graph, rule)


def _by_delegate(rows: Iterable[tuple[Relationship, str]]) -> dict[str, list[Relationship]]:
    found: dict[str, list[Relationship]] = defaultdict(list)
    for row, end in rows:
        if row.from_ != end:
            found[end].append(row)
    return found


@dataclass(frozen=True, slots=True)
class _Faults:
    """Statements of delegation to one party, by what is wanting: what is lent, a report, a scheme, leave to pass it on."""

    vague: list[Relationship]
    unreported: list[Relationship]
    unwritten: list[Relationship]
    onward: list[Relationship]

    @property
    def rows(self) -> list[Relationship]:
        """Every statement with a fault, by id."""
        found = {row.id: row for row in (*self.vague, *self.unreported, *self.unwritten, *self.onward)}
        return [found[key] for key in sorted(found)]

    @property
    def severity(self) -> Severity:
        """Medium where a report runs back and what is lent is known: terms not named, or power passed on under terms."""
        on_no_terms = any(row in self.unwritten for row in self.onward)
        return Severity.HIGH if self.vague or self.unreported or on_no_terms else Severity.MEDIUM


def _answers_back(
    graph: GovernanceGraph, delegate: str, row: Relationship, sitting: Sequence[Membership]
) -> bool:
    """Whether an account or a report runs back to the one who lends, or it sits on the body itself.

    A report to its head, its board or another part of it is one to it.
    """
    lender = row.from_
    return (
        graph.are_one_superior(delegate, lender)
        or graph.stands_above(lender, delegate, row.scope)
        or _sits(graph, lender, sitting)
        or any(
            link.kind.name != "delegates_to"
            and overlap(link.scope, row.scope)
            and (link.upper == lender or graph.are_one_superior(link.upper, lender))
            for link in graph.upward_links(delegate)
        )
    )


def _sits(graph: GovernanceGraph, lender: str, sitting: Sequence[Membership]) -> bool:
    """Whether one of the seats is the lender's own, or represents it."""
    parties = {party for seat in sitting for party in (seat.member, *seat.represents)}
    return lender in parties or any(graph.are_one_superior(lender, party) for party in parties)


def _is_onward(
    graph: GovernanceGraph,
    row: Relationship,
    delegate: str,
    lent: Mapping[str, Sequence[Relationship]],
    vague: Mapping[str, Sequence[Relationship]],
) -> bool:
    """Whether the one who lends has the power by delegation alone: a post, or a collective body without a statute."""
    lender = graph.structure.organisations.get(row.from_)
    if lender is not None and (lender.statutory or lender.kind not in COLLECTIVE_KINDS):
        return False
    received = (*lent.get(row.from_, ()), *vague.get(row.from_, ()))
    return any(other.from_ != delegate and overlap(other.scope, row.scope) for other in received)


def _finding(graph: GovernanceGraph, rule: Rule, delegate: str, faults: _Faults) -> Finding:
    rows = faults.rows
    lenders = _lenders(rows)
    wanting = [
        f"{what}{_as_to(graph, found, lenders)}"
        for what, found in (
            ("do not say what it is", faults.vague),
            ("state no account or report back", faults.unreported),
            ("name no scheme and no limit", faults.unwritten),
        )
        if found
    ]
    message = f"Power lent by {names(graph, lenders, len(lenders))} to {graph.name(delegate)}: the papers {listed(wanting)}."
    if faults.onward:
        first = names(graph, _lenders(faults.onward))
        onward = f"Power lent to {first} is passed on to {graph.name(delegate)}."
        message = f"{message} It was first lent to {first}, and is passed on." if wanting else onward
    return rule.finding(
        message,
        [delegate, *lenders],
        severity=faults.severity,
        scopes=scopes_of(row.scope for row in rows),
        lines=[[lender, delegate] for lender in lenders],
        rests_on=rows,
        key=";".join(
            f"{fault}:{','.join(_lenders(found))}"
            for fault, found in (
                ("vague", faults.vague),
                ("unreported", faults.unreported),
                ("unwritten", faults.unwritten),
                ("onward", faults.onward),
            )
            if found
        ),
    )


def _lenders(rows: Iterable[Relationship]) -> list[str]:
    return sorted({row.from_ for row in rows})


def _as_to(graph: GovernanceGraph, rows: Sequence[Relationship], lenders: Sequence[str]) -> str:
    """Whom a fault concerns, where it does not concern all who lend."""
    concerned = _lenders(rows)
    return "" if concerned == lenders else f" (as to {names(graph, concerned)})"


def _to_nobody(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    unnamed: dict[str, list[Relationship]] = defaultdict(list)
    for row in graph.relationships:
        if row.kind == "delegates_to" and not row.to and is_spoken_of(graph, row.from_):
            unnamed[row.from_].append(row)
    for lender, rows in unnamed.items():
        yield rule.finding(
            f"Power lent by {graph.name(lender)}: the papers do not say to whom.",
            [lender],
            scopes=scopes_of(row.scope for row in rows),
            rests_on=rows,
            key="to-nobody",
        )


RULE = Rule(
    code="DUT-05",
    name="delegation-without-scheme",
    group="duties",
    title="Delegation without scheme or report-back",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "Power is delegated (a) with no account or report back to the one who lends it, in an overlapping scope; or (b) with neither an "
        "instrument nor a limit named: medium where that is all; or (c) by a post, or by a collective body that is not statutory, whose own power is lent: medium where the terms are named; or (d) in "
        "some way that the papers leave undefined; or (e) to nobody named. One finding at each party that holds the power."
    ),
    why="Power is lost from sight, and acts done with it may not bind.",
    fix="Write a scheme of delegation with limits, leave to pass power on or not, and a line by which its use is reported.",
    guards=(
        "A body's own head, post or part answers to it; so does one from which a line of strength 3 or more runs up to the lender.",
        "One who has a seat on the body, or is represented on it, sees what is done with the power.",
        "A report to the head, board or another part of the one who lends is a report to it.",
        "A statutory body, or one that is not a committee, group or the like, has powers of its own to lend.",
    ),
    limits="It sees that an instrument or a limit is named, not what it says.",
    anchors=("COSO", "MPM"),
    bad=BAD,
    good=GOOD,
    check=check,
)
