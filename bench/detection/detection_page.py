"""What came of the injections, as a page: per rule, per kind, and every miss and false alarm."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kind import AnyKind
from trial import Outcome

from report import Goal, table

RECALL, PRECISION = 1.0, 0.99


@dataclass(slots=True)
class Score:
    """The counts of one rule."""

    defects: int = 0
    found: int = 0
    sound: int = 0
    silent: int = 0
    raised: int = 0
    false: int = 0
    kinds: set[str] = field(default_factory=set)

    @property
    def recall(self) -> float:
        """The share of the defects that the rule found."""
        return self.found / self.defects if self.defects else 1.0

    @property
    def precision(self) -> float:
        """The share of its new or changed findings that an injection explains."""
        return 1 - self.false / self.raised if self.raised else 1.0


def scores(found: Iterable[Outcome]) -> dict[str, Score]:
    """The counts of every rule, by its code."""
    by_rule: dict[str, Score] = {}
    for outcome in found:
        score = by_rule.setdefault(outcome.rule, Score())
        if outcome.beyond:
            pass
        elif outcome.positive:
            score.defects += 1
            score.found += outcome.found
        else:
            score.sound += 1
            score.silent += outcome.found
        score.kinds.add(outcome.kind)
        for code, number in outcome.raised.items():
            by_rule.setdefault(code, Score()).raised += number
        for alarm in outcome.false_alarms:
            by_rule.setdefault(alarm.code, Score()).false += 1
    return by_rule


def goals(found: Sequence[Outcome]) -> list[Goal]:
    """What the run is held to."""
    by_rule = scores(found).values()
    missed = sum(score.defects - score.found for score in by_rule)
    below = sum(score.precision < PRECISION for score in by_rule)
    unsound = sum(outcome.unsound for outcome in found)
    tried = sum(outcome.structure == "clean" and not outcome.positive for outcome in found)
    return [
        Goal("recall of every rule", "100 %", f"{missed} missed of {_defects(found)}", missed == 0),
        Goal("precision of every rule", "≥ 99 %", f"{below} rules below", below == 0),
        Goal(
            "findings in the sound structure after a sound change",
            "none",
            f"{unsound} of {tried}",
            unsound == 0,
        ),
    ]


def _defects(found: Iterable[Outcome]) -> int:
    return sum(outcome.positive and not outcome.beyond for outcome in found)


def page(found: Sequence[Outcome], kinds: Sequence[AnyKind], seed: int) -> str:
    """The whole page in Markdown."""
    return "\n".join(_lines(found, kinds, seed)) + "\n"


def _lines(found: Sequence[Outcome], kinds: Sequence[AnyKind], seed: int) -> Iterator[str]:
    structures = Counter(outcome.structure for outcome in found)
    yield "# What the rules find and what they do not\n"
    yield "Written by `python bench/detection.py`; the figures are of one run of it, which its seed repeats.\n"
    yield (
        f"Into {len(structures)} structures of `models/`, {len(found):,} changes were injected one at a time, at places of chance "
        f"(seed {seed}): {_defects(found):,} defects, of {sum(kind.positive and not kind.beyond for kind in kinds)} kinds, and "
        f"{sum(not outcome.positive for outcome in found):,} sound changes, of {sum(not kind.positive for kind in kinds)}. After each, the whole tool "
        "read the structure and ran every rule, and what was new or changed was judged.\n"
    )
    yield "## Goals\n"
    yield from table(
        ("what", "goal", "measured", ""),
        [(goal.what, goal.wanted, goal.measured, goal.verdict) for goal in goals(found)],
    )
    yield "\n## By rule\n"
    yield (
        "*Found* counts defects that the rule told at the right place; *silent*, sound changes of which it said nothing. *Raised* "
        "counts every new or changed finding of the rule, whatever was injected; *false*, those among them that no injection explains.\n"
    )
    yield from table(
        ("rule", "defects", "found", "recall", "sound changes", "silent", "raised", "false", "precision"),
        [_row(code, score) for code, score in sorted(scores(found).items())],
    )
    yield from _missed(found)
    yield from _alarms(found)
    yield from _beyond(found)
    yield "\n## By kind of injection\n"
    yield (
        "*Right*: found, or silent. *Also*: other findings that came with it, all explained unless listed above; a change of lines, "
        "money or seats is seldom of interest to one rule alone.\n"
    )
    yield from table(("rule", "", "what is injected", "tried", "right", "also"), list(_kinds(found, kinds)))
    yield "\n## Where\n"
    yield from table(
        ("structure", "injections"), [(name, str(count)) for name, count in sorted(structures.items())]
    )
    yield _METHOD


def _row(code: str, score: Score) -> tuple[str, ...]:
    counts = (score.sound, score.silent, score.raised, score.false)
    return (
        code,
        str(score.defects),
        str(score.found),
        f"{score.recall:.1%}",
        *map(str, counts),
        f"{score.precision:.1%}",
    )


def _missed(found: Sequence[Outcome]) -> Iterator[str]:
    missed = [outcome for outcome in found if outcome.positive and not outcome.found and not outcome.beyond]
    yield f"\n## Misses\n\n{len(missed) or 'None.'}{' in all.' if missed else ''}"
    for outcome in missed:
        others = [alarm.message for alarm in outcome.came if alarm.code == outcome.rule]
        instead = f" Instead: {others[0]}" if others else ""
        yield f"- **{outcome.rule}**, {outcome.kind}: `{outcome.structure}`, {_place(outcome)}.{instead}"


def _alarms(found: Sequence[Outcome]) -> Iterator[str]:
    alarms = [(outcome, alarm) for outcome in found for alarm in outcome.false_alarms]
    yield f"\n## False alarms\n\n{len(alarms) or 'None.'}{' in all.' if alarms else ''}"
    for outcome, alarm in alarms:
        yield (
            f"- **{alarm.code}**, after {outcome.rule}, {outcome.kind}: `{outcome.structure}`, {_place(outcome)}. {alarm.message}"
        )


def _beyond(found: Sequence[Outcome]) -> Iterator[str]:
    kinds = dict.fromkeys((o.rule, o.kind, o.beyond) for o in found if o.beyond)
    if kinds:
        yield "\n## Beyond what a rule says that it sees\n"
        yield "Defects of these kinds were injected too; they are not counted above, since the rule states the limit.\n"
    for rule, name, limit in kinds:
        mine = [outcome for outcome in found if (outcome.rule, outcome.kind) == (rule, name)]
        told = sum(outcome.found for outcome in mine)
        yield f"- **{rule}**, {name}: {told} of {len(mine)} told. The rule says: “{limit}”."


def _place(outcome: Outcome) -> str:
    return outcome.place.replace("_", " ")


def _kinds(found: Sequence[Outcome], kinds: Sequence[AnyKind]) -> Iterator[tuple[str, ...]]:
    for kind in kinds:
        mine = [one for one in found if (one.rule, one.kind) == (kind.rule, kind.name)]
        also = Counter(alarm.code for outcome in mine for alarm in outcome.came)
        yield (
            kind.rule,
            ("beyond" if kind.beyond else "defect") if kind.positive else "sound",
            kind.name,
            str(len(mine)),
            str(sum(outcome.found for outcome in mine)),
            ", ".join(f"{code} {count}" for code, count in also.most_common(4)),
        )


_METHOD = """
## How it is decided
- **Where** a kind can be injected is told by simple conditions on the raw rows, which know nothing of the rules: a party that answers \
to one, a contract, a duty with one owner. What is there must be so surely (its status counts, at the date, not through others); \
what is not there must not be so in any row, whatever its standing. Where no structure has such a place, a small new part is planted \
beside what is there. Each kind is injected at several places, from the structures in turn.
- **Found** is a defect where a finding of the rule is new or changed against the untouched structure (in its id, words, severity, \
subjects, lines or evidence), names the party or parties at fault among its subjects or lines, and, where the kind has rows to rest \
on, cites one of them: every injected row has a place of its own in a source that nothing else cites. Where the definition leaves no \
choice, the severity must be right too.
- **Explained** is any other new or changed finding where it rests on an injected row; or is raised at, or has among its subjects, a \
party or another entry that a differing row names; or a party below the lower end of a differing way up, or above its upper end, by \
breadth-first search over the raw rows before and after; or where it says no more than a finding of before which it replaces. All else \
is a false alarm of the finding's own rule. A line that passes a touched party explains nothing by itself.
- **Silent** is a rule after a sound change where it says nothing new of the party concerned or of what was injected. In the sound \
structure, `models/synthetic/clean.yaml`, no rule at all may say anything after a sound change, but for kinds that by their nature \
are of interest to another rule.

## What it cannot show
- Recall is of the kinds of defect written down here, which a tester drew from the definitions: a defect of a kind that nobody \
thought of is not injected.
- An explained finding is one that the injection can have caused, not one that is right; whether an experienced reviewer would sign \
it is for the tests of each rule, and for reading.
- Planted parts are textbook cases. Parties that stand for several, and their named ones, are mostly left out as places, since what \
holds of them is settled by rules of its own; so are parties near the roots.
- A change of scope alone is not counted as a change of a finding.
- Nothing is measured of findings in the untouched structures: these are read against the papers."""
