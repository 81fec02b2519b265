"""`govgraph schema`: JSON Schemas of what is read and written."""

import click

from govgraph.cli.options import deliver, output_option


@click.command("schema")
@click.option(
    "--of",
    "what",
    type=click.Choice(["structure", "report", "sight", "trace", "comparison", "baseline"]),
    default="structure",
    show_default=True,
    help="Of what.",
)
@output_option
def command(what: str, output: str | None) -> None:
    """Print a JSON Schema.

    That of a structure lets an editor complete and check the file as it is written; the others describe what
    commands print as JSON.

    \b
    Example:
      govgraph schema --of structure
    """
    from govgraph.reports.schemas import schema_text

    deliver(schema_text(what), output)
