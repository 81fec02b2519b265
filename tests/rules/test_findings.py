"""What a run makes of findings: ids that stay, scopes merged, an order, and honesty about what was not run."""

import random
from dataclasses import replace

import pytest
import yaml
from rule_cases import REPO, catalogue, filled_in, findings, graph, of_one_structure, run

from govgraph import pipeline, rules
from govgraph.errors import UsageError
from govgraph.findings import Evidence, Finding, Severity, settle
from govgraph.graph import GovernanceGraph
from govgraph.model.vocabulary import Basis, Status
from govgraph.readers import yaml_form

SHIPPED = REPO / "models" / "high-secure-2008.yaml"

# Something of every kind of finding, in several scopes.
BUSY = """
organisations:
  hub: {kind: committee}
  team: {kind: team, part_of: trust}
  forum: {kind: group}
posts:
  director: {in: team, heads: team, vacant: yes}
  clerk: {}
relationships:
  - {from: trust, kind: accountable_to, to: hub, scope: care, source: tor 1}
  - {from: trust, kind: accountable_to, to: board, scope: care, basis: inferred, source: tor 2}
  - {from: trust, kind: reports_to, to: council, scope: care, source: tor 3}
  - {from: hub, kind: reports_to, to: minister, source: tor 4}
  - {from: buyer, kind: commissions, to: trust, scope: care}
  - {from: region, kind: performance_manages, to: trust, scope: care}
  - {from: buyer, kind: accountable_to, to: minister, basis: inferred}
  - {from: region, kind: accountable_to, to: director}
  - {from: director, kind: accountable_to, to: minister}
  - {from: team, kind: accountable_to, to: board}
  - {from: host, kind: hosts, to: team}
  - {from: minister, kind: directs, to: trust, via: [officials]}
  - {from: minister, kind: directs, to: trust, status: agreed}
  - {from: forum, kind: advises, to: trust}
  - {from: ministry, kind: funds, to: clerk, amount: 30, unit: £k a year}
duties:
  plan: {name: Own the plan, accountable: [forum], responsible: [trust], scope: estate}
"""


def case_of(written):
    data = yaml.safe_dump(written, sort_keys=False).encode()
    return GovernanceGraph(yaml_form.read([("case.yaml", data)]).structure)


def report_on(written):
    return rules.run(case_of(written), of_one_structure().values())


def written_forms():
    return {
        "busy": yaml.load(filled_in(BUSY), yaml.BaseLoader),
        "shipped": yaml.load(SHIPPED.read_text(encoding="utf-8"), yaml.BaseLoader),
    }


@pytest.fixture(scope="module", params=["busy", "shipped"])
def written(request):
    return written_forms()[request.param]


@pytest.fixture(scope="module")
def report(written):
    return report_on(written)


def shuffled(written, seed):
    chance = random.Random(seed)

    def turn(value):
        items = list(value.items()) if isinstance(value, dict) else list(value)
        chance.shuffle(items)
        return dict(items) if isinstance(value, dict) else items

    return {
        section: turn(rows) if isinstance(rows, dict | list) else rows
        for section, rows in turn(written).items()
    }


def test_the_busy_case_is_busy():
    codes = {finding.code for finding in run(BUSY).findings}
    assert len(codes) >= 12, codes


# -- ids


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(written, report, seed):
    assert report_on(shuffled(written, seed)).findings == report.findings


def test_ids_are_unique(report):
    ids = [finding.id for finding in report.findings]
    assert ids
    assert len(ids) == len(set(ids))


def test_an_id_names_its_rule_and_where_it_is_raised(report):
    for finding in report.findings:
        code, party, digest = finding.id.split(".")
        assert (code, party) == (finding.code, finding.at)
        assert len(digest) == 6


# What several parties share is raised at the one that causes it, and not at whichever of them comes first.
RAISED_ELSEWHERE = {"LOS-05": "commissions", "LOS-06": "directs"}


def test_a_finding_is_raised_at_its_first_subject_or_at_the_cause(written, report):
    """Or, where no party is concerned, at the duty, service, figure or source that it is about."""
    structure = case_of(written).structure
    things = {*structure.duties, *structure.services, *structure.figures, *structure.sources}
    for finding in report.findings:
        kind = RAISED_ELSEWHERE.get(finding.code)
        if kind is None:
            assert finding.at in {*finding.subjects[:1], *things}
            assert finding.subjects or finding.at in things
        else:
            assert any(name.startswith(f"{finding.at}.{kind}.") for name in finding.relationships)


def test_a_key_is_the_subjects_unless_a_rule_says_more():
    rule = catalogue()["ORP-03"]
    plain = rule.finding("M.", ["b", "a"])
    assert (plain.at, plain.key) == ("b", "b,a")
    more = rule.finding("M.", ["b", "a"], at="c", key="k")
    assert (more.subjects, more.at, more.key) == (("b", "a"), "c", "k")


