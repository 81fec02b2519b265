"""Draw what is drawn and committed: the overview of every shipped structure, in both styles, and what changed between two.

A test holds the DOT to this.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from govgraph.changes import between
from govgraph.diagrams import Drawing, draw, draw_changes
from govgraph.graph import GovernanceGraph
from govgraph.pipeline import load, read_transitions
from govgraph.readers import transition_form

HERE = Path(__file__).parent
STYLES = {"tiers": "", "mono": ".mono"}


def drawings() -> Iterator[tuple[str, Drawing]]:
    """File stem and drawing, structure by structure."""
    for path in sorted((HERE.parent / "models").glob("*.yaml")):
        graph = GovernanceGraph(load(str(path)))
        for style, ending in STYLES.items():
            yield f"{path.stem}.overview{ending}", draw(graph, view="overview", style=style)


def of_changes() -> Iterator[tuple[str, Drawing]]:
    """File stem and drawing of what changed, for each file of successions that is shipped."""
    for path in sorted((HERE.parent / "models" / "transitions").glob("*.yaml")):
        header = transition_form.read([(str(path), path.read_bytes())]).transition.header
        before, after = (
            GovernanceGraph(load(str(HERE.parent / "models" / f"{name}.yaml")))
            for name in (header.before, header.after)
        )
        transitions = read_transitions([str(path)], before.structure, after.structure)
        yield f"{path.stem}.change", draw_changes(between(before, after, transitions))["change"]


if __name__ == "__main__":
    for stem, drawing in chain(drawings(), of_changes()):
        (HERE / f"{stem}.dot").write_text(drawing.dot, encoding="utf-8")
        (HERE / f"{stem}.svg").write_text(drawing.svg, encoding="utf-8")
        (HERE / f"{stem}.png").write_bytes(drawing.png(dpi=150))
        print(f"diagrams/{stem}", *drawing.warnings, sep="\n  ")
