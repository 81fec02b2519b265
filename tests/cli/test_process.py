"""What only a real process shows: modules loaded, encodings, hash seeds, closed pipes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "models" / "high-secure-2008.yaml"


def govgraph(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "govgraph", *map(str, words)],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "command",
    [
        ["check", SHIPPED, "--format", "json"],
        ["check", SHIPPED, "--format", "full"],
        ["sight", SHIPPED, "--direction", "both"],
    ],
)
def test_the_same_bytes_under_ten_hash_seeds(command):
    outputs = {govgraph(*command, PYTHONHASHSEED=str(seed)).stdout for seed in range(10)}
    assert len(outputs) == 1
    assert outputs != {b""}


def test_a_pipe_of_another_encoding_is_no_reason_to_fail():
    done = govgraph("sight", SHIPPED, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "govgraph", "check", str(SHIPPED), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        message = process.stderr.read()
        assert process.wait(timeout=60) in {0, 1}
    assert message == b""


def test_a_review_is_the_same_bytes_twice_and_under_another_seed(tmp_path):
    for name, seed in (("one", "1"), ("two", "2")):
        assert govgraph("review", SHIPPED, "-o", tmp_path / name, PYTHONHASHSEED=seed).returncode == 0
    one, two = (
        {p.relative_to(d): p.read_bytes() for p in sorted(d.rglob("*")) if p.is_file()}
        for d in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    assert Path("index.html") in one


def shell(command):
    return subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60, cwd=ROOT)


GOVGRAPH = f"{sys.executable} -m govgraph"


@pytest.mark.parametrize("words", ["--help", "schema", "check models/high-secure-2008.yaml"])
def test_a_full_disk_behind_standard_output_is_told(words):
    if not Path("/dev/full").is_char_device():
        pytest.skip("this machine has no /dev/full")
    done = shell(f"{GOVGRAPH} {words} > /dev/full")
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_streams_are_no_reason_to_fail(tmp_path):
    done = shell(
        f"{GOVGRAPH} check models/high-secure-2008.yaml --format json -o {tmp_path / 'f.json'} >&- 2>&-"
    )
    assert done.returncode == 1
    assert (tmp_path / "f.json").stat().st_size > 0
    assert shell(f"{GOVGRAPH} check - <&-").returncode == 2


def test_a_pipe_that_breaks_is_not_a_finding():
    done = shell("set -o pipefail; { sleep 0.5; " + GOVGRAPH + " schema; } | true")
    assert done.returncode == 0, done.stderr
