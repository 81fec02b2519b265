"""The commissioner grid: which cells a statement covers, which are gaps, and where commissioners meet."""

from itertools import permutations
from time import process_time

import pytest

from govgraph import pipeline
from govgraph.errors import UsageError
from govgraph.graph import GovernanceGraph
from govgraph.graph.grid import Meeting, commissioner_grid, side_by_side
from govgraph.model.structure import Structure
from govgraph.settings import Reading

CARE = {
    "name": "Care",
    "settings": ["prisons", "courts"],
    "populations": ["adults", "children"],
    "scope": "care",
}
PLAIN = {"name": "Care", "scope": "care"}


def grid(*rows, services=None, parties=None, at=None, more=(), **others):
    """The grid of statements of commissioning: (from, fields); every party named is a body unless more is said of it."""
    written = [{"from": start, "kind": "commissions", "to": "trust", **fields} for start, fields in rows]
    written += [dict(zip(("from", "kind", "to"), row, strict=True)) for row in more]
    ids = {row["from"]: {} for row in written}
    for row in written:
        ids |= {
            end: {}
            for end in ([row["to"]] if isinstance(row["to"], str) else row["to"])
            if end != "not_stated"
        }
    ids |= parties or {}
    structure = Structure.model_validate(
        {
            "structure": {"id": "s", "title": "S"},
            "scopes": dict.fromkeys(("care", "care/beds", "estate"), "A scope"),
            "organisations": {key: {"name": key, **row} for key, row in ids.items()},
            "relationships": written,
            "services": services or {"care": CARE},
            **others,
        }
    )
    return commissioner_grid(GovernanceGraph(structure, Reading.of(structure, at=at)))


def covered(found):
    """The cells with a commissioner, by the first letters of their setting and population."""
    return {"".join((part or "-")[0] for part in cell.key[1:]) for cell in found.cells if not cell.is_gap}


def left_open(found):
    return {"".join((part or "-")[0] for part in cell.key[1:]) for cell in found.cells if cell.possible}


ALL_FOUR = {"pa", "pc", "ca", "cc"}
NAMED = {"service": "care"}


# -- cells


def test_a_cell_for_each_setting_and_population_in_the_order_written():
    keys = [cell.key for cell in grid().cells]
    assert keys == [
        ("care", "prisons", "adults"),
        ("care", "prisons", "children"),
        ("care", "courts", "adults"),
        ("care", "courts", "children"),
    ]


def test_services_stand_by_id_and_one_without_axes_is_one_cell():
    found = grid(services={"b": {"name": "B"}, "a": {"name": "A", "settings": ["prisons"]}})
    assert [cell.key for cell in found.cells] == [("a", "prisons", None), ("b", None, None)]


@pytest.mark.parametrize(
    ("says", "cells"),
    [
        ({}, ALL_FOUR),
        ({"setting": "prisons"}, {"pa", "pc"}),
        ({"population": "children"}, {"pc", "cc"}),
        ({"setting": "courts", "population": "adults"}, {"ca"}),
        ({"setting": " Prisons "}, {"pa", "pc"}),
        ({"setting": "hospitals"}, set()),
        ({"setting": "not_stated"}, set()),
        ({"population": "not_stated"}, set()),
        ({"scope": "estate"}, ALL_FOUR),
    ],
)
def test_a_statement_covers_what_it_says_and_all_where_it_says_nothing(says, cells):
    assert covered(grid(("board", NAMED | says))) == cells


@pytest.mark.parametrize(
    ("says", "cells"),
    [
        ({"setting": "not_stated"}, ALL_FOUR),
        ({"population": "not_stated"}, ALL_FOUR),
        ({"setting": "not_stated", "population": "children"}, {"pc", "cc"}),
        ({"setting": "prisons", "population": "not_stated"}, {"pa", "pc"}),
        ({"setting": "hospitals", "population": "not_stated"}, set()),
        ({}, set()),
    ],
)
def test_what_is_not_stated_leaves_cells_open(says, cells):
    found = grid(("board", NAMED | says))
    assert left_open(found) == cells
    assert not cells & covered(found)


