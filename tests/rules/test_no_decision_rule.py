"""DEC-01: a body with power or votes of which the papers leave out how it decides."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DEC-01"
BODY = "organisations: {board: {kind: board, chair: The mayor}}\n"
UNCHAIRED = "organisations: {board: {kind: board}}\n"
VOTES = (
    "memberships:\n"
    "  - {body: board, member: trust, votes: yes, source: tor 3}\n"
    "  - {body: board, member: council, votes: yes, source: tor 4}\n"
)
THIRD = "  - {body: board, member: union, votes: yes}\n"
RULE = "decision_rules: {{board: {{{}}}}}\n"
FULL = RULE.format("passes_with: majority, of: members, quorum: Two members, casting_vote: The mayor")
BINDS = "relationships: [{from: board, kind: binds, to: trust, scope: care, source: tor 5}]\n"
LENT = "relationships: [{from: council, kind: delegates_to, to: board, power: Spend, scope: care, source: tor 6}]\n"


def test_votes_and_nothing_else_are_medium_at_the_body_with_all_that_is_missing():
    found = one(CODE, UNCHAIRED + VOTES)
    assert (found.severity, found.subjects, found.scopes) == (Severity.MEDIUM, ("board",), ())
    assert "Board has members who vote" in found.message
    assert "how it decides, a chair or a quorum" in found.message
    assert "the 2 votes that they state can stand equal" in found.message
    assert cited(found) == {"tor 3", "tor 4"}


def test_all_stated_is_silent():
    is_silent(CODE, BODY + VOTES + FULL)
    is_silent(CODE, BODY + BINDS + FULL)
    is_silent(CODE, BODY + LENT + FULL)


@pytest.mark.parametrize("power", [BINDS, LENT])
def test_binding_others_and_lent_power_are_asked_too(power):
    found = one(CODE, BODY + power)
    assert found.scopes == ("care",)
    assert "how it decides or a quorum" in found.message
    assert "a chair" not in found.message
    assert "equal" not in found.message


def test_the_power_is_told_with_its_source():
    assert "takes decisions that bind Trust" in one(CODE, BODY + BINDS).message
    assert cited(one(CODE, BODY + BINDS)) == {"tor 5"}
    assert "holds power delegated by Council" in one(CODE, BODY + LENT).message
    assert cited(one(CODE, BODY + LENT)) == {"tor 6"}


def test_those_whom_the_rule_itself_binds_count():
    bound = "relationships: [{from: trust, kind: works_with, to: board}]\n" + RULE.format(
        "binds: trust, source: tor 7"
    )
    found = one(CODE, BODY + bound)
    assert "bind Trust" in found.message
    assert cited(found) == {"tor 7"}


def test_a_body_without_power_or_votes_is_not_asked():
    is_silent(CODE, UNCHAIRED + VOTES.replace("yes", "not_stated"))
    is_silent(CODE, UNCHAIRED + VOTES.replace("yes", "no"))


@pytest.mark.parametrize("kind", ["binds", "delegates_to"])
def test_a_body_that_does_not_decide_by_several_is_not_asked(kind):
    ends = (
        "from: agency, kind: binds, to: trust"
        if kind == "binds"
        else "from: council, kind: delegates_to, to: agency"
    )
    is_silent(CODE, f"relationships: [{{{ends}}}]")
    one(CODE, f"relationships: [{{{ends}}}]\nmemberships: [{{body: agency, member: trust}}]")


def test_a_post_that_holds_delegated_power_is_not_asked():
    is_silent(
        CODE, "posts: {director: {}}\nrelationships: [{from: council, kind: delegates_to, to: director}]"
    )


@pytest.mark.parametrize(
    "rule",
    ["passes_with: not_stated", "passes_with: share", "passes_with: count, of: members", "of: members"],
)
def test_a_rule_that_does_not_say_how_is_none(rule):
    assert "how it decides" in one(CODE, BODY + BINDS + RULE.format(rule + ", quorum: Two")).message


@pytest.mark.parametrize(
    "rule",
    ["passes_with: share, threshold: 70", "passes_with: count, threshold: 3", "passes_with: consensus"],
)
def test_a_rule_that_says_how_is_one(rule):
    is_silent(CODE, BODY + BINDS + RULE.format(rule + ", quorum: Two"))


@pytest.mark.parametrize("rule", ["quorum: not_stated", "of: members"])
def test_a_quorum_has_to_be_stated(rule):
    assert "a quorum" in one(CODE, BODY + BINDS + RULE.format("passes_with: majority, " + rule)).message


@pytest.mark.parametrize(
    "chair",
    [
        "organisations: {board: {kind: board, chair: not_stated}}\n",
        "organisations: {board: {kind: board}}\nposts: {lead: {in: board}}\n",
    ],
)
def test_no_chair(chair):
    assert "a chair" in one(CODE, chair + BINDS + FULL).message


def test_a_head_or_a_seat_in_the_chair_is_a_chair():
    is_silent(CODE, UNCHAIRED + "posts: {lead: {heads: board}}\n" + BINDS + FULL)
    is_silent(
        CODE, UNCHAIRED + BINDS + FULL + "memberships: [{body: board, member: trust, capacity: chair}]\n"
    )


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008", "status: historical"])
def test_a_rule_that_does_not_count_is_none(label):
    rule = FULL.replace("of: members", f"of: members, {label}")
    assert "how it decides" in one(CODE, BODY + BINDS + rule, as_at="2010").message


# -- ties

MAJORITY = RULE.format("passes_with: majority, of: members, quorum: Two")


def test_an_even_number_of_votes_without_a_casting_vote_is_a_finding_of_its_own():
    found = one(CODE, BODY + VOTES + MAJORITY)
    assert "do not state" not in found.message
    assert "can stand equal, and nobody is given a casting vote" in found.message


def test_an_odd_number_is_none():
    is_silent(CODE, BODY + VOTES + THIRD + MAJORITY)


@pytest.mark.parametrize(
    "rule",
    ["passes_with: count, threshold: 2", "passes_with: share, threshold: 60", "passes_with: consensus"],
)
def test_there_is_no_tie_where_no_majority_decides(rule):
    is_silent(CODE, BODY + VOTES + RULE.format(rule + ", quorum: Two"))


def test_nothing_is_said_of_ties_where_no_votes_are_stated():
    found = one(CODE, BODY + VOTES.replace(", votes: yes", "") + BINDS)
    assert "equal" not in found.message


def test_a_counted_body_is_not_asked_about_ties():
    counted = BODY.replace("kind: board,", "kind: board, count: 3,")
    is_silent(CODE, counted + VOTES + MAJORITY)


def test_weighed_votes_that_cannot_be_equal():
    weights = "passes_with: majority, of: weights, quorum: Two, weights: {{trust: {}, council: 1}}"
    is_silent(CODE, BODY + VOTES + RULE.format(weights.format(2)))
    one(CODE, BODY + VOTES + RULE.format(weights.format(1)))


def test_many_weights_do_not_hang():
    members = [f"m{n:02}" for n in range(30)]
    seats = "".join(f"  - {{body: board, member: {m}, votes: yes}}\n" for m in members)
    weights = ", ".join(f"{m}: {3**n}.{n:015}" for n, m in enumerate(members))
    rule = RULE.format(f"passes_with: majority, of: weights, quorum: Two, weights: {{{weights}}}")
    is_silent(CODE, BODY + "memberships:\n" + seats + rule)


# -- named ones of a counted body

NAMED = "organisations: {boards: {kind: board, count: 3}, north: {kind: board, one_of: boards}}\n"
BOTH = "relationships: [{from: boards, kind: binds, to: trust}, {from: north, kind: binds, to: trust}]\n"


def test_what_a_counted_body_lacks_is_told_there_once():
    found = one(CODE, NAMED + BOTH)
    assert found.subjects == ("boards",)
    assert "Boards take decisions" in found.message
    assert "how they decide" in found.message


def test_a_seat_in_the_chair_of_the_counted_body_is_one_of_each():
    seats = "memberships: [{body: boards, member: trust, capacity: chair}]\n"
    rule = "decision_rules: {boards: {passes_with: majority, quorum: Two}}\n"
    is_silent(CODE, NAMED + BINDS.replace("from: board", "from: north") + rule + seats)


def test_what_only_the_named_one_lacks_is_told_at_it():
    rule = "decision_rules: {boards: {passes_with: majority, quorum: Two}}\n"
    chair = NAMED.replace("count: 3", "count: 3, chair: A member")
    is_silent(CODE, chair + BOTH + rule)
    assert [f.subjects for f in findings(CODE, NAMED + BOTH + rule)] == [("boards",)]


def test_what_binds_only_itself_and_its_own_parts_is_not_asked():
    is_silent(CODE, UNCHAIRED.replace("}}", "}, trust: {part_of: board}}") + BINDS)
    is_silent(
        CODE,
        UNCHAIRED
        + "relationships: [{from: trust, kind: works_with, to: board}]\n"
        + RULE.format("binds: board"),
    )


def test_a_partner_is_not_judged_and_a_root_is():
    is_silent(CODE, UNCHAIRED.replace("kind: board", "kind: board, boundary: out") + VOTES)
    is_silent(CODE, BODY.replace("kind: board", "kind: board, boundary: out") + BINDS)
    one(CODE, BODY + BINDS, root="board")
