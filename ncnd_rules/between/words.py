"""How like two pieces of writing are, and what was changed from one to the other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

# Of two sentences: how much of their words, in order, has to be the same for one to be a version of the other.
SENTENCES_ALIKE = 0.8
# Of two questions: how much of their words that carry meaning they have to share to ask the same.
QUESTIONS_ALIKE = 0.8

_LONGEST = 400  # words of a sentence that is held against others; a longer one is no sentence, and takes long
_WORD = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*")
_SKETCH = 8  # of two texts that share four fifths of their words, one in a million pairs has no hash in common

# What requests are wrapped in, and what says nothing of the subject.
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "please",
        "provide",
        "that",
        "the",
        "their",
        "them",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "use",
        "used",
        "uses",
        "using",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "who",
        "with",
        "would",
        "you",
        "your",
        "yours",
        "kindly",
        "supply",
        "state",
        "confirm",
        "tell",
        "give",
        "following",
        "information",
        "request",
        "act",
        "freedom",
        "foi",
        "police",
        "force",
        "constabulary",
        "service",
        "authority",
        "organisation",
    ]
)


class Change(NamedTuple):
    """Words that stood in one version and those that stand in their place in the next."""

    before: str
    after: str


def tokens(words: str) -> list[str]:
    """Words without case, signs and hyphens."""
    return _WORD.findall(words.lower().replace("'", ""))


def telling(words: str) -> Counter[str]:
    """The words of a question that carry its meaning, the plural and the singular taken alike."""
    return Counter(word.removesuffix("s") if len(word) > 3 else word for word in tokens(words) if word not in _EMPTY)


def shared(one: Counter[str], other: Counter[str]) -> float:
    """How much of two bags of words is in both: 0 to 1, of empty ones 0."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of two texts is the same, in the same order: from the least that counts as alike to 1, else 0."""
    total = len(one) + len(other)
    if 2 * min(len(one), len(other)) < SENTENCES_ALIKE * total or total > 2 * _LONGEST:
        return 0.0
    if 2 * (Counter(one) & Counter(other)).total() < SENTENCES_ALIKE * total:
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= SENTENCES_ALIKE else 0.0


def changes(before: str, after: str) -> Iterator[Change]:
    """What was changed, word by word; case and signs apart."""
    return (change for same, change in aligned(before, after) if not same)


def aligned(before: str, after: str) -> Iterator[tuple[bool, Change]]:
    """Both versions piece by piece, in order, and whether a piece is the same in both, case and signs apart."""
    old, new = before.split(), after.split()
    same = SequenceMatcher(None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False)
    for what, start, stop, first, last in same.get_opcodes():
        yield what == "equal", Change(" ".join(old[start:stop]), " ".join(new[first:last]))


def sketch(words: Iterable[str], *, in_order: bool) -> tuple[int, ...]:
    """The smallest hashes of a text's words, or of its pairs of words in order: like texts share some."""
    words = list(words)
    pieces = {" ".join(pair) for pair in pairwise(words)} if in_order else set(words)
    return tuple(sorted(crc32(piece.encode()) for piece in pieces or set(words))[:_SKETCH])


def _bare(word: str) -> str:
    return "".join(tokens(word)) or word
