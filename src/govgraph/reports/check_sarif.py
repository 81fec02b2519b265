"""What a check found, as SARIF 2.1.0: the form that code-scanning services and editors read.

Critical and high findings are errors, medium ones warnings, the rest notes. What the reviewer accepted is
suppressed with the reason. With a baseline, every result has its state, and what is resolved is absent.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from govgraph.errors import Location
from govgraph.findings import SEVERITY_WORDS, Finding, Report, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.baseline import Entry
from govgraph.model.structure import Acceptance
from govgraph.reports import json_form, wording
from govgraph.text import escape_markdown, one_line
from govgraph.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}


def report(graph: GovernanceGraph, found: Report) -> str:
    """The report as SARIF text."""
    return json_form.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(graph, found)]})


def _run(graph: GovernanceGraph, found: Report) -> dict[str, Any]:
    rules = _rules(found)
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    results = [_result(graph, found, finding, places) for finding in found.findings]
    resolved = found.baseline.resolved if found.baseline else ()
    return {
        "tool": {
            "driver": {
                "name": "govgraph",
                "version": VERSION,
                "semanticVersion": VERSION,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not found.crashes, "toolExecutionNotifications": _notifications(found)}
        ],
        "results": [*results, *(_absent(entry, places) for entry in resolved)],
        "properties": {
            "structure": json_form.structure(graph),
            "settings": graph.reading.as_json(),
            "assumptions": list(found.assumptions),
            "rulesRun": sorted(found.rules_run),
        },
    }


def _rules(found: Report) -> list[dict[str, Any]]:
    """A descriptor for every rule that was chosen, and for every other code that a result has."""
    described = {rule.code: _descriptor(rule) for rule in found.rules}
    for finding in found.findings:
        if finding.code not in described:
            described[finding.code] = {
                "id": finding.code,
                "name": finding.name,
                "shortDescription": _message(finding.name),
                "fullDescription": _message(finding.why),
                "help": _message(finding.fix),
            }
    for entry in found.baseline.resolved if found.baseline else ():
        described.setdefault(entry.code, {"id": entry.code})
    return [described[code] for code in sorted(described)]


def _descriptor(rule: Rule) -> dict[str, Any]:
    parts = [
        ("What it finds", rule.definition),
        ("Why it matters", rule.why),
        ("What to do", rule.fix),
        *(("Guard", guard) for guard in rule.guards),
        ("What it cannot see", rule.limits),
    ]
    help_ = _message("\n\n".join(f"{title}: {one_line(text)}" for title, text in parts))
    markdown = "\n\n".join(f"**{title}.** {_unbraced(escape_markdown(text))}" for title, text in parts)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(rule.title),
        "fullDescription": _message(rule.definition),
        "help": {**help_, "markdown": markdown},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["governance", rule.group], "severity": rule.severity.value},
    }


def _result(
    graph: GovernanceGraph, found: Report, finding: Finding, places: dict[str, int]
) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [_location(graph, finding.location, finding.subjects)],
        "partialFingerprints": _fingerprints(finding.id),
        # Given for each result or for none: an empty list says that it is not suppressed.
        "suppressions": _suppressions(finding),
    }
    if found.baseline is not None:
        result["baselineState"] = "unchanged" if finding.id in found.baseline.known else "new"
    result["properties"] = {
        "id": finding.id,
        "severity": finding.severity.value,
        "severityMeaning": SEVERITY_WORDS[finding.severity],
        "subjects": list(finding.subjects),
        "scopes": list(finding.scopes),
        "lines": [list(line) for line in finding.lines],
        "evidence": wording.evidence_words(finding.evidence),
        "why": finding.why,
        "fix": finding.fix,
    }
    return result


def _absent(entry: Entry, places: dict[str, int]) -> dict[str, Any]:
    """A result that the baseline records and the run has not."""
    return {
        "ruleId": entry.code,
        "ruleIndex": places[entry.code],
        "kind": "pass",
        "level": "none",
        "message": _message(f"Resolved: {entry.message}"),
        "locations": [],
        "partialFingerprints": _fingerprints(entry.id),
        "suppressions": [],
        "baselineState": "absent",
        "properties": {"id": entry.id},
    }


def _fingerprints(identifier: str) -> dict[str, str]:
    """The finding's own id; and what GitHub looks for, which would else take two findings of one line for one."""
    return {
        "govgraphFindingId/v1": identifier,
        "primaryLocationLineHash": f"{sha256(identifier.encode('utf-8', 'replace')).hexdigest()[:16]}:1",
    }


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    if finding.state != "accepted":
        return []
    suppression: dict[str, Any] = {"kind": "inSource", "status": "accepted"}
    acceptance: Acceptance | None = finding.acceptance
    if acceptance is not None:
        suppression["justification"] = wording.acceptance_words(acceptance)
        suppression["properties"] = {
            "reason": acceptance.reason,
            "by": acceptance.by,
            "on": str(acceptance.on) if acceptance.on else None,
        }
    return [suppression]


def _location(graph: GovernanceGraph, place: Location | None, subjects: Sequence[str]) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(place)} if place else {}
    parties = graph.structure.parties
    logical = [
        {
            "name": one_line(parties[subject].name) if subject in parties else subject,
            "fullyQualifiedName": subject,
            "kind": "resource",
        }
        for subject in subjects
    ]
    return location | ({"logicalLocations": logical} if logical else {})


def _physical(place: Location) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": _uri(place.file)},
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def _uri(file: str) -> str:
    """A file's name as a URI; a relative one stays relative, to the folder that the command was run in.

    >>> _uri("my models/a:b.yaml"), _uri("/srv/a.yaml")
    ('my%20models/a%3Ab.yaml', 'file:///srv/a.yaml')
    """
    path = PurePath(file)
    named = quote(path.as_posix().encode("utf-8", "replace"), safe="/")
    return f"file://{named}" if path.is_absolute() else named


def _notifications(found: Report) -> list[dict[str, Any]]:
    """Rules that crashed, and rules that could not run."""
    crashed = [
        _notification(crash.code, "error", f"A rule crashed, a defect of govgraph: {crash.error}")
        for crash in found.crashes
    ]
    missed = [
        _notification(code, "note", f"The rule could not run: {why}")
        for code, why in sorted(found.not_run.items())
    ]
    return [*crashed, *missed]


def _notification(code: str, level: str, text: str) -> dict[str, Any]:
    return {"associatedRule": {"id": code}, "level": level, "message": _message(text)}


def _message(text: str) -> dict[str, str]:
    return {"text": _plain(text)}


def _plain(text: str) -> str:
    """Text in which a reader of SARIF finds no placeholder and no link.

    >>> _plain("[a](javascript:x) {0}")
    '[a] (javascript:x) {{0}}'
    """
    return _unbraced(text).replace("](", "] (")


def _unbraced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
