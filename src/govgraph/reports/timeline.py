"""The dates at which anything changes: the tables of `govgraph timeline`."""

from govgraph.changes import Event, Moment, timeline
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship
from govgraph.model.statements import NO_SOURCE, Attachment, Named, Statement
from govgraph.reports import wording
from govgraph.reports.sentences import attachment, became, seat, sentence, sources
from govgraph.reports.tables import Table, Tables
from govgraph.text import counted, one_line

_SECTIONS = {
    "organisations": "organisation",
    "posts": "post",
    "duties": "duty",
    "services": "service",
    "figures": "figure",
    "decision_rules": "decision rule",
}
SCHEMA = "govgraph/timeline/1"


def tables(graph: GovernanceGraph) -> Tables:
    """One table: a row for each thing that begins, ends or passes on, by date."""
    moments = timeline(graph.structure)
    rows = [row for moment in moments for row in _rows(graph, moment)]
    lead = (
        f"{counted(len(moments), 'date')} at which something begins, ends or passes on, whatever its status.",
        "What has no date is not listed: it holds at every date.",
    )
    head = ("Date", "Change", "What", "Source")
    return Tables(
        SCHEMA,
        f"Timeline: {graph.structure.title}",
        wording.reading_words(graph),
        (Table("Dates", head, tuple(rows), lead),),
    )


def _rows(graph: GovernanceGraph, moment: Moment) -> list[tuple[str, ...]]:
    return [
        *(
            _row(moment, "begins" if event.begins else "ends", _what(graph, event), event.row)
            for event in moment.events
        ),
        *(_row(moment, "passes on", became(graph, row), row) for row in moment.successions),
    ]


def _row(moment: Moment, change: str, what: str, row: Statement) -> tuple[str, ...]:
    standing = wording.standing(row.status, row.basis)
    told = f"{what} ({standing})" if standing else what
    return (moment.on.in_words, change, told, sources([row]) or NO_SOURCE)


def _what(graph: GovernanceGraph, event: Event) -> str:
    match event.row:
        case Relationship():
            return sentence(graph, event.row)
        case Membership():
            return seat(graph, event.row)
        case Attachment():
            return attachment(graph, event.owner, event.row)
        case Named():
            return f"{_SECTIONS[event.section]}: {one_line(event.row.name)}"
        case _:
            return f"{_SECTIONS[event.section]}: {event.owner}"
