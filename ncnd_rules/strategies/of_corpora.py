"""Strategies for several letters, of which it is known what they contradict each other in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from ncnd_rules.compare import Comparison, compare
from ncnd_rules.errors import RuleError
from ncnd_rules.strategies.arguments import count, several
from ncnd_rules.strategies.bank import Pair, load_bank, refuse_unknown
from ncnd_rules.strategies.printed import PLAIN
from ncnd_rules.strategies.sample import SampleLetter, Told
from ncnd_rules.strategies.shown import Shown
from ncnd_rules.strategies.written import Choices, working_days, written


class Planted(NamedTuple):
    """A contradiction, and the letters that it is between, by their number in the corpus."""

    rule: str
    that: str  # finishes the sentence "letters that …"
    letters: tuple[int, int]


@dataclass(frozen=True, repr=False)
class SampleCorpus(Shown):
    """Letters written for this test, and what was planted in them."""

    letters: tuple[SampleLetter, ...]
    planted: tuple[Planted, ...]

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write ``letter-1.txt`` and so on into *folder*, and say where."""
        paths = tuple(folder / f"letter-{number}.txt" for number in range(1, len(self.letters) + 1))
        for path, letter in zip(paths, self.letters, strict=True):
            path.write_bytes(letter.data)
        return paths

    def compare(self) -> Comparison:
        """What the shipped rules over several letters say of them."""
        return compare([letter.encode() for letter in self.letters])

    def shown(self) -> Iterator[str]:
        """What was planted, and the letters one after the other."""
        yield f"SampleCorpus of {len(self.letters)} letters"
        for one in self.planted:
            first, second = (number + 1 for number in one.letters)
            yield f"  > letters {first} and {second} are inconsistent with {one.rule}: they {one.that}"
        for number, letter in enumerate(self.letters, start=1):
            yield f"---- letter {number}"
            yield from letter.shown()


def corpora(*, rules: str | Collection[str] = (), max_pairs: int = 2) -> st.SearchStrategy[SampleCorpus]:
    """Several letters with planted contradictions, each of which a comparison of all of them has to find.

    More may be found than was planted: letters of one bank share their sentences. Shrinks towards one pair, the first
    rule, the first authority and the first day.

    Args:
        rules: the rules over several letters whose contradictions are planted, or one; none: all of them.
        max_pairs: how many contradictions at most; each has two letters.

    Raises:
        RuleError: at once, for an id that no rule over several letters has, naming those there are.
        NcndError: at once, for what cannot be ids, or no number of pairs.

    Example:
        >>> from hypothesis import given
        >>> @given(corpus=corpora(rules=("CRS-01",)))
        ... def test_it_is_found(corpus):
        ...     assert corpus.compare().outcomes["CRS-01"] == "violated"
    """
    known, wanted = load_bank().pairs, several("rules", rules, "ids of rules")
    count("max_pairs", max_pairs, 1)
    for rule in wanted:
        if rule not in known:
            refuse_unknown(rule, "letters")
            raise RuleError(rule, f"no letters are known that break it; there are some for: {', '.join(sorted(known))}")
    return _corpora(wanted or tuple(sorted(known)), max_pairs)


@st.composite
def _corpora(draw: st.DrawFn, rules: tuple[str, ...], max_pairs: int) -> SampleCorpus:
    known = load_bank().pairs
    chosen = draw(st.lists(st.sampled_from(rules), min_size=1, max_size=max_pairs))
    letters: list[SampleLetter] = []
    planted = []
    for rule in chosen:
        planted.append(Planted(rule, known[rule].that, (len(letters), len(letters) + 1)))
        letters += draw(_pairs(rule, known[rule], 10 * len(letters) + 1))
    return SampleCorpus(tuple(letters), tuple(planted))


@st.composite
def _pairs(draw: st.DrawFn, rule: str, pair: Pair, number: int) -> tuple[SampleLetter, SampleLetter]:
    """Two letters; *number* keeps the references of a corpus apart."""
    bank, days = load_bank(), working_days()
    authority = draw(st.integers(min_value=0, max_value=len(bank.authorities) - 1))
    subject = draw(st.integers(min_value=0, max_value=len(bank.subjects) - 1))
    day = draw(st.integers(min_value=0, max_value=len(days) // 2))
    later = day + draw(st.integers(min_value=60, max_value=120))
    told = Told("any", rule, f"is one of letters that {pair.that}")
    first = Choices(authority, subject, days[day], number=number)
    second = Choices(
        (authority + (pair.authorities == "two")) % len(bank.authorities),
        subject,
        days[later],
        number=number + (pair.reference == "own"),
        earlier=pair.first.on or days[day],
    )
    matters = _told_apart_by(pair)
    return written(told, first, PLAIN, pair.first, matters), written(told, second, PLAIN, pair.second, matters)


def _told_apart_by(pair: Pair) -> frozenset[str]:
    """The elements to look at in both letters: whatever has words of its own in either."""
    shared = load_bank().shared
    puts = [put for one in (pair.first, pair.second) for put in (shared.get(one.shared, {}), one.put)]
    own = {element for put in puts for element, words in put.items() if words}
    return frozenset(own | set(pair.look_at) | ({"sender"} if pair.authorities == "two" else set()))
