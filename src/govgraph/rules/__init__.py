"""The catalogue of rules: one file each, found by being here."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from govgraph.acceptance import Acceptances
from govgraph.changes import Changes
from govgraph.errors import Location, UsageError
from govgraph.findings import Crash, Finding, Report, Rule, Severity, in_order, settle
from govgraph.graph import GovernanceGraph
from govgraph.model.choices import Settings
from govgraph.text import did_you_mean, listed

_GROUPS = (
    "line_of_sight",
    "duplicate",
    "orphan",
    "duties",
    "conflict",
    "decisions",
    "money",
    "structure",
    "evidence",
    "transition",
    "acceptance",
)


def catalogue() -> dict[str, Rule]:
    """Every rule by its code, in the order of the codes."""
    found: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            rule: Rule = importlib.import_module(f"{__name__}.{module.name}").RULE
            found[rule.code] = rule
    return {
        code: found[code] for code in sorted(found, key=lambda code: (_GROUPS.index(found[code].group), code))
    }


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
    """The rules of the catalogue that are selected and not ignored.

    A code (`LOS-01`), a rule's name or the letters of a group (`LOS`) choose. Raises UsageError for an
    unknown one, and where nothing is left to run.
    """
    rules = catalogue()
    wanted = _matching(select, rules) if select else set(rules)
    wanted -= _matching(ignore, rules)
    if not wanted:
        raise UsageError(
            "no rule is left to run", "select fewer or ignore less: a check of nothing is no check"
        )
    return [rule for code, rule in rules.items() if code in wanted]


def by_settings(
    settings: Settings, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[list[Rule], list[str]]:
    """The rules to run, and what the settings chose of them in words; what is asked for here goes before them.

    Raises UsageError for an unknown rule.
    """
    off = sorted(code for code, level in settings.severities.items() if level == "off")
    told = [
        f"{code} is counted as {level}, as chosen"
        for code, level in sorted(settings.severities.items())
        if level != "off"
    ]
    if settings.select and not select:
        told.append(f"run, as chosen: {listed(sorted(settings.select))} alone")
    if settings.ignore or off:
        told.append(f"not run, as chosen: {listed(sorted({*settings.ignore, *off}))}")
    return chosen(select or settings.select, [*settings.ignore, *off, *ignore]), told


def _matching(words: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    found: set[str] = set()
    for word in words:
        codes = {
            c
            for c, rule in rules.items()
            if word.upper() in {c, c.split("-")[0]} or word.lower() == rule.name
        }
        if not codes:
            known = [*rules, *(rule.name for rule in rules.values()), *{code.split("-")[0] for code in rules}]
            raise UsageError(f"no rule {word!r}", did_you_mean(word, known) or "`govgraph rules` lists them")
        found |= codes
    return found


def run(
    graph: GovernanceGraph,
    rules: Iterable[Rule],
    locate: Callable[[Finding], Location | None] | None = None,
    changes: Changes | None = None,
) -> Report:
    """Run rules over a graph, and mark what the reviewer accepts; then the rules on findings, over what was found.

    `changes` lead to this structure from an earlier one: without them, rules on what changed cannot run. A
    rule that crashes is named in the report, and so is one that has too much to look at; the others still run.
    """
    chosen_rules = tuple(rules)
    report = Report((), (), rules=chosen_rules, assumptions=tuple(graph.assumptions()))
    for after in (False, True):
        turn = [rule for rule in chosen_rules if (rule.afterwards is not None) is after]
        report = _with_findings_of(graph, changes, report, turn, locate)
    return report


def _with_findings_of(
    graph: GovernanceGraph,
    changes: Changes | None,
    report: Report,
    rules: Iterable[Rule],
    locate: Callable[[Finding], Location | None] | None,
) -> Report:
    findings: list[Finding] = []
    seconds: dict[str, float] = {}
    not_run: dict[str, str] = {}
    crashes: list[Crash] = []
    for rule in rules:
        lacking = next((why for need in rule.needs if (why := _lacks(graph, changes, need))), None)
        if lacking is not None:
            not_run[rule.code] = lacking
            continue
        begun = perf_counter()
        try:
            findings.extend(rule.find(graph, changes, report))
        except UsageError as error:  # more than anybody could read: no defect
            not_run[rule.code] = str(error)
        except Exception as error:  # noqa: BLE001 - whatever a rule does, the others are still shown
            crashes.append(Crash(rule.code, f"{type(error).__name__}: {error}"))
        else:
            seconds[rule.code] = perf_counter() - begun
    settled = Acceptances(graph.structure.accepted).mark(settle(_with_chosen_severities(graph, findings)))
    if locate is not None:
        settled = [replace(finding, location=locate(finding)) for finding in settled]
    return replace(
        report,
        findings=tuple(in_order([*report.findings, *settled])),
        rules_run=(*report.rules_run, *seconds),
        not_run={**report.not_run, **not_run},
        crashes=(*report.crashes, *crashes),
        seconds={**report.seconds, **seconds},
    )


def _with_chosen_severities(graph: GovernanceGraph, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Findings with the severities that the settings choose for their rules; what is only to be noted stays so."""
    levels: dict[str, str] = {}
    for word, level in graph.structure.settings.severities.items():
        levels |= dict.fromkeys(_matching([word], catalogue()), level)
    for finding in findings:
        chosen = levels.get(finding.code, "off")
        kept = chosen == "off" or finding.severity is Severity.INFO
        yield finding if kept else replace(finding, severity=Severity(chosen))


def _lacks(graph: GovernanceGraph, changes: Changes | None, need: str) -> str | None:
    """Why a structure, or what led to it, cannot give what a rule needs; None where it can."""
    if need == "before":
        return None if changes is not None else "no earlier structure was given to compare with"
    if need == "successions":
        told = changes is not None and changes.are_told
        return None if told else "no successions were given: what became of what is not known"
    if need == "root":
        return None if graph.roots else "the structure names no root"
    if graph.subjects:
        return None
    return (
        "none of the structure's subjects exists at the date"
        if graph.structure.subjects
        else "the structure names no subjects"
    )
