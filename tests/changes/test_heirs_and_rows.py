"""Who became what, and what became of relationships, seats and duties: case by case."""

import pytest
from compared import compared, dated, graph, structure, transition

from govgraph.changes import ScopeMap, between
from govgraph.errors import UsageError


def heirs(before, after, rows):
    """The descents of all that was before, between two lists of bodies."""
    return compared(("", before), ("", after), rows).heirs.descents


def fates(found):
    return {
        name: [getattr(one, "old", one) for one in getattr(found.parties, name)]
        for name in ("kept", "removed", "added", "succeeded", "ended", "no_heir", "inheriting")
        if getattr(found.parties, name)
    }


# ---------------------------------------------------------------------------------------- kinds of succession


@pytest.mark.parametrize("kind", ["succeeded", "merged", "split", "absorbed", "not_stated"])
def test_a_body_becomes_what_its_row_names(kind):
    found = compared(("", "old"), ("", "new"), f"- {{from: old, to: new, kind: {kind}}}")
    descent = found.heirs.descents["old"]
    assert (descent.heirs, descent.functions, descent.stays) == (("new",), frozenset(), False)
    assert (descent.whole, descent.others, descent.is_ended) == (("new",), ("new",), False)
    assert found.heirs.origins("new") == ["old"]
    assert fates(found) == {
        "kept": ["minister"],
        "removed": ["old"],
        "added": ["new"],
        "succeeded": ["old"],
        "inheriting": ["new"],
    }


def test_several_merge_into_one_and_one_splits_into_several():
    found = heirs(
        "a b c", "x y z", "[{from: [a, b], to: x, kind: merged}, {from: c, to: [y, z], kind: split}]"
    )
    assert {old: found[old].heirs for old in "abc"} == {"a": ("x",), "b": ("x",), "c": ("y", "z")}


def test_a_body_without_a_row_has_no_heir_and_one_that_is_abolished_ended():
    found = compared(("", "silent gone"), ("", "new"), "- {from: gone, kind: abolished}")
    assert fates(found) == {
        "kept": ["minister"], "removed": ["silent", "gone"], "added": ["new"], "ended": ["gone"], "no_heir": ["silent"],
    }  # fmt: skip
    assert found.heirs.descents["gone"].is_ended
    assert not found.heirs.descents["silent"].is_ended


def test_a_row_without_an_heir_says_that_the_papers_name_none():
    found = compared(("", "old"), ("", ""), "- {from: old, to: not_stated, kind: not_stated, note: Silence.}")
    (lost,) = found.parties.no_heir
    assert [row.note for row in lost.rows] == ["Silence."]
    assert not found.parties.ended


def test_a_function_passes_and_no_more():
    found = compared(("", "old"), ("", "new"), "- {from: old, to: new, kind: function_only}")
    descent = found.heirs.descents["old"]
    assert (descent.heirs, descent.functions, descent.whole) == (("new",), {"new"}, ())
    assert not found.parties.no_heir, "a body of which a function passes is told as such"
    assert found.parties.inheriting == ("new",)


def test_an_heir_of_the_whole_is_not_one_of_a_function_too():
    rows = "[{from: old, to: new, kind: function_only}, {from: old, to: new, kind: merged}]"
    descent = heirs("old", "new", rows)["old"]
    assert (descent.whole, descent.functions) == (("new",), frozenset())


def test_a_function_of_what_goes_on_leaves_it_where_it_is():
    found = compared(("", "old"), ("", "old new"), "- {from: old, to: new, kind: function_only}")
    descent = found.heirs.descents["old"]
    assert (descent.stays, descent.heirs, descent.whole, descent.functions) == (
        True, ("new", "old"), ("old",), {"new"},
    )  # fmt: skip
    assert "old" in found.parties.kept


def test_a_row_from_something_to_itself_says_that_it_goes_on():
    descent = heirs("old", "old", "- {from: old, to: old, kind: not_stated}")["old"]
    assert (descent.stays, descent.heirs, descent.others) == (True, ("old",), ())
    assert len(descent.rows) == 1


