"""TRN-01: duties that nobody has any more, and bodies and posts without an heir."""

import pytest
from compared import compared, dated, graph, structure
from rule_cases import on_changes

from govgraph.changes import between
from govgraph.findings import Severity
from govgraph.rules import chosen, run

CODE = "TRN-01"
CARE = "accountable: [team], responsible: [team], scope: care, source: paper 2"
LINE = "relationships: [{from: team, kind: accountable_to, to: minister, scope: care, source: paper 1}]"
TEAM = f"{LINE}\nduties: {{pay: {{name: Pay the bill, {CARE}}}}}"
BOARD = "relationships: [{from: board, kind: accountable_to, to: minister, scope: care}]"


def found(before, after, rows="[]"):
    return on_changes(CODE, compared(before, after, rows))


def keyed(findings):
    return {finding.key: finding for finding in findings}


def test_a_duty_that_nobody_has_is_critical_and_told_once_with_who_held_it():
    more = (
        TEAM.replace("}}", f"}}, plan: {{name: Make a plan, {CARE}}}}}")
        + "\norganisations: {team: {name: The team}}"
    )
    told = keyed(found((more, "board"), (BOARD, "team board")))
    assert list(told) == ["duties"]
    duties = told["duties"]
    assert (duties.severity, duties.subjects, duties.at, duties.scopes) == (
        Severity.CRITICAL,
        ("team",),
        "structure",
        ("care",),
    )
    assert duties.message == (
        "Nobody in the later papers has 2 duties that the earlier ones give to The team (2): “Pay the bill” and “Make a plan”."
    )
    assert {(one.source, one.locator) for one in duties.evidence} == {("paper", "2")}


@pytest.mark.parametrize(
    ("after", "rows"),
    [
        (TEAM, "[]"),
        (f"{BOARD}\nduties: {{pay: {{{CARE.replace('team', 'board')}}}}}", "[]"),
        (f"{BOARD}\nduties: {{settle: {{{CARE.replace('team', 'board')}}}}}", "- {from: pay, to: settle}"),
        (BOARD, "- {from: pay, to: board, kind: function_only}"),
        (BOARD, "- {from: pay, kind: abolished}"),
    ],
)
def test_a_duty_that_somebody_has_or_that_is_over_is_not_told(after, rows):
    assert "duties" not in keyed(found((TEAM, "team board"), (after, "team board"), rows))


def test_a_duty_that_was_over_by_its_own_date_is_not_told():
    over = TEAM.replace("source: paper 2", "until: 2011")
    assert not found((over, "team board"), (BOARD, "team board"))


def test_a_duty_that_nobody_held_before_was_not_lost():
    silent = f"{LINE}\nduties: {{pay: {{name: Pay, scope: care}}}}"
    assert not found((silent, "team"), (LINE, "team"))
    assert not found((silent, "team"), (f"{LINE}\nduties: {{pay: {{name: Pay}}}}", "team"))


def test_a_duty_in_a_matter_of_which_the_later_papers_do_not_treat_is_info():
    old = "scopes: {care: Care, law: Law}\n" + TEAM.replace("scope: care, source", "scope: law, source")
    told = keyed(found((old, "team board"), (BOARD, "team board")))
    assert list(told) == ["duties-beyond"]
    assert told["duties-beyond"].severity is Severity.INFO
    assert (
        ", in matters of which the later ones do not treat: “Pay the bill”" in told["duties-beyond"].message
    )


def test_a_body_without_an_heir_is_high():
    told = keyed(found((LINE, "team board"), (BOARD, "board")))
    assert list(told) == ["parties"]
    parties = told["parties"]
    assert (parties.severity, parties.subjects, parties.at) == (Severity.HIGH, ("team",), "structure")
    assert parties.message == "The later papers name no heir of Team."


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("- {from: team, to: board}", False),
        ("- {from: team, to: board, kind: function_only}", False),
        ("- {from: team, to: board, status: proposed}", True),
        ("- {from: team, kind: not_stated, source: paper 9}", True),
        ("- {from: team, kind: abolished, source: paper 9}", True),
    ],
)
def test_who_has_an_heir(rows, told):
    made = keyed(found((LINE, "team board"), (BOARD, "board"), rows))
    assert ("parties" in made) is told
    if "paper 9" in rows:
        assert {one.locator for one in made["parties"].evidence} >= {"9"}, "what is said of it is cited"


