"""What a structure says at one reading: its parties and statements, as rules and drawings ask for them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from govgraph.errors import UsageError
from govgraph.graph.linking import LinkSet
from govgraph.model.dates import active
from govgraph.model.duties import Duty
from govgraph.model.parties import Party
from govgraph.model.relationships import Membership, Relationship
from govgraph.model.statements import Attachment, Statement
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import Kind, Status
from govgraph.settings import Reading
from govgraph.text import did_you_mean, is_plural


class Statements:
    """The parties and statements of a structure that count at one reading."""

    def __init__(self, structure: Structure, reading: Reading) -> None:
        self.structure = structure
        self.reading = reading
        self._links = LinkSet.build(structure, reading)
        self._bodies: dict[str, list[str]] = {}

    def party(self, party: str) -> Party:
        """A party by id. Raises UsageError, with the nearest id, where there is none."""
        found = self.structure.parties.get(party)
        if found is None:
            named = [id_ for id_, row in self.structure.parties.items() if row.is_named(party)]
            hint = (
                f"its id is {named[0]}"
                if len(named) == 1
                else did_you_mean(party, self.structure.parties)
                or f"{self.structure.id} has no such organisation or post"
            )
            raise UsageError(f"no party {party!r} in {self.structure.id}", hint)
        return found

    def name(self, party: str) -> str:
        """A party's name."""
        return self.structure.parties[party].name

    def verb(self, party: str, singular: str, plural: str) -> str:
        """The form of a verb that goes with a party's name: of several, or with a name that stands for several."""
        row = self.structure.parties[party]
        return plural if row.count > 1 or is_plural(row.name) else singular

    def exists(self, party: str) -> bool:
        """Whether a party exists at the date, with a standing that counts."""
        return self._links.exists(party)

    def counts(self, statement: Statement) -> bool:
        """Whether a statement is active at the date with a status in the chosen set."""
        return self._links.counts(statement)

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        """The relationships that count at this reading and whose `from` exists, by id."""
        rows = (row for row in self.structure.relationships if self.counts(row) and self.exists(row.from_))
        return tuple(sorted(rows, key=lambda row: row.id))

    @cached_property
    def _by_end(self) -> dict[tuple[str, str, str], list[Relationship]]:
        index: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
        for row in self.relationships:
            index["from", row.kind, row.from_].append(row)
            for end in row.to:
                if self.exists(end):
                    index["to", row.kind, end].append(row)
        return index

    def stated_from(self, party: str, *kinds: str) -> list[Relationship]:
        """Counting relationships of these kinds that the party stands at the `from` end of."""
        return [row for kind in kinds for row in self._by_end.get(("from", kind, party), ())]

    def stated_to(self, party: str, *kinds: str) -> list[Relationship]:
        """Counting relationships of these kinds that the party stands at the `to` end of."""
        return [row for kind in kinds for row in self._by_end.get(("to", kind, party), ())]

    def of_kind(self, *kinds: str) -> Iterator[tuple[Relationship, str]]:
        """Counting relationships of these kinds, once per existing `to` party."""
        for row in self.relationships:
            if row.kind in kinds:
                for end in row.to:
                    if self.exists(end):
                        yield row, end

    def kind(self, name: str) -> Kind:
        """A relationship kind by name."""
        return self.structure.kinds[name]

    def is_undefined(self, statement: Statement) -> bool:
        """Whether the source says, of the date asked about, that something exists without saying what it is."""
        return statement.status is Status.UNDEFINED and active(
            statement.since, statement.until, self.reading.at
        )

    @cached_property
    def unsettled(self) -> tuple[Relationship, ...]:
        """Accountabilities that the source says exist at the date without saying what they are, by id."""
        rows = (
            row
            for row in self.structure.relationships
            if row.kind == "accountable_to" and self.is_undefined(row)
        )
        return tuple(sorted((row for row in rows if self.exists(row.from_)), key=lambda row: row.id))

    def undefined(self, *kinds: str) -> Iterator[tuple[Relationship, str]]:
        """Relationships of these kinds that the source says exist without saying what they are, at the date."""
        for row in sorted(self.structure.relationships, key=lambda row: row.id):
            if row.kind in kinds and self.is_undefined(row) and self.exists(row.from_):
                for end in filter(self.exists, row.to):
                    yield row, end

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """Seats that count at this reading, in the order written."""
        return tuple(
            row
            for row in self.structure.memberships
            if self.counts(row) and self.exists(row.body) and self.exists(row.member)
        )

    @cached_property
    def _seats_of(self) -> dict[str, list[Membership]]:
        index: dict[str, list[Membership]] = defaultdict(list)
        for row in self.memberships:
            index[row.member].append(row)
        return index

    def seats_of(self, member: str) -> Sequence[Membership]:
        """The seats that a party has on bodies."""
        return self._seats_of.get(member, ())

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Duties that count at this reading, by id."""
        return tuple(
            self.structure.duties[key]
            for key in sorted(self.structure.duties)
            if self.counts(self.structure.duties[key])
        )

    @cached_property
    def heads(self) -> tuple[tuple[str, str, Attachment], ...]:
        """(post, body, statement) for each head that counts, by post."""
        found = []
        for post in sorted(self.structure.posts):
            row = self.structure.posts[post]
            for attachment in row.heads:
                statement = attachment.on(row)
                if self.counts(statement) and self.exists(post) and self.exists(attachment.body):
                    found.append((post, attachment.body, statement))
        return tuple(found)

    @cached_property
    def _heads_of(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for post, body, _ in self.heads:
            index[body].append(post)
        return index

    def heads_of(self, body: str) -> Sequence[str]:
        """The posts that head a body."""
        return self._heads_of.get(body, ())

    def seats(self, post: str) -> list[str]:
        """The bodies that a post is in, at this reading."""
        row = self.structure.posts.get(post)
        if row is None:
            return []
        return [a.body for a in row.in_ if self.counts(a.on(row)) and self.exists(a.body)]

    def counted_above(self, party: str) -> list[str]:
        """The counted parties that a party is a named one of, nearest first."""
        return list(self._links.counted_above(party))

    def is_one_of(self, party: str, counted_party: str) -> bool:
        """Whether a party is a named one of a counted party."""
        return counted_party in self._links.counted_above(party)

    def is_within(self, part: str, whole: str) -> bool:
        """Whether a party is a part of a body, a post in it or its head, at any depth."""
        seen: set[str] = set()
        queue = [part]
        while queue:
            for body in self._bodies_of(queue.pop()):
                if body == whole:
                    return True
                if body not in seen:
                    seen.add(body)
                    queue.append(body)
        return False

    def _bodies_of(self, party: str) -> list[str]:
        """The bodies that a party is part of, a post in, or the head of, at this reading."""
        if party not in self._bodies:
            row = self.structure.parties[party]
            organisation, post = self.structure.organisations.get(party), self.structure.posts.get(party)
            attachments = (
                *(organisation.part_of if organisation else ()),
                *(post.in_ + post.heads if post else ()),
            )
            self._bodies[party] = [
                a.body for a in attachments if self.counts(a.on(row)) and self.exists(a.body)
            ]
        return self._bodies[party]

    def are_one_superior(self, one: str, other: str) -> bool:
        """Whether two parties are one superior in two guises.

        A body and its own head, post or part; a counted party and a named one of it.
        """
        return any(
            self.is_one_of(lower, upper) or self.is_within(lower, upper)
            for lower, upper in ((one, other), (other, one))
        )
