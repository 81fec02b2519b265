"""TRN-02: nobody, or two, on the day; and statements that lead to one that has ended."""

import pytest
from compared import compared, dated, graph, structure, transition
from rule_cases import on_changes

from govgraph.changes import between
from govgraph.findings import Severity

CODE = "TRN-02"


def timed(until, since, rows="- {from: old, to: new, source: paper 3}"):
    before = f"organisations: {{old: {{until: {until}, source: paper 1}}}}" if until else ""
    after = f"organisations: {{new: {{since: {since}, source: paper 2}}}}" if since else ""
    old = graph(before, "" if until else "old", at="2008")
    new = graph(after, "" if since else "new", id_="two", at="2013")
    return on_changes(CODE, between(old, new, [transition(rows)]))


@pytest.mark.parametrize(
    ("until", "since", "says"),
    [
        ("2010-03-31", "2010-04-01", None),
        (
            "2010-03-31",
            "2010-04-02",
            "There is a gap between Old and its heir, New: the one ends on 31 March 2010, and the other begins on 2 April 2010; the papers do not say who acts in between.",
        ),
        ("2010-03", "2010-04", None),
        ("2010", "2011", None),
        ("2009", "2010", None),
        ("2009", "2011", "There is a gap"),
        ("2010-02", "2010-04", "There is a gap"),
        ("2010", "2010", None),
        ("2010-04", "2010-04-01", None),
        ("2010-04-01", "2010-04-01", None),
        ("2010-04-02", "2010-04-01", "From 1 April 2010 to 2 April 2010 Old and its heir, New both exist"),
        (
            "2011",
            "2010",
            "From 2010 to 2011 Old and its heir, New both exist; the papers do not say which acts.",
        ),
        (None, "2010", None),
        ("2010", None, None),
    ],
)
def test_dates_are_compared_as_spans(until, since, says):
    found = timed(until, since)
    assert len(found) == (says is not None)
    if says:
        assert found[0].message.startswith(says)
        assert (found[0].severity, found[0].subjects) == (Severity.HIGH, ("old", "new"))
        assert {one.locator for one in found[0].evidence} == {"1", "2", "3"}


@pytest.mark.parametrize(
    "rows",
    ["[]", "- {from: old, to: new, kind: function_only}", "- {from: old, to: new, status: proposed}"],
)
def test_only_an_heir_of_the_whole_is_timed(rows):
    assert not timed("2009", "2011", rows)
    assert not timed("2011", "2010", rows)


def test_each_heir_is_timed_alone():
    after = "organisations: {x: {since: 2010}, y: {since: 2012}}"
    before = graph("organisations: {old: {until: 2009}}", at="2008")
    changes = between(
        before, graph(after, id_="two", at="2013"), [transition("- {from: old, to: [x, y], kind: split}")]
    )
    assert [finding.subjects for finding in on_changes(CODE, changes)] == [("old", "y")]


def dead(rows, bodies="trust board", ended="old: {until: 2010, source: paper 1}", at="2013"):
    text = f"organisations: {{{ended}}}\nrelationships:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    found = structure(text, bodies)
    return [
        finding
        for finding in on_changes(CODE, between(dated(found, "2009"), dated(found, at)))
        if finding.key.count(".")
    ]


def test_a_line_to_a_body_that_has_ended():
    (found,) = dead(["from: trust, kind: accountable_to, to: old, scope: care, source: paper 4"])
    assert found.message == (
        "Trust is accountable to Old, in a statement without an end; but Old had ended by then."
    )
    assert (found.subjects, found.scopes) == (("old",), ("care",))
    assert found.relationships == ("trust.accountable_to.old",)
    assert {one.locator for one in found.evidence} == {"1", "4"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("from: trust, kind: accountable_to, to: old", True),
        ("from: old, kind: performance_manages, to: trust", True),
        ("from: old, kind: commissions, to: [trust, board]", True),
        ("from: old, kind: advises, to: trust", True),
        ("from: trust, kind: advises, to: old", True),
        ("from: old, kind: accountable_to, to: minister", False),
        ("from: board, kind: performance_manages, to: old", False),
        ("from: board, kind: performance_manages, to: [trust, old]", False),
        ("from: trust, kind: accountable_to, to: old, until: 2010", False),
        ("from: trust, kind: accountable_to, to: old, status: proposed", False),
        ("from: old, kind: advises, to: older", False),
    ],
)
def test_a_statement_that_leaves_somebody_with_one_that_has_ended(row, told):
    assert bool(dead([row], ended="old: {until: 2010}, older: {until: 2010}")) is told


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("from: trust, kind: accountable_to, to: board, scope: care", False),
        ("from: trust, kind: accountable_to, to: board", False),
        ("from: trust, kind: accountable_to, to: board, scope: care/buying", False),
        ("from: trust, kind: accountable_to, to: board, scope: money", True),
        ("from: trust, kind: reports_to, to: board, scope: care", True),
        ("from: trust, kind: accountable_to, to: older, scope: care", True),
    ],
)
def test_who_has_another_line_as_strong_is_not_left_without_one(other, told):
    row = "from: trust, kind: accountable_to, to: old, scope: care"
    found = dead([row, other], ended="old: {until: 2010}, older: {until: 2010}")
    assert any("to Old," in finding.message for finding in found) is told


def test_who_is_only_part_of_a_body_has_no_other_line():
    row = "from: trust, kind: accountable_to, to: old"
    assert dead([row], bodies="board", ended="old: {until: 2010}, trust: {part_of: board}")


@pytest.mark.parametrize(("at", "told"), [("2010", False), ("2010-12", False), ("2011", True)])
def test_a_body_has_ended_only_when_its_whole_span_is_over(at, told):
    assert bool(dead(["from: trust, kind: accountable_to, to: old"], at=at)) is told
    assert bool(dead(["from: trust, kind: advises, to: old"], at=at)) is told


def test_without_a_date_nothing_is_dead():
    text = (
        "organisations: {old: {until: 2010}}\nrelationships: [{from: trust, kind: accountable_to, to: old}]"
    )
    assert not on_changes(CODE, compared(("", "trust"), graph(text, "trust", id_="two", at=None), "[]"))
