"""DUT-01: a duty that nobody answers for, or that nobody is to do, is done by nobody."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.text import MOST_NAMED, first_few, listed, quoted

BAD = """
govgraph: 1
structure: {id: bad, title: A decision that nobody answers for, root: minister, subjects: [team]}
organisations:
  team: {name: The commissioning team, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: team, kind: accountable_to, to: minister}
duties:
  allocate: {name: Divide the money between the hospitals, accountable: [], responsible: [team], step: decide}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: One who answers and one who does, root: minister, subjects: [team]}
organisations:
  team: {name: The commissioning team, kind: agency}
posts:
  minister: {name: The Minister}
  director: {name: The director, in: team, heads: team}
relationships:
  - {from: team, kind: accountable_to, to: minister}
  - {from: director, kind: accountable_to, to: minister}
duties:
  allocate: {name: Divide the money between the hospitals, accountable: [director], responsible: [team], step: decide}
"""

# How the duties that lack an owner are told apart, and what is said of those of each sort.
_DECISIONS = {"approve", "decide"}


class _Sort(NamedTuple):
    """One sort of duty that lacks an owner; the list of parties that the message names, if any; and its words."""

    name: str
    severity: Severity
    holders: Literal["accountable", "responsible"] | None
    singular: str
    plural: str
    words: str


_NOBODY = _Sort(
    "nobody", Severity.HIGH, None, "duty", "duties",
    "The papers name nobody as accountable or as responsible for {what}",
)  # fmt: skip
_DECISION = _Sort(
    "decision", Severity.HIGH, "responsible", "decision", "decisions",
    "The papers name nobody as accountable for {what} that they give to {whom}",
)  # fmt: skip
_UNANSWERED = _DECISION._replace(
    name="unanswered", severity=Severity.MEDIUM, singular="duty", plural="duties"
)
_UNDONE = _Sort(
    "undone", Severity.LOW, "accountable", "duty", "duties",
    "The papers name nobody as responsible for {what} for which they make {whom} accountable",
)  # fmt: skip


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for all duties of each sort."""
    found: dict[_Sort, list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        named = (*duty.accountable, *duty.responsible)
        sort = _sort(graph, duty)
        if sort is not None and (not named or any(map(graph.within_boundary, named))):
            found[sort].append(duty)
    for sort, duties in found.items():
        yield _finding(graph, rule, sort, duties)


def _sort(graph: GovernanceGraph, duty: Duty) -> _Sort | None:
    """What a duty lacks; None where somebody answers for it and somebody is to do it, or a root does it itself."""
    if duty.accountable:
        return None if duty.responsible else _UNDONE
    if not duty.responsible:
        return _NOBODY
    if not set(graph.roots).isdisjoint(duty.responsible):
        return None
    return _DECISION if _is_decision(duty) else _UNANSWERED


def _is_decision(duty: Duty) -> bool:
    return duty.step in _DECISIONS or bool(duty.allocates_among)


def _finding(graph: GovernanceGraph, rule: Rule, sort: _Sort, duties: Sequence[Duty]) -> Finding:
    held: Counter[str] = Counter()
    for duty in duties:
        held.update(graph.apart(getattr(duty, sort.holders) if sort.holders else ()))
    holders = sorted(held, key=lambda party: (-held[party], party))
    numbers = {
        party: f" ({held[party]})" if len(duties) > 1 and len(holders) > 1 else "" for party in holders
    }
    what = f"a {sort.singular}" if len(duties) == 1 else f"{len(duties)} {sort.plural}"
    whom = listed([f"{graph.name(party)}{numbers[party]}" for party in holders], most=MOST_NAMED)
    # Of those given to nobody, the decisions are told first: what is not told by name is only counted.
    told = sorted(duties, key=lambda duty: not _is_decision(duty))
    return rule.finding(
        f"{sort.words.format(what=what, whom=whom)}: {quoted(row.name for row in told)}.",
        first_few(holders),
        severity=sort.severity,
        scopes=sorted({duty.scope for duty in duties}),
        rests_on=duties,
        at=holders[0] if holders else duties[0].id,
        # Acceptance of some is not acceptance of one that is added.
        key=f"{sort.name}:{','.join(duty.id for duty in duties)}",
    )


RULE = Rule(
    code="DUT-01",
    name="duty-without-owner",
    group="duties",
    title="Duty with no accountable or no responsible party",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM, Severity.LOW),
    definition=(
        "A duty has no accountable party, or no responsible party, or neither. High where it has neither, or where it is a decision"
        " (its step is approve or decide, or it allocates among several) that nobody answers for; medium where another duty has "
        "somebody to do it and nobody who answers for it; low where somebody answers for it and nobody is named to do it. One "
        "finding for all the duties of each of these four sorts."
    ),
    why="What nobody answers for, nobody can be asked about; what nobody is to do is not done.",
    fix="Name one who is accountable and at least one who is responsible for each duty, for decisions first.",
    guards=(
        "A duty whose status does not count (undefined, proposed) or that is over at the date is not judged.",
        "A duty of partners outside the boundary alone is not judged.",
        "What a root does itself needs nobody beside it who answers.",
    ),
    limits=(
        "It asks who is named: a party that is to do a thing, and answers to another, may be taken to answer for that thing too. "
        "The message names the first duties of a sort; the finding cites all of them. A duty that several are to do is counted for "
        "each of them."
    ),
    anchors=("RACI",),
    bad=BAD,
    good=GOOD,
    check=check,
)
