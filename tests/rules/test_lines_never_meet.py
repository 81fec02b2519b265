"""LOS-05: those who commission and those who performance manage share nobody below the root."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "LOS-05"
BUYS = "  - {from: buyer, kind: commissions, to: trust, source: tor 4}\n"
MANAGES = "  - {from: region, kind: performance_manages, to: trust, source: tor annex-a}\n"
TWO = "relationships:\n" + BUYS + MANAGES
APART = (
    TWO
    + """
  - {from: buyer, kind: accountable_to, to: minister}
  - {from: region, kind: accountable_to, to: minister}
"""
)


def test_two_limbs_that_meet_at_the_root_are_medium_at_the_party_between():
    found = one(CODE, APART)
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("trust",))
    assert (found.at, found.key) == ("buyer", "buyer|region")
    assert all(name in found.message for name in ("Trust", "Buyer", "Region", "only at Minister"))
    assert set(found.lines) == {("trust", "buyer"), ("trust", "region")}
    assert cited(found) == {"tor 4", "tor annex-a"}
    assert set(found.relationships) == {"buyer.commissions.trust", "region.performance_manages.trust"}


def test_a_common_superior_below_the_root_reconciles_them():
    is_silent(
        CODE,
        TWO
        + """
  - {from: buyer, kind: accountable_to, to: department}
  - {from: region, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
""",
    )


def test_a_common_superior_far_up_reconciles_them_too():
    is_silent(
        CODE,
        TWO
        + """
  - {from: buyer, kind: accountable_to, to: authority}
  - {from: authority, kind: accountable_to, to: department}
  - {from: region, kind: accountable_to, to: department}
  - {from: department, kind: accountable_to, to: minister}
""",
    )


def test_a_superior_who_hears_reports_only_does_not():
    found = one(
        CODE,
        APART
        + "  - {from: buyer, kind: reports_to, to: council}\n  - {from: region, kind: reports_to, to: council}\n",
    )
    assert found.subjects == ("trust",)


@pytest.mark.parametrize(
    "row", ["{from: region, kind: directs, to: buyer}", "{from: buyer, kind: accountable_to, to: region}"]
)
def test_one_side_above_the_other_is_a_meeting(row):
    """The two sides themselves count among those who stand above."""
    is_silent(CODE, f"{APART}  - {row}\n")


def test_one_that_does_both_is_on_one_side_only():
    is_silent(
        CODE,
        "relationships:\n"
        + BUYS
        + "  - {from: buyer, kind: performance_manages, to: trust}\n  - {from: buyer, kind: accountable_to, to: minister}\n",
    )


def test_one_that_does_both_does_not_hide_another_manager():
    found = one(CODE, APART + "  - {from: buyer, kind: performance_manages, to: trust}\n")
    assert "performance managed by Region" in found.message


def test_two_dead_ends_that_the_papers_give_do_not_meet():
    found = one(
        CODE,
        TWO
        + "  - {from: buyer, kind: accountable_to, to: board}\n  - {from: region, kind: accountable_to, to: minister}\n",
    )
    assert "only at Minister" not in found.message


@pytest.mark.parametrize("silent_side", ["buyer", "region"])
def test_a_side_of_whose_superiors_the_papers_say_nothing_is_left_out(silent_side):
    other = {"buyer": "region", "region": "buyer"}[silent_side]
    is_silent(CODE, TWO + f"  - {{from: {other}, kind: accountable_to, to: minister}}\n")


def test_a_side_that_only_reports_is_left_out():
    is_silent(
        CODE,
        TWO
        + "  - {from: buyer, kind: reports_to, to: minister}\n  - {from: region, kind: accountable_to, to: minister}\n",
    )


@pytest.mark.parametrize("missing", [BUYS, MANAGES])
def test_both_sides_are_needed(missing):
    is_silent(CODE, APART.replace(missing, ""))


@pytest.mark.parametrize(
    "label", ["status: proposed", "status: historical", "status: undefined", "until: 2008"]
)
@pytest.mark.parametrize("row", [BUYS, MANAGES])
def test_a_side_that_does_not_count_is_none(row, label):
    is_silent(CODE, APART.replace(row, row.replace("}", f", {label}}}")), as_at="2010")


def test_the_root_on_one_side_has_nothing_above_it_to_meet():
    is_silent(
        CODE,
        "relationships:\n  - {from: minister, kind: commissions, to: trust}\n"
        + MANAGES
        + "  - {from: region, kind: accountable_to, to: minister}\n",
    )


def test_a_root_with_a_superior_of_its_own_is_no_side_either():
    is_silent(
        CODE,
        "relationships:\n  - {from: minister, kind: commissions, to: trust}\n"
        + MANAGES
        + "  - {from: minister, kind: accountable_to, to: parliament}\n  - {from: region, kind: accountable_to, to: board}\n",
    )


def test_different_functional_scopes_are_still_two_messages_to_one_party():
    one(CODE, APART.replace("source: tor 4", "scope: care").replace("source: tor annex-a", "scope: estate"))


@pytest.mark.parametrize("source", ["source: tor 4", "source: tor annex-a"])
def test_a_local_or_hosting_matter_is_not_a_functional_one(source):
    is_silent(CODE, APART.replace(source, "scope: local"))


def test_parties_with_the_same_two_sides_are_one_finding():
    found = one(CODE, APART.replace("to: trust", "to: [trust, clinic]"))
    assert (found.subjects, found.at, found.key) == (("clinic", "trust"), "buyer", "buyer|region")
    assert "Clinic and Trust are commissioned" in found.message


def test_parties_with_different_sides_are_two():
    found = findings(
        CODE,
        APART
        + """
  - {from: other, kind: commissions, to: clinic}
  - {from: other, kind: accountable_to, to: minister}
  - {from: region, kind: performance_manages, to: clinic}
""",
    )
    assert {f.subjects for f in found} == {("trust",), ("clinic",)}


def test_a_partner_is_not_judged():
    is_silent(CODE, "organisations: {trust: {boundary: out}}\n" + APART)


def test_contracts_that_are_not_counted_still_name_the_commissioner():
    """The switch is about lines of sight; who commissions is a fact either way."""
    one(CODE, APART, reading={"contracts_count": False})


def test_lines_that_meet_by_reporting_are_not_said_to_meet_nowhere():
    found = one(
        CODE,
        TWO
        + """
  - {from: buyer, kind: accountable_to, to: board}
  - {from: board, kind: reports_to, to: minister}
  - {from: region, kind: accountable_to, to: minister}
""",
    )
    assert "nowhere" not in found.message


def test_sides_that_reach_different_roots_are_not_said_to_meet_there():
    found = one(
        CODE,
        TWO
        + "  - {from: buyer, kind: accountable_to, to: minister}\n"
        + "  - {from: region, kind: accountable_to, to: parliament}\n",
        root=["minister", "parliament"],
    )
    assert "meet only at" not in found.message


def test_of_many_parties_the_first_are_named_and_the_rest_counted():
    def trusts(number):
        return f"[{', '.join(f't{n}' for n in range(number))}]"

    seven = one(CODE, APART.replace("to: trust", f"to: {trusts(7)}"))
    assert seven.message.startswith("T0, T1, T2, T3, T4, T5 and T6 are commissioned by Buyer")
    nine = one(CODE, APART.replace("to: trust", f"to: {trusts(9)}"))
    assert nine.message.startswith("T0, T1, T2, T3, T4, T5 and 3 more are commissioned by Buyer")
    assert len(nine.subjects) == 9
    assert nine.id == seven.id, "those who share the two sides are told, not what tells it apart"
