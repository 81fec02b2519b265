"""The shipped structures, each broken in one place in some forty ways: every break is told at its own line."""

import random
import re

import pytest
from library import STRUCTURES, name

from govgraph.errors import InputError
from govgraph.readers.yaml_form import read

ID = r"[a-z0-9][a-z0-9._-]*"


def swap(field, to, *, value=ID, section=None):
    """The value of a field in a flow or block row, replaced."""
    return (rf"(?m)(?<=[{{ ,]){field}: *\[? *({value})(?=[,}}\] \n])", to, section)


# What is sought in the text (its first group is replaced), and by what; a section keeps the search to its rows.
BREAKS = {
    "a party misspelt at the lower end": swap("from", "nobody-at-all", section="relationships"),
    "a party misspelt at the upper end": swap("to", "nobody-at-all", section="relationships"),
    "a route that does not exist": swap("via", "nobody-at-all"),
    "a kind misspelt": swap("kind", "acountable_to", section="relationships"),
    "a kind that is written elsewhere": swap("kind", "part_of", section="relationships"),
    "a kind of body misspelt": swap("kind", "comittee", section="organisations"),
    "a tier misspelt": swap("tier", "nationall"),
    "a status misspelt": swap("status", "recomended", value="[a-z_]+"),
    "a basis misspelt": swap("basis", "infered", value="[a-z_]+"),
    "a scope that is not in the tree": swap("scope", "no/such/scope", value="[a-z/-]+"),
    "a scope that is no scope": swap("scope", "Not A Scope", value="[a-z/-]+"),
    "a source that is not listed": swap("source", "nowhere", section="relationships"),
    "a body misspelt": swap("body", "nobody-at-all", section="memberships"),
    "a member misspelt": swap("member", "nobody-at-all", section="memberships"),
    "a capacity misspelt": swap("capacity", "chairr", value="[a-z_]+", section="memberships"),
    "votes neither yes nor no": swap("votes", "perhaps", value="[a-z_]+", section="memberships"),
    "no seats": swap("seats", "0", section="memberships"),
    "seats in words": swap("seats", "three", section="memberships"),
    "a represented party misspelt": swap("represents", "nobody-at-all", section="memberships"),
    "a whole misspelt": swap("part_of", "nobody-at-all"),
    "a seat misspelt": swap("in", "nobody-at-all", section="posts"),
    "a headed body misspelt": swap("heads", "nobody-at-all", section="posts"),
    "one of nobody": swap("one_of", "nobody-at-all"),
    "a count in words": swap("count", "ten"),
    "a boundary misspelt": swap("boundary", "outside"),
    "an answer that is none": swap("answers_to", "nobody", value="[a-z_]+"),
    "a holder of a duty misspelt": swap("responsible", "nobody-at-all", section="duties"),
    "a consulted party misspelt": swap("consulted", "nobody-at-all", section="duties"),
    "a step misspelt": swap("step", "proposes", section="duties"),
    "an amount with its unit": swap("amount", "£870k", value=r"[\d.,]+"),
    "an expression where an amount stands": swap("amount", "3*60", value=r"[\d.,]+"),
    "a body bound that is not there": swap("binds", "nobody-at-all", section="decision_rules"),
    "a way of deciding misspelt": swap("passes_with", "majorityy", value="[a-z_]+", section="decision_rules"),
    "a kind of succession misspelt": swap("kind", "suceeded", value="[a-z_]+", section="successions"),
    "an heir misspelt": swap("to", "nobody-at-all", section="successions"),
    "an entry of a contradiction misspelt": swap("about", "nobody-at-all", section="contradictions"),
    "a field misspelt": (r"(?m)(?<=[{ ,])(source)(?=: )", "soruce", None),
    "a field of another form": (r"(?m)(?<=[{ ])(kind)(?=: )", "type", "relationships"),
    "an empty name": swap("name", '""', value=r"[A-Z][A-Za-z ]+", section="organisations"),
    "a date that is none": swap("since", "2008-13", value=r"[\d-]+"),
    "an end before its beginning": (r"(?m)since: *[\d-]+,?\s+until: *([\d-]+)", "1948", None),
    "an anchor": swap("kind", "&a x", section="relationships"),
    "a tag": swap("kind", "!!binary x", section="relationships"),
    "a section misspelt": (r"(?m)^(memberships|duties|figures)(?=:$)", "membershps", None),
    "a section twice": (r"(?m)^(posts|duties|figures|contradictions)(?=:$)", "organisations", None),
    "an id in capitals": (rf"(?m)^  ({ID})(?=: \{{?name|:$)", "NotAnId", "figures"),
    "a newer form": (r"(?m)^govgraph: (1)$", "99", None),
}  # fmt: skip


def span(text, section):
    """Where a section's rows begin and end."""
    if section is None:
        return 0, len(text)
    head = re.search(rf"(?m)^{section}:\n", text)
    if not head:
        return 0, 0
    following = re.search(r"(?m)^[a-z]\w*:", text[head.end() :])
    return head.end(), head.end() + following.start() if following else len(text)


def places(text, pattern, section):
    begin, end = span(text, section)
    return [
        found
        for found in re.compile(pattern).finditer(text, begin, end)
        if not in_a_comment(text, found.start(1))
    ]


def in_a_comment(text, at):
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return (
        "#" in line
        or line.count('"') % 2 == 1
        or re.search(r"(?:note|purpose|says): [^{}\[\]]*$", line) is not None
    )


@pytest.mark.parametrize("what", BREAKS)
@pytest.mark.parametrize("seed", [2003, 2006])
def test_a_break_is_told_at_its_own_line(what, seed):
    chance = random.Random(f"{what} {seed}")
    pattern, put, section = BREAKS[what]
    candidates = [path for path in STRUCTURES if places(path.read_text(encoding="utf-8"), pattern, section)]
    assert candidates, "no shipped structure has the field: the break tests nothing"
    path = chance.choice(candidates)
    text = path.read_text(encoding="utf-8")
    found = chance.choice(places(text, pattern, section))
    broken = text[: found.start(1)] + put + text[found.end(1) :]
    line = text.count("\n", 0, found.start(1)) + 1
    with pytest.raises(InputError) as caught:
        read([(name(path), broken.encode())])
    told = [(problem.location.line, problem.message) for problem in caught.value.problems]
    assert line in {at for at, _ in told}, (name(path), line, broken.splitlines()[line - 1], told)
    assert all(message for _, message in told)
    if section != "figures" and what not in {
        "a section misspelt",
        "a section twice",
        "an anchor",
        "a newer form",
    }:
        assert {at for at, _ in told} == {line}, "nothing else is blamed"
