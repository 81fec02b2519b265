"""The answer to 'is line of sight clear?' in two sentences, for any structure.

The first gives the verdict and what it means here; the second says what it rests on and where chains stop.
Both are derived from the answers alone, so that they cannot say more than these do.
"""

import re
from collections import Counter
from collections.abc import Sequence

from govgraph.graph import Answer, Direction, GovernanceGraph, Verdict
from govgraph.reports import grounds, wording
from govgraph.reports.strips import Group, Strip, groups, strips_of
from govgraph.text import counted, listed, one_line

_MOST_CLAUSES = 3
# The places that a reason cites stand in the strips below; inside brackets of the summary they would be brackets twice.
_CITED = re.compile(r" \([^()]*\)$")


def in_two_sentences(graph: GovernanceGraph, answers: Sequence[Answer]) -> tuple[str, str]:
    """Two sentences about answers of one direction."""
    if not graph.roots:
        return (
            "Line of sight cannot be read here: the structure names no root, the party at the top.",
            "No line was looked for.",
        )
    if not answers:
        roots = wording.all_the(graph, graph.roots, "or")
        return (
            f"Line of sight from {roots} was not asked about: the structure names no subject that exists at the date.",
            "No line was looked for.",
        )
    return _verdict_sentence(graph, answers), wording.capital(_rests_sentence(graph, answers))


# -- the first sentence


def _verdict_sentence(graph: GovernanceGraph, answers: Sequence[Answer]) -> str:
    by_verdict: dict[Verdict, list[Answer]] = {}
    for answer in answers:
        by_verdict.setdefault(answer.verdict, []).append(answer)
    if len(by_verdict) == 1:
        verdict = answers[0].verdict
        return _one_verdict(
            graph, verdict, answers, wording.all_the(graph, (answer.subject for answer in answers))
        )
    mixed = {
        a.subject
        for a in answers
        if any(b.subject == a.subject and b.verdict is not a.verdict for b in answers)
    }
    parts = [
        _part(graph, verdict, by_verdict[verdict], mixed) for verdict in Verdict if verdict in by_verdict
    ]
    return f"{_what(graph, answers[0])} is {'; '.join(parts[:-1])}; and {parts[-1]}, in the papers we saw."


def _part(graph: GovernanceGraph, verdict: Verdict, answers: Sequence[Answer], mixed: set[str]) -> str:
    """`clear to A and B`; a subject with several verdicts is named with the scopes of this one."""
    plain = wording.all_the(graph, (answer.subject for answer in answers if answer.subject not in mixed))
    own: dict[str, list[str]] = {}
    for answer in answers:
        if answer.subject in mixed:
            own.setdefault(answer.subject, []).extend(answer.scopes)
    by_scopes: dict[tuple[str, ...], list[str]] = {}
    for subject, held in own.items():
        by_scopes.setdefault(tuple(held), []).append(subject)
    scoped = [
        f"{wording.all_the(graph, subjects)} (for {wording.scope_titles(graph, scopes)})"
        for scopes, subjects in by_scopes.items()
    ]
    word = "not shown" if verdict is Verdict.NONE else wording.VERDICT_WORDS[verdict]
    return f"{word} to {listed([part for part in (plain, *scoped) if part])}"


def _what(graph: GovernanceGraph, answer: Answer) -> str:
    what = wording.capital(wording.line_of(answer.direction))
    roots = wording.all_the(graph, answer.roots or graph.roots, "or")
    return f"{what} from {roots}{wording.by_way_of(graph, answer)}"


def _one_verdict(
    graph: GovernanceGraph,
    verdict: Verdict,
    answers: Sequence[Answer],
    subjects: str,
    *,
    several: bool | None = None,
) -> str:
    several = len({answer.subject for answer in answers}) > 1 if several is None else several
    if all(answer.line is not None and not answer.line.links for answer in answers):
        return f"No line is needed: {subjects} {'are' if several else 'is'} at the top already."
    if verdict is Verdict.NONE:
        return f"The papers we saw show no {_what(graph, answers[0])[:1].lower()}{_what(graph, answers[0])[1:]} to {subjects}."
    reason = _reason(answers, several=several)
    return f"{_what(graph, answers[0])} to {subjects} is {wording.VERDICT_WORDS[verdict]} in the papers we saw: {reason}."


