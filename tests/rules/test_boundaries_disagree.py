"""STR-04: areas that are divided between overseers, or that reach beyond them."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "STR-04"
SPLIT = """
organisations:
  service: {areas: [East, West], source: tor 1}
  eastern: {areas: [East], source: tor 2}
  western: {areas: [West, Far West], source: tor 3}
relationships:
  - {from: eastern, kind: KIND1, to: service, source: tor 4}
  - {from: western, kind: KIND2, to: service, source: tor 5}
"""


def split(first="performance_manages", second=None):
    return SPLIT.replace("KIND1", first).replace("KIND2", second or first)


def test_areas_divided_between_two_overseers():
    found = one(CODE, split())
    assert (found.severity, found.subjects) == (Severity.LOW, ("service", "eastern", "western"))
    assert found.message == (
        "Service covers East and West, but is performance managed by Eastern for East and Western for West, with no lead named in "
        "the papers."
    )
    assert found.lines == (("service", "eastern"), ("service", "western"))
    assert cited(found) == {f"tor {number}" for number in range(1, 6)}


@pytest.mark.parametrize("kind", ["directs", "oversees"])
def test_whatever_the_kind_of_oversight(kind):
    one(CODE, split(kind))


def test_superiors_and_wholes_are_overseers_too():
    turned = split("accountable_to").replace(
        "from: eastern, kind: accountable_to, to: service", "from: service, kind: accountable_to, to: eastern"
    )
    one(
        CODE,
        turned.replace(
            "from: western, kind: accountable_to, to: service",
            "from: service, kind: accountable_to, to: western",
        ),
    )
    parts = (
        split()
        .partition("relationships")[0]
        .replace("areas: [East, West]", "areas: [East, West], part_of: [eastern, western]")
    )
    assert "is part of Eastern for East and Western for West" in one(CODE, parts).message


@pytest.mark.parametrize("kind", ["commissions", "funds", "advises", "reports_to", "operates"])
def test_other_ties_are_no_oversight(kind):
    is_silent(CODE, split(kind))


def test_overseers_of_different_kinds_do_not_divide_it():
    assert "with no lead" not in one(CODE, split("directs", "oversees")).message
    whole = (
        split("directs", "oversees")
        .replace("areas: [East]", "areas: [East, West]")
        .replace("Far West", "East")
    )
    is_silent(CODE, whole)


def test_a_lead_settles_it():
    is_silent(CODE, split().replace("to: service, source: tor 5", "to: service, lead: yes"))


def test_scopes_that_do_not_overlap_divide_nothing():
    apart = split().replace("source: tor 4", "scope: care").replace("source: tor 5", "scope: estate")
    is_silent(CODE, apart)


def test_one_that_covers_everything_settles_it():
    is_silent(CODE, split().replace("areas: [East]", "areas: [East, West]"))


def test_overseers_of_the_same_ground_are_no_boundary():
    """Two for one area are for the rules on two masters; the rest of the body's area is what is told."""
    same = split().replace("[West, Far West]", "[East]")
    assert "whose areas in the papers do not include West" in one(CODE, same).message


def test_a_body_and_its_part_are_one_overseer():
    is_silent(CODE, split().replace("western: {areas", "western: {part_of: eastern, areas"))


def test_areas_are_compared_whatever_their_capitals():
    one(CODE, split().replace("areas: [East]", "areas: ['  EAST ']"))


@pytest.mark.parametrize(("first", "second"), [("[East]", "[East, West]"), ("[East, West]", "[East]")])
def test_an_overseer_within_the_ground_of_another_divides_nothing(first, second):
    text = split().replace("areas: [East, West], source: tor 1", "areas: [East, West, North], source: tor 1")
    text = text.replace("areas: [East], source: tor 2", f"areas: {first}").replace("[West, Far West]", second)
    assert "whose areas in the papers do not include North" in one(CODE, text).message


def test_one_that_covers_everything_settles_it_between_others_too():
    text = split().replace("relationships:", "  whole: {areas: [East, West]}\nrelationships:")
    is_silent(CODE, f"{text}  - {{from: whole, kind: performance_manages, to: service}}\n")


