"""JSON Schemas as text: of the written form, and of what the commands print as JSON."""

import json
from importlib import resources

SCHEMAS = ("structure", "report", "sight", "trace", "comparison", "baseline")


def schema_text(name: str) -> str:
    """The schema of one of SCHEMAS, as indented JSON."""
    if name == "structure":
        from govgraph.model.schema import structure_schema

        return json.dumps(structure_schema(), indent=2, ensure_ascii=False) + "\n"
    return (resources.files("govgraph.reports") / "assets" / "schemas" / f"{name}.json").read_text(
        encoding="utf-8"
    )
