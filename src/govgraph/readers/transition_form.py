"""Files of successions between two structures: models/transitions/, or a reviewer's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from govgraph.errors import InputError, Problem
from govgraph.model.relationships import Succession
from govgraph.model.structure import Contradiction, Source, Structure
from govgraph.model.transition import Transition, TransitionHeader, misfits
from govgraph.readers.sections import Form, Sections, in_order
from govgraph.readers.yaml_nodes import read_yaml

FORM = Form(
    "transition",
    TransitionHeader,
    {"sources": Source},
    {"successions": Succession, "contradictions": Contradiction},
    titled=("scopes",),
)


@dataclass(frozen=True, slots=True)
class LoadedTransition:
    """A transition and the rows that it was read from, so that what does not fit can be told at its place."""

    transition: Transition
    sections: Sections

    def joins(self, before: Structure, after: Structure) -> bool:
        """Whether these are the two structures that it says it joins."""
        header = self.transition.header
        return (header.before, header.after) == (before.id, after.id)

    def between(self, before: Structure, after: Structure) -> Transition:
        """The transition, held against its two structures. Raises InputError with every misfit."""
        problems = [self.sections.misfit(misfit) for misfit in misfits(self.transition, before, after)]
        if problems:
            raise InputError(in_order(problems))
        return self.transition


def read(files: Sequence[tuple[str, bytes]]) -> LoadedTransition:
    """A transition from its files, given as (name, bytes). Raises InputError with every mistake of every file."""
    sections = Sections(FORM)
    for name, data in files:
        document = read_yaml(data, name)
        for problem in document.problems:
            sections.tell(problem)
        if document.root is not None:
            sections.take(document.root)
    sections.unnamed(
        files[0][0] if files else "<nothing>",
        "say what it joins: transition: {id: …, title: …, before: ID, after: ID}",
    )
    if sections.problems or sections.header is None:
        raise InputError(in_order(sections.problems))
    rows: dict[str, Any] = {
        "header": sections.header[0],
        "sources": {key: row for key, (row, _) in sections.rows["sources"].items()},
        "scopes": {old: new for old, (new, _) in sections.titles["scopes"].items()},
    }
    rows |= {section: tuple(row for row, _ in found) for section, found in sections.lists.items()}
    return LoadedTransition(Transition.model_construct(**rows), sections)


def chained(found: Sequence[LoadedTransition], before: Structure, after: Structure) -> tuple[Transition, ...]:
    """The transitions that lead from one structure to another, step by step, held against the two at the ends.

    What lies between is known by its ids alone. Raises InputError where a step does not begin where the last
    one ends.
    """
    if len(found) == 1:
        return (found[0].between(before, after),)
    for one, other in pairwise(found):
        if one.transition.header.after != other.transition.header.before:
            message = f"{one.transition.id} ends at {one.transition.header.after!r}, and {other.transition.id} begins at {other.transition.header.before!r}"
            raise InputError(
                [
                    Problem(
                        message, None, "give the files of successions in order, each from where the last ends"
                    )
                ]
            )
    for transition, side, structure in (
        (
            (found[0].transition, "before", before),
            (found[-1].transition, "after", after),
        )
        if found
        else ()
    ):
        named = getattr(transition.header, side)
        if named != structure.id:
            message = f"{transition.id} says {side} is {named!r}, and the structure given is {structure.id!r}"
            raise InputError([Problem(message, None, f"give {named}, or another file of successions")])
    return tuple(one.transition for one in found)
