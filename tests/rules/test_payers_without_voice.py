"""MON-04: several pay, and only some of them have a say in what is decided."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "MON-04"
PAY = "  - {{from: {}, kind: funds, to: unit, scope: care, source: tor 8}}\n"
LINE = "  - {from: unit, kind: accountable_to, to: board, scope: care, source: tor 5}\n"
SEAT = "  - {{body: {}, member: {}, votes: {}, source: tor 6}}\n"
PAYERS = ("north", "south", "island")


def case(*seats, payers=PAYERS, line=LINE, extra="", organisations=""):
    bodies = f"organisations: {{board: {{kind: board}}{organisations}}}\n"
    rows = "relationships:\n" + "".join(map(PAY.format, payers)) + line + extra
    return bodies + rows + ("memberships:\n" + "".join(seats) if seats else "")


def seats(body="board", **votes):
    return [SEAT.format(body, member, vote) for member, vote in votes.items()]


def test_a_payer_without_a_vote_where_others_have_one_is_medium():
    found = one(CODE, case(*seats(north="yes", south="yes")))
    assert (found.severity, found.subjects, found.scopes) == (Severity.MEDIUM, ("unit", "island"), ("care",))
    assert found.message == (
        "Of those who pay for Unit, the papers give North and South a say in Board, to which it answers, but not Island."
    )
    assert cited(found) == {"tor 5", "tor 6", "tor 8"}
    assert (found.lines, found.key) == ((("island", "unit"),), "unit,island")


def test_it_rests_on_what_each_pays_and_on_the_line_to_where_it_is_decided():
    text = case(*seats(north="yes", south="yes")).replace(
        "island, kind: funds, to: unit, scope: care, source: tor 8",
        "island, kind: funds, to: unit, scope: care, source: tor 9",
    )
    other = "  - {from: unit, kind: reports_to, to: board, source: tor 1}\n  - {from: unit, kind: accountable_to, to: desk, source: tor 2}\n"
    found = one(CODE, text.replace(LINE, LINE + other))
    assert cited(found) == {"tor 5", "tor 6", "tor 8", "tor 9"}


def test_many_are_named_up_to_a_point():
    islands = [f"island-{number}" for number in range(9)]
    found = one(CODE, case(*seats(north="yes"), payers=["north", *islands]))
    assert found.message.endswith(
        "but not Island 0, Island 1, Island 2, Island 3, Island 4, Island 5 or 3 more."
    )
    assert found.subjects == ("unit", *islands[:6])


def test_a_say_in_one_of_two_groups_is_a_say_and_one_that_is_open_is_none_to_judge():
    both = LINE + LINE.replace("board", "council")
    split = [*seats(north="yes", south="yes"), *seats("council", island="yes")]
    second = ", council: {kind: board}"
    assert one(
        CODE, case(*split[:2], SEAT.format("council", "union", "yes"), line=both, organisations=second)
    ).subjects == ("unit", "island")
    is_silent(CODE, case(*split, line=both, organisations=second))
    is_silent(CODE, case(*split[:2], line=both, organisations=second))


def test_a_seat_without_a_vote_is_no_say():
    one(CODE, case(*seats(north="yes", south="yes", island="no")))


def test_all_have_a_vote():
    is_silent(CODE, case(*seats(north="yes", south="yes", island="yes")))


def test_none_has_one():
    is_silent(CODE, case(*seats(union="yes")))


def test_a_vote_whose_standing_is_open_is_not_judged():
    is_silent(CODE, case(*seats(north="yes", south="yes", island="not_stated")))


def test_a_single_payer_is_no_matter_of_shares():
    is_silent(CODE, case(*seats(union="yes"), payers=["island"]))


def test_a_say_at_second_hand_is_a_say():
    is_silent(CODE, case(*seats(north="yes", south="yes", group="yes"), *seats("group", island="yes")))


def test_a_body_with_seats_decides_on_itself():
    found = one(CODE, case(*seats("unit", north="yes", south="yes")))
    assert "give North and South a say on it but not Island." in found.message
    is_silent(CODE, case(*seats("unit", north="yes", south="yes", island="yes")))


def test_a_payer_on_the_line_has_its_say_that_way():
    for row in (
        "from: unit, kind: accountable_to, to: island",
        "from: board, kind: accountable_to, to: island",
        "from: island, kind: commissions, to: unit",
        "from: unit, kind: accountable_to, to: island, scope: care/beds",
    ):
        is_silent(CODE, case(*seats(north="yes", south="yes"), extra=f"  - {{{row}}}\n"))
    one(
        CODE, case(*seats(north="yes", south="yes"), extra="  - {from: unit, kind: reports_to, to: island}\n")
    )


def test_a_superior_that_does_not_decide_by_several_is_no_place_for_a_vote():
    is_silent(CODE, case(line=LINE.replace("board", "agency")))
    is_silent(CODE, case(*seats("group", north="yes"), line=LINE.replace("accountable_to", "reports_to")))


def test_lines_for_another_matter():
    is_silent(CODE, case(*seats(north="yes", south="yes"), line=LINE.replace("scope: care", "scope: estate")))


def test_where_nobody_is_named_those_spoken_for_by_name_are_heard():
    speaks = "  - {from: board, kind: represents, to: [north, south], source: tor 9}\n"
    is_silent(CODE, case())
    found = one(CODE, case(extra=speaks))
    assert found.subjects == ("unit", "island")
    assert "tor 9" in cited(found)


def test_of_a_counted_payer_the_named_ones_are_looked_at():
    """As in the audit unit of 2006: seventy-nine pay, and the group speaks for those of the first areas."""
    named = ", all: {count: 79}, north: {one_of: all}, island: {one_of: all}"
    text = case(payers=["all"], extra="  - {from: board, kind: represents, to: north}\n", organisations=named)
    assert one(CODE, text).subjects == ("unit", "island")
    is_silent(CODE, text.replace("to: north", "to: all"))


def test_partners_are_not_judged():
    is_silent(CODE, case(*seats(north="yes", south="yes"), organisations=", island: {boundary: out}"))
    is_silent(CODE, case(*seats(north="yes", south="yes"), organisations=", unit: {boundary: out}"))
    one(CODE, case(*seats(north="yes", south="yes")), root="island")


def test_amounts_below_the_limit_are_left_out():
    text = case(*seats(north="yes", south="yes")).replace(
        "from: island, kind: funds,", "from: island, kind: funds, amount: 5,"
    )
    found = one(CODE, text, settings={"thresholds": {"materiality": "5"}})
    assert found.message.endswith("Island (5). Amounts below the chosen limit of 5 are left out.")
    is_silent(CODE, text, settings={"thresholds": {"materiality": "6"}})


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_statements_that_do_not_count(label):
    text = case(*seats(north="yes", south="yes", island="yes"))
    vote = "member: island, votes: yes,"
    one(CODE, text.replace(vote, f"{vote} {label},"), as_at="2010")
    lacks = case(*seats(north="yes", south="yes"))
    pay = "from: island, kind: funds,"
    is_silent(CODE, lacks.replace(pay, f"{pay} {label},"), as_at="2010")


# -- the converse

CONVERSE = case(*seats("unit", north="yes", south="yes", island="yes"), payers=["north", "south"])


def test_one_alike_that_votes_and_does_not_pay_is_info():
    found = one(CODE, CONVERSE)
    assert (found.severity, found.subjects) == (Severity.INFO, ("unit", "island"))
    assert found.message == (
        "North and South pay for Unit and vote on it; the papers give a vote to Island as well, and state no payment from there."
    )


def test_another_kind_of_member_is_not_expected_to_pay():
    is_silent(CODE, CONVERSE.replace("{kind: board}", "{kind: board}, island: {kind: council}"))
    is_silent(CODE, CONVERSE.replace("{kind: board}", "{kind: board}, north: {kind: council}"))
    is_silent(CODE, CONVERSE.replace("{kind: board}", "{kind: board}, island: {boundary: out}"))


def test_a_member_without_a_vote_is_not_expected_to_pay():
    is_silent(CODE, CONVERSE.replace("member: island, votes: yes", "member: island, votes: no"))


def test_it_takes_two_that_pay_and_vote_to_expect_it_of_a_third():
    is_silent(CODE, case(*seats("unit", north="yes", island="yes"), payers=["north"]))


def test_it_is_asked_only_of_the_body_itself():
    is_silent(CODE, case(*seats(north="yes", south="yes", island="yes"), payers=["north", "south"]))


def test_one_of_a_counted_payer_pays_with_it():
    is_silent(
        CODE,
        case(
            *seats("unit", north="yes", south="yes", island="yes"),
            payers=["all", "south"],
            organisations=", all: {count: 9}, north: {one_of: all}, island: {one_of: all}",
        ),
    )


def test_a_post_that_pays_or_votes_is_of_no_kind_of_body():
    posts = "posts: {officer: {}}\n"
    is_silent(CODE, posts + CONVERSE.replace("member: island", "member: officer"))
    is_silent(
        CODE,
        posts
        + CONVERSE.replace("from: north,", "from: officer,").replace("member: north,", "member: officer,"),
    )


def test_a_counted_party_votes_for_a_named_one_that_pays():
    text = case(
        *seats("unit", north="yes", south="yes", all="yes"),
        payers=["north", "south"],
        organisations=", all: {count: 9}, north: {one_of: all}",
    )
    is_silent(CODE, text)
