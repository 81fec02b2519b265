"""What changed between two structures, as tables: for a page, and in full for a spreadsheet."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from govgraph.changes import (
    Altered,
    Changes,
    Descent,
    Passage,
    Rows,
    Sighting,
    Trend,
    holders,
)
from govgraph.comparison import Comparison, FindingChanges
from govgraph.findings import Finding
from govgraph.graph import Answer, GovernanceGraph, Link, Verdict
from govgraph.model.duties import Duty
from govgraph.model.relationships import Succession
from govgraph.model.statements import NO_SOURCE, Row, Statement
from govgraph.model.vocabulary import SUGGESTED
from govgraph.reports import csv_form, wording
from govgraph.reports.sentences import how, seat, sentence, sources
from govgraph.reports.tables import Table, Tables
from govgraph.reports.tables import markdown_text as tables_as_markdown
from govgraph.reports.tables import text as tables_as_text
from govgraph.text import MOST_NAMED, counted, listed, one_line

SCHEMA = "govgraph/comparison-tables/1"
R = TypeVar("R", bound=Row)

_KEPT, _ONLY_BEFORE, _ONLY_AFTER = "kept", "only before", "only after"
_CHANGES = (_KEPT, "altered", "moved", _ONLY_BEFORE, _ONLY_AFTER)
_MOST_ON_A_PAGE = 20
_TRENDS = {
    Trend.BETTER: "clearer",
    Trend.SAME: "the same",
    Trend.WORSE: "less clear",
    Trend.NOT_COMPARABLE: "not comparable",
}
_FIELDS = {"to": "with whom", "in_": "seat", "one_of": "one of", "pool_host": "host of the pool"}
_SILENT = "none named"


def text(comparison: Comparison) -> str:
    """A page for a terminal."""
    return tables_as_text(report(comparison))


def markdown(comparison: Comparison) -> str:
    """A Markdown page."""
    return tables_as_markdown(report(comparison))


def workbook(comparison: Comparison) -> bytes:
    """A workbook, every relationship and seat included. The spreadsheet library is imported when it is asked for."""
    from govgraph.reports.workbook import workbook as written

    return written(report(comparison, in_full=True))


def csv_text(comparison: Comparison) -> str:
    """Every change as a row of one table."""
    columns = ("Section", "Change", "Before", "After", "Detail")
    rows: list[tuple[str, ...]] = []
    for table in report(comparison, in_full=True).tables:
        for row in table.rows:
            cells = dict(zip(table.columns, row, strict=True))
            change = cells.pop("Change", "") or cells.pop("Measure", "")
            named = (cells.pop("Before", ""), cells.pop("After", ""))
            detail = "; ".join(f"{head.lower()}: {cell}" for head, cell in cells.items() if cell)
            rows.append((table.title, change, *named, detail))
    return csv_form.text(columns, rows)


def report(comparison: Comparison, *, in_full: bool = False) -> Tables:
    """All tables: what fell through first, then what passed on, line of sight, and the changes row by row."""
    found, findings = comparison.changes, comparison.findings
    told = [
        Table("In short", (), (), tuple(in_short(comparison)), found.cautions),
        _fell_through(found),
        _inherited(found),
        _duties_passed(found),
        _disagreements(found),
        _sight(found),
        _parties(found),
        _rows_table("Relationships", _row_changes(found, found.relationships, sentence), in_full=in_full),
        _rows_table("Seats on bodies", _row_changes(found, found.seats, seat), in_full=in_full),
        _findings_table(findings),
        _measures(found),
    ]
    return Tables(
        SCHEMA,
        f"What if: {found.before.title}"
        if comparison.supposed
        else f"What changed: {found.before.title}, to {found.after.title}",
        f"Before: {wording.reading_words(found.before)} After: {wording.reading_words(found.after)}",
        tuple(table for table in told if table.rows or table.lead or table.notes),
    )


# -- in short


def in_short(comparison: Comparison) -> Iterator[str]:
    """What a reader must know, a sentence each."""
    found, findings = comparison.changes, comparison.findings
    if comparison.supposed:
        yield f"Supposed: {'; '.join(comparison.supposed)}."
    if found.is_same:
        yield "Nothing changed: the same parties, relationships, seats and duties."
        return
    duties, parties = found.duties, found.parties
    descents = [found.heirs.descents[party] for party in parties.removed]
    beyond = sum(_is_beyond(found, passage) for passage in duties.fell_through)
    whole = sum(bool(one.whole) for one in descents)
    beside = sum(one.stays and len(one.whole) > 1 for one in parties.succeeded)
    yield _sum(
        "duties",
        (len(duties.kept), "kept"),
        (len(duties.moved), "moved"),
        (len(duties.split), "split"),
        (len(duties.ended), "over by then"),
        (len(duties.fell_through) - beyond, "that nobody in the later papers has"),
        (beyond, "that nobody has, in matters of which the later papers do not treat"),
        (len(duties.new), "new"),
    )
    yield _sum(
        "organisations and posts",
        (
            len(found.heirs.descents) - len(descents),
            f"in both{f' ({beside} beside an heir)' if beside else ''}",
        ),
        (whole, "with an heir"),
        (sum(bool(one.heirs) for one in descents) - whole, "of which a function alone passes"),
        (len(parties.ended), "abolished, with no heir named"),
        (len(parties.no_heir), "of which the later papers name no heir"),
        (len(parties.added), "new"),
    )
    trends = [sighting.trend for sighting in found.sight]
    told = [f"{trends.count(trend)} {_TRENDS[trend]}" for trend in Trend if trends.count(trend)]
    if told:
        yield f"Lines of sight: {listed(told)}."
    yield (
        f"Findings: {len(findings.new)} new, {len(findings.resolved)} no longer raised, {len(findings.persisting)} in both; "
        f"{len(findings.gone)} gone with parties that they were about."
    )


def _sum(what: str, *counts: tuple[int, str]) -> str:
    """Numbers of things by what became of them, those that there are."""
    told = [f"{number} {words}" for number, words in counts if number]
    return f"{wording.capital(what)}: {listed(told) or 'none'}."


# -- what fell through, and who inherited


def _fell_through(found: Changes) -> Table:
    duties = [
        [
            (passage.before.name, passage.descent, passage)
            for passage in found.duties.fell_through
            if _is_beyond(found, passage) is beyond
        ]
        for beyond in (False, True)
    ]
    parties = [
        (wording.the(found.before, one.old), one, None)
        for one in (*found.parties.no_heir, *found.parties.ended)
    ]
    kinds = (
        ("duty", duties[0]),
        ("body or post", parties),
        ("duty, in a matter of which the later papers do not treat", duties[1]),
    )
    rows = [
        (wording.capital("; ".join(names)), kind, held, *_why(found, descent))
        for what, things in kinds
        for names, held, kind, descent in _together(found, what, things)
    ]
    lead = (
        "Duties that nobody in the later papers holds, and bodies and posts without an heir there.",
        "Silence in a paper is not absence in life: each is a question to put.",
    )
    return Table(
        "What fell through",
        ("Before", "What", "Held by", "Heir", "Note", "Source"),
        tuple(rows),
        lead if rows else (),
        stacked=(0,),
    )


def _is_beyond(found: Changes, passage: Passage) -> bool:
    """Whether a duty is in a scope that the later structure has not."""
    return found.scopes.of(passage.before.scope) is None


def _together(
    found: Changes, what: str, things: Iterable[tuple[str, Descent, Passage | None]]
) -> Iterator[tuple[list[str], str, str, Descent]]:
    """Things of which the papers say the same, or are silent alike, with who held them and how they stood."""
    groups: dict[tuple[object, str, str], tuple[list[str], Descent]] = {}
    for name, descent, passage in things:
        held = _held(found.before, passage.before) if passage else ""
        stood = passage.before.status if passage else found.before.structure.parties[descent.old].status
        wished = stood in SUGGESTED
        kind = f"{what}; before, only {stood.value}" if wished else what
        key = (tuple(id(row) for row in descent.rows) or name, held, kind)
        groups.setdefault(key, ([], descent))[0].append(one_line(name))
    for (_, held, kind), (names, descent) in groups.items():
        yield names, held, kind, descent


def _held(graph: GovernanceGraph, duty: Duty) -> str:
    return graph.names(sorted(holders(graph, duty)), most=4) or "nobody named"


def _why(found: Changes, descent: Descent) -> tuple[str, str, str]:
    """What the papers say of something without an heir, the modeller's note on it, and the places."""
    notes = " ".join(row.note for row in (*descent.rows, *descent.suggested) if row.note)
    said = "abolished; none is named" if descent.is_ended else _SILENT
    for row in descent.suggested:
        names = listed([_name(found.after, end) for end in row.to], most=MOST_NAMED)
        standing = wording.standing(row.status, row.basis)
        late = f"only from {row.on}" if row.status in found.after.reading.statuses else "only"
        said = f"{said}; {names}, {' '.join(filter(None, (late, standing)))}"
    return one_line(said), one_line(notes), sources((*descent.rows, *descent.suggested))


