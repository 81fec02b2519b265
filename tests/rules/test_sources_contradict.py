"""EVD-01: contradictions on record by what rests on them, and amounts and seats stated twice."""

import pytest
from rule_cases import cited, findings, is_silent, one, run

from govgraph.findings import Severity
from govgraph.model.vocabulary import Status

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


def test_a_line_rests_on_it():
    found = one(CODE, rows())
    assert (found.severity, found.subjects) == (Severity.HIGH, ("trust", "board", "council"))
    assert found.message == (
        "The papers do not agree about Trust, Board and Council, and a line of account rests on it: “The trust answers to the "
        "board” (tor 1) and “The council may instruct it” (tor 2)."
    )
    assert set(found.relationships) == {"trust.accountable_to.board", "council.directs.trust"}
    assert cited(found) == {"tor 1", "tor 2"}


def test_what_is_resolved_is_silent():
    is_silent(CODE, f"{rows()}    resolved: {{by: The department, how: It was asked.}}\n")


def not_plain(text, **header):
    found = one(CODE, text, **header)
    assert found.severity is Severity.MEDIUM
    assert "in 1 matter that is not plainly tied to a line, money or a vote: " in found.message
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("source: tor 2}\nMORE", "source: tor 3}\nMORE"),
        ("kind: directs", "kind: advises"),
        ("kind: directs", "kind: directs, status: proposed"),
        ("about: [trust, board, council]", "about: [trust, council]"),
        ("{source: tor 2, says", "{source: tor 4, says"),
    ],
)
def test_each_of_two_sides_needs_a_line_of_its_own_between_those_concerned(old, new):
    assert old in ROWS
    found = not_plain(ROWS.replace(old, new).replace("MORE", ""))
    assert found.subjects[0] == "trust"


def test_one_statement_at_both_places_is_not_two():
    not_plain(
        rows()
        .replace("source: tor 1}", "source: [tor 1, tor 2]}", 1)
        .replace("kind: directs", "kind: advises")
    )


def test_two_statements_at_the_places_of_one_side_are_not_two_sides():
    not_plain(rows().replace("to: trust, source: tor 2", "to: trust, source: tor 1"))


def test_places_of_one_paper_are_told_apart():
    not_plain(rows().replace("to: trust, source: tor 2", "to: trust, source: tor"))


def test_an_accountability_left_undefined_is_the_question_itself():
    text = (
        rows()
        .replace("accountable_to, to: board", "accountable_to, to: board, status: undefined")
        .replace("kind: directs", "kind: advises")
    )
    assert one(CODE, text).severity is Severity.HIGH


def test_being_part_of_a_body_or_its_head_is_a_line():
    text = """
    organisations: {trust: {part_of: board, source: tor 1}}
    posts: {head: {heads: trust, source: tor 2}}
    contradictions:
      - {about: [trust, board, head], statements: [{source: tor 1}, {source: tor 2}]}
    """
    assert one(CODE, text).message.endswith("a line of account rests on it: tor 1 and tor 2.")


def test_a_part_of_what_says_that_it_answers_elsewhere_is_no_line():
    text = "organisations: {trust: {part_of: council, source: tor 2}}" + rows().replace(
        "kind: directs", "kind: advises"
    )
    found = one(CODE, text)
    assert "part_of:trust>council" in found.relationships


# -- money


def test_money_rests_on_one_side_alone():
    text = rows().replace("kind: directs", "kind: funds")
    assert "and money rests on it" in one(CODE, text).message


def test_money_at_another_place_or_to_another_is_another_matter():
    not_plain(
        rows()
        .replace("kind: directs", "kind: funds")
        .replace("to: trust, source: tor 2", "to: trust, source: tor 3")
    )
    not_plain(rows().replace("kind: directs, to: trust", "kind: funds, to: other"))


@pytest.mark.parametrize(("unit", "severity"), [("£m", Severity.HIGH), ("beds", Severity.MEDIUM)])
def test_an_amount_of_money_that_it_is_about(unit, severity):
    text = f"""
    figures: {{grant: {{name: The grant, amount: 3, unit: {unit}, about: [trust]}}}}
    contradictions:
      - {{about: [grant, trust], statements: [{{source: tor 1, says: Three}}, {{source: tor 2, says: Four}}]}}
    """
    found = one(CODE, text)
    assert found.severity is severity
    assert "Trust and “The grant”" in found.message


def test_lines_money_and_votes_are_told_together():
    more = "  - {from: council, kind: funds, to: trust, source: tor 2}\n  - {from: board, kind: binds, to: trust, source: tor 2}"
    assert "and a line of account, a vote and money rest on it" in one(CODE, rows(more)).message


# -- votes


SEATS = """
relationships:
  - {from: board, kind: binds, to: trust, source: tor 2}
memberships:
  - {body: board, member: trust, capacity: CAPACITY, votes: VOTES, source: tor 1}
contradictions:
  - {about: [trust, board], statements: [{source: tor 1}, {source: tor 2}]}
"""


@pytest.mark.parametrize(
    ("capacity", "votes", "severity"),
    [
        ("member", "yes", Severity.HIGH),
        ("chair", "not_stated", Severity.HIGH),
        ("member", "no", Severity.MEDIUM),
        ("observer", "not_stated", Severity.MEDIUM),
    ],
)
def test_a_seat_and_what_binds(capacity, votes, severity):
    assert one(CODE, SEATS.replace("CAPACITY", capacity).replace("VOTES", votes)).severity is severity


