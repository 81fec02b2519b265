"""How a text of a file becomes a value."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from govgraph.model import fields
from govgraph.model.parties import AnswersTo, Organisation, Post
from govgraph.model.relationships import Relationship
from govgraph.model.statements import Citation


def made(annotation, value):
    return TypeAdapter(annotation).validate_python(value)


@pytest.mark.parametrize(
    ("annotation", "written", "value"),
    [
        (fields.Identifier, "a", "a"),
        (fields.Identifier, "007", "007"),
        (fields.Identifier, "no", "no"),
        (fields.Identifier, "1e3", "1e3"),
        (fields.Identifier, "a.b_c-d", "a.b_c-d"),
        (fields.Identifier, "a" * 200, "a" * 200),
        (fields.ScopePath, "a/b/c", "a/b/c"),
        (fields.Text, "no", "no"),
        (fields.Text, "007", "007"),
        (fields.Text, 7, "7"),
        (fields.Flag, "yes", True),
        (fields.Flag, "No", False),
        (fields.Flag, "true", True),
        (fields.Flag, False, False),
        (fields.Whole, "007", 7),
        (fields.Whole, "0", 0),
        (fields.Whole, 12, 12),
        (fields.Positive, "1", 1),
        (fields.Amount, "870", Decimal(870)),
        (fields.Amount, "1,234.50", Decimal("1234.50")),
        (fields.Amount, "-0.4", Decimal("-0.4")),
        (fields.Amount, 0.1, Decimal("0.1")),
        (fields.Identifiers, "a", ("a",)),
        (fields.Identifiers, ["a", "b"], ("a", "b")),
        (fields.Identifiers, [], ()),
        (fields.Texts, ["x", 1], ("x", "1")),
    ],
)
def test_what_is_read(annotation, written, value):
    assert made(annotation, written) == value


@pytest.mark.parametrize(
    ("annotation", "written", "message"),
    [
        (fields.Identifier, "A", "is not an id; write a"),
        (fields.Identifier, "a b", "is not an id"),
        (fields.Identifier, "-a", "is not an id"),
        (fields.Identifier, "é", "is not an id"),
        (fields.Identifier, "a\n", "is not an id"),
        (fields.Identifier, "", "is not an id"),
        (fields.Identifier, "a" * 201, "an id has at most 200 characters"),
        (fields.Identifier, ["a"], "expected a text"),
        (fields.Identifier, True, "expected a text"),
        (fields.ScopePath, "a//b", "is not a scope; write ids joined by /"),
        (fields.ScopePath, "/a", "is not a scope"),
        (fields.ScopePath, "a/", "is not a scope"),
        (fields.Text, {"a": 1}, "expected a text"),
        (fields.Text, "x" * 20_001, "a text has at most 20,000 characters"),
        (fields.Name, "x" * 2_001, "a name has at most 2,000 characters"),
        (fields.Flag, "maybe", "write yes or no"),
        (fields.Flag, "1", "write yes or no"),
        (fields.Flag, 1, "write yes or no"),
        (fields.Whole, "1e3", "expected a whole number"),
        (fields.Whole, "-1", "expected a whole number"),
        (fields.Whole, -1, "expected a whole number from 0"),
        (fields.Whole, "1" * 16, "expected a whole number"),
        (fields.Whole, 10**15, "of at most 15 digits"),
        (fields.Whole, "٣", "expected a whole number"),
        (fields.Whole, True, "expected a whole number"),
        (fields.Whole, "9" * 5000, "expected a whole number"),
        (fields.Positive, "0", "expected a number of at least 1"),
        (fields.Amount, "£870", "is not a number; write 870 or 0.345"),
        (fields.Amount, "1e3", "is not a number"),
        (fields.Amount, "nan", "is not a number"),
        (fields.Amount, "Infinity", "is not a number"),
        (fields.Amount, "9" * 5000, "expected a number"),
        (fields.Amount, "", "is not a number"),
        (fields.Amount, True, "expected a number"),
    ],
)
def test_what_is_refused_and_how(annotation, written, message):
    with pytest.raises(ValidationError) as caught:
        made(annotation, written)
    assert message in caught.value.errors()[0]["msg"]


@pytest.mark.parametrize("written", ["1,,2", "87,0", "0,5", ",870", "1.2,3"])
def test_a_comma_that_parts_no_thousands_is_refused(written):
    with pytest.raises(ValidationError):
        made(fields.Amount, written)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(value):
    with pytest.raises(ValidationError):
        made(fields.Amount, value)


@pytest.mark.parametrize(
    ("written", "source", "locator"),
    [
        ("tor", "tor", ""),
        ("tor 5", "tor", "5"),
        ("tor annex-c 7", "tor", "annex-c 7"),
        (" tor   annex-c   7 ", "tor", "annex-c 7"),
    ],
)
def test_a_citation_is_a_source_and_a_place(written, source, locator):
    citation = Citation.model_validate(written)
    assert (citation.source, citation.locator) == (source, locator)
    assert str(citation) == f"{source} {locator}".strip()


@pytest.mark.parametrize(
    ("written", "silence", "text"),
    [
        ("not_stated", "not_stated", ""),
        ("none", "none", ""),
        ("outside: the Privy Council", "outside", "the Privy Council"),
        ({"outside": "the Privy Council"}, "outside", "the Privy Council"),
    ],
)
def test_answers_to(written, silence, text):
    answers = AnswersTo.model_validate(written)
    assert (answers.silence, answers.text) == (silence, text)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "outside",
        "outside:",
        "outside:  ",
        "nobody",
        "None",
        {"outside": ["x"]},
        {"inside": "x"},
        ["none"],
    ],
)
def test_what_answers_to_refuses(written):
    with pytest.raises(ValidationError):
        AnswersTo.model_validate(written)


def test_what_an_attachment_leaves_unsaid_it_takes_from_its_row():
    body = Organisation.model_validate({
        "id": "a", "name": "A", "status": "agreed", "since": "2008", "source": "tor 1",
        "part_of": ["b", {"body": "c", "status": "in_force", "basis": "inferred", "source": []}],
    })  # fmt: skip
    plain, own = (attachment.on(body) for attachment in body.part_of)
    assert (plain.status, plain.basis, str(plain.since), plain.source) == (
        "agreed",
        "stated",
        "2008",
        body.source,
    )
    assert (own.status, own.basis, str(own.since), own.source) == ("in_force", "inferred", "2008", ())


def test_statements_are_frozen_and_closed():
    row = Relationship.model_validate({"from": "a", "kind": "advises", "to": "b"})
    with pytest.raises(ValidationError):
        row.kind = "directs"
    with pytest.raises(ValidationError):
        Relationship.model_validate({"from": "a", "kind": "advises", "to": "b", "form": "x"})


def test_a_relationship_is_read_with_its_usual_values():
    row = Relationship.model_validate({"from": "a", "kind": "advises", "to": "not_stated"})
    assert (row.to, row.scope, row.status, row.basis, row.settled) == ((), "all", "in_force", "stated", True)
    assert not row.model_copy(update={"basis": "inferred"}).settled


@pytest.mark.parametrize(
    ("aliases", "short"),
    [((), "Name"), (("Long alias", "DH"), "DH"), (("dh",), "Name"), (("N/A GROUP",), "Name")],
)
def test_the_short_name_is_an_abbreviation_or_the_name(aliases, short):
    assert Post(id="a", name="Name", aliases=aliases).short == short


def test_not_stated_is_not_stated():
    body = Organisation(id="a", name="A", chair="not_stated", owner="B")
    assert [body.states(field) for field in ("chair", "owner", "secretariat")] == [False, True, False]
