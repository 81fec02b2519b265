"""Our dominators are those of the library, on random graphs with one root and with several."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.graph.dominators import immediate_dominators

NAMES = "abcdefghij"
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(EDGES, st.sets(st.sampled_from(NAMES), min_size=1, max_size=3))
def test_dominators_are_those_of_the_library(edges, roots):
    """An edge is (lower, upper); nothing above a root counts."""
    edges = [(lower, upper) for lower, upper in edges if lower not in roots and lower != upper]
    expected = nx.DiGraph([("TOP", root) for root in roots] + [(upper, lower) for lower, upper in edges])
    found = immediate_dominators(
        sorted(roots),
        lambda party: [upper for lower, upper in edges if lower == party],
        lambda party: [lower for lower, upper in edges if upper == party],
    )
    reached = nx.descendants(expected, "TOP")
    library = nx.immediate_dominators(expected.subgraph(reached | {"TOP"}), "TOP")
    assert found == {party: None if library[party] == "TOP" else library[party] for party in reached}


def test_a_chain_of_20000_needs_no_recursion():
    found = immediate_dominators(
        ["0"],
        lambda p: [str(int(p) - 1)] if p != "0" else [],
        lambda p: [str(int(p) + 1)] if int(p) < 20_000 else [],
    )
    assert found["20000"] == "19999"
