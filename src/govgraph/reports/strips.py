"""Limbs set out hop by hop, ready for any format; and subjects that share the same answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from govgraph.graph import Answer, DeadEnd, Direction, GovernanceGraph, Limb, Line, Link, Verdict
from govgraph.graph.sight import verdict_of
from govgraph.reports import wording


@dataclass(frozen=True, slots=True)
class Hop:
    """One arrow: how it reads, what it carries, what it rests on. `mark` names the weakest link, else it is empty."""

    start: str
    end: str
    reads: str
    strength: int
    carries: str
    standing: str
    places: str
    mark: str
    link: Link


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a chain stops, and why; `scopes` where it holds in some of its strip's only.

    `chain` runs from the subject; `hops` only from `start`, the party where it leaves the line of its limb.
    """

    at: str
    start: str
    chain: tuple[str, ...]
    hops: tuple[Hop, ...]
    why: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """One limb: its line in reading order, and where others of its lines stop.

    A strip with no hops is a limb of which no line reaches a root.
    """

    through: str
    verdict: Verdict
    line: Line | None
    parties: tuple[str, ...]
    hops: tuple[Hop, ...]
    stops: tuple[Stop, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that have the same answers, with the answers of the first of them."""

    subjects: tuple[str, ...]
    answers: tuple[Answer, ...]


def hops_of(line: Line, direction: Direction = Direction.ACCOUNT) -> tuple[Hop, ...]:
    """The hops of a line as they are read: from the subject up, or from the root down for an instruction."""
    marks = _marks(line)
    hops = [
        Hop(
            link.lower if direction is Direction.ACCOUNT else link.upper,
            link.upper if direction is Direction.ACCOUNT else link.lower,
            wording.reads(link, direction),
            link.strength,
            wording.STRENGTH_WORDS[link.strength],
            wording.standing(link.status, link.basis),
            wording.places(link.source),
            mark,
            link,
        )
        for link, mark in zip(line.links, marks, strict=True)
    ]
    return tuple(hops if direction is Direction.ACCOUNT else reversed(hops))


def _marks(line: Line) -> list[str]:
    """The weakest link in words; several that are equally weak share the mark, and a line of equals that lack nothing has none."""
    if line.weakest is None:
        return []
    worst = line.links[line.weakest]
    alike = [(link.strength, link.standing) == (worst.strength, worst.standing) for link in line.links]
    if all(alike) and (worst.settled or len(alike) == 1):
        return [""] * len(alike)
    word = "weakest link" if sum(alike) == 1 else "joint weakest link"
    return [word if weak else "" for weak in alike]


def strips_of(graph: GovernanceGraph, answers: Iterable[Answer]) -> list[Strip]:
    """The limbs of one subject's answers: those alike in several scopes are one strip, with their scopes named.

    `scopes` of a strip, and of a stop within it, is empty where it holds in all the scopes asked about (of a
    stop: in all of its strip's). Best first.
    """
    asked = list(answers)
    every = tuple(scope for answer in asked for scope in answer.scopes)
    strips: dict[tuple[str, Line | None], tuple[list[str], dict[Stop, list[str]], Direction, Verdict]] = {}
    for answer in asked:
        for limb in answer.limbs or _only_limb(answer):
            scopes, stops, _, _ = strips.setdefault(
                (limb.through, limb.line), ([], {}, answer.direction, limb.verdict)
            )
            scopes.extend(answer.scopes)
            for end in limb.dead_ends:
                stops.setdefault(_stop(graph, answer, limb, end), []).extend(answer.scopes)
    found = []
    for (through, line), (scopes, stops, direction, verdict) in strips.items():
        ends = tuple(replace(stop, scopes=_unless_all(held, scopes)) for stop, held in stops.items())
        hops = hops_of(line, direction) if line else ()
        parties = (hops[0].start, *(hop.end for hop in hops)) if hops else ()
        found.append(Strip(through, verdict, line, parties, hops, ends, _unless_all(scopes, every)))
    return sorted(
        found,
        key=lambda strip: (strip.verdict.rank, -(strip.line.strength if strip.line else 0), strip.through),
    )


def _unless_all(scopes: Sequence[str], every: Sequence[str]) -> tuple[str, ...]:
    return () if set(scopes) == set(every) else tuple(dict.fromkeys(scopes))


def _stop(graph: GovernanceGraph, answer: Answer, limb: Limb, end: DeadEnd) -> Stop:
    hops = hops_of(_chain_line(graph, answer, end))
    chain = (answer.subject, *end.chain)
    shared = 0
    while limb.line and shared < len(hops) and limb.line.parties[: shared + 2] == chain[: shared + 2]:
        shared += 1
    return Stop(end.at, chain[shared], chain, tuple(replace(hop, mark="") for hop in hops[shared:]), end.why)


def _chain_line(graph: GovernanceGraph, answer: Answer, end: DeadEnd) -> Line:
    """The strongest links along a chain that stops."""
    view = graph.view(answer.scopes[0])
    parties = (answer.subject, *end.chain)
    links = [
        min(
            (link for link in view.upward(lower) if link.upper == upper),
            key=lambda link: (-link.strength, link.standing, link.statement),
        )
        for lower, upper in pairwise(parties)
    ]
    return Line(answer.subject, tuple(links))


def _only_limb(answer: Answer) -> tuple[Limb, ...]:
    """A line asked for by way of others comes without limbs: it is shown as the one limb that it is."""
    if answer.line is None or not answer.line.links:
        return ()
    return (Limb(answer.line.links[0].upper, verdict_of(answer.line), answer.line),)


def groups(graph: GovernanceGraph, answers: Iterable[Answer]) -> list[Group]:
    """Subjects with the same answers, once; those whose answers differ, apart; in the order first met."""
    by_subject: dict[str, list[Answer]] = {}
    for answer in answers:
        by_subject.setdefault(answer.subject, []).append(answer)
    together: dict[tuple[object, ...], list[str]] = {}
    for subject, own in by_subject.items():
        together.setdefault(tuple(_pattern(graph, answer) for answer in own), []).append(subject)
    return [Group(tuple(subjects), tuple(by_subject[subjects[0]])) for subjects in together.values()]


def _pattern(graph: GovernanceGraph, answer: Answer) -> tuple[object, ...]:
    """All that an answer says, apart from who its subject is: the hops that leave it, too, compared by what they say."""
    limbs = tuple(
        (
            limb.through,
            limb.verdict,
            _line_pattern(limb.line, answer.subject),
            _stops_pattern(graph, answer, limb),
        )
        for limb in answer.limbs
    )
    line = _line_pattern(answer.line, answer.subject)
    about = (
        answer.roots,
        answer.scopes,
        answer.direction,
        answer.verdict,
        answer.single_points,
        answer.via,
        answer.why,
    )
    return (*about, answer.repeats, line, limbs)


def _stops_pattern(graph: GovernanceGraph, answer: Answer, limb: Limb) -> tuple[object, ...]:
    lines = (_line_pattern(_chain_line(graph, answer, end), answer.subject) for end in limb.dead_ends)
    return tuple((end, line) for end, line in zip(limb.dead_ends, lines, strict=True))


def _line_pattern(line: Line | None, subject: str) -> tuple[object, ...] | None:
    if line is None:
        return None
    return tuple(
        replace(link, lower="\0", statement="") if link.lower == subject else link for link in line.links
    )


def links_shown(answers: Iterable[Answer]) -> list[Link]:
    """Every link on a line of the answers, once, by its ends."""
    found: dict[Link, None] = {}
    for answer in answers:
        for line in (answer.line, *(limb.line for limb in answer.limbs)):
            found.update(dict.fromkeys(line.links if line else ()))
    return sorted(found, key=lambda link: (link.lower, link.upper, link.statement))
