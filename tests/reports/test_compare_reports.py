"""What changed, in every form: what is said, and that no name acts anywhere."""

import csv
import io
import json
from html.parser import HTMLParser

import jsonschema
import pytest
from openpyxl import load_workbook
from report_cases import HOSTILE, SMALL, graph, hostile_graph

from govgraph import pipeline
from govgraph.changes import between
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.model.transition import Transition
from govgraph.reports import compare_json, compare_tables
from govgraph.reports.interface import COMPARE_REPORTS
from govgraph.reports.page import review_page
from govgraph.reports.schemas import SCHEMAS, schema_text
from govgraph.text import is_unsafe

BEFORE = (
    SMALL
    + """
memberships:
  - {body: board, member: trust-a, votes: yes, source: tor 8}
  - {body: board, member: trust-b, votes: yes, source: tor 8}
duties:
  buy: {name: Buy the care, accountable: [team], responsible: [team], scope: care/buying, source: tor 7}
  plan: {name: Make the plan, accountable: [team], scope: care, source: tor 7}
  tell: {name: Tell the public, accountable: [ministry], scope: care}
  once: {name: Count the beds, accountable: [team], scope: care, until: 2011}
  cost: {name: Reckon the cost, accountable: [team], scope: care/law}
  odd: {name: An odd job, scope: care}
"""
)
BEFORE = BEFORE.replace(
    "care/buying: Buying of care}", "care/buying: Buying of care, law: Matters of law}"
).replace("scope: care/law", "scope: law")
AFTER = """
govgraph: 1
structure: {id: later, title: Later arrangements, as_at: 2013-04, root: minister, subjects: [trust-a, hospital]}
sources: {act: {title: The act}}
scopes: {care: Care, care/buying: Buying of care, homes: Homes}
organisations:
  ministry: {name: Ministry of Care, kind: ministry, tier: national, purpose: "To care"}
  trust-a: {name: Trust A, kind: nhs_trust}
  hospital: {name: Hospital, kind: nhs_trust}
  office: {name: Care Office, kind: agency}
  board: {name: Another Board, kind: board}
  buyers: {name: Buying team, kind: team}
posts:
  minister: {name: Minister for Care}
relationships:
  - {from: ministry, kind: reports_to, to: minister, scope: care}
  - {from: ministry, kind: performance_manages, to: [trust-a, hospital], scope: care}
  - {from: office, kind: commissions, to: [trust-a, hospital], scope: care/buying, source: act 2}
  - {from: office, kind: accountable_to, to: ministry, scope: homes}
memberships:
  - {body: board, member: hospital, votes: no}
duties:
  pay: {name: Pay for it, accountable: [office], scope: care/buying}
  plan: {name: Make the plan, accountable: [office], scope: care}
  tell: {name: Tell the public, accountable: [ministry], scope: care}
  homes: {name: Find homes, accountable: [office], scope: homes}
"""
ROWS = (
    {"from": "trust-b", "to": "hospital", "kind": "succeeded", "on": "2012-04", "source": "act 1", "note": "Renamed."},
    {"from": "team", "to": "office", "kind": "function_only", "scope": "care/buying", "basis": "inferred", "source": "act 2"},
    {"from": "board", "kind": "not_stated", "source": "act 3", "note": "Silence."},
    {"from": "ministry", "to": "ministry", "kind": "not_stated", "source": "act 4", "note": "What it does is not said."},
    {"from": "minister", "to": "office", "kind": "function_only", "status": "proposed", "source": "act 5", "note": "Wished for."},
    {"from": "buy", "to": "pay", "kind": "succeeded"},
)  # fmt: skip


def transition(text=None):
    rows = [row | ({"note": text} if text else {}) for row in ROWS]
    header = {"id": "small-later", "title": text or "T", "before": "small", "after": "later"}
    return Transition.model_validate(
        {"transition": header, "successions": rows, "sources": {"act": {"id": "act", "title": text or "Act"}}}
    )


def comparison(before=BEFORE, after=AFTER, *, told=True):
    return pipeline.compare(between(graph(before), graph(after), [transition()] if told else []))


def hostile(name):
    return pipeline.compare(
        between(hostile_graph(name, BEFORE), hostile_graph(name, AFTER), [transition(name)])
    )


