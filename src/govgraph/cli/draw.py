"""`govgraph draw`: drawings."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli.options import Options, before_options, deliver, structure_command

if TYPE_CHECKING:
    from govgraph.diagrams import Style

_FORMS = ("svg", "png", "pdf", "dot")


@structure_command("draw")
@click.option(
    "--view",
    metavar="VIEW",
    default="overview",
    show_default=True,
    help="What to show; a wrong one lists them.",
)
@click.option(
    "--style",
    type=click.Choice(["tiers", "mono"]),
    default="tiers",
    show_default=True,
    help="Coloured by tier, or for print in grey.",
)
@click.option(
    "--engine",
    type=click.Choice(["embedded", "system"]),
    default="embedded",
    show_default=True,
    help="What lays it out.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    required=True,
    help="File to write: its ending (svg, png, pdf, dot) says the form.",
)
@click.option(
    "--page",
    type=click.Choice(["change", "before", "after"]),
    default="change",
    show_default=True,
    help="With --before: which of the three pages; nothing moves between them.",
)
@before_options
def command(
    structure: str,
    view: str,
    style: "Style",
    engine: str,
    output: str,
    page: str,
    before: str | None,
    successions: tuple[str, ...],
    options: Options,
) -> None:
    """Draw a structure for an annex; with --before, what changed.

    The result is a composed A4 page with title, tier bands, legend, sources and date.

    \b
    Example:
      govgraph draw models/high-secure-2008.yaml --style mono -o annex-b.pdf
    """
    from govgraph import diagrams
    from govgraph.errors import UsageError

    form = Path(output).suffix.lstrip(".").lower()
    if form not in _FORMS:
        raise UsageError(f"{output}: its ending names no form of drawing", f"end it in .{', .'.join(_FORMS)}")
    graph, _ = options.read(structure)
    changes = options.changes_if_any(before, successions, graph)
    drawn_by = diagrams.engine_named(engine)
    if changes is not None:
        drawing = diagrams.draw_changes(changes, view=view, style=style, engine=drawn_by)[page]
    else:
        drawing = diagrams.draw(graph, view=view, style=style, engine=drawn_by)
    for warning in drawing.warnings:
        options.say(f"warning: {warning}")
    content: str | bytes
    match form:
        case "svg":
            content = drawing.svg
        case "dot":
            content = drawing.dot
        case "png":
            content = drawing.png()
        case _:
            content = drawing.pdf()
    deliver(content, output)
