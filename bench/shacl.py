"""The same structure and some of the same rules in RDF and SHACL, for pySHACL to run.

The export holds links that govgraph has already settled for date, status, scope and the named ones of counted
parties: work that is inside govgraph's time and that pySHACL is spared. A property path cannot keep clear of a
party, nor choose its property by the scope at hand, so each scope has properties and constraints of its own.
"""

from collections.abc import Iterator

from govgraph.graph import GovernanceGraph
from govgraph.model.scopes import covers
from govgraph.rules import catalogue

GOV = "urn:govgraph:vocabulary:"
PARTY = "urn:govgraph:party:"
RULES = ("LOS-01", "LOS-02", "LOS-03", "DUP-01", "DUP-02", "ORP-01", "ORP-04")
_PREFIXES = f"""@prefix gov: <{GOV}> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def found_by_rules(graph: GovernanceGraph) -> dict[str, list[str]]:
    """The parties at which govgraph raises each of the rules compared, by its code."""
    rules = catalogue()
    return {
        code: sorted({finding.subjects[0] for finding in rules[code].check(graph, rules[code])})
        for code in RULES
    }


def to_turtle(graph: GovernanceGraph) -> str:
    """The structure as Turtle, in the Organization Ontology's words where it has them."""
    return _PREFIXES + "\n".join(_triples(graph)) + "\n"


def _party(party: str) -> str:
    return f"<{PARTY}{party}>"


def _scope(scope: str) -> str:
    return f"<urn:govgraph:scope:{scope}>"


def _local(scope: str) -> str:
    return scope.replace("/", "__")


def _analysed(graph: GovernanceGraph) -> tuple[str, ...]:
    """The scopes that the rules look at: those of the analysis, and those that two statements can share."""
    return tuple(dict.fromkeys((*graph.scopes, *sorted({link.scope for link in graph.links}))))


def _triples(graph: GovernanceGraph) -> Iterator[str]:
    structure = graph.structure
    for party, row in structure.parties.items():
        yield f"{_party(party)} a {'org:Post' if party in structure.posts else 'org:Organization'} ; rdfs:label {_text(row.name)} ."
        if party in graph.roots:
            yield f"{_party(party)} a gov:Root ."
        if graph.is_judged(party):
            yield f"{_party(party)} a gov:Judged ."
        if row.one_of is not None:
            yield f"{_party(party)} gov:oneOf {_party(row.one_of)} ."
    for post, body, _ in graph.heads:
        yield f"{_party(post)} gov:heads {_party(body)} ."
    known = {*structure.scopes, *_analysed(graph), "all"}
    for wide in sorted(known):
        yield f"{_scope(wide)} gov:covers {', '.join(_scope(narrow) for narrow in sorted(known) if covers(wide, narrow))} ."
    yield from _statements(graph)
    yield from _links(graph)


def _statements(graph: GovernanceGraph) -> Iterator[str]:
    """The statements that count, each a node, and those that would carry an account but do not count."""
    for number, row in enumerate(graph.relationships):
        ends = "".join(f" ; gov:to {_party(end)}" for end in row.to) + "".join(
            f" ; gov:via {_party(v)}" for v in row.via
        )
        authority = " , gov:Power" if graph.kind(row.kind).authority else ""
        lead = " ; gov:lead true" if row.lead else ""
        yield (
            f"<urn:govgraph:statement:{number}> a gov:Statement{authority} ; gov:kind gov:{row.kind} ; "
            f"gov:from {_party(row.from_)}{ends}{lead} ; gov:scope {_scope(row.scope)} ."
        )
    for party in graph.structure.parties:
        for lapse in graph.lapses(party):
            upper = f" ; gov:to {_party(lapse.upper)}" if lapse.upper is not None else ""
            yield f"[] a gov:Lapse ; gov:from {_party(party)}{upper} ."
    for seat in graph.memberships:
        yield f"[] a org:Membership ; org:member {_party(seat.member)} ; org:organization {_party(seat.body)} ."
    for duty in graph.structure.duties.values():
        if graph.counts(duty) or duty.status == "undefined":
            letters = "".join(
                f" ; gov:{letter} {_party(party)}"
                for letter in ("accountable", "responsible", "consulted", "informed")
                for party in getattr(duty, letter)
            )
            yield f"[] a gov:Duty{letters} ; gov:counts {str(graph.counts(duty)).lower()} ."


