"""What a line rests on, in words: how many links, how they stand, where, and what limits it."""

from collections import Counter

from govgraph.graph import Line
from govgraph.model.statements import NO_SOURCE
from govgraph.reports import wording
from govgraph.text import counted, listed

_MOST_PLACES = 3


def grounds(line: Line) -> str:
    """What a line rests on: how many links, how they stand, and the weakest of them where that limits it."""
    links = line.links
    words = Counter(wording.short_standing(link) for link in line.unsettled)
    limit = {
        2: "a contract, a delegation or a step from a body to its head at its weakest",
        1: "reports or assurance only at its weakest",
    }.get(line.strength, "")
    limit = f", {limit}" if limit else ""
    if not words:
        return f"{counted(len(links), 'link')} stated and in force{limit}"
    if len(links) == 1:
        return f"one link, {next(iter(words))}{limit}"
    if len(words) == 1 and len(line.unsettled) == len(links):
        return f"{len(links)} links, {'both' if len(links) == 2 else 'all'} {next(iter(words))}{limit}"
    return (
        f"{len(links)} links, {listed([f'{number} of them {word}' for word, number in words.items()])}{limit}"
    )


def shortfall(line: Line) -> str:
    """How many links of a line are short of stated and in force."""
    return (
        f"with {len(line.unsettled)} of its {counted(len(line.links), 'link')} not both stated and in force"
    )


def sort_of_grounds(line: Line) -> str:
    """As `grounds`, without the numbers, so that lines of different lengths can be told together."""
    words = sorted({wording.short_standing(link) for link in line.unsettled})
    limit = {
        2: " and on a contract, a delegation or a step from a body to its head",
        1: " and on reports or assurance only",
    }.get(line.strength, "")
    return (f"links {listed(words, 'or')}" if words else "links that are stated and in force") + limit


def cited(line: Line) -> str:
    """The places that a line's links cite, the first few by name."""
    places = list(dict.fromkeys(wording.place(citation) for link in line.links for citation in link.source))
    if not places:
        return NO_SOURCE
    more = len(places) - _MOST_PLACES
    return listed([*places[:_MOST_PLACES], f"{more} more"]) if more > 0 else listed(places)
