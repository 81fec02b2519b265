"""EVD-01: the reviewer must ask before concluding."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Votes
from govgraph.model.scopes import overlap
from govgraph.model.statements import Citation, Statement
from govgraph.model.structure import Contradiction, Saying
from govgraph.rules._evidence import Figures, Places, Resting, Weight, is_money
from govgraph.text import counted, listed, money

BAD = """
govgraph: 1
structure: {id: bad, title: Two papers and two superiors, root: minister, subjects: [trust]}
sources:
  act: {title: The Act}
  letter: {title: The letter of appointment}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority, source: act 1}
  - {from: authority, kind: directs, to: trust, source: letter 2}
  - {from: authority, kind: accountable_to, to: minister, source: act 2}
contradictions:
  - about: [trust, authority]
    statements:
      - {source: act 1, says: The trust answers to the authority for everything.}
      - {source: letter 2, says: The authority may direct it on care alone.}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The question was asked and answered, root: minister, subjects: [trust]}
sources:
  act: {title: The Act}
  letter: {title: The letter of appointment}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority, source: act 1}
  - {from: authority, kind: directs, to: trust, source: letter 2}
  - {from: authority, kind: accountable_to, to: minister, source: act 2}
contradictions:
  - about: [trust, authority]
    statements:
      - {source: act 1, says: The trust answers to the authority for everything.}
      - {source: letter 2, says: The authority may direct it on care alone.}
    resolved: {by: The department, how: The Act prevails; the letter is being mended.}
"""

# Sayings, and matters of the finding for the rest, beyond these are told as a number.
_MOST_SAYINGS, _MOST_MATTERS = 4, 12
_MOST_PLACES = 4


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each open contradiction on which a line, money or a vote rests, and once for all the others."""
    resting, places = Resting.of(graph), Places(graph)
    others: list[_Matter] = []
    for matter in _matters(graph):
        found = resting.on(matter.row)
        if found.what:
            yield _of_weight(graph, rule, matter, found, places)
        else:
            others.append(matter)
    if others:
        yield _the_rest(graph, rule, others, places)
    yield from _stated_twice(graph, rule)
    yield from _seats_stated_twice(graph, rule)


# -- contradictions on record


@dataclass(frozen=True, slots=True)
class _Matter:
    """An open contradiction, and the key that tells it apart, whatever its place in the file."""

    row: Contradiction
    key: str

    @property
    def cited(self) -> list[Citation]:
        said = [citation for saying in self.row.statements for citation in saying.source]
        return list(dict.fromkeys([*said, *self.row.source]))


def _matters(graph: GovernanceGraph) -> list[_Matter]:
    """The contradictions that are not resolved, in an order that does not depend on the file.

    The key is what one is about; with its places, and then its words, where several are about the same. Those that
    are resolved are compared as well, so that to settle one does not rename another.
    """
    rows = [(row, _told_apart_by(row)) for row in graph.structure.contradictions]
    alike = Counter(parts[:depth] for _, parts in rows for depth in (1, 2))
    found = []
    for row, parts in rows:
        depth = 1 if alike[parts[:1]] == 1 else 2 if alike[parts[:2]] == 1 else 3
        if row.resolved is None:
            found.append((parts, _Matter(row, "|".join(parts[:depth]))))
    return [matter for _, matter in sorted(found, key=lambda pair: pair[0])]


def _told_apart_by(row: Contradiction) -> tuple[str, ...]:
    """What a contradiction is about, its places, and its words."""
    return (
        ",".join(row.about),
        ";".join(str(citation) for saying in row.statements for citation in saying.source),
        ";".join(saying.says or "" for saying in row.statements),
    )


