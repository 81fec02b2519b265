"""The committed drawings are those that the structures give now."""

import importlib.util
from pathlib import Path

DIAGRAMS = Path(__file__).parents[2] / "diagrams"


def test_committed_drawings_are_in_sync():
    spec = importlib.util.spec_from_file_location("generate_diagrams", DIAGRAMS / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    made = dict(generate.drawings()) | dict(generate.of_changes())
    assert made
    for stem, drawing in made.items():
        assert (DIAGRAMS / f"{stem}.dot").read_text(encoding="utf-8") == drawing.dot, (
            f"{stem}: run `make diagrams`"
        )
        assert (DIAGRAMS / f"{stem}.svg").read_text(encoding="utf-8") == drawing.svg, (
            f"{stem}: run `make diagrams`"
        )
        assert (DIAGRAMS / f"{stem}.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert {path.stem for path in DIAGRAMS.glob("*.svg")} == set(made), (
        "a drawing of a structure that is gone"
    )
