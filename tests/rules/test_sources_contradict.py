"""EVD-01: contradictions on record by the questions that they leave open, and amounts and seats stated twice."""

import pytest
from rule_cases import cited, findings, is_silent, one, run

from govgraph.findings import Severity
from govgraph.model.vocabulary import Basis, Status

CODE = "EVD-01"
ROWS = """
relationships:
  - {from: trust, kind: accountable_to, to: board, source: tor 1}
  - {from: council, kind: directs, to: trust, source: tor 2}
MORE
contradictions:
  - about: [trust, board, council]
    statements:
      - {source: tor 1, says: The trust answers to the board.}
      - {source: tor 2, says: 'The council may instruct it'}
"""


def rows(more=""):
    return ROWS.replace("MORE", more)


def record(*written):
    return "contradictions:\n" + "".join(written)


def about(*entries, places=("tor 8", "tor 9"), says="So"):
    statements = ", ".join(f"{{source: {place}, says: {says}}}" for place in places)
    return f"  - {{about: [{', '.join(entries)}], statements: [{statements}]}}\n"


# -- a question is left open


def test_who_answers_to_whom():
    found = one(CODE, rows())
    assert (found.severity, found.subjects) == (Severity.HIGH, ("trust", "board", "council"))
    assert found.message == (
        "The papers do not agree about Trust, Board and Council, which leaves open who answers to whom: “The trust answers to "
        "the board” (tor 1) and “The council may instruct it” (tor 2)."
    )
    assert set(found.relationships) == {"trust.accountable_to.board", "council.directs.trust"}
    assert cited(found) == {"tor 1", "tor 2"}


def test_what_is_resolved_is_silent():
    is_silent(CODE, f"{rows()}    resolved: {{by: The department, how: It was asked.}}\n")


def leaves_nothing_open(text, **header):
    found = one(CODE, text, **header)
    assert found.severity is Severity.MEDIUM
    assert found.message.startswith("In 1 matter between bodies or posts the papers do not agree: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("source: tor 2}\nMORE", "source: tor 3}\nMORE"),
        ("kind: directs", "kind: advises"),
        ("kind: directs", "kind: directs, status: proposed"),
        ("about: [trust, board, council]", "about: [trust, council]"),
        ("{source: tor 2, says", "{source: tor 4, says"),
        ("to: trust, source: tor 2", "to: trust, source: tor"),
        ("to: trust, source: tor 2", "to: board, source: tor 2"),
        ("{from: council, kind: directs, to: trust", "{from: trust, kind: reports_to, to: board"),
    ],
    ids=["place", "kind", "status", "about", "side", "paper", "other-party", "same-superior"],
)
def test_each_of_two_sides_must_give_one_party_a_superior_of_its_own(old, new):
    assert old in ROWS
    leaves_nothing_open("organisations: {council: {}}" + ROWS.replace(old, new).replace("MORE", ""))


@pytest.mark.parametrize("places", [("tor 1", "tor 1"), ("[tor 1, tor 2]", "[tor 1, tor 2]")])
def test_what_both_sides_say_alike_leaves_nothing_open(places):
    text = (
        rows()
        .replace("board, source: tor 1}", f"board, source: {places[0]}}}")
        .replace("trust, source: tor 2}", f"trust, source: {places[1]}}}")
    )
    leaves_nothing_open(text)


def test_a_superior_whom_only_one_side_has_is_enough():
    one_more = rows().replace("board, source: tor 1}", "board, source: [tor 1, tor 2]}")
    assert one(CODE, one_more).severity is Severity.HIGH


def test_statements_without_a_source_stand_nowhere_together():
    leaves_nothing_open(rows().replace("tor 1", "none"))


def test_one_superior_in_two_guises_is_one():
    leaves_nothing_open("organisations: {council: {part_of: board}}" + rows())
    leaves_nothing_open("posts: {council: {heads: board}}" + rows())


BODY_AND_HEAD = """
posts: {head: {heads: trust, source: tor 3}}
relationships:
  - {from: trust, kind: accountable_to, to: board, source: tor 1}
  - {from: head, kind: accountable_to, to: council, source: tor 2}
contradictions:
  - {about: ABOUT, statements: [{source: tor 1}, {source: tor 2}]}
"""


