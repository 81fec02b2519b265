"""DUT-05: power lent without report, without terms, a second time, undefined, or to nobody named."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DUT-05"
TERMS = "instrument: The scheme"


def rows(*written):
    return "relationships:\n" + "".join(f"  - {row}\n" for row in written)


def lends(start="council", to="group", says=TERMS):
    return f"{{from: {start}, kind: delegates_to, to: {to}{', ' + says if says else ''}}}"


def answers(start="group", kind="reports_to", to="council", says=""):
    return f"{{from: {start}, kind: {kind}, to: {to}{', ' + says if says else ''}}}"


SOUND = rows(lends(), answers())


def test_with_terms_and_a_report_it_is_sound():
    is_silent(CODE, SOUND)


def test_without_a_report_it_is_high_at_the_one_who_holds_the_power():
    found = one(CODE, rows(lends(says=f"{TERMS}, scope: care, source: sal 3")))
    assert (found.severity, found.subjects, found.at) == (Severity.HIGH, ("group", "council"), "group")
    assert found.message == "Power lent by Council to Group: the papers state no account or report back."
    assert (found.scopes, cited(found)) == (("care",), {"sal 3"})
    assert found.lines == (("council", "group"),)


def test_without_terms_alone_it_is_medium():
    found = one(CODE, rows(lends(says=""), answers()))
    assert found.severity is Severity.MEDIUM
    assert found.message == "Power lent by Council to Group: the papers name no scheme and no limit."


def test_without_either_it_is_one_finding():
    found = one(CODE, rows(lends(says="")))
    assert found.severity is Severity.HIGH
    assert "state no account or report back and name no scheme and no limit." in found.message


@pytest.mark.parametrize("says", ["instrument: Standing orders", "limit: £5m a decision"])
def test_an_instrument_or_a_limit_is_terms(says):
    is_silent(CODE, rows(lends(says=says), answers()))


@pytest.mark.parametrize("says", ["limit: not_stated", "instrument: not_stated", "power: Executive powers"])
def test_what_is_not_stated_is_none(says):
    assert one(CODE, rows(lends(says=says), answers())).severity is Severity.MEDIUM


@pytest.mark.parametrize(
    "line",
    [
        answers(kind="accountable_to"),
        answers("council", "performance_manages", "group"),
        answers("council", "commissions", "group"),
        answers("council", "oversees", "group"),
        answers(says="scope: care/beds"),
    ],
)
def test_any_account_back_is_one(line):
    is_silent(CODE, rows(lends(says=f"{TERMS}, scope: care"), line))


@pytest.mark.parametrize(
    "line",
    [
        answers(says="scope: estate"),
        answers(to="board"),
        answers("council", "reports_to", "group"),
        answers(kind="works_with"),
        answers(says="status: proposed"),
    ],
)
def test_other_lines_are_not(line):
    one(CODE, rows(lends(says=f"{TERMS}, scope: care"), line))


def test_an_account_through_a_manager_is_one():
    is_silent(
        CODE, rows(lends(), answers(kind="accountable_to", to="board"), answers("board", "accountable_to"))
    )


def test_a_report_through_another_is_not():
    one(CODE, rows(lends(), answers(to="board"), answers("board")))


@pytest.mark.parametrize(
    "guise",
    [
        "organisations: {group: {part_of: council}}\n",
        "posts: {group: {in: council}}\n",
        "posts: {group: {heads: council}}\n",
    ],
)
def test_its_own_part_post_or_head_answers_to_it(guise):
    is_silent(CODE, guise + rows(lends()))


@pytest.mark.parametrize(
    "parts", ["organisations: {cabinet: {part_of: council}}\n", "posts: {cabinet: {heads: council}}\n"]
)
def test_a_report_to_its_board_or_head_is_one_to_it(parts):
    is_silent(CODE, parts + rows(lends(), answers(to="cabinet")))


@pytest.mark.parametrize(
    "seat",
    [
        "{body: group, member: council}",
        "{body: group, member: cabinet, represents: council}",
        "{body: group, member: member}",
    ],
)
def test_one_who_sits_on_the_body_sees_what_it_does(seat):
    parts = "organisations: {cabinet: {}, council: {}, group: {}}\nposts: {member: {in: council}}\n"
    is_silent(CODE, f"{parts}memberships: [{seat}]\n" + rows(lends()))


def test_one_who_sits_on_bodies_like_it_does_too():
    parts = "organisations: {groups: {count: 3}, group: {one_of: groups}}\nmemberships: [{body: groups, member: council}]\n"
    is_silent(CODE, parts + rows(lends()))


def test_another_who_sits_there_does_not_help():
    one(CODE, "memberships: [{body: group, member: library}]\n" + rows(lends()))


def test_two_who_lend_are_one_finding_and_the_one_concerned_is_named():
    found = one(CODE, rows(lends(), lends("board"), answers()))
    assert found.subjects == ("group", "board")
    found = one(CODE, rows(lends(says=""), lends("board"), answers()))
    assert found.subjects == ("group", "board", "council")
    assert (
        "state no account or report back (as to Board) and name no scheme and no limit (as to Council)."
        in found.message
    )


# -- passed on

GROUP = "organisations: {group: {kind: group}}\n"
CHAIN = rows(lends(), answers(), lends(to="team", start="group"), answers("team", to="group"))


def test_power_passed_on_under_terms_is_medium():
    found = one(CODE, GROUP + CHAIN)
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("team", "group", "council"))
    assert (
        found.message == "Power lent by Group to Team was first lent to Group by Council, and is passed on."
    )


def test_power_passed_on_without_terms_is_high():
    found = one(CODE, GROUP + CHAIN.replace(f"to: team, {TERMS}", "to: team"))
    assert found.severity is Severity.HIGH
    assert found.message == (
        "Power lent by Group to Team: the papers name no scheme and no limit. It was first lent to Group by Council."
    )


def test_a_post_has_power_by_delegation_alone():
    one(CODE, "posts: {group: {}}\n" + CHAIN)


def test_power_that_was_lent_in_an_undefined_way_is_passed_on_too():
    first = lends(says="status: undefined")
    found = findings(
        CODE, GROUP + rows(first, answers(), lends(to="team", start="group"), answers("team", to="group"))
    )
    assert [(finding.at, finding.severity) for finding in found] == [
        ("group", Severity.HIGH),
        ("team", Severity.MEDIUM),
    ]
    assert "was first lent to Group by Council, and is passed on." in found[1].message


@pytest.mark.parametrize("own", ["{kind: group, statutory: yes}", "{kind: council}", "{kind: organisation}"])
def test_a_body_with_powers_of_its_own_may_lend_them(own):
    is_silent(CODE, f"organisations: {{group: {own}}}\n" + CHAIN)


def test_power_in_another_matter_is_not_the_same_power():
    chain = rows(
        lends(says=f"{TERMS}, scope: care"),
        answers(),
        lends("group", "team", f"{TERMS}, scope: estate"),
        answers("team", to="group"),
    )
    is_silent(CODE, GROUP + chain)


def test_power_given_back_is_not_passed_on():
    is_silent(
        CODE, GROUP + rows(lends(), answers(), lends("group", "council"), answers("council", to="group"))
    )


# -- undefined, and to nobody


def test_power_that_the_papers_leave_undefined_is_high():
    found = one(
        CODE, rows(lends(says="status: undefined, source: sal 3"), lends("board", says="status: undefined"))
    )
    assert (found.severity, found.subjects) == (Severity.HIGH, ("group", "board", "council"))
    assert found.message == (
        "Power lent by Board and Council to Group: the papers leave its extent and its terms undefined."
    )
    assert "sal 3" in cited(found)


@pytest.mark.parametrize("status", ["proposed", "recommended", "historical"])
def test_a_delegation_that_does_not_count_is_none(status):
    is_silent(CODE, rows(lends(says=f"status: {status}")))


def test_one_that_is_over_is_none():
    is_silent(CODE, rows(lends(says="until: 2008")), as_at="2010")
    is_silent(CODE, rows(lends(says="until: 2008, status: undefined")), as_at="2010")


def test_power_lent_to_nobody_named_is_raised_at_the_one_who_lends():
    found = one(CODE, rows(lends(to="not_stated", says="source: car 54")))
    assert (found.severity, found.subjects, cited(found)) == (Severity.HIGH, ("council",), {"car 54"})
    assert found.message == "Power lent by Council: the papers do not say to whom."
    is_silent(CODE, rows(answers("council", to="not_stated")))


def test_partners_alone_are_not_judged():
    out = "organisations: {council: {boundary: out}, group: {boundary: out}}\n"
    is_silent(CODE, out + rows(lends()))
    is_silent(CODE, out + rows(lends(to="not_stated")))


@pytest.mark.parametrize("party", ["council", "group"])
def test_a_partner_at_one_end_is(party):
    one(CODE, f"organisations: {{{party}: {{boundary: out}}}}\n" + rows(lends()))


def test_another_fault_makes_it_another_finding():
    first = one(CODE, rows(lends(says="")))
    assert first.id == one(CODE, rows(lends(says="note: More"))).id
    assert first.id != one(CODE, rows(lends(says=""), answers())).id


def test_many_who_lend_are_told_as_a_number():
    found = one(CODE, rows(*(lends(f"p{n}", says="") for n in range(1, 9))))
    assert found.message.startswith("Power lent by P1, P2, P3, P4, P5, P6 and 2 more to Group:")
    assert found.subjects == ("group", "p1", "p2", "p3", "p4", "p5", "p6")


def test_many_who_first_lent_it_are_told_as_a_number():
    first = [row for n in range(1, 9) for row in (lends(f"p{n}"), answers(to=f"p{n}"))]
    found = one(CODE, GROUP + rows(*first, lends(to="team", start="group"), answers("team", to="group")))
    assert "was first lent to Group by P1, P2, P3, P4, P5, P6 and 2 more, and is passed on." in found.message
    assert found.subjects == ("team", "group", "p1", "p2", "p3", "p4", "p5", "p6")
