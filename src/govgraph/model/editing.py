"""A structure with something changed in it, to ask what would follow: an edited copy, never the structure itself."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from govgraph.errors import UsageError
from govgraph.model.parties import Post
from govgraph.model.relationships import Relationship
from govgraph.model.scopes import ALL, RESERVED
from govgraph.model.statements import ATTACHMENT_FIELDS, Attachment, Row
from govgraph.model.structure import Structure
from govgraph.model.vocabulary import Status
from govgraph.text import did_you_mean

R = TypeVar("R", bound=Row)

# Sections whose rows have an id, and lists whose rows have one.
_KEYED = ("organisations", "posts", "duties", "services", "figures")


def without(structure: Structure, ids: Iterable[str]) -> Structure:
    """The structure as if these parties, relationships or duties were a thing of the past.

    Whatever is said of a party that is no more counts no more. Raises UsageError for an unknown id.
    """
    gone = list(ids)
    for word in gone:
        if word not in _ids(structure):
            raise _unknown(structure, word)
    return with_status(structure, dict.fromkeys(gone, Status.HISTORICAL))


def with_status(structure: Structure, statuses: Mapping[str, Status]) -> Structure:
    """The structure with another status for a party, a relationship, a duty; or for all rows that have a status.

    Raises UsageError for what is neither an id nor a status.
    """
    for word in statuses:
        if word not in {*_ids(structure), *map(str, Status)}:
            raise _unknown(structure, word)

    def changed(id_: str, row: Any) -> Any:
        status = statuses.get(id_) or statuses.get(getattr(row, "status", ""))
        row = row if status is None else row.model_copy(update={"status": status})
        own = {
            field: tuple(_of_status(attachment, statuses) for attachment in getattr(row, field))
            for field in ATTACHMENT_FIELDS
            if getattr(row, field, ())
        }
        return row.model_copy(update=own) if own else row

    return _mapped(structure, changed)


def _of_status(attachment: Attachment, statuses: Mapping[str, Status]) -> Attachment:
    """A structural fact with a status of its own, as the choice for all rows of that status has it."""
    own = "status" in attachment.model_fields_set
    status = statuses.get(attachment.status) if own else None
    return attachment if status is None else attachment.model_copy(update={"status": status})


def with_vacancies(structure: Structure, posts: Iterable[str]) -> Structure:
    """The structure with these posts vacant. Raises UsageError for what is no post."""
    vacant = set(posts)
    for post in sorted(vacant):
        if post not in structure.posts:
            hint = did_you_mean(post, structure.posts) or "only a post can be vacant"
            raise UsageError(f"no post {post!r} in {structure.id}", hint)
    return _mapped(
        structure,
        lambda id_, row: (
            row.model_copy(update={"vacant": True}) if isinstance(row, Post) and id_ in vacant else row
        ),
    )


def with_relationships(structure: Structure, sentences: Iterable[str]) -> Structure:
    """The structure with relationships added, each written `A accountable_to B`, or with `in SCOPE` after it.

    They are taken as in force, and rest on nothing but the question. Raises UsageError for a sentence that
    names no kind, party or scope of the structure.
    """
    rows = [_relationship(structure, sentence) for sentence in sentences]
    return _rebuilt(structure, {"relationships": (*structure.relationships, *rows)})


def _relationship(structure: Structure, sentence: str) -> Relationship:
    match sentence.split():
        case [start, kind, end]:
            scope = ALL
        case [start, kind, end, "in", scope]:
            pass
        case _:
            raise UsageError(
                f"{sentence!r} is no relationship",
                'write it as "A accountable_to B" or "A accountable_to B in SCOPE"',
            )
    for party in (start, end):
        if party not in structure.parties:
            hint = did_you_mean(party, structure.parties) or "name an organisation or post by its id"
            raise UsageError(f"no party {party!r} in {structure.id}", hint)
    if kind not in structure.kinds:
        hint = did_you_mean(kind, structure.kinds) or f"kinds are {', '.join(structure.kinds)}"
        raise UsageError(f"no kind of relationship {kind!r}", hint)
    if scope not in {ALL, *RESERVED, *structure.scopes}:
        raise UsageError(
            f"no scope {scope!r} in {structure.id}", did_you_mean(scope, structure.scopes) or "leave it out"
        )
    row = Relationship.model_validate(
        {"from": start, "kind": kind, "to": end, "scope": scope, "note": "Supposed."}
    )
    return row.model_copy(update={"id": f"{start}.{kind}.{end}@supposed"})


def _ids(structure: Structure) -> set[str]:
    found = {id_ for section in _KEYED for id_ in getattr(structure, section)}
    return found | {row.id for row in structure.relationships}


def _unknown(structure: Structure, word: str) -> UsageError:
    hint = did_you_mean(word, {*_ids(structure), *map(str, Status)})
    return UsageError(
        f"nothing in {structure.id} has the id {word!r}",
        hint
        or "name a party, a relationship or a duty; `govgraph check --format json` shows ids of relationships",
    )


def _mapped(structure: Structure, changed: Callable[[str, Any], Any]) -> Structure:
    """The structure with every row replaced by what a function makes of it and its id."""
    rows: dict[str, Any] = {
        section: {id_: changed(id_, row) for id_, row in getattr(structure, section).items()}
        for section in _KEYED
    }
    rows["decision_rules"] = {body: changed("", row) for body, row in structure.decision_rules.items()}
    rows["relationships"] = tuple(changed(row.id, row) for row in structure.relationships)
    rows["memberships"] = tuple(changed("", row) for row in structure.memberships)
    return _rebuilt(structure, rows)


def _rebuilt(structure: Structure, rows: Mapping[str, Any]) -> Structure:
    kept: dict[str, Any] = {name: getattr(structure, name) for name in Structure.model_fields}
    return Structure.model_construct(**(kept | dict(rows)))
