"""LOS-02: the best line carries reports and nothing else."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "LOS-02"
WEAK = """
relationships:
  - {from: trust, kind: accountable_to, to: board, source: tor 5}
  - {from: board, kind: reports_to, to: minister, source: carter 72, basis: carried_over}
"""


def test_a_line_of_strength_one_is_high_with_the_link_that_makes_it_so():
    found = one(CODE, WEAK)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("trust",), ("all",))
    assert found.lines == (("trust", "board", "minister"),)
    assert "Board reports to Minister (carter 72; carried over" in found.message
    assert "Trust is accountable to Board" not in found.message, "the strong link is not at fault"
    assert cited(found) == {"tor 5", "carter 72"}


@pytest.mark.parametrize(
    "row",
    [
        "{from: board, kind: accountable_to, to: minister}",
        "{from: minister, kind: performance_manages, to: board}",
        "{from: minister, kind: commissions, to: board}",
        "{from: minister, kind: delegates_to, to: board}",
    ],
)
def test_a_stronger_link_beside_the_report_lifts_it(row):
    is_silent(CODE, f"{WEAK}  - {row}\n")


def test_oversight_is_no_stronger_than_a_report():
    one(CODE, "relationships: [{from: minister, kind: oversees, to: trust}]")


def test_another_stronger_line_serves():
    is_silent(CODE, f"{WEAK}  - {{from: trust, kind: accountable_to, to: minister}}\n")


def test_no_line_at_all_is_another_rule():
    is_silent(CODE, "relationships: [{from: trust, kind: reports_to, to: board}]")


def test_without_contracts_a_commissioned_party_falls_back_on_its_reports():
    rows = """
    relationships:
      - {from: minister, kind: commissions, to: trust}
      - {from: trust, kind: reports_to, to: minister}
    """
    is_silent(CODE, rows)
    one(CODE, rows, reading={"contracts_count": False})


@pytest.mark.parametrize("kind", ["commissions", "directs", "performance_manages"])
def test_those_who_act_on_a_subject_are_judged_as_well(kind):
    rows = f"""
    relationships:
      - {{from: trust, kind: accountable_to, to: minister}}
      - {{from: board, kind: {kind}, to: trust}}
      - {{from: board, kind: reports_to, to: minister}}
    """
    assert one(CODE, rows).subjects == ("board",)


@pytest.mark.parametrize("kind", ["funds", "hosts", "advises", "oversees"])
def test_others_near_a_subject_are_not(kind):
    is_silent(
        CODE,
        f"""
        relationships:
          - {{from: trust, kind: accountable_to, to: minister}}
          - {{from: board, kind: {kind}, to: trust}}
          - {{from: board, kind: reports_to, to: minister}}
        """,
    )


def test_a_commissioner_is_judged_in_the_scope_it_commissions_in():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister}
          - {from: board, kind: commissions, to: trust, scope: care}
          - {from: board, kind: reports_to, to: minister}
          - {from: agency, kind: accountable_to, to: minister, scope: estate}
        """,
    )
    assert (found.subjects, found.scopes) == (("board",), ("care",))


@pytest.mark.parametrize("label", ["status: proposed", "status: historical", "until: 2008"])
def test_a_strong_line_that_does_not_count_leaves_the_reports(label):
    one(CODE, f"{WEAK}  - {{from: trust, kind: accountable_to, to: minister, {label}}}\n", as_at="2010")


def test_a_partner_is_not_judged():
    is_silent(CODE, "organisations: {trust: {boundary: out}}" + WEAK)


def test_a_line_in_a_scope_that_does_not_cover_does_not_lift_it():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: reports_to, to: minister, scope: care}
          - {from: trust, kind: accountable_to, to: minister, scope: care/beds}
        """,
    )
    assert found.scopes == ("care",)


def test_different_best_lines_in_two_scopes_are_two_findings():
    found = findings(
        CODE,
        """
        relationships:
          - {from: trust, kind: reports_to, to: board, scope: care}
          - {from: trust, kind: reports_to, to: region, scope: estate}
          - {from: board, kind: reports_to, to: minister}
          - {from: region, kind: reports_to, to: minister}
        """,
    )
    assert {(f.scopes, f.lines[0][1]) for f in found} == {(("care",), "board"), (("estate",), "region")}
    assert len({f.id for f in found}) == 2
