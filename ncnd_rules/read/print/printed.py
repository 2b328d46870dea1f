"""The characters of a page as printed lines in reading order, columns one after the other and tables row by row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ncnd_rules.read.lines import after_label
from ncnd_rules.read.print.sheet import Box, Glyph, Rule, Sheet

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_BULLET = "•"
# Bullets as the fonts of symbols have them, and as pdfium hands out their letters.
_BULLETS = frozenset("•▪●◦·oØü§➢►▶❖✓✔➔■□◆‣\u2043-–*\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d")
_LEVELS = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")

# In units of the size of the type:
_SAME_LINE = 0.3
_RAISED = (0.12, 0.7)  # a superscript stands as much above its line
_SMALLER = 0.85  # and is as small
_APART = 1.3  # between cells, or columns
_WORD_APART = 0.28  # where the file has no spaces
_TOUCHING = 0.1  # no space at all
_BACK = 0.6
_DOUBLED = 0.15
_DOT = 0.7
_LABEL_APART = 6.0  # between a label and its words
_ASCENT, _DESCENT = 0.7, 0.2
_TOUCH = 0.1  # lines of tight type
_GUTTER = 1.0
_WIDEST_GUTTER = 3.0  # of a page set in columns; a wider gap is room that was not used
_MOST_STRETCHED = 3.0  # gap in a line pulled apart
_NEXT_LINE = 1.7  # from one line to the next of the same column
_NEXT_PARAGRAPH = 3.0
_REGION_APART = 6.0  # a gutter does not reach further

_ANGLE = 2  # degrees: paper that was laid askew
_STRETCHED = 2.2  # times the usual gap between the words of a justified line
_LEAST_STRETCHED = 3  # pieces
_ALIKE = 1.4  # times the smallest gap
_MOST_ALONE = 6  # lines of one column with nothing beside them
_MOST_BESIDE = 3_000  # pieces: more are no letter, and joining them takes time
_MANY_LINES = 6
_LONG_CELL = 400  # characters: a table of such cells is a layout
_LONGEST_OF_ADDRESS = 60  # characters
_LETTERHEAD = 0.6  # of the height of the first page: above it stand addresses side by side
_RULE_NEAR = 8.0  # points from a table to its outer border


class Printed(NamedTuple):
    """A line as printed, or a row of a table."""

    page: int
    text: str
    box: Box
    base: float
    size: float
    bold: bool
    words_at: float  # where the words begin, behind a label
    first_word: float  # width
    column: int = 0  # lines of the same column of the page have the same number
    edge: float | None = None  # the right edge of its column; none on a page without columns
    row: bool = False
    noted: bool = False  # begins with a raised mark: a footnote
    aside: bool = False  # set at an angle


class Page(NamedTuple):
    """The lines of a page."""

    number: int
    box: Box
    lines: tuple[Printed, ...]


class _Piece(NamedTuple):
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


def printed(sheet: Sheet) -> Page:
    """The lines of a page in reading order; those set at an angle come last."""
    walls = _Walls(sheet.walls)
    level = [glyph for glyph in sheet.glyphs if _is_level(glyph)]
    pieces = [_with_bullet(piece, sheet.dots) for piece in _without_doubles(_pieces(level, walls))]
    bands = [_lines_of(band, walls) for band in _bands(pieces)]
    lines = [*_in_order(bands, sheet, walls), *_aside(sheet)]
    return Page(sheet.number, sheet.box, tuple(lines))


def _is_level(glyph: Glyph) -> bool:
    return min(glyph.turned, 360 - glyph.turned) <= _ANGLE


# Pieces of lines


class _Walls:
    """The upright rules of a page, which part cells however near their words are."""

    def __init__(self, walls: Sequence[Box]) -> None:
        self._walls = walls

    def between(self, left: float, right: float, base: float) -> bool:
        """Whether a wall stands between two places on a line."""
        return any(left < wall.middle[0] < right and wall.bottom <= base <= wall.top for wall in self._walls)


def _pieces(glyphs: Iterable[Glyph], walls: _Walls) -> Iterator[_Piece]:
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

    def takes(self, glyph: Glyph, walls: _Walls) -> bool:
        if glyph.box == self._last.box:
            return True  # the letters of a ligature share its box
        gap = glyph.box.left - self._last.box.right
        size = max(self._size, glyph.size)
        if not -_BACK * size <= gap <= _APART * size:
            return False
        if gap > _TOUCHING * size and walls.between(self._last.box.right, glyph.box.left, glyph.base):
            return False
        rise = glyph.base - self._base
        if abs(rise) <= _RAISED[0] * size:
            return True
        if gap > _SAME_LINE * size or abs(rise) > _RAISED[1] * size:
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

    def piece(self) -> _Piece:
        glyphs = [glyph for word in self._words for glyph in word]
        first = self._words[0]
        text = " ".join("".join(map(self._shown, word)) for word in self._words)
        label = len(text[: after_label(text)].split()) % len(self._words)  # its words; none where there are no others
        return _Piece(
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


def _without_doubles(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces without those printed twice on the same place."""
    kept: dict[tuple[str, int, int], _Piece] = {}
    for piece in pieces:
        place = (piece.text, round(piece.box.left / 2), round(piece.base / 2))
        kept[place] = kept[place]._replace(bold=True) if place in kept else piece
    return list(kept.values())