def with_more(written, **sections):
    more = dict(written)
    for section, rows in sections.items():
        old = more.get(section) or type(rows)()
        more[section] = {**rows, **old} if isinstance(rows, dict) else [*rows, *old]
    return more


UNRELATED = {
    "a-party": {"organisations": {"aaa-library": {"name": "Library", "kind": "agency", "boundary": "out"}}},
    "a-relationship": {
        "organisations": {
            "aaa-library": {"name": "Library", "kind": "agency"},
            "aaa-town": {"name": "Town", "kind": "council", "boundary": "out"},
        },
        "relationships": [{"from": "aaa-library", "kind": "accountable_to", "to": "aaa-town"}],
    },
    "a-scope": {"scopes": {"aaa": "Something else"}},
    "a-scope-in-use": {
        "scopes": {"aaa": "Something else"},
        "organisations": {
            "aaa-library": {"name": "Library", "kind": "agency"},
            "aaa-town": {"name": "Town", "kind": "council", "boundary": "out"},
        },
        "relationships": [
            {"from": "aaa-library", "kind": "accountable_to", "to": "aaa-town", "scope": "aaa"}
        ],
    },
    "a-duty": {
        "organisations": {"aaa-library": {"name": "Library", "kind": "agency", "boundary": "out"}},
        "duties": {"aaa-lend": {"name": "Lend books", "accountable": ["aaa-library"]}},
    },
    "a-source": {"sources": {"aaa": {"title": "Another paper"}}},
}


@pytest.mark.parametrize("what", UNRELATED)
def test_what_is_unrelated_changes_no_id(written, report, what):
    before = report.findings
    after = report_on(with_more(written, **UNRELATED[what])).findings
    assert {f.id for f in after} == {f.id for f in before}
    assert [(f.id, f.message) for f in after] == [(f.id, f.message) for f in before]


@pytest.mark.parametrize("what", ["scope", "party"])
def test_a_scope_or_a_party_in_which_the_same_holds_changes_no_id(what):
    """The finding says more, and stays the one that a reviewer has accepted."""
    line = "relationships:\n  - {from: trust, kind: reports_to, to: minister, basis: inferred}\n"
    more = {
        "scope": "duties: {d: {name: D, responsible: [trust], scope: care}}\n",
        "party": "  - {from: aaa, kind: reports_to, to: minister, basis: inferred}\n",
    }[what]
    subjects = ["trust", "aaa"] if what == "party" else ["trust"]
    before = {f.id for f in run(line).findings}
    assert before
    assert before <= {f.id for f in run(line + more, subjects=subjects).findings}


def test_evidence_and_names_of_places_change_no_id():
    moved = BUSY.replace("source: tor 1", "source: tor 99").replace("source: tor 3", "source: [tor 3, tor 4]")
    assert {f.id for f in run(moved).findings} == {f.id for f in run(BUSY).findings}


TWO_ANSWERS = """
relationships:
  - {from: trust, kind: reports_to, to: board, scope: care}
  - {from: trust, kind: reports_to, to: region}
  - {from: board, kind: reports_to, to: minister}
  - {from: region, kind: reports_to, to: minister}
  - {from: clinic, kind: accountable_to, to: minister, scope: estate}
"""


def by_line(text):
    return {finding.lines[0]: finding.id for finding in findings("LOS-02", text)}


def test_findings_alike_in_rule_and_subjects_are_told_apart():
    ids = by_line(TWO_ANSWERS)
    assert len(ids) == 2
    assert len(set(ids.values())) == 2


def test_an_unrelated_scope_does_not_make_two_findings_exchange_their_ids():
    """A reviewer's acceptance of the one would silently pass to the other."""
    more = TWO_ANSWERS + "  - {from: clinic, kind: accountable_to, to: minister, scope: ambulances}\n"
    assert by_line(more) == by_line(TWO_ANSWERS)


def test_a_party_that_is_spelt_differently_keeps_its_findings():
    renamed = "organisations: {region: {name: The Region}}\n" + TWO_ANSWERS
    assert by_line(renamed) == by_line(TWO_ANSWERS)


# -- merging and order


def finding(code="LOS-01", subjects=("a",), scopes=(), severity=Severity.HIGH, message="M.", key=""):
    return Finding(code, "n", severity, message, subjects, "w", "f", scopes, key=key)


def test_findings_alike_but_for_their_scopes_become_one():
    (merged,) = settle([finding(scopes=("b",)), finding(scopes=("a",)), finding(scopes=("b",))])
    assert merged.scopes == ("a", "b")
    assert merged.scope is None
    assert settle([finding(scopes=("a",))])[0].scope == "a"


