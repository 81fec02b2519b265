from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.diagrams import Drawing, draw
from govgraph.graph import GovernanceGraph
from govgraph.readers.yaml_form import read

SHIPPED = Path(__file__).parents[2] / "models" / "high-secure-2008.yaml"


def graph_of(text: str) -> GovernanceGraph:
    return GovernanceGraph(read([("x.yaml", text.encode())]).structure)


@pytest.fixture(scope="session")
def shipped() -> GovernanceGraph:
    return graph_of(SHIPPED.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def overview(shipped: GovernanceGraph) -> Drawing:
    return draw(shipped)


@pytest.fixture
def small() -> Callable[..., GovernanceGraph]:
    """A structure from lines of organisations and relationships."""

    def build(organisations: list[str], relationships: list[str] = (), header: str = "") -> GovernanceGraph:
        lines = [
            "govgraph: 1",
            "structure:",
            "  id: x",
            "  title: A case",
            "  as_at: 2010-01",
            *header.splitlines(),
        ]
        lines += ["organisations:", *(f"  {row}" for row in organisations)]
        if relationships:
            lines += ["relationships:", *(f"  - {row}" for row in relationships)]
        return graph_of("\n".join(lines) + "\n")

    return build
