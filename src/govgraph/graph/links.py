"""Links: the statements of a structure that carry an account upwards, at one reading of it.

What does not become a link is kept with its reason, so that an answer can say why a chain stops.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from govgraph.model.dates import active
from govgraph.model.parties import Party
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import ALL, overlap
from govgraph.model.statements import Attachment, Citation, Statement
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import (
    BASIS_WORDS,
    HEADED_BY,
    PART_OF,
    POST_IN,
    STATUS_WORDS,
    Basis,
    Kind,
    Status,
)
from govgraph.settings import Reading


class Evidence(IntEnum):
    """How good the evidence of a link is; the lower the better."""

    SETTLED = 0
    AGREED = 1
    CARRIED_OVER = 2
    EXTERNAL = 3
    INFERRED = 4
    OTHER_STATUS = 5


_BASIS_EVIDENCE = {
    Basis.STATED: Evidence.SETTLED,
    Basis.CARRIED_OVER: Evidence.CARRIED_OVER,
    Basis.EXTERNAL: Evidence.EXTERNAL,
    Basis.INFERRED: Evidence.INFERRED,
}
_STATUS_EVIDENCE = {Status.IN_FORCE: Evidence.SETTLED, Status.AGREED: Evidence.AGREED}


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
    evidence: Evidence = Evidence.SETTLED

    @property
    def settled(self) -> bool:
        """Whether the link is both stated and in force."""
        return self.evidence is Evidence.SETTLED

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
        return min(range(len(self.links)), key=lambda i: (self.links[i].strength, -self.links[i].evidence, i))


@dataclass(frozen=True, slots=True)
class Lapse:
    """A statement that would carry an account from a party and does not, and why, in words.

    `only_suggested` marks one whose status is not among those counted: a proposal leaves the papers silent.
    """

    upper: str | None
    statement: str
    why: str
    scope: str = ALL
    only_suggested: bool = False


@dataclass(slots=True)
class LinkSet:
    """All links of a structure at one reading, and all lapses, by their lower party."""

    structure: Structure
    reading: Reading
    links: list[Link] = field(default_factory=list)
    lapses: dict[str, list[Lapse]] = field(default_factory=lambda: defaultdict(list))
    # Scopes in which a party's accountability is stated, or said to exist without being defined.
    accountable_scopes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def build(cls, structure: Structure, reading: Reading) -> "LinkSet":
        """Read every statement once, in an order that does not depend on the file."""
        self = cls(structure, reading)
        for row in sorted(structure.relationships, key=lambda row: row.id):
            self._relationship(row)
        for party in sorted(structure.parties):
            self._structural(party)
        self._inherit()
        self.links.sort(key=lambda link: (link.lower, link.upper, link.statement))
        return self

    def exists(self, party: str) -> bool:
        """Whether a party exists at the date, with a standing that counts."""
        return self.absence(party) is None

    def absence(self, party: str) -> str | None:
        """Why a party does not count at this reading, in words; None where it does."""
        row: Party = self.structure.parties[party]
        if (
            row.status not in self.reading.statuses
            and row.status is not Status.UNDEFINED
            and row.status is not Status.IN_FORCE
        ):
            return f"{row.name} is only {STATUS_WORDS[row.status]}"
        if not active(row.since, row.until, self.reading.at):
            return f"{row.name} {_period(row)}"
        return None

    def counts(self, row: Statement) -> bool:
        """Whether a statement is active at the date with a status in the chosen set."""
        return row.status in self.reading.statuses and active(row.since, row.until, self.reading.at)

    def _relationship(self, row: Relationship) -> None:
        kind = self.structure.kinds[row.kind]
        if kind.strength == 0:
            return
        name = self.structure.parties
        at = self.reading.at
        standing = row.status in self.reading.statuses or row.status is Status.UNDEFINED
        if kind.name == "accountable_to" and standing and active(row.since, row.until, at):
            self.accountable_scopes[row.from_].add(row.scope)
        if not row.to:
            if kind.upper == "to" and self.counts(row):
                through = f" through {_names(name, row.via)}" if row.via else ""
                silent = f"the papers say that it {kind.reads.removesuffix(' to')}{through}, but not to whom"
                self.lapses[row.from_].append(Lapse(None, row.id, silent, row.scope))
            return
        for end in row.to:
            lower, upper = (row.from_, end) if kind.upper == "to" else (end, row.from_)
            if lower == upper:
                continue
            why = self._lapse(row, kind, lower, upper)
            if why is None:
                self.links.append(_link(lower, upper, kind, row, row.id, row.scope, lead=row.lead))
            else:
                suggested = row.status not in self.reading.statuses and row.status is not Status.UNDEFINED
                self.lapses[lower].append(Lapse(upper, row.id, why, row.scope, suggested))

    def _lapse(self, row: Relationship, kind: Kind, lower: str, upper: str) -> str | None:
        """Why a relationship carries no account at this reading; None where it does."""
        parties = self.structure.parties
        says = f"a line to {parties[upper].name}"
        if row.status is Status.UNDEFINED and Status.UNDEFINED not in self.reading.statuses:
            return f"{says} exists, but the papers leave it undefined"
        if row.status not in self.reading.statuses:
            return f"{says} is only {STATUS_WORDS[row.status]}"
        if not active(row.since, row.until, self.reading.at):
            return f"{says} {_period(row)}"
        absent = self.absence(lower) or self.absence(upper)
        if absent is not None:
            return absent
        if row.via:
            return f"{says} runs only through {_names(parties, row.via)}, hop by hop"
        if kind.contract and not self.reading.contracts_count:
            return f"{says} is a contract, and contracts are not counted in this reading"
        return None

    def _structural(self, party: str) -> None:
        row = self.structure.parties[party]
        organisation = self.structure.organisations.get(party)
        post = self.structure.posts.get(party)
        if organisation is not None:
            for attachment in organisation.part_of:
                self._attach(
                    party,
                    attachment.body,
                    PART_OF,
                    attachment.on(row),
                    f"part_of:{party}>{attachment.body}",
                    fallback=True,
                )
        if post is not None:
            for attachment in post.in_:
                self._attach(
                    party,
                    attachment.body,
                    POST_IN,
                    attachment.on(row),
                    f"in:{party}>{attachment.body}",
                    fallback=True,
                )
            for attachment in post.heads:
                self._attach(
                    attachment.body,
                    party,
                    HEADED_BY,
                    attachment.on(row),
                    f"heads:{party}>{attachment.body}",
                    fallback=False,
                )

    def _attach(
        self, lower: str, upper: str, kind: Kind, row: Attachment, statement: str, *, fallback: bool
    ) -> None:
        if lower == upper:
            return
        if self.counts(row) and self.exists(lower) and self.exists(upper):
            self.links.append(_link(lower, upper, kind, row, statement, ALL, fallback=fallback))

    def _inherit(self) -> None:
        """Give a named one of a counted party the counted party's statements, where it has none of its own."""
        own: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            own[link.lower].append(link)
        for party in sorted(self.structure.parties):
            if not self.exists(party):
                continue
            for counted in _counted_above(self.structure, party):
                gained = [
                    replace(link, lower=party, inherited=counted)
                    for link in list(own.get(counted, ()))
                    if link.inherited is None
                    and link.upper != party
                    and not any(
                        mine.kind.name == link.kind.name and overlap(mine.scope, link.scope)
                        for mine in own[party]
                    )
                ]
                if not any(link.kind.name == "accountable_to" for link in own[party]):
                    self.accountable_scopes[party] |= self.accountable_scopes.get(counted, set())
                own[party].extend(gained)
                self.links.extend(gained)


def _counted_above(structure: Structure, party: str) -> Iterator[str]:
    """The counted parties that a party is one of, nearest first."""
    above = structure.parties[party].one_of
    while above is not None:
        yield above
        above = structure.parties[above].one_of


def _link(
    lower: str,
    upper: str,
    kind: Kind,
    row: Statement,
    statement: str,
    scope: str,
    *,
    fallback: bool = False,
    lead: bool = False,
) -> Link:
    evidence = max(_STATUS_EVIDENCE.get(row.status, Evidence.OTHER_STATUS), _BASIS_EVIDENCE[row.basis])
    return Link(
        lower,
        upper,
        kind,
        int(kind.strength),
        scope,
        row.status,
        row.basis,
        row.source,
        statement,
        fallback,
        lead,
        None,
        evidence,
    )


def _names(parties: Mapping[str, Party], ids: Sequence[str]) -> str:
    return ", then ".join(parties[party].name for party in ids)


def _period(row: Statement) -> str:
    """When a row that is not active held."""
    if row.since and row.until:
        return f"held from {row.since.in_words} to {row.until.in_words}"
    if row.until:
        return f"ended in {row.until.in_words}"
    return f"began in {row.since.in_words}" if row.since else "is not active"
