"""`govgraph sight`: line of sight."""

import click

from govgraph.cli.options import Options, deliver, format_option, output_option, structure_command, words


def _groups(
    _ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word.strip() for word in part.split(",") if word.strip()) for part in value)


@structure_command("sight")
@click.option(
    "--root",
    "roots",
    multiple=True,
    callback=words,
    metavar="ID",
    help="Look from here instead of the structure's root; may be repeated.",
)
@click.option(
    "--subject",
    "subjects",
    multiple=True,
    callback=words,
    metavar="ID",
    help="Look at this party; may be repeated.",
)
@click.option(
    "--via",
    multiple=True,
    callback=_groups,
    metavar="ID[,ID]",
    help="Only lines that pass this party, or one of these; repeated: in this order.",
)
@click.option(
    "--direction",
    type=click.Choice(["account", "instruction", "both"]),
    default="account",
    show_default=True,
    help="Up, down, or both.",
)
@format_option("text", "json", "markdown", "csv")
@output_option
def command(
    structure: str,
    roots: tuple[str, ...],
    subjects: tuple[str, ...],
    via: tuple[tuple[str, ...], ...],
    direction: str,
    form: str,
    output: str | None,
    options: Options,
) -> None:
    """Tell whether line of sight is clear, and through which links.

    Each answer has a verdict (clear, qualified, weak, none), the best line, and every limb: the family of lines
    that leave the subject by the same first party, with its weakest link, and where it stops if it does.

    \b
    Example:
      govgraph sight models/high-secure-2008.yaml --subject mersey-care --direction both
    """
    from govgraph.graph import Direction
    from govgraph.reports.interface import SIGHT_REPORTS

    graph, _ = options.read(structure, roots)
    directions = list(Direction) if direction == "both" else [Direction(direction)]
    answers = [answer for way in directions for answer in graph.sight(subjects or None, way, via)]
    deliver(SIGHT_REPORTS[form](graph, answers), output)
