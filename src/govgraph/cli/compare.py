"""`govgraph compare`: two structures side by side, or several."""

import click

from govgraph.cli.options import Options, deliver, format_option, output_option, reading_command


@reading_command("compare")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@click.argument("more", metavar="[MORE]…", nargs=-1)
@click.option(
    "--successions",
    multiple=True,
    metavar="FILE",
    help="What became of what; for several steps, one file for each, in order.",
)
@format_option("text", "json", "markdown", "csv", "xlsx")
@output_option
def command(
    before: str,
    after: str,
    more: tuple[str, ...],
    successions: tuple[str, ...],
    form: str,
    output: str | None,
    options: Options,
) -> None:
    """Tell what changed between two structures, who inherited, and what fell through.

    BEFORE and AFTER are files, or FILE@DATE, so that one structure can be held against itself at two dates.
    With MORE structures the result is a matrix: who each body became, and who held each duty, at every step.

    \b
    Example:
      govgraph compare models/high-secure-2008.yaml models/nhs-cb-2013.yaml \\
        --successions models/transitions/high-secure-2008-to-nhs-cb-2013.yaml
    """
    from govgraph import pipeline
    from govgraph.reports.interface import COMPARE_REPORTS, TABLE_REPORTS

    if more:
        from govgraph.reports import matrix

        graphs = [options.read_dated(word)[0] for word in (before, after, *more)]
        deliver(TABLE_REPORTS[form](matrix.tables(pipeline.steps(graphs, successions))), output)
        return
    (old, _), (new, loaded) = options.read_dated(before), options.read_dated(after)
    transitions = pipeline.read_transitions(successions, old.structure, new.structure)
    comparison = pipeline.compare(old, new, transitions, loaded.locations)
    for caution in comparison.changes.cautions:
        options.say(f"warning: {caution}")
    deliver(COMPARE_REPORTS[form](comparison), output)
