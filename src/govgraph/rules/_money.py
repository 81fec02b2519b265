"""Amounts as papers word them, and who pays whom: what the rules on money share."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from enum import StrEnum

from govgraph.graph import GovernanceGraph
from govgraph.model.expressions import Expression, Number, Reference
from govgraph.model.relationships import Relationship
from govgraph.text import money


class Sense(StrEnum):
    """How an amount in words stands to the number that it names."""

    EXACTLY = "exactly"
    BELOW = "below"
    ABOVE = "above"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    JUST_BELOW = "just_below"
    JUST_ABOVE = "just_above"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Bound:
    """What an amount in words allows: one number, or two where it names a range."""

    sense: Sense
    number: Decimal
    upper: Decimal | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the words name the amount itself and not a limit to it."""
        return self.sense is Sense.EXACTLY

    def admits(self, value: Decimal) -> bool:
        """Whether a value is as the words say.

        About a number is within half of its last digit that is not nought, or within five per cent, whichever
        is more; just below and just above reach ten per cent. An exact number is compared as rounded.
        """
        number, slack = self.number, abs(self.number)
        match self.sense:
            case Sense.BELOW:
                return value < number
            case Sense.ABOVE:
                return value > number
            case Sense.AT_LEAST:
                return value >= number
            case Sense.AT_MOST:
                return value <= number
            case Sense.ABOUT:
                return abs(value - number) <= max(_half_a_digit(number), slack / 20)
            case Sense.JUST_BELOW:
                return number - slack / 10 <= value <= number
            case Sense.JUST_ABOVE:
                return number <= value <= number + slack / 10
            case Sense.BETWEEN:
                return number <= value <= (number if self.upper is None else self.upper)
            case Sense.EXACTLY:
                return agrees(value, number)


# Longer phrases first: "no more than" must not be read as "more than".
_BEFORE: tuple[tuple[str, Sense], ...] = (
    ("no more than", Sense.AT_MOST), ("not more than", Sense.AT_MOST), ("at most", Sense.AT_MOST), ("up to", Sense.AT_MOST),
    ("a maximum of", Sense.AT_MOST), ("maximum of", Sense.AT_MOST), ("not exceeding", Sense.AT_MOST),
    ("no less than", Sense.AT_LEAST), ("not less than", Sense.AT_LEAST), ("no fewer than", Sense.AT_LEAST),
    ("not fewer than", Sense.AT_LEAST), ("at least", Sense.AT_LEAST), ("a minimum of", Sense.AT_LEAST), ("minimum of", Sense.AT_LEAST),
    ("just less than", Sense.JUST_BELOW), ("just under", Sense.JUST_BELOW), ("just below", Sense.JUST_BELOW),
    ("slightly less than", Sense.JUST_BELOW), ("slightly under", Sense.JUST_BELOW), ("almost", Sense.JUST_BELOW), ("nearly", Sense.JUST_BELOW),
    ("just more than", Sense.JUST_ABOVE), ("just over", Sense.JUST_ABOVE), ("just above", Sense.JUST_ABOVE),
    ("slightly more than", Sense.JUST_ABOVE), ("slightly over", Sense.JUST_ABOVE),
    ("less than", Sense.BELOW), ("fewer than", Sense.BELOW), ("lower than", Sense.BELOW), ("smaller than", Sense.BELOW),
    ("under", Sense.BELOW), ("below", Sense.BELOW),
    ("more than", Sense.ABOVE), ("greater than", Sense.ABOVE), ("higher than", Sense.ABOVE), ("in excess of", Sense.ABOVE),
    ("over", Sense.ABOVE), ("above", Sense.ABOVE), ("exceeding", Sense.ABOVE),
    ("approximately", Sense.ABOUT), ("approx.", Sense.ABOUT), ("approx", Sense.ABOUT), ("about", Sense.ABOUT), ("around", Sense.ABOUT),
    ("circa", Sense.ABOUT), ("c.", Sense.ABOUT), ("roughly", Sense.ABOUT), ("some", Sense.ABOUT),
    ("exactly", Sense.EXACTLY),
)  # fmt: skip
_AFTER: tuple[tuple[str, Sense], ...] = (
    ("or more", Sense.AT_LEAST), ("or over", Sense.AT_LEAST), ("or above", Sense.AT_LEAST), ("at least", Sense.AT_LEAST),
    ("or less", Sense.AT_MOST), ("or fewer", Sense.AT_MOST), ("or under", Sense.AT_MOST), ("or below", Sense.AT_MOST), ("at most", Sense.AT_MOST),
)  # fmt: skip
_WORDS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        range(1, 13),
        strict=True,
    )
)
_DIGITS = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_ONE = re.compile(rf"(?P<sign>[£$€]?)\s?(?:{_DIGITS.format('number')}|(?P<word>[a-z]+))\s*(?P<unit>.*)")
_RANGE = re.compile(
    rf"(?:(?P<between>between)\s+)?(?P<sign>[£$€]?){_DIGITS.format('low')}\s*(?P<own>%|k|m|bn)?\s*(?P<joint>-|–|to|and)\s*[£$€]?{_DIGITS.format('high')}\s*(?P<unit>.*)"
)
# A working with more numbers than these is not repeated in a sentence.
_MOST_NUMBERS, _MOST_DIGITS = 12, 30
_LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_SIX_DIGITS, _WIDE = Context(prec=6), Context(prec=60)
_A_YEAR = re.compile(r"\s*(?:\b(?:a|per|each) (?:year|annum)|\bp\.?a\.?(?!\w)|\bannually|\byearly)\s*$")


