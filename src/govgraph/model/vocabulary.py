"""The words of the field, as data: relationship kinds and how each carries an account, kinds of body, labels.

Terms follow the W3C Organization Ontology, Popolo and RACI where they have one. A structure may add kinds,
tiers and relationship kinds of its own.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

End = Literal["from", "to"]


class Strength(IntEnum):
    """How strongly a link carries an account upwards."""

    NONE = 0
    REPORTING = 1
    CONTRACT = 2
    MANAGEMENT = 3
    ACCOUNTABILITY = 4


class Status(StrEnum):
    """What standing a statement has in its source."""

    IN_FORCE = "in_force"
    AGREED = "agreed"
    PROPOSED = "proposed"
    RECOMMENDED = "recommended"
    HISTORICAL = "historical"
    UNDEFINED = "undefined"


class Basis(StrEnum):
    """How the statement came from its source."""

    STATED = "stated"
    CARRIED_OVER = "carried_over"
    EXTERNAL = "external"
    INFERRED = "inferred"


DEFAULT_STATUSES = frozenset({Status.IN_FORCE, Status.AGREED})
# What is to be, and not what is.
SUGGESTED = frozenset({Status.PROPOSED, Status.RECOMMENDED})

STATUS_WORDS = {
    Status.IN_FORCE: "in force",
    Status.AGREED: "an agreed objective, not yet shown to be in force",
    Status.PROPOSED: "proposed",
    Status.RECOMMENDED: "recommended",
    Status.HISTORICAL: "historical",
    Status.UNDEFINED: "left undefined by the source",
}
BASIS_WORDS = {
    Basis.STATED: "stated",
    Basis.CARRIED_OVER: "carried over from a paper of another date",
    Basis.EXTERNAL: "from outside the papers",
    Basis.INFERRED: "inferred by the modeller",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A relationship kind: how it reads, which end stands above, and how strongly it carries an account.

    `upper` is the end that the other answers to, is acted on by, or gives to; drawings place it higher.
    `inverse` is how the line reads from the upper end's point of view, for an answer that goes upwards.
    """

    name: str
    reads: str
    inverse: str
    upper: End
    strength: Strength = Strength.NONE
    contract: bool = False
    authority: bool = False

    @property
    def lower(self) -> End:
        """The end that answers."""
        return "to" if self.upper == "from" else "from"

    def upward(self) -> str:
        """The line read from its lower end to its upper end."""
        return self.reads if self.upper == "to" else self.inverse


def _table(*kinds: Kind) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds}


_S = Strength
KINDS: dict[str, Kind] = _table(
    Kind("accountable_to", "is accountable to", "holds to account", "to", _S.ACCOUNTABILITY),
    Kind("operates", "operates", "is operated by", "from", _S.ACCOUNTABILITY, authority=True),
    Kind(
        "performance_manages",
        "performance manages",
        "is performance managed by",
        "from",
        _S.MANAGEMENT,
        authority=True,
    ),
    Kind("directs", "directs", "is directed by", "from", _S.MANAGEMENT, authority=True),
    Kind(
        "commissions",
        "commissions services from",
        "is commissioned by",
        "from",
        _S.CONTRACT,
        contract=True,
        authority=True,
    ),
    Kind("delegates_to", "delegates to", "holds power delegated by", "from", _S.CONTRACT, authority=True),
    Kind("reports_to", "reports to", "receives reports from", "to", _S.REPORTING),
    Kind("oversees", "oversees", "is overseen by", "from", _S.REPORTING, authority=True),
    Kind("advises", "advises", "is advised by", "to"),
    Kind("works_with", "works with", "works with", "to"),
    Kind("represents", "represents", "is represented by", "to"),
    Kind("supports", "supports", "is supported by", "to"),
    Kind("hosts", "hosts", "is hosted by", "from", authority=True),
    Kind("employs", "employs", "is employed by", "from", authority=True),
    Kind("funds", "funds", "is funded by", "from", authority=True),
    Kind("approves", "approves", "is approved by", "from", authority=True),
    Kind("designates", "designates", "is designated by", "from", authority=True),
    Kind("binds", "binds", "is bound by", "from", authority=True),
    Kind("arbitrates", "arbitrates for", "goes to arbitration by", "from", authority=True),
    Kind("audits", "audits", "is audited by", "from", authority=True),
    Kind("elects", "elects", "is elected by", "from", authority=True),
)

# Structural facts, written on the row of the party and not as a relationship's kind.
PART_OF = Kind("part_of", "is part of", "includes", "to", _S.ACCOUNTABILITY)
POST_IN = Kind("post_in", "is a post in", "has the post", "to", _S.ACCOUNTABILITY)
HEADED_BY = Kind("headed_by", "is headed by", "heads", "to", _S.CONTRACT)
STRUCTURAL = _table(PART_OF, POST_IN, HEADED_BY)
WRITTEN_ELSEWHERE = {
    "part_of": "on the organisation's own row, as part_of",
    "in": "on the post's own row, as in",
    "heads": "on the post's own row, as heads",
    "member_of": "under memberships",
    "succeeded_by": "under successions",
}

# What people write who have not seen the form, and what to write instead.
KIND_HINTS = {
    "answers_to": "write accountable_to",
    "responsible_to": "write accountable_to",
    "regulates": "write oversees, or directs where it can instruct",
    "manages": "write performance_manages, or directs where it can instruct",
    "line_manages": "write directs",
    "chairs": "write it under memberships, with capacity: chair",
    "accountable_for": "write it under duties, or accountable_to the other way round",
    **{
        passive: f"write it the other way round, with {kind}: swap from and to"
        for passive, kind in (
            ("commissioned_by", "commissions"), ("managed_by", "performance_manages"), ("directed_by", "directs"),
            ("performance_managed_by", "performance_manages"), ("funded_by", "funds"), ("hosted_by", "hosts"),
            ("employed_by", "employs"), ("operated_by", "operates"), ("overseen_by", "oversees"), ("audited_by", "audits"),
            ("advised_by", "advises"), ("receives_reports_from", "reports_to"), ("regulated_by", "oversees"),
        )
    },
}  # fmt: skip
FIELD_HINTS = {
    "start": "write since", "start_date": "write since", "from_date": "write since", "begin": "write since",
    "end": "write until", "end_date": "write until", "to_date": "write until",
    "in": "an organisation is part_of another; only a post is in one",
    "type": "write kind", "title": "write name", "parent": "write part_of", "level": "write tier",
    "evidence": "write source", "ref": "write source", "reference": "write source", "comment": "write note", "notes": "write note",
}  # fmt: skip

ORGANISATION_KINDS = frozenset({
    "parliament", "ministry", "department", "agency", "regulator", "authority", "statutory_authority", "council",
    "court", "police", "prison", "nhs_trust", "foundation_trust", "integrated_care_board", "provider", "hospital", "site", "company", "charity", "directorate",
    "division", "unit", "board", "committee", "sub_committee", "panel", "group", "team", "forum", "network",
    "partnership", "office", "partner", "population", "organisation",
})  # fmt: skip
COLLECTIVE_KINDS = frozenset(
    {"board", "committee", "sub_committee", "panel", "group", "team", "forum", "network", "partnership"}
)
TIERS = ("ministerial", "national", "regional", "local", "provider")
