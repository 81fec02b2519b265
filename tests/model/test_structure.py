"""A structure as a value: equality, the written form and back, ids, and whether its rows fit together."""

import copy
import random

import pytest
from pydantic import ValidationError

from govgraph.model.consistency import misfits
from govgraph.model.relationships import Relationship
from govgraph.model.structure import Structure, relationship_ids

WRITTEN = {
    "structure": {
        "id": "s", "title": "S", "as_at": "2008-05", "root": "top", "subjects": ["x", "y"],
        "vocabulary": {
            "kinds": {"steers": {"reads": "steers", "upper": "from", "carries": "3"}},
            "organisation_kinds": "guild", "tiers": ["cluster"],
        },
    },
    "sources": {"tor": {"title": "Terms", "date": "2010-01", "kind": "fact", "missing": "Annex B"}},
    "scopes": {"care": "Care", "care/beds": "Beds"},
    "organisations": {
        "top": {"name": "Top", "kind": "department", "tier": "national", "aliases": ["T", "TOP"]},
        "x": {"name": "X", "part_of": {"body": "top", "status": "agreed", "source": "tor 2"}, "count": "7", "source": ["tor 1", "tor annex-c 7"]},
        "y": {"name": "Y", "kind": "guild", "tier": "cluster", "one_of": "x", "answers_to": "outside: Z", "boundary": "out"},
    },
    "posts": {"head": {"name": "Head", "in": ["top", "x"], "heads": "x", "vacant": "yes", "officer": "budget"}},
    "relationships": [
        {"from": "x", "kind": "accountable_to", "to": "top", "scope": "care", "since": "2008", "until": "2009-03-31"},
        {"from": "top", "kind": "commissions", "to": ["x", "y"], "service": "beds", "amount": "1,000.50", "unit": "£k", "each": "yes"},
        {"from": "y", "kind": "reports_to", "to": "not_stated", "via": "x", "status": "undefined", "basis": "inferred"},
    ],
    "memberships": [{"body": "top", "member": "head", "capacity": "chair", "votes": "no", "seats": "2", "represents": "x"}],
    "decision_rules": {"top": {"passes_with": "share", "threshold": "0.75", "of": "weights", "weights": {"x": "2"}, "notice_days": "14", "binds": "y"}},
    "duties": {"pay": {"name": "Pay", "accountable": [], "responsible": "x", "scope": "care", "step": "decide", "lead": "top"}},
    "services": {"beds": {"name": "Beds", "settings": ["a", "b"], "scope": "care/beds"}},
    "figures": {"total": {"amount": "870", "unit": "£k a year", "equals": "3*60", "about": "beds", "tolerance": "0.5"}},
    "successions": [{"from": "y", "to": ["x", "pay"], "kind": "split", "on": "2009"}],
    "contradictions": [{"about": ["x"], "statements": ["tor 5", {"source": "tor 6", "says": "no"}], "resolved": {"by": "lead", "how": "asked"}}],
    "accepted": [{"finding": "DUP-02", "subjects": "x", "reason": "known", "on": "2010-03-01"}],
    "views": [{"name": "all", "show": "boxes", "fold": "x", "order": ["y", "x"]}],
}  # fmt: skip


def written(**sections):
    return copy.deepcopy(WRITTEN) | sections


def test_structures_are_compared_by_content():
    one, other = Structure.model_validate(written()), Structure.model_validate(written())
    assert one == other
    assert one is not other
    assert Structure.model_validate(written(scopes={"care": "Other", "care/beds": "Beds"})) != one


def test_the_written_form_leads_back_to_the_same_structure():
    one = Structure.model_validate(WRITTEN)
    for dumped in (one.model_dump(by_alias=True), one.model_dump(by_alias=True, mode="json")):
        assert Structure.model_validate(dumped) == one
    assert Structure.model_validate_json(one.model_dump_json(by_alias=True)) == one
    assert set(one.model_dump(by_alias=True)["relationships"][0]) >= {"from", "kind", "to"}


def test_reading_does_not_change_what_was_given():
    given = written()
    Structure.model_validate(given)
    assert given == WRITTEN


def test_a_structure_cannot_be_changed():
    one = Structure.model_validate(WRITTEN)
    with pytest.raises(ValidationError):
        one.relationships = ()
    for section in (one.organisations, one.scopes, one.parties, one.kinds, one.figures):
        with pytest.raises(TypeError):
            section["new"] = None


