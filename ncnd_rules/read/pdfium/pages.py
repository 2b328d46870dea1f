"""One page as inked: its characters with places, turned as most of its words are read."""

from collections import Counter
from contextlib import closing
from typing import Any

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.pdfium import limits
from ncnd_rules.read.pdfium.characters import Character, characters_of
from ncnd_rules.read.pdfium.notes import Notes
from ncnd_rules.read.pdfium.painted import THIN, Painted
from ncnd_rules.read.print.ink import Box, Glyph, InkedPage, Rule


def inked_page(document: Any, number: int, most_characters: int) -> InkedPage:
    """One page of the document, turned as most of its words are read."""
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        count = text.count_chars()
        if count > most_characters:
            raise Unreadable(f"has more than {limits.MOST_CHARACTERS} characters, expected a letter")
        painted = Painted()
        painted.page(page)
        characters = list(characters_of(text, count, painted))
        notes = Notes(page, document.formenv)
        turns = Counter(one.turned for one in characters if one.text.strip())
        turn = turns.most_common(1)[0][0] if turns else page.get_rotation() * -90
        edges = Box(*page.get_bbox())
        if not max(edges.width, edges.height) <= limits.MOST_POINTS:
            raise Unreadable(f"has a page of {edges.height:.0f} points, expected at most {limits.MOST_POINTS}")
        place = _Upright(edges, turn % 360 // 90 * 90)
        rules = list(map(place.box, painted.rules))
        return InkedPage(
            number=number + 1,
            box=place.page,
            glyphs=tuple(map(place.glyph, (*characters, *notes.fields))),
            patches=tuple(patch._replace(box=place.box(patch.box)) for patch in (*painted.patches, *notes.redactions)),
            rules=tuple(Rule(box.bottom, box.left, box.right) for box in rules if box.height <= THIN),
            walls=tuple(box for box in rules if box.height > THIN),
            dots=tuple(map(place.box, painted.dots)),
            drawings=painted.drawings,
            unmapped=painted.unmapped,
            remarks=tuple(f"page {number + 1}: {says}" for says in notes.remarks()),
        )


class _Upright:
    """Places on a page that is turned so that its words stand upright, from its lower left corner."""

    def __init__(self, page: Box, turn: int) -> None:
        self._page = page
        self._turn = turn
        self.page = Box(0, 0, page.width, page.height) if turn % 180 == 0 else Box(0, 0, page.height, page.width)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._page.left, y - self._page.bottom
        if self._turn == 90:
            return y, self._page.width - x
        if self._turn == 180:
            return self._page.width - x, self._page.height - y
        if self._turn == 270:
            return self._page.height - y, x
        return x, y

    def box(self, box: Box) -> Box:
        if self._turn == 0:
            across, up = self._page.left, self._page.bottom
            return Box(box.left - across, box.bottom - up, box.right - across, box.top - up)
        (x, y), (other_x, other_y) = self.point(box.left, box.bottom), self.point(box.right, box.top)
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))

    def glyph(self, one: Character) -> Glyph:
        _, base = self.point(*one.origin)
        return Glyph(one.text, self.box(one.box), base, one.size, (one.turned - self._turn) % 360, one.ink)
