"""Arithmetic of figures: what it comes to, against Python's own fractions; and what is none, in words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govgraph.model.duties import Figure
from govgraph.model.expressions import (
    ExpressionError,
    Number,
    Operation,
    Reference,
    added_together,
    evaluate,
    is_ratio,
    parse,
    references,
)
from govgraph.model.workings import work_out

VALUES = {"a": Decimal("2.5"), "b-c": Decimal(3), "d.e": Decimal(-4), "f_1": Decimal(0)}
numbers = st.decimals(0, 10**6, places=2).map(lambda n: Number(abs(n)))
leaves = numbers | st.sampled_from([Reference(name) for name in VALUES])
trees = st.recursive(
    leaves, lambda part: st.builds(Operation, st.sampled_from("+-*/"), part, part), max_leaves=12
)


def written(tree):
    if isinstance(tree, Number):
        return f"{tree.value:f}"
    if isinstance(tree, Reference):
        return tree.name
    return f"({written(tree.left)} {tree.sign} {written(tree.right)})"


def fraction(tree):
    if isinstance(tree, Number):
        return Fraction(tree.value)
    if isinstance(tree, Reference):
        return Fraction(VALUES[tree.name])
    left, right = fraction(tree.left), fraction(tree.right)
    if tree.sign == "/":
        assume(right != 0)
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[tree.sign]


@given(trees)
def test_what_is_written_is_what_is_read(tree):
    assert parse(written(tree)) == tree


@given(trees)
def test_the_value_is_that_of_exact_fractions(tree):
    exact = fraction(tree)
    value = Fraction(evaluate(tree, VALUES))
    assert abs(value - exact) <= max(abs(exact), 1) / 10**25


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3*60 + 480 + 7*30", 870), ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20), ("10 - 3 - 2", 5), ("24 / 4 / 2", 3),
        ("-5 + 7", 2), ("2 × 3 ÷ 4 − 1", "0.5"), ("1,000 + 1", 1001), ("b-c * 2", 6), ("a - 1", "1.5"), ("3-1", 2),
    ],
)  # fmt: skip
def test_signs_bind_as_at_school(text, value):
    assert evaluate(parse(text), VALUES) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is empty"),
        ("3 60", "'60' does not follow from what is before it"),
        ("2 ** 3", "'*' does not follow from what is before it"),
        ("(1 + 2", "a parenthesis is not closed"),
        ("1 + ", "it breaks off"),
        ("70% of 15", "'%' is not arithmetic"),
        ("__import__('os')", "\"__import__('os')\"[:20] is not arithmetic"),
        ("1" + "+1" * 10_000, "it has more than 400 parts"),
        ("(" * 100 + "1" + ")" * 100, "its parentheses go deeper than 50"),
        ("-" * 100 + "1", "its parentheses go deeper than 50"),
    ],
)
def test_what_is_no_arithmetic_is_told_in_words(text, message):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    if "[:20]" not in message:
        assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 / 0", "it divides by nothing"),
        ("0 / 0", "it divides by nothing"),
        ("1 / (2 - 2)", "it divides by nothing"),
        ("x + 1", "the figure 'x' has no amount"),
        ("*".join(["9" * 300] * 5), "its value is too large to be an amount"),
    ],
)
def test_what_comes_to_nothing_is_told_in_words(text, message):
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(text), VALUES)
    assert str(caught.value) == message


def test_parts_that_are_added_are_told_apart_from_factors():
    assert list(added_together(parse("a + 2 * b-c - 7"))) == [("a", "b-c")]
    assert list(added_together(parse("a / b-c * 100"))) == []
    assert list(added_together(parse("(a + b-c) / (d.e + f_1)"))) == [("a", "b-c"), ("d.e", "f_1")]
    assert list(references(parse("a + a * d.e"))) == ["a", "a", "d.e"]
    assert [is_ratio(parse(text)) for text in ("a + 1", "a / 2", "1 + 2 * (3 - 4 / 5)")] == [
        False,
        True,
        True,
    ]


def figures(**rows):
    return {key: Figure(**row) for key, row in rows.items()}


def test_a_figure_counts_with_its_stated_amount_or_with_its_own_sum():
    found = work_out(figures(
        top={"equals": "middle + 1"}, middle={"equals": "low * 2"}, low={"amount": 5}, told={"amount": 7, "equals": "low + 1"}, on={"equals": "told * 10"},
    ))  # fmt: skip
    assert {key: working.value for key, working in found.items()} == {
        "top": 11,
        "middle": 10,
        "told": 6,
        "on": 70,
    }


def test_circles_unknown_names_and_amounts_that_are_missing_are_told():
    found = work_out(figures(
        a={"equals": "b + 1"}, b={"equals": "a + 1"}, own={"equals": "own"}, c={"equals": "nothing * 2"}, d={"equals": "silent"}, silent={"stated_as": "many"}, e={"equals": "1 +"},
    ))  # fmt: skip
    circle = "it rests on itself, through the figures that it names"
    assert {key: (working.problem, working.unknown) for key, working in found.items()} == {
        "a": (circle, ()),
        "b": (circle, ()),
        "own": (circle, ()),
        "c": (None, ("nothing",)),
        "d": ("the figure 'silent' has no amount", ()),
        "e": ("it breaks off", ()),
    }


def test_a_long_chain_of_figures_is_worked_out():
    chain = {"f0": Figure(amount=1)} | {f"f{n}": Figure(equals=f"f{n - 1} + 1") for n in range(1, 5_000)}
    assert work_out(chain)["f4999"].value == 5_000
