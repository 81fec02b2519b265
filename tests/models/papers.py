"""The places that each of the five papers has, read from the papers themselves where a copy stands at ../shared/seeds."""

import re
from functools import cache
from pathlib import Path

REPO = Path(__file__).parents[2]
SEEDS = REPO.parent / "shared" / "seeds"
FILES = {"tor": "000", "faq": "001", "carter": "002", "blog": "003", "salford": "004"}


def available() -> bool:
    return all(list(SEEDS.glob(f"{number}_*.txt")) for number in FILES.values())


@cache
def text(paper: str) -> str:
    (path,) = SEEDS.glob(f"{FILES[paper]}_*.txt")
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def places(paper: str) -> frozenset[str]:
    """Every place of a paper that a row may cite."""
    return frozenset(
        {"tor": _tor, "faq": _faq, "carter": _carter, "blog": _blog, "salford": _salford}[paper](text(paper))
    )


def _tor(paper):
    body, _, annexes = paper.partition("\nANNEX A")
    paragraph = None
    for line in body.splitlines():
        if found := re.match(r"(\d+)\. ", line):
            paragraph = found[1]
            yield paragraph
        elif (found := re.match(r"([a-z])\. ", line)) and paragraph:
            yield f"{paragraph}{found[1]}"
    assert annexes
    yield from ("annex-a", "annex-b", "annex-c")
    for number in re.findall(r"^Objective (\d+)\b", annexes, re.MULTILINE):
        yield f"annex-c {number}"
    if re.search(r"^ANNEX D", annexes, re.MULTILINE):
        yield "annex-d"


def _faq(paper):
    for number in re.findall(r"^(\d+)\. .*\?\s*$", paper, re.MULTILINE):
        yield f"q{number}"
    if re.search(r"^¹ NOMS", paper, re.MULTILINE):
        yield "q4 footnote-1"


def _blog(paper):
    for number, _ in enumerate(paragraphs_of_the_article(paper), start=1):
        yield f"p{number}"


def paragraphs_of_the_article(paper):
    """Its running text: title, dateline and the closing word are none of it."""
    return [part for part in re.split(r"\n\s*\n", paper) if len(part.split()) > 40]


def _salford(paper):
    yield from re.findall(r"^\s*(\d(?:\.\d|[a-d])?)\s*\.?\s", paper, re.MULTILINE)
    yield from (f"app-{number}" for number in re.findall(r"^Appendix (\d)", paper, re.MULTILINE))


def _carter(paper):
    rest = paper.partition("\nFOREWORD\n\nFROM")[2]
    body, *appendices = re.split(r"^Appendix (?=\d+\b)", rest, flags=re.MULTILINE)
    yield "foreword"
    assert "EXECUTIVE SUMMARY" in body
    yield "summary"
    number, last = 0, None
    for line in body.partition("SECTION 1:")[2].splitlines():
        # Lists have numbers too: a paragraph's is the next one, or 128 for the second time.
        found = re.match(r"(?:- )?(\d{1,3}) \S", line)
        if found and int(found[1]) in {number + 1, 128 if number == 128 else number + 1}:
            number, last = int(found[1]), found[1]
            yield last
        elif found := re.match(r"Recommendation (\d+):", line):
            last = f"r{found[1]}"
            yield last
        elif found := re.match(r"([¹²³]) ", line):
            yield f"footnote-{'¹²³'.index(found[1]) + 1}"
        elif found := re.match(r"Figure (\d):", line):
            yield f"figure-{found[1]}"
        elif line.startswith(("An example of good practice", "Annual Prioritisation Process")):
            yield f"after {last}"
    for appendix in appendices:
        number = re.match(r"\d+", appendix)[0]
        yield f"app-{number}"
        pattern = {
            "4": r"^(\d+[a-z]?)\t",
            "5": r"^CASE STUDY (\d+)",
            "6": r"^(Commissioning|Influencing|Coordinating)",
            "10": r"^(\d+)\. ",
        }.get(number, r"^(\d+)\. ")
        for part in re.findall(pattern, appendix, re.MULTILINE):
            yield f"app-{number} {part.lower()}"


def words(text):
    return re.findall(r"[a-z0-9£%'’-]+", text.lower())


@cache
def runs(paper: str, length: int) -> frozenset[tuple[str, ...]]:
    """Every run of so many words in a paper."""
    found = words(text(paper))
    return frozenset(zip(*(found[start:] for start in range(length)), strict=False))
