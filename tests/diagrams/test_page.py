"""The page as a reader sees it: everything on it, everything in the legend, nothing too small."""

import io
import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pypdf
import pytest

from govgraph.diagrams import VIEWS, Drawing, draw
from govgraph.diagrams.metrics import width
from govgraph.diagrams.page import HEIGHT, WIDTH
from govgraph.errors import UsageError

SVG = "{http://www.w3.org/2000/svg}"


def groups(svg: str, word: str) -> list[ET.Element]:
    return [g for g in ET.fromstring(svg).iter(f"{SVG}g") if word in g.get("class", "").split()]


def transform(svg: str) -> tuple[float, float, float]:
    """The shift and the scale of the drawing on its page."""
    found = re.search(r'class="drawing" transform="translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+)\)"', svg)
    assert found
    return float(found[1]), float(found[2]), float(found[3])


def rects(svg: str, word: str) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom on the page of the first rectangle of each group."""
    dx, dy, scale = transform(svg)
    found = {}
    for group in groups(svg, word):
        shapes = [r for r in group.iter(f"{SVG}rect") if r.get("width")]
        corners = [
            (float(r.get("x")), float(r.get("y")), float(r.get("width")), float(r.get("height")))
            for r in shapes
        ]
        left, top = min(c[0] for c in corners), min(c[1] for c in corners)
        right, bottom = max(c[0] + c[2] for c in corners), max(c[1] + c[3] for c in corners)
        found[group.get("id")] = (
            left * scale + dx,
            top * scale + dy,
            right * scale + dx,
            bottom * scale + dy,
        )
    return found


@pytest.mark.parametrize("style", ["tiers", "mono"])
@pytest.mark.parametrize("view", sorted(VIEWS))
def test_everything_is_inside_the_page(shipped, view, style):
    svg = draw(shipped, view=view, style=style).svg
    boxes = {**rects(svg, "party"), **rects(svg, "frame"), **rects(svg, "words")}
    assert boxes
    for left, top, right, bottom in boxes.values():
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= HEIGHT


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_words_around_the_drawing_are_inside_the_page(shipped, view):
    svg = draw(shipped, view=view).svg
    bands = [band.find(f"{SVG}rect") for band in groups(svg, "band")]
    left = min(float(r.get("x")) for r in bands) + 5
    bottom = max(float(r.get("y")) + float(r.get("height")) for r in bands)
    assert all(left <= box[0] and box[3] <= bottom for box in rects(svg, "party").values())
    tops = []
    for entry in groups(svg, "legend-entry"):
        x, y = map(float, re.findall(r"[-\d.]+", entry.get("transform")))
        text = next(t for t in entry.iter(f"{SVG}text") if t.get("fill") == "#111111")
        end = x + float(text.get("x")) + width(text.text, float(text.get("font-size")))
        assert end <= WIDTH - 20
        assert bottom < y - 6
        tops.append(y)
    around = [t for g in groups(svg, "surround") for t in g.iter(f"{SVG}text")]
    sources = [float(t.get("y")) for t in around if float(t.get("y")) > bottom]
    assert max(tops) + 8 < min(sources)
    assert max(sources) <= HEIGHT - 15
    assert all(
        float(t.get("x")) + width(t.text, float(t.get("font-size")), bold=True) <= WIDTH
        for t in around
        if t.get("fill")
    )


def test_a_lone_body_has_a_legend_of_one_entry(small):
    assert entries(draw(small(["a: {name: A, kind: agency, tier: national}"])).svg) == {"shape body"}


def test_boxes_do_not_overlap(overview):
    for one, other in combinations(rects(overview.svg, "party").values(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_every_line_of_the_description_is_drawn(overview):
    drawn = groups(overview.svg, "line")
    said = int(re.search(r"and (\d+) lines", overview.description)[1])
    assert len(drawn) == said
    assert all(group.find(f"{SVG}path") is not None for group in drawn)
    assert all(group.get("data-statement") for group in drawn)


def test_no_line_passes_through_a_box(overview):
    """A line may touch the border of its own ends, and no other box."""
    _, _, scale = transform(overview.svg)
    shapes = {
        g.get("data-party"): [
            (float(r.get("x")), float(r.get("y")), float(r.get("width")), float(r.get("height")))
            for r in g.iter(f"{SVG}rect")
            if r.get("width")
        ][-1 if "× " not in "".join(g.itertext()) else 0]
        for g in groups(overview.svg, "party")
    }
    assert scale > 0
    for group in groups(overview.svg, "line"):
        for path in group.findall(f"{SVG}path"):
            numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path.get("d"))]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            for (x, y), (nx, ny) in pairwise(points):
                for left, top, wide, high in shapes.values():
                    inner = (left + 2, top + 2, left + wide - 2, top + high - 2)
                    clear = (
                        max(x, nx) <= inner[0]
                        or min(x, nx) >= inner[2]
                        or max(y, ny) <= inner[1]
                        or min(y, ny) >= inner[3]
                    )
                    assert clear, group.get("data-statement")


@pytest.mark.parametrize("style", ["tiers", "mono"])
def test_smallest_print_of_the_shipped_structure(shipped, style):
    drawing = draw(shipped, style=style)
    _, _, scale = transform(drawing.svg)
    root = ET.fromstring(drawing.svg)
    inside = {id(t): t for g in groups(drawing.svg, "drawing") for t in g.iter(f"{SVG}text")}
    within = [float(t.get("font-size")) * scale for t in inside.values()]
    outside = [float(t.get("font-size")) for t in root.iter(f"{SVG}text")]
    assert min(within) >= 7
    assert min(outside) >= 7
    assert not drawing.warnings


def test_small_print_is_warned_of(small):
    wide = small(
        [
            f"a{i}: {{name: Body number {i} of many, kind: agency, tier: national, count: 2}}"
            for i in range(30)
        ],
        [
            f"{{from: a{i}, kind: {'accountable_to' if i % 2 else 'reports_to'}, to: a{i // 3}}}"
            for i in range(1, 30)
        ],
    )
    warnings = " ".join(draw(wide).warnings)
    assert "below 7 pt" in warnings
    assert "30 boxes" in warnings


def entries(svg: str) -> set[str]:
    return {g.get("data-entry") for g in groups(svg, "legend-entry")}


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_legend_holds_what_is_drawn_and_nothing_else(shipped, view):
    svg = draw(shipped, view=view).svg
    statuses = {"agreed", "proposed", "recommended", "historical", "undefined"}
    classes = [group.get("class").split()[1:] for group in groups(svg, "line")]
    boxes = [group.get("class").split()[1:] for group in groups(svg, "party")]
    words = {"".join(group.itertext()) for group in groups(svg, "words")}
    drawn = {"line " + "+".join(names[:-1]) for names in classes}
    drawn |= {f"status {word}" for names in (*classes, *boxes) for word in names if word in statuses}
    drawn |= {f"shape {names[0]}" for names in boxes}
    doubts = sorted(
        {doubt for doubt in ("?", "? in part") if any(re.split(r", | · ", w)[-1] == doubt for w in words)}
    )
    drawn |= {"doubt " + "+".join(doubts)} if doubts else set()
    drawn |= {"stack"} if any("× " in "".join(g.itertext()) for g in groups(svg, "party")) else set()
    drawn |= {"frame"} if groups(svg, "frame") else set()
    drawn |= {"outside"} if "outside these arrangements" in svg else set()
    assert entries(svg) == drawn


def test_bands_cover_the_boxes_of_their_tiers_and_no_others(shipped, overview):
    boxes = {
        g.get("id"): shipped.structure.parties[g.get("data-party").split()[0]].tier
        for g in groups(overview.svg, "party")
    }
    bands = {}
    for band in groups(overview.svg, "band"):
        shape = band.find(f"{SVG}rect")
        top = float(shape.get("y"))
        bands[band.get("data-tier")] = (top, top + float(shape.get("height")))
    assert list(bands) == ["ministerial", "national", "regional", "provider"]
    for key, (_, top, _, bottom) in rects(overview.svg, "party").items():
        above, below = bands[boxes[key]]
        assert above <= top
        assert bottom <= below
    tops = [top for top, _ in bands.values()]
    assert tops == sorted(tops)


def test_the_overview_is_an_annex_and_says_what_it_leaves_out(overview):
    assert len(groups(overview.svg, "party")) <= 25
    said = " ".join(t.text for t in ET.fromstring(overview.svg).iter(f"{SVG}text"))
    assert "Position at January 2010" in said
    assert "9 partners outside the boundary" in said
    assert "Review of commissioning arrangements for specialised services (May 2006)" in said


def test_the_secretary_of_state_is_on_top(overview):
    places = rects(overview.svg, "party")
    keys = {g.get("data-party"): g.get("id") for g in groups(overview.svg, "party")}
    top = places[keys["secretary-of-state"]]
    assert all(top[3] <= place[1] for key, place in places.items() if key != keys["secretary-of-state"])


def test_text_alternative_and_no_way_out(overview):
    root = ET.fromstring(overview.svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "High secure commissioning, May 2008"
    assert (
        "High Secure Commissioning Team is accountable to National Specialised Commissioning Group"
        in root.find(f"{SVG}desc").text
    )
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert "<script" not in overview.svg
    assert "href" not in overview.svg
    assert "http" not in overview.svg.replace("http://www.w3.org/2000/svg", "")
    assert {t.get("font-family") for t in root.iter() if t.get("font-family")} == {
        "Helvetica, Arial, Liberation Sans, Arimo, Govgraph Sans, sans-serif"
    }


def test_agreed_lines_differ_without_colour(overview):
    for group in groups(overview.svg, "line"):
        dashed = group.find(f"{SVG}path").get("stroke-dasharray")
        if "agreed" in group.get("class").split():
            assert dashed
        elif {"accountable_to", "operates"} & set(group.get("class").split()) and "in_force" in group.get(
            "class"
        ).split():
            assert not dashed


def test_same_bytes_twice(shipped, overview):
    again = draw(shipped)
    assert again == overview
    assert again.png(60) == overview.png(60)
    assert again.pdf() == overview.pdf()


def test_png_has_the_size_of_a4(overview):
    data = overview.png(dpi=96)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    assert abs(wide - 297 / 25.4 * 96) <= 1.5
    assert abs(high - 210 / 25.4 * 96) <= 1.5


def test_pdf_is_a4_and_can_be_searched(overview):
    pages = pypdf.PdfReader(io.BytesIO(overview.pdf())).pages
    assert len(pages) == 1
    assert abs(float(pages[0].mediabox.width) - 841.89) < 0.1
    assert abs(float(pages[0].mediabox.height) - 595.28) < 0.1
    text = " ".join(pages[0].extract_text().split())
    assert "National Oversight Group" in text
    assert "Accountable to and directed by" in text


def test_a_pdf_holds_every_page_and_draws_each_with_its_own_fonts(overview, small):
    other = draw(small(["a: {name: Office of Łódź Ελλάς, kind: office, tier: national}"]))
    both = Drawing((*overview.pages, *other.pages, *overview.pages))
    data = both.pdf()
    assert data == both.pdf()
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert len(texts) == 3
    assert texts[0] == texts[2]
    assert "National Oversight Group" in texts[0]
    assert "Office of Łódź Ελλάς" in texts[1]
    assert all(page["/Parent"] == reader.trailer["/Root"]["/Pages"] for page in reader.pages)


def test_shipped_fonts_alone_draw_the_text(small):
    named = small(["a: {name: Office of Łódź Ελλάς Дом, kind: office, tier: national}"])
    bare = small(["a: {name: 'iiiiii ii iiii', kind: office, tier: national}"])
    assert draw(named).png(72) != draw(bare).png(72)
    text = pypdf.PdfReader(io.BytesIO(draw(named).pdf())).pages[0].extract_text()
    assert "Łódź" in text


def test_marking_stands_above_and_below(small):
    marked = draw(small(["a: {name: A, kind: office}"], header="  marking: OFFICIAL & SENSITIVE"))
    assert marked.svg.count(">OFFICIAL &amp; SENSITIVE</text>") == 2


def test_title_can_be_given(shipped):
    assert ">Annex B: who &lt;answers&gt;</text>" in draw(shipped, title="Annex B: who <answers>").svg


def test_unknown_view_offers_the_nearest(shipped):
    with pytest.raises(UsageError) as caught:
        draw(shipped, view="overveiw")
    assert caught.value.help == "did you mean overview?"


def test_drawing_is_a_value(overview):
    assert isinstance(overview, Drawing)
    assert overview._repr_svg_() == overview.svg
    with pytest.raises(AttributeError):
        overview.svg = ""
