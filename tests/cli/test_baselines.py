"""A baseline written, read back, and held against later checks."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from govgraph.cli import process
from govgraph.readers import baseline_form
from govgraph.reports.schemas import schema_text

SHIPPED = Path(__file__).parents[2] / "models" / "high-secure-2008.yaml"
SMALL = """\
govgraph: 1
structure: {id: small, title: A small structure, as_at: 2010, root: minister, subjects: [trust]}
sources: {paper: {title: The paper}}
organisations:
  trust: {name: The Trust, kind: nhs_trust, source: paper 1}
  authority: {name: The Authority, kind: statutory_authority, source: paper 2}
  hub: {name: The Hub, kind: statutory_authority, source: paper 2}
  team: {name: The Team, kind: team, source: paper 2}
posts:
  minister: {name: The Minister, source: paper 1}
relationships:
  - {from: trust, kind: reports_to, to: minister, source: paper 3}
  - {from: team, kind: accountable_to, to: authority, source: paper 4}
  - {from: team, kind: accountable_to, to: hub, source: paper 5}
  - {from: authority, kind: accountable_to, to: minister, source: paper 6}
  - {from: hub, kind: accountable_to, to: minister, source: paper 6}
"""
WITHOUT_HUB = "  - {from: team, kind: accountable_to, to: hub, source: paper 5}\n"
WITH_GANG = (
    "  - {from: gang, kind: accountable_to, to: hub}\n  - {from: gang, kind: accountable_to, to: authority}\n"
)
GANG = "  gang: {name: The Gang, kind: team}\nposts:\n"
RULES = ("LOS-02", "DUP-01", "ACC-01")


@pytest.fixture
def run(capsys):
    def run(*words):
        code = process.outcome([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def recorded(run, small, tmp_path):
    """The baseline of the small structure, as a file."""
    path = tmp_path / "baseline.json"
    assert run("baseline", "write", small, "-o", path) == (0, "", "")
    return path


def entries(path):
    return json.loads(path.read_text())["findings"]


@pytest.fixture
def check(run, small, recorded):
    """A check of three rules against the baseline, as JSON; the structure written anew where a text is given."""

    def check(text=None, *words, select=RULES):
        if text is not None:
            small.write_text(text)
        code, out, err = run(
            "check", small, "--baseline", recorded, "--select", ",".join(select), "--format", "json", *words
        )
        assert out, err
        document = json.loads(out)
        jsonschema.validate(document, json.loads(schema_text("report")))
        return code, document, err

    return check


def states(document):
    return {finding["code"]: finding["state"] for finding in document["findings"]}


# -- writing


def test_a_baseline_meets_its_schema_and_is_read_as_it_was_written(recorded, run, small):
    schema = json.loads(schema_text("baseline"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(recorded.read_text())
    jsonschema.validate(document, schema)
    read = baseline_form.read("b.json", recorded.read_bytes(), "small")
    assert read.model_dump(mode="json", by_alias=True) == document
    found = json.loads(run("check", small, "--format", "json")[1])
    assert document["structure"] == "small"
    assert document["rules_run"] == found["rules_run"]
    assert document["findings"] == sorted(
        ({key: one[key] for key in ("id", "code", "severity", "message")} for one in found["findings"]),
        key=lambda one: one["id"],
    )
    assert {"LOS-02", "DUP-01"} <= {one["code"] for one in document["findings"]}


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(more=1),
        lambda d: d.pop("schema"),
        lambda d: d["findings"][0].pop("severity"),
        lambda d: d["findings"][0].update(severity="grave"),
        lambda d: d["findings"][0].update(more=1),
        lambda d: d.update(rules_run="LOS-01"),
        lambda d: d.update(schema="govgraph/baseline/2"),
    ],
)
def test_reader_and_schema_are_closed_to_the_same(change, recorded):
    document = json.loads(recorded.read_text())
    change(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(schema_text("baseline")))
    with pytest.raises(Exception, match=r"b\.json"):
        baseline_form.read("b.json", json.dumps(document).encode(), "small")


def test_the_reviewers_choices_are_recorded_as_the_schema_has_them(run, small, tmp_path):
    choices = "settings: {kinds: {advises: 1}, thresholds: {layers: 3, materiality: 2.5}, status: [in_force]}"
    small.write_text(SMALL.replace("subjects: [trust]", f"subjects: [trust], {choices}"))
    code, out, _ = run("baseline", "write", small, "--at", "2009", "--no-contracts")
    document = json.loads(out)
    jsonschema.validate(document, json.loads(schema_text("baseline")))
    assert code == 0
    assert document["settings"] == {
        "at": "2009",
        "scope": None,
        "status": ["in_force"],
        "contracts_count": False,
        "kinds": {"advises": 1},
        "thresholds": {"layers": 3, "materiality": "2.5"},
    }


def test_entries_stand_in_the_order_of_their_ids(run):
    document = json.loads(run("baseline", "write", SHIPPED)[1])
    jsonschema.validate(document, json.loads(schema_text("baseline")))
    ids = [one["id"] for one in document["findings"]]
    assert len(ids) > 20
    assert ids == sorted(set(ids))
    assert document["rules_run"] == sorted(document["rules_run"])


def test_what_is_accepted_is_not_recorded(run, small):
    small.write_text(SMALL + "accepted: [{finding: LOS-02, reason: Known}]\n")
    codes = {one["code"] for one in json.loads(run("baseline", "write", small)[1])["findings"]}
    assert "DUP-01" in codes
    assert "LOS-02" not in codes


def test_an_earlier_baseline_is_replaced_and_the_structure_never(run, small, recorded):
    assert run("baseline", "write", small, "-o", recorded)[0] == 0
    code, _, err = run("baseline", "write", small, "-o", small)
    assert code == 2
    assert "is read by this very command" in err
    assert small.read_text() == SMALL


def test_a_result_is_never_written_over_the_baseline_that_it_is_held_against(run, small, recorded, tmp_path):
    before = recorded.read_bytes()
    link = tmp_path / "alias.json"
    link.symlink_to(recorded)
    for output in (recorded, link):
        code, _, err = run("check", small, "--baseline", recorded, "-o", output)
        assert code == 2
        assert "is read by this very command" in err
    assert recorded.read_bytes() == before


def test_a_rule_that_crashes_leaves_no_baseline(run, small, tmp_path, monkeypatch):
    from govgraph.rules import split_line

    def explode(graph, rule):
        raise ZeroDivisionError("on purpose")

    target = tmp_path / "none.json"
    object.__setattr__(split_line.RULE, "check", explode)
    try:
        code, _, err = run("baseline", "write", small, "-o", target)
    finally:
        object.__setattr__(split_line.RULE, "check", split_line.check)
    assert (code, target.exists()) == (3, False)
    assert "rule DUP-02 failed" in err


# -- comparing


def test_nothing_new_is_clean_though_it_is_not_without_the_baseline(check, run, small):
    assert run("check", small)[0] == 1
    code, document, err = check()
    assert (code, err) == (0, "")
    assert states(document) == {"DUP-01": "unchanged", "LOS-02": "unchanged"}
    assert document["baseline"] == {"new": 0, "unchanged": 2, "resolved": [], "not_judged": []} | {
        "not_judged": document["baseline"]["not_judged"]
    }
    assert run("check", small, "--baseline-strict", "--baseline", small.parent / "baseline.json")[0] == 0


def test_what_was_not_recorded_is_new_and_counts(check):
    code, document, _ = check(SMALL.replace("posts:\n", GANG) + WITH_GANG)
    found = {finding["subjects"][0]: finding["state"] for finding in document["findings"]}
    assert (code, found) == (1, {"gang": "new", "team": "unchanged", "trust": "unchanged"})
    assert (document["baseline"]["new"], document["baseline"]["unchanged"]) == (1, 2)


def test_fail_on_holds_for_new_findings(check):
    changed = SMALL.replace("posts:\n", GANG) + WITH_GANG
    assert check(changed, "--fail-on", "critical")[0] == 0
    assert check(changed, "--fail-on", "never")[0] == 0


def test_what_is_found_no_more_is_resolved_and_counts_where_strict(check, recorded):
    (gone,) = [one for one in entries(recorded) if one["code"] == "DUP-01"]
    code, document, _ = check(SMALL.replace(WITHOUT_HUB, ""))
    assert code == 0
    assert document["baseline"]["resolved"] == [{key: gone[key] for key in ("id", "code", "message")}]
    assert states(document) == {"LOS-02": "unchanged"}
    assert check(None, "--baseline-strict")[0] == 1
    assert check(None, "--baseline-strict", "--fail-on", "never")[0] == 1


def test_the_text_lists_what_is_resolved_and_counts_it(run, small, recorded):
    small.write_text(SMALL.replace(WITHOUT_HUB, ""))
    (gone,) = [one for one in entries(recorded) if one["code"] == "DUP-01"]
    out = run("check", small, "--baseline", recorded, "--select", ",".join(RULES))[1]
    assert "RESOLVED SINCE THE BASELINE (1)\n" in out
    assert f"[{gone['id']}]" in " ".join(out.split())
    assert "  state     unchanged since the baseline\n" in out
    assert "against the baseline 0 new, 1 unchanged and 1 resolved" in out


def test_what_the_rules_of_this_run_cannot_find_is_not_judged(check, recorded):
    code, document, _ = check(None, "--baseline-strict", select=("LOS-02",))
    others = [one["id"] for one in entries(recorded) if one["code"] != "LOS-02"]
    assert code == 0
    assert document["baseline"]["resolved"] == []
    assert [one["id"] for one in document["baseline"]["not_judged"]] == others


def test_a_rule_that_could_not_run_resolves_nothing(check):
    code, document, _ = check(SMALL.replace(", subjects: [trust]", ""), "--baseline-strict")
    assert "LOS-02" in document["not_run"]
    assert "LOS-02" in {one["code"] for one in document["baseline"]["not_judged"]}
    assert code == 0


def test_what_is_accepted_since_is_neither_new_nor_resolved(check):
    code, document, err = check(SMALL + "accepted: [{finding: DUP-01, reason: Known}]\n", "--baseline-strict")
    assert (code, err) == (0, "")
    assert states(document) == {"DUP-01": "accepted", "LOS-02": "unchanged"}
    assert (document["baseline"]["new"], document["baseline"]["unchanged"]) == (0, 1)
    assert document["baseline"]["resolved"] == []


def test_what_was_accepted_and_is_no_longer_is_new(run, small, tmp_path):
    target = tmp_path / "b.json"
    small.write_text(SMALL + "accepted: [{finding: DUP-01, reason: Known}]\n")
    assert run("baseline", "write", small, "-o", target)[0] == 0
    small.write_text(SMALL)
    code, out, _ = run("check", small, "--baseline", target, "--format", "json")
    (found,) = [one for one in json.loads(out)["findings"] if one["code"] == "DUP-01"]
    assert (code, found["state"]) == (1, "new")


def lower(path, code, severity):
    """Let the baseline have recorded a finding with another severity."""
    document = json.loads(path.read_text())
    for entry in document["findings"]:
        if entry["code"] == code:
            entry["severity"] = severity
            named = entry["id"]
    path.write_text(json.dumps(document))
    return named


def test_what_has_become_graver_counts_as_new_and_is_told(check, recorded):
    named = lower(recorded, "LOS-02", "low")
    code, document, err = check()
    assert (code, states(document)) == (1, {"DUP-01": "unchanged", "LOS-02": "new"})
    assert document["baseline"]["resolved"] == []
    words = f"counted as new, since graver than when the baseline was written: {named}"
    assert err == f"warning: {words}\n"
    assert words in document["assumptions"]


def test_what_has_become_less_grave_is_unchanged(check, recorded):
    lower(recorded, "LOS-02", "critical")
    code, document, err = check()
    assert (code, err, states(document)["LOS-02"]) == (0, "", "unchanged")


def test_what_is_accepted_is_not_told_as_counted(check, recorded):
    lower(recorded, "LOS-02", "low")
    code, document, err = check(SMALL + "accepted: [{finding: LOS-02, reason: Known}]\n")
    assert (code, err, states(document)["LOS-02"]) == (0, "", "accepted")


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        (("--at", "2009"), "at"),
        (("--status", "in_force"), "status"),
        (("--no-contracts",), "contracts count"),
        (("--scope", "local"), "scope"),
        (("--status", "in_force", "--at", "2009"), "at and status"),
    ],
)
def test_another_reading_is_warned_of(words, choice, check, run, small, recorded):
    _, document, err = check(None, *words)
    said = f"the baseline was written with another choice of {choice}: what is told as new or resolved may come of that"
    assert err == f"warning: {said}\n"
    assert said in document["assumptions"]
    assert run("check", small, "--baseline", recorded, "--quiet", *words)[2] == ""


@pytest.mark.parametrize("choice", ["kinds: {advises: 4}", "thresholds: {layers: 2}"])
def test_other_choices_of_the_reviewer_are_warned_of(choice, check):
    chosen = SMALL.replace("subjects: [trust]", f"subjects: [trust], settings: {{{choice}}}")
    assert f"another choice of {choice.partition(':')[0]}:" in check(chosen)[2]


def test_rules_that_had_not_run_are_named(check, recorded):
    document = json.loads(recorded.read_text())
    document["rules_run"].remove("DUP-01")
    document["rules_run"].remove("ACC-01")
    document["findings"] = [one for one in document["findings"] if one["code"] != "DUP-01"]
    recorded.write_text(json.dumps(document))
    code, _, err = check()
    assert code == 1
    assert err == "warning: DUP-01 had not run when the baseline was written: whatever they find is new\n"


# -- ids stay


def moved(text):
    """The same said in other lines, with rows in another order, among things that have nothing to do with it."""
    head, _, rows = text.partition("relationships:\n")
    rows = "".join(f"\n  # a remark\n{row}\n" for row in reversed(rows.splitlines())).replace(
        "paper 4", "paper 44"
    )
    head = head.replace(
        "organisations:\n",
        "# moved\n\norganisations:\n  aaa: {name: Elsewhere, kind: agency, boundary: out}\n",
    )
    head = head.replace("sources: {", "sources: {aaa: {title: Another}, ")
    return f"\n\n{head}relationships:\n  - {{from: aaa, kind: funds, to: zzz}}\n{rows}".replace(
        "posts:\n", "  zzz: {name: Beyond, kind: agency, boundary: out}\nposts:\n"
    )


def test_moving_lines_and_what_is_unrelated_makes_nothing_new(check):
    code, document, err = check(moved(SMALL), "--baseline-strict")
    assert (code, err) == (0, "")
    assert states(document) == {"DUP-01": "unchanged", "LOS-02": "unchanged"}
    assert document["baseline"]["resolved"] == []
    assert {finding["location"]["line"] for finding in document["findings"]}.isdisjoint({12, 13, 14})


def test_saying_it_in_several_files_makes_nothing_new(run, tmp_path, recorded):
    head, _, rest = SMALL.partition("posts:\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "z.yaml").write_text(head)
    (folder / "a.yaml").write_text(f"posts:\n{rest}")
    code, out, _ = run("check", folder, "--baseline", recorded, "--baseline-strict", "--format", "json")
    assert code == 0
    assert {one["state"] for one in json.loads(out)["findings"]} == {"unchanged"}


# -- files that are no baseline


def entry(**changes):
    return {"id": "a", "code": "LOS-01", "severity": "low", "message": "m"} | changes


def baseline(**changes):
    made = {"schema": "govgraph/baseline/1", "structure": "small", "settings": {}, "rules_run": []}
    return json.dumps({**made, "findings": [], **changes}).encode()


NO_BASELINES = {
    "empty": (b"", "b.json:1:1: error: this is not JSON"),
    "broken": (b'{\n  "schema": "govgraph/baseline/1",\n  oops\n}', "b.json:3:3: error: this is not JSON"),
    "a list": (b"[]", "this is no baseline"),
    "null": (b"null", "this is no baseline"),
    "a number of 5,000 digits": (b"1" * 5000, "this is no baseline"),
    "nothing in it": (b"{}", "this is no baseline"),
    "another schema": (b'{"schema": "govgraph/report/1"}', "but of the form 'govgraph/report/1'"),
    "a later form": (baseline(schema="govgraph/baseline/2"), "but of the form 'govgraph/baseline/2'"),
    "a schema that is no word": (b'{"schema": ["x"]}', "this is no baseline"),
    "another structure": (baseline(structure="large"), "this is a baseline of 'large', and the structure is 'small'"),
    "an unknown field": (baseline(colour=1), "b.json: colour: extra inputs are not permitted"),
    "a field that acts on a screen": (baseline(**{"a\nb\x1b[2J": 1}), "b.json: a b‹U+001B›[2J: extra inputs"),
    "a finding without severity": (baseline(findings=[{"id": "a", "code": "b", "message": "c"}]), "findings.0.severity: field required"),
    "an unknown severity": (baseline(findings=[entry(severity="grave")]), "findings.0.severity: input should be"),
    "an id that is a number": (baseline(findings=[entry(id=1)]), "findings.0.id: input should be a valid string"),
    "nested deep": (b"[" * 100_000, "this is no baseline"),
    "objects nested deep": (b'{"schema":' * 100_000, "this is no baseline"),
    "not UTF-8": ('{"schema": "£"}'.encode("latin-1"), "this is no baseline"),
    "UTF-16": ('{"schema": 1}'.encode("utf-16"), "this is no baseline"),
    "a structure": (SMALL.encode(), "this is not JSON"),
}  # fmt: skip


@pytest.mark.parametrize("fault", NO_BASELINES)
def test_what_is_no_baseline_is_refused_with_a_way_on(fault, run, small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content, message = NO_BASELINES[fault]
    (tmp_path / "b.json").write_bytes(content)
    code, out, err = run("check", small, "--baseline", "b.json")
    assert (code, out) == (2, "")
    assert message in err
    assert "help: " in err
    assert "baseline write STRUCTURE" in err
    assert len(err) < 2000
    assert "\x1b" not in err


def test_a_file_of_many_mistakes_is_told_in_part(run, small, tmp_path):
    path = tmp_path / "b.json"
    path.write_bytes(baseline(findings=[entry(id=1)] * 50_000))
    code, _, err = run("check", small, "--baseline", path)
    assert code == 2
    assert err.count("error: ") == 20


def test_a_huge_file_is_refused_unread(run, small, tmp_path):
    path = tmp_path / "b.json"
    path.touch()
    os.truncate(path, 40 * 1024**3)
    code, _, err = run("check", small, "--baseline", path)
    assert code == 2
    assert "more than 33,554,432 bytes" in err
    assert "help: " in err


@pytest.mark.parametrize("name", ["nowhere.json", ".", "no\0name"])
def test_a_missing_file_is_told(name, run, small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check", small, "--baseline", name)
    assert (code, out) == (2, "")
    assert "error: " in err
    assert "help: " in err


def test_a_byte_order_mark_is_allowed(run, small, recorded):
    recorded.write_bytes(b"\xef\xbb\xbf" + recorded.read_bytes())
    assert run("check", small, "--baseline", recorded)[0] == 0


def test_choices_that_the_form_has_not_are_no_words_of_a_warning(run, small, recorded):
    document = json.loads(recorded.read_text())
    document["settings"]["x" * 5000] = 1
    recorded.write_text(json.dumps(document))
    assert "xxx" not in run("check", small, "--baseline", recorded)[2]


def test_strict_says_nothing_without_a_baseline(run, small):
    code, _, err = run("check", small, "--baseline-strict")
    assert code == 2
    assert "--baseline-strict says nothing without --baseline" in err


@pytest.mark.parametrize("form", ["text", "full", "json", "sarif", "junit", "github", "markdown", "html"])
def test_half_a_character_in_a_recorded_id_is_no_defect(form, run, small, recorded):
    document = json.loads(recorded.read_text())
    document["findings"][0] |= {"id": "half \ud800", "message": "half \udfff"}
    recorded.write_text(json.dumps(document))
    code, out, _ = run("check", small, "--baseline", recorded, "--format", form)
    assert code in {0, 1}
    out.encode()
