"""STR-01: too many links to the top, and too many, or too few, directly under one."""

from itertools import pairwise

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "STR-01"


def chain(*parties, kind="accountable_to", **more):
    rows = [{"from": lower, "kind": kind, "to": upper, **more} for lower, upper in pairwise(parties)]
    return "".join(f"  - {row}\n" for row in rows).replace("'", "")


FIVE = chain("trust", "a", "b", "c", "d", "minister")
SIX = chain("trust", "a", "b", "c", "d", "e", "minister", source="tor 1")


def limits(**thresholds):
    return {"settings": {"thresholds": thresholds}}


# -- layers


def test_more_links_than_the_limit_are_told_with_the_chain():
    found = one(CODE, f"relationships:\n{SIX}")
    assert (found.severity, found.subjects) == (Severity.LOW, ("trust",))
    assert (
        "A line from Trust to Minister has 6 links, above the chosen limit of 5: Trust → A → B → C → D → E → Minister"
        in found.message
    )
    assert found.lines == (("trust", "a", "b", "c", "d", "e", "minister"),)
    assert cited(found) == {"tor 1"}
    assert found.key == "layers,trust"


def test_as_many_as_the_limit_are_not():
    is_silent(CODE, f"relationships:\n{FIVE}")


def test_the_limit_is_the_reviewers():
    found = one(CODE, f"relationships:\n{FIVE}", **limits(layers="4"))
    assert "above the chosen limit of 4" in found.message
    is_silent(CODE, f"relationships:\n{SIX}", **limits(layers="6"))


def test_of_lines_by_one_way_the_shorter_of_the_same_verdict_counts():
    """The best line is the strongest, and longer: but the subject is as near to the top as the shortest says."""
    is_silent(CODE, f"relationships:\n{SIX}  - {{from: minister, kind: directs, to: b}}\n")


def test_every_way_out_is_measured():
    """As from a hospital: three links by its performance managers, and seven by those who commission from it."""
    found = one(CODE, f"relationships:\n{SIX}  - {{from: trust, kind: accountable_to, to: minister}}\n")
    assert found.lines == (("trust", "a", "b", "c", "d", "e", "minister"),)
    assert len(one(CODE, f"relationships:\n{SIX}{chain('trust', 'f', 'a')}").lines[0]) == 8


def test_a_head_that_only_leads_back_is_no_way_out():
    is_silent(CODE, f"posts: {{head: {{heads: trust}}}}\nrelationships:\n{FIVE}{chain('head', 'trust')}")


@pytest.mark.parametrize(
    "row",
    [
        "{from: trust, kind: reports_to, to: minister}",
        "{from: minister, kind: commissions, to: trust}",
        "{from: trust, kind: accountable_to, to: minister, status: agreed}",
    ],
)
def test_a_short_line_that_gives_a_lesser_verdict_does_not_shorten_it(row):
    assert "6 links" in one(CODE, f"relationships:\n{SIX}  - {row}\n").message
    assert "6 links" in one(CODE, f"relationships:\n{SIX}  - {row.replace('trust', 'b')}\n").message


def test_a_qualified_and_a_weak_line_are_measured_too():
    weak = SIX.replace("accountable_to", "reports_to")
    assert "6 links" in one(CODE, f"relationships:\n{weak}").message
    agreed = SIX.replace("source: tor 1", "status: agreed")
    assert "6 links" in one(CODE, f"relationships:\n{agreed}").message
    weaker = "  - {from: b, kind: reports_to, to: minister}\n"
    assert "6 links" in one(CODE, f"relationships:\n{agreed}{weaker}").message


@pytest.mark.parametrize(("first", "second"), [("care", "estate"), ("estate", "care")])
def test_the_longest_of_a_subject_in_any_scope_is_shown(first, second):
    six = chain("trust", "a", "b", "c", "d", "e", "minister", scope=first)
    seven = chain("trust", "f", "g", "h", "i", "j", "k", "minister", scope=second)
    found = one(CODE, f"relationships:\n{six}{seven}")
    assert len(found.lines[0]) == 8
    assert found.scopes == ("care", "estate")


