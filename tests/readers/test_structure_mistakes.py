"""Every kind of mistake in a structure's file: what is wrong, at which line and column, and what to do."""

import difflib
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.errors import InputError, Location
from govgraph.model.structure import Structure
from govgraph.readers.assembly import FORM, KEYED, LISTED
from govgraph.readers.sections import MAX_PROBLEMS
from govgraph.readers.yaml_form import read

VALID = """\
govgraph: 1
structure:
  id: s
  title: A structure
  as_at: 2008-05
  root: top
  subjects: [trust]
sources:
  tor: {title: Terms of reference, date: 2010-01}
scopes:
  care: Care
  care/beds: Beds
organisations:
  top: {name: Top, kind: department, tier: national, source: tor 1}
  trust: {name: Trust, kind: nhs_trust, part_of: top, since: 2007, until: 2009}
  scg:
    name: Groups
    count: 10
    answers_to: not_stated
posts:
  head: {name: Head, in: trust, heads: trust, vacant: no}
relationships:
  - {from: trust, kind: accountable_to, to: top, scope: care, status: agreed, basis: inferred}
  - from: scg
    kind: commissions
    to: [trust]
    scope: care/beds
    amount: 870
    source: [tor 5, tor annex-c 7]
memberships:
  - {body: scg, member: head, capacity: chair, votes: yes}
duties:
  pay: {name: Pay, accountable: [], responsible: [scg], scope: care}
figures:
  total: {amount: 870, unit: £k, equals: 3*290}
"""


def fails(*files):
    """The problems of one file, or of several, as (file, line, column, message, help)."""
    named = [
        (f"f{n}.yaml" if len(files) > 1 else "f.yaml", text.encode()) for n, text in enumerate(files, start=1)
    ]
    with pytest.raises(InputError) as caught:
        read(named)
    return [
        (
            p.location and p.location.file,
            p.location and p.location.line,
            p.location and p.location.column,
            p.message,
            p.help,
        )
        for p in caught.value.problems
    ]


def attempt(files):
    """What was loaded, or None, and the problems; anything but an InputError is raised."""
    try:
        return read(files), ()
    except InputError as error:
        return None, error.problems


def broken(old, new):
    assert VALID.count(old) == 1, f"{old!r} stands once"
    return VALID.replace(old, new)


