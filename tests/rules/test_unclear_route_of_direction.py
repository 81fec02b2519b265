"""LOS-06: (a) a route of direction that breaks off, (b) a power both through others and direct."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity

CODE = "LOS-06"
VIA = "relationships:\n  - {from: minister, kind: directs, to: trust, via: [region], source: tor annex-a}\n"
HOP = "  - {from: region, kind: performance_manages, to: trust}\n"

# -- the first clause


def test_a_party_on_the_route_without_a_power_over_the_next_is_high():
    found = one(CODE, VIA)
    assert (found.severity, found.subjects) == (Severity.HIGH, ("trust",))
    assert found.lines == (("minister", "region", "trust"),)
    assert all(name in found.message for name in ("Minister", "Region", "Trust"))
    assert cited(found) == {"tor annex-a"}
    assert (found.at, found.key) == ("minister", "a:minister>region")


@pytest.mark.parametrize("kind", ["directs", "performance_manages"])
def test_a_power_of_its_own_over_the_next_mends_it(kind):
    is_silent(CODE, VIA + f"  - {{from: region, kind: {kind}, to: trust}}\n")


@pytest.mark.parametrize("kind", ["commissions", "oversees", "funds", "hosts", "delegates_to", "operates"])
def test_another_tie_is_not_such_a_power(kind):
    one(CODE, VIA + f"  - {{from: region, kind: {kind}, to: trust}}\n")


@pytest.mark.parametrize(
    "label", ["status: proposed", "status: historical", "status: undefined", "until: 2008"]
)
def test_a_power_that_does_not_count_does_not_mend_it(label):
    one(CODE, VIA + HOP.replace("}", f", {label}}}"), as_at="2010")


def test_a_party_on_the_route_that_no_longer_exists_breaks_it():
    rows = VIA + HOP
    is_silent(CODE, rows, as_at="2010")
    one(CODE, "organisations: {region: {until: 2008}}\n" + rows, as_at="2010")


def test_the_power_must_hold_in_an_overlapping_scope():
    via = VIA.replace("source: tor annex-a", "scope: care")
    one(CODE, via + HOP.replace("}", ", scope: estate}"))
    is_silent(CODE, via + HOP.replace("}", ", scope: care/beds}"))
    is_silent(CODE, via + HOP)


def test_every_hop_of_a_longer_route_is_asked_about():
    via = VIA.replace("[region]", "[authority, region]")
    found = one(CODE, via + HOP)
    assert "Authority over Region" in found.message
    assert "Region over Trust" not in found.message
    assert found.lines == (("minister", "authority", "region", "trust"),)
    is_silent(CODE, via + HOP + "  - {from: authority, kind: directs, to: region}\n")


def test_a_hop_that_itself_runs_only_through_others_is_no_power_of_its_own():
    one(
        CODE,
        VIA
        + "  - {from: region, kind: directs, to: trust, via: [district]}\n  - {from: district, kind: directs, to: trust}\n",
    )


def test_one_route_to_several_is_one_finding_and_two_routes_are_two():
    found = findings(
        CODE,
        VIA.replace("to: trust", "to: [trust, clinic]")
        + "  - {from: minister, kind: directs, to: trust, via: [officials]}\n",
    )
    assert {f.subjects for f in found} == {("trust", "clinic"), ("trust",)}
    assert len({f.id for f in found}) == 2


def test_only_the_ends_that_the_route_does_not_reach_are_named():
    found = one(CODE, VIA.replace("to: trust", "to: [trust, clinic]") + HOP)
    assert found.subjects == ("clinic",)
    assert "Trust" not in found.message


def test_a_proposed_power_has_no_route_to_break():
    is_silent(CODE, VIA.replace("source: tor annex-a", "status: proposed"))


def test_a_partner_is_not_judged():
    is_silent(CODE, "organisations: {trust: {boundary: out}}\n" + VIA)


def test_management_through_others_is_not_a_direction():
    is_silent(CODE, VIA.replace("directs", "performance_manages"))


def test_a_power_over_the_counted_party_is_a_power_over_a_named_one_of_it():
    is_silent(
        CODE,
        "organisations: {trusts: {count: 3}, trust: {one_of: trusts}}\n"
        + VIA
        + "  - {from: region, kind: performance_manages, to: trusts}\n",
    )


# -- the second clause

DIRECT = "  - {from: minister, kind: directs, to: trust, source: tor annex-c 6}\n"


def test_through_others_and_directly_is_high_with_both_statements():
    found = one(CODE, VIA + HOP + DIRECT)
    assert (found.severity, found.subjects) == (Severity.HIGH, ("trust",))
    assert set(found.lines) == {("minister", "region", "trust"), ("minister", "trust")}
    assert cited(found) == {"tor annex-a", "tor annex-c 6"}
    assert "through Region" in found.message
    assert (found.at, found.key) == ("minister", "b")


def test_a_broken_route_beside_a_direct_one_is_both_findings():
    assert {f.key[0] for f in findings(CODE, VIA + DIRECT)} == {"a", "b"}


def test_disjoint_scopes_are_two_powers():
    via = VIA.replace("source: tor annex-a", "scope: care")
    is_silent(CODE, via + HOP + DIRECT.replace("source: tor annex-c 6", "scope: estate"))
    one(CODE, via + HOP + DIRECT.replace("source: tor annex-c 6", "scope: care/beds"))


@pytest.mark.parametrize("label", ["status: proposed", "status: historical", "until: 2008"])
def test_a_direct_power_that_does_not_count_is_no_second_route(label):
    is_silent(CODE, VIA + HOP + DIRECT.replace("source: tor annex-c 6", label), as_at="2010")


def test_another_party_or_another_end_is_another_matter():
    is_silent(CODE, VIA + HOP + DIRECT.replace("to: trust", "to: clinic"))
    is_silent(CODE, VIA + HOP + DIRECT.replace("from: minister", "from: ministry"))


def test_a_partner_is_not_judged_for_two_routes():
    is_silent(CODE, "organisations: {trust: {boundary: out}}\n" + VIA + HOP + DIRECT)


def test_two_routes_through_others_are_not_a_direct_one():
    is_silent(
        CODE,
        VIA
        + HOP
        + "  - {from: minister, kind: directs, to: trust, via: [officials]}\n  - {from: officials, kind: directs, to: trust}\n",
    )


def test_one_finding_for_a_power_over_several():
    found = one(
        CODE,
        (VIA + HOP + DIRECT).replace("to: trust", "to: [trust, clinic]"),
    )
    assert set(found.subjects) == {"trust", "clinic"}


def test_a_route_of_two_steps_is_not_told_as_a_choice():
    found = one(
        CODE,
        VIA.replace("[region]", "[authority, region]")
        + HOP
        + "  - {from: authority, kind: directs, to: region}\n"
        + DIRECT,
    )
    assert "Authority, then Region" in found.message


def test_the_scope_of_the_power_is_named():
    assert one(CODE, VIA.replace("source: tor annex-a", "scope: care")).scopes == ("care",)


def test_of_many_ends_the_first_are_named_and_the_rest_counted():
    ends = [f"t{n}" for n in range(9)]
    some = "T0, T1, T2, T3, T4, T5 and 3 more"
    broken = one(CODE, VIA.replace("to: trust", f"to: [{', '.join(ends)}]"))
    assert f"directs {some} through Region" in broken.message
    assert f"Region over {some}." in broken.message
    assert broken.subjects == tuple(ends)
    both = one(CODE, (VIA + HOP + DIRECT).replace("to: trust", f"to: [{', '.join(ends)}]"))
    assert f"directs {some} through Region" in both.message
    assert set(both.subjects) == set(ends)


@pytest.mark.parametrize("rows", [VIA, VIA + HOP + DIRECT])
def test_another_end_of_the_same_power_changes_no_id(rows):
    assert one(CODE, rows).id == one(CODE, rows.replace("to: trust", "to: [aaa, trust]")).id