def test_a_post_is_an_overseer_without_areas():
    is_silent(CODE, f"{BEYOND}  - {{from: minister, kind: oversees, to: service}}\n")


# -- beyond


BEYOND = """
organisations:
  service: {areas: [East, West, North]}
  eastern: {areas: [East]}
relationships:
  - {from: eastern, kind: oversees, to: service}
"""


def test_areas_beyond_those_of_the_overseer():
    found = one(CODE, BEYOND)
    assert found.message == (
        "Service covers East, West and North, but is overseen by Eastern, whose areas in the papers do not include West and North."
    )
    assert found.subjects == ("service", "eastern")


def test_an_overseer_of_the_same_kind_without_areas_may_cover_the_rest():
    is_silent(CODE, f"{BEYOND}  - {{from: other, kind: oversees, to: service}}\n")
    one(CODE, f"{BEYOND}  - {{from: other, kind: directs, to: service}}\n")


def test_areas_with_no_word_in_common_are_not_compared():
    is_silent(CODE, BEYOND.replace("areas: [East]", "areas: [The eastern counties]"))


def test_an_overseer_whose_name_is_an_area_has_that_area():
    one(CODE, BEYOND.replace("eastern: {areas: [East]}", "eastern: {name: East}"))
    one(CODE, BEYOND.replace("eastern: {areas: [East]}", "eastern: {name: The region, aliases: [east]}"))


def test_a_larger_overseer_is_ordinary():
    is_silent(CODE, BEYOND.replace("areas: [East]", "areas: [East, West, North, South]"))


def test_two_kinds_of_fault_are_one_finding():
    found = one(CODE, f"{BEYOND}  - {{from: eastern, kind: directs, to: service}}\n")
    assert "is directed by Eastern, whose" in found.message
    assert "and is overseen by Eastern, whose" in found.message


def test_one_area_cannot_be_divided():
    is_silent(CODE, BEYOND.replace("[East, West, North]", "[East]"))


def test_a_body_without_areas_has_no_boundary():
    is_silent(CODE, BEYOND.replace("areas: [East, West, North]", "kind: agency"))


# -- areas of members


JOINT = """
organisations:
  service: {kind: committee}
  eastern: {areas: [East]}
  east-council: {areas: [East], source: tor 1}
  west-council: {areas: [West], source: tor 2}
relationships:
  - {from: eastern, kind: oversees, to: service}
memberships:
  - {body: service, member: east-council, source: tor 3}
  - {body: service, member: west-council, source: tor 4, capacity: CAPACITY}
"""


def test_a_committee_covers_what_its_members_cover():
    found = one(CODE, JOINT.replace("CAPACITY", "member"))
    assert "Service covers East and West, but is overseen by Eastern" in found.message
    assert {"tor 1", "tor 2", "tor 3", "tor 4"} <= cited(found)
    for capacity in ("chair", "vice_chair", "co_opted"):
        one(CODE, JOINT.replace("CAPACITY", capacity))
    others = "  - {body: service, member: minister, source: tor 8}\n  - {body: service, member: other, source: tor 9}\n"
    assert not cited(one(CODE, JOINT.replace("CAPACITY", "member") + others)) & {"tor 8", "tor 9"}


@pytest.mark.parametrize("capacity", ["observer", "in_attendance", "adviser"])
def test_but_not_what_its_guests_cover(capacity):
    is_silent(CODE, JOINT.replace("CAPACITY", capacity))


def test_its_own_areas_go_before_and_only_a_committee_has_those_of_its_members():
    is_silent(
        CODE,
        JOINT.replace("CAPACITY", "member").replace("{kind: committee}", "{kind: committee, areas: [East]}"),
    )
    is_silent(CODE, JOINT.replace("CAPACITY", "member").replace("{kind: committee}", "{kind: agency}"))


# -- whom it judges


@pytest.mark.parametrize("more", ["count: 2", "boundary: out", "until: 2001"])
def test_counted_bodies_partners_and_bodies_of_the_past_are_not_judged(more):
    is_silent(CODE, BEYOND.replace("service: {", f"service: {{{more}, "), as_at="2010")


def test_what_does_not_count_is_no_oversight():
    is_silent(CODE, BEYOND.replace("to: service", "to: service, status: proposed"))
