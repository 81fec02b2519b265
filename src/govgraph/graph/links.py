"""Links and lines as values, and the lapses: statements that would carry an account and do not."""

from dataclasses import dataclass
from enum import IntEnum

from govgraph.model.scopes import ALL
from govgraph.model.statements import Citation, Statement
from govgraph.model.vocabulary import BASIS_WORDS, STATUS_WORDS, Basis, Kind, Status


class Standing(IntEnum):
    """How good the evidence of a link is; the lower the better."""

    SETTLED = 0
    AGREED = 1
    CARRIED_OVER = 2
    EXTERNAL = 3
    INFERRED = 4
    OTHER_STATUS = 5


_BASIS_STANDING = {
    Basis.STATED: Standing.SETTLED,
    Basis.CARRIED_OVER: Standing.CARRIED_OVER,
    Basis.EXTERNAL: Standing.EXTERNAL,
    Basis.INFERRED: Standing.INFERRED,
}
_STATUS_STANDING = {Status.IN_FORCE: Standing.SETTLED, Status.AGREED: Standing.AGREED}


def standing_of(row: Statement) -> Standing:
    """How good the evidence of a statement is, by its status and its basis, whichever is worse."""
    return max(_STATUS_STANDING.get(row.status, Standing.OTHER_STATUS), _BASIS_STANDING[row.basis])


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of an account: `lower` answers to `upper`.

    `statement` is the id of the relationship, or `part_of:`, `in:` or `heads:` with the two parties.
    `fallback` marks a structural fact, which counts only where no accountability is stated. `inherited` is
    the counted party whose statement this is.
    """

    lower: str
    upper: str
    kind: Kind
    strength: int
    scope: str
    status: Status
    basis: Basis
    source: tuple[Citation, ...]
    statement: str
    fallback: bool = False
    lead: bool = False
    inherited: str | None = None
    standing: Standing = Standing.SETTLED

    @property
    def settled(self) -> bool:
        """Whether the link is both stated and in force."""
        return self.standing is Standing.SETTLED

    @property
    def words(self) -> str:
        """Its standing in words: `stated, in force`, or what it is short of."""
        if self.settled:
            return "stated, in force"
        status = "" if self.status is Status.IN_FORCE else STATUS_WORDS[self.status]
        basis = "" if self.basis is Basis.STATED else BASIS_WORDS[self.basis]
        return "; ".join(part for part in (status, basis) if part)


@dataclass(frozen=True, slots=True)
class Line:
    """A simple path of links from a party upwards; as strong as its weakest link."""

    start: str
    links: tuple[Link, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties on the line, from the bottom up."""
        return (self.start, *(link.upper for link in self.links))

    @property
    def strength(self) -> int:
        """The strength of the weakest link; 4 for a line of no links."""
        return min((link.strength for link in self.links), default=4)

    @property
    def unsettled(self) -> tuple[Link, ...]:
        """The links that are not both stated and in force."""
        return tuple(link for link in self.links if not link.settled)

    @property
    def weakest(self) -> int | None:
        """The place of the weakest link, counted from 0 at the bottom; of several, that of the worst evidence."""
        if not self.links:
            return None
        return min(range(len(self.links)), key=lambda i: (self.links[i].strength, -self.links[i].standing, i))


@dataclass(frozen=True, slots=True)
class Lapse:
    """A statement that would carry an account from a party and does not, and why, in words.

    `only_suggested` marks one whose status is not among those counted: a proposal leaves the papers silent.
    `sets_aside` marks one that says of itself that the party's line is not settled, so that being part of a
    body does not count either.
    """

    upper: str | None
    statement: str
    why: str
    scope: str = ALL
    only_suggested: bool = False
    sets_aside: bool = False
