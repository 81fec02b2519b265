"""What stands in the rows of a structure, as far as an injection needs to know it: read here anew, not by the tool."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from documents import Document, Row, attachments

T = TypeVar("T")
RESERVED = ("local", "hosting", "employment")
COLLECTIVE = frozenset(
    ["board", "committee", "sub_committee", "panel", "group", "team", "forum", "network", "partnership"]
)
# Which end of a relationship stands above, and how strongly it carries an account up. The table is of the domain, not
# of the tool: it is written out here so that a mistake in the tool's own shows.
CARRIES = {
    "accountable_to": ("to", 4),
    "operates": ("from", 4),
    "performance_manages": ("from", 3),
    "directs": ("from", 3),
    "commissions": ("from", 2),
    "delegates_to": ("from", 2),
    "reports_to": ("to", 1),
    "oversees": ("from", 1),
}


def carries(document: Document) -> dict[str, tuple[str, int]]:
    """The kinds that carry an account up, those of the structure's own among them."""
    own = document["structure"].get("vocabulary", {}).get("kinds") or {}
    return CARRIES | {
        name: (kind["upper"], int(kind["carries"]))
        for name, kind in own.items()
        if int(kind.get("carries", 0)) > 0
    }


def covers(wide: str, narrow: str) -> bool:
    """Whether what is said of one scope holds for another."""
    if wide == "all":
        return narrow.split("/", maxsplit=1)[0] not in RESERVED
    return narrow == wide or narrow.startswith(wide + "/")


def overlap(one: str, other: str) -> bool:
    """Whether two scopes have anything in common."""
    return covers(one, other) or covers(other, one)


@dataclass(frozen=True, slots=True)
class Tie:
    """One relationship between two parties, of a row that may name several."""

    lower: str
    kind: str
    upper: str
    scope: str
    index: int
    row: Row


@dataclass(frozen=True, slots=True)
class Edge:
    """One way up: from a party to the one above."""

    lower: str
    upper: str
    strength: int
    scope: str
    sure: bool
    row: Row

    @property
    def clear(self) -> bool:
        """Whether it is strong, stated and in force."""
        row = self.row
        return (
            self.sure
            and self.strength >= 3
            and row.get("status", "in_force") == "in_force"
            and row.get("basis", "stated") == "stated"
        )


