"""Bodies and duties through several structures."""

from compared import graph, transition

from govgraph.changes import Fate, between, tracks
from govgraph.reports import matrix

TEAM = "duties: {pay: {accountable: [team]}, plan: {accountable: [team]}, ghost: {}}"
BOARD = "duties: {pay: {accountable: [board, team]}, new: {responsible: [board]}}"


def steps(*rows):
    """Three structures: team and gone; board (of the team) and team; council, with a forum that is new."""
    graphs = [
        graph(TEAM, "team gone", "one", "2008"),
        graph(BOARD, "board team", "two", "2010"),
        graph("duties: {pay-on: {accountable: [council]}}", "council forum", "three", "2012"),
    ]
    first = "[{from: gone, kind: abolished}, {from: team, to: [board, team], kind: split}, {from: plan, to: board, kind: function_only}]"
    second = "[{from: [board, team], to: council, kind: merged}, {from: pay, to: pay-on}]"
    return [
        between(graphs[0], graphs[1], [transition(rows[0] if rows else first, "one", "two")]),
        between(graphs[1], graphs[2], [transition(rows[1] if rows else second, "two", "three")]),
    ]


def told(found):
    return [[stage.ids or stage.fate.value for stage in track.stages] for track in found]


def test_each_body_is_followed_to_what_it_became():
    assert told(tracks(steps())) == [
        [("team",), ("board", "team"), ("council",)],
        [("gone",), "ended", "ended"],
        [("minister",), ("minister",), ("minister",)],
        ["not_stated", "not_stated", ("forum",)],
    ]


def test_what_begins_later_has_a_track_from_there():
    found = told(tracks(steps("[]", "[]")))
    assert ["not_stated", ("board",), "not_stated"] in found
    assert [("team",), ("team",), "not_stated"] in found
    assert ["not_stated", "not_stated", ("council",)] in found


def test_duties_are_followed_to_duties_and_to_parties():
    assert told(tracks(steps(), duties=True)) == [
        [("ghost",), "not_stated", "not_stated"],
        [("pay",), ("pay",), ("pay-on",)],
        [("plan",), ("board",), ("council",)],
        ["not_stated", ("new",), "not_stated"],
    ]


def test_an_id_that_names_another_thing_later_begins_a_track_of_its_own():
    found = tracks(steps("- {from: team, kind: abolished}", "[]"))
    fates = [
        [stage.fate for stage in track.stages]
        for track in found
        if ("team",) in [s.ids for s in track.stages]
    ]
    assert fates == [[Fate.NAMED, Fate.ENDED, Fate.ENDED], [Fate.NOT_STATED, Fate.NAMED, Fate.NOT_STATED]]


def test_the_tables_have_a_column_for_each():
    report = matrix.tables(steps())
    bodies, duties = report.tables
    assert report.title == "Through 3 structures: one (2008), two (2010) and three (2012)"
    assert bodies.columns == ("one (2008)", "two (2010)", "three (2012)")
    assert bodies.rows == (
        ("Team", "Board and Team", "Council"),
        ("Gone", "gone", "gone"),
        ("Minister", "Minister", "Minister"),
        ("not stated", "not stated", "Forum"),
    )
    assert duties.columns == ("First named as", "one (2008)", "two (2010)", "three (2012)")
    assert duties.rows == (
        ("Ghost", "named, held by nobody", "not stated", "not stated"),
        ("Pay", "holds: Team", "shared: Board and Team", "holds: Council"),
        ("Plan", "holds: Team", "holds: Board", "holds: Council"),
        ("New", "not stated", "holds: Board", "not stated"),
    )


def test_cautions_are_said_once():
    graphs = [graph("", "a", "one"), graph("", "b", "two"), graph("", "c", "three")]
    report = matrix.tables([between(graphs[0], graphs[1]), between(graphs[1], graphs[2])])
    assert len(report.tables[0].notes) == 1
    assert report.tables[0].notes[0].startswith("No file of successions was given")


def test_who_took_over_a_function_alone_is_marked_from_there_on():
    found = steps(
        "- {from: team, to: [team, board], kind: function_only}", "- {from: [team, board], to: council}"
    )
    team = next(track for track in tracks(found) if track.stages[0].ids == ("team",))
    assert [sorted(stage.functions) for stage in team.stages] == [[], ["board"], []]
    assert matrix.tables(found).tables[0].rows[0] == ("Team", "Board (function) and Team", "Council")
    found = steps("- {from: gone, to: board, kind: function_only}", "- {from: board, to: council}")
    assert ("Gone", "Board (function)", "Council (function)") in matrix.tables(found).tables[0].rows
