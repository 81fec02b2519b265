"""Where injections are made: places that several kinds share."""

from collections.abc import Iterator

from arrangement import RESERVED, Arrangement, Tie
from kind import Place


def anywhere(a: Arrangement) -> Iterator[Place]:
    """Beside what is there: a small fresh part, under a root, in a scope of chance."""
    for _ in range(40):
        yield {"root": a.one(a.roots), "scope": a.one(a.scopes), "number": a.chance.randint(1, 9)}


def at_body(a: Arrangement) -> Iterator[Place]:
    """At a body, wherever it stands."""
    for body in a.some(a.bodies):
        yield {"party": body, "root": a.one(a.roots), "scope": a.one(a.scopes)}


def below_the_top(a: Arrangement) -> Iterator[Place]:
    """At a body that is neither a root nor near one."""
    yield from (place for place in at_body(a) if place["party"] not in a.root_side)


def two_bodies(a: Arrangement) -> Iterator[Place]:
    """At two bodies that have nothing to do with each other."""
    bodies = [body for body in a.bodies if body not in a.root_side]
    for one in a.some(bodies):
        for other in a.some(bodies)[:8]:
            if a.unrelated(one, other) and not a.guises(one) & a.guises(other):
                yield {
                    "party": one,
                    "other": other,
                    "root": a.one(a.roots),
                    "scope": a.one(a.scopes),
                    "name": a.parties[one]["name"],
                }
                break


def lined(a: Arrangement) -> Iterator[Place]:
    """At a subject that has a line to a root."""
    for party in a.some(a.lined):
        yield {"party": party, "root": a.one(a.roots), "scope": a.one(a.line_scopes(party))}


def clear(a: Arrangement) -> Iterator[Place]:
    """At a subject with a line that is strong, stated and in force throughout."""
    for party in a.some(a.lined):
        if scopes := a.clear_scopes(party):
            yield {"party": party, "root": a.one(a.roots), "scope": a.one(scopes)}


def tie_place(a: Arrangement, tie: Tie) -> Place:
    """A relationship as a place: the party below or acted on, the one above or acting, and the row."""
    party, superior = (tie.lower, tie.upper) if tie.kind == "accountable_to" else (tie.upper, tie.lower)
    return {
        "party": party,
        "superior": superior,
        "kind": tie.kind,
        "scope": tie.scope,
        "root": a.one(a.roots),
        "index": tie.index,
    }


def answering(a: Arrangement) -> Iterator[Place]:
    """At a party that is accountable to somebody below the roots."""
    yield from (tie_place(a, tie) for tie in a.answering())


def answering_to_one(a: Arrangement) -> Iterator[Place]:
    """At a party that is accountable to one alone, by one row."""
    for place in answering(a):
        rows = [
            row
            for row in a.relationships
            if row["from"] == place["party"] and row["kind"] in {"accountable_to", "reports_to"}
        ]
        if [row["to"] for row in rows] == [[place["superior"]]]:
            yield place


def answering_body(a: Arrangement) -> Iterator[Place]:
    """At a body that is accountable to somebody below the roots."""
    yield from (place for place in answering(a) if a.is_body(place["party"]))


def skipping(a: Arrangement) -> Iterator[Place]:
    """At a party whose superior surely answers, by management or more and not through it, to a root."""
    for place in answering(a):
        above = a.surely_above(place["superior"], place["scope"], 3, without=place["party"])
        if roots := [root for root in a.roots if root in above]:
            yield {**place, "root": a.one(roots)}


def apart(a: Arrangement) -> Iterator[Place]:
    """At a party that answers to somebody, and a scope that has nothing to do with that."""
    for place in answering(a):
        if other := a.apart(place["scope"]):
            yield {**place, "other_scope": other}


def acting(*kinds: str):
    """At a relationship by which a body acts on another: neither is near the top, neither in the guise of the other."""

    def places(a: Arrangement) -> Iterator[Place]:
        for tie in a.of(*kinds):
            if (
                tie.lower in a.bodies
                and tie.upper in a.plain
                and tie.lower not in a.root_side
                and tie.upper not in a.guises(tie.lower)
                and tie.row.get("lead") != "yes"
                and tie.scope.split("/")[0] not in RESERVED
            ):
                yield tie_place(a, tie)

    return places


def duties(a: Arrangement) -> Iterator[Place]:
    """At a duty that stands, with one who answers and one who does it, all of them within the boundary."""
    for key in a.some(a.duties):
        row = a.duties[key]
        accountable, responsible = row.get("accountable", []), row.get("responsible", [])
        parties = {*accountable, *responsible, *row.get("consulted", []), *row.get("informed", [])}
        if (
            a.stands(row)
            and accountable
            and responsible
            and "lead" not in row
            and all(a.inside(party) for party in parties)
        ):
            yield {
                "duty": key,
                "accountable": accountable,
                "responsible": responsible,
                "root": a.one(a.roots),
                "scope": row.get("scope", "all"),
                "party": accountable[0],
            }
