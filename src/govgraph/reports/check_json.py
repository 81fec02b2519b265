"""What a check found, as JSON: schema govgraph/report/1."""

from typing import Any

from govgraph.findings import Finding, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.baseline import Entry
from govgraph.reports import json_form


def report(graph: GovernanceGraph, found: Report) -> str:
    """The report as JSON text."""
    return json_form.dumps(document(graph, found))


def document(graph: GovernanceGraph, found: Report) -> dict[str, Any]:
    """The report as a JSON document; `summary` counts accepted findings apart from the severities."""
    summary = {severity.value: found.count(severity) for severity in Severity}
    return {
        "schema": "govgraph/report/1",
        "structure": json_form.structure(graph),
        "settings": graph.reading.as_json(),
        "scopes": list(graph.scopes),
        "findings": [_finding(finding) for finding in found.findings],
        "summary": {**summary, "accepted": len(found.accepted)},
        "baseline": _baseline(found),
        "assumptions": list(found.assumptions),
        "rules_run": sorted(found.rules_run),
        "not_run": dict(sorted(found.not_run.items())),
        "crashes": [{"code": crash.code, "error": crash.error} for crash in found.crashes],
    }


def _baseline(found: Report) -> dict[str, Any] | None:
    """How many findings that stand are new or unchanged, and what was recorded and is found no more."""
    if found.baseline is None:
        return None
    new = sum(finding.state == "new" for finding in found.standing)
    return {
        "new": new,
        "unchanged": len(found.standing) - new,
        "resolved": [_entry(entry) for entry in found.baseline.resolved],
        "not_judged": [_entry(entry) for entry in found.baseline.not_judged],
    }


def _entry(entry: Entry) -> dict[str, str]:
    return {"id": entry.id, "code": entry.code, "message": entry.message}


def _finding(finding: Finding) -> dict[str, Any]:
    location, acceptance = finding.location, finding.acceptance
    return {
        "id": finding.id,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "subjects": list(finding.subjects),
        "scope": finding.scope,
        "scopes": list(finding.scopes),
        "lines": [list(line) for line in finding.lines],
        "relationships": list(finding.relationships),
        "evidence": [
            {
                "source": place.source or None,
                "locator": place.locator,
                "basis": place.basis.value,
                "status": place.status.value,
            }
            for place in finding.evidence
        ],
        "location": {"file": location.file, "line": location.line, "column": location.column}
        if location
        else None,
        "why": finding.why,
        "fix": finding.fix,
        "state": finding.state,
        "accepted": {
            "finding": acceptance.finding,
            "reason": acceptance.reason,
            "by": acceptance.by,
            "on": str(acceptance.on) if acceptance.on else None,
        }
        if acceptance
        else None,
    }
