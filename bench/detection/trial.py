"""One injection: made, read and checked by the tool, and judged by what is new or changed."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from arrangement import Arrangement, covers, reached
from documents import INJECTED, KEYED, LISTED, MARKED, Document, Draft, Row, written
from kind import AnyKind, Kind, Place, Sound

from govgraph import pipeline
from govgraph.findings import Finding, Report
from govgraph.graph import GovernanceGraph
from govgraph.readers import yaml_form

# Fields that hold words, not ids.
_WORDS = {
    "source", "note", "name", "aliases", "kind", "tier", "status", "basis", "votes", "capacity", "passes_with", "scope",
}  # fmt: skip
Cited = frozenset[tuple[str, str]]


def check(text: bytes) -> Report:
    """What the whole tool says of a structure: reading, graph and every rule."""
    report = pipeline.check(GovernanceGraph(yaml_form.read([("structure.yaml", text)]).structure))
    if report.crashes:
        raise RuntimeError(f"a rule crashed: {report.crashes[0]}")
    return report


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as far as it is compared: without its scopes, and without the mark that a row was changed."""

    code: str
    severity: str
    id: str
    message: str
    subjects: frozenset[str]
    names: frozenset[str]
    cited: Cited

    @classmethod
    def of(cls, finding: Finding) -> "Told":
        """What one finding tells."""
        subjects = frozenset((*finding.subjects, finding.at))
        return cls(
            finding.code,
            str(finding.severity),
            finding.id,
            finding.message,
            subjects,
            subjects.union(*finding.lines),
            frozenset((e.source, e.locator) for e in finding.evidence if e.source != MARKED),
        )


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A finding that the injection does not explain."""

    code: str
    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one injection; `found` is whether its rule said so at the right place, or stayed silent."""

    rule: str
    kind: str
    positive: bool
    structure: str
    place: str
    found: bool
    came: tuple[FalseAlarm, ...]
    false_alarms: tuple[FalseAlarm, ...]
    raised: Mapping[str, int]
    unsound: bool = False
    beyond: str = ""


class Structure:
    """A structure of the library, what the tool says of it untouched, and where kinds can be injected."""

    def __init__(self, name: str, document: Document, seed: int) -> None:
        self.name, self.document, self.seed = name, document, seed
        self.text = written(document)

    @cached_property
    def baseline(self) -> dict[str, Told]:
        """The findings before anything is injected, by id."""
        return {finding.id: Told.of(finding) for finding in check(self.text).findings}

    def places(self, kind: AnyKind, most: int) -> list[Place]:
        """Places of chance for a kind, none twice."""
        arrangement = Arrangement(self.document, f"{self.seed} {kind.rule} {kind.name} {self.name}")
        different = {json.dumps(place): place for place in islice(kind.places(arrangement), 4 * most)}
        return list(different.values())[:most]

    def trial(self, kind: AnyKind, place: Place) -> Outcome:
        """Inject, check, and judge."""
        draft = Draft(self.text, marking=kind.cites)
        kind.inject(draft, place)
        findings = check(written(draft.document)).findings
        marked = {f.id for f in findings if any(e.source == MARKED for e in f.evidence)}
        told = {finding.id: Told.of(finding) for finding in findings}
        fresh = [finding for key, finding in told.items() if finding != self.baseline.get(key)]
        gone = [finding for key, finding in self.baseline.items() if finding != told.get(key)]
        touched = Touched(self.document, draft.document)
        wanted = [f for f in fresh if kind.positive and answers(kind, place, f, marked=f.id in marked)]
        others = [finding for finding in fresh if finding not in wanted]
        spoken = [
            f
            for f in fresh
            if isinstance(kind, Sound) and breaks_silence(kind, place, f, gone, self.baseline)
        ]
        false = [f for f in others if f in spoken or not touched.explains(f, gone)]
        return Outcome(
            kind.rule,
            kind.name,
            kind.positive,
            self.name,
            ", ".join(f"{key} {_said(value)}" for key, value in place.items()),
            bool(wanted) if kind.positive else not spoken,
            tuple(FalseAlarm(f.code, f.id, f.message) for f in others),
            tuple(FalseAlarm(f.code, f.id, f.message) for f in false),
            _counted(fresh),
            unsound=self.name == "clean" and not kind.positive and kind.wholly and bool(fresh),
            beyond=kind.beyond,
        )


def _said(value: Any) -> str:
    return " and ".join(map(str, value)) if isinstance(value, list) else str(value)


