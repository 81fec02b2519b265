"""Who became what between two structures: by id and by stated succession; by name only as a proposal."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govgraph.changes.timeline import day
from govgraph.model.relationships import Succession
from govgraph.model.scopes import ALL, RESERVED, overlap
from govgraph.model.statements import Named
from govgraph.settings import Reading
from govgraph.text import plain

# A succession of this kind passes a function; what becomes of the body itself it does not say.
FUNCTION_ONLY = "function_only"


@dataclass(frozen=True, slots=True)
class Descent:
    """What became of one party or duty of the structure before.

    `stays` says that it is in the structure after under its own id. `heirs` are all that it became there,
    itself included; of these, `functions` took over a function alone. `rows` are the successions that say so,
    or say that the papers name no heir; `suggested` those whose status does not count, such as proposals.
    """

    old: str
    stays: bool = False
    heirs: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset()
    rows: tuple[Succession, ...] = ()
    suggested: tuple[Succession, ...] = ()

    @property
    def others(self) -> tuple[str, ...]:
        """The heirs beside itself."""
        return tuple(heir for heir in self.heirs if heir != self.old or not self.stays)

    @property
    def whole(self) -> tuple[str, ...]:
        """The heirs that are more than heirs of a function: itself, where it stays, among them."""
        return tuple(heir for heir in self.heirs if heir not in self.functions)

    @property
    def is_ended(self) -> bool:
        """Whether the papers say that it was abolished."""
        return any(row.kind == "abolished" for row in self.rows)


class Heirs:
    """What became of each party and duty, forwards and backwards."""

    def __init__(
        self,
        old: Collection[str],
        new: Collection[str],
        rows: Iterable[Succession],
        suggested: Iterable[Succession] = (),
    ) -> None:
        """`old` and `new` are the ids that exist before and after, `rows` the successions that count between.

        `suggested` are those that do not, for their status.
        """
        self._new = frozenset(new)
        self._by_old, self._suggested = _by_old(rows), _by_old(suggested)
        self.descents: Mapping[str, Descent] = {id_: self._descent(id_) for id_ in old}
        self._origins: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self.descents):
            for heir in self.descents[id_].heirs:
                self._origins[heir].append(id_)

    def of(self, old: str) -> tuple[str, ...]:
        """The ids after of what something became, itself included where it stays."""
        found = self.descents.get(old)
        return found.heirs if found else ()

    def origins(self, new: str) -> Sequence[str]:
        """The ids before of what something came from, itself included where it stayed."""
        return self._origins.get(new, ())

    def stays(self, old: str) -> bool:
        """Whether something is in both under one id."""
        found = self.descents.get(old)
        return found is not None and found.stays

    def _descent(self, old: str) -> Descent:
        rows = self._by_old.get(old, [])
        # An id that is in both may still name two things: then a row says that what it named before has no heir.
        disowned = any(not row.to and row.kind != FUNCTION_ONLY for row in rows)
        disowned = disowned and not any(old in row.to for row in rows)
        stays = old in self._new and not disowned
        whole, functions, used = self._followed(old)
        heirs = tuple(sorted({*whole, *functions, *([old] if stays else [])}))
        return Descent(
            old,
            stays,
            heirs,
            frozenset(functions - whole - {old}),
            tuple(used),
            tuple(self._suggested.get(old, ())),
        )

    def _followed(self, old: str) -> tuple[set[str], set[str], list[Succession]]:
        """The heirs after, whole and of functions, over as many steps as it takes; and the rows that lead there."""
        whole: set[str] = set()
        functions: set[str] = set()
        used: dict[int, Succession] = {}
        seen: set[tuple[str, bool]] = set()
        queue = [(old, False)]
        while queue:
            at, in_part = queue.pop(0)
            if (at, in_part) in seen:
                continue
            seen.add((at, in_part))
            for row in self._by_old.get(at, ()):
                used[id(row)] = row
                part = in_part or row.kind == FUNCTION_ONLY
                for end in row.to:
                    if end in self._new:
                        (functions if part else whole).add(end)
                    elif end != at:
                        queue.append((end, part))
        return whole, functions, list(used.values())


def _by_old(rows: Iterable[Succession]) -> dict[str, list[Succession]]:
    found: dict[str, list[Succession]] = defaultdict(list)
    for row in rows:
        for id_ in row.from_:
            found[id_].append(row)
    return found


class ScopeMap:
    """The scopes of the structure before by what the one after calls them: as mapped, else by their own path.

    What is mapped holds for all that lies under it.
    """

    def __init__(self, mapped: Mapping[str, str], after: Collection[str]) -> None:
        self._mapped = dict(mapped)
        self._after = frozenset({*after, *RESERVED, ALL})

    def of(self, scope: str) -> str | None:
        """What a scope is called after; None where it has no counterpart."""
        at, rest = scope, ""
        while at:
            if at in self._mapped:
                deeper = f"{self._mapped[at]}{rest}"
                return deeper if deeper in self._after else self._mapped[at]
            at, _, last = at.rpartition("/")
            rest = f"/{last}{rest}"
        return scope if scope in self._after else None

    def overlap(self, old: str, new: str) -> bool:
        """Whether a scope before and one after have anything in common."""
        called = self.of(old)
        return called is not None and overlap(called, new)


def counting(rows: Iterable[Succession], before: Reading, after: Reading) -> Iterator[Succession]:
    """The successions that took effect between two readings: with a status that counts after, and not at another time."""
    for row in rows:
        on = day(row.on)
        too_early = on is not None and before.at is not None and on.last_day < before.at.first_day
        if row.status in after.statuses and not is_too_late(row, after) and not too_early:
            yield row


def is_too_late(row: Succession, after: Reading) -> bool:
    """Whether a succession takes effect only after the later reading."""
    on = day(row.on)
    return on is not None and after.at is not None and on.first_day > after.at.last_day


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two that may be one, and why: for the reviewer to say, never taken for granted."""

    old: str
    new: str
    why: str


def proposals(old: Iterable[Named], new: Iterable[Named]) -> list[Proposal]:
    """Pairs among what has no counterpart whose names or aliases are the same but for case, spaces and punctuation."""
    by_name: dict[str, list[Named]] = defaultdict(list)
    for row in new:
        for name in names_of(row):
            by_name[plain(name).replace(" ", "")].append(row)
    found: dict[tuple[str, str], Proposal] = {}
    for row in old:
        for name in names_of(row):
            for other in by_name.get(plain(name).replace(" ", ""), ()):
                found.setdefault((row.id, other.id), Proposal(row.id, other.id, f"both are named {name}"))
    return [found[pair] for pair in sorted(found)]


def names_of(row: Named) -> tuple[str, ...]:
    """The name and the aliases of a row."""
    return (row.name, *getattr(row, "aliases", ()))
