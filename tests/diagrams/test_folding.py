"""What is drawn of small structures: folding, several relationships between two, links to oneself."""

import re
import time
import xml.etree.ElementTree as ET

from govgraph.diagrams import draw

SVG = "{http://www.w3.org/2000/svg}"
TIERS = ["national", "regional", "local", "provider"]


def parties(svg: str) -> list[str]:
    return re.findall(r'data-party="([^"]*)"', svg)


def lines(svg: str) -> list[tuple[str, str, str]]:
    return [
        (g.get("class"), g.get("data-upper"), g.get("data-lower"))
        for g in ET.fromstring(svg).iter(f"{SVG}g")
        if "line" in g.get("class", "").split()
    ]


def test_one_party_and_no_line(small):
    svg = draw(small(["a: {name: Alone, kind: department}"])).svg
    assert parties(svg) == ["a"]
    assert lines(svg) == []


def test_twelve_alike_share_one_box_and_one_line(small):
    fan = small(
        ["top: {name: The Department, kind: department, tier: national}"]
        + [f"a{i}: {{name: Authority {i}, kind: authority, tier: regional}}" for i in range(12)],
        [f"{{from: a{i}, kind: accountable_to, to: top}}" for i in range(12)],
        "  root: top",
    )
    svg = draw(fan).svg
    assert len(parties(svg)) == 2
    assert len(lines(svg)) == 1
    assert "12 authorities" in svg
    assert all(f"a{i}" in parties(svg)[1].split() for i in range(12))


def test_three_alike_stand_in_a_frame_with_one_line(small):
    svg = draw(
        small(
            ["top: {name: The Department, kind: department, tier: national}"]
            + [f"a{i}: {{name: Place {i} Trust, kind: nhs_trust, tier: provider}}" for i in "xyz"],
            [f"{{from: a{i}, kind: accountable_to, to: top}}" for i in "xyz"],
        )
    ).svg
    assert lines(svg) == [("line accountable_to in_force", "top", "ax ay az")]
    assert "Trusts (3)" in svg


def test_those_that_differ_in_status_are_not_folded(small):
    svg = draw(
        small(
            ["top: {name: T, kind: department, tier: national}"]
            + [f"a{i}: {{name: Trust {i}, kind: nhs_trust, tier: provider}}" for i in range(6)],
            [
                f"{{from: a{i}, kind: accountable_to, to: top{', status: agreed' if i == 0 else ''}}}"
                for i in range(6)
            ],
        )
    ).svg
    assert ("line accountable_to agreed", "top", "a0") in lines(svg)
    assert ("line accountable_to in_force", "top", "a1 a2 a3 a4 a5") in lines(svg)


def test_a_counted_party_frames_the_named_ones_of_it(small):
    svg = draw(
        small(
            ["top: {name: T, kind: department, tier: national}", "g: {name: Groups, kind: group, count: 10, tier: regional}",
             "n: {name: North Group, kind: group, one_of: g, tier: regional}"],
            ["{from: g, kind: accountable_to, to: top}", "{from: n, kind: hosts, to: top}"],
        )
    ).svg  # fmt: skip
    assert "Groups (10)" in svg
    assert "9 others" in svg
    assert ("line accountable_to in_force", "top", "n g") in lines(svg)


def test_several_relationships_of_two_parties_share_a_line_but_not_two_standings(small):
    svg = draw(
        small(
            ["a: {name: Alpha, kind: department}", "b: {name: Beta, kind: agency}"],
            ["{from: b, kind: accountable_to, to: a}", "{from: a, kind: directs, to: b}", "{from: a, kind: funds, to: b}",
             "{from: b, kind: reports_to, to: a, status: agreed}"],
        )
    ).svg  # fmt: skip
    assert sorted(kind for kind, _, _ in lines(svg)) == [
        "line accountable_to directs in_force",
        "line reports_to agreed",
    ]


def test_a_link_to_itself_is_told_in_words(small):
    drawing = draw(small(["a: {name: Alpha, kind: department}"], ["{from: a, kind: directs, to: a}"]))
    assert lines(drawing.svg) == []
    assert "Alpha directs itself." in drawing.description


def test_two_that_answer_to_each_other_are_both_drawn(small):
    both = small(
        ["a: {name: A, kind: agency, tier: local}", "b: {name: B, kind: agency, tier: local}"],
        ["{from: a, kind: accountable_to, to: b}", "{from: b, kind: accountable_to, to: a}"],
    )
    assert len(lines(draw(both).svg)) == 2


def test_an_own_kind_is_named_beside_its_line_and_in_the_legend(small):
    header = "  vocabulary:\n    tiers: [parish]\n    kinds:\n      swears_to: {reads: swears to, upper: to, carries: 3}"
    svg = draw(
        small(["d: {name: Council, kind: council, tier: parish}", "e: {name: Clerk, kind: office, tier: parish}"],
              ["{from: e, kind: swears_to, to: d}"], header)
    ).svg  # fmt: skip
    assert ">swears to</text>" in svg
    assert ">Swears to</text>" in svg
    assert ">PARISH</text>" in svg


def test_partners_are_left_out_and_counted(small):
    drawing = draw(
        small(
            [
                "a: {name: A, kind: agency}",
                "b: {name: B, kind: agency}",
                "c: {name: C, kind: partner, boundary: out}",
            ],
            ["{from: a, kind: accountable_to, to: b}", "{from: c, kind: advises, to: b}"],
        )
    )
    assert sorted(parties(drawing.svg)) == ["a", "b"]
    assert "1 partner outside the boundary" in drawing.description


def test_powers_used_through_others_draw_no_line_of_their_own(shipped, overview):
    assert "through Strategic Health Authorities (drawn by its hops only)" in overview.description
    drawn = {
        statement
        for said in re.findall(r'data-statement="([^"]*)"', overview.svg)
        for statement in said.split()
    }
    assert drawn
    assert not drawn & {row.id for row in shipped.structure.relationships if row.via}


def test_sixty_boxes_within_a_second(small):
    big = small(
        [
            f"a{i}: {{name: Body number {i} of the realm, kind: agency, count: 2, tier: {TIERS[min(3, i // 15)]}}}"
            for i in range(60)
        ],
        [
            f"{{from: a{i}, kind: {'accountable_to' if i % 3 else 'reports_to'}, to: a{i * 7 % max(1, i)}}}"
            for i in range(1, 60)
        ],
    )
    begun = time.process_time()
    svg = draw(big).svg
    assert time.process_time() - begun < 1
    assert len(parties(svg)) == 60
    assert len(lines(svg)) == 59


def test_money_shows_the_amounts(shipped):
    svg = draw(shipped, view="money").svg
    assert "£480k a year" in svg
    assert "£60k a year each" in svg
