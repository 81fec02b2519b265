"""All rules over structures as large as a whole service: quick, whatever their shape."""

from time import process_time

from rule_cases import of_one_structure

from govgraph import rules
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure

SECONDS = 10


def timed(subjects, organisations, relationships, scopes=()):
    """The report of all rules, and the seconds of work that it took."""
    structure = Structure.model_validate(
        {
            "structure": {"id": "large", "title": "Large", "root": "minister", "subjects": subjects},
            "scopes": {scope: scope for scope in scopes},
            "organisations": organisations,
            "posts": {"minister": {"name": "Minister"}},
            "relationships": relationships,
        }
    )
    before = process_time()
    report = rules.run(GovernanceGraph(structure), of_one_structure().values())
    return report, process_time() - before


def test_five_hundred_subjects_in_thirty_scopes():
    trusts = [f"trust-{n:03}" for n in range(500)]
    scopes = [f"scope-{n:02}" for n in range(30)]
    organisations = {trust: {"name": trust, "kind": "nhs_trust"} for trust in trusts}
    relationships = []
    for number, scope in enumerate(scopes):
        buyer, region = f"buyer-{number:02}", f"region-{number:02}"
        organisations |= {
            buyer: {"name": buyer, "kind": "agency"},
            region: {"name": region, "kind": "committee"},
        }
        relationships += [
            {"from": buyer, "kind": "accountable_to", "to": "minister", "basis": "inferred"},
            {"from": buyer, "kind": "commissions", "to": trusts, "scope": scope},
            {"from": region, "kind": "reports_to", "to": "minister", "scope": scope},
            {"from": region, "kind": "performance_manages", "to": trusts, "scope": scope},
            {"from": "minister", "kind": "directs", "to": trusts, "via": [region, buyer], "scope": scope},
        ]
    report, seconds = timed(trusts, organisations, relationships, scopes)
    assert report.rules_run == tuple(of_one_structure())
    assert {finding.code for finding in report.findings} >= {"LOS-02", "LOS-03", "LOS-06"}
    assert seconds < SECONDS


def test_a_chain_of_fifteen_hundred_teams():
    teams = [f"team-{n:04}" for n in range(1500)]
    links = zip(teams, [*teams[1:], "minister"], strict=True)
    report, seconds = timed(
        teams[:1],
        {team: {"name": team, "kind": "team"} for team in teams},
        [{"from": lower, "kind": "accountable_to", "to": upper} for lower, upper in links],
    )
    assert report.rules_run == tuple(of_one_structure())
    points = [finding.at for finding in report.findings if finding.code == "LOS-04"]
    assert points == teams[1:], "each of them is a single point"
    assert {finding.code for finding in report.findings} == {"LOS-04", "STR-01"}
    assert seconds < SECONDS
