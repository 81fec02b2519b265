"""Measure govgraph against its goals and its peers, in one run, and write the figures down.

Run as: python bench/run.py [--quick] [--output FILE]. Without --quick the page is docs/benchmarks.md.
"""

import argparse
import importlib.util
import math
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import shacl
import structures
from report import TIMES, Goal, Section, page, seconds, times
from timing import BENCH, GOVGRAPH, ROOT, Timing, in_turn, python, told

SHIPPED = "models/high-secure-2008.yaml"
LARGEST = "models/specialised-2006.yaml"
BARE = python("-c", "import click")
IMPORTS = python("-c", "import click, pydantic, yaml, networkx")
SHIPPED_CHECK = (*GOVGRAPH, "check", SHIPPED, "--fail-on", "never")
STAGES = ("read", "graph", "rules", "report")
# The smallest generated hierarchy whose overview has 60 boxes left after folding.
DRAWN_PARTIES = 79


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    runs: int = 15
    long_runs: int = 5
    sizes: tuple[int, ...] = (1_000, 2_500, 5_000, 10_000, 20_000)
    chain: int = 10_000
    compared: tuple[int, ...] = (2_500, 10_000)


QUICK = Plan(runs=1, long_runs=1, sizes=(100, 200), chain=100, compared=(100, 200))


def at_most(what: str, factor: float, ours: Timing, theirs: Timing) -> Goal:
    """The goal that one thing takes at most so many times as long as another."""
    ratio = ours.median / theirs.median
    return Goal(what, f"≤ {factor:g} ×", f"{ratio:.2f} ×", ratio <= factor)


def within(what: str, limit: float, found: float) -> Goal:
    """The goal that something takes at most so many seconds."""
    return Goal(what, f"≤ {limit:g} s", seconds(found), found <= limit)


def start_up(plan: Plan, _: Path) -> Section:
    """The command against what it cannot do without."""
    commands = {
        "import click": BARE,
        "govgraph --help": (*GOVGRAPH, "--help"),
        "import click, pydantic, yaml, networkx": IMPORTS,
        "govgraph check": SHIPPED_CHECK,
        "govgraph sight": (*GOVGRAPH, "sight", SHIPPED),
    }
    found = in_turn(commands, plan.runs)
    bare, helped, imports, checked, sighted = found.values()
    return Section(
        "Start-up",
        "`check` and `sight` read the shipped structure; the bare imports are of processes that do nothing else.",
        TIMES,
        [times(f"`{name}`", timing) for name, timing in found.items()],
        [
            at_most("`govgraph --help`, against `import click`", 2.5, helped, bare),
            at_most("`govgraph check` of the shipped structure, against bare imports", 1.7, checked, imports),
            at_most("`govgraph sight` of the shipped structure, against bare imports", 1.7, sighted, imports),
        ],
    )


def against_pyshacl(plan: Plan, folder: Path) -> Section:
    """A check against the peer's run of equivalent shapes on the same structure."""
    title, what = "Against pySHACL", "`govgraph check` of the shipped structure, against pySHACL"
    if importlib.util.find_spec("pyshacl") is None:
        goal = Goal(what, "no slower", "pyshacl is not installed", None)
        return Section(title, "Not measured: pyshacl is not installed.", goals=[goal])
    command, ours, theirs = pyshacl_case(folder)
    if ours != theirs:
        raise RuntimeError(f"the shapes do not find the same parties: {ours} and {theirs}")
    found = in_turn(
        {"govgraph check, all rules": SHIPPED_CHECK, "pySHACL, the shapes": command}, plan.long_runs
    )
    mine, its = found.values()
    counts = ", ".join(f"{code} {len(parties)}" for code, parties in ours.items())
    text = (
        f"{shacl.__doc__.partition('.')[0].strip()}: {len(ours)} of the rules, each found to raise the same parties here as its "
        f"shape ({counts}). The export is made before the clock starts, and holds links already settled for date, status, scope and "
        "the named ones of counted parties, work that is inside govgraph's time. govgraph runs all of its rules, and reads YAML "
        "with places. A property path cannot keep clear of a party, as two of the rules do; nor choose its property by the "
        "scope at hand, so each scope has a constraint of its own. Shapes aim at as few parties as they can, since pySHACL puts "
        "each query once to each."
    )
    goal = Goal(what, "no slower", f"{mine.median / its.median:.2f} ×", mine.median <= its.median)
    return Section(title, text, TIMES, [times(name, timing) for name, timing in found.items()], [goal])