def read_bound(text: str, unit: str | None) -> Bound | None:
    """What a paper's words for an amount allow, in the unit of the figure; None where they cannot be read.

    Only a whole text is read: bounding words, one number or a range, and the figure's own unit or none.

    >>> read_bound("less than 0.4 %", "%").sense.value, read_bound("75 % or more", "%").sense.value
    ('below', 'at_least')
    >>> read_bound("a good deal", "%") is None, read_bound("£3 billion", "£m") is None
    (True, True)
    """
    words = " ".join(text.casefold().split())
    sense = Sense.EXACTLY
    for phrase, meaning in _BEFORE:
        if words.startswith(phrase) and not words[len(phrase) : len(phrase) + 1].isalpha():
            sense, words = meaning, words[len(phrase) :].strip()
            break
    for phrase, meaning in _AFTER:
        if words.endswith(" " + phrase):
            if sense is not Sense.EXACTLY:
                return None
            sense, words = meaning, words.removesuffix(phrase).strip()
            break
    return _range(words, sense, unit) or _single(words, sense, unit)


def _single(words: str, sense: Sense, unit: str | None) -> Bound | None:
    found = _ONE.fullmatch(words)
    if found is None or not _is_unit(found["sign"] + found["unit"], unit):
        return None
    if found["word"]:
        return Bound(sense, Decimal(_WORDS[found["word"]])) if found["word"] in _WORDS else None
    return Bound(sense, _number(found["number"]))


def _range(words: str, sense: Sense, unit: str | None) -> Bound | None:
    found = _RANGE.fullmatch(words)
    if found is None or sense is not Sense.EXACTLY or bool(found["between"]) != (found["joint"] == "and"):
        return None
    low, high = _number(found["low"]), _number(found["high"])
    said = found["sign"] + found["unit"]
    if low > high or not _is_unit(said, unit):
        return None
    if found["own"] and plain_unit(found["sign"] + found["own"]) != plain_unit(said):
        return None
    return Bound(Sense.BETWEEN, low, high)


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _is_unit(said: str, unit: str | None) -> bool:
    """Whether the unit in the words is the figure's, or none is given."""
    return not said.strip() or (unit is not None and plain_unit(said) == plain_unit(unit))


