"""Comparing, supposing and dating, as a process would see it: payload, messages, exit codes."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from govgraph.cli import process
from govgraph.reports.schemas import schema_text

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models"

OLD = """\
govgraph: 1
structure: {id: old, title: The old arrangements, as_at: 2010, root: minister, subjects: [trust]}
organisations:
  trust: {name: The Trust, kind: nhs_trust}
  team: {name: The Team, kind: team}
posts:
  minister: {name: The Minister}
  chief: {name: The Chief, in: team, heads: team}
relationships:
  - {from: trust, kind: accountable_to, to: team}
  - {from: team, kind: accountable_to, to: minister}
duties:
  pay: {name: Pay the bill, accountable: [team], responsible: [team]}
"""
NEW = """\
govgraph: 1
structure: {id: new, title: The new arrangements, as_at: 2013, root: minister, subjects: [trust]}
organisations:
  trust: {name: The Trust, kind: nhs_trust}
  board: {name: The Board, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: reports_to, to: board}
  - {from: board, kind: accountable_to, to: minister}
"""
LAST = NEW.replace("id: new, title: The new", "id: last, title: The last").replace("2013", "2015").replace("board", "council").replace("The Board", "The Council")  # fmt: skip
ROWS = """\
govgraph: 1
transition: {id: old-new, title: Old to new, before: old, after: new}
successions:
  - {from: team, to: board}
"""
MORE = """\
govgraph: 1
transition: {id: new-last, title: New to last, before: new, after: last}
successions:
  - {from: board, to: council}
"""
DATED = """\
govgraph: 1
structure: {id: dated, title: Everything has its time, as_at: 2012, root: minister, subjects: [trust]}
organisations:
  trust: {name: The Trust, kind: nhs_trust, since: 2005, until: 2020}
  team: {name: The Team, kind: team, since: 2005, until: 2010}
  board: {name: The Board, kind: agency, since: 2011, until: 2020}
posts:
  minister: {name: The Minister, since: 2005, until: 2020}