def place(text, word):
    """Line and column of a word that stands once."""
    text += "<end>"
    assert text.count(word) == 1
    before = text[: text.index(word)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_the_file_is_valid():
    loaded = read([("f.yaml", VALID.encode())])
    assert isinstance(loaded.structure, Structure)
    assert Structure.model_validate(loaded.structure.model_dump(by_alias=True)) == loaded.structure


def test_rows_know_where_they_stand():
    locations = read([("f.yaml", VALID.encode())]).locations
    assert locations["organisations", "scg"] == Location("f.yaml", 16, 3)
    assert locations["relationships", "scg.commissions.trust"] == Location("f.yaml", 24, 5)
    assert locations["memberships", "0"] == Location("f.yaml", 31, 5)
    assert locations["structure", "s"].line in {2, 3}


# (what stands in the file, what is written instead, the place of what word, message, help)
MISTAKES = [
    ("status: agreed", "statu: agreed", "statu:", "unknown field 'statu'", "did you mean status?"),
    ("basis: inferred", "zzz: inferred", "zzz", "unknown field 'zzz'", None),
    ("memberships:", "membership:", "membership:", "unknown section 'membership'", "did you mean memberships?"),
    ("figures:", "zzz:", "zzz", "unknown section 'zzz'", None),
    ("subjects: [trust]", "subject: [trust]", "subject:", "unknown field 'subject'", "did you mean subjects?"),
    ("subjects: [trust]", "subjects: [trusst]", "trusst", "party 'trusst' is not in this structure", "did you mean trust?"),
    ("root: top", "root: zzz", "zzz", "party 'zzz' is not in this structure", "define it under organisations or posts"),
    ("to: top,", "to: tob,", "tob", "party 'tob' is not in this structure", "did you mean top?"),
    ("to: [trust]", "to: [trust, skg]", "skg", "party 'skg' is not in this structure", "did you mean scg?"),
    ("kind: commissions", "kind: comissions", "comissions", "relationship kind 'comissions' is not known", "did you mean commissions?"),
    ("kind: commissions", "kind: part_of", "part_of\n", "relationship kind 'part_of' is not known", "write it on the organisation's own row, as part_of"),
    ("kind: commissions", "kind: member_of", "member_of", "relationship kind 'member_of' is not known", "write it under memberships"),
    ("scope: care/beds", "scope: care/bed", "care/bed\n", "scope 'care/bed' is not in this structure", "did you mean care/beds?"),
    ("scope: care/beds", "scope: zzz", "zzz", "scope 'zzz' is not in this structure", "add it under scopes"),
    ("  care/beds: Beds", "  money/beds: Beds", "money/beds", "the scope above it, 'money', is missing", "add money under scopes"),
    ("tor annex-c 7", "carter annex-c 7", "carter", "source 'carter' is not in this structure", "add it under sources"),
    ("status: agreed", "status: agred", "agred", "status: 'agred' is not one of its values", "did you mean agreed?"),
    ("basis: inferred", "basis: guess", "guess", "basis: 'guess' is not one of its values", "write stated, carried_over, external, inferred"),
    ("capacity: chair", "capacity: chairman", "chairman", "capacity: 'chairman' is not one of its values", "did you mean chair?"),
    ("vacant: no", "vacant: maybe", "maybe", "vacant: write yes or no", None),
    ("count: 10", "count: 0", "0\n    answers_to", "count: expected a number of at least 1", None),
    ("count: 10", "count: 1e3", "1e3", "count: expected a whole number", None),
    ("count: 10", f"count: {'9' * 5000}", "9" * 5000, "count: expected a whole number", None),
    ("amount: 870\n", "amount: £870\n", "£870", "amount: '£870' is not a number; write 870 or 0.345, with the unit in its own field", None),
    ("amount: 870\n", f"amount: {'9' * 5000}\n", "9" * 5000, "amount: expected a number", None),
    ("since: 2007", "since: 2008-02-30", "2008-02-30", "since: '2008-02-30' is not in the calendar", None),
    ("since: 2007", "since: May 2007", "May 2007", "since: 'May 2007' is not a date; write 2008, 2008-05 or 2008-05-14", None),
    ("since: 2007", "since: 1207008000", "1207008000", "since: '1207008000' is not a date; write 2008, 2008-05 or 2008-05-14", None),
    ("as_at: 2008-05", "as_at: 05/2008", "05/2008", "as_at: '05/2008' is not a date; write 2008, 2008-05 or 2008-05-14", None),
    ("kind: nhs_trust", "kind: nhstrust", "nhstrust", "organisation kind 'nhstrust' is not known", "did you mean nhs_trust?"),
    ("tier: national", "tier: nacional", "nacional", "tier 'nacional' is not known", "did you mean national?"),
    ("answers_to: not_stated", "answers_to: nobody", "nobody", "answers_to: write not_stated, none, or outside: and to whom", None),
    ("part_of: top", "part_of: {bod: top}", "bod:", "unknown field 'bod'", None),
    ("from: scg", "from: SCG", "SCG", "from: 'SCG' is not an id; write scg", None),
    ("title: A structure", "titel: A structure", "titel", "unknown field 'titel'", "did you mean title?"),
    ("govgraph: 1", "govgraph: 2", "2\nstructure", "this file is written in version '2' of the form; this govgraph reads version 1", "write `govgraph: 1`, or use a newer govgraph"),
    ("govgraph: 1", "govgraph: [1]", "[1]", "this file is written in version 'a list' of the form; this govgraph reads version 1", "write `govgraph: 1`, or use a newer govgraph"),
    ("  care: Care\n", "  care: Care\n  care: Again\n", "care: Again", "'care' stands here a second time; the first is on line 11", "keep one, or give the other another id"),
    ("posts:\n  head:", "posts:\n  top:", "top: {name: Head", "the id 'top' is taken by an organisation", "give the post another id"),
    ("  tor: {title: Terms of reference, date: 2010-01}", "  tor: {date: 2010-01}", "tor: {date", "the field 'title' is missing", "add title: …"),
    ("    name: Groups\n", "", "scg:\n", "the field 'name' is missing", "add name: …"),
    ("  - from: scg\n    kind: commissions\n", "  - from: scg\n", "from: scg\n    to", "the field 'kind' is missing", "add kind: …"),
    ("  total: {amount: 870, unit: £k, equals: 3*290}", "  total: 870", "870\n<end>", "a row is a mapping of fields, not a text", "write {field: value, ...}"),
    ("memberships:\n  - {", "memberships:\n  x: {", "x: {", "memberships is a list of rows, each beginning with a dash, not a mapping", None),
    ("duties:\n  pay: {", "duties:\n  - {", "- {name: Pay", "duties is a mapping by id, not a list", None),
    ("sources:\n  tor: {title: Terms of reference, date: 2010-01}", "sources: tor", "tor\n", "sources is a mapping by id, not a text", None),
    ("name: Groups", "name: [Groups]", "[Groups]", "name: expected a text", None),
    ("name: Groups", "name: {a: b}", "{a: b}", "name: expected a text", None),
    ("status: agreed", "status: [agreed]", "[agreed]", "status: expected a text, not a list", "write in_force, agreed, proposed, recommended, historical, undefined"),
    ("  care/beds: Beds", "  care/beds: [Beds]", "[Beds]", "a scope has a title, not a list", "write path: title"),
    ("name: Groups", "name: Groups\n    id: other", "id: other", "an id is not written inside a row", "take the field out"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "word", "message", "hint"),
    MISTAKES,
    ids=[f"{n}-{m[3][:40]}" for n, m in enumerate(MISTAKES)],
)
def test_a_mistake_is_named_at_its_place(old, new, word, message, hint):
    text = broken(old, new)
    found = {problem[3]: problem for problem in fails(text)}
    assert message in found, list(found)
    file, line, column, _, help_text = found[message]
    assert (file, line) == ("f.yaml", place(text, word)[0])
    assert column == place(text, word)[1]
    if hint is not None:
        assert help_text == hint


ALONE = [m for m in MISTAKES if not m[3].startswith(("the field", "the id 'top'", "memberships is", "duties is", "sources is", "the scope above", "unknown field 'titel'", "unknown field 'subject'", "unknown field 'bod'", "from:", "unknown section"))]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [m[:2] for m in ALONE], ids=[m[3][:50] for m in ALONE])
def test_one_mistake_is_one_problem(old, new):
    assert len(fails(broken(old, new))) == 1


