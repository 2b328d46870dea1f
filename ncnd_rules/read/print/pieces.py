"""Pieces of lines: characters that follow one another, as they were painted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ncnd_rules.read.marks import after_label
from ncnd_rules.read.print.ink import Box, Glyph

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_BULLET = "•"
# Bullets as the fonts of symbols have them, and as pdfium hands out their letters.
_BULLETS = frozenset("•▪●◦·oØü§➢►▶❖✓✔➔■□◆‣\u2043-–*\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d")
_LEVELS = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")

# In units of the size of the type:
SAME_LINE = 0.3
_RAISED = (0.12, 0.7)  # a superscript stands as much above its line
_SMALLER = 0.85  # and is as small
APART = 1.3  # between cells, or columns
_WORD_APART = 0.28  # where the file has no spaces
_TOUCHING = 0.1  # no space at all
BACK = 0.6
_DOUBLED = 0.15
_DOT = 0.7
LABEL_APART = 6.0  # between a label and its words


class Piece(NamedTuple):
    """Characters that follow one another on a line."""

    text: str
    box: Box
    base: float
    size: float
    order: int  # of its first character in the order of painting
    bold: bool
    gaps: tuple[float, ...]  # between its words
    words_at: float
    first_word: float
    noted: bool = False


class Walls:
    """The upright rules of a page, which part cells however near their words are."""

    def __init__(self, walls: Sequence[Box]) -> None:
        self._walls = walls

    def between(self, left: float, right: float, base: float) -> bool:
        """Whether a wall stands between two places on a line."""
        return any(left < wall.middle[0] < right and wall.bottom <= base <= wall.top for wall in self._walls)


def pieces_of(glyphs: Iterable[Glyph], walls: Walls) -> Iterator[Piece]:
    """Characters as they were painted, while they go on to the right on the same line."""
    setting: _Setting | None = None
    spaced = supposed = False
    for order, glyph in enumerate(glyphs):
        if not glyph.text.strip():
            spaced, supposed = spaced or bool(glyph.text), True
            continue
        if setting is None or not setting.takes(glyph, walls):
            if setting is not None:
                yield setting.piece()
            setting = _Setting(glyph, order)
        else:
            setting.add(glyph, spaced=spaced, supposed=supposed)
        spaced = supposed = False
    if setting is not None:
        yield setting.piece()


class _Setting:
    """A piece of a line that is being put together."""

    def __init__(self, glyph: Glyph, order: int) -> None:
        self._order = order
        self._words = [[glyph]]
        self._raised: set[int] = set()  # by the identity of a glyph
        self._gaps: list[float] = []
        self._base, self._size = glyph.base, glyph.size
        self._last = glyph
        self._doubled = False
        self._noted = False

    def takes(self, glyph: Glyph, walls: Walls) -> bool:
        if glyph.box == self._last.box:
            return True  # the letters of a ligature share its box
        gap = glyph.box.left - self._last.box.right
        size = max(self._size, glyph.size)
        if not -BACK * size <= gap <= APART * size:
            return False
        if gap > _TOUCHING * size and walls.between(self._last.box.right, glyph.box.left, glyph.base):
            return False
        rise = glyph.base - self._base
        if abs(rise) <= _RAISED[0] * size:
            return True
        if gap > SAME_LINE * size or abs(rise) > _RAISED[1] * size:
            return False
        if glyph.size <= _SMALLER * self._size:
            return True  # a superscript or subscript
        return rise < 0 and self._size <= _SMALLER * glyph.size and len(self._words) == 1  # words behind a raised mark

    def add(self, glyph: Glyph, *, spaced: bool, supposed: bool) -> None:
        size = max(self._size, glyph.size)
        rise = glyph.base - self._base
        gap = glyph.box.left - self._last.box.right
        if rise > _RAISED[0] * size:
            self._raised.add(id(glyph))
        elif rise < -_RAISED[0] * size and glyph.size > self._size:
            self._raised.update(id(earlier) for earlier in self._words[0])
            self._base, self._size, self._noted = glyph.base, glyph.size, True
            spaced = True
        elif self._is_doubled(glyph, size):
            self._doubled = True  # printed twice, a little to the side, to look bold
            return
        # pdfium supposes spaces between the letters of some words.
        if spaced or gap > (_TOUCHING if supposed else _WORD_APART) * size:
            self._gaps.append(gap)
            self._words.append([])
        self._words[-1].append(glyph)
        self._last = glyph

    def _is_doubled(self, glyph: Glyph, size: float) -> bool:
        """Whether a character is that before it once more; the two of a ligature were painted in one stroke."""
        near = glyph.text == self._last.text and abs(glyph.box.left - self._last.box.left) < _DOUBLED * size
        return near and (glyph.box, glyph.ink.number) != (self._last.box, self._last.ink.number)

    def piece(self) -> Piece:
        glyphs = [glyph for word in self._words for glyph in word]
        first = self._words[0]
        text = " ".join("".join(map(self._shown, word)) for word in self._words)
        label = len(text[: after_label(text)].split()) % len(self._words)  # its words; none where there are no others
        return Piece(
            text,
            Box(
                min(glyph.box.left for glyph in glyphs),
                min(glyph.box.bottom for glyph in glyphs),
                max(glyph.box.right for glyph in glyphs),
                max(glyph.box.top for glyph in glyphs),
            ),
            self._base,
            self._size,
            self._order,
            self._doubled or _is_bold(glyphs),
            tuple(self._gaps),
            self._words[label][0].box.left,
            first[-1].box.right - first[0].box.left,
            self._noted,
        )

    def _shown(self, glyph: Glyph) -> str:
        return glyph.text.translate(_SUPERSCRIPTS) if id(glyph) in self._raised else glyph.text


def _is_bold(glyphs: Sequence[Glyph]) -> bool:
    letters = [glyph.ink.bold for glyph in glyphs if any(map(str.isalnum, glyph.text))]
    return bool(letters) and all(letters)


def without_doubles(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces without those printed twice on the same place."""
    kept: dict[tuple[str, int, int], Piece] = {}
    for piece in pieces:
        place = (piece.text, round(piece.box.left / 2), round(piece.base / 2))
        kept[place] = kept[place]._replace(bold=True) if place in kept else piece
    return list(kept.values())


