"""LOS-01: (a) a subject without a line, (b) a strong chain that stops short."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "LOS-01"

# -- (a) at the subject


def test_a_subject_without_any_line_is_critical_at_the_subject():
    found = one(CODE, "organisations: {trust: {source: tor 2}}")
    assert (found.severity, found.subjects, found.key) == (Severity.CRITICAL, ("trust",), "a:trust")
    assert "Trust" in found.message
    assert "Minister" in found.message
    assert "the papers name no body to which it answers" in found.message
    assert cited(found) == {"tor 2"}


@pytest.mark.parametrize("kind", ["advises", "works_with", "represents", "supports"])
def test_a_tie_that_carries_no_account_is_no_line(kind):
    assert one(CODE, f"relationships: [{{from: trust, kind: {kind}, to: minister}}]").key == "a:trust"


@pytest.mark.parametrize("kind", ["hosts", "employs", "funds", "approves", "audits", "elects", "binds"])
def test_a_tie_from_above_that_carries_no_account_is_no_line(kind):
    assert one(CODE, f"relationships: [{{from: minister, kind: {kind}, to: trust}}]").key == "a:trust"


def test_membership_is_no_line():
    one(CODE, "memberships: [{body: board, member: trust}]\norganisations: {board: {part_of: ministry}}")


@pytest.mark.parametrize("kind", ["accountable_to", "reports_to"])
def test_the_weakest_line_upwards_is_enough(kind):
    is_silent(CODE, f"relationships: [{{from: trust, kind: {kind}, to: minister}}]")


@pytest.mark.parametrize(
    "kind", ["operates", "performance_manages", "directs", "commissions", "delegates_to", "oversees"]
)
def test_the_weakest_line_from_above_is_enough(kind):
    is_silent(CODE, f"relationships: [{{from: minister, kind: {kind}, to: trust}}]")


def test_part_of_the_root_is_a_line():
    is_silent(CODE, "organisations: {trust: {part_of: ministry}}", root="ministry")


def test_a_line_to_any_one_of_several_roots_serves():
    rows = "relationships: [{from: trust, kind: accountable_to, to: parliament}]"
    assert [(f.key, f.at) for f in findings(CODE, rows)] == [
        ("a:trust>parliament", "trust"),
        ("b:trust>parliament", "parliament"),
    ]
    is_silent(CODE, rows, root=["minister", "parliament"])


def test_a_chain_is_followed_to_where_it_stops_and_named():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: reports_to, to: board}
          - {from: board, kind: reports_to, to: region}
        """,
    )
    assert found.subjects == ("trust",)
    assert found.lines == (("trust", "board", "region"),)
    assert "Trust → Board → Region" in found.message


def test_a_circle_is_called_a_circle():
    found = findings(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: board}
          - {from: board, kind: accountable_to, to: trust}
        """,
    )
    assert [f.subjects for f in found] == [("trust",)]
    assert "circle" in found[0].message


@pytest.mark.parametrize("status", ["proposed", "recommended", "historical"])
def test_a_line_that_is_not_in_force_is_no_line_and_the_message_says_so(status):
    rows = f"relationships: [{{from: trust, kind: accountable_to, to: minister, status: {status}}}]"
    found = one(CODE, rows)
    assert f"only {status}" in found.message
    is_silent(CODE, rows, reading={"statuses": frozenset({"in_force", status})})


def test_an_agreed_line_counts():
    is_silent(CODE, "relationships: [{from: trust, kind: accountable_to, to: minister, status: agreed}]")


def test_an_undefined_line_is_no_line_and_is_not_called_silence():
    found = one(CODE, "relationships: [{from: trust, kind: accountable_to, to: minister, status: undefined}]")
    assert "undefined" in found.message
    assert "name no body" not in found.message


def test_an_undefined_accountability_suppresses_the_fallback_on_part_of():
    parts = "organisations: {trust: {part_of: ministry}}\n"
    row = "relationships: [{{from: trust, kind: accountable_to, to: board, status: {}}}]"
    assert one(CODE, parts + row.format("undefined"), root="ministry").subjects == ("trust",)
    is_silent(CODE, parts + row.format("proposed"), root="ministry")


def test_a_line_that_has_ended_or_not_begun_is_no_line():
    rows = "relationships: [{{from: trust, kind: accountable_to, to: minister, {}}}]"
    assert "ended in 2009" in one(CODE, rows.format("until: 2009"), as_at="2010").message
    assert "began in 2011" in one(CODE, rows.format("since: 2011"), as_at="2010").message
    is_silent(CODE, rows.format("until: 2010"), as_at="2010-06")
    is_silent(CODE, rows.format("since: 2009, until: 2011"), as_at="2010")


def test_an_imprecise_end_is_read_as_active():
    is_silent(
        CODE,
        "relationships: [{from: trust, kind: accountable_to, to: minister, until: 2010}]",
        as_at="2010-12-31",
    )


def test_a_contract_counts_unless_the_reviewer_says_otherwise():
    rows = "relationships: [{from: minister, kind: commissions, to: trust}]"
    is_silent(CODE, rows)
    assert "contract" in one(CODE, rows, reading={"contracts_count": False}).message


def test_a_power_exercised_through_others_carries_only_hop_by_hop():
    rows = "relationships:\n  - {from: minister, kind: directs, to: trust, via: [region]}\n"
    assert "only through Region" in one(CODE, rows).message
    is_silent(
        CODE,
        rows
        + "  - {from: region, kind: directs, to: trust}\n  - {from: region, kind: accountable_to, to: minister}\n",
    )


def test_reports_to_whom_is_not_said_is_told_apart_from_silence():
    found = one(CODE, "relationships: [{from: trust, kind: reports_to, to: not_stated, via: [nog]}]")
    assert "not to whom" in found.message


def test_a_line_in_another_scope_does_not_serve_where_the_subject_has_a_duty():
    rows = """
    relationships: [{from: trust, kind: accountable_to, to: minister, scope: care}]
    duties: {keep: {name: Keep the buildings, responsible: [trust], scope: estate}}
    """
    found = one(CODE, rows)
    assert found.scopes == ("estate",)
    assert "Care" in found.message


def test_a_subject_is_not_asked_about_in_scopes_that_are_not_its_own():
    is_silent(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister, scope: care}
          - {from: agency, kind: accountable_to, to: minister, scope: estate}
        """,
    )


