"""DEC-03: bound by the decisions of a body in which one has no vote."""

import pytest
from rule_cases import REPO, cited, findings, is_silent, one

from govgraph import pipeline, rules
from govgraph.findings import Severity
from govgraph.graph import GovernanceGraph

CODE = "DEC-03"
BOARD = "organisations: {{board: {{kind: board}}{}}}\n"
BINDS = "relationships:\n  - {from: board, kind: binds, to: trust, scope: care, source: tor 5}\n"
OTHERS = "memberships:\n  - {body: board, member: council, votes: yes, source: tor 6}\n"
SEAT = "  - {{body: board, member: {}, source: tor 7}}\n"


def case(*seats, organisations="", relationships="", posts="", others=OTHERS):
    text = BOARD.format(organisations) + (f"posts: {{{posts}}}\n" if posts else "") + BINDS + relationships
    return text + others + "".join(SEAT.format(seat) for seat in seats)


def test_no_seat_among_those_that_vote_is_high():
    found = one(CODE, case())
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("board", "trust"), ("care",))
    assert found.message == (
        "Board takes decisions that bind Trust, but the papers name no seat there that speaks for them."
    )
    assert (cited(found), found.lines) == ({"tor 5"}, (("board", "trust"),))


def test_a_seat_without_a_vote_is_told_as_that():
    found = one(CODE, case("trust, votes: no"))
    assert found.severity is Severity.HIGH
    assert "but the papers give no vote to the seat there that speaks for them." in found.message
    assert cited(found) == {"tor 5", "tor 7"}


def test_one_with_a_seat_and_one_without_are_one_finding():
    found = one(CODE, case("trust, votes: no", relationships="  - {from: board, kind: binds, to: clinic}\n"))
    assert "but the papers name no seat there for Clinic, and give no vote to that of Trust." in found.message
    assert set(found.subjects) == {"board", "trust", "clinic"}


def test_a_vote_of_its_own():
    is_silent(CODE, case("trust, votes: yes"))


def test_the_decision_rule_may_say_whom_it_binds():
    text = BOARD.format("") + OTHERS + "decision_rules: {board: {binds: trust, source: tor 8}}\n"
    text += "relationships: [{from: trust, kind: works_with, to: board}]\n"
    assert cited(one(CODE, text)) == {"tor 8"}
    is_silent(CODE, text.replace("source: tor 8", "status: proposed"))
    is_silent(CODE, text.replace("memberships:\n", "memberships:\n" + SEAT.format("trust, votes: yes")))


def test_said_twice_it_is_one_finding():
    found = one(CODE, case() + "decision_rules: {board: {binds: trust, source: tor 8}}\n")
    assert cited(found) == {"tor 5", "tor 8"}
    assert found.scopes == ("care",)


# -- whose vote counts for whom


@pytest.mark.parametrize("place", ["in: trust", "heads: trust", "in: wing"])
def test_a_vote_of_its_own_post_or_part(place):
    is_silent(
        CODE, case("lead, votes: yes", posts=f"lead: {{{place}}}", organisations=", wing: {part_of: trust}")
    )


def test_a_part_votes_for_its_whole_and_a_whole_for_its_part():
    is_silent(CODE, case("wing, votes: yes", organisations=", wing: {part_of: trust}"))
    is_silent(CODE, case("group, votes: yes", organisations=", trust: {part_of: group}"))


def test_a_post_elsewhere_does_not_vote_for_it():
    one(CODE, case("lead, votes: yes", posts="lead: {in: clinic}"))


def test_a_seat_that_represents_it():
    is_silent(CODE, case("speaker, votes: yes, represents: trust", posts="speaker: {}"))
    one(CODE, case("speaker, votes: yes, represents: council", posts="speaker: {}"))


@pytest.mark.parametrize("seat", ["union, votes: yes", "speaker, votes: yes, represents: union"])
def test_a_vote_of_a_party_that_represents_it(seat):
    union = "  - {from: union, kind: represents, to: trust}\n"
    is_silent(CODE, case(seat, posts="speaker: {}", relationships=union))
    one(CODE, case(seat, posts="speaker: {}", organisations=", union: {}"))


