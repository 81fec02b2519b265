"""Who is within whom, who are one superior in two guises, and where chains from several starts stop."""

import pytest
from test_sight_cases import graph

from govgraph.graph.ways import ANY, MANAGEMENT

NESTED = """
structure: {id: s, title: S, as_at: 2008, root: top}
organisations:
  top: {name: Top}
  other: {name: Other}
  trust: {name: Trust}
  region: {name: Region, part_of: trust}
  team: {name: Team, part_of: region}
  desk: {name: Desk, part_of: team}
  groups: {name: Groups, count: 3}
  north: {name: North, one_of: groups}
posts:
  clerk: {name: Clerk, in: desk}
  chief: {name: Chief, heads: team}
"""


@pytest.mark.parametrize("part", ["region", "team", "desk", "clerk", "chief"])
def test_a_part_a_post_and_a_head_are_within_the_whole_at_any_depth(part):
    one = graph(NESTED)
    assert one.is_within(part, "trust")
    assert not one.is_within("trust", part)
    assert one.are_one_superior(part, "trust")
    assert one.are_one_superior("trust", part)


@pytest.mark.parametrize(
    ("one", "other"),
    [("trust", "other"), ("chief", "desk"), ("clerk", "chief"), ("north", "trust"), ("trust", "trust")],
)
def test_others_are_not(one, other):
    assert not graph(NESTED).is_within(one, other)
    assert not graph(NESTED).are_one_superior(one, other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("part_of: trust", "part_of: {body: trust, until: 2007}"),
        ("part_of: trust", "part_of: {body: trust, status: proposed}"),
        ("{name: Region,", "{name: Region, until: 2007,"),
        ("{name: Trust}", "{name: Trust, status: proposed}"),
    ],
)
def test_a_step_that_does_not_count_breaks_it_off(old, new):
    """A step that is only proposed or over, and a body that does not exist."""
    one = graph(NESTED.replace(old, new))
    assert one.is_within("clerk", "team")
    assert not one.is_within("clerk", "trust")


def test_a_counted_party_and_a_named_one_of_it_are_one_superior():
    one = graph(NESTED)
    assert one.are_one_superior("groups", "north")
    assert one.are_one_superior("north", "groups")
    assert not one.is_within("north", "groups")


def test_a_body_of_which_one_is_in_two_places_is_within_both():
    one = graph(NESTED.replace("part_of: trust", "part_of: [trust, other]"))
    assert one.is_within("clerk", "trust")
    assert one.is_within("clerk", "other")
    assert not one.are_one_superior("trust", "other")


# -- where chains stop

CHAINS = """
structure: {id: s, title: S, root: top, subjects: [x]}
organisations: {top: {name: Top}, x: {name: X}, y: {name: Y}, z: {name: Z}, m: {name: M}}
relationships:
  - {from: x, kind: accountable_to, to: top}
  - {from: m, kind: performance_manages, to: x}
  - {from: y, kind: commissions, to: x}
  - {from: y, kind: reports_to, to: z}
"""


def test_a_start_that_another_reaches_is_an_end():
    view = graph(CHAINS).view("all")
    assert view.stops(["x", "m"], MANAGEMENT) == {"m": ("x", "m")}


def test_a_start_that_nobody_reaches_is_none():
    view = graph(CHAINS).view("all")
    assert view.stops(["m"], MANAGEMENT) == {}


def test_only_links_strong_enough_are_followed():
    view = graph(CHAINS).view("all")
    assert view.stops(["x", "y"], MANAGEMENT) == {"m": ("x", "m")}
    assert view.stops(["x", "y"], ANY) == {"m": ("x", "m"), "z": ("x", "y", "z")}


def test_a_root_is_no_end():
    view = graph(CHAINS).view("all")
    assert "top" not in view.stops(["x", "top"], ANY)
