"""COI-05: one who shares out among several, and whose host or superior is close to some of them."""

import pytest
from rule_cases import REPO, cited, is_silent, one

from govgraph import pipeline, rules
from govgraph.findings import Severity
from govgraph.graph import GovernanceGraph
from govgraph.model.vocabulary import Status
from govgraph.settings import Reading

CODE = "COI-05"
SHARES = """
duties:
  share-out:
    name: Share out
    responsible: [team]
    scope: care
    allocates_among: [north, south]
    source: act 7
"""
HOSTED = "relationships:\n  - {from: host, kind: hosts, to: team, scope: hosting, source: act 15}\n"
TIE = "  - {from: host, kind: commissions, to: north, scope: care, source: act 2}\n"
BOTH = TIE.replace("to: north", "to: [north, south]")


def bodies(**rows):
    """The organisations section: the claimants, and what else a case says of others."""
    written = {"north": "", "south": ""} | {key.replace("_", "-"): row for key, row in rows.items()}
    return "organisations:\n" + "".join(f"  {key}: {{{row}}}\n" for key, row in written.items())


CASE = bodies() + SHARES


def test_a_host_that_commissions_from_one_claimant_is_high_at_the_allocator():
    found = one(CODE, CASE + HOSTED + TIE)
    assert (found.severity, found.subjects, found.scopes) == (Severity.HIGH, ("team", "host"), ("care",))
    assert found.message == (
        "Team has the task “Share out”, among North and South. Host hosts it. In the papers, Host commissions "
        "services from North; nothing of the kind is said of South."
    )
    assert found.lines == (("team", "host"),)
    assert cited(found) == {"act 2", "act 7", "act 15"}
    assert set(found.relationships) == {"host.hosts.team", "host.commissions.north"}


def test_a_host_that_is_as_close_to_all_of_them_is_not():
    is_silent(CODE, CASE + HOSTED + BOTH)


def test_a_host_without_a_tie_is_not():
    is_silent(CODE, CASE + HOSTED)
    is_silent(CODE, CASE + HOSTED + TIE.replace("from: host", "from: x"))


@pytest.mark.parametrize(
    "kind", ["commissions", "hosts", "operates", "employs", "funds", "performance_manages", "directs"]
)
def test_each_of_these_ties_counts_and_in_any_scope(kind):
    one(CODE, CASE + HOSTED + TIE.replace("commissions", kind))
    one(CODE, CASE + HOSTED + TIE.replace("commissions", kind).replace("scope: care", "scope: estate"))


@pytest.mark.parametrize("kind", ["works_with", "advises", "supports", "represents"])
def test_dealings_that_give_no_interest_do_not(kind):
    is_silent(CODE, CASE + HOSTED + TIE.replace("commissions", kind))


def test_a_claimant_that_answers_to_the_host_is_close():
    found = one(CODE, CASE + HOSTED + "  - {from: north, kind: accountable_to, to: host}\n")
    assert "In the papers, North is accountable to Host;" in found.message


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"north": "part_of: host"}, "In the papers, North belongs to Host;"),
        ({"host": "part_of: north"}, "In the papers, Host belongs to North;"),
    ],
)
def test_a_claimant_that_belongs_to_the_host_or_the_other_way_round_is_close(rows, words):
    assert words in one(CODE, bodies(**rows) + SHARES + HOSTED).message


def test_a_host_that_is_a_claimant_itself_is_close():
    found = one(CODE, CASE + HOSTED.replace("from: host", "from: north"))
    assert found.subjects == ("team", "north")
    assert "North hosts it. In the papers, North is one of the claimants;" in found.message


def test_a_tie_of_a_part_of_the_host_is_its_own():
    found = one(
        CODE, bodies(unit="part_of: host") + SHARES + HOSTED + TIE.replace("from: host", "from: unit")
    )
    assert "In the papers, Unit commissions services from North;" in found.message


def test_a_tie_to_what_a_claimant_runs_or_to_who_runs_it_is_one_to_the_claimant():
    rows = TIE.replace("to: north", "to: clinic")
    one(CODE, CASE + HOSTED + rows + "  - {from: north, kind: operates, to: clinic}\n")
    one(CODE, CASE + HOSTED + rows + "  - {from: clinic, kind: operates, to: north}\n")
    both = "  - {from: north, kind: operates, to: clinic}\n  - {from: south, kind: operates, to: clinic}\n"
    is_silent(CODE, CASE + HOSTED + rows + both)


@pytest.mark.parametrize("label", ["status: proposed", "status: undefined", "until: 2008"])
def test_what_does_not_count_is_no_host_no_tie_and_no_duty(label):
    is_silent(CODE, CASE + HOSTED.replace("source: act 15", label) + TIE, as_at="2010")
    is_silent(CODE, CASE + HOSTED + TIE.replace("source: act 2", label), as_at="2010")
    is_silent(CODE, CASE.replace("source: act 7", label) + HOSTED + TIE, as_at="2010")


