"""Bodies, posts and duties through several structures: what each was at every step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from govgraph.changes.changes import Changes
from govgraph.changes.heirs import Heirs


class Fate(StrEnum):
    """What a structure says of something that an earlier or a later one has."""

    NAMED = "named"
    ENDED = "ended"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Stage:
    """Something in one structure: the ids that it has there, or what is said of its absence.

    To those of `functions` it passed a function and no more.
    """

    fate: Fate
    ids: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Track:
    """Something through all structures, beginning where it is first named."""

    stages: tuple[Stage, ...]


def tracks(steps: Sequence[Changes], *, duties: bool = False) -> list[Track]:
    """A track for each party, or each duty, of any structure; `steps` lead from each structure to the next."""
    found: list[Track] = []
    for place, step in enumerate(steps):
        heirs = _heirs(step, duties=duties)
        started = heirs.descents if place == 0 else _fresh(steps[place - 1], duties=duties)
        before = (Stage(Fate.NOT_STATED),) * place
        found.extend(Track((*before, *_followed(id_, steps[place:], duties=duties))) for id_ in started)
    before = (Stage(Fate.NOT_STATED),) * len(steps)
    found.extend(Track((*before, Stage(Fate.NAMED, (id_,)))) for id_ in _fresh(steps[-1], duties=duties))
    return found


def _heirs(step: Changes, *, duties: bool) -> Heirs:
    return step.duty_heirs if duties else step.heirs


def _fresh(step: Changes, *, duties: bool) -> Iterable[str]:
    """What the structure after a step has that came from nothing before it."""
    if duties:
        return [duty.id for duty in step.duties.new]
    return [party for party in step.parties.added if party not in step.parties.inheriting]


def _followed(id_: str, steps: Sequence[Changes], *, duties: bool) -> Iterator[Stage]:
    yield Stage(Fate.NAMED, (id_,))
    ids: tuple[str, ...] = (id_,)
    functions: frozenset[str] = frozenset()
    ended = False
    for step in steps:
        # A duty may have passed to a party: from there on it goes where the party goes.
        places = (_heirs(step, duties=duties), step.heirs)
        found = (
            next((heirs.descents[one] for heirs in places if one in heirs.descents), None) for one in ids
        )
        descents = [descent for descent in found if descent is not None]
        # What is over stays over.
        ended = all(descent.is_ended for descent in descents) if descents else ended
        ids = tuple(dict.fromkeys(heir for descent in descents for heir in descent.heirs))
        whole = {heir for descent in descents if descent.old not in functions for heir in descent.whole}
        functions = frozenset(ids) - whole
        yield Stage(Fate.NAMED if ids else Fate.ENDED if ended else Fate.NOT_STATED, ids, functions)
