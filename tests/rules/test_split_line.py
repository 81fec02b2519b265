"""DUP-02: accountable to one, reporting to another who is not in the same line."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "DUP-02"
A = "  - {from: team, kind: accountable_to, to: board, source: tor 5}\n"
R = "  - {from: team, kind: reports_to, to: oversight, source: tor 6}\n"
SPLIT = "relationships:\n" + A + R


def scoped(one_scope, other_scope):
    return SPLIT.replace("source: tor 5", f"scope: {one_scope}").replace(
        "source: tor 6", f"scope: {other_scope}"
    )


def test_a_split_line_is_medium_with_both_ends_named():
    found = one(CODE, SPLIT)
    assert (found.severity, found.subjects, found.scopes) == (Severity.MEDIUM, ("team",), ("all",))
    assert found.message.startswith("Team is accountable to Board but reports to Oversight")
    assert set(found.lines) == {("team", "board"), ("team", "oversight")}
    assert cited(found) == {"tor 5", "tor 6"}
    assert set(found.relationships) == {"team.accountable_to.board", "team.reports_to.oversight"}


@pytest.mark.parametrize("scopes", [("care", "estate"), ("care", "local"), ("all", "hosting")])
def test_scopes_that_do_not_overlap_are_no_split(scopes):
    is_silent(CODE, scoped(*scopes))


@pytest.mark.parametrize(
    ("scopes", "common"),
    [(("care", "care"), "care"), (("care/beds", "care"), "care/beds"), (("care", "all"), "care")],
)
def test_the_common_scope_is_named(scopes, common):
    assert one(CODE, scoped(*scopes)).scopes == (common,)


def test_the_same_party_for_both_is_no_split():
    is_silent(CODE, SPLIT.replace("oversight", "board"))


def test_two_accountabilities_are_two_masters_and_no_split():
    is_silent(CODE, "relationships:\n" + A + R.replace("reports_to", "accountable_to"))


@pytest.mark.parametrize("row", [A, R])
def test_both_halves_are_needed(row):
    is_silent(CODE, SPLIT.replace(row, ""), subjects="team")


@pytest.mark.parametrize("kind", ["accountable_to", "reports_to"])
def test_a_report_up_the_same_line_is_no_split_however_the_line_carries(kind):
    is_silent(CODE, f"{SPLIT}  - {{from: board, kind: {kind}, to: oversight}}\n")


def test_a_report_far_up_the_same_line_is_no_split():
    is_silent(
        CODE,
        SPLIT
        + "  - {from: board, kind: accountable_to, to: region}\n  - {from: region, kind: reports_to, to: oversight}\n",
    )


@pytest.mark.parametrize("kind", ["advises", "works_with", "supports"])
def test_a_tie_that_carries_no_account_does_not_join_the_two(kind):
    one(CODE, f"{SPLIT}  - {{from: board, kind: {kind}, to: oversight}}\n")


@pytest.mark.parametrize(
    "label", ["status: proposed", "status: historical", "status: undefined", "until: 2008"]
)
def test_a_joining_line_that_does_not_count_does_not(label):
    one(CODE, f"{SPLIT}  - {{from: board, kind: accountable_to, to: oversight, {label}}}\n", as_at="2010")


def test_a_joining_line_through_the_party_itself_does_not():
    one(CODE, SPLIT + "  - {from: team, kind: performance_manages, to: board}\n")


def test_a_joining_line_in_another_scope_does_not():
    rows = scoped("care", "care")
    one(CODE, rows + "  - {from: board, kind: accountable_to, to: oversight, scope: estate}\n")
    is_silent(CODE, rows + "  - {from: board, kind: accountable_to, to: oversight}\n")


def test_a_report_to_somebody_who_answers_to_the_superior_is_no_split():
    is_silent(CODE, SPLIT + "  - {from: oversight, kind: accountable_to, to: board}\n")


def test_a_report_to_somebody_who_only_reports_to_the_superior_is_one():
    one(CODE, SPLIT + "  - {from: oversight, kind: reports_to, to: board}\n")


def test_a_report_to_a_desk_or_a_committee_of_the_superior_is_no_split():
    is_silent(CODE, "organisations: {oversight: {part_of: board}}\n" + SPLIT)
    is_silent(CODE, "posts: {oversight: {in: board}}\n" + SPLIT)


@pytest.mark.parametrize("seat", ["heads: board", "in: board", "in: board, heads: board"])
def test_a_board_and_its_chair_who_answers_elsewhere_are_one_superior(seat):
    rows = (
        "posts: {oversight: {SEAT}}\n"
        + SPLIT
        + "  - {from: oversight, kind: accountable_to, to: minister}\n"
        + "  - {from: board, kind: accountable_to, to: minister}\n"
    )
    is_silent(CODE, rows.replace("SEAT", seat))
    one(CODE, rows.replace("SEAT", ""))


def test_a_board_and_a_committee_deep_within_it_are_one_superior():
    rows = (
        "organisations: {office: {part_of: board}, oversight: {part_of: office}}\n"
        + SPLIT
        + "  - {from: oversight, kind: accountable_to, to: minister}\n"
        + "  - {from: board, kind: accountable_to, to: minister}\n"
    )
    is_silent(CODE, rows)
    one(CODE, rows.replace("{part_of: board}", "{}"))


def test_accountable_to_the_one_reported_to_as_well_is_no_split():
    is_silent(CODE, SPLIT + "  - {from: team, kind: accountable_to, to: oversight}\n")


def test_accountable_to_the_one_reported_to_for_another_matter_does_not_mend_the_split():
    found = one(
        CODE,
        scoped("care", "care") + "  - {from: team, kind: accountable_to, to: oversight, scope: estate}\n",
    )
    assert found.scopes == ("care",)


@pytest.mark.parametrize(
    "label",
    [
        "status: proposed",
        "status: recommended",
        "status: historical",
        "status: undefined",
        "until: 2008",
        "since: 2011",
    ],
)
@pytest.mark.parametrize("row", [A, R])
def test_a_half_that_does_not_count_is_none(row, label):
    is_silent(CODE, SPLIT.replace(row, row.replace("}", f", {label}}}")), as_at="2010", subjects="team")


def test_a_report_to_nobody_named_is_no_split():
    is_silent(CODE, "relationships:\n" + A + R.replace("to: oversight", "to: not_stated, via: [oversight]"))


def test_a_counted_party_and_a_named_one_of_it_are_one():
    one(CODE, "organisations: {board: {count: 10}}\n" + SPLIT)
    is_silent(CODE, "organisations: {board: {count: 10}, oversight: {one_of: board}}\n" + SPLIT)


def test_what_a_named_one_takes_over_is_reported_at_the_counted_party_alone():
    assert one(CODE, "organisations: {team: {count: 3}, north: {one_of: team}}\n" + SPLIT).subjects == (
        "team",
    )


def test_a_named_one_that_reports_elsewhere_than_it_answers_is_split():
    found = one(
        CODE,
        "organisations: {team: {count: 3}, north: {one_of: team}}\nrelationships:\n"
        + A
        + "  - {from: north, kind: reports_to, to: oversight}\n",
    )
    assert found.subjects == ("north",)


def test_several_reports_are_one_finding():
    found = one(CODE, SPLIT + "  - {from: team, kind: reports_to, to: council}\n")
    assert "Council and Oversight" in found.message


def test_only_the_reports_out_of_line_are_named():
    found = one(
        CODE,
        SPLIT
        + "  - {from: team, kind: reports_to, to: minister}\n  - {from: board, kind: accountable_to, to: minister}\n",
    )
    assert "Minister" not in found.message


def test_a_partner_is_not_judged():
    is_silent(CODE, "organisations: {team: {boundary: out}}\n" + SPLIT)
