"""Findings, and the rules that make them: frozen values, the same for every rule and every output."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from govgraph.changes import Changes
from govgraph.errors import Location
from govgraph.graph import GovernanceGraph, Link
from govgraph.model.baseline import Entry
from govgraph.model.relationships import Relationship
from govgraph.model.statements import Citation, Statement
from govgraph.model.structure import Acceptance
from govgraph.model.vocabulary import Basis, Status


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for critical to 4 for info."""
        return list(Severity).index(self)


SEVERITY_WORDS = {
    Severity.CRITICAL: "no one answers, or law or money is at risk",
    Severity.HIGH: "a line or control is likely to fail under stress",
    Severity.MEDIUM: "will cause dispute, delay or duplicated effort",
    Severity.LOW: "tidy up",
    Severity.INFO: "state in the report, no action",
}


# Without a baseline every finding is new; one that the reviewer accepted is neither new nor unchanged.
State = Literal["new", "unchanged", "accepted"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that a finding rests on."""

    source: str
    locator: str
    basis: Basis
    status: Status


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, with what it rests on.

    `subjects` are the parties at fault. `lines` are chains of party ids that show it, `relationships` the
    ids of the relationships and structural facts that it rests on. `at` and `key` make its id: the party
    that it is raised at, and what tells it apart from other findings of its rule. `row` is where it stands
    (section and id) if not at what it rests on or speaks of. `id` and `location` are given by the run, with
    the reviewer's `acceptance` where there is one; `state` is what that and a baseline make of it.
    """

    code: str
    name: str
    severity: Severity
    message: str
    subjects: tuple[str, ...]
    why: str
    fix: str
    scopes: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    relationships: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    at: str = ""
    key: str = ""
    row: tuple[str, str] | None = None
    id: str = ""
    location: Location | None = None
    state: State = "new"
    acceptance: Acceptance | None = None

    @property
    def scope(self) -> str | None:
        """The one scope that it holds in, or None where it holds in several or in none in particular."""
        return self.scopes[0] if len(self.scopes) == 1 else None


# Superiors of one party that rules hold against each other, pair by pair: beyond these the party is told all the same.
MOST_COMPARED = 50

Check = Callable[[GovernanceGraph, "Rule"], Iterator[Finding]]
CheckOfChanges = Callable[[Changes, "Rule"], Iterator[Finding]]
CheckOfFindings = Callable[[GovernanceGraph, "Rule", "Report"], Iterator[Finding]]


def _nothing(_graph: GovernanceGraph, _rule: "Rule") -> Iterator[Finding]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of a structure: what it means, two examples that prove it, and the check itself.

    `bad` and `good` are small structures in the written form: the rule fires on the first and not on the second.
    `severities` are those that it can give beside its own. `limits` says what it cannot see. `needs` names parts of
    the structure without which it cannot run. In place of `check`, a rule on what changed has `between`: it is given
    the structure before beside the one after, and its examples are both, each a document, with a third of
    successions where one is needed. A rule on findings has `afterwards`: it is given the report of the other rules.
    """

    code: str
    name: str
    group: str
    title: str
    severity: Severity
    definition: str
    why: str
    fix: str
    limits: str
    bad: str
    good: str
    check: Check = _nothing
    between: CheckOfChanges | None = None
    afterwards: CheckOfFindings | None = None
    severities: tuple[Severity, ...] = ()
    guards: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def can_give(self) -> tuple[Severity, ...]:
        """The severities that the rule can give, its own among them, the worst first."""
        return tuple(sorted({self.severity, *self.severities}, key=lambda severity: severity.rank))

    def find(self, graph: GovernanceGraph, changes: Changes | None, so_far: "Report") -> Iterator[Finding]:
        """What the rule finds in a structure, in what changed, or in a report of the rules that ran before."""
        if self.afterwards is not None:
            return self.afterwards(graph, self, so_far)
        if self.between is not None:
            return self.between(changes, self) if changes is not None else iter(())
        return self.check(graph, self)

    def finding(
        self,
        message: str,
        subjects: Iterable[str],
        *,
        severity: Severity | None = None,
        scopes: Iterable[str] = (),
        lines: Iterable[Iterable[str]] = (),
        rests_on: "Iterable[Statement | Link]" = (),
        at: str = "",
        key: str = "",
        row: tuple[str, str] | None = None,
    ) -> Finding:
        """A finding of this rule; `rests_on` are the statements and links that it cites.

        It is raised at its first subject, and told apart by its subjects, unless `at` and `key` say more.
        """
        statements, parties = list(rests_on), tuple(subjects)
        return Finding(
            self.code,
            self.name,
            severity or self.severity,
            message,
            parties,
            self.why,
            self.fix,
            tuple(scopes),
            tuple(tuple(line) for line in lines),
            tuple(dict.fromkeys(name for statement in statements if (name := _statement_id(statement)))),
            tuple(dict.fromkeys(evidence for statement in statements for evidence in evidence_of(statement))),
            at or parties[0],
            key or ",".join(parties),
            row,
        )


def _statement_id(statement: "Statement | Link") -> str:
    if isinstance(statement, Link):
        return statement.statement
    return statement.id if isinstance(statement, Relationship) else ""


def evidence_of(statement: "Statement | Link") -> list[Evidence]:
    """The places that a statement cites; one without a place where it cites none."""
    citations: tuple[Citation, ...] = statement.source or (Citation(source="none"),)
    return [
        Evidence(
            "" if citation.source == "none" else citation.source,
            citation.locator,
            statement.basis,
            statement.status,
        )
        for citation in citations
    ]


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that failed; a defect of govgraph, never of the structure."""

    code: str
    error: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a baseline says of a run.

    `known` are the ids that are in both, those of accepted findings among them. `resolved` were recorded and
    are found no more; of `not_judged` that cannot be told, since their rules did not run. `cautions` are
    sentences on what makes the two hard to compare.
    """

    known: frozenset[str]
    resolved: tuple[Entry, ...] = ()
    not_judged: tuple[Entry, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of rules found, in the order that outputs show it, and what it could not run.

    `rules` are those that were chosen, `seconds` what each that ran took. `choices` are those of the
    assumptions that the settings made. `baseline` is None where the run was
    compared with none.
    """

    findings: tuple[Finding, ...]
    rules_run: tuple[str, ...]
    not_run: Mapping[str, str] = field(default_factory=dict)
    crashes: tuple[Crash, ...] = ()
    assumptions: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    baseline: Comparison | None = None

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that the reviewer has not accepted."""
        return tuple(finding for finding in self.findings if finding.state != "accepted")

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """The findings that the reviewer has accepted."""
        return tuple(finding for finding in self.findings if finding.state == "accepted")

    def count(self, severity: Severity) -> int:
        """How many findings that stand have a severity."""
        return sum(finding.severity is severity for finding in self.standing)

    def at_or_above(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings at least as severe that count: neither accepted, nor recorded in the baseline."""
        return tuple(
            finding
            for finding in self.findings
            if finding.state == "new" and finding.severity.rank <= severity.rank
        )


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """Merge findings that differ only in their scopes, give each its id, and put them in order.

    An id depends on the rule, the party that it is raised at and the key alone, so that it stays when lines
    move or unrelated parts change. Findings alike in all three are told apart by the lines that show them.
    """
    together: dict[Finding, list[str]] = {}
    for finding in findings:
        scopes = together.setdefault(replace(finding, scopes=()), [])
        scopes.extend(scope for scope in finding.scopes if scope not in scopes)
    merged = [replace(finding, scopes=tuple(sorted(scopes))) for finding, scopes in together.items()]
    alike = Counter((finding.code, finding.at, finding.key) for finding in merged)
    settled = [
        replace(finding, id=_identity(finding, alone=alike[finding.code, finding.at, finding.key] == 1))
        for finding in merged
    ]
    return in_order(settled)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as outputs show them: the worst first."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        finding.severity.rank,
        finding.code,
        finding.subjects,
        finding.key,
        finding.scopes,
        finding.message,
    )


def _identity(finding: Finding, *, alone: bool) -> str:
    parts = [finding.code, finding.at, finding.key]
    if not alone:
        parts.extend(">".join(line) for line in finding.lines)
        parts.extend(finding.scopes)
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:6]
    return f"{finding.code}.{finding.at or 'structure'}.{digest}"
