"""Lines of sight, scopes and silences: one small structure for each sentence of the domain's words."""

import os
import subprocess
import sys
from itertools import pairwise
from textwrap import dedent

import pytest
from oracle import NO_ACCOUNT, UPWARD

from govgraph.errors import UsageError
from govgraph.graph import Direction, GovernanceGraph, Verdict
from govgraph.model.vocabulary import KINDS
from govgraph.readers.yaml_form import read
from govgraph.settings import Reading, parse_statuses

SILENT = "the papers name no body to which it answers"


def structure(text):
    return read([("s.yaml", ("govgraph: 1\n" + dedent(text)).encode())]).structure


def graph(text, *, at=None, statuses=None, contracts=True, scope=None, roots=()):
    made = structure(text)
    chosen = parse_statuses(statuses) if statuses else None
    return GovernanceGraph(
        made, Reading.of(made, at=at, statuses=chosen, contracts_count=contracts, scope=scope), roots
    )


def rows(*written, root="top", **parties):
    """A structure of bodies named in its rows (`lower kind upper`, further fields after a bar); `top` is the root."""
    ids, relationships = dict.fromkeys([*root.split(), "x"]), []
    for row in written:
        words, _, rest = row.partition(" | ")
        start, kind, end = words.split()
        ids |= dict.fromkeys([start] if end == "not_stated" else [start, end])
        relationships.append(f"  - {{from: {start}, kind: {kind}, to: {end}{', ' + rest if rest else ''}}}")
    ids |= dict.fromkeys(parties)
    bodies = [
        f"  {key}: {{name: {key.upper()}{', ' + parties[key] if parties.get(key) else ''}}}" for key in ids
    ]
    return "\n".join([
        f"structure: {{id: s, title: S, root: [{', '.join(root.split())}], subjects: [x]}}",
        "scopes: {care: Care, care/beds: Beds, care/beds/high: High, money: Money, local: Local}",
        "organisations:",
        *bodies,
        *(["relationships:", *relationships] if relationships else []),
    ])  # fmt: skip


def answer(text, subject="x", direction=Direction.ACCOUNT, **reading):
    (one,) = graph(text, **reading).sight([subject], direction)
    return one


def dead_ends(text, **reading):
    return {end.at: end.why for limb in answer(text, **reading).limbs for end in limb.dead_ends}


# -- what carries an account, and how strongly


def test_every_kind_of_the_domain_is_there_and_no_other():
    assert set(KINDS) == {*UPWARD, *NO_ACCOUNT}


@pytest.mark.parametrize("kind", sorted(UPWARD))
def test_a_kind_carries_in_one_direction_with_its_strength(kind):
    strength, answers = UPWARD[kind]
    right, wrong = (
        (f"x {kind} top", f"top {kind} x") if answers == "from" else (f"top {kind} x", f"x {kind} top")
    )
    assert answer(rows(right)).strength == strength
    assert answer(rows(wrong)).verdict is Verdict.NONE


@pytest.mark.parametrize("kind", NO_ACCOUNT)
def test_the_other_kinds_never_carry_an_account(kind):
    assert answer(rows(f"x {kind} top", f"top {kind} x")).verdict is Verdict.NONE


def test_a_seat_on_a_body_is_not_accountability():
    text = rows() + "\nmemberships:\n  - {body: top, member: x, capacity: chair, votes: yes}\n"
    assert answer(text).verdict is Verdict.NONE


def test_a_kind_of_ones_own_carries_as_it_says():
    own = "vocabulary: {kinds: {steers: {reads: steers, upper: from, carries: 3}, greets: {reads: greets, upper: to}}}"
    text = rows("top steers y", "x greets top").replace("subjects: [x]", f"subjects: [x], {own}")
    assert answer(text, "y").strength == 3
    assert answer(text, "x").verdict is Verdict.NONE


def test_a_contract_of_ones_own_obeys_the_switch():
    own = "vocabulary: {kinds: {buys: {reads: buys from, upper: from, carries: 2, contract: true}}}"
    text = rows("top buys x").replace("subjects: [x]", f"subjects: [x], {own}")
    assert answer(text).verdict is Verdict.QUALIFIED
    assert answer(text, contracts=False).verdict is Verdict.NONE


def test_part_of_counts_where_nothing_else_is_said():
    assert answer(rows(x="part_of: top")).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("said", "carries"),
    [
        ("accountable_to y", False),
        ("accountable_to y | status: undefined", False),
        ("accountable_to y | status: agreed", False),
        ("accountable_to not_stated", False),
        ("accountable_to y | via: z", False),
        ("accountable_to y | scope: care", False),
        ("accountable_to y | scope: care/beds", False),
        ("accountable_to y | scope: care/beds/high", False),
        ("accountable_to y | status: proposed", True),
        ("accountable_to y | status: historical", True),
        ("accountable_to y | until: 2007", True),
        ("accountable_to y | until: 2007, status: undefined", True),
        ("accountable_to y | scope: money", True),
        ("accountable_to y | scope: local", True),
        ("reports_to y", True),
        ("reports_to y | status: undefined", True),
    ],
)
def test_what_sets_part_of_aside(said, carries):
    text = rows(f"x {said}", "y works_with z", x="part_of: top")
    assert (answer(text, at="2008", scope="care/beds").verdict is Verdict.CLEAR) is carries


