"""DEC-05: a body that binds others without an independent appeal, or without notice enough."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DEC-05"
BOARD = "organisations: {board: {kind: board, aliases: [The PB]}}\n"
BINDS = "relationships:\n  - {from: board, kind: binds, to: trust, scope: care, source: tor 5}\n"
RULE = "decision_rules: {{board: {{{}, source: tor 6}}}}\n"
NOTICE = RULE.format("notice_days: 30")
HEARD = "  - {{from: {}, kind: arbitrates, to: {}, scope: {}}}\n"


def test_neither_is_low_with_both_told():
    found = one(CODE, BOARD + BINDS)
    assert (found.severity, found.subjects, found.scopes) == (Severity.LOW, ("board",), ("care",))
    assert found.message == (
        "Board takes decisions that bind Trust, but the papers name nobody else to whom those bound could appeal and state no period of notice."
    )
    assert cited(found) == {"tor 5"}


def test_both_stated_is_silent():
    is_silent(CODE, BOARD + BINDS + RULE.format("notice_days: 30, appeal_to: The council"))
    is_silent(CODE, BOARD + BINDS + HEARD.format("council", "board", "care") + NOTICE)


def test_no_appeal_alone():
    found = one(CODE, BOARD + BINDS + NOTICE)
    assert "notice" not in found.message
    assert cited(found) == {"tor 5", "tor 6"}


@pytest.mark.parametrize("appeal", ["not_stated", "none", "Board", "the pb"])
def test_an_appeal_has_to_go_to_somebody_else(appeal):
    found = one(CODE, BOARD + BINDS + RULE.format(f"notice_days: 30, appeal_to: {appeal}"))
    assert "name nobody else to whom those bound could appeal." in found.message


def test_who_arbitrates_for_all_that_it_binds_is_an_appeal():
    both = BINDS.replace("to: trust", "to: [trust, clinic]")
    is_silent(CODE, BOARD + both + HEARD.format("council", "[trust, clinic]", "care") + NOTICE)
    one(CODE, BOARD + both + HEARD.format("council", "trust", "care") + NOTICE)


def test_who_arbitrates_in_another_matter_is_none():
    one(CODE, BOARD + BINDS + HEARD.format("council", "board", "estate") + NOTICE)
    is_silent(CODE, BOARD + BINDS + HEARD.format("council", "board", "care/beds") + NOTICE)


def test_who_arbitrates_for_a_counted_party_does_so_for_a_named_one():
    named = BOARD.replace("{board:", "{trusts: {count: 3}, trust: {one_of: trusts}, board:")
    is_silent(CODE, named + BINDS + HEARD.format("council", "trusts", "care") + NOTICE)


@pytest.mark.parametrize("arbiter", ["board", "desk", "council"])
def test_an_arbiter_within_the_body_or_with_a_vote_there_is_not_independent(arbiter):
    decides = "duties: {plan: {name: Plan, responsible: [board], step: decide}}\n"  # so that it is no panel
    inside = decides + BOARD.replace("{board:", "{desk: {part_of: board}, board:")
    seats = "memberships: [{body: board, member: council, votes: yes}]\n"
    found = one(CODE, inside + BINDS + HEARD.format(arbiter, "trust", "care") + NOTICE + seats)
    assert "name nobody else" in found.message
    is_silent(CODE, inside + BINDS + HEARD.format("union", "trust", "care") + NOTICE + seats)


def test_an_arbiter_whose_vote_there_is_left_open_is_not_taken_to_be_independent():
    seats = "memberships: [{body: board, member: council}, {body: board, member: union, votes: yes}]\n"
    one(CODE, BOARD + BINDS + HEARD.format("council", "trust", "care") + NOTICE + seats)


def test_the_bodies_of_which_it_is_one_are_no_arbiter_of_it():
    boards = BOARD.replace("{board: {kind: board", "{boards: {count: 3}, board: {kind: board, one_of: boards")
    one(CODE, boards + BINDS + HEARD.format("boards", "trust", "care") + NOTICE)
    is_silent(CODE, boards + BINDS + HEARD.format("council", "trust", "care") + NOTICE)


def test_an_arbiter_with_a_seat_and_no_vote_is_independent():
    seats = "memberships: [{body: board, member: council, votes: no}]\n"
    is_silent(CODE, BOARD + BINDS + HEARD.format("council", "trust", "care") + NOTICE + seats)


@pytest.mark.parametrize(("days", "said"), [(29, True), (30, False), (0, True)])
def test_notice_below_the_limit(days, said):
    text = BOARD + BINDS + RULE.format(f"notice_days: {days}, appeal_to: The council")
    if said:
        assert f"give {days} days of notice, below the chosen limit of 30" in one(CODE, text).message
    else:
        is_silent(CODE, text)


@pytest.mark.parametrize(("limit", "said"), [(10, False), (14, False), (15, True)])
def test_the_limit_is_the_reviewers(limit, said):
    text = BOARD + BINDS + RULE.format("notice_days: 14, appeal_to: The council")
    settings = {"thresholds": {"notice_days": str(limit)}}
    assert bool(findings(CODE, text, settings=settings)) is said


def test_with_a_limit_of_nothing_no_notice_is_asked_for():
    text = BOARD + BINDS + RULE.format("appeal_to: The council")
    one(CODE, text)
    is_silent(CODE, text, settings={"thresholds": {"notice_days": "0"}})


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_a_rule_that_does_not_count(label):
    text = BOARD + BINDS + RULE.format(f"notice_days: 30, appeal_to: The council, {label}")
    assert "notice" in one(CODE, text, as_at="2010").message


def test_what_a_counted_body_lacks_is_told_there_once():
    boards = "organisations: {boards: {kind: board, count: 3}, board: {kind: board, one_of: boards}}\n"
    both = BINDS + BINDS.replace("relationships:\n", "").replace("from: board", "from: boards")
    found = one(CODE, boards + both)
    assert found.subjects == ("boards",)
    is_silent(CODE, boards + both + "decision_rules: {boards: {notice_days: 30, appeal_to: The council}}\n")


def test_who_is_not_asked():
    is_silent(CODE, "relationships: [{from: agency, kind: binds, to: trust}]")
    is_silent(CODE, BOARD + BINDS + "  - {from: trust, kind: accountable_to, to: board, scope: care}\n")
    is_silent(
        CODE, BOARD.replace("kind: board", "kind: panel") + BINDS + HEARD.format("board", "trust", "care")
    )
    is_silent(CODE, BOARD.replace("kind: board", "kind: board, boundary: out") + BINDS)
