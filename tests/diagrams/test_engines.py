"""Engines: time that runs out, engines that are missing, and two engines that agree."""

import shutil
import stat
import time
from pathlib import Path

import pytest

from govgraph.diagrams import EmbeddedEngine, SystemEngine, TimedOutError, draw
from govgraph.diagrams.engines import find_embedded
from govgraph.errors import LayoutError


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_layout_that_never_ends_is_stopped(tmp_path, shipped):
    sleeper = EmbeddedEngine(script(tmp_path / "sleeper", "exec sleep 60"))
    begun = time.monotonic()
    with pytest.raises(TimedOutError, match="stopped"):
        draw(shipped, engine=sleeper, timeout=0.3)
    assert time.monotonic() - begun < 10


def test_a_layout_that_takes_too_long_is_drawn_smaller_and_says_so(shipped):
    class SlowWithMany:
        def layout(self, dot: str, timeout: float) -> str:
            if dot.count('[id="n_') > 17:
                raise TimedOutError("too long")
            return EmbeddedEngine().layout(dot, timeout)

    drawing = draw(shipped, engine=SlowWithMany())
    assert drawing.dot.count('[id="n_') <= 17
    assert any("smaller drawing" in warning for warning in drawing.warnings)
    assert not any("smaller drawing" in warning for warning in draw(shipped).warnings)


def test_an_engine_that_fails_says_what_it_said(tmp_path, shipped):
    broken = EmbeddedEngine(script(tmp_path / "broken", "echo 'syntax error in line 4' >&2; exit 1"))
    with pytest.raises(LayoutError, match="syntax error in line 4"):
        draw(shipped, engine=broken)


def test_an_engine_that_writes_nonsense_is_an_error(tmp_path, shipped):
    with pytest.raises(LayoutError, match="cannot be read"):
        draw(shipped, engine=EmbeddedEngine(script(tmp_path / "nonsense", "cat >/dev/null; echo '<svg'")))


def test_an_engine_that_leaves_a_box_out_is_an_error(tmp_path, shipped):
    empty = script(
        tmp_path / "empty", "cat >/dev/null; echo '<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>'"
    )
    with pytest.raises(LayoutError, match="left out"):
        draw(shipped, engine=EmbeddedEngine(empty))


def test_a_missing_system_engine_says_what_to_install(monkeypatch, shipped):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LayoutError, match="install"):
        draw(shipped, engine=SystemEngine())


def test_the_system_engine_is_never_picked_silently(monkeypatch, overview, shipped):
    monkeypatch.setenv("PATH", "/nowhere")
    assert draw(shipped) == overview


def test_the_embedded_engine_is_found_beside_the_interpreter():
    assert find_embedded().name.startswith("graphviz-pure")
    assert find_embedded().is_file()


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_the_system_engine_draws_the_same_boxes_and_lines(shipped, overview):
    other = draw(shipped, engine=SystemEngine())
    assert other.svg.count("data-party=") == overview.svg.count("data-party=")
    assert other.svg.count("data-statement=") == overview.svg.count("data-statement=")