def test_what_is_not_stated_is_settled_where_there_is_but_one():
    found = grid(
        ("board", NAMED | {"setting": "not_stated", "population": "not_stated"}),
        services={"care": {"name": "Care", "settings": ["prisons"]}},
    )
    assert covered(found) == {"p-"}
    assert not left_open(found)


def test_another_than_the_only_one_is_not_meant():
    services = {"care": {"name": "Care", "settings": ["prisons"]}}
    assert grid(("board", NAMED | {"setting": "courts"}), services=services).gaps


def test_a_setting_that_a_service_does_not_declare_is_part_of_its_one_cell():
    assert covered(grid(("board", NAMED | {"setting": "prisons"}), services={"care": PLAIN})) == {"--"}


@pytest.mark.parametrize(
    ("scope", "service_scope", "is_covered", "is_open"),
    [
        ("care", "care", True, False),
        ("care", "care/beds", True, False),
        ("care/beds", "care", False, True),
        ("estate", "care", False, False),
        ("all", "care", False, False),
        ("all", "all", True, False),
        ("care", "all", False, False),
        ("local", "care", False, False),
    ],
)
def test_a_statement_that_names_no_service_covers_by_its_scope(scope, service_scope, is_covered, is_open):
    found = grid(("board", {"scope": scope}), services={"care": PLAIN | {"scope": service_scope}})
    assert (bool(covered(found)), bool(left_open(found))) == (is_covered, is_open)


def test_a_statement_about_another_service_covers_nothing():
    found = grid(("board", {"service": "other"}), services={"care": PLAIN, "other": PLAIN})
    assert [cell.commissioners for cell in found.cells] == [(), ("board",)]


@pytest.mark.parametrize(
    "standing",
    [{"status": "proposed"}, {"status": "undefined"}, {"until": "2008"}, {"since": "2012"}],
)
def test_what_does_not_count_lapses(standing):
    found = grid(("board", NAMED | standing), at="2010")
    assert all(cell.is_gap and [row.from_ for row in cell.lapsed] == ["board"] for cell in found.cells)


def test_what_lapses_names_the_service_and_the_cell():
    found = grid(
        ("board", {"scope": "care", "status": "proposed"}),
        ("group", NAMED | {"setting": "courts", "until": "2008"}),
        at="2010",
    )
    assert [len(cell.lapsed) for cell in found.cells] == [0, 0, 1, 1]
    found = grid(("group", NAMED | {"population": "adults", "status": "proposed"}))
    assert [len(cell.lapsed) for cell in found.cells] == [1, 0, 1, 0]


def test_a_commissioner_of_the_field_has_the_service_whatever_is_proposed_for_it():
    found = grid(("board", NAMED | {"status": "proposed"}), ("team", {"scope": "care"}))
    assert covered(found) == ALL_FOUR
    assert found.cells[0].commissioners == ("team",)


def test_a_commissioner_that_is_gone_or_whose_providers_are_is_none():
    assert grid(("board", NAMED), parties={"board": {"until": "2008"}}, at="2010").gaps
    assert grid(("board", NAMED), parties={"trust": {"until": "2008"}}, at="2010").gaps


def test_one_provider_of_several_is_enough():
    assert not grid(
        ("board", NAMED | {"to": ["trust", "old"]}), parties={"old": {"until": "2008"}}, at="2010"
    ).gaps


def test_providers_that_are_not_stated_do_not_matter():
    assert not grid(("board", NAMED | {"to": "not_stated"})).gaps


@pytest.mark.parametrize("standing", [{"status": "proposed"}, {"until": "2008"}])
def test_a_service_that_does_not_count_has_no_cells(standing):
    assert not grid(("board", NAMED), services={"care": PLAIN | standing}, at="2010").cells


def test_other_kinds_commission_nothing():
    rows = [("board", NAMED | {"kind": kind}) for kind in ("funds", "designates")]
    assert len(grid(*rows, more=[("board", "funds", "trust")]).gaps) == 4


