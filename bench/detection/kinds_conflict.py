"""Injections for the rules on conflicts of interest."""

from collections.abc import Iterator

from arrangement import COLLECTIVE, Arrangement
from documents import Draft
from kind import AnyKind, Kind, Place, Sound
from places import acting, answering, anywhere, at_body, below_the_top, tie_place, two_bodies

_DEPARTMENTS = {"department", "ministry", "parliament"}

# -- COI-01 judge-in-own-cause


def contracts(a: Arrangement) -> Iterator[Place]:
    """A contract between two single bodies, the buyer not above the seller."""
    for place in acting("commissions")(a):
        buyer, seller = place["superior"], place["party"]
        if (
            buyer not in a.could_manage(seller)
            and seller not in a.above(buyer)
            and "count" not in {*a.parties[buyer], *a.parties[seller]}
        ):
            yield place


def single_strangers(a: Arrangement) -> Iterator[Place]:
    """Two single bodies that have nothing to do with each other."""
    for place in two_bodies(a):
        if "count" not in {*a.parties[place["party"]], *a.parties[place["other"]]}:
            yield place


def buyer_arbitrates(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "arbitrates", p["party"], scope=p["scope"])


def party_arbitrates(d: Draft, p: Place) -> None:
    d.relate(p["party"], "arbitrates", p["party"], p["other"], scope=p["scope"])


def part_before_its_whole(d: Draft, p: Place) -> None:
    d.body("part", "division", part_of=[{"body": p["party"]}])
    d.relate(p["party"], "arbitrates", "injected-part", p["other"], scope=p["scope"])


def tribunal(d: Draft, p: Place) -> None:
    d.body("tribunal", "statutory_authority", p["root"])
    d.relate("injected-tribunal", "arbitrates", p["party"], p["superior"], scope=p["scope"])


# -- COI-02 overseer-inside


def overseers(a: Arrangement) -> Iterator[Place]:
    """Oversight of a body by a body that has no seat on it and does not host it."""
    for place in acting("performance_manages", "oversees", "audits")(a):
        ends = frozenset((place["party"], place["superior"]))
        tied = [row for row in a.relationships if row["kind"] == "hosts" and place["party"] in row["to"]]
        seated = [
            seat for seat in a.seats(place["party"]) if seat["member"] in ends | a.guises(place["superior"])
        ]
        if not tied and not seated:
            yield place


def voters(a: Arrangement) -> Iterator[Place]:
    """A body with a seat that votes, on another."""
    for seat in a.some(a.memberships):
        body, member = seat["body"], seat["member"]
        if (
            a.stands(seat)
            and seat.get("votes") == "yes"
            and seat.get("scope", "all") == "all"
            and body in a.bodies
            and member in a.bodies
            and member not in a.guises(body)
            and not any(body in row["to"] and row["from"] == member for row in a.relationships)
        ):
            yield {"party": body, "superior": member, "scope": "all", "root": a.one(a.roots)}


def overseer_chairs(d: Draft, p: Place) -> None:
    d.seat(p["party"], p["superior"], capacity="chair")


def overseer_hosts(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "hosts", p["party"], scope="hosting")


def overseer_observes(d: Draft, p: Place) -> None:
    d.seat(p["party"], p["superior"], "no", capacity="observer")


def voter_audits(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "oversees", p["party"], scope=p["scope"])


def fresh_overseer(d: Draft, p: Place) -> None:
    d.body("overseer", "statutory_authority", p["root"])
    d.relate("injected-overseer", "oversees", p["party"], scope=p["scope"])


def officer_of_overseer_chairs(d: Draft, p: Place) -> None:
    fresh_overseer(d, p)
    d.post("officer", seat="injected-overseer")
    d.seat(p["party"], "injected-officer", capacity="chair")


# -- COI-03 provider-on-its-commissioner


def provider_sits(votes: str, capacity: str = "member"):
    def inject(d: Draft, p: Place) -> None:
        d.seat(p["superior"], p["party"], votes, capacity=capacity)

    return inject


def unseated_providers(a: Arrangement) -> Iterator[Place]:
    """A contract whose seller has no seat with the buyer, in whatever guise."""
    for place in acting("commissions")(a):
        buyer, seller = place["superior"], place["party"]
        guises = {seller, *a.guises(seller)}
        seats = [s for s in a.seats(buyer) if guises & {s["member"], *s.get("represents", [])}]
        if a.is_body(buyer) and not seats:
            yield place


def officer_of_provider_sits(d: Draft, p: Place) -> None:
    d.post("officer", seat=p["party"])
    d.seat(p["superior"], "injected-officer")


# -- COI-04 proposer-scrutinises