def _with_bullet(piece: _Piece, dots: Iterable[Box]) -> _Piece:
    """A piece with the bullet that was drawn before it, if one was."""
    for dot in dots:
        _, height = dot.middle
        before = 0 < piece.box.left - dot.right <= _LABEL_APART * piece.size
        if before and 0 < height - piece.base < piece.size and dot.height < piece.size * _DOT:
            return piece._replace(text=f"{_BULLET} {piece.text}", box=piece.box._replace(left=dot.left))
    return piece


# Lines


def _bands(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that stand beside one another, from the top of the page; the lines of columns may overlap in height."""
    band: list[_Piece] = []
    low = 0.0
    for piece in sorted(pieces, key=lambda one: -(one.base + _ASCENT * one.size)):
        if band and piece.base + _ASCENT * piece.size <= low + _TOUCH * piece.size:
            yield band
            band = []
        floor = piece.base - _DESCENT * piece.size
        low = min(low, floor) if band else floor
        band.append(piece)
    if band:
        yield band


def _lines_of(band: list[_Piece], walls: _Walls) -> list[_Piece]:
    """The pieces of a band, those joined that have no more than a space or the indent of a label between them."""
    if len(band) > _MOST_BESIDE:
        return sorted(band, key=lambda line: (-line.base, line.box.left))
    lines: list[_Piece] = []
    for piece in sorted(band, key=lambda one: one.box.left):
        before = max(
            (line for line in lines if abs(line.base - piece.base) <= _SAME_LINE * max(line.size, piece.size)),
            key=lambda line: line.box.right,
            default=None,
        )
        walled = before is not None and walls.between(before.box.right, piece.box.left, piece.base)
        if before is not None and not walled and (joined := _joined(before, piece)):
            lines[lines.index(before)] = joined
        else:
            lines.append(piece)
    if _is_stretched(lines, walls):
        whole = lines[0]
        for line in lines[1:]:
            whole = _together(whole, line)
        return [whole]
    return sorted(lines, key=lambda line: (-line.base, line.box.left))


def _is_stretched(lines: Sequence[_Piece], walls: _Walls) -> bool:
    """Whether pieces from left to right are the words of one line, pulled apart to fill it: all gaps are alike."""
    if len(lines) < _LEAST_STRETCHED or len({round(line.base) for line in lines}) > 1:
        return False
    if walls.between(lines[0].box.left, lines[-1].box.right, lines[0].base):
        return False
    gaps = [gap for line in lines for gap in line.gaps]
    gaps += [other.box.left - one.box.right for one, other in pairwise(lines)]
    return max(gaps) <= min(_ALIKE * min(gaps), _MOST_STRETCHED * lines[0].size)


def _joined(one: _Piece, other: _Piece) -> _Piece | None:
    """Two pieces as one, where the gap between them is no wider than within a line."""
    gap = other.box.left - one.box.right
    size = max(one.size, other.size)
    gaps = (*one.gaps, *other.gaps)
    if _is_label(one.text):
        apart = _LABEL_APART * size
    else:
        apart = max(_APART * size, _STRETCHED * median(gaps)) if gaps else _APART * size
    return None if gap > apart or gap < -_BACK * size else _together(one, other)


def _together(one: _Piece, other: _Piece) -> _Piece:
    gap = other.box.left - one.box.right
    size = max(one.size, other.size)
    gaps = (*one.gaps, *other.gaps)
    label = _is_label(one.text)
    text = _BULLET if one.text in _BULLETS else one.text
    space = "" if gap < _TOUCHING * size and not label else " "
    return _Piece(
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


def _is_label(text: str) -> bool:
    return text in _BULLETS or after_label(f"{text} ") >= len(text) or _LEVELS.fullmatch(text) is not None


# Columns and tables

_Span = tuple[float, float]


def _in_order(bands: list[list[_Piece]], sheet: Sheet, walls: _Walls) -> Iterator[Printed]:
    at = 0
    column = 1
    while at < len(bands):
        stop, gutters = _region(bands, at, walls)
        if not gutters:
            yield from (_printed(piece, sheet) for piece in bands[at])
            at += 1
            continue
        prose_above = any(len(piece.text) > _LONGEST_OF_ADDRESS for band in bands[:at] for piece in band)
        region = _Region(bands[at:stop], gutters, sheet, letterhead=sheet.number == 1 and not prose_above)
        yield from region.lines(column)
        column += len(gutters) + 1
        at = stop


def _region(bands: list[list[_Piece]], start: int, walls: _Walls) -> tuple[int, list[_Span]]:
    """Where the bands end that share a gutter with the first, and the gutters that all of them share."""
    gutters = _gutters(bands[start], walls)
    stop = start + 1
    if not gutters:
        return stop, gutters
    kept = gutters
    for at in range(start + 1, len(bands)):
        kept = [shared for gutter in kept for shared in _clear(gutter, bands[at], walls)]
        if not kept or _distance(bands[at - 1], bands[at]) > _REGION_APART:
            break
        beside = bool(_gutters(bands[at], walls))
        if beside or (at == stop and _goes_on(bands[start:at], bands[at], kept, walls)):
            stop, gutters = at + 1, kept
        elif at - stop >= _MOST_ALONE:
            break
    return stop, gutters


def _gutters(band: Sequence[_Piece], walls: _Walls) -> list[_Span]:
    """The spaces that run through a band from top to bottom, with words on both sides."""
    found: list[_Span] = []
    right: float | None = None
    for piece in sorted(band, key=lambda one: one.box.left):
        if right is not None and _is_gutter(right, piece.box.left, piece, walls):
            found.append((right, piece.box.left))
        right = piece.box.right if right is None else max(right, piece.box.right)
    return found


def _is_gutter(left: float, right: float, piece: _Piece, walls: _Walls) -> bool:
    return right - left >= _GUTTER * piece.size or walls.between(left, right, piece.base)


def _clear(gutter: _Span, band: Sequence[_Piece], walls: _Walls) -> list[_Span]:
    """What a band leaves of a gutter."""
    free = [gutter]
    for piece in band:
        left, right = gutter
        over_it = piece.box.left <= left and piece.box.right >= right and " " not in piece.text
        if over_it and any(other.box.left >= right for other in band):
            continue  # a long word, over the next column
        free = [
            part
            for left, right in free
            for part in ((left, min(right, piece.box.left)), (max(left, piece.box.right), right))
            if part[0] < part[1]
        ]
    return [part for part in dict.fromkeys(free) if _is_gutter(*part, band[0], walls)]


def _distance(upper: Sequence[_Piece], lower: Sequence[_Piece]) -> float:
    """From one band to the next, in sizes of type."""
    size = max(piece.size for piece in lower)
    return (min(piece.base for piece in upper) - max(piece.base for piece in lower)) / size


def _goes_on(
    above: Sequence[Sequence[_Piece]], band: Sequence[_Piece], gutters: Sequence[_Span], walls: _Walls
) -> bool:
    """Whether a band that stands on one side of the gutters continues the column above it."""
    first = band[0]
    number = _column(first, gutters)
    column = [piece for other in above for piece in other if _column(piece, gutters) == number]
    if not column:
        return False
    last = min(column, key=lambda piece: piece.base)
    # Beside many lines stands a column of text, with paragraphs in it; beside a few, an address.
    most = _NEXT_PARAGRAPH if sum(bool(_gutters(other, walls)) for other in above) >= _MANY_LINES else _NEXT_LINE
    return 0 < last.base - first.base <= most * first.size and abs(last.size - first.size) < 1


def _column(piece: _Piece, gutters: Sequence[_Span]) -> int:
    return sum(piece.box.left > (left + right) / 2 for left, right in gutters)


class _Region:
    """Bands that stand in columns: a table, or columns to be read one after the other."""

    def __init__(
        self, bands: Sequence[Sequence[_Piece]], gutters: Sequence[_Span], sheet: Sheet, *, letterhead: bool
    ) -> None:
        self._bands = bands
        self._gutters = gutters
        self._sheet = sheet
        self._letterhead = letterhead
        self._pieces = [piece for band in bands for piece in band]

    def lines(self, column: int) -> Iterator[Printed]:
        named = self._named()
        rows = None if named else self._rows()
        if named:
            yield from (_printed(piece, self._sheet)._replace(column=column) for piece in named)
        elif rows is None:
            yield from self._columns(self._pieces, column)
        elif any(len(cell) > _LONG_CELL for row in rows for cell in self._cells(row)):
            for row in rows:
                yield from self._columns(row, column)
        else:
            for row in rows:
                yield self._row(row, column)

    def _named(self) -> list[_Piece]:
        """Lines such as 'Our reference:' with what it is; none where the left column has others."""
        left = [piece for piece in self._pieces if _column(piece, self._gutters) == 0]
        if len(self._gutters) > 1 or not all(piece.text.endswith(":") for piece in left):
            return []
        lines = []
        for piece in self._pieces:
            beside = next((name for name in left if abs(name.base - piece.base) <= _SAME_LINE * piece.size), None)
            if beside is None:
                lines.append(piece)
            elif piece is not beside:
                lines.append(_together(beside, piece)._replace(words_at=piece.box.left))
        alone = [name for name in left if not any(name.base == line.base for line in lines)]
        return sorted([*lines, *alone], key=lambda line: -line.base)

    def _columns(self, pieces: Sequence[_Piece], column: int) -> Iterator[Printed]:
        for number in range(len(self._gutters) + 1):
            inside = [piece for piece in pieces if _column(piece, self._gutters) == number]
            if inside:
                edge = self._edge(number, inside)
                for piece in sorted(inside, key=lambda one: (-one.base, one.box.left)):
                    yield _printed(piece, self._sheet)._replace(column=column + number, edge=edge)

    def _edge(self, number: int, inside: Sequence[_Piece]) -> float:
        """Up to where lines of a column may go."""
        used = max([piece.box.right for piece in inside if " " in piece.text], default=inside[0].box.right)
        if number < len(self._gutters):
            _, next_column = self._gutters[number]
            return max(used, next_column - _WIDEST_GUTTER * inside[0].size)
        margin = min(glyph.box.left for glyph in self._sheet.glyphs if glyph.text.strip())
        return max(used, self._sheet.box.right - margin)  # the margins of a page are alike

    def _row(self, row: Sequence[_Piece], column: int) -> Printed:
        cells = self._cells(row)
        first = _printed(row[0], self._sheet)
        for piece in row[1:]:
            first = first._replace(box=first.box.around(piece.box))
        bold = all(piece.bold for piece in row)
        return first._replace(text=" | ".join(cells), column=column, row=True, bold=bold)

    def _cells(self, row: Sequence[_Piece]) -> list[str]:
        cells: list[list[str]] = [[] for _ in range(len(self._gutters) + 1)]
        for piece in sorted(row, key=lambda one: (-one.base, one.box.left)):
            cells[_column(piece, self._gutters)].append(piece.text)
        return [" ".join(cell) for cell in cells]

    def _rows(self) -> list[list[_Piece]] | None:
        """The rows, where the region is a table: rules part them, or they were painted one after the other."""
        heights = self._rule_heights()
        if len(heights) >= 2:
            rows = self._ruled(heights)
            return rows if len(rows) > 1 else None
        rows = self._painted()
        top_of_letter = self._pieces[0].base > self._sheet.box.top * _LETTERHEAD
        return rows if len(rows) > 1 and not (self._letterhead and top_of_letter) else None

    def _rule_heights(self) -> list[float]:
        """The heights at which a rule crosses a gutter of the region, from the top."""
        bottom = min(piece.box.bottom for piece in self._pieces) - _RULE_NEAR
        top = max(piece.box.top for piece in self._pieces) + _RULE_NEAR
        heights = [rule.height for rule in self._sheet.rules if bottom <= rule.height <= top and self._crosses(rule)]
        return sorted({round(height) for height in heights}, reverse=True)

    def _crosses(self, rule: Rule) -> bool:
        """Whether a rule lies across a gutter, or begins or ends in one: the border of a cell."""
        return any(rule.left <= right and rule.right >= left for left, right in self._gutters)

    def _ruled(self, heights: Sequence[float]) -> list[list[_Piece]]:
        rows: dict[int, list[_Piece]] = {}
        for piece in self._pieces:
            above = sum(height > piece.base + piece.size / 4 for height in heights)
            rows.setdefault(above, []).append(piece)
        return [rows[above] for above in sorted(rows)]

    def _painted(self) -> list[list[_Piece]]:
        """Rows by the order of painting: a step back to the left begins one."""
        rows: list[list[_Piece]] = []
        before = -1
        for piece in sorted(self._pieces, key=lambda one: one.order):
            number = _column(piece, self._gutters)
            if number < before or not rows:
                rows.append([])
            rows[-1].append(piece)
            before = number
        return rows if self._go_down(rows) else [self._pieces]

    def _go_down(self, rows: Sequence[Sequence[_Piece]]) -> bool:
        """Whether each row stands below the one before."""
        pairs = pairwise(rows)
        return all(min(p.base for p in upper) > max(p.base for p in lower) - 1 for upper, lower in pairs)


def _printed(piece: _Piece, sheet: Sheet) -> Printed:
    return Printed(
        sheet.number,
        piece.text,
        piece.box,
        piece.base,
        piece.size,
        piece.bold,
        piece.words_at,
        piece.first_word,
        noted=piece.noted,
    )


def _aside(sheet: Sheet) -> Iterator[Printed]:
    """Words at an angle, one line for each stretch that was painted on its own."""
    words: list[Glyph] = []
    spaced = False
    for glyph in (*sheet.glyphs, None):
        if glyph is not None and not glyph.text.strip():
            spaced = True
            continue
        goes_on = glyph is not None and words and not _is_level(glyph) and glyph.turned == words[-1].turned
        if words and not goes_on:
            yield _slanted(words, sheet)
            words = []
        if glyph is not None and not _is_level(glyph):
            if words and spaced:
                words.append(glyph._replace(text=" "))
            words.append(glyph)
        spaced = False


def _slanted(words: Sequence[Glyph], sheet: Sheet) -> Printed:
    box = words[0].box
    for glyph in words:
        box = box.around(glyph.box)
    text = "".join(glyph.text for glyph in words)
    return Printed(
        sheet.number,
        text,
        box,
        box.bottom,
        words[0].size,
        bold=False,
        words_at=box.left,
        first_word=box.width,
        aside=True,
    )
