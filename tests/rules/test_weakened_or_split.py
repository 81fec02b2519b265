"""TRN-03: lines of sight that became less clear, and duties among several without a lead."""

import pytest
from compared import compared, graph, transition
from rule_cases import on_changes

from govgraph.changes import between
from govgraph.findings import Severity

CODE = "TRN-03"
CLEAR = "from: trust, kind: accountable_to, to: minister, source: paper 1"


def seen(*rows, id_="one", subject="trust", bodies="trust board new", scopes=""):
    text = f"{scopes}\nrelationships:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    return graph(text if rows else "", bodies, id_, "2010" if id_ == "one" else "2013", subjects=[subject])


def weakened(before, after, rows="[]", subject="trust"):
    later = seen(*after, id_="two", subject=subject, bodies=f"board {subject}")
    return on_changes(CODE, between(seen(*before), later, [transition(rows)]))


def test_a_line_that_is_less_clear():
    (found,) = weakened([CLEAR], ["from: trust, kind: reports_to, to: minister, source: paper 2"])
    assert found.message == (
        "The line of sight from Trust to Minister was clear and is now weak; gone is this: "
        "Trust is accountable to Minister (paper 1)."
    )
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("trust",), ("all",))
    assert found.lines == (("trust", "minister"), ("trust", "minister"))
    assert [one.locator for one in found.evidence] == ["1", "2"]


def test_a_line_that_is_no_more():
    (found,) = weakened([CLEAR], [])
    assert "was clear and is now none" in found.message
    assert found.lines == (("trust", "minister"),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([CLEAR], [CLEAR]),
        (["from: trust, kind: reports_to, to: minister"], [CLEAR]),
        ([], [CLEAR]),
        ([f"{CLEAR}, scope: care"], ["from: trust, kind: reports_to, to: minister, scope: money"]),
    ],
)
def test_what_is_no_less_clear_or_in_another_scope_is_not_told(before, after):
    assert not weakened(before, after)


def test_scopes_are_told_apart():
    before = [f"{CLEAR}, scope: {scope}" for scope in ("care", "money")]
    (found,) = weakened(before, [before[0], "from: trust, kind: reports_to, to: minister, scope: money"])
    assert found.scopes == ("money",)


def test_what_a_subject_became_is_named():
    (found,) = weakened(
        [CLEAR], ["from: new, kind: reports_to, to: minister"], "- {from: trust, to: new}", "new"
    )
    assert found.message.startswith("The line of sight from New, which Trust became, to Minister was clear")
    assert found.subjects == ("new",)


def test_lines_beside_the_best_one_are_named():
    before = [
        CLEAR,
        "from: trust, kind: accountable_to, to: board",
        "from: board, kind: accountable_to, to: minister",
    ]
    (found,) = weakened(before, ["from: trust, kind: reports_to, to: minister"])
    assert found.message.endswith("(paper 1); nor do the later papers show a line as clear through Board.")


def test_scopes_that_have_become_one_are_told_once_and_each_finding_has_its_own_id():
    """Before, another line ran in one scope alone; after, both scopes are one."""
    beside = [
        "from: trust, kind: accountable_to, to: board, scope: money",
        "from: board, kind: accountable_to, to: minister, scope: money",
    ]
    before = seen(f"{CLEAR}, scope: care", f"{CLEAR}, scope: money", *beside)
    later = seen(
        "from: trust, kind: reports_to, to: minister, scope: new",
        id_="two",
        bodies="trust board",
        scopes="scopes: {new: New}",
    )
    found = on_changes(CODE, between(before, later, [transition(scopes={"care": "new", "money": "new"})]))
    assert len({finding.id for finding in found}) == len(found) == 1
    assert found[0].message.endswith("through Board.")


def test_a_subject_that_is_gone_is_left_to_another_rule():
    gone = between(
        seen(CLEAR, bodies="trust"), graph("", "new", "two", "2013", subjects=["new"]), [transition()]
    )
    assert not on_changes(CODE, gone)


def split(after, rows, bodies="team a b"):
    before = "duties: {pay: {name: Pay the bill, accountable: [team], scope: care, source: paper 1}}"
    return on_changes(CODE, compared((before, bodies), (after, bodies), rows))


HALVES = "duties: {one: {name: One half, accountable: [a]}, two: {name: The other, responsible: [b]}}"
TO_BOTH = "- {from: pay, to: [one, two], kind: split, source: paper 2}"


def test_a_duty_that_is_divided_without_a_lead():
    (found,) = split(HALVES, TO_BOTH)
    assert found.message == "“Pay the bill” is now “One half” and “The other”; the papers name no lead."
    assert (found.severity, found.subjects, found.at, found.scopes) == (
        Severity.MEDIUM,
        ("a", "b"),
        "pay",
        ("care",),
    )
    assert {one.locator for one in found.evidence} >= {"1", "2"}


def test_a_duty_that_passes_to_parties_without_a_duty_of_that_kind():
    (found,) = split("", "- {from: pay, to: [a, b], kind: split}")
    assert found.message == "“Pay the bill” is now A and B; the papers name no lead."
    assert found.subjects == ("a", "b")


@pytest.mark.parametrize(
    ("after", "rows"),
    [
        (HALVES, TO_BOTH.replace("kind: split", "kind: split, lead: a")),
        (HALVES.replace("accountable: [a]", "accountable: [a, team], lead: a"), TO_BOTH),
        (HALVES.replace("[b]", "[a]"), TO_BOTH),
        (HALVES.replace("[b]", "[b, a]"), TO_BOTH),
        (HALVES.replace(", responsible: [b]", ""), TO_BOTH),
        (HALVES, "- {from: pay, to: one}"),
        (HALVES, "- {from: pay, to: [one, a], kind: split}"),
        (HALVES, TO_BOTH.replace("kind: split", "kind: split, status: proposed")),
    ],
)
def test_a_duty_with_a_lead_or_with_one_who_holds_all_or_with_a_part_of_nobody_is_not_told(after, rows):
    assert not split(after, rows)


def test_both_kinds_are_told_side_by_side():
    before = f"duties: {{pay: {{accountable: [trust]}}}}\nrelationships: [{{{CLEAR}}}]"
    old = graph(before, "trust a b", subjects=["trust"])
    new = graph(HALVES, "trust a b", "two", "2013", subjects=["trust"])
    found = on_changes(CODE, between(old, new, [transition(TO_BOTH)]))
    assert [finding.key for finding in found] == ["sight", "split"]