def table(title, *, in_full=False, **sides):
    report = compare_tables.report(comparison(**sides), in_full=in_full)
    return next((one for one in report.tables if one.title == title), None)


def rows(title, **options):
    return [
        dict(zip(found.columns, row, strict=True))
        for found in [table(title, **options)]
        for row in found.rows
    ]


# ---------------------------------------------------------------------------------------- what is said


def test_in_short():
    assert table("In short").lead == (
        "Duties: 1 kept, 2 moved, 1 over by then, 1 that nobody in the later papers has, 1 that nobody has, in matters of which the later papers do not treat and 1 new.",
        "Organisations and posts: 3 in both, 1 with an heir, 1 of which a function alone passes, 1 of which the later papers name no heir and 4 new.",
        "Lines of sight: 4 less clear.",
        "Findings: 8 new, 3 no longer raised, 2 in both; 5 gone with parties that they were about.",
    )
    assert table("In short").notes == (
        "Not comparable, since they are scopes of the earlier structure alone: Matters of law.",
        "Not comparable, since they are scopes of the later structure alone: Homes.",
    )


def test_what_fell_through_tells_what_matters_before_what_the_later_papers_had_no_cause_to_name():
    found = rows("What fell through")
    assert [(row["Before"], row["What"], row["Held by"]) for row in found] == [
        ("An odd job", "duty", "nobody named"),
        ("The National Board", "body or post", ""),
        ("Reckon the cost", "duty, in a matter of which the later papers do not treat", "Buying Team"),
    ]
    assert [(row["Heir"], row["Note"], row["Source"]) for row in found][1] == (
        "none named",
        "Silence.",
        "act 3",
    )
    assert (
        "Silence in a paper is not absence in life: each is a question to put."
        in table("What fell through").lead
    )


def told_by(rows_told, before=BEFORE, after=AFTER):
    """The tables of a comparison by other successions."""
    header = {"id": "t", "title": "T", "before": "small", "after": "later"}
    made = Transition.model_validate({"transition": header, "successions": rows_told})
    found = compare_tables.report(pipeline.compare(between(graph(before), graph(after), [made])))
    return {one.title: one for one in found.tables}


@pytest.mark.parametrize(
    ("holder", "cells"),
    [
        ("team", {("Another; Make the plan", "duty", "Buying Team")}),
        ("ministry", {("Make the plan", "duty", "Buying Team"), ("Another", "duty", "Ministry of Care")}),
    ],
)
def test_things_of_which_the_same_is_said_stand_together_by_holder(holder, cells):
    before = BEFORE.replace(
        "  buy: {", f"  other: {{name: Another, accountable: [{holder}], scope: care}}\n  buy: {{"
    )
    after = AFTER.replace("  plan: {name: Make the plan, accountable: [office], scope: care}\n", "")
    found = told_by([{"from": ["plan", "other"], "kind": "not_stated", "note": "Both."}], before, after)
    assert {row[:3] for row in found["What fell through"].rows} >= cells


def test_who_inherited_says_how_and_what_became_of_itself():
    found = {(row["Before"], row["After"]): row for row in rows("Who inherited")}
    whole = found["Trust B", "Hospital"]
    assert (whole["How"], whole["When"], whole["Source"], whole["Note"]) == (
        "succeeded by it",
        "2012-04",
        "act 1",
        "Renamed.",
    )
    part = found["Buying Team", "Care Office"]
    assert part["How"] == "its function passes; what becomes of itself is not said (inferred by the modeller)"
    assert part["For"] == "Buying of care"
    wished = found["Minister for Care", "Care Office, which is not counted"]
    assert (wished["How"], wished["Note"]) == (
        "its function passes; itself is still named (proposed)",
        "Wished for.",
    )


@pytest.mark.parametrize(
    ("rows_told", "how"),
    [
        ([{"from": "team", "to": "office", "kind": "function_only"}, {"from": "team", "kind": "abolished"}],
         {("Care Office", "its function passes; itself is abolished"), ("", "abolished")}),
        ([{"from": "team", "to": "office", "kind": "function_only"}, {"from": "team", "kind": "not_stated"}],
         {("Care Office", "its function passes; what becomes of itself is not said"), ("", "the papers name no heir")}),
        ([{"from": "team", "to": "mid", "kind": "function_only"}, {"from": "mid", "to": "office"}],
         {("Care Office", "its function passes; what becomes of itself is not said")}),
        ([{"from": "team", "to": ["office", "board"], "kind": "split"}], {("Care Office and Another Board", "split among them")}),
        ([{"from": "ministry", "to": "office", "kind": "function_only"}], {("Care Office", "its function passes; itself is still named")}),
    ],
)  # fmt: skip
def test_how_something_passed_on(rows_told, how):
    assert {(row[1], row[2]) for row in told_by(rows_told)["Who inherited"].rows} == how


