"""How the words of an element look: bold, struck out, hidden, white; inherited, as on the page."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong", "th"}) | HEADINGS
STRUCK = frozenset({"del", "s", "strike"})
_NEVER_SHOWN = frozenset({"noscript", "template", "noframes", "noembed", "datalist", "svg", "audio", "video", "canvas"})

_BRIGHT = r"\s*(?:25[0-5]|24[89])\s*"
_WHITE = re.compile(
    r"white\b|#f{3}f?\b|#(?:f[8-f]){3}(?:[0-9a-f]{2})?\b|transparent\b|"
    rf"rgba?\({_BRIGHT}[, ]{_BRIGHT}[, ]{_BRIGHT}\b"
)
_NO_BACKGROUND = re.compile(r"(?:none|transparent|inherit|initial|unset|window)\b")
_NOTHING = re.compile(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?(?:\s*!important)?")
_BOLD = re.compile(r"bold|[6-9]\d\d|1000")
_BLOCK = re.compile(r"block|flex|grid|table|list-item|flow-root")
_SYMBOLS = re.compile(r"symbol|wingdings|webdings|courier")
# What opens when a reader asks for it is part of the page: lists of exemptions stand in such panels.
_PANEL = re.compile(
    r"(?i)accordion|collaps|expand|panel|toggle|tab-?(?:content|pane|s?-panel)|details|disclosure|reveal|read-?more|show-?more"
    r"|slide|drawer|faq|section-content"
)
_LETTER = re.compile(
    r"(?i)neither confirms?|nor den|\bexempt|\bsection \d|public interest|\b(?:not|is|are) held\b|"
    r"\bfreedom of information act"
)


class Look(NamedTuple):
    """How words are shown where they stand."""

    hidden: str = ""  # why they are not shown; nothing where they are
    bold: bool = False
    struck: bool = False
    white: bool = False
    backed: bool = False  # whether something other than paper is behind them
    quoted: bool = False
    heading: bool = False
    preserved: bool = False  # whether line breaks and spaces of the source are shown
    symbols: bool = False  # set in a font of pictures
    label: bool = False  # the number or bullet of a list item, written out
    region: int = 0  # of the site around the letter; 0: none
    inner: bool = False  # within the main part of the page

    @property
    def left_out(self) -> str:
        """Why the words are left out; nothing where they are read."""
        if self.hidden:
            return self.hidden
        if self.struck:
            return "struck out"
        return "white on white" if self.white and not self.backed else ""


def style_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """The declarations of a style attribute, in lower case."""
    told = (declaration.partition(":") for declaration in attributes.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in told} if "style" in attributes else {}


def is_block(style: Mapping[str, str]) -> bool:
    """Whether a style makes an element a block of its own; one that floats stands beside what follows."""
    return _BLOCK.search(style.get("display", "")) is not None and "float" not in style


def look_of(
    name: str, attributes: Mapping[str, str], style: Mapping[str, str], above: Look, opened: Collection[str]
) -> Look:
    """The look of an element.

    Args:
        above: the look of the element around it.
        opened: ids of the elements that something on the page opens.
    """
    if not attributes and not style:
        return _plain(name, above)
    white, backed = _colours(attributes, style, above)
    return above._replace(
        hidden=above.hidden or _hidden(name, attributes, style, opened),
        bold=_bold(name, style, bold=above.bold),
        struck=above.struck or name in STRUCK or "line-through" in _decoration(style),
        heading=above.heading or name in HEADINGS or attributes.get("role") == "heading",
        preserved=_preserved(name, style, preserved=above.preserved),
        white=white,
        backed=backed,
        symbols=_SYMBOLS.search(style["font-family"]) is not None if "font-family" in style else above.symbols,
        label=above.label or _is_label(name, style),
    )


@lru_cache(maxsize=1024)  # most elements of a page have no attributes
def _plain(name: str, above: Look) -> Look:
    return above._replace(
        hidden=above.hidden or _hidden(name, {}, {}, ()),
        bold=above.bold or name in BOLD,
        struck=above.struck or name in STRUCK,
        heading=above.heading or name in HEADINGS,
        preserved=_preserved(name, {}, preserved=above.preserved),
    )


def speaks(words: str) -> bool:
    """Whether words sound like those of a letter."""
    return _LETTER.search(words) is not None


def _is_label(name: str, style: Mapping[str, str]) -> bool:
    """Whether an element is the number of an item, as Word and LibreOffice write it out."""
    return "ignore" in style.get("mso-list", "") or (name == "span" and style.get("float") == "left")


def _hidden(name: str, attributes: Mapping[str, str], style: Mapping[str, str], opened: Collection[str]) -> str:
    if name in _NEVER_SHOWN or (name == "dialog" and "open" not in attributes):
        return "not shown"
    if not attributes:
        return ""
    if "hide" in style.get("mso-hide", "") or style.get("mso-hide", "").startswith("all"):
        return "hidden"
    if _NOTHING.fullmatch(style.get("font-size", "").strip()) or _NOTHING.fullmatch(style.get("opacity", "").strip()):
        return "hidden"
    concealed = (
        ("hidden" in attributes and attributes["hidden"].lower() != "until-found")
        or "none" in style.get("display", "")
        or style.get("visibility", "").startswith(("hidden", "collapse"))
        or attributes.get("aria-hidden", "").lower() == "true"
    )
    return "hidden" if concealed and not _is_panel(attributes, opened) else ""


def _is_panel(attributes: Mapping[str, str], opened: Collection[str]) -> bool:
    return (
        attributes.get("id", "") in opened
        or attributes.get("role") in ("tabpanel", "region")
        or "aria-labelledby" in attributes
        or _PANEL.search(f"{attributes.get('class', '')} {attributes.get('id', '')}") is not None
    )


def _bold(name: str, style: Mapping[str, str], *, bold: bool) -> bool:
    weight = style.get("font-weight") or ("bold" if "bold" in style.get("font", "") else "")
    if weight and not weight.startswith("inherit"):
        return _BOLD.match(weight) is not None
    return bold or name in BOLD


def _decoration(style: Mapping[str, str]) -> str:
    return style.get("text-decoration", "") + style.get("text-decoration-line", "")


def _preserved(name: str, style: Mapping[str, str], *, preserved: bool) -> bool:
    if "white-space" in style:
        return style["white-space"].startswith(("pre", "break-spaces"))
    return preserved or name in ("pre", "textarea", "xmp", "listing")


def _colours(attributes: Mapping[str, str], style: Mapping[str, str], above: Look) -> tuple[bool, bool]:
    """Whether words are white, and whether something is behind them."""
    colour = style.get("color") or attributes.get("color", "").lower()
    white = _WHITE.match(colour.strip()) is not None if colour and "inherit" not in colour else above.white
    behind = (style.get("background-color") or style.get("background") or attributes.get("bgcolor", "").lower()).strip()
    backed = above.backed or "background" in attributes
    if behind and not _NO_BACKGROUND.match(behind):
        backed = not _WHITE.match(behind) or "url(" in behind
    return white, backed
