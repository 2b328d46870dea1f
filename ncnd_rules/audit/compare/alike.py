"""Which questions of very many ask the same: exactly those whose words are alike, without trying every pair.

Two bags of words that share four fifths of their words share one of their rarest: of each question only the rarest
third is looked up. (Chaudhuri, Ganti and Kaushik 2006, prefix filtering; exact, not a guess.)
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from ncnd_rules.audit.compare.cards import Meaning
from ncnd_rules.between.words import QUESTIONS_ALIKE

# The least of its words that a question shares with one that is like it, whichever of the two is the longer.
_LEAST_SHARED = QUESTIONS_ALIKE / (2 - QUESTIONS_ALIKE)
_SLACK = 1e-9  # so that no rounding leaves out a pair that is just alike enough

_Word = tuple[str, int]  # a word and which of its occurrences


def asking_the_same(meanings: Sequence[Meaning]) -> list[list[int]]:
    """The places of meanings that ask the same, whether directly or by way of others; those alone are left out."""
    root = list(range(len(meanings)))
    for one, other in alike_pairs(meanings):
        join(root, one, other)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place in range(len(meanings)):
        groups[root_of(root, place)].append(place)
    return [group for group in groups.values() if len(group) > 1]


def alike_pairs(meanings: Sequence[Meaning]) -> Iterator[tuple[int, int]]:
    """Every two different meanings that ask the same, by their places."""
    rare = Counter(word for words, _ in meanings for word in _each(words))
    held: defaultdict[tuple[_Word, tuple[int, ...]], list[int]] = defaultdict(list)
    bags: list[Counter[str]] = []
    for place, (words, years) in enumerate(meanings):
        bag = Counter(dict(words))
        bags.append(bag)
        size = bag.total()
        by_rarity = sorted(_each(words), key=lambda word: (rare[word], word))
        looked_up = by_rarity[: size - ceil(_LEAST_SHARED * size - _SLACK) + 1]
        near = dict.fromkeys(other for word in looked_up for other in held[word, years])
        for other in near:
            if 2 * (bag & bags[other]).total() >= QUESTIONS_ALIKE * (size + bags[other].total()) - _SLACK:
                yield other, place
        for word in looked_up:
            held[word, years].append(place)


def _each(words: Iterable[_Word]) -> Iterator[_Word]:
    return ((word, number) for word, times in words for number in range(times))


def root_of(root: list[int], place: int) -> int:
    """The first of the places that are joined with one."""
    while root[place] != place:
        root[place] = root[root[place]]
        place = root[place]
    return place


def join(root: list[int], one: int, other: int) -> None:
    """Put two places, and what is joined with them, together; *root* begins as each place for itself."""
    one, other = root_of(root, one), root_of(root, other)
    root[max(one, other)] = min(one, other)
