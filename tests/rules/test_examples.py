"""The catalogue keeps its own promises: examples that prove each rule, names that agree, words fit to print."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from rule_cases import catalogue, names_in, report_on

from govgraph import rules
from govgraph.findings import Severity

RULES = Path(rules.__file__).parent
CODES = tuple(catalogue())
GROUPS = {
    "LOS": "line_of_sight",
    "DUP": "duplicate",
    "ORP": "orphan",
    "DUT": "duties",
    "COI": "conflict",
    "DEC": "decisions",
    "MON": "money",
    "STR": "structure",
    "EVD": "evidence",
    "TRN": "transition",
    "ACC": "acceptance",
}
# A rule on findings rests on what the reviewer wrote, not on the papers: there is no place of theirs to cite.
CITES_NOTHING = {"ACC-01"}

# What a reviewer's settings and earlier reports refer to: names and severities must not drift. The severity that
# a rule is listed with stands first.
EXPECTED = {
    "LOS-01": ("no-line", "critical high info", "NAO MPM BOVENS"),
    "LOS-02": ("reporting-only-line", "high", "NAO BOVENS"),
    "LOS-03": ("line-on-weak-evidence", "medium", "ISO37000"),
    "LOS-04": ("single-point", "high", "ONA MPM"),
    "LOS-05": ("lines-never-meet", "medium", "NAO 3LINES"),
    "LOS-06": ("unclear-route-of-direction", "high", "MPM ALBCODE"),
    "LOS-07": ("vacant-post-on-every-line", "high", ""),
    "DUP-01": ("two-masters", "high", "RACI NAO"),
    "DUP-02": ("split-line", "medium", "NAO BOVENS"),
    "DUP-03": ("body-and-head-differ", "high", "COSO RACI"),
    "DUP-04": ("host-and-function-mixed", "medium", "COSO ALBCODE"),
    "ORP-01": ("no-upward-line", "medium high info", "NAO ISO37000"),
    "ORP-02": ("funded-but-unattached", "high", "MPM"),
    "ORP-03": ("no-constitution", "medium", "ALBCODE CIPFA"),
    "ORP-04": ("adviser-asked-to-own", "high", "RACI"),
    "DUT-01": ("duty-without-owner", "high medium low", "RACI"),
    "DUT-02": ("several-owners", "high medium", "RACI"),
    "DUT-03": ("nobody-commissions", "critical high medium", "NAO"),
    "DUT-04": ("overlapping-commissioners", "medium info", "NAO RACI"),
    "DUT-05": ("delegation-without-scheme", "high medium", "COSO MPM"),
    "DUT-06": ("accountable-without-lever", "high", "NAO IFG"),
    "COI-01": ("judge-in-own-cause", "high medium", "NOLAN IIA"),
    "COI-02": ("overseer-inside", "medium info", "3LINES IIA"),
    "COI-03": ("provider-on-its-commissioner", "high medium", "NOLAN NHSCOI"),
    "COI-04": ("proposer-scrutinises", "high medium", "COSO 3LINES"),
    "COI-05": ("partisan-allocator", "high info", "NOLAN"),
    "COI-06": ("reviewer-not-independent", "high medium", "IIA"),
    "DEC-01": ("no-decision-rule", "medium", "CIPFA"),
    "DEC-02": ("voting-arithmetic", "info medium", "VOTING"),
    "DEC-03": ("bound-without-vote", "high medium info", "ISO37000"),
    "DEC-04": ("recommend-and-commit", "high", "COSO MPM"),
    "DEC-05": ("no-appeal-or-notice", "low", "NOLAN"),
    "MON-01": ("figures-disagree", "high info medium", "MPM"),
    "MON-02": ("funder-outside-line", "high medium", "MPM NAO"),
    "MON-03": ("no-accountable-officer", "high medium", "MPM"),
    "MON-04": ("payers-without-voice", "medium info", "VOTING"),
    "STR-01": ("layers-and-span", "low", "APSC"),
    "STR-02": ("bridge-post", "medium", "ONA"),
    "STR-03": ("counts-disagree", "medium", "EVID"),
    "STR-04": ("boundaries-disagree", "low", "NAO"),
    "STR-05": ("circular-accountability", "high medium", ""),
    "EVD-01": ("sources-contradict", "high medium low", "EVID"),
    "EVD-02": ("proposal-as-fact", "high medium", "EVID"),
    "EVD-03": ("undefined-or-missing", "medium low info", "EVID"),
    "TRN-01": ("no-heir", "critical high info", "NAO MOG"),
    "TRN-02": ("time-gap-or-dead-link", "high", "MOG"),
    "TRN-03": ("weakened-or-split", "high medium", "NAO IFG"),
    "ACC-01": ("stale-acceptance", "low", ""),
}


def prose(rule):
    """Every text of a rule that a reader sees, by the name of its field."""
    for field in fields(rule):
        value = getattr(rule, field.name)
        if isinstance(value, str) and not isinstance(value, Severity):
            yield field.name, value
        elif field.name == "guards":
            yield from ((f"guards[{index}]", guard) for index, guard in enumerate(value))


def test_the_groups_are_complete():
    assert list(CODES) == list(EXPECTED)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_fires_the_rule(code):
    report = report_on(catalogue()[code].bad)
    assert not report.crashes
    assert code in report.rules_run
    assert code in {finding.code for finding in report.findings}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_does_not(code):
    report = report_on(catalogue()[code].good)
    assert not report.crashes
    assert code in report.rules_run, "an example that lacks what the rule needs proves nothing"
    assert code not in {finding.code for finding in report.findings}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_sound_altogether(code):
    """A reader copies it: advice that trips another rule is bad advice. What it accepts, with a reason, is no advice."""
    worst = {f.code for f in report_on(catalogue()[code].good).standing if f.severity.rank <= 1}
    assert not worst


@pytest.mark.parametrize("code", CODES)
def test_the_two_examples_differ(code):
    rule = catalogue()[code]
    assert rule.bad != rule.good
    assert "{id: bad," in rule.bad
    assert "{id: good," in rule.good


@pytest.mark.parametrize("code", CODES)
def test_findings_of_the_bad_example_carry_what_the_rule_says(code):
    rule = catalogue()[code]
    for finding in report_on(rule.bad, code).findings:
        assert (finding.name, finding.why, finding.fix) == (rule.name, rule.why, rule.fix)
        assert finding.severity in {rule.severity, *rule.severities}
        assert finding.subjects
        assert bool(finding.evidence) is (code not in CITES_NOTHING)
        assert finding.id.startswith(f"{code}.{finding.at}.")


def modules():
    return sorted(path for path in RULES.glob("*.py") if not path.name.startswith("_"))


def test_codes_and_names_are_unique():
    found = [__import__(f"govgraph.rules.{path.stem}", fromlist=["RULE"]).RULE for path in modules()]
    assert len({rule.code for rule in found}) == len({rule.name for rule in found}) == len(found)
    assert len(found) == len(catalogue()), "a rule that takes another's code would drop out of sight"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_a_rule_lives_in_the_file_of_its_name(path):
    rule = __import__(f"govgraph.rules.{path.stem}", fromlist=["RULE"]).RULE
    assert path.stem == rule.name.replace("-", "_")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert catalogue()[rule.code] is rule


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_a_rule_has_a_test_file_of_its_name(path):
    assert (Path(__file__).parent / f"test_{path.stem}.py").exists()


@pytest.mark.parametrize("code", CODES)
def test_names_groups_severities_and_anchors_do_not_drift(code):
    rule = catalogue()[code]
    name, severities, anchors = EXPECTED[code]
    assert (rule.name, rule.group) == (name, GROUPS[code[:3]])
    assert rule.severity == severities.split()[0]
    assert {rule.severity, *rule.severities} == set(severities.split())
    assert set(rule.anchors) == set(anchors.split())


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_empty_or_breaks_off(code):
    rule = catalogue()[code]
    texts = dict(prose(rule))
    assert {"code", "name", "group", "title", "definition", "why", "fix", "limits", "bad", "good"} <= set(
        texts
    )
    for field, text in texts.items():
        assert text.strip(), field
    for field in (
        "definition",
        "why",
        "fix",
        "limits",
        *(name for name in texts if name.startswith("guards")),
    ):
        assert re.match(r"[A-Z`(]", texts[field]), field
        assert texts[field].endswith("."), field
        assert "  " not in texts[field], field
    assert not rule.title.endswith(".")


AMERICAN = re.compile(
    r"\b(\w*(?:organiz|recogniz|authoriz|prioritiz|summariz|centraliz|analyz)\w*|behaviors?|centers?|programs?|"
    r"colors?|favor\w*|labor|fulfill|judgments?|defense|license[ds]? to|canceled|labeled|modeled|modelers?|toward)\b",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\b(illegal\w*|unlawful\w*|fail(?:ed|ure|s|ing)?|guilty|blame[ds]?|negligen\w*)\b", re.IGNORECASE
)


def messages(code):
    return [finding.message for finding in report_on(catalogue()[code].bad, code).findings]


@pytest.mark.parametrize("code", CODES)
def test_british_spelling_and_no_verdict_of_guilt(code):
    texts = [*(text for _, text in prose(catalogue()[code])), *messages(code)]
    for text in texts:
        assert not AMERICAN.search(text), text
        assert not NEVER.search(text), text


@pytest.mark.parametrize("word", ["organization", "modeled", "centers"])
def test_the_watch_for_spelling_would_see(word):
    assert AMERICAN.search(f"the {word} of it")


@pytest.mark.parametrize("code", CODES)
def test_a_message_is_a_sentence_in_names_and_never_in_ids(code):
    rule = catalogue()[code]
    known = names_in(rule.bad)
    for message in messages(code):
        assert message[0].isupper()
        assert message.endswith(".")
        assert ".." not in message
        for finding in report_on(rule.bad, code).findings:
            assert all(known[party] in finding.message for party in finding.subjects)
        assert "_" not in message
        assert "not_stated" not in message


ON_CHANGES = tuple(code for code, rule in catalogue().items() if rule.between is not None)


def test_the_rules_on_what_changed():
    assert ON_CHANGES == ("TRN-01", "TRN-02", "TRN-03")


@pytest.mark.parametrize("code", ON_CHANGES)
def test_without_an_earlier_structure_a_rule_on_what_changed_does_not_run(code):
    later = catalogue()[code].bad.split("---\n")[0]
    report = report_on(later, code)
    assert report.rules_run == ()
    assert report.not_run == {code: "no earlier structure was given to compare with"}