@pytest.mark.parametrize("kind", ["works_with", "advises", "supports", "represents"])
def test_working_with_somebody_in_a_scope_asks_for_no_line_there(kind):
    is_silent(
        CODE,
        f"""
        relationships:
          - {{from: trust, kind: accountable_to, to: minister, scope: care}}
          - {{from: agency, kind: accountable_to, to: minister, scope: estate}}
          - {{from: trust, kind: {kind}, to: agency, scope: estate}}
        """,
    )


def test_a_scope_above_covers_a_scope_below_and_not_the_other_way_round():
    rows = """
    relationships: [{{from: trust, kind: accountable_to, to: minister, scope: {}}}]
    duties: {{d: {{name: D, responsible: [trust], scope: {}}}}}
    """
    is_silent(CODE, rows.format("care", "care/beds"))
    assert one(CODE, rows.format("care/beds", "care")).scopes == ("care",)


def test_a_local_line_is_no_line_for_the_function():
    found = one(
        CODE,
        """
        relationships: [{from: trust, kind: accountable_to, to: minister, scope: local}]
        duties: {d: {name: D, responsible: [trust], scope: care}}
        """,
    )
    assert found.scopes == ("care",)


def test_equal_answers_in_several_scopes_are_one_finding_that_names_them():
    found = one(
        CODE,
        """
        duties:
          d: {name: D, responsible: [trust], scope: care}
          e: {name: E, responsible: [trust], scope: estate}
        """,
    )
    assert found.scopes == ("care", "estate")


def test_a_partner_and_a_subject_that_no_longer_exists_are_not_judged():
    one(CODE, "organisations: {trust: {}}")
    is_silent(CODE, "organisations: {trust: {boundary: out}}")
    gone = one(CODE, "organisations: {trust: {until: 2008}}", as_at="2010", subjects=["trust", "other"])
    assert gone.subjects == ("other",)


def test_a_root_that_is_also_a_subject_is_not_judged():
    is_silent(CODE, "posts: {minister: {}}", subjects="minister")


# -- (b) where a chain stops

CHAIN = """
organisations: {{board: {board}}}
relationships:
  - {{from: trust, kind: accountable_to, to: minister}}
  - {{from: trust, kind: {kind}, to: board, source: tor 5}}
"""


def test_a_strong_chain_that_stops_is_high_at_the_party_it_stops_at():
    found = one(CODE, CHAIN.format(kind="accountable_to", board="{}"))
    assert (found.severity, found.subjects, found.key) == (Severity.HIGH, ("board",), "b:trust>board")
    assert found.lines == (("trust", "board"),)
    assert "Trust → Board" in found.message
    assert "the papers name no body to which it answers" in found.message
    assert cited(found) == {"tor 5"}
    assert found.relationships == ("trust.accountable_to.board",)


def test_a_chain_of_reports_that_stops_is_no_finding():
    is_silent(CODE, CHAIN.format(kind="reports_to", board="{}"))


def test_the_whole_chain_is_named_and_cited():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister}
          - {from: trust, kind: accountable_to, to: board, source: tor 5}
          - {from: council, kind: directs, to: board, source: tor 6}
        """,
    )
    assert found.subjects == ("council",)
    assert found.lines == (("trust", "board", "council"),)
    assert cited(found) == {"tor 5", "tor 6"}


def test_a_contract_in_the_chain_ends_the_strong_part_of_it():
    is_silent(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister}
          - {from: buyer, kind: commissions, to: trust}
          - {from: buyer, kind: reports_to, to: oversight}
        """,
    )


