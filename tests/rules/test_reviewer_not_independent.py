"""COI-06: a reviewer that depends on what it reviews, on its host or on its superior."""

import pytest
from rule_cases import REPO, cited, findings, is_silent, one

from govgraph import pipeline, rules
from govgraph.findings import Severity
from govgraph.graph import GovernanceGraph

CODE = "COI-06"
AUDITS = "relationships:\n  - {from: unit, kind: audits, to: team, scope: care, source: act 9}\n"
FUNDS = "  - {from: team, kind: funds, to: unit, scope: care, source: act 4}\n"
ANSWERS = "  - {{from: {}, kind: accountable_to, to: {}, scope: care, source: act 5}}\n"
HOSTS = "  - {from: house, kind: hosts, to: [unit, team], scope: hosting, source: act 6}\n"

# -- hops to the reviewed itself


def test_a_reviewer_that_the_reviewed_pays_is_medium():
    found = one(CODE, AUDITS + FUNDS)
    assert (found.severity, found.subjects, found.scopes) == (Severity.MEDIUM, ("unit", "team"), ("care",))
    assert found.message == "Unit reviews Team, and is funded by Team."
    assert found.lines == (("unit", "team"),)
    assert cited(found) == {"act 9", "act 4"}
    assert set(found.relationships) == {"unit.audits.team", "team.funds.unit"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ANSWERS.format("unit", "team"), "is accountable to Team"),
        (FUNDS.replace("funds", "hosts").replace("care", "hosting"), "is hosted by Team"),
    ],
)
def test_one_that_answers_to_it_or_is_hosted_by_it_is_too(rows, words):
    assert one(CODE, AUDITS + rows).message == f"Unit reviews Team, and {words}."


def test_a_part_or_a_post_of_it_is_too():
    assert "is part of Team." in one(CODE, "organisations: {unit: {part_of: team}}\n" + AUDITS).message
    assert "is a post in Team." in one(CODE, "posts: {unit: {in: team}}\n" + AUDITS).message


@pytest.mark.parametrize(
    "rows",
    [
        AUDITS + ANSWERS.format("unit", "team"),
        AUDITS + ANSWERS.format("unit", "office") + ANSWERS.format("office", "team"),
        "organisations: {unit: {part_of: team}}\n" + AUDITS,
        "posts: {unit: {in: team}}\n" + AUDITS,
    ],
)
def test_a_reviewer_that_answers_or_belongs_to_what_it_reviews_is_high(rows):
    assert one(CODE, rows).severity is Severity.HIGH


@pytest.mark.parametrize(
    "rows",
    [
        FUNDS.replace("funds", "hosts").replace("care", "hosting"),
        ANSWERS.format("unit", "office") + FUNDS.replace("unit", "office"),
        ANSWERS.format("unit", "house") + ANSWERS.format("team", "house"),
        HOSTS,
    ],
)
def test_one_that_it_houses_or_pays_or_that_shares_its_host_or_superior_is_medium(rows):
    assert one(CODE, AUDITS + rows).severity is Severity.MEDIUM


def test_to_answer_to_it_tells_more_than_to_be_paid_by_it():
    assert one(CODE, AUDITS + FUNDS + ANSWERS.format("unit", "team")).severity is Severity.HIGH


def test_a_reviewer_that_houses_the_reviewed_is_not_close_to_itself():
    rows = AUDITS + HOSTS.replace("[unit, team]", "team").replace("from: house", "from: unit")
    is_silent(CODE, rows + ANSWERS.format("unit", "office") + ANSWERS.format("office", "unit"))


def test_the_worst_of_several_reasons_tells():
    rows = AUDITS.replace("to: team", "to: [team, desk]") + HOSTS.replace("unit, team", "unit, desk")
    assert one(CODE, rows + ANSWERS.format("unit", "team")).severity is Severity.HIGH


@pytest.mark.parametrize("kind", ["oversees", "commissions", "directs", "employs", "supports", "approves"])
def test_other_ties_are_no_dependence(kind):
    is_silent(CODE, AUDITS + FUNDS.replace("funds", kind))


def test_a_reviewer_with_no_ties_and_one_that_pays_the_reviewed_are_independent():
    is_silent(CODE, AUDITS)
    is_silent(
        CODE, AUDITS + FUNDS.replace("from: team, kind: funds, to: unit", "from: unit, kind: funds, to: team")
    )


def test_two_hops_are_close_and_three_are_not():
    rows = AUDITS + ANSWERS.format("unit", "office") + ANSWERS.format("office", "team")
    found = one(CODE, rows)
    assert found.message == "Unit reviews Team, and is accountable to Office, which is accountable to Team."
    assert found.lines == (("unit", "office", "team"),)
    far = AUDITS + "".join(ANSWERS.format(*pair) for pair in (("unit", "a"), ("a", "b"), ("b", "team")))
    is_silent(CODE, far)


