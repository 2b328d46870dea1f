"""Words that a hyphen cuts at the end of a line: which hyphens belong to the word, and which to the line."""

import re
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_SOFT = "\u00ad"
_HYPHENS = ("-", "\u2010", "\u2011", _SOFT)
_CUT = re.compile(rf"[^\s\-][-\u2010\u2011{_SOFT}]$")
_BEFORE = re.compile(rf"([^\W\d_]+)[-\u2010\u2011{_SOFT}]$")
_AFTER = re.compile(r"[^\W\d_]+")
_OPEN_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S*[-/_=&?.%]$")
_ADDRESS = re.compile(r"(?i)<?(?:https?:|www\.)")
_LONG_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S{30,}$")
_OF_ADDRESS = re.compile(r"[-/_=&?%]|\w\.\w")
# A browser breaks a line between the brackets of 's1(1)(a)'.
_PROVISION = re.compile(r"(?i)(?:\bs\.?\s?|\bsections?\s)?\d{1,3}[a-z]?\(\w{1,4}\)(?:\(\w{1,4}\))*$")
_LIMB = re.compile(r"(?:\(\w{1,4}\))+[.,;:]?")
_PREFIXES = frozenset(
    re.findall(r"\w+", "anti co counter cross e ex half inter mid multi non post pre pro quasi re self semi sub well")
)


def is_open_address(line: str, following: str, *, at_edge: bool) -> bool:
    """Whether an address of the web at the end of a line goes on in the next.

    Args:
        at_edge: whether the line has no room for one character more, so that it may be cut anywhere.
    """
    word, _, rest = following.partition(" ")
    if _ADDRESS.match(word):
        return False
    if at_edge and _LONG_ADDRESS.search(line) and (not rest or _OF_ADDRESS.search(word)):
        return True
    if _OPEN_ADDRESS.search(line) is None:
        return False
    return not line.endswith(("/", ".")) or not rest or _OF_ADDRESS.search(word) is not None


class Hyphens:
    """What a letter's own words tell about its hyphens."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: set[str] = set()
        for before, line in pairwise(("", *lines)):
            words = [word.lower() for word in _WORD.findall(line)]
            # What a hyphen may have cut is no word.
            self._words.update(words[before.endswith(_HYPHENS) : len(words) - line.endswith(_HYPHENS)])
        self._cuts = any(_joined(line, following) in self._words for line, following in pairwise(lines))

    def mended(self, line: str, following: str, *, at_edge: bool = False) -> tuple[str, str]:
        """Two lines of a paragraph, a word that was cut between them put together in the first."""
        word, _, rest = following.partition(" ")
        if is_open_address(line, following, at_edge=at_edge) or (_PROVISION.search(line) and _LIMB.fullmatch(word)):
            return f"{line}{word}", rest
        if not _CUT.search(line):
            return line, following
        kept = line if self._stays(line, word) else line[:-1]
        return f"{kept}{word}", rest

    def _stays(self, line: str, following: str) -> bool:
        """Whether the hyphen at the end of a line belongs to the word.

        It does where the letter has the word with it elsewhere, behind a prefix, before a capital
        and beside a digit. Where the letter says nothing about the word, it does between two words,
        and in a letter that never cuts a word.
        """
        before, after = _BEFORE.search(line), _AFTER.match(following)
        if line.endswith(_SOFT):
            return False
        if before is None or after is None or not following[0].islower():
            return True
        first, second = before[1].lower(), after[0].lower()
        if f"{first}-{second}" in self._words:
            return True
        if f"{first}{second}" in self._words:
            return False
        known = (first in self._words) + (second in self._words)
        return first in _PREFIXES or known == 2 or (known == 1 and not self._cuts)


def _joined(line: str, following: str) -> str | None:
    """The word that a hyphen may have cut, without the hyphen."""
    before, after = _BEFORE.search(line), _AFTER.match(following)
    return f"{before[1]}{after[0]}".lower() if before and after else None
