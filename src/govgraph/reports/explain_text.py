"""One finding in full, as text for a terminal: what was found, what it rests on, and the rule that found it."""

from collections.abc import Iterator

from govgraph.findings import SEVERITY_WORDS, Finding, Report, Rule
from govgraph.graph import GovernanceGraph
from govgraph.reports import check_text, layout, page_parts, wording
from govgraph.text import one_line


def report(graph: GovernanceGraph, found: Report, finding: Finding) -> str:
    """The finding, the statements that it rests on in words, and the rule's definition, guards and limits."""
    lines = [
        *layout.wrapped(one_line(graph.structure.title)),
        *layout.wrapped(wording.reading_words(graph)),
        "",
        f"{finding.severity.value.upper()}: {SEVERITY_WORDS[finding.severity]}",
        "",
        *check_text.block(graph, finding, in_full=True, state=check_text.state_words(found, finding)),
    ]
    statements = list(_statements(graph, finding))
    if statements:
        lines.extend(["", "The statements it rests on", *layout.bullets(statements)])
    rule = next((rule for rule in found.rules if rule.code == finding.code), None)
    if rule is not None:
        lines.extend(["", *layout.wrapped(one_line(f"The rule: {rule.title}")), *_rule(rule)])
    return layout.page(lines)


def _statements(graph: GovernanceGraph, finding: Finding) -> Iterator[str]:
    entries = {entry.id: entry for entry in page_parts.Evidence.of(graph, ()).entries}
    for name in finding.relationships:
        if name in entries:
            entry = entries[name]
            note = f" Note: {entry.note}" if entry.note else ""
            places = wording.places(entry.citations)
            yield one_line(f"{entry.text}, for {entry.scope} ({places}; {entry.standing}).{note}")


def _rule(rule: Rule) -> Iterator[str]:
    yield from layout.labelled("finds", one_line(rule.definition))
    for guard in rule.guards:
        yield from layout.labelled("guard", one_line(guard))
    yield from layout.labelled("limits", one_line(rule.limits))
