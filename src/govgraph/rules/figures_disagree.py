"""MON-01: a reader adds up first, and believes the rest or not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Figure
from govgraph.model.expressions import (
    Expression,
    Operation,
    added_together,
    is_ratio,
    references,
)
from govgraph.model.workings import Working
from govgraph.rules._money import agrees, is_measure, plain_unit, read_bound, shown, working_in_words
from govgraph.text import listed, money

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

# Names beyond these are told as a number.
_MOST_NAMED = 6


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each figure that disagrees with its working; once for years left open, and once for what was not checked."""
    figures = graph.structure.figures
    judged = {key: one for key, one in graph.workings.items() if graph.counts(figures[key])}
    paid = _paid(graph)
    open_years: dict[str, str] = {}
    unread: list[str] = []
    for key in sorted(judged):
        working, figure = judged[key], figures[key]
        if working.expression is None or working.value is None:
            continue  # the reader of the file has said why
        faults = [*_disagreement(graph, key, working), *_units(figures, figure, working.expression)]
        years, is_wrong = _years(figures, figure, working.expression)
        if years and is_wrong:
            faults.append(years)
        elif years:
            open_years[key] = years
        if faults:
            yield _finding(graph, rule, key, faults, _subjects(graph, key, working.expression, paid))
        if _is_unread(figure):
            unread.append(key)
    if open_years:
        yield _about_years(graph, rule, open_years)
    if unread:
        yield _not_checked(graph, rule, unread)


def _finding(graph: GovernanceGraph, rule: Rule, key: str, faults: list[str], subjects: list[str]) -> Finding:
    about = f" (about {listed([graph.name(party) for party in subjects])})" if subjects else ""
    return rule.finding(
        f"{_called(graph.structure.figures[key])}{about} {listed(faults)}.",
        subjects,
        rests_on=_rows(graph, key),
        at="" if subjects else key,
        key=key,
    )


def _called(figure: Figure) -> str:
    if figure.name:
        return f"The figure “{figure.name}”"
    return f"A figure of {money(figure.amount, figure.unit)}" if figure.amount is not None else "A figure"


def _rows(graph: GovernanceGraph, key: str) -> list[Figure]:
    """A figure and those that its working names."""
    figures, expression = graph.structure.figures, graph.workings[key].expression
    parts = dict.fromkeys(references(expression)) if expression is not None else {}
    return [figures[key], *(figures[part] for part in parts if part != key)]


# -- sums and ratios


def _disagreement(graph: GovernanceGraph, key: str, working: Working) -> list[str]:
    """That a figure is not what its working comes to, in words; nothing where it is, or cannot be told."""
    figure, value, expression = graph.structure.figures[key], working.value, working.expression
    if value is None or expression is None:
        return []
    bound = read_bound(figure.stated_as, figure.unit) if figure.stated_as is not None else None
    beside = figure.amount if figure.amount is not None else bound.number if bound is not None else value
    comes_to = f"{working_in_words(graph, expression)} comes to {money(shown(value, beside), figure.unit)}"
    if bound is not None and (figure.amount is None or not bound.is_exact):
        if bound.admits(value):
            return []
        return [f"is stated as {figure.stated_as}, but {comes_to}"]
    if figure.amount is None or _is_close(figure, value, expression):
        return []
    return [f"is stated as {money(f'{figure.amount:f}', figure.unit)}, but {comes_to}"]


def _is_close(figure: Figure, value: Decimal, expression: Expression) -> bool:
    if figure.amount is None:
        return True
    if figure.tolerance is not None:
        return abs(value - figure.amount) <= figure.tolerance
    return agrees(value, figure.amount) if is_ratio(expression) else value == figure.amount


def _is_unread(figure: Figure) -> bool:
    """Whether all that could be held against the working is words that cannot be read."""
    return (
        figure.amount is None
        and figure.stated_as is not None
        and read_bound(figure.stated_as, figure.unit) is None
    )


# -- units and years


def _units(figures: Mapping[str, Figure], figure: Figure, expression: Expression) -> list[str]:
    """That money or percentages are added to something else, in words."""
    found: dict[str, str] = {}
    for parts in added_together(expression):
        units = [figures[part].unit for part in parts]
        if _is_sum(expression):
            units.append(figure.unit)
        told = {plain_unit(unit): unit for unit in units if unit is not None}
        if len(told) > 1 and any(is_measure(unit) for unit in told):
            found |= told
    return (
        [f"adds up amounts in different units ({listed([found[unit] for unit in sorted(found)])})"]
        if found
        else []
    )


def _is_sum(expression: Expression) -> bool:
    return isinstance(expression, Operation) and expression.sign in "+-"


