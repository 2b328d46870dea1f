"""What stands around the body of a Word file: page headers and footers by section, and notes."""

import re
from typing import NamedTuple

from ncnd_rules.read.word import pieces
from ncnd_rules.read.word.package import Element, Package, Relation, child, every, is_on, name, value, whole
from ncnd_rules.read.word.pieces import Item, Mark, Piece, words_of
from ncnd_rules.read.word.runs import words_in
from ncnd_rules.read.word.story import Setting, Story

_EMU = 635  # in the twentieth of a point in which pages are measured
_A4 = (11_906, 16_838)
_PAGE = re.compile(
    r"\bpage\s*\d{0,4}(?:\s*(?:of|/)\s*\d{0,4})?|^\d{1,4}$|\b\d{1,4}\s*(?:of|/)\s*\d{1,4}\b|(?<=[-–|])\s*\d{1,4}$"
)
_MARKING = re.compile(
    r"(?:not\s)?protectively marked|(?:official|restricted|confidential)(?:[\s\-–:]+(?:sensitive|public))?"
)
_BETWEEN = " \t|-–—,;:."

HEADER = "page header"
FOOTER = "page footer"


class _Sections(NamedTuple):
    """The headers and footers that pages show, by section; each is named where it first appears."""

    headers: list[list[str]]
    footers: list[str]
    unshown: list[tuple[str, str]]  # kind and part of those that no page shows


class Margins:
    """Page headers and footers, in the order of the sections."""

    def __init__(self, package: Package, body: Element, setting: Setting, *, odd_and_even: bool) -> None:
        self._package = package
        self._setting = setting
        self._said: set[str] = set()
        self._sections = _sections(body, package.relations(package.main), odd_and_even=odd_and_even)
        self._at = 0

    def next_header(self) -> list[Item]:
        """What the next section has at the head of its pages, as far as no section before had it."""
        self._at += 1
        return [item for part in self._sections.headers[self._at - 1 : self._at] for item in self._read(part, HEADER)]

    def footers(self) -> list[Item]:
        """What the pages have at their foot, and a mark of what no page shows."""
        later = [item for _ in self._sections.headers[self._at :] for item in self.next_header()]
        found = [item for part in self._sections.footers for item in self._read([part], FOOTER)]
        for kind, part in self._sections.unshown:
            root = self._package.root(part)
            if root is not None and (words := words_in(root)):
                found.append(Mark(pieces.UNSHOWN, kind, len(words)))
        return later + found

    def _read(self, parts: list[str], place: str) -> list[Item]:
        found: list[Item] = []
        for part in parts:
            root = self._package.root(part)
            items = Story(root, self._setting, place).read() if root is not None else []
            for item in items:
                if isinstance(item, Mark):
                    found.append(item)
                elif words_of(item) not in self._said:
                    self._said.add(words_of(item))
                    found.append(item)
        return found


class Notes:
    """Footnotes, which follow the paragraph that cites them, and endnotes, which come last."""

    def __init__(self, package: Package, setting: Setting) -> None:
        self._setting = setting
        self._elements: dict[tuple[str, str], Element] = {}
        self._numbers = {"footnote": 0, "endnote": 0}
        self._last: list[Item] = []
        for kind in self._numbers:
            root = package.root(related(package, f"{kind}s"))
            for element in root if root is not None else ():
                if name(element) == f"w:{kind}" and value(element, "type") in (None, "normal"):
                    self._elements.setdefault((kind, value(element, "id") or ""), element)

    def cite(self, kind: str, identity: str) -> list[Item]:
        """What follows the paragraph that cites a note; a note is given once, however often it is cited."""
        element = self._elements.pop((kind, identity), None)
        if element is None:
            return []
        self._numbers[kind] += 1
        items = Story(element, self._setting, f"{kind} {self._numbers[kind]}").read()
        if kind == "footnote":
            return items
        self._last += items
        return []

    def last(self) -> list[Item]:
        """The endnotes, and a mark of the notes that nothing cites."""
        lost = sum(len(words_in(element)) for element in self._elements.values())
        return [*self._last, *([Mark(pieces.UNCITED, "at the end", lost)] if lost else [])]


def related(package: Package, kind: str) -> str:
    """The part of a kind that the main part uses; a name that no part has where it uses none."""
    return next((one.part for one in package.relations(package.main).values() if one.kind == kind), "-")


def page_area(body: Element) -> float:
    """The area of the first page, in square EMU."""
    size = next(every(body, "w:pgSz"), None)
    width, height = whole(size, "w") or _A4[0], whole(size, "h") or _A4[1]
    return abs(width * height) * float(_EMU**2)


def is_furniture(piece: Piece, body: str) -> bool:
    """Whether a line in a margin says nothing of its own: a marking, or a page number alone or with words of the body.

    A line without a page number is kept though the body has its words: the name at the head of a letter, which the
    signature repeats, says who writes.

    Args:
        body: all words of the body, in small letters.
    """
    rest, pages = _PAGE.subn(" ", words_of(piece).lower())
    rest = " ".join(rest.split()).strip(_BETWEEN)
    return not rest or _MARKING.fullmatch(rest) is not None or (pages > 0 and rest in body)


def _sections(body: Element, relations: dict[str, Relation], *, odd_and_even: bool) -> _Sections:
    former = {old for change in every(body, "w:sectPrChange") for old in every(change, "w:sectPr")}
    now: dict[tuple[str, str], str] = {}  # the part of each kind and type; a section has those of the one before
    headers: list[list[str]] = []
    footers: list[str] = []
    shown: set[str] = set()
    every_part: dict[str, str] = {}
    for section in every(body, "w:sectPr"):
        if section in former:
            continue
        for reference in section:
            kind = name(reference)[2:].removesuffix("Reference")
            if kind in ("header", "footer"):
                relation = relations.get(value(reference, "id", "r") or "")
                part = relation.part if relation is not None else ""
                now[kind, value(reference, "type") or "default"] = part
                every_part.setdefault(part, f"page {kind}")
        types = [
            *(["first"] if is_on(child(section, "w:titlePg")) else []),
            "default",
            *(["even"] if odd_and_even else []),
        ]
        new = {kind: [now[kind, type_] for type_ in types if (kind, type_) in now] for kind in ("header", "footer")}
        headers.append([part for part in new["header"] if part not in shown])
        footers += [part for part in new["footer"] if part not in shown and part not in footers]
        shown.update(new["header"], new["footer"])
    unshown = [(place, part) for part, place in every_part.items() if part not in shown]
    return _Sections(headers, footers, unshown)
