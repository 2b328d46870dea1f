"""How much of two sentences is the same, in the same order: the only module that knows rapidfuzz.

A word is one character here, so that a sentence is a short string and likeness is that of its words.
"""

from collections.abc import Sequence
from struct import unpack
from typing import NamedTuple
from zlib import crc32

from ncnd_rules.between.words import SENTENCES_ALIKE
from ncnd_rules.errors import NcndError

try:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract, extractOne
except ImportError:
    raise NcndError("lineage needs rapidfuzz: pip install 'ncnd_rules[corpus]'") from None

# Of the hashes of two sketches: how many have to be the same where no words were kept.
SKETCHES_ALIKE = 0.5

_CHARACTERS = 0x110000 - 0x800  # all but the halves of pairs, which no string may hold
_HALVES = 0xD800


class Nearest(NamedTuple):
    """Which of several sentences is most like another, and how like."""

    place: int
    likeness: float


def coded(words: Sequence[bytes]) -> str:
    """A sentence with a character a word. One in a million pairs of different words shares one."""
    codes = [crc32(word) % _CHARACTERS for word in words]
    return "".join([chr(code if code < _HALVES else code + 0x800) for code in codes])


def alike(one: str, others: Sequence[str]) -> list[int]:
    """The places of those coded sentences of which four fifths of the words are those of *one*, in order."""
    found = extract(one, others, scorer=Indel.normalized_similarity, score_cutoff=SENTENCES_ALIKE, limit=None)
    return [place for _, _, place in found]


def nearest(one: str, others: Sequence[str]) -> Nearest:
    """The coded sentence most like *one*, the last of several that are equally so."""
    _, likeness, place = extractOne(one, others[::-1], scorer=Indel.normalized_similarity)
    return Nearest(len(others) - 1 - place, likeness)


def sketches_alike(one: bytes, other: bytes) -> float:
    """How much of the smallest hashes of two sentences together stands in both their sketches."""
    first, second = (frozenset(unpack(f"<{len(sketch) // 4}I", sketch)) for sketch in (one, other))
    smallest = sorted(first | second)[: max(len(first), len(second))]
    return len(first & second & frozenset(smallest)) / len(smallest) if smallest else 0.0