def _links(graph: GovernanceGraph) -> Iterator[str]:
    """Every link as a node; and, for each scope, as properties by their least strength, so that paths can be asked for."""
    for number, link in enumerate(graph.links):
        inherited = " ; gov:inherited true" if link.inherited is not None else ""
        lead = " ; gov:lead true" if link.lead else ""
        yield f"{_party(link.lower)} gov:{link.kind.name} {_party(link.upper)} ."
        yield (
            f"<urn:govgraph:link:{number}> a gov:Link ; gov:lower {_party(link.lower)} ; gov:upper {_party(link.upper)} ; "
            f"gov:kind gov:{link.kind.name} ; gov:scope {_scope(link.scope)}{inherited}{lead} ."
        )
        if not link.fallback:
            yield f"{_party(link.lower)} gov:up {_party(link.upper)} ."
    yield from (f"{_party(subject)} gov:subject true ." for subject in graph.subjects)
    for scope in _analysed(graph):
        name = _local(scope)
        for party, links in graph.view(scope).up.items():
            for link in links:
                properties = [f"gov:up_{name}"]
                properties += [f"gov:contract_{name}"] * (link.strength >= 2)
                properties += [f"gov:settled_{name}"] * (link.strength >= 2 and link.settled)
                properties += [f"gov:managed_{name}"] * (link.strength >= 3)
                properties += ["gov:up"] * (scope in graph.scopes)
                for property_ in properties:
                    yield f"{_party(party)} {property_} {_party(link.upper)} ."
        if scope in graph.scopes:
            for subject in graph.subjects:
                if scope in graph.asked_in(subject):
                    yield f"{_party(subject)} gov:subject_{name} true ."


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


# -- shapes

_CLOSE = """{{ ?near gov:subject_{s} true }} UNION
      {{ ?tie a gov:Statement ; gov:from ?near ; gov:to/gov:subject_{s} true ; gov:kind ?tied ; gov:scope/gov:covers {scope} .
        FILTER (?tied IN (gov:commissions, gov:directs, gov:performance_manages)) FILTER NOT EXISTS {{ ?near a gov:Root }} }}"""

_NO_LINE = (
    """{{ $this gov:subject_{s} true . FILTER NOT EXISTS {{ $this gov:up_{s}+ ?root . ?root a gov:Root }} }}
    UNION {{ FILTER NOT EXISTS {{ $this gov:up_{s} ?upper }} ?near gov:managed_{s}+ $this . """
    + _CLOSE
    + " }}"
)

_REPORTING_ONLY = (
    """BIND ($this AS ?near) """
    + _CLOSE
    + """
    FILTER EXISTS {{ $this gov:up_{s}+ ?root . ?root a gov:Root }}
    FILTER NOT EXISTS {{ $this gov:contract_{s}+ ?root . ?root a gov:Root }}"""
)

_WEAK_EVIDENCE = (
    """BIND ($this AS ?near) """
    + _CLOSE
    + """
    FILTER EXISTS {{ $this gov:contract_{s}+ ?root . ?root a gov:Root }}
    FILTER NOT EXISTS {{ $this gov:settled_{s}+ ?root . ?root a gov:Root }}"""
)

_PAIR = """?one a gov:Link ; gov:lower $this ; gov:kind gov:accountable_to ; gov:upper ?first ; gov:scope ?wide .
    ?two a gov:Link ; gov:lower $this ; gov:kind gov:{kind} ; gov:upper ?second ; gov:scope ?narrow .
    ?wide gov:covers {scope} . ?narrow gov:covers {scope} . FILTER (?wide = {scope} || ?narrow = {scope})
    FILTER (?first != ?second)
    FILTER NOT EXISTS {{ ?one gov:inherited true }} FILTER NOT EXISTS {{ ?two gov:inherited true }}
    FILTER NOT EXISTS {{ ?first gov:oneOf+ ?second }} FILTER NOT EXISTS {{ ?second gov:oneOf+ ?first }}
    FILTER NOT EXISTS {{ ?first gov:managed_{s}+ ?second }} """

