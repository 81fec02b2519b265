"""What a check found, as text for a terminal: in brief or in full."""

from collections.abc import Iterable, Iterator

from govgraph.findings import SEVERITY_WORDS, Finding, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.baseline import Entry
from govgraph.reports import layout, wording
from govgraph.text import counted, listed, one_line


def brief(graph: GovernanceGraph, found: Report) -> str:
    """A block per finding, the worst first, and a line that counts them."""
    return _report(graph, found, in_full=False)


def full(graph: GovernanceGraph, found: Report) -> str:
    """As `brief`, with why each finding matters, what to do, its lines, its evidence in words, and the assumptions."""
    return _report(graph, found, in_full=True)


def _report(graph: GovernanceGraph, found: Report, *, in_full: bool) -> str:
    lines = [
        *layout.wrapped(one_line(graph.structure.title)),
        *layout.wrapped(wording.reading_words(graph)),
        "",
    ]
    for severity in Severity:
        members = [finding for finding in found.standing if finding.severity is severity]
        if members:
            lines.extend([f"{severity.value.upper()} ({len(members)}): {SEVERITY_WORDS[severity]}", ""])
            lines.extend(_blocks(graph, found, members, in_full=in_full))
    if found.accepted:
        lines.extend([f"ACCEPTED BY THE REVIEWER ({len(found.accepted)})", ""])
        lines.extend(_blocks(graph, found, found.accepted, in_full=in_full))
    lines.extend(_gone(found))
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
    cited = {evidence.source for finding in found.findings for evidence in finding.evidence}
    named = wording.source_titles(graph, cited)
    if named:
        lines.extend(["Sources", *layout.bullets(named), ""])
    told = found.assumptions if in_full else found.choices
    if told:
        title = "Assumptions" if in_full else "Chosen"
        lines.extend([title, *layout.bullets([one_line(text) for text in told]), ""])
    lines.append(tally(found))  # on one line, whatever its length: scripts look for it
    return layout.page(lines)


def tally(found: Report) -> str:
    """How many findings of each severity, what was accepted, what a baseline says, and how many rules ran."""
    counts = [(found.count(severity), severity.value) for severity in Severity]
    by_severity = listed([f"{number} {word}" for number, word in counts if number])
    standing, accepted = found.standing, found.accepted
    parts = [f"{counted(len(standing), 'finding')}: {by_severity}" if standing else "No findings"]
    if accepted:
        parts.append(f"{len(accepted)} more accepted by the reviewer")
    if found.baseline is not None:
        new = sum(finding.state == "new" for finding in standing)
        gone = len(found.baseline.resolved)
        parts.append(f"against the baseline {new} new, {len(standing) - new} unchanged and {gone} resolved")
    ran = f"{counted(len(found.rules_run), 'rule')} ran"
    missed = f", {len(found.not_run)} could not" if found.not_run else ""
    crashed = f", {len(found.crashes)} crashed" if found.crashes else ""
    return f"{'; '.join([*parts, ran])}{missed}{crashed}."


def _blocks(
    graph: GovernanceGraph, found: Report, findings: Iterable[Finding], *, in_full: bool
) -> Iterator[str]:
    for finding in findings:
        yield from block(graph, finding, in_full=in_full, state=state_words(found, finding))
        yield ""


def block(graph: GovernanceGraph, finding: Finding, *, in_full: bool, state: str = "") -> list[str]:
    """One finding, its head line first; `state` is what a baseline says of it."""
    lines = layout.wrapped(f"{finding.code} {finding.name}  [{one_line(finding.id)}]")
    lines.extend(layout.wrapped(one_line(finding.message), 2))
    if finding.acceptance is not None:
        lines.extend(layout.labelled("accepted", wording.acceptance_words(finding.acceptance)))
        lines.extend(layout.labelled("severity", finding.severity.value))
    lines.extend(layout.labelled("state", state))
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
    return lines


def state_words(found: Report, finding: Finding) -> str:
    """What a baseline says of a finding that stands, in words; empty where there is none."""
    if found.baseline is None or finding.state == "accepted":
        return ""
    return "new" if finding.state == "new" else "unchanged since the baseline"


def _gone(found: Report) -> list[str]:
    """What the baseline records and this run does not find."""
    lines: list[str] = []
    for title, entries in gone(found):
        lines.append(f"{title.upper()} ({len(entries)})")
        lines.extend(
            layout.bullets([one_line(f"{entry.code} [{entry.id}]: {entry.message}") for entry in entries])
        )
        lines.append("")
    return lines


def gone(found: Report) -> list[tuple[str, tuple[Entry, ...]]]:
    """What the baseline records and this run does not find, under its headings; a heading without any is left out."""
    if found.baseline is None:
        return []
    parts = [
        ("Resolved since the baseline", found.baseline.resolved),
        ("In the baseline, and not judged, since their rules did not run", found.baseline.not_judged),
    ]
    return [part for part in parts if part[1]]


def _places(finding: Finding) -> Iterable[str]:
    return dict.fromkeys(wording.evidence_place(evidence) for evidence in finding.evidence)
