"""The shipped structures, read once."""

from functools import cache
from pathlib import Path

from govgraph import pipeline
from govgraph.readers.assembly import Loaded

REPO = Path(__file__).parents[2]
MODELS = REPO / "models"
TRANSITIONS = sorted((MODELS / "transitions").glob("*.yaml"))
STRUCTURES = sorted(set(MODELS.rglob("*.yaml")) - set(TRANSITIONS))
FROM_PAPERS = [path for path in STRUCTURES if path.parent.name != "synthetic"]


def name(path: Path) -> str:
    return str(path.relative_to(MODELS))


@cache
def loaded(path: Path) -> Loaded:
    return pipeline.read(str(path))


@cache
def by_id():
    return {loaded(path).structure.id: loaded(path).structure for path in STRUCTURES}
