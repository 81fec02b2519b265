"""Injections for the rules on line of sight."""

from collections.abc import Iterator

from arrangement import Arrangement
from documents import Draft
from kind import AnyKind, Kind, Place, Sound
from places import acting, anywhere, at_body, clear, lined, tie_place

# -- LOS-01 no-line


def no_line(d: Draft, p: Place) -> None:
    d.drop_lines(p["party"])


def ended_lines(d: Draft, p: Place) -> None:
    d.relabel_lines(p["party"], until=p["ended"])


def historical_lines(d: Draft, p: Place) -> None:
    d.relabel_lines(p["party"], status="historical")


def lined_and_ended(a: Arrangement) -> Iterator[Place]:
    yield from ({**place, "ended": a.ended} for place in lined(a) if a.date)


def stops_above(a: Arrangement) -> Iterator[Place]:
    """A party that a subject surely answers to, and that itself answers to somebody."""
    for party in a.some(a.subjects):
        for edge in a.some(a.ways_up(party)):
            if (
                edge.sure
                and edge.strength >= 3
                and party in a.plain
                and edge.upper in a.plain
                and edge.upper not in a.subjects
                and edge.upper not in a.guises(party)
                and any(way.sure for way in a.ways_up(edge.upper))
            ):
                yield {"party": edge.upper, "subject": party}


def subject_without_line(d: Draft, p: Place) -> None:
    d.subject(d.body("trust", "nhs_trust"))
    d.relate(p["party"], "funds", "injected-trust", scope=p["scope"])


def line_beside(d: Draft, p: Place) -> None:
    d.relate(p["party"], "accountable_to", p["root"], scope=p["scope"])


def partner_asked_about(d: Draft, p: Place) -> None:
    d.subject(d.body("partner", "charity", boundary="out"))
    d.relate("injected-partner", "works_with", p["party"])


# -- LOS-02 reporting-only-line


def reports_only(d: Draft, p: Place) -> None:
    d.drop_lines(p["party"])
    d.relate(p["party"], "reports_to", p["root"])


def superior_only_reports(d: Draft, p: Place) -> None:
    d.drop_lines(p["party"])
    d.body("middle")
    d.relate("injected-middle", "reports_to", p["root"])
    d.relate(p["party"], "accountable_to", "injected-middle")


def fresh_reports_only(d: Draft, p: Place) -> None:
    d.subject(d.body("trust", "nhs_trust"))
    d.relate("injected-trust", "reports_to", p["root"])


def report_beside(d: Draft, p: Place) -> None:
    d.relate(p["party"], "reports_to", p["root"], scope=p["scope"])


# -- LOS-03 line-on-weak-evidence


def stated_lined(a: Arrangement) -> Iterator[Place]:
    """A subject with a line of contract strength whose own ways up are all stated."""
    for party in a.some(a.lined):
        ways = [way.row for way in a.ways_up(party) if way.sure]
        if a.line_scopes(party, 2) and all(row.get("basis", "stated") == "stated" for row in ways):
            yield {"party": party, "root": a.one(a.roots)}


def inferred_lines(d: Draft, p: Place) -> None:
    d.relabel_lines(p["party"], basis="inferred")


def fresh_inferred(d: Draft, p: Place) -> None:
    d.subject(d.body("trust", "nhs_trust"))
    d.relate("injected-trust", "accountable_to", p["root"], basis="inferred")


def superior_agreed(d: Draft, p: Place) -> None:
    d.subject(d.body("trust", "nhs_trust"))
    d.body("authority")
    d.relate("injected-trust", "accountable_to", "injected-authority")
    d.relate("injected-authority", "accountable_to", p["root"], status="agreed")


def inferred_beside(d: Draft, p: Place) -> None:
    d.body("department", "department", p["root"])
    d.relate("injected-department", "directs", p["party"], scope=p["scope"], basis="inferred")


# -- LOS-04 single-point


def between(kind: str, **fields: str):
    def inject(d: Draft, p: Place) -> None:
        d.drop_lines(p["party"])
        d.body("between", kind, p["root"], **fields)
        d.relate(p["party"], "accountable_to", "injected-between")

    return inject


def post_between(d: Draft, p: Place) -> None:
    d.drop_lines(p["party"])
    d.post("between", p["root"])
    d.relate(p["party"], "accountable_to", "injected-between")


def two_between(d: Draft, p: Place) -> None:
    between("committee")(d, p)
    d.body("second", "committee", p["root"])
    d.relate("injected-second", "directs", p["party"])


# -- LOS-05 lines-never-meet


def commissioned(a: Arrangement) -> Iterator[Place]:
    """A party whose commissioner has a line, and that nobody could performance manage."""
    managed = {
        party
        for row in a.relationships
        if row["kind"] == "performance_manages" and row["to"] != "not_stated"
        for party in row["to"]
    }
    for place in acting("commissions")(a):
        if place["party"] not in managed and a.line_scopes(place["superior"], 2):
            yield place


