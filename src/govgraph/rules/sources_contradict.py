"""EVD-01: the reviewer must ask before concluding."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Votes
from govgraph.model.scopes import overlap
from govgraph.model.statements import NO_SOURCE, Citation, cited
from govgraph.model.structure import Contradiction, Saying
from govgraph.rules._evidence import Figures, Places, Recorded, Resting, Weight, told_twice
from govgraph.text import counted, first_few, in_turn, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Two papers and two superiors, root: minister, subjects: [trust]}
sources:
  act: {title: The Act}
  letter: {title: The letter of appointment}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
  council: {name: The council, kind: council}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority, source: act 1}
  - {from: trust, kind: reports_to, to: council, source: letter 2}
  - {from: authority, kind: accountable_to, to: minister, source: act 2}
  - {from: council, kind: accountable_to, to: minister, source: act 2}
contradictions:
  - about: [trust, authority, council]
    statements:
      - {source: act 1, says: The trust answers to the authority for everything.}
      - {source: letter 2, says: The trust answers to the council for its care.}
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
  council: {name: The council, kind: council}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority, source: act 1}
  - {from: trust, kind: reports_to, to: council, source: letter 2}
  - {from: authority, kind: accountable_to, to: minister, source: act 2}
  - {from: council, kind: accountable_to, to: minister, source: act 2}
contradictions:
  - about: [trust, authority, council]
    statements:
      - {source: act 1, says: The trust answers to the authority for everything.}
      - {source: letter 2, says: The trust answers to the council for its care.}
    resolved: {by: The department, how: The Act prevails; the council hears reports and no more.}
"""

# More than these are told as a number: sayings of one contradiction; matters told together, and names and places of each.
_MOST_SAYINGS, _MOST_MATTERS, _MOST_NAMES = 4, 8, 3


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each open contradiction that leaves a question open, and once for each of two sorts of others."""
    resting, places = Resting(graph), Places(graph)
    between: list[tuple[_Matter, Weight]] = []
    alone: list[tuple[_Matter, Weight]] = []
    for matter in _matters(graph):
        weight = resting.on(matter.row)
        if weight.open:
            yield _left_open(graph, rule, matter, weight, places)
        else:
            several = sum(entry in graph.structure.parties for entry in matter.row.about) > 1
            (between if several else alone).append((matter, weight))
    if between:
        yield _together(graph, rule, between, "between bodies or posts", Severity.MEDIUM, places)
    if alone:
        which = "of one body or post alone, or of names, numbers and dates,"
        yield _together(graph, rule, alone, which, Severity.LOW, places)
    yield from told_twice(graph, rule, Figures(graph), of_money=True)
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


def _left_open(
    graph: GovernanceGraph, rule: Rule, matter: _Matter, weight: Weight, places: Places
) -> Finding:
    about, parties = _about(graph, matter.row)
    sayings = listed([_quoted(saying) for saying in matter.row.statements], most=_MOST_SAYINGS)
    return rule.finding(
        f"The papers do not agree about {about}, which leaves open {listed(weight.open)}: {sayings}.",
        parties,
        rests_on=[*weight.rows, *places.cited(matter.cited)],
        key=matter.key,
    )


def _quoted(saying: Saying) -> str:
    where = cited(saying.source)
    return f"“{saying.says.strip().rstrip('.')}” ({where})" if saying.says else where


def _together(
    graph: GovernanceGraph,
    rule: Rule,
    matters: list[tuple[_Matter, Weight]],
    which: str,
    severity: Severity,
    places: Places,
) -> Finding:
    """One finding for contradictions that leave no such question open, those that touch most of them first."""
    ordered = [matter for matter, _ in sorted(matters, key=lambda pair: -len(pair[1].touched))]
    about = [_about(graph, matter.row, _MOST_NAMES) for matter in ordered]
    parties = dict.fromkeys(party for _, named in first_few(about, _MOST_MATTERS) for party in named)
    told = [
        f"{words} ({listed([*map(str, matter.cited)], most=_MOST_NAMES) or NO_SOURCE})"
        for matter, (words, _) in zip(ordered, about, strict=True)
    ]
    return rule.finding(
        f"In {counted(len(ordered), 'matter')} {which} the papers do not agree: {in_turn(told, _MOST_MATTERS)}.",
        parties,
        severity=severity,
        rests_on=[statement for matter in ordered for statement in places.cited(matter.cited)],
        at=next(iter(parties), ordered[0].row.about[0]),
        key="|".join([severity, *(matter.key for matter, _ in matters)]),
    )


# -- what a contradiction is about


def _about(graph: GovernanceGraph, row: Contradiction, most: int | None = None) -> tuple[str, list[str]]:
    """What a contradiction is about, parties first, and the parties named.

    Where no party is among them, those whom the duty or the figure concerns are named with it.
    """
    parties = graph.structure.parties
    entries = sorted(row.about, key=lambda entry: entry not in parties)
    shown = entries if most is None else first_few(entries, most)
    words = listed([_entry(graph, entry) for entry in entries], most=most)
    named = [entry for entry in shown if entry in parties]
    concerned = [] if named else _concerned(graph, entries)
    if concerned:
        words += f", concerning {graph.names(concerned)}"
    return words, named or concerned


def _entry(graph: GovernanceGraph, entry: str) -> str:
    """The name of an entry; in quotation marks where it is no party."""
    structure = graph.structure
    if entry in structure.parties:
        return graph.name(entry)
    for section in (structure.duties, structure.services, structure.figures):
        if entry in section:
            return f"“{section[entry].name or entry}”"
    if entry in structure.sources:
        return f"“{structure.sources[entry].title}”"
    return f"“{structure.scopes.get(entry, entry)}”"


def _concerned(graph: GovernanceGraph, entries: Iterable[str]) -> list[str]:
    """The parties that duties and figures concern."""
    structure, found = graph.structure, dict[str, None]()
    for entry in entries:
        if entry in structure.duties:
            duty = structure.duties[entry]
            found |= dict.fromkeys((*duty.accountable, *duty.responsible))
        elif entry in structure.figures:
            about = structure.figures[entry].about
            found |= dict.fromkeys(party for party in about if party in structure.parties)
    return list(found)


# -- seats stated twice, and on no record


def _seats_stated_twice(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Seats of one party on one body, in the same capacity, that are said both to vote and not to, or numbered differently."""
    recorded = Recorded(graph)
    together: dict[tuple[str, str], list[Membership]] = defaultdict(list)
    for seat in graph.memberships:
        together[seat.body, seat.member].append(seat)
    for (body, member), seats in sorted(together.items()):
        pairs = [pair for pair in combinations(seats[:MOST_COMPARED], 2) if _contradict(*pair)]
        said = [words for pair in pairs[:1] for words in map(_seat, sorted(pair, key=_seat))]
        if said and not recorded.speaks_of((body, member)):
            yield rule.finding(
                f"{graph.name(member)} {graph.verb(member, 'is')} said to have {listed(said)} on {graph.name(body)}.",
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
        and {*one.source}.isdisjoint(other.source)
    )
    return same and ({one.votes, other.votes} == {Votes.YES, Votes.NO} or one.seats != other.seats)


