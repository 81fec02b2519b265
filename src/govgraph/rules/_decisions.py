"""Who binds whom, and what is stated of how a body decides: what the rules on decisions share."""

from collections import defaultdict
from dataclasses import dataclass

from govgraph.graph import GovernanceGraph
from govgraph.model.duties import DecisionRule
from govgraph.model.scopes import ALL, overlap
from govgraph.model.statements import NOT_STATED, Statement
from govgraph.model.vocabulary import COLLECTIVE_KINDS

_DECIDING_STEPS = {"decide", "approve"}


@dataclass(frozen=True, slots=True)
class Binding:
    """A statement that what a body decides binds a party."""

    body: str
    bound: str
    scope: str
    statement: Statement


def states(text: str | None) -> bool:
    """Whether a field says anything: present, and not `not_stated`."""
    return text is not None and text != NOT_STATED and bool(text.strip())


def rules_of(graph: GovernanceGraph, body: str) -> list[DecisionRule]:
    """A body's decision rule, and those of the counted parties that it is a named one of."""
    found = (graph.decision_rules.get(one) for one in (body, *graph.counted_above(body)))
    return [rule for rule in found if rule is not None]


def says_how(rule: DecisionRule) -> bool:
    """Whether a decision rule says what passes a decision."""
    needs_number = rule.passes_with in {"share", "count"}
    return rule.passes_with != NOT_STATED and (rule.threshold is not None or not needs_number)


def bindings(graph: GovernanceGraph) -> dict[str, list[Binding]]:
    """Whom each body binds, by body: from relationships and from decision rules.

    Only bodies within the boundary that decide together: a department, a regulator or a court binds by its
    office, not by a vote. Partners, and a body's own parts and posts, are left out of those that it binds.
    """
    stated = [Binding(row.from_, end, row.scope, row) for row, end in graph.of_kind("binds")]
    # A decision rule gives no scope: it is that of the relationship which says the same, where there is one.
    scopes = {(binding.body, binding.bound): binding.scope for binding in stated}
    for body, rule in graph.decision_rules.items():
        stated += [Binding(body, end, scopes.get((body, end), ALL), rule) for end in rule.binds]
    found: dict[str, list[Binding]] = defaultdict(list)
    for binding in stated:
        body, bound = binding.body, binding.bound
        if (
            graph.within_boundary(body)
            and decides_together(graph, body)
            and graph.within_boundary(bound)
            and body != bound
            and not graph.is_within(bound, body)
        ):
            found[body].append(binding)
    return dict(sorted(found.items()))


def decides_together(graph: GovernanceGraph, body: str) -> bool:
    """Whether a body decides as several: a collective kind, or one of which seats or a decision rule are stated."""
    return body in graph.structure.organisations and (
        graph.body_kind(body) in COLLECTIVE_KINDS
        or bool(graph.seats_on(body))
        or body in graph.decision_rules
    )


def arbitration_panels(graph: GovernanceGraph, bound_by: dict[str, list[Binding]]) -> set[str]:
    """Bodies that bind only because they arbitrate: neutral by design, so nobody bound has a vote there.

    A panel or court that arbitrates; or a body that arbitrates for all whom it binds, to which no power is
    delegated and which decides in no duty.
    """
    deciding = {
        party
        for duty in graph.duties
        if duty.step in _DECIDING_STEPS
        for party in (*duty.responsible, *duty.accountable)
    }
    found: set[str] = set()
    for body, rows in bound_by.items():
        served = {end for row in graph.stated_from(body, "arbitrates") for end in row.to}
        if not served:
            continue
        only = {row.bound for row in rows} <= served and body not in deciding
        if graph.body_kind(body) in {"panel", "court"} or (
            only and not graph.stated_to(body, "delegates_to")
        ):
            found.add(body)
    return found


def stands_over(graph: GovernanceGraph, body: str, party: str, scope: str) -> bool:
    """Whether a body stands above a party in line management, in some matter that overlaps a scope."""
    scopes = dict.fromkeys([scope, *(one for one in graph.scopes if overlap(one, scope))])
    return any(graph.stands_above(body, party, one) for one in scopes)
