"""The shipped structure of 2008 gives the findings that a reader of the paper expects, at the right paragraphs."""

import re

import pytest
from rule_cases import REPO, cited, of_one_structure

from govgraph import pipeline, rules
from govgraph.findings import Severity
from govgraph.graph import GovernanceGraph

MODEL = REPO / "models" / "high-secure-2008.yaml"
PAPERS = REPO.parent / "shared" / "seeds"
COMMISSIONING = ("high-secure/commissioning",)
TRUSTS = {"mersey-care", "nottinghamshire-healthcare", "west-london"}


@pytest.fixture(scope="module")
def report():
    return rules.run(GovernanceGraph(pipeline.load(str(MODEL))), of_one_structure().values())


@pytest.fixture(scope="module")
def paper():
    found = sorted(PAPERS.glob("000_*.txt"))
    if not found:
        pytest.skip("the papers are not shipped, and no copy stands beside this repository")
    return found[0].read_text(encoding="utf-8", errors="replace")


def at(report, code, subject, key=None):
    found = [f for f in report.findings if f.code == code and f.subjects[0] == subject]
    if key is not None:
        found = [f for f in found if f.key.startswith(key)]
    assert len(found) == 1, [f.message for f in found]
    return found[0]


def test_every_rule_ran(report):
    assert report.rules_run == tuple(of_one_structure())
    assert report.not_run == {}
    assert report.crashes == ()


def test_the_accountable_line_of_the_team_ends_at_the_nscg(report):
    found = at(report, "LOS-01", "nscg")
    assert (found.severity, found.key, found.scopes) == (
        Severity.HIGH,
        "b:mersey-care>hsct>nscg",
        COMMISSIONING,
    )
    assert found.lines == (("mersey-care", "hsct", "nscg"),)
    assert {"tor 5", "tor annex-c 9"} <= cited(found)
    assert "the papers name no body to which it answers" in found.message


def test_no_subject_is_without_any_line(report):
    """Objective 6 asks for a direct line to each trust: agreed, so it counts."""
    assert not [f for f in report.findings if f.code == "LOS-01" and f.severity is Severity.CRITICAL]


def test_the_commissioning_limb_reaches_the_secretary_of_state_by_reports_alone(report):
    found = at(report, "LOS-02", "hsct")
    assert found.severity is Severity.HIGH
    assert found.lines == (("hsct", "nog", "secretary-of-state"),)
    assert cited(found) == {"tor 5", "carter 72", "tor annex-c 2"}
    assert found.scopes == COMMISSIONING


def test_the_line_through_the_authorities_rests_on_inference(report):
    found = at(report, "LOS-03", "sha")
    assert set(found.relationships) == {"sha.accountable_to.dh", "dh.accountable_to.secretary-of-state"}
    assert cited(found) == {"tor 11c", "tor annex-a"}
    for trust in TRUSTS:
        assert cited(at(report, "LOS-03", trust)) == {"tor annex-c 6"}


def test_nog_is_the_single_point_of_the_commissioning_limb(report):
    found = at(report, "LOS-04", "nog")
    assert found.severity is Severity.HIGH
    assert "High Secure Commissioning Team" in found.message
    assert cited(found) == {"tor 5", "carter 72", "tor annex-c 2"}
    assert found.scopes == COMMISSIONING


def test_only_nog_is(report):
    assert {f.subjects for f in report.findings if f.code == "LOS-04"} == {("nog",)}


def test_the_two_limbs_meet_at_nobody_below_the_root(report):
    found = at(report, "LOS-05", "high-secure-hospital")
    assert (found.at, found.key) == ("hsct", "hsct|sha")
    assert set(found.subjects) == {"high-secure-hospital", *TRUSTS}
    assert {line[1] for line in found.lines} == {"hsct", "sha"}
    assert {"tor annex-a", "tor annex-c 4", "tor annex-c 9"} <= cited(found)
    assert sum(f.code == "LOS-05" for f in report.findings) == 1


