"""The scope tree: covers and overlap."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.model.scopes import (
    ALL,
    RESERVED,
    covered_by_any,
    covering,
    covers,
    is_reserved,
    narrower,
    overlap,
)

laws = settings(max_examples=500, deadline=None, derandomize=True, database=None)
steps = st.sampled_from(["a", "b", "ab", "a-b", "local", "hosting", "employment", "x"])
scopes = st.just(ALL) | st.lists(steps, min_size=1, max_size=3).map("/".join)


@pytest.mark.parametrize(
    ("wide", "narrow", "holds"),
    [
        ("a", "a", True),
        ("a", "a/b", True),
        ("a", "a/b/c", True),
        ("a/b", "a", False),
        ("a", "ab", False),
        ("a", "a-b", False),
        ("a", "b/a", False),
        ("all", "a/b", True),
        ("a", "all", False),
        ("all", "all", True),
        ("all", "local", False),
        ("all", "local/appraisal", False),
        ("all", "localities", True),
        ("all", "care/local", True),
        ("local", "all", False),
        ("local", "local", True),
        ("local", "local/appraisal", True),
        ("local", "hosting", False),
    ],
)
def test_covers(wide, narrow, holds):
    assert covers(wide, narrow) is holds


def test_the_reserved_scopes():
    assert set(RESERVED) == {"local", "hosting", "employment"}
    assert [is_reserved(scope) for scope in ("local", "hosting/team", "employment", "all", "a/local", "locality")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@laws
@given(scopes, scopes, scopes)
def test_covers_is_an_order(one, other, third):
    assert covers(one, one)
    assert one == other or not (covers(one, other) and covers(other, one))
    if covers(one, other) and covers(other, third):
        assert covers(one, third)


@laws
@given(scopes, scopes)
def test_overlap_is_mutual_and_means_that_one_covers_the_other(one, other):
    assert overlap(one, other) is overlap(other, one)
    assert overlap(one, other) is (covers(one, other) or covers(other, one))
    common = narrower(one, other)
    assert (common is not None) is overlap(one, other)
    if common is not None:
        assert common in {one, other}
        assert covers(one, common)
        assert covers(other, common)


@laws
@given(scopes, scopes)
def test_what_is_reserved_overlaps_only_its_own(one, other):
    if is_reserved(one) and overlap(one, other):
        assert is_reserved(other)
        assert one.split("/")[0] == other.split("/")[0]


@laws
@given(st.lists(scopes, max_size=3), scopes)
def test_covered_by_any(wide, narrow):
    assert covered_by_any(wide, narrow) is any(covers(one, narrow) for one in wide)


@laws
@given(scopes, st.lists(scopes, max_size=20))
def test_those_that_cover_a_scope_are_found_without_asking_each(scope, others):
    found = set(covering(scope))
    assert all(covers(wide, scope) for wide in found)
    assert {wide for wide in others if covers(wide, scope)} <= found
