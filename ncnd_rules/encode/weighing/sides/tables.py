"""Weighings printed as a table: what stands in the cells of a row, by the sides of its columns."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.weighing.interests import is_concrete
from ncnd_rules.encode.weighing.sides.leaning import Leaning
from ncnd_rules.letter import Section

_CELL = re.compile(r"\|")
_LEAST_OF_CELL = 12  # characters; 'Loss of life' argues in a cell
_EMPTY = re.compile(r"(?i)\W*(?:none|nil|n/?a|not applicable|as above|see above|no (?:factors?|arguments?))\b")
_LONGEST_HEAD = 90  # characters of a cell that heads a column
_FILED = {"factors_for": "for", "factors_against": "against"}


def heads_of(draft: Draft, block: int, section: Section) -> tuple[str | None, ...]:
    """The side that each cell of a row names, as the head of a column does."""
    return tuple(_head_of(draft, section, cell) for cell in draft.page.blocks[block].passage.words.split("|"))


def _head_of(draft: Draft, section: Section, words: str) -> str | None:
    """The side that the head of a column names."""
    hits = (hit for hit in draft.lexicon.hits("sides", words.strip(), section) if hit.rejected_by is None)
    side = next((hit.row.gives["side"] for hit in hits if hit.row.gives.get("strong")), None)
    if side is not None or len(words) > _LONGEST_HEAD:
        return side
    announced = (hit.row.gives["announces"] for hit in draft.lexicon.accepted("headings", words.strip(" :-*_.")))
    return next((_FILED[announces] for announces in announced if announces in _FILED), None)


def beside(heads: Iterable[str | None]) -> tuple[str | None, ...]:
    """The side of each cell of a row that names its side itself: 'Section 24 | Reasons not to | It would ...'."""
    sides: list[str | None] = []
    side: str | None = None
    for head in heads:
        sides.append(None if head else side)
        side = head or side
    return tuple(sides)


def in_row(sentences: tuple[Sentence, ...], columns: tuple[str | None, ...]) -> Iterator[Leaning]:
    """What stands in the cells of a row, by their sides; a row's sentences run through its cells."""
    cell = 0
    for sentence in sentences:
        start = 0
        for stop in (*(mark.start() for mark in _CELL.finditer(sentence.words)), len(sentence.words)):
            words = sentence.words[start:stop].strip(" |")
            side = columns[cell] if cell < len(columns) else None
            if side is not None and len(words) >= _LEAST_OF_CELL and is_concrete(words) and not _EMPTY.match(words):
                yield Leaning(sentence, side, sentence.passage.cut(start, stop).span())
            if stop < len(sentence.words):
                cell, start = cell + 1, stop + 1
