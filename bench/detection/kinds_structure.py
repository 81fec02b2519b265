"""Injections for the rules on the shape of the structure and on its evidence."""

from collections.abc import Iterator
from itertools import pairwise

from arrangement import Arrangement
from documents import Draft
from kind import AnyKind, Kind, Place, Sound
from places import (
    answering,
    answering_body,
    anywhere,
    apart,
    at_body,
    below_the_top,
    clear,
    lined,
    two_bodies,
)

# -- STR-01 layers-and-span


def chain(d: Draft, p: Place, party: str, length: int) -> None:
    """So many links from a party to the root."""
    for number in range(1, length):
        d.body(f"layer-{number}")
        d.relate(party, "accountable_to", f"injected-layer-{number}")
        party = f"injected-layer-{number}"
    d.relate(party, "accountable_to", p["root"])


def long_line(d: Draft, p: Place) -> None:
    d.drop_lines(p["party"])
    chain(d, p, p["party"], 6)


def fresh_line(length: int):
    def inject(d: Draft, p: Place) -> None:
        d.subject(d.body("clinic", "site"))
        chain(d, p, "injected-clinic", length)

    return inject


def reports(count: int, of: str = ""):
    """So many new parties under a party, or under a new post or body."""

    def inject(d: Draft, p: Place) -> None:
        above = p.get("party", "")
        if of == "post":
            above = d.post("manager", p["root"])
        elif of:
            above = d.body("manager", of, p["root"])
        for number in range(count):
            d.body(f"report-{number}", "agency", above)

    return inject


def counted_report(d: Draft, p: Place) -> None:
    d.body("reports", "agency", d.post("manager", p["root"]), count="9")


def single_body(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in below_the_top(a) if "count" not in a.parties[place["party"]])


def single_post(a: Arrangement) -> Iterator[Place]:
    for post in a.some(a.document["posts"]):
        if post in a.plain and post not in a.root_side and "count" not in a.parties[post]:
            yield {"party": post, "root": a.one(a.roots)}


# -- STR-02 bridge-post


def unbridged(a: Arrangement) -> Iterator[Place]:
    """Two bodies that both have to do with a third, and that nothing and nobody joins."""
    around: dict[str, set[str]] = {}
    for tie in a.ties:
        around.setdefault(tie.upper, set()).add(tie.lower)
        around.setdefault(tie.lower, set()).add(tie.upper)
    belonging = {body: {body, *a.guises(body)} | {s["member"] for s in a.seats(body)} for body in a.bodies}
    for third in a.some(around):
        near = [body for body in a.some(around[third]) if body in belonging]
        for one, other in pairwise(near):
            apart_ = not belonging[one] & belonging[other] and not any(
                a.joined(x, y) for x in belonging[one] for y in belonging[other]
            )
            if apart_ and third not in belonging[one] | belonging[other]:
                yield {"party": one, "other": other, "root": a.one(a.roots)}