def test_a_body_and_its_head_answer_as_one():
    text = BODY_AND_HEAD.replace("ABOUT", "[trust, head, board, council]")
    assert one(CODE, text).message.endswith("leaves open who answers to whom: tor 1 and tor 2.")
    leaves_nothing_open(text.replace("heads: trust", "heads: board"))


def test_a_head_stands_under_its_own_body_and_a_body_not_under_its_head():
    text = BODY_AND_HEAD.replace("ABOUT", "[trust, head, council]").replace("source: tor 3", "source: tor 1")
    leaves_nothing_open(text)
    leaves_nothing_open(text.replace("heads: trust,", "heads: trust, in: trust,"))


def test_being_part_of_a_body_is_a_line():
    text = "organisations: {trust: {part_of: council, source: tor 2}}" + rows().replace("directs", "advises")
    assert "part_of:trust>council" in one(CODE, text).relationships


def test_what_a_named_one_takes_over_from_a_counted_party_is_not_said_of_it():
    text = "organisations: {all: {count: 2}, trust: {one_of: all}}" + rows().replace(
        "council, kind: directs, to: trust", "council, kind: directs, to: all"
    )
    leaves_nothing_open(text)


def test_an_accountability_left_undefined_is_the_question_itself():
    text = (
        rows()
        .replace("accountable_to, to: board", "accountable_to, to: board, status: undefined")
        .replace("kind: directs", "kind: advises")
    )
    assert "who answers to whom" in one(CODE, text).message
    leaves_nothing_open(text.replace("about: [trust, board, council]", "about: [trust, council]"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("commissions", "who commissions"),
        ("binds", "who decides"),
        ("approves", "who decides"),
        ("designates", "who decides"),
        ("arbitrates", "who decides"),
        ("funds", "who holds or pays the money"),
    ],
)
def test_who_commissions_decides_and_pays(kind, words):
    text = f"""
    relationships:
      - {{from: board, kind: {kind}, to: trust, source: tor 1}}
      - {{from: council, kind: {kind}, to: trust, source: tor 2}}
    contradictions:
      - {{about: [trust, board, council], statements: [{{source: tor 1}}, {{source: tor 2}}]}}
    """
    assert f"which leaves open {words}: " in one(CODE, text).message
    leaves_nothing_open("    organisations: {council: {}}" + text.replace("council, kind", "board, kind"))


def test_answers_to_different_questions_do_not_contradict_each_other():
    leaves_nothing_open(rows().replace("kind: directs", "kind: funds"))


RULES = """
decision_rules: {board: {binds: [trust], source: tor 1}, council: {binds: [trust], source: tor 2}}
contradictions:
  - {about: [trust, board, council], statements: [{source: tor 1}, {source: tor 2}]}
"""


def test_rules_of_decision_that_bind_one_party():
    text = "organisations: {board: {}, council: {}, trust: {}}" + RULES
    assert "leaves open who decides: " in one(CODE, text).message
    leaves_nothing_open(text.replace("source: tor 2}}", "status: proposed, source: tor 2}}"))


SEATS = """
memberships:
  - {body: board, member: trust, source: tor 1}
  - {body: board, member: council, HOW, source: tor 2}
contradictions:
  - {about: [trust, board, council], statements: [{source: tor 1}, {source: tor 2}]}
"""


@pytest.mark.parametrize("how", ["votes: yes", "capacity: chair", "capacity: co_opted"])
def test_who_votes(how):
    assert "leaves open who votes: " in one(CODE, SEATS.replace("HOW", how)).message


@pytest.mark.parametrize("how", ["votes: no", "capacity: observer"])
def test_a_seat_that_does_not_decide(how):
    leaves_nothing_open(SEATS.replace("HOW", how))


DUTIES = """
organisations: {board: {}, council: {}}
duties:
  one: {name: Plan, accountable: [board], source: tor 1}
  two: {name: Deliver, accountable: [council], source: tor 2}
contradictions:
  - {about: [board, council], statements: [{source: tor 1}, {source: tor 2}]}
"""


def test_who_is_accountable():
    assert "leaves open who has which duty: " in one(CODE, DUTIES).message
    leaves_nothing_open(DUTIES.replace("accountable: [council]", "responsible: [council]"))
    leaves_nothing_open(DUTIES.replace("accountable: [council]", "accountable: [board]"))


