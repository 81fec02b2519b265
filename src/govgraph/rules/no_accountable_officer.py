"""MON-03: nobody signs for the money."""

from collections.abc import Iterator

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.ways import CONTRACT
from govgraph.model.relationships import Relationship
from govgraph.model.statements import NOT_STATED
from govgraph.rules._money import amounts, grants, left_out
from govgraph.text import first_few

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

# Bodies that are paid for what they provide: that is income, and no budget of the payer's.
_PAID_FOR_SERVICE = frozenset({"provider", "hospital", "site", "company", "charity", "partner", "population"})
# Kinds of body that have an accounting officer, or a chief finance officer, by law.
_BY_LAW = frozenset({
    "parliament", "ministry", "department", "council", "police", "nhs_trust", "foundation_trust", "statutory_authority",
    "integrated_care_board",
})  # fmt: skip
# To instruct, to manage performance or to buy is not to answer for the other's money.
_NOT_FOR_MONEY = frozenset({"directs", "performance_manages", "commissions"})
_OFFICER = "accounting, accountable or budget officer"


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise at each body with money and no officer for it; once for all where the papers mark no officer at all."""
    organisations = graph.structure.organisations
    paid = {body: rows for body, rows in grants(graph).items() if body in organisations}
    pools = {key for key in organisations if graph.is_judged(key) and _is_open_pool(graph, key)}
    officers = {key for key, post in graph.structure.posts.items() if post.officer and graph.exists(key)}
    covered = officers | {body for officer in officers for body in graph.around(officer)}
    lacking = [body for body in sorted({*paid, *pools}) if not _is_answered_for(graph, covered, body)]
    for body in lacking:
        if body in pools or covered:
            yield _at_body(graph, rule, body, paid.get(body, []), is_pool=body in pools)
    silent = [body for body in lacking if body not in pools and not covered]
    told = [body for body in silent if not any(above in paid for above in graph.counted_above(body))]
    if told:
        yield _for_all(graph, rule, told, paid)


def _is_open_pool(graph: GovernanceGraph, body: str) -> bool:
    """Whether the papers leave open who hosts a body's pooled budget, and nobody is said to host the body either."""
    row = graph.structure.organisations[body]
    return row.pool_host == NOT_STATED and not graph.stated_to(body, "hosts")


def _is_answered_for(graph: GovernanceGraph, covered: set[str], body: str) -> bool:
    """Whether a body is asked for no officer, or has one: its own, that of a body around or over it, or one by law."""
    organisations = graph.structure.organisations
    own = (body, *graph.counted_above(body))
    if _is_open_pool(graph, body):
        # It is nobody's yet, whoever stands over the body that is to hold it, and whatever the law says of these.
        return not covered.isdisjoint(own)
    if organisations[body].states("pool_host") or organisations[body].kind in _PAID_FOR_SERVICE:
        return True
    near = {place for one in (*own, *_over(graph, own)) for place in (one, *graph.around(one))}
    by_law = any(row.statutory or row.kind in _BY_LAW for one in near if (row := organisations.get(one)))
    return by_law or not covered.isdisjoint(near)


def _over(graph: GovernanceGraph, own: tuple[str, ...]) -> set[str]:
    """Those that a body answers to, or that run, host or employ it, or delegate to it."""
    links = (link for one in own for link in graph.upward_links(one))
    above = {link.upper for link in links if CONTRACT.admits(link) and link.kind.name not in _NOT_FOR_MONEY}
    return above | {row.from_ for one in own for row in graph.stated_to(one, "hosts", "employs")}


def _at_body(
    graph: GovernanceGraph, rule: Rule, body: str, rows: list[Relationship], *, is_pool: bool
) -> Finding:
    if is_pool:
        message = f"The papers name no host, and no {_OFFICER}, for the pooled budget of {graph.name(body)}."
    else:
        verb, them = graph.verb(body, "is"), graph.verb(body, "it", "them")
        message = (
            f"{graph.name(body)} {verb} funded{amounts(rows)}, but the papers name no {_OFFICER} for {them}."
        )
    return rule.finding(
        message + left_out(graph),
        [body],
        scopes=sorted({row.scope for row in rows}),
        rests_on=[graph.structure.organisations[body], *rows],
    )


def _for_all(
    graph: GovernanceGraph, rule: Rule, bodies: list[str], paid: dict[str, list[Relationship]]
) -> Finding:
    rows = [row for body in bodies for row in paid[body]]
    return rule.finding(
        f"The papers show money going to {graph.names(bodies)}, and name no {_OFFICER} there or anywhere else."
        + left_out(graph),
        first_few(bodies),
        severity=Severity.MEDIUM,
        scopes=sorted({row.scope for row in rows}),
        rests_on=rows,
        key="any:" + ",".join(bodies),
    )


RULE = Rule(
    code="MON-03",
    name="no-accountable-officer",
    group="money",
    title="Budget without an accountable officer or host",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "A body is funded, and no post in it or heading it is marked as officer (accounting, accountable or budget); or the papers "
        "leave open who hosts its pooled budget (`pool_host: not_stated`), and name neither an officer for it nor anybody who hosts"
        " the body. Medium, and one finding for all funded bodies, where the papers mark no officer anywhere."
    ),
    why="Public money needs one who answers for it in person.",
    fix="Name the officer, with the limits of what may be spent.",
    guards=(
        (
            "An officer of a body answers for its parts, for those that answer to it, for those that it runs, hosts, employs or "
            "delegates to, and one of a counted party for its named ones. A pooled budget that nobody hosts needs an officer of its"
            " own."
        ),
        "A statutory body, a department, a council and a trust have such an officer by law, whether or not the papers say so.",
        "Providers are paid for what they provide, and posts hold no budget: neither needs an officer.",
        "Amounts below the chosen limit (`materiality`, none unless chosen) are left out; one that is not stated is not.",
    ),
    limits="An officer whom another paper names is not seen.",
    anchors=("MPM",),
    bad=BAD,
    good=GOOD,
    check=check,
)
