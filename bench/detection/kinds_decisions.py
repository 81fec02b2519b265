"""Injections for the rules on decisions and on money."""

from collections.abc import Iterator

from arrangement import Arrangement
from documents import Draft
from kind import AnyKind, Kind, Place, Sound
from places import answering_body, anywhere, at_body, below_the_top, skipping, two_bodies

_DECIDES = {"board", "committee", "sub_committee", "group", "partnership"}


def committee(d: Draft, p: Place, *seats: int, **rule: str) -> str:
    """A new committee under a root, with new members, each with so many votes."""
    body = d.body("committee", "committee", p["root"], chair=rule.pop("chair", "The first member"))
    for number, count in enumerate(seats):
        member = d.body(f"member-{number}", "council", p["root"], statutory="yes")
        d.seat(body, member, seats=str(count))
    if rule:
        d.decides(body, **rule)
    return body


_SOUND_RULE = {"passes_with": "majority", "of": "members", "quorum": "Two thirds"}

# -- DEC-01 no-decision-rule


def lacking(a: Arrangement) -> Iterator[Place]:
    for place in anywhere(a):
        yield {**place, "lacks": a.one(("passes_with", "quorum", "chair"))}


def committee_lacking(d: Draft, p: Place) -> None:
    rule = {"chair": "The first member", **_SOUND_RULE, p["lacks"]: "not_stated"}
    committee(d, p, 1, 1, 1, **rule)


def committee_ties(d: Draft, p: Place) -> None:
    committee(d, p, 1, 1, 1, 1, **_SOUND_RULE)


def sound_committee(d: Draft, p: Place) -> None:
    committee(d, p, 1, 1, 1, **_SOUND_RULE)


def committee_with_casting_vote(d: Draft, p: Place) -> None:
    committee(d, p, 1, 1, 1, 1, casting_vote="The chair", **_SOUND_RULE)


def ruled(a: Arrangement) -> Iterator[Place]:
    """A body whose papers give a decision rule and seats that vote."""
    for body, rule in a.some(a.document["decision_rules"].items()):
        voting = [s for s in a.seats(body) if s.get("votes") == "yes" and a.stands(s)]
        if body in a.bodies and a.stands(rule) and len(voting) > 1:
            stated = [
                field
                for field in ("passes_with", "quorum", "casting_vote")
                if rule.get(field, "not_stated") != "not_stated"
            ]
            yield {"party": body, "root": a.one(a.roots), "stated": stated, "member": a.one(voting)["member"]}


def ruled_with_quorum(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in ruled(a) if "quorum" in place["stated"])


def ruled_with_threshold(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in ruled(a) if "passes_with" in place["stated"])


def no_quorum(d: Draft, p: Place) -> None:
    d.entry("decision_rules", p["party"])["quorum"] = "not_stated"


def no_threshold(d: Draft, p: Place) -> None:
    row = d.entry("decision_rules", p["party"])
    row["passes_with"] = "not_stated"
    row.pop("threshold", None)


def bare_deciders(a: Arrangement) -> Iterator[Place]:
    """A committee or the like of which no rule is stated."""
    for place in at_body(a):
        party = place["party"]
        if a.kind(party) in _DECIDES and party not in a.document["decision_rules"]:
            yield place


def binds_a_new_party(d: Draft, p: Place) -> None:
    d.body("bound", "council", p["root"], statutory="yes")
    d.relate(p["party"], "binds", "injected-bound", scope=p.get("scope", "all"))


def department_binds(d: Draft, p: Place) -> None:
    d.body("department", "department", p["root"])
    binds_a_new_party(d, {**p, "party": "injected-department"})


# -- DEC-02 voting-arithmetic


def ruled_by_majority(a: Arrangement) -> Iterator[Place]:
    """A body that decides by majority, and a member with a stated vote that is neither a part nor counted."""
    for place in ruled(a):
        member = a.parties[place["member"]]
        rule = a.document["decision_rules"][place["party"]]
        if (
            rule.get("passes_with") == "majority"
            and "count" not in member
            and "one_of" not in member
            and not {place["party"], *a.guises(place["party"])}
            & {place["member"], *a.guises(place["member"])}
            and "count" not in a.parties[place["party"]]
        ):
            yield place