def commissioned_under_another(a: Arrangement) -> Iterator[Place]:
    """Such a party, and a party below the roots that its commissioner answers to."""
    for place in commissioned(a):
        for way in a.some(a.ways_up(place["superior"])):
            if way.sure and way.strength >= 3 and way.scope == "all" and way.upper not in a.root_side:
                yield {**place, "common": way.upper}


def other_manager(d: Draft, p: Place) -> None:
    d.body("manager", "statutory_authority", p["root"])
    d.relate("injected-manager", "performance_manages", p["party"], scope=p["scope"])


def fresh_two_sides(d: Draft, p: Place) -> None:
    d.body("trust", "nhs_trust", p["root"])
    d.body("buyer", "statutory_authority", p["root"])
    d.relate("injected-buyer", "commissions", "injected-trust", scope=p["scope"])
    other_manager(d, {**p, "party": "injected-trust"})


def fresh_two_sides_meet(d: Draft, p: Place) -> None:
    d.body("department", "department", p["root"])
    fresh_two_sides(d, {**p, "root": "injected-department"})


def manager_under_same(d: Draft, p: Place) -> None:
    other_manager(d, {**p, "root": p["common"]})


def manages_as_well(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "performance_manages", p["party"], scope=p["scope"])


# -- LOS-06 unclear-route-of-direction


def routes(a: Arrangement) -> Iterator[Place]:
    """A root, a party that it could direct, and one between that has no hold on that party."""
    for place in at_body(a):
        directed = {
            party
            for row in a.relationships
            if row["kind"] == "directs" and row["from"] == place["root"] and row["to"] != "not_stated"
            for party in row["to"]
        }
        free = [
            other
            for other in a.bodies
            if a.unrelated(other, place["party"]) and not a.guises(other) & a.guises(place["party"])
        ]
        if free and place["party"] not in directed:
            yield {**place, "way": a.one(free)}


def directed(a: Arrangement) -> Iterator[Place]:
    """A power to direct without a route, and somebody who could be one."""
    for tie in a.of("directs"):
        if tie.upper in a.plain:
            ways = [body for body in a.bodies if body not in {tie.upper, tie.lower}]
            if ways:
                yield {**tie_place(a, tie), "way": a.one(ways)}


def held(a: Arrangement) -> Iterator[Place]:
    """A party that somebody surely manages, and that the root has no power to direct."""
    for tie in a.of("performance_manages", "directs"):
        root = a.one(a.roots)
        taken = any(
            row["kind"] == "directs" and row["from"] == root and tie.upper in row["to"]
            for row in a.relationships
        )
        if not taken and tie.lower != root and tie.upper in a.plain:
            yield {**tie_place(a, tie), "root": root}


def direction_through(d: Draft, p: Place) -> None:
    d.relate(p["root"], "directs", p["party"], via=[p["way"]])


def second_direction(d: Draft, p: Place) -> None:
    d.relate(p["superior"], "directs", p["party"], via=[p["way"]], scope=p["scope"])


def direction_through_manager(d: Draft, p: Place) -> None:
    d.relate(p["root"], "directs", p["party"], via=[p["superior"]], scope=p["scope"])


def fresh_direction_through_manager(d: Draft, p: Place) -> None:
    d.body("manager", "statutory_authority", p["root"])
    d.body("trust", "nhs_trust", "injected-manager")
    d.relate("injected-manager", "performance_manages", "injected-trust", scope=p["scope"])
    d.relate(p["root"], "directs", "injected-trust", via=["injected-manager"], scope=p["scope"])


# -- LOS-07 vacant-post-on-every-line


def vacant_above(d: Draft, p: Place) -> None:
    d.drop_lines(p["party"])
    d.post("vacant", p["root"], vacant="yes")
    d.relate(p["party"], "accountable_to", "injected-vacant")


def fresh_below_vacant(d: Draft, p: Place) -> None:
    d.post("vacant", p["root"], vacant="yes")
    d.body("authority", "statutory_authority", "injected-vacant")
    d.subject(d.body("trust", "nhs_trust", "injected-authority"))


def lined_below_post(a: Arrangement) -> Iterator[Place]:
    if all(not a.is_body(root) and not a.parties[root].get("vacant") for root in a.roots):
        yield from lined(a)


def vacant_roots(d: Draft, _: Place) -> None:
    for root in d.document["structure"]["root"]:
        d.party(root)["vacant"] = "yes"


def vacant_beside(d: Draft, p: Place) -> None:
    d.post("vacant", p["root"], vacant="yes")
    d.relate("injected-vacant", "directs", p["party"], scope=p["scope"])


