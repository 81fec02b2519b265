"""STR-03: a number that the papers give in two ways."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "STR-03"
GROUPS = """
organisations:
  groups: {name: Regional groups, kind: group, count: 9, aliases: [RGs], source: tor 1}
MORE
figures:
  a: {FIGURE, about: [groups], source: tor 2}
"""


def groups(figure="name: Regional groups, amount: 10, unit: groups", more=""):
    return GROUPS.replace("FIGURE", figure).replace("MORE", more)


# -- the count against a figure


def test_a_figure_of_the_same_name_gives_another_number():
    found = one(CODE, groups())
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("groups",))
    assert (
        found.message
        == "Regional groups are counted as 9 in the papers, but “Regional groups” is given as 10 (tor 2)."
    )
    assert cited(found) == {"tor 1", "tor 2"}


def test_the_same_number_is_no_finding():
    is_silent(CODE, groups().replace("amount: 10", "amount: 9"))


@pytest.mark.parametrize(
    "name",
    [
        "Regional groups in all",
        "Regional groups today",
        "Number of regional groups",
        "The Regional Group",
        "RGs in the survey",
        "Regional groups as paragraph 3 counts them",
        "RGs by the note to the survey",
    ],
)
def test_what_a_name_adds_may_leave_it_the_same(name):
    one(CODE, groups(f"name: {name}, amount: 10, unit: groups"))


@pytest.mark.parametrize(
    "name",
    [
        "Regional groups with a budget",
        "Regional groups in London",
        "Members of the regional groups",
        "New regional groups",
    ],
)
def test_a_figure_with_another_name_may_count_some_of_them(name):
    is_silent(CODE, groups(f"name: {name}, amount: 10, unit: groups"))


def test_authorities_are_an_authority_in_the_plural():
    text = groups("name: Health Authority, amount: 10, unit: authorities").replace(
        "name: Regional groups, kind", "name: Health authorities, kind"
    )
    one(CODE, text)


def test_a_figure_without_a_name_counts_what_it_is_about():
    assert "but a figure gives 10 (tor 2)" in one(CODE, groups("amount: 10, unit: groups")).message


@pytest.mark.parametrize("unit", ["'%'", "£m", "posts", "people"])
def test_a_figure_in_another_unit_counts_something_else(unit):
    is_silent(CODE, groups(f"name: Regional groups, amount: 10, unit: {unit}"))


@pytest.mark.parametrize(
    "more",
    [
        "",
        ", unit: groups, year: 2005/06",
        ", unit: groups, stated_as: about ten",
        ", unit: groups, each: yes",
        ", unit: groups, tolerance: 1",
    ],
)
def test_without_a_unit_of_another_year_stated_roughly_or_for_each(more):
    is_silent(CODE, groups(f"name: Regional groups, amount: 10{more}"))


def test_a_figure_about_several_counts_them_together():
    is_silent(CODE, groups().replace("about: [groups]", "about: [groups, trust]"))


def test_a_sum_counts_where_no_amount_is_stated():
    assert "given as 10" in one(CODE, groups("name: Regional groups, equals: 3 + 7, unit: groups")).message
    is_silent(CODE, groups("name: Regional groups, equals: 2 + 7, unit: groups"))
    is_silent(CODE, groups("name: Regional groups, equals: 10 / 3, unit: groups"))


@pytest.mark.parametrize("status", ["recommended", "proposed", "historical"])
def test_what_does_not_count_disagrees_with_nothing(status):
    is_silent(CODE, groups(f"name: Regional groups, amount: 10, unit: groups, status: {status}"))


def test_what_is_recommended_is_not_held_against_what_stands():
    both = {"settings": {"status": ["in_force", "recommended"]}}
    recommended = groups("name: Regional groups, amount: 10, unit: groups, status: recommended")
    is_silent(CODE, recommended, **both)
    one(CODE, recommended.replace("count: 9", "count: 9, status: recommended"), **both)


def test_an_amount_stated_for_each_of_more_than_there_are():
    found = one(CODE, groups("name: Grant, amount: 30, unit: £k, each: yes, count: 10"))
    assert "“Grant” is stated for each of 10 (tor 2)" in found.message
    is_silent(CODE, groups("name: Grant, amount: 30, unit: £k, each: yes, count: 7"))
    is_silent(CODE, groups("name: Grant, amount: 30, unit: £k, each: yes, count: 9"))
    assert (
        "an amount is stated for each of 10"
        in one(CODE, groups("amount: 30, unit: £k, each: yes, count: 10")).message
    )
    is_silent(CODE, groups("name: Grant, amount: 30, unit: £k, count: 10"))


def test_a_party_without_a_count_has_no_number():
    is_silent(CODE, groups().replace("count: 9, ", ""))


# -- the count against those named


def named(number, more="one_of: groups"):
    return "".join(f"  g{index}: {{{more}, source: tor 3}}\n" for index in range(number))


def test_more_are_named_than_counted():
    found = one(CODE, groups().partition("figures")[0].replace("MORE", "") + named(10))
    assert "but 10 are entered as being among them (G0, G1, G2, G3, G4, G5 and 4 more)" in found.message
    assert cited(found) == {"tor 1", "tor 3"}


@pytest.mark.parametrize("number", [0, 1, 8, 9])
def test_fewer_are_a_list_of_some(number):
    is_silent(CODE, groups().partition("figures")[0] + named(number))


def test_a_named_one_may_itself_stand_for_several():
    rows = (
        groups().partition("figures")[0]
        + "  g: {one_of: groups, count: 4}\n  h: {one_of: groups, count: 5}\n"
    )
    is_silent(CODE, rows)
    assert (
        "10 are entered as being among them (4 G and 6 H)"
        in one(CODE, rows.replace("count: 5", "count: 6")).message
    )


def test_more_names_than_the_count():
    rows = groups().partition("figures")[0]
    found = one(CODE, rows.replace("count: 9", "count: 2, names: [North, South, East]"))
    assert "3 are listed by name (North, South and East)" in found.message
    is_silent(CODE, rows.replace("count: 9", "count: 9, names: [North, South, East]"))
    is_silent(CODE, rows.replace("count: 9", "count: 3, names: [North, South, East]"))


def test_all_that_is_wrong_with_one_party_is_one_finding():
    message = one(CODE, groups(more=named(10))).message
    assert "10 are entered" in message
    assert "is given as 10" in message


def test_those_of_the_past_and_partners_are_left_out():
    is_silent(CODE, groups(more=named(10)).replace("count: 9", "count: 9, until: 2001"), as_at="2010")
    is_silent(CODE, groups(more=named(10)).replace("count: 9", "count: 9, boundary: out"))
    rows = groups().partition("figures")[0] + named(10, "one_of: groups, until: 2001")
    is_silent(CODE, rows, as_at="2010")


# -- two figures


TWICE = """
figures:
  a: {name: Beds, amount: 879, unit: beds, about: [trust], source: tor 1}
  b: {name: beds, amount: 900, unit: beds, about: [trust], source: tor 2}
