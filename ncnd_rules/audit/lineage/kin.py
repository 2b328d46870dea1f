"""Which of many sentences are versions of one another: the only module that knows numpy.

Sentences that share two hashes of their sketches come into one bucket; whether they are alike is then asked of their
words. Where many share the same two, as they do a stock phrase, those that share a third come together, and so on; so
the work grows with the number of sentences and not of pairs. Sentences go by their fingerprints: the order of the
letters never shows. What was joined is never parted by one sentence more.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from ncnd_rules.audit.fingerprint import HASH_BITS, SKETCH
from ncnd_rules.errors import NcndError

try:
    import numpy as np
except ImportError:
    raise NcndError("lineage needs numpy: pip install 'ncnd_rules[corpus]'") from None

# Of some numbered sentences, each with the places of those among them that it is to be held against: the pairs that are
# versions of one another.
Alike = Callable[[Sequence[int], Sequence[range]], Iterator[tuple[int, int]]]

_MOST_KEYS = 2_000_000  # that are sorted at a time: 150 MB
_LARGE = 64  # sentences of a bucket that are all held against one another; of a larger one, each against so many
_SEED = np.uint64(0x9E3779B97F4A7C15)  # spreads the bits of a key


class Kin:
    """Numbered sentences, joined into families."""

    def __init__(self, size: int) -> None:
        self._above = array("i", range(size))

    def of(self, one: int) -> int:
        """The sentence that stands for a sentence's family: the least of it."""
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make one family of two."""
        one, other = self.of(one), self.of(other)
        self._above[max(one, other)] = min(one, other)

    def all(self) -> Any:
        """Of each sentence the one that stands for its family, as an array."""
        above = np.array(self._above, dtype=np.intc)
        while (above != (next_ := above[above])).any():
            above = next_
        return above


class _Rows(NamedTuple):
    """Hashes that sentences have, as one key, a row a key and sentence; arrays of one length."""

    keys: Any
    owners: Any
    places: Any  # in the owner's sketch, of the last hash that is in the key

    def where(self, chosen: Any) -> "_Rows":
        return _Rows(self.keys[chosen], self.owners[chosen], self.places[chosen])


def joined(sketches: Sequence[bytes], alike: Alike, before: Sequence[int]) -> list[int]:
    """Of each sentence the least sentence of its family.

    Args:
        sketches: of all sentences, in the order of their fingerprints.
        alike: which of some sentences are versions of one another.
        before: of each sentence the number of the family it is known to be of; -1 of a new one.
    """
    kin = Kin(len(sketches))
    known: dict[int, int] = {}
    for one, family in enumerate(before):
        if family >= 0:
            kin.join(known.setdefault(family, one), one)
    new = np.array([family < 0 for family in before], dtype=bool)
    for bucket in _buckets(_hashes(sketches), new, kin):
        if len(bucket) > _LARGE:
            bucket.sort(key=sketches.__getitem__)  # brings those side by side that share more
        else:
            bucket.sort(key=lambda one: before[one] < 0)  # what is known need not be held against what is known
        _join_like(bucket, kin, alike, before)
    return list(kin.all().tolist())


def _join_like(bucket: Sequence[int], kin: Kin, alike: Alike, before: Sequence[int]) -> None:
    large = len(bucket) > _LARGE
    against = [
        range(max(0, place - _LARGE), place) if large or before[one] < 0 else range(0)
        for place, one in enumerate(bucket)
    ]
    for one, other in alike(bucket, against):
        kin.join(one, other)


def _hashes(sketches: Sequence[bytes]) -> Any:
    """A row a sketch; what a short one lacks is 0."""
    padded = b"".join(sketch.ljust(SKETCH * 4, b"\0") for sketch in sketches)
    return np.frombuffer(padded, dtype="<u4").reshape(-1, SKETCH)


def _buckets(hashes: Any, new: Any, kin: Kin) -> Iterator[list[int]]:
    """Sentences that share hashes, where any of them is new and they are not yet of one family."""
    steps = 1 + len(hashes) * SKETCH * (SKETCH - 1) // 2 // _MOST_KEYS
    for step in range(steps):
        rows = _pairs(hashes, step, steps)
        while len(rows.keys):
            rows = rows.where(np.lexsort((rows.owners, rows.keys)))
            starts = np.flatnonzero(np.r_[True, rows.keys[1:] != rows.keys[:-1]])
            sizes = np.diff(np.r_[starts, len(rows.keys)])
            families = kin.all()[rows.owners]
            open_ = np.minimum.reduceat(families, starts) != np.maximum.reduceat(families, starts)
            open_ &= np.logical_or.reduceat(new[rows.owners], starts)
            yield from _split(rows.owners, starts[open_ & (sizes <= _LARGE)], sizes[open_ & (sizes <= _LARGE)])
            rows = rows.where(np.repeat(open_ & (sizes > _LARGE), sizes))
            # What has no further hash to go by is held against its neighbours.
            last = rows.where(_at_end(hashes, rows))
            starts = np.flatnonzero(np.r_[True, last.keys[1:] != last.keys[:-1]][: len(last.keys)])
            yield from _split(last.owners, starts, np.diff(np.r_[starts, len(last.keys)]))
            rows = _longer(hashes, rows)


def _split(owners: Any, starts: Any, sizes: Any) -> Iterator[list[int]]:
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        if size > 1:
            yield owners[start : start + size].tolist()


def _pairs(hashes: Any, step: int, steps: int) -> _Rows:
    """The two hashes of each pair as a key, of every *steps*-th key."""
    found = []
    for one, other in combinations(range(SKETCH), 2):
        first, second = hashes[:, one].astype(np.uint64), hashes[:, other].astype(np.uint64)
        keys = first << np.uint64(HASH_BITS) | second
        mine = np.flatnonzero((keys % np.uint64(steps) == step) & (second > 0))
        found.append(_rows(keys[mine], mine, other))
    return _together(found)


def _longer(hashes: Any, rows: _Rows) -> _Rows:
    """Each key with each hash that stands in its owner's sketch after those it has."""
    found = [rows.where(slice(0))]
    for place in range(SKETCH):
        value = hashes[rows.owners, place].astype(np.uint64)
        mine = np.flatnonzero((rows.places < place) & (value > 0))
        keys = (rows.keys[mine] * _SEED) ^ value[mine]
        found.append(_rows(keys, rows.owners[mine], place))
    return _together(found)


def _rows(keys: Any, owners: Any, place: int) -> _Rows:
    return _Rows(keys, owners.astype(np.intc), np.full(len(keys), place, dtype=np.int8))


def _at_end(hashes: Any, rows: _Rows) -> Any:
    after = np.minimum(rows.places + 1, SKETCH - 1)
    return (rows.places == SKETCH - 1) | (hashes[rows.owners, after] == 0)


def _together(parts: Sequence[_Rows]) -> _Rows:
    return _Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