NAMED = """
organisations: {trust: {}, board: {}}
duties: {plan: {name: Plan, WHO, source: tor 5}}
figures: {grant: {name: The grant, amount: 3, unit: UNIT, source: tor 6}}
contradictions:
  - {about: [trust, WHAT], statements: [{source: tor 1}]}
"""


def naming(what, who="responsible: [trust]", unit="£m"):
    return NAMED.replace("WHAT", what).replace("WHO", who).replace("UNIT", unit)


def test_a_sum_of_money_or_a_duty_that_it_names():
    found = one(CODE, naming("board, grant"))
    assert (
        "about Trust, Board and “The grant”, which leaves open who holds or pays the money: " in found.message
    )
    assert cited(found) == {"tor 1", "tor 6"}
    assert (
        "Trust, Board and “Plan”, which leaves open who has which duty: "
        in one(CODE, naming("board, plan")).message
    )
    assert "who has which duty" in one(CODE, naming("board, plan", who="accountable: [board]")).message


def test_questions_are_told_together():
    message = one(CODE, naming("board, grant, plan")).message
    assert "leaves open who holds or pays the money and who has which duty: " in message


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (naming("board, grant", unit="beds"), Severity.MEDIUM),
        (naming("board, plan", who="responsible: [council]"), Severity.MEDIUM),
        (naming("grant"), Severity.LOW),
        (naming("plan"), Severity.LOW),
    ],
    ids=["no-money", "of-others", "one-party-money", "one-party-duty"],
)
def test_a_figure_or_duty_that_sets_no_two_parties_against_each_other(text, severity):
    text = text.replace("board: {}}", "board: {}, council: {}}")
    assert one(CODE, text).severity is severity


def test_sayings_are_cut_short():
    more = "".join(f"      - {{source: tor {number}, says: Also {number}}}\n" for number in range(5, 9))
    assert "(tor 2), “Also 5” (tor 5), “Also 6” (tor 6) and 2 more." in one(CODE, rows() + more).message


# -- the others, together


def recorded(*written):
    return "organisations: {a: {}, b: {}, c: {}}\n" + record(*written)


def test_all_others_between_parties_are_one_finding():
    found = one(CODE, recorded(about("b", "c", places=("tor 7",)), about("a", "b")))
    assert found.message == (
        "In 2 matters between bodies or posts the papers do not agree: A and B (tor 8 and tor 9); B and C (tor 7)."
    )
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("a", "b", "c"))
    assert cited(found) == {"tor 7", "tor 8", "tor 9"}


def test_those_of_one_party_are_another():
    found = one(CODE, recorded(about("a"), about("b")))
    assert found.message == (
        "In 2 matters of one body or post alone, or of names, numbers and dates, the papers do not agree: A (tor 8 and tor 9); "
        "B (tor 8 and tor 9)."
    )
    assert found.severity is Severity.LOW
    both = findings(CODE, recorded(about("a"), about("a", "b")))
    assert [found.severity for found in both] == [Severity.MEDIUM, Severity.LOW]


def test_those_that_leave_a_question_open_stand_apart():
    both = findings(CODE, rows() + about("trust", "board"))
    assert [found.severity for found in both] == [Severity.HIGH, Severity.MEDIUM]


def test_those_that_touch_a_question_come_first():
    seat = "memberships: [{body: c, member: b, source: tor 8}]\n"
    assert (
        ": B and C (tor 8 and tor 9); A and B ("
        in one(CODE, seat + recorded(about("a", "b"), about("b", "c"))).message
    )


def test_the_list_is_cut_short():
    found = one(CODE, recorded(*(about("a", "b", places=(f"tor {number}",)) for number in range(20, 40))))
    assert found.message.startswith("In 20 matters")
    assert found.message.endswith("A and B (tor 27); 12 more.")
    assert len(found.evidence) == 20
    eight = one(CODE, recorded(*(about("a", "b", places=(f"tor {number}",)) for number in range(20, 28))))
    assert eight.message.endswith("A and B (tor 27).")


def test_only_parties_that_are_named_are_subjects():
    names = "abcde"
    organisations = "organisations: {" + ", ".join(f"{name}: {{}}" for name in names) + "}\n"
    found = one(CODE, organisations + record(about(*names)))
    assert ": A, B, C and 2 more (tor 8 and tor 9)." in found.message
    assert found.subjects == ("a", "b", "c")
    four = one(CODE, organisations + record(about(*names[:4])))
    assert ": A, B, C and D (" in four.message
    assert four.subjects == ("a", "b", "c", "d")


