"""The forms of a check that other programs read: SARIF, JUnit, GitHub commands, tables; and the page."""

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from openpyxl import load_workbook
from report_cases import (
    HOSTILE,
    cells,
    finding,
    full_report,
    graph,
    hostile_graph,
    hostile_report,
    report,
    shown,
)
from sarif_schema import SARIF

from govgraph.errors import Location
from govgraph.findings import Comparison, Crash, Finding, Report, Rule, Severity
from govgraph.model.baseline import Entry
from govgraph.model.structure import Acceptance
from govgraph.reports import CHECK_REPORTS
from govgraph.reports.schemas import schema_text
from govgraph.text import is_unsafe

ACCEPTANCE = Acceptance(
    finding="DUP-01", subjects=["board"], reason="Known, and being mended", by="Lead", on="2010-03-01"
)
GONE = Entry(id="LOS-02.trust-a.aaaaaa", code="LOS-02", severity="high", message="Reports alone.")
UNJUDGED = Entry(id="MON-01.trust-b.bbbbbb", code="MON-01", severity="low", message="Figures disagree.")


def rule(code: str = "LOS-01", **changes: object) -> Rule:
    made = Rule(
        code, code.lower(), "duties", "A title", Severity.HIGH, "It {finds}.", "It matters.", "Do [so](x).", "It sees.",
        "bad", "good", guards=("A guard.",),
    )  # fmt: skip
    return replace(made, **changes)


def every_state() -> Report:
    """A finding in each state and severity, and something of all that can be told beside them."""
    found = report(
        finding(severity=Severity.CRITICAL, key="1", message="Critical and new."),
        finding(severity=Severity.HIGH, key="2", message="High and unchanged.", state="unchanged"),
        finding("DUP-01", severity=Severity.MEDIUM, key="3", message="Accepted.", state="accepted", acceptance=ACCEPTANCE),
        finding("DUP-02", severity=Severity.MEDIUM, key="4", message="Medium."),
        finding("DUP-03", severity=Severity.LOW, key="5", message="Low."),
        finding("EVD-03", severity=Severity.INFO, key="6", message="To be stated."),
        finding("EVD-02", severity=Severity.LOW, key="7", message="Nowhere.", location=None, subjects=(), scopes=(), evidence=()),
        not_run={"MON-01": "the structure names no figures"},
        crashes=(Crash("DEC-01", "KeyError: 'x'"),),
        rules=tuple(rule(code) for code in ("LOS-01", "LOS-02", "MON-01", "DEC-01", "DUP-01")),
    )  # fmt: skip
    known = frozenset(one.id for one in found.findings if one.state == "unchanged")
    return replace(found, baseline=Comparison(known, (GONE,), (UNJUDGED,), ("a caution",)))


def of(found: Report, message: str) -> Finding:
    return next(one for one in found.findings if one.message == message)


def as_csv(found: Report, **options: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(CHECK_REPORTS["csv"](graph(**options), found))))


def test_json_of_every_state_meets_its_schema_and_says_what_was_accepted():
    found = every_state()
    document = json.loads(CHECK_REPORTS["json"](graph(), found))
    jsonschema.validate(document, json.loads(schema_text("report")))
    assert document["baseline"] == {
        "new": 5,
        "unchanged": 1,
        "resolved": [{"id": GONE.id, "code": "LOS-02", "message": "Reports alone."}],
        "not_judged": [{"id": UNJUDGED.id, "code": "MON-01", "message": "Figures disagree."}],
    }
    by_message = {one["message"]: one for one in document["findings"]}
    assert by_message["Accepted."]["state"] == "accepted"
    assert by_message["Accepted."]["accepted"] == {
        "finding": "DUP-01",
        "reason": "Known, and being mended",
        "by": "Lead",
        "on": "2010-03-01",
    }
    assert by_message["Low."]["accepted"] is None
    assert document["summary"] == {"critical": 1, "high": 1, "medium": 1, "low": 2, "info": 1, "accepted": 1}
    assert json.loads(CHECK_REPORTS["json"](graph(), report()))["baseline"] is None


@pytest.mark.parametrize("name", CHECK_REPORTS)
def test_what_is_resolved_and_why_it_was_accepted_is_in_every_format(name):
    text = shown(name, CHECK_REPORTS[name](graph(), every_state()))
    assert "Reports alone." in text
    assert GONE.id in text
    assert "Known, and being mended" in text


