import random
import re
from itertools import product

import pytest
from report_cases import arrangement, graph, hostile_graph

from govgraph.graph import Direction, GovernanceGraph, Line
from govgraph.graph.sight import verdict_of
from govgraph.reports.summary import in_two_sentences


def test_small_structure_in_two_sentences():
    small = graph()
    first, second = in_two_sentences(small, small.sight())
    assert first == (
        "Line of sight from the Minister for Care to Trust A and Trust B is qualified in the papers we saw: "
        "each has a line of accountability or management, but none whose every link is stated and in force."
    )
    assert second == (
        "The best line, through the Ministry of Care, rests on 2 links, 1 of them inferred by the modeller (tor 4 and tor 3); "
        "and for Buying of care, the limb through the Buying Team stops at the National Board "
        "(the papers name no body to which it answers)."
    )


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        (["a accountable_to top"], "is clear in the papers we saw", "rests on 1 link stated and in force"),
        (
            ["b commissions a", "b accountable_to top"],
            "none without a contract, a delegation or a step from a body to its head on the way.",
            "a contract, a delegation or a step from a body to its head at its weakest",
        ),
        (
            ["a accountable_to top,status: agreed"],
            "none whose every link is stated",
            "one link, an agreed objective not shown to be in force",
        ),
        (["a reports_to top"], "is weak in the papers we saw", "reports or assurance only at its weakest"),
        (
            [],
            "The papers we saw show no line of sight from the Top to Body A.",
            "Nothing leads up from Body A: the papers name no body to which it answers.",
        ),
        (
            ["a accountable_to b"],
            "The papers we saw show no line",
            "The limb through Body B goes no further (the papers name no body to which it answers).",
        ),
        (
            ["a accountable_to b", "b accountable_to a"],
            "The papers we saw show no line",
            "it leads back to Body A",
        ),
    ],
)
def test_each_verdict_says_what_it_rests_on(rows, first, second):
    found = arrangement(*rows)
    sentences = in_two_sentences(found, found.sight())
    assert first in sentences[0]
    assert second in sentences[1]


def test_subjects_with_different_verdicts_are_told_apart():
    found = arrangement("a accountable_to top", "b reports_to top", "c accountable_to d", subjects="a, b, c")
    assert in_two_sentences(found, found.sight()) == (
        "Line of sight from the Top is clear to Body A; weak to Body B; and not shown to Body C, in the papers we saw.",
        "The best lines rest on 2 links: 2 stated and in force; and 1 limb stops short, at Body D.",
    )


def test_a_subject_whose_verdict_differs_by_scope_is_named_with_its_scopes():
    text = """
govgraph: 1
structure: {id: s, title: T, root: top, subjects: a}
scopes: {x: Xenon, y: Yttrium}
organisations: {a: {name: Body A, kind: nhs_trust}}
posts: {top: {name: Top}}
relationships:
  - {from: a, kind: accountable_to, to: top, scope: x}
  - {from: a, kind: reports_to, to: top, scope: y}
"""
    found = graph(text)
    first, _ = in_two_sentences(found, found.sight())
    assert (
        first
        == "Line of sight from the Top is clear to Body A (for Xenon); and weak to Body A (for Yttrium), in the papers we saw."
    )


def test_nothing_to_ask_is_said_and_not_passed():
    assert "names no root" in in_two_sentences(graph("govgraph: 1\nstructure: {id: s, title: T}\n"), ())[0]
    assert "names no subject" in in_two_sentences(arrangement(subjects=""), ())[0]


def test_a_root_needs_no_line():
    found = arrangement(subjects="top")
    assert in_two_sentences(found, found.sight())[0] == "No line is needed: the Top is at the top already."


def test_instruction_and_via_are_named_for_what_they_are():
    found = arrangement("b directs a", "top directs b")
    assert in_two_sentences(found, found.sight(direction=Direction.INSTRUCTION))[0].startswith(
        "Line of instruction from the Top to Body A is clear"
    )
    assert (
        "from the Top by way of Body B to Body A is clear"
        in in_two_sentences(found, found.sight(via=[["b"]]))[0]
    )
    assert "no line runs from Body A to Body C" in in_two_sentences(found, found.sight(via=[["c"]]))[
        1
    ].replace("No line", "no line")


