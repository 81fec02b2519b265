"""`govgraph what-if`: what would follow if something were otherwise."""

from dataclasses import replace

import click

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command


@structure_command("what-if")
@click.option(
    "--remove", multiple=True, metavar="ID", help="As if this party, relationship or duty were no more."
)
@click.option("--vacate", multiple=True, metavar="POST", help="As if this post were vacant.")
@click.option(
    "--add", multiple=True, metavar="SENTENCE", help='As if this were so: "A accountable_to B" [in SCOPE].'
)
@format_option("text", "json", "markdown", "html", "csv", "xlsx")
@output_option
def command(
    structure: str,
    remove: tuple[str, ...],
    vacate: tuple[str, ...],
    add: tuple[str, ...],
    form: str,
    output: str | None,
    options: Options,
) -> None:
    """Tell which lines of sight and findings would change if something were otherwise.

    Nothing is written: the structure is compared with an edited copy of itself. --status takes, beside the
    statuses to count, ID=STATUS: as if a party, a relationship or a duty had that status; and
    proposed=in_force: as if all that is proposed were carried out.

    \b
    Example:
      govgraph what-if models/high-secure-2008.yaml --vacate hsct-director --add "nscg accountable_to dh"
    """
    from govgraph import pipeline
    from govgraph.errors import UsageError
    from govgraph.reports.interface import COMPARE_REPORTS

    statuses, options = _statuses(options)
    if not (remove or vacate or add or statuses):
        raise UsageError("what if what?", "say it with --remove, --vacate, --add or --status ID=STATUS")
    graph, loaded = options.read(structure)
    comparison = pipeline.what_if(graph, remove, vacate, add, statuses, loaded.locations)
    deliver(COMPARE_REPORTS[form](comparison), output)


def _statuses(options: Options) -> tuple[tuple[str, ...], Options]:
    """The statuses that are supposed (ID=STATUS), and the options with those that are to be counted alone."""
    written = [word.strip() for word in (options.status or "").split(",") if word.strip()]
    supposed = tuple(word for word in written if "=" in word)
    counted = ",".join(word for word in written if "=" not in word)
    return supposed, replace(options, status=counted or None)