@pytest.mark.parametrize("name", CHECK_REPORTS)
def test_the_same_findings_are_the_same_bytes(name):
    assert CHECK_REPORTS[name](graph(), every_state()) == CHECK_REPORTS[name](graph(), every_state())


# -- SARIF


def sarif(found: Report, structure: object = None) -> dict:
    document = json.loads(CHECK_REPORTS["sarif"](structure or graph(), found))
    jsonschema.Draft202012Validator(SARIF).validate(document)
    (run,) = document["runs"]
    return run


def results(run: dict) -> dict[str, dict]:
    return {result["message"]["text"]: result for result in run["results"]}


def test_the_schema_of_sarif_is_closed():
    jsonschema.Draft202012Validator.check_schema(SARIF)
    document = json.loads(CHECK_REPORTS["sarif"](graph(), every_state()))
    document["runs"][0]["results"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SARIF)


@pytest.mark.parametrize("found", [report(), full_report(), every_state()], ids=["empty", "full", "states"])
def test_sarif_meets_its_schema(found):
    sarif(found)


def test_a_result_names_its_rule_by_id_and_by_place():
    run = sarif(every_state())
    rules = run["tool"]["driver"]["rules"]
    ids = [one["id"] for one in rules]
    assert ids == sorted(set(ids))
    assert len(run["results"]) == 8
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
    assert {"MON-01", "DEC-01"} <= set(ids), "rules that were chosen and found nothing are described"


def test_a_severity_is_a_level():
    found = results(sarif(every_state()))
    assert {text: one["level"] for text, one in found.items()} == {
        "Critical and new.": "error",
        "High and unchanged.": "error",
        "Accepted.": "warning",
        "Medium.": "warning",
        "Low.": "note",
        "To be stated.": "note",
        "Nowhere.": "note",
        "Resolved: Reports alone.": "none",
    }
    assert found["Critical and new."]["properties"]["severity"] == "critical"


def test_with_a_baseline_every_result_has_its_state():
    found = {
        text: (one["baselineState"], one.get("kind")) for text, one in results(sarif(every_state())).items()
    }
    assert found.pop("High and unchanged.") == ("unchanged", None)
    assert found.pop("Resolved: Reports alone.") == ("absent", "pass")
    assert set(found.values()) == {("new", None)}


def test_what_is_accepted_and_was_recorded_is_unchanged():
    found = every_state()
    known = Comparison(frozenset({of(found, "Accepted.").id}))
    assert results(sarif(replace(found, baseline=known)))["Accepted."]["baselineState"] == "unchanged"


def test_without_a_baseline_no_result_has_a_state():
    run = sarif(replace(every_state(), baseline=None))
    assert not [one for one in run["results"] if "baselineState" in one]
    assert "Resolved: Reports alone." not in results(run)


def test_what_is_accepted_is_suppressed_with_the_reason_and_nothing_else_is():
    found = results(sarif(every_state()))
    (suppression,) = found.pop("Accepted.")["suppressions"]
    assert suppression == {
        "kind": "inSource",
        "status": "accepted",
        "justification": "Known, and being mended (Lead, 1 March 2010)",
        "properties": {"reason": "Known, and being mended", "by": "Lead", "on": "2010-03-01"},
    }
    assert all(one["suppressions"] == [] for one in found.values())


def test_fingerprints_follow_the_id_alone():
    run = sarif(every_state())
    lines = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]]
    ids = [one["partialFingerprints"]["govgraphFindingId/v1"] for one in run["results"]]
    assert ids == [one["properties"]["id"] for one in run["results"]]
    assert len(set(lines)) == len(lines)
    assert all(re.fullmatch(r"[0-9a-f]{16}:1", line) for line in lines)
    moved = replace(
        every_state(),
        findings=tuple(replace(one, location=Location("b", 7, 7)) for one in every_state().findings),
    )
    assert lines == [one["partialFingerprints"]["primaryLocationLineHash"] for one in sarif(moved)["results"]]