def test_a_scope_that_only_the_later_structure_has_is_told_by_its_title():
    found = told_by([{"from": "team", "to": "office", "scope": "homes"}])
    assert found["Who inherited"].rows[0][4] == "Homes"


def test_what_is_only_to_come_is_told_with_its_date():
    found = told_by([{"from": "team", "to": "office", "on": "2020"}])
    said = {row[0]: row[3] for row in found["What fell through"].rows}
    assert said["The Buying Team"] == "none named; Care Office, only from 2020"


def test_duties_that_passed_on():
    assert table("Duties that passed on").lead == ("1 duty is as before.",)
    assert [
        (r["Change"], r["Before"], r["After"], r["Held then"], r["Held now"])
        for r in rows("Duties that passed on")
    ] == [
        ("moved", "Buy the care", "Pay for it", "Buying Team", "Care Office"),
        ("moved", "Make the plan", "Make the plan", "Buying Team", "Care Office"),
    ]


def test_lines_of_sight_with_what_is_gone_and_come():
    found = [
        row for row in rows("Line of sight") if row["Before"].startswith("Trust A") and row["In"] == "Care"
    ]
    assert [(row["Change"], row["Before"], row["After"]) for row in found] == [
        ("less clear", "Trust A: qualified", "Trust A: weak")
    ]
    assert "Ministry of Care is accountable to Minister for Care (tor 3)" in found[0]["Gone"]
    assert "Ministry of Care reports to Minister for Care" in found[0]["Come"]


def test_a_table_that_holds_notes_alone_is_shown():
    after = AFTER.replace("subjects: [trust-a, hospital]", "subjects: [board]")
    before = BEFORE.replace("subjects: [trust-a, trust-b]", "subjects: [board]")
    found = table("Line of sight", before=before, after=after)
    assert found.rows == ()
    assert found.notes == (
        "Not comparable, before none: National Board, since the later papers name no heir.",
        "Not comparable, after none: Another Board, since the earlier structure does not ask.",
    )


def test_bodies_that_are_in_both_new_or_named_again():
    found = [
        (row["Change"], row["Before"], row["After"], row["Detail"]) for row in rows("Organisations and posts")
    ]
    assert (
        "in both", "Ministry of Care", "Ministry of Care",
        "still there; how it stands now is not said. What it does is not said. (act 4)",
    ) in found  # fmt: skip
    assert ("new", "", "Another Board", "board; named before too, and not said to be the same") in found
    assert ("new", "", "Buying team", "buyers") in found
    assert "purpose: not stated → To care" in next(
        detail for change, *_, detail in found if change == "altered"
    )


def test_a_name_that_is_the_same_is_put_to_the_reviewer():
    (note,) = table("Who inherited", told=False).notes[:1]
    assert note.startswith(
        "Buying Team, before, and Buying team, after, may be one: both are named Buying Team."
    )


def test_relationships_and_seats_in_short_and_in_full():
    short, full = table("Relationships"), table("Relationships", in_full=True)
    assert short.rows == full.rows, "so few are for a page"
    assert {row[0] for row in full.rows} >= {"moved", "only before", "only after"}
    assert full.notes == ()
    assert table("Seats on bodies", in_full=True).lead == ("2 only before and 1 only after.",)


def test_findings_and_measures():
    found = table("Findings")
    assert {row[0] for row in found.rows} <= {"new", "no longer raised"}
    assert any("so that silence about them settles nothing" in sentence for sentence in found.lead)
    assert ("Organisations", "5", "6") in table("Measures").rows
    assert any(
        "—" in row
        for row in table("Measures", after=AFTER.replace(", subjects: [trust-a, hospital]", "")).rows
    )


