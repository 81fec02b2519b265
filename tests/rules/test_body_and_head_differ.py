"""DUP-03: a body answers to one, and its head to another."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "DUP-03"
HEAD = "posts: {director: {in: team, heads: team, source: tor 4}}\n"
BODY_UP = "  - {from: team, kind: accountable_to, to: board, source: tor 5}\n"
HEAD_UP = "  - {from: director, kind: accountable_to, to: region, source: tor annex-c 2}\n"
DIFFER = HEAD + "relationships:\n" + BODY_UP + HEAD_UP


def test_different_superiors_are_high_at_the_body_and_its_head():
    found = one(CODE, DIFFER)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("team", "director"), ("all",))
    assert all(name in found.message for name in ("Team", "Board", "Director", "Region"))
    assert set(found.lines) == {("team", "board"), ("director", "region")}
    assert cited(found) == {"tor 4", "tor 5", "tor annex-c 2"}


def test_the_same_superior_is_no_finding():
    is_silent(CODE, DIFFER.replace("to: region", "to: board"))


def test_a_post_that_does_not_head_the_body_may_answer_elsewhere():
    is_silent(CODE, DIFFER.replace(", heads: team", ""))


@pytest.mark.parametrize("scopes", [("care", "estate"), ("all", "employment"), ("care", "local")])
def test_scopes_that_do_not_overlap_keep_the_two_apart(scopes):
    is_silent(
        CODE,
        DIFFER.replace("source: tor 5", f"scope: {scopes[0]}").replace(
            "source: tor annex-c 2", f"scope: {scopes[1]}"
        ),
    )


def test_the_common_scope_is_named():
    rows = DIFFER.replace("source: tor 5", "scope: care").replace("source: tor annex-c 2", "scope: care/beds")
    assert one(CODE, rows).scopes == ("care/beds",)


@pytest.mark.parametrize("row", [BODY_UP, HEAD_UP])
@pytest.mark.parametrize(
    "label", ["status: proposed", "status: historical", "status: undefined", "until: 2008", "since: 2011"]
)
def test_an_accountability_that_does_not_count_is_none(row, label):
    is_silent(CODE, DIFFER.replace(row, row.replace("}", f", {label}}}")), as_at="2010")


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008"])
def test_a_headship_that_does_not_count_is_none(label):
    is_silent(CODE, DIFFER.replace("heads: team", f"heads: {{body: team, {label}}}"), as_at="2010")


@pytest.mark.parametrize("row", [BODY_UP, HEAD_UP])
def test_reports_are_no_accountability(row):
    is_silent(CODE, DIFFER.replace(row, row.replace("accountable_to", "reports_to")))


def test_a_head_who_answers_to_the_body_itself_does_not_differ():
    is_silent(CODE, DIFFER.replace("to: region", "to: team"))


def test_a_body_that_answers_to_its_head_does_not_differ():
    is_silent(CODE, DIFFER.replace("to: board", "to: director"))


UP = "  - {from: %s, kind: accountable_to, to: minister}\n"


@pytest.mark.parametrize("seat", ["heads: board", "in: board"])
def test_a_head_who_answers_to_the_head_of_the_superior_or_to_a_post_in_it_does_not_differ(seat):
    rows = DIFFER.replace("posts: {", f"posts: {{region: {{{seat}}}, ")
    is_silent(CODE, rows)
    is_silent(CODE, rows + UP % "region" + UP % "board")


def test_a_body_that_answers_to_a_post_in_the_superior_of_its_head_does_not_differ():
    rows = DIFFER.replace("posts: {", "posts: {board: {in: region}, ")
    is_silent(CODE, rows)
    is_silent(CODE, rows + UP % "region" + UP % "board")


def test_a_named_one_whose_head_answers_elsewhere_differs():
    rows = DIFFER.replace("heads: team", "heads: north").replace("in: team", "in: north")
    found = one(CODE, "organisations: {team: {count: 3}, north: {one_of: team}}\n" + rows)
    assert found.subjects == ("north", "director")


@pytest.mark.parametrize(
    "row",
    [
        "{from: board, kind: accountable_to, to: region}",
        "{from: region, kind: accountable_to, to: board}",
        "{from: board, kind: performance_manages, to: region}",
    ],
)
def test_a_skip_level_either_way_is_no_finding(row):
    is_silent(CODE, f"{DIFFER}  - {row}\n")


@pytest.mark.parametrize(
    "row", ["{from: region, kind: reports_to, to: board}", "{from: board, kind: funds, to: region}"]
)
def test_a_weak_tie_between_the_superiors_joins_nothing(row):
    one(CODE, f"{DIFFER}  - {row}\n")


def test_a_line_between_the_superiors_that_runs_through_the_body_joins_nothing():
    one(CODE, DIFFER + "  - {from: region, kind: accountable_to, to: team}\n")


def test_a_counted_superior_and_a_named_one_of_it_are_one():
    is_silent(CODE, "organisations: {board: {count: 10}, region: {one_of: board}}\n" + DIFFER)


def test_membership_does_not_join_the_superiors():
    """The Chief Officer sits on the group that the team answers to: that is a seat, not a line."""
    one(
        CODE,
        DIFFER.replace("posts: {", "posts: {region: {}, ") + "memberships: [{body: board, member: region}]\n",
    )


@pytest.mark.parametrize("who", ["director", "team"])
def test_a_partner_is_not_judged(who):
    outside = {
        "director": DIFFER.replace("{in: team", "{boundary: out, in: team"),
        "team": "organisations: {team: {boundary: out}}\n" + DIFFER,
    }
    is_silent(CODE, outside[who])


def test_the_head_of_two_bodies_is_judged_for_each():
    rows = DIFFER.replace("heads: team", "heads: [team, unit]")
    assert one(CODE, rows).subjects == ("team", "director")
    assert one(CODE, rows.replace("from: team", "from: unit")).subjects == ("unit", "director")


# -- ordinary arrangements


def test_a_ladder_of_bodies_and_their_heads():
    is_silent(
        CODE,
        """
        posts: {chief: {heads: agency}, regional: {heads: region}, governor: {heads: site}, minister: {heads: ministry}}
        relationships:
          - {from: site, kind: accountable_to, to: region}
          - {from: region, kind: accountable_to, to: agency}
          - {from: agency, kind: accountable_to, to: ministry}
          - {from: governor, kind: accountable_to, to: regional}
          - {from: regional, kind: accountable_to, to: chief}
          - {from: chief, kind: accountable_to, to: minister}
        """,
        subjects="site",
    )


CHIEF = """
organisations: {board: {kind: board, part_of: trust}}
posts: {chair: {in: board, heads: board}, chief-executive: {in: trust, heads: trust}}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
"""


@pytest.mark.parametrize("superior", ["board", "chair"])
def test_a_chief_executive_answers_to_the_board_and_the_body_to_the_minister(superior):
    is_silent(CODE, f"{CHIEF}  - {{from: chief-executive, kind: accountable_to, to: {superior}}}\n")


def test_a_chief_executive_who_answers_to_a_chair_that_the_minister_holds_to_account():
    is_silent(
        CODE,
        CHIEF
        + "  - {from: chief-executive, kind: accountable_to, to: chair}\n  - {from: chair, kind: accountable_to, to: minister}\n",
    )