def test_many_places_are_cut_short():
    places = tuple(f"tor {number}" for number in range(20, 30))
    assert "A (tor 20, tor 21, tor 22 and 7 more)." in one(CODE, recorded(about("a", places=places))).message


def test_without_any_place_it_is_told_all_the_same():
    found = one(CODE, recorded("  - {about: [a, b]}\n"))
    assert "A and B (no source given)." in found.message
    assert [(e.source, e.basis) for e in found.evidence] == [("", Basis.STATED)]
    assert "A and B (tor 5)." in one(CODE, recorded("  - {about: [a, b], source: tor 5}\n")).message


# -- what it is about


def test_a_duty_is_named_with_those_who_have_it():
    found = one(
        CODE,
        "duties: {plan: {name: Write the plan, accountable: [trust], responsible: [board]}}\ncontradictions:\n"
        + about("plan"),
    )
    assert "“Write the plan”, concerning Trust and Board (tor 8" in found.message
    assert (found.subjects, found.at) == (("trust", "board"), "trust")


def test_a_figure_is_named_with_those_it_is_about():
    found = one(
        CODE,
        "services: {care: {name: Care}}\nfigures: {beds: {name: The beds, amount: 9, about: [care, trust]}}\n"
        + record(about("beds")),
    )
    assert "“The beds”, concerning Trust (tor 8" in found.message
    assert found.subjects == ("trust",)


def test_parties_come_first_and_those_whom_a_figure_concerns_are_not_told_beside_them():
    figure = "figures: {beds: {name: The beds, amount: 9, about: [a]}}\n"
    message = one(CODE, figure + recorded(about("beds", "b", "c"))).message
    assert ": B, C and “The beds” (tor 8" in message


def test_a_place_that_two_sides_have_is_told_once():
    assert ": A (tor 8)." in one(CODE, recorded(about("a", places=("tor 8", "tor 8")))).message


@pytest.mark.parametrize(
    ("section", "entry", "words"),
    [
        ("sources: {paper: {title: The paper}}", "paper", "“The paper”"),
        ("services: {care: {name: Care of some kind}}", "care", "“Care of some kind”"),
        ("scopes: {care: Care of all kinds}", "care", "“Care of all kinds”"),
        ("figures: {beds: {name: The beds, amount: 9}}", "beds", "“The beds”"),
    ],
)
def test_what_has_no_party_is_raised_at_the_entry_itself(section, entry, words):
    found = one(CODE, f"{section}\ncontradictions:\n{about(entry)}")
    assert words in found.message
    assert (found.subjects, found.at) == ((), entry)
    assert found.id.startswith(f"EVD-01.{entry}.")


def test_the_places_stand_as_most_statements_there_do():
    text = """
    relationships:
      - {from: a, kind: advises, to: b, source: tor 8, status: recommended}
      - {from: a, kind: supports, to: b, source: tor 8, status: recommended}
      - {from: a, kind: works_with, to: b, source: [tor 8, tor 9]}
      - {from: b, kind: works_with, to: a, source: tor 9}
      - {from: b, kind: advises, to: a, source: tor 9, status: recommended}
    contradictions:
    """ + about("a", "b", places=("tor 8", "tor 9", "wish 1"))
    found = one(
        CODE,
        text.replace(
            "relationships:", "sources: {wish: {title: A wish, kind: proposal}}\n    relationships:"
        ),
    )
    assert {(e.source, e.locator): e.status for e in found.evidence} == {
        ("tor", "8"): Status.RECOMMENDED,
        ("tor", "9"): Status.IN_FORCE,
        ("wish", "1"): Status.PROPOSED,
    }


# -- ids


TWO = rows() + about("trust", "board", "council", places=("tor 1", "tor 2"), says="Else")


def by_words(text):
    return {found.message: found.id for found in findings(CODE, text)}


def test_two_about_the_same_have_ids_of_their_own():
    ids = by_words(TWO)
    assert len(ids) == len(set(ids.values())) == 2


def test_to_settle_one_does_not_rename_the_other():
    """A reviewer's acceptance of the one would be lost, or pass to the other."""
    settled = TWO.rstrip().removesuffix("}") + ", resolved: {by: We, how: Asked}}\n"
    assert by_words(settled).items() < by_words(TWO).items()


