"""MON-03: a body with money, and nobody who answers for it in person."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "MON-03"
FUNDS = "  - {from: department, kind: funds, to: unit, scope: care, amount: 500, unit: £k, source: tor 8}\n"
# An officer somewhere in the papers: so that silence about another says something.
ELSEWHERE = "other-officer: {in: clinic, officer: accounting}"


def case(*rows, unit="kind: unit", posts=ELSEWHERE, organisations=""):
    bodies = f"organisations: {{unit: {{{unit}}}, clinic: {{}}{organisations}}}\n"
    return bodies + f"posts: {{{posts}}}\n" + "relationships:\n" + FUNDS + "".join(rows)


def test_a_funded_body_without_one_is_high():
    found = one(CODE, case())
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("unit",), ("care",))
    assert (
        found.message
        == "Unit is funded (£500k), but the papers name no accounting, accountable or budget officer for it."
    )
    assert "tor 8" in cited(found)


@pytest.mark.parametrize("officer", ["accounting", "accountable", "budget"])
@pytest.mark.parametrize("place", ["in: unit", "heads: unit", "in: wing"])
def test_an_officer_in_it_in_a_part_of_it_or_at_its_head(officer, place):
    posts = f"{ELSEWHERE}, chief: {{{place}, officer: {officer}}}"
    is_silent(CODE, case(posts=posts, organisations=", wing: {part_of: unit}"))


def test_a_post_that_is_no_officer_is_none():
    one(CODE, case(posts=f"{ELSEWHERE}, chief: {{heads: unit}}"))


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_an_officer_who_does_not_count(label):
    one(CODE, case(posts=f"{ELSEWHERE}, chief: {{heads: unit, officer: budget, {label}}}"), as_at="2010")


def test_an_officer_of_the_body_around_it_and_of_its_counted_party():
    is_silent(CODE, case(unit="kind: unit, part_of: clinic"))
    is_silent(
        CODE,
        case(
            unit="kind: unit, one_of: units",
            organisations=", units: {count: 3}",
            posts="chief: {in: units, officer: budget}",
        ),
    )
    one(
        CODE,
        case(
            unit="kind: unit, count: 3",
            organisations=", north: {one_of: unit}",
            posts="chief: {in: north, officer: budget}",
        ),
    )


@pytest.mark.parametrize("row", [
    "from: clinic, kind: hosts, to: unit",
    "from: clinic, kind: employs, to: unit",
    "from: clinic, kind: operates, to: unit",
    "from: clinic, kind: directs, to: unit",
    "from: clinic, kind: performance_manages, to: unit",
    "from: unit, kind: accountable_to, to: clinic",
    "from: clinic, kind: vouches_for, to: unit",
    "from: unit, kind: leans_on, to: clinic",
])  # fmt: skip
def test_an_officer_of_one_that_stands_over_it(row):
    own = {
        "kinds": {
            "vouches_for": {"reads": "vouches for", "upper": "from"},
            "leans_on": {"reads": "leans on", "upper": "to"},
        }
    }
    is_silent(CODE, case(f"  - {{{row}}}\n"), vocabulary=own)


@pytest.mark.parametrize("kind", ["funds", "commissions", "works_with", "supports", "approves", "represents"])
def test_an_officer_of_one_that_does_not(kind):
    one(CODE, case(f"  - {{from: clinic, kind: {kind}, to: unit}}\n"))


# -- pools

POOL = "kind: board, pool_host: not_stated"


def test_a_pool_whose_host_is_left_open_is_high_whatever_else_the_papers_mark():
    found = one(CODE, case(unit=POOL, posts="chief: {in: clinic}"))
    assert found.severity is Severity.HIGH
    assert "nor who hosts the pooled budget" in found.message
    one(CODE, case("  - {from: unit, kind: accountable_to, to: clinic}\n", unit=POOL))
    one(CODE, case(unit=POOL + ", statutory: yes"))
    is_silent(CODE, case(unit=POOL, posts="chief: {heads: unit, officer: budget}"))


def test_a_pool_that_nobody_is_said_to_pay_into():
    text = f"organisations: {{unit: {{{POOL}, source: tor 3}}}}\nrelationships: [{{from: trust, kind: works_with, to: unit}}]\n"
    found = one(CODE, text)
    assert found.message.startswith("Unit is to hold a pooled budget, but")
    assert cited(found) == {"tor 3"}


def test_a_host_of_the_pool_answers_for_it():
    is_silent(CODE, case(unit="kind: board, pool_host: The clinic"))


# -- papers that mark no officer


def test_papers_that_mark_no_officer_are_one_finding_for_all():
    more = "  - {from: department, kind: funds, to: desk, source: tor 9}\n"
    found = one(CODE, case(more, posts="chief: {in: clinic}"))
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("desk", "unit"))
    assert "for any body that they show to be funded: Desk and Unit." in found.message
    assert cited(found) == {"tor 8", "tor 9"}
    assert len(findings(CODE, case(more))) == 2


def test_a_named_one_is_told_with_its_counted_party():
    more = "  - {from: department, kind: funds, to: units}\n"
    found = one(
        CODE,
        case(
            more,
            unit="kind: unit, one_of: units",
            organisations=", units: {count: 3}",
            posts="chief: {in: clinic}",
        ),
    )
    assert found.subjects == ("units",)


# -- who is not asked


@pytest.mark.parametrize(
    "unit",
    [
        "kind: nhs_trust",
        "kind: department",
        "kind: council",
        "kind: unit, statutory: yes",
        "kind: provider",
        "kind: company",
    ],
)
def test_bodies_that_have_one_by_law_and_providers(unit):
    is_silent(CODE, case(unit=unit))
    is_silent(CODE, case(unit=unit, posts="chief: {in: clinic}"))


def test_posts_partners_and_roots():
    is_silent(
        CODE, "posts: {unit: {in: clinic}, chief: {in: trust, officer: budget}}\nrelationships:\n" + FUNDS
    )
    is_silent(CODE, case(unit="kind: unit, boundary: out"))
    is_silent(CODE, case(), root="unit")
    is_silent(CODE, case(unit=POOL + ", boundary: out"))


def test_amounts_below_the_limit_are_left_out():
    is_silent(CODE, case(), settings={"thresholds": {"materiality": "501"}})
    one(CODE, case(), settings={"thresholds": {"materiality": "500"}})


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_money_that_does_not_count(label):
    is_silent(CODE, case().replace("source: tor 8", label), as_at="2010")
