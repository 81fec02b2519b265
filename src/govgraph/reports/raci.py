"""Who is accountable, responsible, consulted and informed, duty by duty: the tables of `govgraph raci`."""

from collections import Counter
from collections.abc import Sequence

from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.scopes import overlap
from govgraph.reports import wording
from govgraph.reports.tables import Table, Tables
from govgraph.text import counted, one_line

SCHEMA = "govgraph/raci/1"
LETTERS = {"A": "accountable", "R": "responsible", "C": "consulted", "I": "informed"}
_NONE = "—"


def in_words(graph: GovernanceGraph) -> Table:
    """A row for each duty, with the names under each letter: for a page."""
    duties = _duties(graph)
    # A column in which no row names anybody tells nothing that the note does not.
    used = [word for word in LETTERS.values() if any(getattr(duty, word) for duty in duties)]
    rows = tuple(
        (duty.name, *(_named(graph, duty, word) for word in used), check(graph, duty), _sources(duty))
        for duty in duties
    )
    head = ("Duty", *(word.capitalize() for word in used), "Check", "Source")
    places = {letter: 1 + used.index(word) for letter, word in LETTERS.items() if word in used}
    marked = _marked(graph, duties, places, 1 + len(used))
    return _table(graph, duties, "Duties and who has them", head, rows, marked)


def matrix(graph: GovernanceGraph) -> Table:
    """A row for each duty and a column for each party, letters only, with totals: for a spreadsheet."""
    duties = _duties(graph)
    named = {party for duty in duties for party in duty.parties}
    parties = [party for party in graph.structure.parties if party in named]
    rows = [
        (
            duty.name,
            wording.scope_titles(graph, [duty.scope]),
            *(_letters(duty, party) for party in parties),
            str(len(duty.accountable)),
            str(len(duty.responsible)),
            check(graph, duty),
            _sources(duty),
        )
        for duty in duties
    ]
    marked = _marked(graph, duties, {"A": 2 + len(parties), "R": 3 + len(parties)}, 4 + len(parties))
    rows.extend(_total(letter, duties, parties) for letter in "AR")
    names = _unique([graph.structure.parties[party].short for party in parties])
    head = ("Duty", "Scope", *names, "A", "R", "Check", "Source")
    return _table(graph, duties, "Duties by parties", head, tuple(rows), marked)


def report(graph: GovernanceGraph, *tables: Table) -> Tables:
    """The tables under one title."""
    title = f"Duties: {one_line(graph.structure.title)}"
    return Tables(SCHEMA, title, wording.reading_words(graph), tables)


def check(graph: GovernanceGraph, duty: Duty) -> str:
    """What a reviewer should look at in a row: nobody accountable, nobody responsible, several accountable."""
    found = []
    if not duty.accountable:
        found.append("no A")
    if not duty.responsible:
        found.append("no R")
    if len(duty.accountable) > 1:
        lead = f", lead {graph.name(duty.lead)}" if duty.lead else ", no lead"
        found.append(f"{len(duty.accountable)} A{lead}")
    if graph.is_undefined(duty):
        found.append("asked about")
    labels = (_word(duty.status, "in_force"), _word(duty.basis, "stated"))
    found.extend(label for label in labels if label and label != "undefined")
    return "; ".join(found)


def _table(
    graph: GovernanceGraph,
    duties: Sequence[Duty],
    title: str,
    head: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    marked: frozenset[tuple[int, int]],
) -> Table:
    if not duties:
        return Table(title, head, (), ("The papers state no duty at this reading.",))
    return Table(title, head, rows, (_summary(graph, duties),), _notes(graph, duties), marked)


def _duties(graph: GovernanceGraph) -> list[Duty]:
    """The duties that count, and those asked about, in the order written; of the scope asked for, if one was."""
    asked = graph.reading.scope
    return [
        duty
        for duty in graph.structure.duties.values()
        if (graph.counts(duty) or graph.is_undefined(duty)) and (asked is None or overlap(duty.scope, asked))
    ]


def _summary(graph: GovernanceGraph, duties: Sequence[Duty]) -> str:
    stated = [duty for duty in duties if not graph.is_undefined(duty)]
    asked = len(duties) - len(stated)
    parts = [
        f"{counted(len(stated), 'duty', 'duties')} stated",
        f"{sum(not duty.accountable for duty in stated)} with nobody accountable",
        f"{sum(not duty.responsible for duty in stated)} with nobody responsible",
        f"{sum(len(duty.accountable) > 1 and duty.lead is None for duty in stated)} with several accountable and no lead",
    ]
    about = f" {counted(asked, 'duty is', 'duties are')} only asked about." if asked else ""
    return f"{'; '.join(parts)}.{about}"


def _notes(graph: GovernanceGraph, duties: Sequence[Duty]) -> tuple[str, ...]:
    notes = [
        "A: accountable, answers for it. R: responsible, does it. C: consulted before. I: informed after.",
        f"{_NONE} or an empty cell: the papers name nobody.",
    ]
    left = len(graph.structure.duties) - len(duties)
    if left:
        notes.append(f"Left out: {counted(left, 'duty', 'duties')} that this reading does not count.")
    return tuple(notes)


def _total(letter: str, duties: Sequence[Duty], parties: Sequence[str]) -> tuple[str, ...]:
    held = [getattr(duty, LETTERS[letter]) for duty in duties]
    number = str(sum(len(holders) for holders in held))
    sums = (number, "") if letter == "A" else ("", number)
    cells = (str(sum(party in holders for holders in held) or "") for party in parties)
    return (f"Total {letter}", "", *cells, *sums, "", "")


def _named(graph: GovernanceGraph, duty: Duty, word: str) -> str:
    return ", ".join(graph.structure.parties[party].short for party in getattr(duty, word)) or _NONE


def _letters(duty: Duty, party: str) -> str:
    return " ".join(letter for letter, word in LETTERS.items() if party in getattr(duty, word))


def _sources(duty: Duty) -> str:
    return wording.places(duty.source)


def _word(label: str, usual: str) -> str:
    return "" if label == usual else label.replace("_", " ")


def _marked(
    graph: GovernanceGraph, duties: Sequence[Duty], columns: dict[str, int], check_column: int
) -> frozenset[tuple[int, int]]:
    """The cells to look at: where nobody, or more than one, is accountable, and where nobody is responsible."""
    found = set()
    for row, duty in enumerate(duties):
        faults = {
            "A": not duty.accountable or (len(duty.accountable) > 1 and duty.lead is None),
            "R": not duty.responsible,
        }
        found |= {
            (row, columns[letter]) for letter, at_fault in faults.items() if at_fault and letter in columns
        }
        if any(faults.values()) or graph.is_undefined(duty):
            found.add((row, check_column))
    return frozenset(found)


def _unique(names: Sequence[str]) -> list[str]:
    """Column heads, each once: a reader of the file tells columns by their names."""
    met: Counter[str] = Counter()
    found = []
    for name in names:
        plain = one_line(name)
        met[plain] += 1
        found.append(f"{plain} ({met[plain]})" if met[plain] > 1 else plain)
    return found