def test_one_that_is_absorbed_and_abolished_has_its_heir():
    found = compared(
        ("", "old"), ("", "new"), "[{from: old, kind: abolished}, {from: old, to: new, kind: function_only}]"
    )
    descent = found.heirs.descents["old"]
    assert (descent.is_ended, descent.heirs) == (True, ("new",))
    assert not found.parties.ended
    assert [one.old for one in found.parties.succeeded] == ["old"]


# ---------------------------------------------------------------------------------------- one id


@pytest.mark.parametrize("kind", ["not_stated", "abolished"])
def test_one_id_in_both_may_name_two_things(kind):
    found = compared(("", "group"), ("", "group"), f"- {{from: group, kind: {kind}}}")
    assert not found.heirs.stays("group")
    assert found.heirs.of("group") == ()
    assert found.heirs.origins("group") == ()
    assert (found.parties.removed, found.parties.added) == (("group",), ("group",))
    assert found.parties.kept == ("minister",)


def test_an_id_is_not_disowned_by_a_function_that_goes_to_nobody():
    assert heirs("group", "group", "- {from: group, kind: function_only}")["group"].stays


def test_an_id_is_not_disowned_where_another_row_says_that_it_goes_on():
    rows = "[{from: group, kind: not_stated}, {from: group, to: group, kind: function_only}]"
    assert heirs("group", "group", rows)["group"].stays


def test_rows_of_a_disowned_id_are_not_kept_but_told_apart():
    text = "relationships: [{from: group, kind: accountable_to, to: minister}]"
    found = compared((text, "group"), (text, "group"), "- {from: group, kind: not_stated}")
    rows = found.relationships
    assert (len(rows.kept), len(rows.removed), len(rows.added)) == (0, 1, 1)


# ---------------------------------------------------------------------------------------- over several steps


def test_a_chain_within_one_file_is_followed_to_what_exists():
    descent = heirs("a", "c", "[{from: b, to: c}, {from: a, to: b}]")["a"]
    assert descent.heirs == ("c",)
    assert [row.from_ for row in descent.rows] == [("a",), ("b",)]


def test_a_chain_over_several_files():
    one, three = graph(bodies="a"), graph(bodies="c", id_="three", at="2013")
    steps = [transition("- {from: a, to: b}"), transition("- {from: b, to: c}", "two", "three")]
    assert between(one, three, steps).heirs.of("a") == ("c",)


def test_a_function_on_the_way_makes_it_an_heir_of_a_function():
    for rows in (
        "[{from: a, to: b, kind: function_only}, {from: b, to: c}]",
        "[{from: a, to: b}, {from: b, to: c, kind: function_only}]",
    ):
        assert heirs("a", "c", rows)["a"].functions == {"c"}


def test_a_chain_that_goes_round_ends():
    assert heirs("a", "c", "[{from: a, to: b}, {from: b, to: a}]")["a"].heirs == ()
    assert heirs("a", "a", "[{from: a, to: b}, {from: b, to: a}]")["a"].heirs == ("a",)


# ---------------------------------------------------------------------------------------- what counts


@pytest.mark.parametrize("status", ["proposed", "recommended", "undefined", "historical"])
def test_a_succession_whose_status_does_not_count_is_suggested_and_no_more(status):
    found = compared(("", "old"), ("", "new"), f"- {{from: old, to: new, status: {status}}}")
    descent = found.heirs.descents["old"]
    assert descent.heirs == ()
    assert [row.to for row in descent.suggested] == [("new",)]
    assert [one.old for one in found.parties.no_heir] == ["old"]


def test_the_statuses_that_count_are_those_of_the_later_reading():
    old, new = (
        graph(bodies="old"),
        graph(bodies="new", id_="two", reading={"statuses": frozenset({"proposed"})}),
    )
    assert between(old, new, [transition("- {from: old, to: new, status: proposed}")]).heirs.of("old") == (
        "new",
    )
    assert between(old, new, [transition("- {from: old, to: new}")]).heirs.of("old") == ()


