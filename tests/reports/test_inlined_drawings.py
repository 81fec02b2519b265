import pytest

from govgraph.errors import InternalError
from govgraph.reports.drawings import inlined

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def markup(body: str, attributes: str = "") -> str:
    return inlined("d", f"{HEAD} {attributes}>{body}</svg>", "p").markup


def test_every_id_and_every_reference_to_it_is_prefixed():
    text = markup(
        '<title id="t">T</title><linearGradient id="g"/><rect id="r" fill="url(#g)"/><use xlink:href="#r"/><use href="#r"/>',
        'aria-labelledby="t r"',
    )
    assert text == (
        '<svg viewBox="0 0 9 9" aria-labelledby="p-t p-r"><title id="p-t">T</title><linearGradient id="p-g"></linearGradient>'
        '<rect id="p-r" fill="url(#p-g)"></rect><use href="#p-r"></use><use href="#p-r"></use></svg>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<a xlink:href="https://example.org/"><text>x</text></a>',
        '<image href="https://example.org/x.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<rect fill="url(https://example.org/x)"/>',
        '<rect style="fill:url(//example.org/x)"/>',
        "<foreignObject><p>x</p></foreignObject>",
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>rect{fill:url( 'https://example.org/x' )}</style>",
        "<style>&lt;/style&gt;&lt;script&gt;</style>",
    ],
)
def test_nothing_that_runs_or_fetches_is_kept(body):
    text = markup(body)
    for sign in ("alert", "example.org", "passwd", "script", "foreignObject"):
        assert sign not in text


def test_style_attributes_become_presentation_attributes():
    assert (
        markup('<rect style="fill: url(#g); stroke-width:2"/>')
        == '<svg viewBox="0 0 9 9"><rect fill="url(#p-g)" stroke-width="2"></rect></svg>'
    )


def test_style_elements_hold_for_their_own_drawing():
    drawing = inlined(
        "d",
        f'{HEAD}><style>@font-face{{font-family:F;src:url(data:font/woff2;base64,AA)}} .a{{fill:red}} #ab{{x:1}}</style><g id="a"/><g id="ab"/></svg>',
        "p",
    )
    assert drawing.styles == (
        "@font-face{font-family:F;src:url(data:font/woff2;base64,AA)}#p {.a{fill:red} #p-ab{x:1}}",
    )
    assert f"<style>{drawing.styles[0]}</style>" in drawing.markup


def test_text_is_escaped():
    assert "&lt;b&gt;&amp;" in markup("<text>&lt;b&gt;&amp;</text>")
    assert 'data-x="&quot;&gt;"' in markup("<rect data-x='\"&gt;'/>")


def test_title_and_description_are_read():
    drawing = inlined("d", f"{HEAD}><title>T</title><desc>One. Two.</desc></svg>", "p")
    assert (drawing.title, drawing.sentences) == ("T", ["One.", "Two."])


@pytest.mark.parametrize("text", ["", "<svg", "<html/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'])
def test_what_is_not_a_drawing_is_refused(text):
    with pytest.raises(InternalError):
        inlined("d", text, "p")