class Arrangement:
    """The rows of one document, and chance with a seed of its own.

    Two readings: what is *sure* (in a status that counts, at the date, not through others) says that something is
    there; what is *possible* (every row, whatever its standing) says that something is not.
    """

    def __init__(self, document: Document, seed: str) -> None:
        self.document = document
        self.chance = random.Random(seed)
        header = document["structure"]
        statuses = (header.get("settings") or {}).get("status") or ["in_force", "agreed"]
        self.statuses = {statuses} if isinstance(statuses, str) else set(statuses)
        self.date = header.get("as_at", "")
        self.roots: list[str] = header["root"]
        self.subjects: list[str] = header["subjects"]
        self.parties: dict[str, Row] = {**document["organisations"], **document["posts"]}
        self.relationships: list[Row] = document["relationships"]
        self.memberships: list[Row] = document["memberships"]
        self.duties: dict[str, Row] = document["duties"]
        self.kinds = carries(document)
        self.scopes = ["all", *(scope for scope in document["scopes"] if scope.split("/")[0] not in RESERVED)]

    # -- chance

    def some(self, things: Iterable[T]) -> list[T]:
        """The things in an order of chance."""
        listed = list(things)
        self.chance.shuffle(listed)
        return listed

    def one(self, things: Sequence[T]) -> T:
        """One of them."""
        return self.chance.choice(things)

    # -- rows

    def stands(self, row: Row) -> bool:
        """Whether a row counts: its status, and the date, read as generously as a date can be meant."""
        if row.get("status", "in_force") not in self.statuses:
            return False
        if not self.date:
            return True
        earliest, latest = _span(self.date)
        return _span(row.get("since", "0001"))[0] <= latest and _span(row.get("until", "9999"))[1] >= earliest

    @cached_property
    def uncounted(self) -> str | None:
        """A status of proposals that does not count here."""
        return next((word for word in ("recommended", "proposed") if word not in self.statuses), None)

    @cached_property
    def ended(self) -> str:
        """A year well before the date."""
        return str(int((self.date or "2024")[:4]) - 5)

    def kind(self, party: str) -> str:
        """The kind of a body; nothing for a post."""
        return str(self.parties[party].get("kind", "")) if party in self.document["organisations"] else ""

    def is_body(self, party: str) -> bool:
        """Whether a party is an organisation."""
        return party in self.document["organisations"]

    def inside(self, party: str) -> bool:
        """Whether a party stands, and within the boundary."""
        row = self.parties[party]
        return self.stands(row) and row.get("boundary") != "out"

    @cached_property
    def plain(self) -> list[str]:
        """Parties to inject at: within the boundary, no root, neither one of a counted party nor counted by names."""
        named = {row["one_of"] for row in self.parties.values() if "one_of" in row}
        return [
            key
            for key, row in self.parties.items()
            if self.inside(key)
            and key not in self.roots
            and key not in named
            and "one_of" not in row
            and self.kind(key) != "population"
        ]

    @cached_property
    def bodies(self) -> list[str]:
        """Those of the plain parties that are organisations."""
        return [key for key in self.plain if self.is_body(key)]

    @cached_property
    def ties(self) -> list[Tie]:
        """The relationships that are sure, as from, kind, to."""
        return [
            Tie(row["from"], row["kind"], upper, row.get("scope", "all"), index, row)
            for index, row in enumerate(self.relationships)
            if self.stands(row) and row["to"] != "not_stated" and not row.get("via")
            for upper in row["to"]
            if self.stands(self.parties[row["from"]]) and self.stands(self.parties[upper])
        ]

    def of(self, *kinds: str) -> list[Tie]:
        """The sure relationships of some kinds between different parties, in an order of chance."""
        return self.some(tie for tie in self.ties if tie.kind in kinds and tie.lower != tie.upper)

    @cached_property
    def _joined(self) -> set[frozenset[str]]:
        pairs = {
            frozenset((row["from"], upper))
            for row in self.relationships
            if row["to"] != "not_stated"
            for upper in row["to"]
        }
        pairs |= {frozenset((row["body"], row["member"])) for row in self.memberships}
        pairs |= {frozenset((key, entry["body"])) for key, _, _, entry in attachments(self.document)}
        return pairs

    def joined(self, one: str, other: str) -> bool:
        """Whether any row, of any standing, names both as its two ends."""
        return frozenset((one, other)) in self._joined

    # -- the ways up

    @cached_property
    def edges(self) -> list[Edge]:
        """Every way up that any row gives; a named one and its counted party lead to each other, but never surely."""
        found = []
        for row in self.relationships:
            if row["kind"] not in self.kinds or row["to"] == "not_stated":
                continue
            end, strength = self.kinds[row["kind"]]
            sure = self.stands(row) and not row.get("via")
            for other in row["to"]:
                lower, upper = (row["from"], other) if end == "to" else (other, row["from"])
                found.append(Edge(lower, upper, strength, row.get("scope", "all"), sure, row))
        for key, row, field, entry in attachments(self.document):
            lower, upper = (entry["body"], key) if field == "heads" else (key, entry["body"])
            strength = 2 if field == "heads" else 4
            sure = self.stands({**row, **entry}) and (field == "heads" or not self._has_line(lower))
            found.append(Edge(lower, upper, strength, "all", sure, {**row, **entry}))
        for key, row in self.parties.items():
            if "one_of" in row:
                found += [
                    Edge(key, row["one_of"], 4, "all", sure=False, row=row),
                    Edge(row["one_of"], key, 4, "all", sure=False, row=row),
                ]
        return found

    def _has_line(self, party: str) -> bool:
        return any(row["from"] == party and row["kind"] == "accountable_to" for row in self.relationships)

    @cached_property
    def _up(self) -> dict[str, list[Edge]]:
        found = defaultdict(list)
        for edge in self.edges:
            found[edge.lower].append(edge)
        return found

    def ways_up(self, party: str) -> list[Edge]:
        """Every way up from a party that any row gives."""
        return self._up.get(party, [])

    @cache  # noqa: B019 - an arrangement lives as long as its run
    def above(self, party: str) -> frozenset[str]:
        """All that a party could possibly answer to, itself left out unless in a circle."""
        return frozenset(reached(party, lambda at: (edge.upper for edge in self._up.get(at, ()))))

    @cache  # noqa: B019
    def surely_above(
        self, party: str, scope: str, least: int = 1, without: str | None = None
    ) -> frozenset[str]:
        """All that a party surely answers to in a scope by links of some strength, on ways that avoid another."""
        return frozenset(
            reached(
                party,
                lambda at: (
                    edge.upper
                    for edge in self._up.get(at, ())
                    if edge.sure
                    and edge.strength >= least
                    and covers(edge.scope, scope)
                    and edge.upper != without
                ),
            )
        )

    def clear_scopes(self, party: str) -> list[str]:
        """The scopes in which a party has a line to a root that is strong, stated and in force throughout."""
        return [scope for scope in self.scopes if self._clearly_above(party, scope).intersection(self.roots)]

    def _clearly_above(self, party: str, scope: str) -> set[str]:
        return reached(
            party,
            lambda at: (e.upper for e in self._up.get(at, ()) if e.clear and covers(e.scope, scope)),
        )

    def could_manage(self, party: str) -> set[str]:
        """All that a party could answer to by links of management or more."""
        return reached(party, lambda at: (edge.upper for edge in self._up.get(at, ()) if edge.strength >= 3))

    def line_scopes(self, party: str, least: int = 1) -> list[str]:
        """The scopes in which a party surely has a line to a root."""
        return [
            scope
            for scope in self.scopes
            if not self.surely_above(party, scope, least).isdisjoint(self.roots)
        ]

    @cached_property
    def lined(self) -> list[str]:
        """Subjects that have a line to a root."""
        return [
            key for key in self.subjects if key in self.plain and self.ways_up(key) and self.line_scopes(key)
        ]

    def unrelated(self, one: str, other: str) -> bool:
        """Whether two parties could neither answer to each other nor be one in two guises."""
        return (
            one != other
            and one not in self.above(other)
            and other not in self.above(one)
            and not self.joined(one, other)
        )

    @cached_property
    def root_side(self) -> frozenset[str]:
        """The roots, what they could answer to, and what is joined with one of them by a seat or a headship."""
        found = frozenset(self.roots).union(*(self.above(root) for root in self.roots))
        for _ in range(2):
            found |= {other for party in found for other in self.guises(party)}
        return found

    @cached_property
    def _guises(self) -> dict[str, set[str]]:
        found = defaultdict(set)
        pairs = [(key, entry["body"]) for key, _, _, entry in attachments(self.document)]
        pairs += [(key, row["one_of"]) for key, row in self.parties.items() if "one_of" in row]
        for one, other in pairs:
            found[one].add(other)
            found[other].add(one)
        return found

    def guises(self, party: str) -> set[str]:
        """Its posts, head and parts, or the bodies that it heads, sits in or is part of; counted and named ones."""
        return self._guises.get(party, set())

    def answering(self) -> Iterator[Tie]:
        """Accountabilities of plain parties to somebody below the roots, none of them a lead."""
        for tie in self.of("accountable_to"):
            if (
                tie.lower in self.plain
                and tie.upper not in self.root_side
                and tie.scope.split("/")[0] not in RESERVED
                and not self.parties[tie.upper].get("vacant")
                and tie.row.get("lead") != "yes"
            ):
                yield tie

    def apart(self, scope: str) -> str | None:
        """A scope that has nothing in common with another; a reserved one where there is no other."""
        found = [other for other in self.scopes if other != "all" and not overlap(other, scope)]
        return self.one(found) if found else None

    def seats(self, body: str) -> list[Row]:
        """The seats on a body, of any standing."""
        return [row for row in self.memberships if row["body"] == body]


def _span(date: str) -> tuple[str, str]:
    """The first and the last day that a written date can mean."""
    year, month, day = (*date.split("-"), "", "")[:3]
    return f"{year:0>4}-{month or '01'}-{day or '01'}", f"{year:0>4}-{month or '12'}-{day or '31'}"


def reached(start: str, steps) -> set[str]:
    """Breadth first: everything that steps lead to from a start, the start itself only in a circle."""
    seen: set[str] = set()
    front = [start]
    while front:
        front = [
            other
            for at in front
            for other in dict.fromkeys(steps(at))
            if not (other in seen or seen.add(other))
        ]
    return seen