def _years(figures: Mapping[str, Figure], figure: Figure, expression: Expression) -> tuple[str, bool]:
    """What is to be said of the years of the parts, and whether it is wrong or only to be noted.

    What is taken from something may be of another year (a growth), and so may what is divided by it. A total
    that says of which year it is must not add another.
    """
    parts = list(dict.fromkeys(references(expression)))
    if is_ratio(expression):
        years = [figures[part].year for part in parts]
    else:
        if _takes_away(expression):
            return "", False
        years = [
            figures[part].year
            for part in dict.fromkeys(p for sum_ in added_together(expression) for p in sum_)
        ]
    told = {_plain_year(year): year for year in years if year is not None}
    if len(told) > 1:
        several = listed([told[year] for year in sorted(told)])
        if not is_ratio(expression) and figure.year is not None and _plain_year(figure.year) in told:
            return f"is for {figure.year}, but adds up amounts for {several}", True
        return f"amounts for {several}", False
    if told and None in years:
        return f"amounts for {next(iter(told.values()))} and amounts without a year", False
    return "", False


def _takes_away(expression: Expression) -> bool:
    return isinstance(expression, Operation) and (
        expression.sign == "-" or _takes_away(expression.left) or _takes_away(expression.right)
    )


def _plain_year(year: str) -> str:
    """A year in one spelling: 2008-09 and 2008/2009 are 2008/09."""
    plain = "".join(year.split()).replace("–", "/").replace("-", "/")
    first, slash, second = plain.partition("/")
    return f"{first}/{second[-2:]}" if slash and len(first) == 4 and len(second) in {2, 4} else plain


def _about_years(graph: GovernanceGraph, rule: Rule, found: dict[str, str]) -> Finding:
    told = [
        f"“{graph.structure.figures[key].name or 'a figure without a name'}” ({years})"
        for key, years in found.items()
    ]
    return rule.finding(
        f"Years are not the same, or not all shown, in the working of {listed(told, most=_MOST_NAMED)}.",
        [],
        severity=Severity.INFO,
        rests_on=[row for key in found for row in _rows(graph, key)],
        at=next(iter(found)),
        key="years",
    )


def _not_checked(graph: GovernanceGraph, rule: Rule, keys: list[str]) -> Finding:
    figures = graph.structure.figures
    told = [
        f"“{figures[key].name or 'a figure without a name'}” (“{figures[key].stated_as}”)" for key in keys
    ]
    return rule.finding(
        f"Not checked, since the words for the amount cannot be read as a number or a limit: {listed(told, most=_MOST_NAMED)}.",
        [],
        severity=Severity.INFO,
        rests_on=[figures[key] for key in keys],
        at=keys[0],
        key="not checked",
    )


# -- whom a figure concerns


def _paid(graph: GovernanceGraph) -> Mapping[tuple[Decimal, str], list[str]]:
    """Who is funded with each amount."""
    found: dict[tuple[Decimal, str], list[str]] = defaultdict(list)
    for row, payee in graph.of_kind("funds"):
        if row.amount is not None:
            found[row.amount, plain_unit(row.unit or "")].append(payee)
    return found


def _subjects(
    graph: GovernanceGraph, key: str, expression: Expression, paid: Mapping[tuple[Decimal, str], list[str]]
) -> list[str]:
    """The parties that a figure is about; else those of its parts; else whoever is funded with its amount, or theirs."""
    figures = graph.structure.figures
    parts = [part for part in dict.fromkeys(references(expression)) if part in figures]
    for keys in ([key], parts):
        found = [party for one in keys for party in figures[one].about if party in graph.structure.parties]
        if found:
            return list(dict.fromkeys(found))[:_MOST_NAMED]
    for keys in ([key], parts):
        rows = [figures[one] for one in keys]
        payees = [
            payee
            for row in rows
            if row.amount is not None and is_measure(row.unit or "")
            for payee in paid.get((row.amount, plain_unit(row.unit or "")), ())
        ]
        if payees:
            return list(dict.fromkeys(payees))[:_MOST_NAMED]
    return []


RULE = Rule(
    code="MON-01",
    name="figures-disagree",
    group="money",
    title="Figures do not add or mix years or units",
    severity=Severity.HIGH,
    definition=(
        "A figure that says what it must equal, recomputed: a sum differs from what is stated; a ratio does when rounded to the decimals "
        "stated; or the value is outside words such as `less than 0.4 %`. `tolerance` says how much either may differ. Or money or "
        "percentages of different units are added, or a total for one year adds another. Info: years that differ, or are not all shown, "
        "in any other working; and words for an amount that cannot be read, which are not checked."
    ),
    why="It is the first thing that a reader checks.",
    fix="Show the working, with units and years.",
    severities=(Severity.INFO,),
    guards=(
        "About a number is within half of its last digit that is not nought, or within five per cent, whichever is more; almost, nearly and just over reach ten per cent.",
        "Words that bound an amount are held against the working, and the amount beside them is not.",
        "Counts of different things may be added; amounts for different years may be taken from or divided by each other.",
        "Years left open, and words not read, are one finding each.",
    ),
    limits="Numbers written out in a working carry no unit and no year, so these are compared only for figures that it names.",
    anchors=("MPM",),
    bad=BAD,
    good=GOOD,
    check=check,
)
