"""The words that every format uses for verdicts, strengths, standing, places and chains.

House rules: 'the papers do not say', posts and not people, and nothing is ever called illegal or failed.
"""

import re
from collections.abc import Iterable, Sequence

from govgraph.findings import Evidence
from govgraph.graph import Answer, Direction, GovernanceGraph, Link, Verdict
from govgraph.model.scopes import ALL
from govgraph.model.statements import NO_SOURCE, Citation
from govgraph.model.structure import Acceptance
from govgraph.model.vocabulary import BASIS_WORDS, DEFAULT_STATUSES, STATUS_WORDS, Basis, Status
from govgraph.text import listed, one_line

VERDICT_WORDS = {
    Verdict.CLEAR: "clear",
    Verdict.QUALIFIED: "qualified",
    Verdict.WEAK: "weak",
    Verdict.NONE: "none",
}
VERDICT_MEANINGS = {
    Verdict.CLEAR: "a line of accountability or management exists whose links are all stated and in force",
    Verdict.QUALIFIED: "not clear, but a line exists that is nowhere weaker than a contract, a delegation or a step from a body to its head",
    Verdict.WEAK: "the best line has a link that carries reports or assurance only",
    Verdict.NONE: "the papers show no line",
}
STRENGTH_WORDS = {
    4: "accountability",
    3: "management",
    2: "contract, delegation or head",
    1: "reports or assurance only",
    0: "carries no account",
}
# Shorter than the model's own, for a sentence that lists several.
_SHORT_STATUS = STATUS_WORDS | {
    Status.AGREED: "an agreed objective not shown to be in force",
    Status.PROPOSED: "only proposed",
    Status.RECOMMENDED: "only recommended",
    Status.UNDEFINED: "left undefined by its source",
}
_BODY_NOUN = re.compile(
    r"\b(Authorit(y|ies)|Boards?|Centres?|Committees?|Departments?|Directorates?|Divisions?|Forums?|Groups?|Ministry|Networks?|"
    r"Offices?|Panels?|Partnerships?|Secretariat|Service|Sub-Group|Teams?|Trusts|Units?|Hospitals|hospitals)\b"
)


def the(graph: GovernanceGraph, party: str) -> str:
    """A party's name as it stands inside a sentence: posts and bodies named by a common noun take an article."""
    name = one_line(graph.name(party))
    if name.lower().startswith("the ") or len(name) > 120:
        return name
    return f"the {name}" if party in graph.structure.posts or _BODY_NOUN.search(name) else name


def all_the(graph: GovernanceGraph, parties: Iterable[str], last: str = "and", most: int = 4) -> str:
    """Parties as a reader lists them: by name while they are few, then by number."""
    ids = list(dict.fromkeys(parties))
    if len(ids) > most:
        return listed(
            [*(the(graph, party) for party in ids[: most - 1]), f"{len(ids) - most + 1} others"], last
        )
    return listed([the(graph, party) for party in ids], last)


class Names:
    """Party names for one report: the id stands in brackets at the first mention, and never again."""

    def __init__(self, graph: GovernanceGraph) -> None:
        self._graph = graph
        self._met: set[str] = set()

    def __call__(self, party: str) -> str:
        """The name; with the id where the report has not given it yet."""
        name = (
            one_line(self._graph.structure.parties[party].name)
            if party in self._graph.structure.parties
            else one_line(party)
        )
        if party in self._met or party not in self._graph.structure.parties:
            return name
        self._met.add(party)
        return f"{name} ({party})"

    def chain(self, parties: Iterable[str], arrow: str = " → ") -> str:
        """Parties joined by arrows."""
        return arrow.join(self(party) for party in parties)


def scope_title(graph: GovernanceGraph, scope: str) -> str:
    """A scope in words."""
    if scope == ALL:
        return "everything"
    return one_line(graph.structure.scopes.get(scope, scope))


def scope_titles(graph: GovernanceGraph, scopes: Iterable[str]) -> str:
    """Scopes in words; titles may hold commas, so a semicolon parts them."""
    return "; ".join(scope_title(graph, scope) for scope in scopes)


def place(citation: Citation) -> str:
    """A citation as it is written in the model: `tor annex-c 7`."""
    return one_line(f"{citation.source} {citation.locator}")


def places(citations: Sequence[Citation]) -> str:
    """The citations of a statement; says so where there is none."""
    return ", ".join(place(citation) for citation in citations) or NO_SOURCE