def test_a_result_says_where_it_is_written_and_whom_it_is_about():
    found = results(sarif(report(finding(location=Location("my models/a%b:c.yaml", 9, 3)))))
    ((location,),) = (one["locations"] for one in found.values())
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20models/a%25b%3Ac.yaml"},
        "region": {"startLine": 9, "startColumn": 3},
    }
    assert location["logicalLocations"] == [
        {"name": "National Board", "fullyQualifiedName": "board", "kind": "resource"}
    ]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
        ("<standard input>", "%3Cstandard%20input%3E"),
        ("../é.yaml", "../%C3%A9.yaml"),
        ("\ud800.yaml", "%3F.yaml"),
    ],
)
def test_a_file_of_any_name_is_a_uri(file, uri):
    ((result,),) = (sarif(report(finding(location=Location(file, 1, 1))))["results"],)
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_no_text_is_a_placeholder_or_a_link():
    found = report(finding(message="{0} [here](javascript:alert(1))"), rules=(rule(),))
    run = sarif(found)
    (text,) = results(run)
    assert text == "{{0}} [here] (javascript:alert(1))"
    (described,) = run["tool"]["driver"]["rules"]
    assert described["fullDescription"]["text"] == "It {{finds}}."
    assert "Do [so] (x)." in described["help"]["text"]
    assert "\\{{finds\\}}" in described["help"]["markdown"]
    assert "\\[so\\](x)" in described["help"]["markdown"]


def test_a_rule_is_described_in_full():
    (described,) = sarif(report(rules=(rule(),)))["tool"]["driver"]["rules"]
    assert described["defaultConfiguration"] == {"level": "error"}
    assert described["properties"]["tags"] == ["governance", "duties"]
    for part in ("It matters.", "A guard.", "It sees."):
        assert part in described["help"]["text"]


def test_what_did_not_run_is_a_notification_and_a_crash_is_no_success():
    (invocation,) = sarif(every_state())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [
        (one["associatedRule"]["id"], one["level"]) for one in invocation["toolExecutionNotifications"]
    ] == [
        ("DEC-01", "error"),
        ("MON-01", "note"),
    ]
    assert sarif(report())["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize("hostile", HOSTILE)
def test_sarif_holds_any_name(hostile):
    run = sarif(hostile_report(hostile), hostile_graph(hostile))
    assert run["results"][0]["properties"]["why"] == hostile


# -- JUnit


def junit(found: Report, structure: object = None) -> ET.Element:
    text = CHECK_REPORTS["junit"](structure or graph(), found)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    return ET.fromstring(text.encode())


def outcome(case: ET.Element) -> str:
    told = [child.tag for child in case if child.tag != "system-out"]
    assert len(told) <= 1
    return told[0] if told else "passed"


def case_of(root: ET.Element, found: Report, message: str) -> ET.Element:
    (case,) = root.findall(f".//testcase[@name='{of(found, message).id}']")
    return case


def test_junit_counts_add_up():
    root = junit(every_state())
    assert root.tag == "testsuites"
    expected = {"tests": 10, "failures": 4, "errors": 1, "skipped": 3}
    assert {name: int(root.get(name)) for name in expected} == expected
    for name, tag in {
        "tests": "testcase",
        "failures": "failure",
        "errors": "error",
        "skipped": "skipped",
    }.items():
        assert sum(int(suite.get(name)) for suite in root) == int(root.get(name))
        for suite in root:
            assert int(suite.get(name)) == len(suite.findall(f".//{tag}"))
    names = [suite.get("name") for suite in root]
    assert names == sorted(set(names))
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(cases) == len(set(cases))


def test_what_each_state_comes_to():
    found = every_state()
    root = junit(found)
    assert {one.message: outcome(case_of(root, found, one.message)) for one in found.findings} == {
        "Critical and new.": "failure",
        "High and unchanged.": "skipped",
        "Accepted.": "skipped",
        "Medium.": "failure",
        "Low.": "failure",
        "To be stated.": "passed",
        "Nowhere.": "failure",
    }
    assert case_of(root, found, "Accepted.").find("skipped").get("message") == (
        "Accepted by the reviewer: Known, and being mended (Lead, 1 March 2010)"
    )
    assert (
        case_of(root, found, "High and unchanged.").find("skipped").get("message")
        == "Unchanged since the baseline"
    )


def test_a_failure_says_all_of_the_finding_and_where_it_is_written():
    found = every_state()
    case = case_of(junit(found), found, "Critical and new.")
    failure = case.find("failure")
    assert (failure.get("message"), failure.get("type")) == ("Critical and new.", "critical")
    assert "why       Nobody can be held to answer." in failure.text
    assert (case.get("classname"), case.get("file"), case.get("line")) == (
        "govgraph.LOS-01",
        "small.yaml",
        "9",
    )
    assert case_of(junit(found), found, "Nowhere.").get("file") is None


def test_a_rule_that_found_nothing_passes_and_one_that_crashed_is_an_error():
    root = junit(replace(every_state(), baseline=None))
    suites = {suite.get("name").split()[0]: suite for suite in root}
    assert [(case.get("name"), outcome(case)) for case in suites["LOS-02"]] == [("nothing found", "passed")]
    (crashed,) = suites["DEC-01"]
    assert outcome(crashed) == "error"
    assert "KeyError: 'x'" in crashed.find("error").get("message")
    (missed,) = suites["MON-01"]
    assert "the structure names no figures" in missed.find("skipped").get("message")


def test_what_is_resolved_passes():
    (case,) = junit(every_state()).findall(f".//testcase[@name='{GONE.id}']")
    assert outcome(case) == "passed"
    assert case.find("system-out").text == "Resolved since the baseline: Reports alone."


@pytest.mark.parametrize("hostile", [*HOSTILE, "\x00\x0b\ufffe\uffff]]>&amp;<!DOCTYPE x>"])
def test_junit_is_xml_whatever_the_names(hostile):
    found = hostile_report(hostile)
    gone = Entry(id=hostile, code="LOS-01", severity="low", message=hostile)
    why = Acceptance.model_construct(finding="LOS-01", subjects=(), reason=hostile, by=hostile, on=None)
    accepted = finding(key="2", message=hostile, state="accepted", acceptance=why)
    found = replace(
        found,
        findings=(*found.findings, *report(accepted).findings),
        baseline=Comparison(frozenset(), (gone,)),
    )
    root = junit(found, hostile_graph(hostile))
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out",
    }  # fmt: skip
    assert int(root.get("tests")) == len(list(root.iter("testcase")))