def test_two_dates_stand_side_by_side():
    rows = [("old", NAMED | {"until": "2008-03"}), ("new", NAMED | {"since": "2008-04", "setting": "courts"})]
    before, after = grid(*rows, at="2008-03"), grid(*rows, at="2008-04")
    table = side_by_side(before, after)
    assert [[cell.commissioners for cell in cells] for _, cells in table] == [
        [("old",), ()],
        [("old",), ()],
        [("old",), ("new",)],
        [("old",), ("new",)],
    ]


def test_a_cell_that_only_one_grid_has_stands_beside_nothing():
    one = grid(services={"a": PLAIN, "b": PLAIN})
    other = grid(services={"b": PLAIN, "c": PLAIN})
    assert [(key[0], [cell is not None for cell in cells]) for key, cells in side_by_side(one, other)] == [
        ("a", [True, False]),
        ("b", [True, True]),
        ("c", [False, True]),
    ]


# -- where commissioners meet


def meetings(*rows, **more):
    found = grid(*rows, **more)
    return {(pair.meeting, tuple(sorted(pair.parties))) for pair in found.pairs}


OVERLAP, SEAM = Meeting.OVERLAP, Meeting.SEAM
BOARD, GROUP = ("board", NAMED), ("group", NAMED)


def test_two_commissioners_of_one_cell_overlap_in_it():
    found = grid(("board", NAMED | {"setting": "courts"}), ("group", NAMED | {"population": "adults"}))
    (pair,) = found.overlaps
    assert pair.cells == (("care", "courts", "adults"),)
    assert found.contested == {("care", "courts", "adults")}
    assert not found.seams


def test_they_are_told_once_with_all_the_cells():
    (pair,) = grid(BOARD, GROUP).pairs
    assert len(pair.cells) == 4


def test_one_commissioner_by_two_statements_is_one():
    assert not grid(BOARD, ("board", NAMED | {"setting": "courts"})).pairs


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"setting": "prisons"}, {"setting": "courts"}),
        ({"scope": "care"}, {"scope": "estate"}),
        ({"to": "east"}, {"to": "west"}),
        ({"lead": True}, {}),
        ({}, {"lead": True}),
        ({"until": "2008-03"}, {"since": "2008-04"}),
        ({"since": "2008-04"}, {"until": "2008-03"}),
        ({"until": "2008"}, {"since": "2008"}),
        ({"population": "not_stated"}, {}),
    ],
)
def test_statements_that_do_not_meet(mine, theirs):
    assert not meetings(("board", NAMED | mine), ("group", NAMED | theirs))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"scope": "care"}, {"scope": "care/beds"}),
        ({"to": ["east", "west"]}, {"to": ["west", "north"]}),
        ({"to": "not_stated"}, {"to": "west"}),
        ({"to": "west"}, {"to": "not_stated"}),
        ({"period": "out of hours"}, {"period": "Out of hours"}),
        ({"period": "not_stated"}, {}),
        ({"until": "2009"}, {"since": "2008"}),
        ({"population": "adults"}, {}),
    ],
)
def test_statements_that_overlap(mine, theirs):
    assert meetings(("board", NAMED | mine), ("group", NAMED | theirs)) == {(OVERLAP, ("board", "group"))}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"population": "adults"}, {"population": "children"}),
        ({"period": "in hours"}, {"period": "out of hours"}),
        ({}, {"period": "out of hours"}),
    ],
)
def test_statements_that_divide_it_make_a_seam(mine, theirs):
    found = grid(("board", NAMED | mine), ("group", NAMED | theirs))
    assert {(pair.meeting, pair.parties) for pair in found.pairs} == {(SEAM, ("board", "group"))}
    assert not found.contested


def test_the_cells_of_a_seam_are_those_of_either():
    (pair,) = grid(
        ("board", NAMED | {"setting": "courts", "population": "adults"}),
        ("group", NAMED | {"setting": "courts", "population": "children"}),
    ).seams
    assert set(pair.cells) == {("care", "courts", "adults"), ("care", "courts", "children")}


def test_populations_that_a_service_does_not_list_make_a_seam_too():
    rows = [("board", NAMED | {"population": "adults"}), ("group", NAMED | {"population": "children"})]
    assert meetings(*rows, services={"care": PLAIN}) == {(SEAM, ("board", "group"))}
    settings = [("board", NAMED | {"setting": "courts"}), ("group", NAMED | {"setting": "prisons"})]
    assert not meetings(*settings, services={"care": PLAIN})