def test_dates_that_end_before_they_begin():
    text = broken("since: 2007", "since: 2010")
    ((file, line, column, message, _),) = fails(text)
    assert (file, line, message) == ("f.yaml", 15, "it ends (2009) before it begins (2010)")
    assert column == place(text, "2009}")[1]


def test_a_field_that_is_missing_only_because_its_name_is_misspelt_is_one_mistake():
    (found,) = fails(broken("kind: accountable_to", "type: accountable_to"))
    assert found[3:] == ("unknown field 'type'", "write kind")
    (found,) = fails(broken("kind: accountable_to", "kinde: accountable_to"))
    assert found[3:] == ("unknown field 'kinde'", "did you mean kind?")
    assert {row[3] for row in fails(broken("kind: accountable_to", "colour: red"))} == {
        "unknown field 'colour'",
        "the field 'kind' is missing",
    }


@pytest.mark.parametrize(
    ("equals", "message", "hint"),
    [
        ("3 * * 290", "equals: '*' does not follow from what is before it", "write numbers and ids of figures with + - * / and parentheses"),
        ("3 / 0", "equals: it divides by nothing", "write numbers and ids of figures with + - * / and parentheses"),
        ("totl * 2", "figure 'totl' is not in this structure", "did you mean total?"),
        ("total", "equals: it rests on itself, through the figures that it names", "write numbers and ids of figures with + - * / and parentheses"),
        ("parts-sum-of-all", "figure 'parts-sum-of-all' is not in this structure", "define it under figures, or write the number"),
        ("'" + "(" * 10_000 + "'", "equals: it has more than 400 parts", "write numbers and ids of figures with + - * / and parentheses"),
    ],
)  # fmt: skip
def test_an_expression_that_is_no_arithmetic_is_told_at_its_place(equals, message, hint):
    text = VALID.replace("{amount: 870, unit: £k, equals: 3*290}", f"{{unit: £k, equals: {equals}}}")
    ((_, line, column, told, help_),) = fails(text)
    assert (line, told, help_) == (len(text.splitlines()), message, hint)
    assert text.splitlines()[-1][column - 1 :].startswith(equals)


def test_a_minus_without_spaces_is_seen():
    text = VALID + "  share: {equals: total-total}\n"
    assert fails(text)[0][3:] == (
        "figure 'total-total' is not in this structure",
        "put spaces round a minus: total - total",
    )


