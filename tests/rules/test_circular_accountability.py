"""STR-05: parties that answer to each other, or to themselves."""

import random
from itertools import pairwise

import networkx as nx
import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity
from govgraph.rules._structure import circles, shortest_circle

CODE = "STR-05"
TWO = """
relationships:
  - {from: board, kind: accountable_to, to: council, scope: SCOPE1, source: tor 1}
  - {from: council, kind: accountable_to, to: board, scope: SCOPE2, source: tor 2}
"""


def two(first="all", second="all"):
    return TWO.replace("SCOPE1", first).replace("SCOPE2", second)


def test_two_that_answer_to_each_other():
    found = one(CODE, two())
    assert (found.severity, found.subjects) == (Severity.HIGH, ("board", "council"))
    assert found.message == (
        "Those who answer to each other go round in a circle: Board → Council → Board; none of them answers to anyone else."
    )
    assert found.lines == (("board", "council", "board"),)
    assert cited(found) == {"tor 1", "tor 2"}


def test_being_part_of_a_body_counts_where_no_accountability_is_stated():
    rows = """
    organisations: {board: {part_of: council}, council: {part_of: region}}
    relationships:
      - {from: region, kind: accountable_to, to: shire}
      - {from: shire, kind: accountable_to, to: board}
    """
    assert set(one(CODE, rows).subjects) == {"board", "council", "region", "shire"}
    is_silent(CODE, f"{rows}  - {{from: board, kind: accountable_to, to: minister}}\n")


@pytest.mark.parametrize("kind", ["reports_to", "works_with", "advises"])
def test_other_kinds_make_no_circle(kind):
    is_silent(CODE, two().replace("council, kind: accountable_to", f"council, kind: {kind}"))


def test_management_and_contracts_make_no_circle():
    for kind in ("directs", "commissions", "operates"):
        rows = f"  - {{from: board, kind: {kind}, to: council}}\n"
        is_silent(CODE, f"relationships:\n  - {{from: board, kind: accountable_to, to: council}}\n{rows}")


@pytest.mark.parametrize(
    ("first", "second", "scopes"),
    [
        ("care", "care", ("care",)),
        ("care", "care/beds", ("care/beds",)),
        ("all", "care", ("care",)),
        ("local", "local", ("local",)),
    ],
)
def test_scopes_that_have_something_in_common(first, second, scopes):
    assert one(CODE, two(first, second)).scopes == scopes


@pytest.mark.parametrize(("first", "second"), [("care", "estate"), ("all", "local"), ("care/a", "care/b")])
def test_scopes_that_have_nothing_in_common(first, second):
    is_silent(CODE, two(first, second))


def test_one_circle_in_several_scopes_is_one_finding():
    found = one(
        CODE,
        two()
        + "  - {from: x, kind: advises, to: y, scope: care}\n  - {from: x, kind: advises, to: y, scope: fleet}\n",
    )
    assert found.scopes == ("care", "fleet")


def test_only_the_scope_asked_for():
    is_silent(CODE, two("local", "local"), reading={"scope": "all"})
    one(CODE, two("local", "local"), reading={"scope": "local"})


@pytest.mark.parametrize("more", ["status: proposed", "until: 2001", "status: undefined"])
def test_what_does_not_count_closes_no_circle(more):
    is_silent(CODE, two().replace("source: tor 2", more), as_at="2010")


def test_a_way_out_makes_it_medium():
    found = one(CODE, two() + "  - {from: board, kind: accountable_to, to: minister}\n")
    assert found.severity is Severity.MEDIUM
    assert set(found.relationships) == {"board.accountable_to.council", "council.accountable_to.board"}
    assert "beyond them, they answer to Minister" in found.message


def test_a_body_with_its_head_and_its_own_board_is_no_circle():
    rows = """
    organisations: {board: {part_of: trust, kind: board}}
    posts: {head: {in: trust, heads: trust}}
    relationships:
      - {from: trust, kind: accountable_to, to: head}
      - {from: trust, kind: accountable_to, to: board}
      - {from: head, kind: accountable_to, to: board}
      - {from: board, kind: accountable_to, to: trust}
    """
    is_silent(CODE, rows)


def test_a_circle_that_passes_a_head_and_somebody_else_is_one():
    rows = """
    posts: {head: {in: trust}}
    relationships:
      - {from: trust, kind: accountable_to, to: head}
      - {from: head, kind: accountable_to, to: council}
      - {from: council, kind: accountable_to, to: trust}
    """
    assert set(one(CODE, rows).subjects) == {"trust", "head", "council"}


def test_a_post_in_two_bodies_makes_these_no_one_body():
    rows = """
    posts: {joint: {in: [board, council]}}
    relationships:
      - {from: board, kind: accountable_to, to: joint}
      - {from: council, kind: accountable_to, to: joint}
    """
    assert one(CODE, rows).key == "board,council,joint"


