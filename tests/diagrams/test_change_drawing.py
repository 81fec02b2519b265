"""Drawings of what changed: laid out once, so that nothing moves, and marked by more than colour."""

import re

import pytest

from govgraph.changes import between
from govgraph.diagrams import draw_changes
from govgraph.graph import GovernanceGraph
from govgraph.model.structure import Structure
from govgraph.model.transition import Transition

KINDS = {"minister": "department", "old": "board", "new": "board", "trust": "nhs_trust", "team": "team"}


def graph(id_, bodies, lines, **names):
    return GovernanceGraph(
        Structure.model_validate({
            "structure": {"id": id_, "title": f"Structure {id_}", "as_at": "2010", "root": "minister"},
            "sources": {"act": {"title": f"The act of {id_}"}},
            "organisations": {
                body: {"name": names.get(body, f"The {body}"), "kind": KINDS[body], "tier": "national", "source": "act"}
                for body in bodies
            },
            "relationships": [
                {"from": lower, "kind": kind, "to": upper, "source": "act"}
                for lower, kind, upper in (line.split() for line in lines)
            ],
        })
    )  # fmt: skip


BEFORE = graph(
    "before",
    ["minister", "old", "trust", "team"],
    ["old accountable_to minister", "trust accountable_to old", "team reports_to minister"],
    team="The former team",
)
AFTER = graph(
    "after",
    ["minister", "new", "trust", "team"],
    ["new accountable_to minister", "trust accountable_to new", "team reports_to minister"],
)


def changes(*successions, before=BEFORE, after=AFTER):
    header = {"id": "t", "title": "T", "before": "before", "after": "after"}
    rows = Transition.model_validate({"transition": header, "successions": list(successions)})
    return between(before, after, [rows])


@pytest.fixture(scope="module", params=["tiers", "mono"])
def drawings(request):
    return draw_changes(changes(), style=request.param)


def box_of(svg, party):
    return re.search(rf'<g class="party [^"]*" id="[^"]*" data-party="[^"]*\b{party}\b.*?</g>', svg)


def place_of(svg, party):
    found = box_of(svg, party)
    return (
        re.search(r'<rect x="[^"]+" y="[^"]+" width="[^"]+" height="[^"]+"', found[0])[0] if found else None
    )


def frame_of(svg):
    """What places everything on the page: the scale of the drawing, and the bands."""
    return re.findall(r'class="drawing" transform="[^"]+"', svg) + re.findall(
        r'data-tier="[^"]*"><rect [^>]+>', svg
    )


def lines(svg):
    return {
        (m[1], m[2]): re.search(r'<path d="([^"]+)"', m[0])[1]
        for m in re.finditer(r'<g class="line .*?data-upper="([^"]*)" data-lower="([^"]*)">.*?</g>', svg)
    }


def test_nothing_moves_between_the_pages(drawings):
    svgs = {name: drawing.svg for name, drawing in drawings.items()}
    assert frame_of(svgs["before"]) == frame_of(svgs["after"]) == frame_of(svgs["change"])
    for name in ("before", "after"):
        for party in KINDS:
            place = place_of(svgs[name], party)
            assert place is None or place == place_of(svgs["change"], party)
        assert lines(svgs[name]).items() <= lines(svgs["change"]).items()


def test_each_page_shows_its_own(drawings):
    shown = {name: {p for p in KINDS if box_of(drawing.svg, p)} for name, drawing in drawings.items()}
    assert shown == {
        "before": {"minister", "old", "trust", "team"},
        "after": {"minister", "new", "trust", "team"},
        "change": set(KINDS),
    }
    assert ("old", "trust") in lines(drawings["before"].svg)
    assert ("old", "trust") not in lines(drawings["after"].svg)
    assert "NOT NAMED" not in drawings["before"].svg + drawings["after"].svg


def test_words_dashes_and_strokes_carry_what_colour_carries(drawings):
    svg = drawings["change"].svg
    new, old, trust = (box_of(svg, party)[0] for party in ("new", "old", "trust"))
    assert "+ NOT NAMED BEFORE" in new
    assert "− NOT NAMED AFTER" in old
    assert "line-through" not in old, "it may well be there still"
    assert "stroke-dasharray" in old
    assert "stroke-dasharray" not in new
    assert "line-through" not in new + trust
    assert "NOT NAMED" not in trust
    assert re.search(r'class="words"[^>]*>.*?>\+<', svg)
    assert re.search(r'class="words"[^>]*>.*?>×<', svg)
    entries = set(re.findall(r'data-entry="change (\w+)"', svg))
    assert entries == {"same", "added", "removed", "changed"}


def test_the_counts_of_the_subtitle_are_those_of_the_drawing(drawings):
    said = drawings["change"].description
    assert "Bodies and posts drawn: 1 only after, 1 only before, 1 changed and 2 in both." in said
    assert "Lines: 2 only after, 2 only before and 1 in both." in said


def test_the_page_before_has_the_names_of_then(drawings):
    found = draw_changes(changes({"from": "old", "to": "new"}))
    assert "The old" in found["before"].svg
    assert "The new" not in found["before"].svg
    assert not re.search("NEW|NAMED|REMOVED", found["change"].svg)
    assert "was The old" in found["change"].svg
    assert "1 changed" not in found["change"].description
    assert "2 changed" in found["change"].description
    assert "Lines: 3 in both." in found["change"].description
    assert "The former team" in drawings["before"].svg


def test_an_abolished_body_is_said_to_be_removed():
    found = draw_changes(changes({"from": "old", "to": [], "kind": "abolished"}))
    assert "− REMOVED" in found["change"].svg
    assert "NOT NAMED AFTER" not in found["change"].svg
    assert "line-through" in box_of(found["change"].svg, "old")[0]


def test_a_function_that_passes_is_told_in_the_box():
    found = draw_changes(changes({"from": "old", "to": "new", "kind": "function_only"}))
    assert "+ NEW" in box_of(found["change"].svg, "new")[0], "it came from something, in part"
    assert "− NOT NAMED AFTER: function to" in re.sub(
        r"</text>.*?>", " ", box_of(found["change"].svg, "old")[0]
    )


def test_two_pages_of_one_structure_show_nothing_new():
    same = graph("after", ["minister", "old"], ["old accountable_to minister"])
    first = graph("before", ["minister", "old"], ["old accountable_to minister"])
    found = draw_changes(changes(before=first, after=same))
    assert set(re.findall(r'data-entry="change (\w+)"', found["change"].svg)) == {"same"}


def test_the_same_bytes_twice():
    one, other = draw_changes(changes()), draw_changes(changes())
    assert {name: drawing.svg for name, drawing in one.items()} == {
        name: drawing.svg for name, drawing in other.items()
    }


def test_kinds_of_either_structure_are_drawn():
    own = {"kinds": {"steers": {"reads": "steers", "upper": "from", "carries": 3}}}
    data = {
        "structure": {"id": "before", "title": "B", "vocabulary": own},
        "organisations": {body: {"name": body, "kind": "board"} for body in ("old", "new")},
        "relationships": [{"from": "old", "kind": "steers", "to": "new"}],
    }
    first = GovernanceGraph(Structure.model_validate(data))
    assert "steers" in draw_changes(changes(before=first, after=AFTER))["change"].svg
