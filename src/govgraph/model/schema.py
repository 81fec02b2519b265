"""The JSON Schema of the written form, for editors that complete and check a file as it is written."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from govgraph.model.structure import FORM_VERSION, Structure

# Rows whose id is their key, or is made from what they say: it is not written.
_WITHOUT_ID = ("Source", "Organisation", "Post", "Duty", "Service", "Relationship")
# Rows that may be written as a text in place of a mapping.
_OR_A_TEXT = ("Attachment", "Saying")


def structure_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of a file that holds a structure, or a part of one in a folder of files."""
    schema = Structure.model_json_schema(mode="validation")
    rows: dict[str, dict[str, Any]] = schema["$defs"]
    for name in _WITHOUT_ID:
        rows[name]["properties"].pop("id")
        rows[name]["required"] = [field for field in rows[name].get("required", ()) if field != "id"]
    for row in rows.values():
        if "properties" in row:
            row["properties"] = {field: _with_short_forms(spec) for field, spec in row["properties"].items()}
    schema["properties"] = {
        "govgraph": {"description": "The version of this form.", "enum": [FORM_VERSION, str(FORM_VERSION)]},
        **{name: _section(spec) for name, spec in schema["properties"].items()},
    }
    # A folder of files is one structure: only one of them has the structure section.
    schema.pop("required", None)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": "A govgraph structure"}


def _section(spec: dict[str, Any]) -> dict[str, Any]:
    """A section may be left empty."""
    kept = {key: value for key, value in spec.items() if key != "default"}
    return {"anyOf": [kept, {"type": "null"}]} if "$ref" not in kept else kept


def _with_short_forms(spec: dict[str, Any]) -> dict[str, Any]:
    """A field as it may be written: one entry for a list of rows, a text for a row that has a short form."""
    row = spec.get("items", {}).get("$ref", "").rpartition("/")[2]
    if row not in _OR_A_TEXT:
        return spec
    forms = [{"type": "string"}, {"$ref": f"#/$defs/{row}"}]
    return {"anyOf": [*forms, {"type": "array", "items": {"anyOf": forms}}]}
