"""The findings that stand, as JSON to hold later checks against: schema govgraph/baseline/1."""

from govgraph.baselines import reading_of
from govgraph.findings import Report
from govgraph.graph import GovernanceGraph
from govgraph.model.baseline import Baseline, Entry
from govgraph.reports import json_form


def report(graph: GovernanceGraph, found: Report) -> str:
    """The baseline as JSON text, an entry for each finding that stands: what was accepted is kept by its acceptance."""
    baseline = Baseline(
        schema="govgraph/baseline/1",
        structure=graph.structure.id,
        settings=reading_of(graph),
        rules_run=sorted(found.rules_run),
        findings=[
            Entry(id=finding.id, code=finding.code, severity=finding.severity.value, message=finding.message)
            for finding in sorted(found.standing, key=lambda finding: finding.id)
        ],
    )
    return json_form.dumps(baseline.model_dump(mode="json", by_alias=True))
