import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib import resources

import pytest
from jinja2 import UndefinedError
from report_cases import (
    HOSTILE,
    arrangement,
    finding,
    full_report,
    graph,
    hostile_graph,
    hostile_report,
    report,
)

from govgraph.findings import Severity
from govgraph.graph import Direction
from govgraph.reports.page import _environment, review_page, safe_href
from govgraph.text import is_unsafe

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-labelledby="t"><title id="t">A drawing</title>'
    '<desc>It shows a box.</desc><style>.a{fill:#111}</style><rect id="box" class="a" style="stroke:#111"/></svg>'
)
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Tags with their attributes, ids, text, and the texts of style elements; fails on tags that do not close."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.styles, self.text = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        (self.styles if self.open and self.open[-1] == "style" else self.text).append(data)

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    @property
    def hrefs(self):
        return [attrs["href"] for _, attrs in self.tags if "href" in attrs]

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())


def page(found=None, results=None, drawings=None, downloads=()):
    found = found or graph()
    answers = (
        [*found.sight(), *found.sight(direction=Direction.INSTRUCTION)]
        if found.roots and found.subjects
        else []
    )
    drawn = {"One": SVG, "Two": SVG} if drawings is None else drawings
    return review_page(found, results or full_report(), answers, drawn, downloads)


def test_the_answer_comes_first_and_stands_as_the_terminal_says_it():
    read = Reader(page())
    tags = [tag for tag, _ in read.tags if tag in {"h1", "h2"}]
    assert tags[0] == "h1"
    assert "Position as at January 2010" in read.words
    answer = read.words.index(
        "Line of sight from the Minister for Care to Trust A and Trust B is qualified in the papers we saw"
    )
    assert read.words.index("Small arrangements") < answer < read.words.index("Contents")
    assert "Line of instruction from the Minister for Care" in read.words


def test_facts_say_how_much_is_settled_and_what_was_not_supplied():
    words = Reader(page()).words
    for part in (
        "Statements counted in force and agreed",
        "count as links, of strength 2",
        "Not supplied: Annex B, the chart.",
    ):
        assert part in words
    assert "2 of the 3 links on the lines shown (67 %)" in words


def test_subjects_that_are_alike_share_their_strips():
    words = Reader(page()).words
    assert (
        "Trust A and Trust B : the same in each" in words or "Trust A and Trust B: the same in each" in words
    )
    assert "Each of the 2 named above" in words
    assert "Stops here: the papers name no body to which it answers" in words


def test_each_hop_leads_to_its_statement_and_its_source():
    read = Reader(page())
    assert {"#statement-team.accountable_to.board", "#source-tor"} <= set(read.hrefs)


def test_every_link_within_the_page_arrives():
    from urllib.parse import unquote

    for text in (page(), page(arrangement()), page(hostile_graph(HOSTILE[0]), hostile_report(HOSTILE[0]))):
        read = Reader(text)
        assert {unquote(href[1:]) for href in read.hrefs if href.startswith("#")} <= set(read.ids)


def test_no_id_stands_twice():
    ids = Reader(page()).ids
    assert len(ids) == len(set(ids))
    assert {"drawing-1-box", "drawing-2-box", full_report().findings[0].id} <= set(ids)


def test_labels_name_ids_that_exist():
    read = Reader(page())
    named = {word for _, attrs in read.tags for word in (attrs.get("aria-labelledby") or "").split()}
    assert named <= set(read.ids)


def test_nothing_is_fetched():
    text = page(downloads=[("Word", "report.docx")])
    read = Reader(text)
    assert not [
        tag
        for tag, _ in read.tags
        if tag in {"script", "link", "img", "iframe", "object", "embed", "form", "base", "audio", "video"}
    ]
    assert not [
        attrs for _, attrs in read.tags if {"src", "srcset", "style", "background", "action"} & set(attrs)
    ]
    assert {href for href in read.hrefs if not href.startswith("#")} == {
        "report.docx",
        "https://example.org/tor?a=1&b=2",
    }
    for style in read.styles:
        assert "@import" not in style
        assert all(
            address.strip("'\" ").startswith(("#", "data:"))
            for address in re.findall(r"url\(([^)]*)\)", style)
        )


def test_the_policy_admits_exactly_the_styles_that_there_are():
    read = Reader(page())
    policy = next(
        attrs["content"]
        for tag, attrs in read.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        for style in read.styles
    }
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert len(hashes) == 3
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert "http" not in policy.replace("http-equiv", "")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_name_becomes_markup(hostile):
    plain = [tag for tag, _ in Reader(page(results=hostile_report("x"))).tags]
    found = hostile_graph(hostile)
    text = page(found, hostile_report(hostile), downloads=[(hostile, "report.docx")])
    read = Reader(text)
    assert {tag for tag, _ in read.tags} <= {*plain, "small"}
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    assert not [c for c in text if is_unsafe(c)]
    text.encode()
    assert "49" not in read.words.split()
    assert all(href == "report.docx" or href.startswith("#") for href in read.hrefs)


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("report.docx", True),
        ("drawings/full.svg", True),
        ("https://example.org/", True),
        ("HTTP://example.org/", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org/", False),
        ("\\\\host\\share", False),
        ("", False),
    ],
)
def test_only_links_of_known_kinds_are_kept(href, kept):
    assert (safe_href(href) is not None) is kept


def test_an_unsafe_source_link_is_left_as_text():
    text = """
govgraph: 1
structure: {id: s, title: T}
sources: {tor: {title: Terms, link: "javascript:alert(1)"}}
"""
    assert "javascript" not in page(graph(text), report(), {})


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (graph("govgraph: 1\nstructure: {id: s, title: T}\n"), "the structure names no root"),
        (arrangement(subjects=""), "the structure names no subject"),
        (arrangement(), "The papers we saw show no line of sight"),
        (arrangement("a accountable_to top"), "is clear in the papers we saw"),
        (arrangement("a reports_to top"), "is weak in the papers we saw"),
    ],
)
def test_an_answer_for_every_kind_of_structure(found, words):
    text = Reader(page(found, report(), {})).words
    assert words in text
    assert "No findings; 2 rules ran." in text


def test_two_hundred_findings_each_have_an_anchor():
    many = report(
        *[finding(message=f"Finding {n}.", key=str(n), severity=list(Severity)[n % 5]) for n in range(200)]
    )
    assert {each.id for each in many.findings} <= set(Reader(page(results=many)).ids)


def test_contradictions_are_put_to_the_author():
    words = Reader(page()).words
    assert "One thing. tor 5" in words
    assert "Which holds" in words


def test_a_misspelt_name_in_a_template_is_an_error():
    with pytest.raises(UndefinedError):
        _environment(graph(), report()).from_string("{{ nothing }}").render()


def test_house_words():
    text = page().lower()
    assert "illegal" not in text
    assert "failed" not in text


def test_colours_can_be_read():
    css = (resources.files("govgraph.reports") / "assets" / "page.css").read_text(encoding="utf-8")
    inks = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", css))
    pairs = [(word, f"{word.removesuffix('-ink')}-pale") for word in inks if word.endswith("-ink")]
    pairs += [(ink, ground) for ink in ("ink", "quiet", "link", "visited") for ground in ("paper", "pale")]
    pairs += [("paper", "none-ink"), ("paper", "ink"), ("ink", "focus")]
    for ink, ground in pairs:
        assert contrast(inks[ink], inks[ground]) >= 4.5, (ink, ground)


def contrast(one, other):
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