@pytest.mark.parametrize(
    "other",
    [{"message": "N."}, {"subjects": ("b",)}, {"key": "b"}, {"severity": Severity.INFO}, {"code": "LOS-02"}],
)
def test_findings_that_differ_in_anything_else_stay_apart(other):
    both = settle([finding(scopes=("a",)), finding(scopes=("b",), **other)])
    assert sorted(f.scopes for f in both) == [("a",), ("b",)]
    assert len({f.id for f in both}) == 2


def test_more_scopes_do_not_change_an_id():
    assert settle([finding(scopes=("a",))])[0].id == settle([finding(scopes=("a", "b"))])[0].id


def test_the_worst_come_first_then_codes_then_subjects():
    given = [
        finding("ORP-01", ("a",), severity=Severity.CRITICAL),
        finding("DUP-01", ("a",), severity=Severity.HIGH),
        finding("LOS-01", ("a",), severity=Severity.HIGH),
        finding("LOS-01", ("b",), severity=Severity.HIGH),
        finding("LOS-01", ("a",), severity=Severity.MEDIUM),
        finding("DUP-01", ("a",), severity=Severity.LOW),
        finding("DUP-01", ("a",), severity=Severity.INFO),
    ]
    expected = [given[0], given[1], *given[2:]]
    for seed in range(5):
        mixed = random.Random(seed).sample(given, len(given))
        assert [replace(f, id="") for f in settle(mixed)] == expected


def test_a_report_is_in_that_order(report):
    found = [(f.severity.rank, f.code, f.subjects) for f in report.findings]
    assert found == sorted(found)


def test_a_report_counts_by_severity(report):
    assert sum(report.count(severity) for severity in Severity) == len(report.findings)
    assert len(report.at_or_above(Severity.HIGH)) == report.count(Severity.CRITICAL) + report.count(
        Severity.HIGH
    )
    assert report.at_or_above(Severity.INFO) == report.findings


# What rests on a party's own row, or on what the papers leave unsaid, has no relationship to name.
# These can rest on parties, duties, seats or contradictions alone, which have no ids among the relationships.
REST_ON_ROWS = {
    "ORP-01", "ORP-03", "DUT-01", "DUT-02", "DUT-03", "DUT-06", "COI-04", "DEC-01", "DEC-02", "EVD-01", "EVD-03", "MON-01", "STR-03",
}  # fmt: skip


def test_every_finding_says_what_it_rests_on(report):
    for found in report.findings:
        assert found.evidence
        assert found.relationships or found.code in REST_ON_ROWS, found.code
        assert found.why
        assert found.fix


def test_a_statement_without_a_source_is_evidence_without_a_place():
    (found,) = findings("LOS-02", "relationships: [{from: trust, kind: reports_to, to: minister}]")
    assert found.evidence == (Evidence("", "", Basis.STATED, Status.IN_FORCE),)


def test_relationships_are_relationships_and_structural_facts(written, report):
    """Parties, duties and seats are evidence; their ids are not among those of relationships."""
    case = case_of(written)
    known = {row.id for row in case.structure.relationships} | {link.statement for link in case.links}
    assert not known & {*case.structure.parties, *case.structure.duties}
    for found in report.findings:
        assert set(found.relationships) <= known, found.code


def test_a_finding_stands_at_the_row_it_rests_on():
    loaded = pipeline.read(str(SHIPPED))
    report = pipeline.check(GovernanceGraph(loaded.structure), loaded.locations)
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    assert all(found.location for found in report.findings)
    split = next(f for f in report.findings if (f.code, f.subjects) == ("DUP-02", ("hsct",)))
    assert "from: hsct, kind: accountable_to, to: nscg" in lines[split.location.line - 1]
    orphan = next(f for f in report.findings if (f.code, f.subjects) == ("ORP-01", ("nhscg",)))
    assert lines[orphan.location.line - 1].strip() == "nhscg:"


# -- rules that crash, and rules that cannot run


def made_up(code, check, **more):
    like = catalogue()["ORP-03"]
    return replace(like, code=code, name=code.lower(), check=check, **more)


def test_a_rule_that_crashes_is_named_and_the_others_are_still_there():
    def breaks(graph, rule):
        raise KeyError("nscg")
        yield

    case = graph(BUSY)
    healthy = [catalogue()["DUP-01"], catalogue()["ORP-03"]]
    alone = rules.run(case, healthy)
    for place in range(3):
        mixed = [*healthy[:place], made_up("XXX-01", breaks), *healthy[place:]]
        report = rules.run(case, mixed)
        assert report.findings == alone.findings
        assert alone.findings
        assert [
            (crash.code, "KeyError" in crash.error, "nscg" in crash.error) for crash in report.crashes
        ] == [("XXX-01", True, True)]
        assert report.rules_run == ("DUP-01", "ORP-03")


