"""What a pack tells, whatever it is written as."""

from typing import NamedTuple


class Words(NamedTuple):
    """Words that a finding rests on."""

    words: str  # empty where they are not at hand
    start: int
    stop: int
    before: str = ""  # what stands before them in their paragraph, as far as it helps to find them
    after: str = ""


class Found(NamedTuple):
    """One finding in a letter."""

    rule: str
    title: str
    severity: str
    message: str
    words: tuple[Words, ...]
    law: tuple[str, ...]
    registers: tuple[str, ...]  # the rows of registers that it rests on
    repair: str
    citation: str


class Open(NamedTuple):
    """A rule that could not be decided on a letter."""

    rule: str
    message: str
    why: tuple[str, ...]  # that the message does not say


class Letter(NamedTuple):
    """One letter of the authority."""

    number: int
    date: str  # empty where none was read
    reference: str
    file: str  # without its folder
    sha256: str
    copy: str  # complete, extract or unknown
    found: tuple[Found, ...]
    perhaps_copy: tuple[Found, ...]  # what may be the doing of this copy
    undecided: tuple[Open, ...]
    unread: int  # passages that were not understood
    has_words: bool
    asked: bool = True  # whether the rules of the Act were put to it

    @property
    def name(self) -> str:
        """'Letter 3 of 2019-03-04'."""
        return f"Letter {self.number} {f'of {self.date}' if self.date else 'without a date'}"


class Between(NamedTuple):
    """A finding between letters of the authority."""

    rule: str
    title: str  # empty where it is not known
    severity: str
    message: str
    letters: tuple[int, ...]  # their numbers in the pack


class Reply(NamedTuple):
    """How the authority may reply."""

    to: str  # empty: told beside the pack
    by: str


class Pack(NamedTuple):
    """Everything about one authority."""

    authority: str
    spellings: tuple[str, ...]
    letters: tuple[Letter, ...]
    between: tuple[Between, ...]
    rules_applied: int
    made: tuple[tuple[str, str], ...]
    reply: Reply

    @property
    def findings(self) -> int:
        """In all its letters."""
        return sum(len(letter.found) for letter in self.letters)
