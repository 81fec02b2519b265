"""COI-04: whoever proposes a thing is no second pair of eyes on it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.relationships import Membership
from govgraph.model.scopes import overlap
from govgraph.rules._conflict import MOST_NAMED, Voice, names, voice, within_boundary
from govgraph.text import in_the_plural, listed

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


@dataclass(slots=True)
class _Subject:
    """The steps on one subject, by who puts it forward and who looks it over."""

    name: str
    forward: dict[str, list[Duty]] = field(default_factory=lambda: defaultdict(list))
    over: dict[str, list[Duty]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class _Both:
    """The two steps on one subject, of one party or of two bodies, and who else looks it over."""

    subject: str
    forward: tuple[Duty, ...]
    over: tuple[Duty, ...]
    others: tuple[str, ...]

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties of both steps."""
        return (*self.forward, *self.over)

    @property
    def severity(self) -> Severity | None:
        """How much it matters that one party takes both steps.

        To scrutinise or approve what one has proposed is a check that checks nothing. To decide on it is what
        any body does with its own plans: a lack only where nobody else looks at them.
        """
        if any(duty.step != "decide" for duty in self.over):
            return Severity.MEDIUM if self.others else Severity.HIGH
        return None if self.others else Severity.MEDIUM


@dataclass(frozen=True, slots=True)
class _Double:
    """A post with a say on two bodies, and its seats there."""

    post: str
    seats: tuple[Membership, Membership]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party for what it looks over itself, and once for each two bodies that have posts in common."""
    subjects = _subjects(graph)
    for party in sorted({party for subject in subjects for party in subject.forward}):
        if within_boundary(graph, party):
            found = [both for subject in subjects if (both := _both(subject, party, party)) is not None]
            alike: dict[tuple[Severity, tuple[str, ...]], list[_Both]] = defaultdict(list)
            for both in found:
                if both.severity is not None:
                    alike[both.severity, both.others].append(both)
            for (severity, _), some in alike.items():
                yield _of_one(graph, rule, party, some, severity)
    for (first, second), posts in sorted(_in_common(graph, subjects).items()):
        found = [both for subject in subjects if (both := _both(subject, first, second)) is not None]
        doubles = [post for post in posts if any(_speak_to(post, both) for both in found)]
        if doubles:
            yield _of_two(graph, rule, (first, second), doubles, found)


def _subjects(graph: GovernanceGraph) -> list[_Subject]:
    """The subjects of duties that have a step, by name.

    Whoever does a thing puts it forward; whoever does it or answers for it looks it over. So a party that
    answers for a proposal that others make, and decides on it, has had a first pair of eyes on it.
    """
    found: dict[str, _Subject] = {}
    for duty in graph.duties:
        if duty.subject is None or duty.step is None:
            continue
        subject = found.setdefault(" ".join(duty.subject.casefold().split()), _Subject(duty.subject))
        if duty.step in _PUTS_FORWARD:
            for party in duty.responsible or duty.accountable:
                subject.forward[party].append(duty)
        elif duty.step in _LOOKS_OVER:
            for party in dict.fromkeys((*duty.responsible, *duty.accountable)):
                subject.over[party].append(duty)
    return [found[key] for key in sorted(found)]


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
    others = [
        party
        for party, duties in subject.over.items()
        if party not in {first, second}
        and any(overlap(one.scope, duty.scope) for one, _ in pairs for duty in duties)
    ]
    forward = {one.id: one for one, _ in pairs}
    over = {two.id: two for _, two in pairs}
    return _Both(subject.name, tuple(forward.values()), tuple(over.values()), tuple(sorted(others)))


def _in_common(graph: GovernanceGraph, subjects: Sequence[_Subject]) -> dict[tuple[str, str], list[_Double]]:
    """Posts with a say on a body that puts something forward and on another that looks something over."""
    forward = {party for subject in subjects for party in subject.forward}
    over = {party for subject in subjects for party in subject.over}
    seats: dict[str, list[Membership]] = defaultdict(list)
    for seat in graph.memberships:
        row = graph.structure.posts.get(seat.member)
        # Of several posts alike it is not said that it is the same one that sits on both.
        if row is not None and row.count == 1 and voice(seat) <= Voice.UNCLEAR:
            seats[seat.member].append(seat)
    found: dict[tuple[str, str], list[_Double]] = defaultdict(list)
    for post in sorted(seats):
        for one in (seat for seat in seats[post] if seat.body in forward):
            for two in (seat for seat in seats[post] if seat.body in over and seat.body != one.body):
                sent = one.body in two.represents
                if not sent and within_boundary(graph, post) and not graph.is_within(one.body, two.body):
                    found[one.body, two.body].append(_Double(post, (one, two)))
    return found


def _speak_to(double: _Double, both: _Both) -> bool:
    """Whether a post's two seats are for the matters that the two steps are about."""
    one, two = double.seats
    return any(overlap(one.scope, duty.scope) for duty in both.forward) and any(
        overlap(two.scope, duty.scope) for duty in both.over
    )