# -- who has influence on the allocator

ANSWERS = "relationships:\n  - {from: team, kind: accountable_to, to: host, scope: care, source: act 5}\n"


def test_an_employer_counts():
    found = one(CODE, CASE + HOSTED.replace("hosts", "employs").replace("hosting", "employment") + TIE)
    assert "Host employs it. In the papers," in found.message


@pytest.mark.parametrize("kind", ["performance_manages", "directs", "operates"])
def test_a_superior_counts_whatever_the_power(kind):
    rows = f"relationships:\n  - {{from: host, kind: {kind}, to: team, scope: care}}\n"
    assert "Host stands directly above it. In the papers," in one(CODE, CASE + rows + TIE).message


@pytest.mark.parametrize("kind", ["commissions", "oversees", "delegates_to", "funds"])
def test_a_weaker_hold_is_no_superior(kind):
    is_silent(CODE, CASE + f"relationships:\n  - {{from: host, kind: {kind}, to: team, scope: care}}\n" + TIE)


def test_a_superior_of_the_allocator_counts_and_its_own_superior_does_not():
    one(CODE, CASE + ANSWERS + TIE)
    higher = "  - {from: host, kind: accountable_to, to: ministry, scope: care}\n"
    is_silent(CODE, CASE + ANSWERS + higher + TIE.replace("from: host", "from: ministry"))


def test_one_that_hosts_it_and_stands_above_it_is_told_once():
    found = one(CODE, CASE + HOSTED + ANSWERS.replace("relationships:\n", "") + TIE)
    assert found.message.count("commissions services") == 1


def test_the_body_that_it_is_part_of_counts():
    one(CODE, bodies(team="part_of: host") + SHARES + "relationships:\n" + TIE)


@pytest.mark.parametrize("scope", ["estate", "local"])
def test_a_superior_for_another_matter_does_not(scope):
    is_silent(CODE, CASE + ANSWERS.replace("scope: care", f"scope: {scope}") + TIE)


HEAD = "posts: {director: {in: team, heads: team, source: act 1}}\n"


def test_the_superior_of_its_head_counts():
    found = one(CODE, CASE + HEAD + ANSWERS.replace("from: team", "from: director") + TIE)
    assert "Host stands directly above its head, Director. In the papers," in found.message


def test_a_body_whose_head_stands_above_its_head_counts():
    posts = "posts: {director: {heads: team}, chief: {heads: host, source: act 3}}\n"
    rows = ANSWERS.replace("from: team", "from: director").replace("to: host", "to: chief")
    found = one(CODE, CASE + posts + rows + TIE)
    assert "Chief stands directly above its head, Director, and heads Host. In the papers," in found.message
    assert {"act 3", "act 5"} <= cited(found)


def test_a_post_above_it_is_told_as_somebody():
    rows = ANSWERS.replace("to: host", "to: chief") + TIE.replace("from: host", "from: chief")
    assert (
        "Chief stands directly above it. In the papers,"
        in one(CODE, CASE + "posts: {chief: {}}\n" + rows).message
    )


def test_the_allocators_own_parts_have_no_influence_on_it():
    is_silent(CODE, bodies(host="part_of: team") + SHARES + HOSTED + TIE)


def test_a_root_is_as_close_to_each():
    is_silent(CODE, CASE + (ANSWERS + TIE).replace("host", "minister"))


def test_one_that_stands_above_all_claimants_is_as_close_to_each():
    above = (
        "  - {from: north, kind: accountable_to, to: host}\n  - {from: south, kind: accountable_to, to: region}\n"
        "  - {from: region, kind: accountable_to, to: host}\n"
    )
    is_silent(CODE, CASE + ANSWERS + above)
    is_silent(
        CODE, CASE + ANSWERS + above.replace("accountable_to, to: region", "accountable_to, to: x") + BOTH
    )
    one(CODE, CASE + ANSWERS + above.replace("{from: region,", "{from: x,"))


def test_to_stand_above_them_all_in_one_of_its_scopes_is_enough():
    more = SHARES.replace("duties:\n", "").replace("share-out", "share-again").replace("care", "estate")
    rows = "  - {{from: {}, kind: accountable_to, to: {}, scope: care}}\n"
    above = "".join(
        rows.format(*pair) for pair in (("north", "host"), ("south", "region"), ("region", "host"))
    )
    is_silent(CODE, CASE + more + ANSWERS + above)
    one(CODE, CASE + more + ANSWERS + above.replace("from: region", "from: x"))


