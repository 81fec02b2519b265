"""Amounts as papers word them, and who pays whom: what the rules on money share."""

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.model.statements import Statement
from govgraph.rules._decisions import decides_together
from govgraph.rules._voters import Say, Voters
from govgraph.text import folded, money


def is_near(value: Decimal, number: Decimal) -> bool:
    """Whether a value is within a tenth of a number: as near as `about` and `almost` are taken to mean."""
    return abs(value - number) <= abs(number) / 10


def agrees(value: Decimal, stated: Decimal) -> bool:
    """Whether a value, rounded to as many decimals as are stated, is what is stated.

    >>> agrees(Decimal("57.14"), Decimal("57.1")), agrees(Decimal("57.16"), Decimal("57.1"))
    (True, False)
    """
    return abs(value - stated) <= Decimal(1).scaleb(-decimals(stated)) / 2


def decimals(number: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


_BEFORE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    **dict.fromkeys(("less than", "fewer than", "under", "below"), operator.lt),
    **dict.fromkeys(("no more than", "not more than", "at most", "up to"), operator.le),
    **dict.fromkeys(("more than", "over", "above", "in excess of"), operator.gt),
    **dict.fromkeys(("no less than", "not less than", "at least", "a minimum of"), operator.ge),
    **dict.fromkeys(("about", "around", "approximately", "circa", "almost", "nearly"), is_near),
}
_AFTER: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "or more": operator.ge,
    "or less": operator.le,
    "or fewer": operator.le,
}
_WORDED = re.compile(
    rf"(?:(?P<before>{'|'.join(_BEFORE)}) )?(?P<sign>£?)(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<unit>.*?)(?: (?P<after>{'|'.join(_AFTER)}))?"
)


def read_limit(text: str, unit: str | None) -> Callable[[Decimal], bool] | None:
    """What a paper's words for an amount allow, in the unit of the figure; None where they cannot be read.

    Only a whole text is read: bounding words, one number, and the figure's own unit or none.

    >>> read_limit("less than 0.4 %", "%")(Decimal("0.345")), read_limit("75 % or more", "%")(Decimal(70))
    (True, False)
    >>> read_limit("a good deal", "%") is None, read_limit("£3 billion", "£m") is None
    (True, True)
    """
    found = _WORDED.fullmatch(folded(text))
    if found is None or (found["before"] and found["after"]):
        return None
    said = found["sign"] + found["unit"]
    if said.strip() and plain_unit(said) != plain_unit(unit or ""):
        return None
    number = Decimal(found["number"].replace(",", ""))
    holds = _BEFORE.get(found["before"]) or _AFTER.get(found["after"]) or agrees
    return lambda value: holds(value, number)


_A_YEAR = re.compile(r"\s*(?:\b(?:a|per|each) (?:year|annum)|\bp\.?a\.?(?!\w)|\bannually|\byearly)\s*$")


def plain_unit(unit: str) -> str:
    """A unit in one spelling, without `a year`: a sum over a year is in the unit of what it adds.

    >>> plain_unit("£m a year"), plain_unit("per cent"), plain_unit("£ million")
    ('£m', '%', '£m')
    """
    plain = _A_YEAR.sub("", folded(unit))
    plain = re.sub(r"\s*per ?cent(age)?\b|\s*%", "%", plain)
    plain = re.sub(r"^£\s*(million|mn|m)\b", "£m", plain)
    plain = re.sub(r"^£\s*(thousand|k)\b", "£k", plain)
    plain = re.sub(r"^£\s*(billion|bn)\b", "£bn", plain)
    return plain.strip()


def is_measure(unit: str | None) -> bool:
    """Whether a unit is money or a percentage, and no mere count of things."""
    return plain_unit(unit or "").startswith(("£", "$", "€", "%"))


def grants(graph: GovernanceGraph) -> dict[str, list[Relationship]]:
    """What funds each party that rules may speak of, by who is paid; below the chosen limit it is left out."""
    found: dict[str, list[Relationship]] = defaultdict(list)
    for row, payee in graph.of_kind("funds"):
        if graph.is_judged(payee) and _is_material(graph, row, payee):
            found[payee].append(row)
    return dict(sorted(found.items()))


def _is_material(graph: GovernanceGraph, row: Relationship, payee: str) -> bool:
    """Whether an amount is as much as the chosen limit; one that the papers do not state may be."""
    if row.amount is None:
        return True
    number = graph.party(payee).count if row.each else 1
    return row.amount * number >= graph.thresholds.materiality


def left_out(graph: GovernanceGraph) -> str:
    """What a finding on money adds where a limit is chosen: that what is below it was not looked at."""
    limit = graph.thresholds.materiality
    return f" Amounts below the chosen limit of {limit:f} are left out." if limit else ""


def amounts(rows: Iterable[Relationship]) -> str:
    """The amounts of several rows, in brackets; empty where none is stated."""
    told = [
        money(f"{row.amount:,f}", row.unit) + (" each" if row.each else "")
        for row in rows
        if row.amount is not None
    ]
    return f" ({', '.join(dict.fromkeys(told))})" if told else ""


def matters(graph: GovernanceGraph, payee: str, scope: str) -> list[str]:
    """The scopes in which money for a scope is looked at: that one, and those of the payee's own matters that overlap it."""
    return list(dict.fromkeys([scope, *(one for one in graph.asked_in(payee) if overlap(one, scope))]))


class Payers:
    """Where it is decided what a body does, and who of those who pay for it has a say there."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._voters = Voters(graph)

    def is_seated(self, body: str) -> bool:
        """Whether the papers say who sits on a body, on its counted party or on a named one of it."""
        return any(map(self._graph.seats_on, self._graph.alike(body)))

    def deciding(self, payee: str, scope: str) -> list[str]:
        """Where it is decided what a body does: on itself where it has seats, else in the groups that stand over it."""
        if self.is_seated(payee):
            return [payee]
        links = (link for link in self._graph.upward_links(payee) if CONTRACT.admits(link))
        uppers = {link.upper for link in links if overlap(link.scope, scope)}
        return sorted(one for one in uppers if self.is_seated(one) or decides_together(self._graph, one))

    def speaking_for(self, payer: str) -> list[Relationship]:
        """Who speaks for a payer, for the counted party that it is one of, or for one of those that it counts."""
        return [row for one in self._graph.alike(payer) for row in self._graph.stated_to(one, "represents")]

    def say(self, payer: str, body: str, scope: str) -> tuple[bool | None, list[Statement]]:
        """Whether a payer votes in a body, at second hand too, or the body speaks for it; and the statements that show it.

        None where the papers do not tell.
        """
        spoken = [row for row in self.speaking_for(payer) if row.from_ == body]
        heard = self._voters.heard(payer, body, scope)
        if spoken or body == payer or heard.say in {Say.VOTE, Say.SECOND_HAND}:
            return True, [*spoken, *heard.seats]
        return False if heard.say is Say.NONE else None, []