_TWO_MASTERS = (
    _PAIR
    + """FILTER NOT EXISTS {{ ?second gov:managed_{s}+ ?first }}
    FILTER NOT EXISTS {{ ?one gov:lead true }} FILTER NOT EXISTS {{ ?two gov:lead true }}"""
)

_SPLIT_LINE = (
    _PAIR
    + """FILTER NOT EXISTS {{ ?second gov:up_{s}+ ?first }}
    FILTER NOT EXISTS {{ ?answer a gov:Link ; gov:lower $this ; gov:kind gov:accountable_to ; gov:upper ?second .
      FILTER NOT EXISTS {{ ?answer gov:inherited true }} }}"""
)

_NO_UPWARD_LINE = """
    FILTER EXISTS {{ ?statement (gov:from|gov:to|gov:via|gov:lower|gov:upper|org:member|org:organization) $this }}
    FILTER NOT EXISTS {{
      $this gov:up ?upper .
      FILTER NOT EXISTS {{ ?upper gov:heads $this . FILTER NOT EXISTS {{ ?upper gov:up ?other . FILTER (?other != $this) }} }}
    }}
    FILTER NOT EXISTS {{ $this gov:oneOf ?counted . ?counted a gov:Judged . FILTER NOT EXISTS {{ ?counted gov:up ?any }} }}"""

_ADVISER = """
    FILTER EXISTS {{ ?duty a gov:Duty ; gov:accountable $this }}
    FILTER NOT EXISTS {{ ?power a gov:Power ; gov:from $this }}
    OPTIONAL {{ ?advice a gov:Statement ; gov:kind gov:advises ; gov:from $this }}
    FILTER (BOUND(?advice) || (EXISTS {{ ?seat org:member $this }} && NOT EXISTS {{ $this a org:Post }}))"""

_BY_SCOPE = {
    "LOS-01": _NO_LINE,
    "LOS-02": _REPORTING_ONLY,
    "LOS-03": _WEAK_EVIDENCE,
    "DUP-01": _TWO_MASTERS,
    "DUP-02": _SPLIT_LINE,
}
_ONCE = {"ORP-01": _NO_UPWARD_LINE, "ORP-04": _ADVISER}
# As few focus nodes as each rule allows: pySHACL puts every query once to each.
_NEAR = "sh:targetSubjectsOf gov:subject ; sh:targetObjectsOf gov:commissions , gov:directs , gov:performance_manages"
_TARGETS = {
    "LOS-02": _NEAR,
    "LOS-03": _NEAR,
    "DUP-01": "sh:targetSubjectsOf gov:accountable_to",
    "DUP-02": "sh:targetSubjectsOf gov:reports_to",
    "ORP-04": "sh:targetObjectsOf gov:accountable",
}


def shapes(graph: GovernanceGraph) -> str:
    """One shape for each rule compared; where the rule looks at scopes, one constraint for each."""
    parts = [
        _PREFIXES,
        f'gov: sh:declare [ sh:prefix "gov" ; sh:namespace "{GOV}"^^xsd:anyURI ] ,',
        '  [ sh:prefix "org" ; sh:namespace "http://www.w3.org/ns/org#"^^xsd:anyURI ] .',
    ]
    for code, pattern in _BY_SCOPE.items():
        kind = "reports_to" if code == "DUP-02" else "accountable_to"
        shared = sorted({link.scope for link in graph.links if link.kind.name in {"accountable_to", kind}})
        scopes = shared if code.startswith("DUP") else graph.scopes
        bodies = [pattern.format(s=_local(scope), scope=_scope(scope), kind=kind) for scope in scopes]
        parts.append(_shape(code, bodies))
    parts.extend(_shape(code, [pattern.format()]) for code, pattern in _ONCE.items())
    return "\n".join(parts) + "\n"


def _shape(code: str, bodies: list[str]) -> str:
    constraints = " ,\n".join(
        f'  [ a sh:SPARQLConstraint ; sh:message "{code}" ; sh:prefixes gov: ;\n'
        f'    sh:select """SELECT DISTINCT $this WHERE {{ $this a gov:Judged . {body} }}""" ]'
        for body in bodies
    )
    target = _TARGETS.get(code, "sh:targetClass gov:Judged")
    return f"gov:{code} a sh:NodeShape ; {target} ; sh:sparql\n{constraints} ."