def test_a_proposed_line_sets_part_of_aside_once_proposals_are_chosen():
    text = rows("x accountable_to y | status: proposed", x="part_of: top")
    assert answer(text, statuses="in_force,proposed").verdict is Verdict.NONE


def test_a_body_answers_to_its_head_and_a_post_to_its_body():
    text = rows(x="") + "\nposts:\n  director: {name: Director, in: top, heads: x}\n"
    found = answer(text)
    assert (found.line.parties, found.strength, found.verdict) == (
        ("x", "director", "top"),
        2,
        Verdict.QUALIFIED,
    )
    assert answer(text, "director").strength == 4


def test_a_post_in_two_bodies_has_a_limb_through_each():
    text = rows("y accountable_to top") + "\nposts:\n  hats: {name: Hats, in: [y, z]}\n"
    text = text.replace("  y: {name: Y}", "  y: {name: Y}\n  z: {name: Z}")
    found = {limb.through: limb.verdict for limb in answer(text, "hats").limbs}
    assert found == {"y": Verdict.CLEAR, "z": Verdict.NONE}


# -- verdicts


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("x accountable_to top", "clear"),
        ("top directs x", "clear"),
        ("top directs x | status: agreed", "qualified"),
        ("x accountable_to top | basis: inferred", "qualified"),
        ("x accountable_to top | basis: carried_over", "qualified"),
        ("x accountable_to top | basis: external", "qualified"),
        ("top commissions x", "qualified"),
        ("top delegates_to x | status: agreed", "qualified"),
        ("x reports_to top", "weak"),
        ("top oversees x | status: agreed", "weak"),
        ("x accountable_to top | status: proposed", "none"),
    ],
)
def test_verdicts(row, verdict):
    assert answer(rows(row)).verdict == verdict


def test_a_line_is_as_strong_as_its_weakest_link():
    found = answer(rows("x accountable_to y", "z oversees y", "z accountable_to top"))
    assert (found.strength, found.verdict, found.line.weakest) == (1, Verdict.WEAK, 1)


def test_with_several_roots_a_line_to_any_one_serves():
    found = answer(rows("x accountable_to king", root="top king"))
    assert (found.verdict, found.line.parties) == (Verdict.CLEAR, ("x", "king"))


def test_a_root_sees_itself():
    found = answer(rows("top reports_to y"), "top")
    assert (found.verdict, found.line.parties, found.limbs, found.single_points) == (
        Verdict.CLEAR,
        ("top",),
        (),
        (),
    )


def test_other_roots_may_be_asked_for():
    assert answer(rows("x accountable_to y"), roots=["y"]).verdict is Verdict.CLEAR


@pytest.mark.parametrize("party", ["top", "x"])
def test_a_root_that_has_ended_is_no_root_for_the_verdict_alone_either(party):
    one = graph(rows("x accountable_to top", top="until: 2007"), at="2008", scope="all")
    (found,) = one.sight([party])
    assert found.verdict is Verdict.NONE
    assert one.verdict(party, "all") is found.verdict


# -- the best line: one case for each step of the order


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # the highest verdict, before strength
        (["top directs b", "b directs x"], ["x accountable_to a | status: agreed", "a accountable_to top"]),
        # strength, before the links not stated and in force
        (["x accountable_to b | status: agreed", "b accountable_to top | status: agreed"], ["a commissions x", "a accountable_to top"]),
        # clear lines, too, are told apart by strength
        (["x accountable_to b", "b accountable_to c", "c accountable_to top"], ["a directs x", "a accountable_to top"]),
        # fewest links not stated and in force, before the worst evidence
        (["x accountable_to b | basis: inferred", "b accountable_to top"], ["x accountable_to a | status: agreed", "a accountable_to top | status: agreed"]),
        # the worst evidence, before the number of links
        (["x accountable_to b | status: agreed", "b accountable_to c", "c accountable_to top"], ["x accountable_to a | basis: inferred", "a accountable_to top"]),
        # fewest links, before ids
        (["x accountable_to b", "b accountable_to top"], ["x accountable_to a", "a accountable_to c", "c accountable_to top"]),
        # ids
        (["x accountable_to a", "a accountable_to top"], ["x accountable_to b", "b accountable_to top"]),
    ],
    ids=["verdict", "strength", "strength-clear", "fewest", "worst", "links", "ids"],
)  # fmt: skip
def test_the_order_of_lines(better, worse):
    alone = answer(rows(*better)).line
    assert alone != answer(rows(*worse)).line
    assert answer(rows(*better, *worse)).line == alone
    assert answer(rows(*worse, *better)).line == alone


