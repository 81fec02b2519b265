"""One set of arrangements as it was written down: the whole, and the rows that hold it together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from govgraph.model.choices import Settings
from govgraph.model.dates import PartialDate, ends_before_it_begins
from govgraph.model.duties import DecisionRule, Duty, Figure, Service
from govgraph.model.fields import Identifier, Identifiers, Name, ScopePath, Text, Texts, Whole
from govgraph.model.parties import Organisation, Party, Post
from govgraph.model.relationships import Membership, Relationship, Succession
from govgraph.model.statements import AS_DICT, Citations, Row, Statement, attachments_of, freeze
from govgraph.model.vocabulary import (
    DEFAULT_STATUSES,
    KINDS,
    ORGANISATION_KINDS,
    TIERS,
    Kind,
    Status,
    Strength,
)

FORM_VERSION = 1
# Parties that the id of a relationship names.
_MOST_ENDS = 30


class OwnKind(Row):
    """A relationship kind that a structure adds, and how it carries."""

    reads: Text
    inverse: Text | None = None
    upper: Literal["from", "to"]
    carries: Annotated[Whole, Field(le=4)] = 0
    contract: bool = False


class Vocabulary(Row):
    """Words of the structure's own, beside those of the field."""

    kinds: Annotated[Mapping[Identifier, OwnKind], AfterValidator(freeze), AS_DICT] = Field(
        default_factory=dict
    )
    organisation_kinds: Identifiers = ()
    tiers: Identifiers = ()


class Header(Row):
    """What the structure is, when it is read, and what is asked of it."""

    id: Identifier
    title: Name
    subtitle: Text | None = None
    as_at: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    root: Identifiers = ()
    subjects: Identifiers = ()
    marking: Text | None = None
    vocabulary: Vocabulary = Vocabulary()
    settings: Settings = Settings()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if ends_before_it_begins(self.since, self.until):
            raise ValueError(f"it ends ({self.until}) before it begins ({self.since})")
        return self


class Source(Row):
    """A paper; `missing` lists the parts of it that were not supplied."""

    id: Identifier
    title: Text
    date: PartialDate | None = None
    publisher: Text | None = None
    file: Text | None = None
    link: Text | None = None
    kind: Literal["fact", "proposal", "comment"] | None = None
    missing: Texts = ()


class Saying(Row):
    """One side of a contradiction: where, and what it says."""

    source: Citations
    says: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_written(cls, value: Any) -> Any:
        return {"source": value} if isinstance(value, str) else value


class Resolution(Row):
    """How a contradiction was settled."""

    by: Text
    how: Text


class Contradiction(Row):
    """Two statements that cannot both be acted on; kept, never resolved by the tool."""

    about: Identifiers
    statements: tuple[Saying, ...] = ()
    resolved: Resolution | None = None
    source: Citations = ()


class Acceptance(Row):
    """A finding that the reviewer has accepted, and why."""

    finding: Text
    subjects: Identifiers = ()
    reason: Text
    by: Text | None = None
    on: PartialDate | None = None


class View(Row):
    """A named drawing of the structure."""

    name: Text
    show: Texts = ()
    fold: Identifiers = ()
    order: Identifiers = ()


def _number_relationships(rows: tuple[Relationship, ...]) -> tuple[Relationship, ...]:
    """Give every relationship an id from what it says, so that moving lines changes none.

    `from.kind.to`; where that is not enough, with the scope, then the status; rows alike in all of these
    are told apart by their content, in an order that does not depend on the file.
    """
    return tuple(
        row if row.id == identifier else row.model_copy(update={"id": identifier})
        for row, identifier in zip(rows, relationship_ids(rows), strict=True)
    )


def relationship_ids(rows: Sequence[Relationship]) -> list[str]:
    """One id for each relationship, in the order given; see `_number_relationships`."""
    names = [f"{row.from_}.{row.kind}.{_ends(row.to) or 'not_stated'}" for row in rows]
    for detail in ("scope", "status"):
        taken = Counter(names)
        names = [f"{n}@{getattr(r, detail)}" if taken[n] > 1 else n for n, r in zip(names, rows, strict=True)]
    taken = Counter(names)
    alike: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for index, name in enumerate(names):
        if taken[name] > 1:
            alike[name].append((rows[index].model_dump_json(exclude={"id"}), index))
    for name, members in alike.items():
        for number, (_, index) in enumerate(sorted(members), start=1):
            names[index] = f"{name}~{number}"
    return names


def _ends(parties: Sequence[str]) -> str:
    """Parties as an id names them: of very many the first, since every finding repeats the ids that it rests on."""
    rest = len(parties) - _MOST_ENDS
    return "+".join(parties if rest <= 0 else (*parties[:_MOST_ENDS], f"{rest}_more"))


def _give_ids(value: Any) -> Any:
    """The key of a row is its id."""
    if not isinstance(value, Mapping):
        return value
    return {
        key: {"id": key, **row} if isinstance(row, dict) and "id" not in row else row
        for key, row in value.items()
    }