def _inherited(found: Changes) -> Table:
    rows = [
        _succession(found, descent, row, heirs)
        for descent in found.parties.succeeded
        for row in descent.rows
        if (heirs := [heir for heir in row.to if heir != descent.old and heir in descent.heirs])
        or (not row.to and descent.old in row.from_)
    ]
    # What is only suggested of something that goes on, or has an heir, would be told nowhere else.
    rows += [
        _suggested(found, descent, row)
        for descent in found.heirs.descents.values()
        if descent.heirs
        for row in descent.suggested
    ]
    head = ("Before", "After", "How", "When", "For", "Source", "Note")
    notes = [
        f"{_name(found.before, one.old)}, before, and {_name(found.after, one.new)}, after, may be one: {one.why}. "
        "Nothing says so; a file of successions can."
        for one in found.proposals
    ]
    return Table("Who inherited", head, tuple(rows), (), tuple(notes), stacked=(0,))


def _succession(found: Changes, descent: Descent, row: Succession, heirs: Sequence[str]) -> tuple[str, ...]:
    return (
        found.before.name(descent.old),
        found.after.names(heirs),
        how(row, passes_on=not heirs or not descent.functions.isdisjoint(heirs), fate=_fate(descent)),
        row.on or "",
        _scope(found, row.scope),
        sources([row]) or NO_SOURCE,
        one_line(row.note or ""),
    )