KINDS: tuple[AnyKind, ...] = (
    Kind(
        "LOS-01",
        "a subject loses every upward line",
        lined,
        no_line,
        at=("party",),
        severity="critical",
    ),
    Kind(
        "LOS-01",
        "a subject's lines end before the date",
        lined_and_ended,
        ended_lines,
        at=("party",),
        severity="critical",
    ),
    Kind(
        "LOS-01",
        "a subject's lines are history",
        lined,
        historical_lines,
        at=("party",),
        severity="critical",
    ),
    Kind("LOS-01", "a subject's superior loses every upward line", stops_above, no_line, at=("party",)),
    Kind(
        "LOS-01",
        "a new subject has money and no line",
        at_body,
        subject_without_line,
        at=("injected-trust",),
        severity="critical",
    ),
    Sound("LOS-01", "a second line beside one that is clear", clear, line_beside, wholly=False),
    Sound(
        "LOS-01",
        "a partner outside is asked about",
        at_body,
        partner_asked_about,
        about=("injected-partner",),
    ),
    Kind("LOS-02", "a subject only reports to the root", lined, reports_only, at=("party",)),
    Kind("LOS-02", "a subject's only superior only reports", lined, superior_only_reports, at=("party",)),
    Kind("LOS-02", "a new subject only reports", anywhere, fresh_reports_only, at=("injected-trust",)),
    Sound("LOS-02", "reports to the root beside a clear line", clear, report_beside, wholly=False),
    Kind("LOS-03", "a subject's own links become inferences", stated_lined, inferred_lines, at=("party",)),
    Kind("LOS-03", "a new subject with an inferred link", anywhere, fresh_inferred, at=("injected-trust",)),
    Kind(
        "LOS-03",
        "a new subject whose superior's link is an aim",
        anywhere,
        superior_agreed,
        at=("injected-trust",),
        cites=True,
    ),
    Sound("LOS-03", "an inferred power beside a clear line", clear, inferred_beside),
    Kind(
        "LOS-04",
        "a committee on every line of a subject",
        lined,
        between("committee"),
        at=("injected-between",),
    ),
    Kind("LOS-04", "a team on every line of a subject", lined, between("team"), at=("injected-between",)),
    Kind("LOS-04", "a post on every line of a subject", lined, post_between, at=("injected-between",)),
    Sound(
        "LOS-04",
        "a statutory authority on every line",
        lined,
        between("statutory_authority"),
        about=("injected-between",),
        wholly=False,
    ),
    Sound(
        "LOS-04",
        "a department on every line",
        lined,
        between("department"),
        about=("injected-between",),
        wholly=False,
    ),
    Sound(
        "LOS-04",
        "a statutory committee on every line",
        lined,
        between("committee", statutory="yes"),
        about=("injected-between",),
        wholly=False,
    ),
    Sound(
        "LOS-04",
        "a governing board on every line",
        lined,
        between("board"),
        about=("injected-between",),
        wholly=False,
    ),
    Sound(
        "LOS-04",
        "three committees, counted as one party",
        lined,
        between("committee", count="3"),
        about=("injected-between",),
        wholly=False,
    ),
    Sound(
        "LOS-04",
        "two committees, each with a line",
        lined,
        two_between,
        about=("injected-between",),
        wholly=False,
    ),
    Kind("LOS-05", "a performance manager of another line", commissioned, other_manager, at=("party",)),
    Kind(
        "LOS-05",
        "a new trust between two sides",
        anywhere,
        fresh_two_sides,
        at=("injected-trust",),
        cites=True,
    ),
    Sound("LOS-05", "a new trust between two sides of one department", anywhere, fresh_two_sides_meet),
    Sound(
        "LOS-05",
        "a performance manager under the commissioner's superior",
        commissioned_under_another,
        manager_under_same,
    ),
    Sound("LOS-05", "the commissioner manages as well", commissioned, manages_as_well),
    Kind(
        "LOS-06",
        "a direction through somebody without a hold",
        routes,
        direction_through,
        at=("party",),
        cites=True,
    ),
    Kind(
        "LOS-06",
        "the same direction once with a route and once without",
        directed,
        second_direction,
        at=("party",),
        cites=True,
    ),
    Sound("LOS-06", "a direction through the manager", held, direction_through_manager, wholly=False),
    Sound("LOS-06", "a new direction through a new manager", anywhere, fresh_direction_through_manager),
    Kind("LOS-07", "a vacant post on every line of a subject", lined, vacant_above, at=("party",)),
    Kind(
        "LOS-07",
        "a new subject far below a vacant post",
        anywhere,
        fresh_below_vacant,
        at=("injected-trust",),
    ),
    Kind("LOS-07", "the post at the top falls vacant", lined_below_post, vacant_roots, at=("party",)),
    Sound("LOS-07", "a vacant post beside a line", clear, vacant_beside, wholly=False),
)
