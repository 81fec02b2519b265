"""The review page: one HTML file that needs nothing else, reads without script and prints on A4."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from govgraph.comparison import Comparison
from govgraph.findings import Report
from govgraph.graph import Answer, GovernanceGraph
from govgraph.reports import compare_tables, page_parts, summary, wording
from govgraph.reports.check_text import gone, state_words, tally
from govgraph.reports.drawings import Inlined, inlined
from govgraph.text import visible

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED_SCHEMES = ("http:", "https:", "mailto:")


def review_page(
    graph: GovernanceGraph,
    report: Report,
    answers: Sequence[Answer],
    drawings: Mapping[str, str],
    downloads: Sequence[tuple[str, str]],
    comparison: Comparison | None = None,
) -> str:
    """The page as HTML text; with a comparison, what changed is a section of it.

    `drawings` are SVG texts by name, in the order to show them; `downloads` are labels with paths beside the
    page. Answers of both directions may be given. Raises InternalError for a drawing that is not SVG.
    """
    drawn = [
        inlined(name, svg, f"drawing-{number}")
        for number, (name, svg) in enumerate(drawings.items(), start=1)
    ]
    context = _context(graph, report, answers, drawn, downloads)
    context["changes"] = compare_tables.report(comparison) if comparison is not None else None
    return _page("page.html.j2", graph, context, drawn)


def compare_page(comparison: Comparison) -> str:
    """What changed alone, as HTML text."""
    graph = comparison.changes.after
    context = _context(graph, comparison.report, (), (), ()) | {
        "changes": compare_tables.report(comparison, in_full=True)
    }
    return _page("compare.html.j2", graph, context, ())


def check_page(graph: GovernanceGraph, report: Report) -> str:
    """The findings alone, with the statements and sources that they cite, as HTML text."""
    return _page("check.html.j2", graph, _context(graph, report, (), (), ()), ())


def _page(name: str, graph: GovernanceGraph, context: Mapping[str, Any], drawn: Sequence[Inlined]) -> str:
    css = _asset("page.css")
    styles = [css, *(style for drawing in drawn for style in drawing.styles)]
    template = _environment(graph, context["report"]).get_template(name)
    # Not a character of what follows may be changed: the policy holds the hashes of its style elements.
    return template.render(
        css=Markup(css),  # noqa: S704 - packaged with govgraph
        policy=content_security_policy(styles),
        **context,
    )


def content_security_policy(styles: Sequence[str]) -> str:
    """A policy that admits the page's own style elements and nothing else: no script, no form, no request."""
    hashes = " ".join(dict.fromkeys(f"'sha256-{_digest(style)}'" for style in styles))
    return f"default-src 'none'; style-src {hashes}; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"


def safe_href(href: str) -> str | None:
    """A link that a page may hold: to a path beside it, or by http, https or mailto; None for any other.

    >>> safe_href("report.docx"), safe_href("javascript:alert(1)")
    ('report.docx', None)
    """
    cleaned = href.strip()
    if (
        visible(cleaned) != cleaned
        or "\n" in cleaned
        or "\t" in cleaned
        or cleaned.startswith("//")
        or "\\" in cleaned
    ):
        return None
    scheme = _SCHEME.match(cleaned)
    if scheme is not None and scheme[0].lower() not in _ALLOWED_SCHEMES:
        return None
    return cleaned or None


def web_href(href: str | None) -> str | None:
    """The address of a source, where it is one of the web: http or https."""
    found = safe_href(href or "")
    return found if found and found.lower().startswith(("http://", "https://")) else None


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (resources.files("govgraph.reports") / "assets" / name).read_text(encoding="utf-8")


def _environment(graph: GovernanceGraph, report: Report) -> Environment:
    """Escaping on for everything, undefined names an error, unsafe characters made visible in whatever is shown."""
    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: (
            visible(value).replace("\t", " ")
            if isinstance(value, str) and not isinstance(value, Markup)
            else value
        ),
    )

    def name(party: str) -> str:
        return graph.name(party) if party in graph.structure.parties else party

    functions: dict[str, Callable[..., Any]] = {
        "name": name,
        "is_post": lambda party: party in graph.structure.posts,
        "count_of": lambda party: (
            graph.structure.parties[party].count if party in graph.structure.parties else 1
        ),
        "scopes_words": lambda scopes: wording.scope_titles(graph, scopes),
        "evidence_by_standing": wording.evidence_by_standing,
        "evidence_place": wording.evidence_place,
        "place": wording.place,
        "statements_of": lambda group, hop: page_parts.statements_of(graph, group, hop),
        "acceptance_words": wording.acceptance_words,
        "state_words": lambda finding: state_words(report, finding),
    }
    environment.globals.update(functions)
    environment.filters.update(
        {
            "fragment": lambda anchor: quote(anchor, safe=""),
            "safe_href": safe_href,
            "web_href": web_href,
            "party_name": name,
        }
    )
    return environment


def _context(
    graph: GovernanceGraph,
    report: Report,
    answers: Sequence[Answer],
    drawn: Sequence[Inlined],
    downloads: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    structure = graph.structure
    by_direction = [
        (
            direction,
            summary.in_two_sentences(graph, own),
            page_parts.group_views(graph, own),
            worst_and_best(own),
        )
        for direction, own in page_parts.directions(answers)
    ]
    return {
        "header": structure.header,
        "reading": wording.reading_words(graph),
        "at": graph.reading.at.in_words if graph.reading.at else "",
        "directions": by_direction,
        "no_answer": () if by_direction else summary.in_two_sentences(graph, ()),
        "facts": page_parts.facts(graph, answers),
        "sources": list(structure.sources.values()),
        "source_ids": frozenset(structure.sources),
        "drawings": [(drawing, Markup(drawing.markup)) for drawing in drawn],  # noqa: S704 - escaped by `inlined`
        "tiers": page_parts.tiers(graph) if drawn else [],
        "severities": page_parts.findings_by_severity(report),
        "gone": gone(report),
        "tally": tally(report),
        "report": report,
        "contradictions": structure.contradictions,
        "assumptions": list(dict.fromkeys((*report.assumptions, *graph.assumptions()))),
        "evidence": page_parts.Evidence.of(graph, answers),
        "downloads": [(label, href) for label, href in downloads if safe_href(href)],
        "verdict_words": {verdict.value: word for verdict, word in wording.VERDICT_WORDS.items()},
        "verdict_meanings": {verdict.value: meaning for verdict, meaning in wording.VERDICT_MEANINGS.items()},
    }


def worst_and_best(answers: Sequence[Answer]) -> list[str]:
    """The verdicts that occur, the best first."""
    return [
        verdict.value
        for verdict in sorted({answer.verdict for answer in answers}, key=lambda verdict: verdict.rank)
    ]
