"""DUP-04: the line to a host or employer and the line for the function are not kept apart."""

import pytest
from rule_cases import cited, is_silent, one

from govgraph.findings import Severity

CODE = "DUP-04"
HOST = "  - {from: host, kind: hosts, to: team, source: tor 15}\n"
FUNCTION = "  - {from: team, kind: accountable_to, to: board, source: tor 5}\n"
MIXED = "relationships:\n" + HOST + FUNCTION


def test_a_host_and_a_superior_without_scopes_are_mixed():
    found = one(CODE, MIXED)
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("team",))
    assert all(name in found.message for name in ("Team", "Host", "Board"))
    assert set(found.lines) == {("team", "host"), ("team", "board")}
    assert cited(found) == {"tor 15", "tor 5"}
    assert set(found.relationships) == {"host.hosts.team", "team.accountable_to.board"}


def test_an_employer_is_like_a_host():
    one(CODE, MIXED.replace("hosts", "employs"))


@pytest.mark.parametrize("kind", ["funds", "supports", "commissions", "approves"])
def test_other_ties_from_above_are_not(kind):
    is_silent(CODE, MIXED.replace("kind: hosts", f"kind: {kind}"))


@pytest.mark.parametrize("scope", ["hosting", "local", "employment", "hosting/premises"])
def test_a_host_line_in_a_scope_of_its_own_is_separated_by_it(scope):
    is_silent(CODE, MIXED.replace("source: tor 15", f"scope: {scope}"))


def test_a_host_line_for_another_matter_is_separated_by_its_scope():
    rows = MIXED.replace("source: tor 15", "scope: estate")
    is_silent(CODE, rows.replace("source: tor 5", "scope: care"))
    one(CODE, rows.replace("source: tor 5", "scope: estate/repairs"))


@pytest.mark.parametrize("scope", ["local", "hosting", "employment"])
def test_a_local_accountability_and_a_functional_one_are_separated(scope):
    is_silent(
        CODE,
        f"relationships:\n  - {{from: team, kind: accountable_to, to: host, scope: {scope}}}\n" + FUNCTION,
    )


def test_a_local_accountability_beside_an_undefined_function_is_not():
    found = one(
        CODE,
        "relationships:\n  - {from: team, kind: accountable_to, to: host, scope: local, source: tor 6}\n"
        "  - {from: team, kind: accountable_to, to: board, scope: care, status: undefined, source: tor annex-c 1}\n",
    )
    assert "undefined" in found.message
    assert cited(found) == {"tor 6", "tor annex-c 1"}


def test_a_host_line_left_undefined_is_not_separated_by_its_scope_either():
    one(CODE, MIXED.replace("source: tor 15", "scope: hosting, status: undefined"))


@pytest.mark.parametrize("status", ["proposed", "recommended", "historical"])
@pytest.mark.parametrize("row", [HOST, FUNCTION])
def test_a_line_that_does_not_count_is_none(row, status):
    is_silent(CODE, MIXED.replace(row, row.replace("}", f", status: {status}}}")))


@pytest.mark.parametrize("row", [HOST, FUNCTION])
def test_a_line_that_has_ended_is_none(row):
    is_silent(CODE, MIXED.replace(row, row.replace("}", ", until: 2008}")), as_at="2010")


def test_an_undefined_line_that_has_ended_is_none():
    is_silent(
        CODE,
        MIXED.replace("source: tor 15", "scope: hosting").replace(
            "source: tor 5", "status: undefined, until: 2008"
        ),
        as_at="2010",
    )


def test_an_undefined_line_to_a_body_that_is_gone_is_none():
    is_silent(
        CODE,
        "organisations: {board: {until: 2008}}\n"
        + MIXED.replace("source: tor 15", "scope: hosting").replace("source: tor 5", "status: undefined"),
        as_at="2010",
    )


def test_part_of_another_is_a_functional_line():
    rows = "organisations: {team: {part_of: board}}\nrelationships:\n" + HOST
    assert ("team", "board") in one(CODE, rows).lines
    is_silent(CODE, rows.replace("part_of: board", "part_of: host"))


def test_part_of_another_that_is_over_is_none():
    is_silent(
        CODE,
        "organisations: {team: {part_of: {body: board, until: 2008}}}\nrelationships:\n" + HOST,
        as_at="2010",
    )


def test_part_of_a_body_that_is_gone_is_none():
    rows = "organisations: {team: {part_of: board}, board: {until: 2008}}\nrelationships:\n" + HOST
    one(CODE, rows, as_at="2008")
    is_silent(CODE, rows, as_at="2010")


def test_an_undefined_part_that_is_over_is_none():
    part = (
        "organisations: {team: {part_of: {body: board, status: undefined, until: 2008}}}\nrelationships:\n"
        + HOST
    )
    one(CODE, part, as_at="2008")
    is_silent(CODE, part, as_at="2010")


def test_part_of_a_body_beside_an_accountability_to_the_host_is_none():
    is_silent(
        CODE,
        "organisations: {team: {part_of: board}}\nrelationships:\n"
        + HOST
        + "  - {from: team, kind: accountable_to, to: host}\n",
    )


def test_hosted_by_the_superior_itself_is_no_finding():
    is_silent(CODE, MIXED.replace("to: board", "to: host"))


def test_a_counted_host_and_a_named_one_of_it_are_one():
    is_silent(CODE, "organisations: {board: {count: 10}, host: {one_of: board}}\n" + MIXED)


def test_a_report_is_no_functional_line():
    is_silent(CODE, MIXED.replace("accountable_to", "reports_to"))


@pytest.mark.parametrize("row", [HOST, FUNCTION])
def test_both_lines_are_needed(row):
    is_silent(CODE, MIXED.replace(row, ""), subjects="team")


def test_a_partner_is_not_judged():
    is_silent(CODE, "organisations: {team: {boundary: out}}\n" + MIXED)


def test_a_counted_party_is_spoken_of_in_the_plural():
    assert (
        "Teams are hosted by "
        in one(CODE, "organisations: {team: {name: Teams, count: 3}}\n" + MIXED).message
    )


def test_two_hosts_are_one_finding():
    found = one(CODE, MIXED + "  - {from: second, kind: employs, to: team}\n")
    assert "Host" in found.message
    assert "Second" in found.message


# -- ordinary arrangements


def test_staff_are_employed_by_the_body_and_answer_to_its_head():
    is_silent(
        CODE,
        """
        posts: {chief: {in: trust, heads: trust}, nurse: {in: trust}}
        relationships:
          - {from: trust, kind: employs, to: nurse}
          - {from: nurse, kind: accountable_to, to: chief}
        """,
    )


def test_a_team_in_a_directorate_is_employed_by_the_trust_above_both():
    is_silent(
        CODE,
        """
        organisations: {directorate: {part_of: trust}, team: {part_of: directorate}}
        relationships: [{from: trust, kind: employs, to: team}]
        """,
    )


# -- wording


def test_a_host_is_not_said_to_be_answered_to():
    assert "answers to Host" not in one(CODE, MIXED).message


def test_the_line_left_undefined_is_the_one_that_is():
    assert (
        "second line undefined" not in one(CODE, MIXED.replace("source: tor 15", "status: undefined")).message
    )


def test_the_common_scope_is_named():
    rows = MIXED.replace("source: tor 5", "scope: care")
    assert one(CODE, rows).scopes == ("care",)
