"""COI-02: an overseer that chairs, sits on or hosts what it oversees."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "COI-02"
WATCHES = "relationships:\n  - {from: authority, kind: oversees, to: group, scope: care, source: act 2}\n"
SEAT = "memberships:\n  - {{body: group, member: authority, source: act 5, {}}}\n"
VOTES = SEAT.format("votes: yes")


def test_an_overseer_that_votes_on_what_it_oversees_is_medium():
    found = one(CODE, WATCHES + VOTES)
    assert (found.severity, found.subjects, found.scopes) == (
        Severity.MEDIUM,
        ("authority", "group"),
        ("care",),
    )
    assert found.message == "Authority is placed both to oversee Group and to have a vote on it."
    assert found.lines == (("authority", "group"),)
    assert cited(found) == {"act 2", "act 5"}
    assert found.relationships == ("authority.oversees.group",)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("performance_manages", "performance manage"), ("oversees", "oversee"), ("audits", "audit")],
)
def test_each_way_of_watching_counts(kind, words):
    found = one(CODE, WATCHES.replace("oversees", kind) + VOTES)
    assert f"both to {words} Group" in found.message


@pytest.mark.parametrize("kind", ["commissions", "directs", "funds", "advises", "works_with"])
def test_other_ties_are_not_watching(kind):
    is_silent(CODE, WATCHES.replace("oversees", kind) + VOTES)


def test_neither_watching_nor_a_seat_alone_is_a_conflict():
    is_silent(CODE, WATCHES)
    is_silent(CODE, "organisations: {authority: {}, group: {}}\n" + VOTES)
    is_silent(
        CODE,
        WATCHES
        + VOTES.replace("body: group", "body: another").replace(
            "memberships", "organisations: {another: {}}\nmemberships"
        ),
    )


# -- what the seat may say


@pytest.mark.parametrize("vote", ["yes", "no", "not_stated"])
def test_a_chair_counts_with_or_without_a_vote(vote):
    found = one(CODE, WATCHES + SEAT.format(f"capacity: chair, votes: {vote}"))
    assert found.severity is Severity.MEDIUM
    assert "to chair it" in found.message


def test_one_of_several_seats_is_enough_to_chair_it():
    seats = SEAT.format("votes: yes") + "  - {body: group, member: director, capacity: chair}\n"
    assert "to chair it" in one(CODE, "posts: {director: {in: authority}}\n" + WATCHES + seats).message


@pytest.mark.parametrize("capacity", ["member", "vice_chair", "co_opted"])
def test_a_vote_that_is_not_stated_is_told_as_that_and_counts(capacity):
    found = one(CODE, WATCHES + SEAT.format(f"capacity: {capacity}"))
    assert found.severity is Severity.MEDIUM
    assert "to sit on it, with what vote the papers do not say." in found.message


@pytest.mark.parametrize("capacity", ["observer", "adviser", "in_attendance", "secretary"])
def test_one_that_only_looks_on_is_info(capacity):
    found = one(CODE, WATCHES + SEAT.format(f"capacity: {capacity}"))
    assert found.severity is Severity.INFO
    assert "to sit on it without a vote" in found.message


@pytest.mark.parametrize("capacity", ["member", "vice_chair", "co_opted", "observer"])
def test_a_seat_without_a_vote_is_info(capacity):
    assert one(CODE, WATCHES + SEAT.format(f"capacity: {capacity}, votes: no")).severity is Severity.INFO


def test_an_observer_with_a_vote_votes():
    assert one(CODE, WATCHES + SEAT.format("capacity: observer, votes: yes")).severity is Severity.MEDIUM


def test_of_several_seats_the_weightiest_tells():
    rows = "posts: {director: {in: authority}}\n" + WATCHES + SEAT.format("capacity: observer")
    found = one(CODE, rows + "  - {body: group, member: director, votes: yes}\n")
    assert found.severity is Severity.MEDIUM
    assert "to have a vote on it through Director." in found.message


# -- through whom it sits


@pytest.mark.parametrize(
    "rows",
    [
        "posts: {director: {in: authority}}\n",
        "posts: {director: {heads: authority}}\n",
        "organisations: {director: {part_of: authority}}\n",
        "organisations: {unit: {part_of: authority}}\nposts: {director: {in: unit}}\n",
    ],
)
def test_it_sits_through_a_post_or_a_part_of_it(rows):
    found = one(CODE, rows + WATCHES + VOTES.replace("member: authority", "member: director"))
    assert "a vote on it through Director." in found.message
    assert found.subjects == ("authority", "group")


def test_one_who_was_only_proposed_as_head_does_not_sit_for_it():
    rows = "posts: {director: {heads: {body: authority, status: proposed}}}\n"
    is_silent(CODE, rows + WATCHES + VOTES.replace("member: authority", "member: director"))


def test_it_sits_through_who_represents_it():
    rows = "posts: {delegate: {}}\n" + WATCHES
    seat = "memberships:\n  - {body: group, member: delegate, votes: yes, represents: authority}\n"
    assert "a vote on it through Delegate." in one(CODE, rows + seat).message
    is_silent(CODE, rows + seat.replace(", represents: authority", ""))


def test_a_post_that_watches_sits_through_the_body_that_it_is_in():
    rows = "posts: {manager: {in: authority}}\n" + WATCHES.replace("from: authority", "from: manager")
    assert "a vote on it through Authority." in one(CODE, rows + VOTES).message


def test_a_body_does_not_sit_through_the_one_that_it_is_part_of():
    rows = "organisations: {unit: {part_of: authority}}\n" + WATCHES.replace("from: authority", "from: unit")
    is_silent(CODE, rows + VOTES)


def test_bodies_in_a_circle_are_walked_once():
    rows = "posts: {a: {heads: b-body, in: a-body}}\norganisations: {a-body: {part_of: b-body}, b-body: {}}\n"
    is_silent(CODE, rows + WATCHES + "memberships:\n  - {body: group, member: a, votes: yes}\n")


@pytest.mark.parametrize("scope", ["care", "care/beds", "all"])
def test_a_seat_for_the_matter_watched_counts(scope):
    one(CODE, WATCHES + SEAT.format(f"votes: yes, scope: {scope}"))


@pytest.mark.parametrize("scope", ["estate", "local"])
def test_a_seat_for_another_matter_does_not(scope):
    is_silent(CODE, WATCHES + SEAT.format(f"votes: yes, scope: {scope}"))


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_what_does_not_count_is_no_seat_and_no_watching(label):
    is_silent(CODE, WATCHES + SEAT.format(f"votes: yes, {label}"), as_at="2010")
    is_silent(CODE, WATCHES.replace("source: act 2", label) + VOTES, as_at="2010")


# -- hosting

HOSTS = "  - {from: authority, kind: hosts, to: group, scope: hosting, source: act 7}\n"


def test_an_overseer_that_hosts_is_medium():
    found = one(CODE, WATCHES + HOSTS)
    assert found.severity is Severity.MEDIUM
    assert found.message == "Authority is placed both to oversee Group and to host it."
    assert cited(found) == {"act 2", "act 7"}


def test_a_host_that_looks_on_as_well_is_medium():
    found = one(CODE, WATCHES + HOSTS + SEAT.format("capacity: observer"))
    assert found.severity is Severity.MEDIUM
    assert "to host it and sit on it without a vote." in found.message


def test_hosting_without_watching_is_not_raised():
    is_silent(CODE, "relationships:\n" + HOSTS + VOTES)


def test_two_seats_of_one_post_are_told_once():
    rows = (
        "posts: {director: {in: authority}}\n"
        + WATCHES
        + VOTES.replace("member: authority", "member: director")
    )
    more = "  - {body: group, member: director, votes: yes, scope: care}\n"
    assert one(CODE, rows + more).message.endswith("through Director.")
    assert "Director and" not in one(CODE, rows + more).message


def test_the_order_of_seats_in_the_file_changes_nothing():
    seats = [f"  - {{body: group, member: {one}, votes: yes, source: act {one}}}\n" for one in ("a", "b")]
    rows = "posts: {a: {in: authority}, b: {in: authority}}\n" + WATCHES + "memberships:\n"
    assert one(CODE, rows + "".join(seats)).message == one(CODE, rows + "".join(reversed(seats))).message


# -- one house


@pytest.mark.parametrize(
    "rows",
    [
        "organisations: {group: {part_of: authority}}\n",
        "organisations: {authority: {part_of: group}}\n",
        "organisations: {unit: {part_of: authority}, group: {part_of: unit}}\n",
    ],
)
def test_a_body_and_its_own_part_are_in_one_house(rows):
    is_silent(CODE, rows + WATCHES + HOSTS + VOTES)


def test_a_body_and_its_own_head_are_in_one_house():
    rows = "posts: {authority: {heads: group}}\n"
    is_silent(CODE, rows + WATCHES + SEAT.format("capacity: chair, votes: yes"))


def test_an_audit_committee_whose_chair_is_on_the_board_that_it_audits_is_ordinary():
    is_silent(
        CODE,
        """
        organisations: {audit-committee: {kind: committee, part_of: trust}}
        posts: {audit-chair: {in: [audit-committee, trust]}}
        relationships: [{from: audit-committee, kind: audits, to: trust}]
        memberships: [{body: trust, member: audit-chair, votes: yes}]
        """,
    )


# -- counted parties

COUNTED = "organisations: {authorities: {count: 10}, authority: {one_of: authorities}}\n"


def test_a_counted_overseer_sits_through_a_named_one_of_it():
    found = one(CODE, COUNTED + WATCHES.replace("from: authority", "from: authorities") + VOTES)
    assert found.message == (
        "Authorities are placed both to oversee Group and to have a vote on it through Authority."
    )


def test_a_named_overseer_sits_as_one_of_the_counted_party():
    found = one(CODE, COUNTED + WATCHES + VOTES.replace("member: authority", "member: authorities"))
    assert "a vote on it as one of Authorities." in found.message


def test_a_named_overseer_is_represented_with_the_counted_party_and_the_message_says_so():
    rows = COUNTED + "posts: {delegate: {}}\n" + WATCHES
    seat = "memberships:\n  - {body: group, member: delegate, votes: yes, represents: authorities}\n"
    assert "a vote on it through Delegate, who sits for Authorities." in one(CODE, rows + seat).message


def test_two_named_ones_are_two():
    rows = COUNTED.replace("}}\n", "}, other: {one_of: authorities}}\n") + WATCHES
    is_silent(CODE, rows + VOTES.replace("member: authority", "member: other"))
    is_silent(CODE, rows + HOSTS.replace("from: authority", "from: other"))


GROUPS = "organisations: {groups: {count: 5}, group: {one_of: groups}, other: {one_of: groups}}\n"


def test_to_watch_all_alike_is_to_watch_the_named_one_on_which_it_sits():
    found = one(CODE, GROUPS + WATCHES.replace("to: group", "to: groups") + VOTES)
    assert found.message == "Authority is placed both to oversee Groups and to have a vote on Group."


def test_a_seat_on_all_alike_is_one_on_the_named_one_that_it_watches():
    found = one(CODE, GROUPS + WATCHES + VOTES.replace("body: group", "body: groups"))
    assert "to have a vote on Groups" in found.message


def test_a_seat_on_another_named_one_is_not():
    is_silent(CODE, GROUPS + WATCHES + VOTES.replace("body: group", "body: other"))


def test_a_named_authority_does_not_host_what_the_others_host():
    is_silent(CODE, COUNTED + WATCHES + HOSTS.replace("from: authority", "from: authorities"))
    found = one(CODE, COUNTED + WATCHES.replace("from: authority", "from: authorities") + HOSTS)
    assert "to host it through Authority." in found.message


# -- how many findings, and of whom


def test_what_one_oversees_from_inside_is_one_finding():
    rows = WATCHES.replace("to: group", "to: [group, panel]")
    found = one(CODE, rows + VOTES + "  - {body: panel, member: authority, capacity: chair}\n")
    assert found.subjects == ("authority", "group", "panel")
    assert "and both to oversee Panel and to chair it" in found.message


def test_where_it_only_looks_on_is_a_finding_of_its_own():
    rows = WATCHES.replace("to: group", "to: [group, panel]")
    found = findings(CODE, rows + VOTES + "  - {body: panel, member: authority, votes: no}\n")
    assert [(f.severity, f.subjects[1]) for f in found] == [
        (Severity.MEDIUM, "group"),
        (Severity.INFO, "panel"),
    ]


def test_two_ways_of_watching_are_told_once():
    rows = WATCHES + "  - {from: authority, kind: audits, to: group, scope: care}\n"
    assert "both to audit and oversee Group and to have a vote" in one(CODE, rows + VOTES).message


def test_every_subject_is_named_and_the_rest_counted():
    groups = [f"group-{n:02}" for n in range(12)]
    seats = "".join(f"  - {{body: {group}, member: authority, votes: yes}}\n" for group in groups)
    found = one(CODE, WATCHES.replace("to: group", f"to: [{', '.join(groups)}]") + "memberships:\n" + seats)
    assert len(found.subjects) == 7
    assert len(found.lines) == 12
    assert all(g.replace("-", " ").capitalize() in found.message for g in found.subjects[1:])
    assert "6 more" in found.message


def test_a_partner_that_oversees_is_told_at_the_body_within_the_boundary():
    rows = "organisations: {authority: {boundary: out}, panel: {boundary: out}}\n"
    seats = VOTES + "  - {body: panel, member: authority, votes: yes}\n"
    found = one(CODE, rows + WATCHES.replace("to: group", "to: [group, panel]") + seats)
    assert (found.at, found.subjects) == ("group", ("group", "authority"))


def test_an_overseer_within_the_boundary_is_told_of_a_partner():
    assert one(CODE, "organisations: {group: {boundary: out}}\n" + WATCHES + VOTES).at == "authority"


def test_two_partners_are_not_judged():
    is_silent(CODE, "organisations: {group: {boundary: out}, authority: {boundary: out}}\n" + WATCHES + VOTES)


def test_a_root_that_chairs_what_it_oversees_is_told():
    one(CODE, (WATCHES + VOTES).replace("authority", "minister"))
