"""The words of a web page as they flow: into lines, and lines into paragraphs."""

import re
from html import unescape
from typing import NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Line, Paragraph
from ncnd_rules.read.web.look import Look
from ncnd_rules.reading import Anchor, BlockKind

_MOST_LINES = 200_000  # of a page: a letter of four thousand pages
_REFERENCE = re.compile(r"&(?:#[0-9]{1,10};?|#[xX][0-9A-Fa-f]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_SPACES = re.compile(r"[ \t\n\r\f]+")
# What is not seen at the ends of a line: spaces of all kinds, and characters without width.
_UNSEEN = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\xad\u034f\u2028\u2029\u202f\u205f\u3000\u2060\ufeff" + "".join(
    map(chr, range(0x2000, 0x2010))
)
_LINE_END = re.compile(r"\r\n|[\r\n]")
# Signs that fonts of pictures show as bullets.
_BULLETS = frozenset("o§·ØüvqàŸnlu●▪■□–-•\uf0b7\uf0a7\uf0d8\uf0fc\uf076")


class Draft(NamedTuple):
    """A paragraph, before it is known which parts of the page are the site's."""

    paragraph: Paragraph
    region: int

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line.text for line in self.paragraph.lines)

    @property
    def start(self) -> int:
        """Its place in the source."""
        return self.paragraph.lines[0].anchor.start or 0

    @property
    def stop(self) -> int:
        """Where in the source it ends."""
        return self.paragraph.lines[-1].anchor.stop or 0


class Flow:
    """Takes words in the order of the page, and gives paragraphs."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._count = 0
        self._lines: list[Line] = []  # of the paragraph so far
        self._look = Look()  # of its first words
        self._plain = self._bold = False  # whether it has words that are not bold, and words that are
        self._parts: list[str] = []  # of the line so far
        self._start: int | None = None  # of its first word; none where it has none
        self._stop = 0
        self._label = ""  # of the item that begins
        self._written_label: list[str] = []

    @property
    def has_words(self) -> bool:
        """Whether the line has words yet."""
        return self._start is not None

    def say(self, source: str, start: int, stop: int, look: Look) -> None:
        """Words of the page between two places, with references to characters in them."""
        at = start
        if "&" in source[start:stop]:
            for reference in _REFERENCE.finditer(source, start, stop):
                if reference.start() > at:
                    self.say_plainly(source[at : reference.start()], at, look)
                at = reference.end()
                self._add(unescape(reference[0]), reference.start(), at, look)
        if at < stop:
            self.say_plainly(source[at:stop], at, look)

    def say_plainly(self, words: str, start: int, look: Look) -> None:
        """Words in which nothing stands for anything else."""
        at = 0
        if look.preserved:
            for end in _LINE_END.finditer(words):
                self._say_on_line(words[at : end.start()], start + at, look)
                self.break_line()
                at = end.end()
        self._say_on_line(words[at:], start + at, look)

    def put_in(self, words: str, at: int, look: Look) -> None:
        """Words that the page shows, and that do not stand in its source."""
        self._add(words, at, at, look)

    def break_line(self) -> None:
        """The end of a line; behind an empty one begins another paragraph."""
        if self.has_words:
            self._end_line()
        else:
            self.break_paragraph()

    def break_paragraph(self) -> None:
        """The end of a paragraph."""
        self._end_line()
        if self._lines:
            kind: BlockKind | None = "heading" if self._look.heading else "quoted" if self._look.quoted else None
            paragraph = Paragraph(tuple(self._lines), kind, self._bold and not self._plain)
            self.drafts.append(Draft(paragraph, self._look.region))
        self._lines = []
        self._plain = self._bold = False

    def begin_item(self, label: str) -> None:
        """An item of a list; its label stands before its first words."""
        self.break_paragraph()
        self._label = label

    def end_item(self, at: int, look: Look) -> None:
        """The end of an item, or of what stands in it before a list: a number without words is shown too."""
        self.break_paragraph()
        label, self._label = self._label, ""
        if any(character.isalnum() for character in label):
            self._add(label, at, at, look)
            self.break_paragraph()

    def end_label(self, at: int, look: Look) -> None:
        """The end of a label that the page writes out; in a font of pictures it is a bullet."""
        label, self._written_label = " ".join("".join(self._written_label).split()), []
        if label and self.has_words:
            self._add(f" {label} ", at, at, look)
        elif label:
            self._label = "•" if label in _BULLETS or not label.isascii() else label

    def _say_on_line(self, words: str, start: int, look: Look) -> None:
        stripped = words.strip(_UNSEEN)
        if stripped:
            first = start + words.index(stripped)
            self._add(words, first, first + len(stripped), look)
        elif words:
            self._parts.append(words)

    def _add(self, words: str, start: int, stop: int, look: Look) -> None:
        stripped = words.strip(_UNSEEN)
        if look.label:
            self._written_label.append(words)
            return
        if look.symbols and not self.has_words and not self._lines and stripped in _BULLETS:
            self._label = self._label or "•"
            return
        self._parts.append(words)
        if not stripped:
            return
        if not self.has_words:
            self._start = start
            self._look = look if not self._lines else self._look
        self._stop = max(self._stop, stop)
        if any(character.isalnum() for character in stripped):
            self._bold = self._bold or look.bold
            self._plain = self._plain or not look.bold

    def _end_line(self) -> None:
        if self._start is not None:
            text = _SPACES.sub(" ", "".join(self._parts)).strip(_UNSEEN)
            if self._label and not self._lines:
                text = text if _is_labelled(text, self._label) else f"{self._label} {text}"
                self._label = ""
            self._count += 1
            if self._count > _MOST_LINES:
                raise Unreadable(f"has more than {_MOST_LINES:,} lines, expected a letter")
            self._lines.append(Line(text, Anchor(start=self._start, stop=self._stop)))
        self._parts, self._start = [], None


def _is_labelled(text: str, label: str) -> bool:
    """Whether words begin with their number, so that another before them is one that the page does not show."""
    number = label.rstrip(".")
    return number.isalnum() and re.match(rf"\(?{number}[.):]\s", text) is not None
