"""Line of sight by brute force: the meaning of the domain's words, read off them and nothing else.

It works on a structure as plain written data and imports nothing of govgraph, so that it cannot share a mistake
with it. Every simple path is enumerated: only for small structures.
"""

import datetime as dt
from dataclasses import dataclass, field

NOT_STATED = "not_stated"
RESERVED = {"local", "hosting", "employment"}

# kind: (strength, the end that answers)
UPWARD = {
    "accountable_to": (4, "from"),
    "operates": (4, "to"),
    "performance_manages": (3, "to"),
    "directs": (3, "to"),
    "commissions": (2, "to"),
    "delegates_to": (2, "to"),
    "reports_to": (1, "from"),
    "oversees": (1, "to"),
}
CONTRACTS = {"commissions"}
NO_ACCOUNT = (
    "advises", "works_with", "represents", "supports", "hosts", "employs", "funds", "approves", "designates",
    "binds", "arbitrates", "audits", "elects",
)  # fmt: skip
EVIDENCE = ("settled", "agreed", "carried_over", "external", "inferred", "other status")
VERDICTS = ("clear", "qualified", "weak", "none")


# -- scopes


def covers(wide, narrow):
    """Equal, an ancestor, or `all` over anything that is not reserved."""
    if wide == narrow:
        return True
    if wide == "all":
        return narrow.split("/")[0] not in RESERVED
    above, below = wide.split("/"), narrow.split("/")
    return below[: len(above)] == above


def overlap(one, other):
    return covers(one, other) or covers(other, one)


# -- dates


def span(written):
    """The first and the last day that a date can mean."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return day, day
    if len(parts) == 2:
        year, month = parts
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return dt.date(year, month, 1), following - dt.timedelta(days=1)
    return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)


def is_active(row, at):
    """Whether some day of the date asked about can lie between the row's ends."""
    if at is None:
        return True
    first, last = span(at)
    begins = span(row["since"])[0] if row.get("since") else dt.date.min
    ends = span(row["until"])[1] if row.get("until") else dt.date.max
    return begins <= last and ends >= first


def evidence(row):
    """The rank of a statement's evidence; 0 is stated and in force."""
    status, basis = row.get("status", "in_force"), row.get("basis", "stated")
    standing = {"in_force": 0, "agreed": 1}.get(status, 5)
    return max(standing, {"stated": 0, "carried_over": 2, "external": 3, "inferred": 4}[basis])


def as_list(value):
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True)
class Said:
    """Something said of whom a party answers to.

    `named` is whom it names, if anyone; `upper` is None where that carries no account.
    """

    kind: str
    scope: str
    named: str | None
    upper: str | None
    strength: int
    standing: int
    fallback: bool = False


@dataclass(frozen=True)
class Hop:
    lower: str
    upper: str
    strength: int
    standing: int
    kind: str = field(compare=False)