def test_a_rule_that_crashes_half_way_is_not_listed_as_run():
    def half(graph, rule):
        yield rule.finding("Something.", ["trust"])
        raise RecursionError("too deep")

    report = rules.run(graph(BUSY), [made_up("XXX-01", half)])
    assert report.rules_run == ()
    assert report.crashes[0].code == "XXX-01"


def test_a_check_that_is_no_generator_and_raises_at_once_is_a_crash_too():
    def at_once(graph, rule):
        raise ZeroDivisionError

    assert rules.run(graph(BUSY), [made_up("XXX-01", at_once)]).crashes


def test_an_interrupt_is_not_a_crash():
    def interrupted(graph, rule):
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        rules.run(graph(BUSY), [made_up("XXX-01", interrupted)])


NEED_BOTH = ("LOS-01", "LOS-02", "LOS-03", "LOS-04", "LOS-07", "EVD-02")


def test_without_subjects_the_rules_that_need_them_are_listed_as_not_run():
    report = run(BUSY, subjects=None)
    assert set(report.not_run) == set(NEED_BOTH)
    assert set(report.not_run.values()) == {"the structure names no subjects"}
    assert set(report.rules_run) == set(of_one_structure()) - set(NEED_BOTH)
    assert report.findings


def test_without_a_root_the_rules_that_need_one_are_listed_as_not_run():
    report = run(BUSY, root=None)
    assert set(report.not_run) == {*NEED_BOTH, "LOS-05"}
    assert set(report.not_run.values()) == {"the structure names no root"}
    assert report.findings


def test_a_complete_structure_leaves_nothing_out():
    report = run(BUSY)
    assert report.not_run == {}
    assert report.rules_run == tuple(of_one_structure())


def test_every_rule_that_reads_roots_or_subjects_says_that_it_needs_them():
    """A rule without them must not answer a question that nobody could have asked."""
    for code in catalogue():
        report = run(BUSY, code, root=None, subjects=None)
        assert report.rules_run or report.not_run
        assert not report.crashes


def test_subjects_that_are_gone_are_not_told_as_subjects_that_are_not_named():
    report = run("organisations: {trust: {until: 2008}}", "LOS-01", as_at="2010")
    assert "names no subjects" not in report.not_run["LOS-01"]


# -- choosing


def codes(*args, **kwargs):
    return [rule.code for rule in rules.chosen(*args, **kwargs)]


def test_nothing_chosen_is_all_in_order():
    assert codes() == list(catalogue())


@pytest.mark.parametrize("word", ["DUP-01", "dup-01", "two-masters", "Two-Masters"])
def test_a_code_or_a_name_chooses_one(word):
    assert codes([word]) == ["DUP-01"]


@pytest.mark.parametrize(("word", "count"), [("LOS", 7), ("los", 7), ("DUP", 4), ("ORP", 4)])
def test_the_letters_of_a_group_choose_the_group(word, count):
    assert codes([word]) == [code for code in catalogue() if code.startswith(word.upper())]
    assert len(codes([word])) == count
    assert len(codes(ignore=[word])) == len(catalogue()) - count


def test_several_words_are_joined_and_kept_in_the_order_of_the_catalogue():
    assert codes(["two-masters", "LOS-07", "ORP-01"]) == ["LOS-07", "DUP-01", "ORP-01"]


def test_ignore_takes_away_from_what_is_selected():
    assert codes(["DUP"], ["split-line"]) == ["DUP-01", "DUP-03", "DUP-04"]
    assert codes(["DUP"], ["LOS"]) == ["DUP-01", "DUP-02", "DUP-03", "DUP-04"]


@pytest.mark.parametrize(
    ("word", "near"),
    [("LOS-1", "LOS-01"), ("two-master", "two-masters"), ("DUPP", "DUP"), ("orphan-01", "ORP-01")],
)
@pytest.mark.parametrize("field", ["select", "ignore"])
def test_an_unknown_word_is_refused_with_the_nearest(word, near, field):
    with pytest.raises(UsageError) as caught:
        rules.chosen(**{field: [word]})
    assert repr(word) in str(caught.value)
    if near == "ORP-01":
        assert caught.value.help
    else:
        assert caught.value.help == f"did you mean {near}?"


@pytest.mark.parametrize("word", ["", "zzz", "LOS-", "LOS-99 "])
def test_a_word_near_nothing_is_refused_with_a_way_on(word):
    with pytest.raises(UsageError) as caught:
        rules.chosen([word])
    assert caught.value.help


GROUPS = sorted({code.partition("-")[0] for code in catalogue()})


@pytest.mark.parametrize(("select", "ignore"), [(["LOS-01"], ["no-line"]), (["DUP"], ["DUP"]), ([], GROUPS)])
def test_nothing_left_to_run_is_refused(select, ignore):
    with pytest.raises(UsageError, match="no rule is left"):
        rules.chosen(select, ignore)
