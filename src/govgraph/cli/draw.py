"""`govgraph draw`: drawings."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli.options import Options, deliver, structure_command

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
def command(structure: str, view: str, style: "Style", engine: str, output: str, options: Options) -> None:
    """Draw a structure for an annex.

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
    drawing = diagrams.draw(graph, view=view, style=style, engine=diagrams.engine_named(engine))
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
