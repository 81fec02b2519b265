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
    from govgraph.errors import UsageError
    from govgraph.reports import votes
    from govgraph.reports.interface import TABLE_REPORTS
    from govgraph.text import did_you_mean, listed

    graph, _ = options.read(structure)
    bodies = sorted({row.body for row in graph.memberships} | set(graph.structure.decision_rules))
    if body not in graph.structure.parties or (body in graph.structure.posts):
        known = (
            f"bodies with seats or a decision rule: {listed(bodies, most=12)}"
            if bodies
            else "it names no seat at all"
        )
        raise UsageError(
            f"no body {body!r} in {graph.structure.id}",
            did_you_mean(body, graph.structure.organisations) or known,
        )
    deliver(TABLE_REPORTS[form](votes.tables(graph, graph.ballot(body))), output)
