"""The part of SARIF 2.1.0 that govgraph writes, as a JSON Schema closed to all else.

Types, required properties, closed lists of words and limits are those of the standard; what the standard allows
and govgraph never writes is left out, so that a misspelt property is a mistake and not an extension.
"""

from typing import Any


def closed(required: str = "", /, **properties: Any) -> dict[str, Any]:
    """An object of these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def one_of(*words: str) -> dict[str, Any]:
    return {"enum": list(words)}


def many(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


WORD: dict[str, Any] = {"type": "string", "minLength": 1}
COUNTED: dict[str, Any] = {"type": "integer", "minimum": 1}
# A relative reference or an absolute URI: no space, no bracket, no percent sign but that of an escape.
URI: dict[str, Any] = {"type": "string", "pattern": r"^([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})+$"}
BAG: dict[str, Any] = {"type": "object", "properties": {"tags": many(WORD, uniqueItems=True)}}

MESSAGE = closed("text", text=WORD)
# A text in Markdown stands only beside one that is plain.
HELP = closed("text", text=WORD, markdown=WORD)
LEVEL = one_of("none", "note", "warning", "error")

RULE = closed(
    "id",
    id=WORD,
    name=WORD,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=HELP,
    defaultConfiguration=closed(level=LEVEL),
    properties=BAG,
)
LOCATION = closed(
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=closed("uri", uri=URI),
        region=closed("startLine", startLine=COUNTED, startColumn=COUNTED),
    ),
    logicalLocations=many(
        closed(
            "fullyQualifiedName", name={"type": "string"}, fullyQualifiedName=WORD, kind={"const": "resource"}
        ),
        uniqueItems=True,
        minItems=1,
    ),
)
SUPPRESSION = closed(
    "kind",
    kind=one_of("inSource", "external"),
    status=one_of("accepted", "underReview", "rejected"),
    justification=WORD,
    properties=BAG,
)
RESULT = closed(
    "ruleId ruleIndex level message partialFingerprints suppressions",
    ruleId=WORD,
    ruleIndex={"type": "integer", "minimum": 0},
    kind=one_of("notApplicable", "pass", "fail", "review", "open", "informational"),
    level=LEVEL,
    message=MESSAGE,
    locations=many(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=many(SUPPRESSION, uniqueItems=True),
    baselineState=one_of("new", "unchanged", "updated", "absent"),
    properties=BAG,
)
NOTIFICATION = closed("message", associatedRule=closed("id", id=WORD), level=LEVEL, message=MESSAGE)
RUN = closed(
    "tool results",
    tool=closed(
        "driver",
        driver=closed(
            "name",
            name={"const": "govgraph"},
            version=WORD,
            semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
            rules=many(RULE, uniqueItems=True),
        ),
    ),
    columnKind=one_of("utf16CodeUnits", "unicodeCodePoints"),
    invocations=many(
        closed(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=many(NOTIFICATION),
        ),
        minItems=1,
        maxItems=1,
    ),
    results=many(RESULT),
    properties=BAG,
)
SARIF = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **closed(
        "$schema version runs",
        **{
            "$schema": {"type": "string", "pattern": r"^https://.*/sarif-schema-2\.1\.0\.json$"},
            "version": {"const": "2.1.0"},
            "runs": many(RUN, minItems=1, maxItems=1),
        },
    ),
}
