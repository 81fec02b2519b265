"""MON-01: figures recomputed, and held against what the papers state."""

from decimal import Decimal

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity
from govgraph.rules._money import agrees, plain_unit, read_limit

CODE = "MON-01"
WORKS = "relationships: [{from: trust, kind: works_with, to: council}]\n"


def case(*rows, extra=WORKS):
    return extra + "figures:\n" + "".join(f"  {row}\n" for row in rows)


def total(equals, amount=None, **fields):
    told = "".join(f", {field}: {value}" for field, value in fields.items())
    stated = "" if amount is None else f", amount: {amount}"
    return f'total: {{name: The total, equals: "{equals}"{stated}{told}, source: tor 8}}'


# -- reading the words for an amount


@pytest.mark.parametrize(
    ("text", "unit", "inside", "outside"),
    [
        ("less than 0.4 %", "%", "0.39", "0.4"),
        ("fewer than 9 centres", "centres", "8", "9"),
        ("Under £1,000", "£", "999", "1000"),
        ("below 4", None, "3.99", "4"),
        ("no more than 5", "beds", "5", "5.01"),
        ("not more than 5 beds", "beds", "5", "6"),
        ("at most 5", None, "5", "6"),
        ("up to £5m", "£m a year", "5", "5.1"),
        ("5 or fewer", "beds", "5", "6"),
        ("£5m or less", "£m", "5", "6"),
        ("more than 4 years", "years", "5", "4"),
        ("over 100", "people", "101", "100"),
        ("above £100k", "£k", "101", "100"),
        ("in excess of 50%", "%", "51", "50"),
        ("no less than 3", "x", "3", "2"),
        ("not less than 3", "x", "3", "2"),
        ("at least 18 months", "months", "18", "17"),
        ("a minimum of 3", "meetings", "3", "2"),
        ("75 % or more", "%", "75", "74"),
        ("about £120m", "£m", "132", "133"),
        ("around 120", "£m", "108", "107"),
        ("approximately 120", "£m", "108", "107"),
        ("circa 120", "£m", "132", "133"),
        ("almost 400", "cases", "360", "359"),
        ("nearly 400 cases", "cases", "400", "441"),
        ("0.35", "%", "0.345", "0.344"),
        ("£870k a year", "£k a year", "870", "871"),
        ("50 per cent", "%", "50", "51"),
        ("£3.5 million", "£m", "3.5", "3.6"),
    ],
)
def test_words_that_are_read(text, unit, inside, outside):
    holds = read_limit(text, unit)
    assert holds is not None
    assert holds(Decimal(inside))
    assert not holds(Decimal(outside))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("left blank", "LSCGs"),
        ("monthly", "meetings"),
        ("almost one-fifth", "%"),
        ("20 of the 35", "%"),
        ("£3.48 billion, an estimate", "£m"),
        ("£3 billion", "£m"),
        ("less than 4 beds", "places"),
        ("less than £4m", None),
        ("usually 2-4", "providers"),
        ("generally under 400, certainly under 1,000", "cases"),
        ("2 % or 3 %", "%"),
        ("overall 5", "beds"),
        ("more than 5 or more", "beds"),
        ("3 to 6", "beds"),
        ("1,00", "beds"),
        ("more than", "beds"),
        ("", "beds"),
    ],
)
def test_words_that_are_not_read_are_not_guessed(text, unit):
    assert read_limit(text, unit) is None


@pytest.mark.parametrize(
    ("value", "stated", "same"),
    [
        ("57.14", "57.1", True),
        ("57.16", "57.1", False),
        ("870", "870", True),
        ("869.4", "870", False),
        ("0.345", "0.35", True),
    ],
)
def test_a_value_agrees_where_it_does_as_rounded(value, stated, same):
    assert agrees(Decimal(value), Decimal(stated)) is same


@pytest.mark.parametrize(
    ("one_way", "another"),
    [
        ("£m a year", "£m"),
        ("£k pa", "£k"),
        ("£k p.a.", "£k"),
        ("£ million", "£m"),
        ("per cent", "%"),
        ("percentage", "%"),
        ("Beds ", "beds"),
        ("£bn per annum", "£ billion"),
    ],
)
def test_one_unit_in_two_spellings(one_way, another):
    assert plain_unit(one_way) == plain_unit(another)


@pytest.mark.parametrize(
    ("one_way", "another"), [("£m", "£k"), ("£m", "m"), ("£", "£ a pct"), ("beds", "places")]
)
def test_two_units(one_way, another):
    assert plain_unit(one_way) != plain_unit(another)


# -- sums


def test_a_sum_that_is_not_what_is_stated_is_high():
    found = one(CODE, case(total("3*60 + 480 + 7*30", 880, unit="£k a year", about="trust")))
    assert (found.severity, found.subjects, found.at, found.key) == (
        Severity.HIGH,
        ("trust",),
        "trust",
        "total",
    )
    assert found.message == (
        "The figure “The total” (about Trust) is stated as £880k a year, but 3 × 60 + 480 + 7 × 30 comes to £870k a year."
    )
    assert cited(found) == {"tor 8"}


