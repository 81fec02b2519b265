"""COI-01: a judge of disputes that has a side in them."""

import pytest
from rule_cases import REPO, cited, is_silent, one

from govgraph import pipeline, rules
from govgraph.findings import Severity
from govgraph.graph import GovernanceGraph

CODE = "COI-01"
HEARS = "relationships:\n  - {from: board, kind: arbitrates, to: trust, scope: care, source: act 9}\n"
BETWEEN = HEARS.replace("to: trust", "to: [trust, council]")
BUYS = "  - {from: board, kind: commissions, to: trust, scope: care, source: act 3}\n"


def test_a_commissioner_that_hears_disputes_on_its_own_contract_is_high():
    found = one(CODE, HEARS + BUYS)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("board", "trust"), ("care",))
    assert found.message == (
        "Board arbitrates for Trust, and has a side in the matter: Board commissions services from Trust."
    )
    assert found.lines == (("board", "trust"),)
    assert cited(found) == {"act 9", "act 3"}
    assert set(found.relationships) == {"board.arbitrates.trust", "board.commissions.trust"}


def test_a_provider_that_judges_its_commissioner_has_a_side_too():
    row = "  - {from: trust, kind: commissions, to: board, scope: care}\n"
    assert "Trust commissions services from Board" in one(CODE, HEARS + row).message


def test_a_judge_with_no_contract_has_none():
    is_silent(CODE, HEARS)
    is_silent(CODE, HEARS + "  - {from: council, kind: commissions, to: trust, scope: care}\n")


@pytest.mark.parametrize("scope", ["care", "care/beds", "all"])
def test_a_contract_in_an_overlapping_scope_counts(scope):
    one(CODE, HEARS + BUYS.replace("scope: care", f"scope: {scope}"))


@pytest.mark.parametrize("scope", ["estate", "hosting"])
def test_a_contract_for_another_matter_does_not(scope):
    is_silent(CODE, HEARS + BUYS.replace("scope: care", f"scope: {scope}"))


@pytest.mark.parametrize("label", ["status: proposed", "status: undefined", "until: 2008"])
def test_what_does_not_count_is_neither_contract_nor_arbitration(label):
    is_silent(CODE, HEARS + BUYS.replace("source: act 3", label), as_at="2010")
    is_silent(CODE, HEARS.replace("source: act 9", label) + BUYS, as_at="2010")


def test_a_contract_of_the_structures_own_kind_counts():
    rows = HEARS + "  - {from: board, kind: rents_to, to: trust, scope: care}\n"
    header = {"vocabulary": {"kinds": {"rents_to": {"reads": "rents to", "upper": "from", "carries": "2"}}}}
    is_silent(CODE, rows, **header)
    header["vocabulary"]["kinds"]["rents_to"]["contract"] = "yes"
    assert "Board rents to Trust" in one(CODE, rows, **header).message


def test_only_the_one_with_a_contract_is_a_subject_and_both_are_named():
    found = one(CODE, BETWEEN + BUYS)
    assert found.subjects == ("board", "trust")
    assert "for Trust and Council" in found.message


def test_one_row_for_each_party_is_one_finding():
    rows = HEARS + "  - {from: board, kind: arbitrates, to: council, scope: care}\n" + BUYS
    found = one(CODE, rows + BUYS.replace("to: trust", "to: council"))
    assert found.subjects == ("board", "council", "trust")


def test_to_bind_the_parties_is_what_arbitration_is_for():
    is_silent(CODE, HEARS + "  - {from: board, kind: binds, to: trust, scope: care}\n")


def test_a_dispute_whose_parties_are_not_named_tells_nothing():
    is_silent(CODE, HEARS.replace("to: trust", "to: not_stated") + BUYS)


# -- one of the parties itself


def test_a_judge_that_is_one_of_the_parties_is_high():
    found = one(CODE, HEARS.replace("to: trust", "to: [trust, board]"))
    assert found.subjects == ("board",)
    assert "Board is itself one of the parties" in found.message


def test_a_judge_that_is_one_of_several_parties_alike_is_high():
    rows = "organisations: {councils: {count: 3}, board: {one_of: councils}}\n"
    assert "Board is one of Councils" in one(CODE, rows + HEARS.replace("to: trust", "to: councils")).message


