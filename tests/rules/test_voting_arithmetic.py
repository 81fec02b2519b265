"""DEC-02: what it takes to pass and to block, who can do it alone, and what the papers leave open of it."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "DEC-02"
MAJORITY = "passes_with: majority, of: members"
FOUR_VOTES = "passes_with: count, threshold: 4, of: members"
EQUAL = dict.fromkeys(("ash", "birch", "cedar", "elm", "fir"), 1)


def case(members, rule="", body="kind: board", extra="", organisations=""):
    """A board with so many votes for each member, and its decision rule."""
    seats = "".join(
        f"  - {{body: board, member: {member}, votes: yes, seats: {number}, source: tor 3}}\n"
        for member, number in members.items()
    )
    rules = f"decision_rules: {{board: {{{rule}, source: tor 4}}}}\n" if rule else ""
    return f"organisations: {{board: {{{body}}}{organisations}}}\nmemberships:\n{seats}{rules}{extra}"


def binds(*parties):
    return f"relationships: [{{from: board, kind: binds, to: [{', '.join(parties)}]}}]\n"


def told(members, rule="", **more):
    return one(CODE, case(members, rule, **more)).message


# -- what it takes


def test_a_majority_in_which_nobody_stands_out_is_not_noted():
    is_silent(CODE, case(EQUAL, MAJORITY))


def test_a_number_of_votes_is_told_with_what_blocks():
    found = one(CODE, case(EQUAL, FOUR_VOTES))
    assert (found.severity, found.subjects) == (Severity.INFO, ("board",))
    assert found.message == "A decision of Board takes 4 of 5 votes, and 2 can block it."
    assert cited(found) == {"tor 3", "tor 4"}


@pytest.mark.parametrize("threshold", ["70", "0.7"])
def test_a_share_that_is_no_whole_number_of_votes(threshold):
    assert told({"ash": 15}, f"passes_with: share, threshold: {threshold}, of: members") == (
        "A decision of Board takes 11 of 15 votes, and 5 can block it. "
        "70 % of 15 is 10.5, and the papers do not say how it is rounded."
    )


def test_a_share_that_is_a_whole_number_is_not_said_to_be_rounded():
    message = told(EQUAL, "passes_with: share, threshold: 60, of: members")
    assert message == "A decision of Board takes 3 of 5 votes, and 3 can block it."


def test_a_threshold_beyond_all_votes_is_medium():
    found = one(CODE, case(EQUAL, "passes_with: count, threshold: 6, of: members"))
    assert found.severity is Severity.MEDIUM
    assert found.message == "A decision of Board takes 6 votes, and there are 5: nothing can pass."


@pytest.mark.parametrize(("threshold", "said"), [(3, True), (4, False)])
def test_a_threshold_of_half_or_less_lets_opposites_pass(threshold, said):
    message = told(EQUAL | {"ash": 3}, f"passes_with: count, threshold: {threshold}, of: members")
    assert ("Two opposite decisions could both pass" in message) is said
    assert "Ash" not in message, "where anybody can, that one can alone is no news"


@pytest.mark.parametrize("rule", ["passes_with: majority", "passes_with: share, threshold: 60"])
def test_what_a_share_is_of_has_to_be_said(rule):
    assert "whether that is of all members or of the votes cast" in told(EQUAL, rule)
    assert "votes cast" not in told(EQUAL | {"ash": 5}, rule + ", of: members")


def test_a_count_is_of_nothing():
    assert "votes cast" not in told(EQUAL, "passes_with: count, threshold: 4")


def test_of_votes_cast_all_are_taken_to_be_cast():
    assert told(EQUAL, FOUR_VOTES.replace("members", "cast")).endswith("Here all votes are taken to be cast.")


# -- who can do it


def test_one_party_that_passes_alone_is_told_and_what_follows_from_it_is_not():
    found = one(CODE, case({"ash": 3, "birch": 1, "cedar": 1}, MAJORITY))
    assert found.severity is Severity.INFO
    assert found.message == (
        "A decision of Board takes 3 of 5 votes, and 3 can block it. Ash (3 votes) can pass it against all others."
    )


def test_it_is_medium_where_others_are_bound_by_it():
    def severity(rule=MAJORITY, **more):
        return one(CODE, case({"ash": 3, "birch": 1, "cedar": 1}, rule, **more)).severity

    assert severity(extra=binds("ash", "birch")) is Severity.MEDIUM
    assert severity(MAJORITY + ", binds: birch") is Severity.MEDIUM
    assert severity(extra=binds("ash")) is Severity.INFO
    assert severity(extra=binds("site"), organisations=", site: {part_of: ash}") is Severity.INFO


def test_where_all_votes_are_in_one_hand_there_is_nothing_to_note():
    is_silent(CODE, case({"ash": 3}, MAJORITY))
    found = one(CODE, case({"ash": 3}, "passes_with: count, threshold: 2, of: members", extra=binds("birch")))
    assert (found.severity, "Ash" in found.message) == (Severity.INFO, False)


@pytest.mark.parametrize("votes", [3, 2])
def test_the_organisation_that_a_board_is_part_of_is_meant_to_decide_in_it(votes):
    is_silent(CODE, case({"ash": votes, "birch": 1, "cedar": 1}, MAJORITY, body="kind: board, part_of: ash"))
    told({"ash": votes, "birch": 1, "cedar": 1}, MAJORITY)


def test_counted_parties_are_in_several_hands():
    counted = ", ash: {count: 4}"
    found = one(
        CODE, case({"ash": 4, "birch": 1, "cedar": 1}, MAJORITY, extra=binds("birch"), organisations=counted)
    )
    assert "Ash (4 votes) can together pass it without the others" in found.message
    assert found.severity is Severity.INFO
    is_silent(CODE, case({"ash": 4, "birch": 2, "cedar": 2, "elm": 2}, MAJORITY, organisations=counted))


def test_one_without_whose_votes_nothing_passes_is_told():
    message = told({"ash": 2, "birch": 1, "cedar": 1, "elm": 1}, FOUR_VOTES)
    assert message.endswith("Nothing passes without Ash (2 votes).")


def test_where_every_vote_is_needed_nobody_stands_out():
    message = told({"ash": 2, "birch": 1}, "passes_with: count, threshold: 3, of: members")
    assert message == "A decision of Board takes 3 of 3 votes, and 1 can block it."
    is_silent(CODE, case({"ash": 2, "birch": 1}, "passes_with: consensus, of: members"))


def test_votes_that_never_turn_a_decision():
    members = {"ash": 2, "birch": 2, "cedar": 2, "elm": 1}
    assert "The votes of Elm can never turn a decision." in told(members, FOUR_VOTES.replace("4", "6"))


def test_two_that_pass_without_the_others():
    message = told({"ash": 4, "birch": 3, "cedar": 2, "elm": 1, "fir": 1}, MAJORITY)
    assert message.endswith(
        "Ash (4 votes) and Birch (3 votes), or Ash (4 votes) and Cedar (2 votes), can pass it without the others."
    )


def test_two_of_three_are_ordinary():
    is_silent(CODE, case({"ash": 2, "birch": 2, "cedar": 1}, MAJORITY))


def test_many_pairs_that_pass_are_no_news():
    is_silent(CODE, case({"ash": 4} | dict.fromkeys(("birch", "cedar", "elm", "fir", "gum"), 1), MAJORITY))


# -- casting votes


def test_the_chairs_casting_vote_decides_between_two():
    text = case({"ash": 1, "birch": 1}, MAJORITY + ", casting_vote: The chair")
    assert one(CODE, text.replace("member: ash,", "member: ash, capacity: chair,")).message == (
        "A decision of Board takes 2 of 2 votes, or 1 with the casting vote, and as many can block it. "
        "Ash (1 vote and the casting vote) can pass it against all others."
    )


def test_another_casting_vote_is_nobodys_of_those_who_vote():
    is_silent(CODE, case({"ash": 1, "birch": 1}, MAJORITY + ", casting_vote: The mayor"))


# -- what is not stated


def test_a_majority_is_supposed_where_votes_are_stated_and_no_rule():
    found = one(CODE, case({"ash": 3, "birch": 1, "cedar": 1}, extra=binds("birch")))
    assert found.message == (
        "If a simple majority decides, which the papers do not say, a decision of Board takes 3 of 5 votes, and 3 can "
        "block it. Ash (3 votes) can pass it against all others."
    )
    assert found.severity is Severity.INFO
    assert cited(found) == {"tor 3"}
    is_silent(CODE, case(EQUAL))


def test_no_majority_is_supposed_where_the_papers_ask_for_a_share_that_they_do_not_give():
    is_silent(CODE, case({"ash": 3, "birch": 1}, "passes_with: share, of: members"))


def test_votes_and_a_majority_are_not_both_supposed():
    is_silent(CODE, case({"ash": 3, "birch": 1}).replace("votes: yes", "votes: not_stated"))


def test_under_a_stated_rule_every_member_is_counted_where_no_vote_is_stated():
    text = case({"ash": 4, "birch": 1}, FOUR_VOTES, extra=binds("birch"))
    found = one(CODE, text.replace("votes: yes", "votes: not_stated"))
    assert "takes 4 of 5 votes" in found.message
    assert found.message.endswith("Here every member is counted as one vote, since no votes are stated.")
    assert found.severity is Severity.INFO, "what is only supposed harms nobody"


def test_members_whose_vote_is_left_open_are_told():
    text = case(EQUAL, MAJORITY)
    found = one(CODE, text.replace("fir, votes: yes", "fir, votes: not_stated"))
    assert found.message.endswith("The papers do not say whether 1 further member votes.")
    is_silent(CODE, text.replace("fir, votes: yes", "fir, capacity: adviser, votes: not_stated"))


def test_seats_without_a_vote_are_no_evidence():
    seats = "  - {body: board, member: gum, votes: no, source: tor 9}\n"
    assert cited(one(CODE, case(EQUAL) .replace("memberships:\n", "memberships:\n" + seats) + f"decision_rules: {{board: {{{FOUR_VOTES}, source: tor 4}}}}\n")) == {"tor 3", "tor 4"}  # fmt: skip


def test_weights_that_are_not_given():
    assert told({"ash": 19}, "passes_with: share, threshold: 75, of: weights") == (
        "Board weighs votes, and the papers do not give every weight: who can pass or block a decision cannot be told."
    )


@pytest.mark.parametrize(
    ("rule", "takes"),
    [("majority", "more than 50 of a weight of 100"), ("share, threshold: 60", "60 of a weight of 100")],
)
def test_weights_that_are_given(rule, takes):
    message = told(dict.fromkeys(("ash", "birch", "cedar"), 1), f"passes_with: {rule}, of: weights, weights: {{ash: 60, birch: 30, cedar: 10}}")  # fmt: skip
    assert (
        message
        == f"A decision of Board takes {takes}. Ash (60 of the weight) can pass it against all others."
    )


def test_many_weights_do_not_hang():
    members = {f"m{n:02}": 1 for n in range(30)}
    weights = ", ".join(f"{m}: {2**n}.{n:015}" for n, m in enumerate(members))
    told(members, f"passes_with: share, threshold: 90, of: weights, weights: {{{weights}}}")


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_a_rule_that_does_not_count_is_none(label):
    is_silent(CODE, case(EQUAL, f"{FOUR_VOTES}, {label}"), as_at="2010")


def test_one_vote_is_no_vote_to_count():
    """More likely, a row stands for several and does not say how many."""
    is_silent(CODE, case({"ash": 1}, "passes_with: share, threshold: 70, of: members"))


def test_a_counted_body_and_a_partner_are_not_reckoned_with():
    is_silent(CODE, case(EQUAL, FOUR_VOTES, body="kind: board, count: 2"))
    is_silent(CODE, case(EQUAL, FOUR_VOTES, body="kind: board, boundary: out"))
