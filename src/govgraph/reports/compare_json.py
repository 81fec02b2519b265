"""What changed between two structures, as JSON: schema govgraph/comparison/1."""

from collections.abc import Iterable
from typing import Any

from govgraph.changes import Changes, Descent, Passage, Rows, Sighting
from govgraph.comparison import Comparison
from govgraph.findings import Finding
from govgraph.model.relationships import Membership, Succession
from govgraph.reports import json_form


def report(comparison: Comparison) -> str:
    """The comparison as JSON text."""
    return json_form.dumps(document(comparison))


def document(comparison: Comparison) -> dict[str, Any]:
    """The comparison as a JSON document; lists are sorted by id."""
    found, findings = comparison.changes, comparison.findings
    return {
        "schema": "govgraph/comparison/1",
        "before": json_form.structure(found.before) | {"settings": found.before.reading.as_json()},
        "after": json_form.structure(found.after) | {"settings": found.after.reading.as_json()},
        "supposed": list(comparison.supposed),
        "successions": [transition.id for transition in found.transitions],
        "parties": _parties(found),
        "relationships": _rows(found.relationships, lambda row: row.id),
        "seats": _rows(found.seats, _seat),
        "duties": _duties(found),
        "sight": [_sighting(one) for one in found.sight],
        "findings": {
            "new": [_finding(finding) for finding in findings.new],
            "resolved": [_finding(finding) for finding in findings.resolved],
            "gone": [_finding(finding) for finding in findings.gone],
            "persisting": [
                {"before": old.id, "after": new.id, "code": new.code} for old, new in findings.persisting
            ],
        },
        "measures": {one.name: {"before": one.before, "after": one.after} for one in found.measures},
        "proposals": [{"before": one.old, "after": one.new, "why": one.why} for one in found.proposals],
        "cautions": list(found.cautions),
    }


def _parties(found: Changes) -> dict[str, Any]:
    parties = found.parties
    return {
        "kept": sorted(parties.kept),
        "changed": sorted(
            ({"id": one.before.id, "fields": list(one.fields)} for one in parties.altered),
            key=lambda entry: str(entry["id"]),
        ),
        "added": sorted(parties.added),
        "removed": sorted(parties.removed),
        "kept_said": sorted(
            (
                {"id": descent.old, "said": said}
                for descent in found.heirs.descents.values()
                if descent.stays
                and (said := [_succession(row) for row in descent.rows if descent.old in row.to])
            ),
            key=lambda entry: str(entry["id"]),
        ),
        "succeeded": sorted(
            (entry for descent in parties.succeeded for entry in _successions(descent)),
            key=lambda entry: (entry["from"], entry["to"]),
        ),
        "ended": sorted(descent.old for descent in parties.ended),
        "no_heir": sorted(
            (
                {"id": descent.old, "said": [_succession(row) for row in descent.rows]}
                for descent in parties.no_heir
            ),
            key=lambda entry: str(entry["id"]),
        ),
    }


def _successions(descent: Descent) -> Iterable[dict[str, Any]]:
    for row in descent.rows:
        heirs = sorted(heir for heir in row.to if heir in descent.others)
        if heirs or (not row.to and descent.old in row.from_):
            yield {"from": [descent.old], "to": heirs, **_succession(row)}


def _succession(row: Succession) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "on": row.on,
        "scope": row.scope,
        "status": row.status.value,
        "basis": row.basis.value,
        "evidence": [{"source": one.source, "locator": one.locator} for one in row.source],
        "note": row.note,
    }


def _rows(rows: "Rows[Any]", name: Any) -> dict[str, Any]:
    return {
        "kept": sorted(name(row) for row in rows.kept),
        "changed": sorted(
            (
                {"before": name(one.before), "after": name(one.after), "fields": list(one.fields)}
                for one in rows.altered
            ),
            key=lambda entry: str(entry["before"]),
        ),
        "moved": sorted(
            ({"before": name(old), "after": name(new)} for old, new in rows.moved),
            key=lambda entry: (entry["before"], entry["after"]),
        ),
        "removed": sorted(name(row) for row in rows.removed),
        "added": sorted(name(row) for row in rows.added),
    }


def _seat(row: Membership) -> str:
    return f"{row.member}.{row.capacity}.{row.body}"


def _duties(found: Changes) -> dict[str, Any]:
    duties = found.duties
    return {
        "kept": [passage.before.id for passage in duties.kept],
        **{
            name: [_passage(passage) for passage in getattr(duties, name)]
            for name in ("moved", "split", "fell_through", "ended")
        },
        "new": [duty.id for duty in duties.new],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.before.id,
        "to": [*(duty.id for duty in passage.after), *passage.parties],
        "lead": passage.lead,
        "said": [_succession(row) for row in passage.descent.rows],
    }


def _sighting(one: Sighting) -> dict[str, Any]:
    return {
        "subject": one.old if one.old is not None else one.new,
        "became": one.new,
        "scopes": {"before": list(one.old_scopes), "after": list(one.new_scopes)},
        "before": one.before.verdict.value if one.before else None,
        "after": one.after.verdict.value if one.after else None,
        "change": one.trend.value,
        "links_gone": [json_form.link(link) for link in one.lost],
        "links_come": [json_form.link(link) for link in one.won],
        "closed": list(one.closed),
        "why": one.why or None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "subjects": list(finding.subjects),
    }
