"""Whole processes, timed side by side: A, B, A, B, so that what else the machine does hits both."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
_COMMAND = Path(sys.executable).with_name("govgraph")
GOVGRAPH = (str(_COMMAND),) if _COMMAND.exists() else (sys.executable, "-m", "govgraph")


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds by the clock, and the most memory that it held, in bytes."""

    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Timing:
    """Several runs of one thing."""

    runs: tuple[Run, ...]

    @property
    def median(self) -> float:
        """The middle of the seconds."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def least(self) -> float:
        """The fewest seconds."""
        return min(run.seconds for run in self.runs)

    @property
    def most(self) -> float:
        """The most seconds."""
        return max(run.seconds for run in self.runs)

    @property
    def peak(self) -> int:
        """The most memory that any run held, in bytes."""
        return max(run.peak for run in self.runs)


def process(command: Sequence[str]) -> Run:
    """Run a command to its end, output thrown away. Raises RuntimeError, with what it said, if it fails."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            said.seek(0)
            words = said.read().decode("utf-8", "replace")
            raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {words}")
    return Run(seconds, usage.ru_maxrss * _MEMORY_UNIT)


def own_peak() -> int:
    """The most memory that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MEMORY_UNIT


def in_turn(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Timing]:
    """Time commands in alternation, after one run of each that is not counted."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            run = process(command)
            if number > 0:
                found[name].append(run)
    return {name: Timing(tuple(done)) for name, done in found.items()}


def python(*arguments: str) -> tuple[str, ...]:
    """A command of this interpreter."""
    return (sys.executable, *arguments)


def told(command: Sequence[str]) -> Any:
    """What a process of our own prints as JSON."""
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)
