"""`govgraph compare`: two structures side by side, or several."""

import click

from govgraph.cli.options import (
    Options,
    deliver,
    format_option,
    output_option,
    reading_command,
    successions_option,
)


@reading_command("compare")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@click.argument("more", metavar="[MORE]…", nargs=-1)
@successions_option
@format_option("text", "json", "markdown", "html", "csv", "xlsx")
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
    from govgraph.errors import UsageError
    from govgraph.reports.interface import COMPARE_REPORTS, TABLE_REPORTS

    if more:
        from govgraph.reports import matrix

        if form not in TABLE_REPORTS:
            raise UsageError(f"a matrix has no form {form!r}", f"forms are {', '.join(TABLE_REPORTS)}")

        graphs = [options.read_dated(word)[0] for word in (before, after, *more)]
        deliver(TABLE_REPORTS[form](matrix.tables(pipeline.steps(graphs, successions))), output)
        return
    graph, loaded = options.read_dated(after)
    changes = options.changes(before, successions, graph)
    comparison = pipeline.compare(changes, loaded.locations)
    for caution in comparison.changes.cautions:
        options.say(f"warning: {caution}")
    deliver(COMPARE_REPORTS[form](comparison), output)
