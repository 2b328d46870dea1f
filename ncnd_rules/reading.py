"""What reading makes of a file: words with exact places, blocks, and how whole the copy looks."""

from array import array
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
        stop = len(self.words) if stop is None else stop
        while start < stop and self.words[start] == " ":
            start += 1
        while stop > start and self.words[stop - 1] == " ":
            stop -= 1
        if start >= stop:
            raise ValueError("an empty passage has no span")
        first, last = self.places[start], self.places[stop - 1] + 1
        return Span(start=first, stop=last, quote=self.source[first:last])

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


class Reading(NamedTuple):
    """A letter as read: what it is, its text, and the text's blocks in order."""

    letter: Letter
    text: str
    blocks: tuple[Block, ...]