def test_a_suggestion_without_an_heir_suggests_nothing():
    assert heirs("old", "new", "- {from: old, status: proposed}")["old"].suggested == ()


@pytest.mark.parametrize(
    ("on", "counts"),
    [("2009", False), ("2010", True), ("2010-06", True), ("2013", True), ("2014", False), ("on the appointed day", True)],
)  # fmt: skip
def test_a_structure_s_own_successions_count_between_the_two_readings(on, counts):
    own = f"organisations: {{old: {{until: 2012}}}}\nsuccessions: [{{from: old, to: new, on: {on}}}]"
    found = compared((own, "new"), (own, "new"), None)
    assert found.heirs.of("old") == (("new",) if counts else ())


def test_a_file_s_successions_are_not_too_early_but_may_be_still_to_come():
    assert heirs("old", "new", "- {from: old, to: new, on: 2009}")["old"].heirs == ("new",)
    late = heirs("old", "new", "- {from: old, to: new, on: 2014}")["old"]
    assert (late.heirs, [row.on for row in late.suggested]) == ((), ["2014"])


def test_what_a_file_says_of_a_party_goes_before_what_its_own_structure_says():
    own = "organisations: {old: {until: 2012}}\nsuccessions: [{from: old, to: mine}]"
    found = compared((own, "mine"), (own, "mine theirs"), "- {from: old, to: theirs}")
    assert found.heirs.of("old") == ("theirs",)
    found = compared((own, "mine"), (own, "mine theirs"), "[]")
    assert found.heirs.of("old") == ("mine",)


# ---------------------------------------------------------------------------------------- one structure, two dates

HISTORY = """
organisations:
  trust: {kind: nhs_trust}
  old: {until: 2010-03-31}
  new: {since: 2010-04-01}
successions:
  - {from: old, to: new, on: 2010-04}
"""


def test_one_structure_at_two_dates():
    found = structure(HISTORY)
    changes = between(dated(found, "2009"), dated(found, "2011"))
    assert changes.heirs.of("old") == ("new",)
    assert changes.are_told
    assert [caution.partition(": ")[2][:16] for caution in changes.cautions] == [
        "2009 lies before",
        "2011 lies after ",
    ]


def test_one_structure_before_and_after_all_has_changed_nothing():
    found = structure(HISTORY)
    changes = between(dated(found, "2011"), dated(found, "2012"))
    assert changes.is_same
    assert list(changes.heirs.descents) == ["trust", "new", "minister"]


def test_one_structure_at_one_reading_is_refused_even_where_it_was_read_twice():
    for one, other in ((structure(HISTORY),) * 2, (structure(HISTORY), structure(HISTORY))):
        with pytest.raises(UsageError, match="both are one at the same reading"):
            between(dated(one, "2009"), dated(other, "2009"))
    assert between(dated(one, "2009"), dated(other, "2009"), supposed=True).is_same
    assert between(graph(), graph(reading={"contracts_count": False})).is_same


# ---------------------------------------------------------------------------------------- proposals


def proposed(before, after, rows="[]"):
    found = compared((f"organisations: {{{before}}}", ""), (f"organisations: {{{after}}}", ""), rows)
    return [(one.old, one.new) for one in found.proposals], found


def test_a_name_or_an_alias_proposes_and_is_never_taken():
    pairs, found = proposed("a: {name: The Team}", "b: {name: Other, aliases: [the-team!]}")
    assert pairs == [("a", "b")]
    assert found.proposals[0].why == "both are named The Team"
    assert found.heirs.of("a") == ()
    assert [one.old for one in found.parties.no_heir] == ["a"]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("- {from: a, to: b}", "it has an heir"),
        ("- {from: a, kind: abolished}", "it is said to be over"),
        ("- {from: a, kind: not_stated}", "it is said that the papers name no heir"),
        ("- {from: c, to: b}", "the other came from something else"),
    ],
)
def test_nothing_is_proposed_where_a_succession_speaks(rows, why):
    assert proposed("a: {name: Team}, c: {}", "b: {name: Team}", rows)[0] == [], why