class Oracle:
    """A written structure at one reading."""

    def __init__(self, data, at=None, statuses=("in_force", "agreed"), contracts=True):
        self.data = data
        self.at = at
        self.statuses = set(statuses)
        self.contracts = contracts
        self.organisations = data.get("organisations", {})
        self.posts = data.get("posts", {})
        self.parties = {**self.organisations, **self.posts}
        self.roots = {root for root in as_list(data["structure"]["root"]) if self.exists(root)}
        own_kinds = data["structure"].get("vocabulary", {}).get("kinds", {})
        self.upward = dict(UPWARD)
        self.contract_kinds = set(CONTRACTS)
        for name, kind in own_kinds.items():
            self.upward[name] = (int(kind.get("carries", 0)), "from" if kind["upper"] == "to" else "to")
            if kind.get("contract"):
                self.contract_kinds.add(name)
        self.own = {party: [] for party in self.parties}
        for row in data.get("relationships", []):
            self._relationship(row)
        for party in self.parties:
            self._structural(party)

    def exists(self, party):
        row = self.parties[party]
        return row.get("status", "in_force") in self.statuses | {"in_force", "undefined"} and is_active(
            row, self.at
        )

    def _relationship(self, row):
        strength, answers = self.upward.get(row["kind"], (0, None))
        if strength == 0 or not is_active(row, self.at):
            return
        status = row.get("status", "in_force")
        chosen = status in self.statuses
        if not chosen and not (status == "undefined" and row["kind"] == "accountable_to"):
            return
        carries = chosen and not row.get("via") and (self.contracts or row["kind"] not in self.contract_kinds)
        scope = row.get("scope", "all")
        ends = [None] if row["to"] == NOT_STATED else as_list(row["to"])
        for end in ends:
            lower, upper = (row["from"], end) if answers == "from" else (end, row["from"])
            if lower is None:
                continue
            both = upper is not None and self.exists(lower) and self.exists(upper)
            self.own[lower].append(
                Said(row["kind"], scope, upper, upper if carries and both else None, strength, evidence(row))
            )

    def _structural(self, party):
        row = self.parties[party]
        for kind in ("part_of", "in", "heads"):
            for written in as_list(row.get(kind, [])):
                place = {"body": written} if isinstance(written, str) else written
                labels = {
                    key: row[key] for key in ("status", "basis", "since", "until") if key in row
                } | place
                body = place["body"]
                counts = labels.get("status", "in_force") in self.statuses and is_active(labels, self.at)
                if not counts or party == body:
                    continue
                both = self.exists(party) and self.exists(body)
                if kind == "heads":
                    self.own[body].append(
                        Said(kind, "all", party, party if both else None, 2, evidence(labels))
                    )
                else:
                    upper = body if both else None
                    self.own[party].append(Said(kind, "all", body, upper, 4, evidence(labels), fallback=True))

    def said(self, party):
        """The party's own statements, and those of the counted party that it is one of where it has none of its own."""
        found = list(self.own[party])
        counted = self.parties[party].get("one_of")
        while counted is not None:
            if self.exists(counted):
                found += [
                    said
                    for said in self.own[counted]
                    if said.named != party
                    and not any(mine.kind == said.kind and overlap(mine.scope, said.scope) for mine in found)
                ]
            counted = self.parties[counted].get("one_of")
        return found

    def hops(self, scope, least=1):
        """Every link that holds in a scope."""
        found = []
        for party in sorted(self.parties):
            if not self.exists(party):
                continue
            said = self.said(party)
            settled = any(one.kind == "accountable_to" and overlap(one.scope, scope) for one in said)
            for one in said:
                if one.upper is None or one.strength < least or not covers(one.scope, scope):
                    continue
                if not (one.fallback and settled):
                    found.append(Hop(party, one.upper, one.strength, one.standing, one.kind))
        return found

    def paths(self, start, ends, hops):
        """Every simple path of one link or more."""
        found = []

        def extend(party, trail, seen):
            for hop in hops:
                if hop.lower == party and hop.upper not in seen:
                    path = (*trail, hop)
                    if hop.upper in ends:
                        found.append(path)
                    extend(hop.upper, path, seen | {hop.upper})

        extend(start, (), {start})
        return found

    def lines(self, subject, scope, least=1):
        """Every line to any root; a root's own is the empty one."""
        if subject in self.roots:
            return [()]
        return self.paths(subject, self.roots, self.hops(scope, least))

    def best(self, subject, scope, least=1):
        return best_of(subject, self.lines(subject, scope, least))

    def limbs(self, subject, scope, least=1):
        """The best line, or None, for each party that the subject's links lead to.

        Its own head is none of them where that only leads back: a body and its head are one.
        """
        if subject in self.roots:
            return {}
        lines = self.lines(subject, scope, least)
        hops = self.hops(scope, least)
        firsts = {hop.upper for hop in hops if hop.lower == subject}
        firsts -= {
            first
            for first in firsts
            if {hop.upper for hop in hops if hop.lower == first} == {subject}
            and {hop.kind for hop in hops if (hop.lower, hop.upper) == (subject, first)} == {"heads"}
        }
        return {
            first: best_of(subject, [line for line in lines if line[0].upper == first]) for first in firsts
        }

    def single_points(self, subject, scope, least=1):
        lines = self.lines(subject, scope, least)
        if not lines:
            return set()
        shared = set.intersection(*({hop.upper for hop in line} for line in lines))
        return {
            party
            for party in shared - self.roots - {subject}
            if int(self.parties[party].get("count", 1)) == 1
        }

    def leg(self, start, end, scope):
        """The best line from one party to another; the empty one from a party to itself."""
        if start == end:
            return () if self.exists(start) else None
        return best_of(start, self.paths(start, {end}, self.hops(scope)))

    def by_way_of(self, subject, groups, scope):
        """Best legs joined, for each choice of one party of each group; the best of these."""
        joined = [(subject, ())]
        for group in groups:
            joined = [
                (party, line + leg)
                for start, line in joined
                for party in sorted(set(group))
                for leg in [self.leg(start, party, scope)]
                if leg is not None
            ]
        whole = [
            line + last for start, line in joined for last in [self.best(start, scope)] if last is not None
        ]
        return best_of(subject, whole)


# -- measures of a line


def parties_of(subject, line):
    return (subject, *(hop.upper for hop in line))


def strength_of(line):
    return min((hop.strength for hop in line), default=4)


def verdict_of(line):
    if line is None:
        return "none"
    strength = strength_of(line)
    if strength >= 3 and all(hop.standing == 0 for hop in line):
        return "clear"
    return "qualified" if strength >= 2 else "weak"


def measures(line):
    """Verdict, strength, links not stated and in force, worst evidence, links: in this order the least is the best."""
    return (
        VERDICTS.index(verdict_of(line)),
        -strength_of(line),
        sum(hop.standing > 0 for hop in line),
        max((hop.standing for hop in line), default=0),
        len(line),
    )


def best_of(subject, lines):
    return min(lines, key=lambda line: (measures(line), parties_of(subject, line)), default=None)
