"""Draw what is drawn and committed: the overview of every shipped structure, in both styles. A test holds the DOT to this."""

from collections.abc import Iterator
from pathlib import Path

from govgraph.diagrams import Drawing, draw
from govgraph.graph import GovernanceGraph
from govgraph.pipeline import load

HERE = Path(__file__).parent
STYLES = {"tiers": "", "mono": ".mono"}


def drawings() -> Iterator[tuple[str, Drawing]]:
    """File stem and drawing, structure by structure."""
    for path in sorted((HERE.parent / "models").glob("*.yaml")):
        graph = GovernanceGraph(load(str(path)))
        for style, ending in STYLES.items():
            yield f"{path.stem}.overview{ending}", draw(graph, view="overview", style=style)


if __name__ == "__main__":
    for stem, drawing in drawings():
        (HERE / f"{stem}.dot").write_text(drawing.dot, encoding="utf-8")
        (HERE / f"{stem}.svg").write_text(drawing.svg, encoding="utf-8")
        (HERE / f"{stem}.png").write_bytes(drawing.png(dpi=150))
        print(f"diagrams/{stem}", *drawing.warnings, sep="\n  ")
