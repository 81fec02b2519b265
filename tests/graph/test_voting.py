"""Votes: what passes, what blocks, and with what power, against a count of every way to vote."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import ballots
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


def passes(rule, weights, ayes, casting):
    """Whether a vote passes, by the words of the rule alone; `casting` is how a casting vote is cast."""
    total, weight = sum(weights), sum(w for w, aye in zip(weights, ayes, strict=True) if aye)
    if rule["passes_with"] == "majority":
        return weight * 2 > total or (weight * 2 == total and casting)
    if rule["passes_with"] == "consensus":
        return weight == total
    if rule["passes_with"] == "share":
        threshold = Fraction(rule["threshold"]) / (100 if rule["threshold"] > 1 else 1)
        return Fraction(weight) >= threshold * total
    return weight >= rule["threshold"]


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=6),
    RULES,
    st.booleans(),
    st.sampled_from([None, "The chair", "The mayor"]),
)
def test_passing_blocking_and_power_are_what_every_way_to_vote_gives(weights, rule, weighted, casting_vote):
    if not weighted:
        weights = [1] * len(weights)
    names = [f"m{n}" for n in range(len(weights))]
    given_weights = dict(zip(names, weights, strict=True)) if weighted else None
    rows = [(name, YES | ({"capacity": "chair"} if name == "m0" else {})) for name in names]
    found = ballot(rows, rule | {"casting_vote": casting_vote or "not_stated"}, given_weights)
    # Whoever breaks ties without a seat is one voter more, who counts for nothing else.
    outside = casting_vote == "The mayor"
    ways = list(product([False, True], repeat=len(weights) + outside))

    def verdict(way):
        casting = way[-1] if outside else bool(casting_vote) and way[0]
        return passes(rule, weights, way[: len(weights)], casting)

    swings = [
        sum(verdict(way) and not verdict((*way[:n], False, *way[n + 1 :])) for way in ways if way[n])
        for n in range(len(weights) + outside)
    ]
    expected = tuple(Fraction(swing, sum(swings)) if sum(swings) else Fraction(0) for swing in swings)
    assert found.powers == expected[: len(weights)]
    assert found.bloc_powers == {bloc: expected[names.index(bloc.parties[0])] for bloc in found.blocs}
    for n, name in enumerate(names):
        alone = tuple(k == n for k in range(len(weights) + outside))
        against = tuple(not aye for aye in alone)
        assert ((name,) in [bloc.parties for bloc in found.pass_alone]) == verdict(alone)
        assert ((name,) in [bloc.parties for bloc in found.block_alone]) == (not verdict(against))
        assert ((name,) in [bloc.parties for bloc in found.never_matter]) == (swings[n] == 0)
    # With the one outside against it, who passes; with the one outside for it, who blocks.
    inside = [way for way in ways if not (outside and way[-1])]
    winning = minimal(names, [way for way in inside if verdict(way)])
    blocking = minimal(names, [way for way in inside if not verdict([not aye for aye in way])])
    assert winning == {parties(group) for group in found.minimal_winning}
    assert blocking == {parties(group) for group in found.minimal_blocking}
    assert {group for group in winning if len(group) == 2} == {parties(pair) for pair in found.pairs}
    if rule["passes_with"] == "majority":
        halves = {sum(w for w, aye in zip(weights, way, strict=False) if aye) * 2 for way in ways}
        assert found.can_tie == (sum(weights) in halves)


def parties(group):
    return frozenset(bloc.parties[0] for bloc in group)


def minimal(names, ways):
    """Of several ways to vote, the groups that say yes in one of them, without those that hold another."""
    groups = {frozenset(name for name, aye in zip(names, way, strict=False) if aye) for way in ways}
    return {group for group in groups if not any(other < group for other in groups)} - {frozenset()}


@given(st.integers(1, 9), RULES, st.booleans())
def test_the_fewest_that_pass_and_block_without_the_casting_vote(number, rule, has_casting_vote):
    casting = {"casting_vote": "The mayor"} if has_casting_vote else {}
    found = ballot([(f"m{n}", YES) for n in range(number)], rule | casting)

    def verdict(ayes, casting):
        return passes(rule, [1] * number, [n < ayes for n in range(number)], casting)

    enough = [ayes for ayes in range(number + 1) if verdict(ayes, casting=False)]
    stops = [noes for noes in range(number + 1) if not verdict(number - noes, casting=has_casting_vote)]
    assert (found.needed if enough else None) == min(enough, default=None)
    assert (found.blocking if enough else None) == (min(stops) if enough else None)
    ties = has_casting_vote and rule["passes_with"] == "majority" and number % 2 == 0
    assert found.half == (Decimal(number) / 2 if ties else None)


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


# -- whose votes are counted together


def blocs(*rows, **parties):
    return {(bloc.parties, bloc.alike): bloc.weight for bloc in ballot(rows, **parties).blocs}


def test_a_part_votes_with_its_whole_where_that_has_votes_of_its_own():
    wing = {"pct": {}, "wing": {"part_of": "pct"}, "ward": {"part_of": "wing"}}
    assert blocs(("pct", YES), ("wing", YES), ("ward", YES), **wing) == {(("pct",), 1): 3}
    assert blocs(("wing", YES), ("city", YES), **wing) == {(("wing",), 1): 1, (("city",), 1): 1}
    assert blocs(("pct", NO), ("wing", YES), **wing) == {(("wing",), 1): 1}


def test_a_part_of_two_wholes_votes_with_neither():
    both = {"joint": {"part_of": ["pct", "city"]}}
    assert len(blocs(("pct", YES), ("city", YES), ("joint", YES), **both)) == 3


def test_a_vote_for_a_part_and_its_whole_is_the_wholes():
    pec = {"pct": {}, "pec": {"part_of": "pct"}}
    assert blocs(("pct", YES), ("rep", YES | {"represents": ["pct", "pec"]}), **pec) == {(("pct",), 1): 2}
    assert blocs(("rep", YES | {"represents": ["pct", "pec"]}), **pec) == {(("pct", "pec"), 1): 1}


def test_votes_for_a_counted_party_are_in_several_hands_row_by_row():
    rows = [(rep, YES | {"represents": "pct"}) for rep in ("north", "south")]
    assert blocs(*rows, pct={"count": 8}) == {(("pct",), 2): 1}
    assert blocs(("pct", YES), ("wing", YES), pct={"count": 8}, wing={"part_of": "pct"}) == {(("pct",), 9): 1}


def test_among_very_many_parts_are_not_looked_for():
    many = [(f"m{n}", YES) for n in range(200)]
    assert len(blocs(*many, m1={"part_of": "m0"})) == 200


def test_those_alike_pass_together_where_there_are_others():
    rule = {"passes_with": "count", "threshold": 2}
    rows = [("pct", YES | {"seats": 2}), ("city", YES)]
    assert [b.parties for b in ballot(rows, rule, pct={"count": 2}).pass_together] == [("pct",)]
    assert not ballot(rows[:1], rule, pct={"count": 2}).pass_together
    assert not ballot(rows, rule | {"threshold": 3}, pct={"count": 2}).pass_together
    assert not ballot(rows, rule | {"threshold": 1}, pct={"count": 2}).pass_together, "each does alone"


def test_one_of_several_alike_makes_no_pair():
    rows = [("pct", YES | {"seats": 2}), ("city", YES), ("union", YES)]
    found = ballot(rows, {"passes_with": "count", "threshold": 2}, pct={"count": 2})
    assert [(one.parties, other.parties) for one, other in found.pairs] == [(("city",), ("union",))]


def test_votes_of_one_party_alone_are_not_contested():
    assert not ballot(seats(pct=3)).is_contested
    assert ballot(seats(pct=3), pct={"count": 3}).is_contested
    assert ballot(seats(pct=3, city=1)).is_contested


# -- casting votes

MAJORITY = {"passes_with": "majority"}


@pytest.mark.parametrize(
    ("rows", "casting_vote", "blocs"),
    [
        ([("a", YES | {"capacity": "chair"}), ("b", YES)], "The Chair", ["a"]),
        ([("a", YES | {"capacity": "chair"}), ("b", YES)], "The mayor", []),
        ([("a", NO | {"capacity": "chair"}), ("b", YES), ("c", YES)], "The chair", []),
        ([("a", YES | {"capacity": "chair"}), ("b", YES | {"capacity": "chair"})], "The chair", []),
        ([("a", YES | {"capacity": "chair", "seats": 2}), ("b", YES | {"seats": 2})], "The chair", []),
    ],
)
def test_the_casting_vote_is_the_chairs_where_the_papers_show_one_who_votes(rows, casting_vote, blocs):
    found = ballot(rows, MAJORITY | {"casting_vote": casting_vote})
    assert [bloc.parties[0] for bloc in found.blocs if bloc.casting] == blocs
    assert [bloc.parties[0] for bloc in found.pass_alone] == blocs


@pytest.mark.parametrize("text", ["not_stated", "none", "None"])
def test_a_casting_vote_of_nobody(text):
    found = ballot(seats(a=1, b=1), MAJORITY | {"casting_vote": text})
    assert (found.has_casting_vote, found.half, found.blocking) == (False, None, 1)


def test_a_casting_vote_of_one_of_a_counted_party_is_set_apart():
    chair = ("chair", YES | {"capacity": "chair", "represents": "pct"})
    found = ballot([chair, ("rep", YES | {"represents": "pct", "seats": 3})], MAJORITY | {"casting_vote": "The chair"}, pct={"count": 4})  # fmt: skip
    assert [(bloc.alike, bloc.casting) for bloc in found.blocs] == [(3, False), (1, True)]


def test_without_a_rule_the_casting_vote_and_the_weights_still_stand():
    rule = {"passes_with": "not_stated", "casting_vote": "The chair", "weights": {"a": 2, "b": 1, "c": 1}}
    rows = [("a", YES | {"capacity": "chair"}), ("b", YES), ("c", YES)]
    found = ballot(rows, rule | {"of": "weights"}).by_majority
    assert (found.total, found.half) == (4, 2)
    assert [bloc.parties for bloc in found.pass_alone] == [("a",)]


def test_many_weights_do_not_hang():
    """Thirty weights of which no two sums are equal can add up to a thousand million sums."""
    weights = {f"m{n:02}": f"{2**n}.{n:015}" for n in range(30)}
    found = ballot([(member, YES) for member in weights], MAJORITY, weights)
    assert (found.can_tie, found.powers, found.bloc_powers, found.never_matter) == (None, None, None, ())


def test_a_weight_of_nothing_is_nothing():
    found = ballot([("a", YES), ("b", YES), ("c", YES)], MAJORITY, {"a": 1, "b": 2, "c": 0})
    assert (found.powers, found.can_tie) == ((0, 1, 0), False)


def test_all_ballots_at_once_are_those_asked_for_one_by_one():
    structure = Structure.model_validate({
        "structure": {"id": "s", "title": "S"},
        "organisations": {key: {"name": key} for key in ("board", "panel", "trust", "idle")},
        "memberships": [{"body": "board", "member": "trust", "votes": "yes"}],
        "decision_rules": {"panel": {"passes_with": "majority"}},
    })  # fmt: skip
    graph = GovernanceGraph(structure)
    assert ballots(graph) == {body: graph.ballot(body) for body in ("board", "panel")}


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
