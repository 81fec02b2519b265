"""The group of commands; each is imported only when it is run."""

import importlib

import click

# Name, and the first line of its help: kept here so that `--help` imports no command. A test holds the two together.
COMMANDS = {
    "review": "Write the whole review of a structure into one folder.",
    "check": "Check a structure by the rules.",
    "explain": "Explain one finding in full.",
    "baseline": "Record the findings of now, so that a later check tells what is new.",
    "sight": "Tell whether line of sight is clear, and through which links.",
    "compare": "Tell what changed between two structures, who inherited, and what fell through.",
    "what-if": "Tell which lines of sight and findings would change if something were otherwise.",
    "timeline": "List the dates at which anything changes, and what.",
    "trace": "Show every line from one party up to another.",
    "votes": "Tell who votes in a body, what passes, who can block, and with what power.",
    "raci": "Show who is accountable, responsible, consulted and informed, duty by duty; and who commissions what.",
    "draw": "Draw a structure for an annex; with --before, what changed.",
    "rules": "List the rules, or explain one.",
    "schema": "Print a JSON Schema.",
    "init": "Begin a new structure from a commented example.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order that a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"govgraph.cli.{name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Offer the nearest command for a misspelt one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from govgraph.text import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f"No command {args[0]!r}; {hint or 'see govgraph --help'}.", ctx)
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from govgraph import __version__

        click.echo(f"govgraph {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version."
)
def cli() -> None:
    """Read a written-down set of governance arrangements and tell a reviewer what it says.

    Is line of sight clear from the top to those who deliver? Who answers to two masters? Who is left out?
    Every answer shows its evidence, and says where the papers are silent.

    \b
    Begin with:
      govgraph review models/high-secure-2008.yaml
      govgraph init my-structure.yaml

    Exit codes: 0 clean, 1 findings at or above --fail-on (check), 2 a mistake in the input or the command,
    3 a defect of govgraph, 130 interrupted.
    """