def test_a_commissioner_whose_line_stops_is_seen_from_the_subject_it_buys_from():
    rows = """
    relationships:
      - {from: trust, kind: accountable_to, to: minister}
      - {from: buyer, kind: accountable_to, to: board}
    """
    is_silent(CODE, rows)
    found = one(CODE, rows + "  - {from: buyer, kind: commissions, to: trust}\n")
    assert found.subjects == ("board",)
    assert found.lines == (("buyer", "board"),)


def test_beyond_the_papers_is_information_and_nobody_is_high():
    outside = one(CODE, CHAIN.format(kind="accountable_to", board='{answers_to: "outside: the Crown"}'))
    assert outside.severity is Severity.INFO
    assert "the Crown" in outside.message
    nobody = one(CODE, CHAIN.format(kind="accountable_to", board="{answers_to: none}"))
    assert nobody.severity is Severity.HIGH
    assert "the papers say that it answers to nobody" in nobody.message


def test_a_chain_that_stops_at_a_partner_is_no_finding():
    is_silent(CODE, CHAIN.format(kind="accountable_to", board="{boundary: out}"))


def test_a_party_with_any_line_of_its_own_is_no_end():
    is_silent(
        CODE,
        CHAIN.format(kind="accountable_to", board="{}")
        + "  - {from: board, kind: reports_to, to: council}\n",
    )


def test_a_proposal_for_the_party_at_the_end_is_named_beside_the_silence():
    found = one(
        CODE,
        CHAIN.format(kind="accountable_to", board="{}")
        + "  - {from: council, kind: performance_manages, to: board, status: recommended}\n",
    )
    assert "the papers name no body to which it answers" in found.message
    assert "Council is only recommended" in found.message


def test_an_unsettled_line_at_the_end_is_not_called_silence():
    found = one(
        CODE,
        CHAIN.format(kind="accountable_to", board="{}")
        + "  - {from: board, kind: accountable_to, to: council, status: undefined}\n",
    )
    assert "undefined" in found.message
    assert "name no body" not in found.message


@pytest.mark.parametrize("kind", ["performance_manages", "directs"])
def test_a_manager_of_a_subject_who_answers_to_nobody_is_an_end_too(kind):
    found = one(
        CODE,
        f"""
        relationships:
          - {{from: trust, kind: accountable_to, to: minister}}
          - {{from: region, kind: {kind}, to: trust}}
        """,
    )
    assert found.subjects == ("region",)
    assert found.lines == (("trust", "region"),)


def test_a_commissioner_who_answers_to_nobody_is_no_end_of_an_instruction():
    """A contract is no link of strength 3: no strong chain from below runs into the commissioner."""
    is_silent(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister}
          - {from: buyer, kind: commissions, to: trust}
        """,
    )


TWO_BUYERS = """
relationships:
  - {{from: trust, kind: accountable_to, to: minister}}
  - {{from: first, kind: commissions, to: trust}}
  - {{from: second, kind: commissions, to: trust}}
  - {{from: {}, kind: accountable_to, to: {}}}
"""


@pytest.mark.parametrize(("lower", "upper"), [("first", "second"), ("second", "first")])
def test_a_commissioner_that_another_answers_to_is_an_end_whatever_their_ids(lower, upper):
    found = one(CODE, TWO_BUYERS.format(lower, upper))
    assert (found.at, found.lines) == (upper, ((lower, upper),))


def test_a_line_left_undefined_has_its_scope_analysed_and_is_told_there():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister, scope: estate}
          - {from: trust, kind: accountable_to, to: minister, scope: care, status: undefined}
        """,
    )
    assert (found.subjects, found.scopes) == (("trust",), ("care",))
    assert "undefined" in found.message


def test_the_strong_link_is_cited_and_not_the_report_beside_it():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister}
          - {from: trust, kind: accountable_to, to: board, status: agreed, source: tor 5}
          - {from: trust, kind: reports_to, to: board, source: tor 6}
        """,
    )
    assert cited(found) == {"tor 5"}


def test_a_shared_end_is_one_finding_not_one_for_each_subject():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister}
          - {from: other, kind: accountable_to, to: minister}
          - {from: trust, kind: accountable_to, to: board}
          - {from: other, kind: accountable_to, to: board}
        """,
        subjects=["trust", "other"],
    )
    assert found.subjects == ("board",)


HEADED = """
organisations: {board: {}}
posts: {chair: {in: board, heads: board}}
relationships:
  - {from: trust, kind: accountable_to, to: board}
"""


def test_a_chain_that_ends_at_a_body_with_a_head_of_its_own_ends_there():
    """A head that only leads back is no way on: the body's silence must not be hidden by it."""
    silent = "the papers name no body to which it answers."
    assert [(f.subjects[0], f.message) for f in findings(CODE, HEADED)] == [
        ("trust", f"No line runs from Trust to Minister: its line Trust → Board stops there: {silent}"),
        ("board", f"The line Trust → Board stops at Board: {silent}"),
    ]
    beside = HEADED + "  - {from: trust, kind: accountable_to, to: minister}\n"
    assert one(CODE, beside).subjects == ("board",)