EVIDENCE = ("status: agreed", "basis: carried_over", "basis: external", "basis: inferred", "status: proposed")


@pytest.mark.parametrize(("better", "worse"), list(pairwise(EVIDENCE)))
def test_the_order_of_evidence(better, worse):
    text = rows(
        f"x accountable_to b | {better}",
        "b accountable_to top",
        f"x accountable_to a | {worse}",
        "a accountable_to top",
    )
    assert answer(text, statuses="in_force,agreed,proposed").line.parties == ("x", "b", "top")


def test_of_two_statements_between_the_same_parties_the_better_carries():
    found = answer(rows("x accountable_to top | status: agreed", "top directs x", "x reports_to top"))
    assert (found.verdict, found.line.links[0].kind.name) == (Verdict.CLEAR, "directs")


# -- limbs


TRUST = rows(
    "sha performance_manages x", "sha accountable_to top", "hsct commissions x", "hsct accountable_to nscg",
    "x accountable_to top | status: agreed", nscg="answers_to: not_stated",
)  # fmt: skip


def test_every_limb_is_given_with_its_own_verdict():
    found = {limb.through: (limb.verdict, limb.line and limb.line.parties) for limb in answer(TRUST).limbs}
    assert found == {
        "sha": (Verdict.CLEAR, ("x", "sha", "top")),
        "top": (Verdict.QUALIFIED, ("x", "top")),
        "hsct": (Verdict.NONE, None),
    }


def test_a_dead_limb_says_where_the_chain_stops_and_why():
    (limb,) = [limb for limb in answer(TRUST).limbs if limb.through == "hsct"]
    (end,) = limb.dead_ends
    assert (end.at, end.chain, end.why) == ("nscg", ("hsct", "nscg"), SILENT)


def test_an_agreed_objective_beside_a_working_limb_is_reported_as_what_it_is():
    (limb,) = [limb for limb in answer(TRUST).limbs if limb.through == "top"]
    assert [link.words for link in limb.line.links] == ["an agreed objective, not yet shown to be in force"]


def test_a_live_limb_names_its_dead_ends_too():
    text = rows("x accountable_to y", "y accountable_to top", "y accountable_to z")
    (limb,) = answer(text).limbs
    assert (limb.verdict, [end.at for end in limb.dead_ends]) == (Verdict.CLEAR, ["z"])


def test_a_limb_that_leads_back_to_its_subject():
    (limb,) = answer(rows("x accountable_to y", "y accountable_to x")).limbs
    assert (limb.verdict, limb.line, [end.why for end in limb.dead_ends]) == (
        Verdict.NONE,
        None,
        ["it leads back to X"],
    )


def test_a_limb_does_not_reach_the_root_through_its_own_subject():
    limbs = {
        limb.through: limb.verdict
        for limb in answer(rows("x accountable_to top", "x accountable_to y", "y accountable_to x")).limbs
    }
    assert limbs == {"top": Verdict.CLEAR, "y": Verdict.NONE}


def test_a_limb_goes_round_its_subject_where_it_can():
    text = rows("x accountable_to y", "y accountable_to x", "x accountable_to top", "y reports_to top")
    limbs = {limb.through: (limb.verdict, limb.line.parties) for limb in answer(text).limbs}
    assert limbs == {"top": (Verdict.CLEAR, ("x", "top")), "y": (Verdict.WEAK, ("x", "y", "top"))}


def test_a_circle():
    ends = dead_ends(rows("x accountable_to a", "a accountable_to b", "b accountable_to a"))
    assert ends == {"a": "it goes round in a circle and reaches nobody else"}


# -- via on a statement, and on a question


def test_a_statement_by_way_of_others_carries_nothing_of_its_own():
    found = answer(rows("x accountable_to top | via: y", y=""))
    assert (found.verdict, found.limbs) == (Verdict.NONE, ())
    assert found.why == "a line to TOP runs only through Y, hop by hop"


def test_a_statement_by_way_of_others_needs_each_hops_own_link():
    hops = ["x accountable_to y", "y accountable_to z", "z accountable_to top"]
    said = "x accountable_to top | via: [y, z]"
    assert answer(rows(said, *hops)).line.parties == ("x", "y", "z", "top")
    for missing in range(3):
        assert answer(rows(said, *hops[:missing], *hops[missing + 1 :])).verdict is Verdict.NONE


def test_a_question_by_way_of_a_party():
    text = rows("x accountable_to top", "x accountable_to y", "y reports_to top")
    (found,) = graph(text).sight(["x"], via=[["y"]])
    assert (found.verdict, found.line.parties, found.via) == (Verdict.WEAK, ("x", "y", "top"), (("y",),))