def with_bullet(piece: Piece, dots: Iterable[Box]) -> Piece:
    """A piece with the bullet that was drawn before it, if one was."""
    for dot in dots:
        _, height = dot.middle
        before = 0 < piece.box.left - dot.right <= LABEL_APART * piece.size
        if before and 0 < height - piece.base < piece.size and dot.height < piece.size * _DOT:
            return piece._replace(text=f"{_BULLET} {piece.text}", box=piece.box._replace(left=dot.left))
    return piece


def together(one: Piece, other: Piece) -> Piece:
    """Two pieces as one, the first on the left, with a space between them unless they touch."""
    gap = other.box.left - one.box.right
    size = max(one.size, other.size)
    gaps = (*one.gaps, *other.gaps)
    label = is_label(one.text)
    text = _BULLET if one.text in _BULLETS else one.text
    space = "" if gap < _TOUCHING * size and not label else " "
    return Piece(
        f"{text}{space}{other.text}",
        one.box.around(other.box),
        max(one, other, key=lambda piece: piece.size).base,
        size,
        min(one.order, other.order),
        (one.bold or label) and other.bold,
        (*gaps, gap) if space and not label else gaps,
        other.box.left if label else one.words_at,
        one.first_word,
        one.noted,
    )


def is_label(text: str) -> bool:
    """Whether a piece is nothing but a bullet, or the number of an item."""
    return text in _BULLETS or after_label(f"{text} ") >= len(text) or _LEVELS.fullmatch(text) is not None
