"""How a structure is read: its own date and statuses, unless the reviewer chooses others."""

import pytest

from govgraph.errors import UsageError
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import DEFAULT_STATUSES, Status
from govgraph.reports.wording import reading_words
from govgraph.settings import Reading, parse_statuses


def proposal(**settings):
    return Structure.model_validate({
        "structure": {"id": "s", "title": "S", "as_at": "2006-05", "root": "top", "subjects": "low", **settings},
        "organisations": {"top": {"name": "Top"}, "low": {"name": "Low"}},
        "relationships": [{"from": "low", "kind": "accountable_to", "to": "top", "status": "recommended"}],
    })  # fmt: skip


CARRIED_OUT = {"settings": {"status": ["in_force", "agreed", "recommended"]}}


def verdict(structure, reading=None):
    (answer,) = GovernanceGraph(structure, reading).sight()
    return answer.verdict.value


def test_a_proposal_counts_only_where_the_structure_or_the_reviewer_says_so():
    assert verdict(proposal()) == "none"
    assert verdict(proposal(**CARRIED_OUT)) == "qualified"
    assert Reading.of(proposal()).statuses == DEFAULT_STATUSES
    chosen = proposal(**CARRIED_OUT)
    assert verdict(chosen, Reading.of(chosen, statuses=parse_statuses("in_force"))) == "none"


def test_the_structures_own_setting_is_told_with_the_answer():
    own = "in force, agreed and recommended (as the settings choose)"
    chosen = proposal(**CARRIED_OUT)
    assert own in reading_words(GovernanceGraph(chosen))
    other = Reading.of(chosen, statuses=frozenset({Status.IN_FORCE}))
    assert "statements counted: in force;" in reading_words(GovernanceGraph(chosen, other))
    usual = proposal(settings={"status": ["agreed", "in_force"]})
    assert "settings choose" not in reading_words(GovernanceGraph(usual))


def test_a_status_that_does_not_exist_is_refused():
    with pytest.raises(UsageError, match="no status 'recomended'") as caught:
        parse_statuses("recomended")
    assert caught.value.help == "did you mean recommended?"
