"""TRN-01: what an earlier structure had and nobody in the later one has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from govgraph.changes import Changes, Descent, Passage, holders
from govgraph.findings import Finding, Rule, Severity
from govgraph.model.relationships import Succession
from govgraph.model.vocabulary import SUGGESTED
from govgraph.text import counted, listed, quoted

BAD = """
govgraph: 1
structure: {id: bad, title: The duty before, as_at: 2010, root: minister, subjects: [trust]}
sources: {paper: {title: The paper of 2010}}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The commissioning team, kind: team}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister, source: paper 1}
  - {from: team, kind: accountable_to, to: minister, source: paper 1}
duties:
  allocate: {name: Divide the money, accountable: [team], responsible: [team], source: paper 2}
---
govgraph: 1
structure: {id: bad-later, title: The structure after, as_at: 2013, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
---
govgraph: 1
transition: {id: bad-to-later, title: What became of what, before: bad, after: bad-later}
sources: {later: {title: The paper of 2013}}
successions:
  - {from: team, to: not_stated, kind: abolished, source: later 1}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: The duty before, as_at: 2010, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  team: {name: The commissioning team, kind: team}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: minister}
duties:
  allocate: {name: Divide the money, accountable: [team], responsible: [team]}
---
govgraph: 1
structure: {id: good-later, title: The structure after, as_at: 2013, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
  board: {name: The commissioning board, kind: statutory_authority}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: board, kind: accountable_to, to: minister}
duties:
  allocate: {name: Divide the money, accountable: [board], responsible: [board]}
---
govgraph: 1
transition: {id: good-to-later, title: What became of what, before: good, after: good-later}
successions:
  - {from: team, to: board}
"""


# What is told of duties that nobody has, by what the papers make of them.
_DUTIES = {
    "duties": (Severity.CRITICAL, ""),
    "duties-suggested": (
        Severity.HIGH,
        ", though it is written, with a standing that is not counted, who should",
    ),
    "duties-beyond": (Severity.INFO, ", in matters of which the later ones do not treat"),
    "duties-wished": (Severity.INFO, ", and that are only proposed or recommended there"),
}


def between(changes: Changes, rule: Rule) -> Iterator[Finding]:
    """Raise once for duties that nobody has now; and once for bodies and posts without an heir."""
    yield from _duties(changes, rule)
    yield from _parties(changes, rule)


def _duties(changes: Changes, rule: Rule) -> Iterator[Finding]:
    before = changes.before
    # Where nobody was named before either, nothing was lost between the two.
    lost = [passage for passage in changes.duties.fell_through if holders(before, passage.before)]
    sorted_out: dict[str, list[Passage]] = defaultdict(list)
    for passage in lost:
        if passage.before.status in SUGGESTED:  # not had, and so not lost
            key = "duties-wished"
        elif changes.scopes.of(passage.before.scope) is None:
            key = "duties-beyond"
        else:
            key = "duties-suggested" if passage.descent.suggested else "duties"
        sorted_out[key].append(passage)
    for key, (severity, where) in _DUTIES.items():
        if sorted_out[key]:
            yield _nobody_has(changes, rule, sorted_out[key], severity, where, key)


def _nobody_has(
    changes: Changes, rule: Rule, passages: Sequence[Passage], severity: Severity, where: str, key: str
) -> Finding:
    before = changes.before
    counts = Counter(party for passage in passages for party in holders(before, passage.before))
    held = sorted(counts, key=lambda party: (-counts[party], party))
    had = listed([f"{before.name(party)} ({counts[party]})" for party in held])
    names = quoted(passage.before.name for passage in passages)
    duties = counted(len(passages), "duty", "duties")
    return rule.finding(
        f"Nobody in the later papers has {duties} that the earlier ones give to {had}{where}: {names}.",
        held,
        severity=severity,
        scopes=sorted({passage.before.scope for passage in passages}),
        rests_on=[*(passage.before for passage in passages), *_said(passage.descent for passage in passages)],
        at="structure",
        key=key,
        row=("structure", changes.after.structure.id),
    )


def _parties(changes: Changes, rule: Rule) -> Iterator[Finding]:
    before = changes.before
    lost = [
        descent.old
        for descent in (*changes.parties.no_heir, *changes.parties.ended)
        if before.is_judged(descent.old)
        and (descent.old in before.subjects or not before.is_only_named(descent.old))
    ]
    wished = [party for party in lost if before.structure.parties[party].status in SUGGESTED]
    had = [party for party in lost if party not in wished]
    judged = [party for party in had if any(map(changes.scopes.of, before.asked_in(party)))]
    beyond = [party for party in had if party not in judged]
    if judged:
        yield _no_heir(changes, rule, judged, Severity.HIGH, "", "parties")
    if beyond:
        where = ", none of which had a part in the matters of which they treat"
        yield _no_heir(changes, rule, beyond, Severity.INFO, where, "parties-beyond")
    if wished:
        where = ", which the earlier ones only propose or recommend"
        yield _no_heir(changes, rule, wished, Severity.INFO, where, "parties-wished")


def _no_heir(
    changes: Changes, rule: Rule, parties: Sequence[str], severity: Severity, where: str, key: str
) -> Finding:
    before = changes.before
    return rule.finding(
        f"The later papers name no heir of {listed([before.name(party) for party in parties])}{where}.",
        parties,
        severity=severity,
        rests_on=[
            *(before.structure.parties[party] for party in parties),
            *_said(changes.heirs.descents[party] for party in parties),
        ],
        at="structure",
        key=key,
        row=("structure", changes.after.structure.id),
    )


def _said(descents: Iterable[Descent]) -> list[Succession]:
    return list({id(row): row for descent in descents for row in descent.rows}.values())


RULE = Rule(
    code="TRN-01",
    name="no-heir",
    group="transition",
    title="Duty or body without an heir",
    severity=Severity.CRITICAL,
    severities=(Severity.HIGH, Severity.INFO),
    definition=(
        "Critical: a duty that the earlier papers give to somebody, and that nobody in the later papers has, under its own id or by"
        " a stated succession; high where a succession whose status is not counted names somebody; info where its scope is not one "
        "of the later structure's. High: a body or post with a part in the earlier arrangements that is not in the later ones and "
        "has no stated heir. Info: what the earlier papers only propose or recommend."
    ),
    why="It fell through: what nobody has, nobody does.",
    fix="Give it to somebody, or record that it is closed.",
    guards=(
        "A duty that was over by then, by its own dates or by what the papers say, has not fallen through.",
        "A duty for which nobody was named before either was not lost between the two.",
        "A body whose function passes has an heir for it; partners, and what is only named and no subject, are not judged.",
        "What was only proposed or recommended was not had, and so cannot have been lost: it is told apart.",
        "Without successions between two structures, nothing is concluded from ids that differ.",
    ),
    limits="Later papers on another subject are silent on much that goes on: whether a silence means anything is for the reviewer.",
    anchors=("NAO", "MOG"),
    needs=("before", "successions"),
    bad=BAD,
    good=GOOD,
    between=between,
)