def test_a_question_by_way_of_any_of_several_takes_the_best():
    text = rows("x accountable_to y", "y reports_to top", "x accountable_to z", "z accountable_to top")
    (found,) = graph(text).sight(["x"], via=[["y", "z"]])
    assert (found.verdict, found.line.parties) == (Verdict.CLEAR, ("x", "z", "top"))


def test_a_question_by_way_of_parties_keeps_their_order():
    text = rows("x accountable_to a", "a accountable_to b", "b accountable_to top")
    one = graph(text)
    (found,) = one.sight(["x"], via=[["a"], ["b"]])
    assert (found.verdict, found.line.parties) == (Verdict.CLEAR, ("x", "a", "b", "top"))
    (found,) = one.sight(["x"], via=[["b"], ["a"]])
    assert (found.verdict, found.line, found.why) == (Verdict.NONE, None, "no line runs from B to A")


def test_a_party_that_repeats_is_reported():
    text = rows("x accountable_to y", "y accountable_to z", "z accountable_to y", "y accountable_to top")
    (found,) = graph(text).sight(["x"], via=[["z"]])
    assert (found.line.parties, found.repeats) == (("x", "y", "z", "y", "top"), ("y",))


def test_of_several_parties_the_choice_is_made_on_the_whole_line():
    """The better leg to `c` (through a: strength 4, two agreed) is no better once the last leg is a contract."""
    text = rows(
        "x accountable_to a | status: agreed", "a accountable_to c | status: agreed",
        "b directs x | status: agreed", "c directs b",
        "top commissions c",
    )  # fmt: skip
    (found,) = graph(text).sight(["x"], via=[["a", "b"], ["c"]])
    assert found.line.parties == ("x", "b", "c", "top")


def test_a_question_by_way_of_others_may_be_asked_downwards():
    text = rows("y commissions x", "y accountable_to top")
    (found,) = graph(text).sight(["x"], Direction.INSTRUCTION, via=[["y"]])
    assert (found.direction, found.verdict) == (Direction.INSTRUCTION, Verdict.NONE)


def test_a_question_about_an_unknown_party_is_refused_with_the_nearest():
    one = graph(rows("x accountable_to secretary", "secretary accountable_to top"))
    for ask in (
        lambda: one.sight(["secretery"]),
        lambda: one.sight(["x"], via=[["secretery"]]),
        lambda: one.trace("secretery", "x"),
    ):
        with pytest.raises(UsageError) as caught:
            ask()
        assert (str(caught.value), caught.value.help) == (
            "no party 'secretery' in s",
            "did you mean secretary?",
        )


def test_a_question_without_a_root_or_a_subject_is_refused():
    with pytest.raises(UsageError, match="names no root"):
        graph("structure: {id: s, title: S}\norganisations: {x: {name: X}}").sight(["x"])
    with pytest.raises(UsageError, match="names no subjects"):
        graph("structure: {id: s, title: S, root: x}\norganisations: {x: {name: X}}").sight()


# -- the two directions


@pytest.mark.parametrize(("kind", "unimpeded"), [("accountable_to", True), ("operates", True), ("directs", True), ("performance_manages", True), ("commissions", False), ("delegates_to", False), ("reports_to", False), ("oversees", False)])  # fmt: skip
def test_instruction_runs_down_every_link_of_strength_three_or_more(kind, unimpeded):
    row = f"x {kind} top" if UPWARD[kind][1] == "from" else f"top {kind} x"
    found = answer(rows(row), direction=Direction.INSTRUCTION)
    assert (found.verdict is Verdict.CLEAR) is unimpeded
    assert bool(found.limbs) is unimpeded


def test_an_agreed_instruction_is_qualified():
    assert (
        answer(rows("top directs x | status: agreed"), direction=Direction.INSTRUCTION).verdict
        is Verdict.QUALIFIED
    )


# -- single points


DIAMOND = ("x accountable_to a", "x accountable_to b", "a accountable_to c", "b accountable_to c", "c accountable_to d", "d accountable_to top")  # fmt: skip


def test_a_party_on_every_line_is_a_single_point():
    assert answer(rows(*DIAMOND)).single_points == ("c", "d")


def test_a_line_of_reports_only_is_a_line_too():
    assert answer(rows(*DIAMOND, "x reports_to d")).single_points == ("d",)


def test_a_counted_party_is_never_a_single_point():
    assert answer(rows(*DIAMOND, c="count: 7")).single_points == ("d",)


def test_a_root_and_the_subject_are_no_single_points():
    assert (
        answer(rows("x accountable_to top", "top accountable_to king", root="top king")).single_points == ()
    )


