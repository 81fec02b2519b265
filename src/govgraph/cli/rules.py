"""`govgraph rules`: the catalogue."""

import click

from govgraph.cli.options import deliver, format_option, output_option


@click.command("rules")
@click.argument("code", required=False, metavar="[CODE]")
@format_option("text", "markdown")
@output_option
def command(code: str | None, form: str, output: str | None) -> None:
    """List the rules, or explain one.

    \b
    Example:
      govgraph rules LOS-01
    """
    from govgraph.reports.rule_pages import rule_text, rules_markdown
    from govgraph.rules import catalogue, chosen

    wanted = chosen([code]) if code else list(catalogue().values())
    if form == "markdown":
        deliver(rules_markdown(wanted), output)
    elif code:
        deliver("\n\n".join(rule_text(rule) for rule in wanted), output)
    else:
        lines = [f"{rule.code}  {rule.name:<28} {rule.severity:<9} {rule.title}" for rule in wanted]
        deliver("\n".join([*lines, "", "govgraph rules CODE explains one."]), output)
