"""MON-02: money from a party that no line of those whom it pays leads back to."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "MON-02"
FUNDS = "  - {from: department, kind: funds, to: unit, scope: care, amount: 500, unit: £k, source: tor 8}\n"
LINE = "  - {{from: unit, kind: {}, to: {}, scope: {}, source: tor 5}}\n"
AWAY = LINE.format("accountable_to", "authority", "care")


def case(*rows, organisations="", posts=""):
    text = f"organisations: {{{organisations}}}\n" if organisations else ""
    text += f"posts: {{{posts}}}\n" if posts else ""
    return text + "relationships:\n" + FUNDS + "".join(rows)


def test_a_line_that_leads_elsewhere_is_high_at_the_payer():
    found = one(CODE, case(AWAY))
    assert (found.severity, found.subjects, found.scopes) == (
        Severity.HIGH,
        ("department", "unit"),
        ("care",),
    )
    assert found.message == (
        "Money from Department goes to Unit (£500k), but in the papers no line of account, management or contract leads back from "
        "there; the lines that there are lead to Authority."
    )
    assert cited(found) == {"tor 5", "tor 8"}
    assert set(found.lines) == {("department", "unit"), ("unit", "authority")}
    assert found.key == "department,unit"


def test_lines_in_other_matters_and_reports_are_no_lines_that_there_are():
    others = (
        LINE.format("accountable_to", "council", "estate"),
        LINE.format("reports_to", "authority", "care"),
    )
    found = one(CODE, case(AWAY, *(row.replace("tor 5", "tor 9") for row in others)))
    assert found.message.endswith("lead to Authority.")
    assert cited(found) == {"tor 5", "tor 8"}
    weak = one(CODE, case(LINE.format("reports_to", "authority", "care")))
    assert weak.message.endswith("leads back from there.")


def test_a_line_to_the_payer_itself_or_through_others():
    is_silent(CODE, case(LINE.format("accountable_to", "department", "care")))
    is_silent(CODE, case(AWAY, "  - {from: authority, kind: accountable_to, to: department, scope: care}\n"))


@pytest.mark.parametrize(("kind", "found"), [("commissions", False), ("directs", False), ("oversees", True)])
def test_a_contract_is_enough_and_oversight_is_not(kind, found):
    text = case(f"  - {{from: department, kind: {kind}, to: unit, scope: care}}\n", AWAY)
    assert bool(findings(CODE, text)) is found


def test_scopes_have_to_overlap():
    assert (
        one(CODE, case(AWAY, LINE.format("accountable_to", "department", "estate"))).severity is Severity.HIGH
    )
    is_silent(CODE, case(LINE.format("accountable_to", "department", "care/beds")))
    is_silent(CODE, case(LINE.format("accountable_to", "department", "all")))


# -- what joins them in place of a line is medium


def test_lines_that_meet_further_up():
    both = "  - {from: authority, kind: accountable_to, to: minister}\n  - {from: department, kind: accountable_to, to: minister}\n"
    found = one(
        CODE,
        case(AWAY, both, posts="minister: {}, monarch: {}")
        + "  - {from: minister, kind: accountable_to, to: monarch}\n",
    )
    assert found.severity is Severity.MEDIUM
    assert "leads back from there: only lines that meet at Minister." in found.message


def test_reports():
    found = one(CODE, case(LINE.format("reports_to", "department", "care")))
    assert found.severity is Severity.MEDIUM
    assert "leads back from there: only reports." in found.message


# -- a say instead of a line


SEAT = "memberships: [{{body: {}, member: department, votes: {}}}]\n"
BOARD = "authority: {kind: board}"


@pytest.mark.parametrize("body", ["unit", "authority"])
def test_a_payer_that_votes_on_the_body_or_in_the_group_that_it_answers_to_has_its_say(body):
    is_silent(CODE, case(AWAY, organisations=BOARD) + SEAT.format(body, "yes"))
    one(CODE, case(AWAY, organisations=BOARD) + SEAT.format(body, "no"))
    one(CODE, case(AWAY, organisations=BOARD) + SEAT.format("council", "yes"))


def test_a_vote_further_up_or_where_one_decides_alone_is_no_say():
    further = "  - {from: authority, kind: accountable_to, to: council}\n"
    one(CODE, case(AWAY, further, organisations="council: {kind: board}") + SEAT.format("council", "yes"))
    one(CODE, case(AWAY, organisations="authority: {kind: agency}"))


def test_a_vote_in_a_group_that_the_body_only_reports_to_or_answers_to_in_another_matter_is_no_say():
    for line in (
        LINE.format("reports_to", "council", "care"),
        LINE.format("accountable_to", "council", "estate"),
    ):
        one(CODE, case(AWAY, line, organisations="council: {kind: board}") + SEAT.format("council", "yes"))


@pytest.mark.parametrize(
    "counted",
    [
        "",
        "departments: {count: 3}, department: {one_of: departments}",
        "department: {count: 3}, one: {one_of: department}",
    ],
)
def test_a_group_that_speaks_for_the_payer(counted):
    for spoken, says in (
        ("department", True),
        ("departments", "departments:" in counted),
        ("one", "one:" in counted),
    ):
        speaks = f"  - {{from: authority, kind: represents, to: {spoken}}}\n"
        text = case(AWAY, speaks, organisations=f"{BOARD}, {counted}" if counted else BOARD)
        assert bool(findings(CODE, text)) is not says


# -- one finding at a payer


def test_all_whom_it_pays_alike_are_one_finding():
    more = "  - {from: department, kind: funds, to: desk, scope: care, amount: 30, unit: £k, each: yes}\n"
    found = one(CODE, case(AWAY, more, AWAY.replace("from: unit", "from: desk")))
    assert found.subjects == ("department", "desk", "unit")
    assert "Desk (£30k each) and Unit (£500k)" in found.message


def test_what_is_joined_and_what_is_not_are_two():
    more = "  - {from: department, kind: funds, to: desk, scope: care}\n"
    found = findings(
        CODE, case(AWAY, more, LINE.format("reports_to", "department", "care").replace("unit", "desk"))
    )
    assert [(f.severity, f.subjects) for f in found] == [
        (Severity.HIGH, ("department", "unit")),
        (Severity.MEDIUM, ("department", "desk")),
    ]


def test_who_has_no_line_at_all_is_for_another_rule():
    is_silent(CODE, case())
    loose = "  - {from: department, kind: funds, to: desk, scope: care, source: tor 9}\n"
    assert one(CODE, case(AWAY, loose)).subjects == ("department", "unit")


def test_many_are_named_up_to_a_point():
    rows = [f"  - {{from: department, kind: funds, to: u{n}, scope: care}}\n" for n in range(9)]
    lines = [AWAY.replace("from: unit", f"from: u{n}") for n in range(9)]
    found = one(CODE, case(*rows, *lines))
    assert "3 more" in found.message
    assert len(found.subjects) == 7


# -- guises, partners, amounts


@pytest.mark.parametrize("post", ["in: department", "heads: department"])
def test_a_post_of_the_payer_is_the_payer(post):
    is_silent(CODE, case(LINE.format("accountable_to", "lead", "care"), posts=f"lead: {{{post}}}"))


def test_the_body_that_the_payer_is_part_of_is_the_payer():
    is_silent(
        CODE,
        case(
            LINE.format("accountable_to", "ministry", "care"), organisations="department: {part_of: ministry}"
        ),
    )


def test_a_payer_pays_its_own_part():
    is_silent(CODE, case(AWAY, organisations="unit: {part_of: department}"))
    is_silent(CODE, case(AWAY, organisations="department: {part_of: unit}"))


def test_a_counted_party_and_one_of_it_are_one():
    counted = "departments: {count: 3}, department: {one_of: departments}"
    is_silent(CODE, case(LINE.format("accountable_to", "departments", "care"), organisations=counted))
    named = "department: {count: 3}, one: {one_of: department}"
    is_silent(CODE, case(LINE.format("accountable_to", "one", "care"), organisations=named))
    both = case(AWAY, FUNDS.replace("from: department", "from: departments"), organisations=counted)
    assert one(CODE, both).subjects == ("departments", "unit")


def test_a_named_payee_is_told_with_its_counted_party():
    counted = "units: {count: 3}, unit: {one_of: units}"
    rows = FUNDS.replace("to: unit", "to: units"), AWAY.replace("from: unit", "from: units")
    assert one(CODE, case(*rows, organisations=counted)).subjects == ("department", "units")


def test_partners_are_not_looked_for_in_the_line():
    is_silent(CODE, case(AWAY, organisations="department: {boundary: out}"))
    is_silent(CODE, case(AWAY, organisations="unit: {boundary: out}"))
    is_silent(CODE, case(AWAY), root="unit")
    one(CODE, case(AWAY), root="department")


def test_a_head_of_the_payee_is_no_line_of_its_own():
    found = one(CODE, case(AWAY, posts="chief: {heads: unit}"))
    assert found.message.endswith("are lead to Authority.")


@pytest.mark.parametrize(("limit", "said"), [("500", True), ("501", False)])
def test_amounts_below_the_limit_are_left_out(limit, said):
    settings = {"thresholds": {"materiality": limit}}
    assert bool(findings(CODE, case(AWAY), settings=settings)) is said
    found = one(CODE, case(AWAY).replace("amount: 500, unit: £k, ", ""), settings=settings)
    assert found.message.endswith(f"Amounts below the chosen limit of {limit} are left out.")
    assert "limit" not in one(CODE, case(AWAY)).message


def test_amounts_for_each_are_taken_together():
    text = case(AWAY, organisations="unit: {count: 3}").replace("unit: £k", "unit: £k, each: yes")
    one(CODE, text, settings={"thresholds": {"materiality": "1500"}})
    is_silent(CODE, text, settings={"thresholds": {"materiality": "1501"}})
    is_silent(CODE, text.replace(", each: yes", ""), settings={"thresholds": {"materiality": "1500"}})


@pytest.mark.parametrize("label", ["status: proposed", "until: 2008", "status: undefined"])
def test_statements_that_do_not_count(label):
    is_silent(CODE, case(AWAY).replace("source: tor 8", label), as_at="2010")
    line = LINE.format("accountable_to", "department", "care").replace("source: tor 5", label)
    one(CODE, case("  - {from: unit, kind: directs, to: desk}\n", AWAY, line), as_at="2010")


def test_a_scope_of_other_parties_changes_nothing():
    """Being part of a body is no line where an accountability is stated; nor is it one for what others do elsewhere."""
    text = case(AWAY, organisations="unit: {part_of: agency}").replace(
        "to: unit, scope: care, amount", "to: unit, amount"
    )
    elsewhere = "  - {from: shop, kind: accountable_to, to: town, scope: estate}\n"
    assert one(CODE, text).message == one(CODE, text + elsewhere).message