def proposals(a: Arrangement) -> Iterator[Place]:
    """A duty to propose on a subject, done by one party."""
    for key in a.some(a.duties):
        row = a.duties[key]
        doers = row.get("responsible", [])
        if (
            a.stands(row)
            and row.get("step") in {"propose", "recommend"}
            and "subject" in row
            and len(doers) == 1
            and doers[0] in a.plain
        ):
            scope = row.get("scope", "all")
            yield {"party": doers[0], "subject": row["subject"], "scope": scope, "root": a.one(a.roots)}


def also_scrutinises(d: Draft, p: Place) -> None:
    d.duty("scrutiny", [p["party"]], [p["party"]], step="scrutinise", subject=p["subject"], scope=p["scope"])


def other_scrutinises(d: Draft, p: Place) -> None:
    d.body("reader", "statutory_authority", p["root"])
    also_scrutinises(d, {**p, "party": "injected-reader"})


def fresh_both(d: Draft, p: Place) -> None:
    fields = {"subject": "Injected cases", "scope": p["scope"]}
    d.duty("proposal", [p["party"]], [p["party"]], step="propose", **fields)
    d.duty("approval", [p["party"]], [p["party"]], step="approve", **fields)


def post_on_both(d: Draft, p: Place) -> None:
    fields = {"subject": "Injected cases", "scope": p["scope"]}
    d.post("officer", p["party"])
    for word, step in (("proposers", "propose"), ("deciders", "decide")):
        body = d.body(word, "committee", p["root"])
        d.seat(body, "injected-officer")
        d.post(f"member-of-{word}", p["root"])
        d.seat(body, f"injected-member-of-{word}")
        d.duty(word, [body], [body], step=step, **fields)


# -- COI-05 partisan-allocator


def close_to_one(a: Arrangement) -> Iterator[Place]:
    """A body that runs, buys from or pays another, and a third with which it has nothing to do."""
    for tie in a.of("operates", "commissions", "funds"):
        host, claimant = tie.lower, tie.upper
        if host not in a.bodies or claimant not in a.bodies or host in a.root_side:
            continue
        near = a.guises(host) | a.guises(claimant) | {host, claimant}
        others = [
            body
            for body in a.bodies
            if a.unrelated(host, body)
            and a.unrelated(claimant, body)
            and not near & (a.guises(body) | {body})
            and not any(a.joined(host, other) for other in a.guises(body))
        ]
        areas = any("areas" in a.parties[party] for party in (host, claimant))
        if others and claimant not in a.above(host) and not areas and claimant not in a.root_side:
            yield {"party": claimant, "superior": host, "other": a.one(others), "root": a.one(a.roots)}


def shares_out(host_kind: str = ""):
    def inject(d: Draft, p: Place) -> None:
        host = p.get("superior", "")
        if host_kind:
            host = d.body("host", host_kind, p["root"], tier="national")
        d.body("team", "agency", p["root"])
        d.relate(host, "hosts", "injected-team", scope="hosting")
        d.duty("share-out", ["injected-team"], ["injected-team"], allocates_among=[p["party"], p["other"]])

    return inject


def shares_out_below(d: Draft, p: Place) -> None:
    d.body("team", "agency", p["superior"])
    d.duty("share-out", ["injected-team"], ["injected-team"], allocates_among=[p["party"], p["other"]])


def fresh_partisan(d: Draft, p: Place) -> None:
    d.body("runner", "statutory_authority", p["root"])
    for word in ("north", "south"):
        d.body(word, "hospital", p["root"])
    d.relate("injected-runner", "operates", "injected-north")
    fields = {**p, "superior": "injected-runner", "party": "injected-north", "other": "injected-south"}
    shares_out()(d, fields)


# -- COI-06 reviewer-not-independent


def supervised(a: Arrangement) -> Iterator[Place]:
    """A body that answers to another which is neither a department nor a committee."""
    for place in answering(a):
        superior = place["superior"]
        if a.is_body(superior) and a.kind(superior) not in _DEPARTMENTS | COLLECTIVE:
            yield place


def hosted(a: Arrangement) -> Iterator[Place]:
    for tie in a.of("hosts"):
        if tie.upper in a.plain and tie.lower not in a.root_side and a.kind(tie.lower) not in _DEPARTMENTS:
            yield tie_place(a, tie)


def reviewer_below_superior(d: Draft, p: Place) -> None:
    d.body("reviewer", "agency", p["superior"])
    d.relate("injected-reviewer", "audits", p["party"])


def reviewer_in_the_house(d: Draft, p: Place) -> None:
    d.body("reviewer", "agency", p["root"])
    d.relate(p["superior"], "hosts", "injected-reviewer", scope="hosting")
    d.relate("injected-reviewer", "audits", p["party"])


