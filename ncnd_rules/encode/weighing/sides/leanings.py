"""Every sentence that speaks for one side of a weighing, paragraph by paragraph."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.weighing.sides.crossing import crossing
from ncnd_rules.encode.weighing.sides.leaning import SHORTEST, Leaning
from ncnd_rules.encode.weighing.sides.paragraph import in_paragraph
from ncnd_rules.encode.weighing.sides.tables import beside, heads_of, in_row
from ncnd_rules.encode.weighing.sides.told import closes, concludes, opens_weighing
from ncnd_rules.encode.weighing.sides.weighed import WEIGHED_IN, weighs
from ncnd_rules.letter import Section

_MOST_BEFORE = 4  # paragraphs that may lead up to a conclusion


def leanings_in(draft: Draft) -> Iterator[Leaning]:
    """Every sentence of running text that speaks for one side of a weighing, in order."""
    filed = {heading.announces for heading in draft.page.headings}
    sections: tuple[Section, ...] = WEIGHED_IN
    if filed & {"factors_for", "factors_against"}:
        # The letter files its factors; what it says in conclusion weighs them, and adds none.
        sections = ("header", "answer", "exemptions", "notice", "public_interest")
    running = _Running(draft)
    spoken = (sentence for sentence in draft.page.spoken(*sections) if not sentence.is_heading)
    for number, block in groupby(spoken, key=lambda sentence: sentence.block):
        yield from running.leanings_of(number, tuple(block))


class _Running:
    """The weighing of a letter, with what its paragraphs so far leave for the next."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._before = _before_conclusions(draft)
        self._listed: str | None = None  # the side of a list that the paragraph before led in
        self._weighed: str | None = None
        self._led: set[str] = set()  # the sides that spoke since the last conclusion
        self._opened, self._heading = False, -1  # whether paragraphs told of the test, and under which heading
        self._columns: tuple[str | None, ...] = ()  # the sides of a table's columns, once its head has told

    def leanings_of(self, number: int, sentences: tuple[Sentence, ...]) -> Iterable[Leaning]:
        """What leans in the next block."""
        kind = self._draft.page.blocks[number].kind
        if kind == "row":
            return self._of_row(number, sentences)
        self._columns = ()
        if sentences[0].side is not None:
            return crossing(self._draft, sentences)
        return self._of_paragraph(number, sentences, is_item=kind == "item")

    def _of_row(self, number: int, sentences: tuple[Sentence, ...]) -> Iterable[Leaning]:
        heads = heads_of(self._draft, number, sentences[0].section)
        if {"for", "against"} <= set(heads):
            self._columns, self._weighed = heads, weighs(_words(sentences))
            return ()
        weighed = weighs(_words(sentences)) if any(heads) and not self._columns else self._weighed
        sides = self._columns or beside(heads)
        return (leaning._replace(object=weighed) for leaning in in_row(sentences, sides))

    def _of_paragraph(self, number: int, sentences: tuple[Sentence, ...], *, is_item: bool) -> Iterable[Leaning]:
        draft = self._draft
        closed = any(closes(draft, sentence) for sentence in sentences)
        goes_on = self._opened and not closed and sentences[0].filing.heading == self._heading
        opened = goes_on or number in self._before
        leanings, last = in_paragraph(draft, sentences, self._listed if is_item else None, self._led, opened=opened)
        ended = any(concludes(draft, sentence) for sentence in sentences)
        self._opened = not ended and (opened or any(opens_weighing(draft, sentence) for sentence in sentences))
        self._heading = sentences[0].filing.heading
        self._led = set() if ended else self._led | {one.side for one in leanings}
        self._weighed = weighs(_words(sentences)) or (self._weighed if is_item else None)
        leads_in = sentences[-1].words.endswith(":") or len(sentences[-1].words) < SHORTEST
        self._listed = last if leads_in or is_item else None
        weighed = self._weighed
        return [one._replace(object=weighed) for one in leanings if not _of_absolute(draft, one.sentence)]


def _of_absolute(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence speaks of absolute exemptions alone, for which nothing is weighed."""
    named = sections_named(sentence.words)
    return bool(named) and all(draft.registers.exemptions.is_absolute(section) for section in named)


def _before_conclusions(draft: Draft) -> set[int]:
    """The paragraphs that lead up to a conclusion: the last behind a refusal, a citation or a heading."""
    blocks: set[int] = set()
    last: list[int] = []
    for number, block in groupby(draft.page.spoken(*WEIGHED_IN), key=lambda sentence: sentence.block):
        sentences = tuple(block)
        said = set().union(*(draft.said[sentence.number] for sentence in sentences))
        if any(concludes(draft, sentence) for sentence in sentences):
            blocks.update(last[-_MOST_BEFORE:])
            last = []
        elif said & {"part", "citation", "classification"} or sentences[0].is_heading or sentences[0].side is not None:
            last = []
        else:
            last.append(number)
    return blocks


def _words(sentences: Iterable[Sentence]) -> str:
    return " ".join(sentence.words for sentence in sentences)
