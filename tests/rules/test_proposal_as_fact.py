"""EVD-02: a line that only proposals draw, or make better."""

import pytest
from rule_cases import cited, findings, is_silent, one, run, structure

from govgraph import rules
from govgraph.findings import Severity
from govgraph.graph import GovernanceGraph

CODE = "EVD-02"
CASE = """
relationships:
  - {from: trust, kind: accountable_to, to: board, source: tor 1}
  - {from: board, kind: KIND, to: minister, status: STATUS, source: tor 2}
MORE
"""


def case(status="recommended", kind="accountable_to", more=""):
    return CASE.replace("STATUS", status).replace("KIND", kind).replace("MORE", more)


@pytest.mark.parametrize("status", ["recommended", "proposed"])
def test_a_proposal_that_would_make_the_difference_is_named(status):
    found = one(CODE, case(status))
    assert (found.severity, found.subjects) == (Severity.HIGH, ("board", "trust"))
    assert found.message == (
        "Trust has no line to Minister; a qualified one only if what is proposed were taken for fact: Board is accountable to "
        f"Minister (tor 2; {status})."
    )
    assert found.lines == (("trust", "board", "minister"),)
    assert cited(found) == {"tor 1", "tor 2"}
    assert found.relationships[0] == "board.accountable_to.minister"


@pytest.mark.parametrize("status", ["in_force", "agreed", "historical", "undefined"])
def test_other_statuses_are_not_its_business(status):
    is_silent(CODE, case(status))


def test_a_weak_line_that_a_proposal_would_better():
    found = one(CODE, case(more="  - {from: trust, kind: reports_to, to: minister}"))
    assert found.severity is Severity.HIGH
    assert "has only a weak line to Minister; a qualified one" in found.message


def test_a_proposal_of_reports_alone_would_make_it_weak():
    assert "has no line to Minister; a weak one" in one(CODE, case(kind="reports_to")).message


def test_a_proposal_that_would_change_no_verdict_is_silent():
    is_silent(CODE, case(more="  - {from: trust, kind: accountable_to, to: minister}"))
    is_silent(CODE, case(more="  - {from: trust, kind: accountable_to, to: minister, status: agreed}"))
    is_silent(CODE, case(more="  - {from: trust, kind: reports_to, to: minister}", kind="reports_to"))


def test_a_proposal_that_would_make_it_worse_is_silent():
    """A stated accountability, once carried out, would set aside being part of the board."""
    is_silent(
        CODE,
        """
        organisations: {trust: {part_of: board}}
        relationships:
          - {from: board, kind: accountable_to, to: minister}
          - {from: trust, kind: accountable_to, to: council, status: proposed}
          - {from: council, kind: reports_to, to: minister}
        """,
    )


def test_a_proposal_that_leads_nowhere_is_silent():
    is_silent(CODE, case().replace("to: minister", "to: council"))


def test_a_proposal_elsewhere_in_the_structure_is_silent():
    is_silent(
        CODE, case("in_force") + "  - {from: other, kind: accountable_to, to: minister, status: proposed}\n"
    )


@pytest.mark.parametrize("statuses", [["in_force", "proposed", "recommended"], ["in_force", "recommended"]])
def test_what_the_reading_counts_already_is_silent(statuses):
    is_silent(CODE, case("recommended"), settings={"status": statuses})


def test_of_the_two_the_one_that_is_not_counted_is_asked_about():
    found = one(CODE, case("proposed"), settings={"status": ["in_force", "recommended"]})
    assert "(tor 2; proposed)" in found.message


def test_a_body_that_is_only_proposed():
    text = "organisations: {board: {status: proposed, source: tor 3}}" + case("in_force")
    found = one(CODE, text)
    assert found.message.endswith("were taken for fact: Board is proposed.")
    assert found.subjects == ("board", "trust")


def test_a_counted_party_that_is_only_proposed_and_one_of_it():
    text = """
    organisations: {all: {name: Trusts, count: 3, status: proposed}, trust: {one_of: all}}
    relationships: [{from: all, kind: accountable_to, to: minister}]
    """
    found = one(CODE, text)
    assert found.message.endswith("were taken for fact: Trusts are proposed.")
    assert found.subjects == ("all", "trust")


