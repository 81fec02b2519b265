"""What rules on evidence share: figures stated twice, contradictions on record and what rests on them, standing by place."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from govgraph.findings import MOST_COMPARED
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.duties import Figure
from govgraph.model.relationships import Votes
from govgraph.model.statements import Citation, Statement
from govgraph.model.structure import Contradiction, Saying
from govgraph.model.vocabulary import STRUCTURAL, Status

_NOT_LETTERS = re.compile(r"[^\w]+")
# The capacities in which a party sits on a body as one of those who decide.
SITTING = frozenset({"chair", "vice_chair", "member", "co_opted"})
_LINE, _MONEY, _VOTE = "a line of account", "money", "a vote"
# Units of amounts that are no numbers of things.
_CURRENCIES = ("£", "$", "€")


def plain(name: str) -> str:
    """A name as two spellings of it are compared: no capitals, no punctuation, no article before it.

    >>> plain("The Finance & Capital Sub-Group") == plain("finance and capital sub group")
    True
    """
    words = _NOT_LETTERS.sub(" ", name.casefold().replace("&", " and ")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def is_money(figure: Figure) -> bool:
    """Whether a figure is an amount of money."""
    return (figure.unit or "").startswith(_CURRENCIES)


def is_suggested(row: Statement) -> bool:
    """Whether a statement says what is to be, and not what is: the two do not contradict each other."""
    return row.status in {Status.PROPOSED, Status.RECOMMENDED}


class Figures:
    """The figures that count at a reading, with what is on record about them."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        figures = graph.structure.figures
        self.counting = {key: figures[key] for key in sorted(figures) if graph.counts(figures[key])}
        self._recorded = _Recorded(graph)

    def amount(self, key: str) -> Decimal | None:
        """A figure's stated amount, or the whole number it comes to; None where it has neither, or is stated roughly."""
        figure = self.counting[key]
        if figure.stated_as is not None or figure.amount is not None:
            return None if figure.stated_as is not None else figure.amount
        working = self._graph.workings.get(key)
        value = working.value if working is not None else None
        return value.to_integral_value() if value is not None and value == value.to_integral_value() else None

    def differ(self, one: str, other: str) -> bool:
        """Whether two figures give different amounts, beyond what either allows for."""
        first, second = self.amount(one), self.amount(other)
        if first is None or second is None:
            return False
        return abs(first - second) > max(self.counting[key].tolerance or Decimal(0) for key in (one, other))

    def stated_twice(self) -> Iterator[tuple[str, str]]:
        """Pairs of figures that speak of the same thing at the same date and differ, those on record left out."""
        alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for key, figure in self.counting.items():
            if figure.name is not None:
                same = (
                    plain(figure.name),
                    tuple(sorted(figure.about)),
                    _spelt(figure.unit),
                    _spelt(figure.year),
                )
                alike[*same, figure.each, is_suggested(figure)].append(key)
        for keys in alike.values():
            for one, other in combinations(keys[:MOST_COMPARED], 2):
                if self.differ(one, other) and not self.is_recorded(self.counting[one].about, (one, other)):
                    yield one, other

    def is_recorded(self, about: Iterable[str], keys: Iterable[str]) -> bool:
        """Whether a contradiction on record speaks of the figures, or of what they are about at their places."""
        figures = [self.counting[key] for key in keys]
        return self._recorded.speaks_of(keys) or self._recorded.speaks_of(about, figures)