def test_duties_are_proposed_by_their_names_too():
    old = "duties: {pay: {name: Pay the bill, accountable: [trust]}, said: {name: Say so, accountable: [trust]}}"
    new = "duties: {pay-on: {name: pay the BILL, accountable: [trust]}, say: {name: Say so, accountable: [trust]}}"
    found = compared((old, "trust"), (new, "trust"), "- {from: said, kind: not_stated}")
    assert [(one.old, one.new) for one in found.proposals] == [("pay", "pay-on")]


# ---------------------------------------------------------------------------------------- parties that are in both


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ("{}", "{note: Other, source: paper 1}", ()),
        ("{}", "{name: Other}", ("name",)),
        ("{count: 8}", "{count: 10}", ("count",)),
        ("{kind: board}", "{kind: team}", ("kind",)),
        ("{}", "{part_of: board}", ("part_of",)),
        ("{part_of: board}", "{part_of: {body: board, until: 2011}}", ("part_of",)),
    ],
)
def test_what_differs_in_a_body_that_is_in_both(before, after, fields):
    sides = [(f"organisations: {{trust: {row}}}", "board") for row in (before, after)]
    found = compared(*sides, "[]").parties
    assert ([one.fields for one in found.altered], "trust" in found.kept) == (
        [fields] if fields else [],
        not fields,
    )


def test_a_part_of_what_became_another_is_where_it_was():
    sides = [(f"organisations: {{trust: {{part_of: {body}}}}}", body) for body in ("old", "new")]
    assert not compared(*sides, "- {from: old, to: new}").parties.altered
    assert [one.fields for one in compared(*sides, "[]").parties.altered] == [("part_of",)]


def test_a_post_that_moves_or_falls_vacant():
    before = "posts: {chief: {in: trust, heads: trust}}"
    after = "posts: {chief: {in: [trust, board], heads: trust, vacant: true}}"
    (altered,) = compared((before, "trust board"), (after, "trust board"), "[]").parties.altered
    assert altered.fields == ("vacant", "in")


def test_a_body_that_became_a_post_is_compared_by_what_both_have():
    found = compared(("", "head"), ("posts: {head: {name: The head}}", ""), "[]").parties
    assert [one.fields for one in found.altered] == [("name",)]


# ---------------------------------------------------------------------------------------- relationships


def rows_of(found):
    return {
        name: len(getattr(found, name))
        for name in ("kept", "altered", "moved", "removed", "added")
        if getattr(found, name)
    }


def links(*written):
    return "relationships:\n" + "".join(f"  - {{{row}}}\n" for row in written)


PLAIN = "from: trust, kind: accountable_to, to: board, scope: care"


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        (PLAIN, {"kept": 1}),
        (f"{PLAIN}, note: Elsewhere, source: paper 9, since: 2009", {"kept": 1}),
        (f"{PLAIN}, basis: inferred", {"altered": 1}),
        (f"{PLAIN}, status: agreed", {"altered": 1}),
        (f"{PLAIN}, amount: 5, unit: £m", {"altered": 1}),
        (PLAIN.replace("accountable_to", "reports_to"), {"removed": 1, "added": 1}),
        (PLAIN.replace("care", "money"), {"removed": 1, "added": 1}),
        (PLAIN.replace("board", "agency"), {"removed": 1, "added": 1}),
        (PLAIN.replace("trust", "board").replace("to: board", "to: trust"), {"removed": 1, "added": 1}),
        (f"{PLAIN}, until: 2011", {"removed": 1}),
        (f"{PLAIN}, status: proposed", {"removed": 1}),
    ],
)
def test_a_relationship_is_the_same_by_what_it_says_of_whom(after, wanted):
    found = compared((links(PLAIN), "trust board agency"), (links(after), "trust board agency"), "[]")
    assert rows_of(found.relationships) == wanted