def test_to_stand_above_them_by_way_of_the_allocator_alone_does_not_count():
    buys = "  - {from: team, kind: commissions, to: [north, south], scope: care}\n"
    one(CODE, CASE + ANSWERS + buys + TIE)


# -- the allocator itself


def test_an_allocator_that_is_a_claimant_is_high():
    found = one(CODE, CASE.replace("[north, south]", "[north, team]"))
    assert found.subjects == ("team",)
    assert "North and Team. In the papers, Team is one of the claimants" in found.message


def test_an_allocator_that_runs_one_claimant_is_high_and_what_it_buys_is_its_work():
    rows = "relationships:\n" + TIE.replace("from: host", "from: team")
    one(CODE, CASE + rows.replace("commissions", "operates"))
    is_silent(CODE, CASE + rows)
    is_silent(CODE, CASE + "relationships:\n  - {from: north, kind: accountable_to, to: team}\n")


def test_an_allocator_of_which_one_claimant_is_a_part_is_high():
    one(CODE, bodies(north="part_of: team") + SHARES)
    is_silent(CODE, bodies(north="part_of: team", south="part_of: team") + SHARES)


def test_a_part_of_the_host_is_not_the_allocator():
    """What the allocator buys is not the tie of the body that it is part of."""
    is_silent(
        CODE,
        bodies(team="part_of: host") + SHARES + "relationships:\n" + TIE.replace("from: host", "from: team"),
    )


def test_claimants_that_share_out_among_themselves_are_each_others_check():
    mutual = CASE.replace("[team]", "[north, south]") + HOSTED.replace("to: team", "to: north") + TIE
    is_silent(CODE, mutual)
    one(CODE, mutual.replace("responsible: [north, south]", "responsible: [north]"))


def test_who_does_it_is_the_allocator_else_who_answers_for_it():
    one(CODE, CASE.replace("responsible: [team]", "accountable: [team]") + HOSTED + TIE)
    others = CASE.replace("responsible: [team]", "accountable: [team]\n    responsible: [x]")
    is_silent(CODE, others + HOSTED + TIE)


SEATS = "memberships:\n  - {body: team, member: north, votes: yes}\n  - {body: team, member: south}\n"


def test_claimants_that_all_have_a_say_on_the_allocator_are_each_others_check():
    is_silent(CODE, CASE + HOSTED + TIE + SEATS)
    one(CODE, CASE + HOSTED + TIE + SEATS.replace("member: south", "member: south, votes: no"))
    one(CODE, CASE + HOSTED + TIE + SEATS.replace("member: south", "member: south, capacity: co_opted"))


def test_one_claimant_alone_needs_no_sharing_out():
    is_silent(CODE, CASE.replace("[north, south]", "[north]") + HOSTED + TIE)


def test_a_partner_is_not_judged_and_a_root_is():
    is_silent(CODE, bodies(team="boundary: out") + SHARES + HOSTED + TIE)
    one(CODE, CASE + HOSTED + TIE, root="team")


# -- claimants that stand for several

ALIKE = bodies(trusts="count: 9", north="one_of: trusts", south="one_of: trusts") + SHARES.replace(
    "[north, south]", "[trusts]"
)


def test_a_tie_to_a_named_one_of_the_claimants_is_one_to_some_of_them():
    found = one(CODE, ALIKE + HOSTED + TIE)
    assert "Host commissions services from North; nothing of the kind is said of South." in found.message
    is_silent(CODE, ALIKE + HOSTED + TIE.replace("to: north", "to: trusts"))


def test_the_order_of_parties_in_the_file_changes_nothing():
    rows = {"east": "one_of: trusts", "west": "one_of: trusts"}
    written = [ALIKE.replace("  north:", f"  {one}: {{{rows[one]}}}\n  {other}: {{{rows[other]}}}\n  north:")
               for one, other in (("east", "west"), ("west", "east"))]  # fmt: skip
    messages = [one(CODE, rows + HOSTED + TIE).message for rows in written]
    assert messages[0] == messages[1]
    assert "is said of East, South and West." in messages[0]


def test_a_host_that_is_one_of_the_claimants_is_close():
    one(CODE, ALIKE + HOSTED.replace("from: host", "from: north"))


def test_several_alike_without_named_ones_cannot_be_told_apart():
    is_silent(CODE, bodies(trusts="count: 9") + SHARES.replace("[north, south]", "[trusts]") + HOSTED + TIE)


# -- areas


def areas(north, south, host):
    written = {"north": north, "south": south, "host": host}
    return bodies(**{key: f"areas: [{value}]" for key, value in written.items() if value}) + SHARES + HOSTED


def test_an_area_in_common_with_one_claimant_is_a_tie():
    found = one(CODE, areas("Norland", "Sudland", "norland, Eastland"))
    assert found.severity is Severity.HIGH
    assert "In the papers, Host and North have an area in common;" in found.message


