"""EVD-03: double entries, ghost bodies, and parts of a paper that nobody has seen."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Party
from govgraph.model.statements import Citation, Statement
from govgraph.rules._evidence import plain
from govgraph.text import listed

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

_MOST = 12
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
        said = [f"of “{sources[key].title}”: {'; '.join(sources[key].missing)}" for key in lacking]
        yield rule.finding(
            f"Parts of the papers were not supplied, and what they say is not in this structure: {', and '.join(said)}.",
            (),
            rests_on=[Statement(source=(Citation(source=key),)) for key in lacking],
            at=lacking[0],
            key=",".join(["missing", *lacking]),
        )


# -- names that two parties share


def _doubles(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    called: dict[str, dict[str, str]] = defaultdict(dict)
    for key in sorted(graph.structure.parties):
        party = graph.party(key)
        if graph.exists(key):
            for name in (party.name, *party.aliases):
                if plain(name):
                    called[plain(name)].setdefault(key, name)
    heirs = _heirs(graph)
    shared: dict[tuple[str, str], str] = {}
    for same in called.values():
        for one, other in combinations(list(same)[:MOST_COMPARED], 2):
            if _could_be_one(graph, one, other) and other not in heirs[one]:
                shared.setdefault((one, other), same[one])
    if shared:
        parties = sorted({party for pair in shared for party in pair})
        pairs = [
            f"{graph.name(one)} and {graph.name(other)} (both “{name}”)"
            for (one, other), name in sorted(shared.items())
        ]
        shown = (
            parties
            if len(pairs) <= _MOST + 1
            else sorted({p for pair in sorted(shared)[:_MOST] for p in pair})
        )
        yield rule.finding(
            f"The same name is used for two entries, so that one body may be counted as two: {'; '.join(_some(pairs))}.",
            shown,
            rests_on=[graph.party(party) for party in parties],
            key=",".join(["double", *(f"{one}={other}" for one, other in sorted(shared))]),
        )


def _heirs(graph: GovernanceGraph) -> dict[str, set[str]]:
    """For each party, those that it became or that became it: a successor often keeps the name."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in graph.structure.successions:
        for before in row.from_:
            for after in row.to:
                found[before].add(after)
                found[after].add(before)
    return found


def _could_be_one(graph: GovernanceGraph, one: str, other: str) -> bool:
    """Whether two parties of one name may be one entered twice.

    Not a body and a post, a body and its part or head, or a counted party and a named one of it; and not two boards,
    or two finance directors, each of a body of its own.
    """
    posts = graph.structure.posts
    if (one in posts) != (other in posts) or graph.are_one_superior(one, other):
        return False
    homes = _homes(graph, one), _homes(graph, other)
    siblings = {*graph.counted_above(one)} & {*graph.counted_above(other)}
    return not siblings and (not all(homes) or bool(homes[0] & homes[1]))


def _homes(graph: GovernanceGraph, party: str) -> set[str]:
    """The bodies that a party is part of, a post in, or the head of, as far as they are written."""
    organisation, post = graph.structure.organisations.get(party), graph.structure.posts.get(party)
    attachments = (*(organisation.part_of if organisation else ()), *(post.in_ + post.heads if post else ()))
    return {attachment.body for attachment in attachments}


# -- abbreviations


