import csv
import io
import json

import jsonschema
import pytest
from report_cases import HOSTILE, arrangement, graph, hostile_graph

from govgraph.graph import Direction
from govgraph.reports import SIGHT_REPORTS
from govgraph.reports.csv_form import safe
from govgraph.reports.schemas import schema_text
from govgraph.reports.sight_csv import COLUMNS
from govgraph.reports.strips import groups, strips_of
from govgraph.text import is_unsafe


def text_of(found, **asked):
    return SIGHT_REPORTS["text"](found, found.sight(**asked))


def document_of(found, **asked):
    return json.loads(SIGHT_REPORTS["json"](found, found.sight(**asked)))


def test_text_tells_limbs_hop_by_hop():
    text = text_of(graph())
    assert "Trust A (trust-a) and Trust B (trust-b): qualified, the same in each\n" in text
    assert (
        "  Limb 1 of 2, through Ministry of Care (ministry): qualified\n"
        "    Trust A\n"
        "      ↓ is performance managed by [management ◄ weakest link] · inferred by the modeller · tor 4\n"
        "    Ministry of Care\n"
        "      ↓ is accountable to [accountability] · tor 3\n"
        "    Minister for Care (minister)\n"
        "\n"
        "  Limb 2 of 2, through Buying Team (team): no line reaches the top (for Buying of care)\n"
        "    A chain that stops:\n"
        "      Trust A\n"
        "        ↓ is commissioned by [contract, delegation or head] · tor 5\n"
        "      Buying Team\n"
        "        ↓ is accountable to [accountability] · tor 6\n"
        "      National Board (board)\n"
        "        ■ stops here: the papers name no body to which it answers\n"
    ) in text


def test_an_id_is_given_once():
    text = text_of(graph())
    for party in ("trust-a", "trust-b", "ministry", "team", "board", "minister"):
        assert text.count(f"({party})") == 1


def test_a_chain_that_stops_is_shown_from_where_it_leaves_its_limb():
    found = arrangement("a accountable_to b", "b accountable_to top", "b accountable_to c")
    (strip,) = strips_of(found, found.sight())
    assert (strip.stops[0].start, strip.stops[0].chain) == ("b", ("a", "b", "c"))
    assert [(hop.start, hop.end) for hop in strip.stops[0].hops] == [("b", "c")]


@pytest.mark.parametrize(
    ("rows", "marks"),
    [
        (["a accountable_to b", "b reports_to top"], ["", "weakest link"]),
        (["a accountable_to b", "b accountable_to top"], ["", ""]),
        (
            ["a accountable_to b,basis: inferred", "b accountable_to top,basis: inferred"],
            ["joint weakest link", "joint weakest link"],
        ),
        (["a accountable_to b,basis: inferred", "b accountable_to top,status: agreed"], ["weakest link", ""]),
        (["a reports_to top"], [""]),
    ],
)
def test_the_weakest_link_is_marked_only_where_one_is_weaker(rows, marks):
    found = arrangement(*rows)
    assert [hop.mark for hop in strips_of(found, found.sight())[0].hops] == marks


def test_subjects_are_told_together_only_when_all_is_alike():
    alike = arrangement("top directs a", "top directs b", subjects="a, b")
    assert [group.subjects for group in groups(alike, alike.sight())] == [("a", "b")]
    for change in ("top directs b,basis: inferred", "top performance_manages b", "top directs b,since: 2009"):
        other = arrangement("top directs a", change, subjects="a, b")
        expected = [("a", "b")] if "since" in change else [("a",), ("b",)]
        assert [group.subjects for group in groups(other, other.sight())] == expected


def test_chains_that_stop_for_different_reasons_keep_subjects_apart():
    found = arrangement(
        "a accountable_to c", "b reports_to c", "c accountable_to top,status: proposed", subjects="a, b"
    )
    assert [group.subjects for group in groups(found, found.sight())] == [("a",), ("b",)]


def test_an_instruction_reads_from_the_root_down():
    found = arrangement("a accountable_to b,basis: inferred", "top directs b")
    assert "    Top (top)\n      ↓ directs [management ◄ weakest link]" in text_of(
        found, direction=Direction.INSTRUCTION
    ).replace(" · no source given", "")
    (answer,) = document_of(found, direction=Direction.INSTRUCTION)["answers"]
    assert answer["line"] == ["top", "b", "a"]
    assert [link["kind"] for link in answer["links"]] == ["directs", "accountable_to"]
    assert answer["links"][answer["weakest"]]["kind"] == "directs"
    (up,) = document_of(found)["answers"]
    assert up["line"] == ["a", "b", "top"]
    assert up["links"][up["weakest"]]["kind"] == "directs"


