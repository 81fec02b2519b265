"""DUT-02: more than one who answers for a duty, or several who share a step that yields one thing."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DUT-02"


def duties(*rows):
    return "duties:\n" + "".join(f"  {row}\n" for row in rows)


TWO = "plan: {name: Draw up the plan, accountable: [team, trust], scope: care, source: tor 3}"
SHARED = "plan: {name: Draw up the plan, responsible: [team, trust], step: propose, source: tor 3}"


def test_two_who_are_accountable_are_high():
    found = one(CODE, duties(TWO))
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("team", "trust"), ("care",))
    assert (
        found.message
        == "Team and Trust are each accountable for “Draw up the plan”, and the papers mark no lead among them."
    )
    assert cited(found) == {"tor 3"}


@pytest.mark.parametrize("row", [TWO, SHARED])
def test_a_lead_settles_it(row):
    is_silent(CODE, duties(row.replace("source: tor 3", "lead: trust")))


@pytest.mark.parametrize("row", [TWO, SHARED])
@pytest.mark.parametrize("standing", ["status: undefined", "status: proposed", "until: 2008"])
def test_a_duty_that_does_not_count_is_none(row, standing):
    is_silent(CODE, duties(row.replace("source: tor 3", standing)), as_at="2010")


def test_one_accountable_and_several_responsible_are_as_it_should_be():
    is_silent(
        CODE, duties("plan: {name: Plan, accountable: [team], responsible: [team, trust], step: propose}")
    )


@pytest.mark.parametrize("step", ["propose", "recommend", "approve", "decide"])
def test_a_step_that_several_share_without_owner_or_lead_is_medium(step):
    found = one(CODE, duties(SHARED.replace("propose", step)))
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("team", "trust"))
    assert found.message == (
        "Team and Trust share “Draw up the plan”; the papers do not say who leads or who answers for it."
    )


@pytest.mark.parametrize("step", ["step: scrutinise", "step: deliver", "scope: care"])
def test_what_each_may_do_is_not(step):
    is_silent(CODE, duties(SHARED.replace("step: propose", step)))


GUISES = [
    "organisations: {team: {part_of: trust}}\n",
    "posts: {team: {in: trust}}\n",
    "posts: {team: {heads: trust}}\n",
    "organisations: {trust: {count: 7}, team: {one_of: trust}}\n",
]


@pytest.mark.parametrize("guise", GUISES)
@pytest.mark.parametrize("row", [TWO, SHARED])
def test_one_owner_in_two_guises_is_one(guise, row):
    is_silent(CODE, guise + duties(row))


def test_a_counted_party_is_one_owner():
    is_silent(
        CODE, "organisations: {trust: {count: 7}}\n" + duties("plan: {name: Plan, accountable: [trust]}")
    )


def test_an_owner_that_is_gone_is_none():
    is_silent(CODE, "organisations: {trust: {until: 2008}}\n" + duties(TWO), as_at="2010")


def test_partners_alone_are_not_judged():
    out = "organisations: {team: {boundary: out}, trust: {boundary: out}}\n"
    is_silent(CODE, out + duties(TWO))
    is_silent(CODE, out + duties(SHARED))


def test_a_partner_beside_one_of_ours_is():
    one(CODE, "organisations: {trust: {boundary: out}}\n" + duties(TWO))


def test_duties_of_the_same_owners_are_one_finding():
    found = one(CODE, duties(TWO, "review: {name: Review it, accountable: [trust, team]}"))
    assert "“Draw up the plan” and “Review it”" in found.message


def test_many_owners_are_told_as_a_number():
    found = one(CODE, duties("plan: {name: Plan, accountable: [p1, p2, p3, p4, p5, p6, p7, p8]}"))
    assert "P1, P2, P3, P4, P5, P6 and 2 more are each accountable" in found.message
    assert found.subjects == ("p1", "p2", "p3", "p4", "p5", "p6")


def test_other_owners_are_another():
    assert len(findings(CODE, duties(TWO, "review: {name: Review it, accountable: [trust, board]}"))) == 2


def test_a_duty_of_the_same_name_with_another_owner_is_another_duty():
    """Each of a hundred trusts may have to hold its own register."""
    is_silent(
        CODE, duties("a: {name: Hold it, accountable: [team]}", "b: {name: Hold it, accountable: [trust]}")
    )


@pytest.mark.parametrize("row", [TWO, SHARED])
def test_another_duty_makes_it_another_finding(row):
    first, renamed = one(CODE, duties(row)), one(CODE, duties(row.replace("Draw up", "Write")))
    more = one(CODE, duties(row, row.replace("plan:", "review:")))
    assert first.id == renamed.id != more.id
