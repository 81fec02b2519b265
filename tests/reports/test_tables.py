"""Votes and duties as tables: the same content as text, Markdown, CSV, JSON and a workbook."""

import csv
import io
import json
import zipfile
from datetime import datetime

import pytest
from openpyxl import load_workbook

from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.reports import raci, votes
from govgraph.reports.interface import TABLE_REPORTS
from govgraph.reports.tables import Table, Tables

WRITTEN = {
    "structure": {"id": "s", "title": "S"},
    "organisations": {
        "board": {"name": "The board", "kind": "board"},
        "pct": {"name": "Primary Care Trust", "aliases": ["PCT"]},
        "city": {"name": "City | Council"},
        "forum": {"name": "=Forum"},
    },
    "memberships": [
        {"body": "board", "member": "pct", "votes": "yes", "seats": 5, "capacity": "vice_chair"},
        {"body": "board", "member": "city", "votes": "yes", "seats": 4},
        {"body": "board", "member": "forum", "votes": "no", "capacity": "observer"},
    ],
    "decision_rules": {"board": {"passes_with": "majority", "of": "members", "notice_days": 30, "binds": "pct"}},
    "duties": {
        "plan": {"name": "Make a plan", "accountable": ["pct"], "responsible": ["pct", "city"], "source": "tor 1"},
        "pay": {"name": "Pay for it", "accountable": [], "responsible": []},
        "both": {"name": "Two owners", "accountable": ["pct", "city"], "responsible": ["city"]},
        "led": {"name": "Two owners and a lead", "accountable": ["pct", "city"], "lead": "pct", "responsible": ["pct"]},
        "asked": {"name": "Asked", "accountable": ["forum"], "responsible": [], "status": "undefined"},
        "wished": {"name": "Wished", "accountable": ["pct"], "responsible": ["pct"], "status": "proposed"},
        "hoped": {"name": "Hoped", "accountable": ["pct"], "responsible": ["pct"], "status": "agreed", "basis": "inferred", "note": "n"},
    },
    "sources": {"tor": {"title": "Terms"}},
}  # fmt: skip


def graph(**changes):
    return GovernanceGraph(Structure.model_validate(WRITTEN | changes))


def rows(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_the_seats_and_what_they_can_do():
    seats, blocs = votes.tables(graph(), graph().ballot("board")).tables
    assert [(r["Seat"], r["Capacity"], r["Number"], r["Vote"]) for r in rows(seats)] == [
        ("Primary Care Trust", "vice-chair", "5", "yes"),
        ("City | Council", "member", "4", "yes"),
        ("=Forum", "observer", "1", "no"),
    ]
    assert seats.lead == (
        "The papers give a vote to 9 seats.",
        "A decision takes a majority of the voting members.",
        "Stated besides: notice: 30 days; binds Primary Care Trust.",
        "Not stated: quorum, casting vote and appeal to.",
    )
    assert blocs.lead == (
        "5 of 9 votes pass; 5 block.",
        "Primary Care Trust can pass a decision alone.",
        "City | Council can turn no decision.",
    )
    assert [tuple(r.values()) for r in rows(blocs)] == [
        ("A", "Primary Care Trust", "5", "yes", "yes", "100.0 %"),
        ("B", "City | Council", "4", "no", "no", "0.0 %"),
    ]


def test_without_a_rule_a_majority_is_supposed_and_said_to_be():
    seats, blocs = votes.tables(graph(decision_rules={}), graph(decision_rules={}).ballot("board")).tables
    assert "The papers do not say what a decision takes." in seats.lead
    assert blocs.lead[0].endswith("Were a simple majority enough:")
    assert [r["Passes alone"] for r in rows(blocs)] == ["", ""]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision_rules": {"board": {"passes_with": "share", "threshold": 75, "of": "weights"}}}, "Without every weight, who can pass or block cannot be told."),
        ({"decision_rules": {}, "memberships": []}, "Without a number of votes, who can pass or block cannot be told."),
        ({"memberships": []}, "Without a number of votes, who can pass or block cannot be told."),
    ],
)  # fmt: skip
def test_what_is_lacking_is_named(changes, sentence):
    made = graph(**changes)
    assert votes.tables(made, made.ballot("board")).tables[1].lead == (sentence,)


