"""Styles: what a paragraph or a run of words looks like, through all that its style is based on."""

from typing import NamedTuple

from ncnd_rules.read.word.package import Element, child, is_on, name, value, whole

_HEADINGS = ("title", "subtitle")
_QUOTES = ("quote", "intense quote", "quotations", "block text", "html blockquote")
_BODY_LEVEL = 9  # the outline level that means no heading
_MOST_KEPT = 12  # names of styles that a style is based on


class Look(NamedTuple):
    """How words are shown; none where nothing says so."""

    bold: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    font: str | None = None

    def over(self, below: "Look") -> "Look":
        """This look, and where it says nothing the one below."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.capitals if self.capitals is None else self.capitals,
            below.font if self.font is None else self.font,
        )


class Style(NamedTuple):
    """What a style says, with all that it is based on."""

    look: Look = Look()
    outline: int | None = None  # the level of a heading, from 0; 9 is none
    list_id: str | None = None  # of the list that numbers its paragraphs; '0' is none
    level: int | None = None  # in that list
    names: tuple[str, ...] = ()  # its own name in small letters, and those of the styles it is based on
    ids: tuple[str, ...] = ()  # likewise

    @property
    def is_heading(self) -> bool:
        """Whether its paragraphs are headings."""
        named = any(known in _HEADINGS for known in self.names[:1])
        return named if self.outline is None else self.outline < _BODY_LEVEL

    @property
    def is_quote(self) -> bool:
        """Whether its paragraphs are somebody else's words."""
        return any(known in _QUOTES for known in self.names)

    @property
    def is_contents(self) -> bool:
        """Whether its paragraphs are entries of a table of contents: headings again."""
        return any(known.startswith("toc ") and known[4:].isdigit() for known in self.names)


class Styles:
    """The styles of a file."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._plain: dict[str, str] = {}  # the style that a paragraph or run has without naming one, by its type
        self._default = Look()
        if root is None:
            return
        for element in root:
            if name(element) == "w:style":
                identity = value(element, "styleId") or ""
                self._elements.setdefault(identity, element)
                if value(element, "default") in ("1", "true", "on"):
                    self._plain.setdefault(value(element, "type") or "", identity)
        defaults = child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
        self._default = look_of(defaults)

    def of_paragraph(self, identity: str | None) -> Style:
        """A paragraph style by its id; the plain one where none is named."""
        style = self._of(self._plain.get("paragraph", "") if identity is None else identity)
        return style._replace(look=style.look.over(self._default))

    def look_of_run(self, properties: Element | None) -> Look:
        """How words are shown by their own properties and their style; what stands in neither is their paragraph's."""
        identity = value(child(properties, "w:rStyle"))
        return look_of(properties).over(self._of(identity).look if identity else Look())

    def _of(self, identity: str) -> Style:
        if identity in self._known:
            return self._known[identity]
        chain: dict[str, None] = {}
        at: str | None = identity
        while at in self._elements and at not in self._known and at not in chain:
            chain[at] = None
            at = value(child(self._elements[at], "w:basedOn"))
        style = self._known.get(at or "", Style()) if at not in chain else Style()
        for one in reversed(chain):
            style = self._known[one] = _based(one, self._elements[one], style)
        return style


def look_of(properties: Element | None) -> Look:
    """What the properties of a run say themselves."""
    if properties is None:
        return Look()
    found = {name(one): one for one in properties}
    fonts = found.get("w:rFonts")
    return Look(
        is_on(found.get("w:b")),
        is_on(found.get("w:vanish")),
        is_on(found.get("w:caps")),
        value(fonts, "ascii") or value(fonts, "hAnsi"),
    )


def number_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and the level that the properties of a paragraph name."""
    number = child(properties, "w:numPr")
    return value(child(number, "w:numId")), whole(child(number, "w:ilvl"))


def _based(identity: str, element: Element, below: Style) -> Style:
    properties = child(element, "w:pPr")
    list_id, level = number_of(properties)
    outline = whole(child(properties, "w:outlineLvl"))
    own = (value(child(element, "w:name")) or "").lower()
    return Style(
        look_of(child(element, "w:rPr")).over(below.look),
        below.outline if outline is None else outline,
        below.list_id if list_id is None else list_id,
        below.level if level is None else level,
        (own, *below.names)[:_MOST_KEPT],
        (identity, *below.ids)[:_MOST_KEPT],
    )
