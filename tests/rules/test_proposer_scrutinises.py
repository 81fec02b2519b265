"""COI-04: one who puts a subject forward and looks it over, alone or through two bodies."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "COI-04"


def duty(key, who, step, subject="business cases", *more):
    fields = [f"name: {key.capitalize()}", f"step: {step}", f"subject: {subject}", *more]
    if not any(field.startswith("responsible") for field in fields):
        fields.append(f"responsible: [{who}]")
    return f"  {key}: {{{', '.join(fields)}}}\n"


def duties(*rows):
    return "duties:\n" + "".join(rows)


PROPOSES = duty("write", "team", "propose", "business cases", "scope: care", "source: act 7")
TESTS = duty("test", "team", "scrutinise", "business cases", "scope: care", "source: act 8")

# -- one party


def test_a_party_that_scrutinises_what_it_proposes_is_high():
    found = one(CODE, duties(PROPOSES, TESTS))
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("team",), ("care",))
    assert found.message == (
        "Team itself proposes and scrutinises “business cases”; the papers name nobody else who scrutinises, "
        "approves or decides."
    )
    assert cited(found) == {"act 7", "act 8"}


@pytest.mark.parametrize("first", ["propose", "recommend"])
@pytest.mark.parametrize("second", ["scrutinise", "approve"])
def test_each_pair_of_steps_counts(first, second):
    found = one(CODE, duties(PROPOSES.replace("propose", first), TESTS.replace("scrutinise", second)))
    assert found.severity is Severity.HIGH
    assert f"{first}s and {second}s" in found.message


@pytest.mark.parametrize("first", ["propose", "recommend"])
def test_to_decide_on_what_one_proposes_is_medium(first):
    found = one(CODE, duties(PROPOSES.replace("propose", first), TESTS.replace("scrutinise", "decide")))
    assert found.severity is Severity.MEDIUM


def test_to_decide_where_somebody_else_looks_at_it_too_is_sound():
    decides = TESTS.replace("scrutinise", "decide")
    is_silent(CODE, duties(PROPOSES, decides, duty("look", "auditor", "scrutinise")))


def test_a_body_that_decides_on_its_own_proposal_is_not_raised_where_others_sit_on_it():
    decides = TESTS.replace("scrutinise", "decide")
    seat = "memberships:\n  - {body: team, member: council}\n"
    is_silent(CODE, duties(PROPOSES, decides) + seat)
    one(CODE, duties(PROPOSES, decides) + seat.replace("body: team", "body: board"))
    assert one(CODE, duties(PROPOSES, TESTS) + seat).severity is Severity.HIGH


def test_to_scrutinise_where_somebody_else_approves_is_medium_and_told():
    found = one(CODE, duties(PROPOSES, TESTS, duty("ok", "board", "approve")))
    assert found.severity is Severity.MEDIUM
    assert "; in the papers Board looks at this too." in found.message


def test_somebody_else_who_looks_at_one_of_two_proposals_helps():
    again = duty("add", "team", "propose", "business cases", "scope: estate")
    rows = PROPOSES, TESTS.replace("scope: care", "scope: all"), again
    ok = duty("ok", "board", "approve", "business cases", "scope: estate")
    assert one(CODE, duties(*rows, ok)).severity is Severity.MEDIUM


def test_to_scrutinise_beside_deciding_is_high():
    assert one(CODE, duties(PROPOSES, TESTS, duty("settle", "team", "decide"))).severity is Severity.HIGH


def test_subjects_at_which_the_same_others_look_are_one_finding():
    more = [row.replace("business cases", "tariffs") for row in (PROPOSES, TESTS)]
    more = [row.replace("write", "write-2").replace("  test", "  test-2") for row in more]
    others = [
        duty(f"ok-{n}", who, "approve", subject)
        for n, (who, subject) in enumerate(
            [("x", "business cases"), ("y", "business cases"), ("y", "tariffs"), ("x", "tariffs")]
        )
    ]
    assert (
        "in the papers X and Y look at this too" in one(CODE, duties(PROPOSES, TESTS, *more, *others)).message
    )


def test_somebody_else_who_looks_at_another_matter_does_not_help():
    found = one(
        CODE, duties(PROPOSES, TESTS, duty("ok", "board", "approve", "business cases", "scope: estate"))
    )
    assert found.severity is Severity.HIGH


@pytest.mark.parametrize("step", ["propose", "recommend", "deliver"])
def test_two_steps_of_one_side_are_no_conflict(step):
    is_silent(CODE, duties(PROPOSES, TESTS.replace("scrutinise", step)))


def test_two_parties_are_two_pairs_of_eyes():
    is_silent(CODE, duties(PROPOSES, TESTS.replace("[team]", "[board]")))


def test_another_subject_or_none_tells_nothing():
    is_silent(CODE, duties(PROPOSES, TESTS.replace("business cases", "tariffs")))
    is_silent(CODE, duties(PROPOSES, TESTS.replace("subject: business cases, ", "")))
    blank = [row.replace("subject: business cases, ", "") for row in (PROPOSES, TESTS)]
    is_silent(CODE, duties(*blank))


def test_a_subject_is_the_same_in_capitals_and_with_more_space():
    one(CODE, duties(PROPOSES, TESTS.replace("business cases", '"Business   Cases"')))


@pytest.mark.parametrize("scope", ["care", "care/beds", "all"])
def test_steps_in_overlapping_scopes_are_on_one_matter(scope):
    one(CODE, duties(PROPOSES, TESTS.replace("scope: care", f"scope: {scope}")))


def test_steps_for_other_matters_are_not():
    is_silent(CODE, duties(PROPOSES, TESTS.replace("scope: care", "scope: estate")))


@pytest.mark.parametrize("label", ["status: proposed", "status: undefined", "until: 2008"])
def test_what_does_not_count_is_no_duty(label):
    is_silent(CODE, duties(PROPOSES, TESTS.replace("source: act 8", label)), as_at="2010")
    is_silent(CODE, duties(PROPOSES.replace("source: act 7", label), TESTS), as_at="2010")


# -- who takes a step


def test_one_who_answers_for_a_proposal_that_others_make_does_not_make_it():
    others = PROPOSES.replace("responsible: [team]", "accountable: [team], responsible: [writers]")
    is_silent(CODE, duties(others, TESTS))
    one(CODE, duties(others.replace("responsible: [writers]", "responsible: []"), TESTS))


def test_one_who_answers_for_the_scrutiny_of_its_own_proposal_looks_it_over():
    one(
        CODE,
        duties(PROPOSES, TESTS.replace("responsible: [team]", "accountable: [team], responsible: [board]")),
    )


def test_being_consulted_is_no_step():
    is_silent(
        CODE, duties(PROPOSES, TESTS.replace("responsible: [team]", "responsible: [], consulted: [team]"))
    )


def test_two_subjects_alike_are_one_finding_and_unlike_are_two():
    more = [row.replace("business cases", "tariffs") for row in (PROPOSES, TESTS)]
    more = [row.replace("write", "write-2").replace("  test", "  test-2") for row in more]
    found = one(CODE, duties(PROPOSES, TESTS, *more))
    assert "proposes and scrutinises “business cases” and proposes and scrutinises “tariffs”" in found.message
    unlike = findings(CODE, duties(PROPOSES, TESTS, *more, duty("ok", "board", "approve", "tariffs")))
    assert [f.severity for f in unlike] == [Severity.HIGH, Severity.MEDIUM]


def test_three_steps_are_told_together_and_several_alike_in_the_plural():
    rows = duties(PROPOSES, TESTS, duty("settle", "team", "decide"))
    assert "Team itself proposes, scrutinises and decides “business cases”" in one(CODE, rows).message
    found = one(CODE, "organisations: {team: {count: 3}}\n" + rows)
    assert "Team themselves propose, scrutinise and decide" in found.message


def test_a_partner_is_not_judged_and_a_root_is():
    is_silent(CODE, "organisations: {team: {boundary: out}}\n" + duties(PROPOSES, TESTS))
    one(CODE, duties(PROPOSES, TESTS).replace("[team]", "[minister]"))


# -- a post on two bodies

TWO = duties(
    duty("advise", "group", "recommend", "priorities", "scope: care", "source: act 7"),
    duty("agree", "board", "approve", "priorities", "scope: care", "source: act 8"),
)
HEAD = "posts: {head: {}}\n"
ON_GROUP = "memberships:\n  - {body: group, member: head, source: act 4}\n"
ON_BOARD = "  - {body: board, member: head, votes: yes, source: act 5}\n"
OTHERS = "  - {body: board, member: x, votes: yes}\n  - {body: board, member: y, votes: yes}\n"
SEATED = HEAD + TWO + ON_GROUP + ON_BOARD


def test_a_post_on_both_bodies_is_medium_where_others_hold_most_seats():
    found = one(CODE, "organisations: {x: {}, y: {}}\n" + SEATED + OTHERS)
    assert (found.severity, found.subjects, found.scopes) == (
        Severity.MEDIUM,
        ("head", "group", "board"),
        ("care",),
    )
    assert found.message == (
        "Head sits both on Group, which recommends “priorities”, and on Board, which approves “priorities”, with 1 "
        "of the 3 seats there that vote or may vote."
    )
    assert cited(found) == {"act 4", "act 5", "act 7", "act 8"}


def test_it_is_high_where_the_posts_in_common_hold_half_of_the_seats_or_more():
    rows = "organisations: {x: {}}\n" + SEATED
    assert one(CODE, rows + "  - {body: board, member: x, votes: yes}\n").severity is Severity.HIGH
    assert one(CODE, SEATED).severity is Severity.HIGH


def test_seats_without_a_say_are_not_counted():
    rows = "organisations: {x: {}, y: {}}\n" + SEATED + OTHERS.replace("votes: yes", "votes: no")
    assert "with 1 of the 1 seats" in one(CODE, rows).message


def test_several_posts_in_common_are_one_finding():
    rows = SEATED.replace("{head: {}}", "{head: {}, deputy: {}}")
    found = one(
        CODE, rows + "  - {body: group, member: deputy}\n  - {body: board, member: deputy, votes: yes}\n"
    )
    assert found.subjects == ("deputy", "head", "group", "board")
    assert found.message.startswith("Deputy and Head sit both on Group")


def test_a_post_on_one_of_the_bodies_is_in_no_two_minds():
    is_silent(CODE, HEAD + TWO + ON_GROUP)
    is_silent(CODE, HEAD + TWO + "memberships:\n" + ON_BOARD)


def test_an_organisation_on_both_bodies_sends_whom_it_likes():
    is_silent(CODE, SEATED.replace("posts:", "organisations:"))


def test_of_several_posts_alike_it_is_not_said_that_one_sits_on_both():
    is_silent(CODE, SEATED.replace("{head: {}}", "{head: {count: 2}}"))


@pytest.mark.parametrize(
    "seat", ["votes: no", "capacity: adviser", "capacity: in_attendance", "capacity: co_opted"]
)
def test_a_seat_without_a_say_does_not_count(seat):
    is_silent(CODE, SEATED.replace("source: act 4", seat))
    is_silent(CODE, SEATED.replace("votes: yes, source: act 5", seat))


def test_a_seat_for_another_matter_does_not_count():
    is_silent(CODE, SEATED.replace("source: act 4", "scope: estate"))
    is_silent(CODE, SEATED.replace("source: act 5", "scope: estate"))


def test_a_post_with_two_seats_on_a_body_is_told_once():
    found = one(CODE, SEATED + "  - {body: group, member: head, scope: care/beds}\n")
    assert found.message.startswith("Head sits both on Group")


def test_a_seat_for_one_of_two_matters_counts():
    again = duty("advise-2", "group", "recommend", "priorities", "scope: estate")
    agree = TWO.replace("scope: care, source: act 8", "source: act 8") + again
    one(CODE, HEAD + agree + ON_GROUP.replace("source: act 4", "scope: care") + ON_BOARD)


def test_bodies_that_act_on_other_matters_are_not_set_against_each_other():
    is_silent(CODE, SEATED.replace("scope: care, source: act 8", "scope: estate, source: act 8"))


def test_a_committee_of_the_deciding_body_is_ordinary():
    is_silent(CODE, "organisations: {group: {part_of: board}}\n" + SEATED)
    one(CODE, "organisations: {board: {part_of: group}}\n" + SEATED)


def test_one_sent_to_speak_for_the_proposing_body_is_open_about_it():
    is_silent(CODE, SEATED.replace("votes: yes,", "votes: yes, represents: group,"))
    one(CODE, SEATED.replace("votes: yes,", "votes: yes, represents: x,") + "organisations: {x: {}}\n")


def test_one_who_proposes_in_person_and_sits_on_the_deciding_body_is_not_raised():
    is_silent(CODE, SEATED.replace("responsible: [group]", "responsible: [head]"))


def test_two_subjects_of_the_same_two_bodies_are_one_finding():
    more = duty("plan", "group", "propose", "strategy") + duty("pass", "board", "decide", "strategy")
    found = one(CODE, HEAD + TWO + more + ON_GROUP + ON_BOARD)
    assert "which recommends “priorities” and proposes “strategy”" in found.message
    assert "which approves “priorities” and decides “strategy”" in found.message


def test_a_partners_post_is_not_judged():
    is_silent(CODE, SEATED.replace("{head: {}}", "{head: {boundary: out}}"))


def test_every_subject_is_named_and_the_rest_counted():
    posts = [f"post-{n:02}" for n in range(12)]
    seats = "".join(f"  - {{body: {body}, member: {p}}}\n" for p in posts for body in ("group", "board"))
    found = one(
        CODE, f"posts: {{{', '.join(f'{p}: {{}}' for p in posts)}}}\n" + TWO + "memberships:\n" + seats
    )
    assert len(found.subjects) == 8
    assert all(s.replace("-", " ").capitalize() in found.message for s in found.subjects)
    assert "6 more" in found.message
