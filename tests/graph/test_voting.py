"""Votes: what passes, what blocks, and with what power, against a count of every way to vote."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure

RULES = st.one_of(
    st.just({"passes_with": "majority", "of": "members"}),
    st.just({"passes_with": "consensus"}),
    st.integers(1, 100).map(lambda n: {"passes_with": "share", "threshold": n, "of": "eligible"}),
    st.integers(1, 8).map(lambda n: {"passes_with": "count", "threshold": n, "of": "members"}),
)


def ballot(rows, rule=None, weights=None, body="body", **parties):
    """The ballot of a body whose rows are (member, fields); other parties get what is said of them."""
    ids = {body: {}, **{member: {} for member, _ in rows}, **parties}
    for _, fields in rows:
        represents = fields.get("represents", [])
        ids |= {p: ids.get(p, {}) for p in ([represents] if isinstance(represents, str) else represents)}
    written = {
        "structure": {"id": "s", "title": "S"},
        "organisations": {key: {"name": key, **row} for key, row in ids.items()},
        "memberships": [{"body": body, "member": member, **fields} for member, fields in rows],
    }
    if rule is not None:
        written["decision_rules"] = {body: rule | ({"weights": weights, "of": "weights"} if weights else {})}
    return GovernanceGraph(Structure.model_validate(written)).ballot(body)


YES, NO = {"votes": "yes"}, {"votes": "no"}


def passes(rule, weights, ayes):
    """Whether a vote passes, by the words of the rule alone."""
    total, weight = sum(weights), sum(w for w, aye in zip(weights, ayes, strict=True) if aye)
    if rule["passes_with"] == "majority":
        return weight * 2 > total
    if rule["passes_with"] == "consensus":
        return weight == total
    if rule["passes_with"] == "share":
        threshold = Fraction(rule["threshold"]) / (100 if rule["threshold"] > 1 else 1)
        return Fraction(weight) >= threshold * total
    return weight >= rule["threshold"]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), RULES, st.booleans())
def test_passing_blocking_and_power_are_what_every_way_to_vote_gives(weights, rule, weighted):
    if not weighted:
        weights = [1] * len(weights)
    names = [f"m{n}" for n in range(len(weights))]
    given_weights = dict(zip(names, weights, strict=True)) if weighted else None
    found = ballot([(name, YES) for name in names], rule, given_weights)
    ways = list(product([False, True], repeat=len(weights)))

    def verdict(ayes):
        return passes(rule, weights, ayes)

    swings = [
        sum(verdict(way) and not verdict((*way[:n], False, *way[n + 1 :])) for way in ways if way[n])
        for n in range(len(weights))
    ]
    expected = tuple(Fraction(swing, sum(swings)) if sum(swings) else Fraction(0) for swing in swings)
    assert found.powers == expected
    for n, name in enumerate(names):
        alone = tuple(k == n for k in range(len(names)))
        against = tuple(k != n for k in range(len(names)))
        assert ((name,) in [bloc.parties for bloc in found.pass_alone]) == verdict(alone)
        assert ((name,) in [bloc.parties for bloc in found.block_alone]) == (not verdict(against))
        assert ((name,) in [bloc.parties for bloc in found.never_matter]) == (swings[n] == 0)
    winning = {
        frozenset(name for name, aye in zip(names, way, strict=True) if aye) for way in ways if verdict(way)
    }
    minimal = {group for group in winning if not any(other < group for other in winning)} - {frozenset()}
    assert {frozenset(b.parties[0] for b in group) for group in found.minimal_winning} == minimal
    if rule["passes_with"] == "majority":
        ties = any(sum(w for w, a in zip(weights, way, strict=True) if a) * 2 == sum(weights) for way in ways)
        assert found.can_tie == ties


def seats(**numbers):
    return [(member, YES | {"seats": number}) for member, number in numbers.items()]


def test_thirteen_voters_pass_with_seven_and_block_with_seven():
    found = ballot(
        [("rep", YES | {"seats": 10, "represents": "scg"}), *seats(chair=1, ncg=1, sha=1)],
        {"passes_with": "majority", "of": "members"},
        scg={"count": 10},
    )
    assert (found.voters, found.needed, found.blocking) == (13, 7, 7)
    assert not found.can_tie
    assert not found.pass_alone
    assert [(bloc.parties, bloc.weight, bloc.alike) for bloc in found.blocs if bloc.alike > 1] == [
        (("scg",), 1, 10)
    ]
    assert set(found.powers) == {Fraction(1, 13)}


@pytest.mark.parametrize(
    ("number", "rule", "needed", "blocking", "rounded"),
    [
        (8, {"passes_with": "count", "threshold": 6}, 6, 3, False),
        (15, {"passes_with": "share", "threshold": 70}, 11, 5, True),
        (16, {"passes_with": "share", "threshold": "0.75"}, 12, 5, False),
        (14, {"passes_with": "majority"}, 8, 7, False),
        (13, {"passes_with": "majority"}, 7, 7, False),
        (5, {"passes_with": "consensus"}, 5, 1, False),
        (1_000_000, {"passes_with": "majority"}, 500_001, 500_000, False),
    ],
)
def test_thresholds_are_rounded_up_to_whole_votes(number, rule, needed, blocking, rounded):
    found = ballot(seats(pct=number), rule, pct={"count": number})
    assert (found.needed, found.blocking, found.is_rounded) == (needed, blocking, rounded)
    assert found.can_tie == (rule["passes_with"] == "majority" and number % 2 == 0)


def test_a_body_of_a_million_votes_is_not_counted_out():
    found = ballot(seats(pct=1_000_000), {"passes_with": "majority"}, pct={"count": 1_000_000})
    assert found.powers is None
    assert found.minimal_winning is None
    assert found.blocs[0].alike == 1_000_000


def test_seats_of_one_party_are_a_bloc():
    found = ballot(
        [("a", YES | {"represents": "pct"}), ("b", YES | {"represents": "pct"}), ("c", YES), ("d", YES | {"represents": ["pct", "city"]})],
        {"passes_with": "count", "threshold": 2},
    )  # fmt: skip
    assert {bloc.parties: bloc.weight for bloc in found.blocs} == {("pct",): 2, ("c",): 1, ("city", "pct"): 1}
    assert [bloc.parties for bloc in found.pass_alone] == [("pct",)]


def test_a_post_votes_for_the_body_that_it_is_in():
    structure = Structure.model_validate({
        "structure": {"id": "s", "title": "S"},
        "organisations": {"board": {"name": "Board"}, "trust": {"name": "Trust"}},
        "posts": {"head": {"name": "Head", "in": ["trust", "board"]}, "lone": {"name": "Lone"}},
        "memberships": [{"body": "board", "member": post, "votes": "yes"} for post in ("head", "lone")],
    })  # fmt: skip
    assert [seat.represents for seat in GovernanceGraph(structure).ballot("board").seats] == [
        ("trust",),
        ("lone",),
    ]


def test_where_no_vote_is_stated_every_member_is_counted_and_it_is_said():
    rows = [("a", {}), ("b", {"capacity": "chair"}), ("c", {"capacity": "observer"})]
    found = ballot(rows, {"passes_with": "majority"})
    assert (found.assumed, found.voters, found.needed) == (True, 2, 2)
    found = ballot([*rows, ("d", YES)], {"passes_with": "majority"})
    assert (found.assumed, found.voters, found.unclear) == (False, 1, 3)


def test_what_is_not_stated_is_not_computed():
    assert ballot([("a", YES)]).needed is None
    assert ballot([("a", YES)], {"passes_with": "not_stated"}).needed is None
    weighed = ballot([("a", YES), ("b", YES)], {"passes_with": "share", "threshold": 75, "of": "weights"})
    assert (weighed.total, weighed.needed, weighed.powers) == (None, None, None)
    assert ballot([("a", NO)], {"passes_with": "majority"}).needed is None


def test_weights_that_are_no_whole_numbers():
    found = ballot(
        [("a", YES), ("b", YES), ("c", YES)],
        {"passes_with": "share", "threshold": 75},
        {"a": "50.5", "b": "24.5", "c": 25},
    )
    assert found.total == Decimal(100)
    assert {frozenset(b.parties[0] for b in g) for g in found.minimal_winning} == {
        frozenset({"a", "c"}),
        frozenset({"a", "b"}),
    }
    assert [bloc.parties for bloc in found.block_alone] == [("a",)]


def test_a_rule_that_is_only_recommended_does_not_count():
    assert ballot([("a", YES)], {"passes_with": "majority", "status": "recommended"}).rule is None
