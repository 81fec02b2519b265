"""`govgraph check`: the rules."""

from typing import TYPE_CHECKING

import click

from govgraph.cli.options import (
    Options,
    before_options,
    deliver,
    format_option,
    output_option,
    structure_command,
    words,
)

if TYPE_CHECKING:
    from govgraph.findings import Report
    from govgraph.graph import GovernanceGraph

_LEVELS = ("critical", "high", "medium", "low", "info", "never")


@structure_command("check")
@click.option(
    "--select",
    multiple=True,
    callback=words,
    metavar="CODES",
    help="Run these rules only: codes, names or groups (LOS-01,DUP).",
)
@click.option("--ignore", multiple=True, callback=words, metavar="CODES", help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    default="high",
    show_default=True,
    help="Exit with 1 at findings of this severity or worse.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    help="Hold the findings against those that `govgraph baseline write` recorded: only new ones count for the exit code.",
)
@click.option(
    "--baseline-strict",
    is_flag=True,
    help="Exit with 1 also where a recorded finding is made no more, so that the baseline is kept true.",
)
@click.option(
    "--timings", is_flag=True, help="Tell on standard error what each rule costs, the dearest first."
)
@before_options
@format_option("text", "full", "json", "sarif", "junit", "github", "markdown", "html", "csv", "xlsx")
@output_option
def command(
    structure: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    baseline: str | None,
    baseline_strict: bool,
    timings: bool,
    before: str | None,
    successions: tuple[str, ...],
    form: str,
    output: str | None,
    options: Options,
) -> int:
    """Check a structure by the rules.

    \b
    Example:
      govgraph check models/high-secure-2008.yaml --select LOS,DUP --fail-on critical
    """
    from govgraph.errors import UsageError
    from govgraph.reports.interface import CHECK_REPORTS

    if baseline_strict and baseline is None:
        raise UsageError(
            "--baseline-strict says nothing without --baseline", "name the baseline: --baseline FILE"
        )
    graph, report = checked(options, structure, select, ignore, baseline, before, successions)
    for caution in report.baseline.cautions if report.baseline else ():
        options.say(f"warning: {caution}")
    deliver(CHECK_REPORTS[form](graph, report), output)
    if timings:
        click.echo(_timings(report), err=True)
    return exit_code(report, fail_on, strict=baseline_strict)


def checked(
    options: Options,
    structure: str,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    baseline: str | None = None,
    before: str | None = None,
    successions: tuple[str, ...] = (),
) -> "tuple[GovernanceGraph, Report]":
    """A structure with what the rules find in it. Raises UsageError where nothing could be checked: that is no pass."""
    from govgraph import pipeline
    from govgraph.errors import UsageError

    graph, loaded = options.read(structure)
    if not any(graph.exists(party) for party in graph.structure.parties):
        raise UsageError(
            f"{graph.structure.id} has no organisation or post at this reading", "there is nothing to check"
        )
    recorded = pipeline.read_baseline(baseline, graph.structure) if baseline is not None else None
    changes = options.changes_if_any(before, successions, graph)
    report = pipeline.check(graph, loaded.locations, select, ignore, recorded, changes)
    if not report.rules_run and not report.crashes:
        raise UsageError(
            "no rule could run: " + "; ".join(f"{code}: {why}" for code, why in report.not_run.items())
        )
    return graph, report


def exit_code(report: "Report", fail_on: str, *, strict: bool = False) -> int:
    """0 clean, 1 findings that count, 3 a rule that crashed: told on standard error, whatever the form of the result.

    Findings count that are new and at least as severe as `fail_on`; with `strict`, so does a baseline that
    records what is found no more.
    """
    from govgraph.findings import Severity

    for crash in report.crashes:
        click.echo(f"internal error: rule {crash.code} failed: {crash.error}", err=True)
    if report.crashes:
        return 3
    stale = strict and report.baseline is not None and bool(report.baseline.resolved)
    return 1 if stale or (fail_on != "never" and report.at_or_above(Severity(fail_on))) else 0


def _timings(report: "Report") -> str:
    """What each rule cost. A question that several rules ask is answered once, at the cost of the first."""
    names = {rule.code: rule.name for rule in report.rules}
    rows = sorted(report.seconds.items(), key=lambda cost: (-cost[1], cost[0]))
    lines = [f"{1000 * cost:9.1f} ms  {code} {names[code]}" for code, cost in rows]
    total = f"{1000 * sum(report.seconds.values()):9.1f} ms  in all"
    note = "A question that several rules ask is answered once, at the first one's cost."
    return "\n".join([*lines, total, note])
