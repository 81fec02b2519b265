"""What rules on evidence share: figures stated twice, contradictions on record and what rests on them, standing by place."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.duties import Figure
from govgraph.model.relationships import Votes
from govgraph.model.statements import Citation, Statement, cited
from govgraph.model.structure import Contradiction
from govgraph.model.vocabulary import HEADED_BY, SUGGESTED, Status
from govgraph.text import folded, money, plain

# Units of amounts that are no numbers of things.
_CURRENCIES = ("£", "$", "€")


def is_money(figure: Figure) -> bool:
    """Whether a figure is an amount of money."""
    return (figure.unit or "").startswith(_CURRENCIES)


class Figures:
    """The figures that count at a reading, with what is on record about them."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        figures = graph.structure.figures
        self.counting = {key: figures[key] for key in sorted(figures) if graph.counts(figures[key])}
        self._recorded = Recorded(graph)

    def amount(self, key: str) -> Decimal | None:
        """A figure's stated amount, or the whole number it comes to; None where it has neither, or is stated roughly."""
        figure = self.counting[key]
        if figure.stated_as is not None:
            return None
        if figure.amount is not None:
            return figure.amount
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
                    figure.each,
                    figure.status in SUGGESTED,
                )
                alike[*same, *(folded(text or "") for text in (figure.unit, figure.year))].append(key)
        for keys in alike.values():
            for one, other in combinations(keys[:MOST_COMPARED], 2):
                if self.differ(one, other) and not self.is_recorded(self.counting[one].about, (one, other)):
                    yield one, other

    def is_recorded(self, about: Iterable[str], keys: Iterable[str]) -> bool:
        """Whether a contradiction on record speaks of the figures, or of what they are about at their places."""
        figures = [self.counting[key] for key in keys]
        return self._recorded.speaks_of(keys) or self._recorded.speaks_of(about, figures)


def told_twice(graph: GovernanceGraph, rule: Rule, figures: Figures, *, of_money: bool) -> Iterator[Finding]:
    """A finding for each two figures that speak of the same thing and differ: amounts of money, or other numbers."""
    for one, other in figures.stated_twice():
        rows = [figures.counting[key] for key in (one, other)]
        if is_money(rows[0]) is of_money:
            given = [
                f"{money(f'{figures.amount(key):f}', row.unit)} ({cited(row.source)})"
                for key, row in zip((one, other), rows, strict=True)
            ]
            parties = [party for party in rows[0].about if party in graph.structure.parties]
            of = f" of {graph.names(parties)}" if parties else ""
            year = f" for {rows[0].year}" if rows[0].year else ""
            yield rule.finding(
                f"“{rows[0].name}”{of} is stated as {given[0]} and as {given[1]}{year}.",
                parties,
                rests_on=rows,
                at=parties[0] if parties else one,
                key=f"{one},{other}",
            )


class Recorded:
    """The contradictions on record, settled or not, by what they are about."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._by_entry: dict[str, list[tuple[frozenset[str], frozenset[Citation]]]] = defaultdict(list)
        for row in graph.structure.contradictions:
            cited = (*row.source, *(citation for saying in row.statements for citation in saying.source))
            known = frozenset(row.about), frozenset(cited)
            for entry in row.about:
                self._by_entry[entry].append(known)

    def speaks_of(self, entries: Iterable[str], rows: Collection[Statement] = ()) -> bool:
        """Whether one names all the entries and, where rows are given, a place of each of them."""
        wanted = frozenset(entries)
        places = [frozenset(row.source) for row in rows]
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
        self._standing: dict[Citation, Counter[Status]] = defaultdict(Counter)
        for row in graph.structure.statements():
            if isinstance(row, Statement):
                for citation in row.source:
                    self._standing[citation][row.status] += 1

    def cited(self, citations: Iterable[Citation]) -> list[Statement]:
        """A statement for each citation, with the status that most statements at that place have."""
        rows = [Statement(source=(citation,), status=self._status(citation)) for citation in citations]
        return rows or [Statement()]

    def _status(self, citation: Citation) -> Status:
        found = self._standing.get(citation)
        if found:
            order = list(Status)
            return max(found, key=lambda status: (found[status], order.index(status)))
        return Status.PROPOSED if citation.source in self._proposals else Status.IN_FORCE


class Question(StrEnum):
    """What a contradiction may leave open, as a sentence says it."""

    ANSWERS = "who answers to whom"
    COMMISSIONS = "who commissions"
    DECIDES = "who decides"
    VOTES = "who votes"
    PAYS = "who holds or pays the money"
    DUTY = "who has which duty"


_ASKED_BY_KIND = {
    "commissions": Question.COMMISSIONS,
    "binds": Question.DECIDES,
    "approves": Question.DECIDES,
    "designates": Question.DECIDES,
    "arbitrates": Question.DECIDES,
    "funds": Question.PAYS,
}


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What a statement says to a question about a party; a duty is asked after without one."""

    question: Question
    party: str
    answer: str
    row: Statement | Link


