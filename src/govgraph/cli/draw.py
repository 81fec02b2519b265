"""`govgraph draw`: drawings."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli.options import Options, before_options, deliver, keep_apart, structure_command

if TYPE_CHECKING:
    from govgraph.diagrams import Drawing, Style

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
    contents = _contents(drawing, form)
    names = [output] if len(contents) == 1 else _numbered(output, len(contents))
    if len(names) > 1:
        keep_apart(names, structure, before, successions)
    for name, content in zip(names, contents, strict=True):
        deliver(content, name)
    if len(names) > 1:
        options.say(f"{len(names)} pages: {', '.join(names)}")


def _contents(drawing: "Drawing", form: str) -> "Sequence[str | bytes]":
    """What goes into each file: a PDF holds all pages, every other form one each."""
    match form:
        case "pdf":
            return [drawing.pdf()]
        case "svg":
            return [page.svg for page in drawing.pages]
        case "png":
            return [drawing.png(page=number) for number in range(1, len(drawing.pages) + 1)]
        case _:
            return [page.dot for page in drawing.pages if page.dot]


def _numbered(output: str, most: int) -> list[str]:
    """FILE-1.svg, FILE-2.svg and so on for FILE.svg."""
    path = Path(output)
    return [str(path.with_name(f"{path.stem}-{number}{path.suffix}")) for number in range(1, most + 1)]
