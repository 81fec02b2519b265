from dataclasses import replace

from govgraph.findings import Rule, Severity
from govgraph.reports.rule_pages import anchor, rule_text, rules_markdown

RULE = Rule(
    "LOS-01",
    "no-line",
    "line_of_sight",
    "No line to the root",
    Severity.HIGH,
    "A subject has no line.",
    "Nobody answers.",
    "Name one.",
    "It sees papers only.",
    "govgraph: 1\nbad: yes\n",
    "govgraph: 1\ngood: yes\n",
    lambda *_: iter(()),
    severities=(Severity.HIGH, Severity.CRITICAL),
    guards=("Partners are never the subject.",),
    anchors=("NAO",),
    needs=("root",),
)


def test_a_rule_has_its_row_and_its_section():
    text = rules_markdown([RULE])
    assert "| [LOS-01](#los-01-no-line) | no-line | No line to the root | critical or high |\n" in text
    assert (
        "## Line of sight\n\n### LOS-01 no-line\n\n**No line to the root.** A subject has no line.\n" in text
    )
    for part in (
        "- Why it matters: Nobody answers.",
        "- What it cannot see: It sees papers only.",
        "- Partners are never the subject.",
        "- Rests on: NAO",
    ):
        assert f"{part}\n" in text
    assert (
        "Bad:\n\n```yaml\ngovgraph: 1\nbad: yes\n```\n\nGood:\n\n```yaml\ngovgraph: 1\ngood: yes\n```\n"
        in text
    )


def test_every_link_of_the_contents_leads_to_a_heading():
    rules = [RULE, replace(RULE, code="DUP-02", name="split-line", group="duplicate")]
    headings = {
        line.removeprefix("### ").lower().replace(" ", "-")
        for line in rules_markdown(rules).splitlines()
        if line.startswith("### ")
    }
    assert headings == {anchor(rule) for rule in rules}


def test_an_example_cannot_close_its_fence():
    text = rules_markdown([replace(RULE, bad="a: |\n  ```\n  # x\n")])
    assert "````yaml\na: |\n  ```\n  # x\n````\n" in text


def test_terminal():
    text = rule_text(RULE)
    assert text.startswith(
        "LOS-01 no-line: No line to the root\n\n  finds     A subject has no line.\n  severity  critical: no one"
    )
    assert "  Bad: the rule fires\n\n    govgraph: 1\n    bad: yes\n" in text
    assert "\x1b" not in rule_text(replace(RULE, bad="\x1b[2J", definition="\x1b[2J"))


def test_severities_are_told_worst_first_and_with_the_rules_own():
    rule = replace(RULE, severity=Severity.MEDIUM, severities=(Severity.INFO, Severity.HIGH))
    assert "- Severity: high, medium or info\n" in rules_markdown([rule])
    assert "- Severity: medium\n" in rules_markdown([replace(rule, severities=())])
