"""What a kind of injection is: a rule, a defect or a sound change, where it can be made, and what must come of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from arrangement import Arrangement
from documents import Draft

# What a kind's words stand for at one place: party, superior, scope …
Place = dict[str, Any]
Places = Callable[[Arrangement], Iterable[Place]]
Inject = Callable[[Draft, Place], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A defect of one kind: after it is injected, the rule must say so.

    `at` are the words of the place, or ids of injected rows, that the finding must name among its subjects, where it
    is raised, or in its lines; `cites` asks that it rest on an injected or a changed row; `says` are words of the
    place that its message must hold; `severity` is how much it must matter, where the definition leaves no choice.
    `beyond` is what the rule itself says that it cannot see, where the defect is of that sort: such defects are tried
    and told, and not counted in its recall.
    """

    rule: str
    name: str
    places: Places
    inject: Inject
    at: tuple[str, ...] = ()
    cites: bool = False
    says: str = ""
    severity: str = ""
    beyond: str = ""

    positive = True


@dataclass(frozen=True, slots=True)
class Sound:
    """A change of which the rule must not speak.

    `wholly` sound is what must set off no rule at all in a sound structure.
    """

    rule: str
    name: str
    places: Places
    inject: Inject
    # Its subjects are the place's party and what was injected, unless it says whom it is about.
    about: tuple[str, ...] = ()
    wholly: bool = field(default=True, kw_only=True)

    positive = False
    beyond = ""
    cites = False


AnyKind = Kind | Sound
