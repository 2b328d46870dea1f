"""What a page of numbers is made of: sections, figures and tables, whatever they tell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LONG = 15  # rows


class Table(NamedTuple):
    """Rows of words and numbers."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()  # the columns that stand to the right

    @property
    def long(self) -> bool:
        """Whether it is folded away, for those who want to unfold it."""
        return len(self.rows) > _LONG


class Figure(NamedTuple):
    """A picture with the numbers it was drawn from, and what goes with them."""

    id: str
    title: str
    says: str  # what it shows, for those who do not see it
    markups: tuple[str, ...]  # several where one would not fit on a sheet
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


class Quoted(NamedTuple):
    """Words of a letter."""

    words: str  # empty where they were not kept
    where: str


class Item(NamedTuple):
    """A finding as a page tells it."""

    rule: str
    severity: str
    says: str
    quotes: tuple[Quoted, ...] = ()
    law: str = ""
    more: str = ""


class Card(NamedTuple):
    """A letter with what was found in it."""

    heading: str
    about: tuple[str, ...]
    items: tuple[Item, ...]


class Section(NamedTuple):
    """One part of a page."""

    id: str
    heading: str
    lead: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    cards: tuple[Card, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] = ()) -> Table:
    """A table of anything that can be told; nothing at all is an empty cell."""
    told = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    return Table(caption, tuple(heads), told, frozenset(numbers))
