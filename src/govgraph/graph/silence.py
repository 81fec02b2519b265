"""Why a chain stops: what the papers say, and do not say, of whom a party answers to."""

from govgraph.graph.linking import LinkSet
from govgraph.graph.links import Lapse
from govgraph.graph.view import View
from govgraph.graph.ways import ANY, Floor
from govgraph.model.parties import AnswersTo, Silence
from govgraph.model.scopes import covers, overlap
from govgraph.text import listed

SILENT = "the papers name no body to which it answers"
_MAX_REASONS = 3


def why_it_stops(links: LinkSet, view: View, party: str, floor: Floor = ANY) -> str:
    """The reason, as the end of a sentence about the party; never empty.

    `floor` is the least that a link had to be: where only weaker ones lead on, that is the reason.
    """
    absent = links.absence(party)
    if absent is not None:
        return absent
    if links.structure.parties[party].outside:
        return "a partner outside the boundary of these papers"
    said = _said_outright(links.answers_to(party))
    if said is not None:
        return said
    relevant = _relevant(links, view, party)
    reasons = [lapse.why for lapse in relevant]
    weaker = [upper for upper in view.onward(party) if upper not in view.onward(party, floor)]
    if weaker:
        names = listed([links.structure.parties[upper].name for upper in weaker])
        reasons.insert(0, f"only links too weak to instruct lead on, to {names}")
    other = _other_scopes(links, view, party)
    if other:
        reasons.append(other)
    if not weaker and not other and all(lapse.only_suggested for lapse in relevant):
        reasons.insert(0, SILENT)
    shown = reasons[:_MAX_REASONS]
    more = len(reasons) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _said_outright(answers_to: AnswersTo) -> str | None:
    if answers_to.silence is Silence.NONE:
        return "the papers say that it answers to nobody"
    if answers_to.silence is Silence.OUTSIDE:
        return f"it answers beyond these papers: {answers_to.text}"
    return None


def _relevant(links: LinkSet, view: View, party: str) -> list[Lapse]:
    """The statements that would have carried the account here, or that unsettle it, each reason once."""
    found: dict[str, Lapse] = {}
    for lapse in links.lapses.get(party, ()):
        if covers(lapse.scope, view.scope) or (lapse.sets_aside and overlap(lapse.scope, view.scope)):
            found.setdefault(lapse.why, lapse)
    return list(found.values())


def _other_scopes(links: LinkSet, view: View, party: str) -> str | None:
    """Lines that the party has, but for other scopes."""
    structure = links.structure
    elsewhere: dict[str, list[str]] = {}
    for link in links.upward.get(party, ()):
        if not link.fallback and not covers(link.scope, view.scope):
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
    return f"its lines are for {listed(described, most=_MAX_REASONS)}"