def test_a_structure_that_ends_before_it_begins():
    assert "before it begins" in fails(broken("as_at: 2008-05", "since: 2009\n  until: 2008"))[0][3]


@pytest.mark.xfail(
    strict=True, reason="values of a wrong form have their remedy in the message at best, never in the help"
)
def test_every_mistake_comes_with_what_to_do():
    without = {
        problem[3] for old, new, *_ in MISTAKES for problem in fails(broken(old, new)) if not problem[4]
    }
    assert without == set()


def test_an_alias_for_a_value_that_looks_like_a_number_stays_a_text():
    text = (
        broken("name: Groups", "name: 007")
        .replace("name: Top", "name: no")
        .replace("name: Head", "name: 1e3")
    )
    parties = read([("f.yaml", text.encode())]).structure.parties
    assert [parties[key].name for key in ("scg", "top", "head")] == ["007", "no", "1e3"]


@pytest.mark.parametrize("name", ["no", "007", "1e3", "null", "2008-02-30"])
def test_an_id_that_looks_like_something_else_stays_an_id(name):
    structure = read([("f.yaml", re.sub(r"\bscg\b", name, VALID).encode())]).structure
    assert name in structure.organisations
    assert structure.relationships[1].from_ == name


def test_all_mistakes_are_reported_in_one_run_in_file_order():
    text = VALID
    lines = set()
    for old, new, word, message, _ in (MISTAKES[n] for n in (1, 3, 5, 7, 9, 12, 18, 19, 20, 25, 29, 30)):
        text = text.replace(old, new)
        lines.add((message, word))
    found = fails(text)
    assert {message for message, _ in lines} <= {problem[3] for problem in found}
    assert len(found) == len(lines)
    assert [problem[1:3] for problem in found] == sorted(problem[1:3] for problem in found)


def test_a_row_with_several_mistakes_has_each_named():
    text = broken("status: agreed, basis: inferred", "status: agred, basis: guess, since: never, zzz: 1")
    text = text.replace("to: top, scope: care,", "to: tob, scope: cave,")
    assert len(fails(text)) == 6


def test_a_row_that_cannot_be_read_is_still_known_to_the_others():
    text = broken("    count: 10\n", "    count: many\n    zzz: 1\n")
    assert sorted(problem[3] for problem in fails(text)) == [
        "count: expected a whole number",
        "unknown field 'zzz'",
    ]


@pytest.mark.parametrize(
    ("section", "word"),
    [
        ("scopes", "'A b': Title"),
        ("scopes", "'': Title"),
        ("figures", "'X y': {amount: 1}"),
        ("figures", "'': {amount: 1}"),
    ],
)
def test_a_key_that_is_no_id(section, word):
    found = fails(f"structure: {{id: s, title: S}}\n{section}:\n  {word}\n")
    assert found
    assert found[0][:3] == ("f.yaml", 3, 3)


def test_an_id_that_is_none_is_named_at_the_id():
    text = broken("  pay: {name: Pay", "  PAY: {name: Pay")
    ((_, line, column, message, _),) = fails(text)
    assert message == "'PAY' is not an id; write pay"
    assert (line, column) == place(text, "PAY")


def test_outside_whom_must_be_a_text():
    assert (
        fails(broken("answers_to: not_stated", "answers_to: {outside: [x]}"))[0][3]
        != "unknown field 'outside'"
    )


@pytest.mark.parametrize("name", ["''", "'  '"])
def test_a_name_has_letters(name):
    assert fails(broken("name: Groups", f"name: {name}"))


@pytest.mark.parametrize(
    "row",
    [
        "nmae{}: 1\n",
        "  a{}: {{name: A, nmae: B}}\n",
        "  a{}: {{name: A, status: agred}}\n",
        "  a{}: {{name: A, tier: natoinal}}\n",
    ],
)
def test_suggestions_are_sought_for_as_many_mistakes_as_are_shown_at_most(row, monkeypatch):
    sought = []
    near = difflib.get_close_matches
    monkeypatch.setattr(
        difflib, "get_close_matches", lambda *given, **named: sought.append(given) or near(*given, **named)
    )
    section = "organisations:\n" if row.startswith(" ") else ""
    fails(
        "structure: {id: s, title: S}\n" + section + "".join(row.format(n) for n in range(MAX_PROBLEMS + 200))
    )
    assert len(sought) <= MAX_PROBLEMS


