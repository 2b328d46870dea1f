"""A row of a table: one line of cells, or paragraphs where the table only lays out the page."""

import re
from collections.abc import Sequence

from ncnd_rules.read.extract import Line, Paragraph
from ncnd_rules.read.word.pieces import Item, Mark, Piece, words_of

_MOST_WORDS = 20  # of a cell that is an entry of a table; with more it is running text
_LABEL = re.compile(
    r"(?i)[(\[]?(?:(?:q|qu|question|part|point|request)s?\.?\s?)?\d{1,3}[a-z]?(?:\([a-z]{1,3}\))?[.)\]:]*"
)
_PUNCTUATION = ".)]:"


def row_of(cells: Sequence[Sequence[Item]], *, alone: bool) -> list[Item]:
    """What a row says, from what its cells hold.

    Args:
        alone: whether each row of its table has a single cell, which then is a frame around paragraphs.
    """
    marks: list[Item] = [item for cell in cells for item in cell if isinstance(item, Mark)]
    held = [[item for item in cell if isinstance(item, Piece)] for cell in cells]
    filled = [cell for cell in held if cell]
    if not filled:
        return marks
    if alone or any(map(_runs_on, filled)):
        return [*marks, *_paragraphs(held)]
    if len(filled) == 1:
        (only,) = filled[0]
        return [*marks, only if any(sign.isalpha() for sign in words_of(only)) else _row(held)]
    if len(filled) == 2 and _introduces(filled[0]):
        return [*marks, _joined(filled[0][0], filled[1][0])]
    return [*marks, _row(held)]


def _runs_on(cell: list[Piece]) -> bool:
    """Whether a cell holds more than the entry of a table."""
    first = cell[0]
    return (
        len(cell) > 1
        or first.paragraph.kind in ("heading", "row")
        or len(first.paragraph.lines) > 2
        or len(words_of(first).split()) > _MOST_WORDS
    )


def _paragraphs(held: list[list[Piece]]) -> list[Piece]:
    """The paragraphs of all cells; short cells beside one another stay one row, a label goes to what it labels."""
    found: list[Piece] = []
    short: list[list[Piece]] = []

    def flush() -> None:
        if short:
            found.append(_row(short) if len(short) > 1 or not _has_letters(short[0]) else short[0][0])
        short.clear()

    for cell in filter(None, held):
        if not _runs_on(cell):
            short.append(cell)
            continue
        if short and (_introduces(short[-1]) or (len(short) == 1 and _is_label(short[0]))):
            before = short.pop()[0]
            flush()
            found += [_joined(before, cell[0]), *cell[1:]]
        else:
            flush()
            found += cell
    flush()
    return found


def _has_letters(cell: list[Piece]) -> bool:
    return any(sign.isalpha() for sign in words_of(cell[0]))


def _introduces(cell: list[Piece]) -> bool:
    """Whether a cell only says what the next one is: 'Our reference:'."""
    return not _runs_on(cell) and words_of(cell[0]).endswith(":")


def _is_label(cell: list[Piece]) -> bool:
    return _LABEL.fullmatch(words_of(cell[0])) is not None


def _joined(before: Piece, after: Piece) -> Piece:
    """Two cells as one line, as they stand beside one another on the page."""
    label = words_of(before)
    if _LABEL.fullmatch(label) and not label.endswith(tuple(_PUNCTUATION)):
        label += "."  # it stands for the border between the cells, which sets the label apart
    first, *rest = after.paragraph.lines
    lines = (Line(f"{label} {first.text}", before.paragraph.lines[0].anchor), *rest)
    return after._replace(paragraph=after.paragraph._replace(lines=lines), plain=False)


def _row(cells: list[list[Piece]]) -> Piece:
    entries = [words_of(cell[0]) if cell else "" for cell in cells]
    anchor = next(cell[0].paragraph.lines[0].anchor for cell in cells if cell)
    bold = all(cell[0].paragraph.bold for cell in cells if cell)
    return Piece(Paragraph((Line(" | ".join(entries), anchor),), "row", bold))