def test_a_subject_without_a_line_has_no_single_points():
    assert answer(rows("x accountable_to y")).single_points == ()


def test_an_instruction_has_its_own_single_points():
    text = rows("x accountable_to a", "a accountable_to top", "b commissions x", "b accountable_to top")
    assert answer(text).single_points == ()
    assert answer(text, direction=Direction.INSTRUCTION).single_points == ("a",)


# -- counted parties and their named ones


def test_a_named_one_inherits_what_is_said_of_the_counted_party():
    found = answer(rows("scg accountable_to top", scg="count: 7", x="one_of: scg"))
    assert (found.verdict, found.line.parties) == (Verdict.CLEAR, ("x", "top"))


def test_a_statement_of_its_own_takes_the_place_of_the_inherited_one():
    found = answer(rows("scg accountable_to top", "x accountable_to y", scg="count: 7", x="one_of: scg"))
    assert (found.verdict, [limb.through for limb in found.limbs]) == (Verdict.NONE, ["y"])


def test_a_statement_of_its_own_for_another_scope_or_of_another_kind_leaves_the_inherited_one():
    parties = {"scg": "count: 7", "x": "one_of: scg"}
    other_scope = rows("scg accountable_to top | scope: care", "x accountable_to y | scope: money", **parties)
    assert answer(other_scope, scope="care").verdict is Verdict.CLEAR
    other_kind = rows("scg accountable_to top", "x reports_to y", **parties)
    assert {limb.through for limb in answer(other_kind).limbs} == {"top", "y"}


def test_one_of_carries_no_account_itself():
    assert answer(rows(x="one_of: top", top="count: 7")).verdict is Verdict.NONE


def test_a_line_to_the_counted_party_is_no_line_to_the_named_one():
    text = rows("x accountable_to scg", "nw accountable_to top", scg="count: 7", nw="one_of: scg")
    assert answer(text).verdict is Verdict.NONE


def test_a_named_one_that_leads_the_others_keeps_its_own_place():
    """Ten groups answer to the lead among them, which is part of the department."""
    text = rows("scg accountable_to x", scg="count: 10", x="one_of: scg, part_of: top")
    assert answer(text).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    "own",
    [
        "x accountable_to y | status: undefined",
        "x accountable_to not_stated",
        "x accountable_to top | via: y",
    ],
)
def test_an_unsettled_accountability_of_its_own_takes_the_place_of_the_inherited_one(own):
    found = answer(rows("scg accountable_to top", own, scg="count: 7", x="one_of: scg", y=""))
    assert found.verdict is Verdict.NONE


def test_an_inherited_accountability_sets_part_of_aside_beside_one_of_its_own_for_another_scope():
    text = rows(
        "scg accountable_to y | scope: care",
        "x accountable_to z | scope: money",
        scg="count: 7",
        x="one_of: scg, part_of: top",
    )
    assert answer(text, scope="care").verdict is Verdict.NONE


def test_why_a_named_one_stops_is_what_is_said_of_the_counted_party():
    undefined = answer(rows("scg accountable_to top | status: undefined", scg="count: 7", x="one_of: scg"))
    assert undefined.why == "a line to TOP exists, but the papers leave it undefined"
    nobody = answer(rows(scg="count: 7, answers_to: none", x="one_of: scg"))
    assert nobody.why == "the papers say that it answers to nobody"


# -- dates


@pytest.mark.parametrize(
    ("at", "verdict"),
    [("2008-04", "none"), ("2008-05", "clear"), ("2008", "clear"), ("2009", "clear"), ("2010-01", "none")],
)
def test_a_link_holds_between_its_dates(at, verdict):
    assert answer(rows("x accountable_to top | since: 2008-05, until: 2009"), at=at).verdict == verdict


def test_a_body_that_has_ended_is_on_no_line():
    text = rows("x accountable_to y", "y accountable_to top", y="until: 2007")
    assert answer(text, at="2007").verdict is Verdict.CLEAR
    found = answer(text, at="2008")
    assert (found.verdict, found.why) == (Verdict.NONE, "Y ended in 2007")


def test_an_unknown_date_counts_as_active_and_is_listed_as_an_assumption():
    one = graph(rows("x accountable_to top"), at="1900")
    assert one.sight()[0].verdict is Verdict.CLEAR
    assert "no beginning is stated for 1 of 1 relationship: counted as active in 1900" in one.assumptions()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (rows("x accountable_to top", x="part_of: top"), ""),
        (rows() + "\nposts:\n  hats: {name: Hats, in: [top, x]}", "1 party is"),
    ],
)
def test_the_assumption_about_parts_counts_the_parties_that_rest_on_it(text, number):
    (said,) = [line for line in graph(text).assumptions() if "body they belong to" in line] or [""]
    assert said.startswith(number)
    assert bool(said) == bool(number)


