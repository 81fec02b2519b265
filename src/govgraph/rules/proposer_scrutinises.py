"""COI-04: whoever proposes a thing is no second pair of eyes on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.relationships import Membership
from govgraph.model.scopes import overlap
from govgraph.rules._conflict import Voice, seat_order, voice
from govgraph.text import MOST_NAMED, first_few, folded, listed

BAD = """
govgraph: 1
structure: {id: bad, title: The team scrutinises its own business cases, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The commissioning team, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: minister}
duties:
  write-cases: {name: Develop business cases, accountable: [team], responsible: [team], step: propose, subject: business cases}
  test-cases: {name: Scrutinise business cases, accountable: [team], responsible: [team], step: scrutinise, subject: business cases}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Another body scrutinises the business cases, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The commissioning team, kind: agency}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: minister}
  - {from: authority, kind: accountable_to, to: minister}
duties:
  write-cases: {name: Develop business cases, accountable: [team], responsible: [team], step: propose, subject: business cases}
  test-cases: {name: Scrutinise business cases, accountable: [authority], responsible: [authority], step: scrutinise, subject: business cases}
"""

_PUTS_FORWARD = {"propose": "proposes", "recommend": "recommends"}
_LOOKS_OVER = {"scrutinise": "scrutinises", "approve": "approves", "decide": "decides"}
_VERBS = _PUTS_FORWARD | _LOOKS_OVER

# Two bodies, and each post that sits on both with its seats there.
_InCommon = dict[tuple[str, str], list[tuple[Membership, Membership]]]


@dataclass(slots=True)
class _Subject:
    """The duties with a step on one subject, by who puts it forward and who looks it over."""

    name: str
    forward: dict[str, list[Duty]] = field(default_factory=lambda: defaultdict(list))
    over: dict[str, list[Duty]] = field(default_factory=lambda: defaultdict(list))


class _Both(NamedTuple):
    """The two steps on one subject, of one party or of two bodies, and who else looks it over."""

    subject: str
    forward: tuple[Duty, ...]
    over: tuple[Duty, ...]
    others: tuple[str, ...]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party for what it looks over itself, and once for each two bodies that have posts in common."""
    subjects = _subjects(graph)
    yield from _by_one_party(graph, rule, subjects)
    yield from _by_two_bodies(graph, rule, subjects)


def _subjects(graph: GovernanceGraph) -> list[_Subject]:
    """The subjects of duties that have a step.

    Whoever does a thing puts it forward; whoever does it or answers for it looks it over. So a party that
    answers for a proposal that others make, and decides on it, has had a first pair of eyes on it.
    """
    found: dict[str, _Subject] = {}
    for duty in graph.duties:
        if duty.subject is None:
            continue
        subject = found.setdefault(folded(duty.subject), _Subject(duty.subject))
        if duty.step in _PUTS_FORWARD:
            for party in filter(graph.exists, duty.responsible or duty.accountable):
                subject.forward[party].append(duty)
        elif duty.step in _LOOKS_OVER:
            for party in filter(graph.exists, dict.fromkeys((*duty.responsible, *duty.accountable))):
                subject.over[party].append(duty)
    return list(found.values())


def _both(subject: _Subject, first: str, second: str) -> _Both | None:
    """Where one party puts a subject forward and the other looks it over, for matters that overlap."""
    pairs = [
        (one, two)
        for one in subject.forward.get(first, ())
        for two in subject.over.get(second, ())
        if overlap(one.scope, two.scope)
    ]
    if not pairs:
        return None
    forward, over = ({duty.id: duty for duty in side} for side in zip(*pairs, strict=True))
    others = [
        party
        for party, duties in subject.over.items()
        if party not in {first, second}
        and any(overlap(one.scope, duty.scope) for one in forward.values() for duty in duties)
    ]
    return _Both(subject.name, tuple(forward.values()), tuple(over.values()), tuple(sorted(others)))


# -- (a) one party


def _by_one_party(graph: GovernanceGraph, rule: Rule, subjects: Sequence[_Subject]) -> Iterator[Finding]:
    alike: dict[tuple[str, Severity, tuple[str, ...]], list[_Both]] = defaultdict(list)
    for subject in subjects:
        for party in filter(graph.within_boundary, subject.forward):
            both = _both(subject, party, party)
            severity = both and _severity(graph, party, both)
            if both and severity:
                alike[party, severity, both.others].append(both)
    for (party, severity, others), found in alike.items():
        yield _of_one(graph, rule, party, severity, others, found)


def _severity(graph: GovernanceGraph, party: str, both: _Both) -> Severity | None:
    """How much it matters that one party takes both steps.

    To scrutinise or approve what one has proposed is a check that checks nothing. To decide on it is what
    any body does with its own plans: a lack only where nobody else looks at them, nor sits on it.
    """
    if any(duty.step != "decide" for duty in both.over):
        return Severity.MEDIUM if both.others else Severity.HIGH
    has_others_on_it = any(seat.member != party for seat in graph.seats_on(party))
    return None if both.others or has_others_on_it else Severity.MEDIUM


def _of_one(
    graph: GovernanceGraph,
    rule: Rule,
    party: str,
    severity: Severity,
    others: Sequence[str],
    found: Sequence[_Both],
) -> Finding:
    duties = [duty for both in found for duty in (*both.forward, *both.over)]
    does = _does(graph, party, [(both.subject, (*both.forward, *both.over)) for both in found])
    nobody = "the papers name nobody else who scrutinises, approves or decides"
    looks = "look" if len(others) > 1 else graph.verb(others[0], "looks") if others else ""
    told = f"in the papers {graph.names(others)} {looks} at this too" if others else nobody
    return rule.finding(
        f"{graph.name(party)} {graph.verb(party, 'itself', 'themselves')} {does}; {told}.",
        [party],
        severity=severity,
        scopes=sorted({duty.scope for duty in duties}),
        rests_on=duties,
        key=",".join([party, *(both.subject for both in found)]),
    )


