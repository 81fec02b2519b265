"""What the shipped pairs say became of what: the main facts of each, as the papers have them."""

from functools import cache

import pytest
from library import MODELS, REPO, loaded

from govgraph import pipeline
from govgraph.changes import Trend, between, tracks
from govgraph.graph import GovernanceGraph
from govgraph.reports import compare_json, compare_tables

BOARD_2013 = ("high-secure-2008", "nhs-cb-2013", "high-secure-2008-to-nhs-cb-2013")
REVIEW_2006 = ("specialised-2003", "specialised-2006", "specialised-2003-to-2006")
TEAM_2008 = ("specialised-2006", "high-secure-2008", "specialised-2006-to-high-secure-2008")
SALFORD = ("salford-2004-existing", "salford-2004-proposed", "salford-2004-existing-to-proposed")
PAIRS = (REVIEW_2006, TEAM_2008, BOARD_2013, SALFORD)


def graph(name):
    return GovernanceGraph(loaded(MODELS / f"{name}.yaml").structure)


@cache
def comparison(pair):
    before, after = (graph(name) for name in pair[:2])
    told = pipeline.read_transitions(
        [str(MODELS / "transitions" / f"{pair[2]}.yaml")], before.structure, after.structure
    )
    return pipeline.compare(between(before, after, told))


def changes(pair):
    return comparison(pair).changes


def without_heir(pair):
    return {descent.old for descent in changes(pair).parties.no_heir}


def became(pair, old):
    """What a party became: those it became as a whole, and those that took over a function alone."""
    descent = changes(pair).heirs.descents[old]
    return set(descent.whole), set(descent.functions)


def findings(pair, code):
    return {finding.key: finding for finding in comparison(pair).report.findings if finding.code == code}


def duties(pair):
    found = changes(pair).duties
    return {
        name: {passage.before.id for passage in getattr(found, name)}
        for name in ("kept", "moved", "split", "fell_through", "ended")
    }


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[2])
def test_a_shipped_pair_is_compared_without_a_crash_and_every_row_has_its_place(pair):
    found = comparison(pair)
    assert not found.report.crashes
    assert {"TRN-01", "TRN-02", "TRN-03"} <= set(found.report.rules_run)
    ids = [finding.id for finding in found.report.findings]
    assert len(set(ids)) == len(ids)
    told = compare_tables.report(found)
    assert all(table.rows or table.lead or table.notes for table in told.tables)
    for heirs in (found.changes.heirs, found.changes.duty_heirs):
        for descent in heirs.descents.values():
            assert all(row.source for row in descent.rows), descent.old


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[2])
def test_every_row_of_a_shipped_file_is_told_somewhere(pair):
    """A row on something that exists before says something: it must not be lost on the way to the reader."""
    found = changes(pair)
    (transition,) = found.transitions
    told = {
        id(row)
        for heirs in (found.heirs, found.duty_heirs)
        for one in heirs.descents.values()
        for row in (*one.rows, *one.suggested)
    }
    lost = [
        row
        for row in transition.successions
        if id(row) not in told
        and row.to
        and any(old in found.heirs.descents or old in found.duty_heirs.descents for old in row.from_)
    ]
    assert not lost
    notes = {
        one.note
        for one in transition.successions
        if one.note and set(one.from_) & set(found.heirs.descents) and id(one) in told
    }
    cells = " ".join(
        cell for table in compare_tables.report(comparison(pair)).tables for row in table.rows for cell in row
    )
    assert not [note for note in notes if " ".join(note.split()) not in cells]


# ---------------------------------------------------------------------------------------- 2008 to 2013


@pytest.mark.parametrize(
    "party",
    ["nog", "nhscg", "nscg", "ncg", "sha", "regional-post", "sha-performance-managers", "finance-and-capital-sub-group",
     "lead-commissioner", "hsct-director", "central-team", "dh-policy-team"],
)  # fmt: skip
def test_2013_names_no_heir_of_the_bodies_that_oversaw_and_advised(party):
    assert party in without_heir(BOARD_2013)
    assert party in findings(BOARD_2013, "TRN-01")["parties"].subjects


def test_2013_the_seven_regional_posts_are_seven():
    assert changes(BOARD_2013).before.structure.posts["regional-post"].count == 7


@pytest.mark.parametrize("party", ["hsct", "scg", "pct", "other-secure-commissioners"])
def test_2013_commissioners_pass_a_function_to_the_board_and_no_more(party):
    assert became(BOARD_2013, party) == (set(), {"nhs-cb"})
    assert party not in without_heir(BOARD_2013)


def test_2013_what_the_papers_abolish_is_primary_care_trusts_alone():
    ended = {descent.old for descent in changes(BOARD_2013).heirs.descents.values() if descent.is_ended}
    assert ended == {"pct"}
    rows = {
        row[:3]
        for table in compare_tables.report(comparison(BOARD_2013)).tables
        for row in table.rows
        if table.title == "Who inherited"
    }
    standing = "an agreed objective, not yet shown to be in force"
    assert ("Primary Care Trusts", "", f"abolished ({standing})") in rows
    assert (
        "Primary Care Trusts",
        "NHS Commissioning Board",
        f"its function passes; itself is abolished ({standing}; inferred by the modeller)",
    ) in rows


