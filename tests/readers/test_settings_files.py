"""Settings files: every mistake at its line, and what the settings do."""

import pytest

from govgraph import pipeline, rules
from govgraph.errors import InputError, UsageError
from govgraph.graph import GovernanceGraph
from govgraph.model.choices import Settings
from govgraph.readers.settings_form import read
from govgraph.readers.yaml_form import read as read_structure

STRUCTURE = """\
govgraph: 1
structure: {id: s, title: S, root: top, subjects: [low]%s}
organisations:
  top: {name: Top}
  mid: {name: Mid}
  other: {name: Other}
  low: {name: Low}
relationships:
  - {from: low, kind: accountable_to, to: mid}
  - {from: low, kind: accountable_to, to: other}
  - {from: mid, kind: reports_to, to: top}
  - {from: top, kind: oversees, to: other}
"""


def structure(settings=""):
    return read_structure([("s.yaml", (STRUCTURE % settings).encode())]).structure


def fails(text):
    with pytest.raises(InputError) as caught:
        read("g.toml", text if isinstance(text, bytes) else text.encode(), structure())
    return [(p.location.line, p.location.column, p.message, p.help) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# x\nselec = 1\n", (2, 1, "unknown setting 'selec'", "did you mean select?")),
        ("[thresholds]\nlayer = 2\n", (2, 1, "unknown setting 'thresholds.layer'", "did you mean layers?")),
        ("[kinds]\noverseess = 2\n", (2, 1, "unknown setting 'kinds.overseess'", "did you mean oversees?")),
        ("a = = b\n", (1, 5, "this is not TOML: invalid value", "see docs/settings.md for an example")),
        ("status = ['in_forse']\n", (1, 1, "status.0: input should be 'in_force', 'agreed', 'proposed', 'recommended', 'historical' or 'undefined'", None)),
        ("\n[thresholds]\nspan = 'x'\n", (3, 1, "thresholds.span: expected a whole number", None)),
        ("[severities]\nLOS-01 = 'hgh'\n", (2, 1, "severities.LOS-01: input should be 'critical', 'high', 'medium', 'low', 'info' or 'off'", None)),
        (b"\xff", (1, 1, "this is not UTF-8", "save it as UTF-8")),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(text, wanted):
    assert wanted in fails(text)


def test_every_unknown_setting_is_told_in_one_run():
    assert [line for line, *_ in fails("aa = 1\nbb = 2\n[thresholds]\ncc = 3\n")] == [1, 2, 4]


def test_a_file_of_another_sort_is_refused_soon():
    with pytest.raises(InputError, match="more than 100,000 bytes"):
        read("g.toml", b"a" * 100_001, structure())
    assert fails(f"# x\na{'.a' * 40_000} = 1")[0][:3] == (2, 1, "more than 100 dots in a line")
    assert fails("a = " + "[" * 50_000)[0][2].startswith("this is not TOML: ")


@pytest.mark.parametrize("head", ["", "[kinds]\n", "[severities]\n"])
def test_of_many_mistakes_the_first_are_told(head):
    assert len(fails(head + "".join(f"a{number} = 'x'\n" for number in range(3000)))) == 50


def test_settings_of_a_file_go_over_those_of_the_structure():
    own = Settings.model_validate({"status": ["agreed"], "severities": {"LOS-01": "low", "LOS-02": "low"}, "thresholds": {"layers": 3, "span": 4}})  # fmt: skip
    file = Settings.model_validate({"severities": {"LOS-02": "info"}, "thresholds": {"span": 9}, "contracts": False})  # fmt: skip
    both = file.over(own)
    assert both.status == own.status
    assert dict(both.severities) == {"LOS-01": "low", "LOS-02": "info"}
    assert (both.thresholds.layers, both.thresholds.span, both.contracts) == (3, 9, False)


def findings(settings):
    made = structure(f", settings: {{{settings}}}")
    return {
        finding.code: finding.severity.value for finding in pipeline.check(GovernanceGraph(made)).findings
    }


def test_rules_are_chosen_and_weighed_by_the_settings():
    assert findings("") | {"DUP-01": "high", "LOS-02": "high"} == findings("")
    assert set(findings("select: [DUP]")) == {"DUP-01"}
    assert "DUP-01" not in findings("ignore: two-masters")
    assert "DUP-01" not in findings("severities: {DUP-01: off}")
    assert findings("severities: {DUP: low}")["DUP-01"] == "low"
    made = structure(", settings: {select: [DUP]}")
    assert set(rules.catalogue()) >= {"LOS-02"}
    assert {f.code for f in pipeline.check(GovernanceGraph(made), select=["LOS-02"]).findings} == {"LOS-02"}


def test_an_unknown_rule_in_the_settings_is_refused():
    with pytest.raises(UsageError, match="no rule 'LOS-99'"):
        findings("severities: {LOS-99: low}")
    with pytest.raises(UsageError, match="no rule 'nothing'"):
        findings("ignore: nothing")


def test_a_kind_carries_as_chosen():
    assert "LOS-02" not in findings("kinds: {reports_to: 3}")


def test_an_unknown_kind_in_a_structures_settings_is_told_at_its_place():
    with pytest.raises(InputError) as caught:
        structure(", settings: {kinds: {reprots_to: 3}}")
    (problem,) = caught.value.problems
    assert (problem.location.line, problem.message) == (2, "relationship kind 'reprots_to' is not known")
    assert problem.help == "did you mean reports_to?"


def test_what_is_chosen_is_told_with_the_answer():
    made = structure(
        ", settings: {contracts: no, severities: {LOS-01: low, DUP-01: off}, kinds: {reports_to: 2}, ignore: [LOS-03]}"
    )
    told = pipeline.check(GovernanceGraph(made)).assumptions
    for sentence in (
        "LOS-01 is counted as low, as chosen",
        "not run, as chosen: DUP-01 and LOS-03",
        "reports to carries an account with strength 2, as chosen",
        "contracts are not counted as links",
    ):
        assert sentence in told


def test_a_choice_that_the_command_line_sets_aside_is_not_told():
    made = GovernanceGraph(structure(", settings: {select: [DUP]}"))
    assert "run, as chosen: DUP alone" in pipeline.check(made).assumptions
    assert not [s for s in pipeline.check(made, select=["LOS"]).assumptions if "as chosen" in s]


def test_line_of_sight_is_told_only_what_bears_on_it():
    made = GovernanceGraph(structure(", settings: {ignore: [LOS], kinds: {reports_to: 2}}"))
    assert [s for s in made.assumptions() if "as chosen" in s] == [
        "reports to carries an account with strength 2, as chosen"
    ]


def test_settings_that_are_no_file_are_refused(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(STRUCTURE % "")
    for config, message in ((tmp_path, "this is no file"), (tmp_path / "none.toml", "no such file")):
        with pytest.raises(InputError, match=message):
            pipeline.read_with_settings(str(path), str(config))


def test_a_file_beside_the_structure_is_used_and_named(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(STRUCTURE % "")
    assert pipeline.read_with_settings(str(path))[1] is None
    (tmp_path / "govgraph.toml").write_text("select = ['DUP']\n")
    loaded, name = pipeline.read_with_settings(str(path))
    assert name == str(tmp_path / "govgraph.toml")
    assert loaded.structure.settings.select == ("DUP",)
    other = tmp_path / "other.toml"
    other.write_text("contracts = false\n")
    loaded, name = pipeline.read_with_settings(str(path), str(other))
    assert (name, loaded.structure.settings.select) == (str(other), ())
    assert pipeline.read_with_settings(str(tmp_path))[1] == str(tmp_path / "govgraph.toml")
    assert pipeline.load(str(path)).settings.select == (), "the library reads what it is given, and no more"
