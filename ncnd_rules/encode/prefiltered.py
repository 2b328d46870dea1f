"""Patterns of `re` that most sentences cannot match: one pass over a sentence tells which of them are worth a try.

The pass looks for the literal words of all patterns at once, as the lexicon does. `re` alone tries a pattern at every
character, and a letter is asked for some hundred patterns in each of its sentences.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ncnd_rules.encode.patterns import Filter, Pattern

_REMEMBERED = 4_096  # sentences, as many as those whose provisions are remembered
_PIECES = re.compile(r"(?s)\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|.")
_ASSERTIONS = ("(?=", "(?!", "(?<=", "(?<!")

_KNOWN: list[Pattern] = []  # by number, each as far as the filter can follow it


class Prefiltered:
    """A pattern that is tried only where its literal words stand; to be asked of whole sentences.

    Of a piece of a sentence the answer is the same, but the pass over it is one more, and seldom worth its time.
    Without literal words of three letters or more, a pattern is tried everywhere.
    """

    __slots__ = ("_number", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self._number = len(_KNOWN)
        _KNOWN.append(Pattern(_without_assertions(pattern)))
        _filter.cache_clear()
        possible.cache_clear()

    def may_match(self, words: str) -> bool:
        """Whether its literal words stand in a sentence."""
        return possible(words)[self._number] == 1

    def search(self, words: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.pattern.search(words) if possible(words)[self._number] else None

    def match(self, words: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.pattern.match(words, start) if possible(words)[self._number] else None

    def finditer(self, words: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.pattern.finditer(words) if possible(words)[self._number] else iter(())

    def sub(self, put: str | Callable[[re.Match[str]], str], words: str) -> str:
        """As `re.Pattern.sub`."""
        return self.pattern.sub(put, words) if possible(words)[self._number] else words


@lru_cache(maxsize=_REMEMBERED)
def possible(words: str) -> bytes:
    """Which patterns could match in a sentence: a byte for each, by its number.

    Beyond ASCII all could: there `re` takes letters for one another that differ, such as the long s and the s.
    """
    return _filter().possible(words.encode()) if words.isascii() else b"\1" * len(_KNOWN)


@cache
def _filter() -> Filter:
    filtered = Filter()
    for pattern in _KNOWN:
        filtered.add(pattern)
    filtered.compile()
    return filtered


def _without_assertions(pattern: str) -> str:
    """A pattern that finds at least as much, in words that RE2 has: it knows nothing of what stands around a match."""
    kept: list[str] = []
    depth = 0  # of the brackets within an assertion
    for piece in (found[0] for found in _PIECES.finditer(pattern)):
        if depth or piece in _ASSERTIONS:
            depth += piece.startswith("(") - (piece == ")")
        else:
            kept.append(piece)
    return "".join(kept)
