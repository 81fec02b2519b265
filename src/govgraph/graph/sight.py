"""Line of sight: the verdict for a subject, its best line, every limb, and where the dead ones stop.

The semantics are those of docs/semantics.md.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from govgraph.graph.links import Line, LinkSet
from govgraph.graph.silence import why_it_stops
from govgraph.graph.view import LEVELS, Floor, View

INSTRUCTION_LEVELS = tuple(level for level in LEVELS if level.strength >= 3)
_MAX_DEAD_ENDS = 25


class Verdict(StrEnum):
    """How clear a line of sight is."""

    CLEAR = "clear"
    QUALIFIED = "qualified"
    WEAK = "weak"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for clear to 3 for none."""
        return list(Verdict).index(self)


class Direction(StrEnum):
    """The account runs up; the instruction runs down."""

    ACCOUNT = "account"
    INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """Where a chain stops short of the root, the chain that leads there, and why it stops."""

    at: str
    chain: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Limb:
    """The family of lines that leave a subject by the same first party."""

    through: str
    verdict: Verdict
    line: Line | None
    dead_ends: tuple[DeadEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One subject's line of sight, in the scopes that give the same answer.

    `line` runs from the subject up to a root, in both directions. `repeats` are parties that a line asked
    for by way of others passes more than once.
    """

    subject: str
    roots: tuple[str, ...]
    scopes: tuple[str, ...]
    direction: Direction
    verdict: Verdict
    line: Line | None
    limbs: tuple[Limb, ...] = ()
    single_points: tuple[str, ...] = ()
    via: tuple[tuple[str, ...], ...] = ()
    repeats: tuple[str, ...] = ()
    why: str = ""

    @property
    def strength(self) -> int:
        """The strength of the best line; 0 where there is none."""
        return self.line.strength if self.line else 0


def verdict_of(line: Line | None) -> Verdict:
    """What a line amounts to on its own."""
    if line is None:
        return Verdict.NONE
    if line.strength >= 3 and not line.unsettled:
        return Verdict.CLEAR
    return Verdict.QUALIFIED if line.strength >= 2 else Verdict.WEAK


def verdict_at(level: Floor | None) -> Verdict:
    """What the best level on which a root is reached amounts to."""
    if level is None:
        return Verdict.NONE
    if level.worst == 0:
        return Verdict.CLEAR
    return Verdict.QUALIFIED if level.strength >= 2 else Verdict.WEAK


def answer(links: LinkSet, view: View, subject: str, direction: Direction = Direction.ACCOUNT) -> Answer:
    """The answer for one subject in one scope."""
    levels = LEVELS if direction is Direction.ACCOUNT else INSTRUCTION_LEVELS
    line = view.best_line(subject, levels)
    firsts = (
        sorted({link.upper for link in view.upward(subject, levels[-1])}) if subject not in view.roots else []
    )
    limbs = [_limb(links, view, subject, first, levels) for first in firsts]
    limbs.sort(key=lambda limb: (limb.verdict.rank, -(limb.line.strength if limb.line else 0), limb.through))
    single = view.on_every_line(subject) if direction is Direction.ACCOUNT and line is not None else []
    parties = links.structure.parties
    return Answer(
        subject,
        view.roots,
        (view.scope,),
        direction,
        verdict_of(line),
        line,
        tuple(limbs),
        tuple(party for party in single if parties[party].count == 1),
        why="" if limbs or line else why_it_stops(links, view, subject),
    )


def _limb(links: LinkSet, view: View, subject: str, first: str, levels: Sequence[Floor]) -> Limb:
    line = view.best_line_through(subject, first, levels)
    return Limb(
        first,
        verdict_of(line),
        line,
        _dead_ends(links, view, subject, first, levels[-1], alive=line is not None),
    )


def _dead_ends(
    links: LinkSet, view: View, subject: str, first: str, floor: Floor, *, alive: bool
) -> tuple[DeadEnd, ...]:
    """Where the lines of a limb stop short of a root: at parties with no upward link of their own."""
    if first in view.roots:
        return ()
    chains: dict[str, tuple[str, ...]] = {first: (first,)}
    queue = deque([first])
    found: list[DeadEnd] = []
    while queue and len(found) < _MAX_DEAD_ENDS:
        party = queue.popleft()
        onward = sorted({link.upper for link in view.upward(party, floor)})
        if not onward:
            found.append(DeadEnd(party, chains[party], why_it_stops(links, view, party)))
        for upper in onward:
            if upper not in chains and upper not in view.roots and upper != subject:
                chains[upper] = (*chains[party], upper)
                queue.append(upper)
    if not found and not alive:
        name = links.structure.parties[subject].name
        back = any(link.upper == subject for party in chains for link in view.upward(party, floor))
        why = f"it leads back to {name}" if back else "it goes round in a circle and reaches nobody else"
        found.append(DeadEnd(first, (first,), why))
    return tuple(found)


def answer_by_way_of(links: LinkSet, view: View, subject: str, via: Sequence[Sequence[str]]) -> Answer:
    """The best line that passes, in this order, one party of each group: best legs, joined.

    A party that the joined line passes twice is reported in `repeats`, not hidden.
    """
    best: Line | None = None
    starts: dict[str, Line] = {subject: Line(subject, ())}
    for group in via:
        starts = _next_legs(links, view, starts, group)
    for line in (starts[party] for party in sorted(starts)):
        onward = view.best_line(line.parties[-1])
        if onward is not None:
            joined = Line(subject, (*line.links, *onward.links))
            best = joined if best is None or _order(joined) < _order(best) else best
    passed = best.parties if best else ()
    repeats = tuple(sorted({party for party in passed if passed.count(party) > 1}))
    why = "" if best else _missing_leg(links, view, subject, via)
    groups = tuple(tuple(group) for group in via)
    return Answer(
        subject,
        view.roots,
        (view.scope,),
        Direction.ACCOUNT,
        verdict_of(best),
        best,
        via=groups,
        repeats=repeats,
        why=why,
    )


def _next_legs(links: LinkSet, view: View, starts: dict[str, Line], group: Sequence[str]) -> dict[str, Line]:
    """For each party of the group, the best line so far that ends there."""
    reached: dict[str, Line] = {}
    for target in sorted(set(group)):
        leg_view = View(links, view.scope, [target])
        for start in sorted(starts):
            leg = leg_view.best_line(start)
            if leg is not None:
                joined = Line(starts[start].start, (*starts[start].links, *leg.links))
                if target not in reached or _order(joined) < _order(reached[target]):
                    reached[target] = joined
    return reached


def _missing_leg(links: LinkSet, view: View, subject: str, via: Sequence[Sequence[str]]) -> str:
    names = links.structure.parties
    starts: dict[str, Line] = {subject: Line(subject, ())}
    for group in via:
        following = _next_legs(links, view, starts, group)
        if not following:
            here = " or ".join(names[party].name for party in sorted(starts))
            there = " or ".join(names[party].name for party in group)
            return f"no line runs from {here} to {there}"
        starts = following
    here = " or ".join(names[party].name for party in sorted(starts))
    return f"no line runs from {here} to the root"


def _order(line: Line) -> tuple[object, ...]:
    """Which of two lines is better, in the order of docs/semantics.md; the smaller is the better."""
    worst = max((link.evidence for link in line.links), default=0)
    return (verdict_of(line).rank, -line.strength, len(line.unsettled), worst, len(line.links), line.parties)


def merged(answers: Sequence[Answer]) -> list[Answer]:
    """Answers that differ only in their scopes become one that names them all, in the order met."""
    together: dict[Answer, list[str]] = {}
    for one in answers:
        together.setdefault(replace(one, scopes=()), []).extend(one.scopes)
    return [replace(one, scopes=tuple(scopes)) for one, scopes in together.items()]
