"""`govgraph explain`: one finding in full."""

from typing import TYPE_CHECKING

import click

from govgraph.cli.options import Options, deliver, output_option, structure_command

if TYPE_CHECKING:
    from govgraph.findings import Report


@structure_command("explain")
@click.argument("finding", metavar="FINDING-ID")
@output_option
def command(structure: str, finding: str, output: str | None, options: Options) -> None:
    """Explain one finding in full.

    What was found, its lines and evidence, why it matters and what to do; then what the rule looks for, its
    guards against false alarms, and what it cannot see. `govgraph check` gives the ids.

    \b
    Example:
      govgraph explain models/high-secure-2008.yaml LOS-01.nscg.a2f0c3
    """
    from govgraph.cli.check import checked
    from govgraph.errors import UsageError
    from govgraph.reports import explain_text

    graph, report = checked(options, structure)
    found = next((one for one in report.findings if one.id.lower() == finding.strip().lower()), None)
    if found is None:
        raise UsageError(f"no finding {finding!r} in {graph.structure.id}", _hint(report, finding.strip()))
    deliver(explain_text.report(graph, report, found), output)


def _hint(report: "Report", word: str) -> str:
    """The nearest id; for a rule, the ids of its findings, or why there are none."""
    from govgraph.text import did_you_mean, listed

    for rule in report.rules:
        if word.upper() == rule.code or word.lower() == rule.name:
            ids = [one.id for one in report.findings if one.code == rule.code]
            missed = dict.fromkeys((crash.code for crash in report.crashes), "it crashed") | {
                **report.not_run
            }
            none = f"none, since {missed[rule.code]}" if rule.code in missed else "none"
            return f"findings of {rule.code} {rule.name} here: {listed(ids, most=10) or none}"
    near = did_you_mean(word, (one.id for one in report.findings))
    return near or "`govgraph check` lists the findings with their ids; options of reading must be the same"
