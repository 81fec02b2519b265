"""What nobody could read is refused with a remedy, quickly, and never takes the command down."""

import pytest

from govgraph.errors import UsageError
from govgraph.graph import GovernanceGraph
from govgraph.readers.yaml_form import read


def of(text):
    return GovernanceGraph(read([("f.yaml", text.encode())]).structure)


def everyone(parties, rows):
    bodies = "\n".join(f"  {party}: {{name: {party}}}" for party in parties)
    links = "\n".join(f"  - {{from: {lower}, kind: accountable_to, to: {upper}}}" for lower, upper in rows)
    subjects = ", ".join(parties[1:])
    return f"structure: {{id: s, title: S, root: {parties[0]}, subjects: [{subjects}]}}\norganisations:\n{bodies}\nrelationships:\n{links}\n"


def test_a_chain_all_of_whose_parties_are_asked_about_is_too_long_to_read():
    names = [f"p{n}" for n in range(1500)]
    with pytest.raises(UsageError, match="more than 500,000 links") as caught:
        of(everyone(names, [(names[n + 1], names[n]) for n in range(1499)])).sight()
    assert "--subject" in caught.value.help


def test_a_thicket_has_too_many_limbs():
    names = [f"p{n}" for n in range(160)]
    with pytest.raises(UsageError, match="more than 20,000 limbs"):
        of(everyone(names, [(a, b) for a in names for b in names if a != b])).sight()


def test_one_party_of_it_can_still_be_asked_about():
    names = [f"p{n}" for n in range(1500)]
    (answer,) = of(everyone(names, [(names[n + 1], names[n]) for n in range(1499)])).sight(["p1499"])
    assert len(answer.line.links) == 1499
