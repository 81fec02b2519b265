"""What a check found, as Markdown."""

from govgraph.findings import SEVERITY_WORDS, Finding, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.reports import markdown, wording
from govgraph.reports.check_text import gone, state_words, tally
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
    for severity in Severity:
        members = [finding for finding in found.standing if finding.severity is severity]
        if members:
            lines.extend(
                [
                    f"## {severity.value.capitalize()} ({len(members)})",
                    "",
                    f"{SEVERITY_WORDS[severity].capitalize()}.",
                    "",
                ]
            )
            lines.extend(line for finding in members for line in _finding(graph, found, finding))
    if found.accepted:
        lines.extend([f"## Accepted by the reviewer ({len(found.accepted)})", ""])
        lines.extend(line for finding in found.accepted for line in _finding(graph, found, finding))
    for title, entries in gone(found):
        told = markdown.bullets(f"{entry.code}: {entry.message} (id {entry.id})" for entry in entries)
        lines.extend([f"## {title} ({len(entries)})", "", *told, ""])
    lines.extend(_run(found))
    return markdown.page(lines)


def _finding(graph: GovernanceGraph, found: Report, finding: Finding) -> list[str]:
    names = wording.Names(graph)
    points = []
    if finding.acceptance is not None:
        points.append(("Accepted", wording.acceptance_words(finding.acceptance)))
        points.append(("Severity", finding.severity.value))
    points.append(("State", state_words(found, finding)))
    points.append(("Scope", wording.scope_titles(graph, finding.scopes)))
    points.extend([("Why it matters", finding.why), ("What to do", finding.fix)])
    points.extend(("Line", names.chain(chain)) for chain in finding.lines)
    points.append(("Evidence", "; ".join(wording.evidence_words(finding.evidence))))
    if finding.location:
        points.append(("Written at", f"{finding.location.file}:{finding.location.line}"))
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
