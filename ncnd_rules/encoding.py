"""What a letter says, and how far that is all it says."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ncnd_rules.facts import REFERENCES, Fact
from ncnd_rules.letter import Letter, Section, Unread
from ncnd_rules.reading import Source


class Said(NamedTuple):
    """One sentence of the authority's own, as patterns see it, and its place in the letter."""

    start: int
    stop: int
    words: str
    section: Section | None = None  # of the letter, in which it stands


class Encoding(NamedTuple):
    """What a letter says, and what of it was not read."""

    letter: Letter
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...] = ()
    text: str | None = None  # the letter's own words, where they were at hand
    by_person: tuple[str, ...] = ()  # ids of the facts that a person set, where a program read the letter first
    covers: tuple[str, ...] = ()  # the kinds of which every fact was written down; none: all
    source: Source = Source()  # the file behind the text
    struck_out: int = 0  # how many facts that the program read the person took out or changed
    said: tuple[Said, ...] = ()  # its sentences; none where they were not at hand

    @property
    def identity(self) -> str:
        """What tells this letter from others, for fingerprints."""
        return self.letter.sha256 or self.letter.file

    @property
    def copies(self) -> tuple[Letter, ...]:
        """The letter itself."""
        return (self.letter,)

    def absence_doubts(self, sections: Iterable[str], kinds: Iterable[str] = (), letter: str = "") -> tuple[str, ...]:  # noqa: ARG002 - there is one letter
        """Why not finding a thing in these sections of the letter proves nothing; empty where it does.

        Args:
            kinds: the kinds of fact looked for; none: any kind.
            letter: which of several letters is meant; an encoding is of one.
        """
        kinds = frozenset(kinds)
        sections = tuple(sections)
        lost = [section for section in sections if self.letter.may_lack(section)]
        passed = [
            item for item in self.unread if not kinds or item.may_hold is None or not kinds.isdisjoint(item.may_hold)
        ]
        gone = {item.section for item in passed if not item.was_read}
        unread = [section for section in sections if section in gone or None in gone]
        reasons = [item.reason for item in passed if item.was_read and item.section in sections]
        if lost:
            reasons.append(f"this copy may lack the {_in_words(lost)} of the letter")
        if unread:
            reasons.append(f"a passage that may stand in the {_in_words(unread)} was not read")
        return tuple(dict.fromkeys(reasons))


def corrected(by_person: Encoding, read: Encoding) -> Encoding:
    """A person's encoding of a letter, marked with what differs from what the program read in it.

    Facts are the same where they say the same with the same words as evidence, whatever their ids.
    """
    known = Counter(map(_said, read.facts))
    own = []
    for fact in by_person.facts:
        said = _said(fact)
        if known[said]:
            known[said] -= 1
        else:
            own.append(fact.id)
    return by_person._replace(
        text=read.text, source=read.source, said=read.said, by_person=tuple(own), struck_out=sum(known.values())
    )


def without_references(fact: Fact, gone: AbstractSet[str]) -> Fact:
    """A fact that speaks no more of those that are gone."""
    fields = {field: value for field in REFERENCES if (value := getattr(fact, field, None))}
    cut = {
        field: tuple(name for name in value if name not in gone) if isinstance(value, tuple) else None
        for field, value in fields.items()
        if gone & ({value} if isinstance(value, str) else set(value))
    }
    return fact.model_copy(update=cut) if cut else fact


def _said(fact: Fact) -> str:
    return f"{fact.kind} {fact.model_dump_json(exclude={'id'})}"


def _in_words(sections: list[str]) -> str:
    words = [section.replace("_", " ") for section in sections]
    return f"{', '.join(words[:-1])} and {words[-1]} sections" if len(words) > 1 else f"{words[0]} section"
