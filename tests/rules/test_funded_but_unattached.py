"""ORP-02: (a) paid for in a scope without a line in it, (b) a post paid for without a duty."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "ORP-02"
FUNDS = "relationships:\n  - {from: department, kind: funds, to: unit, scope: care, source: tor 8}\n"
LINE = "  - {{from: unit, kind: accountable_to, to: trust, scope: {}}}\n"

# -- the first clause


def test_funded_without_a_line_is_high_at_the_one_who_is_paid():
    found = one(CODE, FUNDS)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("unit",), ("care",))
    assert found.message == (
        "Unit is funded by Department, but the papers state no upward line for what the money is for."
    )
    assert found.lines == (("department", "unit"),)
    assert cited(found) == {"tor 8"}
    assert found.relationships == ("department.funds.unit",)


@pytest.mark.parametrize("scope", ["care", "care/beds", "all"])
def test_a_line_in_an_overlapping_scope_attaches(scope):
    is_silent(CODE, FUNDS + LINE.format(scope))


@pytest.mark.parametrize("scope", ["estate", "local", "hosting"])
def test_a_line_in_another_scope_does_not(scope):
    one(CODE, FUNDS + LINE.format(scope))


def test_money_for_everything_is_not_attached_by_a_local_line():
    rows = FUNDS.replace("scope: care, ", "")
    one(CODE, rows + LINE.format("local"))
    is_silent(CODE, rows + LINE.format("care"))


def test_a_head_attaches_only_where_it_leads_on():
    rows = "posts: {chief: {in: unit, heads: unit}}\n" + FUNDS
    assert "no upward line" in one(CODE, rows).message
    is_silent(CODE, rows + "  - {from: chief, kind: accountable_to, to: trust, scope: care}\n")


def test_part_of_a_body_attaches_unless_the_line_is_left_undefined():
    rows = "organisations: {unit: {part_of: trust}}\n" + FUNDS
    is_silent(CODE, rows)
    one(CODE, rows + LINE.format("care, status: undefined"))


@pytest.mark.parametrize("kind", ["commissions", "performance_manages", "operates", "oversees"])
def test_a_line_from_above_attaches(kind):
    is_silent(CODE, FUNDS + f"  - {{from: trust, kind: {kind}, to: unit, scope: care}}\n")


def test_the_funding_itself_and_hosting_do_not():
    one(CODE, FUNDS + "  - {from: trust, kind: hosts, to: unit}\n")


@pytest.mark.parametrize("label", ["status: proposed", "status: historical", "until: 2008"])
def test_money_that_does_not_count_is_none(label):
    is_silent(CODE, FUNDS.replace("source: tor 8", label), as_at="2010")


@pytest.mark.parametrize("label", ["status: proposed", "status: historical", "until: 2008"])
def test_a_line_that_does_not_count_does_not_attach(label):
    one(CODE, FUNDS + LINE.format(f"care, {label}"), as_at="2010")


def test_a_partner_and_a_root_are_not_judged():
    is_silent(CODE, "organisations: {unit: {boundary: out}}\n" + FUNDS)
    is_silent(CODE, FUNDS.replace("to: unit", "to: minister"))


def test_the_amount_is_told_with_its_unit_and_for_each():
    rows = FUNDS.replace("source: tor 8", "amount: 30, unit: £k a year, each: yes")
    assert "(£30k a year each)" in one(CODE, rows).message


def test_two_funders_are_one_finding():
    found = one(CODE, FUNDS + "  - {from: council, kind: funds, to: unit, scope: care, source: tor 9}\n")
    assert "Council and Department" in found.message
    assert cited(found) == {"tor 8", "tor 9"}


def test_only_the_money_that_is_unattached_is_named():
    found = one(
        CODE, FUNDS + "  - {from: council, kind: funds, to: unit, scope: estate}\n" + LINE.format("care")
    )
    assert found.scopes == ("estate",)
    assert "Department" not in found.message


# -- the second clause

PLACED = "posts: {unit: {in: trust}}\n" + FUNDS
# A duty of somebody else: only of a structure that lists duties can it be said that one is missing.
POST = PLACED + "duties:\n  another: {name: Another, responsible: [department], scope: care}\n"
DUTY = "  d: {{name: D, {}, scope: {}}}\n"


def test_a_post_with_a_line_and_no_duty_is_high():
    found = one(CODE, POST)
    assert (found.severity, found.subjects) == (Severity.HIGH, ("unit",))
    assert "no upward line" not in found.message
    assert "no duty" in found.message


@pytest.mark.parametrize("letter", ["responsible", "accountable"])
def test_a_duty_of_its_own_in_an_overlapping_scope_answers_it(letter):
    is_silent(CODE, POST + DUTY.format(f"{letter}: [unit]", "care"))
    is_silent(CODE, POST + DUTY.format(f"{letter}: [unit]", "all"))


@pytest.mark.parametrize("letter", ["consulted", "informed"])
def test_being_consulted_is_no_duty(letter):
    one(CODE, POST + DUTY.format(f"{letter}: [unit]", "care"))


def test_a_duty_for_another_matter_is_none():
    one(CODE, POST + DUTY.format("responsible: [unit]", "estate"))


@pytest.mark.parametrize("label", ["status: undefined", "status: proposed", "until: 2008"])
def test_a_duty_that_is_only_asked_about_or_over_is_none(label):
    one(CODE, POST + DUTY.format(f"responsible: [unit], {label}", "care"), as_at="2010")


def test_an_organisation_needs_no_duty():
    is_silent(CODE, FUNDS + LINE.format("care"))


def test_a_named_one_has_the_duties_of_its_counted_party():
    rows = POST.replace(
        "posts: {unit: {in: trust}}", "posts: {units: {count: 3, in: trust}, unit: {one_of: units}}"
    )
    one(CODE, rows)
    is_silent(CODE, rows + DUTY.format("responsible: [units]", "care"))


def test_both_faults_are_one_finding():
    found = one(CODE, POST.replace("{in: trust}", "{}"))
    assert "no upward line" in found.message
    assert "no duty" in found.message


@pytest.mark.parametrize("seat", ["in: team", "in: trust, heads: team"])
def test_a_post_in_the_team_that_has_the_duty_has_work_to_do(seat):
    is_silent(CODE, POST.replace("in: trust", seat) + DUTY.format("responsible: [team]", "care"))


def test_papers_that_list_no_duties_are_silent_about_this_one():
    is_silent(CODE, PLACED)
    assert "no duty" not in one(CODE, PLACED.replace("{in: trust}", "{}")).message


def test_a_duty_of_a_body_above_the_one_it_sits_in_is_its_duty_too():
    deep = POST.replace("{in: trust}", "{in: desk}").replace(
        "posts:", "organisations: {desk: {part_of: team}, team: {part_of: trust}}\nposts:"
    )
    one(CODE, deep)
    is_silent(CODE, deep + DUTY.format("responsible: [trust]", "care"))


def test_a_duty_of_a_body_that_it_is_a_member_of_is_its_duty_too():
    seat = POST + "memberships: [{body: board, member: unit}]\n"
    duty = DUTY.format("accountable: [board]", "care")
    one(CODE, seat)
    one(CODE, POST + duty)
    is_silent(CODE, POST + duty + "memberships: [{body: board, member: unit}]\n")


def test_a_line_left_undefined_is_told_as_that():
    assert "undefined" in one(CODE, FUNDS + LINE.format("care, status: undefined")).message
