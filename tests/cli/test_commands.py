"""The command line as a process would see it: payload, messages, exit codes."""

import json
import re
import shlex
from pathlib import Path

import pytest

from govgraph import rules
from govgraph.cli import process
from govgraph.cli.main import COMMANDS, cli

ROOT = Path(__file__).parents[2]
SHIPPED = str(ROOT / "models" / "high-secure-2008.yaml")
EVERY_GROUP = ",".join(sorted({code.partition("-")[0] for code in rules.catalogue()}))

SMALL = """\
govgraph: 1
structure: {id: small, title: A small structure, as_at: 2010, root: minister, subjects: [trust]}
sources: {paper: {title: The paper}}
organisations:
  trust: {name: The Trust, kind: nhs_trust, source: paper 1}
  authority: {name: The Authority, kind: statutory_authority, source: paper 2}
posts:
  minister: {name: The Minister, source: paper 1}
relationships:
  - {from: authority, kind: performance_manages, to: trust, source: paper 3}
  - {from: authority, kind: accountable_to, to: minister, source: paper 4}
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def run(capsys):
    def run(*words):
        code = process.outcome([str(word) for word in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_the_list_of_commands_says_what_each_command_says_of_itself():
    import click

    context = click.Context(cli)
    for name, line in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command.name == name
        assert command.help.split("\n\n")[0].replace("\n", " ").strip() == line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_in_help_runs(name, run, tmp_path, monkeypatch):
    import click

    (tmp_path / "models").symlink_to(ROOT / "models")
    monkeypatch.chdir(tmp_path)
    text = re.sub(r"\\\n\s*", "", cli.get_command(click.Context(cli), name).help)  # a line that goes on
    examples = re.findall(r"^ *govgraph (.+)$", text, re.MULTILINE)
    assert examples
    for example in examples:
        code, _, err = run(*shlex.split(example))
        assert code in {0, 1}, err


def test_a_clean_structure_checks_clean_and_a_faulty_one_does_not(run, small):
    assert run("check", small)[0] == 0
    small.write_text(
        SMALL.replace("  - {from: authority, kind: accountable_to, to: minister, source: paper 4}\n", "")
    )
    code, out, err = run("check", small)
    assert code == 1
    assert "LOS-01" in out
    assert err == ""


def test_fail_on_sets_what_counts(run, small):
    small.write_text(
        SMALL.replace("accountable_to, to: minister", "reports_to, to: minister")
    )  # LOS-02, high
    assert run("check", small)[0] == 1
    assert run("check", small, "--fail-on", "critical")[0] == 0
    assert run("check", small, "--fail-on", "never")[0] == 0
    assert run("check", small, "--select", "ORP")[0] == 0


def test_sight_answers_for_each_trust_with_every_limb(run):
    code, out, _ = run("sight", SHIPPED, "--format", "json")
    answers = json.loads(out)["answers"]
    assert code == 0
    assert {answer["subject"] for answer in answers} == {
        "mersey-care",
        "nottinghamshire-healthcare",
        "west-london",
    }
    for answer in answers:
        assert answer["verdict"] == "qualified"
        through = {limb["through"] for limb in answer["limbs"]}
        assert {"secretary-of-state", "sha"} <= through
        if "high-secure/commissioning" in answer["scopes"]:
            hsct = next(limb for limb in answer["limbs"] if limb["through"] == "hsct")
            assert hsct["verdict"] == "weak"
            assert any(end["at"] == "nscg" and end["chain"] == ["hsct", "nscg"] for end in hsct["dead_ends"])


def test_output_goes_to_a_file_and_nothing_to_the_screen(run, small, tmp_path):
    target = tmp_path / "found.json"
    code, out, _ = run("check", small, "--format", "json", "-o", target)
    assert (code, out) == (0, "")
    assert json.loads(target.read_text())["schema"] == "govgraph/report/1"


def test_standard_input_is_a_structure(run, monkeypatch):
    import io
    import types

    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(SMALL.encode())))
    code, out, _ = run("sight", "-")
    assert code == 0
    assert "The Trust" in out


def test_a_folder_of_files_is_one_structure(run, tmp_path):
    head, _, rest = SMALL.partition("posts:")
    (tmp_path / "one.yaml").write_text(head)
    (tmp_path / "two.yml").write_text("posts:" + rest)
    (tmp_path / "notes.txt").write_text("not read")
    assert run("check", tmp_path)[0] == 0


BAD_FILES = {
    "empty": ("", "no `structure:` section"),
    "a list": ("- a\n- b\n", "a structure is a mapping of sections, not a list"),
    "a list for a mapping": (SMALL.replace("posts:\n  minister: {name: The Minister, source: paper 1}\n", "posts: [minister]\n"), "posts is a mapping by id, not a list"),
    "unknown key": (SMALL.replace("kind: nhs_trust,", "kind: nhs_trust, colour: red,"), "unknown field 'colour'"),
    "unknown id": (SMALL.replace("to: minister", "to: minster"), "did you mean minister?"),
    "duplicate id": (SMALL.replace("  authority: {", "  trust: {name: Again}\n  authority: {"), "'trust' stands here a second time"),
    "no such root": (SMALL.replace("root: minister", "root: king"), "party 'king' is not in this structure"),
    "circle of part_of": (SMALL.replace("kind: nhs_trust,", "kind: nhs_trust, part_of: authority,").replace("kind: statutory_authority,", "kind: statutory_authority, part_of: trust,"), "part_of goes round in a circle"),
    "bomb of brackets": ("[" * 50_000, "nested more than 64 levels deep"),
    "bomb of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\n", "anchors and aliases"),
    "control character": (SMALL.replace("The Trust", "The \x07 Trust"), "control or invisible character U+0007"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD_FILES)
def test_bad_files_are_refused_with_a_place_and_nothing_is_written(fault, run, tmp_path):
    content, message = BAD_FILES[fault]
    path = tmp_path / "bad.yaml"
    path.write_text(content)
    target = tmp_path / "review"
    for command in (["check", path], ["sight", path], ["review", path, "-o", target]):
        code, out, err = run(*command)
        assert code == 2
        assert out == ""
        assert message in err
    assert not target.exists()


def test_latin_1_is_refused_at_its_byte(run, tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(SMALL.replace("The Trust", "Café").encode("latin-1"))
    code, _, err = run("check", path)
    assert code == 2
    assert f"{path}:5:20: error: byte 0xe9 is not UTF-8" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "nowhere.yaml"], "there is no such file or folder"),
        (["check", "."], "the folder holds no structure"),
        (["chek", "small.yaml"], "did you mean check?"),
        (["check", "small.yaml", "--select", "LOS-99"], "no rule 'LOS-99'"),
        (["check", "small.yaml", "--ignore", EVERY_GROUP], "no rule is left to run"),
        (["check", "small.yaml", "--scope", "care"], "no scope 'care'"),
        (["check", "small.yaml", "--status", "enforced"], "no status 'enforced'"),
        (["check", "small.yaml", "--at", "soon"], "'soon' is not a date"),
        (["sight", "small.yaml", "--subject", "trus"], "did you mean trust?"),
        (["sight", "small.yaml", "--root", "king"], "no party 'king'"),
        (["sight", "small.yaml", "--via", "nobody"], "no party 'nobody'"),
        (["trace", "small.yaml", "trust", "king"], "no party 'king'"),
        (["draw", "small.yaml", "-o", "a.gif"], "its ending names no form of drawing"),
        (["draw", "small.yaml", "--view", "everything", "-o", "a.svg"], "no view 'everything'"),
        (["rules", "LOS-1"], "no rule 'LOS-1'"),
        (["check", "small.yaml", "-o", "nowhere/found.txt"], "there is no folder nowhere"),
        (["review", "small.yaml", "-o", "small.yaml"], "is read by this very command"),
        (["init", "small.yaml"], "exists already"),
    ],
)
def test_mistakes_in_a_command_are_told_and_exit_with_2(words, message, run, small, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty" if words[1:] == ["."] else tmp_path)
    code, _, err = run(*words)
    assert code == 2
    assert message in err
    assert "Traceback" not in err


def test_without_subjects_sight_says_so_and_check_runs_the_other_rules(run, small):
    small.write_text(SMALL.replace(", subjects: [trust]", ""))
    code, _, err = run("sight", small)
    assert code == 2
    assert "names no subjects" in err
    code, out, _ = run("check", small, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert "DUP-01" in found["rules_run"]
    assert "LOS-01" in found["not_run"]
    code, out, _ = run("check", small)
    assert "LOS-01" in out


def test_a_rule_that_crashes_is_named_and_the_others_are_shown(run, small, monkeypatch):
    from govgraph.rules import split_line

    def explode(graph, rule):
        raise ZeroDivisionError("on purpose")

    crashing = split_line.RULE
    object.__setattr__(crashing, "check", explode)
    try:
        small.write_text(SMALL.replace("accountable_to, to: minister", "reports_to, to: minister"))
        code, out, err = run("check", small)
    finally:
        object.__setattr__(crashing, "check", split_line.check)
    assert code == 3
    assert "LOS-02" in out
    assert "rule DUP-02 failed: ZeroDivisionError: on purpose" in err


def test_a_defect_is_told_as_one(run, small, monkeypatch):
    monkeypatch.setattr("govgraph.pipeline.check", lambda *_, **__: 1 / 0)
    code, _, err = run("check", small)
    assert code == 3
    assert "this is a defect of govgraph" in err
    assert "Traceback" not in err


def test_an_interrupt_exits_with_130(run, small, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("govgraph.pipeline.check", interrupt)
    assert run("check", small)[0] == 130


def test_names_cannot_act_on_the_terminal(run, small):
    # The reader refuses control characters; format characters of a name given on the command line are shown as such.
    code, _, err = run("sight", small, "--subject", "\u202etrust")
    assert code == 2
    assert "\u202e" not in err


def test_verbose_lists_assumptions_and_quiet_none(run, small):
    assert "assumed:" in run("sight", small, "-v")[2]
    assert run("sight", small, "-q")[2] == ""


def test_init_writes_a_structure_that_checks(run, tmp_path):
    target = tmp_path / "mine.yaml"
    assert run("init", target)[0] == 0
    code, _, err = run("check", target, "--fail-on", "critical")
    assert code == 0, err
    assert run("sight", target)[0] == 0


def test_rules_lists_and_explains(run):
    code, out, _ = run("rules")
    assert code == 0
    assert len(re.findall(r"^[A-Z]{3}-\d\d  ", out, re.MULTILINE)) >= 15
    code, out, _ = run("rules", "two-masters")
    assert code == 0
    assert "Two masters" in out


def test_version(run):
    from govgraph import __version__

    assert run("--version")[:2] == (0, f"govgraph {__version__}\n")


@pytest.mark.parametrize("words", [["check"], ["sight"], ["sight", "--format", "csv"]])
def test_a_result_is_never_written_over_its_own_structure(words, run, small, tmp_path):
    link = tmp_path / "alias.yaml"
    link.symlink_to(small)
    for output in (small, link):
        code, _, err = run(words[0], small, *words[1:], "-o", output)
        assert code == 2
        assert "is read by this very command" in err
    assert small.read_text() == SMALL


def test_a_result_is_never_written_over_a_file_of_its_folder(run, tmp_path):
    (tmp_path / "one.yaml").write_text(SMALL)
    code, _, err = run("check", tmp_path, "-o", tmp_path / "one.yaml")
    assert code == 2
    assert "is read by this very command" in err
    assert (tmp_path / "one.yaml").read_text() == SMALL


def test_a_result_is_never_written_over_the_settings_that_it_was_made_with(run, small):
    settings = small.with_name("govgraph.toml")
    settings.write_text("ignore = ['DUP']\n")
    code, _, err = run("check", small, "-o", settings)
    assert code == 2
    assert "is read by this very command" in err
    assert settings.read_text() == "ignore = ['DUP']\n"


def test_a_check_of_nothing_is_no_pass(run, tmp_path):
    path = tmp_path / "empty.yaml"
    path.write_text("structure: {id: s, title: T}\n")
    code, _, err = run("check", path)
    assert code == 2
    assert "no organisation or post" in err
    path.write_text("structure: {id: s, title: T, as_at: 2010}\norganisations: {a: {name: A, until: 2008}}\n")
    assert run("check", path)[0] == 2


def test_a_drawing_of_nothing_is_told_and_a_review_goes_on_without_it(run, tmp_path):
    path = tmp_path / "empty.yaml"
    path.write_text("structure: {id: s, title: T}\n")
    code, _, err = run("draw", path, "-o", tmp_path / "a.svg")
    assert code == 2
    assert "nothing to draw" in err
    code, _, err = run("review", path, "-o", tmp_path / "review")
    assert code == 0
    assert "no drawing was made" in err
    assert (tmp_path / "review" / "index.html").exists()


def test_characters_that_xml_has_not_do_not_reach_a_drawing(run, tmp_path):
    import xml.etree.ElementTree as ET

    path = tmp_path / "odd.yaml"
    path.write_text(
        SMALL.replace("title: A small structure", 'title: "A \\ufffe title"').replace(
            "name: The Trust", 'name: "Trust \\uffff"'
        )
    )
    assert run("draw", path, "-o", tmp_path / "a.svg")[0] == 0
    assert "U+FFFE" in "".join(ET.parse(tmp_path / "a.svg").getroot().itertext())


def test_sizes_that_nobody_writes_are_refused_quickly(run, tmp_path):
    path = tmp_path / "long.yaml"
    path.write_text(SMALL + f"  - {{from: trust, kind: advises, to: [{', '.join(['minister'] * 60_000)}]}}\n")
    code, _, err = run("check", path)
    assert code == 2
    assert "a field holds at most 50,000" in err
    chain = (
        "\n".join(f"  c{n}: {{name: C, one_of: c{n + 1}}}" for n in range(40))
        + "\n  c40: {name: C, count: 2}\n"
    )
    path.write_text(f"structure: {{id: s, title: T}}\norganisations:\n{chain}")
    code, _, err = run("check", path)
    assert code == 2
    assert "one_of goes more than 20 steps" in err


PROPOSED = str(ROOT / "models" / "salford-2004-proposed.yaml")


def test_votes_of_a_body(run):
    code, out, _ = run("votes", PROPOSED, "mh-partnership-board")
    assert code == 0
    assert "The papers give a vote to 14 seats" in out
    assert "8 of 14 votes pass; 7 block." in out
    code, out, _ = run("votes", str(ROOT / "models" / "specialised-2006.yaml"), "nsscg", "--format", "json")
    assert json.loads(out)["tables"][1]["lead"][0] == "7 of 13 votes pass; 7 block."


def test_votes_of_nobody(run, small):
    assert run("votes", PROPOSED, "mh-partnership-bord")[::2] == (
        2,
        "error: no body 'mh-partnership-bord' in salford-2004-proposed\n  help: did you mean mh-partnership-board?\n",
    )
    code, _, err = run("votes", small, "zzz")
    assert code == 2
    assert "it names no seat at all" in err
    assert "name no seat on it" in run("votes", small, "trust")[1]


def test_duties_as_a_page_and_as_a_file(run, tmp_path):
    code, out, _ = run("raci", SHIPPED)
    assert code == 0
    assert "with nobody accountable" in out
    assert max(len(line) for line in out.splitlines()) <= 100
    target = tmp_path / "duties.xlsx"
    assert run("raci", SHIPPED, "--format", "xlsx", "-o", target)[0] == 0
    assert target.read_bytes().startswith(b"PK")


def test_a_workbook_is_not_thrown_on_a_screen(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, _, err = run("raci", SHIPPED, "--format", "xlsx")
    assert (code, "-o FILE" in err) == (2, True)


def test_a_settings_file_is_named_and_its_mistakes_told(run, small, tmp_path):
    settings = tmp_path / "govgraph.toml"
    settings.write_text("ignore = ['ORP']\n")
    assert f"settings from {settings}" in run("check", small)[2]
    assert "settings from" not in run("check", small, "--quiet")[2]
    settings.write_text("ignor = ['ORP']\n")
    code, _, err = run("check", small)
    assert (code, "did you mean ignore?" in err) == (2, True)
