"""What a walk through a Word file yields: paragraphs, and marks of what was left out or not read."""

from collections.abc import Iterable
from typing import NamedTuple

from ncnd_rules.read.extract import Paragraph, counted

_MOST_PLACES = 4  # named in one notice


class Kind(NamedTuple):
    """Something that is noticed."""

    says: str
    unit: str = ""  # what is counted
    unread: bool = False  # whether words may be lost there; then each place has a notice of its own


DELETED = Kind("left out as deleted with changes tracked", "word")
MOVED = Kind("left out where they stood before they were moved with changes tracked", "word")
HIDDEN = Kind("left out as hidden text", "word")
MERGED = Kind("left out of cells that are merged with the one above, where nobody sees them", "word")
CODES = Kind("left out, and what they show kept", "field code")
CHANGING = Kind("shown by a field that changes with the day on which the file is opened", "date")
RUBY = Kind("left out that stand above others to say how they are pronounced", "word")
SIGNS = Kind("of a font for signs not known, and shown as \N{REPLACEMENT CHARACTER}", "sign")
COMMENTS = Kind("beside the letter left out", "comment")
UNCITED = Kind("left out of notes that the letter does not cite", "word")
UNSHOWN = Kind("left out of page headers and footers that no page shows", "word")
PICTURE = Kind("not read", "picture")
PAGE_PICTURE = Kind("a picture as large as a page was not read", unread=True)
DRAWING = Kind("a chart or diagram was not read", unread=True)
OBJECT = Kind("an embedded file was not read", unread=True)
OTHER_FILE = Kind("a document of another format inside the file was not read", unread=True)
STRAY = Kind("words that stand where Word shows none were not read", unread=True)


class Mark(NamedTuple):
    """That something was noticed, and where."""

    kind: Kind
    place: str  # 'paragraph 4', 'footnote 2', 'page header'
    number: int = 1


class Piece(NamedTuple):
    """A paragraph, and what tells how it was set."""

    paragraph: Paragraph
    plain: bool = False  # one line without emphasis, label or style: only its look tells what it is
    gap: bool = False  # whether an empty paragraph stands before it


Item = Piece | Mark


def words_of(piece: Piece) -> str:
    """All words of a piece."""
    return " ".join(" ".join(line.text for line in piece.paragraph.lines).split())


def told(kind: Kind, marks: Iterable[Mark]) -> str:
    """What all marks of one kind say together."""
    marks = list(marks)
    count = sum(mark.number for mark in marks)
    found = f"{counted(count, kind.unit)} {kind.says}" if kind.unit else kind.says
    places = list(dict.fromkeys(mark.place for mark in marks))
    more = len(places) - _MOST_PLACES
    named = ", ".join(places[:_MOST_PLACES])
    return f"{found}: {named}{f' and {more} more' if more > 0 else ''}"
