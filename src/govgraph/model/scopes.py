"""The scope tree: what a statement is about, and when two statements are about the same thing.

Scopes are paths (`high-secure/commissioning`). Source: the word list in docs/semantics.md.
"""

from collections.abc import Iterable

ALL = "all"
RESERVED = ("local", "hosting", "employment")


def is_reserved(scope: str) -> bool:
    """Whether a scope is one of the reserved ones, or lies under one: these overlap only themselves.

    >>> is_reserved("local/appraisal"), is_reserved("localities")
    (True, False)
    """
    return scope.split("/", 1)[0] in RESERVED


def covers(wide: str, narrow: str) -> bool:
    """Whether what is said of `wide` holds for `narrow`.

    >>> covers("high-secure", "high-secure/commissioning"), covers("all", "local")
    (True, False)
    """
    if wide == narrow:
        return True
    if wide == ALL:
        return not is_reserved(narrow)
    return narrow.startswith(wide + "/")


def covering(scope: str) -> list[str]:
    """The scopes that cover one: itself, those above it, and `all`.

    >>> covering("high-secure/commissioning"), covering("local/appraisal"), covering("all")
    (['high-secure/commissioning', 'high-secure', 'all'], ['local/appraisal', 'local'], ['all'])
    """
    parts = scope.split("/")
    above = ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return above if is_reserved(scope) or ALL in above else [*above, ALL]


def overlap(one: str, other: str) -> bool:
    """Whether two scopes have anything in common: one covers the other."""
    return covers(one, other) or covers(other, one)


def narrower(one: str, other: str) -> str | None:
    """The common part of two scopes, or None where they do not overlap."""
    if covers(one, other):
        return other
    return one if covers(other, one) else None


def covered_by_any(scopes: Iterable[str], narrow: str) -> bool:
    """Whether one of several scopes covers `narrow`."""
    return any(covers(scope, narrow) for scope in scopes)