def _counted(findings: list[Told]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return counts


def answers(kind: Kind, place: Place, finding: Told, *, marked: bool) -> bool:
    """Whether a finding is the one that the injection calls for."""
    return (
        finding.code == kind.rule
        and all(place.get(word, word) in finding.names for word in kind.at)
        and (not kind.cites or marked or any(source == INJECTED for source, _ in finding.cited))
        and (not kind.says or place[kind.says] in finding.message)
        and (not kind.severity or finding.severity == kind.severity)
    )


def breaks_silence(
    kind: Sound, place: Place, finding: Told, gone: list[Told], baseline: Mapping[str, Told]
) -> bool:
    """Whether a rule that had to stay silent has spoken of what was injected.

    What it said before, in the same words or of fewer, is not spoken anew.
    """
    old = baseline.get(finding.id)
    if finding.code != kind.rule or is_rest(finding, gone) or (old and old.message == finding.message):
        return False
    words = kind.about or ("party",)
    if any(place.get(word, word) in finding.subjects for word in words):
        return True
    rests = any(source == INJECTED for source, _ in finding.cited)
    return not kind.about and (rests or any(name.startswith(f"{INJECTED}-") for name in finding.subjects))


def is_rest(finding: Told, gone: list[Told]) -> bool:
    """Whether it says of nobody, and rests on nothing, but what a finding of before did that is no more: what is left.

    A list that was cut short ("and 2 more") may now name as many that it did not name.
    """
    return any(
        finding.code == old.code
        and finding.cited <= old.cited
        and not finding.subjects.isdisjoint(old.subjects)
        and len(finding.subjects - old.subjects) <= _unnamed(old.message)
        for old in gone
    )


def _unnamed(message: str) -> int:
    return sum(int(number) for number in re.findall(r"and (\d+) more", message))


class Touched:
    """What an injection touches: the rows in which the two documents differ, and whom these can concern.

    A finding is explained where it rests on an injected row; or is raised at, or names among its subjects, a party or
    another entry that a differing row names; or a party below the lower end of a differing way up, or above its upper
    end, by breadth-first search over the raw rows of both documents. Lines alone explain nothing.
    """

    def __init__(self, before: Document, after: Document) -> None:
        rows = [*_differing(before, after)]
        self.ids = {name for _, row in rows for name in _texts(row)}
        self.ids |= set(_services(before, after, rows))
        self._arrangements = (Arrangement(before, ""), Arrangement(after, ""))
        self.parties = self._concerned(rows)

    def _concerned(self, rows: list[tuple[str, Row]]) -> set[str]:
        one, other = self._arrangements
        lows, highs = set(), set()
        for edge in {(e.lower, e.upper, json.dumps(e.row, sort_keys=True)) for e in one.edges} ^ {
            (e.lower, e.upper, json.dumps(e.row, sort_keys=True)) for e in other.edges
        }:
            lows.add(edge[0])
            highs.add(edge[1])
        own = {row["id"] for section, row in rows if section in {"organisations", "posts", "structure"}}
        return self._reached(lows | own, up=False) | self._reached(highs | own, up=True)

    def _reached(self, starts: set[str], *, up: bool) -> set[str]:
        ways: dict[str, set[str]] = {}
        for arrangement in self._arrangements:
            for edge in arrangement.edges:
                ends = (edge.lower, edge.upper) if up else (edge.upper, edge.lower)
                ways.setdefault(ends[0], set()).add(ends[1])
        return starts.union(*(reached(start, lambda at: sorted(ways.get(at, ()))) for start in starts))

    def explains(self, finding: Told, gone: list[Told]) -> bool:
        """Whether the injection explains a finding."""
        return (
            any(source == INJECTED for source, _ in finding.cited)
            or not finding.subjects.isdisjoint(self.ids | self.parties)
            or is_rest(finding, gone)
        )


def _differing(before: Document, after: Document) -> Iterator[tuple[str, Row]]:
    """The rows that one of two documents has and the other has not; a relationship to several is a row for each."""
    for section in (*KEYED, *LISTED):
        one, other = (_rows(document, section) for document in (before, after))
        yield from ((section, json.loads(text)) for text in one ^ other)
    for field in ("root", "subjects"):
        for party in set(before["structure"][field]) ^ set(after["structure"][field]):
            yield "structure", {"id": party}


def _rows(document: Document, section: str) -> set[str]:
    rows = document[section]
    if isinstance(rows, dict):
        listed: list[Any] = [
            {"id": key, **(row if isinstance(row, dict) else {})} for key, row in rows.items()
        ]
    elif section == "relationships":
        listed = [
            {**row, "to": end} for row in rows for end in (row["to"] if isinstance(row["to"], list) else [""])
        ]
    else:
        listed = rows
    return {json.dumps(row, sort_keys=True) for row in listed}


def _texts(value: Any) -> Iterator[str]:
    """Every text in a row but those that say where it is stated."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key not in _WORDS:
                yield from _texts(entry)


def _services(before: Document, after: Document, rows: list[tuple[str, Row]]) -> Iterator[str]:
    """Services that a differing contract could be about by its scope."""
    scopes = {row.get("scope", "all") for section, row in rows if row.get("kind") == "commissions"}
    for document in (before, after):
        for key, service in document["services"].items():
            if any(covers(scope, service.get("scope", "all")) for scope in scopes):
                yield key