def test_a_narrower_scope_is_a_move_within_the_same_parties():
    found = compared(
        (links(PLAIN), "trust board"), (links(PLAIN.replace("care", "care/buying")), "trust board"), "[]"
    )
    assert [one.fields for one in found.relationships.altered] == [("to",)]


def test_an_altered_row_names_the_fields():
    found = compared(
        (links(PLAIN), "trust board"), (links(f"{PLAIN}, status: agreed, lead: true"), "trust board"), "[]"
    )
    assert [one.fields for one in found.relationships.altered] == [("status", "lead")]


def test_of_several_alike_the_same_ones_are_kept():
    two = links(f"{PLAIN}, period: in hours", f"{PLAIN}, period: out of hours")
    turned = links(f"{PLAIN}, period: out of hours", f"{PLAIN}, period: in hours")
    assert rows_of(compared((two, "trust board"), (turned, "trust board"), "[]").relationships) == {"kept": 2}
    once = links(f"{PLAIN}, period: out of hours")
    assert rows_of(compared((two, "trust board"), (once, "trust board"), "[]").relationships) == {
        "kept": 1, "removed": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("- {from: board, to: authority}", {"moved": 1}),
        ("- {from: board, to: authority, kind: function_only}", {"moved": 1}),
        ("- {from: board, to: authority, status: proposed}", {"removed": 1, "added": 1}),
        ("[]", {"removed": 1, "added": 1}),
    ],
)
def test_a_relationship_moves_with_its_end(rows, wanted):
    after = links(PLAIN.replace("board", "authority"))
    found = compared((links(PLAIN), "trust board"), (after, "trust authority"), rows)
    assert rows_of(found.relationships) == wanted


def test_a_relationship_moves_with_its_start():
    after = links(PLAIN.replace("trust", "hospital"))
    found = compared(
        (links(PLAIN), "trust board"), (after, "hospital board"), "- {from: trust, to: hospital}"
    )
    ((old, new),) = found.relationships.moved
    assert (old.from_, new.from_) == ("trust", "hospital")


def test_one_row_may_move_to_several():
    after = links(PLAIN.replace("board", "x"), PLAIN.replace("board", "y"))
    found = compared(
        (links(PLAIN), "trust board"), (after, "trust x y"), "- {from: board, to: [x, y], kind: split}"
    )
    assert rows_of(found.relationships) == {"moved": 2}


MANY = "from: authority, kind: performance_manages, to: [a, b]"


@pytest.mark.parametrize(
    ("after", "rows", "wanted"),
    [
        (MANY.replace("[a, b]", "[b, a]"), "[]", {"kept": 1}),
        (MANY.replace("[a, b]", "[a, b, c]"), "[]", {"altered": 1}),
        (MANY.replace("[a, b]", "a"), "[]", {"altered": 1}),
        (MANY.replace("[a, b]", "[c]"), "[]", {"removed": 1, "added": 1}),
        (MANY.replace("[a, b]", "[c]"), "- {from: a, to: c}", {"moved": 1}),
        (MANY.replace("[a, b]", "not_stated"), "[]", {"removed": 1, "added": 1}),
    ],
)
def test_rows_with_several_ends(after, rows, wanted):
    found = compared((links(MANY), "authority a b c"), (links(after), "authority a b c"), rows)
    assert rows_of(found.relationships) == wanted


def test_of_several_ends_those_that_exist_are_compared():
    """A row is not another because one of its ends is no more."""
    before = (f"organisations: {{b: {{}}}}\n{links(MANY)}", "authority a")
    after = (f"organisations: {{b: {{until: 2011}}}}\n{links(MANY.replace('[a, b]', 'a'))}", "authority a")
    assert rows_of(compared(before, after, "[]").relationships) == {"altered": 1}
    same = (f"organisations: {{b: {{until: 2009}}}}\n{links(MANY)}", "authority a")
    assert rows_of(compared(same, after, "[]").relationships) == {"kept": 1}
    assert rows_of(compared(after, same, "[]").relationships) == {"kept": 1}


