"""What lineage tells: families of sentences that letters share, their variants, and each use of one."""

from datetime import date
from typing import NamedTuple

from ncnd_rules.between.words import Change, changes


class Died(NamedTuple):
    """Why a sentence, or words of it, had ceased to be right, and from which day."""

    day: date  # the first on which it was not right
    rule: str  # whose finding says so
    says: str  # what the register has instead: 'SUBSTANTIAL from 9 February 2022'
    source: str  # the row of the register


class Use(NamedTuple):
    """A sentence in one letter."""

    letter: str  # sha256 of its bytes
    authority: str | None
    day: date | None  # the letter's
    fingerprint: str  # of the variant
    number: int  # of the sentence among those of the letter
    start: int  # in the letter's text
    stop: int
    source: str | None  # the file, or one of the files, in which the letter was met
    died: tuple[Died, ...] = ()  # what of it was over on the letter's day


class Variant(NamedTuple):
    """One wording of a family."""

    fingerprint: str
    first: Use
    letters: int
    authorities: int  # of those that were read
    stale: int  # letters that used it after it had died
    died: tuple[Died, ...]  # what went stale in it, the earliest day first
    parent: str | None  # fingerprint of the nearest variant that was seen before; none of the first
    likeness: float | None  # to it: 0 to 1
    words: (
        str | None
    )  # of its first letter, the authority's name and whole days left out; none where they were not kept
    words_before: str | None  # of the parent

    @property
    def changes(self) -> tuple[Change, ...]:
        """Words out and words in since the parent; none where words were not kept."""
        return tuple(changes(self.words_before, self.words)) if self.words and self.words_before else ()


class Family(NamedTuple):
    """Sentences that are versions of one another, directly or through others between them."""

    id: str  # fingerprint of the variant that was seen first
    letters: int
    authorities: int  # of those that were read
    argues: bool  # whether it answers or gives reasons in a letter; greetings and rights do not
    stale: int  # letters that used it after it had died
    died: tuple[Died, ...]  # what went stale in any of its variants, the earliest day first
    variants: tuple[Variant, ...]  # the first seen first

    @property
    def first(self) -> Use:
        """The use that is seen first."""
        return self.variants[0].first

    @property
    def words(self) -> str | None:
        """Of its first variant."""
        return self.variants[0].words


class Lineage(NamedTuple):
    """The families of an audit, counted."""

    id: str  # of the reckoning; sorts by time
    letters: int
    passages: int  # sentences that are long enough to be known again
    wordings: int  # that differ, names, references and whole days apart
    without_words: int  # of these: compared by their sketches alone, since no letter's text was kept
    families: int  # that two letters or more share and that answer or give reasons
    stale: int  # of those, how many were used after a register says that they had ceased to be right
