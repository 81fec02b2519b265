"""What a check found, as tables: one row per finding, and beside them what was not judged."""

from collections.abc import Iterator

from govgraph.findings import Finding, Report
from govgraph.graph import GovernanceGraph
from govgraph.reports import csv_form, wording
from govgraph.reports.check_text import tally
from govgraph.reports.tables import Table, Tables

SCHEMA = "govgraph/findings/1"
_COLUMNS = (
    "Id",
    "Code",
    "Rule",
    "Severity",
    "State",
    "Finding",
    "About",
    "Scope",
    "Evidence",
    "Why it matters",
    "What to do",
    "Accepted because",
    "Written at",
)


def csv_text(graph: GovernanceGraph, found: Report) -> str:
    """One table: the findings, then what is resolved, could not run or crashed, told apart by its state."""
    return csv_form.text(_COLUMNS, (*_rows(graph, found), *_rest(found)))


def workbook(graph: GovernanceGraph, found: Report) -> bytes:
    """A sheet of findings, and one of the rest where there is any. The spreadsheet library is imported when asked for."""
    from govgraph.reports.workbook import workbook as written

    rest = tuple(_rest(found))
    told = (f"{graph.structure.title}: findings", f"{wording.reading_words(graph)}")
    tables = [Table("Findings", _COLUMNS, tuple(_rows(graph, found)), (tally(found),), found.assumptions)]
    if rest:
        columns = ("Id", "Code", "State", "Finding")
        kept = [_COLUMNS.index(column) for column in columns]
        tables.append(
            Table("Not in the findings", columns, tuple(tuple(row[place] for place in kept) for row in rest))
        )
    return written(Tables(SCHEMA, *told, tuple(tables)))


def _rows(graph: GovernanceGraph, found: Report) -> Iterator[tuple[str, ...]]:
    for finding in found.findings:
        place = finding.location
        yield (
            finding.id,
            finding.code,
            finding.name,
            finding.severity.value,
            finding.state,
            finding.message,
            _about(graph, finding),
            wording.scope_titles(graph, finding.scopes),
            "; ".join(wording.evidence_words(finding.evidence)),
            finding.why,
            finding.fix,
            wording.acceptance_words(finding.acceptance) if finding.acceptance else "",
            f"{place.file}:{place.line}" if place else "",
        )


def _about(graph: GovernanceGraph, finding: Finding) -> str:
    parties = graph.structure.parties
    return "; ".join(graph.name(subject) if subject in parties else subject for subject in finding.subjects)


def _rest(found: Report) -> Iterator[tuple[str, ...]]:
    gone = found.baseline
    told = [
        *((entry.id, entry.code, "resolved", entry.message) for entry in (gone.resolved if gone else ())),
        *((entry.id, entry.code, "not judged", entry.message) for entry in (gone.not_judged if gone else ())),
        *(("", code, "could not run", why) for code, why in sorted(found.not_run.items())),
        *(("", crash.code, "crashed", crash.error) for crash in found.crashes),
    ]
    for id_, code, state, message in told:
        row = dict.fromkeys(_COLUMNS, "") | {"Id": id_, "Code": code, "State": state, "Finding": message}
        yield tuple(row.values())
