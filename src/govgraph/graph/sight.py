"""Line of sight: the verdict for a subject, its best line, every limb, and where the dead ones stop.

The semantics are those of docs/semantics.md.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from govgraph.graph.linking import LinkSet
from govgraph.graph.links import Line
from govgraph.graph.silence import why_it_stops
from govgraph.graph.view import View
from govgraph.graph.ways import LEVELS, Floor

_INSTRUCTION_LEVELS = tuple(level for level in LEVELS if level.strength >= 3)
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
    def size(self) -> int:
        """How many links and parties it holds, of all its lines and chains."""
        lines = [self.line, *(limb.line for limb in self.limbs)]
        ends = sum(len(end.chain) for limb in self.limbs for end in limb.dead_ends)
        return (
            sum(len(line.links) for line in lines if line is not None)
            + ends
            + len(self.single_points)
            + len(self.limbs)
        )

    @property
    def strength(self) -> int:
        """The strength of the best line; 0 where there is none."""
        return self.line.strength if self.line else 0


def levels_of(direction: Direction) -> tuple[Floor, ...]:
    """The levels that count in a direction, the best first: an instruction needs strength 3 at least."""
    return LEVELS if direction is Direction.ACCOUNT else _INSTRUCTION_LEVELS


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
    levels = levels_of(direction)
    line = view.best_line(subject, levels)
    firsts = view.onward(subject, levels[-1]) if subject not in view.roots else []
    limbs = [_limb(links, view, subject, first, levels) for first in firsts]
    limbs.sort(key=lambda limb: (limb.verdict.rank, -(limb.line.strength if limb.line else 0), limb.through))
    single = view.on_every_line(subject, levels[-1]) if line is not None else []
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
        why="" if limbs or line else why_it_stops(links, view, subject, levels[-1]),
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
    below: dict[str, str | None] = {first: None}
    queue = deque([first])
    found: list[DeadEnd] = []
    while queue and len(found) < _MAX_DEAD_ENDS:
        party = queue.popleft()
        onward = view.onward(party, floor)
        if not onward:
            found.append(DeadEnd(party, _chain(below, party), why_it_stops(links, view, party, floor)))
        for upper in onward:
            if upper not in below and upper not in view.roots and upper != subject:
                below[upper] = party
                queue.append(upper)
    if not found and not alive:
        name = links.structure.parties[subject].name
        back = any(link.upper == subject for party in below for link in view.upward(party, floor))
        why = f"it leads back to {name}" if back else "it goes round in a circle and reaches nobody else"
        found.append(DeadEnd(first, (first,), why))
    return tuple(found)


def _chain(below: Mapping[str, str | None], end: str) -> tuple[str, ...]:
    """The way up to a party, from the first that led there."""
    chain = [end]
    while (party := below[chain[-1]]) is not None:
        chain.append(party)
    return tuple(reversed(chain))


def merged(answers: Sequence[Answer]) -> list[Answer]:
    """Answers that differ only in their scopes become one that names them all, in the order met."""
    together: dict[Answer, list[str]] = {}
    for one in answers:
        together.setdefault(replace(one, scopes=()), []).extend(one.scopes)
    return [replace(one, scopes=tuple(scopes)) for one, scopes in together.items()]