def fifty_seats(d: Draft, p: Place) -> None:
    for index, seat in enumerate(d.document["memberships"]):
        if seat["body"] == p["party"] and seat["member"] == p["member"]:
            d.at("memberships", index)["seats"] = "50"


def dictator(d: Draft, p: Place) -> None:
    committee(d, p, 3 + p["number"], 1, 1, **_SOUND_RULE)


def veto(d: Draft, p: Place) -> None:
    committee(d, p, 2, 1, 1, 1, **{**_SOUND_RULE, "passes_with": "share", "threshold": "75"})


def never_enough(d: Draft, p: Place) -> None:
    committee(d, p, 1, 1, 1, **{**_SOUND_RULE, "passes_with": "count", "threshold": "9"})


def share_of_what(d: Draft, p: Place) -> None:
    rule = {"passes_with": "share", "threshold": "70", "quorum": "Two thirds"}
    committee(d, p, 1, 1, 1, 1, 1, **rule)


# -- DEC-03 bound-without-vote


def voted(a: Arrangement) -> Iterator[Place]:
    """A committee on which the papers say who votes, and a party with no seat there in any guise."""
    for place in at_body(a):
        body = place["party"]
        voting = [seat for seat in a.seats(body) if a.stands(seat) and seat.get("votes") == "yes"]
        if a.kind(body) in _DECIDES and len(voting) > 1:
            yield place


def fresh_bound(d: Draft, p: Place) -> None:
    sound_committee(d, p)
    binds_a_new_party(d, {**p, "party": "injected-committee"})


def bound_members(a: Arrangement) -> Iterator[Place]:
    """A member with one seat that votes, bound by the body."""
    for seat in a.some(a.memberships):
        body, member = seat["body"], seat["member"]
        rule = a.document["decision_rules"].get(body, {})
        bound = any(tie.lower == body and tie.upper == member for tie in a.ties if tie.kind == "binds")
        speaking = [
            other for other in a.seats(body) if member in (other["member"], *other.get("represents", []))
        ]
        if (
            (bound or (member in rule.get("binds", []) and a.stands(rule)))
            and seat.get("votes") == "yes"
            and len(speaking) == 1
            and not any(other["member"] in a.guises(member) for other in a.seats(body))
            and "one_of" not in a.parties[member]
        ):
            yield {"party": member, "body": body, "index": a.memberships.index(seat)}


def no_vote(d: Draft, p: Place) -> None:
    d.at("memberships", p["index"])["votes"] = "no"


def bound_with_vote(d: Draft, p: Place) -> None:
    binds_a_new_party(d, p)
    d.seat(p["party"], "injected-bound")


def bound_with_officers_vote(d: Draft, p: Place) -> None:
    binds_a_new_party(d, p)
    d.post("officer", seat="injected-bound")
    d.seat(p["party"], "injected-officer")


def panel_binds(d: Draft, p: Place) -> None:
    d.body("panel", "panel", p["root"], chair="A neutral chair")
    binds_a_new_party(d, {**p, "party": "injected-panel"})
    d.relate("injected-panel", "arbitrates", "injected-bound", scope=p["scope"])


# -- DEC-04 recommend-and-commit


def two_powers(one: str, other: str, **labels: str):
    def inject(d: Draft, p: Place) -> None:
        for power, chosen in ((one, {}), (other, labels)):
            d.relate(
                p["other"],
                "delegates_to",
                p["party"],
                scope=p["scope"],
                power=power,
                instrument="Scheme of delegation",
                **chosen,
            )

    return inject


def two_steps(subject: str):
    def inject(d: Draft, p: Place) -> None:
        d.duty(
            "advice",
            [p["party"]],
            [p["party"]],
            step="recommend",
            subject="Injected spending",
            scope=p["scope"],
        )
        d.duty("decision", [p["party"]], [p["party"]], step="decide", subject=subject, scope=p["scope"])

    return inject


# -- DEC-05 no-appeal-or-notice


def binding_committee(**rule: str):
    def inject(d: Draft, p: Place) -> None:
        committee(d, p, 1, 1, 1, **_SOUND_RULE, **rule)
        d.relate("injected-committee", "binds", "injected-member-0", "injected-member-1", "injected-member-2")

    return inject


