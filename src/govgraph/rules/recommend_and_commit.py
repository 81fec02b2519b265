"""DEC-04: money is committed by a body that was only asked for advice."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.duties import Duty
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import overlap
from govgraph.rules._decisions import states
from govgraph.text import folded, quoted

BAD = """
govgraph: 1
structure: {id: bad, title: A group that recommends and commits, root: minister, subjects: [board]}
organisations:
  board: {name: The partnership board, kind: board}
  group: {name: The joint commissioning group, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: board}
  - {from: board, kind: delegates_to, to: group, power: Recommend spending from the pooled budget}
duties:
  recommend: {name: Recommend spending, accountable: [group], responsible: [group], step: recommend, subject: spending}
  commit: {name: Commit resources, accountable: [group], responsible: [group], step: decide, subject: spending}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: One recommends and another commits, root: minister, subjects: [board]}
organisations:
  board: {name: The partnership board, kind: board}
  group: {name: The joint commissioning group, kind: committee}
posts:
  minister: {name: The Minister}
relationships:
  - {from: board, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: board}
  - {from: board, kind: delegates_to, to: group, power: Recommend spending from the pooled budget}
duties:
  recommend: {name: Recommend spending, accountable: [group], responsible: [group], step: recommend, subject: spending}
  commit: {name: Commit resources, accountable: [board], responsible: [board], step: decide, subject: spending}
"""


_RECOMMENDS = re.compile(r"\b(recommend|advis|propos)\w*", re.IGNORECASE)
_COMMITS = re.compile(
    r"\b(spends?|(commit|decid|approv|authori[sz]|sign|determin|award|agree|bind)(e|es|s|t?ing)?|tak(e|ing)\b.{0,20}\bdecisions?)\b",
    re.IGNORECASE,
)


def is_to_recommend(power: str) -> bool:
    """Whether a power is one to recommend, by its words, and to do no more."""
    return bool(_RECOMMENDS.search(power)) and not _COMMITS.search(power)


def is_to_commit(power: str) -> bool:
    """Whether a power is one to commit or decide, by its words, and not to recommend that."""
    return bool(_COMMITS.search(power)) and not _RECOMMENDS.search(power)


class _Clash(NamedTuple):
    """One way in which a party is both to recommend and to decide: in words, with the statements that show it."""

    claim: str
    statements: Sequence[Relationship | Duty]


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each party that is to recommend and to commit."""
    lent: dict[str, list[Relationship]] = defaultdict(list)
    for row, end in graph.of_kind("delegates_to"):
        lent[end].append(row)
    steps: dict[str, list[Duty]] = defaultdict(list)
    for duty in graph.duties:
        if duty.step in {"recommend", "decide", "approve"}:
            for party in dict.fromkeys(duty.responsible or duty.accountable):
                steps[party].append(duty)
    for party in sorted({*lent, *steps}):
        if not graph.within_boundary(party):
            continue
        clashes = [*_two_powers(graph, lent[party]), *_two_steps(lent[party], steps[party])]
        if clashes:
            statements = [statement for clash in clashes for statement in clash.statements]
            verb = graph.verb(party, "is")
            claims = f", and {verb} ".join(clash.claim for clash in clashes)
            yield rule.finding(
                f"{graph.name(party)} {verb} {claims}; the papers do not say which prevails.",
                [party],
                scopes=sorted({statement.scope for statement in statements}),
                rests_on=statements,
            )


def _two_powers(graph: GovernanceGraph, lent: list[Relationship]) -> Iterator[_Clash]:
    """A power to recommend and one without a limit to commit, from one delegator in scopes that overlap."""
    committing: dict[str, list[Relationship]] = defaultdict(list)
    for row in lent:
        if is_to_commit(row.power or "") and not states(row.limit):
            committing[row.from_].append(row)
    alike: dict[str, list[Relationship]] = defaultdict(list)
    for row in lent:
        if is_to_recommend(row.power or ""):
            other = next((one for one in committing[row.from_] if overlap(one.scope, row.scope)), None)
            if other is not None:
                alike[f"both “{row.power}” and “{other.power}”"] += [row, other]
    for both, rows in alike.items():
        yield _Clash(f"lent by {graph.names(row.from_ for row in rows)} {both}", rows)


def _two_steps(lent: list[Relationship], duties: list[Duty]) -> Iterator[_Clash]:
    """Subjects on which a party decides in one duty, and recommends in another or by a power lent to it."""
    by_subject: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.subject is not None and states(duty.subject):
            by_subject[folded(duty.subject)].append(duty)
    powers = [row for row in lent if is_to_recommend(row.power or "")]
    subjects: list[str] = []
    found: list[Relationship | Duty] = []
    for subject, rows in by_subject.items():
        advice: list[Relationship | Duty] = [duty for duty in rows if duty.step == "recommend"]
        advice += [row for row in powers if subject in folded(row.power or "")]
        pairs = [
            (one, duty)
            for duty in rows
            if duty.step != "recommend"
            for one in advice
            if overlap(one.scope, duty.scope)
        ]
        if pairs:
            subjects.append(rows[0].subject or "")
            found += [row for pair in pairs for row in pair]
    if subjects:
        yield _Clash(f"to recommend and to decide on {quoted(subjects, most=3)}", found)


RULE = Rule(
    code="DEC-04",
    name="recommend-and-commit",
    group="decisions",
    title="Recommend and commit confused",
    severity=Severity.HIGH,
    definition=(
        "One delegator lends a party, in scopes that overlap, a power to recommend and a power to commit or decide that has no "
        "limit; or a party decides or approves in a duty, and is to recommend on the same subject, in another duty or by a power "
        "lent to it that names the subject, in scopes that overlap."
    ),
    why="Money may be spent without the power to spend it.",
    fix="Say which of the two it may do, with a limit in pounds.",
    guards=(
        "Two delegated powers that merely differ are an ordinary scheme of delegation.",
        "A power to commit that states its limit is told apart by it.",
        "Of a duty, those responsible are judged, else those accountable: to answer for another's advice and then decide is sound.",
        "One finding at a party, however many clashes there are.",
    ),
    limits=(
        "Whether a power is one to recommend or to commit is read from its words; one that speaks of both is not judged. One "
        "subject in different words is two."
    ),
    anchors=("COSO", "MPM"),
    bad=BAD,
    good=GOOD,
    check=check,
)