# -- files


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\n\n", b"\xef\xbb\xbf", b"---\n"])
def test_an_empty_file_is_no_structure(data):
    with pytest.raises(InputError) as caught:
        read([("f.yaml", data)])
    assert caught.value.problems
    assert all(problem.message for problem in caught.value.problems)


@pytest.mark.parametrize("text", ["", "# nothing\n", "govgraph: 1\n", "organisations: {a: {name: A}}\n"])
def test_a_missing_header_is_named_at_a_place(text):
    ((file, line, column, message, hint),) = fails(text)
    assert (file, line, column) == ("f.yaml", 1, 1)
    assert "structure" in message
    assert hint


@pytest.mark.parametrize("empty", ["# nothing\n", "---\n", "sources:\n"])
def test_an_empty_file_in_a_folder_hides_no_mistake_of_the_others(empty):
    """A structure with an unknown party must never be given out: the graph relies on every id being known."""
    loaded, problems = attempt(
        [("a.yaml", broken("to: top,", "to: tob,").encode()), ("b.yaml", empty.encode())]
    )
    assert loaded is None
    assert "party 'tob' is not in this structure" in {problem.message for problem in problems}


def test_no_file_is_no_structure():
    with pytest.raises(InputError) as caught:
        read([])
    assert caught.value.problems


@pytest.mark.parametrize(("text", "shape"), [("- a\n", "a list"), ("a\n", "a text"), ("[]\n", "a list")])
def test_a_file_that_is_no_mapping(text, shape):
    assert (
        "f.yaml",
        1,
        1,
        f"a structure is a mapping of sections, not {shape}",
        "begin with `govgraph: 1` and `structure:`",
    ) in fails(text)


HEADER, BODIES, REST = (
    VALID[: VALID.index("sources:")],
    VALID[VALID.index("sources:") : VALID.index("relationships:")],
    VALID[VALID.index("relationships:") :],
)


def test_a_folder_of_files_is_one_structure():
    whole = read([("f.yaml", VALID.encode())])
    parts = [("a.yaml", HEADER.encode()), ("b.yaml", BODIES.encode()), ("c.yaml", REST.encode())]
    assert read(parts).structure == whole.structure
    assert read(list(reversed(parts))).structure == whole.structure
    assert read(parts).locations["organisations", "trust"] == Location("b.yaml", 8, 3)


def test_sections_of_several_files_are_joined():
    more = "organisations:\n  more: {name: More}\nrelationships:\n  - {from: more, kind: advises, to: top}\n"
    structure = read([("a.yaml", VALID.encode()), ("b.yaml", more.encode())]).structure
    assert "more" in structure.organisations
    assert len(structure.relationships) == 3


def test_an_id_in_two_files_names_both_places():
    ((file, line, column, message, hint),) = fails(VALID, "organisations:\n  # again\n  scg: {name: Other}\n")
    assert (file, line, column) == ("f2.yaml", 3, 3)
    assert message == "the id 'scg' stands here a second time; the first is at f1.yaml:16:3"
    assert hint == "keep one, or give the other another id"


def test_a_scope_in_two_files_names_both_places():
    ((file, line, _, message, _),) = fails(VALID, "scopes:\n  care: Other\n")
    assert (file, line, message) == (
        "f2.yaml",
        2,
        "the id 'care' stands here a second time; the first is at f1.yaml:11:3",
    )


def test_two_headers_are_one_too_many():
    ((file, line, column, message, hint),) = fails(VALID, "govgraph: 1\nstructure: {id: t, title: T}\n")
    assert (file, line, column, message) == ("f2.yaml", 2, 1, "a second `structure:` section")
    assert hint == "one file of the folder names the structure"


def test_nothing_is_concluded_about_a_file_that_could_not_be_read():
    found = fails(
        HEADER, BODIES.replace("tier: national", "tier: *x"), REST.replace("status: agreed", "status: agred")
    )
    assert [(problem[0], problem[3][:12]) for problem in found] == [
        ("f2.yaml", "anchors and "),
        ("f3.yaml", "status: 'agr"),
    ]