def _spelt(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


class _Recorded:
    """The contradictions on record, settled or not, by what they are about."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._by_entry: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
        for row in graph.structure.contradictions:
            cited = (*row.source, *(citation for saying in row.statements for citation in saying.source))
            known = frozenset(row.about), frozenset(map(str, cited))
            for entry in row.about:
                self._by_entry[entry].append(known)

    def speaks_of(self, entries: Iterable[str], rows: Collection[Statement] = ()) -> bool:
        """Whether one names all the entries and, where rows are given, a place of each of them."""
        wanted = frozenset(entries)
        places = [frozenset(map(str, row.source)) for row in rows]
        return any(
            wanted <= about and all(place & cited for place in places)
            for entry in sorted(wanted)[:1]
            for about, cited in self._by_entry.get(entry, ())
        )


class Places:
    """How the statements of a structure stand at each place: a contradiction's own words carry no label."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._proposals = {
            key for key, source in graph.structure.sources.items() if source.kind == "proposal"
        }
        self._standing: dict[str, Counter[Status]] = defaultdict(Counter)
        for row in graph.structure.statements():
            if isinstance(row, Statement):
                for citation in row.source:
                    self._standing[str(citation)][row.status] += 1

    def cited(self, citations: Iterable[Citation]) -> list[Statement]:
        """A statement for each citation, with the status that most statements at that place have."""
        return [Statement(source=(citation,), status=self._status(citation)) for citation in citations]

    def _status(self, citation: Citation) -> Status:
        found = self._standing.get(str(citation))
        if found:
            order = list(Status)
            return max(found, key=lambda status: (found[status], order.index(status)))
        return Status.PROPOSED if citation.source in self._proposals else Status.IN_FORCE


@dataclass(slots=True)
class Weight:
    """What rests on a contradiction, and the statements that do."""

    what: list[str] = field(default_factory=list)
    rows: list[Statement | Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Carrying:
    """A statement on which a line, money or a vote rests, and the parties that it joins."""

    number: int
    parties: frozenset[str]
    what: str
    row: Statement | Link


@dataclass(slots=True)
class Resting:
    """What lines, money and votes rest on, by the place that says it."""

    graph: GovernanceGraph
    at: dict[str, list[_Carrying]] = field(default_factory=lambda: defaultdict(list))
    number: int = 0

    @classmethod
    def of(cls, graph: GovernanceGraph) -> "Resting":
        self = cls(graph)
        for row in (*graph.relationships, *graph.unsettled):
            what = {"funds": _MONEY, "binds": _VOTE}.get(row.kind)
            if what is not None or graph.kind(row.kind).strength > 0:
                self._add({row.from_, *row.to}, what or _LINE, row)
        for link in graph.links:
            if link.kind.name in STRUCTURAL and link.inherited is None:
                self._add({link.lower, link.upper}, _LINE, link)
        for seat in graph.memberships:
            if seat.votes is not Votes.NO and seat.capacity in SITTING:
                self._add({seat.body, seat.member}, _VOTE, seat)
        for body in sorted(graph.structure.decision_rules):
            rule = graph.structure.decision_rules[body]
            if graph.counts(rule):
                self._add({body, *rule.binds}, _VOTE, rule)
        return self

    def _add(self, parties: set[str], what: str, row: Statement | Link) -> None:
        self.number += 1
        carrying = _Carrying(self.number, frozenset(parties), what, row)
        for place in dict.fromkeys(map(str, row.source)):
            self.at[place].append(carrying)

    def on(self, row: Contradiction) -> Weight:
        """What rests on a contradiction; nothing where what it is about carries neither account, money nor vote.

        A statement rests on it that joins two of the parties concerned and stands at one of its places. For a line or
        a vote two sides must each have one, and not the same: else it is about something else that the place says.
        One side is enough for an accountability that is left undefined, which is the question itself, and for money:
        who pays whom is said in one place.
        """
        about = set(row.about)
        sides = [self._side(about, saying) for saying in row.statements]
        carrying = {one.number: one for side in sides for one in side}
        paid = [one for one in carrying.values() if one.what == _MONEY]
        lines = [one for one in carrying.values() if one.what != _MONEY]
        of_both = sum(any(one.what != _MONEY for one in side) for side in sides) > 1 and len(lines) > 1
        if not of_both:
            lines = [one for one in lines if one.row.status is Status.UNDEFINED]
        sums = [
            figure
            for key in row.about
            if (figure := self.graph.structure.figures.get(key)) is not None and is_money(figure)
        ]
        what = {one.what for one in (*lines, *paid)} | ({_MONEY} if sums else set())
        return Weight(sorted(what), [*(one.row for one in (*lines, *paid)), *sums])

    def _side(self, about: set[str], saying: Saying) -> list[_Carrying]:
        """The statements at the places of one side that join two of the parties concerned."""
        return [
            one
            for place in dict.fromkeys(map(str, saying.source))
            for one in self.at.get(place, ())
            if len(one.parties & about) > 1
        ]
