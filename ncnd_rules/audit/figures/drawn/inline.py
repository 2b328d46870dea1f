"""A drawing as markup that may stand in a page: no style attributes, no clashing ids, and the page's own colours.

A page with a strict policy obeys no style attribute, and matplotlib writes hardly anything else. Each becomes
presentation attributes, which say the same.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from ncnd_rules.letter import visible

INK, QUIET, LINE, PAPER = "#1d1d1b", "#5a5a55", "#dcdad3", "#ffffff"

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
# A picture follows its reader's choice of light or dark where its page has these, and is itself where it has not.
_OF_THE_PAGE = {INK: "var(--ink, #1d1d1b)", QUIET: "var(--quiet, #5a5a55)", LINE: "var(--line, #dcdad3)"} | {
    PAPER: "var(--sheet, #ffffff)"
}
_KEPT = {
    "fill",
    "fill-opacity",
    "font-size",
    "font-weight",
    "opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
}
_USED = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"(?:(?P<weight>bold|\d{3}) )?(?P<size>[\d.]+)px .*")


def inline(drawn: str, name: str, title: str, says: str) -> str:
    """A drawing of matplotlib's as one element of a page.

    Args:
        name: of the picture within its page; every id begins with it.
        says: what it shows, for those who do not see it.
    """
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing, made a moment ago
    _strip(root)
    width, height = (_pixels(root.get(side, "0")) for side in ("width", "height"))
    about = [_words("title", f"{name}-title", title), _words("desc", f"{name}-says", says)]
    root[:0] = about
    used = set(_named(root))
    for element in root.iter():
        _own_ids(element, used, name)
        _as_attributes(element)
    root.attrib.pop("version", None)
    root.attrib |= {"width": width, "height": height, "class": "figure", "role": "img"}
    root.attrib |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}  # what its style sheet said
    root.set("aria-labelledby", f"{name}-title {name}-says")
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _words(tag: str, own: str, words: str) -> ET.Element:
    element = ET.Element(f"{{{_SVG}}}{tag}", {"id": own})
    element.text = visible(words)
    return element


def _strip(root: ET.Element) -> None:
    """Take out what a page has no use for: the maker's name, its style sheet, and white space."""
    for parent in list(root.iter()):
        parent.tail = None
        if not (parent.text or "").strip():
            parent.text = None
        for child in [child for child in parent if child.tag.endswith(("}metadata", "}style"))]:
            parent.remove(child)
        if "d" in parent.attrib:
            parent.set("d", " ".join(parent.attrib["d"].split()))


def _pixels(points: str) -> str:
    return f"{float(points.removesuffix('pt')) * 4 / 3:.0f}"


def _named(root: ET.Element) -> Iterator[str]:
    """The ids that something in the drawing refers to."""
    for element in root.iter():
        for key, value in element.attrib.items():
            yield from _USED.findall(value)
            if key == _LINK:
                yield value.removeprefix("#")
            elif key == "id" and value.endswith(("-title", "-says")):
                yield value


def _own_ids(element: ET.Element, used: set[str], name: str) -> None:
    own = element.attrib.pop("id", None)
    if own in used:
        element.set("id", own if own.startswith(f"{name}-") else f"{name}-{own}")
    for key, value in list(element.attrib.items()):
        if key == _LINK:
            del element.attrib[key]
            element.set("href", f"#{name}-{value.removeprefix('#')}")
        elif "url(#" in value:
            element.set(key, _USED.sub(rf"url(#{name}-\1)", value))


def _as_attributes(element: ET.Element) -> None:
    for part in element.attrib.pop("style", "").split(";"):
        key, _, value = (piece.strip() for piece in part.partition(":"))
        if key == "font" and (font := _FONT.fullmatch(value)):
            element.set("font-size", font["size"])
            if font["weight"]:
                element.set("font-weight", font["weight"])
        elif key in _KEPT:
            element.set(key, value)
    for key in ("fill", "stroke"):
        if element.get(key) in _OF_THE_PAGE:
            element.set(key, _OF_THE_PAGE[element.get(key, "")])