def test_rows_to_nobody_named_are_compared_too():
    silent = links("from: a, kind: reports_to, to: not_stated")
    assert rows_of(compared((silent, "a"), (silent, "a"), "[]").relationships) == {"kept": 1}
    assert rows_of(compared((silent, "a"), (silent.replace("from: a", "from: b"), "b"), "- {from: a, to: b}").relationships) == {"moved": 1}  # fmt: skip


# ---------------------------------------------------------------------------------------- seats


def seats(*written):
    return "memberships:\n" + "".join(f"  - {{{row}}}\n" for row in written)


@pytest.mark.parametrize(
    ("after", "rows", "wanted"),
    [
        ("body: board, member: a, votes: yes", "[]", {"kept": 1}),
        ("body: board, member: a, votes: no", "[]", {"altered": 1}),
        ("body: board, member: a, votes: yes, capacity: chair", "[]", {"altered": 1}),
        ("body: board, member: b, votes: yes", "[]", {"removed": 1, "added": 1}),
        ("body: board, member: b, votes: yes", "- {from: a, to: b}", {"moved": 1}),
        ("body: council, member: a, votes: yes", "- {from: board, to: council}", {"moved": 1}),
        ("body: council, member: a, votes: yes", "[]", {"removed": 1, "added": 1}),
    ],
)
def test_seats(after, rows, wanted):
    everybody = "board council a b"
    before = (seats("body: board, member: a, votes: yes"), everybody)
    assert rows_of(compared(before, (seats(after), everybody), rows).seats) == wanted


# ---------------------------------------------------------------------------------------- duties


def duty(**rows):
    return "duties:\n" + "".join(f"  {id_}: {{{row}}}\n" for id_, row in rows.items())


def duties_of(found):
    return {
        name: [getattr(one, "before", one).id for one in getattr(found.duties, name)]
        for name in ("kept", "moved", "split", "fell_through", "ended", "new")
        if getattr(found.duties, name)
    }


def passed(before, after, rows="[]", bodies="team board"):
    return compared((before, bodies), (after, bodies), rows)


PAY = "accountable: [team], responsible: [team], scope: care"


@pytest.mark.parametrize(
    ("after", "rows", "wanted"),
    [
        (duty(pay=PAY), "[]", {"kept": ["pay"]}),
        (duty(pay=PAY.replace("[team], scope", "[board], scope")), "[]", {"moved": ["pay"]}),
        (duty(pay=PAY.replace("team", "board")), "[]", {"moved": ["pay"]}),
        (duty(settle=PAY), "- {from: pay, to: settle}", {"moved": ["pay"]}),
        (duty(settle=PAY), "[]", {"fell_through": ["pay"], "new": ["settle"]}),
        (duty(settle=PAY), "- {from: pay, to: settle, status: proposed}", {"fell_through": ["pay"], "new": ["settle"]}),
        ("", "- {from: pay, to: board, kind: function_only}", {"moved": ["pay"]}),
        ("", "- {from: pay, kind: abolished}", {"ended": ["pay"]}),
        ("", "- {from: pay, kind: not_stated}", {"fell_through": ["pay"]}),
        (duty(pay="scope: care"), "[]", {"fell_through": ["pay"]}),
        (duty(pay=PAY), "- {from: pay, kind: not_stated}", {"fell_through": ["pay"], "new": ["pay"]}),
        (duty(pay=PAY.replace("scope: care", "status: proposed")), "[]", {"fell_through": ["pay"]}),
        (duty(one=PAY, two=PAY), "- {from: pay, to: [one, two], kind: split}", {"split": ["pay"]}),
        (duty(one=PAY), "- {from: pay, to: [one, board], kind: split}", {"split": ["pay"]}),
    ],
)  # fmt: skip
def test_what_becomes_of_a_duty(after, rows, wanted):
    assert duties_of(passed(duty(pay=PAY), after, rows)) == wanted


