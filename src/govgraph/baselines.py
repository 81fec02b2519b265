"""A check held against what an earlier one recorded: which findings are new, which are gone."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from govgraph.findings import Comparison, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.baseline import Baseline
from govgraph.text import listed


def compared(graph: GovernanceGraph, report: Report, baseline: Baseline) -> Report:
    """The report with each finding that stands marked as new or unchanged, and what the baseline says beside.

    One that is graver than it was recorded is new. A recorded finding whose rule has not run is not said to be
    gone. What the reviewer has accepted since is neither new nor gone.
    """
    recorded = {entry.id: entry for entry in baseline.findings}
    found = {finding.id: finding for finding in report.findings}
    graver = {
        id_
        for id_ in recorded.keys() & found.keys()
        if found[id_].severity.rank < Severity(recorded[id_].severity).rank
    }
    known = (recorded.keys() & found.keys()) - graver
    gone = [recorded[id_] for id_ in sorted(recorded.keys() - found.keys())]
    cautions = (
        *_other_reading(graph, baseline),
        *_later_rules(report, baseline),
        *_graver({id_ for id_ in graver if found[id_].state != "accepted"}),
    )
    return replace(
        report,
        findings=tuple(
            replace(finding, state="unchanged") if finding.state == "new" and finding.id in known else finding
            for finding in report.findings
        ),
        assumptions=(*report.assumptions, *cautions),
        baseline=Comparison(
            frozenset(known),
            tuple(entry for entry in gone if entry.code in report.rules_run),
            tuple(entry for entry in gone if entry.code not in report.rules_run),
            cautions,
        ),
    )


def reading_of(graph: GovernanceGraph) -> dict[str, Any]:
    """How a structure is read, as far as findings depend on it: what was asked for, and the reviewer's choices."""
    chosen = graph.structure.settings.model_dump(mode="json", exclude_defaults=True)
    return graph.reading.as_json() | {
        name: dict(sorted(chosen.get(name, {}).items())) for name in ("kinds", "thresholds")
    }


def _other_reading(graph: GovernanceGraph, baseline: Baseline) -> Iterator[str]:
    then, now = baseline.settings, reading_of(graph)
    names = sorted(name.replace("_", " ") for name in now if then.get(name) != now[name])
    if names:
        yield (
            f"the baseline was written with another choice of {listed(names)}: "
            "what is told as new or resolved may come of that"
        )


def _later_rules(report: Report, baseline: Baseline) -> Iterator[str]:
    """Rules that had not run when the baseline was written, and find something now."""
    later = {*report.rules_run} - {*baseline.rules_run}
    codes = sorted({finding.code for finding in report.findings if finding.state == "new"} & later)
    if codes:
        yield f"{listed(codes)} had not run when the baseline was written: whatever they find is new"


def _graver(ids: Collection[str]) -> Iterator[str]:
    if ids:
        yield f"counted as new, since graver than when the baseline was written: {listed(sorted(ids), most=6)}"