def test_a_line_break_in_a_name_breaks_no_sentence():
    found = hostile_graph("line one\nline two")
    assert not any("\n" in sentence for sentence in in_two_sentences(found, found.sight()))


# What each form of words claims of all lines from a subject to a root, put to every simple line of small random structures.
CLAIMS = {
    r"is clear": lambda lines: any(line.strength >= 3 and not line.unsettled for line in lines),
    r"none whose every link is stated": lambda lines: (
        any(x.strength >= 3 for x in lines) and not any(x.strength >= 3 and not x.unsettled for x in lines)
    ),
    r"every link is stated and in force, but none without a contract": lambda lines: (
        any(not x.unsettled for x in lines) and max(x.strength for x in lines) == 2
    ),
    r"none without a contract, a delegation or a step from a body to its head on the way, and not every": lambda lines: (
        max(x.strength for x in lines) == 2
    ),
    r"none without a link that carries reports": lambda lines: max(x.strength for x in lines) == 1,
    r"show no line": lambda lines: not lines,
}


def every_line(found: GovernanceGraph, start: str) -> list[Line]:
    view, lines = found.view("all"), []

    def walk(party, links):
        if party in found.roots:
            lines.append(Line(start, links))
            return
        for link in view.upward(party):
            if link.upper not in {start, *(past.upper for past in links)}:
                walk(link.upper, (*links, link))

    walk(start, ())
    return lines


def test_the_first_sentence_is_true_of_every_line_there_is():
    chance, met = random.Random(7), set()
    kinds = ("accountable_to", "reports_to", "performance_manages", "commissions")
    pairs = [(a, b) for a, b in product(["a", "b", "c", "top"], repeat=2) if a not in {b, "top"}]
    for _ in range(250):
        rows = []
        for lower, upper in chance.sample(pairs, 4):
            kind, basis = chance.choice(kinds), chance.choice(["", ",basis: inferred", ",status: agreed"])
            ends = (lower, upper) if kind.endswith("_to") else (upper, lower)
            rows.append(f"{ends[0]} {kind} {ends[1]}{basis}")
        found = arrangement(*rows)
        sentence = in_two_sentences(found, found.sight())[0]
        claims = [claim for claim in CLAIMS if re.search(claim, sentence)]
        assert len(claims) == 1, sentence
        lines = every_line(found, "a")
        assert CLAIMS[claims[0]](lines), (rows, sentence)
        assert found.sight()[0].verdict is min(
            (verdict_of(line) for line in lines), key=lambda v: v.rank, default=verdict_of(None)
        )
        met.update(claims)
    assert met == set(CLAIMS)


def test_a_place_where_chains_stop_for_several_reasons_is_named_once():
    text = """
govgraph: 1
structure: {id: s, title: S, root: top, subjects: [a]}
scopes: {care: Care, money: Money}
organisations: {top: {name: The top}, mid: {name: The middle}, a: {name: Body A}}
relationships:
  - {from: a, kind: accountable_to, to: mid}
  - {from: mid, kind: accountable_to, to: top, scope: care, status: proposed}
  - {from: mid, kind: advises, to: top, scope: care}
  - {from: mid, kind: advises, to: top, scope: money}
"""
    made = graph(text)
    _, second = in_two_sentences(made, made.sight())
    assert (
        second == "The limb through The middle goes no further (the papers name no body to which it answers)."
    )


def test_of_several_silent_subjects_the_first_is_told_and_the_others_counted():
    found = arrangement("a reports_to top", subjects="a, b, c, d")
    _, second = in_two_sentences(found, found.sight())
    assert second == (
        "The best lines rest on 1 link: 1 stated and in force; nothing leads up from Body B: the papers name no body "
        "to which it answers; and for reasons set out below, nothing leads up in 2 further cases."
    )