def test_a_duty_held_by_an_heir_has_moved_and_by_the_same_is_kept():
    found = compared(
        (duty(pay=PAY), "team"),
        (duty(pay=PAY.replace("team", "board")), "board"),
        "- {from: team, to: board}",
    )
    assert duties_of(found) == {"moved": ["pay"]}
    assert duties_of(passed(duty(pay="scope: care"), duty(pay="scope: care"))) == {"kept": ["pay"]}


def test_a_duty_whose_holder_is_no_more_has_fallen_through():
    """Its row is there, and nobody who holds it is."""
    before = (duty(pay=PAY), "team")
    after = (f"organisations: {{team: {{until: 2011}}}}\n{duty(pay=PAY)}", "")
    assert duties_of(compared(before, after, "[]")) == {"fell_through": ["pay"]}


@pytest.mark.parametrize(
    ("until", "wanted"), [("2011", "ended"), ("2013", "ended"), ("2014", "fell_through")]
)
def test_a_duty_that_was_over_by_its_own_date_has_not_fallen_through(until, wanted):
    if until == "2013":  # a year that runs through the reading is not over by then
        wanted = "fell_through"
    assert duties_of(passed(duty(pay=f"{PAY}, until: {until}"), "")) == {wanted: ["pay"]}


def test_a_duty_that_nobody_held_before_is_told_and_names_nobody():
    (passage,) = passed(duty(pay="scope: care"), "").duties.fell_through
    assert (passage.after, passage.parties, passage.lead) == ((), (), None)


def test_who_leads_a_divided_duty():
    after = duty(one=PAY, two=PAY.replace("team", "board"))
    for lead in ("", ", lead: board"):
        (passage,) = passed(
            duty(pay=PAY), after, f"- {{from: pay, to: [one, two], kind: split{lead}}}"
        ).duties.split
        assert [part.id for part in passage.after] == ["one", "two"]
        assert passage.lead == ("board" if lead else None)


# ---------------------------------------------------------------------------------------- scopes


@pytest.mark.parametrize(
    ("scope", "called"),
    [
        ("care", "services"),
        ("care/buying", "services/purchase"),
        ("care/buying/deep", "services/purchase"),
        ("care/other", "services/other"),
        ("care/nowhere", "services"),
        ("money", "money"),
        ("money/gone", None),
        ("lost", None),
        ("all", "all"),
        ("local", "local"),
    ],
)
def test_what_the_later_structure_calls_a_scope(scope, called):
    mapped = {"care": "services", "care/buying": "services/purchase"}
    scopes = ScopeMap(mapped, ["services", "services/purchase", "services/other", "money"])
    assert scopes.of(scope) == called


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("care", "services", True),
        ("care", "services/other", True),
        ("care/buying", "services", True),
        ("care", "money", False),
        ("lost", "lost", False),
        ("all", "services", True),
        ("all", "local", False),
    ],
)
def test_scopes_overlap_by_what_they_are_called_after(old, new, wanted):
    scopes = ScopeMap({"care": "services"}, ["services", "services/other", "money"])
    assert scopes.overlap(old, new) is wanted


def test_a_mapped_scope_keeps_its_rows():
    after = "scopes: {services: Services}\n" + links(PLAIN.replace("care", "services"))
    sides = ((links(PLAIN), "trust board"), (after, "trust board"))
    assert rows_of(compared(*sides, "[]", {"care": "services"}).relationships) == {"kept": 1}
    assert rows_of(compared(*sides, "[]").relationships) == {"removed": 1, "added": 1}


def test_scopes_are_mapped_over_several_steps():
    one = graph(links(PLAIN), "trust board")
    three = graph(
        "scopes: {supply: Supply}\n" + links(PLAIN.replace("care", "supply")),
        "trust board",
        id_="three",
        at="2013",
    )
    steps = [
        transition(scopes={"care": "services"}),
        transition("", "two", "three", {"services": "supply", "care/buying": "supply"}),
    ]
    found = between(one, three, steps)
    assert (found.scopes.of("care"), found.scopes.of("care/buying")) == ("supply", "supply")
    assert rows_of(found.relationships) == {"kept": 1}


