"""Drawings for a page: SVG text made safe to stand inline beside others.

Ids are prefixed, so that two drawings never share one; nothing that runs or fetches is kept; `style`
attributes become presentation attributes, since the page's policy admits no inline style.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from govgraph.errors import InternalError
from govgraph.text import escape_html, one_line

_DROPPED = frozenset(
    {
        "script",
        "foreignObject",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "animate",
        "set",
        "handler",
        "metadata",
    }
)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
_FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!\s*['\"]?(?:#|data:))", re.IGNORECASE)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_ID_LISTS = frozenset({"aria-labelledby", "aria-describedby"})
_XLINK = "{http://www.w3.org/1999/xlink}"
_STYLED = re.compile(r"[a-z-]+")


@dataclass(frozen=True, slots=True)
class Inlined:
    """A drawing as it stands in a page: its markup, the text of its style elements, its own title and description."""

    name: str
    prefix: str
    markup: str
    styles: tuple[str, ...]
    title: str
    description: str

    @property
    def sentences(self) -> list[str]:
        """The description for a list: by its lines where it has several, else by its sentences."""
        lines = [one_line(line) for line in self.description.splitlines() if line.strip()]
        return lines if len(lines) > 1 else re.split(r"(?<=[.])\s+(?=[A-Z])", "".join(lines))


def inlined(name: str, svg: str, prefix: str) -> Inlined:
    """A drawing with every id prefixed. Raises InternalError where the text is not SVG."""
    if "<!ENTITY" in svg:
        raise InternalError(f"the drawing {name!r} declares entities")
    try:
        root = ET.fromstring(svg)  # noqa: S314 - drawn by govgraph; entities are refused above, and expat fetches nothing
    except ET.ParseError as error:
        raise InternalError(f"the drawing {name!r} is not SVG: {error}") from None
    if _local(root.tag) != "svg":
        raise InternalError(f"the drawing {name!r} is not SVG: its root is {_local(root.tag)}")
    ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    writer = _Writer(prefix, ids)
    markup = "".join(writer.element(root))
    return Inlined(
        name, prefix, markup, tuple(writer.styles), _text_of(root, "title"), _text_of(root, "desc")
    )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text_of(root: ET.Element, tag: str) -> str:
    found = next((child for child in root if _local(child.tag) == tag), None)
    return "".join(found.itertext()).strip() if found is not None else ""


class _Writer:
    """Writes elements as HTML reads them: no name spaces, attributes in the order of the drawing."""

    def __init__(self, prefix: str, ids: set[str]) -> None:
        self.prefix = prefix
        self.ids = ids
        self.styles: list[str] = []

    def element(self, element: ET.Element) -> Iterator[str]:
        tag = _local(element.tag)
        if not tag or tag in _DROPPED:
            return
        if tag == "style":
            text = self._style("".join(element.itertext()))
            if text:
                self.styles.append(text)
                yield f"<style>{text}</style>"
            return
        yield f"<{tag}{''.join(self._attributes(element))}>"
        yield escape_html(element.text or "")
        for child in element:
            yield from self.element(child)
            yield escape_html(child.tail or "")
        yield f"</{tag}>"

    def _attributes(self, element: ET.Element) -> Iterator[str]:
        image = _local(element.tag) == "image"
        for qualified, value in element.attrib.items():
            name = _local(qualified)
            if qualified == "style":
                yield from self._declarations(value)
            elif name == "href":
                if value.startswith("#"):
                    yield self._attribute("href", f"#{self._id(value[1:])}")
                elif image and value.startswith("data:image/"):
                    yield self._attribute("href", value)
            elif name == qualified or qualified.startswith("{http://www.w3.org/XML/1998/namespace}"):
                yield self._plain(name, value)

    def _plain(self, name: str, value: str) -> str:
        if name.lower().startswith("on") or not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name):
            return ""
        if name == "id":
            return self._attribute(name, self._id(value))
        if name in _ID_LISTS:
            return self._attribute(name, " ".join(self._id(word) for word in value.split()))
        if _FETCHES.search(value):
            return ""
        return self._attribute(name, _REFERENCE.sub(lambda match: f"url(#{self._id(match[1])})", value))

    def _declarations(self, style: str) -> Iterator[str]:
        for declaration in style.split(";"):
            name, _, value = declaration.partition(":")
            if value and _STYLED.fullmatch(name.strip()):
                yield self._plain(name.strip(), value.strip())

    def _id(self, identifier: str) -> str:
        return f"{self.prefix}-{identifier}"

    def _style(self, text: str) -> str:
        """A style element's text, held to this drawing; empty where it would fetch or break out."""
        if _FETCHES.search(text) or "<" in text:
            return ""
        faces = "".join(_FONT_FACE.findall(text))
        rules = _FONT_FACE.sub("", text).strip()
        for identifier in sorted(self.ids, key=len, reverse=True):
            rules = re.sub(rf"#{re.escape(identifier)}(?![\w-])", f"#{self._id(identifier)}", rules)
        return faces + (f"#{self.prefix} {{{rules}}}" if rules else "")

    @staticmethod
    def _attribute(name: str, value: str) -> str:
        return f' {name}="{escape_html(value)}"'