_Frozen = AfterValidator(freeze)
_Keyed = BeforeValidator(_give_ids)


class Structure(BaseModel):
    """One set of arrangements: its sources, parties and statements, compared by content.

    Mappings are keyed by id; lists are tuples in the order written. Raises pydantic's ValidationError when
    rows do not fit together (unknown ids, circles of part_of), with every misfit named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    header: Header = Field(alias="structure")
    sources: Annotated[Mapping[Identifier, Source], _Keyed, _Frozen, AS_DICT] = {}
    scopes: Annotated[Mapping[ScopePath, Text], _Frozen, AS_DICT] = {}
    organisations: Annotated[Mapping[Identifier, Organisation], _Keyed, _Frozen, AS_DICT] = {}
    posts: Annotated[Mapping[Identifier, Post], _Keyed, _Frozen, AS_DICT] = {}
    relationships: Annotated[tuple[Relationship, ...], AfterValidator(_number_relationships)] = ()
    memberships: tuple[Membership, ...] = ()
    decision_rules: Annotated[Mapping[Identifier, DecisionRule], _Frozen, AS_DICT] = {}
    duties: Annotated[Mapping[Identifier, Duty], _Keyed, _Frozen, AS_DICT] = {}
    services: Annotated[Mapping[Identifier, Service], _Keyed, _Frozen, AS_DICT] = {}
    figures: Annotated[Mapping[Identifier, Figure], _Frozen, AS_DICT] = {}
    successions: tuple[Succession, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    views: tuple[View, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        from govgraph.model.consistency import misfits

        found = [f"{'.'.join(map(str, misfit.path))}: {misfit.message}" for misfit in misfits(self)]
        if found:
            raise ValueError("; ".join(found))
        return self

    @property
    def id(self) -> str:
        """The structure's id."""
        return self.header.id

    @property
    def title(self) -> str:
        """The structure's title."""
        return self.header.title

    @property
    def as_at(self) -> PartialDate | None:
        """The date that the structure is read at, unless another is asked for."""
        return self.header.as_at

    @property
    def roots(self) -> tuple[str, ...]:
        """The parties at the top; a line to any one of them serves."""
        return self.header.root

    @property
    def subjects(self) -> tuple[str, ...]:
        """The parties whose line of sight is asked about."""
        return self.header.subjects

    @property
    def settings(self) -> Settings:
        """How the structure is to be read and checked, unless the reviewer says otherwise."""
        return self.header.settings

    def with_settings(self, settings: Settings) -> "Structure":
        """The same structure, to be read and checked in another way."""
        rows: dict[str, Any] = {name: getattr(self, name) for name in Structure.model_fields}
        rows["header"] = self.header.model_copy(update={"settings": settings})
        return Structure.model_construct(**rows)

    @property
    def statuses(self) -> frozenset[Status]:
        """The standing that a statement must have to count, unless another is asked for."""
        return frozenset(self.settings.status) or DEFAULT_STATUSES

    @property
    def tiers(self) -> tuple[str, ...]:
        """Tier ids from the top down: the field's, then the structure's own."""
        return (*TIERS, *(tier for tier in self.header.vocabulary.tiers if tier not in TIERS))

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """Organisations and posts by id."""
        return MappingProxyType({**self.organisations, **self.posts})

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Relationship kinds by name: the field's, and the structure's own."""
        own = {
            name: Kind(
                name,
                kind.reads,
                kind.inverse or kind.reads,
                kind.upper,
                Strength(kind.carries),
                kind.contract,
            )
            for name, kind in self.header.vocabulary.kinds.items()
        }
        known = KINDS | own
        chosen = {
            name: replace(known[name], strength=Strength(strength))
            for name, strength in self.settings.kinds.items()
            if name in known
        }
        return MappingProxyType(known | chosen)

    @cached_property
    def organisation_kinds(self) -> frozenset[str]:
        """Kinds of body: the field's, and the structure's own."""
        return ORGANISATION_KINDS | set(self.header.vocabulary.organisation_kinds)

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """Every date that is given, of the papers and of what they state, in order."""
        found = {self.header.as_at, self.header.since, self.header.until}
        found |= {source.date for source in self.sources.values()}
        belongings = (place for party in self.parties.values() for place in attachments_of(party))
        for row in chain(self.statements(), belongings):
            found |= {getattr(row, "since", None), getattr(row, "until", None)}
        return tuple(
            sorted(
                (date for date in found if date is not None), key=lambda date: (date.first_day, date.last_day)
            )
        )

    def statements(self) -> Iterator[Statement | Row]:
        """Every row that may cite a source, section by section."""
        for section in (
            self.organisations,
            self.posts,
            self.decision_rules,
            self.duties,
            self.services,
            self.figures,
        ):
            yield from section.values()
        for rows in (self.relationships, self.memberships, self.successions, self.contradictions):
            yield from rows
