"""What the families of facts write into: facts with their places, and hits that a guard rejected."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ncnd_rules.encode.lexicon import Hit, Lexicon
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.paging import page_of
from ncnd_rules.encode.weighing.contests import conclusions_in
from ncnd_rules.facts import LONGEST_WORD, UNNAMED, Fact
from ncnd_rules.letter import Span, bare
from ncnd_rules.reading import Block
from ncnd_rules.registers import Registers

_MOST_PLACES = 40  # of one fact
_MOST_WORDS = 400  # characters of evidence; the rest of a long match is left out


class Rejected(NamedTuple):
    """Words that a row matched and a guard rejected."""

    family: str
    row: str
    guard: str
    why: str
    span: Span


class Found(NamedTuple):
    """A hit in its sentence."""

    sentence: Sentence
    hit: Hit

    @property
    def gives(self) -> dict[str, Any]:
        """What the row says a hit means."""
        return self.hit.row.gives

    def span(self) -> Span:
        """The words that were matched."""
        return span_of(self.sentence, self.hit.start, self.hit.stop)


def _bare(value: Any) -> Any:
    # A link through a mail filter may run on for a thousand characters; the letter keeps them all.
    return bare(value)[:LONGEST_WORD] if isinstance(value, str) else value


class Draft:
    """The encoding of one letter in the making."""

    def __init__(self, blocks: tuple[Block, ...], lexicon: Lexicon, registers: Registers) -> None:
        self.lexicon = lexicon
        self.page = page_of(blocks, lexicon)
        self.registers = registers
        self.facts: list[Fact] = []
        self._rejected: list[tuple[str, Found]] = []  # with the family of each
        self.said: dict[int, set[str]] = defaultdict(set)  # number of a sentence to the kinds of fact it gave
        self.half_read: dict[int, set[str]] = defaultdict(set)  # the same to kinds of which it may give one more
        self.unparted: set[str] = set()  # ids of questions of which it is not told which thing asked is refused
        self.beyond: set[int] = set()  # numbers of sentences that say more than is written down

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """What guards rejected, each once, though families ask of a sentence twice."""
        return tuple(
            dict.fromkeys(
                Rejected(family, found.hit.row.id, guard.id, guard.why, found.span())
                for family, found in self._rejected
                if (guard := found.hit.rejected_by)
            )
        )

    def find(self, family: str, sentences: Iterable[Sentence], *, every: bool = False) -> Iterator[Found]:
        """What a family finds in sentences; what guards reject is kept aside."""
        for sentence in sentences:
            if hits := self.lexicon.hits(family, sentence.words, sentence.section, every=every):
                yield from self._accepted(family, sentence, hits)

    def conclusions(self, sentence: Sentence) -> Iterator[Found]:
        """Where a sentence says that a weighing comes out; what guards reject is kept aside."""
        return self._accepted("balances", sentence, conclusions_in(self.lexicon, sentence.words, sentence.section))

    def _accepted(self, family: str, sentence: Sentence, hits: Iterable[Hit]) -> Iterator[Found]:
        for hit in hits:
            if hit.rejected_by is None:
                yield Found(sentence, hit)
            elif sentence.voice == "authority":
                self._rejected.append((family, Found(sentence, hit)))

    def add(self, fact_type: type[Fact], *sentences: Sentence, **fields: Any) -> None:
        """Write a fact down; the sentences count as read. Its fields are checked as those of a facts file are.

        Raises:
            pydantic.ValidationError: where a row of the lexicon gives a value that the vocabulary has not got.
        """
        self.write(fact_type(**{name: _bare(value) for name, value in fields.items()}), *sentences)

    def write(self, fact: Fact, *sentences: Sentence) -> None:
        """Write a finished fact down; the sentences count as read."""
        if len(fact.evidence) > _MOST_PLACES:
            fact = fact.model_copy(update={"evidence": fact.evidence[:_MOST_PLACES]})
        self.facts.append(fact)
        for sentence in sentences:
            self.said[sentence.number].add(fact.kind)

    def read(self, kind: str, *sentences: Sentence) -> None:
        """Count sentences as read though they give no fact of their own."""
        for sentence in sentences:
            self.said[sentence.number].add(kind)

    def named(self) -> tuple[Fact, ...]:
        """The facts in the order in which they stand in the letter, those without a name named by kind and number.

        What a letter says twice is one fact with two places.
        """
        ordered = _told_once(sorted(self.facts, key=_place))
        counts: Counter[str] = Counter()
        named = []
        for fact in ordered:
            if fact.id == UNNAMED:
                counts[fact.kind] += 1
                fact = fact.model_copy(update={"id": f"{fact.kind}-{counts[fact.kind]}"})  # noqa: PLW2901 - the same fact, named
            named.append(fact)
        return tuple(named)


def _told_once(facts: list[Fact]) -> list[Fact]:
    """Facts that say the same of different words, as one."""
    told: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in facts:
        fields = {**fact.__dict__, "evidence": None}
        told.setdefault((fact.kind, *fields.values()), []).append(fact)
    return [_joined(own) for own in told.values()]


def _joined(own: list[Fact]) -> Fact:
    if len(own) == 1:
        return own[0]
    spans = tuple(span for fact in own for span in fact.evidence)
    return own[0].model_copy(update={"evidence": spans[:_MOST_PLACES]})


def _place(fact: Fact) -> tuple[int, int, str]:
    starts = [span.start for span in fact.evidence if span.start is not None]
    stops = [span.stop for span in fact.evidence if span.stop is not None]
    return (min(starts, default=0), max(stops, default=0), fact.kind)


def span_of(sentence: Sentence, start: int = 0, stop: int | None = None) -> Span:
    """Words of a sentence as evidence: the matched words, widened to whole words and kept short."""
    return sentence.passage.span(*_widened(sentence.words, start, stop))


def quote_of(sentence: Sentence, start: int, stop: int) -> str:
    """The same words as the letter prints them, without their place."""
    first, last = sentence.passage.reach(*_widened(sentence.words, start, stop))
    return sentence.passage.source[first:last]


def _widened(words: str, start: int, stop: int | None) -> tuple[int, int]:
    stop = len(words) if stop is None else stop
    while start > 0 and words[start - 1].isalnum() and words[start].isalnum():
        start -= 1
    while stop < len(words) and words[stop - 1].isalnum() and words[stop].isalnum():
        stop += 1
    if stop - start > _MOST_WORDS:
        stop = words.rfind(" ", start + 1, start + _MOST_WORDS)
        stop = start + _MOST_WORDS if stop < 0 else stop
    return start, stop
