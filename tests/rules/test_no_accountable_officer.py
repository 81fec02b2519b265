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


OWN_KIND = {"kinds": {"vouches_for": {"reads": "vouches for", "upper": "from", "carries": 2}}}
OVER = [
    "from: clinic, kind: hosts, to: unit",
    "from: clinic, kind: employs, to: unit",
    "from: clinic, kind: operates, to: unit",
    "from: clinic, kind: delegates_to, to: unit",
    "from: unit, kind: accountable_to, to: clinic",
    "from: clinic, kind: vouches_for, to: unit",
]


@pytest.mark.parametrize("row", OVER)
def test_an_officer_of_one_that_stands_over_it(row):
    is_silent(CODE, case(f"  - {{{row}}}\n"), vocabulary=OWN_KIND)
    is_silent(
        CODE,
        case(f"  - {{{row}}}\n".replace("clinic", "ward"), organisations=", ward: {part_of: clinic}"),
        vocabulary=OWN_KIND,
    )
    of_all = case(
        f"  - {{{row}}}\n".replace("unit", "units"), unit="one_of: units", organisations=", units: {count: 3}"
    )
    is_silent(CODE, of_all, vocabulary=OWN_KIND)


@pytest.mark.parametrize("row", OVER)
@pytest.mark.parametrize("clinic", ["statutory: yes", "kind: nhs_trust"])
def test_one_over_it_that_has_an_officer_by_law(row, clinic):
    text = case(f"  - {{{row}}}\n", posts="chief: {in: clinic}").replace(
        "clinic: {}", f"clinic: {{{clinic}}}"
    )
    is_silent(CODE, text, vocabulary=OWN_KIND)


@pytest.mark.parametrize(
    "kind",
    [
        "funds",
        "commissions",
        "works_with",
        "supports",
        "approves",
        "represents",
        "oversees",
        "directs",
        "performance_manages",
    ],
)
def test_an_officer_of_one_that_does_not(kind):
    one(CODE, case(f"  - {{from: clinic, kind: {kind}, to: unit}}\n"))


# -- pools

POOL = "kind: board, pool_host: not_stated"


def test_a_pool_whose_host_is_left_open_is_high_whatever_else_the_papers_mark():
    found = one(CODE, case(unit=POOL, posts="chief: {in: clinic}"))
    assert found.severity is Severity.HIGH
    assert found.message == (
        "The papers name no host, and no accounting, accountable or budget officer, for the pooled budget of Unit."
    )
    assert cited(found) == {"", "tor 8"}
    one(CODE, case("  - {from: unit, kind: accountable_to, to: clinic}\n", unit=POOL))
    one(CODE, case(unit=POOL + ", statutory: yes"))
    is_silent(CODE, case(unit=POOL, posts="chief: {heads: unit, officer: budget}"))


def test_a_pool_that_nobody_is_said_to_pay_into():
    text = f"organisations: {{unit: {{{POOL}, source: tor 3}}}}\nrelationships: [{{from: trust, kind: works_with, to: unit}}]\n"
    found = one(CODE, text)
    assert cited(found) == {"tor 3"}


def test_a_host_of_the_pool_answers_for_it():
    is_silent(CODE, case(unit="kind: board, pool_host: The clinic"))


def test_a_pool_of_a_body_that_somebody_hosts_is_asked_for_an_officer_like_any_body():
    hosted = "  - {from: HOST, kind: hosts, to: unit}\n"
    is_silent(CODE, case(hosted.replace("HOST", "clinic"), unit=POOL))
    is_silent(CODE, case(hosted.replace("HOST", "law"), unit=POOL, organisations=", law: {statutory: yes}"))
    found = one(CODE, case(hosted.replace("HOST", "desk"), unit=POOL))
    assert found.message.startswith("Unit is funded (£500k), but")
    is_silent(CODE, case(unit="kind: provider, pool_host: The clinic"))
    one(CODE, case(unit=POOL.replace("board", "provider")))


def test_an_officer_of_its_counted_party_has_the_pool_of_each():
    is_silent(
        CODE,
        case(
            unit=POOL + ", one_of: units",
            organisations=", units: {count: 3}",
            posts="chief: {in: units, officer: budget}",
        ),
    )
    one(CODE, case(unit=POOL + ", part_of: clinic"))


# -- papers that mark no officer


def test_papers_that_mark_no_officer_are_one_finding_for_all():
    more = "  - {from: department, kind: funds, to: desk, source: tor 9}\n"
    found = one(CODE, case(more, posts="chief: {in: clinic}"))
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("desk", "unit"))
    assert found.message == (
        "The papers show money going to Desk and Unit, and name no accounting, accountable or budget officer there or anywhere else."
    )
    assert cited(found) == {"tor 8", "tor 9"}
    assert len(findings(CODE, case(more))) == 2
    past = one(CODE, case(posts="chief: {in: clinic, officer: budget, until: 2008}"), as_at="2010")
    assert past.severity is Severity.MEDIUM, "an officer of the past is none that the papers mark"


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


BY_LAW = (
    "parliament", "ministry", "department", "council", "police", "nhs_trust", "foundation_trust", "statutory_authority",
    "integrated_care_board",
)  # fmt: skip
PAID_FOR_SERVICE = ("provider", "hospital", "site", "company", "charity", "partner", "population")


@pytest.mark.parametrize(
    "unit", [*(f"kind: {kind}" for kind in BY_LAW + PAID_FOR_SERVICE), "kind: unit, statutory: yes"]
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
    limit = {"settings": {"thresholds": {"materiality": "500"}}}
    assert one(CODE, case(), **limit).message.endswith("Amounts below the chosen limit of 500 are left out.")
    assert "limit of 500" in one(CODE, case(posts="chief: {in: clinic}"), **limit).message


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_money_that_does_not_count(label):
    is_silent(CODE, case().replace("source: tor 8", label), as_at="2010")
