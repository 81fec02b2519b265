"""EVD-02: a line that only a proposal draws is easily taken for one that is there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph, Line, Verdict
from govgraph.model.vocabulary import STATUS_WORDS, SUGGESTED
from govgraph.text import first_few

BAD = """
govgraph: 1
structure: {id: bad, title: A line that is only recommended, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority}
  - {from: authority, kind: accountable_to, to: minister, status: recommended}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The recommendation was carried out, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  authority: {name: The authority, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: authority}
  - {from: authority, kind: accountable_to, to: minister}
"""


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once for each set of proposals, at the first party that one is about, with all those whose line it would better."""
    added = SUGGESTED - graph.reading.statuses
    if not added:
        return
    reading = replace(graph.reading, statuses=graph.reading.statuses | added)
    as_proposed = GovernanceGraph(graph.structure, reading, graph.roots)
    found: dict[tuple[tuple[str, ...], Verdict, Verdict], _Better] = defaultdict(_Better)
    for scope in graph.scopes:
        for party in graph.close_to_delivery(scope):
            if not graph.is_judged(party):
                continue
            now, then = graph.verdict(party, scope), as_proposed.verdict(party, scope)
            line = as_proposed.view(scope).best_line(party) if then.rank < now.rank else None
            if line is not None:
                found[_proposals(graph, line), now, then].add(party, scope, line)
    for (proposals, now, then), better in sorted(found.items(), key=lambda item: item[0]):
        yield _finding(as_proposed, graph, rule, proposals, now, then, better)


@dataclass(slots=True)
class _Better:
    """Those whose line the same proposals would better, the best line of each as proposed, and the scopes."""

    lines: dict[str, Line] = field(default_factory=dict)
    scopes: list[str] = field(default_factory=list)

    def add(self, party: str, scope: str, line: Line) -> None:
        self.lines.setdefault(party, line)
        self.scopes.append(scope)


def _proposals(graph: GovernanceGraph, line: Line) -> tuple[str, ...]:
    """What of a line is not there in the reading itself: the statements, and the parties, that it does not count."""
    statements = [link.statement for link in line.links if link.status not in graph.reading.statuses]
    counted = [link.inherited for link in line.links if link.inherited is not None]
    parties = [party for party in (*line.parties, *counted) if not graph.exists(party)]
    return tuple(dict.fromkeys([*statements, *parties]))


def _finding(
    as_proposed: GovernanceGraph,
    graph: GovernanceGraph,
    rule: Rule,
    proposals: tuple[str, ...],
    now: Verdict,
    then: Verdict,
    better: _Better,
) -> Finding:
    parties = sorted(better.lines)
    shown = first_few(parties)
    names = graph.names(parties)
    links = [link for link in better.lines[parties[0]].links if link.statement in proposals]
    said = [as_proposed.describe(link) for link in links]
    bodies = [
        f"{graph.name(entry)} {graph.verb(entry, 'is')} {STATUS_WORDS[graph.party(entry).status]}"
        for entry in proposals
        if entry in graph.structure.parties
    ]
    before = {Verdict.NONE: "no line", Verdict.WEAK: "only a weak line"}.get(now, f"a {now.value} line")
    cause = links[0].lower if links else proposals[0]
    has = graph.verb(parties[0], "has") if len(parties) == 1 else "have"
    return rule.finding(
        f"{names} {has} {before} to {graph.root_names}; a {then.value} one only if what is proposed were taken for fact: "
        f"{'; '.join([*said, *bodies])}.",
        dict.fromkeys([cause, *shown]),
        severity=Severity.MEDIUM if now is Verdict.QUALIFIED else Severity.HIGH,
        scopes=sorted(set(better.scopes)),
        lines=[better.lines[party].parties for party in shown],
        rests_on=list(
            dict.fromkeys([*links, *(link for party in shown for link in better.lines[party].links)])
        ),
        key=",".join([now.value, then.value, *proposals]),
    )


RULE = Rule(
    code="EVD-02",
    name="proposal-as-fact",
    group="evidence",
    title="Proposal treated as fact, or not as implemented",
    severity=Severity.HIGH,
    severities=(Severity.MEDIUM,),
    definition=(
        "The verdict on a subject, or on a party that commissions, directs or performance manages one, would be better if what is "
        "proposed and recommended counted as well. Medium where the line is qualified already."
    ),
    why="What a review asked for is easily quoted as what there is; whether it was done, only a later paper can say.",
    fix="Find out whether the proposal was carried out, and give the statement the status that it then has.",
    guards=(
        "One finding for all parties whose line the same proposals would better.",
        "Nothing is raised where the reading counts proposals and recommendations already; every answer says so then.",
    ),
    limits=(
        "Other findings never rest on a proposal unless the reading counts it, so they are not looked through. A line that rests on"
        " an agreed objective is for LOS-03."
    ),
    anchors=("EVID",),
    needs=("root", "subjects"),
    bad=BAD,
    good=GOOD,
    check=check,
)
