"""MON-03: nobody signs for the money."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.parties import Organisation
from govgraph.model.statements import NOT_STATED, Statement
from govgraph.model.vocabulary import KINDS
from govgraph.rules._decisions import Voters, named, names, once
from govgraph.rules._money import amounts, grants

BAD = """
govgraph: 1
structure: {id: bad, title: A pool without a host, root: minister, subjects: [board]}
organisations:
  trust: {name: The care trust, kind: nhs_trust, statutory: yes}
  board: {name: The partnership board, kind: board, pool_host: not_stated}
posts:
  minister: {name: The Minister}
  chief-executive: {name: The chief executive of the trust, in: trust, heads: trust, officer: accountable}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: trust}
  - {from: trust, kind: funds, to: board, amount: 2, unit: £m a year}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A pool with a host, root: minister, subjects: [board]}
organisations:
  trust: {name: The care trust, kind: nhs_trust, statutory: yes}
  board: {name: The partnership board, kind: board, pool_host: The care trust}
posts:
  minister: {name: The Minister}
  chief-executive: {name: The chief executive of the trust, in: trust, heads: trust, officer: accountable}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: trust}
  - {from: trust, kind: funds, to: board, amount: 2, unit: £m a year}
"""

# Kinds of relationship by which the one above answers for the money of the one below; a structure's own kinds too.
_ANSWERABLE = frozenset({"accountable_to", "operates", "performance_manages", "directs", "hosts", "employs"})
# Bodies that are paid for what they provide: that is income, and no budget of the payer's.
_PAID_FOR_SERVICE = frozenset({"provider", "hospital", "site", "company", "charity", "partner", "population"})
# Kinds of body that have an accounting officer, or a chief finance officer, by law.
_BY_LAW = frozenset({
    "parliament", "ministry", "department", "council", "police", "nhs_trust", "foundation_trust", "statutory_authority",
    "integrated_care_board",
})  # fmt: skip


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each body with money and no officer for it; once for all where the papers mark no officer at all."""
    paid = {body: rows for body, rows in grants(graph).items() if body in graph.structure.organisations}
    voters = Voters(graph)
    covered = _covered(graph, voters)
    silent: list[str] = []
    for body in sorted({*paid, *_pools(graph)}):
        organisation = graph.structure.organisations[body]
        if _needs_no_officer(organisation) or _is_covered(graph, voters, covered, body):
            continue
        if covered or organisation.pool_host == NOT_STATED:
            rows: list[Statement] = [organisation, *paid.get(body, ())]
            yield rule.finding(
                f"{_told(graph, organisation, amounts(paid.get(body, ())), is_paid=body in paid)}, but the papers name no accounting, "
                f"accountable or budget officer for {graph.verb(body, 'it', 'them')}{_host(organisation)}.",
                [body],
                scopes=sorted({row.scope for row in paid.get(body, ())}),
                rests_on=once(rows),
            )
        else:
            silent.append(body)
    silent = [body for body in silent if not set(silent) & set(graph.counted_above(body))]
    if silent:
        yield rule.finding(
            f"The papers name no accounting, accountable or budget officer for any body that they show to be funded: "
            f"{names(graph, silent)}.",
            named(silent),
            severity=Severity.MEDIUM,
            scopes=sorted({row.scope for body in silent for row in paid[body]}),
            rests_on=once(row for body in silent for row in paid[body]),
            key="any:" + ",".join(silent),
        )


def _pools(graph: GovernanceGraph) -> set[str]:
    """Bodies of which the papers leave open who hosts their pooled budget."""
    return {
        key
        for key, row in graph.structure.organisations.items()
        if row.pool_host is not None and graph.is_judged(key)
    }


def _needs_no_officer(organisation: Organisation) -> bool:
    if organisation.pool_host is not None:
        return False
    return organisation.statutory is True or organisation.kind in _BY_LAW | _PAID_FOR_SERVICE


def _covered(graph: GovernanceGraph, voters: Voters) -> set[str]:
    """Every body that an officer is in, heads or works for, however far above the post."""
    found: set[str] = set()
    for key in sorted(graph.structure.posts):
        if graph.structure.posts[key].officer is not None and graph.exists(key):
            found.update(voters.around(key))
            found.add(key)
    return found


def _is_covered(graph: GovernanceGraph, voters: Voters, covered: set[str], body: str) -> bool:
    """Whether a body, its counted party, a body around it, or its host has an officer; or somebody hosts its pool."""
    organisation = graph.structure.organisations[body]
    if organisation.states("pool_host"):
        return True
    # A pool whose host is left open is nobody's yet, whoever stands over the body that is to hold it.
    over = () if organisation.pool_host is not None else _over(graph, body)
    near = {one for own in (body, *graph.counted_above(body), *over) for one in (own, *voters.around(own))}
    return bool(near & covered)


def _over(graph: GovernanceGraph, body: str) -> set[str]:
    """Those that host, employ, run, direct or hold a body to account, or stand over it in a kind of the structure's own."""
    kinds = [kind for name, kind in graph.structure.kinds.items() if name in _ANSWERABLE or name not in KINDS]
    above = {row.from_ for kind in kinds if kind.upper == "from" for row in graph.stated_to(body, kind.name)}
    for kind in kinds:
        if kind.upper == "to":
            above.update(end for row in graph.stated_from(body, kind.name) for end in row.to)
    return above


def _told(graph: GovernanceGraph, body: Organisation, paid: str, *, is_paid: bool) -> str:
    if is_paid:
        return f"{body.name} {graph.verb(body.id, 'is', 'are')} funded{paid}"
    return f"{body.name} {graph.verb(body.id, 'is', 'are')} to hold a pooled budget"


def _host(organisation: Organisation) -> str:
    return ", nor who hosts the pooled budget" if organisation.pool_host == NOT_STATED else ""


RULE = Rule(
    code="MON-03",
    name="no-accountable-officer",
    group="money",
    title="Budget without an accountable officer or host",
    severity=Severity.HIGH,
    definition=(
        "A body is funded, or the papers leave open who hosts its pooled budget (`pool_host: not_stated`), and no post in it or heading it "
        "is marked as officer (accounting, accountable or budget), nor is a host of its pool named. Where the papers mark no officer "
        "anywhere: one finding for all funded bodies, medium."
    ),
    why="Public money needs one who answers for it in person.",
    fix="Name the officer, with the limits of what may be spent.",
    severities=(Severity.MEDIUM,),
    guards=(
        "An officer of a body answers for its parts and for those that it hosts, runs, directs or holds to account, and one of a counted party for its named ones; not for a pool whose host is left open.",
        "A statutory body, a department, a council and a trust have such an officer by law, whether or not the papers say so; for a pooled budget the law leaves it to the agreement.",
        "Providers are paid for what they provide, and posts hold no budget: neither is asked for an officer.",
    ),
    limits="An officer whom another paper names is not seen.",
    anchors=("MPM",),
    bad=BAD,
    good=GOOD,
    check=check,
)
