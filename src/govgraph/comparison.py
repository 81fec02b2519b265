"""Two structures side by side with what that means for their findings."""

from collections import defaultdict
from dataclasses import dataclass

from govgraph.changes import Changes, Heirs
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

    `gone` were about parties of which some have no heir, or one of a function alone: that they are made no more
    says nothing.
    """

    new: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    persisting: tuple[tuple[Finding, Finding], ...] = ()


def compare_findings(before: Report, after: Report, heirs: Heirs) -> FindingChanges:
    """Findings held against each other: one persists where its rule finds the like of what its parties became.

    The same finding goes before one with the same parties, and that before one about the same thing.
    """
    old, new = list(before.standing), list(after.standing)
    persisting: list[tuple[Finding, Finding]] = []
    for alike in (_is_same, _is_of_same_parties, _is_raised_at_same):
        by_code: dict[str, list[Finding]] = defaultdict(list)
        for finding in new:
            by_code[finding.code].append(finding)
        for finding in list(old):
            twin = next((other for other in by_code[finding.code] if alike(finding, other, heirs)), None)
            if twin is not None:
                by_code[finding.code].remove(twin)
                persisting.append((finding, twin))
        gone, met = ({id(pair[side]) for pair in persisting} for side in (0, 1))
        old, new = [f for f in old if id(f) not in gone], [f for f in new if id(f) not in met]
    lost = [finding for finding in old if not _lives_on(finding, heirs)]
    resolved = [finding for finding in old if _lives_on(finding, heirs)]
    return FindingChanges(tuple(new), tuple(resolved), tuple(lost), tuple(persisting))


def _lives_on(finding: Finding, heirs: Heirs) -> bool:
    """Whether all that a finding is about is there still, or has an heir of more than a function."""
    descents = [heirs.descents.get(subject) for subject in finding.subjects]
    return all(descent is not None and descent.whole for descent in descents)


def _is_same(one: Finding, other: Finding, _heirs: Heirs) -> bool:
    return one.id == other.id


def _is_of_same_parties(one: Finding, other: Finding, heirs: Heirs) -> bool:
    became = {heir for subject in one.subjects for heir in heirs.of(subject)}
    shared = not set(one.scopes).isdisjoint(other.scopes) or not one.scopes or not other.scopes
    return (
        bool(one.subjects)
        and shared
        and set(other.subjects) <= became
        and all(not set(heirs.of(subject)).isdisjoint(other.subjects) for subject in one.subjects)
    )


def _is_raised_at_same(one: Finding, other: Finding, _heirs: Heirs) -> bool:
    """Whether both are about a thing, or the structure, and not about a party: there a rule raises one finding at most."""
    return one.at == other.at and one.at not in one.subjects
