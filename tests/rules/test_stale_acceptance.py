"""ACC-01, and the marking of what the reviewer accepts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import catalogue, filled_in, graph, of_one_structure, run

from govgraph import pipeline, rules
from govgraph.acceptance import Acceptances
from govgraph.findings import Finding, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Acceptance
from govgraph.readers import yaml_form

# LOS-01 at the trust; DUP-01 at the team, which answers to two.
CASE = """
relationships:
  - {from: team, kind: accountable_to, to: board}
  - {from: team, kind: accountable_to, to: council}
"""


def accepting(*rows, case=CASE):
    return case + "accepted:\n" + "".join(f"  - {{{row}, reason: Known}}\n" for row in rows)


def report_on(*rows, codes=(), **header):
    return run(accepting(*rows), *codes, **header)


def by_code(report, code):
    return [finding for finding in report.findings if finding.code == code]


def the_one(report, code):
    (found,) = by_code(report, code)
    return found


def told(*rows, codes=(), **header):
    """The messages of ACC-01."""
    return [finding.message for finding in by_code(report_on(*rows, codes=codes, **header), "ACC-01")]


# -- what is accepted


def test_the_case_has_the_findings_that_the_tests_accept():
    report = run(CASE)
    assert (the_one(report, "LOS-01").subjects, the_one(report, "DUP-01").subjects) == (("trust",), ("team",))
    assert by_code(report, "ACC-01") == []


@pytest.mark.parametrize("word", ["LOS-01", "los-01", "no-line", "No-Line", "'  LOS-01 '"])
def test_a_code_or_a_name_accepts_the_findings_of_a_rule(word):
    report = report_on(f"finding: {word}")
    found = the_one(report, "LOS-01")
    assert (found.state, found.acceptance.reason) == ("accepted", "Known")
    assert found in report.accepted
    assert found not in report.standing
    assert the_one(report, "DUP-01").state == "new"
    assert the_one(report, "DUP-01").acceptance is None
    assert by_code(report, "ACC-01") == []


@pytest.mark.parametrize("spelt", [str.lower, str.upper, str])
def test_an_id_accepts_one_finding(spelt):
    two = CASE + "  - {from: gang, kind: accountable_to, to: [board, council]}\n"
    first, second = by_code(run(two), "DUP-01")
    report = run(accepting(f"finding: {spelt(first.id)}", case=two))
    assert [(f.id, f.state) for f in by_code(report, "DUP-01")] == [
        (first.id, "accepted"),
        (second.id, "new"),
    ]
    assert by_code(report, "ACC-01") == []


def test_accepting_changes_neither_id_nor_what_is_told():
    before, after = the_one(run(CASE), "LOS-01"), the_one(report_on("finding: LOS-01"), "LOS-01")
    assert replace(after, state="new", acceptance=None) == before


def test_subjects_limit_a_row_to_the_findings_that_are_about_all_of_them():
    assert the_one(report_on("finding: LOS-01, subjects: [trust]"), "LOS-01").state == "accepted"
    assert the_one(report_on("finding: LOS-01, subjects: [team]"), "LOS-01").state == "new"
    assert the_one(report_on("finding: LOS-01, subjects: [trust, team]"), "LOS-01").state == "new"


FOUND = Finding("LOS-01", "no-line", Severity.HIGH, "M.", ("a", "b", "c"), "w", "f", id="LOS-01.a.000000")


def row(finding, *subjects, reason="r"):
    return Acceptance(finding=finding, subjects=list(subjects), reason=reason)


@pytest.mark.parametrize("subjects", [(), ("a",), ("c",), ("c", "a"), ("b", "c", "a"), ("a", "a")])
def test_a_row_about_some_of_the_subjects_holds(subjects):
    (marked,) = Acceptances([row("LOS-01", *subjects)]).mark([FOUND])
    assert marked == replace(FOUND, state="accepted", acceptance=row("LOS-01", *subjects))


@pytest.mark.parametrize("subjects", [("d",), ("a", "d"), ("a", "b", "c", "d")])
def test_a_row_about_another_party_does_not(subjects):
    assert Acceptances([row("LOS-01", *subjects)]).mark([FOUND]) == [FOUND]


def test_of_several_rows_the_one_that_says_most_is_shown_and_all_of_them_hold():
    rows = [
        row("no-line"),
        row("LOS-01", "a"),
        row("LOS-01", "b", "a"),
        row("no-line", "c", "b"),
        row("LOS-01.A.000000"),
        row("LOS-01", "a", "a", "a"),
        row("LOS-02"),
    ]
    assert Acceptances(rows).holding(FOUND) == [4, 2, 3, 1, 5, 0]
    (marked,) = Acceptances(rows).mark([FOUND])
    assert marked.acceptance is rows[4]
    (marked,) = Acceptances(rows[:4]).mark([FOUND])
    assert marked.acceptance is rows[2]


def test_rows_that_hold_beside_a_better_one_are_not_stale():
    assert told("finding: LOS-01", "finding: no-line, subjects: [trust]") == []


WORDS = st.sampled_from(["LOS-01", "no-line", "DUP-01", "LOS-01.a.000000", "los-01.b.000001", "nothing"])
PARTIES = st.lists(st.sampled_from("abc"), max_size=3).map(tuple)


@st.composite
def some_findings(draw):
    codes = st.sampled_from([("LOS-01", "no-line"), ("DUP-01", "two-masters")])
    made = []
    for number in range(draw(st.integers(0, 5))):
        (code, name), subjects = draw(codes), draw(PARTIES)
        made.append(replace(FOUND, code=code, name=name, subjects=subjects, id=f"{code}.a.{number:06}"))
    return made


@given(some_findings(), st.lists(st.builds(lambda word, parties: row(word, *parties), WORDS, PARTIES)))
def test_marking_drops_no_finding_and_changes_nothing_else(found, rows):
    marked = Acceptances(rows).mark(found)
    assert [replace(f, state="new", acceptance=None) for f in marked] == found
    for finding in marked:
        holds = [
            r
            for r in rows
            if r.finding.lower() in {finding.id.lower(), finding.code.lower(), finding.name}
            and set(r.subjects) <= set(finding.subjects)
        ]
        assert (finding.state == "accepted") is bool(holds)
        assert finding.acceptance in holds if holds else finding.acceptance is None


# -- what is accepted and not found


def test_a_row_that_holds_nothing_is_told():
    found = the_one(report_on("finding: LOS-01, subjects: [team]"), "ACC-01")
    assert found.message == "The reviewer accepted LOS-01 for Team, and there is no such finding."
    assert (found.severity, found.subjects, found.at) == (Severity.LOW, ("team",), "team")


def test_each_row_is_judged_by_itself():
    assert told("finding: LOS-01", "finding: two-masters, subjects: [trust]", "finding: LOS-02") == [
        "The reviewer accepted LOS-02, and there is no such finding.",
        "The reviewer accepted two-masters for Trust, and there is no such finding.",
    ]


def test_an_id_that_is_no_more_is_told():
    assert told("finding: LOS-01.trust.ffffff") == [
        "The reviewer accepted LOS-01.trust.ffffff, and there is no such finding."
    ]


def test_a_row_of_a_rule_that_did_not_run_is_not_judged():
    stale = "finding: LOS-02"
    assert told(stale)
    assert told(stale, codes=("ACC-01", "LOS-01")) == []
    lacking = report_on(stale, root=None)
    assert "LOS-02" in lacking.not_run
    assert by_code(lacking, "ACC-01") == []


def test_a_row_of_a_rule_that_crashed_is_not_judged():
    def breaks(graph, rule):
        raise KeyError("x")

    broken = replace(catalogue()["LOS-02"], check=breaks)
    report = rules.run(graph(accepting("finding: LOS-02")), [broken, catalogue()["ACC-01"]])
    assert [crash.code for crash in report.crashes] == ["LOS-02"]
    assert report.findings == ()


@pytest.mark.parametrize(
    "reading", [{"at": "2009"}, {"scope": "local"}, {"contracts_count": False}, {"statuses": frozenset()}]
)
def test_at_another_reading_only_rows_that_name_no_rule_are_told(reading):
    rows = ("finding: LOS-02", "finding: LOS-99")
    assert len(told(*rows)) == 2
    (message,) = told(*rows, reading=reading, as_at="2010")
    assert "LOS-99" in message


def test_under_another_root_only_rows_that_name_no_rule_are_told():
    case = graph(accepting("finding: LOS-02", "finding: LOS-99"))
    elsewhere = GovernanceGraph(case.structure, None, ("board",))
    report = rules.run(elsewhere, catalogue().values())
    assert "LOS-99, which names no rule" in the_one(report, "ACC-01").message


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("LOS-1", " (did you mean LOS-01?)"),
        ("LOS-1.trust.123456", " (did you mean LOS-01?)"),
        ("two-master", " (did you mean two-masters?)"),
        ("zzzzzz", ""),
    ],
)
def test_a_row_that_names_no_rule_is_told_with_the_nearest(word, hint):
    assert told(f"finding: {word}") == [f"The reviewer accepted {word}, which names no rule{hint}."]


def test_it_tells_of_rows_that_name_no_rule_whatever_else_runs():
    assert len(told("finding: zzzzzz", codes=("ACC-01",))) == 1


def test_rows_alike_are_told_once_and_no_id_stands_twice():
    report = report_on("finding: LOS-02", "finding: los-02", "finding: LOS-02, subjects: [team]")
    found = by_code(report, "ACC-01")
    assert len(found) == 2
    assert len({finding.id for finding in found}) == 2


def test_many_subjects_are_not_all_listed():
    parties = [f"p{n}" for n in range(20)]
    case = CASE + "organisations: {" + ", ".join(f"{p}: {{kind: agency}}" for p in parties) + "}\n"
    report = run(accepting(f"finding: LOS-02, subjects: [{', '.join(parties)}]", case=case))
    assert "P0, P1, P2, P3, P4, P5 and 14 more," in the_one(report, "ACC-01").message


def test_an_id_says_what_is_stale_and_stays_when_other_rows_come_before():
    one = the_one(report_on("finding: LOS-02, subjects: [team, trust]"), "ACC-01")
    more = report_on("finding: LOS-03", "finding: LOS-02, subjects: [trust, team]")
    assert one.id in {finding.id for finding in by_code(more, "ACC-01")}


def test_a_stale_row_can_itself_be_accepted():
    report = report_on("finding: LOS-02, subjects: [team]", "finding: ACC-01, subjects: [team]")
    assert [finding.state for finding in by_code(report, "ACC-01")] == ["accepted"]


def test_it_is_found_at_its_row_of_accepted():
    data = filled_in(accepting("finding: LOS-01", "finding: LOS-02, subjects: [team]", "finding: DUP-02"))
    loaded = yaml_form.read([("case.yaml", data)])
    report = pipeline.check(GovernanceGraph(loaded.structure), loaded.locations)
    lines = data.decode().splitlines()
    places = [finding.location for finding in by_code(report, "ACC-01")]
    assert sorted(lines[place.line - 1].strip() for place in places) == [
        "- finding: DUP-02",
        "- finding: LOS-02",
    ]


def test_in_a_folder_it_is_found_in_the_file_of_its_row():
    files = [
        ("a.yaml", filled_in(accepting("finding: LOS-01"))),
        ("b.yaml", b"accepted:\n  - {finding: LOS-02, reason: Known}\n"),
    ]
    loaded = yaml_form.read(files)
    report = pipeline.check(GovernanceGraph(loaded.structure), loaded.locations)
    place = the_one(report, "ACC-01").location
    assert (place.file, place.line) == ("b.yaml", 2)


# -- beside the reviewer's other choices


def test_a_severity_that_is_chosen_counts_for_accepted_findings_and_for_stale_rows():
    chosen = "  settings: {severities: {LOS-01: low, ACC-01: high}}\n"
    data = filled_in(accepting("finding: LOS-01", "finding: LOS-02")).decode()
    data = data.replace("structure:\n", f"structure:\n{chosen}", 1)
    structure = yaml_form.read([("case.yaml", data.encode())]).structure
    report = pipeline.check(GovernanceGraph(structure))
    assert [(f.severity, f.state) for f in by_code(report, "LOS-01")] == [(Severity.LOW, "accepted")]
    assert the_one(report, "ACC-01").severity is Severity.HIGH
    assert the_one(report, "ACC-01") in report.at_or_above(Severity.HIGH)


def test_ignored_it_says_nothing_and_what_is_accepted_stays_so():
    report = pipeline.check(graph(accepting("finding: LOS-01", "finding: LOS-02")), ignore=["ACC-01"])
    assert by_code(report, "ACC-01") == []
    assert the_one(report, "LOS-01").state == "accepted"


def test_what_is_accepted_is_not_counted():
    report = report_on("finding: LOS-01")
    assert report.count(Severity.CRITICAL) == 0
    assert report.at_or_above(Severity.CRITICAL) == ()
    assert sum(report.count(severity) for severity in Severity) == len(report.standing)
    assert {*report.standing, *report.accepted} == {*report.findings}


def test_findings_on_findings_take_their_place_in_the_order():
    report = report_on("finding: LOS-02")
    assert the_one(report, "ACC-01") in report.findings
    ranks = [(finding.severity.rank, finding.code) for finding in report.findings]
    assert ranks == sorted(ranks)
    assert report.rules_run == tuple(of_one_structure())