def _reason(answers: Sequence[Answer], *, several: bool) -> str:
    """Why answers of one verdict have it; only what follows from the definition of the verdict, and of its best lines."""
    verdict = answers[0].verdict
    has = "each has" if several else "there is"
    if verdict is Verdict.CLEAR:
        return f"{has} a line of accountability or management whose links are all stated and in force"
    if verdict is Verdict.WEAK:
        return f"{has} a line, but none without a link that carries reports or assurance only"
    cases = {(answer.strength >= 3, bool(answer.line and answer.line.unsettled)) for answer in answers}
    # A line that was asked for by way of others is the best of those alone: nothing is said of the rest.
    if cases == {(True, True)}:
        return (
            f"{has} a line of accountability or management, but none whose every link is stated and in force"
        )
    if cases == {(False, False)}:
        return f"{has} a line whose every link is stated and in force, but none without a contract, a delegation or a step from a body to its head on the way"
    if cases == {(False, True)}:
        return f"{has} a line, but none without a contract, a delegation or a step from a body to its head on the way, and not every link of the best is stated and in force"
    return f"{has} a line, but none both of accountability or management throughout and stated and in force throughout"


# -- the second sentence


def _rests_sentence(graph: GovernanceGraph, answers: Sequence[Answer]) -> str:
    found = groups(graph, answers)
    if len(found) > 1:
        return _rests_in_general(graph, answers)
    return _rests_in_detail(graph, found[0])


def _rests_in_detail(graph: GovernanceGraph, group: Group) -> str:
    strips = strips_of(graph, group.answers)
    best_lines = {answer.line for answer in group.answers}
    best = [strip for strip in strips if strip.line is not None and strip.line in best_lines]
    rest = [strip for strip in strips if strip not in best]
    clauses = [_best_clause(graph, strip, alone=len(best) == 1) for strip in best]
    clauses.extend(_other_clauses(graph, [strip for strip in rest if strip.line is not None]))
    clauses.extend(_dead_clause(graph, strip) for strip in rest if strip.line is None)
    clauses.extend(
        _why_clause(graph, answer, alone=len(group.answers) == 1) for answer in group.answers if answer.why
    )
    if not clauses:
        return "It rests on no link."
    # What limits the answer matters more than a further line that works: the best is kept, then the last ones.
    dropped = len(clauses) - _MOST_CLAUSES - 1
    if dropped > 0:
        clauses = [*clauses[:1], *clauses[1 + dropped :]]
        return (
            f"{'; '.join(clauses)}; and {counted(dropped, 'more limb is', 'more limbs are')} set out below."
        )
    return f"{listed_clauses(clauses)}."


def listed_clauses(clauses: Sequence[str]) -> str:
    """Clauses parted by semicolons, with `and` before the last."""
    return clauses[0] if len(clauses) == 1 else f"{'; '.join(clauses[:-1])}; and {clauses[-1]}"


def _best_clause(graph: GovernanceGraph, strip: Strip, *, alone: bool) -> str:
    assert strip.line is not None
    where = _where(graph, strip, alone=alone)
    return f"{where}the best line, {_route(graph, strip)}, rests on {grounds.grounds(strip.line)} ({grounds.cited(strip.line)})"


def _where(graph: GovernanceGraph, strip: Strip, *, alone: bool = False) -> str:
    return "" if alone or not strip.scopes else f"for {_scopes(graph, strip.scopes)}, "


def _scopes(graph: GovernanceGraph, scopes: Sequence[str]) -> str:
    """Scopes inside a sentence: by title while they are few."""
    if len(scopes) > 2:
        return f"{len(scopes)} of the {len(graph.scopes)} scopes"
    return listed([wording.scope_title(graph, scope) for scope in scopes])


def _route(graph: GovernanceGraph, strip: Strip) -> str:
    return (
        "direct"
        if strip.line is not None and len(strip.line.links) == 1
        else f"through {wording.the(graph, strip.through)}"
    )


def _other_clauses(graph: GovernanceGraph, strips: Sequence[Strip]) -> list[str]:
    """Lines beside the best, those that rest on the same kind of grounds together."""
    alike: dict[tuple[object, ...], list[Strip]] = {}
    for strip in strips:
        assert strip.line is not None
        stops = strip.stops if strip.verdict is Verdict.WEAK else ()
        alike.setdefault((strip.scopes, grounds.sort_of_grounds(strip.line), stops), []).append(strip)
    return [_other_clause(graph, members) for members in alike.values()]


def _other_clause(graph: GovernanceGraph, members: Sequence[Strip]) -> str:
    first = members[0]
    assert first.line is not None
    routes = listed([_route(graph, strip) for strip in members])
    many = len(members) > 1
    if routes == "direct":
        return f"{_where(graph, first)}the direct line rests on {grounds.grounds(first.line)}"
    subject = f"{_where(graph, first)}the line{'s' if many else ''} {routes}"
    if first.verdict is Verdict.WEAK:
        stops = f", and in part stop{'' if many else 's'} at {_stops(graph, first)}" if first.stops else ""
        standing = f", {grounds.shortfall(first.line)}" if first.line.unsettled and not many else ""
        return f"{subject} carr{'y' if many else 'ies'} reports or assurance only at the weakest link{standing}{stops}"
    return (
        f"{subject} each rest on {grounds.sort_of_grounds(first.line)}"
        if many
        else f"{subject} rests on {grounds.grounds(first.line)}"
    )


