"""Figures recomputed: what each `equals` comes to, and why one comes to nothing."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from govgraph.model.duties import Figure
from govgraph.model.expressions import Expression, ExpressionError, evaluate, parse, references


@dataclass(frozen=True, slots=True)
class Working:
    """A figure's expression and what it comes to; `problem` says why it comes to nothing."""

    expression: Expression | None = None
    value: Decimal | None = None
    problem: str | None = None
    unknown: tuple[str, ...] = ()


def work_out(figures: Mapping[str, Figure]) -> dict[str, Working]:
    """Each figure that has `equals`, recomputed from what is stated of the figures it names.

    A figure that is named counts with its stated amount; one that states none, with what its own `equals`
    comes to.
    """
    parsed: dict[str, Expression] = {}
    found: dict[str, Working] = {}
    for key, figure in figures.items():
        if figure.equals is None:
            continue
        try:
            parsed[key] = parse(figure.equals)
        except ExpressionError as error:
            found[key] = Working(problem=str(error))
    values = {key: figure.amount for key, figure in figures.items() if figure.amount is not None}
    # A figure waits for those that it names and that state no amount of their own.
    waiting: dict[str, set[str]] = {}
    waited_for: dict[str, list[str]] = defaultdict(list)
    for key, expression in parsed.items():
        waiting[key] = {name for name in references(expression) if name in parsed and name not in values}
        for name in waiting[key]:
            waited_for[name].append(key)
    ready = deque(key for key in parsed if not waiting[key])
    while ready:
        key = ready.popleft()
        found[key] = _worked_out(parsed[key], figures, values)
        value = found[key].value
        if value is not None:
            values.setdefault(key, value)
        for other in waited_for[key]:
            waiting[other].discard(key)
            if not waiting[other]:
                ready.append(other)
    for key, expression in parsed.items():
        if key not in found:
            found[key] = Working(expression, problem="it rests on itself, through the figures that it names")
    return {key: found[key] for key in figures if key in found}


def _worked_out(
    expression: Expression, figures: Mapping[str, Figure], values: Mapping[str, Decimal]
) -> Working:
    unknown = tuple(name for name in dict.fromkeys(references(expression)) if name not in figures)
    if unknown:
        return Working(expression, unknown=unknown)
    try:
        return Working(expression, evaluate(expression, values))
    except ExpressionError as error:
        return Working(expression, problem=str(error))
