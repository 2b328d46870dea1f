"""Patterns of RE2, one at a time and many at once. The only module that knows RE2.

RE2 matches in time linear in the text, so no letter can make a pattern run away. It is given Latin-1, in which a byte
is a character and a pattern such as `[^.;]` is smaller than in UTF-8. A to Z are matched in small and capital letters
alike, other letters as a pattern writes them.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import re2

_COUNTED = re.compile(r"\{(\d+),(\d+)\}")
_PIECES = re.compile(  # an escape and a class are one each
    r"\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|[()|]|[^\0-\x7f]"
)
_BEYOND = re.compile(r"[^\0-\xff]")  # what Latin-1 has no byte for
_MEMORY = 2 * 2**20  # bytes a pattern: of the 8 MB that RE2 allows, ever more would be filled as new words come
_GAP = 4  # repeats: what may be as long as that is a gap between words


class PatternError(Exception):
    """RE2 does not accept a pattern, or all of them together; with what it says of that."""


class Pattern:
    """A pattern that RE2 has accepted; compiled when it is first used, since a letter needs few of them.

    A gap such as `[^.;]{0,80}` costs RE2 a state for each of its lengths, and every new sentence meets new mixtures of
    them. Without its limit the gap costs one. So the *loose* pattern, which finds all that the exact one does and
    little else, is asked first. In it a class stands for what is beyond ASCII: a filter's literal words hold none.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        loose = _COUNTED.sub(_without_limit, pattern)
        self.loose = loose if loose.isascii() else _PIECES.sub(_in_ascii, loose)

    @cached_property
    def exact(self) -> Any:
        """The pattern, compiled."""
        return _compiled(self._pattern)

    @cached_property
    def groups(self) -> Mapping[str, int]:
        """The numbers of its named groups."""
        return {name.decode(): number for name, number in self.exact.groupindex.items()}

    def finditer(self, subject: bytes) -> Iterator[Any]:
        """Its matches in words of which the loose pattern may have matched."""
        return self.exact.finditer(subject) if self._may_match(subject) else iter(())

    def search(self, subject: bytes) -> bool:
        """Whether it matches somewhere."""
        return self._may_match(subject) and self.exact.search(subject) is not None

    def match(self, subject: bytes) -> bool:
        """Whether it matches at the beginning."""
        return self._may_match(subject) and self.exact.match(subject) is not None

    def _may_match(self, subject: bytes) -> bool:
        return self.loose == self._pattern or self._loosely.search(subject) is not None

    @cached_property
    def _loosely(self) -> Any:
        return _compiled(self.loose)


class Filter:
    """Patterns that are searched for at once, known by the number of their turn.

    One pass over a sentence tells by their literal words which of them could match in it, and few are tried.
    (A `re2.Set`, one automaton for many patterns, has a state for every mixture of half-matched patterns: it grows
    with the letters read and with the product of the patterns, this with their sum.)
    """

    def __init__(self) -> None:
        self._filter = re2.Filter()
        self._pattern_of: list[int] = []  # what was given to RE2 to the number of its pattern
        self._patterns = 0

    def add(self, pattern: Pattern) -> None:
        """Take a pattern.

        Raises:
            PatternError: where it does not compile.
        """
        with _told_apart():
            for alternative in _alternatives(pattern.loose):
                self._filter.Add(_encoded(alternative), _options())
                self._pattern_of.append(self._patterns)
        self._patterns += 1

    def compile(self) -> None:
        """Make ready for the first search, behind the last pattern.

        Raises:
            PatternError: where there are too many literal words in them.
        """
        with _told_apart():
            self._filter.Compile()

    def matching(self, words: bytes) -> dict[int, None]:
        """The numbers of the patterns that match in a sentence, or would if their gaps were longer."""
        return dict.fromkeys([self._pattern_of[number] for number in self._filter.Match(words) or ()])


def check(pattern: str) -> None:
    """Refuse what is no pattern, without the time that compiling takes.

    Raises:
        PatternError: where RE2 cannot compile it.
    """
    with _told_apart():
        re2.Set.SearchSet(_options()).Add(_encoded(pattern))


def as_bytes(words: str) -> bytes:
    """Words as patterns see them: each character is a byte, at the same place.

    What Latin-1 has no byte for becomes a sign that no pattern names, neither a letter nor a space.
    """
    return words.encode() if words.isascii() else _BEYOND.sub("\xa4", words).encode("latin-1")


def _alternatives(pattern: str) -> Iterator[str]:
    """A pattern cut at its outermost bars: each has fewer states than the whole, and literal words of its own."""
    depth, first = 0, 0
    for piece in _PIECES.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece[0] == "|" and not depth:
            yield pattern[first : piece.start()]
            first = piece.end()
    yield pattern[first:]


def _without_limit(counted: re.Match[str]) -> str:
    least, most = int(counted[1]), int(counted[2])
    if most < _GAP:
        return counted[0]
    return "+" if least else "*"


def _in_ascii(piece: re.Match[str]) -> str:
    if piece[0].isascii():
        return piece[0]
    return r"[\x80-\xff]" if len(piece[0]) == 1 else "."


def _compiled(pattern: str) -> Any:
    return re2.compile(_encoded(pattern), _options())


def _encoded(pattern: str) -> bytes:
    try:
        return pattern.encode("latin-1")
    except UnicodeEncodeError as problem:
        raise PatternError(f"'{pattern[problem.start]}' is no character of Latin-1; write '.' for it") from None


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


@contextmanager
def _told_apart() -> Iterator[None]:
    """Say what RE2 refuses as an error of ours."""
    try:
        yield
    except re2.error as problem:
        told = problem.args[0] if problem.args else ""
        raise PatternError(told.decode() if isinstance(told, bytes) else str(told)) from None
