"""Injections for the rules on two masters and on parties left out."""

from collections.abc import Iterator

from arrangement import Arrangement
from documents import Draft
from kind import AnyKind, Kind, Place, Sound
from places import (
    answering,
    answering_body,
    answering_to_one,
    anywhere,
    apart,
    at_body,
    below_the_top,
    skipping,
)

# -- DUP-01 two-masters


def second_master(**labels: str):
    """A second superior; labels that begin with $ are words of the place."""

    def inject(d: Draft, p: Place) -> None:
        d.body("master", "statutory_authority", p["root"])
        chosen = {key: p[value[1:]] if value[0] == "$" else value for key, value in labels.items()}
        d.relate(p["party"], "accountable_to", "injected-master", **({"scope": p["scope"]} | chosen))

    return inject


def with_another(a: Arrangement) -> Iterator[Place]:
    """A party that answers to one, and another that neither has anything to do with."""
    for place in answering(a):
        free = [
            body
            for body in a.bodies
            if body not in a.root_side
            and a.unrelated(body, place["party"])
            and a.unrelated(body, place["superior"])
            and not a.guises(body) & (a.guises(place["superior"]) | {place["superior"]})
        ]
        if free:
            yield {**place, "other": a.one(free)}


def other_master(d: Draft, p: Place) -> None:
    d.relate(p["party"], "accountable_to", p["other"], scope=p["scope"])


def fresh_nested(d: Draft, p: Place) -> None:
    for word in ("wide", "narrow"):
        d.body(word, "statutory_authority", p["root"])
    d.body("trust", "nhs_trust")
    d.relate("injected-trust", "accountable_to", "injected-wide")
    d.relate("injected-trust", "accountable_to", "injected-narrow", scope=p["scope"])


def two_in_row(d: Draft, p: Place) -> None:
    for word in ("one", "two"):
        d.body(word, "statutory_authority", p["root"])
    d.body("trust", "nhs_trust")
    d.relate("injected-trust", "accountable_to", "injected-one", "injected-two", scope=p["scope"])


def skip_level(d: Draft, p: Place) -> None:
    d.relate(p["party"], "accountable_to", p["root"], scope=p["scope"])


def dated(a: Arrangement) -> Iterator[Place]:
    yield from ({**place, "ended": a.ended} for place in answering(a) if a.date)


def with_proposals(a: Arrangement) -> Iterator[Place]:
    yield from ({**place, "status": a.uncounted} for place in answering(a) if a.uncounted)


def vacant_master(d: Draft, p: Place) -> None:
    d.post("master", p["root"], vacant="yes")
    d.relate(p["party"], "accountable_to", "injected-master", scope=p["scope"])


def post_of_master(d: Draft, p: Place) -> None:
    d.post("officer", seat=p["superior"])
    d.relate(p["party"], "accountable_to", "injected-officer", scope=p["scope"])


def under_a_body(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in answering_to_one(a) if a.is_body(place["superior"]))


# -- DUP-02 split-line


