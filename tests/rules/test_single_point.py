"""LOS-04: everything passes through one post or one body without a statute behind it."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "LOS-04"
THROUGH = """
organisations: {{hub: {hub}}}
relationships:
  - {{from: trust, kind: accountable_to, to: hub, source: tor 5}}
  - {{from: hub, kind: accountable_to, to: minister, source: tor 6}}
"""


@pytest.mark.parametrize(
    "kind",
    ["committee", "sub_committee", "panel", "group", "team", "forum", "network", "partnership"],
)
def test_a_collective_body_on_every_line_is_high_at_that_body(kind):
    found = one(CODE, THROUGH.format(hub=f"{{kind: {kind}}}"))
    assert (found.severity, found.subjects) == (Severity.HIGH, ("hub",))
    assert "Trust" in found.message
    assert "Hub" in found.message
    assert found.lines == (("trust", "hub", "minister"),)
    assert cited(found) == {"tor 5", "tor 6"}


@pytest.mark.parametrize(
    "hub",
    [
        "{kind: department}",
        "{kind: ministry}",
        "{kind: agency}",
        "{kind: statutory_authority}",
        "{kind: council}",
        "{kind: nhs_trust}",
        "{kind: office}",
        "{kind: board}",
        "{kind: committee, statutory: yes}",
    ],
)
def test_a_department_or_a_statutory_body_is_ordinary_hierarchy(hub):
    is_silent(CODE, THROUGH.format(hub=hub))


def test_a_post_on_every_line_is_a_single_point():
    rows = """
    posts: {director: {}}
    relationships:
      - {from: trust, kind: accountable_to, to: director}
      - {from: director, kind: accountable_to, to: minister}
    """
    assert one(CODE, rows).subjects == ("director",)


def test_a_second_route_of_any_strength_relieves_it():
    rows = THROUGH.format(hub="{kind: committee}")
    one(CODE, rows)
    is_silent(CODE, f"{rows}  - {{from: trust, kind: reports_to, to: minister}}\n")


def test_a_second_route_that_comes_back_through_the_point_does_not():
    found = one(
        CODE,
        THROUGH.format(hub="{kind: committee}")
        + "  - {from: trust, kind: reports_to, to: region}\n  - {from: region, kind: reports_to, to: hub}\n",
    )
    assert found.subjects == ("hub",)


@pytest.mark.parametrize(
    "label", ["status: proposed", "status: historical", "status: undefined", "until: 2008"]
)
def test_a_second_route_that_does_not_count_does_not(label):
    one(
        CODE,
        THROUGH.format(hub="{kind: committee}")
        + f"  - {{from: trust, kind: reports_to, to: minister, {label}}}\n",
        as_at="2010",
    )


def test_a_counted_party_stands_for_several():
    one(CODE, THROUGH.format(hub="{kind: committee}"))
    is_silent(CODE, THROUGH.format(hub="{kind: committee, count: 7}"))


def test_a_root_and_the_party_itself_are_no_points():
    is_silent(CODE, "relationships: [{from: trust, kind: accountable_to, to: minister}]")
    is_silent(
        CODE,
        "organisations: {trust: {kind: team}}\nrelationships: [{from: trust, kind: accountable_to, to: minister}]",
    )


def test_with_a_second_root_the_first_is_not_on_every_line():
    rows = """
    posts: {director: {}}
    relationships:
      - {from: trust, kind: accountable_to, to: director}
      - {from: director, kind: accountable_to, to: minister}
      - {from: director, kind: accountable_to, to: parliament}
    """
    assert [f.subjects for f in findings(CODE, rows, root=["minister", "parliament"])] == [("director",)]
    is_silent(CODE, rows, root=["minister", "director"])


def test_one_finding_at_a_point_names_all_whose_lines_pass_it():
    found = one(
        CODE,
        THROUGH.format(hub="{kind: committee}")
        + """
  - {from: other, kind: accountable_to, to: hub}
  - {from: buyer, kind: commissions, to: trust}
  - {from: buyer, kind: accountable_to, to: hub}
""",
        subjects=["trust", "other"],
    )
    assert all(name in found.message for name in ("Trust", "Other", "Buyer"))
    assert {line[0] for line in found.lines} == {"trust", "other", "buyer"}


def test_a_chain_of_points_gives_one_finding_for_each():
    found = findings(
        CODE,
        """
        organisations: {team: {kind: team}, hub: {kind: committee}}
        relationships:
          - {from: trust, kind: accountable_to, to: team}
          - {from: team, kind: accountable_to, to: hub}
          - {from: hub, kind: accountable_to, to: minister}
        """,
    )
    assert {f.subjects for f in found} == {("hub",), ("team",)}


def test_a_point_in_one_scope_is_named_for_that_scope():
    found = one(
        CODE,
        """
        organisations: {hub: {kind: committee}}
        relationships:
          - {from: trust, kind: accountable_to, to: hub, scope: care}
          - {from: hub, kind: accountable_to, to: minister, scope: care}
          - {from: trust, kind: accountable_to, to: minister, scope: estate}
        """,
    )
    assert found.scopes == ("care",)


def test_a_party_without_a_line_has_no_points():
    is_silent(
        CODE,
        "organisations: {hub: {kind: committee}}\nrelationships: [{from: trust, kind: accountable_to, to: hub}]",
    )


def test_a_partner_has_no_points_of_its_own():
    is_silent(CODE, THROUGH.format(hub="{kind: committee}").replace("{hub:", "{trust: {boundary: out}, hub:"))


def test_a_partner_outside_the_boundary_is_never_the_point():
    is_silent(CODE, THROUGH.format(hub="{kind: committee, boundary: out}"))


def through_hub(number):
    rows = "".join(f"  - {{from: t{n}, kind: accountable_to, to: hub}}\n" for n in range(number))
    subjects = [f"t{n}" for n in range(number)]
    return one(
        CODE,
        "organisations: {hub: {kind: committee}}\nrelationships:\n"
        + rows
        + "  - {from: hub, kind: accountable_to, to: minister}\n",
        subjects=subjects,
    )


def test_of_many_whose_lines_pass_it_the_first_are_named_and_the_rest_counted():
    seven, nine = through_hub(7), through_hub(9)
    assert seven.message.startswith("Every line from T0, T1, T2, T3, T4, T5 and T6 to ")
    assert nine.message.startswith("Every line from T0, T1, T2, T3, T4, T5 and 3 more to ")
    assert [line[0] for line in nine.lines] == [f"t{n}" for n in range(6)]
    assert nine.id == seven.id, "who passes it is told, not what tells it apart"


def test_a_point_is_one_finding_over_all_scopes():
    found = one(
        CODE,
        """
        organisations: {hub: {kind: committee}}
        relationships:
          - {from: trust, kind: accountable_to, to: hub, scope: care}
          - {from: other, kind: reports_to, to: hub, scope: estate}
          - {from: hub, kind: accountable_to, to: minister}
        """,
        subjects=["trust", "other"],
    )
    assert (found.at, found.key, found.scopes) == ("hub", "hub", ("care", "estate"))
    assert all(name in found.message for name in ("Trust", "Other"))
