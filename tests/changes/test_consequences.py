"""What changes mean: line of sight, findings and measures of two structures side by side."""

import pytest
from compared import compared, graph, transition

from govgraph import pipeline
from govgraph.changes import Trend, between

SUBJECT = "subjects"
CLEAR = "from: trust, kind: accountable_to, to: minister"
WEAK = "from: trust, kind: reports_to, to: minister"


def side(*rows, bodies="trust", more="", subjects="trust", id_="one", at="2010"):
    text = f"{more}\nrelationships:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    return graph(text if rows else more, bodies, id_, at, subjects=subjects.split())


def pair(before, after, rows="[]", scopes=None):
    """Two sides, the later one under another id and date."""
    one = side(*before) if isinstance(before, tuple) else side(**before)
    two = (
        side(*after, id_="two", at="2013")
        if isinstance(after, tuple)
        else side(**after, id_="two", at="2013")
    )
    return between(one, two, [transition(rows, scopes=scopes)])


def linked(links):
    return [(link.lower, link.kind.name, link.upper) for link in links]


# ---------------------------------------------------------------------------------------- line of sight


@pytest.mark.parametrize(
    ("before", "after", "trend", "lost", "won"),
    [
        (CLEAR, CLEAR, Trend.SAME, 0, 0),
        (CLEAR, WEAK, Trend.WORSE, 1, 1),
        (WEAK, CLEAR, Trend.BETTER, 1, 1),
        (CLEAR, f"{CLEAR}, basis: inferred", Trend.WORSE, 1, 1),
        (f"{CLEAR}, status: agreed", CLEAR, Trend.BETTER, 1, 1),
        (CLEAR, f"{CLEAR}, status: proposed", Trend.WORSE, 1, 0),
        (CLEAR, "from: minister, kind: performance_manages, to: trust", Trend.WORSE, 1, 1),
    ],
)
def test_a_line_of_sight_is_clearer_or_less_so_by_verdict_and_then_by_strength(
    before, after, trend, lost, won
):
    (found,) = pair((before,), (after,)).sight
    assert (found.trend, len(found.lost), len(found.won)) == (trend, lost, won)
    assert (found.old, found.new) == ("trust", "trust")
    assert found.closed == (), "what is gone of the best line is told link by link"


def test_the_links_that_made_the_difference():
    stays = "from: trust, kind: accountable_to, to: board"
    one = (stays, "from: board, kind: accountable_to, to: minister")
    found = pair({"bodies": "trust board", "more": "relationships:\n" + "".join(f"  - {{{row}}}\n" for row in one)},
                 {"bodies": "trust board", "more": f"relationships:\n  - {{{stays}}}\n  - {{from: board, kind: reports_to, to: minister}}\n"})  # fmt: skip
    (sighting,) = found.sight
    assert sighting.trend is Trend.WORSE
    assert linked(sighting.lost) == [("board", "accountable_to", "minister")]
    assert linked(sighting.won) == [("board", "reports_to", "minister")]


def through(body, last="accountable_to"):
    return f"""
relationships:
  - {{from: trust, kind: accountable_to, to: {body}}}
  - {{from: {body}, kind: {last}, to: minister}}
"""


def test_a_link_is_the_same_where_its_end_became_another():
    sides = ({"bodies": "trust old", "more": through("old")}, {"bodies": "trust new", "more": through("new")})
    (told,) = pair(*sides, "- {from: old, to: new}").sight
    (silent,) = pair(*sides).sight
    assert (told.trend, told.lost, told.won) == (Trend.SAME, (), ())
    assert (silent.trend, len(silent.lost), len(silent.won)) == (Trend.SAME, 2, 2)


def test_lines_beside_the_best_one_that_are_no_more():
    """The best line may be a short one that rests on little: what ran beside it is told too."""
    beside = through("board") + "  - {from: trust, kind: accountable_to, to: minister}\n"
    before = {"bodies": "trust board", "more": beside}
    (found,) = pair(before, ("from: trust, kind: accountable_to, to: minister",)).sight
    assert (found.trend, found.lost, found.closed) == (Trend.SAME, (), ("board",))
    weaker = {
        "bodies": "trust board",
        "more": beside.replace("board, kind: accountable_to", "board, kind: reports_to"),
    }
    (found,) = pair(before, weaker).sight
    assert found.closed == ("board",)
    renamed = {"bodies": "trust new", "more": beside.replace("board", "new")}
    assert [one.closed for one in pair(before, renamed, "- {from: board, to: new}").sight] == [()]
    assert [one.closed for one in pair(before, renamed).sight] == [("board",)]
    assert [one.closed for one in pair(before, before).sight] == [()]


def test_a_limb_that_led_nowhere_is_not_missed():
    dead = "relationships:\n  - {from: trust, kind: accountable_to, to: minister}\n  - {from: trust, kind: accountable_to, to: board}\n"
    (found,) = pair({"bodies": "trust board", "more": dead}, (CLEAR,)).sight
    assert found.closed == ()


