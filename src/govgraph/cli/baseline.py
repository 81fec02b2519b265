"""`govgraph baseline`: findings recorded, to hold later checks against."""

import click

from govgraph.cli.options import Options, deliver, output_option, structure_command


@click.group("baseline", no_args_is_help=True)
def command() -> None:
    """Record the findings of now, so that a later check tells what is new.

    A later `govgraph check STRUCTURE --baseline FILE` marks each finding as new or unchanged, lists what is
    resolved, and exits with 1 for new ones alone.

    \b
    Example:
      govgraph baseline write models/high-secure-2008.yaml -o baseline.json
    """


@structure_command("write")
@output_option
def write(structure: str, output: str | None, options: Options) -> int:
    """Write the findings that stand, as JSON.

    Those that the structure accepts are left out: they are kept by their acceptance.

    \b
    Example:
      govgraph baseline write models/high-secure-2008.yaml -o baseline.json
    """
    from govgraph.cli.check import checked, exit_code
    from govgraph.reports import baseline_json

    graph, report = checked(options, structure)
    if report.crashes:
        return exit_code(report, "never")
    deliver(baseline_json.report(graph, report), output)
    return 0


command.add_command(write)
