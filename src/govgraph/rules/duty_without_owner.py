"""DUT-01: a duty that nobody answers for, or that nobody is to do, is done by nobody."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.rules._duties import MOST, is_spoken_of, names, scopes_of, titles
from govgraph.text import listed

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

# Beyond these, those who hold duties are told as a number, and so are those who hold one together.
_MOST_GROUPS, _MOST_TOGETHER = 4, 2
_DECISIONS = {"approve", "decide"}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for duties given to nobody, once for those without the one letter, once for those without the other."""
    duties = [duty for duty in graph.duties if _is_judged(graph, duty)]
    nobody = [duty for duty in duties if not duty.accountable and not duty.responsible]
    unanswered = [
        duty
        for duty in duties
        if duty.responsible
        and not duty.accountable
        and not any(party in graph.roots for party in duty.responsible)
    ]
    undone = [duty for duty in duties if duty.accountable and not duty.responsible]
    if nobody:
        yield _given_to_nobody(graph, rule, nobody)
    if unanswered:
        yield _nobody_answers(graph, rule, unanswered)
    if undone:
        yield _nobody_does_it(graph, rule, undone)


def _is_judged(graph: GovernanceGraph, duty: Duty) -> bool:
    named = (*duty.accountable, *duty.responsible)
    return not named or any(is_spoken_of(graph, party) for party in named)


def _given_to_nobody(graph: GovernanceGraph, rule: Rule, duties: Sequence[Duty]) -> Finding:
    several = len(duties) > 1
    what, which = (f"{len(duties)} duties", f": {titles(duties)}") if several else (titles(duties), "")
    return rule.finding(
        f"The papers give {what} to nobody, neither as accountable nor as responsible{which}.",
        [],
        scopes=scopes_of(duty.scope for duty in duties),
        rests_on=duties,
        at=graph.structure.id if several else duties[0].id,
        key=_key("nobody", duties),
    )


def _nobody_answers(graph: GovernanceGraph, rule: Rule, duties: Sequence[Duty]) -> Finding:
    groups = _groups(duties, "responsible")
    decisions = [duty for duty in duties if duty.step in _DECISIONS or duty.allocates_among]
    if len(duties) == 1:
        holders = _holders(graph, groups[0][0])
        message = f"“{duties[0].name}” is given to {holders}, but the papers do not say who answers for it."
    else:
        message = (
            f"The papers do not say who answers for {len(duties)} duties that they give to {_told(graph, groups)}. "
            f"{_some_of(duties, decisions)}"
        )
    return rule.finding(
        message,
        _subjects(groups),
        severity=Severity.HIGH if decisions else Severity.MEDIUM,
        scopes=scopes_of(duty.scope for duty in duties),
        rests_on=duties,
        key=_key("unanswered", duties),
    )


def _some_of(duties: Sequence[Duty], decisions: Sequence[Duty]) -> str:
    """The first duties by name, decisions before all others."""
    if not decisions:
        return f"They are {titles(duties)}."
    told = f"{'Decisions' if len(decisions) > 1 else 'A decision'} among them: {titles(decisions)}."
    others = [duty for duty in duties if duty not in decisions]
    room = MOST - len(decisions)
    return f"{told} Others: {titles(others, room)}." if others and room > 0 else told


def _nobody_does_it(graph: GovernanceGraph, rule: Rule, duties: Sequence[Duty]) -> Finding:
    groups = _groups(duties, "accountable")
    if len(duties) == 1:
        holders = _holders(graph, groups[0][0])
        message = (
            f"The papers make {holders} accountable for “{duties[0].name}”, but do not say who is to do it."
        )
    else:
        message = (
            f"The papers do not say who is to do {len(duties)} duties for which they make {_told(graph, groups)} "
            f"accountable: {titles(duties)}."
        )
    return rule.finding(
        message,
        _subjects(groups),
        severity=Severity.LOW,
        scopes=scopes_of(duty.scope for duty in duties),
        rests_on=duties,
        key=_key("undone", duties),
    )


Group = tuple[tuple[str, ...], list[Duty]]


def _groups(duties: Sequence[Duty], letter: str) -> list[Group]:
    """Duties by those who hold a letter in them, the most first."""
    found: dict[tuple[str, ...], list[Duty]] = defaultdict(list)
    for duty in duties:
        found[tuple(sorted(getattr(duty, letter)))].append(duty)
    return sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))


def _told(graph: GovernanceGraph, groups: Sequence[Group]) -> str:
    """Who holds how many; the number is left out where one holds all."""
    if len(groups) == 1:
        return _holders(graph, groups[0][0])
    words = [f"{_holders(graph, holders)} ({len(duties)})" for holders, duties in _shown(groups)]
    rest = groups[len(words) :]
    if rest:
        words.append(f"{len(rest)} others ({sum(len(duties) for _, duties in rest)})")
    return listed(words)


def _shown(groups: Sequence[Group]) -> Sequence[Group]:
    return groups if len(groups) <= _MOST_GROUPS + 1 else groups[:_MOST_GROUPS]


def _holders(graph: GovernanceGraph, parties: Sequence[str]) -> str:
    return names(graph, parties, _MOST_TOGETHER)


def _subjects(groups: Sequence[Group]) -> list[str]:
    """The parties that the message names."""
    return list(
        dict.fromkeys(
            party
            for holders, _ in _shown(groups)
            for party in (holders if len(holders) <= _MOST_TOGETHER + 1 else holders[:_MOST_TOGETHER])
        )
    )


def _key(what: str, duties: Sequence[Duty]) -> str:
    """What is missing, and of which duties: acceptance of some is not acceptance of one that is added."""
    return f"{what}:{','.join(duty.id for duty in duties)}"


RULE = Rule(
    code="DUT-01",
    name="duty-without-owner",
    group="duties",
    title="Duty with no accountable or no responsible party",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM, Severity.LOW),
    definition=(
        "A duty has no accountable party, or no responsible party, or neither. High where it has neither, or where it is a decision "
        "(its step is approve or decide, or it allocates among several) that nobody answers for; medium where somebody is to do it and nobody "
        "answers for it; low where somebody answers for it and nobody is named to do it. One finding for the duties of each sort."
    ),
    why="What nobody answers for, nobody can be asked about; what nobody is to do is not done.",
    fix="Name one who is accountable and at least one who is responsible for each duty.",
    guards=(
        "A duty whose status is undefined is not judged, nor one that is over at the date.",
        "A duty of partners outside the boundary alone is not judged.",
        "What a root does itself needs nobody beside it who answers.",
    ),
    limits=(
        "It reads letters as the structure gives them: a paper that says “responsible” may mean that the same party answers. The duties "
        "are listed up to a number, and all of them are cited."
    ),
    anchors=("RACI",),
    bad=BAD,
    good=GOOD,
    check=check,
)