"""


def test_two_figures_of_one_name():
    found = one(CODE, TWICE)
    assert found.message == "“Beds” of Trust is stated as 879 beds (tor 1) and as 900 beds (tor 2)."
    assert (found.subjects, found.at, found.key) == (("trust",), "trust", "a,b")
    assert cited(found) == {"tor 1", "tor 2"}


def test_with_no_party_it_is_raised_at_the_figure():
    found = one(CODE, TWICE.replace(", about: [trust]", ""))
    assert (found.subjects, found.at) == ((), "a")
    assert found.message == "“Beds” is stated as 879 beds (tor 1) and as 900 beds (tor 2)."


def test_a_figure_without_an_amount_disagrees_with_nothing():
    is_silent(CODE, TWICE.replace("amount: 900, ", ""))
    is_silent(CODE, TWICE.replace("amount: 879, ", ""))
    is_silent(CODE, TWICE.replace("amount: 900", "equals: 450 + 450, stated_as: around 900"))


def test_the_order_of_the_file_changes_nothing():
    turned = TWICE.replace("  a:", "  z:").replace("  b:", "  a:")
    assert one(CODE, turned).key == "a,z"


def test_only_parties_are_subjects():
    text = TWICE.replace("about: [trust]", "about: [care, trust]") + "services: {care: {name: Care}}\n"
    found = one(CODE, text)
    assert found.subjects == ("trust",)
    assert found.message.startswith("“Beds” of Trust is stated")


def test_a_number_without_a_unit_or_a_source():
    text = TWICE.replace(", unit: beds", "").replace(", source: tor 1", "")
    assert one(CODE, text).message == "“Beds” of Trust is stated as 879 (no source given) and as 900 (tor 2)."


def test_of_one_year():
    dated = TWICE.replace("unit: beds", "unit: beds, year: 2005/06")
    assert one(CODE, dated).message.endswith("for 2005/06.")
    is_silent(CODE, dated.replace("2005/06", "2006/07", 1))
    is_silent(CODE, TWICE.replace("unit: beds", "unit: beds, year: 2005/06", 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: beds", "name: Beds in use"),
        ("amount: 900", "amount: 879"),
        ("amount: 900", "amount: 900, tolerance: 21"),
        ("amount: 900", "amount: 900, stated_as: around 900"),
        ("unit: beds, about: [trust], source: tor 2", "unit: places, about: [trust], source: tor 2"),
        ("about: [trust], source: tor 2", "about: [trust, minister], source: tor 2"),
        ("amount: 900", "amount: 900, each: yes"),
        ("amount: 900", "amount: 900, status: proposed"),
    ],
)
def test_figures_of_different_things_or_within_their_tolerance(old, new):
    assert old in TWICE
    is_silent(CODE, TWICE.replace(old, new))


def test_money_stated_twice_is_for_another_rule():
    is_silent(CODE, TWICE.replace("unit: beds", "unit: £m"))


# -- what is on record


def recorded(about, *places, resolved=""):
    statements = ", ".join(f"{{source: {place}}}" for place in places)
    return f"contradictions:\n  - {{about: [{about}], statements: [{statements}]{resolved}}}\n"


@pytest.mark.parametrize("resolved", ["", ", resolved: {by: We, how: Asked}"])
@pytest.mark.parametrize(
    ("about", "places"),
    [("groups, a", ()), ("a", ()), ("groups", ("tor 2",)), ("groups, trust", ("tor 1", "tor 2"))],
)
def test_what_is_on_record_is_not_told_twice(about, places, resolved):
    is_silent(CODE, groups() + recorded(about, *places, resolved=resolved))


@pytest.mark.parametrize(("about", "places"), [("groups", ()), ("groups", ("tor 1",)), ("trust", ("tor 2",))])
def test_a_contradiction_about_something_else_is_no_record_of_it(about, places):
    one(CODE, groups() + recorded(about, *places))


@pytest.mark.parametrize(("about", "places"), [("a, b", ()), ("trust", ("tor 1", "tor 2"))])
def test_two_figures_on_record(about, places):
    is_silent(CODE, TWICE + recorded(about, *places))


@pytest.mark.parametrize(("about", "places"), [("a", ()), ("trust", ("tor 1",)), ("trust", ())])
def test_one_of_two_figures_on_record_is_not_both(about, places):
    assert len(findings(CODE, TWICE + recorded(about, *places))) == 1
