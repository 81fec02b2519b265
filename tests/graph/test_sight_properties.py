"""Random small structures: the graph's answers are those of an exhaustive search written from the domain's words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import RESERVED, Oracle, is_active, measures, parties_of, strength_of, verdict_of
from written_structures import ALL_SCOPES, STATUS_SETS, structures

from govgraph.graph import Direction, GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import Status
from govgraph.settings import Reading

readings = st.tuples(st.sampled_from(STATUS_SETS), st.booleans())
LEAST = {Direction.ACCOUNT: 1, Direction.INSTRUCTION: 3}


def examples(number):
    return settings(max_examples=number, deadline=None, derandomize=True, database=None)


def graph_of(data, statuses=STATUS_SETS[0], contracts=True, scope=None):
    structure = Structure.model_validate(data)
    chosen = frozenset(Status(status) for status in statuses)
    return GovernanceGraph(
        structure, Reading.of(structure, statuses=chosen, contracts_count=contracts, scope=scope)
    )


def oracle_of(data, statuses=STATUS_SETS[0], contracts=True):
    return Oracle(data, data["structure"].get("as_at"), statuses, contracts)


def shape(line):
    """A line of the code as the oracle measures one."""
    if line is None:
        return None
    worst = max((link.standing for link in line.links), default=0)
    verdict = verdict_of(line.links)
    rank = ("clear", "qualified", "weak", "none").index(verdict)
    return (rank, -line.strength, len(line.unsettled), int(worst), len(line.links)), line.parties


def expected(subject, line):
    return None if line is None else (measures(line), parties_of(subject, line))


def parties(data):
    return [*data["organisations"], *data["posts"]]


# -- the answers


def agrees(direction, data, reading):
    """Verdict, best line and limbs of every party in every scope are the oracle's."""
    oracle, least = oracle_of(data, *reading), LEAST[direction]
    for scope in ALL_SCOPES:
        graph = graph_of(data, *reading, scope=scope)
        for subject in parties(data):
            (answer,) = graph.sight([subject], direction)
            best = oracle.best(subject, scope, least)
            assert (answer.verdict, shape(answer.line)) == (verdict_of(best), expected(subject, best))
            assert answer.scopes == (scope,)
            assert answer.direction is direction
            limbs = {limb.through: (limb.verdict, shape(limb.line)) for limb in answer.limbs}
            assert limbs == {
                first: (verdict_of(line), expected(subject, line))
                for first, line in oracle.limbs(subject, scope, least).items()
            }
            assert len(limbs) == len(answer.limbs)


@pytest.mark.parametrize("direction", list(Direction))
@examples(150)
@given(structures(), readings)
def test_sight_is_what_an_exhaustive_search_finds(direction, data, reading):
    agrees(direction, data, reading)


@examples(80)
@given(structures(named=True), readings)
def test_sight_of_named_ones_is_what_an_exhaustive_search_finds(data, reading):
    agrees(Direction.ACCOUNT, data, reading)


@examples(60)
@given(structures(), readings, st.sampled_from(ALL_SCOPES))
def test_single_points_are_on_every_line(data, reading, scope):
    oracle, graph = oracle_of(data, *reading), graph_of(data, *reading, scope=scope)
    for subject in parties(data):
        (answer,) = graph.sight([subject])
        assert set(answer.single_points) == oracle.single_points(subject, scope)
        assert len(set(answer.single_points)) == len(answer.single_points)
        on_best = (
            [party for party in answer.line.parties if party in answer.single_points] if answer.line else []
        )
        assert list(answer.single_points) == on_best, "nearest first"


@examples(50)
@given(structures(), readings, st.sampled_from(ALL_SCOPES))
def test_every_link_of_a_line_is_one_that_the_domain_knows(data, reading, scope):
    oracle, graph = oracle_of(data, *reading), graph_of(data, *reading, scope=scope)
    known = {(hop.lower, hop.upper, hop.strength, hop.standing) for hop in oracle.hops(scope)}
    for subject in parties(data):
        (answer,) = graph.sight([subject])
        for line in (answer.line, *(limb.line for limb in answer.limbs)):
            if line is not None:
                assert {
                    (link.lower, link.upper, link.strength, int(link.standing)) for link in line.links
                } <= known
                assert len(set(line.parties)) == len(line.parties)


