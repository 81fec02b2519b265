"""ACC-01: what was accepted is found no more, or was never found."""

from collections.abc import Iterator, Mapping

from govgraph.acceptance import Acceptances, named
from govgraph.findings import Finding, Report, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Acceptance
from govgraph.rules import catalogue
from govgraph.settings import Reading
from govgraph.text import MOST_NAMED, did_you_mean, listed

BAD = """
govgraph: 1
structure: {id: bad, title: An acceptance that holds nothing, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
accepted:
  - {finding: LOS-01, subjects: [trust], reason: The line is being written, by: review lead, on: 2010-03}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: An acceptance that holds a finding, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust}
posts:
  minister: {name: The Minister}
relationships:
  - {from: minister, kind: funds, to: trust}
accepted:
  - {finding: LOS-01, subjects: [trust], reason: The line is being written, by: review lead, on: 2010-03}
  - {finding: ORP-01, subjects: [trust], reason: As for the account, by: review lead, on: 2010-03}
  - {finding: ORP-02, subjects: [trust], reason: As for the account, by: review lead, on: 2010-03}
"""


def afterwards(graph: GovernanceGraph, rule: Rule, report: Report) -> Iterator[Finding]:
    """Raise once at each row of `accepted` that holds no finding, and whose rule has run; rows alike are told as one."""
    acceptances = Acceptances(graph.structure.accepted)
    held = {number for finding in report.findings for number in acceptances.holding(finding)}
    codes = {name: one.code for one in catalogue().values() for name in (one.code.lower(), one.name)}
    as_written = graph.reading == Reading.of(graph.structure) and graph.roots == graph.structure.roots
    told: set[str] = set()
    for number, row in enumerate(acceptances.rows):
        code = codes.get(named(row).partition(".")[0], "")
        judged = not code or (as_written and code in report.rules_run)
        key = f"{named(row)}:{','.join(sorted(set(row.subjects)))}"
        if judged and number not in held and key not in told:
            told.add(key)
            yield rule.finding(
                _message(graph, row, code, codes),
                row.subjects,
                at=min(row.subjects, default="structure"),
                key=key,
                row=("accepted", str(number)),
            )


def _message(graph: GovernanceGraph, row: Acceptance, code: str, codes: Mapping[str, str]) -> str:
    word, parties = row.finding.strip(), graph.structure.parties
    names = [graph.name(entry) if entry in parties else entry for entry in dict.fromkeys(row.subjects)]
    of = f" for {listed(names, most=MOST_NAMED)}" if names else ""
    if code:
        return f"The reviewer accepted {word}{of}, and there is no such finding."
    hint = did_you_mean(word.partition(".")[0], {*codes.values(), *codes})
    return f"The reviewer accepted {word}{of}, which names no rule{f' ({hint})' if hint else ''}."


RULE = Rule(
    code="ACC-01",
    name="stale-acceptance",
    group="acceptance",
    title="An acceptance that holds no finding",
    severity=Severity.LOW,
    definition=(
        "A row of `accepted` matches no finding, though the rule that it names has run; or it names no rule at all."
    ),
    why="What was accepted is gone or has changed: another finding may stand in its place, and that one is not accepted.",
    fix="Take the row out; or, where the finding has changed, judge it afresh and name it as it is now.",
    guards=(
        "A row whose rule did not run (not selected, ignored, lacking what it needs) is not judged.",
        "At another date, scope, status or choice on contracts than the structure's own, only rows that name no rule are told.",
    ),
    limits="It sees that an acceptance holds nothing, not whether the reason given for one still holds.",
    bad=BAD,
    good=GOOD,
    afterwards=afterwards,
)