def test_nor_can_the_mappings_inside_its_rows():
    one = Structure.model_validate(WRITTEN)
    for inside in (one.decision_rules["top"].weights, one.header.vocabulary.kinds):
        with pytest.raises(TypeError):
            inside["new"] = None


def test_what_a_structure_offers():
    one = Structure.model_validate(WRITTEN)
    assert (one.id, one.title, str(one.as_at), one.roots, one.subjects) == (
        "s",
        "S",
        "2008-05",
        ("top",),
        ("x", "y"),
    )
    assert list(one.parties) == ["top", "x", "y", "head"]
    assert one.tiers[-1] == "cluster"
    assert "guild" in one.organisation_kinds
    assert (one.kinds["steers"].strength, one.kinds["steers"].inverse) == (3, "steers")
    assert one.organisations["x"].id == "x"
    assert len(list(one.statements())) == 14


def test_a_kind_of_the_field_cannot_be_redefined():
    data = written()
    data["structure"]["vocabulary"]["kinds"]["accountable_to"] = {"reads": "greets", "upper": "from"}
    with pytest.raises(ValidationError, match="accountable_to"):
        Structure.model_validate(data)


# -- ids of relationships


ALIKE = [
    {"from": "x", "kind": "advises", "to": "y"},
    {"from": "x", "kind": "advises", "to": "y", "scope": "care"},
    {"from": "x", "kind": "advises", "to": "y", "scope": "care", "status": "agreed"},
    {"from": "x", "kind": "advises", "to": "y", "scope": "care", "status": "agreed", "note": "b"},
    {"from": "x", "kind": "advises", "to": "y", "scope": "care", "status": "agreed", "note": "a"},
    {"from": "x", "kind": "advises", "to": ["y", "z"]},
    {"from": "x", "kind": "advises", "to": "not_stated"},
    {"from": "x", "kind": "reports_to", "to": "y"},
]


def test_an_id_says_what_the_relationship_says():
    assert relationship_ids([Relationship.model_validate(row) for row in ALIKE]) == [
        "x.advises.y@all",
        "x.advises.y@care@in_force",
        "x.advises.y@care@agreed~3",
        "x.advises.y@care@agreed~2",
        "x.advises.y@care@agreed~1",
        "x.advises.y+z",
        "x.advises.not_stated",
        "x.reports_to.y",
    ]


def test_ids_do_not_depend_on_the_order_of_the_rows():
    rows = [Relationship.model_validate(row) for row in ALIKE]
    by_content = dict(zip(map(repr, rows), relationship_ids(rows), strict=True))
    for seed in range(20):
        mixed = random.Random(seed).sample(rows, len(rows))
        assert dict(zip(map(repr, mixed), relationship_ids(mixed), strict=True)) == by_content


def test_ids_are_one_each_even_for_rows_that_say_the_same():
    rows = [Relationship.model_validate(row) for row in ALIKE * 2]
    assert len(set(relationship_ids(rows))) == len(rows)


def test_ids_do_not_depend_on_ids_given_before():
    rows = Structure.model_validate(WRITTEN).relationships
    assert relationship_ids(rows) == [row.id for row in rows]
    assert relationship_ids([row.model_copy(update={"id": "other"}) for row in rows]) == [
        row.id for row in rows
    ]


# -- rows that do not fit together, one by one


def placed(path, value):
    """The whole written structure with one value put elsewhere."""
    data = written()
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return data


