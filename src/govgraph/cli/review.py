"""`govgraph review`: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli.options import Options, before_options, structure_command
from govgraph.text import counted, listed

if TYPE_CHECKING:
    from govgraph.findings import Report


@structure_command("review")
@click.option("--output", "-o", metavar="DIR", default="review", show_default=True, help="Folder to write.")
@before_options
def command(
    structure: str, output: str, before: str | None, successions: tuple[str, ...], options: Options
) -> None:
    """Write the whole review of a structure into one folder.

    index.html ties it together: the answer, the lines of sight, the drawing, the findings. Beside it stand the
    drawings (SVG, PNG, PDF, DOT), findings.json and sight.json. With --before, what changed from an earlier
    structure is part of the page, and comparison.json stands beside it. Files are replaced one by one; a manifest lets
    a later run remove what only an earlier one wrote.

    \b
    Example:
      govgraph review models/high-secure-2008.yaml -o review
    """
    from govgraph import pipeline
    from govgraph.errors import UsageError

    graph, loaded = options.read(structure)
    other = pipeline.reviewed_in(Path(output))
    if other not in {None, graph.structure.id}:
        raise UsageError(f"{output} holds the review of {other}", "name another folder: -o DIR")
    changes = options.changes_if_any(before, successions, graph)
    comparison = pipeline.compare(changes, loaded.locations) if changes is not None else None
    result = pipeline.review(graph, Path(output), loaded.locations, comparison=comparison)
    for warning in result.warnings:
        options.say(f"warning: {warning}")
    for name in result.written.kept:
        options.say(f"kept {name}: an earlier run wrote it, and it was changed since")
    for code, why in result.report.not_run.items():
        options.say(f"not run: {code}, since {why}")
    click.echo(_summary(graph.structure.title, result.report))
    click.echo(f"Open {result.page}")
    if result.report.crashes:
        for crash in result.report.crashes:
            click.echo(f"internal error: rule {crash.code} failed: {crash.error}", err=True)
        raise click.exceptions.Exit(3)


def _summary(title: str, report: "Report") -> str:
    from govgraph.findings import Severity

    counts = [f"{number} {severity}" for severity in Severity if (number := report.count(severity))]
    accepted = f"; {len(report.accepted)} more accepted by the reviewer" if report.accepted else ""
    found = counted(len(report.standing), "finding")
    return f"{title}: {found}{f' ({listed(counts)})' if counts else ''}{accepted}."
