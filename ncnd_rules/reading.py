"""What reading makes of a file: words with exact places, blocks, and how whole the copy looks."""

from array import array
from bisect import bisect_right
from typing import Literal, NamedTuple

from ncnd_rules.letter import Letter, Span

BlockKind = Literal["heading", "line", "paragraph", "item", "row", "quoted", "mail_header", "furniture"]


class Passage(NamedTuple):
    """Words as patterns see them, each character with its place in the letter.

    Quotation marks and dashes are folded, spaces and line breaks are one space, and marks of
    emphasis, soft hyphens and characters without width are gone. ``places`` has one offset for each
    character of ``words``: the code point of ``source`` that it stands for.
    """

    words: str
    places: "array[int]"
    source: str

    def span(self, start: int = 0, stop: int | None = None) -> Span:
        """The words from *start* to *stop*, exactly as they stand in the letter.

        Raises:
            ValueError: where there are no words between the two.
        """
        first, last = self.reach(start, stop)
        return Span(start=first, stop=last, quote=self.source[first:last])

    def reach(self, start: int = 0, stop: int | None = None) -> tuple[int, int]:
        """Where the span of the words begins and ends: to compare places, none need be quoted.

        Raises:
            ValueError: where there are no words between the two.
        """
        stop = len(self.words) if stop is None else stop
        while start < stop and self.words[start] == " ":
            start += 1
        while stop > start and self.words[stop - 1] == " ":
            stop -= 1
        if start >= stop:
            raise ValueError("an empty passage has no span")
        return self.places[start], self.places[stop - 1] + 1

    def cut(self, start: int, stop: int | None = None) -> "Passage":
        """The passage from *start* to *stop*, without spaces at its ends."""
        stop = len(self.words) if stop is None else stop
        words = self.words[start:stop]
        start += len(words) - len(words.lstrip())
        stop = start + len(words.strip())
        return Passage(self.words[start:stop], self.places[start:stop], self.source)


class Block(NamedTuple):
    """One heading, paragraph, list item, table row, header line of an e-mail, or line of a page's furniture.

    A ``line`` is short and no sentence: a heading without emphasis, or a line of an address.
    ``label`` is the number or letter of an item as printed, without brackets and full stops, and is
    not part of the passage.
    """

    kind: BlockKind
    passage: Passage
    label: str = ""
    bold: bool = False  # set apart as a whole by emphasis, capitals or the marks of a heading


class Anchor(NamedTuple):
    """Where words stand in the file that was read, as a person would look for them."""

    page: int | None = None  # of a PDF, from 1
    box: tuple[float, float, float, float] | None = None  # left, bottom, right, top: points from the lower left corner
    paragraph: int | None = None  # of a Word file, from 1: all w:p elements of its part are counted
    start: int | None = None  # first code point in the source of a web page
    stop: int | None = None  # one past the last
    part: str = ""  # where not in the body: 'footnote 2', 'page header', 'attachment reply.docx'

    def __str__(self) -> str:
        """The place in words; nothing where only its offsets in the source are known."""
        told = [self.part]
        told += [f"page {self.page}"] if self.page is not None else []
        told += [f"paragraph {self.paragraph}"] if self.paragraph is not None else []
        return ", ".join(filter(None, told))


class Remark(NamedTuple):
    """What a reader noticed about the file, for the people who rely on what was read."""

    says: str
    start: int  # the place in the text before which it was noticed
    unread: bool = False  # whether words may be lost there


class Source(NamedTuple):
    """The file behind a text: its format, where the lines of the text stand in it, and what was noticed."""

    format: str = "text"  # as its reader calls it: text, docx, pdf, html, mail, doc, rtf, odt
    anchors: tuple[tuple[int, Anchor], ...] = ()  # by the offset in the text at which a line begins
    remarks: tuple[Remark, ...] = ()

    def at(self, start: int | None) -> Anchor | None:
        """Where the character of the text at *start* stands in the file; none for plain text."""
        if start is None:
            return None
        number = bisect_right(self.anchors, start, key=lambda anchored: anchored[0])
        return self.anchors[number - 1][1] if number else None


class Reading(NamedTuple):
    """A letter as read: what it is, its text, and the text's blocks in order."""

    letter: Letter
    text: str
    blocks: tuple[Block, ...]
    source: Source = Source()
