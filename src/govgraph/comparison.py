"""Two structures side by side with what that means for their findings."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from govgraph.changes import Changes
from govgraph.findings import Finding, Report


@dataclass(frozen=True)
class Comparison:
    """What changed between two structures, and the findings of both held against each other.

    `report` is that of the structure after, rules on what changed included. `supposed` are sentences on what was
    made otherwise, where the one after is an edited copy of the one before.
    """

    changes: Changes
    findings: "FindingChanges"
    report: Report
    supposed: tuple[str, ...] = ()


@dataclass(frozen=True)
class FindingChanges:
    """Findings that are new, resolved, or there before and after.

    `gone` were about what the later papers do not speak of: that they are made no more says nothing.
    """

    new: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    persisting: tuple[tuple[Finding, Finding], ...] = ()


def compare_findings(before: Report, after: Report, changes: Changes) -> FindingChanges:
    """Findings held against each other: one persists where its rule finds the like of what its parties became.

    The same finding goes before one as grave about the same parties, that before one about the same thing, and
    that before the only other one as grave that its rule makes.
    """
    matching = _Matching(before, after, changes)
    matching.pair(lambda finding: [finding.id], lambda one, other: one.id == other.id)
    matching.pair(matching.parties, lambda one, other: _is_of_same_parties(one, other, changes))
    matching.pair(lambda finding: [finding.at], _is_about_same_thing)
    matching.pair_the_only_ones()
    return FindingChanges(
        tuple(matching.new),
        tuple(finding for finding in matching.old if _is_settled(finding, changes)),
        tuple(finding for finding in matching.old if not _is_settled(finding, changes)),
        tuple(matching.pairs),
    )


class _Matching:
    """Findings of two reports, paired step by step; what is left of either after each step is left for the next."""

    def __init__(self, before: Report, after: Report, changes: Changes) -> None:
        self._changes = changes
        self.old, self.new = list(before.standing), list(after.standing)
        self.pairs: list[tuple[Finding, Finding]] = []

    def parties(self, finding: Finding) -> list[str]:
        """What the subjects of a finding before became."""
        return [heir for subject in finding.subjects for heir in self._changes.heirs.of(subject)]

    def pair(
        self, keys: Callable[[Finding], Iterable[str]], alike: Callable[[Finding, Finding], bool]
    ) -> None:
        """Pair findings of one rule that are alike; `keys` are where to look for the other: its id, subjects or place."""
        by_key: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in self.new:
            for key in dict.fromkeys((finding.id, finding.at, *finding.subjects)):
                by_key[finding.code, key].append(finding)
        taken: set[int] = set()
        left: list[Finding] = []
        for finding in self.old:
            found = {id(other): other for key in keys(finding) for other in by_key[finding.code, key]}
            twins = [other for place, other in found.items() if place not in taken and alike(finding, other)]
            if twins:
                twin = next((other for other in twins if other.key == finding.key), twins[0])
                taken.add(id(twin))
                self.pairs.append((finding, twin))
            else:
                left.append(finding)
        self.old, self.new = left, [finding for finding in self.new if id(finding) not in taken]

    def pair_the_only_ones(self) -> None:
        """Pair the one finding that is left of a rule and a severity on either side, where they have parties in common."""
        sides = [defaultdict[tuple[str, str], list[Finding]](list) for _ in range(2)]
        for side, findings in zip(sides, (self.old, self.new), strict=True):
            for finding in findings:
                side[finding.code, finding.severity].append(finding)
        for key, olds in sides[0].items():
            news = sides[1].get(key, [])
            if len(olds) == len(news) == 1:
                became, others = set(self.parties(olds[0])), set(news[0].subjects)
                if not became.isdisjoint(others) or not (olds[0].subjects or others):
                    self.pairs.append((olds[0], news[0]))
        met = {id(finding) for pair in self.pairs for finding in pair}
        self.old = [finding for finding in self.old if id(finding) not in met]
        self.new = [finding for finding in self.new if id(finding) not in met]


def _is_settled(finding: Finding, changes: Changes) -> bool:
    """Whether it says something that a finding is made no more: the later papers speak of all that it is about.

    A party that they only name, or that lives on in an heir of a function alone, they do not speak of; nor of
    what stands in a scope that they do not have.
    """
    after = changes.after
    if finding.scopes and not any(map(changes.scopes.of, finding.scopes)):
        return False
    if not finding.subjects:
        structure = after.structure
        sections = (structure.sources, structure.duties, structure.services, structure.figures)
        return finding.at == "structure" or any(finding.at in section for section in sections)
    descents = [changes.heirs.descents.get(subject) for subject in finding.subjects]
    return all(
        descent is not None and any(not after.is_only_named(heir) for heir in descent.whole)
        for descent in descents
    )


def _is_of_same_parties(one: Finding, other: Finding, changes: Changes) -> bool:
    heirs = changes.heirs
    became = {heir for subject in one.subjects for heir in heirs.of(subject)}
    shared = not set(one.scopes).isdisjoint(other.scopes) or not one.scopes or not other.scopes
    return (
        bool(one.subjects)
        and one.severity is other.severity
        and shared
        and set(other.subjects) <= became
        and all(not set(heirs.of(subject)).isdisjoint(other.subjects) for subject in one.subjects)
    )


def _is_about_same_thing(one: Finding, other: Finding) -> bool:
    """Whether both are about one thing, or the structure, and not about a party: there a rule raises one finding at most."""
    return one.at == other.at and one.at not in one.subjects
