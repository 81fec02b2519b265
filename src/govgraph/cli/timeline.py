"""`govgraph timeline`: the dates at which anything changes."""

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command


@structure_command("timeline")
@format_option("text", "markdown", "csv", "json", "xlsx")
@output_option
def command(structure: str, form: str, output: str | None, options: Options) -> None:
    """List the dates at which anything changes, and what.

    \b
    Example:
      govgraph timeline models/nhs-cb-2013.yaml
    """
    from govgraph.reports import timeline
    from govgraph.reports.interface import TABLE_REPORTS

    graph, _ = options.read(structure)
    deliver(TABLE_REPORTS[form](timeline.tables(graph)), output)
