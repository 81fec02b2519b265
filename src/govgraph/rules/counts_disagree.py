"""STR-03: a number that is stated in two ways makes every share and majority that rests on it doubtful."""

import re
from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Figure
from govgraph.model.parties import Party
from govgraph.model.statements import Statement, cited
from govgraph.model.vocabulary import SUGGESTED
from govgraph.rules._evidence import Figures, told_twice
from govgraph.text import MOST_NAMED, listed, plain

BAD = """
govgraph: 1
structure: {id: bad, title: Ten groups by name and nine by number, root: minister, subjects: [groups]}
organisations:
  groups: {name: Regional groups, kind: agency, count: 9}
posts:
  minister: {name: The Minister}
relationships:
  - {from: groups, kind: accountable_to, to: minister}
figures:
  regional-groups: {name: Regional groups, amount: 10, unit: groups, about: [groups]}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Ten groups by name and by number, root: minister, subjects: [groups]}
organisations:
  groups: {name: Regional groups, kind: agency, count: 10}
posts:
  minister: {name: The Minister}
relationships:
  - {from: groups, kind: accountable_to, to: minister}
figures:
  regional-groups: {name: Regional groups, amount: 10, unit: groups, about: [groups]}
"""

# What a figure's name may say beside the name of what it counts and still count all of them.
_ALL_OF_THEM = re.compile(r"^(total )?(number of )?(the )?")
_IN_ALL = re.compile(
    r" (in all|in total|altogether|today|now|in the (survey|annex|appendix|table|text|note|summary)|(as|by|according to|counted) .*)$"
)


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each counted party whose number is stated in different ways, and once at each other figure."""
    figures = Figures(graph)
    about: dict[str, list[str]] = {}
    for key, figure in figures.counting.items():
        if len(figure.about) == 1:
            about.setdefault(figure.about[0], []).append(key)
    for key, party in sorted(graph.structure.parties.items()):
        if graph.within_boundary(key) and party.count > 1:
            yield from _at_party(graph, rule, figures, key, about.get(key, []))
    yield from told_twice(graph, rule, figures, of_money=False)


def _at_party(
    graph: GovernanceGraph,
    rule: Rule,
    figures: Figures,
    key: str,
    about: list[str],
) -> Iterator[Finding]:
    party = graph.party(key)
    said: list[str] = []
    rows: list[Statement] = [party]
    named = [one for one in graph.named_ones(key) if graph.party(one).one_of == key]
    number = sum(graph.party(one).count for one in named)
    if number > party.count:
        said.append(
            f"{number} are entered as being among them ({listed([_name_and_number(graph, one) for one in named], most=MOST_NAMED)})"
        )
        rows.extend(graph.party(one) for one in named)
    names = getattr(party, "names", ())
    if len(names) > party.count:
        said.append(f"{len(names)} are listed by name ({listed(list(names), most=MOST_NAMED)})")
    for one in about:
        words = _against_figure(figures, party, one)
        if words:
            said.append(words)
            rows.append(figures.counting[one])
    if said:
        yield rule.finding(
            f"{graph.name(key)} are counted as {party.count} in the papers, but {listed(said)}.",
            [key],
            rests_on=rows,
        )


def _against_figure(figures: Figures, party: Party, key: str) -> str:
    """How a figure about a counted party disagrees with its number; empty where it does not, or counts something else."""
    figure = figures.counting[key]
    is_plan, is_planned = figure.status in SUGGESTED, party.status in SUGGESTED
    if is_plan is not is_planned or figures.is_recorded(figure.about, (key,)):
        return ""
    amount = figures.amount(key)
    differs = amount is not None and abs(amount - party.count) > (figure.tolerance or 0)
    if differs and _counts_all(figure, party):
        told = f"“{figure.name}” is given as" if figure.name is not None else "a figure gives"
        return f"{told} {amount:f} ({cited(figure.source)})"
    if figure.each and figure.count is not None and figure.count > party.count:
        told = f"“{figure.name}”" if figure.name is not None else "an amount"
        return f"{told} is stated for each of {figure.count} ({cited(figure.source)})"
    return ""


def _counts_all(figure: Figure, party: Party) -> bool:
    """Whether a figure gives the number of a party: named as the party is, in a unit that is a word of its name.

    A figure with another name may count only some of them: those that pool a budget, those in one region.
    """
    if figure.each or figure.year is not None:
        return False
    called = {_singular(plain(name)) for name in (party.name, *party.aliases)}
    unit = _singular(plain(figure.unit or ""))
    if not any(f" {unit} " in f" {name} " for name in called):
        return False
    return figure.name is None or _singular(_bare(plain(figure.name))) in called


def _bare(name: str) -> str:
    """A figure's name without what it says beside the name of what it counts, where it counts all of them still."""
    return _IN_ALL.sub("", _ALL_OF_THEM.sub("", name))


def _singular(name: str) -> str:
    """A name with each of its words in the singular, as far as that is needed to compare: both sides go through it."""
    return " ".join(
        word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") for word in name.split()
    )


def _name_and_number(graph: GovernanceGraph, party: str) -> str:
    number = graph.party(party).count
    return f"{number} {graph.name(party)}" if number > 1 else graph.name(party)


RULE = Rule(
    code="STR-03",
    name="counts-disagree",
    group="structure",
    title="Declared count differs from listed or summed",
    severity=Severity.MEDIUM,
    definition=(
        "A party is counted as so many; but more than that are entered as being among them or listed by name, a figure that has its"
        " name, and a word of that name as its unit, gives another number, or an amount is stated for each of more. Or two figures "
        "of the same name, about the same and for the same date, give different numbers."
    ),
    why="A wrong denominator: every share, majority and price for each rests on the number.",
    fix="Give each number its date and its place, and retire the one that no longer holds.",
    guards=(
        "A list with fewer than the count is a list of some: only more than the count is raised.",
        (
            "A figure with a name of its own may count only some of them, and is not held against the count; one that adds only "
            "where it stands (“in the survey”, “as paragraph 3 counts them”) is."
        ),
        "What is proposed or recommended is not held against what stands.",
        "Figures of different years do not disagree; nor do those stated roughly (`stated_as`) or within their tolerance.",
        "What a contradiction on record speaks of is for EVD-01.",
        "Amounts of money stated twice are for EVD-01, sums and ratios for MON-01.",
    ),
    limits="Numbers in names and notes are not read.",
    anchors=("EVID",),
    bad=BAD,
    good=GOOD,
    check=check,
)
