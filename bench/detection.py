"""Inject defects and sound changes into every structure of models/, and count what the rules make of them.

Run as: python bench/detection.py [--quick] [--seed N] [--output FILE]. Without --quick the page is docs/detection.md.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().with_suffix("")))

import kinds_conflict
import kinds_decisions
import kinds_duplicate
import kinds_duties
import kinds_sight
import kinds_structure
from detection_page import page
from documents import library
from kind import AnyKind, Place, Sound
from trial import Outcome, Structure

from timing import ROOT

SEED = 2010
# Injections of each kind, over all structures; --quick makes so many in all, of as many kinds.
EACH = 12
QUICK = 200
KINDS: tuple[AnyKind, ...] = (
    *kinds_sight.KINDS,
    *kinds_duplicate.KINDS,
    *kinds_duties.KINDS,
    *kinds_conflict.KINDS,
    *kinds_decisions.KINDS,
    *kinds_structure.KINDS,
)

Injection = tuple[int, str, Place]
_structures: dict[str, Structure] = {}


def prepare(seed: int) -> None:
    """Read every structure and check it untouched, so that one run is of one version of every rule."""
    _structures.clear()
    _structures.update({name: Structure(name, document, seed) for name, document in library().items()})
    for structure in _structures.values():
        assert structure.baseline is not None


def chosen(each: int, numbers: Sequence[int]) -> list[Injection]:
    """So many injections of each kind, from the structures in turn, those first of which least is used so far.

    A wholly sound change is made in the sound structure first.
    """
    found: list[Injection] = []
    used = dict.fromkeys(_structures, 0)
    for number in numbers:
        kind = KINDS[number]
        places: dict[str, list[Place]] = {}
        sound_first = isinstance(kind, Sound) and kind.wholly
        for turn in range(each):
            first = "clean" if sound_first and turn == 0 else ""
            for name in sorted(used, key=lambda one: (one != first, used[one], one)):
                if name not in places:
                    places[name] = _structures[name].places(kind, each)
                if places[name]:
                    found.append((number, name, places[name].pop(0)))
                    used[name] += 1
                    break
    return found


def tried(injection: Injection) -> Outcome:
    """One injection."""
    number, name, place = injection
    return _structures[name].trial(KINDS[number], place)


def outcomes(seed: int, *, quick: bool = False, processes: int = 1) -> list[Outcome]:
    """What came of every injection, in order."""
    prepare(seed)
    every = range(len(KINDS))
    injections = chosen(1, sorted(random.Random(seed).sample(every, QUICK))) if quick else chosen(EACH, every)
    if processes == 1:
        return [tried(injection) for injection in injections]
    with ProcessPoolExecutor(processes, initializer=prepare, initargs=(seed,)) as pool:
        return list(pool.map(tried, injections, chunksize=16))


def main(arguments: Sequence[str] | None = None) -> None:
    """Inject, judge, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--quick", action="store_true", help=f"{QUICK} injections; writes no page unless told where"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"of every choice of chance ({SEED})")
    parser.add_argument("--output", type=Path, help="the page to write instead of docs/detection.md")
    options = parser.parse_args(arguments)
    begun = time.perf_counter()
    found = outcomes(options.seed, quick=options.quick, processes=min(2, os.cpu_count() or 1))
    text = page(found, KINDS, options.seed)
    print(text)
    print(f"{len(found)} injections in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    output = options.output or (None if options.quick else ROOT / "docs" / "detection.md")
    if output is not None:
        output.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
