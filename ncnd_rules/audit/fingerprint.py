"""What is kept of a sentence so that its like are found among millions: a fingerprint and a sketch.

Both are of its words without case, signs, the authority's own name and what it calls itself, its reference, and whole
days. Other numbers stay:
a section, a year or a level makes another sentence. Worked out while a letter is read, so every step here is one call
for many words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from struct import pack
from typing import NamedTuple
from zlib import crc32

HASH_BITS = 30  # Python reckons fastest with so many
SKETCH = 8  # hashes; as in between.words: of two versions of a sentence, one in many thousands shares none

_MOST_KEPT = 4_000  # sentences and words that are remembered; templates come again and again
_NAME, _DAY, _LONG = b"thisauthority", b"aday", b"areference"
_SHORTEST_REFERENCE = 5
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY_PATTERN = (
    rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)?[ ,]+(?:{_MONTHS})\b(?:[ ,]+(?:19|20)[0-9]{{2}}\b)?"
    r"|\b[0-9]{1,2}[ ./][0-9]{1,2}[ ./](?:19|20)[0-9]{2}\b"
)
_DAYS, _PRINTED_DAYS = re.compile(_DAY_PATTERN.encode()), re.compile(_DAY_PATTERN, re.IGNORECASE)
NAME_SHOWN, DAY_SHOWN = "[authority]", "[day]"
_REFERENCES = re.compile(rb"\b(?=[a-z]*[0-9])[0-9a-z]*[0-9]{5}[0-9a-z]*\b")
_KINDS_OF_AUTHORITY = frozenset(
    b"authority board borough city commission constabulary council county district foundation force hq nhs office "
    b"police service trust".split()
)
# What an authority calls itself is what its name says that it is: 'the Trust'. The police are a force too.
_CALLED = frozenset(
    b"agency board college commission constabulary council department ministry office service trust university".split()
)
_POLICE, _FORCE = frozenset((b"constabulary", b"police")), frozenset((b"constabulary", b"force"))
# Pairs of these stand in sentences of every sort.
_COMMON = frozenset(
    b"a act also an and any are as at be been by can confirm confirming confirmation could deny denying denial "
    b"disclose disclosed disclosure does exemption for foi freedom from had has have held hold holds however if in "
    b"information interest is it its law may neither nor not of on or other our police public request requested "
    b"section such that the their there therefore these they this thisauthority to under us was we were whether "
    b"which who will with would you your".split()
)
_ONES, _IS_COMMON = (1 << HASH_BITS) - 1, 1 << HASH_BITS + 1


class Fingerprint(NamedTuple):
    """What tells a sentence from others, and what finds those like it."""

    exact: str  # 16 hexadecimal digits of its words; the same for the same words
    sketch: bytes  # the smallest hashes of its pairs of words, 4 bytes each, the least first


def fingerprints(
    sentences: Sequence[str], authority: str | None = None, reference: str | None = None
) -> list[Fingerprint]:
    """The fingerprint of each sentence of one letter, in their order.

    Args:
        authority: whose letter it is, as the letter names it; the name is taken for any other.
        reference: of the letter.
    """
    return [_fingerprint(line) for line in _lines(sentences, authority, reference)]


def plain_words(
    sentences: Sequence[str], authority: str | None = None, reference: str | None = None
) -> list[list[bytes]]:
    """The words of which the fingerprints are made."""
    return [_numbers_masked(line).split() for line in _lines(sentences, authority, reference)]


def shown(sentence: str, authority: str | None = None, reference: str | None = None) -> str:
    """A sentence as printed, with a sign in place of what a fingerprint leaves out."""
    for form in _names(_plain(authority), _plain(reference)):
        words = r"\W+".join(map(re.escape, form.decode("latin-1").split()))
        sentence = re.sub(rf"\b(?:the )?{words}\b", NAME_SHOWN, sentence, flags=re.IGNORECASE)
    itself = rf"\bthe (?:{_itself(_plain(authority))})\b(?! of\b)"
    sentence = re.sub(itself, NAME_SHOWN, sentence, flags=re.IGNORECASE)
    return _PRINTED_DAYS.sub(DAY_SHOWN, sentence)


def _lines(sentences: Sequence[str], authority: str | None, reference: str | None) -> list[bytes]:
    if not sentences:
        return []
    plain = _plain("\n".join(sentences))
    for form in _names(_plain(authority), _plain(reference)):
        plain = plain.replace(form, _NAME)
    plain = plain.replace(_NAME + b"s ", _NAME + b" ").replace(b"the " + _NAME, _NAME)
    # With the apostrophe 'the force's' has lost it.
    plain = re.sub(rb"\bthe (?:%b)s?\b(?! of\b)" % _itself(_plain(authority)).encode(), _NAME, plain)
    lines = plain.split(b"\n")
    assert len(lines) == len(sentences), "a sentence is one line"
    return lines


@lru_cache(maxsize=256)
def _names(authority: bytes, reference: bytes) -> tuple[bytes, ...]:
    """How the authority's name stands in sentences, also without 'Police' and the like at its end; the reference."""
    words = authority.split()
    words = words[words[:1] == [b"the"] :]
    forms = [words]
    while len(words) > 1 and words[-1] in _KINDS_OF_AUTHORITY:
        words = words[:-1]
        forms.append(words)
    # One word that is left may be any word: 'Home' of an office, 'City' of a council.
    wanted = [b" ".join(form) for form in forms if len(form) > 1 or form is forms[0]]
    quoted = b" ".join(reference.split())
    return tuple(form for form in (*wanted, quoted) if len(form) >= _SHORTEST_REFERENCE)


