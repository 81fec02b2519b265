"""A drawing in words, for readers who cannot see it: one sentence per line drawn, then what no line shows."""

from collections.abc import Collection, Mapping

from govgraph.diagrams.sketch import Sketch, Stroke
from govgraph.model.vocabulary import BASIS_WORDS, STATUS_WORDS, Basis, Kind, Status
from govgraph.text import counted, in_the_plural, listed


def describe(sketch: Sketch, kinds: Mapping[str, Kind], heading: str) -> str:
    """The text alternative of a drawing."""
    number = f"{counted(len(sketch.boxes), 'box', 'boxes')} and {counted(len(sketch.strokes), 'line')}."
    several = {box.key for box in sketch.boxes if box.count > 1 or len(box.parties) > 1} | {
        frame.key for frame in sketch.frames
    }
    lines = [sentence(stroke, sketch.names, kinds, several) for stroke in sketch.strokes]
    left = [f"Not shown: {listed(sketch.left_out)}."] if sketch.left_out else []
    return "\n".join([heading, number, *lines, *sketch.notes, *left])


def sentence(
    stroke: Stroke, names: Mapping[str, str], kinds: Mapping[str, Kind], plural: Collection[str] = ()
) -> str:
    """One line as a sentence, with its standing and its sources; `plural` are boxes that stand for several."""
    lower, upper = names[stroke.lower], names[stroke.upper]
    phrases = [kinds[kind].upward() for kind in stroke.kinds]
    said = listed([in_the_plural(phrase) for phrase in phrases] if stroke.lower in plural else phrases)
    aside = [] if stroke.status is Status.IN_FORCE else [STATUS_WORDS[stroke.status]]
    aside += [stroke.amount] if stroke.amount else []
    if stroke.doubt:
        aside.append(BASIS_WORDS[Basis.INFERRED] if stroke.doubt == "?" else "in part inferred")
    cited = sorted({source for tie in stroke.ties for source in tie.sources})
    aside += [", ".join(cited)] if cited else []
    return f"{lower} {said} {upper} ({'; '.join(aside)})." if aside else f"{lower} {said} {upper}."
