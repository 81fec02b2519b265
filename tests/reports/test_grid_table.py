"""The commissioner grid as a table: every cell, its gaps and overlaps, before and after."""

from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.reports import grid

BOARD, GROUPS = "The board", "The groups"


def graph(*relationships, settings=("prison", "court"), **more):
    return GovernanceGraph(
        Structure.model_validate({
            "structure": {"id": "s", "title": "S"},
            "organisations": {
                "board": {"name": BOARD, "kind": "board"},
                "groups": {"name": GROUPS, "kind": "group"},
                "trust": {"name": "The trust", "kind": "nhs_trust"},
            },
            "services": {"care": {"name": "Care", "settings": list(settings), "populations": ["adults"]}} | more,
            "relationships": [
                {"kind": "commissions", "to": "trust", "service": "care"} | row for row in relationships
            ],
        })
    )  # fmt: skip


def rows(*graphs):
    found = grid.table(graphs[-1], *graphs[:-1])
    return {row[:2]: row[3:] for row in found.rows}


def test_each_cell_has_its_commissioner_and_a_gap_is_marked():
    one = graph({"from": "board", "setting": "prison"})
    assert rows(one) == {("Care", "prison"): (BOARD, ""), ("Care", "court"): ("—", "gap")}
    table = grid.table(one)
    (marked,) = table.marked
    assert table.rows[marked[0]][1] == "court"
    assert table.columns[marked[1]] == "Check"
    assert table.lead == ("2 cells of services that are declared: 1 gap, 0 overlaps.",)


def test_an_overlap_is_told_and_a_lead_settles_it():
    both = [{"from": "board", "setting": "prison"}, {"from": "groups", "setting": "prison"}]
    assert rows(graph(*both))["Care", "prison"] == (f"{BOARD} and {GROUPS}", "overlap")
    led = graph({**both[0], "lead": True}, both[1])
    assert rows(led)["Care", "prison"] == (f"{BOARD} and {GROUPS}", "")


def test_what_is_left_open_stands_in_brackets():
    open_one = graph({"from": "board", "setting": "not_stated"})
    assert rows(open_one)["Care", "prison"] == (f"({BOARD})", "gap: left open")


def test_before_stands_beside_after():
    was = graph({"from": "groups"}, settings=("prison", "clinic"))
    now = graph({"from": "board", "setting": "prison"})
    found = rows(was, now)
    assert found["Care", "prison"] == (GROUPS, BOARD, "")
    assert found["Care", "clinic"] == (GROUPS, "not declared", "not declared after")
    assert found["Care", "court"] == ("not declared", "—", "gap")
    assert grid.table(now, was).columns[3:5] == ("Before", "After")


def test_without_services_there_is_no_table():
    assert (
        grid.table(GovernanceGraph(Structure.model_validate({"structure": {"id": "s", "title": "S"}})))
        is None
    )