def committee_with_arbiter(d: Draft, p: Place) -> None:
    binding_committee(notice_days="30")(d, p)
    d.body("arbiter", "statutory_authority", p["root"])
    d.relate("injected-arbiter", "arbitrates", "injected-committee")


# -- MON-01 figures-disagree


def sums(a: Arrangement) -> Iterator[Place]:
    """A figure with an amount and a working, and no words that loosen it."""
    for key, row in a.some(a.document["figures"].items()):
        if (
            "equals" in row
            and "amount" in row
            and not {"stated_as", "tolerance"} & set(row)
            and a.stands(row)
        ):
            yield {"figure": key}


def amount_changed(d: Draft, p: Place) -> None:
    row = d.entry("figures", p["figure"])
    row["amount"] = str(round(float(row["amount"].replace(",", "")) * 1.37 + 11, 2))


def figures(first: tuple[str, str, str], second: tuple[str, str, str], **whole: str):
    """Two figures, each an amount, a unit and a year, and one that is made of them."""

    def inject(d: Draft, _: Place) -> None:
        for word, (amount, unit, year) in (("east", first), ("west", second)):
            d.figure(word, amount=amount, unit=unit, year=year)
        d.figure("whole", **whole)

    return inject


_EAST, _WEST = ("400", "£k", "2024/25"), ("480", "£k", "2024/25")
_SUM = {"unit": "£k", "year": "2024/25", "equals": "injected-east + injected-west"}
_RATIO = {"unit": "%", "equals": "injected-east / injected-west * 100"}

# -- MON-02 funder-outside-line


def new_payer(**fields: str):
    def inject(d: Draft, p: Place) -> None:
        d.body("payer", "department", p["root"], **fields)
        d.relate("injected-payer", "funds", p["party"], scope=p["scope"], amount="30", unit="£k")

    return inject


def paid_by_others(a: Arrangement) -> Iterator[Place]:
    """A body that answers to one, and another with which nothing that it could answer to has to do."""
    for place in answering_body(a):
        party, superior = place["party"], place["superior"]
        near = a.guises(superior) | {superior} | a.guises(party) | a.above(party)
        free = [
            body
            for body in a.bodies
            if body not in a.root_side
            and a.unrelated(body, party)
            and a.unrelated(body, superior)
            and not a.guises(body) & near
        ]
        if free:
            yield {**place, "other": a.one(free)}


def other_pays(d: Draft, p: Place) -> None:
    d.relate(p["other"], "funds", p["party"], scope=p["scope"], amount="30", unit="£k")


def superior_pays(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "funds", p["party"], scope=p["scope"], amount="30", unit="£k")


def root_pays(d: Draft, p: Place) -> None:
    d.relate(p["root"], "funds", p["party"], scope=p["scope"], amount="30", unit="£k")


def bodies_skipping(a: Arrangement) -> Iterator[Place]:
    yield from (place for place in skipping(a) if a.is_body(place["party"]))


def little_money(d: Draft, p: Place) -> None:
    thresholds = d.document["structure"].setdefault("settings", {}).setdefault("thresholds", {})
    thresholds["materiality"] = "1000"
    new_payer()(d, p)


# -- MON-03 no-accountable-officer


def funded_unit(kind: str, *officers: str, **fields: str):
    """A new unit, paid by the new partnership that it answers to: neither has an officer by law."""

    def inject(d: Draft, p: Place) -> None:
        d.body("partnership", "partnership")
        d.relate("injected-partnership", "reports_to", p["root"])
        d.body("unit", kind, "injected-partnership", **fields)
        d.relate("injected-partnership", "funds", "injected-unit", amount="30", unit="£k")
        for officer in officers:
            d.post("officer", seat="injected-unit", heads="injected-unit", officer=officer)

    return inject


def pools(a: Arrangement) -> Iterator[Place]:
    """A body of whose pool nothing is said, and that has no officer, in no guise."""
    for place in below_the_top(a):
        guises = {place["party"], *a.guises(place["party"])}
        if "pool_host" not in a.parties[place["party"]] and not any(
            "officer" in a.parties[guise] for guise in guises
        ):
            yield place


def open_pool(d: Draft, p: Place) -> None:
    d.party(p["party"])["pool_host"] = "not_stated"


