"""The written form as YAML: one file, or a folder of files, into one structure."""

from collections.abc import Sequence

from govgraph.readers.assembly import Loaded, assemble
from govgraph.readers.yaml_nodes import read_yaml


def read(files: Sequence[tuple[str, bytes]]) -> Loaded:
    """A structure from its files, given as (name, bytes).

    Raises InputError listing every mistake of every file, each with its place.
    """
    return assemble([read_yaml(data, name) for name, data in files])
