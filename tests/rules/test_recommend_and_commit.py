"""DEC-04: a party that is to recommend and to commit."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity
from govgraph.rules.recommend_and_commit import is_to_commit, is_to_recommend

CODE = "DEC-04"
GROUP = "organisations: {group: {kind: group}}\n"
LENT = "  - {{from: {}, kind: delegates_to, to: group, power: {}, scope: {}, source: tor {}}}\n"
ADVICE = LENT.format("board", "Recommend spending", "care", 4)
MONEY = LENT.format("board", "Commit resources", "care", 5)
DUTY = "  {}: {{name: {}, responsible: [{}], step: {}, subject: {}, scope: {}, source: tor {}}}\n"
RECOMMENDS = DUTY.format("r", "Recommend it", "group", "recommend", "Spending", "care", 6)
DECIDES = DUTY.format("d", "Decide on it", "group", "decide", "spending", "care", 7)


@pytest.mark.parametrize(
    ("power", "recommends", "commits"),
    [
        ("recommend spending from the pooled budget", True, False),
        ("To advise on priorities", True, False),
        ("Propose a budget", True, False),
        ("commit resources on its behalf", False, True),
        ("Committing the trust", False, True),
        ("To sign contracts", False, True),
        ("Spend", False, True),
        ("Deciding on placements", False, True),
        ("Authorise payments", False, True),
        ("Binding decisions on services", False, True),
        ("Take decisions", False, True),
        ("Agree the commissioning plan", False, True),
        ("Recommend and approve spending", False, False),
        ("Commission services", False, False),
        ("Work with the committee on spending and its approval", False, False),
    ],
)
def test_what_a_power_lets_its_holder_do_is_read_from_its_words(power, recommends, commits):
    assert (is_to_recommend(power), is_to_commit(power)) == (recommends, commits)


# -- (a) two powers


def test_two_powers_from_one_delegator_are_high():
    found = one(CODE, GROUP + "relationships:\n" + ADVICE + MONEY)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("group",), ("care",))
    assert found.message == (
        "Group is lent by Board both “Recommend spending” and “Commit resources”; the papers do not say which prevails."
    )
    assert cited(found) == {"tor 4", "tor 5"}


def test_scopes_have_to_overlap():
    is_silent(CODE, GROUP + "relationships:\n" + ADVICE + MONEY.replace("scope: care", "scope: estate"))
    one(CODE, GROUP + "relationships:\n" + ADVICE + MONEY.replace("scope: care", "scope: care/beds"))


def test_two_delegators_may_lend_different_powers():
    is_silent(CODE, GROUP + "relationships:\n" + ADVICE + MONEY.replace("board", "council"))


def test_powers_that_merely_differ_are_an_ordinary_scheme():
    is_silent(CODE, GROUP + "relationships:\n" + MONEY + MONEY.replace("Commit resources", "Sign contracts"))


def test_a_limit_tells_the_two_apart():
    limit = "Commit resources, limit: {}"
    is_silent(
        CODE, GROUP + "relationships:\n" + ADVICE + MONEY.replace("Commit resources", limit.format("£5k"))
    )
    one(
        CODE,
        GROUP + "relationships:\n" + ADVICE + MONEY.replace("Commit resources", limit.format("not_stated")),
    )


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008", "status: undefined"])
def test_a_power_that_does_not_count(label):
    is_silent(
        CODE,
        GROUP + "relationships:\n" + ADVICE + MONEY.replace("source:", f"{label}, source:"),
        as_at="2010",
    )


# -- (b) two steps


@pytest.mark.parametrize("step", ["decide", "approve"])
def test_recommending_and_deciding_on_one_subject_is_high(step):
    found = one(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace("decide,", f"{step},"))
    assert (found.severity, found.scopes) == (Severity.HIGH, ("care",))
    assert (
        found.message
        == "Group is to recommend and to decide on “spending”; the papers do not say which prevails."
    )
    assert cited(found) == {"tor 6", "tor 7"}


def test_those_accountable_are_asked_where_nobody_is_responsible():
    one(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace("responsible", "accountable"))
    is_silent(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace("responsible", "consulted"))


def test_to_answer_for_anothers_advice_and_then_decide_is_sound():
    advice = RECOMMENDS.replace("responsible: [group]", "responsible: [team], accountable: [group]")
    is_silent(CODE, "duties:\n" + advice + DECIDES)


def test_another_who_decides_is_how_it_should_be():
    is_silent(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace("[group]", "[board]"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("subject: spending", "subject: staff"),
        ("scope: care", "scope: estate"),
        ("step: decide", "step: deliver"),
    ],
)
def test_another_subject_scope_or_step(old, new):
    is_silent(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace(old, new))


def test_duties_without_a_subject_are_not_held_against_each_other():
    is_silent(
        CODE,
        "duties:\n"
        + (RECOMMENDS + DECIDES).replace("subject: Spending, ", "").replace("subject: spending, ", ""),
    )
    is_silent(
        CODE,
        "duties:\n"
        + (RECOMMENDS + DECIDES).replace("Spending", "not_stated").replace("spending", "not_stated"),
    )


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008", "status: undefined"])
def test_a_duty_that_does_not_count(label):
    is_silent(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace("source:", f"{label}, source:"), as_at="2010")


# -- one lent power and one step

BEYOND = GROUP + "relationships:\n" + ADVICE + "duties:\n" + DECIDES


def test_deciding_on_what_a_lent_power_only_lets_it_recommend_is_high():
    found = one(CODE, BEYOND)
    assert found.severity is Severity.HIGH
    assert "is to recommend and to decide on “spending”" in found.message
    assert cited(found) == {"tor 4", "tor 7"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scope: care, source: tor 4", "scope: estate, source: tor 4"),
        ("subject: spending", "subject: work plan"),
        ("power: Recommend spending", "power: Oversee spending"),
        ("power: Recommend spending", "power: not_stated"),
    ],
)
def test_another_matter_or_another_power(old, new):
    one(CODE, BEYOND)
    is_silent(CODE, BEYOND.replace(old, new))


def test_a_power_without_words_is_none():
    is_silent(CODE, BEYOND.replace("power: Recommend spending, ", ""))


# -- all together


def test_all_faults_of_a_party_are_one_finding():
    found = one(CODE, GROUP + "relationships:\n" + ADVICE + MONEY + "duties:\n" + RECOMMENDS + DECIDES)
    assert cited(found) == {"tor 4", "tor 5", "tor 6", "tor 7"}
    assert found.message == (
        "Group is lent by Board both “Recommend spending” and “Commit resources”, and is to recommend and to decide on "
        "“spending”; the papers do not say which prevails."
    )


def test_delegators_who_lend_the_same_are_told_at_once():
    lent = ADVICE + MONEY + (ADVICE + MONEY).replace("board", "council")
    found = one(CODE, GROUP + "relationships:\n" + lent)
    assert "is lent by Board and Council both “Recommend spending” and “Commit resources”;" in found.message


def test_many_subjects_are_told_up_to_a_point():
    rows = "".join(
        (RECOMMENDS + DECIDES)
        .replace("  r:", f"  r{n}:")
        .replace("  d:", f"  d{n}:")
        .replace("pending", f"taff {n}")
        for n in range(5)
    )
    assert "on “staff 0”, “staff 1”, “staff 2” and 2 more;" in one(CODE, "duties:\n" + rows).message


def test_a_partner_is_not_judged_and_a_root_is():
    text = "duties:\n" + RECOMMENDS + DECIDES
    is_silent(CODE, GROUP.replace("kind: group", "kind: group, boundary: out") + text)
    one(CODE, text, root="group")