def test_the_shortest_chain_is_told():
    rows = AUDITS + ANSWERS.format("unit", "office") + ANSWERS.format("office", "team") + FUNDS
    assert one(CODE, rows).message == "Unit reviews Team, and is funded by Team."


@pytest.mark.parametrize("scope", ["care", "care/beds", "all"])
def test_dependence_in_an_overlapping_scope_counts(scope):
    one(CODE, AUDITS + FUNDS.replace("scope: care", f"scope: {scope}"))


@pytest.mark.parametrize("scope", ["estate", "local"])
def test_dependence_for_another_matter_does_not(scope):
    is_silent(CODE, AUDITS + FUNDS.replace("scope: care", f"scope: {scope}"))
    is_silent(CODE, AUDITS + ANSWERS.format("unit", "team").replace("scope: care", f"scope: {scope}"))


@pytest.mark.parametrize("label", ["status: proposed", "status: undefined", "until: 2008"])
def test_what_does_not_count_is_no_audit_and_no_tie(label):
    is_silent(CODE, AUDITS + FUNDS.replace("source: act 4", label), as_at="2010")
    is_silent(CODE, AUDITS.replace("source: act 9", label) + FUNDS, as_at="2010")


# -- hops to its host or its superior


def test_one_host_of_both_is_medium():
    found = one(CODE, AUDITS + HOSTS)
    assert found.message == "Unit reviews Team, and is hosted by House, the host of Team."
    assert found.lines == (("unit", "house", "team"),)
    assert cited(found) == {"act 9", "act 6"}


def test_a_part_of_the_host_is_close():
    rows = "organisations: {unit: {part_of: house}}\n" + AUDITS + HOSTS.replace("[unit, team]", "team")
    assert "is part of House, the host of Team." in one(CODE, rows).message


@pytest.mark.parametrize("kind", ["accountable_to", "performance_manages", "directs", "operates", "part_of"])
def test_one_superior_of_both_is_medium(kind):
    rows = AUDITS + ANSWERS.format("unit", "house")
    if kind == "accountable_to":
        rows += ANSWERS.format("team", "house")
    elif kind == "part_of":
        rows = "organisations: {team: {part_of: house}}\n" + rows
    else:
        rows += f"  - {{from: house, kind: {kind}, to: team, scope: care}}\n"
    assert "is accountable to House, directly above Team." in one(CODE, rows).message


@pytest.mark.parametrize("kind", ["commissions", "oversees", "funds"])
def test_a_weaker_hold_on_the_reviewed_is_no_superior(kind):
    rows = AUDITS + ANSWERS.format("unit", "house")
    is_silent(CODE, rows + f"  - {{from: house, kind: {kind}, to: team, scope: care}}\n")


def test_a_superior_for_another_matter_does_not_join_them():
    rows = AUDITS + ANSWERS.format("unit", "house") + ANSWERS.format("team", "house")
    is_silent(
        CODE,
        rows.replace(
            "from: team, kind: accountable_to, to: house, scope: care",
            "from: team, kind: accountable_to, to: house, scope: estate",
        ),
    )


def test_a_superior_further_up_does_not_join_them():
    rows = AUDITS + ANSWERS.format("unit", "house") + ANSWERS.format("team", "office")
    is_silent(CODE, rows + ANSWERS.format("office", "house"))


def test_two_reasons_are_told_in_one_finding():
    found = one(CODE, AUDITS + FUNDS + HOSTS)
    assert found.message == (
        "Unit reviews Team, and is funded by Team and is hosted by House, the host of Team."
    )


def test_a_superior_reached_by_way_of_the_reviewed_is_not_told_again():
    found = one(CODE, AUDITS + FUNDS + ANSWERS.format("team", "house"))
    assert "House" not in found.message


# -- summits


def test_a_root_that_both_depend_on_does_not_join_them():
    is_silent(CODE, AUDITS + ANSWERS.format("unit", "minister") + ANSWERS.format("team", "minister"))
    is_silent(CODE, AUDITS + HOSTS.replace("house", "minister"))


@pytest.mark.parametrize("kind", ["parliament", "ministry", "department"])
def test_a_department_that_both_depend_on_does_not_join_them(kind):
    rows = AUDITS + ANSWERS.format("unit", "house") + ANSWERS.format("team", "house")
    is_silent(CODE, f"organisations: {{house: {{kind: {kind}}}}}\n" + rows)
    is_silent(CODE, f"organisations: {{house: {{kind: {kind}}}}}\n" + AUDITS + HOSTS)


def test_nothing_is_reached_by_way_of_a_department():
    rows = "organisations: {house: {kind: department}}\n" + AUDITS + ANSWERS.format("unit", "house")
    is_silent(CODE, rows + ANSWERS.format("house", "team"))