MISFITS = [
    (("structure", "root"), ["top", "tip"], ("structure", "root", 1), "party 'tip' is not in this structure", "did you mean top?"),
    (("structure", "subjects"), ["zzz"], ("structure", "subjects", 0), "party 'zzz' is not in this structure", "define it under organisations or posts"),
    (("scopes", "all"), "All", ("scopes", "all"), "the scope 'all' exists already", "leave the row out"),
    (("scopes", "money/cash"), "Cash", ("scopes", "money/cash"), "the scope above it, 'money', is missing", "add money under scopes"),
    (("posts", "x"), {"name": "X"}, ("posts", "x"), "the id 'x' is taken by an organisation", "give the post another id"),
    (("organisations", "x", "tier"), "nationall", ("organisations", "x", "tier"), "tier 'nationall' is not known", "did you mean national?"),
    (("organisations", "x", "kind"), "departement", ("organisations", "x", "kind"), "organisation kind 'departement' is not known", "did you mean department?"),
    (("organisations", "x", "one_of"), "x", ("organisations", "x", "one_of"), "a party cannot be one of itself", "name the counted party"),
    (("organisations", "x", "one_of"), "zz", ("organisations", "x", "one_of", 0), "party 'zz' is not in this structure", "define it under organisations or posts"),
    (("organisations", "x", "source"), "carter 1", ("organisations", "x", "source", 0), "source 'carter' is not in this structure", "add it under sources"),
    (("organisations", "x", "part_of"), ["top", "head"], ("organisations", "x", "part_of", 1), "organisation 'head' is not in this structure", "define it under organisations"),
    (("organisations", "x", "part_of"), {"body": "top", "source": "tr 1"}, ("organisations", "x", "part_of", 0, "source", 0), "source 'tr' is not in this structure", "did you mean tor?"),
    (("posts", "head", "in"), "zz", ("posts", "head", "in", 0), "organisation 'zz' is not in this structure", "define it under organisations"),
    (("posts", "head", "heads"), "zz", ("posts", "head", "heads", 0), "organisation 'zz' is not in this structure", "define it under organisations"),
    (("relationships", 0, "kind"), "acountable_to", ("relationships", 0, "kind"), "relationship kind 'acountable_to' is not known", "did you mean accountable_to?"),
    (("relationships", 0, "kind"), "part_of", ("relationships", 0, "kind"), "relationship kind 'part_of' is not known", "write it on the organisation's own row, as part_of"),
    (("relationships", 0, "kind"), "member_of", ("relationships", 0, "kind"), "relationship kind 'member_of' is not known", "write it under memberships"),
    (("relationships", 0, "kind"), "zz", ("relationships", 0, "kind"), "relationship kind 'zz' is not known", "add it under structure, vocabulary, kinds, and say how it carries"),
    (("relationships", 0, "from"), "hed", ("relationships", 0, "from", 0), "party 'hed' is not in this structure", "did you mean head?"),
    (("relationships", 1, "to"), ["x", "hed"], ("relationships", 1, "to", 1), "party 'hed' is not in this structure", "did you mean head?"),
    (("relationships", 2, "via"), "hed", ("relationships", 2, "via", 0), "party 'hed' is not in this structure", "did you mean head?"),
    (("relationships", 0, "scope"), "care/bed", ("relationships", 0, "scope"), "scope 'care/bed' is not in this structure", "did you mean care/beds?"),
    (("relationships", 0, "scope"), "zzz", ("relationships", 0, "scope"), "scope 'zzz' is not in this structure", "add it under scopes"),
    (("relationships", 1, "service"), "bed", ("relationships", 1, "service", 0), "service 'bed' is not in this structure", "did you mean beds?"),
    (("relationships", 0, "source"), ["tor 1", "zz"], ("relationships", 0, "source", 1), "source 'zz' is not in this structure", "add it under sources"),
    (("memberships", 0, "body"), "head", ("memberships", 0, "body", 0), "organisation 'head' is not in this structure", "define it under organisations"),
    (("memberships", 0, "member"), "zz", ("memberships", 0, "member", 0), "party 'zz' is not in this structure", "define it under organisations or posts"),
    (("memberships", 0, "represents"), "zz", ("memberships", 0, "represents", 0), "party 'zz' is not in this structure", "define it under organisations or posts"),
    (("memberships", 0, "scope"), "zz", ("memberships", 0, "scope"), "scope 'zz' is not in this structure", "add it under scopes"),
    (("decision_rules", "tip"), {}, ("decision_rules", "tip"), "organisation 'tip' is not in this structure", "did you mean top?"),
    (("decision_rules", "top", "binds"), "zz", ("decision_rules", "top", "binds", 0), "party 'zz' is not in this structure", "define it under organisations or posts"),
    (("decision_rules", "top", "weights"), {"zz": "1"}, ("decision_rules", "top", "weights", "zz"), "party 'zz' is not in this structure", "define it first"),
    *(
        (("duties", "pay", letter), "zz", ("duties", "pay", letter, 0), "party 'zz' is not in this structure", "define it under organisations or posts")
        for letter in ("accountable", "responsible", "consulted", "informed", "allocates_among", "lead")
    ),
    (("duties", "pay", "service"), "zz", ("duties", "pay", "service", 0), "service 'zz' is not in this structure", "define it under services"),
    (("duties", "pay", "scope"), "zz", ("duties", "pay", "scope"), "scope 'zz' is not in this structure", "add it under scopes"),
    (("services", "beds", "scope"), "zz", ("services", "beds", "scope"), "scope 'zz' is not in this structure", "add it under scopes"),
    (("figures", "total", "about"), "zz", ("figures", "total", "about", 0), "entry 'zz' is not in this structure", "define it under organisations or posts or duties or figures or services or decision_rules or sources or scopes"),
    (("successions", 0, "from"), "zz", ("successions", 0, "from", 0), "party or duty 'zz' is not in this structure", "define it under organisations or posts or duties"),
    (("successions", 0, "to"), "zz", ("successions", 0, "to", 0), "party or duty 'zz' is not in this structure", "define it under organisations or posts or duties"),
    (("successions", 0, "scope"), "zz", ("successions", 0, "scope"), "scope 'zz' is not in this structure", "add it under scopes"),
    (("contradictions", 0, "statements"), ["zz 5"], ("contradictions", 0, "statements", 0, "source", 0), "source 'zz' is not in this structure", "add it under sources"),
    (("views", 0, "fold"), "zz", ("views", 0, "fold", 0), "party 'zz' is not in this structure", "define it under organisations or posts"),
    (("views", 0, "order"), "zz", ("views", 0, "order", 0), "party 'zz' is not in this structure", "define it under organisations or posts"),
    (("organisations", "top", "part_of"), "x", ("organisations", "top", "part_of"), "part_of goes round in a circle: top → x → top", "one of these must go"),
    (("organisations", "x", "one_of"), "y", ("organisations", "x", "one_of"), "one_of goes round in a circle: x → y → x", "one of these must go"),
]  # fmt: skip


