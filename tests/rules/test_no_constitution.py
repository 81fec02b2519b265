"""ORP-03: a group of which the papers give fewer than three of the six parts of a constitution."""

from itertools import combinations

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "ORP-03"
PARTS = {
    "owner": "an owner",
    "chair": "a chair",
    "purpose": "terms of reference or a purpose",
    "frequency": "a frequency of meeting",
    "secretariat": "a secretariat",
}


def group(*fields, kind="group"):
    given = ", ".join([f"kind: {kind}", "source: tor annex-c 8", *fields])
    return f"organisations: {{forum: {{{given}}}}}\n"


def test_a_group_that_is_only_a_name_is_medium_and_everything_missing_is_named():
    found = one(CODE, group())
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("forum",))
    assert found.message.startswith("The papers name Forum, but not ")
    for part in (*PARTS.values(), "a membership"):
        assert part in found.message
    assert cited(found) == {"tor annex-c 8"}


@pytest.mark.parametrize("two", list(combinations(PARTS, 2)))
def test_two_parts_are_too_few_and_are_told_as_given(two):
    found = one(CODE, group(*(f"{field}: X" for field in two)))
    given, _, missing = found.message.partition(", but not ")
    for field, words in PARTS.items():
        told = "a purpose" if field == "purpose" and field in two else words
        assert (told in given, told in missing) == (field in two, field not in two)


@pytest.mark.parametrize("three", list(combinations(PARTS, 3)))
def test_any_three_parts_are_enough(three):
    is_silent(CODE, group(*(f"{field}: X" for field in three)))


@pytest.mark.parametrize("field", [*PARTS, "terms_of_reference"])
def test_not_stated_counts_as_absent(field):
    others = [name for name in PARTS if name != field][:2]
    if field == "terms_of_reference":
        others = ["owner", "chair"]
    is_silent(CODE, group(*(f"{name}: X" for name in (field, *others))))
    one(CODE, group(f"{field}: not_stated", *(f"{name}: X" for name in others)))


def test_terms_of_reference_and_a_purpose_are_one_part():
    one(CODE, group("terms_of_reference: X", "purpose: X", "owner: X"))


def test_members_are_a_part():
    rows = group("purpose: X", "frequency: X")
    one(CODE, rows)
    is_silent(CODE, rows + "memberships: [{body: forum, member: trust}]")


@pytest.mark.parametrize("label", ["status: proposed", "status: historical", "until: 2008"])
def test_members_that_do_not_count_are_none(label):
    one(
        CODE,
        group("purpose: X", "frequency: X") + f"memberships: [{{body: forum, member: trust, {label}}}]",
        as_at="2010",
    )


def test_a_seat_elsewhere_is_no_membership_of_the_group():
    one(CODE, group("purpose: X", "frequency: X") + "memberships: [{body: trust, member: forum}]")


def test_a_seat_of_chair_is_a_membership_and_a_chair():
    rows = group("purpose: X")
    one(CODE, rows + "memberships: [{body: forum, member: trust}]")
    is_silent(CODE, rows + "memberships: [{body: forum, member: trust, capacity: chair}]")


def test_a_post_that_heads_it_is_a_chair():
    is_silent(CODE, group("purpose: X", "frequency: X") + "posts: {chair: {heads: forum}}")


@pytest.mark.parametrize(
    "kind", ["board", "committee", "team", "panel", "forum", "network", "partnership", "agency"]
)
def test_other_bodies_are_not_judged(kind):
    is_silent(CODE, group(kind=kind))


def test_a_partner_a_root_and_a_group_that_is_gone_are_not_judged():
    is_silent(CODE, group("boundary: out"))
    is_silent(CODE, group(), root="forum")
    is_silent(CODE, group("until: 2008"), as_at="2010")


def test_a_proposed_group_is_judged_only_where_proposals_count():
    rows = group("status: proposed")
    is_silent(CODE, rows)
    one(CODE, rows, reading={"statuses": frozenset({"in_force", "proposed"})})


def test_a_named_one_has_the_constitution_of_its_counted_group():
    is_silent(
        CODE,
        """
        organisations:
          groups: {kind: group, count: 4, owner: X, chair: X, purpose: X}
          north-group: {kind: group, one_of: groups}
        """,
    )


def test_a_named_one_is_not_raised_beside_its_counted_group():
    found = one(
        CODE, "organisations: {groups: {kind: group, count: 4}, north-group: {kind: group, one_of: groups}}"
    )
    assert found.subjects == ("groups",)


@pytest.mark.parametrize("label", ["boundary: out", "until: 2008"])
def test_a_named_one_of_a_counted_group_that_is_not_judged_speaks_for_itself(label):
    found = one(
        CODE,
        f"organisations: {{groups: {{kind: group, count: 4, {label}}}, north-group: {{kind: group, one_of: groups}}}}",
        as_at="2010",
    )
    assert found.subjects == ("north-group",)
