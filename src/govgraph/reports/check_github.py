"""What a check found, as the commands of a GitHub workflow: annotations at the lines that they speak of.

Critical and high findings that are new are errors, medium and low ones warnings, and all else notices.
"""

from govgraph.errors import Location
from govgraph.findings import Finding, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.reports import wording
from govgraph.reports.check_text import state_words, tally
from govgraph.text import one_line, visible

_COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "warning",
    Severity.INFO: "notice",
}

_DEFECT = "This is a defect of govgraph, not of the structure."


def report(graph: GovernanceGraph, found: Report) -> str:
    """A command to a line: the findings as everywhere, what is resolved, what did not run, and the count."""
    lines = [_finding(graph, found, finding) for finding in found.findings]
    resolved = found.baseline.resolved if found.baseline else ()
    lines.extend(
        _command("notice", f"{entry.code} (resolved)", f"{entry.message}\n{entry.id}") for entry in resolved
    )
    lines.extend(
        _command("error", f"{crash.code} crashed", f"{crash.error}\n{_DEFECT}") for crash in found.crashes
    )
    lines.extend(
        _command("notice", f"{code} could not run", why) for code, why in sorted(found.not_run.items())
    )
    lines.append(_command("notice", graph.structure.title, f"{wording.reading_words(graph)}\n{tally(found)}"))
    return "".join(f"{line}\n" for line in lines)


def _finding(graph: GovernanceGraph, found: Report, finding: Finding) -> str:
    state = "accepted" if finding.state == "accepted" else state_words(found, finding)
    title = f"{finding.code} {finding.name}, {finding.severity.value}{f' ({state})' if state else ''}"
    parts = [
        finding.message,
        f"Accepted: {wording.acceptance_words(finding.acceptance)}" if finding.acceptance else "",
        f"Scope: {wording.scope_titles(graph, finding.scopes)}" if finding.scopes else "",
        f"Why: {finding.why}",
        f"What to do: {finding.fix}",
        f"Evidence: {'; '.join(wording.evidence_words(finding.evidence))}" if finding.evidence else "",
        f"Id: {finding.id}",
    ]
    command = _COMMANDS[finding.severity] if finding.state == "new" else "notice"
    return _command(command, title, "\n".join(one_line(part) for part in parts if part), finding.location)


def _command(command: str, title: str, message: str, place: Location | None = None) -> str:
    """A workflow command.

    >>> _command("notice", "a, b", "100%\\nand on", Location("a:b.yaml", 3, 1))
    '::notice file=a%3Ab.yaml,line=3,col=1,title=a%2C b::100%25%0Aand on'
    """
    given = {"file": place.file, "line": str(place.line), "col": str(place.column)} if place else {}
    given["title"] = title
    properties = ",".join(f"{name}={_property(one_line(value))}" for name, value in given.items())
    return f"::{command} {properties}::{_data(message)}"


def _data(text: str) -> str:
    """A message: what would end the line or be read as an escape is escaped."""
    return visible(text).replace("\t", " ").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property: as a message, and what would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
