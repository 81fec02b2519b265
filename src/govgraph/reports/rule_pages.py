"""The catalogue of rules for readers: one Markdown page for all, and one rule for a terminal."""

import re
from collections.abc import Iterable

from govgraph.findings import SEVERITY_WORDS, Rule
from govgraph.reports import layout, markdown
from govgraph.text import escape_markdown, listed, one_line, visible

_HEAD = (
    "# Rules",
    "",
    "What govgraph looks for in a structure. Each rule has an example that it fires on and one that it does not; the tests run both.",
    "",
    "This page is generated from the rules themselves: change them, never it.",
    "",
)


def rules_markdown(rules: Iterable[Rule]) -> str:
    """docs/rules.md: a table of contents, then a section per rule, by group in the order given."""
    catalogue = list(rules)
    by_group: dict[str, list[Rule]] = {}
    for rule in catalogue:
        by_group.setdefault(rule.group, []).append(rule)
    lines = [*_HEAD, "| Code | Name | What it finds | Severity |", "| --- | --- | --- | --- |"]
    for rule in (rule for members in by_group.values() for rule in members):
        row = (
            f"[{rule.code}](#{anchor(rule)})",
            escape_markdown(rule.name),
            escape_markdown(rule.title),
            severities(rule),
        )
        lines.append(f"| {' | '.join(row)} |")
    for group, members in by_group.items():
        lines.extend(["", f"## {escape_markdown(group_title(group))}"])
        for rule in members:
            lines.extend(["", *_section(rule)])
    return markdown.page(lines)


def rule_text(rule: Rule) -> str:
    """One rule for a terminal."""
    heads = [
        ("finds", rule.definition),
        ("severity", "; ".join(f"{word}: {SEVERITY_WORDS[word]}" for word in rule.can_give)),
        ("why", rule.why),
        ("fix", rule.fix),
        *(("guard", guard) for guard in rule.guards),
        ("cannot", rule.limits),
        ("needs", listed(rule.needs)),
        ("rests on", listed(rule.anchors)),
    ]
    lines = [*layout.wrapped(one_line(f"{rule.code} {rule.name}: {rule.title}")), ""]
    lines.extend(line for label, text in heads for line in layout.labelled(label, one_line(text)))
    for title, example in (("Bad: the rule fires", rule.bad), ("Good: it does not", rule.good)):
        lines.extend(["", f"  {title}", "", *(f"    {line}" for line in _example(example))])
    return layout.page(lines)


def anchor(rule: Rule) -> str:
    """The id of a rule's section, as GitHub makes it from the heading `LOS-01 no-line`."""
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


def severities(rule: Rule) -> str:
    """The severities that a rule can give, the worst first."""
    return listed(rule.can_give, "or")


def group_title(group: str) -> str:
    """A group of rules as a heading.

    >>> group_title("line_of_sight")
    'Line of sight'
    """
    return group.replace("_", " ").capitalize()


def _section(rule: Rule) -> list[str]:
    lines = [
        f"### {escape_markdown(f'{rule.code} {rule.name}')}",
        "",
        f"**{escape_markdown(rule.title)}.** {_prose(rule.definition)}",
        "",
    ]
    lines.append(f"- Severity: {severities(rule)}")
    lines.append(f"- Why it matters: {_prose(rule.why)}")
    lines.append(f"- What to do: {_prose(rule.fix)}")
    lines.append(f"- What it cannot see: {_prose(rule.limits)}")
    if rule.needs:
        lines.append(f"- Needs: {_prose(listed(rule.needs))}; without it, the rule does not run")
    if rule.anchors:
        lines.append(f"- Rests on: {_prose(listed(rule.anchors))}")
    if rule.guards:
        lines.extend(
            ["", "Guards against false alarms:", "", *(f"- {_prose(guard)}" for guard in rule.guards)]
        )
    for title, example in (("Bad", rule.bad), ("Good", rule.good)):
        lines.extend(["", f"{title}:", "", *_fenced(example)])
    return lines


def _prose(text: str) -> str:
    return escape_markdown(text)


def _example(text: str) -> list[str]:
    return visible(text).strip("\n").splitlines()


def _fenced(text: str) -> list[str]:
    """A code block whose fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}yaml", *_example(text), fence]