def _of_weight(graph: GovernanceGraph, rule: Rule, matter: _Matter, found: Weight, places: Places) -> Finding:
    sayings = [_quoted(saying) for saying in matter.row.statements]
    shown = listed(sayings, most=_MOST_SAYINGS)
    rests = listed(found.what)
    return rule.finding(
        f"The papers do not agree about {_about(graph, matter.row)}, and {rests} "
        f"{'rest' if len(found.what) > 1 else 'rests'} on it: {shown}.",
        _parties(graph, matter.row),
        rests_on=[*found.rows, *places.cited(matter.cited)],
        at=_at(graph, matter.row),
        key=matter.key,
    )


def _quoted(saying: Saying) -> str:
    where = ", ".join(map(str, saying.source))
    return f"“{saying.says.strip().rstrip('.')}” ({where})" if saying.says else where


def _the_rest(graph: GovernanceGraph, rule: Rule, others: list[_Matter], places: Places) -> Finding:
    # What stands between several parties is told before a name, a number or a misprint.
    others = sorted(
        others, key=lambda matter: -sum(key in graph.structure.parties for key in matter.row.about)
    )
    shown = others if len(others) <= _MOST_MATTERS + 1 else others[:_MOST_MATTERS]
    matters = [f"{_about(graph, matter.row)} ({_places(matter)})" for matter in shown]
    if len(others) > len(shown):
        matters.append(f"{len(others) - len(shown)} more")
    parties = list(dict.fromkeys(party for matter in shown for party in _parties(graph, matter.row)))
    of_one = all(len(matter.row.about) == 1 for matter in others)
    tied = "not plainly tied to a line, money or a vote"
    which = f"that is {tied}" if len(others) == 1 else f"that are {tied}"
    return rule.finding(
        f"The papers do not agree in {counted(len(others), 'matter')} {which}: {'; '.join(matters)}.",
        parties,
        severity=Severity.LOW if of_one else Severity.MEDIUM,
        rests_on=[statement for matter in others for statement in places.cited(matter.cited)],
        at=parties[0] if parties else others[0].row.about[0],
        key="|".join(["others", *(matter.key for matter in others)]),
    )


def _places(matter: _Matter) -> str:
    cited = [str(citation) for citation in matter.cited]
    return listed(cited, most=_MOST_PLACES) if cited else "no place given"


# -- what a contradiction is about


def _about(graph: GovernanceGraph, row: Contradiction) -> str:
    """What a contradiction is about, by name: parties first, then duties, figures and the like in quotation marks.

    Where no party is among them, those whom the duty or the figure concerns are named with it.
    """
    parties = [entry for entry in row.about if entry in graph.structure.parties]
    others = [f"“{_entry(graph, entry)}”" for entry in row.about if entry not in graph.structure.parties]
    words = listed([*(graph.name(party) for party in parties), *others])
    concerned = [] if parties else _parties(graph, row)
    return f"{words}, concerning {listed([graph.name(party) for party in concerned])}" if concerned else words


def _entry(graph: GovernanceGraph, entry: str) -> str:
    """The name of an entry that is no party."""
    structure = graph.structure
    for section in (structure.duties, structure.services):
        if entry in section:
            return section[entry].name
    if entry in structure.figures:
        return structure.figures[entry].name or entry
    if entry in structure.sources:
        return structure.sources[entry].title
    return structure.scopes.get(entry, entry)


def _parties(graph: GovernanceGraph, row: Contradiction) -> list[str]:
    """The parties that a contradiction is about, or that the duties and figures it is about concern."""
    structure = graph.structure
    found = [entry for entry in row.about if entry in structure.parties]
    if not found:
        for entry in row.about:
            if entry in structure.duties:
                duty = structure.duties[entry]
                found.extend((*duty.accountable, *duty.responsible))
            elif entry in structure.figures:
                found.extend(party for party in structure.figures[entry].about if party in structure.parties)
    return list(dict.fromkeys(found))


def _at(graph: GovernanceGraph, row: Contradiction) -> str:
    parties = _parties(graph, row)
    return parties[0] if parties else row.about[0]


# -- stated twice, and on no record


