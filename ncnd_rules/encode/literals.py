r"""Which of many patterns may match in a sentence, told word by word.

Of `\b(?:refus|declin)\w+ to (?:confirm|deny)` a sentence holds 'refus' or 'declin', and 'confirm' or 'deny'. What a
word holds of all patterns is worked out when it is first met, and kept: letters have few words that were never met.
For a sentence, what is known of its words is put together.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_MOST_EXACT = 64  # strings that may stand at one place, told one by one
_MOST_OF_CLASS = 4  # characters of a class, told one by one
_SETS = 3  # of literal words, of each of which a pattern needs one: those that the fewest sentences hold
_MOST_WORDS = 20_000  # that are known
_LONGEST = 24  # characters that are looked for in a word
_HELD_BY = (1.0, 0.9, 0.6, 0.25, 0.1)  # the share of sentences that hold some letters, by their number, roughly
_HELD_BY_FEW = 0.03
_PIECES = re.compile(
    r"(?s)(?P<plain>[A-Za-z0-9 ,;:'/-]+(?![*+?{]))|(?P<count>(?:[*+?]|\{\d*,?\d*\})[?+]?)|"
    r"(?P<same>\(\?P=\w+\))|(?P<assertion>\(\?<?[=!])|(?P<flags>\(\?[a-z-]+\)|\(\?[a-z]*x[a-z-]*:)|(?P<group>\((?:\?(?:P<\w+>|[a-z-]*:))?)|"
    r"(?P<end>[|)])|(?P<place>[\^$]|\\[bBAZz])|(?P<class>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])|"
    r"(?P<any>\\x[0-9a-fA-F]{2}|\\\w|\.|[^\0-\x7f])|(?P<sign>\\?.)"
)
_OF_CLASS = re.compile(r"(?s)(?P<any>\\\w|\[:|[^\0-\x7f])|(?P<first>\\?.)-(?P<last>\\?[^\]])|(?P<sign>\\?.)")


class _Piece(NamedTuple):
    """What a piece of a pattern asks for, in small letters."""

    exact: frozenset[str] | None  # all that it may stand for; none where that is too much to tell
    sets: tuple[frozenset[str], ...] = ()  # of each of these something has to stand in what it matches


_ANYTHING = _Piece(None)
_EMPTY = frozenset(("",))


class Literals:
    """The literal words of patterns, each known by the number of its turn.

    Args:
        patterns: in the syntax of `re` or of RE2. What looks ahead or behind is passed over.

    Raises:
        ValueError: for what is not told apart from literal words: patterns over several lines, groups with conditions.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        sets = [_needed(pattern) for pattern in patterns]
        self._size = len(sets)
        self.every = (1 << self._size) - 1
        # A bit for each pattern and set: those of the first set of each, then those of the second, and so on.
        self._free = 0
        self._bits: dict[str, int] = {}  # literal words to the sets they are in
        for number, needed in enumerate(sets):
            for turn in range(_SETS):
                bit = 1 << turn * self._size + number
                for literal in needed[turn] if turn < len(needed) else ():
                    self._bits[literal] = self._bits.get(literal, 0) | bit
                self._free |= 0 if turn < len(needed) else bit
        self._lengths = sorted(set(map(len, self._bits)))
        self._known: dict[str, int] = {}

    def possible(self, words: str) -> int:
        """Which patterns could match in a sentence, or in a piece of it, by their literal words: a bit for each."""
        bits, known = self._free, self._known
        for word in words.lower().split():
            held = known.get(word)
            bits |= self._learnt(word) if held is None else held
        return bits & bits >> self._size & bits >> 2 * self._size & self.every

    def _learnt(self, word: str) -> int:
        held, bits = 0, self._bits
        for length in self._lengths:
            for start in range(len(word) - length + 1):
                held |= bits.get(word[start : start + length], 0)
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        self._known[word] = held
        return held