@pytest.mark.parametrize(
    ("rows", "became"),
    [
        ("- {from: trust, to: hospital}", "hospital"),
        ("- {from: trust, to: hospital, kind: function_only}", "hospital"),
    ],
)
def test_a_subject_is_followed_to_what_it_became(rows, became):
    after = {
        "bodies": "hospital",
        "subjects": "hospital",
        "more": f"relationships:\n  - {{{WEAK.replace('trust', 'hospital')}}}\n",
    }
    (found,) = pair((CLEAR,), after, rows).sight
    assert (found.old, found.new, found.trend) == ("trust", became, Trend.WORSE)


def test_a_subject_without_an_heir_and_a_new_one_stand_alone():
    after = {
        "bodies": "hospital",
        "subjects": "hospital",
        "more": f"relationships:\n  - {{{CLEAR.replace('trust', 'hospital')}}}\n",
    }
    gone, came = pair((CLEAR,), after).sight
    assert (gone.old, gone.new, gone.after, gone.trend, gone.why) == (
        "trust",
        None,
        None,
        Trend.NOT_COMPARABLE,
        "the later papers name no heir",
    )
    assert (came.old, came.new, came.before, came.why) == (
        None,
        "hospital",
        None,
        "the earlier structure does not ask",
    )


def test_a_later_subject_is_held_against_what_it_came_from_though_nobody_asked_then():
    before = {
        "bodies": "trust old",
        "more": f"relationships: [{{{CLEAR}}}, {{from: old, kind: accountable_to, to: minister}}]",
    }
    after = {
        "bodies": "trust new",
        "subjects": "trust new",
        "more": f"relationships: [{{{CLEAR}}}, {{from: new, kind: reports_to, to: minister}}]",
    }
    trends = {(one.old, one.new): one.trend for one in pair(before, after, "- {from: old, to: new}").sight}
    assert trends == {("trust", "trust"): Trend.SAME, ("old", "new"): Trend.WORSE}
    trends = {
        (one.old, one.new): one.trend
        for one in pair(before, after, "- {from: old, to: new, kind: function_only}").sight
    }
    assert trends[None, "new"] is Trend.NOT_COMPARABLE, (
        "who took over a function alone is not what it came from"
    )


def test_scopes_are_compared_each_with_its_own():
    before = (f"{CLEAR}, scope: care", f"{CLEAR}, scope: money")
    after = (f"{CLEAR}, scope: care", f"{WEAK}, scope: money")
    found = {one.old_scopes: (one.trend, one.new_scopes) for one in pair(before, after).sight}
    assert found == {("care",): (Trend.SAME, ("care",)), ("money",): (Trend.WORSE, ("money",))}


def test_scopes_that_only_one_has_are_not_compared():
    found = pair((f"{CLEAR}, scope: care",), (f"{WEAK}, scope: money",)).sight
    assert [(one.old_scopes, one.new_scopes, one.trend, one.why) for one in found] == [
        (("care",), (), Trend.NOT_COMPARABLE, "the later structure does not ask in this scope"),
        ((), ("money",), Trend.NOT_COMPARABLE, "the earlier structure does not ask in this scope"),
    ]
    (mapped,) = pair((f"{CLEAR}, scope: care",), (f"{WEAK}, scope: money",), scopes={"care": "money"}).sight
    assert (mapped.trend, mapped.old_scopes, mapped.new_scopes) == (Trend.WORSE, ("care",), ("money",))


def test_a_scope_is_compared_with_the_part_of_it_that_is_asked_about():
    (found,) = pair((f"{CLEAR}, scope: care",), (f"{WEAK}, scope: care/buying",)).sight
    assert (found.old_scopes, found.new_scopes, found.trend) == (("care",), ("care/buying",), Trend.WORSE)


def test_without_a_root_there_is_no_line_of_sight():
    rootless = graph(bodies="a", root=[], subjects=["a"])
    assert between(rootless, graph(bodies="a", id_="two", subjects=["a"]), [transition()]).sight == []
    assert (
        between(
            graph(bodies="a", id_="two", subjects=["a"]), rootless, [transition(before="two", after="one")]
        ).sight
        == []
    )


# ---------------------------------------------------------------------------------------- findings


def compare(*sides, rows="[]"):
    found = pipeline.compare(pair(*sides, rows)).findings
    return {
        name: sorted((finding.code, finding.subjects) for finding in getattr(found, name))
        for name in ("new", "resolved", "gone")
    } | {"persisting": sorted((old.code, old.subjects, new.subjects) for old, new in found.persisting)}


NO_LINE = "from: trust, kind: funds, to: minister"


def test_a_finding_is_new_or_no_longer_raised():
    assert ("LOS-02", ("trust",)) in compare((CLEAR,), (WEAK,))["new"]
    assert ("LOS-02", ("trust",)) in compare((WEAK,), (CLEAR,))["resolved"]
    assert ("LOS-02", ("trust",), ("trust",)) in compare((WEAK,), (WEAK,))["persisting"]