@dataclass(frozen=True, slots=True)
class Weight:
    """The questions that a contradiction leaves open, those that it touches, and the statements that show it."""

    open: tuple[Question, ...]
    touched: frozenset[Question]
    rows: tuple[Statement | Link, ...]


class Resting:
    """What the places of a structure say of who answers, decides, votes, pays and has a duty."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._at: dict[tuple[Citation, str], list[_Said]] = defaultdict(list)
        for said in _said(graph):
            for place in dict.fromkeys(said.row.source):
                if place.source != "none":
                    self._at[place, said.party].append(said)

    def on(self, row: Contradiction) -> Weight:
        """What rests on a contradiction."""
        sides, named = self._sides(row), list(self._named(row))
        answers: dict[tuple[Question, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for said, numbers in sides.items():
            answers[said.question, self._body(said.party, row)][said.answer] |= numbers
        found = {question for (question, party), given in answers.items() if self._differ(party, given)}
        found |= {said.question for said in sides if said.row.status is Status.UNDEFINED}
        found |= {question for question, _ in named}
        return Weight(
            tuple(question for question in Question if question in found),
            frozenset(said.question for said in sides),
            (*(said.row for said in sides), *(entry for _, entry in named)),
        )

    def _sides(self, row: Contradiction) -> dict[_Said, set[int]]:
        """What the places of a contradiction say of the parties that it is about, and which of its sides say it."""
        found: dict[_Said, set[int]] = defaultdict(set)
        for number, saying in enumerate(row.statements):
            for citation in saying.source:
                for party in ("", *row.about):
                    for said in self._at.get((citation, party), ()):
                        if said.answer in row.about:
                            found[said].add(number)
        return found

    def _body(self, party: str, row: Contradiction) -> str:
        """The body that a party heads, where the contradiction is about it as well: the two answer as one."""
        return next((body for body in row.about if party in self._graph.heads_of(body)), party)

    def _differ(self, party: str, given: Mapping[str, set[int]]) -> bool:
        """Whether two sides answer differently: two answers, not from the same sides, and not one superior in two guises."""
        return any(
            given[one] != given[other]
            and party not in (one, other)
            and not self._graph.are_one_superior(one, other)
            for one, other in combinations(given, 2)
        )

    def _named(self, row: Contradiction) -> Iterator[tuple[Question, Statement]]:
        """A sum of money, or a duty of one of them, that a contradiction between parties names."""
        structure = self._graph.structure
        parties = [entry for entry in row.about if entry in structure.parties]
        for entry in row.about if len(parties) > 1 else ():
            if entry in structure.figures and is_money(structure.figures[entry]):
                yield Question.PAYS, structure.figures[entry]
            elif entry in structure.duties:
                duty = structure.duties[entry]
                if not {*duty.accountable, *duty.responsible}.isdisjoint(parties):
                    yield Question.DUTY, duty


def _said(graph: GovernanceGraph) -> Iterator[_Said]:
    """Each statement that counts, and each accountability left undefined, once for each pair of parties that it joins."""
    for link in graph.links:
        if link.kind is not HEADED_BY and link.kind.name not in _ASKED_BY_KIND and link.inherited is None:
            yield _Said(Question.ANSWERS, link.lower, link.upper, link)
    for row, end in graph.undefined("accountable_to"):
        yield _Said(Question.ANSWERS, row.from_, end, row)
    for row, end in graph.of_kind(*_ASKED_BY_KIND):
        yield _Said(_ASKED_BY_KIND[row.kind], end, row.from_, row)
    for body, rule in graph.decision_rules.items():
        for bound in rule.binds:
            yield _Said(Question.DECIDES, bound, body, rule)
    for seat in graph.memberships:
        if seat.votes is not Votes.NO and seat.is_of_a_member:
            yield _Said(Question.VOTES, seat.body, seat.member, seat)
    for duty in graph.duties:
        for party in duty.accountable:
            yield _Said(Question.DUTY, "", party, duty)