# -- GitHub

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\r\n]*,?)+)::([^\r\n]*)")


def commands(found: Report, structure: object = None) -> list[tuple[str, dict[str, str], str]]:
    """The commands as a runner reads them: what, the properties, the message."""
    text = CHECK_REPORTS["github"](structure or graph(), found)
    assert text.endswith("\n")
    assert not [c for c in text if is_unsafe(c)]
    read = []
    for line in text[:-1].split("\n"):
        what, given, data = COMMAND.fullmatch(line).groups()
        pairs = (pair.split("=", 1) for pair in given.split(","))
        read.append((what, {name: unquote(value) for name, value in pairs}, unquote(data)))
    return read


def test_one_command_a_line_and_each_severity_its_command():
    found = every_state()
    read = commands(found)
    assert len(read) == len(found.findings) + 4
    by_message = {data.splitlines()[0]: what for what, _, data in read}
    assert by_message == {
        "Critical and new.": "error",
        "High and unchanged.": "notice",
        "Accepted.": "notice",
        "Medium.": "warning",
        "Low.": "warning",
        "To be stated.": "notice",
        "Nowhere.": "warning",
        "Reports alone.": "notice",
        "KeyError: 'x'": "error",
        "the structure names no figures": "notice",
        "Read as at January 2010; statements counted: in force and agreed; contracts count as links.": "notice",
    }


def test_a_command_says_where_and_in_which_state():
    found = every_state()
    given = {data.splitlines()[0]: (properties, data) for _, properties, data in commands(found)}
    properties, data = given["Critical and new."]
    assert properties == {
        "file": "small.yaml",
        "line": "9",
        "col": "3",
        "title": "LOS-01 no-line, critical (new)",
    }
    assert f"Id: {of(found, 'Critical and new.').id}" in data.splitlines()
    assert given["High and unchanged."][0]["title"].endswith("(unchanged since the baseline)")
    assert given["Accepted."][0]["title"].endswith("(accepted)")
    assert "Accepted: Known, and being mended (Lead, 1 March 2010)" in given["Accepted."][1].splitlines()
    assert set(given["Nowhere."][0]) == {"title"}