def test_the_contract_switch_is_stated_with_the_answer():
    text = rows("top commissions x")
    assert "a contract counts as a link, of strength 2" in graph(text).assumptions()
    assert "contracts are not counted as links" in graph(text, contracts=False).assumptions()


# -- scope


@pytest.mark.parametrize(
    ("said", "asked", "holds"),
    [
        ("care", "care", True),
        ("care", "care/beds", True),
        ("care", "care/beds/high", True),
        ("care/beds", "care", False),
        ("care", "money", False),
        ("all", "care", True),
        ("all", "all", True),
        ("care", "all", False),
        ("all", "local", False),
        ("local", "local", True),
        ("local", "care", False),
        ("local", "all", False),
        ("hosting", "employment", False),
    ],
)
def test_a_line_holds_in_the_scopes_that_it_covers(said, asked, holds):
    assert (
        answer(rows(f"x accountable_to top | scope: {said}"), scope=asked).verdict is Verdict.CLEAR
    ) is holds


def test_all_links_of_a_line_cover_one_common_scope():
    text = rows("x accountable_to y | scope: care", "y accountable_to top | scope: money")
    assert all(found.verdict is Verdict.NONE for found in graph(text).sight())
    text = rows("x accountable_to y | scope: care", "y accountable_to top | scope: care/beds")
    assert {scope: found.verdict for found in graph(text).sight() for scope in found.scopes} == {
        "care": Verdict.NONE,
        "care/beds": Verdict.CLEAR,
    }


def test_equal_answers_are_merged_and_each_that_differs_names_its_scopes():
    text = rows(
        "x accountable_to top | scope: care",
        "x works_with y | scope: care/beds",
        "x reports_to top | scope: money",
    )
    assert [(found.scopes, found.verdict) for found in graph(text).sight()] == [
        (("care", "care/beds"), Verdict.CLEAR),
        (("money",), Verdict.WEAK),
    ]


def test_a_party_is_asked_about_only_where_it_has_something_of_its_own():
    text = rows("x accountable_to top | scope: care", "y accountable_to top | scope: money")
    assert [found.scopes for found in graph(text).sight()] == [("care",)]
    seat = text + "\nmemberships: [{body: top, member: x, scope: money}]"
    assert [found.scopes for found in graph(seat).sight()] == [("care",), ("money",)]
    duty = text + "\nduties: {pay: {name: Pay, responsible: x, scope: money}}"
    assert [found.scopes for found in graph(duty).sight()] == [("care",), ("money",)]


def test_a_party_with_nothing_of_its_own_is_asked_about_everywhere():
    text = rows("z accountable_to top | scope: care", "y accountable_to top | scope: money")
    assert [found.scopes for found in graph(text).sight()] == [("care", "money")]


@pytest.mark.parametrize("end", ["top", "not_stated", "gone"])
def test_an_undefined_line_in_one_scope_is_not_hidden_by_a_clear_one_in_another(end):
    """Else a reviewer reads `clear` of a party whose line the source itself leaves unsettled."""
    unsettled = f"x accountable_to {end} | scope: care, status: undefined"
    text = rows("x accountable_to top | scope: money", unsettled, gone="until: 2007")
    assert {scope: found.verdict for found in graph(text, at="2008").sight() for scope in found.scopes} == {
        "care": Verdict.NONE,
        "money": Verdict.CLEAR,
    }


def test_reserved_scopes_are_not_analysed_unless_asked_for():
    text = rows("x accountable_to top | scope: local")
    assert [(found.scopes, found.verdict) for found in graph(text).sight()] == [(("all",), Verdict.NONE)]
    assert answer(text, scope="local").verdict is Verdict.CLEAR


def test_an_unknown_scope_is_refused_with_the_nearest():
    with pytest.raises(UsageError) as caught:
        graph(rows(), scope="care/bed")
    assert caught.value.help == "did you mean care/beds?"


# -- silence: why a chain stops


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", SILENT),
        ("answers_to: not_stated", SILENT),
        ("answers_to: none", "the papers say that it answers to nobody"),
        ('answers_to: "outside: the Privy Council"', "it answers beyond these papers: the Privy Council"),
        ("answers_to: {outside: the Privy Council}", "it answers beyond these papers: the Privy Council"),
        ("boundary: out", "a partner outside the boundary of these papers"),
    ],
)
def test_what_the_papers_say_and_do_not_say(written, why):
    assert answer(rows(x=written)).why == why
    assert dead_ends(rows("x accountable_to y", y=written)) == {"y": why}


