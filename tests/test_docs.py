"""What is generated is what is committed; what the documents say is so."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def load_generator(folder="docs"):
    spec = importlib.util.spec_from_file_location("generate", ROOT / folder / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_documents_are_in_sync():
    for path, content in load_generator().generated().items():
        assert path.read_text(encoding="utf-8") == content, f"{path.name}: run `make docs`"


def test_the_table_of_structures_is_in_sync():
    page = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    assert page == load_generator("models").generated(), "run `make docs`"


@pytest.mark.parametrize(
    "path",
    [p.relative_to(ROOT) for p in ROOT.glob("*.md")]
    + [p.relative_to(ROOT) for p in [*(ROOT / "docs").rglob("*.md"), *(ROOT / "models").rglob("*.md")]],
    ids=str,
)
def test_links_between_documents_land(path):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", (ROOT / path).read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (ROOT / path.parent / target).exists(), target


def test_the_readme_shows_the_real_answer():
    from govgraph.graph import GovernanceGraph
    from govgraph.pipeline import read
    from govgraph.reports.summary import in_two_sentences

    graph = GovernanceGraph(read(str(ROOT / "models" / "high-secure-2008.yaml")).structure)
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").replace("> ", "").split())
    for sentence in in_two_sentences(graph, graph.sight()):
        assert " ".join(sentence.split()) in readme


def test_the_commands_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`?make (\w+)", (ROOT / "README.md").read_text()):
        assert re.search(rf"^{target}\b.*:", makefile, re.MULTILINE), target


def test_the_written_form_names_every_field_and_section():
    from govgraph.model.statements import Attachment
    from govgraph.model.structure import OwnKind, Resolution, Saying, Vocabulary
    from govgraph.readers.assembly import FORM, KEYED, LISTED, Header

    page = (ROOT / "docs" / "written-form.md").read_text(encoding="utf-8")
    for model in (
        *KEYED.values(),
        *LISTED.values(),
        Header,
        OwnKind,
        Vocabulary,
        Saying,
        Resolution,
        Attachment,
    ):
        for field in model.written_fields():
            assert f"`{field}`" in page, f"{model.__name__}.{field}"
    for section in FORM.sections:
        assert f"**{section}**" in page or section == "govgraph", section
