"""`govgraph check`: the rules."""

import click

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command, words

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
@format_option("text", "full", "json", "markdown")
@output_option
def command(
    structure: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    form: str,
    output: str | None,
    options: Options,
) -> int:
    """Check a structure by the rules.

    \b
    Example:
      govgraph check models/high-secure-2008.yaml --select LOS,DUP --fail-on critical
    """
    from govgraph import pipeline
    from govgraph.errors import UsageError
    from govgraph.findings import Severity
    from govgraph.reports.interface import CHECK_REPORTS

    graph, loaded = options.read(structure)
    if not any(graph.exists(party) for party in graph.structure.parties):
        raise UsageError(
            f"{graph.structure.id} has no organisation or post at this reading", "there is nothing to check"
        )
    report = pipeline.check(graph, loaded.locations, select, ignore)
    if not report.rules_run and not report.crashes:
        raise UsageError(
            "no rule could run: " + "; ".join(f"{code}: {why}" for code, why in report.not_run.items())
        )
    deliver(CHECK_REPORTS[form](graph, report), output)
    for crash in report.crashes:
        click.echo(f"internal error: rule {crash.code} failed: {crash.error}", err=True)
    if report.crashes:
        return 3
    return 1 if fail_on != "never" and report.at_or_above(Severity(fail_on)) else 0