def test_a_claimant_has_no_area_in_common_with_itself():
    rows = areas("Norland", "Sudland", "").replace("from: host", "from: north")
    assert "area" not in one(CODE, rows).message


@pytest.mark.parametrize("host", ["Eastland", '"Norland", "Sudland"'])
def test_an_area_in_common_with_none_or_with_all_is_not(host):
    is_silent(CODE, areas("Norland", "Sudland", host))


@pytest.mark.parametrize("stated", [("Norland", "", "Norland"), ("Norland", "Sudland", "")])
def test_from_an_area_that_is_not_stated_nothing_is_concluded(stated):
    is_silent(CODE, areas(*stated))


# -- where it cannot be told


@pytest.mark.parametrize("tier", ["regional", "local", "provider"])
def test_a_regional_or_local_host_of_whom_the_papers_say_nothing_more_is_info(tier):
    found = one(CODE, bodies(host=f"tier: {tier}") + SHARES + HOSTED)
    assert (found.severity, found.subjects) == (Severity.INFO, ("team", "host"))
    assert found.message == (
        "Team has the task “Share out”, among North and South. Host hosts it. The papers do not say whether Host "
        "is closer to some claimants than to others."
    )
    assert cited(found) == {"act 7", "act 15"}


@pytest.mark.parametrize("tier", ["national", "ministerial"])
def test_a_national_host_serves_all(tier):
    is_silent(CODE, bodies(host=f"tier: {tier}") + SHARES + HOSTED)


def test_where_one_area_is_not_stated_it_cannot_be_told():
    rows = bodies(host="tier: regional, areas: [Eastland]", north="areas: [Norland]")
    assert one(CODE, rows + SHARES + HOSTED).severity is Severity.INFO


def test_where_all_areas_are_stated_it_can_be_told():
    rows = bodies(
        host="tier: regional, areas: [Eastland]", north="areas: [Norland]", south="areas: [Sudland]"
    )
    is_silent(CODE, rows + SHARES + HOSTED)


def test_a_regional_host_that_is_as_close_to_all_is_told_nothing():
    is_silent(CODE, bodies(host="tier: regional") + SHARES + HOSTED + BOTH)


def test_a_regional_superior_of_all_claimants_is_told_nothing():
    above = (
        "  - {from: north, kind: accountable_to, to: region}\n  - {from: south, kind: accountable_to, to: region}\n"
        "  - {from: region, kind: accountable_to, to: host}\n"
    )
    is_silent(CODE, bodies(host="tier: regional") + SHARES + HOSTED + above)


def test_beside_one_that_is_close_those_of_whom_it_cannot_be_told_are_left_out():
    rows = bodies(host="tier: regional", other="tier: regional") + SHARES + HOSTED
    assert one(
        CODE, rows + HOSTED.replace("relationships:\n", "").replace("host,", "other,") + TIE
    ).subjects == (
        "team",
        "host",
    )


def test_a_body_and_its_head_are_told_as_one():
    posts = "posts: {chief: {heads: host, tier: local}}\n"
    rows = bodies(host="tier: local") + SHARES + posts + ANSWERS.replace("to: host", "to: chief")
    found = one(CODE, rows)
    assert found.subjects == ("team", "host")
    assert "above it, and heads Host. The papers do not say whether Host is closer" in found.message


def test_several_duties_for_the_same_claimants_are_one_finding():
    again = (
        SHARES.replace("duties:\n", "")
        .replace("share-out", "share-again")
        .replace("Share out", "Share again")
    )
    found = one(CODE, CASE + again + HOSTED + TIE)
    assert "the tasks “Share again” and “Share out”, among" in found.message


# -- the papers of 2008


def test_the_papers_do_not_say_that_the_north_west_is_close_to_one_of_the_trusts():
    """No paper links the North West to Mersey Care: what everyone knows is no evidence."""
    structure = pipeline.load(str(REPO / "models" / "high-secure-2008.yaml"))
    report = rules.run(GovernanceGraph(structure), rules.chosen([CODE]))
    assert [(f.severity, f.subjects) for f in report.findings] == [
        (Severity.INFO, ("hsct", "nw-scg", "nwsct"))
    ]


def test_the_joint_group_of_2006_in_which_every_claimant_sits_is_not_raised():
    structure = pipeline.load(str(REPO / "models" / "specialised-2006.yaml"))
    statuses = frozenset({Status.IN_FORCE, Status.AGREED, Status.RECOMMENDED, Status.PROPOSED})
    report = rules.run(
        GovernanceGraph(structure, Reading.of(structure, statuses=statuses)), rules.chosen([CODE])
    )
    assert not report.findings