def reviewer_paid(d: Draft, p: Place) -> None:
    d.body("reviewer", "agency", p["root"])
    d.relate(p["party"], "funds", "injected-reviewer")
    d.relate("injected-reviewer", "audits", p["party"])


def reviewer_from_outside(d: Draft, p: Place) -> None:
    d.body("reviewer", "agency", p["root"])
    d.relate("injected-reviewer", "audits", p["party"])


def superior_audits(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "audits", p["party"], scope=p["scope"])


KINDS: tuple[AnyKind, ...] = (
    Kind(
        "COI-01",
        "the buyer hears disputes with the seller",
        contracts,
        buyer_arbitrates,
        at=("superior",),
        cites=True,
    ),
    Kind(
        "COI-01", "one side hears the dispute", single_strangers, party_arbitrates, at=("party",), cites=True
    ),
    Kind(
        "COI-01",
        "the whole hears its part's dispute",
        single_strangers,
        part_before_its_whole,
        at=("party",),
        cites=True,
    ),
    Sound("COI-01", "a tribunal hears both", contracts, tribunal),
    Kind(
        "COI-02",
        "the overseer chairs the body",
        overseers,
        overseer_chairs,
        at=("superior",),
        cites=True,
        severity="medium",
    ),
    Kind("COI-02", "the overseer hosts the body", overseers, overseer_hosts, at=("superior",), cites=True),
    Kind("COI-02", "a voting member oversees the body", voters, voter_audits, at=("superior",), cites=True),
    Kind(
        "COI-02",
        "an officer of a new overseer chairs",
        below_the_top,
        officer_of_overseer_chairs,
        at=("injected-overseer",),
        cites=True,
        severity="medium",
    ),
    Kind(
        "COI-02",
        "the overseer observes",
        overseers,
        overseer_observes,
        at=("superior",),
        cites=True,
        severity="info",
    ),
    Sound("COI-02", "an overseer without a seat", below_the_top, fresh_overseer),
    Kind(
        "COI-03",
        "a provider votes with its buyer",
        unseated_providers,
        provider_sits("yes"),
        at=("party",),
        cites=True,
        severity="high",
    ),
    Kind(
        "COI-03",
        "a provider sits with its buyer, its vote not stated",
        unseated_providers,
        provider_sits("not_stated"),
        at=("party",),
        cites=True,
    ),
    Kind(
        "COI-03",
        "an officer of a provider votes with its buyer",
        unseated_providers,
        officer_of_provider_sits,
        at=("party",),
        cites=True,
    ),
    Sound("COI-03", "a provider in attendance", unseated_providers, provider_sits("no", "in_attendance")),
    Sound("COI-03", "a provider observes", unseated_providers, provider_sits("no", "observer")),
    Kind("COI-04", "the proposer scrutinises", proposals, also_scrutinises, at=("party",), cites=True),
    Kind("COI-04", "one proposes and approves", below_the_top, fresh_both, at=("party",), cites=True),
    Kind("COI-04", "a post votes on both sides", below_the_top, post_on_both, at=("injected-officer",)),
    Sound("COI-04", "somebody else scrutinises", proposals, other_scrutinises),
    Kind(
        "COI-05",
        "the host is close to one claimant",
        close_to_one,
        shares_out(),
        at=("injected-team", "superior"),
        cites=True,
        severity="high",
    ),
    Kind(
        "COI-05",
        "the superior is close to one claimant",
        close_to_one,
        shares_out_below,
        at=("injected-team", "superior"),
        cites=True,
        severity="high",
    ),
    Kind(
        "COI-05",
        "a new host runs one claimant",
        anywhere,
        fresh_partisan,
        at=("injected-team", "injected-runner"),
        cites=True,
        severity="high",
    ),
    Sound("COI-05", "a department is the host", two_bodies, shares_out("department")),
    Kind(
        "COI-06",
        "the reviewer answers to the superior of the reviewed",
        supervised,
        reviewer_below_superior,
        at=("injected-reviewer",),
        cites=True,
    ),
    Kind(
        "COI-06",
        "the reviewer has the host of the reviewed",
        hosted,
        reviewer_in_the_house,
        at=("injected-reviewer",),
        cites=True,
    ),
    Kind(
        "COI-06",
        "the reviewed pays the reviewer",
        below_the_top,
        reviewer_paid,
        at=("injected-reviewer",),
        cites=True,
    ),
    Sound("COI-06", "a reviewer from outside", at_body, reviewer_from_outside),
    Sound("COI-06", "a superior looks into what is under it", answering, superior_audits),
)
