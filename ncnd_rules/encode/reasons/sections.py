"""For which sections of the Act a sentence argues."""

import re

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.protected import OPEN, could_concern
from ncnd_rules.encode.provisions import exemptions_in, sections_named
from ncnd_rules.encode.reasons.refusals import Refusals
from ncnd_rules.facts import Classification

_OF_TEST = re.compile(r"(?i)\b(?:public interest|balanc\w+) tests?\b|\bbalance\b")
_RELIES = re.compile(r"(?i)\b(?:appl(?:y|ies)|engage[sd]?|invok\w+|rel(?:y|ies|ied|ying) (?:up)?on)\b")
_SEVERAL = 2
_LONGEST_TITLE = 40  # characters
_TITLES = re.compile(r"\s?[:–]\s|\s-\s")
_THESE = re.compile(r"(?i)(?:both |all )?(?:of )?(?:these|this|those|the said) (?:sections?|exemptions?|provisions?)\b")
# 'Against, on law enforcement:', 'For (24):', 'why we might not:': a head that stands in its line.
_RUN_IN = re.compile(
    r"(?i)(?:(?:factors?|arguments?|points?|reasons?|considerations?) )?"
    r"(?:(?:in favour|for|against)\b(?:[ ,(]+(?:as regards|as to|on|under|in respect of) )?(?P<of>[^.;:]{0,60})|"
    r"why (?:we|i|one) (?:might|may|could|would)\b[^.;:]{0,40}):"
)
_BARE = re.compile(r"\b\d\d\b")
_FIRST_CELL = re.compile(r"(?i)[|\s*]*(?:section |s\.? ?)?(?P<section>\d\d)(?: ?\(\w+\))*[\s*]*\|")


