"""`govgraph explain`, and what each rule of a check costs."""

import json
import re
from pathlib import Path

import pytest

from govgraph import rules
from govgraph.cli import process

ROOT = Path(__file__).parents[2]
SHIPPED = str(ROOT / "models" / "high-secure-2008.yaml")

SMALL = """\
govgraph: 1
structure: {id: small, title: A small structure, as_at: 2010, root: minister, subjects: [trust]}
sources: {paper: {title: The paper}}
scopes: {care: The care of patients}
organisations:
  trust: {name: The Trust, kind: nhs_trust, source: paper 1}
  authority: {name: The Authority, kind: statutory_authority, source: paper 2}
  hub: {name: The Hub, kind: statutory_authority, source: paper 2}
posts:
  minister: {name: The Minister, source: paper 1}
relationships:
  - {from: trust, kind: accountable_to, to: authority, scope: care, note: As the annex has it, source: paper 4}
  - {from: trust, kind: accountable_to, to: hub, scope: care, basis: inferred, source: paper 5}
  - {from: authority, kind: accountable_to, to: minister, source: paper 6}
  - {from: hub, kind: accountable_to, to: minister, source: paper 6}
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def run(capsys):
    def run(*words):
        code = process.outcome([str(word) for word in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def masters(run, small):
    """The finding of two masters, as JSON."""
    out = run("check", small, "--select", "DUP-01", "--format", "json")[1]
    (found,) = json.loads(out)["findings"]
    return found


def test_a_finding_is_explained_in_full(run, small, masters):
    code, out, err = run("explain", small, masters["id"])
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    rule = rules.catalogue()["DUP-01"]
    assert out.startswith(
        "A small structure\n"
        "Read as at 2010; statements counted: in force and agreed; contracts count as links.\n"
        "\n"
        f"{masters['severity'].upper()}: a line or control is likely to fail under stress\n"
    )
    for part in (
        f"DUP-01 two-masters [{masters['id']}]",
        masters["message"],
        "scope The care of patients",
        f"why {masters['why']}",
        f"fix {masters['fix']}",
        "evidence paper 4 (stated, in force)",
        "The statements it rests on",
        "The Trust is accountable to The Authority, for The care of patients (paper 4;",
        "Note: As the annex has it",
        "The Trust is accountable to The Hub",
        f"The rule: {rule.title}",
        f"finds {rule.definition}",
        *(f"guard {guard}" for guard in rule.guards),
        f"limits {rule.limits}",
    ):
        assert " ".join(part.split()) in words, part
    assert "The Authority is accountable to The Minister" not in words
    assert max(len(line) for line in out.splitlines()) <= 100


def test_an_id_may_be_given_in_any_letters(run, small, masters):
    assert run("explain", small, masters["id"].upper()) == run("explain", small, f" {masters['id']} ")


def test_every_finding_of_the_shipped_structure_is_explained(run, tmp_path):
    found = json.loads(run("check", SHIPPED, "--format", "json")[1])["findings"]
    by_code = {finding["code"]: finding for finding in found}
    assert len(by_code) > 5
    for finding in by_code.values():
        code, out, _ = run("explain", SHIPPED, finding["id"])
        assert code == 0
        assert f"[{finding['id']}]" in "".join(out.split("\n"))
        assert "The rule: " in out


def test_an_accepted_finding_is_explained_with_the_reason(run, small, masters):
    small.write_text(SMALL + f"accepted: [{{finding: {masters['id']}, reason: Known, by: Lead}}]\n")
    code, out, _ = run("explain", small, masters["id"])
    assert code == 0
    assert "  accepted  Known (Lead)\n" in out


def test_it_goes_to_a_file_and_never_over_the_structure(run, small, masters, tmp_path):
    target = tmp_path / "found.txt"
    assert run("explain", small, masters["id"], "-o", target) == (0, "", "")
    assert masters["id"] in target.read_text()
    assert run("explain", small, masters["id"], "-o", small)[0] == 2
    assert small.read_text() == SMALL


def test_an_unknown_id_is_told_with_the_nearest(run, small, masters):
    code, out, err = run("explain", small, masters["id"][:-1] + "z")
    assert (code, out) == (2, "")
    assert err == (
        f"error: no finding '{masters['id'][:-1]}z' in small\n  help: did you mean {masters['id']}?\n"
    )


def test_a_word_near_nothing_is_told_with_a_way_on(run, small):
    code, _, err = run("explain", small, "zzzz")
    assert code == 2
    assert "`govgraph check` lists the findings with their ids" in err


@pytest.mark.parametrize("word", ["DUP-01", "dup-01", "two-masters", " Two-Masters "])
def test_a_rule_in_place_of_an_id_gives_the_ids_of_its_findings(word, run, small, masters):
    code, out, err = run("explain", small, word)
    assert (code, out) == (2, "")
    assert f"  help: findings of DUP-01 two-masters here: {masters['id']}\n" in err


def test_a_rule_without_findings_says_whether_it_ran(run, small, monkeypatch):
    assert "findings of LOS-02 reporting-only-line here: none\n" in run("explain", small, "LOS-02")[2]
    small.write_text(SMALL.replace(", subjects: [trust]", ""))
    err = run("explain", small, "LOS-02")[2]
    assert "findings of LOS-02 reporting-only-line here: none, since the structure names no subjects\n" in err

    def explode(graph, rule):
        raise ZeroDivisionError("on purpose")

    rule = rules.catalogue()["LOS-05"]
    before = rule.check
    object.__setattr__(rule, "check", explode)
    try:
        err = run("explain", small, "LOS-05")[2]
    finally:
        object.__setattr__(rule, "check", before)
    assert f"findings of LOS-05 {rule.name} here: none, since it crashed\n" in err


def test_an_id_of_another_reading_is_found_with_that_reading_alone(run, small):
    small.write_text(SMALL.replace("note: As the annex has it,", "since: 2012,"))
    out = run("check", small, "--at", "2013", "--select", "DUP-01", "--format", "json")[1]
    (found,) = json.loads(out)["findings"]
    assert run("explain", small, found["id"], "--at", "2013")[0] == 0
    assert run("explain", small, found["id"])[0] == 2


def test_no_id_acts_on_the_screen(run, small):
    code, _, err = run("explain", small, "\u202e\x1b[2J")
    assert code == 2
    assert "\u202e" not in err
    assert "\x1b" not in err


# -- timings


def timings(text):
    rows = [re.fullmatch(r" *(\d+\.\d) ms  (.+)", line) for line in text.splitlines()[:-1]]
    assert all(rows), text
    return [(float(row[1]), row[2]) for row in rows]


def test_timings_tell_of_every_rule_once_on_standard_error(run, small, monkeypatch):
    plain = run("check", small)
    # Each look at the clock is later by one hundredth of a second more than the last: no two rules cost the same.
    clock = (n * n / 200 for n in range(1000))
    monkeypatch.setattr("govgraph.rules.perf_counter", lambda: next(clock))
    code, out, err = run("check", small, "--timings")
    assert (code, out) == plain[:2]
    *rows, (total, last) = timings(err)
    assert last == "in all"
    # The later a rule ran, the more it cost: the dearest first is the catalogue from its end.
    ran = [f"{rule.code} {rule.name}" for rule in rules.catalogue().values() if rule.between is None]
    assert [name for _, name in rows] == ran[::-1]
    assert [cost for cost, _ in rows] == [5.0 + 20.0 * n for n in reversed(range(len(ran)))]
    assert total == sum(cost for cost, _ in rows)
    assert "answered once" in err.splitlines()[-1]


def test_timings_tell_of_the_rules_that_ran_and_no_others(run, small):
    _, _, err = run("check", small, "--timings", "--select", "DUP-01,LOS-01,ACC-01")
    assert sorted(name.split()[0] for _, name in timings(err)) == ["ACC-01", "DUP-01", "LOS-01", "in"]
    small.write_text(SMALL.replace(", subjects: [trust]", ""))
    _, _, err = run("check", small, "--timings", "--select", "DUP-01,LOS-01")
    assert [name.split()[0] for _, name in timings(err)] == ["DUP-01", "in"]


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "csv"])
def test_timings_leave_the_result_as_it_is(form, run, small):
    assert run("check", small, "--format", form, "--timings")[1] == run("check", small, "--format", form)[1]


def test_what_is_asked_for_is_told_though_quiet(run, small):
    assert "in all" in run("check", small, "--timings", "--quiet")[2]
    assert run("check", small, "--quiet")[2] == ""
