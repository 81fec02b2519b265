"""Small structures for the tests of rules: what a case does not say is filled in around it.

A case is the sections of the written form. Parties, scopes and sources that it names and does not define are
defined for it: `minister` is a post and the root, every other party an agency (not a collective body, so that
LOS-04 keeps out of the way), and its name is its id with a capital.

An example of a rule on what changed holds several documents, parted by a line `---`: the structure before, the
one after, and a file of successions where one is wanted; or a structure, and `as_at:` with the date at which
the same structure is read again.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from govgraph import rules
from govgraph.changes import between
from govgraph.graph import GovernanceGraph
from govgraph.readers import transition_form, yaml_form
from govgraph.settings import Reading

REPO = Path(__file__).parents[2]
RESERVED = {"all", "local", "hosting", "employment"}
POSTS = {"minister"}


def many(value):
    if value is None or value == "not_stated":
        return []
    return value if isinstance(value, list) else [value]


def bodies(value):
    return [entry["body"] if isinstance(entry, dict) else entry for entry in many(value)]


def spelled(identifier):
    return identifier.replace("-", " ").capitalize()


def parties_named(written):
    header = written["structure"]
    for field in ("root", "subjects"):
        yield from many(header.get(field))
    for row in written.get("relationships", ()):
        yield row["from"]
        yield from many(row["to"])
        yield from many(row.get("via"))
    for row in written.get("memberships", ()):
        yield from (row["body"], row["member"])
    for row in written.get("duties", {}).values():
        for letter in ("accountable", "responsible", "consulted", "informed"):
            yield from many(row.get(letter))
    for row in written.get("organisations", {}).values():
        yield from bodies(row.get("part_of"))
    for row in written.get("posts", {}).values():
        yield from bodies(row.get("in"))
        yield from bodies(row.get("heads"))
    for section in ("organisations", "posts"):
        yield from (row["one_of"] for row in written.get(section, {}).values() if "one_of" in row)


def values_of(written, field):
    """Every value of a field, wherever it stands."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key == field:
                yield from many(value)
            yield from values_of(value, field)
    elif isinstance(written, list):
        for entry in written:
            yield from values_of(entry, field)


def filled_in(text, **header):
    """The written form of a case, as bytes."""
    written = yaml.load(text, yaml.BaseLoader) or {}
    given = {"root": "minister", "subjects": "trust"} | header
    written = {
        "govgraph": "1",
        "structure": {
            "id": "case",
            "title": "A case",
            **{k: v for k, v in given.items() if v not in (None, [])},
        },
        **written,
    }
    for section in ("organisations", "posts"):
        rows = written.setdefault(section, {})
        for key, row in rows.items():
            rows[key] = {"name": spelled(key), **(row or {})}
    for party in list(parties_named(written)):
        if party not in written["organisations"] and party not in written["posts"]:
            section = "posts" if party in POSTS else "organisations"
            kind = {} if section == "posts" else {"kind": "agency"}
            written[section][party] = {"name": spelled(party), **kind}
    scopes = written.setdefault("scopes", {})
    for scope in values_of({k: written.get(k) for k in ("relationships", "memberships", "duties")}, "scope"):
        parts = scope.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if path not in RESERVED:
                scopes.setdefault(path, spelled(parts[depth - 1]))
    sources = written.setdefault("sources", {})
    for citation in values_of({k: v for k, v in written.items() if k != "sources"}, "source"):
        sources.setdefault(citation.split()[0], {"title": "A paper"})
    return yaml.safe_dump(written, sort_keys=False, allow_unicode=True).encode()


def structure(text, **header):
    return yaml_form.read([("case.yaml", filled_in(text, **header))]).structure


def graph(text, reading=None, **header):
    case = structure(text, **header)
    return GovernanceGraph(case, Reading.of(case, **reading) if reading else None)


def of_one_structure():
    """The rules that ask nothing of an earlier structure, by code."""
    return {code: rule for code, rule in catalogue().items() if rule.between is None}


def run(text, *codes, reading=None, **header):
    """The report of a case, for some rules or for all of one structure; a rule that crashes ends the test."""
    chosen = rules.chosen(codes) if codes else of_one_structure().values()
    report = rules.run(graph(text, reading, **header), chosen)
    assert not report.crashes
    return report


def findings(code, text, reading=None, **header):
    report = run(text, code, reading=reading, **header)
    assert report.rules_run == (code,), report.not_run
    return list(report.findings)


def one(code, text, reading=None, **header):
    """The one finding that a rule makes of a case."""
    found = findings(code, text, reading, **header)
    assert len(found) == 1, [finding.message for finding in found]
    return found[0]


def is_silent(code, text, reading=None, **header):
    found = findings(code, text, reading, **header)
    assert not found, [finding.message for finding in found]


def example_graphs(example):
    """The graphs of an example, the later one last; and the files of successions between them."""
    first, *others = re.split(r"^---\n", example, flags=re.MULTILINE)
    before = yaml_form.read([("example.yaml", first.encode())]).structure
    graphs, told = [GovernanceGraph(before)], []
    for number, text in enumerate(others, start=2):
        written = yaml.load(text, yaml.BaseLoader)
        name = [(f"example-{number}.yaml", text.encode())]
        if "transition" in written:
            told.append(transition_form.read(name).between(graphs[0].structure, graphs[-1].structure))
        elif "structure" in written:
            graphs.append(GovernanceGraph(yaml_form.read(name).structure))
        else:
            assert set(written) == {"as_at"}, "a second document is a structure, successions, or a date"
            graphs.append(GovernanceGraph(before, Reading.of(before, at=written["as_at"])))
    assert len(graphs) <= 2
    return graphs, told


def report_on(example, *codes):
    """The report of an example; on what changed too, where it holds two structures."""
    graphs, told = example_graphs(example)
    changes = between(*graphs, told) if len(graphs) == 2 else None
    return rules.run(graphs[-1], rules.chosen(codes), changes=changes)


def names_in(example):
    """The names of all parties of an example by their ids."""
    return {
        key: row.name for graph in example_graphs(example)[0] for key, row in graph.structure.parties.items()
    }


def on_changes(code, changes):
    """What a rule on what changed finds."""
    report = rules.run(changes.after, rules.chosen([code]), changes=changes)
    assert not report.crashes
    assert report.rules_run == (code,), report.not_run
    return list(report.findings)


def cited(finding):
    return {f"{evidence.source} {evidence.locator}".strip() for evidence in finding.evidence}


@cache
def catalogue():
    return rules.catalogue()
