"""DUT-03: cells of the grid without a commissioner, with one that does not count, and those that are left open."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DUT-03"
CARE = "services:\n  care: {name: Care, settings: [prisons, courts], populations: [adults, children], scope: care, source: faq q2}\n"
PLAIN = "services:\n  care: {name: Care, scope: care, source: faq q2}\n"
SCOPES = "scopes: {care: Care, care/beds: Beds}\n"


def case(*rows, services=CARE, duties="", organisations=""):
    written = "relationships:\n" + "".join(f"  - {row}\n" for row in rows) if rows else ""
    return SCOPES + organisations + written + services + duties


def commissions(says="", start="board"):
    return f"{{from: {start}, kind: commissions, to: trust, service: care{', ' + says if says else ''}}}"


# -- nobody


def test_a_service_that_nobody_commissions_is_critical_and_raised_at_the_service():
    found = one(CODE, case(services=PLAIN))
    assert (found.severity, found.subjects, found.at) == (Severity.CRITICAL, (), "care")
    assert found.message == "The papers name no commissioner of “Care”."
    assert (found.scopes, cited(found)) == (("care",), {"faq q2"})


def test_the_date_is_told():
    assert one(CODE, case(services=PLAIN), as_at="2010-01").message.endswith("of “Care” in January 2010.")
    assert one(CODE, case(services=PLAIN), as_at="2010-01-31").message.endswith("on 31 January 2010.")


def test_the_commissioner_of_the_rest_is_named():
    found = one(CODE, case(commissions("setting: prisons, source: faq q4")))
    assert found.severity is Severity.CRITICAL
    assert (
        found.message
        == "The papers name no commissioner of “Care” for courts. For the rest of it they name: Board."
    )
    assert (found.subjects, found.at) == (("board",), "board")
    assert cited(found) == {"faq q2", "faq q4"}


def test_one_population_of_one_setting_is_named_with_both():
    rows = [commissions("setting: prisons"), commissions("setting: courts, population: adults")]
    assert "of “Care” for children (courts)." in one(CODE, case(*rows)).message


def test_one_population_of_a_service_in_one_setting_is_named_alone():
    services = CARE.replace("[prisons, courts]", "[prisons]")
    assert (
        "of “Care” for children."
        in one(CODE, case(commissions("population: adults"), services=services)).message
    )


def test_all_that_one_service_lacks_is_one_finding_with_the_first_by_name():
    settings = ", ".join(f"place {n}" for n in range(10))
    services = f"services: {{care: {{name: Care, settings: [{settings}]}}}}\n"
    found = one(CODE, case(commissions("setting: place 0"), services=services))
    assert "for place 1, place 2, place 3, place 4, place 5, place 6 and 3 more." in found.message


def test_each_service_is_a_finding_of_its_own():
    found = findings(CODE, case(services=PLAIN + "  other: {name: Other}\n"))
    assert len({finding.id for finding in found}) == 2


def test_a_commissioner_that_is_over_is_named_as_the_last():
    found = one(CODE, case(commissions("until: 2008"), services=PLAIN), as_at="2010")
    assert (found.severity, found.subjects) == (Severity.CRITICAL, ("board",))
    assert (
        found.message
        == "The papers name no commissioner of “Care” in 2010. The last that they name for it: Board."
    )


def test_a_historical_one_is_over_too():
    assert "The last" in one(CODE, case(commissions("status: historical"), services=PLAIN)).message


def test_somebody_in_charge_of_the_service_makes_it_high():
    duties = "duties: {run: {name: Run it, responsible: [team], service: care, source: faq q9}}\n"
    found = one(CODE, case(services=PLAIN, duties=duties))
    assert (found.severity, found.subjects) == (Severity.HIGH, ("team",))
    assert "They make Team responsible for “Run it”, which does not say who commissions it." in found.message
    assert cited(found) == {"faq q2", "faq q9"}


@pytest.mark.parametrize(
    "says",
    ["accountable: [team], service: care", "responsible: [team]", "responsible: [team], service: care, setting: prisons",
     "responsible: [team], service: care, population: adults", "responsible: [team], service: care, status: proposed"],
)  # fmt: skip
def test_not_charge_of_other_cells_nor_in_another_way(says):
    duties = f"duties: {{run: {{name: Run it, {says}}}}}\n"
    assert one(CODE, case(duties=duties)).severity is Severity.CRITICAL


def test_charge_of_the_very_cell_counts():
    duties = "duties: {run: {name: Run it, responsible: [team], service: care, setting: courts}}\n"
    assert one(CODE, case(commissions("setting: prisons"), duties=duties)).severity is Severity.HIGH


# -- silent


@pytest.mark.parametrize(
    "row",
    [
        commissions(),
        commissions("status: agreed"),
        commissions("basis: inferred"),
        "{from: board, kind: commissions, to: not_stated, service: care}",
        "{from: board, kind: commissions, to: trust, scope: care}",
    ],
)
def test_a_service_with_a_commissioner_is_none(row):
    is_silent(CODE, case(row))


def test_a_partner_may_commission():
    is_silent(CODE, case(commissions(), organisations="organisations: {board: {boundary: out}}\n"))


def test_without_services_there_is_nothing_to_ask():
    is_silent(CODE, case(commissions().replace("service: care", "scope: care"), services=""))


@pytest.mark.parametrize("standing", ["status: proposed", "until: 2008"])
def test_a_service_that_does_not_count_is_not_judged(standing):
    is_silent(CODE, case(services=PLAIN.replace("source: faq q2", standing)), as_at="2010")


# -- named, and not counting


@pytest.mark.parametrize(
    ("status", "words"),
    [("proposed", "proposed"), ("recommended", "recommended"), ("undefined", "left undefined")],
)
def test_a_commissioner_that_does_not_count_is_high_and_named(status, words):
    found = one(CODE, case(commissions(f"status: {status}, source: faq q4"), services=PLAIN))
    assert (found.severity, found.subjects) == (Severity.HIGH, ("board",))
    assert (
        found.message == f"Who commissions “Care” is not settled in the papers, which name Board ({words})."
    )
    assert cited(found) == {"faq q2", "faq q4"}


def test_agreed_is_told_where_only_what_is_in_force_counts():
    reading = {"statuses": frozenset({"in_force"})}
    found = one(CODE, case(commissions("status: agreed"), services=PLAIN), reading=reading)
    assert "Board (agreed)" in found.message


def test_a_proposal_for_later_says_so():
    found = one(CODE, case(commissions("status: proposed, since: 2013-04"), services=PLAIN), as_at="2013-03")
    assert (found.severity, "Board (proposed, from April 2013)" in found.message) == (Severity.HIGH, True)


def test_a_proposal_that_is_over_is_none():
    found = one(CODE, case(commissions("status: proposed, until: 2008"), services=PLAIN), as_at="2010")
    assert found.severity is Severity.CRITICAL


def test_in_force_is_told_where_only_proposals_count():
    reading = {"statuses": frozenset({"proposed"})}
    found = one(
        CODE,
        case(commissions(), services=PLAIN.replace("source", "status: proposed, source")),
        reading=reading,
    )
    assert "Board (in force)" in found.message


@pytest.mark.parametrize(
    ("board", "words", "severity"),
    [
        ("status: proposed", "which name Board (proposed).", Severity.HIGH),
        ("since: 2013", "name a commissioner, Board, from 2013 on only.", Severity.MEDIUM),
        ("until: 2008", "The last that they name for it: Board.", Severity.CRITICAL),
        ("status: historical", "The last that they name for it: Board.", Severity.CRITICAL),
    ],
)
def test_a_commissioner_that_does_not_exist_is_told_as_its_own_row_says(board, words, severity):
    written = case(commissions(), services=PLAIN, organisations=f"organisations: {{board: {{{board}}}}}\n")
    found = one(CODE, written, as_at="2010")
    assert (words in found.message, found.severity) == (True, severity)


def test_one_whose_providers_are_gone_is_not_called_the_last():
    written = case(commissions(), services=PLAIN, organisations="organisations: {trust: {until: 2008}}\n")
    assert one(CODE, written, as_at="2010").message == "The papers name no commissioner of “Care” in 2010."


def test_a_proposal_beside_one_from_a_later_date_is_no_settled_matter():
    written = case(commissions("since: 2013"), commissions("status: proposed", "team"), services=PLAIN)
    assert one(CODE, written, as_at="2010").message == (
        "Who commissions “Care” in 2010 is not settled in the papers, which name Board (from 2013) and Team (proposed)."
    )


def test_a_proposal_beside_one_whose_population_is_not_stated_leaves_it_open():
    services = CARE.replace("[prisons, courts]", "[prisons]")
    rows = [
        commissions("population: not_stated", "team"),
        commissions("population: adults, status: proposed"),
    ]
    assert one(CODE, case(*rows, services=services)).subjects == ("team",)


def test_each_of_several_is_told_with_its_own_standing():
    rows = [
        commissions("status: proposed"),
        commissions("status: undefined"),
        commissions("status: recommended", "team"),
    ]
    assert (
        "Board (proposed and left undefined) and Team (recommended)."
        in one(CODE, case(*rows, services=PLAIN)).message
    )


def test_those_of_a_later_date_are_medium_and_one_finding_for_all_their_services():
    other = "{from: board, kind: commissions, to: trust, service: other, since: 2013-04}"
    rows = case(commissions("since: 2013-04"), other, services=PLAIN + "  other: {name: Other}\n")
    found = one(CODE, rows, as_at="2013-03")
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("board",))
    assert (
        found.message
        == "Of “Care” and “Other” the papers name a commissioner, Board, from April 2013 on only."
    )
    is_silent(CODE, rows, as_at="2013-04")


# -- left open


def test_a_population_that_is_not_stated_is_high():
    services = CARE.replace("[prisons, courts]", "[prisons]")
    found = one(CODE, case(commissions("population: not_stated, source: faq q4"), services=services))
    assert (found.severity, found.subjects) == (Severity.HIGH, ("board",))
    assert (
        found.message
        == "The papers name Board as commissioner of “Care”, but do not say which of these that covers: adults and children."
    )
    assert cited(found) == {"faq q2", "faq q4"}


def test_a_population_that_one_of_several_leaves_open_is_enough():
    rows = [commissions("population: not_stated"), commissions("setting: not_stated", "team")]
    assert one(CODE, case(*rows)).severity is Severity.HIGH


EIGHT = ("P1, P2, P3, P4, P5, P6 and 2 more", ("p1", "p2", "p3", "p4", "p5", "p6"))


def test_many_are_told_as_a_number():
    duties = "duties: {run: {name: Run it, responsible: [p1, p2, p3, p4, p5, p6, p7, p8], service: care}}\n"
    over = [commissions("until: 2008", f"p{n}") for n in range(1, 9)]
    later = [commissions("since: 2013", f"p{n}") for n in range(1, 9)]
    left_open = [commissions("setting: not_stated", f"p{n}") for n in range(1, 9)]
    for written in (
        case(services=PLAIN, duties=duties),
        case(*over, services=PLAIN),
        case(*later, services=PLAIN),
        case(*left_open),
    ):
        found = one(CODE, written, as_at="2010")
        assert (EIGHT[0] in found.message, found.subjects) == (True, EIGHT[1])
    proposed = one(
        CODE, case(*(commissions("status: proposed", f"p{n}") for n in range(1, 9)), services=PLAIN)
    )
    assert ("P6 (proposed) and 2 more" in proposed.message, proposed.subjects) == (True, EIGHT[1])


def test_several_who_may_be_meant_are_commissioners():
    rows = [commissions("setting: not_stated"), commissions("setting: not_stated", "team")]
    assert "name Board and Team as commissioners of “Care”" in one(CODE, case(*rows)).message


def test_populations_are_told_whatever_the_settings():
    found = one(CODE, case(commissions("population: not_stated")))
    assert "which of these that covers: adults and children." in found.message


def test_only_the_population_that_nobody_else_has_is_open():
    services = CARE.replace("[prisons, courts]", "[prisons]")
    rows = [commissions("population: not_stated"), commissions("population: adults", "group")]
    assert "do not say whether that covers children." in one(CODE, case(*rows, services=services)).message


def test_a_setting_that_is_not_stated_is_medium():
    found = one(CODE, case(commissions("setting: not_stated")))
    assert found.severity is Severity.MEDIUM
    assert (
        found.message
        == "The papers name Board as commissioner of “Care”, but do not say which of these that covers: prisons and courts."
    )


@pytest.mark.parametrize("says", ["setting: not_stated", "population: not_stated"])
def test_what_is_not_stated_is_settled_where_there_is_but_one(says):
    services = CARE.replace("[prisons, courts]", "[prisons]").replace("[adults, children]", "[adults]")
    is_silent(CODE, case(commissions(says), services=services))


def test_a_part_of_the_field_is_medium():
    row = "{from: board, kind: commissions, to: trust, scope: care/beds}"
    found = one(CODE, case(row, services=PLAIN))
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("board",))
    assert (
        found.message == "The papers name Board as commissioner of a part of “Care”, and nobody of the rest."
    )


def test_a_part_of_the_field_is_told_as_a_part_whatever_else_is_open():
    rows = [
        "{from: board, kind: commissions, to: trust, scope: care/beds}",
        commissions("setting: not_stated"),
    ]
    assert "as commissioner of a part of “Care”, and nobody of the rest." in one(CODE, case(*rows)).message


# -- identity


def test_the_finding_stays_when_names_change_and_not_when_cells_do():
    first = one(CODE, case(commissions("setting: prisons")))
    renamed = one(
        CODE, case(commissions("setting: prisons"), services=CARE.replace("name: Care", "name: Otherwise"))
    )
    more = one(CODE, case(commissions("setting: prisons, population: adults")))
    other = one(CODE, case(commissions("setting: courts")))
    assert first.id == renamed.id
    assert len({first.id, more.id, other.id}) == 3


def test_three_sorts_of_one_service_are_three_findings():
    services = "services: {care: {name: Care, settings: [a, b, c], populations: [x, y]}}\n"
    rows = [commissions("setting: a, population: not_stated"), commissions("setting: b, status: proposed")]
    found = findings(CODE, case(*rows, services=services))
    assert [finding.severity for finding in found] == [Severity.CRITICAL, Severity.HIGH, Severity.HIGH]
    assert len({finding.id for finding in found}) == 3
