"""Engines that turn DOT into SVG: the one that pip installs, and the machine's own; never picked silently."""

import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Protocol

from govgraph.errors import LayoutError

DEFAULT_TIMEOUT = 10.0
_SCRIPT = "graphviz-pure"


class TimedOutError(LayoutError):
    """A layout that ran past its time and was stopped."""


class Engine(Protocol):
    """Anything that lays out DOT."""

    def layout(self, dot: str, timeout: float) -> str:
        """The SVG of a layout. Raises LayoutError; TimedOutError where it took longer than `timeout` seconds."""
        ...


class EmbeddedEngine:
    """Graphviz as ported to Rust, which comes with govgraph: needs nothing else and draws alike everywhere."""

    def __init__(self, command: Path | None = None) -> None:
        self._command = command

    def layout(self, dot: str, timeout: float) -> str:
        """Lay out in a child process, which is killed when its time is over."""
        return _run([str(self._command or find_embedded()), "-Tsvg"], dot, timeout)


class SystemEngine:
    """The `dot` of the machine, called the way the `graphviz` package finds it; its metrics depend on the machine."""

    def layout(self, dot: str, timeout: float) -> str:
        """Lay out with the machine's dot, which is killed when its time is over."""
        from graphviz.backend import DOT_BINARY

        found = shutil.which(str(DOT_BINARY))
        if found is None:
            raise LayoutError(
                "the system engine needs Graphviz, and there is no `dot` on the path: install it"
                " (apt install graphviz, brew install graphviz), or leave the engine out to use the one that comes with govgraph"
            )
        return _run([found, "-Tsvg"], dot, timeout)


def engine_named(name: str) -> Engine:
    """The engine of a name: `embedded` or `system`."""
    return SystemEngine() if name == "system" else EmbeddedEngine()


def find_embedded() -> Path:
    """The script of the embedded engine: beside the interpreter, where pip put it, or on the path."""
    names = [_SCRIPT, f"{_SCRIPT}.exe"]
    beside = [Path(sys.executable).parent / name for name in names]
    try:
        files = metadata.files("graphviz-pure") or []
    except metadata.PackageNotFoundError:
        files = []
    installed = [Path(str(file.locate())) for file in files if file.name in names]
    for candidate in (*beside, *installed):
        if candidate.is_file():
            return candidate
    found = shutil.which(_SCRIPT)
    if found is None:
        raise LayoutError("the drawing engine is missing: install it with `pip install graphviz-pure==0.2.2`")
    return Path(found)


def _run(command: list[str], dot: str, timeout: float) -> str:
    try:
        done = subprocess.run(command, input=dot.encode(), capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise TimedOutError(
            f"the layout ran for more than {timeout:g} s and was stopped: draw a smaller view"
        ) from None
    except OSError as error:
        raise LayoutError(f"the drawing engine could not be started: {error}") from error
    if done.returncode != 0 or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise LayoutError(
            f"the drawing engine failed: {said[-1] if said else f'exit code {done.returncode}'}"
        )
    return done.stdout.decode("utf-8", "replace")
