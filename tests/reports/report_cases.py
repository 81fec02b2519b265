"""Structures and findings that the tests of reports share, each written in the form a reviewer writes."""

import html
import io
import json
from dataclasses import replace

from openpyxl import load_workbook

from govgraph.errors import Location
from govgraph.findings import Crash, Evidence, Finding, Report, Severity, settle
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import Basis, Status
from govgraph.readers.yaml_form import read
from govgraph.settings import Reading

SMALL = """
govgraph: 1
structure: {id: small, title: Small arrangements, as_at: 2010-01, root: minister, subjects: [trust-a, trust-b]}
sources:
  tor: {title: Terms of reference, date: 2010-01, link: "https://example.org/tor?a=1&b=2", missing: ["Annex B, the chart"]}
scopes: {care: Care, care/buying: Buying of care}
organisations:
  ministry: {name: Ministry of Care, kind: ministry, tier: national, source: tor 1}
  trust-a: {name: Trust A, kind: nhs_trust, tier: provider, source: tor 2}
  trust-b: {name: Trust B, kind: nhs_trust, tier: provider, source: tor 2}
  team: {name: Buying Team, kind: team, tier: national, source: tor 5}
  board: {name: National Board, kind: board, tier: national, source: tor 6}
posts:
  minister: {name: Minister for Care, tier: ministerial, source: tor 1}
relationships:
  - {from: ministry, kind: accountable_to, to: minister, scope: care, source: tor 3}
  - {from: ministry, kind: performance_manages, to: [trust-a, trust-b], scope: care, basis: inferred, source: tor 4}
  - {from: team, kind: commissions, to: [trust-a, trust-b], scope: care/buying, source: tor 5}
  - {from: team, kind: accountable_to, to: board, scope: care/buying, source: tor 6}
contradictions:
  - {about: [team], statements: [{source: tor 5, says: One thing.}, {source: tor 6, says: Another.}], note: Which holds}
"""


def structure(text: str = SMALL) -> Structure:
    return read([("small.yaml", text.encode())]).structure


def graph(text: str = SMALL, **reading: object) -> GovernanceGraph:
    found = structure(text)
    return GovernanceGraph(found, Reading.of(found, **reading))


def arrangement(
    *relationships: str, subjects: str = "a", root: str = "top", parties: str = "a b c d"
) -> GovernanceGraph:
    """Bodies named by one letter, a post `top`, and rows such as `a accountable_to top`, with further fields after a comma."""
    rows = []
    for row in relationships:
        words, _, more = row.partition(",")
        start, kind, end = words.split()
        rows.append(f"  - {{from: {start}, kind: {kind}, to: {end}{', ' + more if more else ''}}}")
    bodies = "\n".join(f"  {key}: {{name: Body {key.upper()}, kind: nhs_trust}}" for key in parties.split())
    head = (
        f"govgraph: 1\nstructure: {{id: s, title: T, as_at: 2010, root: [{root}], subjects: [{subjects}]}}\n"
    )
    return graph(
        f"{head}organisations:\n{bodies}\nposts:\n  top: {{name: Top}}\nrelationships:\n"
        + "\n".join(rows or ["  []"])
    )


def finding(code: str = "LOS-01", **changes: object) -> Finding:
    made = Finding(
        code,
        "no-line",
        Severity.HIGH,
        "The papers name no body to which National Board answers.",
        ("board",),
        "Nobody can be held to answer.",
        "Name the body.",
        scopes=("care/buying",),
        lines=(("team", "board"),),
        relationships=("team.accountable_to.board",),
        evidence=(
            Evidence("tor", "6", Basis.STATED, Status.IN_FORCE),
            Evidence("tor", "4", Basis.INFERRED, Status.IN_FORCE),
        ),
        at="board",
        key="board",
        location=Location("small.yaml", 9, 3),
    )
    return replace(made, **changes)


def report(*findings: Finding, **changes: object) -> Report:
    return replace(
        Report(tuple(settle(findings)), ("LOS-01", "LOS-02"), {}, (), ("an assumption",)), **changes
    )


def full_report() -> Report:
    return report(
        finding(),
        finding(
            "EVD-01",
            severity=Severity.CRITICAL,
            scopes=(),
            lines=(),
            location=None,
            evidence=(Evidence("", "", Basis.STATED, Status.IN_FORCE),),
        ),
        finding("DUP-02", severity=Severity.LOW, state="accepted"),
        not_run={"MON-01": "the structure names no figures"},
        crashes=(Crash("DEC-01", "KeyError: 'x'"),),
    )


def cells(payload: bytes) -> list[list[list[object]]]:
    """The cells of a workbook, row by row of each sheet."""
    book = load_workbook(io.BytesIO(payload))
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def shown(name: str, payload: str | bytes) -> str:
    """What a reader of a format sees of it, escapes undone as far as words are searched for."""
    if isinstance(payload, bytes):
        rows = [row for sheet in cells(payload) for row in sheet]
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    return html.unescape(payload) if name == "html" else payload.replace("\\", "")


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\x1b[2J\x1b]0;title\x07",
    "\u202egnp.exe\u200b",
    "\ud800 lone",
    "{{ 7 * 7 }}{% raw %}",
    "[/nope] [link](javascript:alert(1)) |*_`~#",
    "--> ]]> <!-- </style></title>",
    "x" * 300,
    "line one\nline two\ttab",
)


def hostile_graph(name: str, text: str = SMALL) -> GovernanceGraph:
    """A structure with every free text replaced."""
    document = json.loads(structure(text).model_dump_json(by_alias=True, exclude_defaults=True))
    found = Structure.model_validate(_poisoned(document, name))
    return GovernanceGraph(found)


_FREE = frozenset({"name", "title", "note", "says", "missing", "link", "locator", "subtitle", "marking"})


def _poisoned(value: object, text: str) -> object:
    if isinstance(value, dict):
        poisoned = {
            key: _text(item, text) if key in _FREE else _poisoned(item, text) for key, item in value.items()
        }
        if "title" in poisoned and "subjects" in poisoned:
            poisoned |= {"subtitle": text, "marking": text}
        if "care" in poisoned:
            poisoned = dict.fromkeys(poisoned, text)
        return poisoned
    return [_poisoned(item, text) for item in value] if isinstance(value, list) else value


def _text(item: object, text: str) -> object:
    return [text] if isinstance(item, list) else text


def hostile_report(name: str) -> Report:
    poisoned = finding(
        message=name,
        why=name,
        fix=name,
        evidence=(Evidence("tor", name, Basis.STATED, Status.IN_FORCE),),
        location=Location(name, 1, 1),
    )
    return report(poisoned, not_run={"MON-01": name}, crashes=(Crash("DEC-01", name),), assumptions=(name,))