def test_the_route_by_way_of_officials_breaks_off(report):
    found = at(report, "LOS-06", "high-secure-hospital", "a:")
    assert (found.at, found.key) == ("secretary-of-state", "a:secretary-of-state>dh-officials")
    assert found.subjects == ("high-secure-hospital",)
    assert cited(found) == {"tor annex-a"}


def test_the_route_through_the_authorities_does_not(report):
    routes = [f.key for f in report.findings if f.code == "LOS-06" and f.key.startswith("a:")]
    assert routes == ["a:secretary-of-state>dh-officials"]


def test_the_power_is_said_to_run_both_through_others_and_directly(report):
    found = at(report, "LOS-06", "high-secure-hospital", "b")
    assert found.at == "secretary-of-state"
    assert found.severity is Severity.HIGH
    assert {"tor annex-a", "tor annex-c 6"} <= cited(found)
    assert ("secretary-of-state", "high-secure-hospital") in found.lines
    assert ("secretary-of-state", "sha", "high-secure-hospital") in found.lines


def test_no_post_is_marked_vacant_and_none_is_reported(report):
    assert not [f for f in report.findings if f.code == "LOS-07"]


def test_nobody_has_two_masters(report):
    """The catalogue says so: the papers put function and employment into different scopes."""
    assert not [f for f in report.findings if f.code == "DUP-01"]


def test_the_team_answers_to_the_nscg_and_reports_to_nog(report):
    found = at(report, "DUP-02", "hsct")
    assert found.severity is Severity.MEDIUM
    assert set(found.lines) == {("hsct", "nscg"), ("hsct", "nog")}
    assert cited(found) == {"tor 5"}


def test_the_team_and_its_director_answer_to_different_superiors(report):
    found = at(report, "DUP-03", "hsct")
    assert found.subjects == ("hsct", "hsct-director")
    assert found.severity is Severity.HIGH
    assert set(found.lines) == {("hsct", "nscg"), ("hsct-director", "nwsct-chief-officer")}
    assert {"tor 5", "tor annex-c 2"} <= cited(found)


def test_the_lead_commissioners_have_a_local_line_and_an_unsettled_one(report):
    found = at(report, "DUP-04", "lead-commissioner")
    assert set(found.lines) == {("lead-commissioner", "scg"), ("lead-commissioner", "hsct-director")}
    assert cited(found) == {"tor 6", "tor annex-c 1"}
    assert "undefined" in found.message


def test_hosting_by_the_north_west_is_kept_apart_by_its_scope(report):
    assert {f.subjects for f in report.findings if f.code == "DUP-04"} == {("lead-commissioner",)}


@pytest.mark.parametrize(
    ("party", "places"),
    [("nhscg", {"tor annex-c 8", "tor 14c", "tor 14d"}), ("nscg", {"tor 4"})],
)
def test_the_groups_that_answer_to_nobody_named(report, party, places):
    found = at(report, "ORP-01", party)
    assert found.severity is Severity.MEDIUM, "silence, not a statement that it answers to nobody"
    assert "name no body" in found.message
    assert cited(found) == places


def test_no_partner_and_no_party_that_is_only_named_is_an_orphan(report):
    structure = pipeline.load(str(MODEL))
    orphans = {f.subjects[0] for f in report.findings if f.code == "ORP-01"}
    assert not orphans & {key for key, party in structure.parties.items() if party.outside}
    assert not orphans & {"secretary-of-state", "nhs-london", "cluster-and-catchment-groups"}


def test_nog_is_no_orphan_although_only_another_paper_gives_it_a_line(report):
    assert "nog" not in {f.subjects[0] for f in report.findings if f.code == "ORP-01"}


def test_the_seven_regional_posts_are_paid_for_and_in_no_objective(report):
    found = at(report, "ORP-02", "regional-post")
    assert found.severity is Severity.HIGH
    assert "£30k a year each" in found.message
    assert "Department of Health" in found.message
    assert cited(found) == {"tor 6", "tor 8"}
    assert found.scopes == COMMISSIONING


