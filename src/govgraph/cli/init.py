"""`govgraph init`: a commented example to begin from."""

from importlib.resources import files
from pathlib import Path

import click

from govgraph.cli.options import deliver
from govgraph.errors import UsageError


@click.command("init")
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def command(file: str, force: bool) -> None:
    """Begin a new structure from a commented example.

    The file explains itself: change its names and rows to yours, and check it as you go.

    \b
    Example:
      govgraph init my-structure.yaml
    """
    if Path(file).exists() and not force:
        raise UsageError(f"{file} exists already", "choose another name, or replace it with --force")
    deliver(files("govgraph").joinpath("cli", "starter.yaml").read_text("utf-8"), file)
    click.echo(f"Wrote {file}. Next: govgraph check {file}")