def _stated_twice(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Amounts of money of the same name, about the same and for the same date, that differ."""
    figures = Figures(graph)
    for one, other in figures.stated_twice():
        rows = [figures.counting[key] for key in (one, other)]
        if is_money(rows[0]):
            given = [
                f"{money(f'{figures.amount(key):f}', row.unit)} ({_cited(row)})"
                for key, row in zip((one, other), rows, strict=True)
            ]
            parties = [party for party in rows[0].about if party in graph.structure.parties]
            of = f" of {listed([graph.name(party) for party in parties])}" if parties else ""
            year = f" for {rows[0].year}" if rows[0].year else ""
            yield rule.finding(
                f"“{rows[0].name}”{of} is stated as {given[0]} and as {given[1]}{year}.",
                parties,
                rests_on=rows,
                at=parties[0] if parties else one,
                key=f"{one},{other}",
            )


def _seats_stated_twice(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Seats of one party on one body, in the same capacity, that are said both to vote and not to, or numbered differently."""
    together: dict[tuple[str, str], list[Membership]] = defaultdict(list)
    for seat in graph.memberships:
        together[seat.body, seat.member].append(seat)
    for (body, member), seats in sorted(together.items()):
        pairs = [pair for pair in combinations(seats[:MOST_COMPARED], 2) if _contradict(*pair)]
        said = [words for pair in pairs[:1] for words in map(_seat, sorted(pair, key=_seat))]
        if said and not _on_record(graph, body, member):
            yield rule.finding(
                f"{graph.name(member)} {graph.verb(member, 'is', 'are')} said to have {listed(said)} on {graph.name(body)}.",
                [member, body],
                scopes=sorted({seat.scope for pair in pairs for seat in pair}),
                rests_on=[seat for pair in pairs for seat in pair],
                key=f"seat:{member},{body}",
            )


def _contradict(one: Membership, other: Membership) -> bool:
    """Whether two rows speak of the same seats from different places, and cannot both hold."""
    same = (
        one.capacity == other.capacity
        and one.represents == other.represents
        and overlap(one.scope, other.scope)
        and bool(one.source and other.source)
        and not {*map(str, one.source)} & {*map(str, other.source)}
    )
    return same and ({one.votes, other.votes} == {Votes.YES, Votes.NO} or one.seats != other.seats)


def _seat(seat: Membership) -> str:
    number = counted(seat.seats, "seat")
    votes = {Votes.YES: f"{number} with a vote", Votes.NO: f"{number} without a vote"}.get(seat.votes, number)
    return f"{votes} ({_cited(seat)})"


def _on_record(graph: GovernanceGraph, body: str, member: str) -> bool:
    return any({body, member} <= set(row.about) for row in graph.structure.contradictions)


def _cited(row: Statement) -> str:
    return ", ".join(map(str, row.source)) or "no source given"


RULE = Rule(
    code="EVD-01",
    name="sources-contradict",
    group="evidence",
    title="Sources contradict",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM, Severity.LOW),
    definition=(
        "A contradiction on record that is not resolved: high, and a finding of its own, where a line of account, money or a vote rests "
        "on it (two of its sides each have a statement, and not the same one, that joins two of the parties concerned; for money, or an "
        "accountability left undefined, one is enough); all others together in one finding, medium, or low where each is about "
        "one entry alone. Also, where no contradiction is on record, an amount of money stated twice for one date, or "
        "seats said both to vote and not to vote, or to be of different number."
    ),
    why="The reviewer must ask before concluding: an answer that rests on one side may be turned round by the other.",
    fix="Record both, ask their author, then write under resolved who settled it and how.",
    guards=(
        "What is resolved is not told.",
        "Contradictions that carry nothing are one finding, so that those that do stand out; the review lists every one of them.",
        "Seats of different capacity, or for different parties, are different seats; so are rows of one place.",
    ),
    limits="Contradictions that nobody has put on record are seen only in amounts, numbers and seats (counts: STR-03).",
    anchors=("EVID",),
    bad=BAD,
    good=GOOD,
    check=check,
)