def _seat(seat: Membership) -> str:
    number = counted(seat.seats, "seat")
    votes = {Votes.YES: f"{number} with a vote", Votes.NO: f"{number} without a vote"}.get(seat.votes, number)
    return f"{votes} ({cited(seat.source)})"


RULE = Rule(
    code="EVD-01",
    name="sources-contradict",
    group="evidence",
    title="Sources contradict",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM, Severity.LOW),
    definition=(
        "A contradiction on record that is not resolved. High, and a finding of its own, where it leaves open who answers to whom, "
        "who commissions, decides or votes, who holds or pays the money, or who has which duty. All others between two parties or "
        "more are one finding, medium; those about one party at most are one, low. Also high, where no contradiction is on record: "
        "an amount of money stated twice for one year, or seats said both to vote and not to vote, or to be of different number."
    ),
    why="The reviewer must ask before concluding: an answer that rests on one side may be turned round by the other.",
    fix="Ask the author of the papers, then write under resolved who settled it and how; put on record what is not there yet.",
    guards=(
        (
            "A question is left open where the places of two sides give one party different superiors, commissioners, deciders, "
            "members, payers, or different parties an accountability for duties, all among those that the contradiction is about. "
            "What both sides say alike leaves nothing open, and a body and its own head, post or part are one."
        ),
        (
            "It is left open too by an accountability between two of them that the source leaves undefined, and by a contradiction "
            "between parties that names a sum of money or a duty of one of them."
        ),
        "What is resolved is not told. Statements that do not count at this reading show nothing.",
        "Seats in different capacities, or for different parties, are different seats; so are rows of one place.",
    ),
    limits=(
        "What a contradiction is about is seen only in what its places state of the parties that it names; one that touches an "
        "answer in words alone is told with the others. Off the record, only amounts and seats are compared here; other numbers are"
        " for STR-03."
    ),
    anchors=("EVID",),
    bad=BAD,
    good=GOOD,
    check=check,
)
