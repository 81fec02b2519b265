"""DUT-02: what two own, neither does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.text import first_few, quoted

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
        owners, doers = _present(graph, duty.accountable), _present(graph, duty.responsible)
        if duty.lead is not None:
            continue
        if len(owners) > 1:
            owned[owners].append(duty)
        elif not duty.accountable and len(doers) > 1 and duty.step in _YIELDS_ONE_THING:
            shared[doers].append(duty)
    for owners, duties in sorted(owned.items()):
        if any(map(graph.within_boundary, owners)):
            message = f"{graph.names(owners)} are each accountable for {quoted(row.name for row in duties)}, and the papers mark no lead among them."
            yield _finding(rule, "a", message, owners, Severity.HIGH, duties)
    for doers, duties in sorted(shared.items()):
        if any(map(graph.within_boundary, doers)):
            message = f"{graph.names(doers)} share {quoted(row.name for row in duties)}; the papers do not say who leads or who answers for it."
            yield _finding(rule, "b", message, doers, Severity.MEDIUM, duties)


def _present(graph: GovernanceGraph, parties: Iterable[str]) -> tuple[str, ...]:
    """Those that exist at the date, each once, whatever its guise."""
    return tuple(sorted(graph.apart(filter(graph.exists, parties))))


def _finding(
    rule: Rule, case: str, message: str, parties: Sequence[str], severity: Severity, duties: Sequence[Duty]
) -> Finding:
    return rule.finding(
        message,
        first_few(parties),
        severity=severity,
        scopes=sorted({duty.scope for duty in duties}),
        rests_on=duties,
        key=f"{case}:{','.join(parties)}:{','.join(duty.id for duty in duties)}",
    )


RULE = Rule(
    code="DUT-02",
    name="several-owners",
    group="duties",
    title="Duty with more than one accountable party",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "(a) A duty has more than one accountable party, and no lead is marked. (b) Medium: a step that yields one thing (propose, "
        "recommend, approve, decide) has several responsible parties, none accountable, and no lead. One finding for each set of "
        "parties."
    ),
    why="What two own, neither does: each can say that it was for the other.",
    fix="Pick one who is accountable; the others become responsible or are consulted.",
    guards=(
        "Not raised where a lead is marked.",
        "A body and its own head, post or part are one owner, and so are a counted party and a named one of it.",
        "A duty of partners outside the boundary alone is not judged.",
    ),
    limits=(
        "It reads one row at a time: a duty that is written twice, with another owner each time, is two duties. Parties that own a "
        "duty each for its own area look as if they shared it, unless they are written as one counted party."
    ),
    anchors=("RACI",),
    bad=BAD,
    good=GOOD,
    check=check,
)
