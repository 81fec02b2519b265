"""Laws of comparison, on random structures: nothing from a thing to itself, mirrors, renaming, and changes that lead there."""

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from written_structures import structures

from govgraph.changes import Heirs, between
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.model.transition import Transition

laws = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def graph_of(data, id_="one"):
    return GovernanceGraph(Structure.model_validate({**data, "structure": {**data["structure"], "id": id_}}))


def transition(rows, before="one", after="two"):
    header = {"id": "t", "title": "T", "before": before, "after": after}
    return Transition.model_validate({"transition": header, "successions": rows})


def ids(graph):
    return [party for party in graph.structure.parties if graph.exists(party)]


def said(graph, row, became=lambda id_: id_):
    """A relationship as what it says, between those that exist."""
    ends = frozenset(became(end) for end in row.to if graph.exists(end))
    return row.kind, row.scope, became(row.from_), ends


def counting(graph):
    return [row for row in graph.relationships if not row.to or any(map(graph.exists, row.to))]


@laws
@given(structures(named=True))
def test_from_a_structure_to_itself_nothing_changes(data):
    one, other = graph_of(data), graph_of(data, "two")
    found = between(one, other, [transition([])])
    assert found.is_same
    assert set(found.parties.kept) == set(ids(one))
    assert len(found.relationships.kept) == len(counting(one))
    assert all(sighting.trend == "same" for sighting in found.sight)
    assert not any(sighting.lost or sighting.won for sighting in found.sight)
    assert all(measure.before == measure.after for measure in found.measures)


@laws
@given(structures(named=True), structures(named=True))
def test_what_is_added_one_way_is_removed_the_other(old, new):
    one, other = graph_of(old), graph_of(new, "two")
    there, back = between(one, other), between(other, one)
    assert set(there.parties.added) == set(back.parties.removed)
    assert set(there.parties.removed) == set(back.parties.added)
    assert set(there.parties.kept) == set(back.parties.kept)
    for place in ("relationships", "seats"):
        forth, reverse = getattr(there, place), getattr(back, place)
        assert Counter(map(id, forth.added)) == Counter(map(id, reverse.removed))
        assert Counter(map(id, forth.removed)) == Counter(map(id, reverse.added))
        assert len(forth.kept) == len(reverse.kept)
        assert len(forth.altered) == len(reverse.altered)


def renamed(data):
    """The structure with every party's id changed."""
    parties = [*data["organisations"], *data["posts"]]

    def walk(value):
        if isinstance(value, dict):
            return {key if key not in parties else f"new-{key}": walk(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [walk(entry) for entry in value]
        return f"new-{value}" if value in parties else value

    return walk(data), [{"from": party, "to": f"new-{party}"} for party in parties]


@laws
@given(structures(named=True))
def test_renaming_with_successions_changes_nothing_else(data):
    other_data, rows = renamed(data)
    one, other = graph_of(data), graph_of(other_data, "two")
    found = between(one, other, [transition(rows)])
    assert not found.parties.no_heir
    assert set(found.parties.inheriting) == set(found.parties.added) == {f"new-{party}" for party in ids(one)}
    assert not found.relationships.removed
    assert not found.relationships.added
    met = {(said(one, old, "new-{}".format), said(other, new)) for old, new in found.relationships.moved}
    assert {pair[0] for pair in met} >= {said(one, row, "new-{}".format) for row in counting(one)}
    assert {sighting.trend for sighting in found.sight} <= {"same"}
    assert not any(sighting.lost or sighting.won for sighting in found.sight)


@laws
@given(structures(named=True), structures(named=True), st.data())
def test_the_changes_applied_to_the_first_give_the_second(old, new, draw):
    one, other = graph_of(old), graph_of(new, "two")
    pairs = st.tuples(st.sampled_from(ids(one) or ["-"]), st.sampled_from(ids(other) or ["-"]))
    chosen = draw.draw(st.lists(pairs, max_size=3))
    assume(all("-" not in pair for pair in chosen))
    found = between(one, other, [transition([{"from": old, "to": new} for old, new in chosen])])
    rows = found.relationships
    gone = [*map(id, rows.removed), *(id(a.before) for a in rows.altered), *(id(b) for b, _ in rows.moved)]
    left = [row for row in counting(one) if id(row) not in gone]
    assert Counter(map(id, left)) == Counter(map(id, rows.kept)), "each row has one fate"
    came = {id(row): row for row in rows.added}
    came |= {id(a.after): a.after for a in rows.altered} | {id(b): b for _, b in rows.moved}
    reached = Counter([said(one, row) for row in left] + [said(other, row) for row in came.values()])
    assert reached == Counter(said(other, row) for row in counting(other))
    parties = (set(ids(one)) - set(found.parties.removed)) | set(found.parties.added)
    assert parties == set(ids(other))


@st.composite
def successions(draw):
    """Random successions among few ids, round in circles too."""
    names = st.sampled_from("abcdef")
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "from": st.lists(names, min_size=1, max_size=2, unique=True),
                    "to": st.lists(names, max_size=3, unique=True),
                },
                optional={"kind": st.sampled_from(["split", "function_only", "abolished", "merged"])},
            ),
            max_size=8,
        )
    )
    return transition(rows).successions


@laws
@given(successions(), st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_heirs_are_what_can_be_reached_and_exists(rows, old, new):
    heirs = Heirs(old, new, rows)
    for id_ in old:
        reached, queue = set(), [id_]
        while queue:
            at = queue.pop()
            for row in rows:
                if at in row.from_:
                    for end in row.to:
                        if end in new:
                            reached.add(end)
                        elif end not in reached:
                            reached.add(end)
                            queue.append(end)
        own = {id_} if heirs.stays(id_) else set()
        assert set(heirs.of(id_)) == (reached & new) | own
        for heir in heirs.of(id_):
            assert id_ in heirs.origins(heir)
    assert not any(heirs.origins(id_) for id_ in set("abcdef") - new)
