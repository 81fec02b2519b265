"""How things look: inks of the tiers, strokes and heads of the kinds of line. Colour is never the only signal."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from govgraph.model.vocabulary import Kind

Style = Literal["tiers", "mono"]

BLACK = "#1A1A1A"
GREY = "#5F5F5F"
OUTSIDE = "#6B6B6B"
TEXT = "#111111"
QUIET = "#3A3A3A"

# White on each of these has a contrast of at least 7.0 : 1.
_TIER_INKS = {
    "ministerial": "#2B2B2B",
    "national": "#005A8F",
    "regional": "#00664D",
    "local": "#7A5000",
    "provider": "#8A2F63",
}
_TIER_BANDS = {
    "ministerial": "#F1F1F1",
    "national": "#EAF2F9",
    "regional": "#E8F5F0",
    "local": "#FFF6E0",
    "provider": "#FAEEF4",
}
_OWN_INKS = ("#4A4A8A", "#5A4A3A", "#2F5F2F", "#7A3030")
_OWN_BANDS = ("#EFEFF8", "#F5F1ED", "#EEF5EC", "#FAEEEC")
_MONO_BANDS = ("#F3F3F3", "#FFFFFF")


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: its stroke, and the head at its upper end."""

    width: float
    ink: str
    dash: str
    head: str
    double: bool = False


_PENS = {
    "accountable_to": Pen(1.5, BLACK, "", "normal"),
    "reports_to": Pen(1.4, BLACK, "4 2.4", "vee"),
    "performance_manages": Pen(1.1, GREY, "", "odot"),
    "directs": Pen(1.1, GREY, "", "dot"),
    "commissions": Pen(2.2, GREY, "", "double"),
    "operates": Pen(1.5, BLACK, "", "box"),
    "delegates_to": Pen(1.3, GREY, "4 2.4", "obox"),
    "oversees": Pen(1.3, GREY, "4 2.4", "odot"),
    "advises": Pen(1.7, BLACK, "1.7 3", "onormal"),
    "hosts": Pen(1.0, BLACK, "", "", double=True),
    "funds": Pen(1.3, "#7A5000", "", "odiamond"),
    "part_of": Pen(1.0, GREY, "", "diamond"),
    "post_in": Pen(1.0, GREY, "", ""),
    "headed_by": Pen(1.3, BLACK, "", "onormal"),
}
PENS = MappingProxyType(_PENS)
_BY_STRENGTH = {
    4: "accountable_to",
    3: "performance_manages",
    2: "commissions",
    1: "reports_to",
    0: "advises",
}

# What became of a box or a line, in colour and in print.
CHANGE_INKS = MappingProxyType({"added": "#0060A8", "removed": "#B84700", "changed": "#6B3FA0", "same": GREY})
CHANGE_GROUNDS = MappingProxyType(
    {"added": "#E6F0F8", "removed": "#FDF1EA", "changed": "#F1ECF8", "same": "#FFFFFF"}
)
REMOVED_DASH = "5 3"
REMOVED_TAG = "− REMOVED"

# A solid stroke of what is not shown to be in force is broken into long dashes; a broken one stays as it is, and
# the word beside the line says the rest.
UNSETTLED_DASH = "8 3"
LEGEND_ORDER = tuple(_PENS)


def pen_of(kind: Kind) -> Pen:
    """The pen of a kind; one that a structure adds is drawn as the field's of its strength, and named beside the line."""
    return PENS.get(kind.name) or PENS[_BY_STRENGTH[int(kind.strength)]]


def change_ink(change: str, style: Style) -> str:
    """The ink of what became of a thing: black in print, where tags, dashes and weights say it."""
    if style == "mono":
        return GREY if change == "same" else BLACK
    return CHANGE_INKS[change]


def change_ground(change: str, style: Style) -> str:
    """The ground of a box by what became of it."""
    return "#FFFFFF" if style == "mono" else CHANGE_GROUNDS[change]


def is_own(kind: Kind) -> bool:
    """Whether a kind has no pen of its own, so that its lines must be named."""
    return kind.name not in PENS


def tier_ink(tier: str, tiers: tuple[str, ...], style: Style) -> str:
    """The ink of a tier's boxes."""
    if style == "mono":
        return BLACK
    return _TIER_INKS.get(tier) or _OWN_INKS[_own_place(tier, tiers) % len(_OWN_INKS)]


def tier_band(tier: str, tiers: tuple[str, ...], style: Style) -> str:
    """The ground of a tier's band."""
    if style == "mono":
        return _MONO_BANDS[tiers.index(tier) % 2 if tier in tiers else 0]
    return _TIER_BANDS.get(tier) or _OWN_BANDS[_own_place(tier, tiers) % len(_OWN_BANDS)]


def _own_place(tier: str, tiers: tuple[str, ...]) -> int:
    own = [name for name in tiers if name not in _TIER_INKS]
    return own.index(tier) if tier in own else 0
