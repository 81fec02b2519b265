"""Generated structures: a realistic hierarchy of any size, and a chain; the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

SEED = 2008
SCOPES = {
    "care": "Care",
    "care/commissioning": "Commissioning of care",
    "care/quality": "Quality of care",
    "workforce": "Workforce",
    "estates": "Estates",
    "local": "Local matters",
    "hosting": "Hosting",
}
_FUNCTIONAL = ("care", "care/commissioning", "care/quality", "workforce", "estates")

# Of the second relationship that each party has on average: what kind it is, and how often.
_SECOND = {
    "accountable_to": 8,
    "performance_manages": 17,
    "commissions": 18,
    "reports_to": 18,
    "directs": 4,
    "oversees": 6,
    "funds": 9,
    "advises": 6,
    "works_with": 6,
    "approves": 3,
    "hosts": 3,
    "employs": 2,
}
_STATUSES = ("in_force",) * 84 + ("agreed",) * 10 + ("recommended",) * 4 + ("undefined",) * 2
_BASES = ("stated",) * 90 + ("inferred",) * 7 + ("carried_over",) * 3
_KINDS = ("team", "unit", "hospital", "provider", "committee", "group", "office")


def hierarchy(parties: int, seed: int = SEED) -> str:
    """A structure in the written form: this many parties, twice as many relationships, a fiftieth as many subjects.

    A minister, departments, a region for every hundred parties, local bodies with some nine parties each, and
    their teams, committees and posts. Most parties answer to the one above; some skip a level, some answer to
    two, a few to nobody. Reports, contracts, money and management mostly stay within the region. One seat for
    every four parties, one duty for every fifty.
    """
    return "\n".join(_Hierarchy(parties, random.Random(seed)).rows()) + "\n"


@dataclass(slots=True)
class _Hierarchy:
    size: int
    chance: random.Random
    above: dict[str, str] = field(default_factory=dict)
    regions: dict[str, list[str]] = field(default_factory=dict)
    region_of: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    providers: list[str] = field(default_factory=list)
    stated: set[tuple[str, str, str, str]] = field(default_factory=set)

    def rows(self) -> Iterator[str]:
        """The lines of the file."""
        self._people()
        yield "govgraph: 1"
        subjects = sorted(self.chance.sample(self.providers, max(1, self.size // 50)))
        yield (
            f"structure: {{id: generated-{self.size}, title: Generated hierarchy of {self.size} parties, as_at: 2008-05, "
            f"root: minister, subjects: [{', '.join(subjects)}]}}"
        )
        yield "sources:\n  paper: {title: Framework of accountability, date: 2008}\n  annex: {title: Service agreements, date: 2007}"
        yield "scopes:"
        yield from (f"  {scope}: {title}" for scope, title in SCOPES.items())
        yield "organisations:"
        yield from (f"  {key}: {{{row}}}" for key, row in self.organisations.items())
        yield "posts:"
        yield from (f"  {key}: {{{row}}}" for key, row in self.posts.items())
        yield "relationships:"
        yield from self._relationships()
        yield "memberships:"
        yield from self._memberships()
        yield "duties:"
        yield from self._duties()

    def _people(self) -> None:
        self.posts["minister"] = f"name: The Minister, tier: ministerial, {self._place()}"
        departments = [f"department-{number}" for number in range(max(2, self.size // 1000))]
        for number, key in enumerate(departments):
            self.organisations[key] = (
                f"name: Department {number}, kind: department, tier: national, {self._place()}"
            )
            self.above[key] = "minister"
        offices = [f"region-{number}" for number in range(max(2, self.size // 100))]
        for number, key in enumerate(offices):
            self.organisations[key] = (
                f"name: Regional office {number}, kind: authority, tier: regional, {self._place()}"
            )
            self.above[key] = departments[number % len(departments)]
            self.regions[key] = []
            self.region_of[key] = key
        bodies: list[str] = []
        for number in range(max(2, self.size // 10)):
            key, region = f"trust-{number}", offices[number % len(offices)]
            self.organisations[key] = f"name: Trust {number}, kind: nhs_trust, tier: local, {self._place()}"
            self._settle(key, region, region)
            bodies.append(key)
        self.providers = list(bodies)
        for number in range(self.size - len(self.organisations) - len(self.posts)):
            self._below(number, bodies[number % len(bodies)])

    def _below(self, number: int, trust: str) -> None:
        """A team, committee or post of a trust, or of a team of it."""
        region = self.region_of[trust]
        siblings = [
            key
            for key in self.regions[region][-20:]
            if self.above[key] == trust and key in self.organisations
        ]
        upper = self.chance.choice(siblings) if siblings and self.chance.random() < 0.3 else trust
        if self.chance.random() < 0.25:
            key, heads = f"post-{number}", ""
            if self.chance.random() < 0.2:
                heads = f", heads: {upper}"
            vacant = ", vacant: yes" if self.chance.random() < 0.02 else ""
            self.posts[key] = (
                f"name: Post {number}, in: {upper}{heads}{vacant}, tier: provider, {self._place()}"
            )
        else:
            key, kind = f"body-{number}", self.chance.choice(_KINDS)
            part_of = f", part_of: {upper}" if self.chance.random() < 0.3 else ""
            outside = ", boundary: out" if self.chance.random() < 0.02 else ""
            self.organisations[key] = (
                f"name: {kind.capitalize()} {number}, kind: {kind}{part_of}{outside}, tier: provider, {self._place()}"
            )
            self.providers.append(key)
        self._settle(key, upper, region)

    def _settle(self, key: str, upper: str, region: str) -> None:
        self.above[key] = upper
        self.region_of[key] = region
        self.regions[region].append(key)

    def _relationships(self) -> Iterator[str]:
        written = 0
        for party, upper in self.above.items():
            if party not in self.region_of or party in self.regions:
                written += 1
                yield self._relationship(party, "accountable_to", upper, "all")
            elif self.chance.random() < 0.97:
                written += 1
                yield self._relationship(party, "accountable_to", upper, self._scope(0.75))
        kinds, weights = list(_SECOND), list(_SECOND.values())
        local = list(self.region_of)
        while written < 2 * self.size:
            kind = self.chance.choices(kinds, weights)[0]
            party = self.chance.choice(local)
            ends = self._ends(kind, party)
            scope = "hosting" if kind == "hosts" else self._scope(0.1)
            if ends[0] != ends[1] and (*ends, kind, scope) not in self.stated:
                written += 1
                yield self._relationship(ends[0], kind, ends[1], scope)

    def _ends(self, kind: str, party: str) -> tuple[str, str]:
        """Who stands at which end of a second relationship of a party: mostly its own region and its own line."""
        upper = self.above[party]
        skip = self.above.get(upper, upper)
        region = self.region_of[party]
        near = self.chance.choice(self.regions[region])
        if kind == "accountable_to":
            return party, skip if self.chance.random() < 0.7 else self.chance.choice([region, near])
        if kind == "reports_to":
            return party, self.chance.choice([skip, region, upper])
        if kind in {"performance_manages", "oversees", "approves"}:
            return self.chance.choice([region, upper, skip]), party
        if kind == "directs":
            return self.chance.choice([skip, self.above[region]]), party
        if kind in {"commissions", "funds"}:
            return self.chance.choice([region, region, near]), party
        return near, party

    def _relationship(self, from_: str, kind: str, to: str, scope: str) -> str:
        self.stated.add((from_, to, kind, scope))
        labels = "" if scope == "all" else f", scope: {scope}"
        status, basis = self.chance.choice(_STATUSES), self.chance.choice(_BASES)
        labels += "" if status == "in_force" else f", status: {status}"
        labels += "" if basis == "stated" else f", basis: {basis}"
        if self.chance.random() < 0.05:
            labels += f", since: {self.chance.randrange(2001, 2010)}"
        return f"  - {{from: {from_}, kind: {kind}, to: {to}{labels}, {self._place()}}}"

    def _memberships(self) -> Iterator[str]:
        for _ in range(self.size // 4):
            region = self.regions[self.chance.choice(list(self.regions))]
            body, member = self.chance.choice(region), self.chance.choice(region)
            if body in self.organisations and body != member:
                yield f"  - {{body: {body}, member: {member}, scope: {self._scope(0.3)}, {self._place()}}}"

    def _duties(self) -> Iterator[str]:
        for number in range(self.size // 50):
            one, two, three = self.chance.sample(self.regions[self.chance.choice(list(self.regions))], 3)
            yield (
                f"  duty-{number}: {{name: Duty {number}, accountable: [{one}], responsible: [{two}], consulted: [{three}], "
                f"scope: {self._scope(0)}, {self._place()}}}"
            )

    def _scope(self, everything: float) -> str:
        return "all" if self.chance.random() < everything else self.chance.choice(_FUNCTIONAL)

    def _place(self) -> str:
        return f"source: {self.chance.choice(('paper', 'annex'))} {self.chance.randrange(1, 200)}"


def chain(links: int) -> str:
    """One line of this many links, from the subject at the bottom to the root."""
    rows = [
        "govgraph: 1",
        f"structure: {{id: chain-{links}, title: Chain of {links} links, root: party-0, subjects: [party-{links}]}}",
        "organisations:",
        *(f"  party-{number}: {{name: Party {number}}}" for number in range(links + 1)),
        "relationships:",
        *(
            f"  - {{from: party-{number + 1}, kind: accountable_to, to: party-{number}}}"
            for number in range(links)
        ),
    ]
    return "\n".join(rows) + "\n"