@pytest.mark.parametrize(
    ("row", "why", "reading"),
    [
        ("y accountable_to top | status: undefined", "a line to TOP exists, but the papers leave it undefined", {}),
        ("y accountable_to top | status: proposed", f"{SILENT}; a line to TOP is only proposed", {}),
        ("y accountable_to top | status: agreed", "a line to TOP is an agreed objective, not yet shown to be in force, which this reading does not count", {"statuses": "in_force"}),
        ("y accountable_to top | scope: care", "its lines are for Care (to TOP)", {"scope": "money"}),
        ("top commissions y", "a line to TOP is a contract, and contracts are not counted in this reading", {"contracts": False}),
        ("y accountable_to top | until: 2007", "a line to TOP ended in 2007", {"at": "2008"}),
        ("y accountable_to top | since: 2009-05-14", "a line to TOP began in 14 May 2009", {"at": "2008"}),
        ("y accountable_to top | since: 2006, until: 2007", "a line to TOP held from 2006 to 2007", {"at": "2008"}),
        ("y reports_to not_stated | via: x", "the papers say that it reports through X, but not to whom", {}),
        ("y reports_to not_stated", "the papers say that it reports, but not to whom", {}),
        ("y accountable_to not_stated", "the papers say that it is accountable, but not to whom", {}),
        ("y accountable_to top | via: z", "a line to TOP runs only through Z, hop by hop", {}),
        ("y advises top", SILENT, {}),
    ],
)  # fmt: skip
def test_why_a_chain_stops(row, why, reading):
    assert dead_ends(rows("x accountable_to y", row, z=""), **reading) == {"y": why}


@pytest.mark.parametrize(
    ("part_of", "word"),
    [
        ("{body: top, status: recommended}", "recommended"),
        ("{body: top, status: proposed, basis: carried_over}", "proposed"),
        ("{body: top, until: 2007}", "2007"),
    ],
)
def test_a_place_in_a_body_that_does_not_count_is_not_silence(part_of, word):
    why = dead_ends(rows("x accountable_to y", y=f"part_of: {part_of}"), at="2008")["y"]
    assert why != SILENT
    assert word in why


@pytest.mark.parametrize("said", ["status: undefined", "via: z"])
def test_an_unsettled_line_for_a_narrower_scope_is_not_silence(said):
    """It sets part_of aside in the wider scope, so that the answer must say so."""
    text = rows(f"x accountable_to y | scope: care/beds, {said}", z="", x="part_of: top")
    found = answer(text, scope="care")
    assert found.verdict is Verdict.NONE
    assert found.why != SILENT


def test_of_many_reasons_the_first_three_are_given():
    text = rows(*(f"y accountable_to t{n} | status: proposed" for n in range(5)), "x accountable_to y")
    proposed = "; ".join(f"a line to T{n} is only proposed" for n in range(2))
    assert dead_ends(text)["y"] == f"{SILENT}; {proposed}; and 3 more"


def test_an_instruction_that_stops_at_a_contract_is_not_silence():
    """The papers do name who commissions y: only that a contract is no instruction."""
    text = rows("x accountable_to y", "top commissions y", "top commissions z")
    (limb,) = answer(text, direction=Direction.INSTRUCTION).limbs
    assert [(end.at, end.why == SILENT) for end in limb.dead_ends] == [("y", False)]
    assert answer(text, "z", direction=Direction.INSTRUCTION).why != SILENT


def test_no_answer_blames():
    for text in (TRUST, rows(), rows("x accountable_to y"), rows("x accountable_to top | status: undefined")):
        said = repr(graph(text).sight()).lower()
        assert "illegal" not in said
        assert "fail" not in said


# -- size, and sameness


def chain(length):
    parties = "\n".join(f"  b{n}: {{name: B}}" for n in range(length + 1))
    links = "\n".join(f"  - {{from: b{n}, kind: accountable_to, to: b{n + 1}}}" for n in range(length))
    return f"structure: {{id: s, title: S, root: b{length}, subjects: [b0]}}\norganisations:\n{parties}\nrelationships:\n{links}\n"


def test_a_chain_of_three_thousand_links_needs_no_recursion():
    one = graph(chain(3_000))
    for direction in Direction:
        (found,) = one.sight(direction=direction)
        assert (found.verdict, len(found.line.links)) == (Verdict.CLEAR, 3_000)
        assert len(found.limbs) == 1
    assert len(one.sight()[0].single_points) == 2_999
    assert one.verdict("b0", "all") is Verdict.CLEAR
    ((line, _),), more = one.trace("b0", "b3000")
    assert (len(line.links), more) == (3_000, False)
    (found,) = one.sight(via=[["b1500"]])
    assert (len(found.line.links), found.repeats) == (3_000, ())


def test_a_broken_chain_of_three_thousand_links_says_where_it_stops():
    text = chain(3_000).replace("root: b3000", "root: b1").replace("subjects: [b0]", "subjects: [b2]")
    (found,) = graph(text).sight()
    (limb,) = found.limbs
    assert [(end.at, len(end.chain)) for end in limb.dead_ends] == [("b3000", 2_998)]


