"""Structures as plain rows: read, put into one form, edited, and written out again for the tool to read."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from timing import ROOT

Row = dict[str, Any]
Document = dict[str, Any]

FOLDERS = ("models", "models/case-studies", "models/synthetic")
KEYED = (
    "organisations", "posts", "decision_rules", "duties", "services", "figures", "sources", "scopes",
)  # fmt: skip
LISTED = ("relationships", "memberships", "successions", "contradictions")
# Each injected row cites the one source, each row that was there and is changed the other: what a finding rests on is
# then seen in its evidence, whatever the finding is about.
INJECTED, MARKED = "injected", "marked"
_LISTS = {
    "organisations": ("aliases", "names", "areas"),
    "posts": ("aliases",),
    "relationships": ("via",),
    "memberships": ("represents",),
    "duties": ("accountable", "responsible", "consulted", "informed", "allocates_among"),
    "services": ("settings", "populations"),
    "figures": ("about",),
    "contradictions": ("about", "statements"),
    "sources": ("missing",),
    "decision_rules": ("binds",),
}
_ATTACHED = {"organisations": ("part_of",), "posts": ("in", "heads")}


def library() -> dict[str, Document]:
    """Every structure of models/ by the name of its file, in one form."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.yaml"))
    return {path.stem: read(path) for path in paths}


def read(path: Path) -> Document:
    """A structure as texts, lists and mappings; no parser decides what a text means, as in the tool itself."""
    document: Document = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    return plain(document)


def plain(document: Document) -> Document:
    """One way of writing where the form allows several: lists are lists, empty fields are left out."""
    for section in (*KEYED, *LISTED):
        rows = document.setdefault(section, {} if section in KEYED else [])
        if rows == "":
            rows = document[section] = {} if section in KEYED else []
        for row in rows.values() if section in KEYED else rows:
            if isinstance(row, dict):
                _plain_row(section, row)
    document["sources"] |= {INJECTED: {"title": "What was injected"}, MARKED: {"title": "What was changed"}}
    for field in ("root", "subjects"):
        document["structure"][field] = _many(document["structure"].get(field, []))
    return document


def _plain_row(section: str, row: Row) -> None:
    for field in [field for field, value in row.items() if value == ""]:
        del row[field]
    for field in _LISTS.get(section, ()):
        if field in row:
            row[field] = _many(row[field])
    for field in _ATTACHED.get(section, ()):
        if field in row:
            row[field] = [
                entry if isinstance(entry, dict) else {"body": entry} for entry in _many(row[field])
            ]
    if section == "relationships" and row["to"] != "not_stated":
        row["to"] = _many(row["to"])
    if "source" in row:
        row["source"] = _many(row["source"])


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def written(document: Document) -> bytes:
    """A document as YAML that the tool reads; JSON is YAML too, and is written much faster."""
    return json.dumps({name: part for name, part in document.items() if part}, ensure_ascii=False).encode()


