"""DUT-06: accountable for what others do, with no hold on any of them."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DUT-06"
DUTY = "duties: {care: {name: Arrange care, accountable: [board], responsible: [prison], scope: care, source: faq q4}}\n"


def rows(*written):
    return "relationships:\n" + "".join(f"  - {{{row}}}\n" for row in written)


def test_no_lever_is_high_at_the_one_who_answers():
    found = one(CODE, DUTY)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("board", "prison"), ("care",))
    assert found.message == (
        "The papers make Board accountable for “Arrange care”, and Prison responsible; they state no lever by which the one could "
        "call the other to account."
    )
    assert cited(found) == {"faq q4"}


LEVERS = [
    "commissions", "funds", "directs", "performance_manages", "employs", "delegates_to", "operates", "binds", "arbitrates",
]  # fmt: skip


@pytest.mark.parametrize("kind", LEVERS)
@pytest.mark.parametrize("scope", ["care", "all", "care/beds"])
def test_any_lever_in_an_overlapping_scope_settles_it(kind, scope):
    is_silent(CODE, DUTY + rows(f"from: board, kind: {kind}, to: prison, scope: {scope}"))


@pytest.mark.parametrize("kind", LEVERS)
def test_one_in_another_matter_does_not(kind):
    one(CODE, DUTY + rows(f"from: board, kind: {kind}, to: prison, scope: estate"))


@pytest.mark.parametrize("kind", LEVERS)
def test_one_on_somebody_else_does_not(kind):
    one(CODE, DUTY + rows(f"from: board, kind: {kind}, to: court"))


@pytest.mark.parametrize("kind", LEVERS)
def test_one_that_does_not_count_does_not(kind):
    one(CODE, DUTY + rows(f"from: board, kind: {kind}, to: prison, status: proposed"))


@pytest.mark.parametrize(
    "kind", ["oversees", "advises", "audits", "works_with", "hosts", "supports", "designates", "reports_to"]
)
def test_influence_is_no_lever(kind):
    one(CODE, DUTY + rows(f"from: board, kind: {kind}, to: prison"))


@pytest.mark.parametrize(
    ("says", "number"), [("binds: prison", 0), ("binds: court", 1), ("binds: prison, status: proposed", 1)]
)
def test_a_decision_rule_that_binds_is_one(says, number):
    assert (
        len(findings(CODE, DUTY + f"decision_rules: {{board: {{{says}}}}}\norganisations: {{court: {{}}}}\n"))
        == number
    )


def test_an_account_is_one_and_a_report_is_none():
    is_silent(CODE, DUTY + rows("from: prison, kind: accountable_to, to: board"))
    is_silent(CODE, DUTY + rows("from: prison, kind: accountable_to, to: board, scope: care/beds"))
    one(CODE, DUTY + rows("from: prison, kind: accountable_to, to: board, scope: estate"))
    one(CODE, DUTY + rows("from: prison, kind: reports_to, to: board"))
    one(CODE, DUTY + rows("from: board, kind: accountable_to, to: prison"))


def test_a_line_through_others_is_one():
    is_silent(
        CODE,
        DUTY
        + rows(
            "from: prison, kind: accountable_to, to: agency", "from: board, kind: commissions, to: agency"
        ),
    )
    one(
        CODE,
        DUTY
        + rows("from: prison, kind: accountable_to, to: agency", "from: board, kind: oversees, to: agency"),
    )


def test_contracts_are_levers_whether_or_not_they_count_as_links():
    is_silent(
        CODE, DUTY + rows("from: board, kind: commissions, to: prison"), reading={"contracts_count": False}
    )


def test_one_who_does_it_too_has_it_in_hand():
    is_silent(CODE, DUTY.replace("[prison]", "[prison, board]"))


@pytest.mark.parametrize(
    "guise",
    [
        "organisations: {prison: {part_of: board}}\n",
        "posts: {prison: {in: board}}\n",
        "posts: {board: {in: prison}}\n",
        "posts: {board: {heads: prison}}\n",
        "organisations: {board: {count: 3}, prison: {one_of: board}}\n",
    ],
)
def test_a_body_and_its_own_head_post_or_part_are_one(guise):
    is_silent(CODE, guise + DUTY)


@pytest.mark.parametrize(
    "holder",
    [
        "posts: {board: {in: holder}}\n",
        "posts: {board: {heads: holder}}\n",
        "posts: {holder: {heads: board}}\n",
        "organisations: {holder: {count: 3}, board: {one_of: holder}}\n",
    ],
)
@pytest.mark.parametrize("kind", ["directs", "funds"])
def test_it_has_the_levers_of_its_body_its_head_or_the_counted_party(holder, kind):
    is_silent(CODE, holder + DUTY + rows(f"from: holder, kind: {kind}, to: prison"))


def test_a_post_that_heads_a_body_no_longer_has_not():
    gone = "posts: {board: {heads: {body: holder, until: 2008}}}\n"
    one(CODE, gone + DUTY + rows("from: holder, kind: funds, to: prison"), as_at="2010")


def test_a_lever_on_the_counted_party_is_one_on_a_named_one():
    named = "organisations: {prisons: {count: 3}, prison: {one_of: prisons}}\n"
    is_silent(CODE, named + DUTY + rows("from: board, kind: funds, to: prisons"))


def test_a_lever_on_one_of_several_is_enough():
    two = DUTY.replace("[prison]", "[prison, court]")
    is_silent(CODE, two + rows("from: board, kind: funds, to: court"))
    assert "Prison and Court responsible" in one(CODE, two).message


def test_many_who_do_it_are_told_as_a_number():
    found = one(CODE, DUTY.replace("[prison]", "[p1, p2, p3, p4, p5, p6, p7, p8]"))
    assert (
        "P1, P2, P3, P4, P5, P6 and 2 more responsible; they state no lever by which the one could call the others"
        in found.message
    )
    assert found.subjects == ("board", "p1", "p2", "p3", "p4", "p5", "p6")


def test_a_part_of_one_who_does_it_is_told_by_the_whole():
    found = one(
        CODE, "organisations: {unit: {part_of: prison}}\n" + DUTY.replace("[prison]", "[unit, prison]")
    )
    assert found.subjects == ("board", "prison")


def test_of_those_that_are_a_part_of_each_other_the_first_stands_for_all():
    circle = "organisations: {court: {part_of: prison}, prison: {count: 2, one_of: court}}\n"
    assert one(CODE, circle + DUTY.replace("[prison]", "[court, prison]")).subjects == ("board", "court")


def test_duties_of_one_party_are_one_finding():
    found = one(
        CODE, DUTY.replace("}}", "}, more: {name: Do more, accountable: [board], responsible: [court]}}")
    )
    assert "“Arrange care” and “Do more”" in found.message


def test_each_party_that_answers_is_judged():
    assert len(findings(CODE, DUTY.replace("[board]", "[board, council]"))) == 2


def test_a_root_is_judged_too():
    assert one(CODE, DUTY.replace("[board]", "[minister]")).subjects == ("minister", "prison")


@pytest.mark.parametrize(
    "silent",
    [
        DUTY.replace("[prison]", "[]"),
        DUTY.replace("source: faq q4", "status: undefined"),
        DUTY.replace("source: faq q4", "status: proposed"),
        "organisations: {board: {boundary: out}}\n" + DUTY,
    ],
)
def test_not_judged(silent):
    is_silent(CODE, silent)


def test_a_partner_who_does_it_does_not_matter():
    one(CODE, "organisations: {prison: {boundary: out}}\n" + DUTY)


def test_one_who_is_gone_is_not_judged():
    is_silent(CODE, "organisations: {board: {until: 2008}}\n" + DUTY, as_at="2010")


def test_another_duty_makes_it_another_finding():
    first = one(CODE, DUTY)
    more = one(
        CODE, DUTY.replace("}}", "}, more: {name: Do more, accountable: [board], responsible: [court]}}")
    )
    assert first.id == one(CODE, DUTY.replace("name: Arrange care", "name: Otherwise")).id != more.id