def test_a_structure_that_fits_has_no_misfits():
    assert list(misfits(Structure.model_validate(WRITTEN))) == []


@pytest.mark.parametrize(
    ("path", "value", "place", "message", "hint"), MISFITS, ids=[".".join(map(str, m[2])) for m in MISFITS]
)
def test_each_misfit_is_named_at_its_place(path, value, place, message, hint, monkeypatch):
    data = placed(path, value)
    with pytest.raises(ValidationError) as caught:
        Structure.model_validate(data)
    (error,) = caught.value.errors()
    assert f"{'.'.join(map(str, place))}: {message}" in error["msg"]
    monkeypatch.setattr("govgraph.model.consistency.misfits", lambda *_: [])
    unchecked = Structure.model_validate(data)
    monkeypatch.undo()
    found = [(misfit.path, misfit.message, misfit.help) for misfit in misfits(unchecked)]
    assert found == [(place, message, hint)]


def test_all_misfits_are_named_together():
    data = written()
    data["relationships"][0] |= {"from": "aa", "to": "bb", "scope": "cc"}
    data["duties"]["pay"]["lead"] = "dd"
    with pytest.raises(ValidationError) as caught:
        Structure.model_validate(data)
    for word in ("aa", "bb", "cc", "dd"):
        assert f"'{word}' is not in this structure" in str(caught.value)


def test_a_long_circle_is_named_once_and_without_recursion():
    number = 3_000
    bodies = {f"b{n:04d}": {"name": "B", "part_of": f"b{(n + 1) % number:04d}"} for n in range(number)}
    with pytest.raises(ValidationError) as caught:
        Structure.model_validate({"structure": {"id": "s", "title": "S"}, "organisations": bodies})
    assert str(caught.value).count("goes round in a circle") == 1


def test_an_id_names_the_first_of_very_many_ends():
    ends = [f"p{number}" for number in range(200)]
    rows = [
        Relationship.model_validate({"from": "x", "kind": "advises", "to": to})
        for to in (ends, ends[:30], [*ends[:-1], "other"])
    ]
    most, few, other = relationship_ids(rows)
    assert few == f"x.advises.{'+'.join(ends[:30])}"
    assert {most, other} == {f"{few}+170_more@all@in_force~1", f"{few}+170_more@all@in_force~2"}


@pytest.mark.parametrize("rule", [{"threshold": "-5"}, {"weights": {"a": 1, "b": "-1"}}])
def test_votes_are_not_negative(rule):
    with pytest.raises(ValidationError, match="votes are counted from 0"):
        Structure.model_validate({
            "structure": {"id": "s", "title": "S"},
            "organisations": {"a": {"name": "A"}, "b": {"name": "B"}},
            "decision_rules": {"a": rule},
        })  # fmt: skip
