"""SVG to PNG and PDF, with the shipped fonts alone, so that the bytes do not depend on the machine."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from govgraph.diagrams.pdf_objects import in_one_order
from govgraph.errors import LayoutError

FONT_FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Govgraph Sans"
_POINTS_PER_INCH = 72.0
_CSS_PIXELS_PER_INCH = 96.0
MOST_DPI = 600.0


@cache
def font_files() -> tuple[str, ...]:
    """The shipped font files."""
    return tuple(str(path) for path in sorted(FONT_FOLDER.glob("*.ttf")))


def to_png(svg: str, dpi: float) -> bytes:
    """A PNG of a page at a resolution. Raises LayoutError."""
    import resvg_py

    if not 10 <= dpi <= MOST_DPI:
        raise LayoutError(f"a resolution from 10 to {MOST_DPI:g} dots per inch can be drawn, not {dpi:g}")
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                dpi=_CSS_PIXELS_PER_INCH,
                zoom=dpi / _CSS_PIXELS_PER_INCH,
                background="#FFFFFF",
                skip_system_fonts=True,
                font_files=list(font_files()),
                font_family=FAMILY,
                sans_serif_family=FAMILY,
            )
        )
    except ValueError as error:
        raise LayoutError(f"the picture could not be drawn: {error}") from error


def to_pdf(svgs: Sequence[str], width: float, height: float) -> bytes:
    """A PDF of pages, each `width` by `height` points, with text that can be searched. Raises LayoutError."""
    import svg2pdf_py  # type: ignore[import-untyped]

    fonts = svg2pdf_py.FontDatabase()
    for file in font_files():
        fonts.load_font_file(file)
    pages = []
    for svg in svgs:
        # The converter takes a unitless size for points, and millimetres for pixels of 1/96 inch.
        sized = svg.replace('width="297mm" height="210mm"', f'width="{width:g}" height="{height:g}"', 1)
        try:
            pages.append(bytes(svg2pdf_py.svg_to_pdf(sized, fonts)))
        except (ValueError, RuntimeError) as error:
            raise LayoutError(f"the PDF could not be drawn: {error}") from error
    try:
        return in_one_order(pages)
    except ValueError as error:
        raise LayoutError(f"the PDF could not be drawn: {error}") from error
