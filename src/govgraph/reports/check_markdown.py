"""What a check found, as Markdown."""

from govgraph.findings import SEVERITY_WORDS, Finding, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.reports import markdown, wording
from govgraph.reports.check_text import accepted_because, parted, tally
from govgraph.text import escape_markdown


def report(graph: GovernanceGraph, found: Report) -> str:
    """A section per severity, the worst first, with every finding in full."""
    lines = [
        f"# Findings: {escape_markdown(graph.structure.title)}",
        "",
        escape_markdown(wording.reading_words(graph)),
        "",
    ]
    lines.extend([escape_markdown(tally(found)), ""])
    standing, accepted = parted(found)
    for severity in Severity:
        members = [finding for finding in standing if finding.severity is severity]
        if members:
            lines.extend(
                [
                    f"## {severity.value.capitalize()} ({len(members)})",
                    "",
                    f"{SEVERITY_WORDS[severity].capitalize()}.",
                    "",
                ]
            )
            lines.extend(line for finding in members for line in _finding(graph, finding))
    if accepted:
        lines.extend([f"## Accepted by the reviewer ({len(accepted)})", ""])
        lines.extend(line for finding in accepted for line in _finding(graph, finding))
    lines.extend(_run(found))
    return markdown.page(lines)


def _finding(graph: GovernanceGraph, finding: Finding) -> list[str]:
    names = wording.Names(graph)
    points = [("Scope", wording.scope_titles(graph, finding.scopes))] if finding.scopes else []
    points.extend([("Why it matters", finding.why), ("What to do", finding.fix)])
    points.extend(("Line", names.chain(chain)) for chain in finding.lines)
    points.append(("Evidence", "; ".join(wording.evidence_words(finding.evidence))))
    if finding.location:
        points.append(("Written at", f"{finding.location.file}:{finding.location.line}"))
    points.append(("Accepted", accepted_because(graph, finding)))
    return [
        f"### {escape_markdown(f'{finding.code} {finding.name}')}",
        "",
        escape_markdown(finding.message),
        "",
        *(f"- {label}: {escape_markdown(text)}" for label, text in points if text),
        f"- Id: {escape_markdown(finding.id)}",
        "",
    ]


def _run(found: Report) -> list[str]:
    lines = [
        "## What was checked",
        "",
        f"Rules that ran: {escape_markdown(', '.join(sorted(found.rules_run))) or 'none'}.",
        "",
    ]
    if found.not_run:
        lines.extend(
            [
                "Rules that could not run:",
                "",
                *markdown.bullets(f"{code}: {why}" for code, why in sorted(found.not_run.items())),
                "",
            ]
        )
    if found.crashes:
        lines.extend(["Rules that crashed (a defect of govgraph, not of the structure):", ""])
        lines.extend([*markdown.bullets(f"{crash.code}: {crash.error}" for crash in found.crashes), ""])
    if found.assumptions:
        lines.extend(["## Assumptions", "", *markdown.bullets(found.assumptions), ""])
    return lines