def test_several_alike_that_judge_each_other_are_not():
    rows = "organisations: {board: {count: 3}}\n"
    is_silent(CODE, rows + HEARS.replace("to: trust", "to: board"))


# -- a part of the other


def test_a_judge_of_which_one_party_is_a_part_is_high():
    found = one(CODE, "organisations: {trust: {part_of: board, source: act 1}}\n" + BETWEEN)
    assert found.subjects == ("board", "trust")
    assert "Trust belongs to Board" in found.message
    assert "act 1" in cited(found)


def test_a_judge_that_is_a_part_of_one_party_is_high():
    found = one(CODE, "organisations: {board: {part_of: trust}}\n" + BETWEEN)
    assert "Board belongs to Trust" in found.message


@pytest.mark.parametrize(
    "rows",
    [
        "organisations: {trust: {part_of: board}, council: {part_of: board}}\n",
        "organisations: {board: {part_of: [trust, council]}}\n",
    ],
)
def test_one_that_stands_above_all_parties_alike_or_that_they_have_in_common_has_no_side(rows):
    is_silent(CODE, rows + BETWEEN)


@pytest.mark.parametrize(
    "rows", ["organisations: {trust: {part_of: board}}\n", "organisations: {board: {part_of: trust}}\n"]
)
def test_where_the_other_party_is_not_named_nothing_is_concluded_from_belonging(rows):
    is_silent(CODE, rows + HEARS)


@pytest.mark.parametrize(
    "ends", ["from: trust, kind: delegates_to, to: board", "from: board, kind: delegates_to, to: trust"]
)
def test_power_that_is_lent_is_no_side(ends):
    is_silent(CODE, HEARS + f"  - {{{ends}, scope: care}}\n")


def test_a_contract_beside_standing_above_all_is_a_side():
    one(CODE, "organisations: {trust: {part_of: board}, council: {part_of: board}}\n" + BETWEEN + BUYS)


# -- contracts by others of its house


def test_a_contract_of_a_part_of_the_judge_is_its_own():
    found = one(
        CODE, "organisations: {team: {part_of: board}}\n" + HEARS + BUYS.replace("from: board", "from: team")
    )
    assert "Team commissions services from Trust, and Team belongs to Board" in found.message


def test_a_contract_of_the_body_that_the_judge_is_in_is_its_own():
    found = one(
        CODE, "organisations: {board: {part_of: team}}\n" + HEARS + BUYS.replace("from: board", "from: team")
    )
    assert "Team commissions services from Trust, and Board belongs to Team" in found.message


def test_a_contract_of_another_part_of_its_house_is_not():
    rows = "organisations: {board: {part_of: house}, team: {part_of: house}}\n" + HEARS
    is_silent(CODE, rows + BUYS.replace("from: board", "from: team"))


def test_a_judge_that_is_a_part_of_one_party_has_that_partys_side_of_a_contract_with_the_other():
    rows = "organisations: {board: {part_of: trust}}\n" + BETWEEN
    found = one(CODE, rows + "  - {from: trust, kind: commissions, to: council, scope: care}\n")
    assert "and Trust commissions services from Council" in found.message


# -- seats on the judge

SITS = "memberships:\n  - {body: board, member: trust, votes: yes, scope: care, source: act 5}\n"


def test_a_party_to_the_dispute_that_sits_on_the_judge_is_medium():
    found = one(CODE, BETWEEN + SITS)
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("board", "trust"))
    assert found.message == (
        "Board arbitrates for Trust and Council, and counts those in dispute among its members: Trust."
    )
    assert cited(found) == {"act 9", "act 5"}
    assert found.lines == (("trust", "board"),)


def test_it_sits_through_a_post_and_several_alike_are_told_in_the_plural():
    rows = "organisations: {board: {count: 3}}\nposts: {director: {in: trust}}\n" + HEARS
    found = one(CODE, rows + SITS.replace("member: trust", "member: director"))
    assert "and count those in dispute among their members: Trust through Director." in found.message


def test_beside_a_side_of_its_own_a_seat_is_not_told():
    found = one(CODE, BETWEEN + BUYS + SITS.replace("member: trust", "member: council"))
    assert (found.severity, found.subjects) == (Severity.HIGH, ("board", "trust"))


