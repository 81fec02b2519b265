"""`govgraph votes`: who can pass or block a decision of a body."""

import click

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command


@structure_command("votes")
@click.argument("body", metavar="BODY")
@format_option("text", "markdown", "csv", "json", "xlsx")
@output_option
def command(structure: str, body: str, form: str, output: str | None, options: Options) -> None:
    """Tell who votes in a body, what passes, who can block, and with what power.

    \b
    Example:
      govgraph votes models/specialised-2006.yaml nsscg
    """
    from govgraph.reports import votes
    from govgraph.reports.interface import TABLE_REPORTS

    graph, _ = options.read(structure)
    deliver(TABLE_REPORTS[form](votes.tables(graph, graph.ballot(body))), output)
