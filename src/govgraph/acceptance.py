"""What the reviewer has accepted: findings marked with the reason, never dropped."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from govgraph.findings import Finding
from govgraph.model.structure import Acceptance


class Acceptances:
    """Rows of `accepted`, and which of them hold a finding: those that name it, and no party that it does not.

    A row names a finding by its id, or those of a rule by the rule's code or name.
    """

    def __init__(self, rows: Sequence[Acceptance]) -> None:
        self.rows = rows
        # Findings and rows may be many: a row is looked for by what it names and its first subject.
        self._by_name: dict[tuple[str, str], list[int]] = {}
        for number, row in enumerate(rows):
            self._by_name.setdefault((named(row), row.subjects[0] if row.subjects else ""), []).append(number)

    def holding(self, finding: Finding) -> list[int]:
        """The numbers of the rows that accept a finding, the one that says most first: by its id, or more of its subjects."""
        id_ = finding.id.lower()
        names = dict.fromkeys((id_, finding.code.lower(), finding.name))
        found = [
            number
            for name in names
            for subject in ("", *dict.fromkeys(finding.subjects))
            for number in self._by_name.get((name, subject), ())
            if set(self.rows[number].subjects) <= set(finding.subjects)
        ]
        return sorted(found, key=lambda n: (named(self.rows[n]) != id_, -len(set(self.rows[n].subjects)), n))

    def mark(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, those accepted with the row that accepts them."""
        return [
            replace(finding, state="accepted", acceptance=self.rows[held[0]])
            if (held := self.holding(finding))
            else finding
            for finding in findings
        ]


def named(row: Acceptance) -> str:
    """What a row names, the same however it is spelt: a finding's id, a rule's code or its name."""
    return row.finding.strip().lower()
