"""Arithmetic over numbers and named figures: what `equals` may say. A small grammar of our own; nothing is evaluated as code.

    sum     = product {("+" | "-") product}
    product = factor {("*" | "/") factor}
    factor  = number | name | "(" sum ")" | ("+" | "-") factor

`×`, `÷` and `−` are read as well. A name is the id of a figure; a hyphen inside a name belongs to it, so a minus
between names has spaces round it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w.])|(?P<name>[a-z0-9][a-z0-9._-]*)|(?P<sign>[-+*/()]))"
)
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-"})
_MOST_TOKENS, _DEEPEST = 400, 50
_PRECISION = Context(prec=40, traps=[DivisionByZero, InvalidOperation, Overflow], Emax=999)


class ExpressionError(ValueError):
    """An expression that is not arithmetic, or that has no value; the message is for its writer."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """The figure with this id."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two values joined by one of + - * /."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | Reference | Operation


def parse(text: str) -> Expression:
    """The tree of an expression. Raises ExpressionError naming what is not arithmetic."""
    return _Parser(list(_tokens(text.translate(_SIGNS)))).whole()


def references(expression: Expression) -> Iterator[str]:
    """The figures that an expression names, in the order written."""
    if isinstance(expression, Reference):
        yield expression.name
    elif isinstance(expression, Operation):
        yield from references(expression.left)
        yield from references(expression.right)


def evaluate(expression: Expression, values: Mapping[str, Decimal]) -> Decimal:
    """The value, to forty digits. Raises ExpressionError where it divides by nothing or a figure has no amount."""
    with localcontext(_PRECISION):
        try:
            return _value(expression, values)
        except (DivisionByZero, InvalidOperation):
            raise ExpressionError("it divides by nothing") from None
        except Overflow:
            raise ExpressionError("its value is too large to be an amount") from None


def is_ratio(expression: Expression) -> bool:
    """Whether it divides somewhere: then its value is compared as rounded."""
    return isinstance(expression, Operation) and (
        expression.sign == "/" or is_ratio(expression.left) or is_ratio(expression.right)
    )


def added_together(expression: Expression) -> Iterator[tuple[str, ...]]:
    """The figures that are added to or taken from each other, sum by sum: they must be of one unit and year."""
    if isinstance(expression, Operation):
        if expression.sign in "+-":
            parts = tuple(_addends(expression))
            if len(parts) > 1:
                yield parts
            for product in _products(expression):
                yield from added_together(product)
        else:
            yield from added_together(expression.left)
            yield from added_together(expression.right)


def _products(expression: Expression) -> Iterator[Expression]:
    """The terms of a sum that are no sums themselves."""
    if isinstance(expression, Operation) and expression.sign in "+-":
        yield from _products(expression.left)
        yield from _products(expression.right)
    else:
        yield expression


def _addends(expression: Expression) -> Iterator[str]:
    """The figures that stand in a sum alone or multiplied by a number: those whose unit the sum has."""
    for term in _products(expression):
        if isinstance(term, Reference):
            yield term.name
        elif isinstance(term, Operation) and term.sign == "*":
            named = [side for side in (term.left, term.right) if isinstance(side, Reference)]
            plain = [side for side in (term.left, term.right) if isinstance(side, Number)]
            if len(named) == len(plain) == 1:
                yield named[0].name


_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}


def _value(expression: Expression, values: Mapping[str, Decimal]) -> Decimal:
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Reference):
        if expression.name not in values:
            raise ExpressionError(f"the figure {expression.name!r} has no amount")
        return values[expression.name]
    return _OPERATIONS[expression.sign](_value(expression.left, values), _value(expression.right, values))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    text = text.rstrip()
    at = count = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ExpressionError(f"{text[at:].split()[0][:20]!r} is not arithmetic")
        count += 1
        if count > _MOST_TOKENS:
            raise ExpressionError(f"it has more than {_MOST_TOKENS:,} parts")
        kind = found.lastgroup or ""
        yield kind, found[kind]
        at = found.end()


class _Parser:
    """Reads a sum from tokens, left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def whole(self) -> Expression:
        if not self.tokens:
            raise ExpressionError("it is empty")
        found = self.sum(0)
        if self.at < len(self.tokens):
            raise ExpressionError(f"{self.tokens[self.at][1]!r} does not follow from what is before it")
        return found

    def sum(self, depth: int) -> Expression:
        return self._joined("+-", self.product, depth)

    def product(self, depth: int) -> Expression:
        return self._joined("*/", self.factor, depth)

    def _joined(self, signs: str, part: Callable[[int], Expression], depth: int) -> Expression:
        found = part(depth)
        while (sign := self._next()) and sign in signs:
            self.at += 1
            found = Operation(sign, found, part(depth))
        return found

    def factor(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise ExpressionError(f"its parentheses go deeper than {_DEEPEST}")
        if self.at >= len(self.tokens):
            raise ExpressionError("it breaks off")
        kind, word = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Number(Decimal(word.replace(",", "")))
        if kind == "name":
            return Reference(word)
        if word in "+-":
            return Operation(word, Number(Decimal(0)), self.factor(depth + 1))
        if word != "(":
            raise ExpressionError(f"{word!r} does not follow from what is before it")
        found = self.sum(depth + 1)
        if self._next() != ")":
            raise ExpressionError("a parenthesis is not closed")
        self.at += 1
        return found

    def _next(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""
