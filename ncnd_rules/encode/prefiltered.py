"""Patterns of `re` that most sentences cannot match: the words of a sentence tell which of them are worth a try.

`re` alone tries a pattern at every character, and a letter is asked for some hundred patterns in each of its sentences.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ncnd_rules.encode.literals import Literals

_REMEMBERED = 4_096  # sentences, as many as those whose provisions are remembered
_KNOWN: list[str] = []


class Prefiltered:
    """A pattern that is tried only where its literal words stand; to be asked of whole sentences.

    Of a piece of a sentence the answer is the same, but its words are gone through once more.
    """

    __slots__ = ("_bit", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self._bit = 1 << len(_KNOWN)
        _KNOWN.append(pattern)
        _literals.cache_clear()
        possible.cache_clear()

    def may_match(self, words: str) -> bool:
        """Whether its literal words stand in a sentence."""
        return possible(words) & self._bit > 0

    def search(self, words: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.pattern.search(words) if possible(words) & self._bit else None

    def match(self, words: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.pattern.match(words, start) if possible(words) & self._bit else None

    def finditer(self, words: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.pattern.finditer(words) if possible(words) & self._bit else iter(())

    def sub(self, put: str | Callable[[re.Match[str]], str], words: str) -> str:
        """As `re.Pattern.sub`."""
        return self.pattern.sub(put, words) if possible(words) & self._bit else words


@lru_cache(maxsize=_REMEMBERED)
def possible(words: str) -> int:
    """Which patterns could match in a sentence: a bit for each.

    Beyond ASCII all could: there `re` takes letters for one another that differ, such as the long s and the s.
    """
    return _literals().possible(words) if words.isascii() else -1


@cache
def _literals() -> Literals:
    return Literals(_KNOWN)
