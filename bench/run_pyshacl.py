"""The process that is measured against `govgraph check`: load a graph and shapes, validate, tell what was found.

Run as: run_pyshacl.py DATA.ttl SHAPES.ttl. Prints {code: [party, ...]} as JSON.
"""

import json
import sys

from pyshacl import validate
from rdflib import RDF, Graph, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")


def main(data: str, shapes: str) -> None:
    graph = Graph().parse(data, format="turtle")
    _, results, _ = validate(graph, shacl_graph=Graph().parse(shapes, format="turtle"), inference="none")
    found: dict[str, set[str]] = {}
    for result in results.subjects(RDF.type, SH.ValidationResult):
        code = str(results.value(result, SH.sourceShape)).rpartition(":")[2]
        found.setdefault(code, set()).add(str(results.value(result, SH.focusNode)).rpartition(":")[2])
    json.dump({code: sorted(parties) for code, parties in sorted(found.items())}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
