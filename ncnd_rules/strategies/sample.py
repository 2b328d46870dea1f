"""A letter that was drawn: its paragraphs, how it is printed, and what was promised of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Literal, NamedTuple

from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import check
from ncnd_rules.letter import CopyState
from ncnd_rules.read import read_bytes
from ncnd_rules.strategies.printed import PLAIN, Format, Paragraph, Print, printed
from ncnd_rules.strategies.shown import Shown
from ncnd_rules.verdicts import Verdicts

_WIDTH = 92  # characters in a line of what a failing test shows
_SUFFIX: dict[Format, str] = {"text": ".txt", "docx": ".docx", "html": ".html"}

Promise = Literal["consistent", "violated", "undecided", "any"]


class Told(NamedTuple):
    """What was promised of a letter, and the one thing that makes it so."""

    promise: Promise = "any"
    rule: str = ""
    that: str = ""  # finishes the sentence "a letter that …"

    def sentence(self) -> str:
        """The promise in words."""
        if self.promise == "consistent":
            return "consistent with every stable rule"
        if self.promise == "violated":
            return f"inconsistent with {self.rule}: it {self.that}"
        if self.promise == "undecided":
            return f"{self.rule} cannot be decided: it {self.that}"
        return f"nothing is promised of it alone, it {self.that}" if self.that else "nothing is promised of it"


_NOTHING = Told()


@dataclass(frozen=True, repr=False)
class SampleLetter(Shown):
    """A letter written for this test; its ``repr`` is the letter, with a mark on the lines that matter."""

    paragraphs: tuple[Paragraph, ...]
    told: Told = _NOTHING
    copy: CopyState = "complete"  # how whole the copy is said to be
    look: Print = PLAIN

    @property
    def text(self) -> str:
        """The letter as plain text, wrapped as drawn."""
        return printed(self.paragraphs, self.look._replace(format="text")).decode()

    @property
    def data(self) -> bytes:
        """The bytes of the letter's file, in its format."""
        return printed(self.paragraphs, self.look)

    @property
    def name(self) -> str:
        """A file name with the suffix of the format."""
        return f"letter{_SUFFIX[self.look.format]}"

    def write(self, folder: Path) -> Path:
        """Write the letter into *folder*, and say where."""
        path = folder / self.name
        path.write_bytes(self.data)
        return path

    def encode(self) -> Encoding:
        """What the letter says, read as its file is read."""
        return encode(read_bytes(self.data, Path(self.name)), self.copy)

    def check(self) -> Verdicts:
        """The verdicts of the shipped rules on it."""
        return check(self.encode())

    def __str__(self) -> str:
        return self.text

    def shown(self) -> Iterator[str]:
        """The promise, and under it the letter, wrapped; ``>`` stands before what the promise rests on."""
        look = self.look.sentence()
        yield f"SampleLetter: {self.told.sentence()}{f' ({look})' if look else ''}"
        if self.copy != "complete":
            yield f"  > (whether this copy is complete is {self.copy})"
        for number, paragraph in enumerate(self.paragraphs):
            if number and not paragraph.close:
                yield "  |"
            words = paragraph.words or f"(no words here: {paragraph.element.replace('_', ' ')})"
            for line in words.split("\n"):
                for part in wrap(line, _WIDTH, break_on_hyphens=False) or [""]:
                    yield f"  {'>' if paragraph.matters else '|'} {part}".rstrip()
