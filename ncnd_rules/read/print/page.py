"""A printed page: its lines in reading order."""

from typing import NamedTuple

from ncnd_rules.read.print.ink import Box, InkedPage
from ncnd_rules.read.print.pieces import Piece


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


def line_of(piece: Piece, inked: InkedPage) -> Printed:
    """A piece as a line of its page."""
    return Printed(
        inked.number,
        piece.text,
        piece.box,
        piece.base,
        piece.size,
        piece.bold,
        piece.words_at,
        piece.first_word,
        noted=piece.noted,
    )
