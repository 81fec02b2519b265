"""LOS-07: whatever line is taken, it passes a post that nobody holds."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "LOS-07"
VACANT = """
posts: {{director: {{vacant: {}}}, deputy: {{}}}}
relationships:
  - {{from: trust, kind: accountable_to, to: director, source: tor 5}}
  - {{from: director, kind: accountable_to, to: minister, source: tor 6}}
"""
YES = VACANT.format("yes")


def test_a_vacant_post_on_the_only_line_is_high():
    found = one(CODE, YES)
    assert (found.severity, found.subjects) == (Severity.HIGH, ("trust", "director"))
    assert (found.at, found.key) == ("trust", "trust>director>minister")
    assert found.lines == (("trust", "director", "minister"),)
    assert "Director" in found.message
    assert cited(found) == {"tor 5", "tor 6"}


def test_a_filled_post_is_no_finding():
    is_silent(CODE, VACANT.format("no"))


@pytest.mark.parametrize("kind", ["accountable_to", "reports_to"])
def test_a_second_line_of_any_strength_relieves_it(kind):
    is_silent(CODE, f"{YES}  - {{from: trust, kind: {kind}, to: minister}}\n")


def test_an_acting_deputy_relieves_it():
    acting = "  - {from: trust, kind: reports_to, to: deputy}\n  - {from: deputy, kind: reports_to, to: minister}\n"
    is_silent(CODE, YES + acting)


@pytest.mark.parametrize("label", ["status: proposed", "status: historical", "until: 2008"])
def test_a_second_line_that_does_not_count_does_not(label):
    one(CODE, f"{YES}  - {{from: trust, kind: accountable_to, to: minister, {label}}}\n", as_at="2010")


def test_a_second_line_that_leads_to_another_vacancy_does_not():
    rows = YES.replace("deputy: {}", "deputy: {vacant: yes}")
    found = one(
        CODE,
        rows
        + "  - {from: trust, kind: accountable_to, to: deputy}\n  - {from: deputy, kind: accountable_to, to: minister}\n",
    )
    assert found.subjects[0] == "trust"


def test_a_second_line_that_comes_back_through_the_vacancy_does_not():
    one(
        CODE,
        YES
        + "  - {from: trust, kind: accountable_to, to: region}\n  - {from: region, kind: accountable_to, to: director}\n",
    )


def test_a_vacancy_further_up_counts():
    found = one(
        CODE,
        """
        posts: {director: {vacant: yes}}
        relationships:
          - {from: trust, kind: accountable_to, to: region}
          - {from: region, kind: accountable_to, to: director}
          - {from: director, kind: accountable_to, to: minister}
        """,
    )
    assert found.subjects == ("trust", "director")


def test_a_vacancy_off_the_line_does_not():
    is_silent(
        CODE,
        """
        posts: {director: {vacant: yes}}
        relationships:
          - {from: trust, kind: accountable_to, to: minister}
          - {from: director, kind: accountable_to, to: trust}
        """,
    )


def test_a_subject_that_is_itself_vacant_is_not_on_its_own_line():
    is_silent(
        CODE,
        "posts: {director: {vacant: yes}}\nrelationships: [{from: director, kind: accountable_to, to: minister}]",
        subjects="director",
    )


def test_a_root_that_is_vacant_is_passed_by_every_line_and_is_not_judged_itself():
    found = one(
        CODE,
        "posts: {minister: {vacant: yes}}\nrelationships: [{from: trust, kind: accountable_to, to: minister}]",
    )
    assert (found.subjects, found.key) == (("trust",), "trust>minister")
    assert found.message.endswith("passes a vacant post; the best passes Minister.")


def test_a_second_root_that_is_filled_relieves_it():
    is_silent(
        CODE,
        """
        posts: {minister: {vacant: yes}, premier: {}}
        relationships: [{from: trust, kind: accountable_to, to: [minister, premier]}]
        """,
        root=["minister", "premier"],
    )


def test_no_line_at_all_is_another_rule():
    is_silent(
        CODE,
        "posts: {director: {vacant: yes}}\nrelationships: [{from: trust, kind: accountable_to, to: director}]",
    )


def test_only_the_scope_of_the_vacant_line_is_named():
    found = one(
        CODE,
        """
        posts: {director: {vacant: yes}}
        relationships:
          - {from: trust, kind: accountable_to, to: director, scope: care}
          - {from: director, kind: accountable_to, to: minister}
          - {from: trust, kind: accountable_to, to: minister, scope: estate}
        """,
    )
    assert found.scopes == ("care",)


def test_a_partner_is_not_judged():
    is_silent(CODE, "organisations: {trust: {boundary: out}}" + YES)


def test_a_vacant_post_that_has_been_abolished_is_no_line_at_all():
    is_silent(CODE, YES.replace("vacant: yes", "vacant: yes, until: 2008"), as_at="2010")
