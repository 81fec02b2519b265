"""What the table of blocs says where one party has all votes, where several pass together, and of casting votes."""

import pytest

from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import Ballot
from govgraph.model.structure import Structure
from govgraph.reports import votes

CHAIR = {"member": "pct", "capacity": "chair"}


def blocs(*seats, counted=False, **rule):
    """The table of blocs of a board with these voting seats."""
    structure = Structure.model_validate({
        "structure": {"id": "s", "title": "S"},
        "organisations": {"board": {"name": "Board"}, "pct": {"name": "PCT", "count": 4 if counted else 1}, "city": {"name": "City"}},
        "memberships": [{"body": "board", "votes": "yes", **seat} for seat in seats],
        "decision_rules": {"board": {"passes_with": "majority", "of": "members"} | rule},
    })  # fmt: skip
    graph = GovernanceGraph(structure)
    return votes.tables(graph, graph.ballot("board")).tables[1]


def test_where_all_votes_are_cast_for_one_there_is_nobody_to_pass_against():
    table = blocs({"member": "pct", "seats": 3})
    assert table.lead == ("2 of 3 votes pass; 2 block.", "All votes are cast for PCT.")
    assert table.rows[0][3:5] == ("", "")


def test_those_alike_who_pass_together():
    table = blocs({"member": "pct", "seats": 4}, {"member": "city"}, counted=True)
    assert table.lead[1:] == ("PCT can together pass a decision without the others.",)
    assert [row[2:5] for row in table.rows] == [("1", "no", "no"), ("4 × 1", "no", "no")]


def test_a_casting_vote_is_shown_and_counted():
    table = blocs(CHAIR, {"member": "city"}, casting_vote="The chair")
    assert table.lead == (
        "2 of 2 votes, or 1 with the casting vote, pass or block.",
        "Votes can be equal; the casting vote breaks the tie.",
        "PCT can pass a decision alone.",
        "City can turn no decision.",
    )
    assert [row[2:5] for row in table.rows] == [("1", "no", "no"), ("1 and the casting vote", "yes", "yes")]


@pytest.mark.parametrize(
    ("rule", "lead"),
    [
        ({}, "More than 50 of 100 weighed votes pass; 50 block."),
        ({"casting_vote": "The chair"}, "More than 50 of 100 weighed votes, or 50 with the casting vote, pass or block."),
        ({"passes_with": "share", "threshold": 75}, "75 of 100 weighed votes pass; more than 25 block."),
    ],
)  # fmt: skip
def test_weighed_votes(rule, lead):
    table = blocs(CHAIR, {"member": "city"}, **{"of": "weights", "weights": {"pct": 50, "city": 50}} | rule)
    assert table.lead[0] == lead


def test_a_thousand_blocs_are_each_asked_about_once(monkeypatch):
    asked, passes = [], Ballot.passes
    monkeypatch.setattr(Ballot, "passes", lambda self, weight: asked.append(weight) or passes(self, weight))
    members = [f"p{number}" for number in range(1000)]
    structure = Structure.model_validate({
        "structure": {"id": "s", "title": "S"},
        "organisations": {"board": {"name": "Board"}} | {member: {"name": member} for member in members},
        "memberships": [{"body": "board", "member": member, "votes": "yes"} for member in members],
        "decision_rules": {"board": {"passes_with": "count", "threshold": 2, "of": "members"}},
    })  # fmt: skip
    graph = GovernanceGraph(structure)
    assert len(votes.tables(graph, graph.ballot("board")).tables[1].rows) == 1000
    assert len(asked) < 20_000
