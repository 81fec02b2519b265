"""What a check found, as JUnit XML: the form in which build servers show tests.

A suite is a rule, a case a finding; a rule that found nothing is one case that passed. A finding that is new
and more than a note fails its case, whatever --fail-on says: a report does not know it. What is accepted or
unchanged is skipped, with the reason; what is resolved, or only to be stated, passes.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from govgraph.findings import Finding, Report, Severity
from govgraph.graph import GovernanceGraph
from govgraph.reports import check_text, wording
from govgraph.text import one_line, visible

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def report(graph: GovernanceGraph, found: Report) -> str:
    """The report as XML text; no character of a name is one that XML has not."""
    name = f"govgraph check: {graph.structure.title}. {wording.reading_words(graph)}"
    root = ET.Element("testsuites", name=one_line(name))
    titles = {rule.code: f"{rule.code} {rule.name}" for rule in found.rules}
    titles |= {finding.code: f"{finding.code} {finding.name}" for finding in found.findings}
    for code in _codes(found):
        _count(_suite(root, graph, found, code, one_line(titles.get(code, code))))
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _codes(found: Report) -> list[str]:
    """Every rule that there is something to tell of."""
    resolved = found.baseline.resolved if found.baseline else ()
    told = {finding.code for finding in found.findings} | {entry.code for entry in resolved}
    return sorted(told | {*found.rules_run, *found.not_run, *(crash.code for crash in found.crashes)})


def _suite(root: ET.Element, graph: GovernanceGraph, found: Report, code: str, title: str) -> ET.Element:
    suite = ET.SubElement(root, "testsuite", name=title)
    for finding in found.findings:
        if finding.code == code:
            _told(_case(suite, code, finding.id, finding), graph, finding)
    for entry in found.baseline.resolved if found.baseline else ():
        if entry.code == code:
            case = _case(suite, code, entry.id)
            ET.SubElement(case, "system-out").text = one_line(f"Resolved since the baseline: {entry.message}")
    for crash in found.crashes:
        if crash.code == code:
            message = one_line(f"The rule crashed, a defect of govgraph: {crash.error}")
            ET.SubElement(_case(suite, code, "rule"), "error", message=message, type="defect")
    if code in found.not_run:
        why = one_line(f"The rule could not run: {found.not_run[code]}")
        ET.SubElement(_case(suite, code, "rule"), "skipped", message=why)
    if not len(suite):
        _case(suite, code, "nothing found")
    return suite


def _case(suite: ET.Element, code: str, name: str, finding: Finding | None = None) -> ET.Element:
    case = ET.SubElement(suite, "testcase", classname=f"govgraph.{one_line(code)}", name=one_line(name))
    if finding is not None and finding.location is not None:
        case.set("file", one_line(finding.location.file))
        case.set("line", str(finding.location.line))
    return case


def _told(case: ET.Element, graph: GovernanceGraph, finding: Finding) -> None:
    """The outcome of a finding's case."""
    message = one_line(finding.message)
    if finding.state == "accepted":
        reason = f": {wording.acceptance_words(finding.acceptance)}" if finding.acceptance else ""
        ET.SubElement(case, "skipped", message=f"Accepted by the reviewer{reason}")
    elif finding.state == "unchanged":
        ET.SubElement(case, "skipped", message="Unchanged since the baseline")
    elif finding.severity is not Severity.INFO:
        failure = ET.SubElement(case, "failure", message=message, type=finding.severity.value)
        failure.text = _text(check_text.block(graph, finding, in_full=True))
        return
    ET.SubElement(case, "system-out").text = _text(check_text.block(graph, finding, in_full=True))


def _text(lines: Iterable[str]) -> str:
    return visible("\n".join(lines))


def _count(element: ET.Element) -> None:
    """Give a suite, or all of them, its numbers."""
    numbers = {"tests": "testcase", **_COUNTED}
    for name, tag in numbers.items():
        element.set(name, str(sum(1 for _ in element.iter(tag))))
