"""Cleaning and escaping of text, once for every output."""

import difflib
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

# Names beyond these are told as a number: a reader of a finding needs the cause, not the roll.
MOST_NAMED = 6

# With U+FFFE and U+FFFF of every plane, which are no characters and no XML. Cc control, Cf format (bidirectional overrides, zero-width), Cs surrogate, Co private use, Zl/Zp separators.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_KEPT = frozenset("\n\t")


def is_unsafe(character: str) -> bool:
    """Whether a character could hide, reorder or run something on a screen or a page."""
    if character in _KEPT:
        return False
    return unicodedata.category(character) in _UNSAFE_CATEGORIES or ord(character) & 0xFFFE == 0xFFFE


def visible(text: str) -> str:
    """Make control, format and surrogate characters visible, so that no name can act on a terminal.

    >>> visible("a\\x1b[31mb")
    'a‹U+001B›[31mb'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"‹U+{ord(c):04X}›" if is_unsafe(c) else c for c in text)


def one_line(text: str) -> str:
    """Clean text on one line: runs of white space become one space."""
    return " ".join(visible(text).split())


def escape_html(text: str) -> str:
    """Text for an HTML or SVG element or attribute."""
    return html.escape(visible(text), quote=True)


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def escape_markdown(text: str) -> str:
    """Text for a line or a table cell of Markdown.

    >>> escape_markdown("a|b *c*")
    'a\\\\|b \\\\*c\\\\*'
    """
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A sentence that offers the nearest known word, or None when none is near.

    >>> did_you_mean("nscq", ["nscg", "hsct"])
    'did you mean nscg?'
    """
    options = sorted(known)
    lowered = {option.lower(): option for option in reversed(options)}
    near = difflib.get_close_matches(word.lower(), list(lowered), n=1, cutoff=0.6)
    return f"did you mean {lowered[near[0]]}?" if near else None


class Suggester:
    """Offers the nearest known word, for as many mistakes as a person mends at a time.

    Looking for a near spelling costs time with the number of words: a file of a million mistakes must not
    take a minute to refuse.
    """

    def __init__(self, budget: int = 100) -> None:
        self._left = budget

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """As `did_you_mean`, while the budget lasts."""
        if self._left <= 0 or len(word) > 100:
            return None
        self._left -= 1
        return did_you_mean(word, known)


def listed(words: Sequence[str], last: str = "and", most: int | None = None) -> str:
    """Words as a reader lists them; beyond `most`, the rest as a number.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2)
    ('a, b and c', 'a, b and 2 more')
    """
    shown = words if most is None else first_few(words, most)
    if len(shown) < len(words):
        words = [*shown, f"{len(words) - len(shown)} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def first_few(items: Sequence[Item], most: int = MOST_NAMED) -> Sequence[Item]:
    """Those of several that `listed` tells: all of them, or the first `most` where more than one would be left.

    >>> first_few("abc", most=2), first_few("abcd", most=2)
    ('abc', 'ab')
    """
    return items if len(items) <= most + 1 else items[:most]


def in_turn(clauses: Sequence[str], most: int = MOST_NAMED) -> str:
    """Clauses that hold commas, one after the other; beyond `most`, the rest as a number.

    >>> in_turn(["a, or b", "c", "d", "e"], most=2)
    'a, or b; c; 2 more'
    """
    shown = first_few(clauses, most)
    return "; ".join([*shown, *([f"{len(clauses) - len(shown)} more"] if len(shown) < len(clauses) else [])])


def quoted(words: Iterable[str], most: int | None = MOST_NAMED) -> str:
    """Names of duties, services or subjects as a reader lists them, in quotation marks.

    >>> quoted(["Plan", "Buy"])
    '“Plan” and “Buy”'
    """
    return listed([f"“{word}”" for word in words], most=most)


def folded(text: str) -> str:
    """Text as two spellings of it are compared: no capitals, and one space between words.

    >>> folded(" North  West ")
    'north west'
    """
    return " ".join(text.casefold().split())


_NOT_LETTERS = re.compile(r"[^\w]+")


def plain(name: str) -> str:
    """A name as two spellings of it are compared: no capitals, no punctuation, no article before it.

    >>> plain("The Finance & Capital Sub-Group") == plain("finance and capital sub group")
    True
    """
    words = _NOT_LETTERS.sub(" ", name.casefold().replace("&", " and ")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def in_the_plural(phrase: str) -> str:
    """A phrase that begins with a verb in the third person, for a subject in the plural.

    >>> in_the_plural("is accountable to"), in_the_plural("reports to"), in_the_plural("has the post")
    ('are accountable to', 'report to', 'have the post')
    """
    verb, space, rest = phrase.partition(" ")
    plural = {"is": "are", "has": "have", "goes": "go"}.get(verb) or verb.removesuffix("s")
    return f"{plural}{space}{rest}"


_SEVERAL = re.compile(
    r"(?i:authorities|boards|bodies|centres|clinicians|commissioners|committees|consortia|councils|departments|directors|forces|groups|"
    r"hospitals|leads|managers|members|ministers|networks|officers|officials|organisations|partners|patients|people|posts|prisons|"
    r"providers|representatives|supporters|teams|trusts|users|workers|courts|colleges|agencies|sub-groups|arrangements|structures)"
)


def is_plural(name: str) -> bool:
    """Whether a name stands for several of a kind, as a reader hears it.

    >>> is_plural("Primary Care Trusts"), is_plural("Department of Courts"), is_plural("Providers of care")
    (True, False, True)
    """
    head = re.split(r" (?:of|for|on|in|at|with|that|which|who|to|from)\b|[,(–]", name.strip(), maxsplit=1)[0]
    words = head.split()
    return bool(words) and _SEVERAL.fullmatch(words[-1]) is not None


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "finding"), counted(3, "body", "bodies")
    ('1 finding', '3 bodies')
    """
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def money(amount: object, unit: str | None) -> str:
    """An amount with its unit, the pound sign first.

    >>> money(60, "£k a year"), money(252, "£m"), money(879, "beds")
    ('£60k a year', '£252m', '879 beds')
    """
    unit = unit or ""
    if unit.startswith("£"):
        scale, _, rest = unit[1:].partition(" ")
        return f"£{amount}{scale} {rest}".strip()
    return f"{amount}{'' if unit == '%' else ' '}{unit}".strip()