def bridge(**fields: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("agency", "agency", p["root"])
        d.post("officer", seat="injected-agency", heads="injected-agency", **fields)
        for body in (p["party"], p["other"]):
            d.seat(body, "injected-officer", "not_stated")

    return inject


def fresh_bridge(d: Draft, p: Place) -> None:
    for word in ("one", "two"):
        d.body(word, "committee", p["root"])
        d.relate(p["party"], "reports_to", f"injected-{word}")
    bridge()(d, {**p, "party": "injected-one", "other": "injected-two"})


def bridge_beside_a_tie(d: Draft, p: Place) -> None:
    fresh_bridge(d, p)
    d.relate("injected-one", "works_with", "injected-two")


# -- STR-03 counts-disagree


def counted(a: Arrangement) -> Iterator[Place]:
    """A counted body of which no contradiction on record speaks."""
    spoken = {key for row in a.document["contradictions"] for key in row.get("about", [])}
    for body, row in a.some(a.document["organisations"].items()):
        if int(row.get("count", "1")) > 1 and body not in spoken and a.inside(body):
            word = max(row["name"].split(), key=len)
            yield {"party": body, "count": int(row["count"]), "name": row["name"], "word": word}


def too_many_names(d: Draft, p: Place) -> None:
    d.party(p["party"])["names"] = [f"Injected name {number}" for number in range(p["count"] + 1)]


def some_names(d: Draft, p: Place) -> None:
    d.party(p["party"])["names"] = [f"Injected name {number}" for number in range(p["count"] - 1)]


def count_stated(more: int, unit: str):
    """A figure with the name of the party, in a unit that is a word of its name or another."""

    def inject(d: Draft, p: Place) -> None:
        number, key = str(p["count"] + more), d.figure("count", unit=p.get(unit, unit), about=[p["party"]])
        d.document["figures"][key] |= {"name": p["name"], "amount": number}

    return inject


def too_many_named(d: Draft, p: Place) -> None:
    d.body("several", "statutory_authority", p["root"], count="2")
    for number in range(3):
        d.body(f"named-{number}", "statutory_authority", one_of="injected-several")


def two_counts(year: str, **fields: str):
    def inject(d: Draft, p: Place) -> None:
        for word, number, stated, loosened in (
            ("first", "9", "2020", {}),
            ("second", "10", year, fields),
        ):
            d.figure(word, about=[p["party"]], amount=number, unit="teams", year=stated, **loosened)
            d.document["figures"][f"injected-{word}"]["name"] = "Injected teams"

    return inject


# -- STR-04 boundaries-disagree


def fresh_boundaries(*, lead: str = "no", south: str = "Injected south"):
    def inject(d: Draft, p: Place) -> None:
        d.body("north", "statutory_authority", p["root"], areas=["Injected north", "Injected middle"])
        d.body("south", "statutory_authority", p["root"], areas=[south])
        d.body("service", "nhs_trust", p["root"], areas=["Injected middle", south])
        d.relate("injected-north", "performance_manages", "injected-service", lead=lead)
        d.relate("injected-south", "performance_manages", "injected-service")

    return inject


def fresh_reach(*of_body: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("region", "statutory_authority", p["root"], areas=["Injected north", "Injected middle"])
        d.body("service", "nhs_trust", "injected-region", areas=list(of_body))

    return inject


def one_way_up(a: Arrangement) -> Iterator[Place]:
    """A single body whose every way up leads to one single body, neither with areas."""
    for place in answering_body(a):
        ends = {edge.upper for edge in a.ways_up(place["party"])}
        rows = [a.parties[place[word]] for word in ("party", "superior")]
        if (
            ends == {place["superior"]}
            and a.is_body(place["superior"])
            and not any({"areas", "count"} & set(row) for row in rows)
        ):
            yield place


def areas(*of_party: str):
    def inject(d: Draft, p: Place) -> None:
        d.party(p["superior"])["areas"] = ["Injected north", "Injected middle"]
        d.party(p["party"])["areas"] = list(of_party)

    return inject


# -- STR-05 circular-accountability


def circle(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "accountable_to", p["party"], scope=p["scope"])


def longer_circle(d: Draft, p: Place) -> None:
    d.body("third", "statutory_authority", p["party"])
    d.relate(p["superior"], "accountable_to", "injected-third", scope=p["scope"])


def answering_elsewhere(a: Arrangement) -> Iterator[Place]:
    """A party and its superior, neither in the guise of the other."""
    for place in answering(a):
        if place["superior"] in a.plain and not (
            {place["superior"], *a.guises(place["superior"])} & {place["party"], *a.guises(place["party"])}
        ):
            yield place


def itself(d: Draft, p: Place) -> None:
    d.relate(p["party"], "accountable_to", p["party"], scope=p["scope"])


def report_back(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "reports_to", p["party"], scope=p["scope"])


def circle_elsewhere(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "accountable_to", p["party"], scope=p["other_scope"])


def apart_elsewhere(a: Arrangement) -> Iterator[Place]:
    """As above, the party itself surely answering for that one matter alone."""
    for place in apart(a):
        wide = {edge.scope for edge in a.ways_up(place["party"])}
        if wide == {place["scope"]} and place["scope"] != "all":
            yield place


# -- EVD-01 sources-contradict


def contradictory(*, resolved: bool):
    def inject(d: Draft, p: Place) -> None:
        d.contradiction(p["party"], resolved=resolved)

    return inject


def contradictory_line(kind: str, *, resolved: bool = False):
    """Two sides of a contradiction that give a new unit two superiors, or two commissioners."""

    def inject(d: Draft, p: Place) -> None:
        d.body("unit", "agency", *(p["root"],) if kind == "commissions" else ())
        for upper in (p["party"], p["other"]):
            ends = ("injected-unit", upper) if kind != "commissions" else (upper, "injected-unit")
            d.relate(ends[0], kind, ends[1])
        d.contradiction("injected-unit", p["party"], p["other"], resolved=resolved)
        first, second = (row["source"][0] for row in d.document["relationships"][-2:])
        for side, source in zip(d.document["contradictions"][-1]["statements"], (first, second), strict=True):
            side["source"] = source

    return inject


def two_seats(first: str, second: str, capacity: str = "member"):
    def inject(d: Draft, p: Place) -> None:
        d.body("member", "council", p["root"], statutory="yes")
        d.seat(p["party"], "injected-member", first)
        d.seat(p["party"], "injected-member", second, capacity=capacity)

    return inject


def two_amounts(year: str):
    def inject(d: Draft, p: Place) -> None:
        for word, amount, of in (("first", "100", "2020"), ("second", "200", year)):
            key = d.figure(word, amount=amount, unit="£k", year=of, about=[p["party"]])
            d.document["figures"][key]["name"] = "Injected grant"

    return inject


# -- EVD-02 proposal-as-fact


def lined_with_proposals(a: Arrangement) -> Iterator[Place]:
    if a.uncounted:
        yield from ({**place, "status": a.uncounted} for place in lined(a))


def clear_with_proposals(a: Arrangement) -> Iterator[Place]:
    if a.uncounted:
        yield from ({**place, "status": a.uncounted} for place in clear(a))


def only_proposed(d: Draft, p: Place) -> None:
    d.relabel_lines(p["party"], status=p["status"])


def anywhere_with_proposals(a: Arrangement) -> Iterator[Place]:
    if a.uncounted:
        yield from ({**place, "status": a.uncounted} for place in anywhere(a))


def fresh_proposed(d: Draft, p: Place) -> None:
    d.subject(d.body("trust", "nhs_trust"))
    d.body("authority")
    d.relate("injected-trust", "accountable_to", "injected-authority")
    d.relate("injected-authority", "accountable_to", p["root"], status=p["status"])


def proposal_beside(d: Draft, p: Place) -> None:
    d.relate(p["root"], "directs", p["party"], scope=p["scope"], status=p["status"])


# -- EVD-03 undefined-or-missing


def papers(a: Arrangement) -> Iterator[Place]:
    for source in a.some(a.document["sources"]):
        if source not in {"injected", "marked"}:
            yield {"paper": source, "part": f"Injected annex {a.chance.randint(1, 99)}"}


def part_missing(d: Draft, p: Place) -> None:
    row = d.document["sources"][p["paper"]]
    row["missing"] = [*row.get("missing", []), p["part"]]


def named_bodies(a: Arrangement) -> Iterator[Place]:
    for place in at_body(a):
        row = a.parties[place["party"]]
        if "count" not in row and " " in row["name"]:
            yield {**place, "name": row["name"]}


def same_name(d: Draft, p: Place) -> None:
    d.body("double", "agency", p["root"])
    d.document["organisations"]["injected-double"]["name"] = p["name"].upper()


def same_alias(d: Draft, p: Place) -> None:
    d.body("double", "agency", p["root"], aliases=[p["name"]])


def part_of_same_name(d: Draft, p: Place) -> None:
    d.body("double", "unit", part_of=[{"body": p["party"]}])
    d.document["organisations"]["injected-double"]["name"] = p["name"]


def letters(**fields: list[str]):
    def inject(d: Draft, p: Place) -> None:
        d.body("letters", "agency", p["root"], **fields)
        d.document["organisations"]["injected-letters"]["name"] = "ZQXV"

    return inject


def only_named(**fields: str):
    def inject(d: Draft, _: Place) -> None:
        d.body("name", "agency", **fields)

    return inject


KINDS: tuple[AnyKind, ...] = (
    Kind("STR-01", "six links from a subject to the root", lined, long_line, at=("party",)),
    Kind("STR-01", "six links from a new subject", anywhere, fresh_line(6), at=("injected-clinic",)),
    Kind("STR-01", "thirteen more under a body", single_body, reports(13), at=("party",)),
    Kind("STR-01", "nine more under a post", single_post, reports(9), at=("party",)),
    Kind("STR-01", "nine alike under a new post", anywhere, counted_report, at=("injected-manager",)),
    Sound("STR-01", "five links from a new subject", anywhere, fresh_line(5)),
    Sound("STR-01", "eight under a new post", anywhere, reports(8, "post")),
    Sound("STR-01", "twelve under a new body", anywhere, reports(12, "statutory_authority")),
    Kind("STR-02", "a new post on two bodies", unbridged, bridge(), at=("injected-officer",)),
    Kind("STR-02", "a new post on two new bodies", below_the_top, fresh_bridge, at=("injected-officer",)),
    Sound("STR-02", "several persons on two bodies", unbridged, bridge(count="2"), wholly=False),
    Sound("STR-02", "two bodies with a tie of their own", below_the_top, bridge_beside_a_tie, wholly=False),
    Kind("STR-03", "more names than counted", counted, too_many_names, at=("party",)),
    Kind("STR-03", "a figure of that name says one more", counted, count_stated(1, "word"), at=("party",)),
    Sound(
        "STR-03", "a figure of that name says one more of another thing", counted, count_stated(1, "bodies")
    ),
    Kind("STR-03", "three named of two", anywhere, too_many_named, at=("injected-several",)),
    Kind(
        "STR-03", "two figures of one name disagree", at_body, two_counts("2020"), at=("party",), cites=True
    ),
    Sound("STR-03", "fewer names than counted", counted, some_names),
    Sound("STR-03", "a figure of that name agrees", counted, count_stated(0, "word")),
    Sound("STR-03", "two figures for two years", at_body, two_counts("2021")),
    Sound("STR-03", "two figures, one of them rough", at_body, two_counts("2020", stated_as="about 10")),
    Kind("STR-04", "two managers divide a service", anywhere, fresh_boundaries(), at=("injected-service",)),
    Kind(
        "STR-04",
        "a new service reaches beyond its region",
        anywhere,
        fresh_reach("Injected middle", "Injected south"),
        at=("injected-service",),
    ),
    Kind(
        "STR-04",
        "a body reaches beyond its superior",
        one_way_up,
        areas("Injected middle", "Injected south"),
        at=("party",),
    ),
    Sound("STR-04", "one of two managers leads", anywhere, fresh_boundaries(lead="yes"), wholly=False),
    Sound("STR-04", "a new service within its region", anywhere, fresh_reach("Injected middle")),
    Sound("STR-04", "a body within its superior's areas", one_way_up, areas("Injected middle")),
    Kind(
        "STR-05", "a superior answers back", answering_elsewhere, circle, at=("party", "superior"), cites=True
    ),
    Kind(
        "STR-05",
        "a superior answers to one below",
        answering_elsewhere,
        longer_circle,
        at=("party", "superior", "injected-third"),
        cites=True,
    ),
    Kind("STR-05", "a body answers to itself", single_body, itself, at=("party",), cites=True),
    Sound("STR-05", "a superior reports back", answering_elsewhere, report_back, wholly=False),
    Sound(
        "STR-05", "a superior answers back on another matter", apart_elsewhere, circle_elsewhere, wholly=False
    ),
    Kind("EVD-01", "a contradiction about a body", at_body, contradictory(resolved=False), cites=True),
    Kind(
        "EVD-01",
        "a contradiction about whom a unit answers to",
        two_bodies,
        contradictory_line("accountable_to"),
        at=("injected-unit",),
        cites=True,
        severity="high",
    ),
    Kind(
        "EVD-01",
        "a contradiction about who commissions a unit",
        two_bodies,
        contradictory_line("commissions"),
        at=("injected-unit",),
        cites=True,
        severity="high",
    ),
    Kind("EVD-01", "a seat that votes and does not", at_body, two_seats("yes", "no"), cites=True),
    Kind("EVD-01", "two amounts for one grant", below_the_top, two_amounts("2020"), cites=True),
    Sound("EVD-01", "a contradiction resolved", at_body, contradictory(resolved=True)),
    Sound(
        "EVD-01",
        "a contradiction about whom a unit answers to, resolved",
        two_bodies,
        contradictory_line("accountable_to", resolved=True),
        wholly=False,
    ),
    Sound("EVD-01", "two seats of two capacities", at_body, two_seats("yes", "no", "observer"), wholly=False),
    Sound("EVD-01", "two amounts for two years", below_the_top, two_amounts("2021")),
    Kind("EVD-02", "a subject's lines are only proposed", lined_with_proposals, only_proposed, at=("party",)),
    Kind(
        "EVD-02",
        "a new subject's superior has a proposed line",
        anywhere_with_proposals,
        fresh_proposed,
        at=("injected-trust",),
        cites=True,
    ),
    Sound("EVD-02", "a proposal beside a clear line", clear_with_proposals, proposal_beside),
    Kind("EVD-03", "a part of a paper is missing", papers, part_missing, says="part"),
    Kind("EVD-03", "two bodies of one name", named_bodies, same_name, at=("party", "injected-double")),
    Kind(
        "EVD-03",
        "a body with another's name as alias",
        named_bodies,
        same_alias,
        at=("party", "injected-double"),
    ),
    Kind("EVD-03", "a name that nobody spells out", anywhere, letters(), at=("injected-letters",)),
    Kind(
        "EVD-03",
        "a body that is only named",
        anywhere,
        only_named(),
        at=("injected-name",),
        severity="info",
    ),
    Sound("EVD-03", "a unit with the name of its whole", named_bodies, part_of_same_name),
    Sound(
        "EVD-03",
        "letters that an alias spells out",
        anywhere,
        letters(aliases=["Zoological Questions and X-ray Visitors"]),
    ),
    Sound("EVD-03", "a partner that is only named", anywhere, only_named(boundary="out")),
)
