"""DEC-02: who can pass a decision, who can block it, and who decides alone."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "DEC-02"


def case(members, rule="", body="kind: board", extra="", organisations=""):
    """A board with so many votes for each member, and its decision rule."""
    seats = "".join(
        f"  - {{body: board, member: {member}, votes: yes, seats: {number}, source: tor 3}}\n"
        for member, number in members.items()
    )
    rules = f"decision_rules: {{board: {{{rule}, source: tor 4}}}}\n" if rule else ""
    return f"organisations: {{board: {{{body}}}{organisations}}}\nmemberships:\n{seats}{rules}{extra}"


EQUAL = dict.fromkeys(("ash", "birch", "cedar", "elm", "fir"), 1)
MAJORITY = "passes_with: majority, of: members"


def test_a_plain_majority_in_which_nobody_stands_out_is_not_noted():
    is_silent(CODE, case(EQUAL, MAJORITY))


def test_a_number_of_votes_is_told_with_what_blocks():
    found = one(
        CODE, case(EQUAL | {"gum": 1, "hazel": 1, "ivy": 1}, "passes_with: count, threshold: 6, of: members")
    )
    assert (found.severity, found.subjects) == (Severity.INFO, ("board",))
    assert found.message == "In Board, 6 of 8 votes pass a decision and 3 block it."
    assert cited(found) == {"tor 3", "tor 4"}


@pytest.mark.parametrize("threshold", ["70", "0.7"])
def test_a_share_that_is_no_whole_number_of_votes(threshold):
    found = one(CODE, case({"ash": 15}, f"passes_with: share, threshold: {threshold}, of: members"))
    assert (
        "In Board, 11 of 15 votes pass a decision and 5 block it: 70 % of 15 is 10.5, read as 11"
        in found.message
    )
    assert "how it is rounded" in found.message


def test_a_share_that_is_one_is_not_said_to_be_rounded():
    found = one(CODE, case(EQUAL, "passes_with: share, threshold: 60, of: members"))
    assert found.message == "In Board, 3 of 5 votes pass a decision and 3 block it."


def test_a_threshold_beyond_all_votes_is_medium():
    found = one(CODE, case(EQUAL, "passes_with: count, threshold: 6, of: members"))
    assert found.severity is Severity.MEDIUM
    assert "a decision takes 6 votes of 5" in found.message
    assert "nothing can pass" in found.message


@pytest.mark.parametrize(("threshold", "said"), [(2, True), (3, False)])
def test_a_threshold_of_half_or_less_lets_opposites_pass(threshold, said):
    found = one(CODE, case(EQUAL, f"passes_with: count, threshold: {threshold}, of: members"))
    assert ("two opposite decisions could both pass" in found.message) is said


@pytest.mark.parametrize(
    ("rule", "said"),
    [("passes_with: majority", True), (MAJORITY, False), ("passes_with: majority, of: cast", False)],
)
def test_what_a_share_is_of_has_to_be_said(rule, said):
    if said:
        assert "of all members or of the votes cast" in one(CODE, case(EQUAL, rule)).message
    else:
        is_silent(CODE, case(EQUAL, rule))


def test_a_count_is_of_nothing():
    assert "cast" not in one(CODE, case(EQUAL, "passes_with: count, threshold: 4")).message


def test_of_votes_cast_all_are_taken_to_be_cast():
    found = one(CODE, case(EQUAL, "passes_with: count, threshold: 4, of: cast"))
    assert found.message.endswith("Here all votes are taken to be cast.")


# -- one side alone


def test_one_party_that_passes_alone_is_told():
    found = one(CODE, case({"ash": 3, "birch": 1, "cedar": 1}, MAJORITY))
    assert found.severity is Severity.INFO
    assert "Ash (3 votes) can pass it against all others" in found.message
    assert "never" not in found.message


def binds(*parties):
    return f"relationships: [{{from: board, kind: binds, to: [{', '.join(parties)}]}}]\n"


def test_it_is_medium_where_others_are_bound_by_it():
    members = {"ash": 3, "birch": 1, "cedar": 1}
    assert one(CODE, case(members, MAJORITY, extra=binds("ash", "birch"))).severity is Severity.MEDIUM
    assert one(CODE, case(members, MAJORITY + ", binds: birch")).severity is Severity.MEDIUM
    assert one(CODE, case(members, MAJORITY, extra=binds("ash"))).severity is Severity.INFO
    site = ", site: {part_of: ash}"
    assert (
        one(CODE, case(members, MAJORITY, extra=binds("site"), organisations=site)).severity is Severity.INFO
    )


def test_where_all_votes_are_in_one_hand_there_is_nothing_to_note():
    is_silent(CODE, case({"ash": 3}, MAJORITY))


def test_a_board_of_the_organisation_that_decides_in_it_is_meant_to():
    is_silent(CODE, case({"ash": 3, "birch": 1}, MAJORITY, body="kind: board, part_of: ash"))


def test_posts_vote_for_the_body_that_they_are_in():
    posts = "posts: {one: {in: ash}, two: {in: ash}, three: {in: birch}}\n"
    found = one(CODE, case({"one": 1, "two": 1, "three": 1}, MAJORITY, extra=posts))
    assert "Ash (2 votes)" in found.message


def test_a_part_votes_with_its_whole():
    members = {"ash": 2, "wing": 1, "birch": 2}
    is_silent(CODE, case(members, MAJORITY))
    found = one(CODE, case(members, MAJORITY, organisations=", wing: {part_of: ash}"))
    assert "Ash (3 votes) can pass it" in found.message


def test_a_seat_for_a_part_and_its_whole_is_the_wholes():
    text = case(
        {"ash": 2, "lead": 1, "birch": 2},
        MAJORITY,
        organisations=", wing: {part_of: ash}",
        extra="posts: {lead: {}}\n",
    )
    found = one(
        CODE, text.replace("member: lead, votes: yes", "member: lead, votes: yes, represents: [ash, wing]")
    )
    assert "Ash (3 votes) can pass it" in found.message


def test_counted_parties_are_in_several_hands():
    text = case({"ash": 4, "birch": 1, "cedar": 1}, MAJORITY, organisations=", ash: {count: 4}")
    found = one(CODE, text)
    assert "Ash (4 votes) can together pass it without the others" in found.message
    assert found.severity is Severity.INFO
    found = one(
        CODE, text.replace("cedar, votes: yes, seats: 1", "cedar, votes: yes, seats: 9") + binds("birch")
    )
    assert "together" not in found.message


def test_seats_for_a_counted_party_and_another_are_no_one_voter():
    """Ten seats, each for one of ten groups and for its members, are ten voters."""
    text = case(
        {"speaker": 10, "birch": 1},
        MAJORITY,
        organisations=", groups: {count: 10}, members: {}",
        extra="posts: {speaker: {}}\n" + binds("birch"),
    )
    found = one(
        CODE,
        text.replace(
            "member: speaker, votes: yes", "member: speaker, votes: yes, represents: [groups, members]"
        ),
    )
    assert "together" in found.message
    assert "against all others" not in found.message
    assert found.severity is Severity.INFO


def test_one_whose_votes_block_alone_is_told():
    found = one(
        CODE,
        case({"ash": 2, "birch": 1, "cedar": 1, "elm": 1}, "passes_with: share, threshold: 80, of: members"),
    )
    assert "nothing passes without Ash (2 votes)" in found.message
    assert found.severity is Severity.INFO


def test_where_every_vote_is_needed_it_is_said_once():
    found = one(CODE, case(EQUAL, "passes_with: count, threshold: 5, of: members"))
    assert "nothing passes without every vote" in found.message
    assert "Ash" not in found.message


def test_consensus_needs_no_telling():
    is_silent(CODE, case(EQUAL, "passes_with: consensus, of: members"))


def test_votes_that_never_turn_a_decision():
    found = one(
        CODE,
        case({"ash": 2, "birch": 2, "cedar": 2, "elm": 1}, "passes_with: count, threshold: 6, of: members"),
    )
    assert "the votes of Elm can never turn a decision" in found.message


def test_two_that_pass_without_the_others():
    found = one(CODE, case({"ash": 4, "birch": 3, "cedar": 1, "elm": 1, "fir": 1, "gum": 1}, MAJORITY))
    assert "Ash (4 votes) and Birch (3 votes) can pass it without the others" in found.message


def test_two_of_three_are_ordinary():
    is_silent(CODE, case({"ash": 2, "birch": 2, "cedar": 1}, MAJORITY))


def test_many_pairs_that_pass_are_not_told():
    is_silent(CODE, case({"ash": 4} | dict.fromkeys(("birch", "cedar", "elm", "fir", "gum"), 1), MAJORITY))


# -- casting votes


def test_the_chairs_casting_vote_decides_between_two():
    rule = MAJORITY + ", casting_vote: The chair"
    text = case({"ash": 1, "birch": 1}, rule).replace("member: ash,", "member: ash, capacity: chair,")
    found = one(CODE, text)
    assert "2 of 2 votes, or 1 with the casting vote, pass a decision" in found.message
    assert "Ash (1 vote), with the casting vote, can pass it against all others" in found.message
    assert "without" not in found.message


def test_another_casting_vote_gives_nobody_a_veto():
    found_without = one(CODE, case({"ash": 1, "birch": 1}, MAJORITY))
    assert "nothing passes without every vote" in found_without.message
    is_silent(CODE, case({"ash": 1, "birch": 1}, MAJORITY + ", casting_vote: The mayor"))


def test_a_casting_vote_does_not_matter_where_votes_cannot_be_equal():
    rule = MAJORITY + ", casting_vote: The chair"
    is_silent(CODE, case(EQUAL, rule).replace("member: ash,", "member: ash, capacity: chair,"))


# -- what is not stated


def test_a_majority_is_assumed_where_votes_are_stated_and_the_rule_is_not():
    found = one(CODE, case({"ash": 3, "birch": 1, "cedar": 1}) + binds("birch"))
    assert "If a majority decides in Board, which the papers do not say, 3 of 5 votes pass" in found.message
    assert found.severity is Severity.INFO
    assert cited(found) == {"tor 3"}
    is_silent(CODE, case(EQUAL))


def test_votes_are_not_assumed_as_well():
    is_silent(CODE, case({"ash": 3, "birch": 1}).replace("votes: yes", "votes: not_stated"))


def test_a_stated_rule_counts_every_member_where_no_vote_is_stated_and_says_so():
    text = case(EQUAL, "passes_with: count, threshold: 4, of: members").replace(
        "votes: yes", "votes: not_stated"
    )
    found = one(CODE, text)
    assert "4 of 5 votes pass a decision and 2 block it" in found.message
    assert "every member is counted as one vote, since no votes are stated" in found.message


def test_members_whose_vote_is_left_open_are_told():
    text = case(EQUAL, MAJORITY)
    assert (
        "whether 1 further seat votes"
        in one(CODE, text.replace("fir, votes: yes", "fir, votes: not_stated")).message
    )
    is_silent(CODE, text.replace("fir, votes: yes", "fir, capacity: adviser, votes: not_stated"))


def test_weights_that_are_not_given():
    found = one(CODE, case({"ash": 19}, "passes_with: share, threshold: 75, of: weights"))
    assert "do not give all weights" in found.message
    assert "19" not in found.message


def test_weights_that_are_given():
    rule = "passes_with: majority, of: weights, weights: {ash: 60, birch: 30, cedar: 10}"
    found = one(CODE, case({"ash": 1, "birch": 1, "cedar": 1}, rule))
    assert "more than 50 of a weight of 100 passes a decision" in found.message
    assert "Ash (60 of the weight) can pass it against all others" in found.message


def test_many_weights_do_not_hang():
    members = {f"m{n:02}": 1 for n in range(30)}
    weights = ", ".join(f"{m}: {2**n}.{n:015}" for n, m in enumerate(members))
    one(CODE, case(members, f"passes_with: share, threshold: 90, of: weights, weights: {{{weights}}}"))


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_a_rule_that_does_not_count_is_none(label):
    is_silent(CODE, case(EQUAL, f"passes_with: count, threshold: 4, of: members, {label}"), as_at="2010")


def test_one_vote_is_no_vote_to_count():
    """More likely, a row stands for several and does not say how many."""
    is_silent(CODE, case({"ash": 1}, "passes_with: share, threshold: 70, of: members"))


def test_a_counted_body_and_a_partner_are_not_counted():
    rule = "passes_with: count, threshold: 4, of: members"
    is_silent(CODE, case(EQUAL, rule, body="kind: board, count: 2"))
    is_silent(CODE, case(EQUAL, rule, body="kind: board, boundary: out"))
    one(CODE, case(EQUAL, rule))
