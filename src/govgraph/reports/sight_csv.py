"""Lines of sight as CSV: one row per limb."""

from collections.abc import Iterable, Sequence

from govgraph.graph import Answer, GovernanceGraph
from govgraph.reports import csv_form
from govgraph.reports.strips import Strip, strips_of
from govgraph.text import one_line

COLUMNS = (
    "subject",
    "subject_name",
    "roots",
    "scopes",
    "direction",
    "answer",
    "limb_through",
    "limb_through_name",
    "limb_verdict",
    "limb_strength",
    "line",
    "line_names",
    "kinds",
    "sources",
    "weakest_link",
    "unsettled_links",
    "dead_ends",
    "single_points",
    "why",
)


def report(graph: GovernanceGraph, answers: Sequence[Answer]) -> str:
    """A head row, and a row for each limb; an answer without limbs has one row."""
    rows: list[Iterable[str]] = []
    for answer in answers:
        strips: list[Strip | None] = [*strips_of(graph, [answer])]
        rows.extend(_row(graph, answer, strip) for strip in strips or [None])
    return csv_form.text(COLUMNS, rows)


def _row(graph: GovernanceGraph, answer: Answer, strip: Strip | None) -> Iterable[str]:
    hops = strip.hops if strip else ()
    weakest = next((hop for hop in hops if hop.mark), hops[0] if len(hops) == 1 else None)
    return (
        answer.subject,
        graph.name(answer.subject),
        " ".join(answer.roots),
        " ".join(answer.scopes),
        answer.direction.value,
        answer.verdict.value,
        strip.through if strip else "",
        graph.name(strip.through) if strip else "",
        strip.verdict.value if strip else "",
        str(strip.line.strength if strip and strip.line else 0) if strip else "",
        " > ".join(strip.parties) if strip else "",
        " > ".join(graph.name(party) for party in strip.parties) if strip else "",
        " > ".join(hop.link.kind.name for hop in hops),
        "; ".join(hop.places for hop in hops),
        f"{graph.name(weakest.start)} {weakest.reads} {graph.name(weakest.end)}" if weakest else "",
        str(sum(not hop.link.settled for hop in hops)) if hops else "",
        "; ".join(f"{graph.name(stop.at)}: {one_line(stop.why)}" for stop in strip.stops) if strip else "",
        " ".join(answer.single_points),
        answer.why,
    )
