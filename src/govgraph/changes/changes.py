"""What changed between two structures, each at its reading, with what is stated of who became what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from govgraph.changes.heirs import Heirs, Proposal, ScopeMap, counting, is_too_late, proposals
from govgraph.changes.measures import Measure, compare_measures
from govgraph.changes.rows import (
    Duties,
    Parties,
    Rows,
    compare_duties,
    compare_parties,
    compare_relationships,
    compare_seats,
)
from govgraph.changes.sight import Sighting, compare_sight
from govgraph.errors import UsageError
from govgraph.graph import GovernanceGraph
from govgraph.model.relationships import Membership, Relationship, Succession
from govgraph.model.scopes import overlap
from govgraph.model.transition import Transition
from govgraph.text import counted, listed


@dataclass(frozen=True)
class Changes:
    """Two structures side by side; what is asked of it is computed once.

    `heirs` are what the parties became, `duty_heirs` what the duties did (among duties and parties),
    `scopes` what the later structure calls those of the earlier.
    """

    before: GovernanceGraph
    after: GovernanceGraph
    transitions: tuple[Transition, ...]
    heirs: Heirs
    duty_heirs: Heirs
    scopes: ScopeMap

    @cached_property
    def parties(self) -> Parties:
        """What became of organisations and posts."""
        return compare_parties(self.before, self.after, self.heirs)

    @cached_property
    def relationships(self) -> Rows[Relationship]:
        """What became of relationships."""
        return compare_relationships(self.before, self.after, self.heirs, self.scopes)

    @cached_property
    def seats(self) -> Rows[Membership]:
        """What became of seats on bodies."""
        return compare_seats(self.before, self.after, self.heirs, self.scopes)

    @cached_property
    def duties(self) -> Duties:
        """What became of duties."""
        return compare_duties(self.before, self.after, self.heirs, self.duty_heirs)

    @cached_property
    def sight(self) -> list[Sighting]:
        """Line of sight, subject by subject."""
        return compare_sight(self.before, self.after, self.heirs, self.scopes)

    @cached_property
    def measures(self) -> list[Measure]:
        """Numbers that describe each as a whole."""
        return compare_measures(self.before, self.after)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Parties and duties without a counterpart that may be one by their names: for the reviewer to say."""
        # Where a succession names something and gives it no heir, that is what is said of it.
        gone = [found.old for found in self.parties.no_heir if not found.rows]
        came = set(self.parties.added) - set(self.parties.inheriting)
        parties = proposals(
            (self.before.structure.parties[party] for party in gone),
            (self.after.structure.parties[party] for party in sorted(came)),
        )
        lost = (passage.before for passage in self.duties.fell_through if not passage.descent.rows)
        return [*parties, *proposals(lost, self.duties.new)]

    @cached_property
    def is_same(self) -> bool:
        """Whether nothing at all changed."""
        parties, duties = self.parties, self.duties
        rows = (self.relationships, self.seats)
        return not (
            parties.altered
            or parties.removed
            or parties.added
            or any(one.altered or one.moved or one.removed or one.added for one in rows)
            or duties.moved
            or duties.split
            or duties.fell_through
            or duties.ended
            or duties.new
        )

    @property
    def are_told(self) -> bool:
        """Whether anything was said of what became of what: by a file, or since both are one structure at two dates."""
        return bool(self.transitions) or self.before.structure.id == self.after.structure.id

    @cached_property
    def cautions(self) -> tuple[str, ...]:
        """What makes the two hard to compare, in sentences."""
        return tuple(self._cautions())

    def _cautions(self) -> Iterator[str]:
        common = [party for party in self.heirs.descents if self.heirs.of(party)]
        if not common:
            yield (
                "The two have no organisation or post in common, by id or by a stated succession: nothing below tells "
                "what became of what. Give a file of successions with --successions."
            )
        elif not self.are_told:
            same = counted(
                sum(map(self.heirs.stays, self.heirs.descents)),
                "organisation or post",
                "organisations and posts",
            )
            stated = any(found.rows for found in self.heirs.descents.values())
            save = ", save where a structure itself says otherwise" if stated else ""
            yield f"No file of successions was given: {same} with one id in both taken to be the same, and all else to have no heir{save}."
        for beyond in dict.fromkeys(graph.beyond_the_papers for graph in (self.before, self.after)):
            if beyond:
                yield f"Read at a date of which the papers do not speak: {beyond}."
        met = {self.scopes.of(scope) for scope in self.before.scopes}
        alone = {
            "the earlier": [
                self.before.structure.scopes.get(scope, scope)
                for scope in self.before.scopes
                if self.scopes.of(scope) is None
            ],
            "the later": [
                self.after.structure.scopes.get(scope, scope)
                for scope in self.after.scopes
                if scope not in met and not any(one is not None and overlap(one, scope) for one in met)
            ],
        }
        for where, titles in alone.items():
            if titles:
                yield f"Not comparable, since they are scopes of {where} structure alone: {listed(titles, most=8)}."


def between(
    before: GovernanceGraph,
    after: GovernanceGraph,
    transitions: Sequence[Transition] = (),
    *,
    supposed: bool = False,
) -> Changes:
    """Hold two structures against each other, each at its reading.

    `transitions` say what became of what, the first from `before`, each further one from where the last ends.
    Successions of the structures themselves count too. Raises UsageError where both are one structure at one
    reading, unless the later is a copy in which something is `supposed`.
    """
    if not supposed and before.reading == after.reading and before.structure == after.structure:
        raise UsageError(
            f"both are {before.structure.id} at the same reading",
            "name two structures, or one at two dates: FILE@2008-05 FILE@2013-04",
        )
    stated = [row for transition in transitions for row in transition.successions]
    rows = [
        row for row in stated if row.status in after.reading.statuses and not is_too_late(row, after.reading)
    ]
    kept = set(map(id, rows))
    suggested = [row for row in stated if row.to and id(row) not in kept]
    # What a file says of a party goes before what its own structure says: the file knows both.
    told = {id_ for row in rows for id_ in row.from_}
    rows += (
        row
        for row in counting(_own(before, after), before.reading, after.reading)
        if told.isdisjoint(row.from_)
    )
    old_duties, new_duties = ([duty.id for duty in graph.duties] for graph in (before, after))
    mapped: dict[str, str] = {}
    for transition in transitions:
        mapped = {
            **{
                old_scope: transition.scopes.get(new_scope, new_scope)
                for old_scope, new_scope in mapped.items()
            },
            **{key: value for key, value in transition.scopes.items() if key not in mapped},
        }
    return Changes(
        before,
        after,
        tuple(transitions),
        Heirs(before.parties, after.parties, rows, suggested),
        Heirs(old_duties, [*new_duties, *after.parties], rows, suggested),
        ScopeMap(mapped, after.structure.scopes),
    )


def _own(before: GovernanceGraph, after: GovernanceGraph) -> Iterable[Succession]:
    """The successions within the structures, each once, though one be read at two dates; none where no time passes."""
    if before.structure.id == after.structure.id and before.reading.at == after.reading.at:
        return ()
    rows = (row for graph in (before, after) for row in graph.structure.successions)
    return dict.fromkeys(rows)
