"""Files of successions between two structures: read with their places, and held against both structures."""

import pytest

from govgraph.errors import InputError
from govgraph.model.structure import Structure
from govgraph.readers.transition_form import read

TEXT = """\
govgraph: 1
transition: {id: one-two, title: One to two, before: one, after: two}
sources:
  act: {title: The act, date: 2012}
successions:
  - {from: pct, to: [ccg, board], kind: split, on: 2013-04-01, source: act 5}
  - {from: sha, kind: abolished, source: act 6, note: no heir stated}
  - {from: pay, to: pay, kind: function_only, scope: care, source: act}
contradictions:
  - {about: [pct, ccg], statements: [act 5, act 6]}
"""


def structure(name, *organisations, duties=("pay",)):
    return Structure.model_validate({
        "structure": {"id": name, "title": name},
        "scopes": {"care": "Care"},
        "organisations": {key: {"name": key} for key in organisations},
        "duties": {key: {"name": key} for key in duties},
    })  # fmt: skip


ONE, TWO = structure("one", "pct", "sha"), structure("two", "ccg", "board")


def fails(text, before=ONE, after=TWO):
    with pytest.raises(InputError) as caught:
        read([("t.yaml", text.encode())]).between(before, after)
    return [(p.location.line, p.location.column, p.message, p.help) for p in caught.value.problems]


def test_successions_are_read_with_their_ends():
    transition = read([("t.yaml", TEXT.encode())]).between(ONE, TWO)
    assert transition.id == "one-two"
    split, gone, duty = transition.successions
    assert (split.from_, split.to, split.kind, split.on) == (
        ("pct",), ("ccg", "board"), "split", "2013-04-01",
    )  # fmt: skip
    assert (gone.to, gone.kind) == ((), "abolished")
    assert (duty.scope, str(duty.source[0])) == ("care", "act")


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("before: one", "before: uno", (2, 54, "before is 'uno', and the structure given is 'one'", "give uno, or another file of successions")),
        ("from: pct", "from: ptc", (6, 12, "party or duty 'ptc' is not in one", "did you mean pct?")),
        ("[ccg, board]", "[ccg, bord]", (6, 27, "party or duty 'bord' is not in two", "did you mean board?")),
        ("[ccg, board]", "[ccg, sha]", (6, 27, "party or duty 'sha' is not in two", "define it there under organisations or posts or duties")),
        ("scope: care", "scope: cure", (8, 54, "scope 'cure' is in neither structure", "did you mean care?")),
        ("source: act 5", "source: cat 5", (6, 72, "source 'cat' is not in this file", "did you mean act?")),
        ("about: [pct, ccg]", "about: [pct, cgc]", (10, 19, "party or duty 'cgc' is in neither structure", "did you mean ccg?")),
        ("statements: [act 5", "statements: [atc 5", (10, 38, "source 'atc' is not in this file", "did you mean act?")),
        ("kind: split", "kind: splitt", (6, 41, "kind: 'splitt' is not one of its values", "did you mean split?")),
        ("successions:", "succession:", (5, 1, "unknown section 'succession'", "did you mean successions?")),
        ("transition: {", "structure: {", (2, 1, "unknown section 'structure'", "sections are govgraph, transition, sources, scopes, successions, contradictions")),
        ("govgraph: 1", "govgraph: 2", (1, 11, "this file is written in version '2' of the form; this govgraph reads version 1", "write `govgraph: 1`, or use a newer govgraph")),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(old, new, wanted):
    assert wanted in fails(TEXT.replace(old, new))


def test_a_file_of_a_structure_is_no_file_of_successions():
    assert fails("govgraph: 1\n")[0][2] == "no `transition:` section"


def test_every_misfit_is_told_in_one_run():
    found = fails(TEXT.replace("from: pct", "from: ptc").replace("source: act 6", "source: cat 6"))
    assert [(line, message) for line, _, message, _ in found] == [
        (6, "party or duty 'ptc' is not in one"),
        (7, "source 'cat' is not in this file"),
    ]


def test_holding_it_against_other_structures_leaves_no_trace():
    loaded = read([("t.yaml", TEXT.encode())])
    with pytest.raises(InputError):
        loaded.between(TWO, ONE)
    assert loaded.between(ONE, TWO).id == "one-two"
