"""What a repair is: sets of changes, each with the words to put in, exchange or take out."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from ncnd_rules.verdicts import Finding


class Edit(NamedTuple):
    """Words of a letter exchanged for others. Offsets count code points of the letter's text; *stop* is exclusive."""

    start: int
    stop: int
    replacement: str


class Gone(NamedTuple):
    """A sentence that is taken out."""

    sentence: int


class Swapped(NamedTuple):
    """Words within a sentence that others take the place of."""

    start: int
    stop: int
    words: str


class Added(NamedTuple):
    """A sentence that is put in behind another."""

    sentence: int
    words: str
    apart: bool  # whether it makes a paragraph of its own


Mark = Gone | Swapped | Added


class Change(NamedTuple):
    """One change to what a letter says, and the words that make it."""

    does: Literal["insert", "replace", "delete"]
    kind: str  # of the fact that is put in, changed or taken out
    fields: Mapping[str, str | int | bool | tuple[str, ...]]  # of the fact put in, or those that change
    facts: tuple[str, ...]  # ids of the letter's facts that it takes out or changes
    rules: tuple[str, ...]  # ids of the rules whose findings it helps to clear
    findings: tuple[str, ...]  # fingerprints of those findings
    taken: tuple[str, ...]  # the words that go, as printed; none where the letter is not at hand
    words: str  # the words that come; empty where words only go
    edits: tuple[Edit, ...]  # where this change alone is made; none where the letter is not at hand
    marks: tuple[Mark, ...] = ()  # what it does to sentences, from which its edits together with others are made


class RepairSet(NamedTuple):
    """A smallest set of changes: with all of them the findings are gone, and with fewer they are not."""

    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]  # all changes together, in order and apart from each other
    proved: Literal[
        "text", "facts"
    ]  # text: the edited letter was read and checked again; facts: the changed facts were


class Left(NamedTuple):
    """A finding that no set clears, and why."""

    finding: Finding
    why: str


class Repairs(NamedTuple):
    """All smallest sets of changes for one letter, up to a bound."""

    sets: tuple[RepairSet, ...]
    mended: tuple[Finding, ...]  # the errors that each set clears
    left: tuple[Left, ...]  # the errors that none does
    dropped: int  # how many ways to clear a finding held for facts, and not when their words were read
    bounded: bool  # whether there may be more sets than were looked for
    text: str | None  # the letter's own text, where it was at hand

    def edited(self, number: int = 1) -> str:
        """The letter's text with the changes of one set, counted from 1."""
        return applied(self.text or "", self.sets[number - 1].edits)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made. They are in order, and apart from each other."""
    done: list[str] = []
    at = 0
    for edit in edits:
        done += (text[at : edit.start], edit.replacement)
        at = edit.stop
    return "".join((*done, text[at:]))