def test_ties_of_weighed_votes_are_told_as_far_as_they_are_counted():
    rule = {"board": {"passes_with": "majority", "of": "weights", "weights": {"pct": 2, "city": 3}}}
    made = graph(decision_rules=rule)
    assert "Votes can be equal, and the papers give nobody a casting vote." in votes.tables(made, made.ballot("board")).tables[1].lead  # fmt: skip
    many = [{"body": "board", "member": "pct", "votes": "yes", "seats": 40}]
    made = graph(decision_rules=rule, memberships=many)
    assert "Whether weighed votes can be equal is told for bodies of up to 30 votes." in votes.tables(made, made.ballot("board")).tables[1].lead  # fmt: skip


def test_coalitions_are_told_by_letters():
    members = [
        {"body": "board", "member": p, "votes": "yes", "seats": n}
        for p, n in (("pct", 3), ("city", 2), ("forum", 2))
    ]
    (_, blocs) = votes.tables(g := graph(memberships=members), g.ballot("board")).tables
    assert blocs.notes == (
        "Just enough to pass, together: A + B; A + C; B + C.",
        "Just enough to block, together: A + B; A + C; B + C.",
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"passes_with": "share", "threshold": "0.75", "of": "eligible"}, "A decision takes 75 % of all votes that may be cast."),
        ({"passes_with": "share", "threshold": 70, "of": "cast"}, "A decision takes 70 % of the votes cast."),
        ({"passes_with": "count", "threshold": 6}, "A decision takes 6 votes; of which votes, the papers do not say."),
        ({"passes_with": "consensus"}, "A decision takes the agreement of all."),
        ({"passes_with": "share"}, "A decision takes a share of votes; the papers do not say how many."),
    ],
)  # fmt: skip
def test_a_rule_in_words(rule, sentence):
    made = graph(decision_rules={"board": rule})
    assert votes.rule_in_words(made.ballot("board").rule) == sentence


def test_duties_with_what_to_look_at():
    table = raci.in_words(graph())
    assert [(r["Duty"], r["Accountable"], r["Responsible"], r["Check"]) for r in rows(table)] == [
        ("Make a plan", "PCT", "PCT, City | Council", ""),
        ("Pay for it", "—", "—", "no A; no R"),
        ("Two owners", "PCT, City | Council", "City | Council", "2 A, no lead"),
        ("Two owners and a lead", "PCT, City | Council", "PCT", "2 A, lead Primary Care Trust"),
        ("Asked", "=Forum", "—", "no R; asked about"),
        ("Hoped", "PCT", "PCT", "agreed; inferred"),
    ]
    assert "Consulted" not in table.columns
    (lead,) = table.lead
    assert lead == (
        "5 duties stated; 1 with nobody accountable; 1 with nobody responsible; "
        "1 with several accountable and no lead. 1 duty is only asked about."
    )
    assert table.notes[-1] == "Left out: 1 duty that this reading does not count."
    assert {(row, table.columns[column]) for row, column in table.marked} == {
        (1, "Accountable"), (1, "Responsible"), (1, "Check"), (2, "Accountable"), (2, "Check"), (4, "Responsible"), (4, "Check"),
    }  # fmt: skip


def test_the_matrix_has_letters_and_totals():
    table = raci.matrix(graph())
    assert table.columns == ("Duty", "Scope", "PCT", "City | Council", "=Forum", "A", "R", "Check", "Source")
    found = rows(table)
    assert (found[0]["PCT"], found[0]["City | Council"], found[0]["A"], found[0]["R"]) == (
        "A R",
        "R",
        "1",
        "2",
    )
    assert [(r["Duty"], r["PCT"], r["City | Council"], r["=Forum"], r["A"], r["R"]) for r in found[-2:]] == [
        ("Total A", "4", "2", "1", "7", ""),
        ("Total R", "3", "2", "", "", "5"),
    ]


def made(*tables):
    return Tables("govgraph/test/1", "A title", "Read so.", tables)