def test_a_sum_that_is_right_is_silent():
    is_silent(CODE, case(total("3*60 + 480 + 7*30", 870, unit="£k a year")))


def test_a_sum_agrees_to_the_decimals_stated():
    """Parts to one decimal, and a total in whole pounds: that is rounding, and nobody's mistake."""
    is_silent(CODE, case(total("5.2 + 5.2", 10)))
    assert (
        "stated as 10.0, but 5.2 + 5.2 comes to 10.4" in one(CODE, case(total("5.2 + 5.2", "10.0"))).message
    )
    assert "comes to 11" in one(CODE, case(total("5 + 6", 10))).message


def test_a_tolerance_is_how_much_it_may_differ():
    is_silent(CODE, case(total("5.4 + 5.4", 10, tolerance="0.8")))
    one(CODE, case(total("5.4 + 5.4", 10, tolerance="0.79")))
    one(CODE, case(total("20 / 35 * 100", "57.1", tolerance="0.01")))


def test_parts_are_told_in_numbers_and_cited():
    rows = (
        "east: {name: East, amount: 400, source: tor 6}",
        "west: {name: West, amount: 480, source: tor 7}",
    )
    found = one(CODE, case(*rows, total("(east + west) * 2 - (west - east)", 870)))
    assert "(400 + 480) × 2 − (480 − 400) comes to 1680" in found.message
    assert cited(found) == {"tor 6", "tor 7", "tor 8"}


def test_a_part_counts_with_what_its_own_working_comes_to():
    rows = ('third: {name: A third, equals: "1 / 3"}', total("third + 1", 2))
    assert "0.333333 + 1 comes to 1.33" in one(CODE, case(*rows)).message
    is_silent(CODE, case(rows[0], total("third + 1", "1.33")))


@pytest.mark.parametrize(
    ("unit", "severity"), [("£k", Severity.HIGH), ('"%"', Severity.HIGH), ("beds", Severity.MEDIUM)]
)
def test_money_and_percentages_are_high_and_numbers_of_things_medium(unit, severity):
    assert one(CODE, case(total("1 + 1", 3, unit=unit))).severity is severity
    part = f"east: {{name: East, amount: 1, unit: {unit}}}"
    assert one(CODE, case(part, total("east + 1", 3))).severity is severity


def test_a_long_working_is_not_repeated():
    found = one(CODE, case(total(" + ".join(["1"] * 16), 12)))
    assert "stated as 12, but the working comes to 16" in found.message
    assert "1 + 1 +" in one(CODE, case(total(" + ".join(["1"] * 15), 11))).message


def test_huge_numbers_are_told_shortly():
    found = one(CODE, case(total(" * ".join(["999999999999999"] * 20), 1)))
    assert len(found.message) < 800
    assert "1.000E+300" in found.message


# -- ratios


@pytest.mark.parametrize(
    ("stated", "right"), [("57", True), ("57.1", True), ("57.14", True), ("57.2", False), ("57.10", False)]
)
def test_a_ratio_agrees_to_the_decimals_stated(stated, right):
    text = case(total("20 / 35 * 100", stated, unit='"%"'))
    if right:
        is_silent(CODE, text)
    else:
        assert "20 ÷ 35 × 100 comes to 57.14" in one(CODE, text).message


def test_words_that_bound_are_held_against_the_working():
    text = case(total("870 / 252000 * 100", unit='"%"', stated_as="less than {} %"))
    is_silent(CODE, text.replace("{}", "0.4"))
    found = one(CODE, text.replace("{}", "0.3"))
    assert "is stated as less than 0.3 %, but 870 ÷ 252000 × 100 comes to 0.3452%" in found.message


def test_the_amount_beside_words_that_bound_is_not_compared():
    is_silent(CODE, case(total("870 / 252000 * 100", "0.4", unit='"%"', stated_as="less than 0.4 %")))
    one(CODE, case(total("870 / 252000 * 100", "0.4", unit='"%"', stated_as="0.4 %")))


def test_words_without_a_working_are_nothing_to_check():
    is_silent(CODE, case("total: {name: The total, amount: 100, stated_as: over 100}"))


def test_words_that_cannot_be_read_are_said_not_to_be_checked():
    rows = (
        'other: {name: Other, equals: "1 + 1", stated_as: some day, source: tor 9}',
        total("0 + 0", stated_as="left blank"),
    )
    found = one(CODE, case(*rows))
    assert (found.severity, found.subjects, found.at) == (Severity.INFO, (), "other")
    assert "Not checked, since" in found.message
    assert "“Other” (“some day”) and “The total” (“left blank”)" in found.message
    assert cited(found) == {"tor 8", "tor 9"}
    is_silent(CODE, case(total("20 / 35 * 100", "57.1", stated_as="20 of the 35")))


# -- units


def parts(first, second, equals="east + west", amount=30, **fields):
    return case(
        f"east: {{name: East, amount: 10, {first}}}",
        f"west: {{name: West, amount: 20, {second}}}",
        total(equals, amount, **fields),
    )


