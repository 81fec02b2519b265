"""EVD-03: double entries, ghost bodies, and parts of a paper that nobody has seen."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Party
from govgraph.model.statements import Citation, Statement, attachments_of
from govgraph.model.vocabulary import Status
from govgraph.text import first_few, in_turn, plain

BAD = """
govgraph: 1
structure: {id: bad, title: One name for two and one that nobody expands, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  group: {name: National Oversight Group, kind: agency, aliases: [Oversight Group]}
  old-group: {name: The oversight group, kind: agency}
  xyz: {name: XYZT, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: trust, kind: reports_to, to: group}
  - {from: trust, kind: reports_to, to: old-group}
  - {from: xyz, kind: works_with, to: trust}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: Each has a name of its own, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  group: {name: National Oversight Group, kind: agency, aliases: [Oversight Group]}
  xyz: {name: Expert Young Zoology Team, kind: agency, aliases: [XYZT]}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
  - {from: trust, kind: reports_to, to: group}
  - {from: xyz, kind: accountable_to, to: minister}
  - {from: xyz, kind: works_with, to: trust}
"""

# Letters of fewer, in a longer name, are the daily words of a field: NHS, PCT.
_FEWEST_LETTERS = 4
_SMALL_WORDS = frozenset({"and", "for", "in", "of", "on", "the", "to", "with"})
_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at most once for each of the four: parts missing, names shared, abbreviations, parties only named."""
    yield from _missing(graph, rule)
    yield from _doubles(graph, rule)
    yield from _unexpanded(graph, rule)
    yield from _only_named(graph, rule)


# -- parts of papers


def _missing(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    sources = graph.structure.sources
    lacking = sorted(key for key in sources if sources[key].missing)
    if lacking:
        shown = first_few(lacking)
        said = [f"“{sources[key].title}” lacks: {'; '.join(sources[key].missing)}." for key in shown]
        if len(shown) < len(lacking):
            said.append(f"So do {len(lacking) - len(shown)} more papers.")
        yield rule.finding(
            f"Parts of the papers were not supplied, and what they say is not in this structure. {' '.join(said)}",
            (),
            rests_on=[_not_seen(key, sources[key].missing) for key in lacking],
            at=lacking[0],
            key=",".join(["missing", *lacking]),
        )


def _not_seen(source: str, parts: Iterable[str]) -> Statement:
    """What stands in the parts of a paper that nobody has seen: it is there, and what it says is not known."""
    citations = tuple(Citation(source=source, locator=part) for part in parts)
    return Statement(source=citations, status=Status.UNDEFINED)


# -- names that two parties share


def _doubles(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    called: dict[str, dict[str, str]] = defaultdict(dict)
    for key in sorted(graph.parties):
        for name in _names(graph.party(key)):
            if plain(name):
                called[plain(name)].setdefault(key, name)
    # A successor often keeps the name.
    heirs = {frozenset(pair) for row in graph.structure.successions for pair in product(row.from_, row.to)}
    shared: dict[tuple[str, str], str] = {}
    for same in called.values():
        for pair in combinations(list(same)[:MOST_COMPARED], 2):
            if frozenset(pair) not in heirs and _could_be_one(graph, *pair):
                shared.setdefault(pair, same[pair[0]])
    if shared:
        pairs = sorted(shared)
        said = [
            f"{graph.name(one)} and {graph.name(other)}, both “{shared[one, other]}”" for one, other in pairs
        ]
        yield rule.finding(
            f"One name is used for two entries, so that one body may be counted as two: {in_turn(said)}.",
            sorted({party for pair in first_few(pairs) for party in pair}),
            rests_on=[graph.party(party) for party in sorted({party for pair in pairs for party in pair})],
            key=",".join(["double", *(f"{one}={other}" for one, other in pairs)]),
        )


def _could_be_one(graph: GovernanceGraph, one: str, other: str) -> bool:
    """Whether two parties of one name may be one entered twice.

    Not a body and a post, a body and its part or head, or two of which one stands for the other or a third for both;
    and not two boards, or two finance directors, each of a body of its own.
    """
    posts = graph.structure.posts
    if (one in posts) != (other in posts) or graph.are_one_superior(one, other):
        return False
    mine, theirs = _homes(graph.party(one)), _homes(graph.party(other))
    siblings = {*graph.counted_above(one)} & {*graph.counted_above(other)}
    return not siblings and not (mine and theirs and mine.isdisjoint(theirs))


def _homes(party: Party) -> set[str]:
    """The bodies that a party is part of, a post in, or the head of, whether or not that counts."""
    return {place.body for place in attachments_of(party)}


# -- abbreviations


def _unexpanded(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    parties = graph.structure.parties
    if sum(party.name.isupper() for party in parties.values()) * 2 > len(parties):
        return  # that is how the register writes its names
    spelt_out = {letters for party in parties.values() for letters in _spelt_out_by(party)}
    initials = " ".join(_initials(name) for party in parties.values() for name in _names(party))
    found = [
        key
        for key in sorted(graph.parties)
        if any(
            letters not in spelt_out and letters not in initials for letters in _letters(parties[key].name)
        )
    ]
    if found:
        yield rule.finding(
            f"What the letters stand for is not spelt out anywhere in this structure: {graph.names(found)}.",
            first_few(found),
            severity=Severity.LOW,
            rests_on=[graph.party(party) for party in found],
            key=",".join(["abbreviation", *found]),
        )


def _letters(name: str) -> list[str]:
    """The abbreviations in a name: each word of one that is letters alone (NWSCT, NWL LSCG), the longer ones of another.

    A name of several words in capitals, one of them long, is an ordinary name written so (HOME OFFICE).
    """
    words = _WORD.findall(name)
    found = [letters for word in words if (letters := word.removesuffix("s")).isupper()]
    if len(found) < len(words):
        return [word for word in found if len(word) >= _FEWEST_LETTERS]
    longest = 10 if len(found) == 1 else 5
    return found if all(len(word) <= longest for word in found) else []


def _spelt_out_by(party: Party) -> set[str]:
    """The letters that a party is called by, where it has a longer name without them as well."""
    names = _names(party)
    return {
        letters
        for name in names
        for letters in _letters(name)
        if any(
            len(other) > len(name) and not _letters(other) and letters not in _WORD.findall(other)
            for other in names
        )
    }


def _initials(name: str) -> str:
    """The first letters of a name's words, without the small ones."""
    return "".join(word[0].upper() for word in _WORD.findall(name) if word not in _SMALL_WORDS)


# -- parties that are only named


def _only_named(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Parties of which the papers state no more than their name; those whose named ones stand in a relation are not."""
    subjects = graph.structure.subjects
    parties = [
        key
        for key in sorted(graph.structure.parties)
        if graph.is_judged(key)
        and key not in subjects
        and all(map(graph.is_only_named, (key, *graph.named_ones(key))))
    ]
    if parties:
        yield rule.finding(
            f"The papers name these, with no relationship, seat or duty that this reading counts: {graph.names(parties)}.",
            first_few(parties),
            severity=Severity.INFO,
            rests_on=[graph.party(party) for party in parties],
            key=",".join(["named", *parties]),
        )


def _names(party: Party) -> tuple[str, ...]:
    return (party.name, *party.aliases)


RULE = Rule(
    code="EVD-03",
    name="undefined-or-missing",
    group="evidence",
    title="Undefined, renamed or missing",
    severity=Severity.MEDIUM,
    severities=(Severity.LOW, Severity.INFO),
    definition=(
        "(a) Parts of a paper are listed as missing: medium. (b) Two parties share a name or an alias, whatever its capitals, "
        "punctuation and article: medium. (c) A party's name is letters alone, or has a word of four letters or more in capitals, "
        "that no other name spells out: low. (d) The papers name a party, and no relationship, seat or duty that counts speaks of "
        "it: info. One finding for each of the four."
    ),
    why="What is counted twice, or cannot be looked up, misleads every answer; so does a part of a paper that nobody has seen.",
    fix="Ask for the missing parts, and keep a glossary with each alias and where it stands.",
    guards=(
        (
            "(b) Not for a body and its part or head, a body and a post, a counted party and its named ones, or a party and its "
            "heir; nor for two boards or two posts of one name that each belong to a body of their own."
        ),
        (
            "(c) Spelt out are letters that are the alias of a party with a longer name, and those that are the first letters of "
            "words that stand together in some name. Where most names are written in capitals, nothing is raised."
        ),
        "(d) Partners outside the boundary, roots and subjects are not judged, nor is a counted party whose named ones are spoken of.",
    ),
    limits=(
        "Two names for one body that share no word are not seen; nor are short abbreviations within a longer name, nor those that "
        "stand in the names of duties and figures. Wrong cross-references are for EVD-01, where they are on record."
    ),
    anchors=("EVID",),
    bad=BAD,
    good=GOOD,
    check=check,
)