def test_being_part_of_a_body_may_be_proposed():
    text = "organisations: {trust: {part_of: {body: ministry, status: proposed, source: tor 4}}}\nrelationships:\n  - {from: ministry, kind: accountable_to, to: minister}\n"
    assert "Trust is part of Ministry (tor 4; proposed)" in one(CODE, text).message


def test_several_proposals_on_one_line_are_all_named():
    text = case().replace("to: board, source: tor 1", "to: board, status: proposed, source: tor 1")
    found = one(CODE, text)
    assert (
        "Trust is accountable to Board (tor 1; proposed); Board is accountable to Minister (tor 2; recommended)."
        in found.message
    )
    assert found.at == "trust"


def test_those_who_commission_direct_or_manage_a_subject_are_asked_about():
    for kind in ("commissions", "directs", "performance_manages"):
        text = f"""
        relationships:
          - {{from: trust, kind: accountable_to, to: minister}}
          - {{from: buyer, kind: {kind}, to: trust}}
          - {{from: buyer, kind: accountable_to, to: minister, status: proposed}}
        """
        assert one(CODE, text).subjects == ("buyer",)


def test_all_whose_line_one_proposal_would_better_are_one_finding():
    more = "  - {from: clinic, kind: accountable_to, to: board}"
    found = one(CODE, case(more=more), subjects=["trust", "clinic"])
    assert found.message.startswith("Clinic and Trust have no line")
    assert found.subjects == ("board", "clinic", "trust")
    assert found.id == one(CODE, case(more=more)).id, "it stays the one that a reviewer has accepted"


def test_a_counted_subject_is_spoken_of_in_the_plural():
    assert "Trust have no line" in one(CODE, "organisations: {trust: {count: 3}}" + case()).message


def test_the_roll_is_cut_short():
    clinics = [f"clinic-{number}" for number in range(9)]
    more = "\n".join(f"  - {{from: {clinic}, kind: accountable_to, to: board}}" for clinic in clinics)
    found = one(CODE, case(more=more), subjects=clinics)
    assert "Clinic 5 and 3 more have no line" in found.message
    assert len(found.subjects) == 7
    seven = one(CODE, case(more=more), subjects=clinics[:7])
    assert "Clinic 5 and Clinic 6 have no line" in seven.message
    assert len(seven.subjects) == 8


def test_two_proposals_for_two_subjects_are_two_findings():
    more = "  - {from: clinic, kind: accountable_to, to: minister, status: proposed}"
    assert {found.at for found in findings(CODE, case(more=more), subjects=["trust", "clinic"])} == {
        "board",
        "clinic",
    }


def test_scopes_are_those_in_which_it_would_make_a_difference():
    text = case(more="  - {from: trust, kind: accountable_to, to: minister, scope: estate}").replace(
        "status: recommended", "status: recommended, scope: care"
    )
    is_silent(CODE, text)  # a matter that only a proposal knows is not asked about
    duty = "duties: {d: {name: D, responsible: [trust], scope: care}"
    assert one(CODE, f"{text}{duty}}}\n").scopes == ("care",)
    two = f"{text.replace('scope: care', 'scope: all')}{duty}, e: {{name: E, responsible: [trust], scope: beds}}}}\n"
    assert one(CODE, two).scopes == ("beds", "care")


def test_a_line_that_is_qualified_already_is_medium():
    """Only what is stated and in force is clear, so a proposal cannot make it so, unless it closes a route by a body."""
    text = """
    organisations: {board: {status: proposed}}
    relationships:
      - {from: trust, kind: accountable_to, to: board}
      - {from: board, kind: accountable_to, to: minister}
      - {from: trust, kind: accountable_to, to: minister, status: agreed}
    """
    found = one(CODE, text)
    assert found.severity is Severity.MEDIUM
    assert "has a qualified line to Minister; a clear one only if" in found.message


def test_a_partner_is_not_asked_about():
    is_silent(CODE, "organisations: {trust: {boundary: out}}" + case())


def test_without_a_root_or_subjects_it_does_not_run():
    assert run(case(), CODE, root=None).not_run == {CODE: "the structure names no root"}
    assert run(case(), CODE, subjects=None).not_run == {CODE: "the structure names no subjects"}


def test_another_root_of_the_graph_is_the_root_of_both_readings():
    text = "organisations: {council: {}}" + case()
    report = rules.run(GovernanceGraph(structure(text), roots=["council"]), rules.chosen([CODE]))
    assert not report.findings
