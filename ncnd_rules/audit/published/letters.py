"""What one report calls its letters: by file, or under a mask by number alone."""

from collections.abc import Mapping
from typing import NamedTuple

from ncnd_rules.audit.figures.authorities import NOBODY
from ncnd_rules.audit.published.mask import Mask


class Calling(NamedTuple):
    """How letters are called."""

    mask: Mask
    sources: Mapping[str, str]  # the file of each letter that is spoken of
    numbers: dict[str, int]  # of those called so far; grows as the report is written

    def number(self, letter: str) -> int:
        """Its number in this report, by the order in which letters come up."""
        return self.numbers.setdefault(letter, len(self.numbers) + 1)

    def place(self, letter: str) -> str:
        """Where to find it: its file, or under a mask its number."""
        if self.mask.on:
            return f"letter {self.number(letter)}"
        return self.sources.get(letter) or f"letter {letter[:12]}"

    def heading(self, authority: str, date: str) -> str:
        """``Wexmoor Police, 2019-03-04``."""
        return f"{self.who(authority)}, {date or 'undated'}"

    def who(self, authority: str) -> str:
        """The authority at the beginning of a line."""
        return "An authority that was not read" if authority == NOBODY else authority


def calling(mask: Mask, sources: Mapping[str, str]) -> Calling:
    """No letter has been called yet."""
    return Calling(mask, sources, {})