@examples(50)
@given(structures(), readings, st.sampled_from(ALL_SCOPES))
def test_a_dead_end_is_a_party_without_a_link_at_the_end_of_a_chain(data, reading, scope):
    oracle, graph = oracle_of(data, *reading), graph_of(data, *reading, scope=scope)
    pairs = {(hop.lower, hop.upper) for hop in oracle.hops(scope)}
    for subject in parties(data):
        (answer,) = graph.sight([subject])
        for limb in answer.limbs:
            assert limb.dead_ends or limb.line is not None, "a dead limb says where it stops"
            for end in limb.dead_ends:
                assert end.chain[0] == limb.through
                assert end.chain[-1] == end.at
                assert set(zip(end.chain, end.chain[1:], strict=False)) <= pairs
                assert subject not in end.chain
                assert end.why
        assert bool(answer.why) == (answer.line is None and not answer.limbs)


@examples(30)
@given(structures(), readings)
def test_the_verdict_alone_is_that_of_the_full_answer(data, reading):
    for scope in ALL_SCOPES:
        graph = graph_of(data, *reading, scope=scope)
        for subject in parties(data):
            (answer,) = graph.sight([subject])
            assert graph.verdict(subject, scope) is answer.verdict


@examples(30)
@given(structures(), readings)
def test_without_a_scope_the_answers_are_those_of_the_scopes_that_they_name(data, reading):
    graph = graph_of(data, *reading)
    for subject in parties(data):
        answers = graph.sight([subject])
        named = [scope for answer in answers for scope in answer.scopes]
        assert len(set(named)) == len(named), "no scope stands in two answers"
        assert sorted(named) == sorted(graph.asked_in(subject))
        assert set(named) <= set(graph.scopes)
        for answer in answers:
            for scope in answer.scopes:
                (alone,) = graph_of(data, *reading, scope=scope).sight([subject])
                assert (alone.verdict, alone.line, alone.limbs) == (answer.verdict, answer.line, answer.limbs)
        merged = [
            (answer.verdict, answer.line, answer.limbs, answer.single_points, answer.why)
            for answer in answers
        ]
        assert len(set(merged)) == len(merged), "equal answers are one"


@examples(30)
@given(structures(), readings)
def test_the_scopes_analysed_are_the_functional_ones_in_use(data, reading):
    oracle, graph = oracle_of(data, *reading), graph_of(data, *reading)
    assert all(oracle.exists(row.from_) for row in graph.relationships)
    counting = {row.scope for row in graph.relationships}
    undefined = {
        row.get("scope", "all")
        for row in data["relationships"]
        if (row["kind"], row.get("status")) == ("accountable_to", "undefined")
        and is_active(row, oracle.at)
        and oracle.exists(row["from"])
    }
    assert functional(counting) <= set(graph.scopes) - {"all"} <= functional(counting | undefined)
    assert ("all" in graph.scopes) == (len(set(graph.scopes) - {"all"}) == 0)
    assert list(graph.scopes) == sorted(graph.scopes)


def functional(scopes):
    return {scope for scope in scopes if scope != "all" and scope.split("/")[0] not in RESERVED}


# -- what must make no difference


def relabelled(data, names):
    """The same structure under other ids."""

    def of(value):
        if isinstance(value, list):
            return [of(item) for item in value]
        if isinstance(value, dict):
            return {key: of(item) if key == "body" else item for key, item in value.items()}
        return names.get(value, value)

    def row(written, *fields):
        return {key: of(value) if key in fields else value for key, value in written.items()}

    header = data["structure"]
    return data | {
        "structure": header | {"root": [names[root] for root in header["root"]]},
        "organisations": {
            names[key]: row(o, "part_of", "one_of") for key, o in data["organisations"].items()
        },
        "posts": {names[key]: row(p, "in", "heads", "one_of") for key, p in data["posts"].items()},
        "relationships": [row(r, "from", "to", "via") for r in data["relationships"]],
    }


@examples(30)
@given(structures(), readings, st.sampled_from(ALL_SCOPES))
def test_other_ids_in_the_same_order_change_nothing(data, reading, scope):
    order = sorted(parties(data))
    names = {party: f"o{3 * index:02d}" for index, party in enumerate(order)}
    before = graph_of(data, *reading, scope=scope)
    after = graph_of(relabelled(data, names), *reading, scope=scope)
    for subject in order:
        (one,), (other,) = before.sight([subject]), after.sight([names[subject]])
        assert [names[party] for party in one.single_points] == list(other.single_points)
        assert len(one.limbs) == len(other.limbs)
        lines = [
            (one.line, other.line),
            *((a.line, b.line) for a, b in zip(one.limbs, other.limbs, strict=True)),
        ]
        for line, twin in lines:
            assert (line is None) == (twin is None)
            if line is not None:
                assert [names[party] for party in line.parties] == list(twin.parties)
                assert [(k.kind, k.scope, k.status, k.basis) for k in line.links] == [
                    (k.kind, k.scope, k.status, k.basis) for k in twin.links
                ]