def _needed(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of literal words, of each of which one has to stand in whatever a pattern matches."""
    return _sets_of(_either(_PIECES.finditer(pattern)))


def _either(pieces: Iterator[re.Match[str]]) -> _Piece:
    """What is asked for by a pattern, or by what stands between two brackets: alternatives, and each of them a row."""
    alternatives: list[list[_Piece]] = [[]]
    for piece in pieces:
        row = alternatives[-1]
        if piece[0] == ")":
            break
        if piece[0] == "|":
            alternatives.append([])
        elif piece.lastgroup != "count":
            row.append(_one(piece, pieces))
        elif row:
            row[-1] = _counted(row[-1], piece[0])
        else:
            raise ValueError(f"found '{piece[0]}' at {piece.start()} in '{piece.string}', behind nothing it counts")
    return _any_of([_in_a_row(row) for row in alternatives])


def _one(piece: re.Match[str], following: Iterator[re.Match[str]]) -> _Piece:
    kind = piece.lastgroup
    if kind in ("plain", "sign"):
        return _Piece(frozenset((piece[0].removeprefix("\\").lower(),)))
    if kind == "group":
        return _either(following)
    if kind == "class":
        return _class(piece[0][1:-1])
    if kind in ("any", "same"):
        return _ANYTHING
    if kind == "assertion":
        _either(following)
    elif kind == "flags" and "x" in piece[0]:
        raise ValueError(f"found the flag x in '{piece.string}'")
    return _Piece(_EMPTY)


def _any_of(alternatives: Sequence[_Piece]) -> _Piece:
    if len(alternatives) == 1:
        return alternatives[0]
    exact = [one.exact for one in alternatives if one.exact is not None]
    if len(exact) == len(alternatives) and sum(map(len, exact)) <= _MOST_EXACT:
        return _Piece(frozenset().union(*exact))
    each = [_sets_of(one) for one in alternatives]
    if not all(each):
        return _ANYTHING
    return _Piece(
        None, _telling(frozenset().union(*(own[min(turn, len(own) - 1)] for own in each)) for turn in range(_SETS))
    )


def _in_a_row(pieces: Iterable[_Piece]) -> _Piece:
    sets: list[frozenset[str]] = []
    run, parted = _EMPTY, False
    for piece in pieces:
        if piece.exact is None:
            sets += [run, *piece.sets]
            run, parted = _EMPTY, True
        elif len(run) * len(piece.exact) <= _MOST_EXACT:
            run = frozenset([first + second for first in run for second in piece.exact])
        else:
            sets.append(run)
            run, parted = piece.exact, True
    return _Piece(None, _telling([*sets, run])) if parted else _Piece(run)


def _counted(piece: _Piece, count: str) -> _Piece:
    if count[0] == "?" and piece.exact is not None and len(piece.exact) < _MOST_EXACT:
        return _Piece(piece.exact | _EMPTY)
    return _Piece(None, _sets_of(piece)) if count[0] == "+" or re.match(r"\{0*[1-9]", count) else _ANYTHING


def _class(inner: str) -> _Piece:
    signs: set[str] = set()
    for one in _OF_CLASS.finditer(inner):
        if one["any"] or inner[0] == "^":
            return _ANYTHING
        first, last = one["first"] or one["sign"], one["last"] or one["sign"]
        signs |= {chr(code).lower() for code in range(ord(first[-1]), ord(last[-1]) + 1)}
    return _Piece(frozenset(signs)) if len(signs) <= _MOST_OF_CLASS else _ANYTHING


def _sets_of(piece: _Piece) -> tuple[frozenset[str], ...]:
    return piece.sets if piece.exact is None else _telling([piece.exact])


def _telling(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Of sets of which each is needed those that tell most, with the longest word of each literal."""
    words = {frozenset([max(literal.split(), key=len, default="")[:_LONGEST] for literal in one]) for one in sets}
    held = sorted((sum(map(_share, one)), sorted(one)) for one in words if "" not in one)
    return tuple([frozenset(one) for _, one in held[:_SETS]])


def _share(literal: str) -> float:
    """In which share of all sentences a literal word stands, roughly."""
    return _HELD_BY[len(literal)] if len(literal) < len(_HELD_BY) else _HELD_BY_FEW
