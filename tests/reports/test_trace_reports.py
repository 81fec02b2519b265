import json

import jsonschema
import pytest
from report_cases import HOSTILE, graph, hostile_graph

from govgraph.reports import TRACE_REPORTS
from govgraph.reports.schemas import schema_text
from govgraph.text import is_unsafe


def traced(name, start="trust-a", end="minister", limit=20, found=None):
    found = found or graph()
    return TRACE_REPORTS[name](found, start, end, *found.trace(start, end, limit))


def test_text():
    text = traced("text")
    assert "1 line from Trust A up to the Minister for Care, strongest first.\n" in text
    assert (
        "Line 1: qualified, 2 links, for Care; Buying of care\n  Trust A (trust-a)\n    ↓ is performance managed by"
        in text
    )


def test_no_line_is_said_in_the_papers_name():
    assert "The papers we saw show no line from the National Board up to the Minister for Care.\n" in traced(
        "text", "board"
    )


def test_a_cut_is_said():
    found = graph()
    lines, _ = found.trace("trust-a", "minister")
    for name in ("text", "markdown"):
        assert "there are more." in TRACE_REPORTS[name](found, "trust-a", "minister", lines, True)
        assert "there are more." not in TRACE_REPORTS[name](found, "trust-a", "minister", lines, False)
    assert json.loads(TRACE_REPORTS["json"](found, "trust-a", "minister", lines, True))["cut"] is True


@pytest.mark.parametrize("start", ["trust-a", "board", "minister"])
def test_json_meets_its_schema(start):
    jsonschema.validate(json.loads(traced("json", start)), json.loads(schema_text("trace")))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", TRACE_REPORTS)
def test_no_name_acts_on_a_screen(name, hostile):
    text = traced(name, found=hostile_graph(hostile))
    assert not [c for c in text if is_unsafe(c)]
    if name == "markdown":
        assert "<" not in text.replace("\\<", "")
