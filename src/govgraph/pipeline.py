"""The steps in order: files, structure, graph, findings, outputs.

With the command line above it, this is the only module that opens files.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph import files
from govgraph.errors import LayoutError, Location, UsageError
from govgraph.graph import Answer, GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.readers.assembly import Loaded, Locations

if TYPE_CHECKING:
    from govgraph.changes import Changes
    from govgraph.comparison import Comparison
    from govgraph.diagrams import Drawing, Engine
    from govgraph.findings import Finding, Report
    from govgraph.model.baseline import Baseline
    from govgraph.model.transition import Transition


def read(path: str) -> Loaded:
    """A structure and where each of its rows stands. Raises InputError with every mistake in it."""
    from govgraph.readers import yaml_form

    return yaml_form.read(files.read_files(path))


def read_with_settings(path: str, config: str | None = None) -> tuple[Loaded, str | None]:
    """As `read`, with the settings of a file over the structure's own; and which file that was, if any.

    `config` names it; else a govgraph.toml beside the structure is taken. Raises InputError with every
    mistake in either.
    """
    loaded = read(path)
    place = config if config is not None else files.beside(path, "govgraph.toml")
    if place is None:
        return loaded, None
    from govgraph.readers import settings_form

    chosen = settings_form.read(place, files.read_file(place, "check the name"), loaded.structure)
    structure = loaded.structure.with_settings(chosen.over(loaded.structure.settings))
    return Loaded(structure, loaded.locations), place


def load(path: str) -> Structure:
    """A structure from a file or a folder of files. Raises InputError with every mistake in it."""
    return read(path).structure


def read_transitions(paths: Sequence[str], before: Structure, after: Structure) -> "tuple[Transition, ...]":
    """What became of what, from one structure to the next, a file for each step. Raises InputError with every mistake."""
    from govgraph.readers import transition_form

    found = [transition_form.read(files.read_files(path)) for path in paths]
    return transition_form.chained(found, before, after)


def compare(changes: "Changes", locations: Locations | None = None) -> "Comparison":
    """What changed between two structures, and what that means for the findings."""
    from govgraph import comparison

    was, now = check(changes.before), check(changes.after, locations, changes=changes)
    return comparison.Comparison(changes, comparison.compare_findings(was, now, changes), now)


def steps(graphs: Sequence[GovernanceGraph], paths: Sequence[str] = ()) -> "list[Changes]":
    """What changed from each of several structures to the next; of the files of successions, each takes its own.

    Raises InputError with every mistake in the files, and UsageError for one that joins no two neighbours.
    """
    from govgraph import changes
    from govgraph.readers import transition_form

    found = {path: transition_form.read(files.read_files(path)) for path in paths}
    made = []
    for before, after in pairwise(graphs):
        own = [path for path in found if found[path].joins(before.structure, after.structure)]
        transitions = [found.pop(path).between(before.structure, after.structure) for path in own]
        made.append(changes.between(before, after, transitions))
    for path in found:
        raise UsageError(f"{path} joins no two of these structures", "give the structures in order of time")
    return made


def what_if(
    graph: GovernanceGraph,
    remove: Sequence[str] = (),
    vacate: Sequence[str] = (),
    add: Sequence[str] = (),
    supposed: Sequence[str] = (),
    locations: Locations | None = None,
) -> "Comparison":
    """A structure beside an edited copy of itself, at the same reading; `supposed` are statuses, written ID=STATUS.

    Raises UsageError for an id, a kind or a status that there is not.
    """
    from govgraph import changes
    from govgraph.model import editing
    from govgraph.settings import parse_statuses

    statuses = {}
    for word in supposed:
        id_, _, status = word.rpartition("=")
        if not id_:
            raise UsageError(f"{word!r} gives no status", "write it as ID=STATUS, as in hsct=proposed")
        (statuses[id_],) = parse_statuses(status)
    edited = editing.without(graph.structure, remove)
    edited = editing.with_vacancies(edited, vacate)
    edited = editing.with_status(edited, statuses)
    edited = editing.with_relationships(edited, add)
    found = compare(
        changes.between(graph, GovernanceGraph(edited, graph.reading, graph.roots), supposed=True), locations
    )
    told = (
        *(f"{id_} is no more" for id_ in dict.fromkeys(remove)),
        *(f"{id_} is vacant" for id_ in dict.fromkeys(vacate)),
        *(f"{id_} has the status {status}" for id_, status in statuses.items()),
        *add,
    )
    return replace(found, supposed=told)


def read_baseline(path: str, structure: Structure) -> "Baseline":
    """What an earlier check of a structure recorded. Raises InputError for any other file."""
    from govgraph.readers import baseline_form

    missing = "check the name; `govgraph baseline write STRUCTURE -o FILE` writes one"
    return baseline_form.read(path, files.read_file(path, missing), structure.id)


def check(
    graph: GovernanceGraph,
    locations: Locations | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    baseline: "Baseline | None" = None,
    changes: "Changes | None" = None,
) -> "Report":
    """Run the chosen rules over a graph, and over the changes that led to it; hold what they find against a baseline.

    With the locations of a reading, each finding carries its place. What is chosen here goes before what the
    structure's settings choose.
    """
    from govgraph import baselines, rules

    asked = [*select] or [*graph.structure.settings.select]
    kept, told = rules.by_settings(graph.structure.settings, list(select), list(ignore))
    if changes is None and not asked:  # nobody asked what changed: that is no lack of this structure
        kept = [rule for rule in kept if rule.between is None]
    report = rules.run(graph, kept, _locator(graph, locations) if locations else None, changes)
    report = replace(report, assumptions=(*told, *report.assumptions), choices=tuple(told))
    return report if baseline is None else baselines.compared(graph, report, baseline)


# Where a finding may stand, the best place first: what it rests on, or whom it speaks of.
_PLACES = (
    "relationships",
    "organisations",
    "posts",
    "duties",
    "figures",
    "services",
    "decision_rules",
    "sources",
    "scopes",
)


def _locator(graph: GovernanceGraph, locations: Locations) -> "Callable[[Finding], Location | None]":
    """Where a finding stands: at a row that it rests on or speaks of; failing these, where the structure is named."""
    head = locations.get(("structure", graph.structure.id))

    def locate(finding: "Finding") -> Location | None:
        names = (*finding.relationships, *finding.subjects, finding.at)
        places = [(section, name) for name in names for section in _PLACES]
        places = [finding.row, *places] if finding.row else places
        return next((locations[place] for place in places if place in locations), head)

    return locate


@dataclass(frozen=True, slots=True)
class Review:
    """What a review found and what it wrote; `page` is the file to open."""

    page: Path
    report: "Report"
    answers: tuple[Answer, ...]
    written: files.Written
    warnings: tuple[str, ...] = ()


def review(
    graph: GovernanceGraph,
    folder: Path,
    locations: Locations | None = None,
    engine: "Engine | None" = None,
    comparison: "Comparison | None" = None,
) -> Review:
    """The main job: line of sight, findings and drawings, and one page that ties them together.

    With a comparison, whose structure after is this one, what changed is part of it. Raises OutputError where the folder cannot be written; each file there is replaced whole or not at all.
    """
    from govgraph.reports.interface import CHECK_REPORTS, COMPARE_REPORTS, SIGHT_REPORTS
    from govgraph.reports.page import review_page

    report = comparison.report if comparison is not None else check(graph, locations)
    drawings, warnings = _drawings(graph, engine, comparison.changes if comparison is not None else None)
    answers: list[Answer] = []
    if graph.roots and graph.structure.subjects:
        try:
            answers = both_directions(graph)
        except UsageError as error:  # too much to read: the findings and the drawing still stand
            warnings.append(f"no line of sight is told: {error}; {error.help}")
    contents: dict[str, str | bytes] = {
        "findings.json": CHECK_REPORTS["json"](graph, report),
        "sight.json": SIGHT_REPORTS["json"](graph, answers),
    }
    if comparison is not None:
        contents["comparison.json"] = COMPARE_REPORTS["json"](comparison)
    for name, drawing in drawings.items():
        contents |= {
            f"drawings/{name}.svg": drawing.svg,
            f"drawings/{name}.png": drawing.png(),
            f"drawings/{name}.pdf": drawing.pdf(),
            f"drawings/{name}.dot": drawing.dot,
        }
    downloads = [(name, name) for name in sorted(contents)]
    shown = {name: drawing.svg for name, drawing in drawings.items() if name in {"overview", "change"}}
    contents["index.html"] = review_page(graph, report, answers, shown, downloads, comparison)
    written = files.write_folder(folder, contents)
    return Review(folder / "index.html", report, tuple(answers), written, tuple(warnings))


def reviewed_in(folder: Path) -> str | None:
    """The id of the structure whose review a folder holds, as its findings say; None where it holds none."""
    import json

    try:
        return str(json.loads((folder / "findings.json").read_bytes())["structure"]["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def both_directions(graph: GovernanceGraph) -> list[Answer]:
    """The account up and the instruction down, for each subject: an unimpeded line needs both."""
    from govgraph.graph import Direction

    return [*graph.sight(), *graph.sight(direction=Direction.INSTRUCTION)]


def _drawings(
    graph: GovernanceGraph, engine: "Engine | None", changes: "Changes | None"
) -> "tuple[dict[str, Drawing], list[str]]":
    from govgraph.diagrams import draw, draw_changes

    drawings: dict[str, Drawing] = {}
    warnings: list[str] = []
    try:
        drawings["overview"] = draw(graph, view="overview", style="tiers", engine=engine)
        drawings["overview-mono"] = draw(graph, view="overview", style="mono", engine=engine)
        if changes is not None:
            drawings |= draw_changes(changes, engine=engine)
    except LayoutError as error:
        warnings.append(f"no drawing was made: {error}")
    for drawing in drawings.values():
        warnings.extend(warning for warning in drawing.warnings if warning not in warnings)
    return drawings, warnings
