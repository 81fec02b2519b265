"""Line of sight before and after, subject by subject and scope by scope."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from govgraph.changes.heirs import Heirs, ScopeMap
from govgraph.graph import Answer, GovernanceGraph, Link


class Trend(StrEnum):
    """Whether a line of sight became clearer."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Sighting:
    """The line of sight of one subject before, and of what it became after, in the scopes that give the same.

    `old_scopes` are those of the structure before, `new_scopes` those of the one after.

    Where one side is None, `why` says what is missing. `lost` and `won` are the links of the best line before
    that the one after has not, and the other way round, each party counted as what it became. `closed` are the
    parties through which another line ran before, and no line as clear runs through what they became.
    """

    old: str | None
    new: str | None
    old_scopes: tuple[str, ...]
    new_scopes: tuple[str, ...]
    before: Answer | None
    after: Answer | None
    trend: Trend
    lost: tuple[Link, ...] = ()
    won: tuple[Link, ...] = ()
    closed: tuple[str, ...] = ()
    why: str = ""


def compare_sight(
    before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs, scopes: ScopeMap
) -> list[Sighting]:
    """The sight of every subject of either, before and after, scope by scope."""
    if not before.roots or not after.roots:
        return []
    pairs = _subjects(before, after, heirs)
    lines = {
        side: _by_scope(graph, {pair[place] for pair in pairs})
        for place, (side, graph) in enumerate((("before", before), ("after", after)))
    }
    found: list[Sighting] = []
    for old, new in pairs:
        was, now = lines["before"].get(old, {}), lines["after"].get(new, {})
        found.extend(_sightings(old, new, was, now, heirs, scopes))
    return found


def _subjects(
    before: GovernanceGraph, after: GovernanceGraph, heirs: Heirs
) -> list[tuple[str | None, str | None]]:
    """Subjects before with what they became, and subjects after that came from none; None where there is no other."""
    pairs: dict[tuple[str | None, str | None], None] = {}
    for old in before.subjects:
        heirs_of = heirs.of(old)
        pairs |= dict.fromkeys((old, heir) for heir in heirs_of) if heirs_of else {(old, None): None}
    for new in after.subjects:
        if any(pair[1] == new for pair in pairs):
            continue
        # Who took over a function alone is not what it came from.
        origins = [old for old in heirs.origins(new) if new not in heirs.descents[old].functions]
        pairs |= dict.fromkeys((origin, new) for origin in origins) if origins else {(None, new): None}
    return list(pairs)


def _by_scope(graph: GovernanceGraph, subjects: Iterable[str | None]) -> dict[str | None, dict[str, Answer]]:
    found: dict[str | None, dict[str, Answer]] = defaultdict(dict)
    asked = sorted(subject for subject in subjects if subject is not None)
    for answer in graph.sight(asked) if asked else ():
        found[answer.subject] |= dict.fromkeys(answer.scopes, answer)
    return found


def _sightings(
    old: str | None,
    new: str | None,
    was: Mapping[str, Answer],
    now: Mapping[str, Answer],
    heirs: Heirs,
    scopes: ScopeMap,
) -> list[Sighting]:
    together: dict[tuple[int, int], tuple[dict[str, None], dict[str, None]]] = {}
    for one, other in _scope_pairs(was, now, scopes):
        place = (id(was.get(one or "")), id(now.get(other or "")))
        mine, theirs = together.setdefault(place, ({}, {}))
        mine |= {one: None} if one else {}
        theirs |= {other: None} if other else {}
    return [
        _sighting(
            (old, new),
            (tuple(mine), tuple(theirs)),
            (was.get(next(iter(mine), "")), now.get(next(iter(theirs), ""))),
            heirs,
        )
        for mine, theirs in together.values()
    ]


def _scope_pairs(
    was: Iterable[str], now: Iterable[str], scopes: ScopeMap
) -> Iterator[tuple[str | None, str | None]]:
    """The scopes asked about before, each with what it is called after, or with what it overlaps there; then the rest."""
    met: set[str] = set()
    later = sorted(now)
    for scope in sorted(was):
        called = scopes.of(scope)
        others = [one for one in later if one == called]
        others = others or [one for one in later if scopes.overlap(scope, one)]
        if not others:
            yield scope, None
        for other in others:
            met.add(other)
            yield scope, other
    yield from ((None, scope) for scope in later if scope not in met)


def _sighting(
    parties: tuple[str | None, str | None],
    scopes: tuple[tuple[str, ...], tuple[str, ...]],
    answers: tuple[Answer | None, Answer | None],
    heirs: Heirs,
) -> Sighting:
    was, now = answers
    if was is None or now is None:
        return Sighting(*parties, *scopes, was, now, Trend.NOT_COMPARABLE, why=_why(*parties, now))
    lost, won = _difference(was, now, heirs)
    return Sighting(*parties, *scopes, was, now, _trend(was, now), lost, won, _closed(was, now, heirs))


def _why(old: str | None, new: str | None, now: Answer | None) -> str:
    """Why a line of sight stands alone."""
    if new is None:
        return "the later papers name no heir"
    if old is None:
        return "the earlier structure does not ask"
    return f"the {'later' if now is None else 'earlier'} structure does not ask in this scope"


def _trend(was: Answer, now: Answer) -> Trend:
    one, other = ((answer.verdict.rank, -answer.strength) for answer in (was, now))
    return Trend.SAME if one == other else Trend.BETTER if other < one else Trend.WORSE


def _difference(was: Answer, now: Answer, heirs: Heirs) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The links of either line that the other has not."""
    old, new = (answer.line.links if answer.line else () for answer in (was, now))
    same = [(one, other) for one in old for other in new if _is_one_link(one, other, heirs)]
    return (
        tuple(one for one in old if not any(one is kept for kept, _ in same)),
        tuple(other for other in new if not any(other is kept for _, kept in same)),
    )


def _closed(was: Answer, now: Answer, heirs: Heirs) -> tuple[str, ...]:
    """The parties through which a line beside the best one ran, and none as clear runs now."""
    best = was.line.parties[1:2] if was.line else ()
    ranks = {limb.through: limb.verdict.rank for limb in now.limbs}
    return tuple(
        limb.through
        for limb in was.limbs
        if limb.line is not None
        and limb.through not in best
        and not any(
            ranks.get(heir, limb.verdict.rank + 1) <= limb.verdict.rank for heir in heirs.of(limb.through)
        )
    )


def _is_one_link(one: Link, other: Link, heirs: Heirs) -> bool:
    alike = (one.kind.name, one.strength, one.standing) == (other.kind.name, other.strength, other.standing)
    return alike and other.lower in heirs.of(one.lower) and other.upper in heirs.of(one.upper)