# -- (b) a post on two bodies


def _by_two_bodies(graph: GovernanceGraph, rule: Rule, subjects: Sequence[_Subject]) -> Iterator[Finding]:
    put_forward: dict[str, list[_Subject]] = defaultdict(list)
    for subject in subjects:
        for party in subject.forward:
            put_forward[party].append(subject)
    for (first, second), doubles in _in_common(graph, subjects).items():
        on_both = [_both(subject, first, second) for subject in put_forward.get(first, ())]
        found = [both for both in on_both if both is not None]
        speaking = [double for double in doubles if any(_speak_to(double, both) for both in found)]
        if speaking and not graph.is_within(first, second):
            yield _of_two(graph, rule, (first, second), speaking, found)


def _in_common(graph: GovernanceGraph, subjects: Sequence[_Subject]) -> _InCommon:
    """Posts with a say on a body that puts something forward and on another that looks something over."""
    forward = {party for subject in subjects for party in subject.forward}
    over = {party for subject in subjects for party in subject.over}
    seats: dict[str, list[Membership]] = defaultdict(list)
    for seat in sorted(graph.memberships, key=seat_order):
        post = seat.member
        # Of several posts alike it is not said that it is the same one that sits on both.
        is_one = post in graph.structure.posts and graph.party(post).count == 1
        if is_one and graph.within_boundary(post) and voice(seat) <= Voice.UNCLEAR:
            seats[post].append(seat)
    found: _InCommon = defaultdict(list)
    for held in seats.values():
        for one in (seat for seat in held if seat.body in forward):
            for two in (seat for seat in held if seat.body in over):
                # Whoever sits on the second to speak for the first is open about it.
                if one.body not in {two.body, *two.represents}:
                    found[one.body, two.body].append((one, two))
    return found


def _speak_to(double: tuple[Membership, Membership], both: _Both) -> bool:
    """Whether a post's two seats are for the matters that the two steps are about."""
    return all(
        any(overlap(seat.scope, duty.scope) for duty in duties)
        for seat, duties in zip(double, (both.forward, both.over), strict=True)
    )


def _of_two(
    graph: GovernanceGraph,
    rule: Rule,
    bodies: tuple[str, str],
    doubles: Sequence[tuple[Membership, Membership]],
    found: Sequence[_Both],
) -> Finding:
    first, second = bodies
    posts = list(dict.fromkeys(one.member for one, _ in doubles))
    voting = [seat for seat in graph.ballot(second).seats if voice(seat.statement) <= Voice.UNCLEAR]
    held, all_seats = sum(s.number for s in voting if s.member in posts), sum(s.number for s in voting)
    does = _does(graph, first, [(both.subject, both.forward) for both in found])
    looks = _does(graph, second, [(both.subject, both.over) for both in found])
    duties = [duty for both in found for duty in (*both.forward, *both.over)]
    return rule.finding(
        f"{graph.names(posts)} {'sits' if len(posts) == 1 else 'sit'} both on {graph.name(first)}, which {does}, and "
        f"on {graph.name(second)}, which {looks}, with {held} of the {all_seats} seats there that vote or may vote.",
        [*first_few(posts), first, second],
        severity=Severity.MEDIUM if 2 * held < all_seats else None,
        scopes=sorted({duty.scope for duty in duties}),
        rests_on=[*duties, *(seat for double in doubles for seat in double)],
        key=",".join([first, second, *posts]),
    )


def _does(graph: GovernanceGraph, party: str, steps: Iterable[tuple[str, Sequence[Duty]]]) -> str:
    """What a party does with each subject by its duties there, as clauses."""
    clauses = []
    for subject, duties in steps:
        taken = {duty.step for duty in duties}
        verbs = [graph.verb(party, verb) for step, verb in _VERBS.items() if step in taken]
        clauses.append(f"{listed(verbs)} “{subject}”")
    return listed(clauses, most=MOST_NAMED)


RULE = Rule(
    code="COI-04",
    name="proposer-scrutinises",
    group="conflict",
    title="Proposer scrutinises or approves",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "On one subject, for matters that overlap: (a) a party proposes or recommends, and scrutinises, approves or decides as "
        "well; or (b) a post has a say on a body that does the one and on another that does the other. One finding at each party, "
        "and one for each two bodies, with all posts that they have in common."
    ),
    why="There is no second pair of eyes.",
    fix="Have it scrutinised by someone who did not propose it; whoever sits on both bodies declares the interest and abstains.",
    guards=(
        (
            "Medium where somebody else scrutinises, approves or decides on the subject too, or where in (b) the posts hold fewer "
            "than half of the seats."
        ),
        (
            "Medium where a party only decides on what it has proposed; not raised where somebody else looks at it too, or where "
            "others have seats on it."
        ),
        "Who merely answers for a proposal that others make does not put it forward.",
        "A committee that is a part of the deciding body is not raised; nor is a seat held there to represent the proposing body.",
        "A seat that does not vote, and a post that stands for several, are not counted in (b).",
    ),
    limits=(
        "Duties are compared where they name the same subject in the same words, and a subject drawn wide takes in steps that no "
        "one would set against each other. One who proposes in person and votes on the body that decides is not seen."
    ),
    anchors=("COSO", "3LINES"),
    bad=BAD,
    good=GOOD,
    check=check,
)
