"""The dates at which anything changes."""

import pytest
from compared import graph, structure

from govgraph.changes import timeline
from govgraph.changes.timeline import day
from govgraph.reports import timeline as report

TEXT = """
organisations:
  old: {until: 2010-03-31, source: paper 1}
  new: {since: 2010-04, part_of: {body: board, since: 2011, basis: inferred}}
posts:
  chief: {in: {body: new, until: 2012}, heads: new}
relationships:
  - {from: new, kind: accountable_to, to: minister, scope: care, since: 2010-04-01, until: 2012, status: agreed}
memberships:
  - {body: board, member: chief, capacity: vice_chair, since: 2011}
decision_rules:
  board: {passes_with: majority, since: 2011}
duties:
  pay: {name: Pay the bill, until: 2009}
figures:
  sum: {name: The sum, amount: 1, since: 2009}
services:
  beds: {name: Beds, since: 2012-05-14}
successions:
  - {from: old, to: new, on: 2010-04}
  - {from: old, to: new, on: on the appointed day}
  - {from: old, kind: abolished}
"""


def moments(text=TEXT, bodies="board"):
    return timeline(structure(text, bodies))


def test_dates_come_in_order_and_the_wider_after_what_it_holds():
    assert [str(moment.on) for moment in moments()] == [
        "2009", "2010-03-31", "2010-04-01", "2010-04", "2011", "2012", "2012-05-14",
    ]  # fmt: skip


def test_what_begins_ends_and_passes_on():
    found = {str(one.on): one for one in moments()}
    assert [(event.section, event.begins) for event in found["2009"].events] == [
        ("duties", False),
        ("figures", True),
    ]
    assert [(event.section, event.begins) for event in found["2010-03-31"].events] == [
        ("organisations", False)
    ]
    assert [(event.section, event.begins) for event in found["2010-04-01"].events] == [
        ("relationships", True)
    ]
    assert [row.to for row in found["2010-04"].successions] == [("new",)]
    assert [(event.section, event.owner) for event in found["2011"].events] == [
        ("attachments", "new"), ("decision_rules", "board"), ("memberships", ""),
    ]  # fmt: skip
    assert [(event.section, event.owner, event.begins) for event in found["2012"].events] == [
        ("attachments", "chief", False), ("relationships", "", False),
    ]  # fmt: skip


def test_a_part_that_has_no_date_of_its_own_begins_with_its_party():
    (moment,) = moments("organisations: {new: {since: 2010, part_of: board}}")
    assert [event.section for event in moment.events] == ["organisations"]


def test_nothing_that_is_dated_is_no_moment():
    assert moments("", "a b") == []
    (table,) = report.tables(graph("", "a b")).tables
    assert table.rows == ()
    assert table.lead[0].startswith("0 dates at which something begins")


@pytest.mark.parametrize(("text", "wanted"), [("2010-04", "2010-04"), ("on the day", None), ("", None), (None, None), ("2010-02-30", None)])  # fmt: skip
def test_a_day_that_is_written_in_words_is_none(text, wanted):
    found = day(text)
    assert (str(found) if found else None) == wanted


def test_the_table_says_what_happens_and_where_it_stands():
    (table,) = report.tables(graph(TEXT, "board")).tables
    assert table.lead[0] == "7 dates at which something begins, ends or passes on, whatever its status."
    assert table.rows[:4] == (
        ("2009", "ends", "duty: Pay the bill", "no source given"),
        ("2009", "begins", "figure: sum", "no source given"),
        ("31 March 2010", "ends", "organisation: Old", "paper 1"),
        ("1 April 2010", "begins", "New is accountable to Minister (Care) (an agreed objective, not yet shown to be in force)", "no source given"),
    )  # fmt: skip
    assert [row[:3] for row in table.rows[4:]] == [
        ("April 2010", "begins", "organisation: New"),
        ("April 2010", "passes on", "Old: succeeded by it (New)"),
        ("2011", "begins", "New: with Board (inferred by the modeller)"),
        ("2011", "begins", "decision rule: board"),
        ("2011", "begins", "Chief, vice chair of Board"),
        ("2012", "ends", "Chief: with New"),
        (
            "2012",
            "ends",
            "New is accountable to Minister (Care) (an agreed objective, not yet shown to be in force)",
        ),
        ("14 May 2012", "begins", "service: Beds"),
    ]
