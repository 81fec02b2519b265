"""What a check found, as text for a terminal: in brief, in full, or one finding alone."""

from collections.abc import Iterable

from govgraph.findings import SEVERITY_WORDS, Finding, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.reports import layout, wording
from govgraph.text import counted, listed, one_line


def brief(graph: GovernanceGraph, found: Report) -> str:
    """A block per finding, the worst first, and a line that counts them."""
    return _report(graph, found, in_full=False)


def full(graph: GovernanceGraph, found: Report) -> str:
    """As `brief`, with why each finding matters, what to do, its lines, its evidence in words, and the assumptions."""
    return _report(graph, found, in_full=True)


def one(graph: GovernanceGraph, finding: Finding) -> str:
    """One finding in full."""
    return layout.page(
        [
            f"{finding.severity.value.upper()}: {SEVERITY_WORDS[finding.severity]}",
            "",
            *_block(graph, finding, in_full=True),
        ]
    )


def _report(graph: GovernanceGraph, found: Report, *, in_full: bool) -> str:
    lines = [
        *layout.wrapped(one_line(graph.structure.title)),
        *layout.wrapped(wording.reading_words(graph)),
        "",
    ]
    standing, accepted = parted(found)
    for severity in Severity:
        members = [finding for finding in standing if finding.severity is severity]
        if members:
            lines.extend([f"{severity.value.upper()} ({len(members)}): {SEVERITY_WORDS[severity]}", ""])
            lines.extend(
                line for finding in members for line in (*_block(graph, finding, in_full=in_full), "")
            )
    if accepted:
        lines.extend([f"ACCEPTED BY THE REVIEWER ({len(accepted)})", ""])
        lines.extend(line for finding in accepted for line in (*_block(graph, finding, in_full=in_full), ""))
    if found.crashes:
        lines.append("Rules that crashed: a defect of govgraph, not of the structure")
        lines.extend(
            [*layout.bullets([one_line(f"{crash.code}: {crash.error}") for crash in found.crashes]), ""]
        )
    if found.not_run:
        lines.append("Rules that could not run")
        lines.extend(
            [*layout.bullets([f"{code}: {one_line(why)}" for code, why in sorted(found.not_run.items())]), ""]
        )
    if in_full and found.assumptions:
        lines.extend(["Assumptions", *layout.bullets([one_line(text) for text in found.assumptions]), ""])
    lines.append(tally(found))  # on one line, whatever its length: scripts look for it
    return layout.page(lines)


def parted(found: Report) -> tuple[list[Finding], list[Finding]]:
    """The findings that stand, and those that the reviewer has accepted."""
    return (
        [finding for finding in found.findings if finding.state != "accepted"],
        [finding for finding in found.findings if finding.state == "accepted"],
    )


def tally(found: Report) -> str:
    """How many findings of each severity, and how many rules ran."""
    standing, accepted = parted(found)
    counts = [
        (sum(finding.severity is severity for finding in standing), severity.value) for severity in Severity
    ]
    by_severity = listed([f"{number} {word}" for number, word in counts if number])
    ran = f"{counted(len(found.rules_run), 'rule')} ran"
    missed = f", {len(found.not_run)} could not" if found.not_run else ""
    crashed = f", {len(found.crashes)} crashed" if found.crashes else ""
    kept = f"; {len(accepted)} more accepted by the reviewer" if accepted else ""
    total = f"{counted(len(standing), 'finding')}: {by_severity}" if standing else "No findings"
    return f"{total}{kept}; {ran}{missed}{crashed}."


def _block(graph: GovernanceGraph, finding: Finding, *, in_full: bool) -> list[str]:
    lines = layout.wrapped(f"{finding.code} {finding.name}  [{one_line(finding.id)}]")
    lines.extend(layout.wrapped(one_line(finding.message), 2))
    if finding.scopes:
        lines.extend(layout.labelled("scope", wording.scope_titles(graph, finding.scopes)))
    if in_full:
        names = wording.Names(graph)
        lines.extend(layout.labelled("why", one_line(finding.why)))
        lines.extend(layout.labelled("fix", one_line(finding.fix)))
        lines.extend(line for chain in finding.lines for line in layout.labelled("line", names.chain(chain)))
        lines.extend(
            line
            for words in wording.evidence_words(finding.evidence)
            for line in layout.labelled("evidence", words)
        )
    else:
        lines.extend(layout.labelled("evidence", "; ".join(_places(finding))))
    if finding.location:
        lines.extend(layout.labelled("at", one_line(f"{finding.location.file}:{finding.location.line}")))
    reason = accepted_because(graph, finding)
    return [*lines, *(layout.labelled("accepted", reason) if reason else ())]


def _places(finding: Finding) -> Iterable[str]:
    return dict.fromkeys(wording.evidence_place(evidence) for evidence in finding.evidence)


def accepted_because(graph: GovernanceGraph, finding: Finding) -> str:
    """The reviewer's reason for accepting a finding; empty where it was not accepted, or the reason is not in the structure."""
    if finding.state != "accepted":
        return ""
    for row in graph.structure.accepted:
        if row.finding in {finding.id, finding.code, finding.name} and (
            not row.subjects or set(row.subjects) <= set(finding.subjects)
        ):
            by = f" ({one_line(row.by)}{f', {row.on.in_words}' if row.on else ''})" if row.by else ""
            return one_line(row.reason) + by
    return ""