def test_what_would_end_a_command_or_a_property_is_escaped():
    text = "100%, a: b\r\n::error::no"
    found = report(
        finding(message=text, name=text, location=Location("a,b:c%.yaml", 1, 2)),
        crashes=(Crash("DEC-01", text),),
        not_run={"MON-01": text},
    )
    read = commands(found)
    assert len(read) == 4
    assert read[0][1]["file"] == "a,b:c%.yaml"
    assert read[0][2].startswith("100%, a: b‹U+000D› ::error::no\n")
    raw = CHECK_REPORTS["github"](graph(), found).splitlines()[0]
    assert raw.startswith("::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=")
    assert "::100%25, a: b" in raw


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_name_adds_a_command(hostile):
    assert len(commands(hostile_report(hostile), hostile_graph(hostile))) == 4
    gone = Entry(id=hostile, code="LOS-01", severity="low", message=hostile)
    assert len(commands(report(baseline=Comparison(frozenset(), (gone,))))) == 2


# -- tables

COLUMNS = [
    "Id", "Code", "Rule", "Severity", "State", "Finding", "About", "Scope", "Evidence", "Why it matters",
    "What to do", "Accepted because", "Written at",
]  # fmt: skip


def test_csv_has_every_column_of_a_finding():
    (row,) = as_csv(report(finding(message="M.")))
    assert list(row) == COLUMNS
    assert row | {"Id": "x"} == {
        "Id": "x",
        "Code": "LOS-01",
        "Rule": "no-line",
        "Severity": "high",
        "State": "new",
        "Finding": "M.",
        "About": "National Board",
        "Scope": "Buying of care",
        "Evidence": "tor 6 (stated, in force); tor 4 (inferred by the modeller)",
        "Why it matters": "Nobody can be held to answer.",
        "What to do": "Name the body.",
        "Accepted because": "",
        "Written at": "small.yaml:9",
    }
    assert row["Id"] == report(finding(message="M.")).findings[0].id


def test_csv_tells_the_states_apart_and_what_is_beside_the_findings():
    rows = as_csv(every_state())
    assert [(row["Code"], row["State"], row["Finding"]) for row in rows] == [
        ("LOS-01", "new", "Critical and new."),
        ("LOS-01", "unchanged", "High and unchanged."),
        ("DUP-01", "accepted", "Accepted."),
        ("DUP-02", "new", "Medium."),
        ("DUP-03", "new", "Low."),
        ("EVD-02", "new", "Nowhere."),
        ("EVD-03", "new", "To be stated."),
        ("LOS-02", "resolved", "Reports alone."),
        ("MON-01", "not judged", "Figures disagree."),
        ("MON-01", "could not run", "the structure names no figures"),
        ("DEC-01", "crashed", "KeyError: 'x'"),
    ]
    assert rows[2]["Accepted because"] == "Known, and being mended (Lead, 1 March 2010)"
    assert rows[7]["Id"] == GONE.id


def test_the_workbook_has_the_same_in_two_sheets():
    found = every_state()
    findings, rest = cells(CHECK_REPORTS["xlsx"](graph(), found))
    text = as_csv(found)
    top = findings.index(COLUMNS)
    read = [[cell or "" for cell in row] for row in findings[top + 1 : top + 1 + len(found.findings)]]
    assert read == [list(row.values()) for row in text[: len(found.findings)]]
    heads = ["Id", "Code", "State", "Finding"]
    top = rest.index(heads)
    assert [[cell or "" for cell in row] for row in rest[top + 1 :]] == [
        [row[head] for head in heads] for row in text[len(found.findings) :]
    ]
    words = [row[0] for row in findings if row[0]]
    assert words[0] == "Small arrangements: findings"
    assert "an assumption" in words
    assert any("6 findings" in str(word) for word in words)


def test_a_workbook_of_findings_alone_has_one_sheet():
    assert len(cells(CHECK_REPORTS["xlsx"](graph(), report(finding())))) == 1
    assert len(cells(CHECK_REPORTS["xlsx"](graph(), report()))) == 1


FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1", "＋1", "－1", "＠1", " =1+1", "\n=1", "\t=1", "\r=1")


