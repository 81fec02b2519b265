"""ORP-01: nothing leads up from a party, and how loudly that is said depends on what the papers say."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "ORP-01"
UP = "relationships:\n  - {from: trust, kind: accountable_to, to: minister}\n"
ADVISES = UP + "  - {from: forum, kind: advises, to: trust}\n"
FORUM = "organisations: {{forum: {}}}\n"


def test_silence_is_medium_and_says_that_the_papers_name_nobody():
    found = one(CODE, FORUM.format("{source: tor 4}") + ADVISES)
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("forum",))
    assert found.message == "The papers name no body to which Forum answers."
    assert cited(found) == {"tor 4"}


def test_nobody_is_high():
    found = one(CODE, FORUM.format("{answers_to: none}") + ADVISES)
    assert found.severity is Severity.HIGH
    assert found.message == "The papers say that Forum answers to nobody."


def test_beyond_the_papers_is_information():
    found = one(CODE, FORUM.format('{answers_to: "outside: the Welsh Ministers"}') + ADVISES)
    assert found.severity is Severity.INFO
    assert "beyond these papers: the Welsh Ministers" in found.message


def test_a_counted_party_is_spoken_of_in_the_plural():
    assert one(CODE, FORUM.format("{name: Forums, count: 4}") + ADVISES).message.endswith(
        "which Forums answer."
    )


@pytest.mark.parametrize("kind", ["accountable_to", "reports_to"])
@pytest.mark.parametrize("scope", ["all", "care", "local", "hosting"])
def test_a_line_of_any_strength_in_any_scope_is_one(kind, scope):
    is_silent(CODE, ADVISES + f"  - {{from: forum, kind: {kind}, to: trust, scope: {scope}}}\n")


@pytest.mark.parametrize(
    "kind", ["operates", "performance_manages", "directs", "commissions", "delegates_to", "oversees"]
)
def test_a_line_from_above_is_one(kind):
    is_silent(CODE, ADVISES + f"  - {{from: trust, kind: {kind}, to: forum}}\n")


@pytest.mark.parametrize("kind", ["funds", "hosts", "employs", "approves", "audits", "elects"])
def test_a_tie_that_carries_no_account_is_none(kind):
    one(CODE, ADVISES + f"  - {{from: trust, kind: {kind}, to: forum}}\n")


def test_a_seat_is_none():
    one(CODE, UP + "memberships: [{body: trust, member: forum}]\n")


def test_a_line_need_not_lead_to_the_root():
    found = one(CODE, ADVISES + "  - {from: forum, kind: accountable_to, to: panel}\n")
    assert found.subjects == ("panel",)


def test_part_of_a_body_is_a_line():
    is_silent(CODE, FORUM.format("{part_of: trust}") + ADVISES)


def test_a_post_in_a_body_has_a_line_and_a_post_in_none_has_not():
    is_silent(CODE, "posts: {clerk: {in: trust}}\n" + UP)
    assert one(
        CODE, "posts: {clerk: {}}\n" + UP + "  - {from: clerk, kind: advises, to: trust}\n"
    ).subjects == ("clerk",)


@pytest.mark.parametrize("status", ["proposed", "recommended", "historical"])
def test_a_line_that_is_only_suggested_leaves_silence_and_is_named_beside_it(status):
    found = one(
        CODE, ADVISES + f"  - {{from: forum, kind: accountable_to, to: minister, status: {status}}}\n"
    )
    assert "name no body" in found.message
    assert f"only {status}" in found.message


def test_a_line_that_counts_in_this_reading_is_one():
    rows = ADVISES + "  - {from: forum, kind: accountable_to, to: minister, status: proposed}\n"
    is_silent(CODE, rows, reading={"statuses": frozenset({"in_force", "proposed"})})


def test_an_undefined_accountability_overrides_the_part_and_is_named():
    rows = FORUM.format("{part_of: trust}") + UP
    is_silent(CODE, rows)
    found = one(CODE, rows + "  - {from: forum, kind: accountable_to, to: minister, status: undefined}\n")
    assert "undefined" in found.message


@pytest.mark.parametrize("label", ["status: undefined", "until: 2008"])
def test_a_named_superior_is_not_told_as_silence(label):
    found = one(
        CODE, ADVISES + f"  - {{from: forum, kind: accountable_to, to: minister, {label}}}\n", as_at="2010"
    )
    assert "name no body" not in found.message


def test_a_line_that_has_ended_is_none():
    rows = ADVISES + "  - {from: forum, kind: accountable_to, to: minister, until: 2008}\n"
    is_silent(CODE, rows, as_at="2008")
    assert "ended in 2008" in one(CODE, rows, as_at="2010").message


def test_reports_to_whom_is_not_said_is_named():
    found = one(CODE, UP + "  - {from: forum, kind: reports_to, to: not_stated, via: [trust]}\n")
    assert "not to whom" in found.message


# -- guards


def test_a_partner_a_root_and_a_body_that_is_gone_are_not_judged():
    is_silent(CODE, FORUM.format("{boundary: out}") + ADVISES)
    is_silent(CODE, ADVISES, root=["minister", "forum"])
    one(CODE, FORUM.format("{until: 2008}") + ADVISES)
    is_silent(CODE, FORUM.format("{until: 2008}") + ADVISES, as_at="2010")


def test_a_party_that_is_only_named_is_not_judged():
    is_silent(CODE, FORUM.format("{}") + UP)


@pytest.mark.parametrize(
    "more",
    [
        "  - {from: forum, kind: works_with, to: trust}\n",
        "memberships: [{body: forum, member: trust}]\n",
        "duties: {d: {name: D, consulted: [forum]}}\n",
        "decision_rules: {forum: {passes_with: majority}}\n",
    ],
)
def test_a_party_of_which_anything_is_said_is(more):
    assert one(CODE, FORUM.format("{}") + UP + more).subjects == ("forum",)


@pytest.mark.parametrize("status", ["proposed", "historical", "undefined"])
def test_a_tie_that_does_not_count_says_nothing_of_a_party(status):
    is_silent(CODE, UP + f"  - {{from: forum, kind: works_with, to: trust, status: {status}}}\n")


@pytest.mark.parametrize("status", ["proposed", "recommended", "historical"])
def test_a_body_named_only_in_a_proposal_is_only_named(status):
    is_silent(CODE, UP + f"  - {{from: trust, kind: accountable_to, to: new-board, status: {status}}}\n")


def test_a_named_one_is_not_raised_beside_its_counted_party():
    rows = "organisations: {forum: {count: 4}, north-forum: {one_of: forum}}\n" + ADVISES
    rows += "  - {from: north-forum, kind: advises, to: trust}\n"
    assert one(CODE, rows).subjects == ("forum",)


def test_a_named_one_of_a_counted_party_that_is_not_judged_speaks_for_itself():
    rows = (
        "organisations: {forum: {count: 4, boundary: out}, north-forum: {one_of: forum}}\n"
        + ADVISES
        + "  - {from: north-forum, kind: advises, to: trust}\n"
    )
    assert one(CODE, rows).subjects == ("north-forum",)


def test_a_named_one_takes_over_the_line_of_its_counted_party():
    rows = (
        "organisations: {forum: {count: 4}, north-forum: {one_of: forum}}\n"
        + ADVISES
        + "  - {from: forum, kind: accountable_to, to: minister}\n  - {from: north-forum, kind: advises, to: trust}\n"
    )
    is_silent(CODE, rows)


def test_a_head_who_answers_to_the_body_alone_gives_it_no_line():
    rows = "posts: {chair: {in: forum, heads: forum}}\n" + ADVISES
    assert one(CODE, rows).subjects == ("forum",)


def test_a_head_who_answers_elsewhere_does():
    rows = "posts: {chair: {in: forum, heads: forum}}\n" + ADVISES
    is_silent(CODE, rows + "  - {from: chair, kind: accountable_to, to: minister}\n")


def test_a_body_headed_by_the_root_has_a_line():
    is_silent(
        CODE,
        "posts: {minister: {heads: ministry}}\n" + UP + "  - {from: ministry, kind: funds, to: trust}\n",
    )


def test_a_stated_accountability_to_a_head_is_a_line():
    is_silent(
        CODE,
        "posts: {minister: {heads: ministry}}\n"
        + UP
        + "  - {from: ministry, kind: accountable_to, to: minister}\n",
    )


def test_an_ordinary_ladder_has_no_orphans():
    assert not findings(
        CODE,
        """
        organisations: {ministry: {}, agency: {part_of: ministry}, region: {part_of: agency}, trust: {part_of: region}}
        posts:
          minister: {}
          secretary: {in: ministry}
          chief: {in: agency, heads: agency}
          governor: {in: trust, heads: trust}
        relationships:
          - {from: ministry, kind: accountable_to, to: minister}
          - {from: secretary, kind: accountable_to, to: minister}
          - {from: chief, kind: accountable_to, to: secretary}
        """,
    )


def test_a_counted_party_all_of_whose_named_ones_answer_is_no_orphan():
    north, south = (
        f"  - {{from: {one}, kind: accountable_to, to: minister}}\n" for one in ("north", "south")
    )
    rows = (
        "organisations: {region: {count: 2}, north: {one_of: region}, south: {one_of: region}}\n"
        + UP
        + "  - {from: region, kind: advises, to: trust}\n"
    )
    is_silent(CODE, rows + north + south)
    assert one(CODE, rows + north).subjects == ("region",), "one of them answers to nobody"
    more = rows.replace("count: 2", "count: 3") + north + south
    assert one(CODE, more).subjects == ("region",), "of the third nothing is said"


def test_a_population_answers_to_nobody_and_need_not():
    rows = (
        "organisations: {patients: {kind: population}, forum: {part_of: trust}}\n"
        + UP
        + "  - {from: forum, kind: represents, to: patients}\n"
    )
    is_silent(CODE, rows)
    assert one(CODE, rows.replace("population", "network")).subjects == ("patients",)


def test_a_named_one_of_a_counted_root_is_at_the_top_as_well():
    parties = "organisations: {councils: {count: 3}, forum: {kind: forum%s}}\n"
    roots = ["minister", "councils"]
    assert one(CODE, parties % "" + ADVISES, root=roots).subjects == ("forum",)
    is_silent(CODE, parties % ", one_of: councils" + ADVISES, root=roots)