def _dead_clause(graph: GovernanceGraph, strip: Strip) -> str:
    limb = f"{_where(graph, strip)}the limb through {wording.the(graph, strip.through)}"
    if {stop.at for stop in strip.stops} == {strip.through}:
        return f"{limb} goes no further ({one_line(strip.stops[0].why).split('; ')[0]})"
    return f"{limb} stops at {_stops(graph, strip)}"


def _why_clause(graph: GovernanceGraph, answer: Answer, *, alone: bool) -> str:
    """Why an answer has no line at all; `alone` where no other scope could be meant."""
    why = one_line(answer.why)
    where = "" if alone else f"for {_scopes(graph, answer.scopes)}, "
    return (
        f"{where}{why}"
        if answer.via
        else f"{where}nothing leads up from {wording.the(graph, answer.subject)}: {why}"
    )


def _stops(graph: GovernanceGraph, strip: Strip) -> str:
    """Where chains stop, each place once, with the first reason of the first two; the strips below give all of them."""
    reasons: dict[str, str] = {}
    for stop in strip.stops:
        reasons.setdefault(stop.at, _CITED.sub("", one_line(stop.why).split("; ")[0]))
    shown = [f"{wording.the(graph, at)} ({why})" for at, why in [*reasons.items()][:2]]
    more = len(reasons) - len(shown)
    return listed([*shown, counted(more, "other place")] if more else shown)


def _rests_in_general(graph: GovernanceGraph, answers: Sequence[Answer]) -> str:
    """Where subjects differ: what their best lines rest on together, and where chains stop."""
    links = {link for answer in answers if answer.line for link in answer.line.links}
    clauses = []
    if links:
        unsettled = Counter(wording.short_standing(link) for link in links if not link.settled)
        short = listed(
            [
                f"{number} {word}"
                for word, number in sorted(unsettled.items(), key=lambda item: (-item[1], item[0]))
            ]
        )
        stated = sum(link.settled for link in links)
        standing = f"{stated} stated and in force" + (f", {short}" if short else "")
        clauses.append(f"the best lines rest on {counted(len(links), 'link')}: {standing}")
    dead = [
        (strip, group)
        for group in groups(graph, answers)
        for strip in strips_of(graph, group.answers)
        if strip.line is None
    ]
    places = list(dict.fromkeys(stop.at for strip, _ in dead for stop in strip.stops))
    if places:
        limbs = counted(sum(len(group.subjects) for _, group in dead), "limb stops", "limbs stop")
        clauses.append(f"{limbs} short, at {wording.all_the(graph, places)}")
    silent = [
        answer for answer in answers if answer.verdict is Verdict.NONE and not answer.limbs and answer.why
    ]
    clauses.extend(_why_clause(graph, answer, alone=len(graph.scopes) == 1) for answer in silent[:1])
    if len(silent) > 1:
        clauses.append(
            f"for reasons set out below, nothing leads up in {counted(len(silent) - 1, 'further case', 'further cases')}"
        )
    return f"{listed_clauses(clauses)}." if clauses else "It rests on no link."


def group_headlines(graph: GovernanceGraph, group: Group, *, alone: bool) -> list[str]:
    """The verdict on subjects that share their answers: one sentence for each verdict, with its scopes where there are several.

    A group that stands alone with one verdict has been told by the summary: nothing is said again.
    """
    by_verdict: dict[Verdict, list[Answer]] = {}
    for answer in group.answers:
        by_verdict.setdefault(answer.verdict, []).append(answer)
    if alone and len(by_verdict) == 1:
        return []
    subjects = wording.all_the(graph, group.subjects)
    found = []
    for verdict, answers in sorted(by_verdict.items(), key=lambda item: item[0].rank):
        scopes = wording.scope_titles(graph, (scope for answer in answers for scope in answer.scopes))
        sentence = _one_verdict(graph, verdict, answers, subjects, several=len(group.subjects) > 1)
        found.append(
            f"For {scopes}: {sentence[:1].lower()}{sentence[1:]}" if len(by_verdict) > 1 else sentence
        )
    return found


def by_direction(answers: Sequence[Answer]) -> list[tuple[Direction, list[Answer]]]:
    """Answers parted by direction, the account first; a direction that was not asked about is left out."""
    found = [
        (direction, [answer for answer in answers if answer.direction is direction])
        for direction in Direction
    ]
    return [(direction, own) for direction, own in found if own]
