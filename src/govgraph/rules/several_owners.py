"""DUT-02: what two own, neither does."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from govgraph.findings import MOST_COMPARED, Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.scopes import overlap
from govgraph.rules._duties import apart, is_spoken_of, names, scopes_of, titles

BAD = """
govgraph: 1
structure: {id: bad, title: Two owners, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The team, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: minister}
duties:
  plan: {name: Draw up the plan, accountable: [team, trust], responsible: [team]}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: One owner and a lead, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The team, kind: agency}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: minister}
duties:
  plan: {name: Draw up the plan, accountable: [team], responsible: [team], consulted: [trust]}
  review: {name: Review the plan, accountable: [team, trust], responsible: [team, trust], lead: trust}
"""

# Steps that yield one thing: a plan that two draw up needs one who holds the pen. Several may each scrutinise or deliver.
_YIELDS_ONE_THING = {"propose", "recommend", "approve", "decide"}


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each set of owners, and once for each set that shares a step of which nobody is the owner."""
    owned: dict[tuple[str, ...], list[Duty]] = defaultdict(list)
    shared: dict[tuple[str, ...], list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        if duty.lead is not None:
            continue
        owners = _present(graph, duty.accountable)
        if len(owners) > 1:
            owned[owners].append(duty)
        elif not duty.accountable and duty.step in _YIELDS_ONE_THING:
            doers = _present(graph, duty.responsible)
            if len(doers) > 1:
                shared[doers].append(duty)
    for owners, duties in _in_two_rows(graph):
        owned[owners].extend(duty for duty in duties if duty not in owned[owners])
    for owners in sorted(owned):
        if any(is_spoken_of(graph, party) for party in owners):
            yield _several(graph, rule, owners, owned[owners])
    for doers in sorted(shared):
        if any(is_spoken_of(graph, party) for party in doers):
            yield _without_lead(graph, rule, doers, shared[doers])


def _present(graph: GovernanceGraph, parties: Sequence[str]) -> tuple[str, ...]:
    """Those that exist at the date, each once, whatever its guise."""
    return tuple(sorted(apart(graph, filter(graph.exists, parties))))


def _in_two_rows(graph: GovernanceGraph) -> Iterator[tuple[tuple[str, ...], tuple[Duty, Duty]]]:
    """Duties of the same name, each with one owner, and not the same."""
    alike: dict[str, list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        if duty.lead is None and len(_present(graph, duty.accountable)) == 1:
            alike[" ".join(duty.name.split()).casefold()].append(duty)
    for duties in alike.values():
        for one, other in combinations(duties[:MOST_COMPARED], 2):
            owners = _present(graph, (*one.accountable, *other.accountable))
            if len(owners) > 1 and _are_about_the_same(one, other):
                yield owners, (one, other)


def _are_about_the_same(one: Duty, other: Duty) -> bool:
    fields = ("service", "setting", "population", "subject", "step")
    said = ((getattr(one, field), getattr(other, field)) for field in fields)
    ends = ((one.until, other.since), (other.until, one.since))
    return (
        overlap(one.scope, other.scope)
        and all(mine == theirs or None in {mine, theirs} for mine, theirs in said)
        and not any(
            until is not None and since is not None and until.first_day <= since.first_day
            for until, since in ends
        )
    )


def _several(graph: GovernanceGraph, rule: Rule, owners: tuple[str, ...], duties: Sequence[Duty]) -> Finding:
    return rule.finding(
        f"{names(graph, owners, len(owners))} are each accountable for {titles(duties)}, and no lead is marked among them in the papers.",
        owners,
        scopes=scopes_of(duty.scope for duty in duties),
        rests_on=duties,
        key=_key("a", owners, duties),
    )


def _without_lead(
    graph: GovernanceGraph, rule: Rule, doers: tuple[str, ...], duties: Sequence[Duty]
) -> Finding:
    return rule.finding(
        f"{names(graph, doers, len(doers))} share {titles(duties)}; the papers do not say who leads or who answers for it.",
        doers,
        severity=Severity.MEDIUM,
        scopes=scopes_of(duty.scope for duty in duties),
        rests_on=duties,
        key=_key("b", doers, duties),
    )


def _key(case: str, parties: Sequence[str], duties: Sequence[Duty]) -> str:
    return f"{case}:{','.join(parties)}:{','.join(duty.id for duty in duties)}"


RULE = Rule(
    code="DUT-02",
    name="several-owners",
    group="duties",
    title="Duty with more than one A",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "(a) A duty has more than one accountable party, in one row or in two rows of the same name with overlapping scopes and dates, "
        "and no lead is marked. (b) Medium: a step that yields one thing (propose, recommend, approve, decide) has several "
        "responsible parties, none accountable, and no lead."
    ),
    why="What two own, neither does: each can say that it was for the other.",
    fix="Pick one who is accountable; the others become responsible or are consulted.",
    guards=(
        "Not raised where a lead is marked.",
        "A body and its own head, post or part are one owner, and so are a counted party and a named one of it.",
        "Rows that follow each other in time, or name different services, settings or populations, are different duties.",
        "Partners outside the boundary alone are not judged.",
    ),
    limits="Parties that own a duty each for its own area look as if they shared it, unless they are written as one counted party.",
    anchors=("RACI",),
    bad=BAD,
    good=GOOD,
    check=check,
)