def test_a_link_reads_as_its_statement_whichever_way_the_line_runs():
    for direction in Direction:
        (answer,) = document_of(arrangement("top directs a"), direction=direction)["answers"]
        (link,) = answer["links"]
        assert (link["from"], link["kind"], link["to"], link["lower"], link["upper"]) == (
            "top",
            "directs",
            "a",
            "a",
            "top",
        )
        assert link["statement"] == "top.directs.a"


def test_a_kind_without_an_inverse_is_never_turned_round():
    text = """
govgraph: 1
structure: {id: s, title: T, root: top, subjects: a, vocabulary: {kinds: {steers: {reads: steers, upper: from, carries: 3}}}}
organisations: {a: {name: Body A, kind: nhs_trust}}
posts: {top: {name: Top}}
relationships: [{from: top, kind: steers, to: a}]
"""
    assert "↓ ‘steers’, read from its other end [management]" in text_of(graph(text))
    assert "↓ steers [management]" in text_of(graph(text), direction=Direction.INSTRUCTION)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"direction": Direction.INSTRUCTION},
        {"via": [["ministry"]]},
        {"via": [["board"]]},
        {"subjects": ["minister", "board"]},
    ],
)
def test_json_meets_its_schema(asked):
    schema = json.loads(schema_text("sight"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document_of(graph(), **asked), schema)


def test_json_says_where_a_limb_stops():
    answer = next(a for a in document_of(graph())["answers"] if a["scopes"] == ["care/buying"])
    assert (answer["root"], answer["roots"], answer["verdict"], answer["strength"]) == (
        "minister",
        ["minister"],
        "qualified",
        3,
    )
    dead = next(limb for limb in answer["limbs"] if limb["through"] == "team")
    assert dead == {
        "through": "team",
        "verdict": "none",
        "strength": 0,
        "line": None,
        "links": [],
        "weakest": None,
        "dead_ends": [
            {"at": "board", "chain": ["team", "board"], "why": "the papers name no body to which it answers"}
        ],
    }


def test_csv_has_one_row_per_limb():
    rows = list(csv.DictReader(io.StringIO(SIGHT_REPORTS["csv"](graph(), graph().sight(["trust-a"])))))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["scopes"], row["limb_through"], row["limb_verdict"]) for row in rows] == [
        ("care", "ministry", "qualified"),
        ("care/buying", "ministry", "qualified"),
        ("care/buying", "team", "none"),
    ]
    assert rows[0]["weakest_link"] == "Trust A is performance managed by Ministry of Care"
    assert rows[2]["dead_ends"] == "National Board: the papers name no body to which it answers"


def test_csv_gives_an_answer_without_limbs_a_row():
    found = arrangement()
    (row,) = csv.DictReader(io.StringIO(SIGHT_REPORTS["csv"](found, found.sight())))
    assert (row["subject"], row["answer"], row["why"]) == (
        "a",
        "none",
        "the papers name no body to which it answers",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_csv_runs_no_formula(start):
    assert safe(f"{start}1+1").startswith("'")
    found = hostile_graph(f"{start}1+1")
    for row in csv.reader(io.StringIO(SIGHT_REPORTS["csv"](found, found.sight()))):
        assert not [cell for cell in row if cell[:1] in {*"=+-@\t\r＝＋－＠"} and cell]


def test_csv_leaves_plain_cells_alone():
    assert [safe(cell) for cell in ("", "Trust A", "a=b", "'x")] == ["", "Trust A", "a=b", "'x"]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", SIGHT_REPORTS)
def test_no_name_acts_on_a_screen(name, hostile):
    found = hostile_graph(hostile)
    text = SIGHT_REPORTS[name](found, [*found.sight(), *found.sight(direction=Direction.INSTRUCTION)])
    assert not [c for c in text if is_unsafe(c)]
    text.encode()
    if name == "markdown":
        assert "<" not in text.replace("\\<", "")
        assert "](" not in text.replace("\\]", "")


@pytest.mark.parametrize("name", SIGHT_REPORTS)
def test_no_answers_is_a_report_too(name):
    empty = graph("govgraph: 1\nstructure: {id: s, title: T}\n")
    assert SIGHT_REPORTS[name](empty, [])