def split(scope: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("listener", "statutory_authority", p["root"])
        d.relate(p["party"], "reports_to", "injected-listener", scope=p.get(scope, scope))

    return inject


def other_listener(d: Draft, p: Place) -> None:
    d.relate(p["party"], "reports_to", p["other"], scope=p["scope"])


def report_up_the_line(d: Draft, p: Place) -> None:
    d.relate(p["party"], "reports_to", p["root"], scope=p["scope"])


def report_to_superior(d: Draft, p: Place) -> None:
    d.relate(p["party"], "reports_to", p["superior"], scope=p["scope"])


# -- DUP-03 body-and-head-differ


def headed(a: Arrangement) -> Iterator[Place]:
    """A body that answers to somebody, and its head, of whose own superior nothing is said."""
    accountable = {row["from"] for row in a.relationships if row["kind"] == "accountable_to"}
    for place in answering_body(a):
        for head in a.guises(place["party"]):
            row = a.parties[head]
            if (
                any(entry["body"] == place["party"] for entry in row.get("heads", []))
                and head not in accountable
                and a.stands(row)
            ):
                yield {**place, "head": head}


def head_elsewhere(d: Draft, p: Place) -> None:
    d.body("region", "statutory_authority", p["root"])
    d.relate(p["head"], "accountable_to", "injected-region", scope=p["scope"])


def new_head_elsewhere(d: Draft, p: Place) -> None:
    d.post("head", seat=p["party"], heads=p["party"])
    head_elsewhere(d, {**p, "head": "injected-head"})


def fresh_team_and_head(d: Draft, p: Place) -> None:
    for word in ("board", "region"):
        d.body(word, "statutory_authority", p["root"])
    d.body("team", "team", "injected-board")
    d.post("head", "injected-region", seat="injected-team", heads="injected-team")


def head_to_post_of_superior(d: Draft, p: Place) -> None:
    d.post("officer", seat=p["superior"])
    d.relate(p["head"], "accountable_to", "injected-officer", scope=p["scope"])


def head_to_root(d: Draft, p: Place) -> None:
    d.relate(p["head"], "accountable_to", p["root"], scope=p["scope"])


def head_employed_elsewhere(d: Draft, p: Place) -> None:
    d.body("region", "statutory_authority", p["root"])
    d.relate(p["head"], "accountable_to", "injected-region", scope="employment")


def headed_under_a_body(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in headed(a) if a.is_body(place["superior"]))


def headed_and_skipping(a: Arrangement) -> Iterator[Place]:
    for place in headed(a):
        above = a.surely_above(place["superior"], place["scope"], 3, without=place["party"])
        if roots := [root for root in a.roots if root in above]:
            yield {**place, "root": a.one(roots)}


# -- DUP-04 host-and-function-mixed


def fresh_host(kind: str, scope: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("host", "statutory_authority", p["root"])
        d.relate("injected-host", kind, p["party"], scope=p.get(scope, scope))

    return inject


def alone_in_row(a: Arrangement) -> Iterator[Place]:
    yield from (
        place for place in answering(a) if a.relationships[place["index"]]["to"] == [place["superior"]]
    )


def undefined_function(d: Draft, p: Place) -> None:
    d.at("relationships", p["index"])["status"] = "undefined"
    fresh_host("hosts", "hosting")(d, p)


def fresh_undefined_host(d: Draft, p: Place) -> None:
    d.body("board", "statutory_authority", p["root"])
    d.body("unit", "agency", "injected-board")
    d.body("host", "statutory_authority", p["root"])
    d.relate("injected-unit", "accountable_to", "injected-host", scope="local", status="undefined")


def superior_hosts(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "hosts", p["party"], scope=p["scope"])


# -- ORP-01 no-upward-line


def attached(a: Arrangement) -> Iterator[Place]:
    """A party that has a way up, and is no subject."""
    for party in a.some(a.plain):
        if party not in a.subjects and any(way.sure for way in a.ways_up(party)):
            yield {"party": party, "root": a.one(a.roots)}


def orphaned(answers_to: str):
    def inject(d: Draft, p: Place) -> None:
        d.drop_lines(p["party"])
        d.party(p["party"])["answers_to"] = answers_to
        d.body("partner", "charity", boundary="out")
        d.relate(p["party"], "works_with", "injected-partner")

    return inject


def fresh_orphan(kind: str, **fields: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("forum", kind, **fields)
        d.relate("injected-forum", "works_with", p["party"])

    return inject


def named_one(d: Draft, p: Place) -> None:
    d.body("several", "statutory_authority", p["root"], count="3")
    d.body("one", "statutory_authority", one_of="injected-several")
    d.relate("injected-one", "works_with", p["party"])


# -- ORP-02 funded-but-unattached


def unattached(a: Arrangement) -> Iterator[Place]:
    """A body of which no row of any standing says to whom it could answer."""
    yield from (place for place in at_body(a) if not a.ways_up(place["party"]))


def funded(d: Draft, p: Place) -> None:
    d.body("payer", "department", p["root"])
    d.relate("injected-payer", "funds", p["party"], scope=p["scope"], amount="30", unit="£k")


def fresh_funded_locally(d: Draft, p: Place) -> None:
    d.body("unit", "agency")
    d.relate("injected-unit", "accountable_to", p["root"], scope="local")
    funded(d, {**p, "party": "injected-unit"})


def with_duties(a: Arrangement) -> Iterator[Place]:
    if any(a.stands(row) and row.get("responsible") for row in a.duties.values()):
        yield from anywhere(a)


def funded_post(d: Draft, p: Place) -> None:
    d.post("coordinator", p["root"])
    d.relate(p["root"], "funds", "injected-coordinator", scope=p["scope"], amount="30", unit="£k")


def funded_post_with_duty(d: Draft, p: Place) -> None:
    funded_post(d, p)
    d.duty("plan", ["injected-coordinator"], ["injected-coordinator"], scope=p["scope"])


def superior_funds(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "funds", p["party"], scope=p["scope"], amount="30", unit="£k")


# -- ORP-03 no-constitution

_FEATURES = ("owner", "chair", "purpose", "frequency", "secretariat")


def features(least: int, most: int):
    def places(a: Arrangement) -> Iterator[Place]:
        for place in anywhere(a):
            yield {**place, "fields": a.some(_FEATURES)[: a.chance.randint(least, most)]}

    return places


def silent_group(d: Draft, p: Place) -> None:
    d.body("group", "group", p["root"], **dict.fromkeys(_FEATURES, "not_stated"))


def fresh_group(kind: str, **fields: str):
    def inject(d: Draft, p: Place) -> None:
        stated = {field: f"The {field}" for field in p.get("fields", ())}
        d.body("group", kind, p["root"], **stated, **fields)

    return inject


# -- ORP-04 adviser-asked-to-own


def advisers(a: Arrangement) -> Iterator[Place]:
    """A body that advises, and of which no row says that it does anything else, or that anybody answers to it."""
    for tie in a.of("advises"):
        body = tie.lower
        outward = {row["kind"] for row in a.relationships if row["from"] == body}
        inward = [row for row in a.relationships if body in row["to"]]
        if (
            body in a.bodies
            and outward <= {"advises", "reports_to", "accountable_to"}
            and not inward
            and not a.guises(body)
            and not a.seats(body)
            and body not in a.document["decision_rules"]
            and a.parties[body].get("statutory") != "yes"
            and not any(
                body in (*row.get("accountable", []), *row.get("responsible", []))
                for row in a.duties.values()
            )
        ):
            yield {"party": body, "root": a.one(a.roots)}


def owned_by_adviser(d: Draft, p: Place) -> None:
    d.duty("plan", [p["party"]], [p["root"]])


def fresh_adviser(d: Draft, p: Place) -> None:
    d.body("adviser", "group", p["root"])
    d.relate("injected-adviser", "advises", p["party"], scope=p["scope"])
    d.duty("plan", ["injected-adviser"], [p["party"]], scope=p["scope"])


def fresh_adviser_asked(d: Draft, p: Place) -> None:
    d.body("adviser", "group", p["root"])
    d.relate("injected-adviser", "advises", p["party"], scope=p["scope"])
    d.duty("plan", ["injected-adviser"], [], scope=p["scope"], status="undefined")


def adviser_consulted(d: Draft, p: Place) -> None:
    d.body("adviser", "committee", p["root"])
    d.relate("injected-adviser", "advises", p["party"], scope=p["scope"])
    d.duty("plan", [p["party"]], [p["party"]], consulted=["injected-adviser"], scope=p["scope"])


def adviser_with_power(d: Draft, p: Place) -> None:
    fresh_adviser(d, p)
    d.relate("injected-adviser", "directs", p["party"], scope=p["scope"])


KINDS: tuple[AnyKind, ...] = (
    Kind("DUP-01", "a new second superior", answering, second_master(), at=("party",), cites=True),
    Kind("DUP-01", "a second superior from elsewhere", with_another, other_master, at=("party",), cites=True),
    Kind(
        "DUP-01",
        "one superior for all and one for a part",
        anywhere,
        fresh_nested,
        at=("injected-trust",),
        cites=True,
    ),
    Kind("DUP-01", "two superiors in one row", anywhere, two_in_row, at=("injected-trust",), cites=True),
    Sound("DUP-01", "a second superior in another scope", apart, second_master(scope="$other_scope")),
    Sound("DUP-01", "a second superior for employment", answering, second_master(scope="employment")),
    Sound("DUP-01", "a skip level", skipping, skip_level),
    Sound("DUP-01", "a second superior where one is the lead", answering, second_master(lead="yes")),
    Sound("DUP-01", "a second superior of the past", dated, second_master(until="$ended")),
    Sound(
        "DUP-01",
        "a second superior only proposed",
        with_proposals,
        second_master(status="$status"),
        wholly=False,
    ),
    Sound("DUP-01", "a vacant post as second superior", answering, vacant_master),
    Sound("DUP-01", "a post in the superior body", under_a_body, post_of_master),
    Kind("DUP-02", "reports to a new party", answering, split("scope"), at=("party",), cites=True),
    Kind("DUP-02", "reports to one from elsewhere", with_another, other_listener, at=("party",), cites=True),
    Sound("DUP-02", "reports up the line", skipping, report_up_the_line),
    Sound("DUP-02", "reports to the superior", answering, report_to_superior),
    Sound("DUP-02", "reports on another matter", apart, split("other_scope")),
    Kind(
        "DUP-03",
        "the head answers elsewhere",
        headed,
        head_elsewhere,
        at=("party", "head"),
        cites=True,
    ),
    Kind(
        "DUP-03",
        "a new head answers elsewhere",
        answering_body,
        new_head_elsewhere,
        at=("party", "injected-head"),
        cites=True,
    ),
    Kind(
        "DUP-03",
        "a new team and its head",
        anywhere,
        fresh_team_and_head,
        at=("injected-team", "injected-head"),
        cites=True,
    ),
    Sound(
        "DUP-03",
        "the head to an officer of the superior",
        headed_under_a_body,
        head_to_post_of_superior,
    ),
    Sound("DUP-03", "the head to the top of the same line", headed_and_skipping, head_to_root),
    Sound("DUP-03", "the head employed elsewhere", headed, head_employed_elsewhere),
    Kind("DUP-04", "a host for the same matters", answering, fresh_host("hosts", "scope"), at=("party",)),
    Kind(
        "DUP-04", "an employer for the same matters", answering, fresh_host("employs", "scope"), at=("party",)
    ),
    Kind("DUP-04", "a host, and the other line undefined", alone_in_row, undefined_function, at=("party",)),
    Kind("DUP-04", "a local line left undefined", anywhere, fresh_undefined_host, at=("injected-unit",)),
    Sound("DUP-04", "a host in the hosting scope", answering, fresh_host("hosts", "hosting")),
    Sound("DUP-04", "the superior is the host", answering_to_one, superior_hosts),
    Kind(
        "ORP-01",
        "a party loses every upward line",
        attached,
        orphaned("not_stated"),
        at=("party",),
        severity="medium",
    ),
    Kind(
        "ORP-01",
        "a party is said to answer to nobody",
        attached,
        orphaned("none"),
        at=("party",),
        severity="high",
    ),
    Kind(
        "ORP-01",
        "a party answers beyond the papers",
        attached,
        orphaned("outside: the courts"),
        at=("party",),
        severity="info",
    ),
    Kind("ORP-01", "a new forum", at_body, fresh_orphan("forum"), at=("injected-forum",)),
    Sound(
        "ORP-01",
        "a new partner outside",
        at_body,
        fresh_orphan("charity", boundary="out"),
        about=("injected-forum",),
    ),
    Sound("ORP-01", "a new population", at_body, fresh_orphan("population"), about=("injected-forum",)),
    Sound(
        "ORP-01",
        "a named one of several that answer",
        at_body,
        named_one,
        about=("injected-one", "injected-several"),
    ),
    Kind("ORP-02", "money for a body without a line", unattached, funded, at=("party",), cites=True),
    Kind(
        "ORP-02",
        "money for a body with a local line only",
        anywhere,
        fresh_funded_locally,
        at=("injected-unit",),
        cites=True,
    ),
    Kind(
        "ORP-02",
        "money for a post without a duty",
        with_duties,
        funded_post,
        at=("injected-coordinator",),
        cites=True,
    ),
    Sound("ORP-02", "money from the superior", answering_body, superior_funds),
    Sound("ORP-02", "money for a post with a duty", with_duties, funded_post_with_duty),
    Kind(
        "ORP-03",
        "a new group of which little is said",
        features(0, 2),
        fresh_group("group"),
        at=("injected-group",),
    ),
    Kind(
        "ORP-03",
        "a new group of which all is said not to be stated",
        anywhere,
        silent_group,
        at=("injected-group",),
    ),
    Sound("ORP-03", "a new group with a constitution", features(3, 5), fresh_group("group")),
    Sound("ORP-03", "a new team of which nothing is said", anywhere, fresh_group("team")),
    Sound("ORP-03", "a partner's group", anywhere, fresh_group("group", boundary="out")),
    Kind("ORP-04", "an adviser owns a duty", advisers, owned_by_adviser, at=("party",), cites=True),
    Kind("ORP-04", "a new adviser owns a duty", at_body, fresh_adviser, at=("injected-adviser",), cites=True),
    Kind(
        "ORP-04",
        "a new adviser is asked about as owner",
        at_body,
        fresh_adviser_asked,
        at=("injected-adviser",),
        cites=True,
    ),
    Sound("ORP-04", "an adviser is consulted", below_the_top, adviser_consulted, about=("injected-adviser",)),
    Sound(
        "ORP-04",
        "an adviser with a power of direction",
        below_the_top,
        adviser_with_power,
        about=("injected-adviser",),
        wholly=False,
    ),
)