NONTRIVIAL = """
structure: {id: s, title: S, as_at: 2008, root: [top, king], subjects: [x, y, hats, nw]}
scopes: {care: Care, care/beds: Beds, money: Money}
organisations:
  top: {name: Top}
  king: {name: King}
  x: {name: X, part_of: a}
  y: {name: Y, part_of: [a, b]}
  a: {name: A}
  b: {name: B, answers_to: none}
  c: {name: C, count: 7}
  nw: {name: NW, one_of: c}
  d: {name: D}
posts:
  hats: {name: Hats, in: [a, b], heads: d}
relationships:
  - {from: x, kind: accountable_to, to: [a, b, c, d], scope: care}
  - {from: b, kind: commissions, to: x}
  - {from: a, kind: accountable_to, to: top, status: agreed}
  - {from: b, kind: reports_to, to: [top, king, a]}
  - {from: c, kind: accountable_to, to: [a, b, top], basis: inferred}
  - {from: d, kind: accountable_to, to: [king, x], scope: money}
  - {from: d, kind: reports_to, to: not_stated, via: [b, c]}
  - {from: king, kind: oversees, to: [x, y, d]}
memberships:
  - {body: a, member: hats}
"""

ASK = """
import sys
from govgraph.graph import Direction, GovernanceGraph
from govgraph.readers.yaml_form import read
structure = read([("s.yaml", sys.stdin.buffer.read())]).structure
graph = GovernanceGraph(structure)
asked = sorted(structure.parties)
for direction in Direction:
    print(repr(graph.sight(asked, direction)))
print(repr(graph.sight(asked, via=[["b", "a"], ["top", "king"]])))
print(repr([graph.trace(start, end) for start in asked for end in asked]))
print(repr(graph.scopes), repr(graph.links), repr(graph.assumptions()), repr(graph.close_to_delivery("care")))
"""


def test_the_answers_are_the_same_under_any_hash_seed():
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ASK],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        )
        for seed in range(4)
    ]
    outputs = {process.communicate(NONTRIVIAL.encode())[0] for process in running}
    assert [process.returncode for process in running] == [0] * 4
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


HEADED = """
structure: {id: s, title: S, root: top, subjects: [x]}
organisations: {top: {name: Top}, x: {name: X}, other: {name: Other}}
posts:
  head: {name: Head, in: x, heads: x}
relationships:
  - {from: x, kind: accountable_to, to: top}
"""


def test_a_body_and_its_own_head_are_one_limb():
    """The head that is in the body leads back to it, and nowhere else: no second line that stops short."""
    assert [limb.through for limb in answer(HEADED).limbs] == ["top"]
    elsewhere = HEADED + "  - {from: head, kind: accountable_to, to: other}\n"
    assert {limb.through: limb.verdict for limb in answer(elsewhere).limbs} == {
        "top": Verdict.CLEAR,
        "head": Verdict.NONE,
    }


def test_two_bodies_that_answer_to_each_other_are_two_limbs_all_the_same():
    text = rows("x accountable_to top", "x accountable_to y", "y accountable_to x")
    assert {limb.through: limb.verdict for limb in answer(text).limbs} == {
        "top": Verdict.CLEAR,
        "y": Verdict.NONE,
    }


def test_a_chain_that_comes_to_a_body_with_a_head_stops_at_the_body_and_goes_in_no_circle():
    text = HEADED.replace(
        "{from: x, kind: accountable_to, to: top}", "{from: other, kind: accountable_to, to: x}"
    )
    (end,) = [end for limb in answer(text, subject="other").limbs for end in limb.dead_ends]
    assert (end.at, end.chain, end.why) == ("x", ("x",), SILENT)
    assert answer(text, subject="other", direction=Direction.INSTRUCTION).limbs[0].dead_ends[0].why == SILENT


def test_a_head_that_leads_nowhere_at_all_is_a_limb_that_stops():
    text = HEADED.replace("in: x, heads: x", "heads: x")
    assert {limb.through for limb in answer(text).limbs} == {"top", "head"}


def test_lines_for_many_other_scopes_are_told_for_the_first_three():
    scopes = ", ".join(f"s{n}: Scope {n}" for n in range(6))
    lines = "\n".join(f"  - {{from: x, kind: accountable_to, to: top, scope: s{n}}}" for n in range(1, 6))
    text = f"""
structure: {{id: s, title: S, root: top, subjects: [x]}}
scopes: {{{scopes}}}
organisations: {{top: {{name: Top}}, x: {{name: X}}}}
duties: {{plan: {{name: Plan, responsible: [x], scope: s0}}}}
relationships:
{lines}
"""
    (silent,) = [one for one in graph(text).sight(["x"]) if one.verdict is Verdict.NONE]
    assert silent.why == "its lines are for Scope 1 (to Top), Scope 2 (to Top), Scope 3 (to Top) and 2 more"