def _unexpanded(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    parties = graph.structure.parties
    letters = {
        key for key, party in parties.items() if _is_abbreviation(party.name) and not _is_expanded(party)
    }
    known = {alias for key, party in parties.items() if key not in letters for alias in party.aliases}
    found = [
        key
        for key in sorted(letters)
        if graph.exists(key) and not set(_WORD.findall(parties[key].name)) <= known
    ]
    # Where most names are in capitals, that is how the register writes, and no name is told apart by it.
    if found and sum(name.name.isupper() for name in parties.values()) * 2 <= len(parties):
        names = listed([graph.name(party) for party in found], most=_MOST)
        shown = found if len(found) <= _MOST + 1 else found[:_MOST]
        yield rule.finding(
            f"What {names} {'stands' if len(found) == 1 else 'stand'} for is not spelt out anywhere in this structure.",
            shown,
            severity=Severity.LOW,
            rests_on=[graph.party(party) for party in found],
            key=",".join(["abbreviation", *found]),
        )


def _is_abbreviation(name: str) -> bool:
    """Whether a name is letters alone, as NWSCT or NWL LSCG, and not an ordinary name that begins with some (NHS London).

    A word in capitals of more than five letters among others is a word of a name written in capitals (HOME OFFICE).
    """
    words = _WORD.findall(name)
    longest = 10 if len(words) == 1 else 5
    return bool(words) and all(
        sum(letter.isupper() for letter in word) > 1
        and word.removesuffix("s").isupper()
        and len(word.removesuffix("s")) <= longest
        for word in words
    )


def _is_expanded(party: Party) -> bool:
    """Whether an alias spells the name out: longer, and without the letters themselves in it."""
    letters = set(_WORD.findall(party.name))
    return any(
        len(alias) > len(party.name)
        and not _is_abbreviation(alias)
        and not letters & set(_WORD.findall(alias))
        for alias in party.aliases
    )


# -- parties that are only named


def _only_named(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Parties of which the papers state no more than their name; those whose named ones stand in a relation are not."""
    spoken_of = {
        counted
        for key in graph.structure.parties
        if graph.exists(key) and not graph.is_only_named(key)
        for counted in graph.counted_above(key)
    }
    parties = [
        key
        for key in sorted(graph.structure.parties)
        if graph.is_judged(key)
        and graph.is_only_named(key)
        and key not in spoken_of
        and key not in graph.structure.subjects
    ]
    if parties:
        shown = parties if len(parties) <= _MOST + 1 else parties[:_MOST]
        names = listed([graph.name(party) for party in parties], most=_MOST)
        yield rule.finding(
            f"{names} {_verb(graph, parties)} named in the papers, with no relationship, seat or duty that this reading counts.",
            shown,
            severity=Severity.INFO,
            rests_on=[graph.party(party) for party in parties],
            key=",".join(["named", *parties]),
        )


def _verb(graph: GovernanceGraph, parties: list[str]) -> str:
    return graph.verb(parties[0], "is", "are") if len(parties) == 1 else "are"


def _some(pairs: list[str]) -> list[str]:
    return pairs if len(pairs) <= _MOST + 1 else [*pairs[:_MOST], f"and {len(pairs) - _MOST} more"]


RULE = Rule(
    code="EVD-03",
    name="undefined-or-missing",
    group="evidence",
    title="Undefined, renamed or missing",
    severity=Severity.MEDIUM,
    severities=(Severity.LOW, Severity.INFO),
    definition=(
        "(a) Parts of a source are listed as missing: medium. (b) Two parties have the same name or alias, whatever its capitals and "
        "punctuation: medium. (c) A party's name is letters alone, and no alias spells it out: low. (d) A party is only named, with "
        "no relationship, seat or duty that counts: info. One finding for each of the four."
    ),
    why="Double entries and ghost bodies: what is counted twice, or cannot be looked up, misleads every answer.",
    fix="Ask for the missing parts, and keep a glossary with each alias and where it stands.",
    guards=(
        (
            "(b) Not for a body and its part or head, a counted party and its named ones, a party and its heir, nor for two boards or two "
            "posts of one name that each belong to a body of their own."
        ),
        (
            "(c) Not for a name that only begins with letters (NHS London), nor where each of its letters is spelt out as the alias of "
            "another party, nor where most names are written in capitals."
        ),
        "(d) Partners outside the boundary, roots and subjects are left out, and so is a counted party whose named ones are spoken of.",
    ),
    limits="Two names for one body that share no word, and numbers of appendices that are off by one, are not seen.",
    anchors=("EVID",),
    bad=BAD,
    good=GOOD,
    check=check,
)
