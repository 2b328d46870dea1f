"""Columns and tables: bands that share a gutter, in the order in which they are read."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ncnd_rules.read.print.ink import InkedPage, Rule
from ncnd_rules.read.print.page import Printed, line_of
from ncnd_rules.read.print.pieces import SAME_LINE, Piece, Walls, together

# In units of the size of the type:
_GUTTER = 1.0
_WIDEST_GUTTER = 3.0  # of a page set in columns; a wider gap is room that was not used
_NEXT_LINE = 1.7  # from one line to the next of the same column
_NEXT_PARAGRAPH = 3.0
_REGION_APART = 6.0  # a gutter does not reach further

_MOST_ALONE = 6  # lines of one column with nothing beside them
_MANY_LINES = 6
_LONG_CELL = 400  # characters: a table of such cells is a layout
_LONGEST_OF_ADDRESS = 60  # characters
_LETTERHEAD = 0.6  # of the height of the first page: above it stand addresses side by side
_RULE_NEAR = 8.0  # points from a table to its outer border

_Span = tuple[float, float]


def in_reading_order(bands: list[list[Piece]], inked: InkedPage, walls: Walls) -> Iterator[Printed]:
    """The lines of a page, columns one after the other and tables row by row."""
    at = 0
    column = 1
    while at < len(bands):
        stop, gutters = _region(bands, at, walls)
        if not gutters:
            yield from (line_of(piece, inked) for piece in bands[at])
            at += 1
            continue
        prose_above = any(len(piece.text) > _LONGEST_OF_ADDRESS for band in bands[:at] for piece in band)
        region = _Region(bands[at:stop], gutters, inked, letterhead=inked.number == 1 and not prose_above)
        yield from region.lines(column)
        column += len(gutters) + 1
        at = stop


def _region(bands: list[list[Piece]], start: int, walls: Walls) -> tuple[int, list[_Span]]:
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


def _gutters(band: Sequence[Piece], walls: Walls) -> list[_Span]:
    """The spaces that run through a band from top to bottom, with words on both sides."""
    found: list[_Span] = []
    right: float | None = None
    for piece in sorted(band, key=lambda one: one.box.left):
        if right is not None and _is_gutter(right, piece.box.left, piece, walls):
            found.append((right, piece.box.left))
        right = piece.box.right if right is None else max(right, piece.box.right)
    return found


def _is_gutter(left: float, right: float, piece: Piece, walls: Walls) -> bool:
    return right - left >= _GUTTER * piece.size or walls.between(left, right, piece.base)


def _clear(gutter: _Span, band: Sequence[Piece], walls: Walls) -> list[_Span]:
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


def _distance(upper: Sequence[Piece], lower: Sequence[Piece]) -> float:
    """From one band to the next, in sizes of type."""
    size = max(piece.size for piece in lower)
    return (min(piece.base for piece in upper) - max(piece.base for piece in lower)) / size


def _goes_on(above: Sequence[Sequence[Piece]], band: Sequence[Piece], gutters: Sequence[_Span], walls: Walls) -> bool:
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


def _column(piece: Piece, gutters: Sequence[_Span]) -> int:
    return sum(piece.box.left > (left + right) / 2 for left, right in gutters)


class _Region:
    """Bands that stand in columns: a table, or columns to be read one after the other."""

    def __init__(
        self, bands: Sequence[Sequence[Piece]], gutters: Sequence[_Span], inked: InkedPage, *, letterhead: bool
    ) -> None:
        self._bands = bands
        self._gutters = gutters
        self._inked = inked
        self._letterhead = letterhead
        self._pieces = [piece for band in bands for piece in band]

    def lines(self, column: int) -> Iterator[Printed]:
        named = self._named()
        rows = None if named else self._rows()
        if named:
            yield from (line_of(piece, self._inked)._replace(column=column) for piece in named)
        elif rows is None:
            yield from self._columns(self._pieces, column)
        elif any(len(cell) > _LONG_CELL for row in rows for cell in self._cells(row)):
            for row in rows:
                yield from self._columns(row, column)
        else:
            for row in rows:
                yield self._row(row, column)

    def _named(self) -> list[Piece]:
        """Lines such as 'Our reference:' with what it is; none where the left column has others."""
        left = [piece for piece in self._pieces if _column(piece, self._gutters) == 0]
        if len(self._gutters) > 1 or not all(piece.text.endswith(":") for piece in left):
            return []
        lines = []
        for piece in self._pieces:
            beside = next((name for name in left if abs(name.base - piece.base) <= SAME_LINE * piece.size), None)
            if beside is None:
                lines.append(piece)
            elif piece is not beside:
                lines.append(together(beside, piece)._replace(words_at=piece.box.left))
        alone = [name for name in left if not any(name.base == line.base for line in lines)]
        return sorted([*lines, *alone], key=lambda line: -line.base)

    def _columns(self, pieces: Sequence[Piece], column: int) -> Iterator[Printed]:
        for number in range(len(self._gutters) + 1):
            inside = [piece for piece in pieces if _column(piece, self._gutters) == number]
            if inside:
                edge = self._edge(number, inside)
                for piece in sorted(inside, key=lambda one: (-one.base, one.box.left)):
                    yield line_of(piece, self._inked)._replace(column=column + number, edge=edge)

    def _edge(self, number: int, inside: Sequence[Piece]) -> float:
        """Up to where lines of a column may go."""
        used = max([piece.box.right for piece in inside if " " in piece.text], default=inside[0].box.right)
        if number < len(self._gutters):
            _, next_column = self._gutters[number]
            return max(used, next_column - _WIDEST_GUTTER * inside[0].size)
        margin = min(glyph.box.left for glyph in self._inked.glyphs if glyph.text.strip())
        return max(used, self._inked.box.right - margin)  # the margins of a page are alike

    def _row(self, row: Sequence[Piece], column: int) -> Printed:
        cells = self._cells(row)
        first = line_of(row[0], self._inked)
        for piece in row[1:]:
            first = first._replace(box=first.box.around(piece.box))
        bold = all(piece.bold for piece in row)
        return first._replace(text=" | ".join(cells), column=column, row=True, bold=bold)

    def _cells(self, row: Sequence[Piece]) -> list[str]:
        cells: list[list[str]] = [[] for _ in range(len(self._gutters) + 1)]
        for piece in sorted(row, key=lambda one: (-one.base, one.box.left)):
            cells[_column(piece, self._gutters)].append(piece.text)
        return [" ".join(cell) for cell in cells]

    def _rows(self) -> list[list[Piece]] | None:
        """The rows, where the region is a table: rules part them, or they were painted one after the other."""
        heights = self._rule_heights()
        if len(heights) >= 2:
            rows = self._ruled(heights)
            return rows if len(rows) > 1 else None
        rows = self._painted()
        top_of_letter = self._pieces[0].base > self._inked.box.top * _LETTERHEAD
        return rows if len(rows) > 1 and not (self._letterhead and top_of_letter) else None

    def _rule_heights(self) -> list[float]:
        """The heights at which a rule crosses a gutter of the region, from the top."""
        bottom = min(piece.box.bottom for piece in self._pieces) - _RULE_NEAR
        top = max(piece.box.top for piece in self._pieces) + _RULE_NEAR
        heights = [rule.height for rule in self._inked.rules if bottom <= rule.height <= top and self._crosses(rule)]
        return sorted({round(height) for height in heights}, reverse=True)

    def _crosses(self, rule: Rule) -> bool:
        """Whether a rule lies across a gutter, or begins or ends in one: the border of a cell."""
        return any(rule.left <= right and rule.right >= left for left, right in self._gutters)

    def _ruled(self, heights: Sequence[float]) -> list[list[Piece]]:
        rows: dict[int, list[Piece]] = {}
        for piece in self._pieces:
            above = sum(height > piece.base + piece.size / 4 for height in heights)
            rows.setdefault(above, []).append(piece)
        return [rows[above] for above in sorted(rows)]

    def _painted(self) -> list[list[Piece]]:
        """Rows by the order of painting: a step back to the left begins one."""
        rows: list[list[Piece]] = []
        before = -1
        for piece in sorted(self._pieces, key=lambda one: one.order):
            number = _column(piece, self._gutters)
            if number < before or not rows:
                rows.append([])
            rows[-1].append(piece)
            before = number
        return rows if self._go_down(rows) else [self._pieces]

    def _go_down(self, rows: Sequence[Sequence[Piece]]) -> bool:
        """Whether each row stands below the one before."""
        pairs = pairwise(rows)
        return all(min(p.base for p in upper) > max(p.base for p in lower) - 1 for upper, lower in pairs)
