"""Two small structures held side by side, for the tests of what changed: each is what a case says of it, in YAML.

Parties are named by one word each in `bodies`; a party's name is its id with a capital. `minister` is a post
and the root.
"""

import yaml

from govgraph.changes import between
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.model.transition import Transition
from govgraph.settings import Reading


def spelled(id_):
    return id_.replace("-", " ").capitalize()


def structure(text="", bodies="", id_="one", at="2010", **header):
    """A structure from its sections in YAML; bodies that it does not describe are agencies."""
    written = yaml.load(text, yaml.BaseLoader) or {}
    organisations = {id_: {"kind": "agency"} for id_ in bodies.split()} | written.get("organisations", {})
    head = {"id": id_, "title": spelled(id_), "root": "minister"} | ({"as_at": at} if at else {}) | header
    posts = ({"minister": {}} if head["root"] == "minister" else {}) | written.get("posts", {})
    return Structure.model_validate({
        "scopes": {"care": "Care", "care/buying": "Buying", "money": "Money"},
        "sources": {"paper": {"title": "The paper"}},
        **written,
        "structure": head,
        "organisations": {id_: {"name": spelled(id_), **row} for id_, row in organisations.items()},
        "posts": {id_: {"name": spelled(id_), **row} for id_, row in posts.items()},
        "duties": {id_: {"name": spelled(id_), **row} for id_, row in written.get("duties", {}).items()},
    })  # fmt: skip


def graph(text="", bodies="", id_="one", at="2010", reading=None, **header):
    found = structure(text, bodies, id_, at, **header)
    return GovernanceGraph(found, Reading.of(found, **reading) if reading else None)


def transition(rows="", before="one", after="two", scopes=None):
    """A file of successions, its rows in YAML."""
    header = {"id": f"{before}-{after}", "title": "T", "before": before, "after": after}
    listed = yaml.load(rows, yaml.BaseLoader) or []
    return Transition.model_validate({"transition": header, "successions": listed, "scopes": scopes or {}})


def compared(before, after, rows="", scopes=None):
    """What changed between (text, bodies) and (text, bodies), by one file of successions; none where rows is None."""
    old, new = (
        graph(*side, id_=id_, at=at) if isinstance(side, tuple) else side
        for side, id_, at in ((before, "one", "2010"), (after, "two", "2013"))
    )
    told = [] if rows is None else [transition(rows, old.structure.id, new.structure.id, scopes)]
    return between(old, new, told)


def dated(found, at):
    """A structure of a graph, read at another date."""
    return GovernanceGraph(found, Reading.of(found, at=at))