@pytest.mark.parametrize("formula", [*FORMULAS, *HOSTILE])
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_no_cell_is_a_formula(name, formula):
    gone = Entry(id=formula, code=formula, severity="low", message=formula)
    found = replace(
        hostile_report(formula),
        baseline=Comparison(frozenset(), (gone,), (gone,)),
        not_run={formula: formula},
    )
    payload = CHECK_REPORTS[name](hostile_graph(formula), found)
    if name == "csv":
        read = [cell for row in csv.reader(io.StringIO(payload)) for cell in row]
    else:
        read = [str(cell) for sheet in cells(payload) for row in sheet for cell in row if cell is not None]
        book = load_workbook(io.BytesIO(payload))
        assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert len(read) > 20
    assert not [cell for cell in read if cell.strip()[:1] in set("=+-@＝＋－＠") or cell != cell.strip()]


def test_csv_is_one_line_a_row():
    found = report(finding(message='one\ntwo\r\nthree, "four"'))
    assert len(CHECK_REPORTS["csv"](graph(), found).splitlines()) == 2
    assert as_csv(found)[0]["Finding"] == 'one two‹U+000D› three, "four"'


def test_no_row_of_a_workbook_is_taller_than_a_spreadsheet_program_takes():
    book = load_workbook(
        io.BytesIO(CHECK_REPORTS["xlsx"](graph(), report(finding(message="many words " * 900))))
    )
    heights = [dimension.height for sheet in book for dimension in sheet.row_dimensions.values()]
    assert 300 < max(height for height in heights if height) <= 409


# -- the page

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.styles: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        (self.styles if self.open and self.open[-1] == "style" else self.text).append(data)

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())

    def values(self, name):
        return [attrs[name] for _, attrs in self.tags if name in attrs]


def page(found: Report | None = None, structure: object = None) -> Page:
    return Page(CHECK_REPORTS["html"](structure or graph(), found or every_state()))


def test_the_page_shows_every_finding_with_its_state_and_what_is_beside_them():
    words = page().words
    for part in (
        "Small arrangements",
        "Read as at January 2010",
        "Critical and new.",
        "unchanged since the baseline",
        "Known, and being mended (Lead, 1 March 2010)",
        "Resolved since the baseline",
        "Reports alone.",
        "Figures disagree.",
        "an assumption",
        "the structure names no figures",
        "KeyError: 'x'",
        "against the baseline 5 new, 1 unchanged and 1 resolved",
    ):
        assert part in words, part


def test_the_page_admits_its_own_style_and_nothing_else():
    read = page()
    (policy,) = [attrs["content"] for tag, attrs in read.tags if attrs.get("http-equiv")]
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in read.styles]
    assert policy.startswith("default-src 'none'; ")
    assert len(hashes) == 1
    assert f"style-src 'sha256-{hashes[0]}';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_fetches_nothing():
    read = page()
    asking = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "audio", "video", "svg"}
    assert not [tag for tag, _ in read.tags if tag in asking]
    assert not [attrs for _, attrs in read.tags if {"src", "srcset", "style", "action"} & set(attrs)]
    outside = {href for href in read.values("href") if not href.startswith("#")}
    assert outside == {"https://example.org/tor?a=1&b=2"}, "the source's own address, as a link, and no other"
    for style in read.styles:
        assert "@import" not in style
        assert not re.search(r"url\((?!['\"]?data:)", style)


@pytest.mark.parametrize("found", [every_state(), full_report(), report()], ids=["states", "full", "empty"])
def test_every_link_within_the_page_arrives(found):
    read = page(found)
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {unquote(href[1:]) for href in read.values("href") if href.startswith("#")} <= set(ids)
    assert {word for value in read.values("aria-labelledby") for word in value.split()} <= set(ids)
    assert {one.id for one in found.findings} <= set(ids)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_name_adds_an_element_to_the_page(hostile):
    plain, poisoned = (page(hostile_report(name), hostile_graph(name)) for name in ("plain", hostile))
    assert [tag for tag, _ in poisoned.tags] == [tag for tag, _ in plain.tags]
    assert [set(attrs) for _, attrs in poisoned.tags] == [set(attrs) for _, attrs in plain.tags]
    assert not [
        href for href in poisoned.values("href") if "javascript:" in href and not href.startswith("#")
    ]