def pyshacl_case(folder: Path) -> tuple[Sequence[str], dict[str, list[str]], dict[str, list[str]]]:
    """The peer's command, what the rules find on the shipped structure, and what the shapes find."""
    from govgraph import pipeline
    from govgraph.graph import GovernanceGraph

    graph = GovernanceGraph(pipeline.load(str(ROOT / SHIPPED)))
    data, shapes = folder / "data.ttl", folder / "shapes.ttl"
    data.write_text(shacl.to_turtle(graph), "utf-8")
    shapes.write_text(shacl.shapes(graph), "utf-8")
    command = python(str(BENCH / "run_pyshacl.py"), str(data), str(shapes))
    found: dict[str, list[str]] = told(command)
    return command, shacl.found_by_rules(graph), {code: found.get(code, []) for code in shacl.RULES}


def rules_against_loading(plan: Plan, _: Path) -> Section:
    """All rules on the largest shipped structure, against reading it."""
    runs = [
        told(python(str(BENCH / "run_stages.py"), "check", str(ROOT / LARGEST)))
        for _ in range(plan.long_runs)
    ]
    of = {stage: [run[stage] for run in runs] for stage in STAGES}
    judged = [run["graph"] + run["rules"] for run in runs]
    ratio = statistics.median(judged) / statistics.median(of["read"])
    return Section(
        "Rules against reading",
        f"All rules on `{LARGEST}`, within a process, start-up and imports left out. `govgraph check --timings` tells what each costs.",
        ("", "median", "min", "max", "N"),
        [
            (name, *map(seconds, (statistics.median(found), min(found), max(found))), str(len(found)))
            for name, found in (("reading", of["read"]), ("graph and rules", judged))
        ],
        [Goal("graph and rules, against reading", "≤ 2 ×", f"{ratio:.2f} ×", ratio <= 2)],
    )


def growth(plan: Plan, folder: Path) -> Section:
    """Generated structures of several sizes."""
    files = {size: folder / f"hierarchy-{size}.yaml" for size in plan.sizes}
    for size, file in files.items():
        file.write_text(structures.hierarchy(size), "utf-8")
    commands = {
        str(size): (*GOVGRAPH, "check", str(file), "--fail-on", "never") for size, file in files.items()
    }
    whole = in_turn(commands, plan.long_runs)
    told_of = {
        size: [told(python(str(BENCH / "run_stages.py"), "check", str(file))) for _ in range(plan.long_runs)]
        for size, file in files.items()
    }
    stages = {
        size: {stage: statistics.median(run[stage] for run in runs) for stage in STAGES}
        for size, runs in told_of.items()
    }
    work = {size: sum(stages[size].values()) for size in plan.sizes}
    rows = [
        (
            f"{size:,}",
            f"{told_of[size][0]['findings']:,}",
            *(seconds(stages[size][stage]) for stage in STAGES),
            *times("", whole[str(size)])[1:],
        )
        for size in plan.sizes
    ]
    small, large = plan.sizes[0], plan.sizes[-1]
    factor, allowed = work[large] / work[small], (large * math.log(large)) / (small * math.log(small))
    outer = whole[str(large)].median / whole[str(small)].median
    text = (
        f"{structures.hierarchy.__doc__.partition(chr(10))[2].strip()}\n\n"
        "The stages are timed within a process of their own, start-up left out; median, least and most are of the whole command. "
        f"The stages together grow as n to the power of {exponent(work):.2f} (least squares on logarithms); the whole command, "
        f"start-up included, takes {outer:.1f} times as long for {large:,} parties as for {small:,}."
    )
    return Section(
        "Growth",
        " ".join(text.replace("\n\n", "\0").split()).replace("\0", "\n\n"),
        ("parties", "findings", *STAGES, *TIMES[1:]),
        rows,
        [
            within(
                f"`govgraph check` of {large:,} parties and {2 * large:,} relationships",
                10,
                whole[str(large)].median,
            ),
            Goal(
                f"time for {large:,} parties against {small:,}, start-up left out",
                f"≤ {allowed:.1f} × (n log n)",
                f"{factor:.1f} ×",
                factor <= allowed,
            ),
        ],
    )


def exponent(by_size: dict[int, float]) -> float:
    """The power of the size with which times grow: the slope of a straight line through the logarithms."""
    return statistics.linear_regression(
        [math.log(size) for size in by_size], [math.log(found) for found in by_size.values()]
    ).slope


