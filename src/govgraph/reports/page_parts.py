"""What the review page shows, as values: strips with their evidence numbers, findings, statements, sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from govgraph.findings import SEVERITY_WORDS, Finding, Report, Severity
from govgraph.graph import Answer, Direction, GovernanceGraph, Link
from govgraph.model.statements import Citation, Statement
from govgraph.model.vocabulary import Basis
from govgraph.reports import summary, wording
from govgraph.reports.sight_text import remarks
from govgraph.reports.strips import Group, Hop, Strip, groups, links_shown, strips_of
from govgraph.text import counted, listed


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered statement of the evidence list."""

    number: str
    id: str
    text: str
    scope: str
    standing: str
    settled: bool
    citations: tuple[Citation, ...]
    note: str
    shown: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """Subjects that share their answers, with their strips."""

    group: Group
    headlines: Sequence[str]
    remarks: Sequence[str]
    strips: Sequence[Strip]
    verdicts: Sequence[tuple[str, str]]


@dataclass(slots=True)
class Evidence:
    """The statements of a structure, numbered S1, S2 … in the order of their ids."""

    entries: list[Entry] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: GovernanceGraph, answers: Iterable[Answer]) -> "Evidence":
        """Every relationship, whatever its status; and the structural facts that a line shown uses."""
        self = cls()
        shown = {link.statement for link in links_shown(answers)}
        for row in sorted(graph.structure.relationships, key=lambda row: row.id):
            ends = listed([graph.name(end) for end in row.to]) or "a party that the papers do not name"
            via = f", through {' then '.join(graph.name(party) for party in row.via)}" if row.via else ""
            text = f"{graph.name(row.from_)} {graph.structure.kinds[row.kind].reads} {ends}{via}"
            self._add(row.id, text, wording.scope_title(graph, row.scope), row, row.note or "", shown)
        structural = {
            link.statement: link
            for link in graph.links
            if link.kind.name not in graph.structure.kinds and link.inherited is None
        }
        for statement, link in sorted(structural.items()):
            text = f"{graph.name(link.lower)} {link.kind.reads} {graph.name(link.upper)}"
            self._add(statement, text, wording.scope_title(graph, link.scope), link, "", shown)
        return self

    def _add(
        self, identifier: str, text: str, scope: str, row: "Link | Statement", note: str, shown: set[str]
    ) -> None:
        number = f"S{len(self.entries) + 1}"
        self.numbers[identifier] = number
        standing = wording.full_standing(row.status, row.basis)
        self.entries.append(
            Entry(
                number, identifier, text, scope, standing, row.settled, row.source, note, identifier in shown
            )
        )


def group_views(graph: GovernanceGraph, answers: Sequence[Answer]) -> list[GroupView]:
    """The groups of one direction's answers, ready for the page."""
    found = groups(graph, answers)
    views = []
    for group in found:
        verdicts = [(a.verdict.value, wording.scope_titles(graph, a.scopes)) for a in group.answers]
        if len({word for word, _ in verdicts}) == 1:
            verdicts = [(verdicts[0][0], "")]
        headlines = summary.group_headlines(graph, group, alone=len(found) == 1)
        views.append(
            GroupView(group, headlines, remarks(graph, group), strips_of(graph, group.answers), verdicts)
        )
    return views


def statements_of(graph: GovernanceGraph, group: Group, hop: Hop) -> list[str]:
    """The ids of the statements that a hop rests on: one for each subject where the hop leaves the subject."""
    link = hop.link
    if link.lower != group.subjects[0]:
        return [link.statement]
    alike = [
        other.statement
        for subject in group.subjects
        for other in graph.upward_links(subject)
        if (other.upper, other.kind, other.scope, other.source, other.standing)
        == (link.upper, link.kind, link.scope, link.source, link.standing)
    ]
    return list(dict.fromkeys(alike)) or [link.statement]


def facts(graph: GovernanceGraph, answers: Sequence[Answer]) -> list[tuple[str, str]]:
    """How the structure was read, and how much of the lines shown is stated and in force."""
    reading = graph.reading
    links = links_shown(answers)
    scope = (
        wording.scope_titles(graph, graph.scopes)
        if reading.scope or len(graph.scopes) < 2
        else f"each in turn: {wording.scope_titles(graph, graph.scopes)}"
    )
    found = [
        (
            "Read as at",
            reading.at.in_words if reading.at else "no date: every statement is counted as active",
        ),
        ("Statements counted", wording.status_words(graph)),
        ("Scope", scope),
        (
            "Contracts",
            "count as links, of strength 2" if reading.contracts_count else "do not count as links",
        ),
    ]
    if links:
        inferred = sum(link.basis is Basis.INFERRED for link in links)
        short = sum(not link.settled for link in links)
        total = counted(len(links), "link")
        found.append(
            (
                "Not both stated and in force",
                f"{short} of the {total} on the lines shown ({_share(short, links)})",
            )
        )
        found.append(
            (
                "Inferred by the modeller",
                f"{inferred} of the {total} on the lines shown ({_share(inferred, links)})",
            )
        )
    return found


def _share(part: int, links: Sequence[Link]) -> str:
    return f"{(200 * part + len(links)) // (2 * len(links))}\u00a0%"


def findings_by_severity(report: Report) -> list[tuple[Severity, str, list[Finding]]]:
    """Findings that stand, the worst severity first; a severity without any is left out."""
    together = [
        (severity, SEVERITY_WORDS[severity], [f for f in report.standing if f.severity is severity])
        for severity in Severity
    ]
    return [entry for entry in together if entry[2]]


def tiers(graph: GovernanceGraph) -> list[tuple[str, list[str]]]:
    """The parties that exist at the date by tier, from the top down: what a drawing can show, in words."""
    found: dict[str, list[str]] = {}
    for party, row in graph.structure.parties.items():
        if graph.exists(party):
            found.setdefault(row.tier or "", []).append(row.name)
    order: Mapping[str, int] = {tier: place for place, tier in enumerate(graph.structure.tiers)}
    titled = sorted(found.items(), key=lambda item: order.get(item[0], len(order)))
    return [(tier.replace("_", " ").capitalize() or "No tier given", sorted(names)) for tier, names in titled]


def directions(answers: Sequence[Answer]) -> list[tuple[Direction, list[Answer]]]:
    """Answers by direction, the account first."""
    return summary.by_direction(answers)