AFTER = {
    "bodies": "hospital",
    "subjects": "hospital",
    "more": f"relationships: [{{{WEAK.replace('trust', 'hospital')}}}]",
}


def test_a_finding_persists_over_a_renaming():
    found = compare((WEAK,), AFTER, rows="- {from: trust, to: hospital}")
    assert ("LOS-02", ("trust",), ("hospital",)) in found["persisting"]
    assert not [code for code, _ in found["new"] if code == "LOS-02"]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("[]", "gone"),
        ("- {from: trust, kind: abolished}", "gone"),
        ("- {from: trust, to: other, kind: function_only}", "gone"),
        ("- {from: trust, to: other}", "resolved"),
    ],
)
def test_a_finding_about_a_party_that_is_no_more_is_not_resolved(rows, where):
    after = {
        "bodies": "other hospital",
        "subjects": "hospital",
        "more": f"relationships: [{{{CLEAR.replace('trust', 'hospital')}}}, {{{CLEAR.replace('trust', 'other')}}}]",
    }
    found = compare((WEAK,), after, rows=rows)
    assert ("LOS-02", ("trust",)) in found[where]
    assert ("LOS-02", ("trust",)) not in found["gone" if where == "resolved" else "resolved"]


def test_a_finding_about_a_thing_persists_by_the_thing():
    plan = "\nduties: {plan: {accountable: [], responsible: []}}"
    before = {"more": f"relationships: [{{{CLEAR}}}]{plan}"}
    found = compare(before, {"more": f"relationships: [{{{CLEAR}}}]{plan}"})
    assert ("DUT-01", (), ()) in found["persisting"]
    assert ("DUT-01", ()) in compare(before, (CLEAR,))["gone"], "the later papers do not speak of it"


def test_a_finding_about_a_party_that_is_only_named_after_is_not_resolved():
    after = {
        "bodies": "trust hospital",
        "subjects": "hospital",
        "more": f"relationships: [{{{CLEAR.replace('trust', 'hospital')}}}]",
    }
    found = compare((WEAK,), after)
    assert ("LOS-02", ("trust",)) in found["gone"]


def test_accepted_findings_are_left_out():
    before = {"more": f"relationships: [{{{WEAK}}}]"}
    accepted = {
        "more": f"relationships: [{{{WEAK}}}]\naccepted: [{{finding: LOS-02, subjects: [trust], reason: Known, by: Lead, on: 2013-01}}]"
    }
    assert ("LOS-02", ("trust",)) in compare(before, accepted)["resolved"]
    assert ("LOS-02", ("trust",)) in compare(accepted, before)["new"]


def test_one_finding_is_matched_with_one():
    both = "relationships: [{from: a, kind: reports_to, to: minister}, {from: b, kind: reports_to, to: minister}]"
    one = "relationships: [{from: c, kind: reports_to, to: minister}]"
    found = compare(
        {"bodies": "a b", "subjects": "a b", "more": both},
        {"bodies": "c", "subjects": "c", "more": one},
        rows="- {from: [a, b], to: c, kind: merged}",
    )
    assert [entry for entry in found["persisting"] if entry[0] == "LOS-02"] == [("LOS-02", ("a",), ("c",))]
    assert ("LOS-02", ("b",)) in found["resolved"]


# ---------------------------------------------------------------------------------------- measures


def test_measures_of_both():
    before = {
        "bodies": "trust board",
        "more": through("board")
        + "duties: {pay: {responsible: [trust]}, plan: {accountable: [trust]}, ask: {}}",
    }
    after = ("from: trust, kind: accountable_to, to: minister, basis: inferred",)
    found = {one.name: (one.before, one.after) for one in pair(before, after).measures}
    assert found == {
        "organisations": (2, 1),
        "posts": (1, 1),
        "relationships": (2, 1),
        "duties": (3, 0),
        "duties_without_owner": (2, 0),
        "links": (2, 1),
        "inferred_links": (0.0, 100.0),
        "layers": (2, 1),
        "span": (1, 1),
        "clear_lines": (1, 0),
        "lines_of_sight": (1, 1),
        "single_points": (1, 0),
    }


def test_what_there_is_nothing_to_measure_of_is_none():
    found = {
        one.name: one.before for one in between(graph(bodies="a", root=[]), graph(id_="two"), []).measures
    }
    assert (found["inferred_links"], found["layers"], found["span"], found["lines_of_sight"]) == (
        None,
        None,
        None,
        0,
    )


def test_nothing_changed_is_nothing():
    assert compared(("", "a"), ("", "a"), "[]").is_same
    for after, rows in ((("", "a b"), "[]"), (("", ""), "[]"), (("duties: {x: {}}", "a"), "[]"), (("organisations: {a: {name: B}}", ""), "[]"),
                        (("relationships: [{from: a, kind: funds, to: minister}]", "a"), "[]"),
                        (("memberships: [{body: a, member: minister}]", "a"), "[]")):  # fmt: skip
        assert not compared(("", "a"), after, rows).is_same
