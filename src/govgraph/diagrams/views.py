"""Views: which kinds of line a drawing shows, of which parties, and how far it folds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from govgraph.errors import UsageError
from govgraph.graph import GovernanceGraph
from govgraph.text import did_you_mean


@dataclass(frozen=True, slots=True)
class View:
    """What a drawing shows.

    `kinds` names relationship kinds; those that a structure adds itself are shown by strength (`own_from`).
    `structural` adds posts in bodies and parts of bodies. `partners` keeps parties outside the boundary.
    `budget` is the number of boxes that it tries to stay within by folding.
    """

    name: str
    explanation: str
    shows: str
    kinds: frozenset[str]
    own_from: int = 1
    structural: bool = True
    partners: bool = False
    amounts: bool = False
    budget: int = 22

    def has(self, graph: GovernanceGraph, kind: str) -> bool:
        """Whether the view shows a kind of relationship."""
        own = kind in graph.structure.header.vocabulary.kinds
        return kind in self.kinds or (own and int(graph.kind(kind).strength) >= self.own_from)


_ACCOUNT = frozenset({
    "accountable_to", "operates", "performance_manages", "directs", "commissions", "delegates_to", "reports_to", "oversees",
})  # fmt: skip

_VIEWS = (
    View(
        "overview",
        "who answers to, reports to, manages, directs, commissions, hosts and advises whom",
        "accountability, reporting, management, direction, commissioning, hosting and advice",
        _ACCOUNT | {"advises", "hosts"},
    ),
    View(
        "accountability", "only the lines that carry an account", "the lines that carry an account", _ACCOUNT
    ),
    View(
        "money",
        "who funds whom, with the stated amounts",
        "who funds whom",
        frozenset({"funds"}),
        own_from=9,
        structural=False,
        partners=True,
        amounts=True,
    ),
)
_BY_NAME = {view.name: view for view in _VIEWS}
VIEWS: Mapping[str, str] = MappingProxyType({view.name: view.explanation for view in _VIEWS})


def view_named(name: str) -> View:
    """A view by name. Raises UsageError."""
    if name not in _BY_NAME:
        raise UsageError(
            f"no view {name!r}", did_you_mean(name, _BY_NAME) or f"views are {', '.join(_BY_NAME)}"
        )
    return _BY_NAME[name]