relationships:
  - {from: trust, kind: accountable_to, to: team, until: 2010}
  - {from: trust, kind: accountable_to, to: board, since: 2011}
  - {from: team, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
successions:
  - {from: team, to: board, on: 2011}
"""
FILES = {"old": OLD, "new": NEW, "last": LAST, "rows": ROWS, "more": MORE, "dated": DATED}
TOLD = ("--successions", "rows.yaml")


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / f"{name}.yaml").write_text(text)

    def run(*words):
        code = process.outcome([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


def compared(run, *words):
    code, out, err = run(*words, "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    jsonschema.validate(found, json.loads(schema_text("comparison")))
    return found


# ---------------------------------------------------------------------------------------- compare


def test_two_files(run):
    code, out, err = run("compare", "old.yaml", "new.yaml", *TOLD)
    assert (code, err) == (0, ""), "a comparison that could be made exits with 0, whatever it finds"
    assert out.startswith("What changed: The old arrangements (2010), to The new arrangements (2013)\n")
    assert "new: TRN-01 no-heir: critical" in out
    assert "new: TRN-03 weakened-or-split: high" in out
    found = compared(run, "compare", "old.yaml", "new.yaml", *TOLD)
    assert [(row["from"], row["to"]) for row in found["parties"]["succeeded"]] == [(["team"], ["board"])]
    assert [row["id"] for row in found["duties"]["fell_through"]] == ["pay"]


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "csv", "xlsx"])
def test_every_form_goes_to_a_file(form, run, tmp_path):
    code, out, _ = run("compare", "old.yaml", "new.yaml", *TOLD, "--format", form, "-o", "found")
    assert (code, out) == (0, "")
    assert (tmp_path / "found").read_bytes()


def test_without_successions_the_reader_is_warned(run):
    code, out, err = run("compare", "old.yaml", "new.yaml")
    assert code == 0
    assert "warning: No file of successions was given: 2 organisations and posts with one id" in err
    assert "No file of successions was given" in out
    assert run("compare", "old.yaml", "new.yaml", "--quiet")[2] == ""


def test_one_file_at_two_dates(run):
    found = compared(run, "compare", "dated.yaml@2009", "dated.yaml")
    assert (found["before"]["settings"]["at"], found["after"]["settings"]["at"]) == ("2009", "2012")
    assert [(row["from"], row["to"]) for row in found["parties"]["succeeded"]] == [(["team"], ["board"])]
    both = compared(run, "compare", "dated.yaml@2009", "dated.yaml@2010")
    assert not both["parties"]["removed"]


def test_a_file_whose_name_holds_an_at_is_read(run, tmp_path):
    (tmp_path / "old@2010").write_text(OLD)
    assert compared(run, "compare", "old@2010", "new.yaml")["before"]["id"] == "old"


def test_a_date_for_all_is_that_of_the_later_one(run):
    found = compared(run, "compare", "dated.yaml@2009", "dated.yaml", "--at", "2015")
    assert (found["before"]["settings"]["at"], found["after"]["settings"]["at"]) == ("2009", "2015")
    found = compared(run, "compare", "old.yaml", "new.yaml", "--at", "2015")
    assert (found["before"]["settings"]["at"], found["after"]["settings"]["at"]) == ("2010", "2015")


def test_three_files_make_a_matrix(run):
    words = ("compare", "old.yaml", "new.yaml", "last.yaml", *TOLD, "--successions", "more.yaml")
    code, out, _ = run(*words)
    assert code == 0
    assert out.startswith("Through 3 structures: old (2010), new (2013) and last (2015)\n")
    bodies, duties = json.loads(run(*words, "--format", "json")[1])["tables"]
    assert bodies["rows"][1] == {
        "old (2010)": "The Team",
        "new (2013)": "The Board",
        "last (2015)": "The Council",
    }
    assert duties["rows"] == [{"First named as": "Pay the bill", "old (2010)": "holds: The Team", "new (2013)": "not stated", "last (2015)": "not stated"}]  # fmt: skip
    assert next(csv.reader(io.StringIO(run(*words, "--format", "csv")[1]))) == [
        "old (2010)",
        "new (2013)",
        "last (2015)",
    ]


def test_a_chain_of_files_leads_from_the_first_to_the_last(run):
    found = compared(run, "compare", "old.yaml", "last.yaml", *TOLD, "--successions", "more.yaml")
    assert [row["to"] for row in found["parties"]["succeeded"]] == [["council"]]
    assert found["successions"] == ["old-new", "new-last"]


# ---------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["compare", "old.yaml", "old.yaml"], "both are old at the same reading", "name two structures, or one at two dates"),
        (["compare", "dated.yaml@2012", "dated.yaml"], "both are dated at the same reading", "FILE@2008-05"),
        (["compare", "old.yaml", "old.yaml", "new.yaml"], "both are old at the same reading", ""),
        (["compare", "old.yaml", "nowhere.yaml"], "there is no such file or folder", ""),
        (["compare", "old.yaml@soon", "new.yaml"], "'soon' is not a date", ""),
        (["compare", "dated.yaml@1066", "dated.yaml"], "dated has no organisation or post in 1066", "name another date, as FILE@DATE"),
        (["compare", "dated.yaml", "dated.yaml@2030"], "dated has no organisation or post in 2030", ""),
        (["compare", "dated.yaml@2009", "dated.yaml", "dated.yaml@2030"], "no organisation or post in 2030", ""),
        (["compare", "old.yaml", "new.yaml", "--successions", "more.yaml"], "before is 'new', and the structure given is 'old'", "give new, or another file of successions"),
        (["compare", "new.yaml", "old.yaml", *TOLD], "before is 'old', and the structure given is 'new'", ""),
        (["compare", "old.yaml", "new.yaml", "--successions", "new.yaml"], "no `transition:` section", ""),
        (["compare", "old.yaml", "new.yaml", "--successions", "nowhere.yaml"], "there is no such file or folder", ""),
        (["compare", "old.yaml", "last.yaml", "--successions", "more.yaml", *TOLD], "new-last ends at 'last', and old-new begins at 'old'", "in order, each from where the last ends"),
        (["compare", "dated.yaml", "last.yaml", *TOLD, "--successions", "more.yaml"], "old-new says before is 'old', and the structure given is 'dated'", ""),
        (["compare", "old.yaml", "dated.yaml", *TOLD, "--successions", "more.yaml"], "new-last says after is 'last', and the structure given is 'dated'", ""),
        (["compare", "last.yaml", "new.yaml", "old.yaml", *TOLD], "rows.yaml joins no two of these structures", "give the structures in order of time"),
        (["compare", "old.yaml", "new.yaml", "last.yaml", "--format", "html"], "a matrix has no form 'html'", ""),
        (["compare", "old.yaml", "new.yaml", "-o", "old.yaml"], "old.yaml is read by this very command", ""),
        (["compare", "old.yaml", "new.yaml", *TOLD, "-o", "rows.yaml"], "rows.yaml is read by this very command", ""),
        (["compare", "dated.yaml@2009", "dated.yaml@2012", "-o", "dated.yaml"], "dated.yaml is read by this very command", ""),
        (["check", "new.yaml", "--before", "dated.yaml@2009", "-o", "dated.yaml"], "dated.yaml is read by this very command", ""),
        (["compare", "old.yaml", "new.yaml", "last.yaml", "-o", "last.yaml"], "last.yaml is read by this very command", ""),
        (["compare", "-", "-"], "standard input can be read but once", "name a file for all but one"),
        (["check", "-", "--before", "-"], "standard input can be read but once", ""),
        (["check", "new.yaml", *TOLD], "--successions says nothing without --before", ""),
        (["review", "new.yaml", *TOLD], "--successions says nothing without --before", ""),
        (["check", "new.yaml", "--before", "new.yaml"], "both are new at the same reading", ""),
        (["check", "dated.yaml", "--before", "dated.yaml@2030"], "no organisation or post in 2030", ""),
        (["what-if", "old.yaml"], "what if what?", "say it with --remove, --vacate, --add or --status ID=STATUS"),
        (["what-if", "old.yaml", "--remove", "temm"], "nothing in old has the id 'temm'", "did you mean team?"),
        (["what-if", "old.yaml", "--remove", "in_force"], "nothing in old has the id 'in_force'", ""),
        (["what-if", "old.yaml", "--vacate", "team"], "no post 'team' in old", "only a post can be vacant"),
        (["what-if", "old.yaml", "--add", "team leads trust"], "no kind of relationship 'leads'", ""),
        (["what-if", "old.yaml", "--add", "team"], "'team' is no relationship", 'write it as "A accountable_to B"'),
        (["what-if", "old.yaml", "--status", "team=lost"], "no status 'lost'", ""),
        (["what-if", "old.yaml", "--status", "team="], "no status was given", ""),
        (["what-if", "old.yaml", "--status", "=proposed"], "'=proposed' gives no status", "write it as ID=STATUS"),
        (["what-if", "old.yaml", "--status", "nobody=proposed"], "nothing in old has the id 'nobody'", ""),
        (["schema", "--of", "comparisons"], "comparisons", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_exits_with_2(words, message, hint, run):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert message in err
    assert hint in err


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        ("{from: temm, to: board}", "4:12", "party or duty 'temm' is not in old"),
        ("{from: team, to: bord}", "4:22", "party or duty 'bord' is not in new"),
        ("{from: team, to: board, lead: bord}", "4:35", "party or duty 'bord' is not in new"),
        ("{from: team, to: board, scope: care}", "4:36", "scope 'care' is in neither structure"),
        ("{from: team, to: board, source: act 1}", "4:37", "source 'act' is not in this file"),
        ("{from: team, to: board, kind: eaten}", "4:35", "'eaten' is not one of its values"),
    ],
)
def test_an_unknown_id_in_a_file_of_successions_is_told_at_its_place(row, place, message, run, tmp_path):
    (tmp_path / "rows.yaml").write_text(ROWS.replace("{from: team, to: board}", row))
    code, _, err = run("compare", "old.yaml", "new.yaml", *TOLD)
    assert code == 2
    assert f"rows.yaml:{place}: error: " in err
    assert message in err


def test_scopes_that_a_file_maps_must_be_there(run, tmp_path):
    (tmp_path / "rows.yaml").write_text(ROWS.replace("successions:", "scopes: {care: cure}\nsuccessions:"))
    code, _, err = run("compare", "old.yaml", "new.yaml", *TOLD)
    assert code == 2
    assert "scope 'care' is not in old, the structure before" in err
    assert "scope 'cure' is not in new, the structure after" in err


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["{from: team, to: board, on: 2011}", "{from: board, to: team, on: 2011}"], 2),
        (["{from: team, to: board}", "{from: board, to: team}"], 2),
        (
            [
                "{from: team, to: board, on: 2011}",
                "{from: board, to: trust, on: 2011}",
                "{from: trust, to: team, on: 2011}",
            ],
            2,
        ),
        (["{from: team, to: board, on: 2011}", "{from: board, to: team, on: 2012}"], 0),
        (["{from: team, to: board, on: 2011}", "{from: board, to: team, kind: function_only, on: 2011}"], 0),
        (["{from: team, to: team, on: 2011}"], 0),
        (
            ["{from: team, to: [board, trust], kind: split, on: 2011}", "{from: board, to: trust, on: 2011}"],
            0,
        ),
    ],
)
def test_successions_may_come_back_on_another_date_and_never_on_one(rows, code, run, tmp_path):
    head = DATED.split("successions:", maxsplit=1)[0]
    (tmp_path / "dated.yaml").write_text(head + "successions:\n" + "".join(f"  - {row}\n" for row in rows))
    for words in (["compare", "dated.yaml@2009", "dated.yaml"], ["timeline", "dated.yaml"]):
        found, _, err = run(*words)
        assert found == code
        if code:
            assert "these successions, " in err
            assert "go round in a circle: board → " in err
            assert "dated.yaml:15:" in err or "dated.yaml:16:" in err


def test_nothing_in_common_is_a_warning(run, tmp_path):
    other = NEW.replace("minister", "crown").replace("nhs_trust", "agency").replace("trust", "hospital")
    (tmp_path / "other.yaml").write_text(other)
    code, out, err = run("compare", "old.yaml", "other.yaml")
    assert code == 0
    assert "warning: The two have no organisation or post in common, by id or by a stated succession" in err
    assert "What fell through" in out


# ---------------------------------------------------------------------------------------- what if


def test_as_if_a_party_were_no_more(run):
    found = compared(run, "what-if", "old.yaml", "--remove", "team")
    assert found["supposed"] == ["team is no more"]
    assert found["parties"]["removed"] == ["team"]
    assert [(row["subject"], row["before"], row["after"]) for row in found["sight"]] == [
        ("trust", "clear", "none")
    ]
    assert [row["id"] for row in found["duties"]["fell_through"]] == ["pay"]


def test_as_if_a_relationship_or_a_duty_were_no_more(run):
    found = compared(run, "what-if", "old.yaml", "--remove", "trust.accountable_to.team", "--remove", "pay")
    assert found["relationships"]["removed"] == ["trust.accountable_to.team"]
    assert [row["id"] for row in found["duties"]["fell_through"]] == ["pay"]


def test_as_if_a_post_were_vacant(run):
    found = compared(run, "what-if", "old.yaml", "--vacate", "chief")
    assert found["parties"]["changed"] == [{"id": "chief", "fields": ["vacant"]}]


def test_as_if_a_sentence_were_so(run):
    found = compared(run, "what-if", "old.yaml", "--remove", "team", "--add", "trust accountable_to minister")
    assert found["relationships"]["added"] == ["trust.accountable_to.minister@supposed"]
    (line,) = found["sight"]
    assert (line["before"], line["after"]) == ("clear", "clear"), "what is supposed is taken as so"


def test_as_if_something_had_another_status(run):
    found = compared(run, "what-if", "old.yaml", "--status", "team.accountable_to.minister=proposed")
    assert found["sight"][0]["after"] == "none"
    counted = compared(
        run, "what-if", "old.yaml", "--status", "proposed,in_force,team.accountable_to.minister=proposed"
    )
    assert counted["before"]["settings"]["status"] == ["in_force", "proposed"]
    assert counted["sight"][0]["after"] == "qualified"
    everything = compared(run, "what-if", "old.yaml", "--status", "in_force=agreed")
    assert everything["supposed"] == ["in_force has the status agreed"]
    assert everything["sight"][0]["after"] == "qualified"


def test_what_changes_nothing_is_said_to_change_nothing(run, tmp_path):
    before = (tmp_path / "old.yaml").read_bytes()
    code, out, _ = run("what-if", "old.yaml", "--status", "team=in_force")
    assert code == 0
    assert "Supposed: team has the status in_force.\nNothing changed" in out
    assert (tmp_path / "old.yaml").read_bytes() == before


# ---------------------------------------------------------------------------------------- timeline


def test_the_dates_at_which_anything_changes(run):
    code, out, _ = run("timeline", "dated.yaml")
    assert code == 0
    found = json.loads(run("timeline", "dated.yaml", "--format", "json")[1])["tables"][0]
    assert [row["Date"] for row in found["rows"]] == ["2005"] * 3 + ["2010"] * 2 + ["2011"] * 3 + ["2020"] * 3
    assert "passes on" in out
    assert "0 dates" in run("timeline", "old.yaml")[1]


# ---------------------------------------------------------------------------------------- check and review


def test_check_with_a_before_runs_the_rules_on_what_changed(run):
    code, out, _ = run("check", "new.yaml", "--before", "old.yaml", *TOLD, "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert {"TRN-01", "TRN-02", "TRN-03"} <= set(found["rules_run"])
    assert {"TRN-01", "TRN-03"} <= {finding["code"] for finding in found["findings"]}
    silent = json.loads(run("check", "new.yaml", "--format", "json")[1])
    assert not [code for code in (*silent["rules_run"], *silent["not_run"]) if code.startswith("TRN")]
    code, _, err = run("check", "new.yaml", "--select", "TRN-03")
    assert code == 2
    assert "no earlier structure was given to compare with" in err
    untold = json.loads(run("check", "new.yaml", "--before", "old.yaml", "--format", "json")[1])
    assert untold["not_run"]["TRN-01"] == "no successions were given: what became of what is not known"


def test_a_rule_on_what_changed_counts_for_the_exit_code(run):
    assert run("check", "new.yaml", "--before", "old.yaml", *TOLD, "--select", "TRN-01")[0] == 1
    assert run("check", "new.yaml", "--before", "old.yaml", *TOLD, "--select", "TRN-02")[0] == 0
    assert run("check", "new.yaml", "--select", "TRN")[0] == 2, "nothing that can run is no pass"


def test_a_review_with_a_before_tells_what_changed(run, tmp_path):
    code, _, _ = run("review", "new.yaml", "--before", "old.yaml", *TOLD, "-o", "out")
    assert code == 0
    found = json.loads((tmp_path / "out" / "comparison.json").read_text())
    jsonschema.validate(found, json.loads(schema_text("comparison")))
    page = (tmp_path / "out" / "index.html").read_text()
    assert "Who inherited" in page
    assert "comparison.json" in page
    assert {
        finding["code"]
        for finding in json.loads((tmp_path / "out" / "findings.json").read_text())["findings"]
    } >= {"TRN-01"}
    run("review", "new.yaml", "-o", "out")
    assert not (tmp_path / "out" / "comparison.json").exists(), (
        "a later run removes what only an earlier one wrote"
    )


def test_the_schema_of_a_comparison_is_printed(run):
    code, out, _ = run("schema", "--of", "comparison")
    assert code == 0
    assert json.loads(out)["properties"]["schema"] == {"const": "govgraph/comparison/1"}


def test_a_review_is_not_written_over_that_of_another_structure(run, tmp_path):
    folder = str(tmp_path / "out")
    assert run("review", "new.yaml", "-o", folder)[0] == 0
    assert run("review", "new.yaml", "-o", folder)[0] == 0
    code, _, err = run("review", "old.yaml", "-o", folder)
    assert code == 2
    assert "holds the review of" in err
    assert "-o DIR" in err
