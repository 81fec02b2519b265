"""What is to be drawn, before any layout: boxes, frames around boxes, and lines between them."""

from dataclasses import dataclass, field
from enum import StrEnum

from govgraph.model.vocabulary import Basis, Status


class Shape(StrEnum):
    """What sort of party a box stands for."""

    BODY = "body"
    GROUP = "group"
    POST = "post"


class Change(StrEnum):
    """What became of a box or a line, on a drawing of two structures; SAME on a drawing of one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Box:
    """One box: a party, or several alike that share it.

    `key` is the id of the party, or of the first of several. `rows` are lines of text below the name.
    """

    key: str
    name: str
    shape: Shape
    tier: str
    parties: tuple[str, ...]
    rows: tuple[str, ...] = ()
    count: int = 1
    status: Status = Status.IN_FORCE
    outside: bool = False
    root: bool = False
    change: Change = Change.SAME

    @property
    def settled(self) -> bool:
        """Whether the party exists without more ado: its own status is in force."""
        return self.status is Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame around boxes of one tier; a line that ends at it holds for every party in it."""

    key: str
    title: str
    members: tuple[str, ...]
    parties: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Tie:
    """One statement between two parties, the upper first; how it reads is its kind's business."""

    upper: str
    lower: str
    kind: str
    status: Status
    statement: str
    bases: tuple[Basis, ...]
    sources: tuple[str, ...] = ()
    amount: str = ""
    change: Change = Change.SAME


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line drawn: everything of one status, and of one fate, that joins an upper and a lower end (keys of boxes or frames)."""

    upper: str
    lower: str
    kinds: tuple[str, ...]
    status: Status
    ties: tuple[Tie, ...]

    @property
    def change(self) -> Change:
        """What became of it."""
        return self.ties[0].change

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that it draws."""
        return tuple(sorted({tie.statement for tie in self.ties}))

    @property
    def doubt(self) -> str:
        """`?` where the whole line is the modeller's reasoning, `? in part` where some of it is."""
        inferred = [basis is Basis.INFERRED for tie in self.ties for basis in tie.bases]
        if all(inferred):
            return "?"
        return "? in part" if any(inferred) else ""

    @property
    def amount(self) -> str:
        """The money that it carries, in words."""
        return "; ".join(dict.fromkeys(tie.amount for tie in self.ties if tie.amount))


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole drawing before its layout; `tiers` are those in use, from the top down.

    `of_changes` says that boxes and lines are to be marked by what became of them.
    """

    boxes: tuple[Box, ...]
    frames: tuple[Frame, ...]
    strokes: tuple[Stroke, ...]
    tiers: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    of_changes: bool = False

    def box(self, key: str) -> Box:
        """The box of a key; for a frame, the box that its lines are laid out to."""
        for frame in self.frames:
            if frame.key == key:
                key = frame.anchor
        return next(box for box in self.boxes if box.key == key)