def test_a_department_that_pays_for_the_review_of_itself_is_told():
    one(CODE, "organisations: {team: {kind: department}}\n" + AUDITS + FUNDS)


# -- supervision


def test_a_superior_that_looks_into_what_stands_under_it_supervises():
    rows = AUDITS + ANSWERS.format("team", "unit") + FUNDS
    is_silent(CODE, rows)
    is_silent(CODE, "organisations: {team: {part_of: unit}}\n" + AUDITS + FUNDS)
    deep = "organisations: {team: {part_of: desk}, desk: {part_of: unit}}\n"
    is_silent(CODE, deep + AUDITS + FUNDS)


# -- auditors within the house


def internal(kind):
    """An auditor that is part of what it audits, and a body there to which it may answer."""
    rows = f"organisations: {{unit: {{part_of: team}}, committee: {{kind: {kind}, part_of: team}}}}\n"
    return rows + AUDITS


TO_COMMITTEE = ANSWERS.format("unit", "committee")


@pytest.mark.parametrize("kind", ["board", "committee", "sub_committee"])
def test_an_internal_auditor_that_answers_to_a_board_or_committee_is_not_raised(kind):
    is_silent(CODE, internal(kind) + TO_COMMITTEE)
    is_silent(CODE, internal(kind) + TO_COMMITTEE + ANSWERS.format("committee", "team"))


def test_one_that_answers_to_management_or_to_a_committee_for_another_matter_is():
    one(CODE, internal("directorate") + TO_COMMITTEE)
    one(CODE, internal("committee") + TO_COMMITTEE.replace("scope: care", "scope: local"))


def test_one_that_answers_to_a_committee_and_is_paid_by_the_reviewed_is():
    found = one(CODE, internal("committee") + TO_COMMITTEE + FUNDS)
    assert found.message == "Unit reviews Team, and is funded by Team."


def test_the_house_of_the_host_of_one_that_answers_to_a_committee_counts():
    rows = internal("committee").replace("{part_of: team}, ", "{}, house: {part_of: team}, ", 1)
    assert (
        "which is part of Team"
        in one(CODE, rows + TO_COMMITTEE + HOSTS.replace("[unit, team]", "unit")).message
    )


def test_to_be_part_of_a_committee_is_not_to_answer_to_it():
    rows = "organisations: {unit: {part_of: committee}, committee: {kind: committee, part_of: team}}\n"
    assert "is part of Committee, which is part of Team" in one(CODE, rows + AUDITS).message


def test_one_that_audits_the_very_committee_to_which_it_answers_is():
    rows = "organisations: {team: {kind: committee}}\n" + AUDITS
    assert "is accountable to Team." in one(CODE, rows + ANSWERS.format("unit", "team")).message


# -- how many findings, and of whom


def test_all_that_one_reviews_are_one_finding():
    rows = AUDITS.replace("to: team", "to: [team, desk, far]")
    found = one(CODE, rows + HOSTS.replace("[unit, team]", "[unit, team, desk]"))
    assert found.subjects == ("unit", "team", "desk")
    assert found.message == "Unit reviews Team and Desk, and is hosted by House, the host of Team and Desk."


def test_two_reviewers_are_two():
    rows = AUDITS + "  - {from: other, kind: audits, to: team, scope: care}\n"
    assert len(findings(CODE, rows + HOSTS.replace("[unit, team]", "[unit, team, other]"))) == 2


def test_a_partner_that_reviews_is_told_at_the_reviewed():
    found = one(CODE, "organisations: {unit: {boundary: out}}\n" + AUDITS + HOSTS)
    assert (found.at, found.subjects) == ("team", ("team", "unit"))


def test_two_partners_are_not_judged_and_a_root_is():
    is_silent(CODE, "organisations: {unit: {boundary: out}, team: {boundary: out}}\n" + AUDITS + HOSTS)
    one(CODE, AUDITS + FUNDS, root="team")


def test_every_subject_is_named_and_the_rest_counted():
    teams = [f"team-{n:02}" for n in range(12)]
    ends = f"[{', '.join(teams)}]"
    found = one(
        CODE,
        AUDITS.replace("to: team", f"to: {ends}")
        + HOSTS.replace("[unit, team]", f"[unit, {', '.join(teams)}]"),
    )
    assert all(t.replace("-", " ").capitalize() in found.message for t in found.subjects[1:])
    assert "6 more" in found.message


def test_the_audit_of_2008_within_the_host_of_the_team_is_told_at_the_team():
    structure = pipeline.load(str(REPO / "models" / "high-secure-2008.yaml"))
    report = rules.run(GovernanceGraph(structure), rules.chosen([CODE]))
    assert [(f.severity, f.subjects) for f in report.findings] == [(Severity.MEDIUM, ("hsct", "hsct-audit"))]
    assert {"tor 15", "tor annex-d"} <= cited(report.findings[0])