class Sections:
    """The sections that a letter relies on, and which of them are argued for where."""

    def __init__(self, draft: Draft, refusals: Refusals) -> None:
        self._draft = draft
        self._is_weighed = draft.registers.exemptions.is_weighed
        self._refusals = refusals
        self._cited = refusals.cited
        self._relied_on: dict[int, tuple[str, ...]] = {}  # a block to the sections that it says are relied on
        self.perhaps: dict[int, tuple[str, ...]] = {}  # a sentence to the sections for which it may be meant, or not

    def of(self, sentence: Sentence, found: Found | None = None) -> tuple[str, ...]:
        """The sections of the Act for which a sentence argues.

        Those that it names before the words, those of its paragraph where that relies on some, those of
        the heading, or else all that the letter relies on for the part and that the test could concern.
        """
        named = list(exemptions_in(sentence.words))
        if found is not None:
            named = [one for one in named if one.start <= found.hit.start] or named
        if named:
            return tuple(dict.fromkeys(one.section for one in named))
        if row := self.row_of(sentence):
            return row
        if led := self.run_in_over(sentence):
            return led
        if _THESE.match(sentence.words) and (meant := self._named_before(sentence)):
            return meant
        if led := self._led_in_by(sentence):
            return led
        if sentence.filing.sections:
            return sentence.filing.sections
        if sentence.block not in self._relied_on:
            self._relied_on[sentence.block] = self._relied_on_in(sentence.block)
        if block := self._relied_on[sentence.block]:
            return block
        every = self.every(sentence)
        argument = found.gives["argument"] if found is not None else "other"
        served = tuple(section for section in every if could_concern(section, argument, sentence.words))
        if served and argument == "other":
            left = tuple(section for section in every if section not in served and section in OPEN)
            self.perhaps[sentence.number] = left
        return served or every

    def row_of(self, sentence: Sentence) -> tuple[str, ...]:
        """The section that the first cell of a row names, by number or title, where the letter relies on it."""
        block = self._draft.page.blocks[sentence.block]
        if block.kind != "row":
            return ()
        cell = _FIRST_CELL.match(block.passage.words)
        first = block.passage.words.strip(" |").partition("|")[0].strip(" *")
        called = (hit.row.gives["section"] for hit in self._draft.lexicon.accepted("titles", first))
        section = cell["section"] if cell else next(called, "")
        return (section,) if section in {relied for _, relied in self._cited} else ()

    def run_in_over(self, sentence: Sentence) -> tuple[str, ...]:
        """The section that the last run-in head of its paragraph names: 'Against (24): ...', 'For, on defence: ...'.

        So does the label of a paragraph that begins with one: '24 - why we might say: ...'.
        """
        page, relied = self._draft.page, {section for _, section in self._cited}
        before = [one for one in page.of_block(sentence.block) if one.number <= sentence.number]
        head = next((found for one in reversed(before) if (found := _RUN_IN.match(one.words))), None)
        if head is None:
            return ()
        called = [hit.row.gives["section"] for hit in self._draft.lexicon.accepted("titles", head["of"] or "")]
        named = [*_BARE.findall(head["of"] or ""), *called] or [page.blocks[sentence.block].label]
        return tuple(section for section in dict.fromkeys(named) if section in relied)

    def _named_before(self, sentence: Sentence) -> tuple[str, ...]:
        """The sections that the sentence before names, in the same paragraph."""
        before = [one for one in self._draft.page.of_block(sentence.block) if one.number == sentence.number - 1]
        return sections_named(before[0].words) if before else ()

    def _led_in_by(self, sentence: Sentence) -> tuple[str, ...]:
        """The section last led in with, in a paragraph that takes up several ('Section 31(3) is prejudice-based').

        One alone, where the paragraph stands under it as under a title: 'Section 23(5): ...'.
        """
        led = [
            (one.number, sections_named(one.words))
            for one in self._draft.page.of_block(sentence.block)
            if one.voice == "authority" and (cited := exemptions_in(one.words)) and cited[0].start == 0
        ]
        if len({sections for _, sections in led}) < _SEVERAL:
            words = self._draft.page.blocks[sentence.block].passage.words
            title = exemptions_in(words[:_LONGEST_TITLE])
            titled = bool(title) and title[0].start == 0 and _TITLES.match(words, title[0].stop)
            return (title[0].section,) if titled else ()
        before = [sections for number, sections in led if number < sentence.number]
        return before[-1] if before else ()

    def tested_before(self, sentence: Sentence) -> tuple[str, ...]:
        """The sections that its paragraph said before to need a public interest test, and the test is told of in it."""
        if not _OF_TEST.search(sentence.words):
            return ()
        before = (one for one in self._draft.page.of_block(sentence.block) if one.number < sentence.number)
        named = (
            section
            for one in before
            if self._draft.said[one.number] & {"classification", "test"}
            for section in sections_named(one.words)
        )
        return tuple(section for section in dict.fromkeys(named) if self._is_weighed(section))

    def _relied_on_in(self, block: int) -> tuple[str, ...]:
        named = (
            section
            for sentence in self._draft.page.of_block(block)
            if sentence.voice == "authority"
            and (named := sections_named(sentence.words))
            and _RELIES.search(sentence.words)
            for section in named
        )
        return tuple(dict.fromkeys(named))

    def every(self, sentence: Sentence, *, weighed: bool = False) -> tuple[str, ...]:
        """Every section relied on or argued for the parts of a sentence.

        Args:
            weighed: only those that a public interest test can concern.
        """
        parts = {part.id for part in self._refusals.of(sentence)}
        sections = dict.fromkeys(section for served, section in self._cited if parts & served)
        if not weighed:
            return tuple(sections)
        # Section 40 is absolute in a part: the letter says of which.
        absolute = {
            section
            for fact in self._draft.facts
            if isinstance(fact, Classification) and fact.says in ("absolute", "needs_no_test")
            for section in fact.section
        }
        tested = tuple(section for section in sections if self._is_weighed(section))
        return tuple(section for section in tested if section not in absolute) or tested

    def serve_nothing_read(self, sections: tuple[str, ...]) -> bool:
        """Whether sections are cited, and for no refusal that was read: as for words blacked out in what is given."""
        served = [parts for parts, section in self._cited if section in sections]
        return bool(served) and not any(served)
