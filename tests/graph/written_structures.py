"""Random small structures in the written form, as plain data."""

from hypothesis import strategies as st
from oracle import NO_ACCOUNT, UPWARD, span

SCOPES = ("a", "a/b", "a/b/c", "d", "local", "local/x", "hosting")
ALL_SCOPES = ("all", *SCOPES, "employment")
STATUSES = ("in_force", "agreed", "proposed", "recommended", "historical", "undefined")
BASES = ("stated", "inferred", "carried_over", "external")
DATES = ("2007", "2008", "2008-04", "2008-05", "2008-05-14", "2008-05-15", "2009-01")
STATUS_SETS = (
    ("in_force", "agreed"),
    ("in_force",),
    ("in_force", "agreed", "proposed", "recommended"),
    ("proposed",),
    ("in_force", "undefined"),
    STATUSES,
)
OWN_KINDS = {
    "steers": {"reads": "steers", "upper": "from", "carries": "3"},
    "buys_from": {"reads": "buys from", "upper": "from", "carries": "2", "contract": True},
    "greets": {"reads": "greets", "upper": "to"},
}


def mostly(usual, *others):
    """The usual value half of the time."""
    return st.one_of(st.just(usual), st.sampled_from((usual, *others)))


@st.composite
def labels(draw):
    """Status, basis and dates, left out where they are the usual ones."""
    row = {}
    status, basis = draw(mostly(*STATUSES)), draw(mostly(*BASES))
    since, until = draw(mostly(None, *DATES)), draw(mostly(None, *DATES))
    if status != "in_force":
        row["status"] = status
    if basis != "stated":
        row["basis"] = basis
    if since:
        row["since"] = since
    if until and not (since and span(until)[1] < span(since)[0]):
        row["until"] = until
    return row


@st.composite
def attachments(draw, bodies):
    """`body`, or a mapping with labels of its own; one, or a list."""
    if not bodies:
        return None
    places = []
    for body in draw(st.lists(st.sampled_from(bodies), max_size=2, unique=True)):
        own = draw(st.one_of(st.none(), labels()))
        places.append(body if own is None else {"body": body, **own})
    return places[0] if len(places) == 1 else places or None


@st.composite
def party_rows(draw, earlier, named):
    row = {"name": "P"} | draw(st.one_of(st.just({}), st.just({}), labels()))
    if draw(mostly(1, 7)) == 7:
        row["count"] = "7"
    if named and earlier and draw(st.booleans()):
        row["one_of"] = draw(st.sampled_from(earlier))
    return row


KINDS = (
    *UPWARD,
    *UPWARD,
    "accountable_to",
    "accountable_to",
    "steers",
    "buys_from",
    "greets",
    *NO_ACCOUNT[:2],
)


@st.composite
def relationship_rows(draw, parties):
    start = draw(st.sampled_from(parties))
    others = [party for party in parties if party != start]
    ends = draw(st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True))
    row = {
        "from": start,
        "kind": draw(st.sampled_from(KINDS)),
        "to": draw(st.sampled_from((ends[0], ends[0], ends[0], ends, "not_stated"))),
    }
    scope = draw(mostly("all", "all", *SCOPES))
    if scope != "all":
        row["scope"] = scope
    if draw(st.integers(0, 9)) == 9:
        row["via"] = [draw(st.sampled_from(others))]
    return row | draw(st.one_of(st.just({}), labels()))


@st.composite
def structures(draw, *, named=False):
    """At most 7 parties and 12 relationships of every kind; part_of and one_of go round in no circle.

    `named` lets parties be one of another, and so inherit its statements.
    """
    organisations, posts = {}, {}
    for index in range(draw(st.integers(3, 5))):
        earlier = list(organisations)
        row = draw(party_rows(earlier, named))
        part_of = draw(attachments(earlier))
        if part_of is not None:
            row["part_of"] = part_of
        organisations[f"o{index}"] = row
    for index in range(draw(st.integers(0, 2))):
        row = draw(party_rows(list(posts), named))
        for field in ("in", "heads"):
            place = draw(attachments(list(organisations)))
            if place is not None:
                row[field] = place
        posts[f"p{index}"] = row
    parties = [*organisations, *posts]
    header = {
        "id": "s",
        "title": "S",
        "root": draw(st.lists(st.sampled_from(parties), min_size=1, max_size=2, unique=True)),
        "vocabulary": {"kinds": OWN_KINDS},
    }
    at = draw(mostly(None, "2008", "2008-05", "2008-05-14"))
    if at:
        header["as_at"] = at
    return {
        "structure": header,
        "scopes": {scope: scope for scope in SCOPES},
        "organisations": organisations,
        "posts": posts,
        "relationships": [draw(relationship_rows(parties)) for _ in range(draw(st.integers(0, 12)))],
    }