def comparing(plan: Plan, folder: Path) -> Section:
    """Two generated structures held side by side, with their findings, against reading both."""
    rows, ratios = [], {}
    for size in plan.compared:
        old, new = folder / f"old-{size}.yaml", folder / f"new-{size}.yaml"
        old.write_text(structures.hierarchy(size), "utf-8")
        new.write_text(structures.hierarchy(size + size // 50).replace("id: ", "id: later-", 1), "utf-8")
        command = python(str(BENCH / "run_stages.py"), "compare", f"{old}:{new}")
        runs = [told(command) for _ in range(plan.long_runs)]
        read, compared = (statistics.median(run[stage] for run in runs) for stage in ("read", "compare"))
        ratios[size] = compared / read
        rows.append((f"{size:,}", seconds(read), seconds(compared), f"{ratios[size]:.2f} ×", str(len(runs))))
    large = plan.compared[-1]
    return Section(
        "Comparing",
        "Parties, relationships, seats, duties, line of sight, measures, and the findings of both; start-up left out. The later "
        "structure has a fiftieth more parties.",
        ("parties", "reading both", "comparing", "ratio", "N"),
        rows,
        [
            Goal(
                f"comparing two structures of {large:,} parties, against reading both",
                "≤ 3 ×",
                f"{ratios[large]:.2f} ×",
                ratios[large] <= 3,
            )
        ],
    )


def long_chain(plan: Plan, folder: Path) -> Section:
    """One line as long as a file can make it."""
    file = folder / "chain.yaml"
    file.write_text(structures.chain(plan.chain), "utf-8")
    command = (*GOVGRAPH, "sight", str(file))
    answers = told((*command, "--format", "json"))["answers"]
    links = len(answers[0]["links"]) if answers else 0
    what = f"`govgraph sight` along {plan.chain:,} links"
    timing = in_turn({what: command}, plan.long_runs)[what]
    goal = Goal(
        what, "answers", f"a line of {links:,} links in {seconds(timing.median)}", links == plan.chain
    )
    return Section(
        "A long chain", "One line from the subject to the root.", TIMES, [times(what, timing)], [goal]
    )


def drawing(plan: Plan, folder: Path) -> Section:
    """One drawing to SVG, within a process."""
    command = python(str(BENCH / "run_stages.py"), "draw", str(_drawn(folder)))
    runs = [told(command) for _ in range(plan.long_runs)]
    drawn = [run["draw"] for run in runs]
    boxes = runs[0]["boxes"]
    return Section(
        "Drawing",
        f"`govgraph.diagrams.draw(graph)`, imports and reading left out, of a generated structure whose overview has {boxes} boxes "
        "once alike parties are folded into one.",
        ("", "median", "min", "max", "N"),
        [("to SVG", *map(seconds, (statistics.median(drawn), min(drawn), max(drawn))), str(len(drawn)))],
        [within(f"drawing {boxes} boxes to SVG, within a process", 1, statistics.median(drawn))],
    )


def draw_command(plan: Plan, folder: Path) -> Section:
    """The same drawing as a command."""
    command = (*GOVGRAPH, "draw", str(_drawn(folder)), "--quiet", "-o", str(folder / "drawn.svg"))
    what = "`govgraph draw -o FILE.svg`"
    timing = in_turn({what: command}, plan.long_runs)[what]
    goal = within(f"{what} of the same structure", 1, timing.median)
    return Section(
        "Drawing, as a command", "The same structure, read and drawn.", TIMES, [times(what, timing)], [goal]
    )


def _drawn(folder: Path) -> Path:
    file = folder / "drawn.yaml"
    file.write_text(structures.hierarchy(DRAWN_PARTIES), "utf-8")
    return file


MEASUREMENTS: tuple[Callable[[Plan, Path], Section], ...] = (
    start_up,
    against_pyshacl,
    rules_against_loading,
    growth,
    comparing,
    long_chain,
    drawing,
    draw_command,
)


def measured(plan: Plan) -> Iterator[Section]:
    """Every section, as it is done; one that fails says so, and the others still run."""
    for measurement in MEASUREMENTS:
        what = (measurement.__doc__ or "").strip()
        print(f"measuring: {what}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            try:
                yield measurement(plan, Path(folder))
            except RuntimeError as error:
                print(f"failed: {error}", file=sys.stderr, flush=True)
                yield Section(
                    what.rstrip("."), "It failed.", goals=[Goal(what, "runs", "it failed", met=False)]
                )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--quick",
        action="store_true",
        help="one run of each, small structures; writes no page unless told where",
    )
    parser.add_argument("--output", type=Path, help="the page to write instead of docs/benchmarks.md")
    options = parser.parse_args(arguments)
    before = os.getloadavg()[0]
    sections = list(measured(QUICK if options.quick else Plan()))
    text = page(sections, (before, os.getloadavg()[0]), quick=options.quick)
    print(text)
    output = options.output or (None if options.quick else ROOT / "docs" / "benchmarks.md")
    if output is not None:
        output.write_text(text, "utf-8")
    if any(goal.wanted == "runs" for section in sections for goal in section.goals):
        sys.exit(1)


if __name__ == "__main__":
    main()
