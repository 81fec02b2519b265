"""The facade: a structure as a frozen graph whose methods are the reviewer's questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from govgraph.errors import UsageError
from govgraph.graph import sight, tracing
from govgraph.graph.by_way_of import answer_by_way_of
from govgraph.graph.links import Lapse, Line, Link
from govgraph.graph.sight import Answer, Direction, Verdict
from govgraph.graph.silence import why_it_stops
from govgraph.graph.statements import Statements
from govgraph.graph.view import View
from govgraph.graph.voting import Ballot, ballots
from govgraph.graph.ways import MANAGEMENT, Floor
from govgraph.model.choices import Thresholds
from govgraph.model.scopes import ALL, covers, is_reserved, overlap
from govgraph.model.statements import cited
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import HEADED_BY
from govgraph.model.workings import Working, work_out
from govgraph.settings import Reading
from govgraph.text import counted, did_you_mean, listed

# An answer beyond this is no answer to a reader, and would outgrow the memory of a desk.
_MOST_LINKS, _MOST_LIMBS = 500_000, 20_000
_MOST_HELD_AGAINST_EACH_OTHER = 50


class GovernanceGraph(Statements):
    """A structure at one reading. Answers are computed once and kept; nothing is ever changed.

    `roots` are those of the structure, unless others are given. Raises UsageError for an unknown root.
    """

    def __init__(
        self, structure: Structure, reading: Reading | None = None, roots: Sequence[str] = ()
    ) -> None:
        super().__init__(structure, reading or Reading.of(structure))
        self.roots = tuple(roots) or structure.roots
        self._root_set = frozenset(self.roots)
        for root in self.roots:
            self.party(root)
        self._views: dict[str, View] = {}
        self._close: dict[str, tuple[str, ...]] = {}
        self._asked: dict[str, tuple[str, ...]] = {}

    def chain(self, parties: Iterable[str]) -> str:
        """Names joined by arrows, in the order given."""
        return " → ".join(self.name(party) for party in parties)

    def describe(self, link: Link) -> str:
        """A link as a sentence with its place, and its standing where that is not stated and in force."""
        standing = "" if link.settled else f"; {link.words}"
        said = self.verb(link.lower, link.kind.upward())
        return f"{self.name(link.lower)} {said} {self.name(link.upper)} ({cited(link.source)}{standing})"

    @cached_property
    def root_names(self) -> str:
        """The roots as a reader names them."""
        return self.names(self.roots, "or", most=None)

    def is_judged(self, party: str) -> bool:
        """Whether rules may speak of the party: it exists, is within the boundary, and is no root, nor one of a counted root."""
        return self.within_boundary(party) and self._root_set.isdisjoint((party, *self.counted_above(party)))

    # -- links and scopes

    @property
    def links(self) -> Sequence[Link]:
        """Every link of every scope, by its ends."""
        return self._links.links

    def upward_links(self, party: str) -> Sequence[Link]:
        """A party's links of every scope, structural ones too, whether or not a stated line overrides them."""
        return self._links.upward.get(party, ())

    def answers_somewhere(self, party: str, scope: str = "") -> bool:
        """Whether a party has an upward link in some scope, or in one that overlaps the scope given.

        A structural link that a stated accountability overrides does not count, nor a head that only leads back.
        """
        stated = (
            link for link in self.upward_links(party) if not link.fallback and link.kind is not HEADED_BY
        )
        if any(not scope or overlap(link.scope, scope) for link in stated):
            return True
        views = (self.view(one) for one in self.scopes if not scope or overlap(one, scope))
        return any(view.onward(party) for view in views)

    def is_only_named(self, party: str) -> bool:
        """Whether no statement that counts says anything of a party beyond its own row."""
        return party not in self._mentioned

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        mentioned = {party for row in self.relationships for party in (row.from_, *row.to, *row.via)}
        mentioned.update(party for _, parties in self._occupied for party in parties)
        mentioned.update(party for link in self._links.links for party in (link.lower, link.upper))
        mentioned.update(self.structure.decision_rules)
        for lower, lapses in self._links.lapses.items():
            for lapse in lapses:
                if not lapse.only_suggested:
                    mentioned.update({lower, lapse.upper or lower})
        return frozenset(mentioned)

    def lapses(self, party: str) -> Sequence[Lapse]:
        """The statements that would carry an account from the party, and why each does not."""
        return self._links.lapses.get(party, ())

    def view(self, scope: str) -> View:
        """The links whose scope covers a scope."""
        if scope not in self._views:
            self._views[scope] = View(self._links, scope, self.roots)
        return self._views[scope]

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that analyses run over: the one asked for, else the functional ones that some statement uses.

        A line that the papers leave undefined uses its scope too: its party must not drop out of sight there.
        """
        if self.reading.scope is not None:
            return (self.reading.scope,)
        used = {row.scope for rows in (self.relationships, self.memberships, self.duties) for row in rows}
        used |= {row.scope for row in self.unsettled}
        return tuple(sorted(scope for scope in used if scope != ALL and not is_reserved(scope))) or (ALL,)

    @cached_property
    def _own_scopes(self) -> dict[str, set[str]]:
        """For each party, the scopes of its own links, duties and seats.

        A duty or a seat that is written for all scopes says of none in particular that the party is asked
        about there, so it adds nothing beside others.
        """
        own: dict[str, set[str]] = defaultdict(set)
        for row in self.relationships:
            if self.kind(row.kind).strength > 0:
                for party in (row.from_, *row.to):
                    own[party].add(row.scope)
        for row in self.unsettled:
            for party in (row.from_, *row.to):
                own[party].add(row.scope)
        for link in self._links.links:
            if link.inherited is not None:
                own[link.lower].add(link.scope)
        for scope, parties in self._occupied:
            for party in parties:
                if scope != ALL or not own[party]:
                    own[party].add(scope)
        return own

    @cached_property
    def _occupied(self) -> list[tuple[str, tuple[str, ...]]]:
        """The scope and the parties of each seat and each duty, those for all scopes last."""
        seats = [(seat.scope, (seat.member, seat.body)) for seat in self.memberships]
        duties = [(duty.scope, duty.parties) for duty in self.duties]
        return sorted([*seats, *duties], key=lambda pair: (pair[0] == ALL, pair))

    def asked_in(self, party: str) -> Sequence[str]:
        """The scopes in which a party is asked about: where it has a link, a duty or a seat of its own.

        A party with none is asked about in all of them, so that nobody drops out of sight by having nothing.
        """
        if party not in self._asked:
            own = [scope for scope in self._own_scopes.get(party, ()) if not is_reserved(scope)]
            found = [scope for scope in self.scopes if any(covers(mine, scope) for mine in own)]
            self._asked[party] = tuple(found) or self.scopes
        return self._asked[party]

    # -- line of sight

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The structure's subjects that exist at the date."""
        return tuple(subject for subject in self.structure.subjects if self.exists(subject))

    def close_to_delivery(self, scope: str) -> Sequence[str]:
        """The subjects asked about in a scope, and every party that commissions, directs or manages one of them there."""
        if scope not in self._close:
            subjects = {subject for subject in self.subjects if scope in self.asked_in(subject)}
            others = {
                row.from_
                for row, end in self.of_kind("commissions", "directs", "performance_manages")
                if end in subjects and covers(row.scope, scope) and row.from_ not in self._root_set
            }
            self._close[scope] = (*sorted(subjects), *sorted(others - subjects))
        return self._close[scope]

    def sight(
        self,
        subjects: Iterable[str] | None = None,
        direction: Direction = Direction.ACCOUNT,
        via: Sequence[Sequence[str]] = (),
    ) -> list[Answer]:
        """Line of sight for each subject: one answer per set of scopes that give the same.

        Raises UsageError where there is no root or no subject, or a party is unknown.
        """
        asked = list(dict.fromkeys(subjects if subjects is not None else self.structure.subjects))
        self._require(asked, via)
        limbs = sum(
            len({link.upper for link in self.view(scope).upward(s)})
            for s in asked
            for scope in self.asked_in(s)
        )
        self._bound(limbs, _MOST_LIMBS, "limbs")
        answers: list[Answer] = []
        links = 0
        for subject in asked:
            views = [self.view(scope) for scope in self.asked_in(subject)]
            if via:
                found = [answer_by_way_of(self._links, view, subject, via, direction) for view in views]
            else:
                found = [sight.answer(self._links, view, subject, direction) for view in views]
            answers.extend(sight.merged(found))
            links += sum(answer.size for answer in found)
            self._bound(links, _MOST_LINKS, "links")
        return answers

    @staticmethod
    def _bound(number: int, most: int, what: str) -> None:
        """Refuse an answer that nobody could read."""
        if number > most:
            advice = "ask about fewer parties with --subject, or about one scope with --scope"
            raise UsageError(f"the answer would hold more than {most:,} {what}", advice)

    def _require(self, subjects: Sequence[str], via: Sequence[Sequence[str]]) -> None:
        if not self.roots:
            raise UsageError(
                f"{self.structure.id} names no root", "add root: to its structure section, or use --root"
            )
        if not subjects:
            raise UsageError(
                f"{self.structure.id} names no subjects",
                "add subjects: to its structure section, or use --subject",
            )
        for party in (*subjects, *(party for group in via for party in group)):
            self.party(party)

    def verdict(self, party: str, scope: str) -> Verdict:
        """The verdict alone, for rules that ask it of many parties."""
        view = self.view(scope)
        return Verdict.CLEAR if party in view.roots else sight.verdict_at(view.level(party))

    def why_it_stops(self, party: str, scope: str) -> str:
        """Why no link leads upwards from a party in a scope."""
        return why_it_stops(self._links, self.view(scope), party)

    @cached_property
    def ballots(self) -> Mapping[str, Ballot]:
        """The ballot of every body with a seat or a decision rule, by body."""
        return ballots(self)

    def ballot(self, body: str) -> Ballot:
        """Who votes in a body, and what it takes to pass a decision there. Raises UsageError for what is no body."""
        organisations = self.structure.organisations
        if body not in organisations:
            bodies = listed(list(self.ballots), most=12)
            known = f"bodies with seats or a decision rule: {bodies}" if bodies else None
            hint = did_you_mean(body, organisations) or known or "it names no seat at all"
            raise UsageError(f"no body {body!r} in {self.structure.id}", hint)
        return self.ballots.get(body) or Ballot(body, None, (), assumed=False)

    @cached_property
    def workings(self) -> Mapping[str, Working]:
        """Figures that have `equals`, recomputed."""
        return work_out(self.structure.figures)

    @property
    def thresholds(self) -> Thresholds:
        """The limits that are a matter of judgement."""
        return self.structure.settings.thresholds

    def trace(self, start: str, end: str, limit: int = 20) -> tuple[list[tuple[Line, tuple[str, ...]]], bool]:
        """Every line from one party up to another, strongest first, with its scopes; and whether more were left out."""
        self.party(start)
        self.party(end)
        return tracing.lines_between(self._links, self.scopes, start, end, limit)

    # -- superiors

    def stands_above(
        self, upper: str, lower: str, scope: str, floor: Floor = MANAGEMENT, avoid: Iterable[str] = ()
    ) -> bool:
        """Whether a line of at least this strength runs from `lower` up to `upper`, avoiding some parties."""
        return upper != lower and self.view(scope).is_above(upper, lower, floor, set(avoid))

    def apart(self, parties: Iterable[str]) -> list[str]:
        """Parties, each once, without those that are a part, post, head or named one of another of them."""
        found = list(dict.fromkeys(parties))
        wholes = found[:_MOST_HELD_AGAINST_EACH_OTHER]
        kept = [
            party
            for party in found
            if not any(self.is_one_of(party, whole) or self.is_within(party, whole) for whole in wholes)
        ]
        # A circle of parts has no whole: then the first stands for all.
        return kept or found[:1]

    @property
    def beyond_the_papers(self) -> str:
        """That the date asked about lies before or after every date that the structure gives, as a clause; empty where it does not."""
        at, dates = self.reading.at, self.structure.dates
        if at is None or not dates:
            return ""
        first, last = dates[0], max(dates, key=lambda date: date.last_day)
        if at.last_day < first.first_day:
            return f"{at.in_words} lies before every date that the structure gives (the first is {first.in_words}): what is said of it is not from the papers"
        if at.first_day > last.last_day:
            return f"{at.in_words} lies after every date that the structure gives (the last is {last.in_words}): what has changed since, the papers cannot tell"
        return ""

    def assumptions(self) -> list[str]:
        """What every answer at this reading rests on without a paper saying so."""
        found = [
            f"{self.kind(name).reads} carries an account with strength {strength}, as chosen"
            for name, strength in sorted(self.structure.settings.kinds.items())
        ]
        links = self._links.links
        if beyond := self.beyond_the_papers:
            found.append(beyond)
        undated = sum(1 for row in self.relationships if row.since is None)
        at = self.reading.at
        if at is None:
            found.append("the structure gives no date: every statement is counted as active")
        elif undated:
            total = counted(len(self.relationships), "relationship")
            found.append(
                f"no beginning is stated for {undated} of {total}: counted as active {'on' if at.day else 'in'} {at.in_words}"
            )
        unsourced = sum(1 for row in self.relationships if not row.source)
        if unsourced:
            found.append(
                f"{unsourced} of {counted(len(self.relationships), 'relationship')} without a source: taken at the modeller's word"
            )
        views = (self.view(scope) for scope in self.scopes)
        parts = {link.lower for view in views for rows in view.up.values() for link in rows if link.fallback}
        if parts:
            number = counted(len(parts), "party is", "parties are")
            found.append(
                f"{number} taken to answer to the body they belong to, where no accountability is stated"
            )
        inherited = {link.lower for link in links if link.inherited}
        if inherited:
            number = counted(len(inherited), "named party takes", "named parties take")
            found.append(f"{number} over what is stated of the counted party that it is one of")
        if self.reading.contracts_count and any(link.kind.contract for link in links):
            found.append("a contract counts as a link, of strength 2")
        if not self.reading.contracts_count:
            found.append("contracts are not counted as links")
        return found