def hosted_pool(d: Draft, p: Place) -> None:
    d.party(p["party"])["pool_host"] = "Injected host"


# -- MON-04 payers-without-voice


def three_payers(voices: int):
    def inject(d: Draft, p: Place) -> None:
        body = d.body("committee", "committee", p["root"])
        d.body("unit", "agency", body)
        for number in range(3):
            payer = d.body(f"payer-{number}", "council", p["root"], statutory="yes")
            d.relate(payer, "funds", "injected-unit", scope=p["scope"])
            if number < voices:
                d.seat(body, payer)

    return inject


def three_on_the_body(d: Draft, p: Place) -> None:
    unit = d.body("unit", "committee", p["root"])
    for number in range(3):
        payer = d.body(f"payer-{number}", "council", p["root"], statutory="yes")
        d.relate(payer, "funds", unit, scope=p["scope"])
        if number < 2:
            d.seat(unit, payer)


KINDS: tuple[AnyKind, ...] = (
    Kind("DEC-01", "a new committee lacks one rule", lacking, committee_lacking, at=("injected-committee",)),
    Kind("DEC-01", "a new committee can tie", anywhere, committee_ties, at=("injected-committee",)),
    Kind("DEC-01", "a body loses its quorum", ruled_with_quorum, no_quorum, at=("party",)),
    Kind("DEC-01", "a body loses its threshold", ruled_with_threshold, no_threshold, at=("party",)),
    Kind("DEC-01", "a body without rules binds", bare_deciders, binds_a_new_party, at=("party",), cites=True),
    Sound("DEC-01", "a new committee with rules", anywhere, sound_committee),
    Sound("DEC-01", "a new committee with a casting vote", anywhere, committee_with_casting_vote),
    Sound("DEC-01", "a department binds", anywhere, department_binds),
    Kind("DEC-02", "a member gets fifty seats", ruled_by_majority, fifty_seats, at=("party",)),
    Kind("DEC-02", "a new committee, one outvotes all", anywhere, dictator, at=("injected-committee",)),
    Kind("DEC-02", "a new committee, one can block", anywhere, veto, at=("injected-committee",)),
    Kind(
        "DEC-02",
        "a new committee, nothing can pass",
        anywhere,
        never_enough,
        at=("injected-committee",),
        severity="medium",
    ),
    Kind("DEC-02", "a share of what", anywhere, share_of_what, at=("injected-committee",)),
    Sound("DEC-02", "a plain majority of three", anywhere, sound_committee),
    Sound("DEC-02", "a plain majority of four and a casting vote", anywhere, committee_with_casting_vote),
    Kind("DEC-03", "a body binds one without a seat", voted, binds_a_new_party, at=("injected-bound",)),
    Kind(
        "DEC-03",
        "a new committee binds one without a seat",
        anywhere,
        fresh_bound,
        at=("injected-bound",),
        severity="high",
    ),
    Kind("DEC-03", "a bound member loses the vote", bound_members, no_vote, at=("party",)),
    Sound("DEC-03", "a body binds one that votes", voted, bound_with_vote, wholly=False),
    Sound("DEC-03", "a body binds one whose officer votes", voted, bound_with_officers_vote, wholly=False),
    Sound("DEC-03", "an arbitration panel binds", anywhere, panel_binds, wholly=False),
    Kind(
        "DEC-04",
        "a power to recommend and one to commit",
        two_bodies,
        two_powers("Recommend injected spending", "Commit injected spending"),
        at=("party",),
        cites=True,
    ),
    Kind(
        "DEC-04",
        "recommends and decides on one subject",
        below_the_top,
        two_steps("Injected spending"),
        at=("party",),
        cites=True,
    ),
    Sound(
        "DEC-04",
        "a power to commit up to a limit",
        two_bodies,
        two_powers("Recommend injected spending", "Commit injected spending", limit="£1m"),
        wholly=False,
    ),
    Sound(
        "DEC-04",
        "two powers to recommend",
        two_bodies,
        two_powers("Recommend injected spending", "Recommend injected appointments"),
        wholly=False,
    ),
    Sound(
        "DEC-04", "recommends on one subject, decides on another", below_the_top, two_steps("Injected staff")
    ),
    Kind(
        "DEC-05",
        "a new committee binds without appeal",
        anywhere,
        binding_committee(notice_days="30"),
        at=("injected-committee",),
    ),
    Kind(
        "DEC-05",
        "a new committee binds without notice",
        anywhere,
        binding_committee(appeal_to="The courts"),
        at=("injected-committee",),
    ),
    Kind(
        "DEC-05",
        "a new committee binds at ten days' notice",
        anywhere,
        binding_committee(appeal_to="The courts", notice_days="10"),
        at=("injected-committee",),
    ),
    Kind("DEC-05", "a body without rules binds", bare_deciders, binds_a_new_party, at=("party",), cites=True),
    Sound(
        "DEC-05",
        "a new committee binds after notice, with appeal",
        anywhere,
        binding_committee(appeal_to="The courts", notice_days="30"),
    ),
    Sound("DEC-05", "a new committee binds, an arbiter outside", anywhere, committee_with_arbiter),
    Kind("MON-01", "a stated total changes", sums, amount_changed, cites=True),
    Kind(
        "MON-01",
        "a new sum that does not add up",
        anywhere,
        figures(_EAST, _WEST, amount="870", **_SUM),
        cites=True,
    ),
    Kind(
        "MON-01",
        "a new ratio beyond its bound",
        anywhere,
        figures(_EAST, _WEST, stated_as="less than 50 %", **_RATIO),
        cites=True,
    ),
    Kind(
        "MON-01",
        "a new sum of two units",
        anywhere,
        figures(("400", "£m", "2024/25"), _WEST, amount="880", **_SUM),
        cites=True,
    ),
    Kind(
        "MON-01",
        "a new sum of two years",
        anywhere,
        figures(("400", "£k", "2023/24"), _WEST, amount="880", **_SUM),
        cites=True,
    ),
    Sound("MON-01", "a new sum that adds up", anywhere, figures(_EAST, _WEST, amount="880", **_SUM)),
    Sound(
        "MON-01",
        "a new sum within its tolerance",
        anywhere,
        figures(_EAST, _WEST, amount="885", tolerance="5", **_SUM),
    ),
    Sound(
        "MON-01",
        "a new sum, stated roughly",
        anywhere,
        figures(_EAST, _WEST, amount="900", stated_as="about 900", **_SUM),
    ),
    Sound("MON-01", "a new ratio, rounded", anywhere, figures(_EAST, _WEST, amount="83.3", **_RATIO)),
    Sound(
        "MON-01",
        "a new ratio within its bound",
        anywhere,
        figures(_EAST, _WEST, stated_as="more than 80 %", **_RATIO),
    ),
    Kind("MON-02", "a new payer beside the line", answering_body, new_payer(), at=("injected-payer",)),
    Kind("MON-02", "a payer from elsewhere", paid_by_others, other_pays, at=("other",), cites=True),
    Sound("MON-02", "the superior pays", answering_body, superior_pays),
    Sound("MON-02", "the top of the line pays", bodies_skipping, root_pays),
    Sound("MON-02", "a partner outside pays", answering_body, new_payer(boundary="out")),
    Sound("MON-02", "less money than matters", answering_body, little_money),
    Kind(
        "MON-03", "a new unit with money and no officer", anywhere, funded_unit("unit"), at=("injected-unit",)
    ),
    Kind("MON-03", "a pool whose host is left open", pools, open_pool, at=("party",)),
    Sound(
        "MON-03",
        "a new unit with an officer",
        anywhere,
        funded_unit("unit", "budget"),
        about=("injected-unit",),
        wholly=False,
    ),
    Sound("MON-03", "a new statutory unit", anywhere, funded_unit("unit", statutory="yes"), wholly=False),
    Sound("MON-03", "a new provider with money", anywhere, funded_unit("provider"), wholly=False),
    Sound("MON-03", "a pool with a host", pools, hosted_pool),
    Kind("MON-04", "three pay and two vote above", anywhere, three_payers(2), at=("injected-payer-2",)),
    Kind("MON-04", "three pay and one votes above", anywhere, three_payers(1), at=("injected-payer-2",)),
    Kind(
        "MON-04", "three pay and two vote on the body", anywhere, three_on_the_body, at=("injected-payer-2",)
    ),
    Sound("MON-04", "three pay and three vote", anywhere, three_payers(3), wholly=False),
)