def test_a_counted_party_and_a_named_one_of_it_are_no_circle():
    is_silent(
        CODE,
        """
        organisations: {groups: {count: 9}, lead: {one_of: groups}}
        relationships:
          - {from: groups, kind: accountable_to, to: lead}
          - {from: lead, kind: accountable_to, to: groups}
        """,
    )


def test_what_a_named_one_takes_over_is_told_at_the_counted_party():
    rows = """
    organisations: {groups: {count: 9}, lead: {one_of: groups}}
    relationships:
      - {from: groups, kind: accountable_to, to: board}
      - {from: board, kind: accountable_to, to: groups}
      - {from: board, kind: accountable_to, to: lead}
    """
    found = one(CODE, rows)
    assert (found.subjects, found.key) == (("board", "groups"), "board,groups")


def test_two_circles_are_two_findings():
    rows = (
        two()
        + "  - {from: east, kind: accountable_to, to: west}\n  - {from: west, kind: accountable_to, to: east}\n"
    )
    assert [found.subjects for found in findings(CODE, rows)] == [("board", "council"), ("east", "west")]


def test_the_shortest_circle_is_shown_and_the_others_counted():
    rows = (
        two()
        + "  - {from: council, kind: accountable_to, to: shire}\n  - {from: shire, kind: accountable_to, to: board}\n"
    )
    found = one(CODE, rows)
    assert found.lines == (("board", "council", "board"),)
    assert "and 1 more party stands in the same circle" in found.message


def test_a_long_circle_is_cut_short():
    names = [f"unit-{number:02}" for number in range(20)]
    rows = "".join(
        f"  - {{from: {one_}, kind: accountable_to, to: {other}}}\n"
        for one_, other in zip(names, [*names[1:], names[0]], strict=True)
    )
    found = one(CODE, f"relationships:\n{rows}")
    assert "through 20 parties" in found.message
    assert found.subjects == tuple(names[:6])
    assert found.lines == (tuple(names[:6]),)
    assert found.key == ",".join(names)


def test_a_party_that_answers_to_itself():
    found = one(
        CODE,
        "relationships:\n  - {from: trust, kind: accountable_to, to: [minister, trust], source: tor 3}\n",
    )
    assert (found.severity, found.subjects) == (Severity.HIGH, ("trust",))
    assert found.message == "Trust is said to be accountable to itself."
    assert cited(found) == {"tor 3"}


def test_members_of_a_counted_party_may_answer_to_each_other():
    is_silent(
        CODE,
        "organisations: {trust: {count: 3}}\nrelationships:\n  - {from: trust, kind: accountable_to, to: trust}\n",
    )


def test_a_circle_of_seven_is_shown_whole():
    rows = "".join(f"  - {{from: u{n}, kind: accountable_to, to: u{(n + 1) % 7}}}\n" for n in range(7))
    assert len(one(CODE, f"relationships:\n{rows}").subjects) == 7


def test_a_circle_with_a_partner_in_it_is_judged():
    one(CODE, "organisations: {board: {boundary: out}}" + two())


def test_partners_among_themselves_are_not_judged():
    partners = "organisations: {board: {boundary: out}, council: {boundary: out}}"
    is_silent(CODE, partners + two())
    is_silent(CODE, partners + "\nrelationships:\n  - {from: board, kind: accountable_to, to: board}\n")


def test_deep_chains_are_walked_without_recursion():
    rows = "".join(f"  - {{from: u{n}, kind: accountable_to, to: u{(n + 1) % 3000}}}\n" for n in range(3000))
    assert "through 3000 parties" in one(CODE, f"relationships:\n{rows}").message


@pytest.mark.parametrize("seed", range(60))
def test_circles_are_those_of_a_library(seed):
    chance = random.Random(seed)
    names = [f"p{number}" for number in range(chance.randint(2, 14))]
    edges = {tuple(chance.sample(names, 2)) for _ in range(chance.randint(1, 2 * len(names)))}
    above = {lower: sorted(upper for low, upper in edges if low == lower) for lower, _ in edges}
    graph = nx.DiGraph(edges)
    expected = sorted(
        sorted(members) for members in nx.strongly_connected_components(graph) if len(members) > 1
    )
    assert sorted(circles(above)) == expected
    for members in expected:
        circle = shortest_circle(above, members, members[0])
        assert circle[0] == circle[-1] == members[0]
        assert set(pairwise(circle)) <= edges
        back = [
            1 + nx.shortest_path_length(graph, upper, members[0])
            for upper in above[members[0]]
            if upper in members
        ]
        assert len(circle) - 1 == min(back)
