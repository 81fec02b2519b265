"""Folding: parties that are alike share a box or a frame, and lines alike become one line to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from govgraph.diagrams.sketch import Frame, Tie

# Up to this many alike stand side by side in a frame; more share one box.
_SIDE_BY_SIDE = 4
_MOST_IN_FRAME = 6

Trait = tuple[str, str, str, str]


@dataclass(slots=True)
class Folding:
    """Which parties share a box (party → first of them), and the frames."""

    shared: dict[str, str] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Features:
    """What must be equal for two parties to be alike, apart from their lines, and a name to list them by."""

    tier: str
    shape: str
    name: str
    foldable: bool
    framable: bool
    one_of: str | None


def fold(ties: list[Tie], features: Mapping[str, Features]) -> Folding:
    """Fold parties of the same features and the same lines."""
    folding = Folding(ties=list(ties))
    taken = _frame_counted(folding, features)
    classes = _alike(folding.ties, features, taken)
    for members in classes:
        if len(members) > _SIDE_BY_SIDE:
            _share_a_box(folding, members)
    folding.ties = _without_doubles(folding.ties)
    small = [members for members in classes if len(members) <= _SIDE_BY_SIDE]
    for group in _grouped(folding.ties, small, features):
        _frame_group(folding, group, features)
    folding.ties = _without_doubles(folding.ties)
    return folding


def _traits(ties: Iterable[Tie]) -> dict[str, set[Trait]]:
    """For each party, what joins it to others, whatever the evidence."""
    found: dict[str, set[Trait]] = defaultdict(set)
    for tie in ties:
        found[tie.lower].add(("under", tie.upper, tie.kind, _standing(tie)))
        found[tie.upper].add(("over", tie.lower, tie.kind, _standing(tie)))
    return found


def _standing(tie: Tie) -> str:
    """What two lines must have in common, beside their kind, to be alike."""
    return f"{tie.status} {tie.change}"


def _frame_counted(folding: Folding, features: Mapping[str, Features]) -> set[str]:
    """A frame around a counted party and the named ones of it; lines of the counted party end at the frame."""
    named: dict[str, list[str]] = defaultdict(list)
    for party in sorted(features):
        of = features[party].one_of
        if of is not None and of in features:
            named[of].append(party)
    taken: set[str] = set()
    for counted, members in sorted(named.items()):
        if (
            counted in taken
            or any(features[m].tier != features[counted].tier for m in members)
            or taken & {*members}
        ):
            continue
        key = f"frame:{counted}"
        everyone = (*members, counted)
        folding.frames.append(Frame(key, features[counted].name, everyone, everyone, counted))
        inside = set(everyone)
        folding.ties = [
            _moved(tie, {counted: key}) if not {tie.upper, tie.lower} <= inside else tie
            for tie in folding.ties
        ]
        taken |= inside
    return taken


def _alike(ties: list[Tie], features: Mapping[str, Features], taken: set[str]) -> list[list[str]]:
    """Parties in classes: those of one class cannot be told apart by tier, shape or lines."""
    traits = _traits(ties)
    classes: dict[object, list[str]] = defaultdict(list)
    for party in sorted(features):
        if party in taken:
            continue
        mine = features[party]
        alone = not mine.foldable or not traits[party]
        key = (party,) if alone else (mine.tier, mine.shape, frozenset(traits[party]))
        classes[key].append(party)
    return list(classes.values())


def _share_a_box(folding: Folding, members: list[str]) -> None:
    first = members[0]
    folding.shared.update(dict.fromkeys(members, first))
    folding.ties = [_moved(tie, dict.fromkeys(members, first)) for tie in folding.ties]


_MOST_GROUPED = 100


def _grouped(
    ties: list[Tie], classes: list[list[str]], features: Mapping[str, Features]
) -> Iterator[list[str]]:
    """Classes of one tier joined into groups where that saves lines: the most that is shared first."""
    traits = _traits(ties)
    left = [members for members in classes if features[members[0]].framable and traits[members[0]]]
    if len(left) > _MOST_GROUPED:
        return  # a poster is past saving by frames, and to look for them takes time with the cube of its classes
    while left:
        best: tuple[int, list[list[str]]] = (0, [])
        for one in left:
            chosen = [one]
            for other in left:
                size = sum(map(len, chosen)) + len(other)
                same_tier = features[other[0]].tier == features[one[0]].tier
                if (
                    other is not one
                    and same_tier
                    and size <= _MOST_IN_FRAME
                    and len(_common(chosen, traits)) > 1
                ) and len({trait[1] for trait in _common([*chosen, other], traits)}) > 1:
                    chosen = [*chosen, other]
            saved = (sum(map(len, chosen)) - 1) * len({trait[1] for trait in _common(chosen, traits)})
            if saved > best[0]:
                best = (saved, chosen)
        if best[0] < 2:
            return
        yield sorted(party for members in best[1] for party in members)
        left = [members for members in left if members not in best[1]]


def _common(classes: list[list[str]], traits: Mapping[str, set[Trait]]) -> set[Trait]:
    return set.intersection(*(traits[party] for members in classes for party in members))


def _frame_group(folding: Folding, members: list[str], features: Mapping[str, Features]) -> None:
    common = _common([members], _traits(folding.ties))
    key = f"group:{members[0]}"
    title = _title([features[member].name for member in members])
    folding.frames.append(Frame(key, title, tuple(members), tuple(members), members[len(members) // 2]))
    moved = dict.fromkeys(members, key)

    def shared(tie: Tie) -> bool:
        under = ("under", tie.upper, tie.kind, _standing(tie)) in common and tie.lower in moved
        over = ("over", tie.lower, tie.kind, _standing(tie)) in common and tie.upper in moved
        return under or over

    folding.ties = [_moved(tie, moved) if shared(tie) else tie for tie in folding.ties]


def _title(names: list[str]) -> str:
    """The words that all names end with, in the plural; none where they differ to the end."""
    if len(set(names)) != len(names):
        return ""
    common: list[str] = []
    for words in zip(*(name.split()[::-1] for name in names), strict=False):
        if len(set(words)) > 1:
            break
        common.insert(0, words[0])
    while common and not common[0][:1].isupper():
        common.pop(0)
    return f"{plural(' '.join(common))} ({len(names)})" if common else ""


def plural(words: str) -> str:
    """A noun for several, by the common rule.

    >>> plural("Trust"), plural("agency"), plural("Services")
    ('Trusts', 'agencies', 'Services')
    """
    if words.endswith("s"):
        return words
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return f"{words[:-1]}ies"
    return f"{words}s"


def _moved(tie: Tie, to: Mapping[str, str]) -> Tie:
    return replace(tie, upper=to.get(tie.upper, tie.upper), lower=to.get(tie.lower, tie.lower))


def _without_doubles(ties: list[Tie]) -> list[Tie]:
    """One tie for several of one statement and kind between the same ends; it keeps every basis."""
    together: dict[tuple[str, ...], list[Tie]] = defaultdict(list)
    for tie in ties:
        together[tie.upper, tie.lower, tie.kind, tie.status, tie.change, tie.statement].append(tie)
    return [
        replace(same[0], bases=tuple(sorted(Counter(basis for tie in same for basis in tie.bases))))
        for same in together.values()
    ]
