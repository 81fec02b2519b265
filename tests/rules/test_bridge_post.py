"""STR-02: a post of several hats that is all that joins two bodies."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "STR-02"
# The officer heads the agency and sits on two groups, to both of which the trust reports.
CASE = """
posts: {officer: {in: agency, heads: {body: agency, source: tor 1}}}
relationships:
  - {from: trust, kind: reports_to, to: oversight}
  - {from: trust, kind: accountable_to, to: planning}
MORE
memberships:
  - {body: oversight, member: officer, source: tor 2}
  - {body: planning, member: officer, source: tor 3}
SEATS
"""


def case(more="", seats=""):
    return CASE.replace("MORE", more).replace("SEATS", seats)


def test_the_only_member_of_two_bodies_over_one_party():
    found = one(CODE, case())
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("officer",))
    assert found.message == (
        "Officer heads Agency and has a seat on Oversight and Planning; in the papers nothing else directly joins Oversight with Planning."
    )
    assert found.lines == (("oversight", "officer", "planning"),)
    assert cited(found) == {"tor 1", "tor 2", "tor 3"}


@pytest.mark.parametrize(
    "more",
    [
        "  - {from: planning, kind: works_with, to: oversight}",
        "  - {from: oversight, kind: directs, to: planning, scope: local}",
        "  - {from: clerk, kind: reports_to, to: planning}",
        "  - {from: clerk, kind: advises, to: adviser}",
        "  - {from: minister, kind: directs, to: planning, via: [clerk]}\n  - {from: adviser, kind: supports, to: oversight}",
    ],
)
def test_any_relationship_between_them_or_those_who_belong_to_them_joins_the_two(more):
    seats = "  - {body: oversight, member: clerk}\n  - {body: planning, member: adviser}"
    is_silent(CODE, case(more, seats))


def test_members_with_nothing_to_do_with_each_other_join_nothing():
    one(CODE, case(seats="  - {body: oversight, member: clerk}\n  - {body: planning, member: adviser}"))


@pytest.mark.parametrize(
    "seats",
    [
        "  - {body: oversight, member: clerk}\n  - {body: planning, member: clerk}",
        "  - {body: oversight, member: planning}",
        "  - {body: oversight, member: clerk, represents: planning}",
    ],
)
def test_another_member_of_both_joins_them(seats):
    is_silent(CODE, case(seats=seats))


def test_a_part_and_its_whole_are_joined():
    is_silent(CODE, "organisations: {planning: {part_of: oversight}}" + case())


def test_a_post_in_the_one_that_sits_on_the_other_joins_them():
    rows = case(seats="  - {body: oversight, member: clerk}").replace(
        "posts: {", "posts: {clerk: {in: planning}, "
    )
    is_silent(CODE, rows)


def test_what_does_not_count_joins_nothing():
    one(CODE, case("  - {from: planning, kind: works_with, to: oversight, status: proposed}"))


def test_bodies_that_have_nothing_in_common_need_no_tie():
    is_silent(
        CODE,
        case().replace(
            "{from: trust, kind: reports_to, to: oversight}", "{from: other, kind: reports_to, to: oversight}"
        ),
    )


def test_what_they_have_in_common_may_be_of_any_kind_but_not_the_posts_own_body():
    rows = case().replace(
        "from: trust, kind: reports_to, to: oversight", "from: oversight, kind: advises, to: trust"
    )
    one(CODE, rows)
    own = case().replace("from: trust", "from: agency")
    is_silent(CODE, own)


def test_a_seat_for_ones_own_body_is_representation():
    rows = """
    posts: {officer: {heads: agency, in: bureau}}
    relationships:
      - {from: trust, kind: accountable_to, to: agency}
      - {from: trust, kind: reports_to, to: oversight}
      - {from: officer, kind: directs, to: clinic}
    memberships:
      - {body: oversight, member: officer}
      - {body: agency, member: officer}
    """
    is_silent(CODE, rows)


# -- hats


TWO_SEATS = case().replace("heads: {body: agency, source: tor 1}", "count: 1")


def test_two_hats_are_an_ordinary_member():
    is_silent(CODE, TWO_SEATS)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("  - {from: clerk, kind: accountable_to, to: officer, source: tor 9}", "has Clerk answering to it"),
        ("  - {from: officer, kind: directs, to: clerk, source: tor 9}", "has Clerk answering to it"),
        ("  - {from: officer, kind: hosts, to: clerk, source: tor 9}", "hosts or employs Clerk"),
        ("  - {from: officer, kind: employs, to: clerk, source: tor 9}", "hosts or employs Clerk"),
    ],
)
def test_management_and_hosting_are_hats(more, words):
    rows = TWO_SEATS.replace("MORE", "").replace("memberships:", f"{more}\nmemberships:")
    found = one(CODE, rows)
    assert words in found.message
    assert cited(found) == {"tor 2", "tor 3", "tor 9"}


def test_to_manage_several_is_one_hat_and_so_is_to_host_several():
    seat = "  - {body: planning, member: officer, source: tor 3}\n"
    for kind in ("directs", "employs"):
        more = f"  - {{from: officer, kind: {kind}, to: [clerk, aide, scribe]}}\nmemberships:"
        is_silent(CODE, TWO_SEATS.replace(seat, "").replace("memberships:", more))


def test_to_manage_ones_own_staff_is_no_hat():
    rows = TWO_SEATS.replace("posts: {", "posts: {clerk: {in: unit}, ").replace(
        "memberships:", "  - {from: officer, kind: directs, to: clerk}\nmemberships:"
    )
    is_silent(CODE, "organisations: {unit: {part_of: agency}}" + rows)
    one(CODE, rows)


def test_to_head_a_body_and_to_chair_it_is_one_hat():
    rows = TWO_SEATS.replace("count: 1", "heads: oversight")
    is_silent(CODE, rows)


def test_a_third_seat_is_a_third_hat():
    rows = TWO_SEATS.replace("memberships:\n", "memberships:\n  - {body: forum, member: officer}\n")
    assert "has a seat on Forum, Oversight and Planning" in one(CODE, rows).message


# -- whom it judges


def test_a_counted_post_is_several_persons():
    is_silent(CODE, case().replace("{in: agency,", "{count: 2, in: agency,"))


@pytest.mark.parametrize("more", ["boundary: out", "until: 2001"])
def test_a_partner_and_a_post_of_the_past_are_not_judged(more):
    is_silent(CODE, case().replace("{in: agency,", f"{{{more}, in: agency,"), as_at="2010")


def test_a_body_is_no_post():
    is_silent(
        CODE,
        case().replace(
            "posts: {officer: {in: agency, heads: {body: agency, source: tor 1}}}",
            "organisations: {officer: {}}",
        ),
    )


def test_several_pairs_are_one_finding():
    rows = TWO_SEATS.replace(
        "memberships:\n",
        "  - {from: trust, kind: reports_to, to: forum}\nmemberships:\n  - {body: forum, member: officer}\n",
    )
    found = one(CODE, rows)
    assert "joins Forum with Oversight, Forum with Planning and Oversight with Planning." in found.message
    assert len(found.lines) == 3


def test_each_post_is_told_alone():
    rows = case().replace("posts: {", "posts: {deputy: {heads: bureau}, ")
    more = "  - {body: forum, member: deputy}\n  - {body: panel, member: deputy}\n"
    rows = rows.replace(
        "memberships:\n", "  - {from: clinic, kind: reports_to, to: [forum, panel]}\nmemberships:\n" + more
    )
    assert [found.at for found in findings(CODE, rows)] == ["deputy", "officer"]


def test_a_body_that_it_heads_and_sits_on_is_named_once():
    rows = case().replace("memberships:\n", "memberships:\n  - {body: agency, member: officer}\n")
    assert one(CODE, rows).message.startswith(
        "Officer heads Agency and has a seat on Oversight and Planning; in"
    )


def test_its_own_body_is_left_out_wherever_it_stands_in_the_pair():
    rows = """
    posts: {officer: {heads: zoo, in: [zoo, bureau]}}
    relationships:
      - {from: trust, kind: accountable_to, to: [zoo, oversight]}
      - {from: officer, kind: directs, to: clinic}
    memberships:
      - {body: oversight, member: officer}
      - {body: zoo, member: officer}
    """
    is_silent(CODE, rows)


def test_the_head_of_the_one_that_sits_on_the_other_joins_them():
    rows = case(seats="  - {body: oversight, member: clerk}").replace(
        "posts: {", "posts: {clerk: {heads: planning}, "
    )
    is_silent(CODE, rows)


def test_a_post_of_the_past_joins_nothing():
    rows = case("  - {from: oversight, kind: supports, to: clerk}").replace(
        "posts: {", "posts: {clerk: {in: planning, until: 2001}, "
    )
    one(CODE, rows, as_at="2010")


def test_what_they_have_in_common_through_the_post_alone_is_nothing():
    rows = """
    posts: {officer: {in: agency}}
    relationships:
      - {from: officer, kind: advises, to: [oversight, planning]}
      - {from: agency, kind: supports, to: [oversight, planning]}
      - {from: officer, kind: directs, to: clinic}
    memberships:
      - {body: oversight, member: officer}
      - {body: planning, member: officer}
    """
    is_silent(CODE, rows)


@pytest.mark.parametrize("managed", ["agency", "clerk"])
def test_to_manage_ones_own_body_or_the_staff_of_one_of_several_is_no_hat(managed):
    rows = TWO_SEATS.replace("{in: agency", "{in: [agency, bureau]").replace(
        "posts: {", "posts: {clerk: {in: agency}, "
    )
    is_silent(
        CODE,
        rows.replace("memberships:", f"  - {{from: officer, kind: directs, to: {managed}}}\nmemberships:"),
    )