def _suggested(found: Changes, descent: Descent, row: Succession) -> tuple[str, ...]:
    """A succession that does not count, for its status or because it is still to come."""
    ends = list(filter(None, (_name(found.after, end) for end in row.to)))
    return (
        found.before.name(descent.old),
        f"{listed(ends, most=MOST_NAMED)}, which is not counted",
        how(row, fate=_fate(descent)),
        row.on or "",
        _scope(found, row.scope),
        sources([row]) or NO_SOURCE,
        one_line(row.note or ""),
    )


def _fate(descent: Descent) -> str:
    """What becomes of something itself, where a function of it passes."""
    if descent.stays:
        return "itself is still named"
    if descent.is_ended:
        return "itself is abolished"
    return "" if descent.whole else "what becomes of itself is not said"


def _scope(found: Changes, scope: str) -> str:
    """A scope in words, of whichever structure has it."""
    graph = found.before if scope in found.before.structure.scopes else found.after
    return wording.scope_title(graph, scope)


def _duties_passed(found: Changes) -> Table:
    rows = [
        (
            change,
            passage.before.name,
            listed(
                [
                    *(duty.name for duty in passage.after),
                    *(f"{found.after.name(party)}, without a duty of that kind" for party in passage.parties),
                ]
            ),
            _held(found.before, passage.before),
            "; ".join(dict.fromkeys(_held(found.after, duty) for duty in passage.after)),
            _name(found.after, passage.lead),
            sources(passage.descent.rows),
        )
        for change, passages in (("moved", found.duties.moved), ("split", found.duties.split))
        for passage in passages
    ]
    lead = (
        (f"{counted(len(found.duties.kept), 'duty is', 'duties are')} as before.",)
        if found.duties.kept
        else ()
    )
    head = ("Change", "Before", "After", "Held then", "Held now", "Lead", "Source")
    return Table("Duties that passed on", head, tuple(rows), lead, stacked=(0, 1))


def _name(graph: GovernanceGraph, id_: str | None) -> str:
    """The name of a party or a duty; empty where there is none."""
    row = graph.structure.parties.get(id_ or "") or graph.structure.duties.get(id_ or "")
    return row.name if row else ""


def _disagreements(found: Changes) -> Table:
    """Where the papers disagree on what became of what: the questions to put."""
    rows = tuple(
        (
            listed([_name(found.before, id_) or _name(found.after, id_) for id_ in row.about], most=6),
            "; ".join(f"{saying.says or 'said'} ({sources([saying])})" for saying in row.statements),
            one_line(row.note or ""),
        )
        for transition in found.transitions
        for row in transition.contradictions
        if row.resolved is None
    )
    return Table(
        "Where the papers disagree on what became of what", ("About", "Said", "Question"), rows, stacked=(0,)
    )