def test_an_id_does_not_depend_on_the_order_of_the_file():
    head, _, second = TWO.rpartition("  - {about")
    before, _, first = head.partition("contradictions:\n")
    turned = f"{before}contradictions:\n  - {{about{second}{first}"
    assert by_words(turned) == by_words(TWO)


def test_a_corrected_place_keeps_the_id_of_one_that_is_alone():
    assert {f.id for f in findings(CODE, rows())} == {
        f.id for f in findings(CODE, rows().replace("tor 2", "tor 3"))
    }


def test_a_corrected_word_keeps_the_id_of_one_that_its_places_tell_apart():
    two = rows() + about("trust", "board", "council", places=("tor 5", "tor 6"))
    assert {f.id for f in findings(CODE, two)} == {
        f.id for f in findings(CODE, two.replace("answers to", "answered to"))
    }
    assert len({f.id for f in findings(CODE, two)}) == 2


# -- stated twice and on no record


MONEY = """
figures:
  a: {name: The grant, amount: 30, unit: £m, about: [trust], source: tor 1}
  b: {name: the grant, amount: 31.5, unit: £m, about: [trust], source: tor 2}
"""


def test_an_amount_of_money_stated_twice():
    found = one(CODE, MONEY)
    assert found.message == "“The grant” of Trust is stated as £30m (tor 1) and as £31.5m (tor 2)."
    assert (found.severity, found.subjects, found.at, found.key) == (
        Severity.HIGH,
        ("trust",),
        "trust",
        "a,b",
    )


def test_for_one_year_and_for_no_party():
    found = one(CODE, MONEY.replace(", about: [trust]", ", year: 2005/06"))
    assert found.message == "“The grant” is stated as £30m (tor 1) and as £31.5m (tor 2) for 2005/06."
    assert (found.subjects, found.at) == ((), "a")


def test_only_parties_are_subjects():
    text = MONEY.replace("about: [trust]", "about: [care, trust]") + "services: {care: {name: Care}}\n"
    assert one(CODE, text).subjects == ("trust",)


def test_other_numbers_are_for_another_rule():
    is_silent(CODE, MONEY.replace("£m", "beds"))


def test_money_on_record_is_told_once():
    found = one(CODE, MONEY + "contradictions:\n" + about("a", "b"))
    assert "do not agree" in found.message


TWO_SEATS = """
memberships:
  - {body: board, member: clerk, ONE, source: tor 1}
  - {body: board, member: clerk, OTHER, source: tor 2}
"""


def seats(first, second):
    return TWO_SEATS.replace("ONE", first).replace("OTHER", second)


def test_a_seat_said_to_vote_and_not_to_vote():
    found = one(CODE, seats("votes: yes", "votes: no"))
    assert (
        found.message
        == "Clerk is said to have 1 seat with a vote (tor 1) and 1 seat without a vote (tor 2) on Board."
    )
    assert (found.severity, found.subjects) == (Severity.HIGH, ("clerk", "board"))
    assert cited(found) == {"tor 1", "tor 2"}


def test_seats_of_different_number():
    assert "2 seats (tor 1) and 3 seats (tor 2)" in one(CODE, seats("seats: 2", "seats: 3")).message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("votes: yes", "votes: not_stated"),
        ("votes: yes", "votes: yes"),
        ("votes: yes", "votes: no, capacity: observer"),
        ("votes: yes", "votes: no, represents: other"),
        ("votes: yes, scope: care", "votes: no, scope: estate"),
        ("votes: yes", "votes: no, status: proposed"),
    ],
)
def test_seats_that_can_both_be_held(first, second):
    is_silent(CODE, "organisations: {other: {}}" + seats(first, second))


def test_rows_of_one_place_are_two_seats():
    is_silent(CODE, seats("votes: yes", "votes: no").replace("tor 2", "tor 1"))
    is_silent(CODE, seats("votes: yes", "votes: no").replace(", source: tor 2", ""))
    is_silent(CODE, seats("votes: yes", "votes: no").replace(", source: tor 1", ""))


def test_a_seat_on_record_is_told_once():
    assert (
        "do not agree"
        in one(CODE, seats("votes: yes", "votes: no") + "contradictions:\n" + about("board", "clerk")).message
    )


def test_a_structure_without_contradictions_is_silent():
    assert not run("relationships: []", CODE).findings
