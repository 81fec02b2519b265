"""From statements to links, at one reading: what carries an account, what lapses and why, what a named one takes over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from govgraph.graph.links import Lapse, Link, standing_of
from govgraph.model.dates import active
from govgraph.model.parties import AnswersTo, Party
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import ALL, covering, overlap
from govgraph.model.statements import Attachment, Statement
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import HEADED_BY, PART_OF, POST_IN, STATUS_WORDS, SUGGESTED, Kind, Status
from govgraph.settings import Reading


@dataclass(frozen=True, slots=True)
class _Said:
    """Something said of whom a party answers to; `upper` is None where the source names nobody."""

    lower: str
    upper: str | None
    kind: Kind
    row: Statement
    statement: str
    scope: str = ALL
    via: tuple[str, ...] = ()
    fallback: bool = False
    inherited: str | None = None


@dataclass(slots=True)
class LinkSet:
    """All links of a structure at one reading, and all lapses, by their lower party."""

    structure: Structure
    reading: Reading
    links: list[Link] = field(default_factory=list)
    upward: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    lapses: dict[str, list[Lapse]] = field(default_factory=lambda: defaultdict(list))
    # Places among the links, by scope.
    by_scope: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _existing: dict[str, bool] = field(default_factory=dict)
    # Scopes in which a party's accountability is stated, or said to exist without being defined.
    accountable_scopes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def build(cls, structure: Structure, reading: Reading) -> "LinkSet":
        """Read every statement once, in an order that does not depend on the file."""
        self = cls(structure, reading)
        said: dict[str, list[_Said]] = defaultdict(list)
        for one in self._all_said():
            said[one.lower].append(one)
        for party in sorted(structure.parties):
            for one in self._with_inherited(party, said):
                self._take(one)
        self.links.sort(key=lambda link: (link.lower, link.upper, link.statement))
        for place, link in enumerate(self.links):
            self.upward[link.lower].append(link)
            self.by_scope[link.scope].append(place)
        return self

    def covering(self, scope: str) -> Iterator[Link]:
        """The links whose scope covers one, in order."""
        places = sorted(place for wide in covering(scope) for place in self.by_scope.get(wide, ()))
        return (self.links[place] for place in places)

    def exists(self, party: str) -> bool:
        """Whether a party exists at the date, with a standing that counts."""
        if party not in self._existing:
            self._existing[party] = self.absence(party) is None
        return self._existing[party]

    def absence(self, party: str) -> str | None:
        """Why a party does not count at this reading, in words; None where it does."""
        row: Party = self.structure.parties[party]
        if row.status not in self.reading.statuses and row.status not in {Status.UNDEFINED, Status.IN_FORCE}:
            return f"{row.name} is {_standing_words(row.status)}"
        if not active(row.since, row.until, self.reading.at):
            return f"{row.name} {_period(row)}"
        return None

    def counts(self, row: Statement) -> bool:
        """Whether a statement is active at the date with a status in the chosen set."""
        return row.status in self.reading.statuses and active(row.since, row.until, self.reading.at)

    def answers_to(self, party: str) -> AnswersTo:
        """What is said of the party's superior beside its lines: its own words, else those of the counted party."""
        row = self.structure.parties[party]
        for counted in self.counted_above(party):
            if "answers_to" in row.model_fields_set:
                break
            row = self.structure.parties[counted]
        return row.answers_to

    def counted_above(self, party: str) -> Iterator[str]:
        """The counted parties that a party is one of, nearest first."""
        above = self.structure.parties[party].one_of
        while above is not None:
            yield above
            above = self.structure.parties[above].one_of

    # -- what is said

    def _all_said(self) -> Iterator[_Said]:
        for row in sorted(self.structure.relationships, key=lambda row: row.id):
            kind = self.structure.kinds[row.kind]
            if kind.strength > 0:
                yield from self._said_by(row, kind)
        for party in sorted(self.structure.parties):
            yield from self._structural(party)

    @staticmethod
    def _said_by(row: Relationship, kind: Kind) -> Iterator[_Said]:
        if not row.to and kind.upper == "to":
            yield _Said(row.from_, None, kind, row, row.id, row.scope, row.via)
        for end in row.to:
            lower, upper = (row.from_, end) if kind.upper == "to" else (end, row.from_)
            if lower != upper:
                yield _Said(lower, upper, kind, row, row.id, row.scope, row.via)

    def _structural(self, party: str) -> Iterator[_Said]:
        row = self.structure.parties[party]
        organisation = self.structure.organisations.get(party)
        post = self.structure.posts.get(party)
        places: tuple[tuple[Kind, str, Iterable[Attachment]], ...] = (
            (PART_OF, "part_of", organisation.part_of if organisation else ()),
            (POST_IN, "in", post.in_ if post else ()),
            (HEADED_BY, "heads", post.heads if post else ()),
        )
        for kind, word, attachments in places:
            for attachment in attachments:
                body = attachment.body
                lower, upper = (body, party) if kind is HEADED_BY else (party, body)
                if lower != upper:
                    statement = f"{word}:{party}>{body}"
                    yield _Said(
                        lower, upper, kind, attachment.on(row), statement, fallback=kind is not HEADED_BY
                    )

    def _with_inherited(self, party: str, said: dict[str, list[_Said]]) -> list[_Said]:
        """What is said of a party, and of the counted parties that it is one of where it has nothing of its own.

        Of its own is a statement of the same kind for an overlapping scope that counts, or that says the line
        exists without defining it.
        """
        found = list(said.get(party, ()))
        for counted in self.counted_above(party) if self.exists(party) else ():
            if not self.exists(counted):
                continue
            own = [one for one in found if self._is_said_now(one)]
            found.extend(
                replace(one, lower=party, inherited=counted)
                for one in said.get(counted, ())
                if one.upper != party
                and not any(
                    mine.kind.name == one.kind.name and overlap(mine.scope, one.scope) for mine in own
                )
            )
        return found

    def _is_said_now(self, one: _Said) -> bool:
        undefined = one.row.status is Status.UNDEFINED and one.kind.name == "accountable_to"
        return (one.row.status in self.reading.statuses or undefined) and active(
            one.row.since, one.row.until, self.reading.at
        )

    # -- what becomes of it

    def _take(self, one: _Said) -> None:
        sets_aside = one.kind.name == "accountable_to" and self._is_said_now(one)
        if sets_aside:
            self.accountable_scopes[one.lower].add(one.scope)
        why = self._lapse(one)
        row = one.row
        if why is not None:
            suggested = row.status in {*SUGGESTED, Status.HISTORICAL} - self.reading.statuses
            lapse = Lapse(one.upper, one.statement, why, one.scope, suggested, sets_aside)
            self.lapses[one.lower].append(lapse)
        elif one.upper is not None:
            lead = isinstance(row, Relationship) and row.lead
            self.links.append(Link(
                one.lower, one.upper, one.kind, int(one.kind.strength), one.scope, row.status, row.basis, row.source,
                one.statement, one.fallback, lead, one.inherited, standing_of(row),
            ))  # fmt: skip

    def _lapse(self, one: _Said) -> str | None:
        """Why a statement carries no account at this reading; None where it does, or where nothing need be said."""
        parties, row = self.structure.parties, one.row
        if one.upper is None:
            through = f" through {self._names(one.via)}" if one.via else ""
            return f"the papers say that it {one.kind.reads.removesuffix(' to')}{through}, but not to whom"
        says = f"a line to {parties[one.upper].name}"
        if one.fallback:
            says = f"its place in {parties[one.upper].name}"
        elif one.kind is HEADED_BY:
            says = f"being headed by {parties[one.upper].name}"
        if row.status is Status.UNDEFINED and Status.UNDEFINED not in self.reading.statuses:
            return f"{says} exists, but the papers leave it undefined{_places(row)}"
        if row.status not in self.reading.statuses:
            return f"{says} is {_standing_words(row.status)}{_places(row)}"
        if not active(row.since, row.until, self.reading.at):
            return f"{says} {_period(row)}"
        absent = self.absence(one.lower) or self.absence(one.upper)
        if absent is not None:
            return absent
        if one.via:
            return f"{says} runs only through {self._names(one.via)}, hop by hop"
        if one.kind.contract and not self.reading.contracts_count:
            return f"{says} is a contract, and contracts are not counted in this reading"
        return None

    def _names(self, ids: Sequence[str]) -> str:
        return ", then ".join(self.structure.parties[party].name for party in ids)


def _places(row: Statement) -> str:
    """Where a statement stands, in brackets; nothing where it cites nothing."""
    return f" ({', '.join(str(citation) for citation in row.source)})" if row.source else ""


def _standing_words(status: Status) -> str:
    """A status that is not counted, in words."""
    if status in {Status.IN_FORCE, Status.AGREED}:
        return f"{STATUS_WORDS[status]}, which this reading does not count"
    return f"only {STATUS_WORDS[status]}"


def _period(row: Statement) -> str:
    """When a row that is not active held."""
    if row.since and row.until:
        return f"held from {row.since.in_words} to {row.until.in_words}"
    if row.until:
        return f"ended in {row.until.in_words}"
    return f"began in {row.since.in_words}" if row.since else "is not active"
