"""Hostile names through the real engine and onto the page: every character is text, none an instruction."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.diagrams import EmbeddedEngine, draw
from govgraph.diagrams.dot import escape
from govgraph.text import one_line

SVG = "{http://www.w3.org/2000/svg}"
NASTY = [
    'He said "no"',
    "ends with a backslash\\",
    "\\N \\G \\l \\r {port} <f0> | bar",
    "a & b &amp; &#60;c&#62; &lt;",
    "<script>alert(1)</script>",
    "<B>bold</B><BR/>",
    ']]> -->; } digraph x { a -> b [URL="javascript:alert(1)"]',
    "line one\nline two",
    "tab\there",
    "right \u202eto left\u202c",
    "bell \u0007 and zero\u200bwidth",
    "עברית ו\u05beעוד",
    "日本 and Ελλάς",
    "' or 1=1 --",
    "https://example.org/?a=b&c=d",
    "percent %s %n",
]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_comes_back_from_the_page_as_it_is_read(small, name):
    drawing = draw(
        small(
            [f"a: {{name: {json.dumps(name)}, kind: team, tier: national}}"],
            header=f"  subtitle: {json.dumps(name)}",
        )
    )
    root = ET.fromstring(drawing.svg)
    party = next(g for g in root.iter(f"{SVG}g") if g.get("data-party") == "a")
    assert party.find(f"{SVG}title").text == one_line(name)
    shown = "".join(t.text for t in party.iter(f"{SVG}text"))
    assert "".join(shown.split()) == "".join(one_line(name).split())
    assert not [
        e for e in root.iter() if e.tag.removeprefix(SVG) in {"script", "a", "image", "foreignObject"}
    ]


def through_the_engine(label: str) -> str:
    dot = f'digraph {{ n_0 [shape=plain label=<<TABLE><TR><TD>{escape(label)}</TD></TR></TABLE>>]; n_1 [label="{escape(label)}"]; }}'
    svg = EmbeddedEngine().layout(dot, 10)
    nodes = [g for g in ET.fromstring(svg).iter(f"{SVG}g") if g.get("class") == "node"]
    texts = [" ".join("".join(t.itertext()) for t in g.iter(f"{SVG}text")) for g in nodes]
    assert len(texts) == 2
    assert "".join(texts[0].split()) == "".join(texts[1].split())
    return texts[0]


@pytest.mark.parametrize("name", NASTY)
def test_a_label_comes_back_from_the_engine(name):
    assert "".join(through_the_engine(name).split()) == "".join(one_line(name).split())


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("ab\"\\&<>;#{}|[]=/'%l\nN-é☃\u202e"), min_size=1, max_size=12).filter(one_line)
)
def test_any_label_comes_back_from_the_engine(name):
    assert "".join(through_the_engine(name).split()) == "".join(one_line(name).split())


def test_the_dot_of_a_drawing_names_nothing_by_data(small):
    dot = draw(small(['evil-id: {name: "x\\"]; y [URL=\\"javascript:1\\"", kind: team, tier: national}'])).dot
    assert "evil-id" not in dot
    assert not re.search(r'URL="', dot)
    assert not re.search(r"(href|image|tooltip|target)\s*=", dot)


def test_a_name_of_300_characters_keeps_inside_its_box(small):
    words = draw(
        small(
            [
                f"a: {{name: {'very long ' * 30}, kind: agency, tier: national}}",
                f"b: {{name: {'X' * 300}, kind: team, tier: national}}",
            ]
        )
    )
    root = ET.fromstring(words.svg)
    for group in (g for g in root.iter(f"{SVG}g") if g.get("data-party")):
        rect = group.find(f"{SVG}rect")
        top, bottom = float(rect.get("y")), float(rect.get("y")) + float(rect.get("height"))
        for text in group.iter(f"{SVG}text"):
            assert top < float(text.get("y")) - 7
            assert float(text.get("y")) < bottom - 1
        assert len(group.find(f"{SVG}title").text) > 290


def test_characters_that_the_fonts_lack_are_warned_of(small):
    drawing = draw(small(["a: {name: 日本, kind: team, tier: national}"]))
    assert any("U+65E5" in warning for warning in drawing.warnings)