@pytest.mark.parametrize(("mine", "theirs", "meeting"), [("East", "west", SEAM), ("East", "east ", OVERLAP)])
def test_areas_divide(mine, theirs, meeting):
    areas = {"board": {"areas": [mine]}, "group": {"areas": [theirs]}}
    assert meetings(BOARD, GROUP, parties=areas) == {(meeting, ("board", "group"))}


def test_one_of_whose_area_nothing_is_said_overlaps():
    for party in ("board", "group"):
        assert meetings(BOARD, GROUP, parties={party: {"areas": ["East"]}}) == {(OVERLAP, ("board", "group"))}


def test_a_provider_that_is_gone_is_none_in_common():
    rows = [("board", NAMED | {"to": ["old", "east"]}), ("group", NAMED | {"to": ["old", "west"]})]
    assert not meetings(*rows, parties={"old": {"until": "2008"}}, at="2010")


def test_a_named_provider_is_one_of_the_counted_ones():
    rows = [("board", NAMED | {"to": "trusts"}), ("group", NAMED | {"to": "east"})]
    parties = {"trusts": {"count": 7}, "east": {"one_of": "trusts"}}
    assert meetings(*rows, parties=parties) == {(OVERLAP, ("board", "group"))}


# -- who is related


@pytest.mark.parametrize(
    "more",
    [
        ("board", "delegates_to", "group"),
        ("group", "delegates_to", "board"),
        ("group", "supports", "board"),
        ("board", "advises", "group"),
        ("group", "accountable_to", "board"),
        ("board", "performance_manages", "group"),
        ("board", "commissions", "group"),
    ],
)
def test_a_delegate_adviser_supporter_or_subordinate_is_no_rival(more):
    assert not meetings(BOARD, GROUP, more=[more])


@pytest.mark.parametrize(
    "more",
    [
        ("group", "works_with", "board"),
        ("group", "reports_to", "board"),
        ("board", "funds", "group"),
        ("group", "supports", "another"),
    ],
)
def test_other_ties_do_not_make_them_one(more):
    assert meetings(BOARD, GROUP, more=[more])


@pytest.mark.parametrize(("lower", "upper"), [("group", "boards"), ("groups", "board")])
def test_support_for_or_by_the_counted_party_is_support_for_or_by_a_named_one(lower, upper):
    named = {
        "board": {"one_of": "boards"},
        "boards": {"count": 3},
        "group": {"one_of": "groups"},
        "groups": {"count": 3},
    }
    assert meetings(BOARD, GROUP, parties=named)
    assert not meetings(BOARD, GROUP, parties=named, more=[(lower, "supports", upper)])


def test_support_in_another_matter_does_not_make_them_one():
    row = {"from": "group", "kind": "supports", "to": "board", "scope": "estate"}
    structure = {
        "structure": {"id": "s", "title": "S"},
        "scopes": {"care": "Care", "estate": "Estate"},
        "organisations": {key: {"name": key} for key in ("board", "group", "trust")},
        "services": {"care": PLAIN},
    }
    rows = [{"from": p, "kind": "commissions", "to": "trust", "scope": "care"} for p in ("board", "group")]
    for extra, number in ((row, 1), (row | {"scope": "care"}, 0)):
        read = Structure.model_validate(structure | {"relationships": [*rows, extra]})
        assert len(commissioner_grid(GovernanceGraph(read)).pairs) == number


@pytest.mark.parametrize(
    "parties",
    [
        {"group": {"part_of": "board"}},
        {"board": {"part_of": "group"}},
        {"group": {"one_of": "board"}, "board": {"count": 7}},
        {"all": {"count": 7}, "group": {"one_of": "all"}, "board": {"one_of": "all"}},
    ],
)
def test_a_part_and_a_named_one_are_no_rivals(parties):
    assert not meetings(BOARD, GROUP, parties=parties)