# ---------------------------------------------------------------------------------------- cautions


def test_nothing_in_common_is_said_first():
    found = between(graph(bodies="a"), graph(bodies="b", id_="two", root=[]))
    assert found.cautions == (
        "The two have no organisation or post in common, by id or by a stated succession: nothing below tells what became of what. Give a file of successions with --successions.",
    )
    assert not between(
        graph(bodies="a"), graph(bodies="b", id_="two", root=[]), [transition("- {from: a, to: b}")]
    ).cautions


def test_without_a_file_the_reader_is_told_what_is_taken_for_granted():
    found = compared(("", "a trust"), ("", "b trust"), None)
    assert not found.are_told
    assert found.cautions == (
        "No file of successions was given: 2 organisations and posts with one id in both taken to be the same, and all else to have no heir.",
    )
    own = "organisations: {a: {until: 2012}}\nsuccessions: [{from: a, to: b}]"
    assert (
        compared((own, "b trust"), (own, "b trust"), None)
        .cautions[0]
        .endswith("and all else to have no heir, save where a structure itself says otherwise.")
    )
    assert not compared(("", "a trust"), ("", "b trust"), "[]").cautions


def test_scopes_that_one_has_alone_are_named():
    before = links(PLAIN, "from: trust, kind: funds, to: board, scope: old-money")
    after = links(PLAIN, "from: trust, kind: funds, to: board, scope: new-money")
    sides = [(f"scopes: {{care: Care, {name}: {name.capitalize()}}}\n{text}", "trust board") for name, text in (("old-money", before), ("new-money", after))]  # fmt: skip
    assert compared(*sides, "[]").cautions == (
        "Not comparable, since they are scopes of the earlier structure alone: Old-money.",
        "Not comparable, since they are scopes of the later structure alone: New-money.",
    )
    assert compared(*sides, "[]", {"old-money": "new-money"}).cautions == ()


def test_rows_about_different_settings_are_not_one_that_moved():
    services = "services: {health: {name: Health, settings: [prison, court]}}\n"

    def buys(who, setting):
        return f"{{from: {who}, kind: commissions, to: trust, service: health, setting: {setting}}}"

    old = f"{services}relationships: [{buys('old', 'prison')}, {buys('old', 'not_stated')}]"
    new = f"{services}relationships: [{buys('new', 'prison')}, {buys('new', 'court')}]"
    found = compared((old, "old trust"), (new, "new trust"), "- {from: old, to: new}").relationships
    told = {(one.setting, other.setting) for one, other in found.moved}
    assert told == {("prison", "prison"), ("not_stated", "prison"), ("not_stated", "court")}


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2009", "2009 lies before every date that the structure gives (the first is 2010)"),
        ("2010", ""),
        ("2011-02", ""),
        ("2012-06", ""),
        ("2013", "2013 lies after every date that the structure gives (the last is 2012)"),
    ],
)
def test_a_date_of_which_the_papers_do_not_speak_is_told(at, said):
    one = structure(
        "relationships: [{from: a, kind: accountable_to, to: minister, since: 2011}]", "a", until="2012"
    )
    other = dated(one, at)
    assert other.beyond_the_papers.startswith(said)
    assert bool(other.beyond_the_papers) == bool(said)
    assert (other.beyond_the_papers in other.assumptions()) == bool(said)
    told = [caution for caution in between(other, dated(one, "2011")).cautions if "do not speak" in caution]
    assert [said in caution for caution in told] == [True] * bool(said)


def test_a_part_that_begins_late_is_a_date_of_the_papers():
    one = structure("organisations: {a: {kind: agency, part_of: {body: b, since: 2014}}}", "b")
    assert not dated(one, "2013").beyond_the_papers
    assert dated(one, "2015").beyond_the_papers