@pytest.mark.parametrize(
    "more",
    ["organisations: {team: {boundary: out}}", "organisations: {team: {until: 2009}}"],
)
def test_partners_and_what_was_over_before_are_not_told(more):
    assert not found((f"{LINE}\n{more}", "board"), (BOARD, "board"))


def test_a_root_is_not_told_and_neither_is_what_is_only_named():
    later = graph(BOARD.replace("minister", "crown"), "board crown", id_="two", at="2013", root="crown")
    assert not on_changes(CODE, compared((BOARD, "board named"), later, "[]"))


def test_a_body_with_no_part_in_what_the_later_papers_treat_of_is_info():
    old = "scopes: {care: Care, law: Law}\n" + LINE.replace("scope: care", "scope: law")
    told = keyed(found((old, "team"), (BOARD, "board")))
    assert list(told) == ["parties-beyond"]
    assert told["parties-beyond"].severity is Severity.INFO
    assert told["parties-beyond"].message.endswith(
        "none of which had a part in the matters of which they treat."
    )


def test_without_successions_nothing_is_concluded():
    report = run(
        (changes := compared((TEAM, "team board"), (BOARD, "board"), None)).after,
        chosen([CODE]),
        changes=changes,
    )
    assert report.not_run == {CODE: "no successions were given: what became of what is not known"}
    assert not report.findings


def test_one_structure_at_two_dates_needs_no_file():
    history = structure(f"organisations: {{team: {{until: 2011}}}}\n{TEAM}", "board")
    told = keyed(on_changes(CODE, between(dated(history, "2010"), dated(history, "2013"))))
    assert set(told) == {"duties", "parties"}


@pytest.mark.parametrize(
    ("rows", "key", "severity"),
    [
        ("[]", "duties", Severity.CRITICAL),
        ("- {from: pay, kind: not_stated, status: proposed}", "duties", Severity.CRITICAL),
        (
            "- {from: pay, to: board, kind: function_only, status: proposed}",
            "duties-suggested",
            Severity.HIGH,
        ),
    ],
)
def test_where_somebody_is_suggested_the_duty_is_high_and_not_critical(rows, key, severity):
    told = keyed(found((TEAM, "team board"), (BOARD, "team board"), rows))
    assert {key: finding.severity for key, finding in told.items()} == {key: severity}
    suggested = "though it is written, with a standing that is not counted, who should: “Pay the bill”"
    assert (suggested in told[key].message) is (severity is Severity.HIGH)


@pytest.mark.parametrize("status", ["proposed", "recommended"])
def test_what_was_only_wished_for_has_not_been_lost(status):
    text = f"organisations: {{team: {{status: {status}}}}}\n" + TEAM.replace(
        "source: paper 2", f"status: {status}"
    ).replace("source: paper 1", f"status: {status}")
    before = graph(text, "board", reading={"statuses": frozenset({"in_force", status})})
    told = keyed(on_changes(CODE, compared(before, (BOARD, "board"), "[]")))
    assert {key: finding.severity for key, finding in told.items()} == {
        "duties-wished": Severity.INFO,
        "parties-wished": Severity.INFO,
    }
    assert "only propose or recommend" in told["parties-wished"].message


def test_a_subject_is_told_though_nothing_is_said_of_it():
    before = graph("", "team board", subjects=["team"])
    told = keyed(on_changes(CODE, compared(before, (BOARD, "board"), "[]")))
    assert told["parties"].subjects == ("team",)