# -- line of sight


def _sight(found: Changes) -> Table:
    told = [
        one
        for one in found.sight
        if one.trend in {Trend.BETTER, Trend.WORSE} or one.lost or one.won or one.closed
    ]
    same = [one for one in found.sight if one.trend is Trend.SAME and one not in told]
    alone = [one for one in found.sight if one.trend is Trend.NOT_COMPARABLE]
    rows = [
        (
            _trend(one),
            _verdict(found.before, one.old, one.before),
            _verdict(found.after, one.new, one.after),
            wording.scope_titles(found.before, one.old_scopes),
            _gone(found.before, one),
            _links(found.after, one.won),
        )
        for one in told
    ]
    head = ("Change", "Before", "After", "In", "Gone", "Come")
    return Table(
        "Line of sight",
        head,
        tuple(rows),
        (),
        (*_same(found, same), *_not_comparable(found, alone)),
        stacked=(0,),
    )


def _trend(one: Sighting) -> str:
    """What became of a line of sight; where one side has no line, only that its papers state none."""
    verdicts = [answer.verdict if answer else None for answer in (one.before, one.after)]
    if Verdict.NONE in verdicts and verdicts[0] is not verdicts[1]:
        return "stated now, and not before" if verdicts[0] is Verdict.NONE else "no longer stated"
    return _TRENDS[one.trend]


def _verdict(graph: GovernanceGraph, party: str | None, answer: Answer | None) -> str:
    if party is None or answer is None:
        return "not asked about"
    return f"{graph.name(party)}: {wording.VERDICT_WORDS[answer.verdict]}"


def _links(graph: GovernanceGraph, links: Sequence[Link]) -> str:
    return "; ".join(graph.describe(link) for link in links)


def _gone(graph: GovernanceGraph, one: Sighting) -> str:
    """What of a line is no more: links of the best one, and others as a whole."""
    links = _links(graph, one.lost)
    names = graph.names(one.closed)
    return "; ".join(filter(None, (links, names and f"the later papers show none as clear through {names}")))


def _same(found: Changes, sightings: Sequence[Sighting]) -> Iterator[str]:
    """The lines of sight that did not change, by verdict."""
    groups: dict[str, dict[str, None]] = {}
    for one in sightings:
        if one.after is not None and one.new is not None:
            words = wording.VERDICT_WORDS[one.after.verdict]
            groups.setdefault(words, {})[found.after.name(one.new)] = None
    for verdict, names in groups.items():
        yield f"The same, {verdict}: {listed(list(names), most=8)}."


