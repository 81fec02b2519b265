"""Injections for the rules on duties and on who commissions what."""

from collections.abc import Iterator

from arrangement import COLLECTIVE, Arrangement
from documents import Draft
from kind import AnyKind, Kind, Place, Sound
from places import acting, answering_body, anywhere, at_body, below_the_top, duties, two_bodies

# -- DUT-01 duty-without-owner


def done_below_the_top(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in duties(a) if not set(place["responsible"]) <= set(a.roots))


def without(*letters: str):
    def inject(d: Draft, p: Place) -> None:
        for letter in letters:
            d.entry("duties", p["duty"])[letter] = []

    return inject


def unowned_decision(d: Draft, p: Place) -> None:
    d.duty("decision", [], [p["party"]], step="decide", scope=p["scope"])


def fresh_duty(**fields: str):
    def inject(d: Draft, p: Place) -> None:
        nobody = "status" in fields or "until" in fields
        holders = [] if nobody else [p["party"]]
        d.duty("plan", holders, holders, scope=p["scope"], **fields)

    return inject


def partners_duty(d: Draft, _: Place) -> None:
    d.body("partner", "charity", boundary="out")
    d.duty("plan", [], ["injected-partner"])


# -- DUT-02 several-owners


def second_owner(d: Draft, p: Place) -> None:
    d.body("owner", "statutory_authority", p["root"])
    row = d.entry("duties", p["duty"])
    row["accountable"] = [*row["accountable"], "injected-owner"]
    row["responsible"] = [*row["responsible"], "injected-owner"]


def one_owner(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in duties(a) if len(place["accountable"]) == 1)


def second_owner_and_lead(d: Draft, p: Place) -> None:
    second_owner(d, p)
    d.entry("duties", p["duty"])["lead"] = p["party"]