def test_2013_the_hospitals_line_is_less_clear_and_the_managers_of_performance_are_named():
    found = [one for one in changes(BOARD_2013).sight if one.old == "high-secure-hospital"]
    assert {(one.trend, one.before.verdict.value, one.after.verdict.value) for one in found} == {
        (Trend.WORSE, "qualified", "none")
    }
    for one in found:
        assert {"sha", "sha-performance-managers"} <= set(one.closed)
    assert {one.closed[-1] for one in found if "high-secure/commissioning" in one.old_scopes} == {"hsct"}
    (finding,) = findings(BOARD_2013, "TRN-03").values()
    assert (
        "Strategic Health Authorities, SHA performance managers and High Secure Commissioning Team"
        in finding.message
    )


def test_2013_the_trusts_are_not_compared_since_nobody_says_who_operates_the_hospitals():
    trusts = [
        one
        for one in changes(BOARD_2013).sight
        if one.old in {"mersey-care", "nottinghamshire-healthcare", "west-london"}
    ]
    assert {one.trend for one in trusts} == {Trend.NOT_COMPARABLE}
    assert {one.new for one in trusts} == {None}


def test_2013_what_the_secretary_of_state_keeps_is_told():
    assert {"secretary-of-state", "dh", "high-secure-hospital"} <= set(changes(BOARD_2013).parties.kept)
    (cell,) = [row[3] for table in compare_tables.report(comparison(BOARD_2013)).tables for row in table.rows
               if table.title == "Organisations and posts" and row[:2] == ("in both", "Secretary of State for Health")]  # fmt: skip
    assert "how it stands now is not said" in cell
    assert "power of direction" in cell


def test_2013_of_the_duties_commissioning_alone_has_moved():
    found = duties(BOARD_2013)
    assert found["moved"] == {"full-commissioning", "manage-commissioning", "manage-contracts"}
    assert not found["kept"], "`lead-commissioning` is one id and two duties"
    assert {
        "safeguard-line-of-sight",
        "lead-commissioning",
        "allocate-between-hospitals",
        "scrutinise-business-cases",
    } <= found["fell_through"]
    assert found["ended"] == {"audit-the-hsct", "carry-out-stocktake", "evaluate-objectives"}
    assert "lead-commissioning" in {duty.id for duty in changes(BOARD_2013).duties.new}


def test_2013_what_was_only_wished_for_is_not_taken_for_an_heir():
    (finding,) = [one for key, one in findings(BOARD_2013, "TRN-01").items() if key == "duties-suggested"]
    assert "“Focus on better outcomes, safety and quality”" in finding.message
    assert changes(BOARD_2013).duty_heirs.of("improve-outcomes") == ()


def test_2013_no_finding_about_the_team_is_said_to_be_settled():
    assert not [finding for finding in comparison(BOARD_2013).findings.resolved if "hsct" in finding.subjects]


def test_2013_high_secure_is_one_of_the_secure_services():
    scopes = changes(BOARD_2013).scopes
    assert scopes.of("high-secure/commissioning") == scopes.of("high-secure") == "specialised/secure/high"


# ---------------------------------------------------------------------------------------- 2003 to 2006


def test_2006_national_commissioning_leaves_the_department():
    assert became(REVIEW_2006, "nscag") == ({"nscag", "ncg"}, set())
    assert became(REVIEW_2006, "nscag-team") == ({"nscag-team", "national-commissioning-team"}, set())
    assert became(REVIEW_2006, "dh") == ({"dh"}, {"ncg", "host-sha"})


@pytest.mark.parametrize(
    "group",
    ["lscg", "norcom", "nwl-lscg", "thames-valley-lscg", "london-scg", "west-midlands-scg", "northern-scg"],
)
def test_2006_the_groups_become_ten(group):
    whole, functions = became(REVIEW_2006, group)
    assert whole - {group} == {"scg"}
    assert not functions
    before, after = changes(REVIEW_2006).before.structure, changes(REVIEW_2006).after.structure
    assert (before.organisations["scg"].count, after.organisations["scg"].count) == (8, 10)


def test_2006_primary_care_trusts_delegate_and_stay():
    assert became(REVIEW_2006, "pct") == ({"pct"}, {"scg"})
    assert "be-responsible-commissioner" in duties(REVIEW_2006)["split"]


def test_2006_who_holds_the_national_budget_is_not_said():
    assert "hold-national-budget" in duties(REVIEW_2006)["fell_through"]
    assert (
        "“Hold the budget for nationally commissioned services”"
        in findings(REVIEW_2006, "TRN-01")["duties"].message
    )


def test_2006_nobody_leads_what_was_recommended_of_designation():
    assert {"publish-definitions-set", "recommend-designation"} == {
        finding.at for finding in comparison(REVIEW_2006).report.findings if finding.code == "TRN-03"
    }


