"""The version of govgraph, for whatever names the tool that made it."""

VERSION = "0.1.0"