def test_the_regional_posts_seat_in_their_groups_is_a_line_for_the_function(report):
    """They are posts in the Specialised Commissioning Groups.

    A place in a body carries the account unless a stated accountability in an overlapping scope sets it aside,
    and a local one does not overlap the function. So the money is attached, and only the missing duty is told.
    """
    message = at(report, "ORP-02", "regional-post").message
    assert "no duty" in message
    assert "upward line" not in message


@pytest.mark.parametrize(
    ("group", "places"),
    [
        ("nhscg", {"tor annex-c 8", "tor 14c", "tor 14d"}),
        ("cluster-and-catchment-groups", {"tor 13a", "tor annex-c 9"}),
    ],
)
def test_the_groups_without_a_constitution(report, group, places):
    found = at(report, "ORP-03", group)
    assert "a frequency of meeting" in found.message
    assert cited(found) == places


def test_the_nhscg_advises_and_is_asked_about_as_owner(report):
    found = at(report, "ORP-04", "nhscg")
    assert "is asked about as owner" in found.message
    assert "made accountable" not in found.message, "paragraph 14c asks; it states nothing"
    assert {"tor 14c", "tor annex-c 8"} == cited(found)


def test_the_limbs_are_not_said_to_meet_nowhere(report):
    """The team's reports do reach the Secretary of State: only a line of contract strength is wanting."""
    message = at(report, "LOS-05", "high-secure-hospital").message
    assert "nowhere" not in message
    assert "no line stronger than reporting joins the two" in message


# -- the places cited are those that the paper has

# What stands at a place cited by a finding, in the paper's own words.
WORDS = {
    "tor 2": r"^2\. .*operated by Nottinghamshire, Merseycare and West London",
    "tor 4": r"^4\. .*National Specialised Commissioning Group \(NSCG\)",
    "tor 5": r"^5\. .*accountable to the NSCG and reports to NOG",
    "tor 6": r"^6\. .*further seven regional posts.*dedicated DH funding.*local accountability arrangements",
    "tor 8": r"^8\. .*funded at £60k pa.*£480k pa.*£30k pa",
    "tor 11c": r"^c\. Does this new arrangement maintain a clear line of sight",
    "tor 13a": r"^a\. .*cluster and catchments groups and the NSCG",
    "tor 14c": r"^c\. Do the NHSCG own the high secure commissioning work plan",
    "tor 14d": r"^d\. Did the NHSCG contribute effectively",
    "tor annex-a": r"powers of direction.*exercised through the Strategic Health Authorities.*DH officials",
    "tor annex-c 1": r"^Objective 1 .*\n+.*accountabilities of the three current high secure commissioning leads",
    "tor annex-c 2": r"^Objective 2 .*\n+.*accountable to the Chief Officer of the NWSCT",
    "tor annex-c 3": r"^Objective 3 .*\n+.*management of the commissioning of high secure services",
    "tor annex-c 4": r"^Objective 4 (?:.*\n+){1,18}.*Placement and management of contracts",
    "tor annex-c 6": r"^Objective 6 (?:.*\n+){2}.*directly to account and can issue direct instructions",
    "tor annex-c 7": r"^Objective 7 (?:.*\n+){2}.*Take responsibility for the current work programme of the F&C Sub-Group",
    "tor annex-c 8": r"^Objective 8 (?:.*\n+){2}.*National High Secure Commissioning Group.*frequency to be determined.*advise the HSCT",
    "tor annex-c 9": r"^Objective 9 .*\n+.*normal performance management activities",
}


def test_findings_rest_on_the_places_that_matter(report):
    """That every place cited exists in its paper is held for all structures together, in tests/models."""
    places = {place for found in report.findings for place in cited(found)}
    assert set(WORDS) <= places, set(WORDS) - places


def test_the_paper_says_it_there(paper):
    assert not [place for place, words in WORDS.items() if not re.search(words, paper, re.MULTILINE)]


def test_every_finding_cites_a_place(report):
    for found in report.findings:
        assert all(evidence.source and evidence.locator for evidence in found.evidence), found.id


def test_no_message_is_a_verdict_of_guilt(report):
    for found in report.findings:
        assert not re.search(r"\b(illegal|unlawful|fail(ed|ure|s)?|blame)\b", found.message), found.message