@pytest.mark.parametrize(("first", "second"), [("£k", "£m"), ("£k", "beds"), ('"%"', "beds")])
def test_different_units_are_not_added(first, second):
    found = one(CODE, parts(f"unit: {first}", f"unit: {second}"))
    assert found.severity is Severity.HIGH
    assert "adds up amounts in different units" in found.message


def test_counts_of_different_things_are_added_every_day():
    is_silent(CODE, parts("unit: teams", "unit: groups", unit="bodies"))


def test_units_that_are_not_given_and_a_year_more_or_less():
    is_silent(CODE, parts("unit: £k", "name: West"))
    is_silent(CODE, parts("unit: £k a year", "unit: £k"))


def test_the_unit_of_the_total_is_one_of_them():
    one(CODE, parts("unit: £k", "unit: £k", unit="£m"))
    is_silent(CODE, parts("unit: £k", "unit: £k", equals="(east + west) / 10", amount=3, unit='"%"'))


# -- years


def test_a_total_for_one_year_does_not_add_another():
    found = one(CODE, parts("year: 2008/09", "year: 2009/10", year="2009-10", unit="£k"))
    assert found.severity is Severity.HIGH
    assert "is for 2009-10, but adds up amounts for 2008/09 and 2009/10" in found.message


@pytest.mark.parametrize("year", [{}, {"year": "2008 to 2010"}])
def test_a_total_over_years_is_to_be_noted(year):
    found = one(CODE, parts("year: 2008/09", "year: 2009/10", **year))
    assert (found.severity, found.at, found.subjects) == (Severity.INFO, "total", ())
    assert "“The total” (amounts for 2008/09 and 2009/10)" in found.message


@pytest.mark.parametrize("year", ["2008-2009", "2008–09", "2008 / 2009"])
def test_one_year_in_two_spellings(year):
    is_silent(CODE, parts("year: 2008/09", f"year: {year}"))
    is_silent(CODE, parts("year: 2008/09", f"year: {year}", year="2008/09"))


@pytest.mark.parametrize("year", ["2008", "2009", "2008/10", "2008-09-01"])
def test_another_year(year):
    assert one(CODE, parts("year: 2008/09", f"year: {year}")).severity is Severity.INFO


def test_a_year_that_is_not_shown_is_to_be_noted():
    found = one(CODE, parts("year: 2008/09", "unit: beds", year="2008/09"))
    assert (found.severity, "amounts for 2008/09 and amounts without a year" in found.message) == (
        Severity.INFO,
        True,
    )


def test_growth_is_between_years():
    is_silent(CODE, parts("year: 2008/09", "year: 2009/10", equals="west - east", amount=10))
    for growth in ("east + (west - east)", "(west - east) + east"):
        is_silent(CODE, parts("year: 2008/09", "year: 2009/10", equals=growth, amount=20))


@pytest.mark.parametrize(
    ("second", "told"),
    [("year: 2009/10", "amounts for 2008/09 and 2009/10"), ("unit: beds", "without a year")],
)
def test_a_ratio_between_years_is_to_be_noted(second, told):
    found = one(CODE, parts("year: 2008/09", second, equals="west / east", amount=2, year="2008/09"))
    assert (found.severity, told in found.message) == (Severity.INFO, True)
    is_silent(CODE, parts("year: 2008/09", "year: 2008/09", equals="west / east", amount=2))


def test_years_left_open_are_one_finding():
    text = (
        parts("year: 2008/09", "unit: beds")
        + '  more: {name: More, amount: 40, equals: "east + east + west"}\n'
    )
    found = one(CODE, text)
    assert "“More”" in found.message
    assert "“The total”" in found.message


def test_all_faults_of_a_figure_are_one_finding():
    found = one(CODE, parts("unit: £k, year: 2008", "unit: £m, year: 2009", amount=31, year=2009))
    assert "comes to 30, adds up amounts in different units (£k and £m) and is for 2009" in found.message


# -- whom it concerns


def test_a_figure_about_nobody_is_raised_at_itself():
    found = one(CODE, case(total("1 + 1", 3)))
    assert (found.subjects, found.at) == ((), "total")
    assert found.id.startswith("MON-01.total.")


def test_what_is_no_party_is_no_subject():
    assert one(CODE, case("other: {name: O, amount: 1}", total("1 + 1", 3, about="[other]"))).subjects == ()


def test_it_concerns_those_whom_its_parts_are_about():
    assert one(CODE, parts("about: trust", "about: council", amount=31)).subjects == ("trust", "council")
    assert one(CODE, parts("about: trust", "about: council", amount=31, about="minister")).subjects == (
        "minister",
    )


def test_a_figure_without_a_name():
    text = case('total: {equals: "1 + 1", amount: 3, unit: beds}')
    assert one(CODE, text).message.startswith("A figure without a name is stated as 3 beds, but")


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008", "status: historical"])
def test_a_figure_that_does_not_count(label):
    is_silent(CODE, case(total("1 + 1", 3).replace("source", f"{label}, source")), as_at="2010")


def test_each_figure_that_is_wrong_is_a_finding():
    rows = [f'f{n}: {{name: F{n}, amount: 1, equals: "1 + 1"}}' for n in range(3)]
    assert [f.at for f in findings(CODE, case(*rows))] == ["f0", "f1", "f2"]
