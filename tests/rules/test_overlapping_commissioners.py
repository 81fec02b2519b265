"""DUT-04: two who commission, performance manage, designate or advise the same; and the seams between commissioners."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "DUT-04"
CARE = "services: {care: {name: Care, settings: [prisons, courts], populations: [adults, children]}}\n"


def rows(*written):
    return "relationships:\n" + "".join(f"  - {row}\n" for row in written)


def act(start, kind, to="trust", says=""):
    return f"{{from: {start}, kind: {kind}, to: {to}{', ' + says if says else ''}}}"


def commission(start, says=""):
    return act(start, "commissions", says=f"service: care{', ' + says if says else ''}")


# -- cells


def test_two_commissioners_of_a_service_are_medium():
    found = one(CODE, rows(commission("board", "source: a 1"), commission("group", "source: a 2")) + CARE)
    assert (found.severity, found.subjects, found.at) == (Severity.MEDIUM, ("board", "group"), "board")
    assert found.message == (
        "Board and Group each commission “Care”; the papers do not say who leads, or how it is divided between them."
    )
    assert cited(found) == {"a 1", "a 2"}
    assert set(found.lines) == {("board", "trust"), ("group", "trust")}


def test_the_cells_are_told_where_they_are_not_all():
    found = one(
        CODE, rows(commission("board", "setting: courts"), commission("group", "population: adults")) + CARE
    )
    assert "each commission “Care” (courts, adults);" in found.message


def test_the_settings_are_told_of_a_service_without_populations():
    services = "services: {care: {name: Care, settings: [prisons, courts]}}\n"
    found = one(CODE, rows(commission("board", "setting: courts"), commission("group")) + services)
    assert "each commission “Care” (courts);" in found.message


def test_cells_and_services_of_the_same_rivals_are_one_finding():
    services = CARE.replace("}}\n", "}, other: {name: Other}}\n")
    found = one(
        CODE,
        rows(
            *(
                act(p, "commissions", says=f"service: {s}")
                for p in ("board", "group")
                for s in ("care", "other")
            )
        )
        + services,
    )
    assert "each commission “Care” and “Other”;" in found.message


def test_three_rivals_are_one_finding():
    found = one(CODE, rows(*(commission(p) for p in ("board", "group", "team"))) + CARE)
    assert found.subjects == ("board", "group", "team")
    assert "Board, Group and Team each commission" in found.message


def test_many_rivals_are_told_as_a_number():
    found = one(CODE, rows(*(commission(f"p{n}") for n in range(1, 9))) + CARE)
    assert "P1, P2, P3, P4, P5, P6 and 2 more each commission “Care”;" in found.message
    assert found.subjects == ("p1", "p2", "p3", "p4", "p5", "p6")


def test_other_rivals_for_other_cells_are_another():
    written = rows(
        commission("board", "setting: courts"), commission("group", "setting: courts"),
        commission("board", "setting: prisons"), commission("team", "setting: prisons"),
    )  # fmt: skip
    assert len(findings(CODE, written + CARE)) == 2


def test_a_part_of_a_rival_is_told_by_the_whole():
    parts = "organisations: {unit: {part_of: board}}\n"
    found = one(CODE, parts + rows(*(commission(p) for p in ("board", "unit", "group"))) + CARE)
    assert found.subjects == ("board", "group")
    assert set(found.lines) == {("board", "trust"), ("group", "trust")}


def test_partners_alone_are_not_judged():
    out = "organisations: {board: {boundary: out}, group: {boundary: out}}\n"
    is_silent(CODE, out + rows(commission("board"), commission("group")) + CARE)
    seam = rows(commission("board", "population: adults"), commission("group", "population: children"))
    is_silent(CODE, out + seam + CARE)


def test_a_partner_beside_one_of_ours_is():
    out = "organisations: {board: {boundary: out}}\n"
    one(CODE, out + rows(commission("board"), commission("group")) + CARE)


@pytest.mark.parametrize(
    "says", ["lead: yes", "status: proposed", "until: 2008", "setting: nowhere", "population: not_stated"]
)
def test_not_raised(says):
    is_silent(CODE, rows(commission("board", says), commission("group")) + CARE, as_at="2010")


def test_a_delegate_is_no_rival():
    is_silent(
        CODE, rows(commission("board"), commission("group"), act("board", "delegates_to", "group")) + CARE
    )


# -- seams


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        ("population: adults", "population: children",
         "Board (“Care”, adults) and Group (“Care”, children) divide what they commission"),
        ("period: in hours", "period: out of hours",
         "Board (“Care”, in hours) and Group (“Care”, out of hours) divide what they commission"),
        ("scope: all", "period: out of hours", "Board (“Care”) and Group (“Care”, out of hours) divide what they commission"),
    ],
)  # fmt: skip
def test_a_seam_is_info(mine, theirs, words):
    found = one(CODE, rows(commission("board", mine), commission("group", theirs)) + CARE)
    assert (found.severity, found.subjects) == (Severity.INFO, ("board", "group"))
    assert found.message == f"{words}: a seam, where one hands over to the other, and not an overlap."


def test_a_population_that_is_not_stated_is_left_out_of_a_seam():
    services = "services: {care: {name: Care, populations: [adults]}}\n"
    says = "population: not_stated, period: nights"
    found = one(CODE, rows(commission("board"), commission("group", says)) + services)
    assert "Board (“Care”) and Group (“Care”, nights)" in found.message


def test_a_seam_between_two_services_names_both():
    services = "services: {care: {name: Care, populations: [adults]}, night: {name: Night care, populations: [adults]}}\n"
    found = one(
        CODE,
        rows(commission("board"), act("group", "commissions", says="service: night, period: nights"))
        + services,
    )
    assert "Board (“Care”) and Group (“Night care”, nights)" in found.message


def test_a_seam_of_a_statement_that_names_no_service_names_those_of_the_cells():
    row = act("board", "commissions", says="population: adults")
    found = one(CODE, rows(row, commission("group", "population: children")) + CARE)
    assert "Board (“Care”, adults)" in found.message


# -- parties


@pytest.mark.parametrize(
    ("kind", "does"),
    [
        ("performance_manages", "each performance manage Trust"),
        ("designates", "each designate Trust"),
        ("commissions", "each commission services from Trust"),
    ],
)
def test_two_who_do_the_same_to_one_party_are_medium(kind, does):
    found = one(CODE, rows(act("board", kind, says="source: a 1"), act("group", kind, says="source: a 2")))
    assert (found.severity, found.subjects, found.scopes) == (Severity.MEDIUM, ("board", "group"), ("all",))
    assert f"Board and Group {does};" in found.message
    assert cited(found) == {"a 1", "a 2"}


@pytest.mark.parametrize("kind", ["directs", "funds", "audits", "oversees", "accountable_to", "supports"])
def test_other_kinds_are_not_judged(kind):
    is_silent(CODE, rows(act("board", kind), act("group", kind)))


def test_different_kinds_are_not_held_against_each_other():
    is_silent(CODE, rows(act("board", "designates"), act("group", "performance_manages")))


def test_parties_with_the_same_rivals_are_one_finding():
    found = one(
        CODE, rows(act("board", "designates", "[trust, unit]"), act("group", "designates", "[trust, unit]"))
    )
    assert "each designate Trust and Unit;" in found.message


def test_rivals_in_two_matters_are_one_finding_with_both_scopes():
    found = one(
        CODE,
        rows(
            *(
                act(p, "designates", says=f"scope: {s}")
                for p in ("board", "group")
                for s in ("care", "estate")
            )
        ),
    )
    assert found.scopes == ("care", "estate")


def test_rivals_over_a_cell_may_be_rivals_over_a_party_too():
    written = rows(
        commission("board"), commission("group"), act("board", "designates"), act("group", "designates")
    )
    assert len(findings(CODE, written + CARE)) == 2


def test_scopes_that_do_not_overlap_are_two_matters():
    is_silent(
        CODE,
        rows(
            act("board", "designates", says="scope: care"), act("group", "designates", says="scope: estate")
        ),
    )


def test_the_scope_is_the_narrower():
    found = one(
        CODE,
        rows(
            act("board", "designates", says="scope: care"),
            act("group", "designates", says="scope: care/beds"),
        ),
    )
    assert found.scopes == ("care/beds",)


def test_a_power_over_the_counted_party_is_one_over_a_named_one():
    named = "organisations: {trusts: {count: 3}, trust: {one_of: trusts}}\n"
    found = one(CODE, named + rows(act("board", "designates", "trusts"), act("group", "designates", "trust")))
    assert "each designate Trust;" in found.message


def test_what_is_divided_between_them_is_not_told_beyond_the_grid():
    is_silent(
        CODE,
        rows(
            act("board", "designates", says="population: adults"),
            act("group", "designates", says="population: children"),
        ),
    )


def test_only_of_commissioning_does_the_service_decide():
    services = "services: {care: {name: Care}}\n"
    one(CODE, services + rows(act("board", "designates", says="service: care"), act("group", "designates")))


def test_two_services_are_two_matters():
    services = "services: {care: {name: Care}, other: {name: Other}}\n"
    written = [
        act("board", "designates", says="service: care"),
        act("group", "designates", says="service: other"),
    ]
    is_silent(CODE, services + rows(*written))


def test_a_part_of_a_rival_over_a_party_is_told_by_the_whole():
    parts = "organisations: {unit: {part_of: board}}\n"
    found = one(CODE, parts + rows(*(act(p, "designates") for p in ("board", "unit", "group"))))
    assert set(found.lines) == {("board", "trust"), ("group", "trust")}


def test_what_is_done_to_a_partner_is_not_judged():
    is_silent(
        CODE,
        "organisations: {trust: {boundary: out}}\n"
        + rows(act("board", "designates"), act("group", "designates")),
    )


def test_partners_who_do_it_are_not_judged():
    out = "organisations: {board: {boundary: out}, group: {boundary: out}}\n"
    is_silent(CODE, out + rows(act("board", "designates"), act("group", "designates")))


@pytest.mark.parametrize("more", [act("group", "advises", "board"), act("group", "accountable_to", "board")])
def test_an_adviser_or_a_subordinate_is_no_rival(more):
    is_silent(CODE, rows(act("board", "designates"), act("group", "designates"), more))


def test_a_part_is_no_rival():
    is_silent(
        CODE,
        "organisations: {group: {part_of: board}}\n"
        + rows(act("board", "designates"), act("group", "designates")),
    )


def test_commissioners_of_a_cell_are_not_told_again_as_those_of_a_party():
    bare = rows(act("board", "commissions"), act("group", "commissions"))
    services = "services: {care: {name: Care}}\n"
    assert "“Care”" in one(CODE, bare + services).message


def test_statements_about_services_are_held_against_each_other_by_cell_alone():
    services = "services: {care: {name: Care}, other: {name: Other}}\n"
    is_silent(CODE, rows(commission("board"), act("group", "commissions", says="service: other")) + services)


# -- advice

BODIES = "organisations: {board: {kind: committee}, group: {kind: group}}\n"


def test_two_committees_that_advise_one_party_are_stated():
    found = one(CODE, BODIES + rows(act("board", "advises"), act("group", "advises")))
    assert found.severity is Severity.INFO
    assert (
        found.message
        == "Board and Group each advise Trust; the papers do not say how their advice is brought together."
    )


@pytest.mark.parametrize(
    "others",
    [
        "organisations: {board: {kind: population}, group: {kind: group}}\n",
        "organisations: {board: {kind: committee, boundary: out}, group: {kind: group}}\n",
        "organisations: {group: {kind: group}}\nposts: {board: {}}\n",
    ],
)
def test_everybody_hears_patients_posts_and_partners(others):
    is_silent(CODE, others + rows(act("board", "advises"), act("group", "advises")))


# -- identity


def test_another_cell_makes_it_another_finding():
    first = one(CODE, rows(commission("board", "setting: courts"), commission("group")) + CARE)
    renamed = one(
        CODE,
        rows(commission("board", "setting: courts"), commission("group"))
        + CARE.replace("name: Care", "name: C"),
    )
    more = one(CODE, rows(commission("board"), commission("group")) + CARE)
    other = one(CODE, rows(commission("board", "setting: prisons"), commission("group")) + CARE)
    assert first.id == renamed.id
    assert len({first.id, more.id, other.id}) == 3