def test_a_vote_of_its_counted_party_or_of_one_of_it():
    is_silent(
        CODE,
        case("trusts, votes: yes, seats: 3", organisations=", trusts: {count: 3}, trust: {one_of: trusts}"),
    )
    is_silent(CODE, case("north, votes: yes", organisations=", trust: {count: 3}, north: {one_of: trust}"))
    one(
        CODE,
        case(
            "north, votes: yes",
            organisations=", trusts: {count: 3}, trust: {one_of: trusts}, north: {one_of: trusts}",
        ),
    )


def test_a_named_body_has_the_members_of_its_counted_body_and_the_other_way_round():
    counted = ", boards: {kind: board, count: 3}, board: {kind: board, one_of: boards}"
    text = case(organisations="").replace("{board: {kind: board}}", "{" + counted[2:] + "}")
    one(CODE, text)
    is_silent(CODE, text + "  - {body: boards, member: trust, votes: yes}\n")
    text = text.replace("from: board,", "from: boards,")
    is_silent(CODE, text + "  - {body: board, member: trust, votes: yes}\n")


def test_a_post_of_the_body_itself_does_not_vote_for_what_the_body_is_part_of():
    """The chair of a joint committee that is a part of the trust votes for nobody but the chair."""
    text = case("chair, votes: yes", posts="chair: {in: board, heads: board}")
    one(CODE, text.replace("kind: board}", "kind: board, part_of: trust}"))
    desk = text.replace("chair: {in: board, heads: board}", "chair: {in: desk}")
    one(CODE, desk.replace("kind: board}", "kind: board, part_of: trust}, desk: {part_of: board}"))


def test_a_seat_for_another_matter_is_none():
    one(CODE, case("trust, votes: yes, scope: estate"))
    is_silent(CODE, case("trust, votes: yes, scope: care/beds"))


# -- at second hand

SECOND = "  - {body: group, member: trust}\n"


@pytest.mark.parametrize(
    "seat", ["group, votes: yes", "speaker, votes: yes, represents: group", "delegate, votes: yes"]
)
def test_a_vote_in_a_body_that_has_a_vote_is_info(seat):
    found = one(CODE, case(seat, posts="speaker: {}, delegate: {in: group}") + SECOND)
    assert found.severity is Severity.INFO
    assert "whose only say there is at second hand, through Group" in found.message


def test_a_seat_that_speaks_for_it_and_for_a_body_on_which_it_sits_is_that_bodys():
    seat = "speaker, votes: yes, represents: [group, trust]"
    is_silent(CODE, case(seat, posts="speaker: {}", organisations=", group: {}"))
    found = one(CODE, case(seat, posts="speaker: {}") + SECOND)
    assert (found.severity, "through Group" in found.message) == (Severity.INFO, True)
    is_silent(CODE, case(seat, "trust, votes: yes", posts="speaker: {}") + SECOND)


def test_no_vote_in_the_body_between_is_no_say():
    assert (
        one(CODE, case("group, votes: yes") + SECOND.replace("trust", "trust, votes: no")).severity
        is Severity.HIGH
    )
    assert one(CODE, case("group, votes: no") + SECOND).severity is Severity.HIGH


def test_where_the_vote_in_the_body_between_is_unclear_so_is_the_say():
    others = "  - {body: group, member: union, votes: yes}\n"
    found = one(CODE, case("group, votes: yes") + SECOND + others)
    assert (found.severity, "through Group" in found.message) == (Severity.MEDIUM, True)


def test_a_seat_of_the_body_between_for_another_matter_is_none():
    assert one(CODE, case("group, votes: yes, scope: estate") + SECOND).severity is Severity.HIGH


def test_its_own_seat_is_its_own_whomever_else_it_speaks_for():
    is_silent(CODE, case("trust, votes: yes, represents: group") + SECOND)


def test_three_steps_are_not_followed():
    far = "  - {body: group, member: union}\n  - {body: union, member: trust}\n"
    assert one(CODE, case("group, votes: yes") + far).severity is Severity.HIGH


# -- what the papers leave open


