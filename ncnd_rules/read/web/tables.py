"""The tables of a web page and its lists of terms: those of facts become rows, those that set out a page paragraphs."""

from collections.abc import Iterator
from typing import NamedTuple

from ncnd_rules.read.extract import Line, Paragraph
from ncnd_rules.read.web.flow import Draft
from ncnd_rules.reading import Anchor

MOST_WORDS = 60  # of a cell; with more a table sets out paragraphs, such as questions beside their answers
MOST_OF_A_TERM = 12  # 'Date published' and its day; with more a list of terms asks and answers
_MOST_LINES = 2  # of a cell


class _Cell(NamedTuple):
    """The paragraphs of a cell, by their numbers."""

    start: int
    stop: int


class Table:
    """A table that is being read into a list of paragraphs."""

    def __init__(self, drafts: list[Draft], most_words: int = MOST_WORDS) -> None:
        self._drafts = drafts
        self._most_words = most_words
        self._start = len(drafts)
        self._rows: list[list[_Cell]] = [[]]
        self._cell: int | None = None  # the number of the first paragraph of the cell that is open
        self.lays_out = False  # whether it holds what no row can: lists, headings, other tables

    def begin_row(self) -> None:
        """Another row."""
        self._rows.append([])

    def begin_cell(self) -> None:
        """Another cell; what was said before it has to be a paragraph by now."""
        self._cell = len(self._drafts)

    def end_cell(self) -> None:
        """The end of the cell."""
        if self._cell is not None:
            self._rows[-1].append(_Cell(self._cell, len(self._drafts)))
            self._cell = None

    def end(self) -> None:
        """The end of the table."""
        if not self.lays_out and self._is_of_facts():
            self._drafts[self._start :] = list(self._told())

    def _is_of_facts(self) -> bool:
        cells = [cell for row in self._rows for cell in row]
        widest = max((sum(cell.stop > cell.start for cell in row) for row in self._rows), default=0)
        return widest > 1 and all(map(self._is_short, cells))

    def _is_short(self, cell: _Cell) -> bool:
        drafts = self._drafts[cell.start : cell.stop]
        lines = [line.text for draft in drafts for line in draft.paragraph.lines]
        return (
            len(drafts) < 2
            and len(lines) <= _MOST_LINES
            and sum(len(text.split()) for text in lines) <= self._most_words
        )

    def _told(self) -> Iterator[Draft]:
        """The rows, and what stands in the table beside them, such as its title."""
        at = self._start
        for row in filter(None, self._rows):
            yield from self._drafts[at : row[0].start]
            at = row[-1].stop
            own = self._drafts[row[0].start : at]
            in_cells = sum(cell.stop - cell.start for cell in row)
            if len(row) == 1 or len(own) != in_cells or len({draft.region for draft in own}) > 1:
                yield from own
            elif own:
                yield self._row(row, own)
        yield from self._drafts[at:]

    def _row(self, row: list[_Cell], own: list[Draft]) -> Draft:
        text = " | ".join(" ".join(draft.text for draft in self._drafts[cell.start : cell.stop]) for cell in row)
        line = Line(text, Anchor(start=own[0].start, stop=own[-1].stop))
        kind = own[0].paragraph.kind if all(draft.paragraph.kind == "quoted" for draft in own) else "row"
        return Draft(Paragraph((line,), kind, all(draft.paragraph.bold for draft in own)), own[0].region)
