"""`govgraph raci`: who has which duty."""

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command


@structure_command("raci")
@format_option("text", "markdown", "csv", "json", "xlsx")
@output_option
def command(structure: str, form: str, output: str | None, options: Options) -> None:
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
    services = grid.table(graph)
    tables = [duties, *([services] if services is not None else [])]
    deliver(TABLE_REPORTS[form](raci.report(graph, *tables)), output)