def test_no_line_has_no_length():
    is_silent(CODE, "relationships:\n" + chain("trust", "a", "b", "c", "d", "e", "f"))


def test_all_subjects_are_told_together_the_longest_first():
    rows = f"relationships:\n{SIX}  - {{from: clinic, kind: accountable_to, to: trust}}\n"
    found = one(CODE, rows, subjects=["trust", "clinic", "a"])
    assert found.subjects == ("clinic", "trust")
    assert (
        found.message
        == "Lines to Minister are above the chosen limit of 5 links: from Clinic (7) and Trust (6)."
    )


def test_the_roll_is_cut_short():
    clinics = [f"clinic-{number}" for number in range(9)]
    rows = f"relationships:\n{SIX}" + "".join(
        f"  - {{from: {clinic}, kind: accountable_to, to: trust}}\n" for clinic in clinics
    )
    found = one(CODE, rows, subjects=clinics)
    assert "Clinic 5 (7) and 3 more." in found.message
    assert found.subjects == tuple(clinics[:6])
    seven = one(CODE, rows, subjects=clinics[:7])
    assert seven.subjects == tuple(clinics[:7]), "one more is named, and not counted as 1 more"


def test_the_scopes_are_those_in_which_it_is_longest():
    rows = (
        "relationships:\n"
        + chain("trust", "a", "b", "c", "d", "e", "minister", scope="care")
        + chain("trust", "a", "b", "c", "d", "e", "minister", scope="estate")
        + chain("trust", "minister", scope="fleet")
    )
    assert one(CODE, rows).scopes == ("care", "estate")


def test_a_partner_is_not_measured():
    is_silent(CODE, f"organisations: {{trust: {{boundary: out}}}}\nrelationships:\n{SIX}")


# -- span


def under(upper, number, kind="accountable_to"):
    names = [f"unit-{index:02}" for index in range(number)]
    if kind == "accountable_to":
        return "".join(f"  - {{from: {name}, kind: {kind}, to: {upper}}}\n" for name in names)
    return f"  - {{from: {upper}, kind: {kind}, to: [{', '.join(names)}]}}\n"


POST = "posts: {director: {}}\nrelationships:\n"


@pytest.mark.parametrize("kind", ["accountable_to", "directs", "performance_manages"])
def test_a_post_with_more_than_eight_under_it(kind):
    found = one(CODE, POST + under("director", 9, kind))
    assert (found.severity, found.subjects) == (Severity.LOW, ("director",))
    assert "has 9 parties directly under it, above the chosen limit of 8" in found.message
    assert "Unit 05 and 3 more" in found.message
    assert found.lines == tuple((f"unit-{number:02}", "director") for number in range(6))
    is_silent(CODE, POST + under("director", 8, kind))


@pytest.mark.parametrize("kind", ["operates", "commissions", "delegates_to", "oversees", "supports"])
def test_other_kinds_make_no_span(kind):
    is_silent(CODE, POST + under("director", 20, kind))


def test_parts_reports_and_seats_make_no_span():
    parts = "".join(f"  part-{n}: {{part_of: body}}\n" for n in range(20))
    is_silent(CODE, f"organisations:\n  body: {{}}\n{parts}")
    rows = "".join(f"  - {{from: u{n}, kind: reports_to, to: body}}\n" for n in range(20))
    is_silent(CODE, f"relationships:\n{rows}")


def test_a_power_that_runs_through_others_makes_no_span():
    rows = "".join(f"  - {{from: director, kind: directs, to: u{n}, via: [region]}}\n" for n in range(20))
    is_silent(CODE, POST + rows)


