"""Edited copies of a structure: what is supposed, and that the structure itself stays as it was."""

import pytest

from govgraph.errors import UsageError
from govgraph.graph import GovernanceGraph
from govgraph.model import editing
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import Basis, Status

WRITTEN = {
    "structure": {"id": "s", "title": "S", "root": "minister"},
    "scopes": {"care": "Care"},
    "organisations": {
        "trust": {"name": "Trust", "part_of": {"body": "board", "status": "proposed"}},
        "board": {"name": "Board"},
    },
    "posts": {"minister": {"name": "Minister"}, "chief": {"name": "Chief", "in": "trust", "heads": "trust"}},
    "relationships": [
        {"from": "trust", "kind": "accountable_to", "to": "board", "scope": "care"},
        {"from": "board", "kind": "accountable_to", "to": "minister", "status": "proposed"},
    ],
    "memberships": [{"body": "board", "member": "chief", "status": "proposed"}],
    "decision_rules": {"board": {"passes_with": "majority", "status": "proposed"}},
    "duties": {"pay": {"name": "Pay", "accountable": ["trust"]}},
    "figures": {"sum": {"name": "Sum", "amount": 1}},
    "services": {"beds": {"name": "Beds"}},
}


@pytest.fixture
def found():
    return Structure.model_validate(WRITTEN)


def status(structure, section, id_):
    return getattr(structure, section)[id_].status


@pytest.mark.parametrize(
    ("section", "id_"),
    [
        ("organisations", "trust"),
        ("posts", "chief"),
        ("duties", "pay"),
        ("figures", "sum"),
        ("services", "beds"),
    ],
)
def test_what_is_removed_is_a_thing_of_the_past(found, section, id_):
    edited = editing.without(found, [id_])
    assert status(edited, section, id_) is Status.HISTORICAL
    assert status(found, section, id_) is Status.IN_FORCE, "the structure itself is not touched"
    changed = [
        key
        for key in ("organisations", "posts", "duties", "figures", "services")
        if getattr(edited, key) != getattr(found, key)
    ]
    assert changed == [section]


def test_a_relationship_is_removed_by_its_id(found):
    row = found.relationships[0].id
    edited = editing.without(found, iter([row]))
    assert [one.status for one in edited.relationships] == [Status.HISTORICAL, Status.PROPOSED]
    assert not GovernanceGraph(edited).relationships


def test_nothing_that_is_said_of_a_party_that_is_no_more_counts(found):
    graph = GovernanceGraph(editing.without(found, ["board"]))
    assert not graph.exists("board")
    assert not graph.links or all("board" not in (link.lower, link.upper) for link in graph.links)


@pytest.mark.parametrize("word", ["nobody", "in_force", "historical", ""])
def test_only_what_there_is_can_be_removed(found, word):
    with pytest.raises(UsageError, match=f"nothing in s has the id '{word}'"):
        editing.without(found, [word])


def test_a_misspelt_id_gets_a_hint(found):
    with pytest.raises(UsageError) as caught:
        editing.without(found, ["trusd"])
    assert caught.value.help == "did you mean trust?"


def test_a_party_can_be_given_a_status(found):
    edited = editing.with_status(found, {"trust": Status.PROPOSED})
    assert status(edited, "organisations", "trust") is Status.PROPOSED
    assert status(edited, "organisations", "board") is Status.IN_FORCE


def test_all_rows_of_one_status_can_be_given_another(found):
    edited = editing.with_status(found, {"proposed": Status.IN_FORCE})
    assert [row.status for row in edited.relationships] == [Status.IN_FORCE] * 2
    assert edited.memberships[0].status is Status.IN_FORCE
    assert edited.decision_rules["board"].status is Status.IN_FORCE
    assert edited.organisations["trust"].part_of[0].status is Status.IN_FORCE
    assert edited.posts["chief"].heads == found.posts["chief"].heads


def test_a_part_takes_the_status_of_its_party_unless_it_has_its_own(found):
    own = editing.with_status(found, {"trust": Status.PROPOSED}).organisations["trust"]
    assert own.part_of[0].status is Status.PROPOSED
    assert own.part_of[0].on(own).status is Status.PROPOSED
    chief = editing.with_status(found, {"chief": Status.PROPOSED}).posts["chief"]
    assert chief.heads[0].on(chief).status is Status.PROPOSED


def test_an_unknown_id_gets_no_status(found):
    with pytest.raises(UsageError, match="nothing in s has the id 'x'"):
        editing.with_status(found, {"x": Status.PROPOSED})


def test_a_post_is_vacated_and_a_body_is_not(found):
    edited = editing.with_vacancies(found, ["chief"])
    assert (edited.posts["chief"].vacant, found.posts["chief"].vacant) == (True, False)
    assert not edited.posts["minister"].vacant
    for word, hint in (("trust", "only a post can be vacant"), ("chieff", "did you mean chief?")):
        with pytest.raises(UsageError, match=f"no post '{word}' in s") as caught:
            editing.with_vacancies(found, [word])
        assert caught.value.help == hint


def test_a_relationship_is_added_as_a_supposition(found):
    row = editing.with_relationships(found, ["trust accountable_to minister in care"]).relationships[-1]
    assert (row.from_, row.kind, row.to, row.scope) == ("trust", "accountable_to", ("minister",), "care")
    assert (row.status, row.basis, row.source) == (Status.IN_FORCE, Basis.STATED, ())
    assert row.id == "trust.accountable_to.minister@supposed"
    everywhere = editing.with_relationships(found, ["trust accountable_to minister"]).relationships[-1]
    assert everywhere.scope == "all"
    assert len(found.relationships) == 2


@pytest.mark.parametrize(
    ("sentence", "message", "hint"),
    [
        ("", "'' is no relationship", 'write it as "A accountable_to B"'),
        ("trust accountable_to", "is no relationship", 'write it as "A accountable_to B"'),
        ("trust accountable_to minister for care", "is no relationship", 'write it as "A accountable_to B"'),
        ("trusd accountable_to minister", "no party 'trusd' in s", "did you mean trust?"),
        ("trust accountable_to king", "no party 'king' in s", "name an organisation or post by its id"),
        ("trust accountible_to minister", "no kind of relationship 'accountible_to'", "did you mean accountable_to?"),
        ("trust accountable_to minister in car", "no scope 'car' in s", "did you mean care?"),
        ("trust accountable_to minister in x", "no scope 'x' in s", "leave it out"),
    ],
)  # fmt: skip
def test_a_sentence_that_names_no_kind_party_or_scope(found, sentence, message, hint):
    with pytest.raises(UsageError) as caught:
        editing.with_relationships(found, [sentence])
    assert message in str(caught.value)
    assert caught.value.help.startswith(hint)


def test_reserved_scopes_can_be_named(found):
    assert (
        editing.with_relationships(found, ["trust accountable_to minister in local"]).relationships[-1].scope
        == "local"
    )
