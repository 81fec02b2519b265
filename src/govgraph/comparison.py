"""Two structures side by side with what that means for their findings."""

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
    old, new = list(before.standing), list(after.standing)
    persisting: list[tuple[Finding, Finding]] = []
    for alike in (_is_same, _is_of_same_parties, _is_about_same_thing, _is_the_only_other):
        for finding in list(old):
            twins = [other for other in new if other.code == finding.code and alike(finding, other, changes)]
            rivals = [one for one in old if one.code == finding.code and one.severity is finding.severity]
            if not twins or (alike is _is_the_only_other and (len(twins) > 1 or len(rivals) > 1)):
                continue
            twin = next((other for other in twins if other.key == finding.key), twins[0])
            old = [one for one in old if one is not finding]
            new = [other for other in new if other is not twin]
            persisting.append((finding, twin))
    return FindingChanges(
        tuple(new),
        tuple(finding for finding in old if _is_settled(finding, changes)),
        tuple(finding for finding in old if not _is_settled(finding, changes)),
        tuple(persisting),
    )


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


def _is_same(one: Finding, other: Finding, _changes: Changes) -> bool:
    return one.id == other.id


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


def _is_about_same_thing(one: Finding, other: Finding, _changes: Changes) -> bool:
    """Whether both are about one thing, or the structure, and not about a party: there a rule raises one finding at most."""
    return one.at == other.at and one.at not in one.subjects


def _is_the_only_other(one: Finding, other: Finding, changes: Changes) -> bool:
    """Whether a finding of several, or of none in particular, may be another of the same: as grave, and of some of them."""
    became = {heir for subject in one.subjects for heir in changes.heirs.of(subject)}
    of_some = not became.isdisjoint(other.subjects) or not (one.subjects or other.subjects)
    return one.severity is other.severity and of_some
