"""MON-01: a reader adds up first, and believes the rest or not."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Figure
from govgraph.model.expressions import Expression, Operation, added_together, is_ratio, references
from govgraph.rules._money import agrees, decimals, is_measure, plain_unit, read_limit
from govgraph.text import MOST_NAMED, first_few, listed, money

BAD = """
govgraph: 1
structure: {id: bad, title: A total that its parts do not make, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
figures:
  east: {name: Grant for the east, amount: 400, unit: £k, year: 2024/25, about: trust}
  west: {name: Grant for the west, amount: 480, unit: £k, year: 2024/25, about: trust}
  total: {name: Both grants, amount: 870, unit: £k, year: 2024/25, equals: east + west, about: trust}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A total that its parts make, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
figures:
  east: {name: Grant for the east, amount: 400, unit: £k, year: 2024/25, about: trust}
  west: {name: Grant for the west, amount: 480, unit: £k, year: 2024/25, about: trust}
  total: {name: Both grants, amount: 880, unit: £k, year: 2024/25, equals: east + west, about: trust}
  share: {name: The share of the east, unit: "%", equals: east / total * 100, stated_as: less than 50 %, about: trust}
"""

# A working longer than this is not repeated in a sentence.
_MOST_LETTERS = 60
# Amounts of more digits are told in powers of ten.
_MOST_DIGITS = 15
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each figure that disagrees with its working; once for years left open, and once for what was not checked."""
    figures = graph.structure.figures
    open_years: dict[str, str] = {}
    unread: dict[str, str] = {}
    for key, working in sorted(graph.workings.items()):
        expression, value, figure = working.expression, working.value, figures[key]
        if not graph.counts(figure) or expression is None or value is None:
            continue  # where the working comes to nothing, the reader of the file has said why
        faults = [*_disagreement(graph, figure, expression, value), *_units(figures, figure, expression)]
        years = _years(figures, expression)
        if len(years) > 1 and "" not in years and not is_ratio(expression) and _is_of_one(figure, years):
            faults.append(f"is for {figure.year}, but adds up {_in_words(years)}")
        elif len(years) > 1:
            open_years[key] = _in_words(years)
        if faults:
            yield _finding(graph, rule, key, faults)
        if figure.amount is None and figure.stated_as and read_limit(figure.stated_as, figure.unit) is None:
            unread[key] = f"“{figure.stated_as}”"
    if open_years:
        yield _to_be_noted(
            graph, rule, open_years, "Years differ, or are not all shown, in these workings:", "years"
        )
    if unread:
        yield _to_be_noted(
            graph, rule, unread, "Not checked, since the words name no number or limit:", "not checked"
        )


def _finding(graph: GovernanceGraph, rule: Rule, key: str, faults: list[str]) -> Finding:
    rows = _rows(graph, key)
    about = next((found for row in ([rows[0]], rows) if (found := _parties(graph, row))), [])
    concerned = f" (about {graph.names(about)})" if about else ""
    called = f"The figure “{rows[0].name}”" if rows[0].name else "A figure without a name"
    return rule.finding(
        f"{called}{concerned} {listed(faults)}.",
        first_few(about),
        severity=Severity.HIGH if any(is_measure(row.unit) for row in rows) else Severity.MEDIUM,
        rests_on=rows,
        at=about[0] if about else key,
        key=key,
    )


def _to_be_noted(
    graph: GovernanceGraph, rule: Rule, found: Mapping[str, str], what: str, key: str
) -> Finding:
    figures = graph.structure.figures
    told = [f"“{figures[one].name or 'a figure without a name'}” ({words})" for one, words in found.items()]
    return rule.finding(
        f"{what} {listed(told, most=MOST_NAMED)}.",
        [],
        severity=Severity.INFO,
        rests_on=[row for one in found for row in _rows(graph, one)],
        at=next(iter(found)),
        key=key,
    )


def _rows(graph: GovernanceGraph, key: str) -> list[Figure]:
    """A figure and those that its working names."""
    expression = graph.workings[key].expression
    parts = references(expression) if expression is not None else ()
    return [graph.structure.figures[one] for one in dict.fromkeys([key, *parts])]


def _parties(graph: GovernanceGraph, rows: list[Figure]) -> list[str]:
    """The parties that figures are about."""
    about = dict.fromkeys(party for row in rows for party in row.about)
    return [party for party in about if party in graph.structure.parties]


# -- sums and ratios


def _disagreement(
    graph: GovernanceGraph, figure: Figure, expression: Expression, value: Decimal
) -> list[str]:
    """That a figure is not what its working comes to, in words; nothing where it is, or cannot be told."""
    amount, tolerance = figure.amount, figure.tolerance
    holds = read_limit(figure.stated_as, figure.unit) if figure.stated_as is not None else None
    if holds is not None:
        stated, is_right = figure.stated_as, holds(value)
    elif amount is not None:
        stated = money(f"{amount:f}", figure.unit)
        is_right = agrees(value, amount) if tolerance is None else abs(value - amount) <= tolerance
    else:
        return []
    if is_right:
        return []
    comes_to = _told(value, 2 + (2 if amount is None else decimals(amount)))
    working = _in_numbers(graph, figure, expression)
    return [f"is stated as {stated}, but {working} comes to {money(comes_to, figure.unit)}"]


def _told(value: Decimal, places: int) -> str:
    """A value with at most so many decimals; a huge one in powers of ten."""
    if value.adjusted() >= _MOST_DIGITS:
        return f"{value:.3E}"
    text = f"{value:.{min(places, decimals(value))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _in_numbers(graph: GovernanceGraph, figure: Figure, expression: Expression) -> str:
    """The working as it is written, with amounts for names; a long one is only called so."""
    text = figure.equals or ""
    for name in references(expression):
        amount = graph.structure.figures[name].amount
        part = amount if amount is not None else graph.workings[name].value or Decimal(0)
        text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", _told(part, 6), text)
    text = re.sub(r"\s*([-+*/])\s*", lambda sign: f" {_SIGNS[sign[1]]} ", text).strip()
    return text if len(text) <= _MOST_LETTERS else "the working"


# -- units and years


def _units(figures: Mapping[str, Figure], figure: Figure, expression: Expression) -> list[str]:
    """That money or percentages are added to something else, in words."""
    found: dict[str, str] = {}
    for parts in added_together(expression):
        units = [figures[part].unit for part in parts]
        if isinstance(expression, Operation) and expression.sign in "+-":
            units.append(figure.unit)  # the whole working is a sum, so it is of the unit of what it adds
        told = {plain_unit(unit): unit for unit in units if unit is not None}
        if len(told) > 1 and any(map(is_measure, told)):
            found |= told
    told_apart = listed([found[unit] for unit in sorted(found)])
    return [f"adds up amounts in different units ({told_apart})"] if found else []


def _years(figures: Mapping[str, Figure], expression: Expression) -> dict[str, str]:
    """The years of the figures that a working names, as they are written, by one spelling; empty where none is given.

    What is taken from something may be of another year, since that is a growth: then nothing is compared.
    """
    if _takes_away(expression):
        return {}
    years = sorted(figures[part].year or "" for part in references(expression))
    return {_plain_year(year): year for year in years}


def _takes_away(expression: Expression) -> bool:
    return isinstance(expression, Operation) and (
        expression.sign == "-" or _takes_away(expression.left) or _takes_away(expression.right)
    )


def _is_of_one(figure: Figure, years: Mapping[str, str]) -> bool:
    return figure.year is not None and _plain_year(figure.year) in years


def _in_words(years: Mapping[str, str]) -> str:
    told = [f"amounts for {listed([year for year in years.values() if year])}"]
    return listed([*told, "amounts without a year"] if "" in years else told)


def _plain_year(year: str) -> str:
    """A year in one spelling: 2008-09 and 2008/2009 are 2008/09."""
    return re.sub(r"^(\d{4})[-–/](?:\d\d)?(\d\d)$", r"\1/\2", "".join(year.split()))


RULE = Rule(
    code="MON-01",
    name="figures-disagree",
    group="money",
    title="Figures do not add or mix years or units",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM, Severity.INFO),
    definition=(
        "A figure that says what it must equal, worked out: the outcome, rounded to the decimals stated, is not what is stated; or "
        "it is outside words such as `less than 0.4 %`. Or amounts of money or percentages in different units are added up, or a "
        "total for one year adds another year. Medium where neither the figure nor its parts are money or a percentage. Info: years"
        " that differ or are not all shown in any other working; and words for an amount that cannot be read, which are not "
        "checked."
    ),
    why="It is the first thing that a reader checks.",
    fix="Show the working, with units and years; where a source is wrong, ask its author.",
    guards=(
        "Where a `tolerance` is written, the outcome may differ by as much.",
        "About, almost and the like allow a tenth more or less.",
        "Where words bound an amount, the outcome is held against the words and not against the amount beside them.",
        "Counts of different things may be added; amounts for different years may be taken from each other.",
        "Years left open are one finding for all figures, and so are words that cannot be read.",
    ),
    limits="Numbers written out in a working carry no unit and no year, so these are compared only for figures that it names.",
    anchors=("MPM",),
    bad=BAD,
    good=GOOD,
    check=check,
)