def test_a_rule_of_decision_that_binds_one_of_them():
    text = (
        SEATS.replace("CAPACITY", "member")
        .replace("VOTES", "yes")
        .replace(
            "{from: board, kind: binds, to: trust, source: tor 2}", "{from: board, kind: advises, to: trust}"
        )
    )
    not_plain(text)
    assert (
        "a vote rests on it"
        in one(CODE, f"{text}decision_rules: {{board: {{binds: [trust], source: tor 2}}}}\n").message
    )


def test_a_rule_that_is_only_proposed_carries_no_vote():
    text = SEATS.replace("CAPACITY", "member").replace("VOTES", "yes").replace("kind: binds", "kind: advises")
    not_plain(f"{text}decision_rules: {{board: {{binds: [trust], status: proposed, source: tor 2}}}}\n")


def test_a_line_at_both_places_and_money_at_one_is_money():
    text = (
        rows().replace("source: tor 1}", "source: [tor 1, tor 2]}", 1).replace("kind: directs", "kind: funds")
    )
    assert "and money rests on it" in one(CODE, text).message


# -- the rest, together


def about(*entries, places=("tor 8", "tor 9"), says="So"):
    statements = ", ".join(f"{{source: {place}, says: {says}}}" for place in places)
    return f"  - {{about: [{', '.join(entries)}], statements: [{statements}]}}\n"


def recorded(*written):
    return "organisations: {a: {}, b: {}, c: {}}\ncontradictions:\n" + "".join(written)


def test_all_others_are_one_finding():
    found = one(CODE, recorded(about("c"), about("a", "b"), about("b", "c", places=("tor 7",))))
    assert found.message == (
        "The papers do not agree in 3 matters that are not plainly tied to a line, money or a vote: A and B (tor 8 and tor 9); "
        "B and C (tor 7); C (tor 8 and tor 9)."
    )
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("a", "b", "c"))
    assert cited(found) == {"tor 7", "tor 8", "tor 9"}


def test_they_are_low_where_each_is_about_one_entry_alone():
    assert one(CODE, recorded(about("a"), about("b"))).severity is Severity.LOW


def test_the_list_is_cut_short():
    found = one(CODE, recorded(*(about("a", "b", places=(f"tor {number}",)) for number in range(20, 40))))
    assert "in 20 matters" in found.message
    assert found.message.endswith("A and B (tor 31); 8 more.")
    assert len(found.evidence) == 20


def test_matters_between_parties_come_first():
    assert ": B and C (tor 8 and tor 9); A (" in one(CODE, recorded(about("a"), about("b", "c"))).message


def test_thirteen_are_all_told():
    found = one(CODE, recorded(*(about("a", "b", places=(f"tor {number}",)) for number in range(20, 33))))
    assert found.message.endswith("A and B (tor 32).")


def test_without_any_place_it_is_told_all_the_same():
    assert "A and B (no place given)." in one(CODE, recorded("  - {about: [a, b]}\n")).message
    assert "A and B (tor 5)." in one(CODE, recorded("  - {about: [a, b], source: tor 5}\n")).message


def test_many_places_are_cut_short():
    places = tuple(f"tor {number}" for number in range(20, 30))
    assert (
        "A (tor 20, tor 21, tor 22, tor 23 and 6 more)."
        in one(CODE, recorded(about("a", places=places))).message
    )


def test_those_of_weight_stand_apart():
    both = findings(CODE, rows() + about("trust", "board"))
    assert [found.severity for found in both] == [Severity.HIGH, Severity.MEDIUM]


def test_sayings_are_cut_short():
    more = "".join(f"      - {{source: tor {number}, says: Also {number}}}\n" for number in range(5, 9))
    assert "(tor 2), “Also 5” (tor 5), “Also 6” (tor 6) and 2 more." in one(CODE, rows() + more).message


def test_without_words_only_the_places_are_told():
    assert (
        "rests on it: tor 1 and tor 2."
        in one(
            CODE,
            rows()
            .replace(", says: The trust answers to the board.", "")
            .replace(", says: 'The council may instruct it'", ""),
        ).message
    )


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
        "figures: {beds: {name: The beds, amount: 9, about: [trust]}}\ncontradictions:\n" + about("beds"),
    )
    assert "“The beds”, concerning Trust (tor 8" in found.message


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
      - {from: a, kind: works_with, to: b, source: tor 8}
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


def test_a_corrected_word_keeps_the_id_where_the_places_tell_it_apart():
    assert {f.id for f in findings(CODE, rows())} == {
        f.id for f in findings(CODE, rows().replace("answers to", "answered to"))
    }


# -- stated twice and on no record


MONEY = """
figures:
  a: {name: The grant, amount: 30, unit: £m, about: [trust], source: tor 1}
  b: {name: the grant, amount: 31.5, unit: £m, about: [trust], source: tor 2}
"""


def test_an_amount_of_money_stated_twice():
    found = one(CODE, MONEY)
    assert found.message == "“The grant” of Trust is stated as £30m (tor 1) and as £31.5m (tor 2)."
    assert (found.severity, found.subjects, found.key) == (Severity.HIGH, ("trust",), "a,b")


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