def second_row(**fields: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("owner", "statutory_authority", p["root"])
        row = d.document["duties"][p["duty"]]
        kept = {key: row[key] for key in ("name", "scope", "service", "step", "subject") if key in row}
        d.duty("twin", ["injected-owner"], ["injected-owner"], **kept, **fields)

    return inject


def one_setting(a: Arrangement) -> Iterator[Place]:
    for place in one_owner(a):
        if not {"setting", "population", "since", "until"} & set(a.duties[place["duty"]]):
            yield place


def two_settings(d: Draft, p: Place) -> None:
    d.entry("duties", p["duty"])["setting"] = "Injected east"
    second_row(setting="Injected west")(d, p)


def post_as_owner(d: Draft, p: Place) -> None:
    d.post("officer", seat=p["party"])
    row = d.entry("duties", p["duty"])
    row["accountable"] = [*row["accountable"], "injected-officer"]
    row["responsible"] = [*row["responsible"], "injected-officer"]


def owned_by_a_body(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in one_owner(a) if a.is_body(place["party"]))


def shared_proposal(d: Draft, p: Place) -> None:
    d.duty("proposal", [], [p["party"], p["other"]], step="propose", scope=p["scope"])


# -- DUT-03 nobody-commissions


def once_commissioned(a: Arrangement) -> Iterator[Place]:
    """A service that one row commissions, and no row that names no service."""
    contracts = [row for row in a.relationships if row["kind"] == "commissions" and a.stands(row)]
    for key, service in a.document["services"].items():
        rows = [row for row in contracts if row.get("service", key) == key]
        if len(rows) == 1 and rows[0].get("service") == key and a.stands(service):
            yield {"service": key, "index": a.relationships.index(rows[0])}


def no_contract(d: Draft, p: Place) -> None:
    d.drop("relationships", p["index"])
    d.entry("services", p["service"])


def historical_contract(d: Draft, p: Place) -> None:
    d.at("relationships", p["index"])["status"] = "historical"
    d.entry("services", p["service"])


def settings_all_named(a: Arrangement) -> Iterator[Place]:
    """A service with settings, each row that could commission it naming one of them."""
    contracts = [row for row in a.relationships if row["kind"] == "commissions"]
    for key, service in a.some(a.document["services"].items()):
        rows = [row for row in contracts if row.get("service", key) == key]
        if (
            service.get("settings")
            and a.stands(service)
            and all(row.get("setting", "not_stated") != "not_stated" for row in rows)
            and not any("all" in row["setting"].lower() for row in rows)
        ):
            yield {"service": key}


def new_setting(d: Draft, p: Place) -> None:
    row = d.entry("services", p["service"])
    row["settings"] = [*row["settings"], "Injected setting"]


def fresh_service(d: Draft, _: Place) -> None:
    d.service("service", scope=d.scope("scope"), settings=["Injected setting"])


def commissioned_service(**fields: str):
    def inject(d: Draft, p: Place) -> None:
        fresh_service(d, p)
        d.relate(p["superior"], "commissions", p["party"], scope="injected-scope", **fields)

    return inject


# -- DUT-04 overlapping-commissioners


def second_actor(**labels: str):
    """Somebody else does the same to the same party; labels are changed in the second row."""

    def inject(d: Draft, p: Place) -> None:
        d.body("second", "statutory_authority", p["root"])
        row = d.document["relationships"][p["index"]]
        kept = ("service", "setting", "population", "since")
        same = {field: row[field] for field in kept if field in row}
        d.relate("injected-second", p["kind"], p["party"], scope=p["scope"], **(same | labels))

    return inject


def commissioning(a: Arrangement) -> Iterator[Place]:
    """A contract that says of which setting and population it is, or says nothing of them."""
    for place in acting("commissions")(a):
        row = a.relationships[place["index"]]
        if "not_stated" not in {row.get("setting"), row.get("population")}:
            yield place


def two_populations(d: Draft, p: Place) -> None:
    service = d.service("service", scope=p["scope"], populations=["adults", "children"])
    for word, population in (("one", "adults"), ("two", "children")):
        d.body(word, "statutory_authority", p["root"])
        labels = {"scope": p["scope"], "service": service, "population": population}
        d.relate(f"injected-{word}", "commissions", p["party"], **labels)


def part_does_the_same(d: Draft, p: Place) -> None:
    d.body("part", "division", part_of=[{"body": p["superior"]}])
    row = d.document["relationships"][p["index"]]
    kept = ("service", "setting", "population", "period", "since")
    same = {field: row[field] for field in kept if field in row}
    d.relate("injected-part", p["kind"], p["party"], scope=p["scope"], **same)


def acted_on_by_a_body(a: Arrangement) -> Iterator[Place]:
    kinds = acting("commissions", "performance_manages", "designates")
    yield from (place for place in kinds(a) if a.is_body(place["superior"]))


def fresh_second_manager(d: Draft, p: Place) -> None:
    for word in ("one", "two"):
        d.body(word, "statutory_authority", p["root"])
        d.relate(f"injected-{word}", "performance_manages", p["party"], scope=p["scope"])


def two_advisers(d: Draft, p: Place) -> None:
    for word in ("one", "two"):
        d.body(word, "committee", p["root"])
        d.relate(f"injected-{word}", "advises", p["party"], scope=p["scope"])


# -- DUT-05 delegation-without-scheme

_TERMS = {"power": "Agree the plan", "limit": "£1m", "instrument": "Scheme of delegation"}


def strangers_without_seats(a: Arrangement) -> Iterator[Place]:
    for place in two_bodies(a):
        if not a.seats(place["other"]):
            yield {**place, "superior": place["other"]}


def lent(**labels: str):
    def inject(d: Draft, p: Place) -> None:
        d.relate(p["superior"], "delegates_to", p["party"], scope=p["scope"], **labels)

    return inject


def lent_on(kind: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("holder", kind, p["party"])
        d.body("next", "agency", "injected-holder")
        d.relate(p["party"], "delegates_to", "injected-holder", scope=p["scope"], **_TERMS)
        d.relate("injected-holder", "delegates_to", "injected-next", scope=p["scope"], **_TERMS)

    return inject


def holders_of_their_own(a: Arrangement) -> Iterator[Place]:
    """A body that does not meet to decide, and to which, in no guise, power is lent."""
    lent_to = {end for row in a.relationships if row["kind"] == "delegates_to" for end in row["to"]}
    for place in at_body(a):
        if a.kind(place["party"]) not in COLLECTIVE and not lent_to & {
            place["party"],
            *a.guises(place["party"]),
        }:
            yield place


def lent_to_nobody_named(d: Draft, p: Place) -> None:
    d.relate(p["party"], "delegates_to", "not_stated", scope=p["scope"], **_TERMS)


# -- DUT-06 accountable-without-lever


def owned_below_the_top(a: Arrangement) -> Iterator[Place]:
    for place in one_owner(a):
        near = {place["party"], *a.guises(place["party"])}
        if not near & a.root_side and "one_of" not in a.parties[place["party"]]:
            yield place


def done_by_a_stranger(d: Draft, p: Place) -> None:
    d.body("doer", "agency", p["root"])
    d.entry("duties", p["duty"])["responsible"] = ["injected-doer"]


def fresh_without_lever(d: Draft, p: Place) -> None:
    d.duty("care", [p["party"]], [p["other"]], scope=p["scope"])


def with_lever(kind: str):
    def inject(d: Draft, p: Place) -> None:
        done_by_a_stranger(d, p)
        d.relate(p["party"], kind, "injected-doer", scope=p["scope"])

    return inject


KINDS: tuple[AnyKind, ...] = (
    Kind(
        "DUT-01",
        "a duty loses who answers for it",
        done_below_the_top,
        without("accountable"),
        cites=True,
    ),
    Kind("DUT-01", "a duty loses who does it", done_below_the_top, without("responsible"), cites=True),
    Kind(
        "DUT-01",
        "a duty loses both",
        done_below_the_top,
        without("accountable", "responsible"),
        cites=True,
        severity="high",
    ),
    Kind(
        "DUT-01",
        "a new decision that nobody answers for",
        below_the_top,
        unowned_decision,
        cites=True,
        severity="high",
    ),
    Sound("DUT-01", "a new duty with both", at_body, fresh_duty()),
    Sound("DUT-01", "a new duty left undefined", at_body, fresh_duty(status="undefined")),
    Sound("DUT-01", "a duty of the past", at_body, fresh_duty(until="1990")),
    Sound("DUT-01", "a duty of partners alone", at_body, partners_duty, wholly=False),
    Kind("DUT-02", "a second owner", one_owner, second_owner, at=("injected-owner",), cites=True),
    Kind(
        "DUT-02",
        "the same duty in a second row",
        one_owner,
        second_row(),
        at=("injected-owner",),
        cites=True,
        beyond="a duty that is written twice, with another owner each time, is two duties",
    ),
    Kind(
        "DUT-02",
        "two share a proposal",
        two_bodies,
        shared_proposal,
        at=("party", "other"),
        cites=True,
        severity="medium",
    ),
    Sound("DUT-02", "a second owner and a lead", one_owner, second_owner_and_lead),
    Sound("DUT-02", "the same duty in two settings", one_setting, two_settings),
    Sound("DUT-02", "the same duty in the past", one_owner, second_row(until="1990")),
    Sound("DUT-02", "a body and its own officer", owned_by_a_body, post_as_owner),
    Kind("DUT-03", "the only contract goes", once_commissioned, no_contract, cites=True),
    Kind("DUT-03", "the only contract is history", once_commissioned, historical_contract, cites=True),
    Kind("DUT-03", "a new setting without a contract", settings_all_named, new_setting, cites=True),
    Kind(
        "DUT-03", "a new service without a contract", anywhere, fresh_service, cites=True, severity="critical"
    ),
    Sound(
        "DUT-03",
        "a new service with one contract for all of it",
        acting("commissions"),
        commissioned_service(service="injected-service"),
    ),
    Sound(
        "DUT-03",
        "a new service whose scope a contract covers",
        acting("commissions"),
        commissioned_service(),
    ),
    Kind(
        "DUT-04",
        "a second commissioner",
        commissioning,
        second_actor(),
        at=("injected-second",),
        cites=True,
    ),
    Kind(
        "DUT-04",
        "a second manager or designator",
        acting("performance_manages", "designates"),
        second_actor(),
        at=("injected-second",),
        cites=True,
        severity="medium",
    ),
    Kind(
        "DUT-04",
        "two new managers of one party",
        below_the_top,
        fresh_second_manager,
        at=("injected-one", "injected-two"),
        cites=True,
        severity="medium",
    ),
    Kind(
        "DUT-04",
        "two new commissioners divide a service by population",
        below_the_top,
        two_populations,
        at=("injected-one", "injected-two"),
        cites=True,
        severity="info",
    ),
    Kind(
        "DUT-04",
        "two committees advise one party",
        below_the_top,
        two_advisers,
        at=("injected-one", "injected-two"),
        cites=True,
        severity="info",
    ),
    Sound(
        "DUT-04",
        "a second commissioner as the lead",
        acting("commissions"),
        second_actor(lead="yes"),
    ),
    Sound(
        "DUT-04",
        "a second commissioner of the past",
        acting("commissions"),
        second_actor(since="1980", until="1990"),
    ),
    Sound(
        "DUT-04",
        "a part of the commissioner does the same",
        acted_on_by_a_body,
        part_does_the_same,
        wholly=False,
    ),
    Kind(
        "DUT-05",
        "power lent to a stranger, with terms",
        strangers_without_seats,
        lent(**_TERMS),
        at=("party",),
        cites=True,
        severity="high",
    ),
    Kind(
        "DUT-05",
        "power lent without terms",
        answering_body,
        lent(power="Agree the plan"),
        at=("party",),
        cites=True,
    ),
    Kind(
        "DUT-05",
        "power lent, left undefined",
        answering_body,
        lent(status="undefined", **_TERMS),
        at=("party",),
        cites=True,
    ),
    Kind("DUT-05", "a committee lends on what it was lent", at_body, lent_on("committee"), cites=True),
    Kind("DUT-05", "power lent to nobody named", at_body, lent_to_nobody_named, cites=True),
    Sound("DUT-05", "power lent with terms to one who answers", answering_body, lent(**_TERMS)),
    Sound(
        "DUT-05", "an authority lends on", holders_of_their_own, lent_on("statutory_authority"), wholly=False
    ),
    Kind(
        "DUT-06",
        "a stranger does the duty",
        owned_below_the_top,
        done_by_a_stranger,
        at=("party",),
        cites=True,
    ),
    Kind("DUT-06", "a new duty of two strangers", two_bodies, fresh_without_lever, at=("party",), cites=True),
    Sound("DUT-06", "a lever: direction", owned_below_the_top, with_lever("directs")),
    Sound("DUT-06", "a lever: a contract", owned_below_the_top, with_lever("commissions"), wholly=False),
)
