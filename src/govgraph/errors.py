"""What can go wrong, as values and as one family of exceptions.

A user's mistakes are `Problem` values with a place, collected and raised together. Only the command
line turns an exception into a message and an exit code.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file the user named; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: what is wrong, where, and what to do.

    `excerpt` is the text of the line in question, so that a message can put a caret under it.
    """

    message: str
    location: Location | None = None
    help: str | None = None
    excerpt: str | None = None


class GovGraphError(Exception):
    """Base of every error that govgraph raises on purpose.

    `exit_code` is the process's exit status when it reaches the command line.
    """

    exit_code = 2


class InputError(GovGraphError):
    """The input holds mistakes; `problems` lists all of them, in file order."""

    def __init__(self, problems: "tuple[Problem, ...] | list[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class UsageError(GovGraphError):
    """A question that cannot be asked of this structure: an unknown party, scope, rule or format."""

    def __init__(self, message: str, help: str | None = None) -> None:  # noqa: A002 - the reader's word
        self.help = help
        super().__init__(message)


class OutputError(GovGraphError):
    """A result could not be written; whatever stood there before still does."""


class LayoutError(GovGraphError):
    """A drawing engine is missing, failed, or ran past its time."""


class InternalError(GovGraphError):
    """A defect of govgraph itself; never the user's mistake."""

    exit_code = 3
