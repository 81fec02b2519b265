"""DEC-04: a party that is to recommend and to commit."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity
from govgraph.rules.recommend_and_commit import Power, power_lent

CODE = "DEC-04"
GROUP = "organisations: {group: {kind: group}}\n"
LENT = "  - {{from: {}, kind: delegates_to, to: group, power: {}, scope: {}, source: tor {}}}\n"
ADVICE = LENT.format("board", "Recommend spending", "care", 4)
MONEY = LENT.format("board", "Commit resources", "care", 5)
DUTY = "  {}: {{name: {}, responsible: [{}], step: {}, subject: {}, scope: {}, source: tor {}}}\n"
RECOMMENDS = DUTY.format("r", "Recommend it", "group", "recommend", "Spending", "care", 6)
DECIDES = DUTY.format("d", "Decide on it", "group", "decide", "spending", "care", 7)


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("recommend spending from the pooled budget", Power.RECOMMEND),
        ("To advise on priorities", Power.RECOMMEND),
        ("Propose a budget", Power.RECOMMEND),
        ("commit resources on its behalf", Power.COMMIT),
        ("To sign contracts", Power.COMMIT),
        ("Take binding decisions", Power.COMMIT),
        ("Agree the commissioning plan", Power.COMMIT),
        ("Recommend and approve spending", Power.OTHER),
        ("Commission services", Power.OTHER),
        ("Work with the committee", Power.OTHER),
        ("not_stated", Power.OTHER),
        (None, Power.OTHER),
    ],
)
def test_what_a_power_lets_its_holder_do_is_read_from_its_words(text, power):
    assert power_lent(text) is power


# -- (a) two powers


def test_two_powers_from_one_delegator_are_high():
    found = one(CODE, GROUP + "relationships:\n" + ADVICE + MONEY)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("group",), ("care",))
    assert "is lent by Board both “Recommend spending” and “Commit resources”" in found.message
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
    assert "is to recommend and to decide on “Spending”" in found.message
    assert cited(found) == {"tor 6", "tor 7"}


def test_accountable_is_as_good_as_responsible_and_consulted_is_not():
    one(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace("responsible", "accountable"))
    is_silent(CODE, "duties:\n" + RECOMMENDS + DECIDES.replace("responsible", "consulted"))


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


# -- (c) deciding with nothing but power to recommend

BEYOND = GROUP + "relationships:\n" + ADVICE + "duties:\n" + DECIDES


def test_a_group_with_only_power_to_recommend_that_decides_is_high():
    found = one(CODE, BEYOND)
    assert found.severity is Severity.HIGH
    assert (
        "is lent by Board only the power “Recommend spending”, and is to decide in “Decide on it”"
        in found.message
    )
    assert cited(found) == {"tor 4", "tor 7"}


def test_it_need_not_be_the_same_scope_but_the_same_field():
    one(CODE, BEYOND.replace("scope: care, source: tor 4", "scope: care/beds, source: tor 4"))
    is_silent(CODE, BEYOND.replace("scope: care, source: tor 4", "scope: estate, source: tor 4"))
    one(CODE, BEYOND.replace("scope: care, source: tor 4", "scope: all, source: tor 4"))
    one(CODE, BEYOND.replace("scope: care, source: tor 7", "scope: all, source: tor 7"))


def test_another_power_may_be_the_one_to_decide():
    other = LENT.format("council", "Commission services", "care", 5)
    is_silent(CODE, BEYOND.replace("duties:", other + "duties:"))


def test_a_group_to_which_nothing_is_delegated_may_decide():
    is_silent(CODE, GROUP + "duties:\n" + DECIDES)


@pytest.mark.parametrize("kind", ["kind: agency", "kind: group, statutory: yes"])
def test_a_body_with_power_of_its_own_may_decide(kind):
    is_silent(CODE, BEYOND.replace("kind: group", kind))


def test_approving_is_no_deciding_of_its_own():
    is_silent(CODE, BEYOND.replace("step: decide", "step: approve"))


# -- all together


def test_all_faults_of_a_party_are_one_finding():
    found = one(CODE, GROUP + "relationships:\n" + ADVICE + MONEY + "duties:\n" + RECOMMENDS + DECIDES)
    assert cited(found) == {"tor 4", "tor 5", "tor 6", "tor 7"}
    assert "only the power" not in found.message


def test_a_partner_is_not_judged_and_a_root_is():
    text = "duties:\n" + RECOMMENDS + DECIDES
    is_silent(CODE, GROUP.replace("kind: group", "kind: group, boundary: out") + text)
    one(CODE, text, root="group")