WIDE = Table(
    "A table", ("First", "Second"), (("x " * 90, "=1+1"), ("short", "12")), ("Lead.",), ("Note.",), frozenset({(1, 1)})
)  # fmt: skip


def test_text_keeps_to_the_page_and_keeps_words_whole():
    text = TABLE_REPORTS["text"](made(WIDE))
    assert max(len(line) for line in text.splitlines()) <= 100
    assert text.count("x") == 90
    long = "a" * 40
    text = TABLE_REPORTS["text"](made(Table("T", ("A", "B", "C"), ((long, "b " * 80, "c " * 80),))))
    assert long in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_markdown_escapes_cells():
    text = TABLE_REPORTS["markdown"](raci.report(graph(), raci.in_words(graph())))
    assert "City \\| Council" in text


def test_csv_is_one_table_and_runs_nothing():
    found = list(csv.reader(io.StringIO(TABLE_REPORTS["csv"](made(WIDE, WIDE)))))
    assert len(found) == 3
    assert found[1][1] == "'=1+1"


def test_json_has_every_table():
    found = json.loads(TABLE_REPORTS["json"](made(WIDE, WIDE)))
    assert (found["schema"], len(found["tables"])) == ("govgraph/test/1", 2)
    assert found["tables"][0]["rows"][1] == {"First": "short", "Second": "12"}


def test_the_workbook_opens_with_its_sheets_shades_and_numbers():
    book = load_workbook(io.BytesIO(TABLE_REPORTS["xlsx"](made(WIDE, WIDE))))
    assert book.sheetnames == ["A table", "A table 2"]
    sheet = book["A table"]
    assert [sheet.cell(n, 1).value for n in (1, 2, 3)] == ["A title", "Read so.", "Lead."]
    assert sheet.freeze_panes == "B6"
    assert (sheet["A5"].value, sheet["B6"].value, sheet["B7"].value) == ("First", "'=1+1", 12)
    assert sheet["B7"].fill.fgColor.rgb.endswith("FFF0C2")
    assert sheet["A7"].fill.fill_type is None


def test_a_table_of_sentences_alone_is_a_sheet_too():
    book = load_workbook(io.BytesIO(TABLE_REPORTS["xlsx"](made(Table("T", (), (), ("Lead.",), ("Note.",))))))
    assert [row[0].value for row in book["T"].iter_rows()] == [
        "A title",
        "Read so.",
        "Lead.",
        None,
        None,
        None,
        "Note.",
    ]


def sheet_of(table):
    return load_workbook(io.BytesIO(TABLE_REPORTS["xlsx"](made(table)))).worksheets[0]


def test_many_columns_of_letters_under_long_names_stand_upright():
    names = tuple(f"Quite a long name {n}" for n in range(8))
    sheet = sheet_of(Table("T", ("Duty", *names), (("Make a plan", *"ARCI", "", "", "", "A R"),)))
    assert {sheet.cell(4, n).alignment.textRotation for n in range(2, 10)} == {90}
    assert max(sheet.column_dimensions[letter].width for letter in "BCDEFGHI") <= 6
    assert sheet["A4"].alignment.textRotation == 0
    few = sheet_of(Table("T", ("Duty", *names[:3]), (("Make a plan", *"ARC"),)))
    assert {few.cell(4, n).alignment.textRotation for n in range(1, 5)} == {0}


def test_rows_are_as_high_as_their_longest_cell():
    sheet = sheet_of(Table("T", ("A", "B"), (("word " * 40, "x"), ("short", "x"))))
    assert sheet.row_dimensions[5].height >= 4 * sheet.row_dimensions[6].height


@pytest.mark.parametrize("name", ["a/b[c]:*?", "x" * 60, "", "="])
def test_any_title_makes_a_sheet(name):
    book = load_workbook(io.BytesIO(TABLE_REPORTS["xlsx"](made(Table(name, ("A",), ())))))
    assert len(book.sheetnames) == 1


def test_the_same_workbook_is_the_same_bytes_at_any_time():
    first = TABLE_REPORTS["xlsx"](made(WIDE))
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    assert load_workbook(io.BytesIO(first)).properties.created == datetime(1980, 1, 1)  # noqa: DTZ001 - as the archive has it