class Draft:
    """A copy of a document, and the edits that kinds of injection are made of."""

    def __init__(self, text: bytes, *, marking: bool = True) -> None:
        self.marking = marking
        self.document: Document = plain(json.loads(text))
        self.rows = 0

    # -- new rows, each with a place of its own in the source `injected`

    def _new(self, fields: Mapping[str, Any]) -> Row:
        self.rows += 1
        return {
            **{key: value for key, value in fields.items() if value is not None},
            "source": [f"{INJECTED} {self.rows}"],
        }

    def _entry(self, section: str, key: str, fields: Mapping[str, Any]) -> str:
        self.document[section][key] = self._new(fields)
        return key

    def relate(self, lower: str, kind: str, *to: str, scope: str = "all", **labels: Any) -> None:
        """A relationship, as it reads: from, kind, to."""
        ends = "not_stated" if to == ("not_stated",) else list(to)
        fields = {"from": lower, "kind": kind, "to": ends, "scope": scope, **labels}
        self.document["relationships"].append(self._new(fields))

    def body(self, word: str, kind: str = "statutory_authority", *under: str, **fields: Any) -> str:
        """A new body; it answers to those named, and is statutory where its kind is an authority or a department."""
        if kind in {"statutory_authority", "department"}:
            fields.setdefault("statutory", "yes")
        key = f"injected-{word}"
        self._entry("organisations", key, {"name": f"Injected body {word}", "kind": kind, **fields})
        for upper in under:
            self.relate(key, "accountable_to", upper)
        return key

    def post(self, word: str, *under: str, **fields: Any) -> str:
        """A new post; `seat` and `heads` name bodies."""
        key = f"injected-{word}"
        for field, name in (("seat", "in"), ("heads", "heads")):
            if field in fields:
                fields[name] = [{"body": fields.pop(field)}]
        self._entry("posts", key, {"name": f"Injected post {word}", **fields})
        for upper in under:
            self.relate(key, "accountable_to", upper)
        return key

    def seat(self, body: str, member: str, votes: str = "yes", **fields: Any) -> None:
        """A seat on a body."""
        self.document["memberships"].append(
            self._new({"body": body, "member": member, "votes": votes, **fields})
        )

    def decides(self, body: str, **fields: Any) -> None:
        """A decision rule, in place of any that is there."""
        self._entry("decision_rules", body, fields)

    def duty(self, word: str, accountable: list[str], responsible: list[str], **fields: Any) -> str:
        """A new duty."""
        letters = {"accountable": accountable, "responsible": responsible}
        return self._entry(
            "duties", f"injected-{word}", {"name": f"Injected duty {word}", **letters, **fields}
        )

    def figure(self, word: str, **fields: Any) -> str:
        """A new figure."""
        return self._entry("figures", f"injected-{word}", {"name": f"Injected figure {word}", **fields})

    def service(self, word: str, **fields: Any) -> str:
        """A new service."""
        return self._entry("services", f"injected-{word}", {"name": f"Injected service {word}", **fields})

    def scope(self, word: str) -> str:
        """A new scope, which nothing else is about."""
        self.document["scopes"][f"injected-{word}"] = f"Injected scope {word}"
        return f"injected-{word}"

    def contradiction(self, *about: str, resolved: bool = False) -> None:
        """Two sides that cannot both hold."""
        sides = [{"source": f"{INJECTED} side-{side}", "says": f"Side {side}."} for side in ("a", "b")]
        row: Row = {"about": list(about), "statements": sides}
        if resolved:
            row["resolved"] = {"by": "The reviewer", "how": "Asked and answered."}
        self.document["contradictions"].append(row)

    def subject(self, party: str) -> None:
        """The line of sight of a party is asked about."""
        self.document["structure"]["subjects"].append(party)

    # -- edits of rows that are there

    def party(self, key: str) -> Row:
        """The row of a party, marked as changed."""
        section = "organisations" if key in self.document["organisations"] else "posts"
        return self.entry(section, key)

    def entry(self, section: str, key: str) -> Row:
        """A row by its id, marked as changed."""
        return self._mark(self.document[section][key])

    def at(self, section: str, index: int) -> Row:
        """A row by its number, marked as changed."""
        return self._mark(self.document[section][index])

    def drop(self, section: str, index: int) -> None:
        """One row less."""
        del self.document[section][index]

    def _mark(self, row: Row) -> Row:
        if self.marking:
            self.rows += 1
            row["source"] = [*row.get("source", []), f"{MARKED} {self.rows}"]
        return row

    def drop_lines(self, party: str) -> None:
        """Take away every row, of any standing, that carries an account up from a party."""
        for row in self._lines(party):
            ends = row["to"]
            if row["from"] == party or ends == [party]:
                self.document["relationships"].remove(row)
            else:
                row["to"] = [end for end in ends if end != party]
        for holder, field, entry in self._attachments(party):
            holder[field].remove(entry)

    def relabel_lines(self, party: str, **labels: str) -> None:
        """Give labels to every row that carries an account up from a party; what ends does not say since when it held."""
        gone = {"since"} if "until" in labels else set()

        def relabelled(row: Row) -> Row:
            return {key: value for key, value in row.items() if key not in gone} | labels

        for row in self._lines(party):
            if row["from"] == party or row["to"] == [party]:
                changed = relabelled(self._mark(row))
                row.clear()
                row.update(changed)
            else:
                row["to"] = [end for end in row["to"] if end != party]
                self.document["relationships"].append(relabelled({**row, "to": [party]}))
        for _, _, entry in self._attachments(party):
            entry.update(labels)

    def _lines(self, party: str) -> list[Row]:
        from arrangement import carries

        kinds = carries(self.document)
        return [
            row
            for row in list(self.document["relationships"])
            if (kind := kinds.get(row["kind"])) is not None
            and row["to"] != "not_stated"
            and (row["from"] == party if kind[0] == "to" else party in row["to"])
        ]

    def _attachments(self, party: str) -> list[tuple[Row, str, Row]]:
        return [
            (holder, field, entry)
            for key, holder, field, entry in attachments(self.document)
            if (entry["body"] if field == "heads" else key) == party
        ]


def attachments(document: Document) -> Iterator[tuple[str, Row, str, Row]]:
    """Each seat, headship and part: the party, its row, the field, and the entry."""
    for section, fields in _ATTACHED.items():
        for key, row in document[section].items():
            for field in fields:
                for entry in list(row.get(field, [])):
                    yield key, row, field, entry
