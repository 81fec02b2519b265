"""`govgraph raci`: who has which duty."""

import click

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command


@structure_command("raci")
@click.option(
    "--before", metavar="FILE", help="An earlier structure, whose commissioners stand beside; or FILE@DATE."
)
@format_option("text", "markdown", "csv", "json", "xlsx")
@output_option
def command(structure: str, before: str | None, form: str, output: str | None, options: Options) -> None:
    """Show who is accountable, responsible, consulted and informed, duty by duty; and who commissions what.

    Services that the structure declares are told setting by setting and population by population, with gaps and
    overlaps. CSV holds the duties alone.

    \b
    Example:
      govgraph raci models/high-secure-2008.yaml --format xlsx -o duties.xlsx
    """
    from govgraph.reports import grid, raci
    from govgraph.reports.interface import TABLE_REPORTS

    graph, _ = options.read(structure)
    duties = raci.in_words(graph) if form in {"text", "markdown"} else raci.matrix(graph)
    earlier = options.read_earlier(before) if before is not None else None
    services = grid.table(graph, earlier)
    tables = [duties, *([services] if services is not None else [])]
    deliver(TABLE_REPORTS[form](raci.report(graph, *tables)), output)
