import hashlib
import importlib.util
import json
import math
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import report
import run
import structures
from govgraph import pipeline
from govgraph.graph import GovernanceGraph
from govgraph.readers import yaml_form
from timing import GOVGRAPH, Run, Timing, process

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "models/high-secure-2008.yaml"
HEAVY = ("pydantic", "networkx", "yaml", "jinja2", "graphviz", "graphviz_pure", "resvg_py", "svg2pdf_py")
PARTS = ("graph", "readers", "rules", "reports", "diagrams")
TINY = replace(run.QUICK, sizes=(60, 120), chain=30)


def structure_of(text):
    return yaml_form.read([("generated.yaml", text.encode())]).structure


def modules_after(*arguments):
    """The modules that a command of the tool has loaded when it ends."""
    script = (
        "import json, sys\n"
        "from govgraph.cli.process import outcome\n"
        "code = outcome(sys.argv[1:])\n"
        "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


def loaded(modules, *names):
    """Those of the names that are loaded, as packages or as anything within them."""
    return sorted(name for name in names if any(one == name or one.startswith(f"{name}.") for one in modules))


# -- what each command loads


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_load_nothing_of_the_work(arguments):
    modules = modules_after(*arguments)
    assert loaded(modules, *HEAVY, *(f"govgraph.{part}" for part in PARTS)) == []


def test_the_module_form_of_help_loads_nothing_of_the_work():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "govgraph", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in modules
    assert loaded(modules, *HEAVY, *(f"govgraph.{part}" for part in PARTS)) == []


def test_listing_the_rules_reads_no_yaml_and_builds_no_graph():
    modules = modules_after("rules")
    assert loaded(modules, "yaml", "networkx", "jinja2", "graphviz", "govgraph.diagrams") == []


@pytest.mark.parametrize("command", [["check", SHIPPED, "--fail-on", "never"], ["sight", SHIPPED]])
def test_check_and_sight_load_nothing_that_draws(command):
    modules = modules_after(*command)
    assert loaded(modules, "yaml") == ["yaml"]
    assert (
        loaded(modules, "jinja2", "graphviz", "graphviz_pure", "resvg_py", "svg2pdf_py", "govgraph.diagrams")
        == []
    )


# -- generated structures


def test_the_same_size_gives_the_same_structure_and_another_seed_another():
    assert structures.hierarchy(200) == structures.hierarchy(200)
    assert structures.hierarchy(200) != structures.hierarchy(200, seed=1)


def test_a_generated_structure_does_not_depend_on_the_hash_seed():
    script = (
        "import hashlib, structures; print(hashlib.sha256(structures.hierarchy(200).encode()).hexdigest())"
    )
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT / "bench",
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == hashlib.sha256(structures.hierarchy(200).encode()).hexdigest()


def test_a_generated_hierarchy_is_a_sound_structure_of_the_size_asked_for():
    structure = structure_of(structures.hierarchy(1000))
    assert len(structure.parties) == 1000
    assert len(structure.relationships) == 2000
    assert len(structure.subjects) == 20
    assert len({row.kind for row in structure.relationships}) >= 10
    assert len({row.scope for row in structure.relationships}) >= 6
    found = {finding.code for finding in pipeline.check(GovernanceGraph(structure)).findings}
    assert len(found) >= 8


def test_a_chain_is_one_line_of_its_length():
    (answer,) = GovernanceGraph(structure_of(structures.chain(50))).sight()
    assert answer.line is not None
    assert len(answer.line.links) == 50


def test_time_grows_no_faster_than_n_log_n():
    def seconds(size):
        text = structures.hierarchy(size).encode()
        best = math.inf
        for _ in range(2):
            begun = time.process_time()
            pipeline.check(GovernanceGraph(yaml_form.read([("generated.yaml", text)]).structure))
            best = min(best, time.process_time() - begun)
        return best

    allowed = 4 * math.log(4000) / math.log(1000)
    assert seconds(4000) / seconds(1000) < 2 * allowed


# -- the benchmark itself


def test_times_are_told_by_median_least_and_most():
    timing = Timing((Run(3.0, 10), Run(1.0, 30), Run(2.0, 20)))
    assert (timing.median, timing.least, timing.most, timing.peak) == (2.0, 1.0, 3.0, 30)


def test_a_process_that_fails_is_no_measurement():
    with pytest.raises(RuntimeError, match="no-such-file"):
        process((*GOVGRAPH, "check", "no-such-file.yaml"))


def test_the_exponent_is_that_of_the_power():
    assert run.exponent({n: 3.0 * n**1.5 for n in (10, 100, 1000)}) == pytest.approx(1.5)


@pytest.mark.parametrize(
    "measurement",
    [run.start_up, run.growth, run.long_chain, run.drawing, run.draw_command],
    ids=lambda one: one.__name__,
)
def test_each_measurement_runs_and_says_what_came_of_its_goals(measurement, tmp_path):
    section = measurement(TINY, tmp_path)
    assert section.goals
    assert all(goal.met is not None and goal.measured for goal in section.goals)
    assert all(len(row) == len(section.header) for row in section.rows)


def test_a_missed_goal_is_shown_and_the_page_tells_no_paths():
    goals = [report.Goal("one", "≤ 1 s", "2 s", met=False), report.Goal("two", "≤ 1 s", "0.5 s", met=True)]
    text = report.page([report.Section("Some", "Words.", goals=goals)], (0.5, 0.7), quick=True)
    assert "**missed**" in text
    assert "1 of 2 goals are met" in text
    assert "quick run" in text
    assert str(ROOT) not in text
    assert os.uname().nodename not in text


def test_a_measurement_that_fails_is_shown_as_failed_and_the_others_run(monkeypatch):
    def broken(_plan, _folder):
        """Something."""
        raise RuntimeError

    def sound(_plan, _folder):
        """Else."""
        return report.Section("Else", "It ran.")

    monkeypatch.setattr(run, "MEASUREMENTS", (broken, sound))
    first, second = run.measured(run.QUICK)
    assert [goal.met for goal in first.goals] == [False]
    assert second.text == "It ran."


@pytest.mark.skipif(
    importlib.util.find_spec("pyshacl") is None,
    reason="pyshacl is not installed: it belongs to requirements/bench.txt",
)
def test_the_shapes_find_the_same_parties_as_the_rules(tmp_path):
    _, ours, theirs = run.pyshacl_case(tmp_path)
    assert ours == theirs
    assert sum(map(len, ours.values())) >= 10