def _of_one(
    graph: GovernanceGraph, rule: Rule, party: str, found: Sequence[_Both], severity: Severity
) -> Finding:
    clauses = [f"{_verbs(graph, party, both.duties)} “{both.subject}”" for both in found]
    itself, others = graph.verb(party, "itself", "themselves"), found[0].others
    nobody = "the papers name nobody else who scrutinises, approves or decides"
    look = graph.verb(others[0], "looks", "look") if len(others) == 1 else "look"
    told = f"in the papers {names(graph, others)} {look} at this too"
    return rule.finding(
        f"{graph.name(party)} {itself} {listed(clauses, most=MOST_NAMED)}; {told if others else nobody}.",
        [party],
        severity=severity,
        scopes=sorted({duty.scope for both in found for duty in both.duties}),
        rests_on=[duty for both in found for duty in both.duties],
        key=",".join([party, *(both.subject for both in found)]),
    )


def _of_two(
    graph: GovernanceGraph,
    rule: Rule,
    bodies: tuple[str, str],
    doubles: Sequence[_Double],
    found: Sequence[_Both],
) -> Finding:
    first, second = bodies
    posts = list(dict.fromkeys(double.post for double in doubles))
    shown = posts if len(posts) <= MOST_NAMED + 1 else posts[:MOST_NAMED]
    held, of_all = _seats_held(graph, second, posts)
    does = listed(
        [f"{_verbs(graph, first, both.forward)} “{both.subject}”" for both in found], most=MOST_NAMED
    )
    looks = listed(
        [f"{_verbs(graph, second, both.over)} “{both.subject}”" for both in found], most=MOST_NAMED
    )
    sit = "sits" if len(posts) == 1 else "sit"
    return rule.finding(
        f"{names(graph, posts)} {sit} both on {graph.name(first)}, which {does}, and on {graph.name(second)}, which "
        f"{looks}, with {held} of the {of_all} seats there that vote, or of whose vote the papers do not say.",
        [*shown, first, second],
        severity=Severity.MEDIUM if 2 * held < of_all else None,
        scopes=sorted({duty.scope for both in found for duty in both.duties}),
        rests_on=[
            *(duty for both in found for duty in both.duties),
            *(seat for double in doubles for seat in double.seats),
        ],
        key=",".join([first, second, *posts]),
    )


def _seats_held(graph: GovernanceGraph, body: str, posts: Sequence[str]) -> tuple[int, int]:
    """How many of the seats with a say on a body some posts hold, and how many there are."""
    seats = [seat for seat in graph.ballot(body).seats if voice(seat.statement) <= Voice.UNCLEAR]
    held = sum(seat.number for seat in seats if seat.member in posts)
    return held, sum(seat.number for seat in seats)


def _verbs(graph: GovernanceGraph, party: str, duties: Sequence[Duty]) -> str:
    steps = {duty.step for duty in duties}
    return listed(
        [graph.verb(party, verb, in_the_plural(verb)) for step, verb in _VERBS.items() if step in steps]
    )


RULE = Rule(
    code="COI-04",
    name="proposer-scrutinises",
    group="conflict",
    title="Proposer scrutinises or approves",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "On one subject, for matters that overlap: (a) a party proposes or recommends, and scrutinises, approves or decides as well; or "
        "(b) a post has a say on a body that does the one and on another that does the other. Raised once at each party, and once for "
        "each two bodies, with all posts that they have in common."
    ),
    why="There is no second pair of eyes.",
    fix="Have it scrutinised by someone who did not propose it; in (b), declare the interest and abstain.",
    guards=(
        "Medium where somebody else scrutinises, approves or decides on the subject too, or where in (b) the posts hold fewer than half of the seats.",
        "A party that decides on what it has proposed is medium, and is not raised where somebody else looks at it too.",
        "Who merely answers for a proposal that others make does not put it forward.",
        "A committee of the deciding body, made up of its members, is not raised; nor is a seat held to represent the proposing body there.",
        "A seat that does not vote, and a post that stands for several, are not counted in (b).",
    ),
    limits=(
        "Duties are compared where they name the same subject in the same words, and a subject drawn wide takes in steps that no one "
        "would set against each other. One who proposes in person and votes on the body that decides is not seen."
    ),
    anchors=("COSO", "3LINES"),
    bad=BAD,
    good=GOOD,
    check=check,
)
