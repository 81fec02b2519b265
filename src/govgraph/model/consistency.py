"""Whether the rows of a structure fit together: ids that exist, scopes in the tree, no circle of part_of.

Misfits are values with the path of the row and field, so that a reader of files can point at the place.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from govgraph.model.circles import circles, succession_loops, too_deep
from govgraph.model.misfit import Known, Misfit, Path, cited
from govgraph.model.scopes import ALL, RESERVED
from govgraph.model.statements import Attachment
from govgraph.model.vocabulary import KIND_HINTS, KINDS, WRITTEN_ELSEWHERE
from govgraph.model.workings import work_out
from govgraph.text import Suggester

if TYPE_CHECKING:  # the structure asks this module whether it fits together
    from govgraph.model.structure import Structure


@dataclass(slots=True)
class _Check:
    """The ids that exist, by what they name; `broken` are rows that exist but could not be read."""

    structure: "Structure"
    broken: Mapping[str, frozenset[str]]
    suggest: Suggester
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def known(self, *sections: str) -> frozenset[str]:
        key = "+".join(sections)
        if key not in self._known:
            self._known[key] = frozenset(
                chain.from_iterable((*getattr(self.structure, s), *self.broken.get(s, ())) for s in sections)
            )
        return self._known[key]

    def among(self, what: str, options: Collection[str], fallback: str) -> Known:
        return Known(what, options, "not in this structure", fallback)

    def unknown(self, path: Path, word: str, what: str, options: Collection[str], fallback: str) -> Misfit:
        return self.among(what, options, fallback).unknown(path, word, self.suggest)

    def ids(self, path: Path, words: Iterable[str], what: str, *sections: str) -> Iterator[Misfit]:
        known = self.among(what, self.known(*sections), f"define it under {' or '.join(sections)}")
        return known.missing(path, words, self.suggest)

    def parties(self, path: Path, words: Iterable[str]) -> Iterator[Misfit]:
        return self.ids(path, words, "party", "organisations", "posts")

    def scope(self, path: Path, scope: str) -> Iterator[Misfit]:
        if scope not in self.structure.scopes and scope != ALL and scope not in RESERVED:
            yield self.unknown((*path, "scope"), scope, "scope", self.structure.scopes, "add it under scopes")

    def citations(self, path: Path, row: Any) -> Iterator[Misfit]:
        known = self.among("source", self.known("sources"), "add it under sources")
        return known.missing((*path, "source"), cited(row), self.suggest)


def misfits(
    structure: "Structure",
    broken: Mapping[str, frozenset[str]] | None = None,
    suggest: Suggester | None = None,
) -> Iterator[Misfit]:
    """Every misfit of a structure, section by section.

    `broken` names rows, by section, whose ids exist although the rows themselves could not be read.
    """
    check = _Check(structure, broken or {}, suggest or Suggester())
    yield from _header(check)
    yield from _parties(check)
    yield from _relationships(check)
    yield from _memberships(check)
    yield from _duties(check)
    yield from _decision_rules(check)
    yield from _others(check)
    yield from list(circles(structure)) or too_deep(structure)
    yield from succession_loops(structure)


def _header(check: _Check) -> Iterator[Misfit]:
    header = check.structure.header
    yield from check.parties(("structure", "root"), header.root)
    yield from check.parties(("structure", "subjects"), header.subjects)
    for name in header.vocabulary.kinds:
        if name in KINDS or name in WRITTEN_ELSEWHERE:
            place: Path = ("structure", "vocabulary", "kinds", name)
            yield Misfit(place, f"the kind {name!r} exists already", "give your kind a name of its own")
    for name in header.settings.kinds:
        if name not in check.structure.kinds:
            place = ("structure", "settings", "kinds", name)
            hint = KIND_HINTS.get(name) or check.suggest.near(name, check.structure.kinds)
            yield Misfit(
                place, f"relationship kind {name!r} is not known", hint or "add it under vocabulary, kinds"
            )
    for scope in check.structure.scopes:
        if scope == ALL:
            yield Misfit(("scopes", scope), "the scope 'all' exists already", "leave the row out")
        parent = scope.rpartition("/")[0]
        if parent and parent not in check.structure.scopes and parent not in RESERVED:
            yield Misfit(
                ("scopes", scope), f"the scope above it, {parent!r}, is missing", f"add {parent} under scopes"
            )


def _parties(check: _Check) -> Iterator[Misfit]:
    structure = check.structure
    for section, rows in (("organisations", structure.organisations), ("posts", structure.posts)):
        other = "posts" if section == "organisations" else "organisations"
        for key, party in rows.items():
            path: Path = (section, key)
            if section == "posts" and key in check.known(other):
                yield Misfit(path, f"the id {key!r} is taken by an organisation", "give the post another id")
            if party.tier is not None and party.tier not in structure.tiers:
                known = structure.tiers
                hint = check.suggest.near(party.tier, known) or "add it under structure, vocabulary, tiers"
                yield Misfit((*path, "tier"), f"tier {party.tier!r} is not known", hint)
            if party.one_of is not None:
                if party.one_of == key:
                    yield Misfit(
                        (*path, "one_of"), "a party cannot be one of itself", "name the counted party"
                    )
                else:
                    yield from check.parties((*path, "one_of"), (party.one_of,))
            yield from check.citations(path, party)
    for key, organisation in structure.organisations.items():
        if organisation.kind not in structure.organisation_kinds:
            near = check.suggest.near(organisation.kind, structure.organisation_kinds)
            yield Misfit(
                ("organisations", key, "kind"),
                f"organisation kind {organisation.kind!r} is not known",
                near or f"add it: structure: {{vocabulary: {{organisation_kinds: [{organisation.kind}]}}}}",
            )
        yield from _attachments(check, ("organisations", key, "part_of"), organisation.part_of)
    for key, post in structure.posts.items():
        yield from _attachments(check, ("posts", key, "in"), post.in_)
        yield from _attachments(check, ("posts", key, "heads"), post.heads)


def _attachments(check: _Check, path: Path, attachments: tuple[Attachment, ...]) -> Iterator[Misfit]:
    yield from check.ids(
        path, (attachment.body for attachment in attachments), "organisation", "organisations"
    )
    for index, attachment in enumerate(attachments):
        yield from check.citations((*path, index), attachment)


def _relationships(check: _Check) -> Iterator[Misfit]:
    kinds = check.structure.kinds
    for index, row in enumerate(check.structure.relationships):
        path: Path = ("relationships", index)
        if row.kind not in kinds:
            elsewhere = WRITTEN_ELSEWHERE.get(row.kind)
            hint = (
                f"write it {elsewhere}"
                if elsewhere
                else KIND_HINTS.get(row.kind) or check.suggest.near(row.kind, kinds)
            )
            yield Misfit(
                (*path, "kind"),
                f"relationship kind {row.kind!r} is not known",
                hint or "add it under structure, vocabulary, kinds, and say how it carries",
            )
        yield from check.parties((*path, "from"), (row.from_,))
        yield from check.parties((*path, "to"), row.to)
        yield from check.parties((*path, "via"), row.via)
        yield from check.scope(path, row.scope)
        if row.service is not None:
            yield from check.ids((*path, "service"), (row.service,), "service", "services")
        yield from check.citations(path, row)


def _memberships(check: _Check) -> Iterator[Misfit]:
    for index, row in enumerate(check.structure.memberships):
        path: Path = ("memberships", index)
        yield from check.ids((*path, "body"), (row.body,), "organisation", "organisations")
        yield from check.parties((*path, "member"), (row.member,))
        yield from check.parties((*path, "represents"), row.represents)
        yield from check.scope(path, row.scope)
        yield from check.citations(path, row)


def _duties(check: _Check) -> Iterator[Misfit]:
    for key, duty in check.structure.duties.items():
        path: Path = ("duties", key)
        for letter in ("accountable", "responsible", "consulted", "informed", "allocates_among"):
            yield from check.parties((*path, letter), getattr(duty, letter))
        if duty.lead is not None:
            yield from check.parties((*path, "lead"), (duty.lead,))
        if duty.service is not None:
            yield from check.ids((*path, "service"), (duty.service,), "service", "services")
        yield from check.scope(path, duty.scope)
        yield from check.citations(path, duty)
    for key, service in check.structure.services.items():
        yield from check.scope(("services", key), service.scope)
        yield from check.citations(("services", key), service)


def _decision_rules(check: _Check) -> Iterator[Misfit]:
    for key, rule in check.structure.decision_rules.items():
        path: Path = ("decision_rules", key)
        if key not in check.known("organisations"):
            yield check.unknown(
                path,
                key,
                "organisation",
                check.known("organisations"),
                "a decision rule is filed under its body",
            )
        yield from check.parties((*path, "binds"), rule.binds)
        for party in rule.weights or {}:
            if party not in check.known("organisations", "posts"):
                options = check.known("organisations", "posts")
                yield check.unknown((*path, "weights", party), party, "party", options, "define it first")
        yield from check.citations(path, rule)


def _others(check: _Check) -> Iterator[Misfit]:
    structure = check.structure
    heirs = ("organisations", "posts", "duties")
    anything = (*heirs, "figures", "services", "decision_rules", "sources", "scopes")
    for key, figure in structure.figures.items():
        yield from check.ids(("figures", key, "about"), figure.about, "entry", *anything)
        yield from check.citations(("figures", key), figure)
    yield from _arithmetic(check)
    for index, row in enumerate(structure.successions):
        path: Path = ("successions", index)
        yield from check.ids((*path, "from"), row.from_, "party or duty", *heirs)
        yield from check.ids((*path, "to"), row.to, "party or duty", *heirs)
        yield from check.scope(path, row.scope)
        yield from check.citations(path, row)
    for index, contradiction in enumerate(structure.contradictions):
        path = ("contradictions", index)
        yield from check.ids((*path, "about"), contradiction.about, "entry", *anything)
        yield from check.citations(path, contradiction)
        for place, saying in enumerate(contradiction.statements):
            yield from check.citations((*path, "statements", place), saying)
    for index, accepted in enumerate(structure.accepted):
        yield from check.ids(("accepted", index, "subjects"), accepted.subjects, "entry", *anything)
    for index, view in enumerate(structure.views):
        yield from check.parties(("views", index, "fold"), view.fold)
        yield from check.parties(("views", index, "order"), view.order)


def _arithmetic(check: _Check) -> Iterator[Misfit]:
    """Expressions that are no arithmetic, name no figure, or come to nothing."""
    known = check.known("figures")
    for key, working in work_out(check.structure.figures).items():
        path: Path = ("figures", key, "equals")
        for name in working.unknown:
            if name in known:  # a figure whose row could not be read: told there
                continue
            split = [part for part in name.split("-") if part in known]
            hint = (
                f"put spaces round a minus: {' - '.join(name.split('-'))}"
                if len(split) > 1
                else check.suggest.near(name, known) or "define it under figures, or write the number"
            )
            yield Misfit(path, f"figure {name!r} is not in this structure", hint)
        if working.problem is not None:
            yield Misfit(
                path,
                f"equals: {working.problem}",
                "write numbers and ids of figures with + - * / and parentheses",
            )
