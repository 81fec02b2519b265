"""DUT-01: duties that nobody answers for, that nobody is to do, or that are given to nobody."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DUT-01"
PARTNER = "organisations: {library: {boundary: out}}\n"


def duties(*rows):
    return "duties:\n" + "".join(f"  {row}\n" for row in rows)


def test_a_decision_that_nobody_answers_for_is_high_at_the_one_who_takes_it():
    found = one(
        CODE,
        duties(
            "share: {name: Share it out, responsible: [team], accountable: [], step: decide, scope: care, source: tor 7}"
        ),
    )
    assert (found.severity, found.subjects, found.at) == (Severity.HIGH, ("team",), "team")
    assert (
        found.message
        == "The papers name nobody as accountable for a decision that they give to Team: “Share it out”."
    )
    assert (found.scopes, cited(found)) == (("care",), {"tor 7"})


@pytest.mark.parametrize(
    ("what", "severity"),
    [
        ("step: approve", Severity.HIGH),
        ("step: decide", Severity.HIGH),
        ("allocates_among: [team]", Severity.HIGH),
        ("step: propose", Severity.MEDIUM),
        ("step: deliver", Severity.MEDIUM),
        ("scope: care", Severity.MEDIUM),
    ],
)
def test_only_a_decision_is_high_where_somebody_is_to_do_it(what, severity):
    assert one(CODE, duties(f"a: {{name: Do it, responsible: [team], {what}}}")).severity is severity


def test_a_duty_that_names_nobody_is_high_and_raised_at_the_duty():
    found = one(
        CODE, duties("plan: {name: Draw up the plan, accountable: [], responsible: [], source: tor 5}")
    )
    assert (found.severity, found.subjects, found.at) == (Severity.HIGH, (), "plan")
    assert (
        found.message
        == "The papers name nobody as accountable or as responsible for a duty: “Draw up the plan”."
    )
    assert cited(found) == {"tor 5"}
    assert found.id.startswith("DUT-01.plan.")


def test_letters_left_out_are_as_silent_as_empty_ones():
    assert one(CODE, duties("plan: {name: Draw up the plan}")).severity is Severity.HIGH


def test_others_who_are_consulted_or_informed_do_not_own_it():
    found = one(CODE, duties("plan: {name: Plan, consulted: [team], informed: [trust]}"))
    assert (found.severity, found.subjects) == (Severity.HIGH, ())


def test_who_is_accountable_and_nobody_to_do_it_is_low():
    found = one(CODE, duties("plan: {name: Plan, accountable: [team], responsible: []}"))
    assert (found.severity, found.subjects) == (Severity.LOW, ("team",))
    assert (
        found.message
        == "The papers name nobody as responsible for a duty for which they make Team accountable: “Plan”."
    )


def test_a_duty_with_both_letters_is_none():
    is_silent(CODE, duties("plan: {name: Plan, accountable: [trust], responsible: [team]}"))
    is_silent(CODE, duties("plan: {name: Plan, accountable: [team], responsible: [team]}"))


@pytest.mark.parametrize(
    "standing", ["status: undefined", "status: proposed", "status: historical", "until: 2008"]
)
def test_a_duty_that_does_not_count_is_not_judged(standing):
    is_silent(CODE, duties(f"plan: {{name: Plan, responsible: [team], {standing}}}"), as_at="2010")
    is_silent(CODE, duties(f"plan: {{name: Plan, {standing}}}"), as_at="2010")


def test_a_duty_of_partners_alone_is_not_judged():
    is_silent(CODE, PARTNER + duties("lend: {name: Lend books, responsible: [library]}"))
    is_silent(CODE, PARTNER + duties("lend: {name: Lend books, accountable: [library]}"))


def test_one_that_a_partner_shares_is():
    one(CODE, PARTNER + duties("lend: {name: Lend books, responsible: [library, team]}"))


def test_what_a_root_does_itself_needs_nobody_beside_it():
    is_silent(CODE, duties("approve: {name: Approve it, responsible: [minister], step: approve}"))


def test_duties_of_one_party_are_one_finding():
    found = one(CODE, duties("a: {name: Do a, responsible: [team]}", "b: {name: Do b, responsible: [team]}"))
    assert found.message == (
        "The papers name nobody as accountable for 2 duties that they give to Team: “Do a” and “Do b”."
    )


def test_duties_of_several_are_one_finding_with_a_number_each_the_most_first():
    found = one(
        CODE,
        duties(
            "a: {name: Do a, responsible: [team]}",
            "b: {name: Do b, responsible: [team]}",
            "c: {name: Do c, responsible: [board]}",
        ),
    )
    assert found.subjects == ("team", "board")
    assert found.message == (
        "The papers name nobody as accountable for 3 duties that they give to Team (2) and Board (1): “Do a”, “Do b” and “Do c”."
    )


def test_decisions_are_told_apart_from_other_duties():
    decide, do = findings(
        CODE,
        duties(
            "a: {name: Do a, responsible: [team]}", "b: {name: Decide b, responsible: [team], step: decide}"
        ),
    )
    assert (decide.severity, do.severity) == (Severity.HIGH, Severity.MEDIUM)
    assert "for a decision that they give to Team: “Decide b”." in decide.message
    assert "for a duty that they give to Team: “Do a”." in do.message


def test_a_duty_that_several_share_is_counted_for_each():
    found = one(
        CODE, duties("a: {name: Do a, responsible: [team, board]}", "b: {name: Do b, responsible: [board]}")
    )
    assert "2 duties that they give to Board (2) and Team (1):" in found.message
    assert found.subjects == ("board", "team")


def test_one_duty_needs_no_numbers():
    found = one(CODE, duties("a: {name: Do a, responsible: [team, board]}"))
    assert "a duty that they give to Board and Team: “Do a”." in found.message


def test_a_part_that_shares_it_with_its_whole_is_not_named():
    unit = "organisations: {unit: {part_of: team}}\n"
    assert one(CODE, unit + duties("a: {name: Do a, responsible: [unit, team]}")).subjects == ("team",)


def test_many_are_told_as_a_number_and_all_are_cited():
    rows = [f"d{n}: {{name: Do {n}, responsible: [team-{n}], source: tor {n}}}" for n in range(9)]
    found = one(CODE, duties(*rows))
    assert "Team 5 (1) and 3 more:" in found.message
    assert "“Do 5” and 3 more." in found.message
    assert found.subjects == tuple(f"team-{n}" for n in range(6))
    assert len(cited(found)) == 9


def test_several_given_to_nobody_are_one_finding_at_the_first_with_decisions_told_first():
    found = one(CODE, duties("a: {name: Do a}", "b: {name: Decide b, step: decide}"))
    assert (found.subjects, found.at) == ((), "a")
    assert (
        found.message
        == "The papers name nobody as accountable or as responsible for 2 duties: “Decide b” and “Do a”."
    )


def test_several_that_nobody_is_to_do_are_one_finding():
    found = one(CODE, duties("a: {name: Do a, accountable: [team]}", "b: {name: Do b, accountable: [board]}"))
    assert found.message == (
        "The papers name nobody as responsible for 2 duties for which they make Board (1) and Team (1) accountable: "
        "“Do a” and “Do b”."
    )


def test_each_sort_is_a_finding_of_its_own():
    found = findings(
        CODE,
        duties("a: {name: A}", "b: {name: B, responsible: [team]}", "c: {name: C, accountable: [team]}"),
    )
    assert [finding.severity for finding in found] == [Severity.HIGH, Severity.MEDIUM, Severity.LOW]
    assert len({finding.id for finding in found}) == 3


def test_another_duty_makes_it_another_finding():
    """What a reviewer accepted was about the duties that were there."""
    one_duty = one(CODE, duties("a: {name: A, responsible: [team]}"))
    two = one(CODE, duties("a: {name: A, responsible: [team]}", "b: {name: B, responsible: [team]}"))
    renamed = one(CODE, duties("a: {name: Otherwise, responsible: [team]}"))
    assert one_duty.id == renamed.id != two.id