@lru_cache(maxsize=256)
def _itself(authority: bytes) -> str:
    """What a letter may call its authority after 'the', as alternatives of a pattern."""
    words = frozenset(authority.split())
    called = {b"authority"} | (words & _CALLED) | (_FORCE if words & _POLICE else frozenset())
    return "|".join(sorted(word.decode() for word in called))


def _plain(words: str | None) -> bytes:
    return words.encode("latin-1", "replace").translate(_PLAIN, b"'") if words else b""


@lru_cache(maxsize=_MOST_KEPT)
def _fingerprint(line: bytes) -> Fingerprint:
    words = _numbers_masked(line).split()
    exact = blake2b(b" ".join(words), digest_size=8).hexdigest()
    chosen = sorted(_sketched(words))
    return Fingerprint(exact, pack(f"<{len(chosen)}I", *chosen))


def _sketched(words: list[bytes]) -> list[int]:
    """The smallest hashes of the pairs of telling words, one after the other; for want of them, of pairs with one."""
    hashes = list(map(_HASHES.__getitem__, words))
    telling = [value for value in hashes if value < _IS_COMMON]
    pairs = {one ^ other >> 1 for one, other in pairwise(telling)}
    if len(pairs) >= SKETCH:
        return sorted(pairs)[:SKETCH]
    beside = {(one ^ other >> 1) & _ONES for one, other in pairwise(hashes) if one < _IS_COMMON or other < _IS_COMMON}
    return [*pairs, *sorted(beside - pairs)[: SKETCH - len(pairs)]] or sorted(value & _ONES for value in hashes)[
        :SKETCH
    ]


def _numbers_masked(line: bytes) -> bytes:
    if len(line.translate(None, b"0123456789")) == len(line):
        return line
    return _REFERENCES.sub(_LONG, _DAYS.sub(_DAY, line))


class _Hashes(dict[bytes, int]):
    """The hash of each word, with a mark on that of a common one; worked out when first asked for."""

    def __missing__(self, word: bytes) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = crc32(word) & _ONES | (_IS_COMMON if word in _COMMON else 0)
        return self[word]


_HASHES = _Hashes()

_PLAIN = bytes(ord(chr(code).lower()) if chr(code).isalnum() or code == 10 else 32 for code in range(256))
