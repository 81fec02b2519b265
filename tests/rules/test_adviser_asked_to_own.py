"""ORP-04: made to own, or asked about as owner of, a duty with advice and seats alone."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "ORP-04"
ADVISES = "relationships:\n  - {from: group, kind: advises, to: team, source: tor annex-c 8}\n"
OWNS = "duties: {plan: {name: Own the plan, accountable: [group], scope: care, source: tor 14c}}\n"


def test_an_adviser_made_accountable_is_high():
    found = one(CODE, ADVISES + OWNS)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("group",), ("care",))
    assert found.message.startswith("Group is made accountable for “Own the plan”, but only advises Team")
    assert cited(found) == {"tor 14c", "tor annex-c 8"}


def test_an_adviser_asked_about_as_owner_is_told_as_asked():
    found = one(CODE, ADVISES + OWNS.replace("scope: care", "status: undefined"))
    assert "is asked about as owner of" in found.message
    assert "made accountable" not in found.message


@pytest.mark.parametrize("status", ["proposed", "recommended", "historical"])
def test_a_duty_that_does_not_count_is_none(status):
    is_silent(CODE, ADVISES + OWNS.replace("scope: care", f"status: {status}"))


def test_a_duty_that_is_over_is_none():
    is_silent(CODE, ADVISES + OWNS.replace("scope: care", "until: 2008"), as_at="2010")


def test_a_question_that_is_over_is_none():
    is_silent(CODE, ADVISES + OWNS.replace("scope: care", "status: undefined, until: 2008"), as_at="2010")


@pytest.mark.parametrize("letter", ["responsible", "consulted", "informed"])
def test_other_letters_are_not_ownership(letter):
    is_silent(CODE, ADVISES + OWNS.replace("accountable", letter))


@pytest.mark.parametrize(
    "kind",
    [
        "commissions", "funds", "directs", "performance_manages", "employs", "hosts", "operates", "approves",
        "designates", "binds", "arbitrates", "audits", "elects", "oversees", "delegates_to",
    ],
)  # fmt: skip
def test_any_power_of_its_own_settles_it(kind):
    is_silent(CODE, f"{ADVISES}  - {{from: group, kind: {kind}, to: team}}\n{OWNS}")


@pytest.mark.parametrize("kind", ["works_with", "represents", "supports", "reports_to", "accountable_to"])
def test_a_tie_without_authority_does_not(kind):
    one(CODE, f"{ADVISES}  - {{from: group, kind: {kind}, to: team}}\n{OWNS}")


@pytest.mark.parametrize("label", ["status: proposed", "status: historical", "until: 2008"])
def test_a_power_that_does_not_count_does_not(label):
    one(CODE, f"{ADVISES}  - {{from: group, kind: funds, to: team, {label}}}\n{OWNS}", as_at="2010")


def test_a_power_over_it_is_not_a_power_of_its_own():
    one(CODE, f"{ADVISES}  - {{from: team, kind: funds, to: group}}\n{OWNS}")


def test_a_party_of_which_nothing_is_said_is_no_adviser():
    is_silent(CODE, OWNS)


def test_a_body_whose_only_tie_is_a_seat_is_told_as_a_member():
    found = one(
        CODE, "organisations: {group: {kind: group}}\nmemberships: [{body: team, member: group}]\n" + OWNS
    )
    assert "only a member" in found.message


def test_a_post_that_merely_sits_on_a_body_is_no_adviser():
    is_silent(CODE, "posts: {group: {}}\nmemberships: [{body: team, member: group}]\n" + OWNS)
    one(CODE, "posts: {group: {}}\n" + ADVISES + OWNS)


def test_several_duties_are_one_finding():
    found = one(
        CODE,
        ADVISES
        + "duties:\n  a: {name: First, accountable: [group], scope: care}\n  b: {name: Second, accountable: [group], scope: estate}\n",
    )
    assert "“First” and “Second”" in found.message
    assert found.scopes == ("care", "estate")


def test_a_question_beside_a_statement_is_not_told_as_a_statement():
    found = one(
        CODE,
        ADVISES
        + "duties:\n  a: {name: First, accountable: [group]}\n  b: {name: Second, accountable: [group], status: undefined}\n",
    )
    assert "made accountable for “First” and “Second”" not in found.message


def test_a_partner_a_root_and_a_body_that_is_gone_are_not_judged():
    is_silent(CODE, "organisations: {group: {boundary: out}}\n" + ADVISES + OWNS)
    is_silent(CODE, ADVISES + OWNS, root="group")
    is_silent(CODE, "organisations: {group: {until: 2008}}\n" + ADVISES + OWNS, as_at="2010")


@pytest.mark.parametrize(
    "row",
    [
        "{from: team, kind: accountable_to, to: group}",
        "{from: board, kind: delegates_to, to: group, instrument: Scheme of delegation}",
    ],
)
def test_a_body_that_is_answered_to_or_holds_delegated_power_has_power(row):
    is_silent(CODE, f"{ADVISES}  - {row}\n{OWNS}")


@pytest.mark.parametrize(
    "kind", ["{kind: council, statutory: yes}", "{kind: department}", "{kind: nhs_trust}"]
)
def test_a_statutory_body_with_a_seat_somewhere_is_no_adviser(kind):
    is_silent(
        CODE,
        f"organisations: {{group: {kind}}}\nmemberships: [{{body: joint-committee, member: group}}]\n" + OWNS,
    )