def test_a_body_with_more_than_twelve_under_it():
    assert (
        "13 parties directly under it, above the chosen limit of 12"
        in one(CODE, "relationships:\n" + under("region", 13)).message
    )
    is_silent(CODE, "relationships:\n" + under("region", 12))


def test_limits_of_span_are_the_reviewers():
    assert "limit of 3" in one(CODE, POST + under("director", 4), **limits(span="3")).message
    assert (
        "limit of 3" in one(CODE, "relationships:\n" + under("region", 4), **limits(group_span="3")).message
    )
    is_silent(CODE, POST + under("director", 9), **limits(span="9"))


def test_a_counted_party_is_as_many_as_it_counts():
    rows = "organisations: {trusts: {count: 9}}\nposts: {director: {}}\nrelationships:\n"
    found = one(CODE, rows + "  - {from: trusts, kind: accountable_to, to: director}\n")
    assert "9 parties" in found.message
    assert "Trusts (9)" in found.message
    pair = (
        rows.replace("count: 9", "count: 2")
        + under("director", 7)
        + "  - {from: trusts, kind: accountable_to, to: director}\n"
    )
    assert "Trusts (2)" in one(CODE, pair).message


def test_a_named_one_of_it_is_not_another():
    rows = """
    organisations: {trusts: {count: 8}, east: {one_of: trusts}}
    posts: {director: {}}
    relationships:
      - {from: trusts, kind: accountable_to, to: director}
      - {from: director, kind: directs, to: east}
    """
    is_silent(CODE, rows)


def test_what_a_named_one_takes_over_is_not_another():
    rows = """
    organisations: {trusts: {count: 8}, east: {one_of: trusts}, west: {one_of: trusts}}
    posts: {director: {}}
    relationships:
      - {from: trusts, kind: accountable_to, to: director}
    """
    is_silent(CODE, rows)


def test_two_kinds_of_tie_to_one_party_are_one_report():
    is_silent(CODE, POST + under("director", 8) + under("director", 8, "directs"))


def test_a_body_and_its_own_head_are_one_report():
    rows = "posts: {director: {}, head: {heads: unit-00}}\nrelationships:\n" + under("director", 8)
    is_silent(CODE, rows + "  - {from: head, kind: accountable_to, to: director}\n")


def test_the_reports_of_a_counted_party_are_shared_out():
    rows = "organisations: {{regions: {{count: 10}}, trusts: {{count: {}}}}}\nrelationships:\n  - {{from: regions, kind: directs, to: trusts}}\n"
    is_silent(CODE, rows.format(120))
    found = one(CODE, rows.format(121))
    assert "Regions have 121 parties directly under them between the 10 of them" in found.message
    assert "so that at least one is above the chosen limit of 12" in found.message
    two = rows.replace("count: 10", "count: 2")
    assert "between the 2 of them" in one(CODE, two.format(25)).message


@pytest.mark.parametrize("party", ["minister", "partner"])
def test_a_root_and_a_partner_are_not_judged(party):
    is_silent(CODE, "organisations: {partner: {boundary: out}}\nrelationships:\n" + under(party, 20))


# -- too few


def test_too_few_are_told_only_where_a_limit_is_chosen():
    rows = POST + under("director", 1)
    is_silent(CODE, rows)
    found = one(CODE, rows, **limits(narrow_span="3"))
    assert found.message == "Director has 1 party directly under it, below the chosen limit of 3: Unit 00."
    is_silent(CODE, POST + under("director", 3), **limits(narrow_span="3"))


def test_a_body_and_a_counted_post_are_not_too_narrow():
    is_silent(CODE, "relationships:\n" + under("region", 1), **limits(narrow_span="3"))
    is_silent(
        CODE,
        "posts: {directors: {count: 2}}\nrelationships:\n" + under("directors", 1),
        **limits(narrow_span="3"),
    )


def test_a_long_line_and_a_wide_span_are_two_findings():
    assert len(findings(CODE, f"relationships:\n{SIX}" + under("e", 13))) == 2