def test_nothing_changed_is_said():
    later = BEFORE.replace("id: small", "id: later")
    (lead,) = table("In short", after=later, told=False).lead
    assert lead == "Nothing changed: the same parties, relationships, seats and duties."


def test_a_what_if_says_what_was_supposed():
    found = pipeline.what_if(
        graph(BEFORE), remove=["team", "team"], vacate=["minister"], supposed=["board=proposed"]
    )
    report = compare_tables.report(found)
    assert report.title == "What if: Small arrangements (January 2010)"
    assert (
        report.tables[0].lead[0]
        == "Supposed: team is no more; minister is vacant; board has the status proposed."
    )
    assert compare_json.document(found)["supposed"] == [
        "team is no more",
        "minister is vacant",
        "board has the status proposed",
    ]


# ---------------------------------------------------------------------------------------- forms


def test_text_keeps_to_the_page():
    text = COMPARE_REPORTS["text"](comparison())
    assert text.startswith(
        "What changed: Small arrangements (January 2010), to Later arrangements (April 2013)\n"
    )
    assert max(len(line) for line in text.splitlines()) <= 100


def test_markdown_has_a_heading_for_each_table():
    text = COMPARE_REPORTS["markdown"](comparison())
    for one in compare_tables.report(comparison()).tables:
        assert f"## {one.title}\n" in text


def test_csv_has_every_change_as_a_row():
    head, *found = csv.reader(io.StringIO(COMPARE_REPORTS["csv"](comparison())))
    assert head == ["Section", "Change", "Before", "After", "Detail"]
    assert [
        "Who inherited",
        "",
        "Trust B",
        "Hospital",
        "how: succeeded by it; when: 2012-04; for: everything; source: act 1; note: Renamed.",
    ] in found
    assert ["Measures", "Organisations", "5", "6", ""] in found
    assert len(found) == sum(
        len(one.rows) for one in compare_tables.report(comparison(), in_full=True).tables
    )
    assert {row[1] for row in found if row[0] == "Relationships"} >= {"only before", "only after"}


def test_the_workbook_has_a_sheet_for_each_table():
    book = load_workbook(io.BytesIO(COMPARE_REPORTS["xlsx"](comparison())))
    assert book.sheetnames == [one.title for one in compare_tables.report(comparison(), in_full=True).tables]


def test_json_meets_its_schema():
    schema = json.loads(schema_text("comparison"))
    jsonschema.Draft202012Validator.check_schema(schema)
    what_if = pipeline.what_if(graph(BEFORE), remove=["team"])
    for one in (
        comparison(),
        comparison(told=False),
        comparison(BEFORE, BEFORE.replace("id: small", "id: s"), told=False),
        what_if,
    ):
        jsonschema.validate(json.loads(COMPARE_REPORTS["json"](one)), schema)
    assert "comparison" in SCHEMAS