def test_2006_no_line_of_sight_is_clearer_on_paper():
    assert {one.trend for one in changes(REVIEW_2006).sight} == {Trend.SAME, Trend.NOT_COMPARABLE}


# ---------------------------------------------------------------------------------------- 2006 to 2008


def test_2008_two_names_are_one_group_and_nscag_is_the_ncg():
    assert became(TEAM_2008, "nsscg") == ({"nscg"}, set())
    assert became(TEAM_2008, "nscag") == ({"ncg"}, set())
    assert became(TEAM_2008, "high-secure-lead-commissioner") == ({"lead-commissioner"}, set())
    assert "hsct" in changes(TEAM_2008).parties.added


def test_2008_the_line_of_sight_of_the_hospitals_is_clearer():
    found = [
        one
        for one in changes(TEAM_2008).sight
        if one.old_scopes == ("specialised/secure/high",) and one.old == "high-secure-hospital"
    ]
    assert [(one.trend, one.before.verdict.value, one.after.verdict.value) for one in found] == [
        (Trend.BETTER, "none", "qualified")
    ]
    assert [link.basis.value for link in found[0].won] == ["inferred"]


def test_2008_that_lscgs_are_absorbed_is_a_recommendation_still():
    descent = changes(TEAM_2008).heirs.descents["lscg"]
    assert descent.heirs == ()
    assert [(row.to, row.status.value) for row in descent.suggested] == [(("scg",), "recommended")]


def test_2008_what_the_review_only_recommended_was_not_lost():
    told = findings(TEAM_2008, "TRN-01")
    assert "duties" not in told, (
        "nothing that was in force in 2006 and within the later paper's subject fell through"
    )
    assert {"duties-wished", "duties-beyond", "parties-wished", "parties"} == set(told)
    assert "host-sha" in told["parties-wished"].subjects


def test_2008_the_officials_duty_of_sight_has_become_the_teams():
    (passage,) = [one for one in changes(TEAM_2008).duties.split if one.before.id == "ensure-line-of-sight"]
    assert {duty.id for duty in passage.after} == {"safeguard-line-of-sight", "commission-for-direct-account"}


# ---------------------------------------------------------------------------------------- Salford


def test_salford_the_team_is_to_become_the_board():
    assert became(SALFORD, "mh-lit") == ({"mh-lit", "mh-partnership-board"}, set())
    moved = {(old.member, new.body) for old, new in changes(SALFORD).seats.moved}
    assert len(moved) == 10
    assert {body for _, body in moved} == {"mh-partnership-board"}


def test_salford_the_executive_group_has_no_heir_though_its_id_is_in_both():
    assert without_heir(SALFORD) == {"jceg"}
    assert findings(SALFORD, "TRN-01")["parties"].subjects == ("jceg",)
    assert not changes(SALFORD).proposals, "the file says of it that the paper names no heir"


def test_salford_two_bodies_lend_the_board_a_function_and_perhaps_powers():
    for body in ("salford-pct", "salford-city-council"):
        assert became(SALFORD, body) == ({body}, {"mh-partnership-board"})
        assert [row.status.value for row in changes(SALFORD).heirs.descents[body].suggested] == ["undefined"]


def test_salford_who_delivers_the_framework_is_divided_without_a_lead():
    (finding,) = findings(SALFORD, "TRN-03").values()
    assert finding.at == "deliver-nsf"
    assert set(finding.subjects) == {"mh-partnership-board", "mh-jcg"}


def test_salford_lines_are_clearer_and_weak_all_the_same():
    found = [one for one in changes(SALFORD).sight if one.trend is Trend.BETTER]
    assert {(one.old, one.new) for one in found} == {
        ("mh-lit", "mh-partnership-board"),
        ("mh-jcg", "mh-jcg"),
        ("bst-mh-trust", "bst-mh-trust"),
    }
    assert {one.after.verdict.value for one in found} == {"weak"}


# ---------------------------------------------------------------------------------------- all in a row


def test_from_2003_to_2013_step_by_step():
    names = ("specialised-2003", "specialised-2006", "high-secure-2008", "nhs-cb-2013")
    files = [str(MODELS / "transitions" / f"{pair[2]}.yaml") for pair in (REVIEW_2006, TEAM_2008, BOARD_2013)]
    found = {
        track.stages[0].ids: track
        for track in tracks(pipeline.steps([graph(name) for name in names], files))
        if track.stages[0].ids
    }
    assert [stage.ids for stage in found["nscag",].stages] == [("nscag",), ("ncg", "nscag"), ("ncg",), ()]
    groups = found["lscg",].stages[-1]
    assert (groups.ids, groups.functions) == (("nhs-cb",), {"nhs-cb"}), "no group became the Board"


def test_the_comparison_of_a_shipped_pair_names_no_path_and_no_machine():
    text = compare_json.report(comparison(BOARD_2013))
    assert str(REPO) not in text
