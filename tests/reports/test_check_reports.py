import json

import jsonschema
import pytest
from report_cases import HOSTILE, finding, full_report, graph, hostile_graph, hostile_report, report, shown

from govgraph.findings import Evidence, Severity
from govgraph.model.structure import Acceptance
from govgraph.model.vocabulary import Basis, Status
from govgraph.reports import CHECK_REPORTS
from govgraph.reports.schemas import schema_text
from govgraph.text import is_unsafe


def test_brief_text():
    assert CHECK_REPORTS["text"](graph(), report(finding())) == (
        "Small arrangements\n"
        "Read as at January 2010; statements counted: in force and agreed; contracts count as links.\n"
        "\n"
        "HIGH (1): a line or control is likely to fail under stress\n"
        "\n"
        "LOS-01 no-line  [LOS-01.board.7ecbb6]\n"
        "  The papers name no body to which National Board answers.\n"
        "  scope     Buying of care\n"
        "  evidence  tor 6; tor 4\n"
        "  at        small.yaml:9\n"
        "\n"
        "Sources\n"
        "  - tor: Terms of reference (January 2010)\n"
        "\n"
        "1 finding: 1 high; 2 rules ran.\n"
    )


def test_full_text_adds_why_fix_lines_standing_and_assumptions():
    text = CHECK_REPORTS["full"](graph(), report(finding()))
    for part in (
        "  why       Nobody can be held to answer.",
        "  fix       Name the body.",
        "  line      Buying Team (team) → National Board (board)",
        "  evidence  tor 6 (stated, in force)",
        "  evidence  tor 4 (inferred by the modeller)",
        "  - an assumption",
    ):
        assert f"{part}\n" in text


def test_the_worst_comes_first_and_the_accepted_last():
    text = CHECK_REPORTS["text"](graph(), full_report())
    order = [
        text.index(word)
        for word in ("CRITICAL (1)", "HIGH (1)", "ACCEPTED BY THE REVIEWER (1)", "crashed", "could not run")
    ]
    assert order == sorted(order)
    assert "LOW" not in text
    assert text.endswith(
        "2 findings: 1 critical and 1 high; 1 more accepted by the reviewer; 2 rules ran, 1 could not, 1 crashed.\n"
    )


@pytest.mark.parametrize("name", CHECK_REPORTS)
def test_what_did_not_run_and_what_crashed_is_in_every_format(name):
    text = shown(name, CHECK_REPORTS[name](graph(), full_report()))
    assert "MON-01" in text
    assert "the structure names no figures" in text
    assert "DEC-01" in text
    assert "KeyError: 'x'" in text


@pytest.mark.parametrize(
    "found", [report(), full_report(), hostile_report(HOSTILE[0])], ids=["empty", "full", "hostile"]
)
def test_json_meets_its_schema(found):
    schema = json.loads(schema_text("report"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(CHECK_REPORTS["json"](graph(), found)), schema)


def test_json_holds_all_of_a_finding():
    document = json.loads(CHECK_REPORTS["json"](graph(scope="care"), full_report()))
    assert document["settings"] == {
        "at": "2010-01",
        "scope": "care",
        "status": ["in_force", "agreed"],
        "contracts_count": True,
    }
    assert document["scopes"] == ["care"]
    assert document["summary"] == {"critical": 1, "high": 1, "medium": 0, "low": 0, "info": 0, "accepted": 1}
    assert document["rules_run"] == ["LOS-01", "LOS-02"]
    high = document["findings"][1]
    assert high["evidence"][1] == {"source": "tor", "locator": "4", "basis": "inferred", "status": "in_force"}
    assert high["location"] == {"file": "small.yaml", "line": 9, "column": 3}
    assert (high["scope"], high["lines"]) == ("care/buying", [["team", "board"]])
    assert document["findings"][0]["evidence"][0]["source"] is None


def test_the_schema_is_closed_to_what_it_does_not_know():
    document = json.loads(CHECK_REPORTS["json"](graph(), full_report()))
    document["findings"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(schema_text("report")))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", CHECK_REPORTS)
def test_no_name_acts_on_a_screen(name, hostile):
    payload = CHECK_REPORTS[name](hostile_graph(hostile), hostile_report(hostile))
    text = shown(name, payload) if isinstance(payload, bytes) else payload
    assert not [c for c in text if is_unsafe(c)]
    assert "\t" not in text
    text.encode()
    if name == "markdown":
        assert "<" not in text.replace("\\<", "")
    if name == "json":
        assert json.loads(text)["findings"][0]["message"] == hostile


def test_two_hundred_findings_are_all_there():
    many = [finding(message=f"Finding {n}.", key=str(n), severity=list(Severity)[n % 5]) for n in range(200)]
    for name in CHECK_REPORTS:
        text = shown(name, CHECK_REPORTS[name](graph(), report(*many)))
        assert all(f"Finding {n}." in text for n in range(200))


def test_a_long_word_is_left_whole_to_be_copied():
    assert "x" * 300 in CHECK_REPORTS["text"](graph(), report(finding(message="x" * 300)))


def test_an_accepted_finding_carries_the_reviewers_reason():
    row = Acceptance(finding="LOS-01", subjects=["board"], reason="Known to all", by="Lead", on="2010-03")
    accepted = CHECK_REPORTS["text"](graph(), report(finding(state="accepted", acceptance=row)))
    assert "  accepted  Known to all (Lead, March 2010)\n  severity  high\n" in accepted
    assert "Known" not in CHECK_REPORTS["text"](graph(), report(finding()))


def test_evidence_without_a_source_says_so():
    bare = finding(evidence=(Evidence("", "", Basis.STATED, Status.IN_FORCE),))
    assert "evidence  no source given\n" in CHECK_REPORTS["text"](graph(), report(bare))