def test_where_no_vote_is_stated_every_member_votes():
    others = OTHERS.replace(", votes: yes", "")
    is_silent(CODE, case("trust", others=others))
    assert one(CODE, case("trust, capacity: observer", others=others)).severity is Severity.HIGH
    assert one(CODE, case(others=others)).severity is Severity.HIGH


def test_where_others_votes_are_stated_a_seat_is_unclear():
    found = one(CODE, case("trust"))
    assert found.severity is Severity.MEDIUM
    assert "do not say whether the seat that speaks for them there has a vote" in found.message
    assert one(CODE, case("trust, capacity: adviser")).severity is Severity.HIGH
    found = one(CODE, case("group") + SECOND)
    assert found.severity is Severity.MEDIUM
    assert "the seat that speaks for them there, through Group, has a vote" in found.message


def test_a_body_whose_members_the_papers_do_not_name():
    found = one(CODE, BOARD.format("") + BINDS)
    assert found.severity is Severity.MEDIUM
    assert "do not say who votes there" in found.message


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008", "status: undefined"])
def test_statements_that_do_not_count(label):
    is_silent(CODE, case().replace("scope: care", f"scope: care, {label}"), as_at="2010")
    one(CODE, case(f"trust, votes: yes, {label}"), as_at="2010")


# -- who is not asked

AGENCY = "relationships: [{from: agency, kind: binds, to: trust}]\n"


def test_a_body_that_binds_by_its_office():
    is_silent(CODE, AGENCY)
    one(CODE, "memberships: [{body: agency, member: council}]\n" + AGENCY)
    is_silent(CODE, AGENCY.replace("agency", "minister"))


def test_a_body_that_stands_over_the_party():
    line = "  - {{from: trust, kind: {}, to: board, scope: {}}}\n"
    is_silent(CODE, case(relationships=line.format("accountable_to", "care")))
    is_silent(CODE, case(relationships=line.format("accountable_to", "care/beds")))
    one(CODE, case(relationships=line.format("accountable_to", "estate")))
    one(CODE, case(relationships=line.format("reports_to", "care")))


def test_an_arbitration_panel():
    arbitrates = "  - {{from: board, kind: arbitrates, to: {}}}\n"
    is_silent(CODE, case(relationships=arbitrates.format("trust")))
    found = one(
        CODE, case(relationships=arbitrates.format("trust") + "  - {from: board, kind: binds, to: clinic}\n")
    )
    assert set(found.subjects) == {"board", "trust", "clinic"}, "it binds more than it arbitrates for"
    decides = "duties: {plan: {name: Plan, responsible: [board], step: decide}}\n"
    one(CODE, decides + case(relationships=arbitrates.format("trust")))
    one(
        CODE,
        case(
            relationships=arbitrates.format("trust") + "  - {from: council, kind: delegates_to, to: board}\n"
        ),
    )
    panel = case(relationships=arbitrates.format("clinic")).replace("kind: board}", "kind: panel}")
    is_silent(CODE, decides + panel)


def test_partners_and_a_bodys_own_parts_are_not_judged_and_a_root_is():
    is_silent(CODE, case(organisations=", trust: {boundary: out}"))
    is_silent(CODE, case(organisations=", trust: {part_of: board}"))
    is_silent(CODE, case().replace("kind: board}", "kind: board, boundary: out}"))
    one(CODE, case(), root="trust")


def test_many_are_named_up_to_a_point():
    bound = [f"trust-{n}" for n in range(9)]
    found = one(CODE, case().replace("to: trust", f"to: [{', '.join(bound)}]"))
    assert "3 more" in found.message
    assert found.subjects == ("board", *bound[:6])


def test_different_says_are_different_findings():
    found = findings(
        CODE, case("group, votes: yes", relationships="  - {from: board, kind: binds, to: clinic}\n") + SECOND
    )
    assert [f.severity for f in found] == [Severity.HIGH, Severity.INFO]


def test_the_textbook_case():
    structure = pipeline.load(str(REPO / "models" / "synthetic" / "bound-without-a-vote.yaml"))
    (found,) = rules.run(GovernanceGraph(structure), rules.chosen([CODE])).findings
    assert (found.severity, found.subjects) == (Severity.HIGH, ("ferry-committee", "island-council"))
    assert cited(found) == {"case 4", "case 5"}
