"""What was measured, as a page: the machine, the goals, the tables."""

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from timing import Timing, own_peak

_PACKAGES = ("click", "pydantic", "networkx", "PyYAML", "pyshacl", "rdflib")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, and what came of it; `met` is None where it could not be measured."""

    what: str
    wanted: str
    measured: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """In a word."""
        return "not measured" if self.met is None else "met" if self.met else "**missed**"


@dataclass(frozen=True, slots=True)
class Section:
    """One group of measurements: what was done, the figures, and the goals they are held to."""

    title: str
    text: str
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    goals: Sequence[Goal] = ()


def page(sections: Sequence[Section], loads: tuple[float, float], *, quick: bool) -> str:
    """The whole page in Markdown."""
    return "\n".join(_lines(sections, loads, quick=quick)) + "\n"


def _lines(sections: Sequence[Section], loads: tuple[float, float], *, quick: bool) -> Iterator[str]:
    yield "# Benchmarks\n"
    yield "Written by `make bench` (`bench/run.py`); every figure below is of one run of it.\n"
    if quick:
        yield "**This was a quick run, with few repetitions and small structures: its figures prove that it works, and no more.**\n"
    yield "## Goals\n"
    goals = [goal for section in sections for goal in section.goals]
    yield from table(
        ("what", "goal", "measured", ""),
        [(goal.what, goal.wanted, goal.measured, goal.verdict) for goal in goals],
    )
    yield f"\n{sum(goal.met is True for goal in goals)} of {len(goals)} goals are met.\n"
    yield "## Method\n"
    yield (
        "Times are seconds by the clock, of whole processes unless it says otherwise: the median of N runs, with the least and the "
        "most. Things that are compared run in alternation (A, B, A, B), so that what else the machine does hits both; one run of "
        "each goes before and is not counted. Output goes to nowhere. Memory is the most that a process held, where that is more than the benchmark itself holds.\n"
    )
    yield from table(("machine", ""), _machine(loads))
    for section in sections:
        yield f"\n## {section.title}\n"
        yield section.text
        if section.rows:
            yield ""
            yield from table(section.header, section.rows)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table whose columns stand under each other on a screen too."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, ["-" * width for width in widths], *rows):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


TIMES = ("", "median", "min", "max", "N", "memory")


def times(name: str, timing: Timing) -> tuple[str, ...]:
    """A row of a table of times."""
    figures = (seconds(value) for value in (timing.median, timing.least, timing.most))
    return (name, *figures, str(len(timing.runs)), memory(timing.peak))


def seconds(value: float) -> str:
    """Three figures that matter."""
    return f"{value:.2f} s" if value >= 1 else f"{value:.3f} s"


def memory(peak: int) -> str:
    """The most memory, in megabytes. A process begins as a copy of this one, and what that held is counted as its own."""
    own = own_peak()
    return f"{peak / 1e6:.0f} MB" if peak > own else f"< {own / 1e6:.0f} MB"


def _machine(loads: tuple[float, float]) -> list[tuple[str, str]]:
    versions = ", ".join(f"{name} {version}" for name in _PACKAGES if (version := _version(name)))
    return [
        ("cores", str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())),
        ("processor", _field("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()),
        ("memory", _memory()),
        ("system", _system()),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("packages", versions),
        (
            "load, before and after",
            f"{loads[0]:.2f} and {loads[1]:.2f} (mean processes waiting, over a minute)",
        ),
    ]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _field(file: str, name: str) -> str | None:
    """The first value of a name in one of the system's lists."""
    if not Path(file).is_file():
        return None
    rows = (line.partition(":") for line in Path(file).read_text("utf-8").splitlines())
    return next((value.strip() for key, _, value in rows if key.strip() == name), None)


def _memory() -> str:
    total = _field("/proc/meminfo", "MemTotal")
    return f"{int(total.split()[0]) / 1024**2:.0f} GiB" if total else "not known"


def _system() -> str:
    if sys.platform == "linux":
        try:
            return f"Linux, {platform.freedesktop_os_release()['PRETTY_NAME']}"
        except (OSError, KeyError):
            return "Linux"
    return f"{platform.system()} {platform.release()}"