@pytest.mark.parametrize("section", [name for name in FORM.sections if name not in {"govgraph", "structure"}])
@pytest.mark.parametrize(
    "value",
    ["text", "[text]", "[[]]", "{a: text}", "{a: [b]}", "{a: {zzz: 1}}", "[{zzz: 1}]", "1", "{}", "[]", "''"],
)
def test_any_shape_in_any_section_is_read_or_refused(section, value):
    text = f"structure: {{id: s, title: S}}\n{section}: {value}\n"
    loaded, problems = attempt([("f.yaml", text.encode())])
    if loaded is None:
        assert {problem.location.line for problem in problems} == {2}
    else:
        assert value in {"{}", "[]"} or (section == "scopes" and value == "{a: text}")


# -- breaking one thing at random


SCALARS = [match.span() for match in re.finditer(r"[A-Za-z0-9_*£/.-]+(?: [A-Za-z0-9.-]+)*", VALID)]
# What cannot stand anywhere: each makes the line that it stands on wrong, whatever the field.
NEVER = ["*x", "&a b", "!t x", "[[[]]]", "{zzz: {}}", "\x07", "@", "'"]


@pytest.mark.parametrize("seed", range(300))
def test_a_break_is_reported_at_its_own_line(seed):
    random_source = random.Random(seed)
    start, end = random_source.choice(SCALARS)
    junk = random_source.choice(NEVER)
    text = VALID[:start] + junk + VALID[end:]
    line = VALID[:start].count("\n") + 1
    found = fails(text)
    # An open quote or bracket is noticed where the file can no longer be read: at its line or beyond it.
    assert any(
        problem[1] == line or (junk in {"'", "[[[]]]", "{zzz: {}}"} and problem[1] and problem[1] >= line)
        for problem in found
    ), found


@pytest.mark.parametrize("seed", range(300))
def test_a_mangled_word_is_read_or_refused(seed):
    random_source = random.Random(seed)
    text = list(VALID)
    for _ in range(random_source.randint(1, 3)):
        at = random_source.randrange(len(text))
        text[at] = random_source.choice(
            [
                "",
                "x",
                " ",
                "\n",
                ":",
                ",",
                "{",
                "}",
                "[",
                "]",
                "-",
                "#",
                '"',
                "'",
                "é",
                "\t",
                "\x00",
                text[at] * 3,
            ]
        )
    mangled = "".join(text)
    loaded, problems = attempt([("f.yaml", mangled.encode())])
    assert (loaded is None) == bool(problems)
    for problem in problems:
        assert problem.message
        assert problem.location is None or problem.location.line <= mangled.count("\n") + 1


# -- anything at all


names = st.sampled_from(["structure", "id", "title", "root", "name", "from", "to", "kind", "scope", "via", "source", "in", "heads", "part_of", "one_of", "status", "since", "until", "vocabulary", "kinds", "weights", "statements", "resolved", "says", "body", "a", "b", *KEYED, *LISTED, "scopes", "govgraph", "count", "answers_to", "outside", "equals", "amount"])  # fmt: skip
texts = st.one_of(
    names, st.sampled_from(["", "1", "0", "-1", "2008", "2008-13", "not_stated", "none", "outside: x", "in_force", "a b", "a/b", "all", "local", "A", "é", "9" * 50, "accountable_to", "advises"]),
    st.text(alphabet="ab1/-: é", max_size=5),
)  # fmt: skip
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=15,
)
bodies = st.dictionaries(
    st.sampled_from(["a", "b", "c", "A", ""]), st.dictionaries(names, trees, max_size=4) | trees, max_size=3
)
sections = st.fixed_dictionaries(
    {"structure": st.just({"id": "s", "title": "S"}) | trees},
    optional={name: (st.lists(st.dictionaries(names, trees, max_size=5) | trees, max_size=3) if name in LISTED else bodies) | trees for name in (*KEYED, *LISTED, "scopes")},
)  # fmt: skip


def dump(tree):
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{quoted(key)}: {dump(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(dump, tree)) + "]"
    return quoted(tree)


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


@settings(max_examples=600, deadline=None, derandomize=True, database=None)
@given(st.one_of(sections, trees))
def test_an_arbitrary_tree_is_read_or_refused(tree):
    loaded, problems = attempt([("f.yaml", dump(tree).encode())])
    assert (loaded is None) == bool(problems)
    if loaded is not None:
        assert Structure.model_validate(loaded.structure.model_dump(by_alias=True)) == loaded.structure


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.sampled_from(["a.yaml", "b.yaml"]), st.binary(max_size=60)), max_size=3))
def test_arbitrary_files_are_refused(files):
    loaded, _ = attempt(files)
    assert loaded is None