def _not_comparable(found: Changes, sightings: Sequence[Sighting]) -> Iterator[str]:
    """What stands alone, one sentence for each subject, verdict and reason."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for one in sightings:
        graph, party = (found.before, one.old) if one.before is not None else (found.after, one.new)
        answer = one.before or one.after
        if party is not None and answer is not None:
            side = "before" if one.before is not None else "after"
            key = (f"{side} {wording.VERDICT_WORDS[answer.verdict]}", one.why)
            groups.setdefault(key, {})[graph.name(party)] = None
    for (verdict, why), names in groups.items():
        yield f"Not comparable, {verdict}: {listed(list(names), most=8)}, since {why}."


# -- row by row


def _parties(found: Changes) -> Table:
    parties = found.parties
    rows = [
        ("altered", found.before.name(one.before.id), found.after.name(one.after.id), _altered(one))
        for one in parties.altered
    ]
    rows += [
        ("in both", found.before.name(one.old), found.after.name(one.old), _said_of_itself(found, row))
        for one in found.heirs.descents.values()
        if one.stays
        for row in one.rows
        if one.old in row.to
    ]
    fresh = [party for party in parties.added if party not in parties.inheriting]
    again = "; named before too, and not said to be the same"
    rows += [
        ("new", "", found.after.name(party), f"{party}{again if party in found.heirs.descents else ''}")
        for party in fresh
    ]
    lead = (
        f"{counted(len(parties.kept), 'organisation or post is', 'organisations and posts are')} in both and alike.",
    )
    return Table(
        "Organisations and posts",
        ("Change", "Before", "After", "Detail"),
        tuple(rows),
        lead if found.heirs.descents else (),
    )


def _said_of_itself(found: Changes, row: Succession) -> str:
    """What a succession from something to itself says: it is still there, and what of it is not as it was."""
    standing = wording.standing(row.status, row.basis)
    said = {"function_only": "its task changes", "not_stated": "how it stands now is not said"}
    scope = "" if row.scope == "all" else f" for {_scope(found, row.scope)}"
    told = f"still there; {said.get(row.kind, 'with others')}{scope}{f' ({standing})' if standing else ''}."
    return one_line(" ".join(filter(None, (told, row.note, f"({sources([row])})" if row.source else ""))))


def _altered(one: Altered[R]) -> str:
    """The fields that differ, with both values where they are short."""
    told = []
    for field in one.fields:
        was, now = (_value(getattr(row, field, None)) for row in (one.before, one.after))
        name = _FIELDS.get(field, field.rstrip("_").replace("_", " "))
        told.append(f"{name}: {was} → {now}" if was != now and max(len(was), len(now)) <= 60 else name)
    return "; ".join(told)


def _value(value: object) -> str:
    if value is None or value in ((), ""):
        return "not stated"
    if isinstance(value, tuple):
        return ", ".join(_value(entry) for entry in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(str(getattr(value, "body", value))).replace("_", " ")


def _rows_table(title: str, rows: Iterable[tuple[str, str, str, str]], *, in_full: bool) -> Table:
    all_rows = tuple(rows)
    numbers = Counter(row[0] for row in all_rows)
    told = listed([f"{numbers[change]} {change}" for change in _CHANGES if numbers[change]])
    changed = tuple(row for row in all_rows if row[0] != _KEPT)
    # A page holds so many rows that only one side has; more are for a spreadsheet.
    short = sum(numbers[change] for change in (_ONLY_BEFORE, _ONLY_AFTER)) <= _MOST_ON_A_PAGE
    shown = tuple(row for row in changed if in_full or short or row[0] not in {_ONLY_BEFORE, _ONLY_AFTER})
    notes = (
        ()
        if shown == changed
        else ("What only one of the two has is listed in the csv, xlsx, html and json forms.",)
    )
    return Table(
        title, ("Change", "Before", "After", "Detail"), shown, (f"{wording.capital(told or 'none')}.",), notes
    )


def _row_changes(
    found: Changes, rows: Rows[R], said: Callable[[GovernanceGraph, R], str]
) -> Iterator[tuple[str, str, str, str]]:
    before, after = found.before, found.after
    for row in rows.kept:
        yield _KEPT, said(before, row), "", ""
    for one in rows.altered:
        yield "altered", said(before, one.before), said(after, one.after), _altered(one)
    for old, new in rows.moved:
        yield "moved", said(before, old), said(after, new), _sources_of(old, new)
    for row in rows.removed:
        yield _ONLY_BEFORE, said(before, row), "", _sources_of(row)
    for row in rows.added:
        yield _ONLY_AFTER, "", said(after, row), _sources_of(row)


def _sources_of(*rows: Row) -> str:
    return sources(row for row in rows if isinstance(row, Statement))


def _findings_table(findings: FindingChanges) -> Table:
    rows = [
        *(("new", "", finding.message, *_rule(finding)) for finding in findings.new),
        *(("no longer raised", finding.message, "", *_rule(finding)) for finding in findings.resolved),
    ]
    lead = [f"{counted(len(findings.persisting), 'finding is', 'findings are')} in both."]
    if findings.gone:
        codes = Counter(finding.code for finding in findings.gone)
        told = ", ".join(f"{code} ({number})" for code, number in sorted(codes.items()))
        lead.append(
            f"{counted(len(findings.gone), 'finding was', 'findings were')} about parties that have no heir in the later papers, "
            f"or one of a function alone, so that silence about them settles nothing: {told}."
        )
    head = ("Change", "Before", "After", "Rule", "Severity")
    return Table("Findings", head, tuple(rows), tuple(lead), stacked=(0, 3, 4))


def _rule(finding: Finding) -> tuple[str, str]:
    return f"{finding.code} {finding.name}", finding.severity.value


def _measures(found: Changes) -> Table:
    rows = tuple(
        (
            wording.capital(one.title),
            *("—" if number is None else f"{number:g}" for number in (one.before, one.after)),
        )
        for one in found.measures
    )
    return Table("Measures", ("Measure", "Before", "After"), rows)
