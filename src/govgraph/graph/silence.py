"""Why a chain stops: what the papers say, and do not say, of whom a party answers to."""

from govgraph.graph.links import Lapse, LinkSet
from govgraph.graph.view import View
from govgraph.model.parties import Silence
from govgraph.model.scopes import covers
from govgraph.text import listed

_MAX_REASONS = 3


def why_it_stops(links: LinkSet, view: View, party: str) -> str:
    """The reason, as the end of a sentence about the party; never empty."""
    structure = links.structure
    row = structure.parties[party]
    absent = links.absence(party)
    if absent is not None:
        return absent
    if row.outside:
        return "a partner outside the boundary of these papers"
    if row.answers_to.silence is Silence.NONE:
        return "the papers say that it answers to nobody"
    if row.answers_to.silence is Silence.OUTSIDE:
        return f"it answers beyond these papers: {row.answers_to.text}"
    relevant = _relevant(links, view, party)
    reasons = [lapse.why for lapse in relevant]
    other = _other_scopes(links, view, party)
    if other:
        reasons.append(other)
    if all(lapse.only_suggested for lapse in relevant) and not other:
        reasons.insert(0, "the papers name no body to which it answers")
    shown = reasons[:_MAX_REASONS]
    more = len(reasons) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _relevant(links: LinkSet, view: View, party: str) -> list[Lapse]:
    """The statements that would have carried the account here, each reason once."""
    found: dict[str, Lapse] = {}
    for lapse in links.lapses.get(party, ()):
        if covers(lapse.scope, view.scope):
            found.setdefault(lapse.why, lapse)
    return list(found.values())


def _other_scopes(links: LinkSet, view: View, party: str) -> str | None:
    """Lines that the party has, but for other scopes."""
    structure = links.structure
    elsewhere: dict[str, list[str]] = {}
    for link in links.links:
        if link.lower == party and not link.fallback and not covers(link.scope, view.scope):
            name = structure.parties[link.upper].name
            title = structure.scopes.get(link.scope, link.scope)
            if name not in elsewhere.setdefault(title, []):
                elsewhere[title].append(name)
    if not elsewhere:
        return None
    described = [
        f"{title.lower() if title.islower() else title} (to {listed(names)})"
        for title, names in sorted(elsewhere.items())
    ]
    return f"its lines are for {listed(described)}"