@pytest.mark.parametrize("seat", ["votes: no", "capacity: observer", "capacity: co_opted"])
def test_a_seat_without_a_say_does_not_count(seat):
    is_silent(CODE, HEARS + SITS.replace("votes: yes", seat))


def test_a_seat_for_another_matter_does_not_count():
    is_silent(CODE, HEARS + SITS.replace("scope: care", "scope: estate"))


def test_a_panel_is_formed_for_the_case():
    is_silent(CODE, "organisations: {board: {kind: panel}}\n" + HEARS + SITS)


def test_the_judges_own_officer_sits_there_for_nobody_above_it():
    rows = "organisations: {board: {part_of: trust}}\nposts: {chair: {in: board, heads: board}}\n" + HEARS
    is_silent(CODE, rows + SITS.replace("member: trust", "member: chair"))


# -- counted parties


def test_a_contract_of_a_counted_judge_is_that_of_a_named_one_and_the_other_way_round():
    rows = "organisations: {boards: {count: 3}, board: {one_of: boards}}\n" + HEARS
    one(CODE, rows + BUYS.replace("from: board", "from: boards"))
    one(CODE, rows.replace("from: board", "from: boards") + BUYS)


def test_a_contract_of_a_named_party_is_one_of_the_counted_party():
    rows = "organisations: {trusts: {count: 3}, trust: {one_of: trusts}}\n"
    found = one(CODE, rows + HEARS.replace("to: trust", "to: trusts") + BUYS)
    assert "Board commissions services from Trust" in found.message
    sold = "  - {from: trust, kind: commissions, to: board, scope: care}\n"
    one(CODE, rows + HEARS.replace("to: trust", "to: trusts") + sold)


def test_a_contract_that_touches_two_parties_is_told_once():
    rows = "organisations: {trusts: {count: 3}, trust: {one_of: trusts}}\n"
    rows += HEARS.replace("to: trust", "to: [trust, trusts]") + BUYS.replace("to: trust", "to: trusts")
    found = one(CODE, rows)
    assert found.message.count("commissions services") == 1


def test_a_counted_judge_is_spoken_of_in_the_plural():
    found = one(CODE, "organisations: {board: {count: 3}}\n" + HEARS + BUYS)
    assert "Board arbitrate for Trust, and have a side in the matter: Board commission" in found.message


# -- who is judged


def test_a_partner_that_judges_is_told_at_the_party_within_the_boundary():
    found = one(CODE, "organisations: {board: {boundary: out}}\n" + HEARS + BUYS)
    assert (found.at, found.subjects) == ("trust", ("trust", "board"))


def test_two_partners_are_nobody_to_be_judged():
    is_silent(CODE, "organisations: {board: {boundary: out}, trust: {boundary: out}}\n" + HEARS + BUYS)


def test_a_root_can_be_judge_in_its_own_cause():
    one(CODE, (HEARS + BUYS).replace("board", "minister"))


def test_every_subject_is_named_however_many_there_are():
    trusts = [f"trust-{n:02}" for n in range(12)]
    ends = f"[{', '.join(trusts)}]"
    found = one(CODE, (HEARS + BUYS).replace("to: trust", f"to: {ends}"))
    names = [subject.replace("-", " ").capitalize() for subject in found.subjects]
    assert all(name in found.message for name in names)
    assert "6 more" in found.message


def test_its_id_holds_when_an_unrelated_row_is_added_and_changes_with_the_parties_concerned():
    found = one(CODE, BETWEEN + BUYS)
    assert one(CODE, BETWEEN + BUYS + "  - {from: x, kind: advises, to: board}\n").id == found.id
    assert one(CODE, BETWEEN + BUYS.replace("to: trust", "to: [trust, council]")).id != found.id


def test_the_papers_of_2006_on_a_neutral_panel_and_on_a_group_whose_members_dispute():
    def run(path):
        return rules.run(GovernanceGraph(pipeline.load(str(REPO / "models" / path))), rules.chosen([CODE]))

    assert not run("case-studies/london-arbitration.yaml").findings
    found = run("specialised-2006.yaml").findings
    assert [(f.severity, f.subjects) for f in found] == [(Severity.MEDIUM, ("nsscg", "scg"))]
