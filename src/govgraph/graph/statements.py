"""What a structure says at one reading: its parties and statements, as rules and drawings ask for them."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from govgraph.errors import UsageError
from govgraph.graph.linking import LinkSet
from govgraph.model.dates import active
from govgraph.model.duties import DecisionRule, Duty
from govgraph.model.parties import Party
from govgraph.model.relationships import Membership, Relationship
from govgraph.model.statements import ATTACHMENT_FIELDS, Attachment, Statement
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import COLLECTIVE_KINDS, Kind, Status
from govgraph.settings import Reading
from govgraph.text import MOST_NAMED, did_you_mean, in_the_plural, is_plural, listed, plain


class Statements:
    """The parties and statements of a structure that count at one reading."""

    def __init__(self, structure: Structure, reading: Reading) -> None:
        self.structure = structure
        self.reading = reading
        self._links = LinkSet.build(structure, reading)
        self._bodies: dict[str, list[str]] = {}

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The ids of the parties that exist at this reading, in the order written."""
        return tuple(filter(self.exists, self.structure.parties))

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

    @property
    def title(self) -> str:
        """The structure's title, with the date at which it is read."""
        at = self.reading.at
        return f"{self.structure.title}{f' ({at.in_words})' if at else ''}"

    def name(self, party: str) -> str:
        """A party's name."""
        return self.structure.parties[party].name

    def names(self, parties: Iterable[str], last: str = "and", most: int | None = MOST_NAMED) -> str:
        """Parties, each once, as a reader lists them: the first few by name."""
        return listed([self.name(party) for party in dict.fromkeys(parties)], last, most)

    def verb(self, party: str, singular: str, plural: str | None = None) -> str:
        """The form of a verb, or of another word, that goes with a party: of several, or with a name that stands for several."""
        row = self.structure.parties[party]
        if row.count == 1 and not is_plural(row.name):
            return singular
        return in_the_plural(singular) if plural is None else plural

    def body_kind(self, party: str) -> str:
        """What kind of body an organisation is; empty for a post."""
        organisation = self.structure.organisations.get(party)
        return "" if organisation is None else organisation.kind

    def exists(self, party: str) -> bool:
        """Whether a party exists at the date, with a standing that counts."""
        return self._links.exists(party)

    def within_boundary(self, party: str) -> bool:
        """Whether a party exists and is no partner."""
        return self.exists(party) and not self.structure.parties[party].outside

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

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[Relationship, str]]]:
        index: dict[str, list[tuple[Relationship, str]]] = defaultdict(list)
        for row in self.relationships:
            index[row.kind] += [(row, end) for end in row.to if self.exists(end)]
        return index

    def of_kind(self, *kinds: str) -> Iterator[tuple[Relationship, str]]:
        """Counting relationships of these kinds, once per existing `to` party."""
        of_each = [self._by_kind.get(kind, ()) for kind in dict.fromkeys(kinds)]
        return iter(of_each[0]) if len(of_each) == 1 else heapq.merge(*of_each, key=lambda pair: pair[0].id)

    def kind(self, name: str) -> Kind:
        """A relationship kind by name."""
        return self.structure.kinds[name]

    def clause(self, row: Relationship, end: str) -> str:
        """What a relationship says of one of those it leads to, as a clause: who does what to whom."""
        return f"{self.name(row.from_)} {self.verb(row.from_, self.kind(row.kind).reads)} {self.name(end)}"

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
    def _seats(self) -> dict[tuple[str, str], list[Membership]]:
        index: dict[tuple[str, str], list[Membership]] = defaultdict(list)
        for row in self.memberships:
            index["member", row.member].append(row)
            index["body", row.body].append(row)
        return index

    def seats_of(self, member: str) -> Sequence[Membership]:
        """The seats that a party has on bodies."""
        return self._seats.get(("member", member), ())

    def seats_on(self, body: str) -> Sequence[Membership]:
        """The seats that there are on a body."""
        return self._seats.get(("body", body), ())

    def speaks_for(self, seat: Membership) -> list[str]:
        """Everyone whom a seat speaks for: its member, those that represents, and the bodies around it.

        A body's own officer sits on it for nobody above it.
        """
        speakers = (seat.member, *seat.represents)
        found = (
            *speakers,
            *self.around(seat.member, apart_from=seat.body),
            *(end for one in speakers for row in self.stated_from(one, "represents") for end in row.to),
        )
        return [one for one in dict.fromkeys(found) if one != seat.body]

    @cached_property
    def decision_rules(self) -> Mapping[str, DecisionRule]:
        """The decision rules that count at this reading, by body."""
        rules = self.structure.decision_rules
        return {body: rules[body] for body in sorted(rules) if self.counts(rules[body])}

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
        posts = filter(self.exists, sorted(self.structure.posts))
        return tuple((post, place.body, place) for post in posts for place in self.places(post, "heads"))

    @cached_property
    def _heads_of(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for post, body, _ in self.heads:
            index[body].append(post)
        return index

    def heads_of(self, body: str) -> Sequence[str]:
        """The posts that head a body."""
        return self._heads_of.get(body, ())

    @cached_property
    def _headed_by(self) -> dict[str, dict[str, Attachment]]:
        index: dict[str, dict[str, Attachment]] = defaultdict(dict)
        for post, body, statement in self.heads:
            index[post][body] = statement
        return index

    def headed_by(self, post: str) -> Mapping[str, Attachment]:
        """The bodies that a post heads, each with the statement that it does."""
        return self._headed_by.get(post, {})

    def posted_in(self, post: str) -> list[str]:
        """The bodies that a post is in, at this reading."""
        return [place.body for place in self.places(post, "in_")]

    def is_collective(self, party: str) -> bool:
        """Whether a party is a board, a committee, a group or the like, without a statute behind it."""
        organisation = self.structure.organisations.get(party)
        return (
            organisation is not None and organisation.kind in COLLECTIVE_KINDS and not organisation.statutory
        )

    def areas(self, party: str) -> dict[str, str]:
        """The areas of an organisation in the words of the papers, by a spelling to compare them by."""
        return {plain(area): area for area in getattr(self.structure.parties[party], "areas", ())}

    def counted_above(self, party: str) -> list[str]:
        """The counted parties that a party is a named one of, nearest first."""
        return list(self._links.counted_above(party))

    def is_one_of(self, party: str, counted_party: str) -> bool:
        """Whether a party is a named one of a counted party."""
        return counted_party in self._links.counted_above(party)

    @cached_property
    def _named_ones(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for party in sorted(self.parties):
            for counted in self._links.counted_above(party):
                index[counted].append(party)
        return index

    def named_ones(self, counted_party: str) -> Sequence[str]:
        """The parties that are a named one of a counted party, at any depth, by id."""
        return self._named_ones.get(counted_party, ())

    def alike(self, party: str) -> list[str]:
        """A party, the counted parties that it is one of, and its named ones: what is said of one is said of the other.

        Two named ones do not stand for each other.
        """
        return [party, *self._links.counted_above(party), *self.named_ones(party)]

    def places(self, party: str, *fields: str) -> list[Attachment]:
        """The structural facts of these fields that stand on a party's row and count, with all their labels."""
        row = self.structure.parties[party]
        found = [place.on(row) for field in fields for place in getattr(row, field, ())]
        return [place for place in found if self.counts(place) and self.exists(place.body)]

    def bodies_of(self, party: str) -> Sequence[str]:
        """The bodies that a party is part of, a post in, or the head of, at this reading."""
        if party not in self._bodies:
            self._bodies[party] = [place.body for place in self.places(party, *ATTACHMENT_FIELDS)]
        return self._bodies[party]

    def _upwards(self, party: str, apart_from: str = "") -> Iterator[str]:
        """The bodies around a party, the nearest first; the party too where these go round in a circle."""
        seen: set[str] = set()
        queue = [party]
        for one in queue:  # grows while it is walked
            for body in self.bodies_of(one):
                if body not in seen and body != apart_from:
                    seen.add(body)
                    queue.append(body)
                    yield body

    def is_within(self, part: str, whole: str) -> bool:
        """Whether a party is a part of a body, a post in it or its head, at any depth."""
        return whole in self._upwards(part)

    def around(self, party: str, apart_from: str = "") -> list[str]:
        """The bodies that a party is within, the nearest first; but not one body, nor what is around that alone."""
        return [body for body in self._upwards(party, apart_from) if body != party]

    def are_one_superior(self, one: str, other: str) -> bool:
        """Whether two parties are one superior in two guises.

        A body and its own head, post or part; a counted party and a named one of it.
        """
        return any(
            self.is_one_of(lower, upper) or self.is_within(lower, upper)
            for lower, upper in ((one, other), (other, one))
        )