@examples(30)
@given(structures(), readings, st.sampled_from(ALL_SCOPES), st.randoms(use_true_random=False))
def test_other_ids_change_nothing_but_the_choice_between_equals(data, reading, scope, random):
    order = sorted(parties(data))
    mixed = [f"y{index}" for index in range(len(order))]
    random.shuffle(mixed)
    names = dict(zip(order, mixed, strict=True))
    before = graph_of(data, *reading, scope=scope)
    after = graph_of(relabelled(data, names), *reading, scope=scope)
    for subject in order:
        (one,), (other,) = before.sight([subject]), after.sight([names[subject]])
        assert one.verdict is other.verdict
        assert {names[party] for party in one.single_points} == set(other.single_points)
        assert measure(one.line) == measure(other.line)
        assert {names[limb.through]: (limb.verdict, measure(limb.line)) for limb in one.limbs} == {
            limb.through: (limb.verdict, measure(limb.line)) for limb in other.limbs
        }
        assert {names[end.at] for limb in one.limbs for end in limb.dead_ends if limb.line} == {
            end.at for limb in other.limbs for end in limb.dead_ends if limb.line
        }


def measure(line):
    return None if line is None else shape(line)[0]


@examples(30)
@given(structures(), readings, st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(data, reading, random):
    def shuffled(rows):
        mixed = list(rows.items())
        random.shuffle(mixed)
        return dict(mixed)

    relationships = list(data["relationships"])
    random.shuffle(relationships)
    other = data | {
        "organisations": shuffled(data["organisations"]),
        "posts": shuffled(data["posts"]),
        "relationships": relationships,
        "scopes": shuffled(data["scopes"]),
    }
    before, after = graph_of(data, *reading), graph_of(other, *reading)
    asked = sorted(parties(data))
    for direction in Direction:
        assert repr(before.sight(asked, direction)) == repr(after.sight(asked, direction))
    assert before.links == after.links
    assert before.assumptions() == after.assumptions()


# -- trace


@examples(50)
@given(structures(), readings)
def test_trace_gives_every_simple_line(data, reading):
    oracle, graph = oracle_of(data, *reading), graph_of(data, *reading)
    for start in parties(data):
        for end in parties(data):
            found, cut = graph.trace(start, end, limit=10_000)
            wanted = {}
            for scope in graph.scopes if start != end else ():
                for path in oracle.paths(start, {end}, oracle.hops(scope)):
                    if end in {hop.upper for hop in path[:-1]}:
                        continue
                    route = (parties_of(start, path), scope)
                    wanted[route] = max(wanted.get(route, 0), strength_of(path))
            assert {
                (line.parties, scope): line.strength for line, scopes in found for scope in scopes
            } == wanted
            assert sum(len(scopes) for _, scopes in found) == len(wanted), "each once"
            strengths = [line.strength for line, _ in found]
            assert strengths == sorted(strengths, reverse=True)
            assert not cut
            if len(found) > 1:
                first, more = graph.trace(start, end, limit=1)
                assert (first, more) == (found[:1], True)


# -- by way of others


@st.composite
def questions(draw):
    data = draw(structures())
    known = parties(data)
    groups = draw(
        st.lists(
            st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True), min_size=1, max_size=2
        )
    )
    return data, groups


@examples(60)
@given(questions(), st.sampled_from(("all", "a/b")))
def test_by_way_of_others_joins_best_legs(question, scope):
    data, groups = question
    oracle, graph = oracle_of(data), graph_of(data, scope=scope)
    for subject in parties(data):
        (answer,) = graph.sight([subject], via=groups)
        best = oracle.by_way_of(subject, groups, scope)
        assert (answer.verdict, shape(answer.line)) == (verdict_of(best), expected(subject, best))
        passed = parties_of(subject, best) if best is not None else ()
        assert set(answer.repeats) == {party for party in passed if passed.count(party) > 1}
        assert bool(answer.why) == (best is None)
        assert answer.via == tuple(tuple(group) for group in groups)
