"""COI-03: a provider with a seat on the body that commissions it."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "COI-03"
BUYS = "relationships:\n  - {from: board, kind: commissions, to: trust, scope: care, source: act 3}\n"
SEAT = "memberships:\n  - {{body: board, member: trust, source: act 5, {}}}\n"
VOTES = SEAT.format("votes: yes")


def test_a_provider_that_votes_on_its_commissioner_is_high_at_the_commissioner():
    found = one(CODE, BUYS + VOTES)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("board", "trust"), ("care",))
    assert found.message == "Board commissions services from Trust. Seated on it with a vote: Trust."
    assert found.lines == (("board", "trust"),)
    assert cited(found) == {"act 3", "act 5"}
    assert found.relationships == ("board.commissions.trust",)


@pytest.mark.parametrize("kind", ["funds", "oversees", "directs", "delegates_to"])
def test_only_a_contract_makes_a_provider(kind):
    is_silent(CODE, BUYS.replace("commissions", kind) + VOTES)


def test_neither_a_contract_nor_a_seat_alone_is_a_conflict():
    is_silent(CODE, BUYS)
    is_silent(CODE, "organisations: {board: {}, trust: {}}\n" + VOTES)


def test_a_commissioner_that_sits_on_its_provider_is_not_one():
    is_silent(CODE, BUYS + "memberships:\n  - {body: trust, member: board, votes: yes}\n")


# -- what the seat may say


@pytest.mark.parametrize("capacity", ["member", "vice_chair"])
def test_a_vote_that_is_not_stated_is_high_and_told_as_that(capacity):
    found = one(CODE, BUYS + SEAT.format(f"capacity: {capacity}"))
    assert found.severity is Severity.HIGH
    assert "Seated on it with what vote the papers do not say: Trust." in found.message


def test_a_chair_is_high_whatever_the_vote():
    assert one(CODE, BUYS + SEAT.format("capacity: chair")).severity is Severity.HIGH


@pytest.mark.parametrize("capacity", ["observer", "adviser", "in_attendance", "secretary"])
def test_one_that_advises_or_looks_on_is_not_raised(capacity):
    is_silent(CODE, BUYS + SEAT.format(f"capacity: {capacity}"))


@pytest.mark.parametrize("capacity", ["member", "co_opted", "observer"])
def test_a_seat_without_a_vote_is_not_raised(capacity):
    is_silent(CODE, BUYS + SEAT.format(f"capacity: {capacity}, votes: no"))


def test_one_that_is_only_co_opted_is_medium_unless_it_votes():
    found = one(CODE, BUYS + SEAT.format("capacity: co_opted"))
    assert found.severity is Severity.MEDIUM
    assert "Seated on it co-opted, with what vote the papers do not say: Trust." in found.message
    assert one(CODE, BUYS + SEAT.format("capacity: co_opted, votes: yes")).severity is Severity.HIGH


def test_beside_a_member_one_that_is_co_opted_does_not_lower_it():
    rows = BUYS.replace("to: trust", "to: [trust, clinic]")
    found = one(CODE, rows + SEAT.format("capacity: co_opted") + "  - {body: board, member: clinic}\n")
    assert found.severity is Severity.HIGH
    assert found.subjects == ("board", "clinic", "trust")


@pytest.mark.parametrize("scope", ["care", "care/beds", "all"])
def test_a_seat_for_the_matter_bought_counts(scope):
    one(CODE, BUYS + SEAT.format(f"votes: yes, scope: {scope}"))


@pytest.mark.parametrize("scope", ["estate", "employment"])
def test_a_seat_for_another_matter_does_not(scope):
    is_silent(CODE, BUYS + SEAT.format(f"votes: yes, scope: {scope}"))


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_what_does_not_count_is_no_seat_and_no_contract(label):
    is_silent(CODE, BUYS + SEAT.format(f"votes: yes, {label}"), as_at="2010")
    is_silent(CODE, BUYS.replace("source: act 3", label) + VOTES, as_at="2010")


# -- through whom it sits


@pytest.mark.parametrize(
    "rows",
    [
        "posts: {director: {in: trust}}\n",
        "organisations: {director: {part_of: trust}}\n",
        "organisations: {unit: {part_of: trust}}\nposts: {director: {heads: unit}}\n",
    ],
)
def test_it_sits_through_a_post_or_a_part_of_it(rows):
    found = one(CODE, rows + BUYS + VOTES.replace("member: trust", "member: director"))
    assert found.subjects == ("board", "trust")
    assert "with a vote: Trust, through Director." in found.message


def test_it_sits_through_who_represents_it():
    rows = "posts: {delegate: {}}\n" + BUYS
    seat = "memberships:\n  - {body: board, member: delegate, votes: yes, represents: trust}\n"
    assert "Trust, through Delegate." in one(CODE, rows + seat).message
    is_silent(CODE, rows + seat.replace(", represents: trust", ""))


def test_whoever_runs_what_is_bought_is_its_provider():
    rows = BUYS.replace("to: trust", "to: hospital")
    runs = "  - {from: trust, kind: operates, to: hospital}\n"
    found = one(CODE, rows + runs + VOTES)
    assert "with a vote: Hospital, through Trust." in found.message
    is_silent(CODE, rows + runs.replace("operates", "funds") + VOTES)


def test_a_commissioner_that_runs_a_hospital_itself_does_not_sit_on_itself():
    rows = BUYS + "  - {from: board, kind: operates, to: trust}\n"
    seats = "memberships:\n  - {body: board, member: chair, capacity: chair}\n"
    is_silent(CODE, "posts: {chair: {in: board}}\n" + rows + seats)


def test_a_part_of_the_commissioner_that_provides_for_it_is_not_raised():
    is_silent(CODE, "organisations: {trust: {part_of: board}}\n" + BUYS + VOTES)


def test_a_commissioner_that_is_part_of_its_provider_is():
    one(CODE, "organisations: {board: {part_of: trust}}\n" + BUYS + VOTES)


def test_the_commissioners_own_officer_sits_there_for_nobody_above_it():
    rows = "organisations: {board: {part_of: trust}}\nposts: {chair: {in: board, heads: board}}\n" + BUYS
    is_silent(CODE, rows + VOTES.replace("member: trust", "member: chair"))


def test_of_several_seats_those_with_the_most_say_are_told():
    rows = "posts: {director: {in: trust}}\n" + BUYS + SEAT.format("capacity: observer")
    found = one(CODE, rows + "  - {body: board, member: director, votes: yes, source: act 6}\n")
    assert "with a vote: Trust, through Director." in found.message
    assert cited(found) == {"act 3", "act 6"}


# -- counted parties

PROVIDERS = "organisations: {trusts: {count: 5}, trust: {one_of: trusts}, other: {one_of: trusts}}\n"


def test_a_named_one_of_those_bought_from_sits_for_them():
    found = one(CODE, PROVIDERS + BUYS.replace("to: trust", "to: trusts") + VOTES)
    assert "with a vote: Trusts, through Trust." in found.message


def test_a_seat_of_all_alike_is_one_of_the_named_provider():
    one(CODE, PROVIDERS + BUYS + VOTES.replace("member: trust", "member: trusts"))


def test_a_seat_of_another_named_one_is_not():
    is_silent(CODE, PROVIDERS + BUYS + VOTES.replace("member: trust", "member: other"))


BOARDS = "organisations: {boards: {count: 5}, board: {one_of: boards}}\n"


def test_what_is_said_of_the_counted_commissioner_is_told_there_alone():
    rows = BUYS.replace("from: board", "from: boards")
    own = "  - {from: board, kind: commissions, to: trust, scope: care}\n"
    seat = VOTES.replace("body: board", "body: boards")
    found = one(CODE, BOARDS + rows + own + seat)
    assert found.subjects == ("boards", "trust")
    assert found.message == "Boards commission services from Trust. Seated on them with a vote: Trust."
    both = findings(CODE, BOARDS + rows + own + seat + "  - {body: board, member: trust, votes: yes}\n")
    assert {one.at for one in both} == {"boards", "board"}


def test_a_named_commissioner_alone_is_told_of_a_seat_on_all_alike():
    found = one(CODE, BOARDS + BUYS + VOTES.replace("body: board", "body: boards"))
    assert found.message == "Board commissions services from Trust. Seated on Boards with a vote: Trust."


# -- how many findings, and of whom


def test_all_providers_on_one_commissioner_are_one_finding_those_with_a_vote_first():
    rows = BUYS.replace("to: trust", "to: [clinic, trust, home]")
    seats = SEAT.format("votes: yes") + (
        "  - {body: board, member: clinic}\n  - {body: board, member: home, capacity: in_attendance}\n"
    )
    found = one(CODE, rows + seats)
    assert found.subjects == ("board", "trust", "clinic")
    assert found.message == (
        "Board commissions services from Trust and Clinic. Seated on it with a vote: Trust; with what vote the "
        "papers do not say: Clinic."
    )


def test_two_contracts_are_one_finding():
    rows = BUYS + "  - {from: board, kind: commissions, to: trust, scope: estate, source: act 4}\n"
    found = one(CODE, rows + VOTES)
    assert found.scopes == ("care", "estate")
    assert cited(found) == {"act 3", "act 4", "act 5"}


def test_of_two_contracts_the_one_with_the_most_say_tells():
    rows = BUYS + "  - {from: board, kind: commissions, to: trust, scope: estate}\n"
    seats = (
        SEAT.format("votes: yes, scope: care")
        + "  - {body: board, member: trust, scope: estate, capacity: co_opted}\n"
    )
    found = one(CODE, rows + seats)
    assert (found.severity, found.message.count("Trust")) == (Severity.HIGH, 2)


def test_every_subject_is_named_and_the_rest_counted():
    trusts = [f"trust-{n:02}" for n in range(12)]
    seats = "".join(f"  - {{body: board, member: {trust}, votes: yes}}\n" for trust in trusts)
    found = one(CODE, BUYS.replace("to: trust", f"to: [{', '.join(trusts)}]") + "memberships:\n" + seats)
    assert len(found.subjects) == 7
    assert all(t.replace("-", " ").capitalize() in found.message for t in found.subjects[1:])
    assert "6 more" in found.message


def test_a_commissioner_beyond_the_boundary_is_not_judged_and_a_provider_beyond_it_is_told():
    is_silent(CODE, "organisations: {board: {boundary: out}}\n" + BUYS + VOTES)
    one(CODE, "organisations: {trust: {boundary: out}}\n" + BUYS + VOTES)


def test_a_root_that_commissions_is_told():
    one(CODE, BUYS + VOTES, root="board")
