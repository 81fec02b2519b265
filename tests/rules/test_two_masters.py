"""DUP-01: two superiors for one thing, neither of whom answers to the other."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "DUP-01"
A = "  - {from: trust, kind: accountable_to, to: authority, source: tor 5}\n"
B = "  - {from: trust, kind: accountable_to, to: board, source: tor 6}\n"
TWO = "relationships:\n" + A + B


def scoped(one_scope, other_scope):
    return TWO.replace("source: tor 5", f"scope: {one_scope}").replace(
        "source: tor 6", f"scope: {other_scope}"
    )


def test_two_unrelated_superiors_are_high_at_the_party_with_both_named():
    found = one(CODE, TWO)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("trust",), ("all",))
    assert all(name in found.message for name in ("Trust", "Authority", "Board"))
    assert set(found.lines) == {("trust", "authority"), ("trust", "board")}
    assert cited(found) == {"tor 5", "tor 6"}
    assert set(found.relationships) == {"trust.accountable_to.authority", "trust.accountable_to.board"}


def test_one_statement_that_names_two_is_two_masters():
    one(CODE, "relationships: [{from: trust, kind: accountable_to, to: [authority, board]}]")


def test_three_are_one_finding():
    found = one(CODE, TWO + "  - {from: trust, kind: accountable_to, to: council}\n")
    assert all(name in found.message for name in ("Authority", "Board", "Council"))


def test_only_the_rivals_are_named():
    found = one(
        CODE,
        TWO
        + "  - {from: trust, kind: accountable_to, to: minister}\n"
        + "  - {from: authority, kind: accountable_to, to: minister}\n"
        + "  - {from: board, kind: accountable_to, to: minister}\n",
    )
    assert "Minister" not in found.message
    assert ("trust", "minister") not in found.lines


@pytest.mark.parametrize(
    "scopes",
    [
        ("care", "estate"),
        ("care", "local"),
        ("all", "local"),
        ("all", "employment"),
        ("care/beds", "care/staff"),
    ],
)
def test_scopes_that_do_not_overlap_are_not_two_masters(scopes):
    is_silent(CODE, scoped(*scopes))


@pytest.mark.parametrize(
    ("scopes", "common"),
    [
        (("care", "care"), "care"),
        (("care", "care/beds"), "care/beds"),
        (("all", "care"), "care"),
        (("local", "local"), "local"),
    ],
)
def test_scopes_that_overlap_are_and_the_common_part_is_named(scopes, common):
    assert one(CODE, scoped(*scopes)).scopes == (common,)


@pytest.mark.parametrize("kind", ["reports_to", "advises", "works_with"])
def test_an_accountability_and_a_weaker_tie_are_not_two_masters(kind):
    is_silent(CODE, "relationships:\n" + A + B.replace("accountable_to", kind))


@pytest.mark.parametrize("kind", ["performance_manages", "directs", "commissions", "funds", "operates"])
def test_an_accountability_and_an_act_from_above_are_not_two_masters(kind):
    is_silent(CODE, f"relationships:\n{A}  - {{from: board, kind: {kind}, to: trust}}\n")


def test_a_part_that_answers_elsewhere_is_not_two_masters():
    """part_of counts only where no accountability is stated."""
    is_silent(CODE, "organisations: {trust: {part_of: board}}\nrelationships:\n" + A)


def test_a_post_seated_in_two_bodies_is_not_two_masters():
    is_silent(CODE, "posts: {clerk: {in: [authority, board]}}", subjects="clerk")


# -- skip levels

UPS = [
    "{from: board, kind: accountable_to, to: authority}",
    "{from: authority, kind: accountable_to, to: board}",
    "{from: authority, kind: performance_manages, to: board}",
    "{from: board, kind: directs, to: authority}",
    "{from: authority, kind: operates, to: board}",
]


@pytest.mark.parametrize("row", UPS)
def test_a_skip_level_is_no_second_master_whichever_stands_above(row):
    is_silent(CODE, f"{TWO}  - {row}\n")


def test_a_skip_of_several_levels_is_none_either():
    is_silent(
        CODE,
        TWO
        + "  - {from: board, kind: accountable_to, to: council}\n  - {from: council, kind: accountable_to, to: authority}\n",
    )


def test_a_superior_that_is_part_of_the_other_is_a_skip_level():
    is_silent(CODE, "organisations: {board: {part_of: authority}}\n" + TWO)


@pytest.mark.parametrize("kind", ["reports_to", "works_with", "advises"])
def test_a_weak_tie_between_the_superiors_does_not_make_a_skip_level(kind):
    one(CODE, f"{TWO}  - {{from: board, kind: {kind}, to: authority}}\n")


@pytest.mark.parametrize("kind", ["commissions", "delegates_to"])
def test_nor_does_a_contract(kind):
    one(CODE, f"{TWO}  - {{from: authority, kind: {kind}, to: board}}\n")


@pytest.mark.parametrize(
    "label", ["status: proposed", "status: historical", "status: undefined", "until: 2008"]
)
def test_nor_does_a_line_that_does_not_count(label):
    one(CODE, f"{TWO}  - {{from: board, kind: accountable_to, to: authority, {label}}}\n", as_at="2010")


def test_nor_does_a_line_through_the_party_itself():
    one(CODE, TWO + "  - {from: trust, kind: performance_manages, to: board}\n")


def test_nor_does_a_line_in_another_scope():
    rows = scoped("care", "care")
    one(CODE, rows + "  - {from: board, kind: accountable_to, to: authority, scope: estate}\n")
    is_silent(CODE, rows + "  - {from: board, kind: accountable_to, to: authority, scope: care}\n")


# -- other guards


@pytest.mark.parametrize("row", [A, B])
def test_a_line_marked_lead_settles_it(row):
    is_silent(CODE, TWO.replace(row, row.replace("}", ", lead: yes}")))


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
@pytest.mark.parametrize("row", [A, B])
def test_a_line_that_does_not_count_is_no_master(row, label):
    is_silent(CODE, TWO.replace(row, row.replace("}", f", {label}}}")), as_at="2010")


def test_an_agreed_line_is_one():
    one(CODE, TWO.replace("source: tor 6", "status: agreed"))


def test_a_master_that_no_longer_exists_is_none():
    one(CODE, TWO, as_at="2010")
    is_silent(CODE, "organisations: {board: {until: 2008}}\n" + TWO, as_at="2010")


def test_a_counted_party_and_a_named_one_of_it_are_one():
    one(CODE, "organisations: {authority: {count: 10}}\n" + TWO)
    is_silent(CODE, "organisations: {authority: {count: 10}, board: {one_of: authority}}\n" + TWO)


def test_what_a_named_one_takes_over_is_reported_at_the_counted_party_alone():
    found = one(CODE, "organisations: {trust: {count: 3}, clinic: {one_of: trust}}\n" + TWO)
    assert found.subjects == ("trust",)


def test_a_named_one_with_a_superior_of_its_own_does_not_take_over_another():
    is_silent(
        CODE,
        "organisations: {trust: {count: 3}, clinic: {one_of: trust}}\nrelationships:\n"
        + A
        + "  - {from: clinic, kind: accountable_to, to: board}\n",
    )


def test_the_same_superior_twice_is_one():
    is_silent(CODE, "relationships:\n" + A + A.replace("tor 5", "tor 7"))


def test_a_partner_and_a_root_are_not_judged():
    is_silent(CODE, "organisations: {trust: {boundary: out}}\n" + TWO)
    is_silent(CODE, TWO, root="trust")


# -- ordinary arrangements


def test_a_matrix_whose_two_lines_are_about_two_things():
    is_silent(
        CODE,
        """
        posts: {nurse: {in: trust}, chief-executive: {in: trust, heads: trust}, chief-nurse: {}}
        relationships:
          - {from: nurse, kind: accountable_to, to: chief-executive, scope: management}
          - {from: nurse, kind: accountable_to, to: chief-nurse, scope: profession}
        """,
    )


def test_an_accounting_officer_answers_to_the_department_and_to_parliament_above_it():
    is_silent(
        CODE,
        """
        posts: {chief-executive: {heads: trust}, permanent-secretary: {in: department}}
        relationships:
          - {from: chief-executive, kind: accountable_to, to: permanent-secretary}
          - {from: chief-executive, kind: accountable_to, to: parliament}
          - {from: permanent-secretary, kind: accountable_to, to: minister}
          - {from: minister, kind: accountable_to, to: parliament}
        """,
    )


def test_a_board_and_its_chair_are_one_superior_where_the_chair_is_seated_there():
    is_silent(
        CODE,
        "posts: {chair: {in: board, heads: board}, chief-executive: {}}\n"
        "relationships: [{from: chief-executive, kind: accountable_to, to: [board, chair]}]",
    )


def test_a_board_and_its_chair_who_answers_to_the_minister_are_one_superior():
    is_silent(
        CODE,
        """
        posts: {chair: {in: board, heads: board}, chief-executive: {}}
        relationships:
          - {from: chief-executive, kind: accountable_to, to: [board, chair]}
          - {from: chair, kind: accountable_to, to: minister}
          - {from: board, kind: accountable_to, to: minister}
        """,
    )


def test_a_trust_and_its_own_board_are_one_superior():
    is_silent(
        CODE,
        """
        organisations: {board: {part_of: trust}}
        relationships:
          - {from: team, kind: accountable_to, to: [trust, board]}
          - {from: trust, kind: accountable_to, to: minister}
          - {from: board, kind: accountable_to, to: minister}
        """,
    )


def test_a_vacant_post_and_the_one_that_acts_for_it_are_not_two_masters():
    """LOS-07 advises: fill it, or name who acts. Whoever follows that must not be told of two masters."""
    rows = """
    posts: {director: {vacant: yes}, acting-director: {}}
    relationships:
      - {from: trust, kind: accountable_to, to: [director, acting-director]}
      - {from: director, kind: accountable_to, to: minister}
      - {from: acting-director, kind: accountable_to, to: minister}
    """
    is_silent(CODE, rows)
    one(CODE, rows.replace("vacant: yes", "vacant: no"))


def test_beside_a_vacant_superior_two_others_are_still_two_masters():
    found = one(
        CODE,
        "posts: {director: {vacant: yes}}\n"
        + TWO
        + "  - {from: trust, kind: accountable_to, to: director}\n",
    )
    assert "Director" not in found.message


def test_a_body_and_a_post_deep_within_it_are_one_superior():
    rows = """
    organisations: {directorate: {part_of: department}, unit: {part_of: directorate}}
    posts: {desk-officer: {in: unit}}
    relationships:
      - {from: trust, kind: accountable_to, to: [department, desk-officer]}
      - {from: desk-officer, kind: accountable_to, to: minister}
      - {from: department, kind: accountable_to, to: minister}
    """
    is_silent(CODE, rows)
    one(CODE, rows.replace("{part_of: directorate}", "{}"))


def test_silence_about_the_superiors_is_told_of_the_papers_and_not_as_a_fact():
    assert "; in the papers neither answers to the other, nor is it said" in one(CODE, TWO).message
