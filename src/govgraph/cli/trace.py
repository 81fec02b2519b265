"""`govgraph trace`: every line between two parties."""

import click

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command


@structure_command("trace")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option(
    "--limit",
    type=click.IntRange(1, 500),
    default=20,
    show_default=True,
    help="Show at most this many lines.",
)
@format_option("text", "json", "markdown")
@output_option
def command(
    structure: str, start: str, end: str, limit: int, form: str, output: str | None, options: Options
) -> None:
    """Show every line from one party up to another.

    The strongest come first, each with its links and their evidence.

    \b
    Example:
      govgraph trace models/high-secure-2008.yaml hsct secretary-of-state
    """
    from govgraph.reports.interface import TRACE_REPORTS

    graph, _ = options.read(structure)
    lines, cut = graph.trace(start, end, limit)
    if not lines and graph.trace(end, start, 1)[0]:
        options.say(
            f"no line runs up from {start} to {end}, but one does from {end} to {start}: ask the other way round"
        )
    deliver(TRACE_REPORTS[form](graph, start, end, lines, cut), output)
