"""The process around the commands: where errors become messages, and messages exit codes."""

import contextlib
import gc
import os
import sys
from typing import NoReturn, TextIO

import click

from govgraph.cli.main import cli
from govgraph.errors import GovGraphError, InputError, Problem, UsageError
from govgraph.text import counted, visible

# A command lives for a second and throws little away: collecting after every 700 new values, most of them made by
# imports, is a tenth of its time.
gc.set_threshold(100_000, 50, 50)
# A plug-in of pydantic's that happens to be installed must not change what a file means; looking for one costs time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

CLEAN, FINDINGS, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130
_SHOWN_PROBLEMS = 50


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and end the process with a documented exit code: 0, 1, 2, 3 or 130."""
    # A stream that the caller has closed is no reason to fail either.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as above
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a pipe of another encoding is no reason to fail
    sys.exit(outcome(arguments))


def outcome(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        result = cli.main(args=words, prog_name="govgraph", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show(file=sys.stderr)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted", sys.stderr)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has gone (click ends the process there): nothing is wrong, nothing more can be said.
        return _silenced(CLEAN)
    except GovGraphError as error:
        _report(error)
        return error.exit_code
    except RecursionError:
        _say("error: the input is nested too deeply", sys.stderr)
        return USAGE
    except MemoryError:
        _say("error: the input is too large for this machine's memory", sys.stderr)
        return USAGE
    except OSError as error:
        _say(f"error: {error.strerror or error}", sys.stderr)
        return _silenced(USAGE)
    except Exception as error:  # noqa: BLE001 - the last place where a defect can still be told in words
        return _defect(error, verbose=bool({"--verbose", "-v"} & set(words)))
    return result if isinstance(result, int) else CLEAN


def _silenced(code: int) -> int:
    """The code, with standard output turned away, so that what is left in it makes no noise at the end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _defect(error: Exception, *, verbose: bool) -> int:
    if verbose:
        import traceback

        traceback.print_exception(error)
    _say(f"internal error: {type(error).__name__}: {error}", sys.stderr)
    _say("  this is a defect of govgraph, not of your file; --verbose shows where", sys.stderr)
    return INTERNAL


def _report(error: GovGraphError) -> None:
    if isinstance(error, InputError):
        for problem in error.problems[:_SHOWN_PROBLEMS]:
            _say(describe(problem), sys.stderr)
        rest = len(error.problems) - _SHOWN_PROBLEMS
        if rest > 0:
            _say(f"and {counted(rest, 'more mistake')}", sys.stderr)
        if len(error.problems) > 1:
            _say(f"{counted(len(error.problems), 'mistake')} found", sys.stderr)
        return
    _say(f"error: {error}", sys.stderr)
    if isinstance(error, UsageError) and error.help:
        _say(f"  help: {error.help}", sys.stderr)


def describe(problem: Problem) -> str:
    """A mistake as a person reads it: place, message, the line with a caret, and what to do."""
    place = problem.location
    lines = [f"{place}: error: {problem.message}" if place else f"error: {problem.message}"]
    if place and problem.excerpt is not None and problem.excerpt.strip():
        lines.extend(_excerpt(problem.excerpt, place.line, place.column))
    if problem.help:
        lines.append(f"  help: {problem.help}")
    return "\n".join(lines)


def _excerpt(text: str, line: int, column: int) -> list[str]:
    """The line with a caret under the column, cut to a width that a screen holds."""
    width = 110
    start = max(0, column - 1 - width // 2) if len(text) > width else 0
    shown = text[start : start + width].replace("\t", " ")
    before = visible(shown[: column - 1 - start])
    number = f"{line:>5}"
    return [f"{number} | {visible(shown)}", f"{' ' * len(number)} | {' ' * len(before)}^"]


def _say(text: str, stream: TextIO) -> None:
    with contextlib.suppress(OSError):
        print(visible(text), file=stream)
