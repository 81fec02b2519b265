"""DUT-05: power that is lent without terms or report is lost from sight."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Self

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import MANAGEMENT
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.model.statements import NOT_STATED
from govgraph.text import first_few, listed

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


_By = Mapping[str, Sequence[Relationship]]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party to whom power is lent with a fault, and at each that lends it to nobody named."""
    lent, vague = _by_delegate(graph.of_kind("delegates_to")), _by_delegate(graph.undefined("delegates_to"))
    for delegate in sorted({*lent, *vague}):
        rows = lent.get(delegate, ())
        seen = {scope: _Seen.of(graph, delegate, scope) for scope in {row.scope for row in rows}}
        faults = _Faults(
            vague=vague.get(delegate, ()),
            unreported=[row for row in rows if not seen[row.scope].by(graph, row.from_)],
            unwritten=[row for row in rows if {row.instrument, row.limit} <= {None, NOT_STATED}],
            onward=[row for row in rows if _first_lent(graph, delegate, row, lent, vague)],
        )
        if faults.rows and any(map(graph.within_boundary, (delegate, *_lenders(faults.rows)))):
            first = [one for row in faults.onward for one in _first_lent(graph, delegate, row, lent, vague)]
            yield _finding(graph, rule, delegate, faults, _lenders(first))
    yield from _to_nobody(graph, rule)


def _by_delegate(rows: Iterable[tuple[Relationship, str]]) -> _By:
    found: dict[str, list[Relationship]] = defaultdict(list)
    for row, end in rows:
        if row.from_ != end:
            found[end].append(row)
    return found


class _Faults(NamedTuple):
    """Statements that lend power to one party, by what is wanting: its extent, a report, terms, leave to pass it on."""

    vague: Sequence[Relationship]
    unreported: Sequence[Relationship]
    unwritten: Sequence[Relationship]
    onward: Sequence[Relationship]

    @property
    def rows(self) -> list[Relationship]:
        """Every statement with a fault, by id."""
        found = {row.id: row for rows in self for row in rows}
        return [found[name] for name in sorted(found)]

    @property
    def severity(self) -> Severity:
        """Medium where an account runs back and what is lent is known: terms not named, or power passed on under terms."""
        on_no_terms = {row.id for row in self.onward} & {row.id for row in self.unwritten}
        return Severity.HIGH if self.vague or self.unreported or on_no_terms else Severity.MEDIUM


class _Seen(NamedTuple):
    """Who sees what one party does with power lent in one scope.

    `near` are itself, those to which it answers or reports, and those who sit on it: a report to the head, the
    board or another part of the one who lends is one to it. `above` are those above it by line management.
    """

    near: AbstractSet[str]
    above: AbstractSet[str]

    @classmethod
    def of(cls, graph: GovernanceGraph, delegate: str, scope: str) -> Self:
        """Found once for all who lend to it."""
        uppers = (
            link.upper
            for link in graph.upward_links(delegate)
            if link.kind.name != "delegates_to" and overlap(link.scope, scope)
        )
        sitting = (
            party
            for body in (delegate, *graph.counted_above(delegate))
            for seat in graph.seats_on(body)
            for party in (seat.member, *seat.represents)
        )
        return cls({delegate, *uppers, *sitting}, graph.view(scope).above([delegate], MANAGEMENT))

    def by(self, graph: GovernanceGraph, lender: str) -> bool:
        """Whether one who lends is among them."""
        return (
            lender in self.near
            or lender in self.above
            or any(graph.are_one_superior(lender, party) for party in self.near)
        )


def _first_lent(
    graph: GovernanceGraph, delegate: str, row: Relationship, lent: _By, vague: _By
) -> list[Relationship]:
    """The statements by which the one who lends has the power that it passes on, where it has no other.

    A post, or a collective body without a statute, has power by delegation alone.
    """
    if row.from_ in graph.structure.organisations and not graph.is_collective(row.from_):
        return []
    received = (*lent.get(row.from_, ()), *vague.get(row.from_, ()))
    return [other for other in received if other.from_ != delegate and overlap(other.scope, row.scope)]


def _finding(
    graph: GovernanceGraph, rule: Rule, delegate: str, faults: _Faults, first: Sequence[str]
) -> Finding:
    lenders = _lenders(faults.rows)
    wanting = [
        f"{what}{_as_to(graph, rows, lenders)}"
        for what, rows in (
            ("leave its extent and its terms undefined", faults.vague),
            ("state no account or report back", faults.unreported),
            ("name no scheme and no limit", faults.unwritten),
        )
        if rows
    ]
    message = f"Power lent by {graph.names(lenders)} to {graph.name(delegate)}"
    if wanting:
        message = f"{message}: the papers {listed(wanting)}."
    if faults.onward:
        onward = f"first lent to {graph.names(_lenders(faults.onward))} by {graph.names(first)}"
        message = f"{message} It was {onward}." if wanting else f"{message} was {onward}, and is passed on."
    return rule.finding(
        message,
        list(dict.fromkeys((delegate, *first_few(lenders), *first_few(first)))),
        severity=faults.severity,
        scopes=sorted({row.scope for row in faults.rows}),
        lines=[[lender, delegate] for lender in lenders],
        rests_on=faults.rows,
        key=";".join(f"{name}:{','.join(_lenders(rows))}" for name, rows in faults._asdict().items() if rows),
    )


def _lenders(rows: Iterable[Relationship]) -> list[str]:
    return sorted({row.from_ for row in rows})


def _as_to(graph: GovernanceGraph, rows: Sequence[Relationship], lenders: Sequence[str]) -> str:
    """Whom a fault concerns, where it does not concern all who lend."""
    concerned = _lenders(rows)
    return "" if concerned == lenders else f" (as to {graph.names(concerned)})"


def _to_nobody(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    unnamed: dict[str, list[Relationship]] = defaultdict(list)
    for row in graph.relationships:
        if row.kind == "delegates_to" and not row.to and graph.within_boundary(row.from_):
            unnamed[row.from_].append(row)
    for lender, rows in unnamed.items():
        yield rule.finding(
            f"Power lent by {graph.name(lender)}: the papers do not say to whom.",
            [lender],
            scopes=sorted({row.scope for row in rows}),
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
        "Power is delegated (a) with no account or report back to the one who lends it, in an overlapping scope; or (b) with "
        "neither an instrument nor a limit named: medium where that is all; or (c) by a post, or by a collective body that is not "
        "statutory, whose own power is lent by somebody else: medium where an instrument or a limit is named and an account runs "
        "back; or (d) in some way that the papers leave undefined; or (e) to nobody named. One finding at each party that holds the"
        " power, and for (e) at each that lends it."
    ),
    why="Power is lost from sight, and acts done with it may not bind.",
    fix="Write a scheme of delegation with limits, leave to pass power on or not, and a line by which its use is reported.",
    guards=(
        "A body's own head, post or part answers to it; so does one from which a line of strength 3 or more runs up to the lender.",
        "A lender that has a seat on the body, or is represented on it, sees what is done with the power.",
        "A report to the head, board or another part of the lender is a report to it.",
        "A statutory body, or one that is no collective body, has powers of its own to lend.",
        "Partners outside the boundary who lend power to each other are not judged.",
    ),
    limits="It sees that an instrument or a limit is named, not what it says.",
    anchors=("COSO", "MPM"),
    bad=BAD,
    good=GOOD,
    check=check,
)
