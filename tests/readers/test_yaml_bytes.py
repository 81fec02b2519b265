"""Bytes that are not a plain YAML document: each refused at its own line and column, with what to do."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.errors import Location
from govgraph.readers.yaml_nodes import MAX_BYTES, MAX_DEPTH, read_yaml


def problems(data):
    if isinstance(data, str):
        data = data.encode()
    return [
        (p.location.line, p.location.column, p.message, p.help) for p in read_yaml(data, "f.yaml").problems
    ]


def plain(text):
    document = read_yaml(text.encode(), "f.yaml")
    assert document.problems == ()
    return document.root.plain()


ANCHORS = "anchors and aliases (& and *) are not read"
TAGS = "tags (!) are not read"
WRITE_OUT = "write the value out; put quotes round a text that begins with this sign"
SYNTAX = "check the indentation, the colons, and that brackets and quotes are closed"


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("a: 1\nb: &x 2\n", 2, 4, ANCHORS, WRITE_OUT),
        ("a: 1\nb: *x\n", 2, 4, ANCHORS, WRITE_OUT),
        ("a: &x [1]\nb: 2\n", 1, 4, ANCHORS, WRITE_OUT),
        ("a:\n  - &x {b: 1}\n", 2, 5, ANCHORS, WRITE_OUT),
        ("*x : 1\n", 1, 1, ANCHORS, WRITE_OUT),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4, TAGS, WRITE_OUT),
        ("a: 1\nb: !!str x\n", 2, 4, TAGS, WRITE_OUT),
        ("a: !own {b: 1}\n", 1, 4, TAGS, WRITE_OUT),
        ("a:\n  <<: {b: 1}\n", 2, 3, "merge keys (<<) are not read", "write the row out"),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here", "put it into a file of its own"),
        ("a: 1\n...\n---\nb: 2\n", 3, 1, "a second document begins here", "put it into a file of its own"),
        ("a: 1\n? [b]\n: 2\n", 2, 3, "a key must be a text, not a list", "write key: value"),
        ("a: 1\n? {b: c}\n: 2\n", 2, 3, "a key must be a text, not a mapping", "write key: value"),
        ("a: 1\n?\n: 2\n", 2, 2, "a key must be a text, not nothing", "write key: value"),
        ("a: 1\nb: [1, 2\n", 3, 1, "this is not YAML: did not find expected ',' or ']'", SYNTAX),
        ("a: 'x\nb: 2\n", 3, 1, "this is not YAML: found unexpected end of stream", SYNTAX),
        ("a: b: c\n", 1, 5, "this is not YAML: mapping values are not allowed in this context", "put quotes round a text that holds a colon"),
        ("a:\n\tb: 1\n", 2, 1, "this is not YAML: found character that cannot start any token", "indent with spaces: YAML does not allow tabs"),
        ("a: 1\n  b: 2\n", 2, 4, "this is not YAML: mapping values are not allowed in this context", SYNTAX),
        ("a: @x\n", 1, 4, "this is not YAML: found character that cannot start any token", SYNTAX),
        ("a: 1\nb\n", 3, 1, "this is not YAML: could not find expected ':'", SYNTAX),
    ],
)  # fmt: skip
def test_a_mistake_of_form_is_named_at_its_place(text, line, column, message, hint):
    assert problems(text) == [(line, column, message, hint)]


def test_a_mistake_shows_its_line():
    (problem,) = read_yaml(b"a: 1\r\nb: *x\r\n", "f.yaml").problems
    assert (problem.excerpt, problem.location) == ("b: *x", Location("f.yaml", 2, 4))
    assert str(problem.location) == "f.yaml:2:4"


def test_a_key_that_stands_twice_names_both_lines():
    assert problems("a: 1\nb: 2\nc:\n  d: 1\n  d: 2\na: 3\n") == [
        (
            5,
            3,
            "'d' stands here a second time; the first is on line 4",
            "keep one, or give the other another id",
        ),
        (
            6,
            1,
            "'a' stands here a second time; the first is on line 1",
            "keep one, or give the other another id",
        ),
    ]


def test_what_is_under_a_repeated_key_is_still_read():
    assert sorted(line for line, *_ in problems("a: 1\na:\n  b: 1\n  b: 2\n")) == [2, 4]


@pytest.mark.parametrize(
    ("data", "line", "column", "message", "hint"),
    [
        ("a: 1\nb: caf\xe9 x\n".encode("latin-1"), 2, 7, "byte 0xe9 is not UTF-8", "save the file as UTF-8 (it looks like Windows or Latin-1 text)"),
        ("é: 1\né: \xff\n".encode().replace("ÿ".encode(), b"\xff"), 2, 4, "byte 0xff is not UTF-8", "save the file as UTF-8 (it looks like Windows or Latin-1 text)"),
        (b"a: \xed\xa0\x80\n", 1, 4, "byte 0xed is not UTF-8", "save the file as UTF-8 (it looks like Windows or Latin-1 text)"),
        ("a: 1\n".encode("utf-16"), 1, 1, "the file is UTF-16", "save it as UTF-8"),
        (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), 1, 1, "the file is UTF-16", "save it as UTF-8"),
        ("a: 1".encode("utf-16-le"), 1, 1, "the file is UTF-16", "save it as UTF-8"),
        (b"a: 1\nb: x\x00y\n", 2, 5, "control or invisible character U+0000", "delete it"),
        (b"a: 1\nb: \x1b[31m\n", 2, 4, "control or invisible character U+001B", "delete it"),
        ("a: \u202egnp.exe\n".encode(), 1, 4, "control or invisible character U+202E", "delete it"),
        ("a: x\u200by\n".encode(), 1, 5, "control or invisible character U+200B", "delete it"),
        ("a: x\u2028y\n".encode(), 1, 5, "control or invisible character U+2028", "delete it"),
        (b"a: x\x7f\n", 1, 5, "control or invisible character U+007F", "delete it"),
        ("a: x\x85y\n".encode(), 1, 5, "control or invisible character U+0085", "delete it"),
        (b"a: x\rb: y\n", 1, 5, "control or invisible character U+000D", "delete it"),
        ("a: 1\nb: \ufeffx\n".encode(), 2, 4, "control or invisible character U+FEFF", "delete it"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_plain_text(data, line, column, message, hint):
    assert problems(data) == [(line, column, message, hint)]


def test_every_line_with_a_control_character_is_named_up_to_a_hundred():
    assert [line for line, *_ in problems("a: \x01\nb: 1\nc: \x02\x03\n")] == [1, 3]
    assert len(problems("- \x01\n" * 1_000)) == 100


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfa: 1\n",
        b"a: 1\r\n",
        b"a: 1",
        b"# c\n\na: 1\n",
        b"---\na: 1\n",
        b"a: 1\n...\n",
        "a: 1 # é – →\n".encode(),
    ],
)
def test_what_is_plain_enough(data):
    document = read_yaml(data, "f.yaml")
    assert document.problems == ()
    assert document.root.plain() == {"a": "1"}


def test_a_bom_moves_no_column():
    assert problems(b"\xef\xbb\xbfa: *x\n") == [(1, 4, ANCHORS, WRITE_OUT)]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_no_mistake_of_form(data):
    assert problems(data) == []


def test_every_scalar_stays_the_text_that_was_written():
    scalars = [
        "no",
        "yes",
        "on",
        "007",
        "0x1F",
        "0o17",
        "1e3",
        "1_000",
        "12:30:00",
        "2008-02-30",
        "2008-05-14",
        ".inf",
        "~",
        "null",
        "=",
        "1" * 5000,
    ]
    assert plain("".join(f"- {scalar}\n" for scalar in scalars)) == scalars
    assert plain("- \"é\\n\\u20AC\"\n- 'it''s'\n- |\n  two\n  lines\n- >-\n  one\n  line\n") == [
        "é\n€",
        "it's",
        "two\nlines\n",
        "one line",
    ]


def test_an_empty_value_is_nothing_and_an_empty_text_is_one():
    root = read_yaml(b"a:\nb: ''\nc: []\n", "f.yaml").root
    assert root.plain() == {"a": None, "b": "", "c": []}
    assert root.value["a"][1].shape == "nothing"


def test_nodes_know_their_places():
    root = read_yaml(b"a:\n  - b: 1\n    c: {d: 2}\n", "f.yaml").root
    node = root.at(("a", 0, "c", "d"))
    assert (node.value, node.line, node.column) == ("2", 3, 12)
    assert (root.key_at(("a", 0, "c")).line, root.key_at(("a", 0, "c")).column) == (3, 5)


# -- bombs


def nested(opening, closing, levels):
    return f"a: {opening * levels}{closing * levels}\n"


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting_up_to_the_limit(opening, closing):
    assert MAX_DEPTH == 64
    assert problems(nested(opening, closing, MAX_DEPTH - 1)) == []
    ((line, _, message, hint),) = problems(nested(opening, closing, MAX_DEPTH))
    assert (line, message, hint) == (
        1,
        f"nested more than {MAX_DEPTH} levels deep",
        "a structure needs no more than six",
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * 25_000,
        "[" * 25_000 + "]" * 25_000,
        "{a: " * 25_000,
        "- " * 25_000,
        "? " * 25_000,
        "".join(" " * n + "a:\n" for n in range(2_000)),
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)),
        "a: &a {x: 1}\nb:\n  <<: [*a, *a]\n",
        "a: &a [*a]\n",
    ],
    ids=["brackets", "closed", "braces", "dashes", "questions", "indents", "laughs", "merges", "itself"],
)
def test_a_bomb_is_refused_at_once(text):
    tracemalloc.start()
    begun = time.perf_counter()
    found = problems(text)
    spent = time.perf_counter() - begun
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 1
    assert spent < 5
    assert peak < 50_000_000


def test_a_file_that_is_too_large_is_refused_unread():
    data = b"a" * (MAX_BYTES + 1)
    assert problems(data) == [
        (1, 1, "f.yaml is larger than 32 MB", "split it into several files in a folder")
    ]


# -- anything at all

fuzz = settings(max_examples=1_500, deadline=None, derandomize=True, database=None)
PIECES = ["a", "b: ", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", ",", "'", '"', "&x ", "*x", "!t ", "!", "|", ">", "#", "? ", "---\n", "...\n", "%YAML 1.1\n", "\t", "<<: ", "\\", "\r\n", "é", "\x00", "\ufeff", "~", "%", "@", "`"]  # fmt: skip


def holds(data):
    document = read_yaml(data, "f.yaml")
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in document.problems:
        assert problem.message
        assert problem.help
        assert problem.location.file == "f.yaml"
        assert 1 <= problem.location.line <= lines
        assert problem.location.column >= 1


@fuzz
@given(st.binary(max_size=200))
def test_arbitrary_bytes_raise_nothing(data):
    holds(data)


@fuzz
@given(st.text(max_size=200))
def test_arbitrary_text_raises_nothing(text):
    holds(text.encode("utf-8", "surrogatepass"))


@fuzz
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_pieces_of_yaml_raise_nothing(text):
    holds(text.encode())