def closed(schema):
    """Every object of a schema that names its keys."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield (
                (
                    schema.get("additionalProperties") is False
                    and set(schema["required"]) == set(schema["properties"])
                )
                or isinstance(schema.get("additionalProperties"), dict)
            )
        for value in schema.values():
            yield from closed(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from closed(value)


def test_the_schema_lets_nothing_else_in():
    assert all(closed(json.loads(schema_text("comparison"))))


def test_json_says_all():
    found = json.loads(COMPARE_REPORTS["json"](comparison()))
    parties, duties = found["parties"], found["duties"]
    assert (found["before"]["id"], found["after"]["id"], found["successions"]) == (
        "small",
        "later",
        ["small-later"],
    )
    assert parties["kept"] == []
    assert [row for row in parties["changed"] if row["id"] == "minister"] == [
        {"id": "minister", "fields": ["tier"]}
    ]
    assert parties["removed"] == ["board", "team", "trust-b"]
    assert parties["added"] == ["board", "buyers", "hospital", "office"]
    assert [(row["from"], row["to"], row["kind"]) for row in parties["succeeded"]] == [
        (["team"], ["office"], "function_only"), (["trust-b"], ["hospital"], "succeeded"),
    ]  # fmt: skip
    assert parties["succeeded"][1]["evidence"] == [{"source": "act", "locator": "1"}]
    assert [(row["id"], [said["note"] for said in row["said"]]) for row in parties["no_heir"]] == [
        ("board", ["Silence."])
    ]
    assert [row["id"] for row in parties["kept_said"]] == ["ministry"]
    assert (duties["kept"], duties["new"]) == (["tell"], ["homes"])
    assert {
        name: [(row["id"], row["to"]) for row in duties[name]]
        for name in ("moved", "split", "fell_through", "ended")
    } == {
        "moved": [("buy", ["pay"]), ("plan", ["plan"])],
        "split": [],
        "fell_through": [("cost", []), ("odd", [])],
        "ended": [("once", [])],
    }
    care = next(
        row for row in found["sight"] if row["subject"] == "trust-a" and row["scopes"]["before"] == ["care"]
    )
    assert (care["became"], care["before"], care["after"], care["change"]) == (
        "trust-a",
        "qualified",
        "weak",
        "worse",
    )
    assert [(link["from"], link["to"]) for link in care["links_gone"]] == [
        ("ministry", "trust-a"),
        ("ministry", "minister"),
    ]


# ---------------------------------------------------------------------------------------- trust


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def tags(text):
    return Tags(text).found


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_acts_nowhere(name):
    made = hostile(name)
    for form in ("text", "json", "markdown", "csv"):
        text = COMPARE_REPORTS[form](made)
        assert not [c for c in text if is_unsafe(c)], form
        text.encode()
        if form == "markdown":
            assert "<" not in text.replace("\\<", "")
        if form == "csv":
            starts = {cell[:1] for row in csv.reader(io.StringIO(text)) for cell in row}
            assert not starts & set("=+-@")
    for sheet in load_workbook(io.BytesIO(COMPARE_REPORTS["xlsx"](made))).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_on_a_page(name):
    harmless = [tag for tag, _ in tags(COMPARE_REPORTS["html"](hostile("Name")))]
    for text in (COMPARE_REPORTS["html"](hostile(name)),):
        assert not [c for c in text if is_unsafe(c)]
        assert {tag for tag, _ in tags(text)} <= set(harmless)
        assert "script" not in {tag for tag, _ in tags(text)}
        for tag, attributes in tags(text):
            assert not [key for key in attributes if key.startswith("on")], tag
            assert not attributes.get("href", "#").startswith(("javascript", "data", "http"))


def test_a_page_asks_for_nothing_and_names_its_marking():
    text = COMPARE_REPORTS["html"](
        comparison(after=AFTER.replace("as_at: 2013-04,", "as_at: 2013-04, marking: Draft for comment,"))
    )
    assert text.count("Draft for comment") == 2
    assert not [attributes for _, attributes in tags(text) if "src" in attributes]
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text


def test_the_review_tells_what_changed_where_there_is_a_before():
    made = comparison()
    after = made.changes.after
    told = review_page(after, made.report, after.sight(), {}, [], made)
    silent = review_page(after, made.report, after.sight(), {}, [])
    assert "Who inherited" in told
    assert "Who inherited" not in silent


@pytest.mark.parametrize("form", COMPARE_REPORTS)
def test_the_same_bytes_twice(form):
    assert COMPARE_REPORTS[form](comparison()) == COMPARE_REPORTS[form](comparison())


def test_no_word_of_guilt():
    for form in ("text", "markdown", "html"):
        text = COMPARE_REPORTS[form](comparison()).lower()
        assert "illegal" not in text
        assert "failed" not in text


def test_many_rows_of_one_side_are_left_to_a_spreadsheet():
    bodies = {f"b{n}": {"name": f"Body {n}", "kind": "board"} for n in range(30)}
    lines = [{"from": f"b{n}", "kind": "accountable_to", "to": "minister"} for n in range(30)]
    head = {"structure": {"id": "two", "title": "T"}, "posts": {"minister": {"name": "Minister"}}}
    one, two = (
        GovernanceGraph(Structure.model_validate(head | {"organisations": bodies, "relationships": rows}))
        for rows in ([], lines)
    )
    found = pipeline.compare(between(one, two))
    short, full = (
        next(one for one in compare_tables.report(found, in_full=full).tables if one.title == "Relationships")
        for full in (False, True)
    )
    assert not short.rows
    assert short.lead == full.lead == ("30 only after.",)
    assert short.notes == ("What only one of the two has is listed in the csv, xlsx, html and json forms.",)
    assert len(full.rows) == 30
