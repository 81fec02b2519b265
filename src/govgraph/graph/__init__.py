"""The structure seen as a graph; its methods are the reviewer's questions."""

from govgraph.graph.graph import GovernanceGraph
from govgraph.graph.links import Line, Link
from govgraph.graph.sight import Answer, DeadEnd, Direction, Limb, Verdict

__all__ = ["Answer", "DeadEnd", "Direction", "GovernanceGraph", "Limb", "Line", "Link", "Verdict"]
