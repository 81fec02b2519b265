"""LOS-03: a line worth the name exists, and every such line rests on a weak label."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "LOS-03"
LINE = """
relationships:
  - {{from: region, kind: performance_manages, to: trust, source: tor 2}}
  - {{from: region, kind: accountable_to, to: minister, source: tor 11c, {}}}
"""


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("basis: inferred", "inferred by the modeller"),
        ("basis: carried_over", "carried over from a paper of another date"),
        ("basis: external", "from outside the papers"),
        ("status: agreed", "an agreed objective, not yet shown to be in force"),
    ],
)
def test_a_weak_label_on_the_only_line_is_medium_and_named(label, words):
    found = findings(CODE, LINE.format(label))
    assert {f.subjects for f in found} == {("trust",), ("region",)}, "both rest on the one link"
    for finding in found:
        assert finding.severity is Severity.MEDIUM
        assert finding.relationships == ("region.accountable_to.minister",)
        assert words in finding.message


def test_it_is_raised_with_the_weak_links_alone():
    found = one(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: region, source: tor 2}
          - {from: region, kind: accountable_to, to: minister, source: tor 11c, basis: inferred}
        """,
    )
    assert found.subjects == ("trust",)
    assert found.lines == (("trust", "region", "minister"),)
    assert found.relationships == ("region.accountable_to.minister",)
    assert cited(found) == {"tor 11c"}
    assert "Trust is accountable to Region" not in found.message


def test_both_labels_weak_are_both_said():
    found = one(
        CODE,
        "relationships: [{from: trust, kind: accountable_to, to: minister, basis: inferred, status: agreed}]",
    )
    assert "agreed objective" in found.message
    assert "inferred by the modeller" in found.message


def test_a_settled_line_beside_the_weak_one_serves_even_if_it_is_weaker():
    weak = "relationships:\n  - {from: trust, kind: accountable_to, to: minister, basis: inferred}\n"
    one(CODE, weak)
    is_silent(CODE, weak + "  - {from: minister, kind: commissions, to: trust}\n")


def test_a_settled_report_beside_the_weak_line_does_not_serve():
    one(
        CODE,
        """
        relationships:
          - {from: trust, kind: accountable_to, to: minister, basis: inferred}
          - {from: trust, kind: reports_to, to: minister}
        """,
    )


def test_a_line_of_reports_is_another_rule_however_weak_its_evidence():
    is_silent(CODE, "relationships: [{from: trust, kind: reports_to, to: minister, basis: inferred}]")


def test_stated_and_in_force_throughout_is_no_finding():
    is_silent(CODE, LINE.format("status: in_force"))


def test_a_contract_that_is_not_counted_is_no_settled_line():
    rows = """
    relationships:
      - {from: trust, kind: accountable_to, to: minister, basis: inferred}
      - {from: minister, kind: commissions, to: trust}
    """
    is_silent(CODE, rows)
    one(CODE, rows, reading={"contracts_count": False})


def test_those_who_commission_a_subject_are_judged_as_well():
    rows = """
    relationships:
      - {from: trust, kind: accountable_to, to: minister}
      - {from: buyer, kind: accountable_to, to: minister, basis: inferred}
      - {from: buyer, kind: KIND, to: trust}
    """
    assert one(CODE, rows.replace("KIND", "commissions")).subjects == ("buyer",)
    is_silent(CODE, rows.replace("KIND", "funds"))


def test_the_label_of_a_part_is_read_too():
    part = "organisations: {{trust: {{part_of: {{body: ministry, basis: {}}}}}}}"
    assert "is part of Ministry" in one(CODE, part.format("inferred"), root="ministry").message
    is_silent(CODE, part.format("stated"), root="ministry")


def test_a_proposal_admitted_by_the_reviewer_is_weak_evidence():
    rows = "relationships: [{from: trust, kind: accountable_to, to: minister, status: proposed}]"
    is_silent(CODE, rows)
    found = one(CODE, rows, reading={"statuses": frozenset({"in_force", "proposed"})})
    assert "proposed" in found.message


def test_scopes_with_the_same_line_are_merged():
    found = one(
        CODE,
        """
        relationships: [{from: trust, kind: accountable_to, to: minister, basis: inferred}]
        duties:
          d: {name: D, responsible: [trust], scope: care}
          e: {name: E, responsible: [trust], scope: estate}
        """,
    )
    assert found.scopes == ("care", "estate")


def test_a_partner_is_not_judged():
    is_silent(
        CODE,
        "organisations: {trust: {boundary: out}}\n"
        "relationships: [{from: trust, kind: accountable_to, to: minister, basis: inferred}]",
    )
