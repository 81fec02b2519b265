"""What a report is, and which formats there are: each is imported only when it is asked for."""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from govgraph.findings import Report
from govgraph.graph import Answer, GovernanceGraph, Line

if TYPE_CHECKING:
    from govgraph.comparison import Comparison
    from govgraph.reports.tables import Tables

F = TypeVar("F")

CheckReport = Callable[[GovernanceGraph, Report], str | bytes]
SightReport = Callable[[GovernanceGraph, Sequence[Answer]], str]
# Start, end, the lines with the scopes that each holds in, and whether more lines were left out.
TraceReport = Callable[[GovernanceGraph, str, str, Sequence[tuple[Line, tuple[str, ...]]], bool], str]

CompareReport = Callable[["Comparison"], str | bytes]
TableReport = Callable[["Tables"], str | bytes]


class Formats(Mapping[str, F]):
    """Reports by the name of their format, in the order that a person should be offered them.

    A format is written `module:function` and imported when it is looked up, so that JSON costs no template
    engine.
    """

    def __init__(self, **formats: str) -> None:
        self._formats = formats

    def __getitem__(self, name: str) -> F:
        module, _, function = self._formats[name].partition(":")
        return cast("F", getattr(importlib.import_module(f"govgraph.reports.{module}"), function))

    def __iter__(self) -> Iterator[str]:
        return iter(self._formats)

    def __len__(self) -> int:
        return len(self._formats)


CHECK_REPORTS: Formats[CheckReport] = Formats(
    text="check_text:brief",
    full="check_text:full",
    json="check_json:report",
    sarif="check_sarif:report",
    junit="check_junit:report",
    github="check_github:report",
    markdown="check_markdown:report",
    html="check_html:report",
    csv="check_tables:csv_text",
    xlsx="check_tables:workbook",
)

SIGHT_REPORTS: Formats[SightReport] = Formats(
    text="sight_text:report",
    json="sight_json:report",
    markdown="sight_markdown:report",
    csv="sight_csv:report",
)
TABLE_REPORTS: Formats[TableReport] = Formats(
    text="tables:text",
    markdown="tables:markdown_text",
    csv="tables:csv_text",
    json="tables:json_text",
    xlsx="workbook:workbook",
)
TRACE_REPORTS: Formats[TraceReport] = Formats(
    text="trace_text:report",
    json="trace_json:report",
    markdown="trace_markdown:report",
)
COMPARE_REPORTS: Formats[CompareReport] = Formats(
    text="compare_tables:text",
    json="compare_json:report",
    markdown="compare_tables:markdown",
    html="compare_html:report",
    csv="compare_tables:csv_text",
    xlsx="compare_tables:workbook",
)
