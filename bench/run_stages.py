"""A process that takes its own time over the stages of a check, or over one drawing; seconds, as JSON.

Run as: run_stages.py check FILE | run_stages.py compare BEFORE:AFTER | run_stages.py draw FILE.
"""

import json
import sys
import time

import govgraph.cli.process  # as in the command: how often the collector runs is set there
from govgraph import pipeline, rules
from govgraph.graph import GovernanceGraph

assert govgraph.cli.process is not None


def check(path: str) -> dict[str, float]:
    from govgraph.readers import yaml_form
    from govgraph.reports.interface import CHECK_REPORTS

    assert yaml_form is not None
    rules.catalogue()
    times = [time.perf_counter()]
    loaded = pipeline.read(path)
    times.append(time.perf_counter())
    graph = GovernanceGraph(loaded.structure)
    times.append(time.perf_counter())
    report = pipeline.check(graph, loaded.locations)
    times.append(time.perf_counter())
    CHECK_REPORTS["text"](graph, report)
    times.append(time.perf_counter())
    stages = ("read", "graph", "rules", "report")
    seconds = {stage: times[i + 1] - times[i] for i, stage in enumerate(stages)}
    return seconds | {"findings": len(report.findings)}


def compare(path: str) -> dict[str, float]:
    """Two files, given as BEFORE:AFTER."""
    from govgraph.changes import between

    rules.catalogue()
    begun = time.perf_counter()
    before, after = (pipeline.load(name) for name in path.split(":"))
    read = time.perf_counter()
    found = pipeline.compare(between(GovernanceGraph(before), GovernanceGraph(after)))
    changes = found.changes
    told = (
        changes.parties,
        changes.relationships,
        changes.seats,
        changes.duties,
        changes.sight,
        changes.measures,
    )
    return {"read": read - begun, "compare": time.perf_counter() - read, "parts": len(told)}


def draw(path: str) -> dict[str, float]:
    from govgraph.diagrams import draw
    from govgraph.diagrams.composition import compose
    from govgraph.diagrams.views import view_named

    graph = GovernanceGraph(pipeline.load(path))
    sketch, _ = compose(graph, view_named("overview"))
    begun = time.perf_counter()
    drawing = draw(graph, view="overview", style="tiers")
    return {"draw": time.perf_counter() - begun, "boxes": len(sketch.boxes), "bytes": len(drawing.svg)}


if __name__ == "__main__":
    json.dump({"check": check, "compare": compare, "draw": draw}[sys.argv[1]](sys.argv[2]), sys.stdout)