def source_titles(graph: GovernanceGraph, ids: Iterable[str]) -> list[str]:
    """What the short names of sources stand for, in the order of the structure."""
    chosen = set(ids)
    return [
        one_line(f"{id_}: {row.title}{f' ({row.date.in_words})' if row.date else ''}")
        for id_, row in graph.structure.sources.items()
        if id_ in chosen
    ]


def evidence_place(evidence: Evidence) -> str:
    """The place that a piece of evidence names."""
    return one_line(f"{evidence.source} {evidence.locator}") or NO_SOURCE


def evidence_by_standing(evidence: Iterable[Evidence]) -> list[tuple[str, list[Evidence]]]:
    """Evidence of the same standing together, in the order met, so that the standing is said once."""
    together: dict[str, dict[Evidence, None]] = {}
    for piece in evidence:
        together.setdefault(full_standing(piece.status, piece.basis), {})[piece] = None
    return [(words, list(pieces)) for words, pieces in together.items()]


def evidence_words(evidence: Iterable[Evidence]) -> list[str]:
    """As `evidence_by_standing`, each as `tor 5, tor 6 (stated, in force)`."""
    return [
        f"{', '.join(evidence_place(piece) for piece in pieces)} ({words})"
        for words, pieces in evidence_by_standing(evidence)
    ]


def acceptance_words(acceptance: Acceptance) -> str:
    """The reviewer's reason, with who accepted it and when, as far as they are given."""
    by = one_line(acceptance.by) if acceptance.by else ""
    signed = ", ".join(word for word in (by, acceptance.on.in_words if acceptance.on else "") if word)
    return f"{one_line(acceptance.reason)}{f' ({signed})' if signed else ''}"


def standing(status: Status, basis: Basis) -> str:
    """What a statement is short of, in words; empty where it is stated and in force."""
    words = [
        "" if status is Status.IN_FORCE else STATUS_WORDS[status],
        "" if basis is Basis.STATED else BASIS_WORDS[basis],
    ]
    return "; ".join(word for word in words if word)


def short_standing(link: Link) -> str:
    """As `standing`, for a sentence that lists several."""
    words = [
        "" if link.status is Status.IN_FORCE else _SHORT_STATUS[link.status],
        "" if link.basis is Basis.STATED else BASIS_WORDS[link.basis],
    ]
    return " and ".join(word for word in words if word)


def full_standing(status: Status, basis: Basis) -> str:
    """The standing, said also where nothing is lacking."""
    return standing(status, basis) or "stated, in force"


def reads(link: Link, direction: Direction) -> str:
    """How a hop reads from one end to the other: upwards for an account, downwards for an instruction.

    A kind of the structure's own that names no inverse is quoted with a note where it is read against its
    direction, since its words would otherwise be turned round.
    """
    kind = link.kind
    upwards = direction is Direction.ACCOUNT
    with_the_statement = (kind.upper == "to") == upwards
    if with_the_statement:
        return one_line(kind.reads)
    return (
        one_line(kind.inverse)
        if kind.inverse != kind.reads
        else f"‘{one_line(kind.reads)}’, read from its other end"
    )


def line_of(direction: Direction) -> str:
    """What is asked after: the line of sight up, or the line of instruction down."""
    return "line of sight" if direction is Direction.ACCOUNT else "line of instruction"


def by_way_of(graph: GovernanceGraph, answer: Answer) -> str:
    """The parties that a line was asked to pass; empty where none was asked for."""
    if not answer.via:
        return ""
    return " by way of " + ", then ".join(all_the(graph, group, "or", most=9) for group in answer.via)


def capital(sentence: str) -> str:
    """A sentence with its first letter as a capital, the rest left alone."""
    return sentence[:1].upper() + sentence[1:]


def status_words(graph: GovernanceGraph) -> str:
    """The statuses that were counted, best first; and whose choice it was, where it is not the usual one."""
    counted = listed([status.value.replace("_", " ") for status in graph.reading.counted])
    own = graph.reading.statuses == graph.structure.statuses != DEFAULT_STATUSES
    return f"{counted} (as the settings choose)" if own else counted


def reading_words(graph: GovernanceGraph) -> str:
    """How the structure was read: stated with every answer."""
    at = graph.reading.at
    date = f"Read as at {at.in_words}" if at else "Read without a date"
    scope = f", for {scope_title(graph, graph.reading.scope)}" if graph.reading.scope else ""
    contracts = "count" if graph.reading.contracts_count else "do not count"
    return f"{date}{scope}; statements counted: {status_words(graph)}; contracts {contracts} as links."