def plain_unit(unit: str) -> str:
    """A unit in one spelling, without `a year`: a sum over a year is in the unit of what it adds.

    >>> plain_unit("£m a year"), plain_unit("per cent"), plain_unit("£ million")
    ('£m', '%', '£m')
    """
    plain = _A_YEAR.sub("", " ".join(unit.casefold().split()))
    plain = re.sub(r"\s*per ?cent(age)?\b|\s*%", "%", plain)
    plain = re.sub(r"^([£$€])\s*(million|mn|m)\b", r"\1m", plain)
    plain = re.sub(r"^([£$€])\s*(thousand|k)\b", r"\1k", plain)
    plain = re.sub(r"^([£$€])\s*(billion|bn)\b", r"\1bn", plain)
    return plain.strip()


def is_measure(unit: str) -> bool:
    """Whether a unit is money or a percentage, and no mere count of things."""
    return plain_unit(unit).startswith(("£", "$", "€", "%"))


def agrees(value: Decimal, stated: Decimal) -> bool:
    """Whether a value, rounded to as many decimals as are stated, is what is stated."""
    exponent = stated.as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
    return abs(value - stated) <= step / 2


def _half_a_digit(number: Decimal) -> Decimal:
    """Half of the unit of the last digit that is not nought: 7,000 is as exact as a thousand."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) / 2 if isinstance(exponent, int) else Decimal(0)


def grants(graph: GovernanceGraph) -> dict[str, list[Relationship]]:
    """What funds each party that rules may speak of, by who is paid; below the chosen limit it is left out."""
    found: dict[str, list[Relationship]] = defaultdict(list)
    for row, payee in graph.of_kind("funds"):
        if graph.is_judged(payee) and is_material(graph, row, payee):
            found[payee].append(row)
    return dict(sorted(found.items()))


def is_material(graph: GovernanceGraph, row: Relationship, payee: str) -> bool:
    """Whether an amount is as much as the chosen limit; one that the papers do not state may be."""
    if row.amount is None:
        return True
    number = graph.party(payee).count if row.each else 1
    return row.amount * number >= graph.thresholds.materiality


def amounts(rows: Iterable[Relationship]) -> str:
    """The amounts of several rows, in brackets; empty where none is stated."""
    told = [
        money(row.amount, row.unit) + (" each" if row.each else "") for row in rows if row.amount is not None
    ]
    return f" ({', '.join(dict.fromkeys(told))})" if told else ""


def working_in_words(graph: GovernanceGraph, expression: Expression) -> str:
    """The working in numbers, or that it is one where it is long."""
    told, numbers = _rendered(graph, expression, 0)
    return told if numbers <= _MOST_NUMBERS else "the sum of its parts"


def _rendered(graph: GovernanceGraph, expression: Expression, level: int) -> tuple[str, int]:
    """An expression with amounts for names, and how many numbers stand in it."""
    if isinstance(expression, Number):
        return _plain(expression.value), 1
    if isinstance(expression, Reference):
        return _plain(_amount(graph, expression.name)), 1
    own = _LEVELS[expression.sign]
    left, first = _rendered(graph, expression.left, own)
    # Taking away and dividing are not the same from the other side: the right hand needs its brackets.
    right, second = _rendered(graph, expression.right, own + (expression.sign in "-/"))
    told = f"{left} {_SIGNS[expression.sign]} {right}"
    return (f"({told})" if own < level else told), first + second


def _amount(graph: GovernanceGraph, key: str) -> Decimal:
    figure = graph.structure.figures[key]
    if figure.amount is not None:
        return figure.amount
    value = graph.workings[key].value or Decimal(0)
    whole = value == value.to_integral_value() and value.adjusted() <= _MOST_DIGITS
    return value if whole else _SIX_DIGITS.plus(value)


def shown(value: Decimal, beside: Decimal) -> str:
    """A value to two decimals more than the number that it is held against; to more where they would look alike."""
    if value.adjusted() > _MOST_DIGITS:
        return f"{value:.3E}"
    exponent = beside.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    for more in (2, 6, 12):
        with localcontext(_WIDE):
            rounded = value.quantize(Decimal(1).scaleb(-decimals - more))
        if rounded != beside or value == beside:
            break
    text = _plain(rounded)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Decimal) -> str:
    return f"{value:f}" if value.adjusted() <= _MOST_DIGITS else f"{value:.3E}"
