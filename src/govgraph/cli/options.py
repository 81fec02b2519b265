"""Options that several commands share, and what is read from them."""

import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from govgraph.errors import UsageError

if TYPE_CHECKING:
    from govgraph.changes import Changes
    from govgraph.graph import GovernanceGraph
    from govgraph.readers.assembly import Loaded

F = TypeVar("F", bound=Callable[..., Any])

_READING: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    click.option(
        "--at", metavar="DATE", help="Read it at this date (2008, 2008-05 or 2008-05-14) instead of its own."
    ),
    click.option("--scope", metavar="SCOPE", help="Ask about this scope alone."),
    click.option(
        "--status",
        metavar="LIST",
        help="Count these statuses instead of in_force,agreed or the structure's own setting.",
    ),
    click.option(
        "--config", metavar="FILE", help="Settings to use, instead of a govgraph.toml beside the structure."
    ),
    click.option("--no-contracts", is_flag=True, help="Do not count a contract (commissions) as a link."),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but the result."),
    click.option("--verbose", "-v", is_flag=True, help="Say more on the way; show where a defect arose."),
    click.option(
        "--no-color", is_flag=True, expose_value=False, help="Accepted for scripts; output is never coloured."
    ),
)

# Settings that are taken where they stand beside a structure.
_SETTINGS = "govgraph.toml"
# Parameters of commands that name what is read.
_READ = ("structure", "before", "after", "more", "baseline", "successions")


@dataclass(frozen=True, slots=True)
class Options:
    """How the user asked for a structure to be read, and how much to say about it."""

    at: str | None
    scope: str | None
    status: str | None
    config: str | None
    no_contracts: bool
    quiet: bool
    verbose: bool

    def read(self, structure: str, roots: tuple[str, ...] = ()) -> "tuple[GovernanceGraph, Loaded]":
        """The structure, read and seen as a graph. Raises InputError and UsageError."""
        from govgraph import pipeline
        from govgraph.graph import GovernanceGraph
        from govgraph.settings import Reading, parse_statuses

        loaded, settings = pipeline.read_with_settings(structure, self.config)
        if settings is not None:
            self.say(f"settings from {settings}")
        statuses = parse_statuses(self.status) if self.status is not None else None
        contracts = False if self.no_contracts else None
        reading = Reading.of(
            loaded.structure, at=self.at, statuses=statuses, contracts_count=contracts, scope=self.scope
        )
        graph = GovernanceGraph(loaded.structure, reading, roots)
        if self.verbose:
            for assumption in graph.assumptions():
                self.say(f"assumed: {assumption}")
        return graph, loaded

    def read_dated(self, word: str) -> "tuple[GovernanceGraph, Loaded]":
        """As `read`, for FILE or FILE@DATE."""
        path, date = _undated(word)
        graph, loaded = (self if date is None else replace(self, at=date)).read(path)
        if not any(map(graph.exists, graph.structure.parties)):
            at = graph.reading.at
            when = f" in {at.in_words}" if at else ""
            raise UsageError(
                f"{graph.structure.id} has no organisation or post{when}",
                "there is nothing to compare: name another date, as FILE@DATE",
            )
        return graph, loaded

    def changes(self, before: str, successions: tuple[str, ...], after: "GovernanceGraph") -> "Changes":
        """What changed from an earlier structure. Raises InputError and UsageError."""
        from govgraph import changes, pipeline

        old = self.read_earlier(before)
        transitions = pipeline.read_transitions(successions, old.structure, after.structure)
        return changes.between(old, after, transitions)

    def read_earlier(self, word: str) -> "GovernanceGraph":
        """An earlier structure: FILE, at its own date and not at the one asked for, or FILE@DATE."""
        return replace(self, at=None).read_dated(word)[0]

    def changes_if_any(
        self, before: str | None, successions: tuple[str, ...], after: "GovernanceGraph"
    ) -> "Changes | None":
        """As `changes`, where an earlier structure was given; else None."""
        if before is None and successions:
            raise UsageError("--successions says nothing without --before", "name the earlier structure")
        return self.changes(before, successions, after) if before is not None else None

    def say(self, text: str) -> None:
        """Say something that is not the result, on standard error."""
        if not self.quiet:
            from govgraph.text import visible

            click.echo(visible(text), err=True)


def reading_command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command that reads structures, with the options of reading as one `options` parameter."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def command(
            *args: Any,
            at: str | None,
            scope: str | None,
            status: str | None,
            config: str | None,
            no_contracts: bool,
            quiet: bool,
            verbose: bool,
            **rest: Any,
        ) -> Any:
            keep_apart([rest.get("output")], config, *(rest.get(name) for name in _READ))
            return function(
                *args, options=Options(at, scope, status, config, no_contracts, quiet, verbose), **rest
            )

        wrapped: Callable[..., Any] = command
        for option in reversed(_READING):
            wrapped = option(wrapped)
        return click.command(name, no_args_is_help=True)(wrapped)

    return decorate


def structure_command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """As `reading_command`, for one structure: its first argument."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        return reading_command(name)(click.argument("structure", metavar="STRUCTURE")(function))

    return decorate


def _undated(word: str) -> tuple[str, str | None]:
    """The file of FILE@DATE, and the date; a file whose own name holds an @ has none."""
    path, _, date = word.rpartition("@")
    return (word, None) if not path or Path(word).exists() else (path, date)


def keep_apart(outputs: Sequence[str | None], *inputs: str | tuple[str, ...] | None) -> None:
    """Refuse to write a result over a file that it is made from, and to read standard input twice."""
    from govgraph.files import STANDARD_INPUT, beside, is_read_by

    words = [word for given in inputs if given for word in ([given] if isinstance(given, str) else given)]
    paths = [_undated(word)[0] for word in words]
    if paths.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read but once", "name a file for all but one of them")
    read = [*paths, *filter(None, (beside(path, _SETTINGS) for path in paths))]
    for output in filter(None, outputs):
        if any(is_read_by(output, path) for path in read):
            raise UsageError(f"{output} is read by this very command", "name another file for the result")


def output_option(function: F) -> F:
    """-o FILE, instead of standard output."""
    return click.option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen.")(
        function
    )


def successions_option(function: F) -> F:
    """--successions FILE, once for each step."""
    return click.option(
        "--successions",
        multiple=True,
        metavar="FILE",
        help="What became of what; for several steps, one file for each, in order.",
    )(function)


def before_options(function: F) -> F:
    """--before FILE, and the successions from there."""
    option = click.option(
        "--before", metavar="FILE", help="An earlier structure to compare with; FILE@DATE reads it at a date."
    )
    return option(successions_option(function))


def format_option(*formats: str) -> Callable[[F], F]:
    """--format, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the result.",
    )


def words(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Words given one by one or joined by commas."""
    return tuple(word.strip() for part in value for word in part.split(",") if word.strip())


def deliver(content: str | bytes, output: str | None) -> None:
    """Write a result to its file, whole, or to the screen. Raises UsageError and OutputError."""
    if output is None:
        if isinstance(content, bytes):
            if sys.stdout.isatty():
                raise UsageError("this result cannot be shown on a screen", "name a file for it: -o FILE")
            sys.stdout.buffer.write(content)
        else:
            click.echo(content, nl=not content.endswith("\n"))
        return
    from govgraph.files import write_file

    path = Path(output)
    if not path.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {path.parent}", "make the folder first")
    if path.is_dir():
        raise UsageError(f"{output} is a folder", "name a file in it")
    write_file(path, content)
