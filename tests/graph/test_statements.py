"""What the facade says of parties: names, places, guises, seats and for whom they speak."""

import pytest

from govgraph.graph import GovernanceGraph
from govgraph.readers import yaml_form

WRITTEN = """
govgraph: 1
structure: {id: case, title: A case, as_at: 2008-05, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  board: {name: The board, kind: board, part_of: trust, areas: [North West, The South]}
  audit: {name: The audit committee, kind: committee, part_of: board}
  trusts: {name: Trusts, kind: nhs_trust, count: 3}
  one: {name: One, kind: nhs_trust, one_of: trusts}
  two: {name: Two, kind: nhs_trust, one_of: trusts, boundary: out}
  gone: {name: Gone, kind: nhs_trust, one_of: trusts, until: 2007}
  network: {name: The network, kind: forum, statutory: yes}
posts:
  minister: {name: The Minister}
  chief: {name: The chief, in: audit, heads: trust}
  clerk: {name: The clerk, in: {body: audit, status: proposed}}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: trusts, kind: funds, to: network}
  - {from: chief, kind: represents, to: one}
memberships:
  - {body: network, member: chief, votes: yes}
  - {body: board, member: chief}
decision_rules:
  network: {passes_with: majority}
  audit: {passes_with: majority, status: proposed}
"""


@pytest.fixture(scope="module")
def graph():
    return GovernanceGraph(yaml_form.read([("case.yaml", WRITTEN.encode())]).structure)


def test_names_once_each_and_no_more_than_a_reader_wants(graph):
    assert graph.names(["one", "two", "one"], "or") == "One or Two"
    assert graph.names(sorted(graph.parties), most=2) == "The audit committee, The board and 8 more"


def test_title_has_the_date_of_the_reading(graph):
    assert graph.title == "A case (May 2008)"


def test_verbs_and_clauses_agree_with_the_number(graph):
    (row,) = graph.stated_to("network", "funds")
    assert graph.clause(row, "network") == "Trusts fund The network"
    assert graph.verb("trusts", "is") == "are"
    assert graph.verb("trust", "it", "them") == "it"


def test_around_is_every_body_above_the_nearest_first_save_by_way_of_one(graph):
    assert graph.around("chief") == ["audit", "trust", "board"]
    assert graph.around("chief", apart_from="board") == ["audit", "trust"]
    assert graph.around("audit", apart_from="board") == []
    assert graph.around("clerk") == []
    assert graph.bodies_of("chief") == ["audit", "trust"]
    assert graph.posted_in("chief") == ["audit"]
    assert list(graph.headed_by("chief")) == ["trust"]


def test_a_counted_party_and_each_named_one_stand_for_each_other(graph):
    assert graph.named_ones("trusts") == ["one", "two"]
    assert graph.alike("trusts") == ["trusts", "one", "two"]
    assert graph.alike("one") == ["one", "trusts"]


def test_a_seat_speaks_for_its_member_those_it_represents_and_the_bodies_around_it(graph):
    on_network, on_board = graph.seats_on("network")[0], graph.seats_on("board")[0]
    assert graph.speaks_for(on_network) == ["chief", "audit", "trust", "board", "one"]
    assert graph.speaks_for(on_board) == ["chief", "audit", "trust", "one"]
    assert graph.seats_of("chief") == [on_network, on_board]


def test_partners_and_what_is_gone_are_outside_the_boundary(graph):
    assert [party for party in ("one", "two", "gone", "minister") if graph.within_boundary(party)] == [
        "one",
        "minister",
    ]


def test_kinds_and_areas(graph):
    assert (graph.body_kind("board"), graph.body_kind("chief")) == ("board", "")
    assert [party for party in graph.parties if graph.is_collective(party)] == ["board", "audit"]
    assert graph.areas("board") == {"north west": "North West", "south": "The South"}
    assert graph.areas("chief") == {}


def test_ballots_are_those_of_bodies_with_a_seat_or_a_rule(graph):
    assert list(graph.ballots) == ["audit", "board", "network"]
    assert graph.ballot("network") is graph.ballots["network"]
    assert graph.ballot("trust").seats == ()
    assert list(graph.decision_rules) == ["network"]