def test_a_post_of_the_body_is_no_rival():
    posts = {"group": {"name": "group", "in": "board"}}
    written = {
        "structure": {"id": "s", "title": "S"},
        "scopes": {"care": "Care"},
        "organisations": {key: {"name": key} for key in ("board", "trust")},
        "relationships": [
            {"from": p, "kind": "commissions", "to": "trust", "service": "care"} for p in ("board", "group")
        ],
        "services": {"care": PLAIN},
    }
    assert not commissioner_grid(GovernanceGraph(Structure.model_validate(written | {"posts": posts}))).pairs
    posts["group"].pop("in")
    assert commissioner_grid(GovernanceGraph(Structure.model_validate(written | {"posts": posts}))).pairs


def test_parts_of_a_body_that_commissions_it_too_are_one():
    parts = {"group": {"part_of": "dh"}, "board": {"part_of": "dh"}, "dh": {}}
    assert not meetings(BOARD, GROUP, ("dh", NAMED), parties=parts)
    assert meetings(BOARD, GROUP, parties=parts)


# -- divided between two services


def two_services(mine, theirs, **more):
    services = {
        "care": {"name": "Care", "populations": ["adults"], "scope": "care"},
        "night": {"name": "Night", "populations": ["Adults"], "scope": "estate"},
    }
    return meetings(
        ("board", NAMED | mine), ("group", {"service": "night"} | theirs), services=services, **more
    )


def test_those_who_are_related_divide_nothing():
    assert not two_services({}, {"period": "nights"}, more=[("group", "supports", "board")])


def test_two_settings_of_one_service_are_no_seam():
    rows = [
        ("board", NAMED | {"setting": "prisons"}),
        ("group", NAMED | {"setting": "courts", "period": "nights"}),
    ]
    assert not meetings(*rows)


def test_care_of_one_population_divided_by_period_is_a_seam_across_services():
    assert two_services({}, {"period": "out of hours"}) == {(SEAM, ("board", "group"))}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [({}, {}), ({"period": "nights"}, {"period": "nights"}), ({"lead": True}, {"period": "nights"})],
)
def test_otherwise_two_services_are_two_things(mine, theirs):
    assert not two_services(mine, theirs)


def test_other_populations_are_no_seam_across_services():
    services = {
        "care": {"name": "Care", "populations": ["adults"]},
        "night": {"name": "Night", "populations": ["children"]},
        "day": {"name": "Day"},
    }
    rows = [
        BOARD,
        ("group", {"service": "night", "period": "nights"}),
        ("team", {"service": "day", "period": "days"}),
    ]
    assert not meetings(*rows, services=services)


# -- as a whole


def test_the_order_of_statements_changes_nothing():
    rows = [BOARD, GROUP, ("team", {"scope": "care"}), ("old", NAMED | {"status": "proposed"})]
    grids = [grid(*order) for order in permutations(rows)]
    assert all(found == grids[0] for found in grids)


def test_a_large_grid_is_quick():
    settings, populations = [f"s{n}" for n in range(100)], [f"p{n}" for n in range(20)]
    services = {
        f"care-{n}": {"name": "Care", "settings": settings, "populations": populations} for n in range(5)
    }
    rows = [
        (f"buyer-{n}", {"service": f"care-{n % 5}", "setting": f"s{n % 100}", "population": f"p{n % 20}"})
        for n in range(2000)
    ]
    before = process_time()
    found = grid(*rows, services=services)
    assert len(found.cells) == 10_000
    assert found.overlaps
    assert process_time() - before < 10


def test_a_grid_that_nobody_could_read_is_refused_and_its_rules_are_told_not_to_have_run():
    axes = {"settings": [f"s{n}" for n in range(101)], "populations": [f"p{n}" for n in range(100)]}
    structure = Structure.model_validate({
        "structure": {"id": "s", "title": "S"},
        "organisations": {"trust": {"name": "Trust"}},
        "services": {"care": {"name": "Care", **axes}},
    })  # fmt: skip
    graph = GovernanceGraph(structure)
    with pytest.raises(UsageError, match="10,100 settings and populations together") as caught:
        commissioner_grid(graph)
    assert "fewer" in caught.value.help
    report = pipeline.check(graph)
    assert not report.crashes
    assert "more than 10,000" in report.not_run["DUT-03"]
