"""The sides of a weighing in running text: which sentences speak for an answer, and which against.

Where factors stand under headings of their own, those tell. Elsewhere a sentence is led in by words
that do: 'in favour of disclosure', 'against that'. What follows stays on that side until other words,
a conclusion, or the end of the paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.lexicon import Hit
from ncnd_rules.encode.page import Sentence
from ncnd_rules.letter import Section, Span

_WEIGHED_IN: tuple[Section, ...] = ("answer", "exemptions", "notice", "harm", "public_interest", "balance")
_NAMES_THE_TEST = "public interest"
_NO_SIDE = {"none": None}
_OF_EXISTENCE = re.compile(r"(?i)confirm|\bden(?:y|ial|ying)|\ban answer\b|\banswering\b|\bsilence\b|1\(1\)\(a\)")
_OF_DISCLOSURE = re.compile(r"(?i)disclos|releas|withh(?:o|e)ld|publish|publication")
_CELL = re.compile(r"\|")
_SMALL = 25  # characters; a shorter sentence only leads others in


class Leaning(NamedTuple):
    """A sentence, or its words from one lead to the next, and the side it speaks for."""

    sentence: Sentence
    side: str
    span: Span
    object: str | None = None  # what the paragraph weighs: existence or disclosure; none where it does not tell


def leanings_in(draft: Draft) -> Iterator[Leaning]:
    """Every sentence of running text that speaks for one side of a weighing, in order."""
    filed = {heading.announces for heading in draft.page.headings}
    sections: tuple[Section, ...] = _WEIGHED_IN
    if filed & {"factors_for", "factors_against"}:
        # The letter files its factors; what it says in conclusion weighs them, and adds none.
        sections = ("answer", "exemptions", "notice", "public_interest")
    listed: str | None = None  # the side of a list that the paragraph before led in
    weighed: str | None = None
    columns: tuple[str | None, ...] = ()  # the sides of a table's columns, once its head has told
    spoken = (sentence for sentence in draft.page.spoken(*sections) if not sentence.is_heading)
    for number, block in groupby(spoken, key=lambda sentence: sentence.block):
        sentences = tuple(block)
        kind = draft.page.blocks[number].kind
        if kind == "row":
            heads = tuple(_of_cell(draft, sentences[0].section, cell) for cell in _cells(draft, number))
            if {"for", "against"} <= set(heads):
                columns, weighed = heads, weighs(_words(sentences))
            else:
                yield from (leaning._replace(object=weighed) for leaning in _of_row(sentences, columns))
            continue
        columns = ()
        if sentences[0].side is not None:
            continue
        leanings, last = _of_block(draft, sentences, listed if kind == "item" else None)
        weighed = weighs(_words(sentences)) or (weighed if kind == "item" else None)
        yield from (leaning._replace(object=weighed) for leaning in leanings)
        leads_in = sentences[-1].words.endswith(":") or len(sentences[-1].words) < _SMALL
        listed = last if leads_in or kind == "item" else None


def _words(sentences: Iterable[Sentence]) -> str:
    return " ".join(sentence.words for sentence in sentences)


def weighs(words: str) -> str | None:
    """What words weigh: existence, which is to confirm or deny, or disclosure; none where they do not tell."""
    existence, disclosure = _OF_EXISTENCE.search(words) is not None, _OF_DISCLOSURE.search(words) is not None
    if existence == disclosure:
        return None
    return "existence" if existence else "disclosure"


def _cells(draft: Draft, block: int) -> list[str]:
    return draft.page.blocks[block].passage.words.split("|")


def _of_cell(draft: Draft, section: Section, words: str) -> str | None:
    """The side that the head of a column names."""
    hits = (hit for hit in draft.lexicon.hits("sides", words.strip(), section) if hit.rejected_by is None)
    return next((hit.row.gives["side"] for hit in hits if hit.row.gives.get("strong")), None)


def _of_row(sentences: tuple[Sentence, ...], columns: tuple[str | None, ...]) -> Iterator[Leaning]:
    """What stands in the columns of a table whose head names the sides; a row's sentences run through its cells."""
    cell = 0
    for sentence in sentences:
        start = 0
        for stop in (*(mark.start() for mark in _CELL.finditer(sentence.words)), len(sentence.words)):
            words = sentence.words[start:stop].strip(" |")
            side = columns[cell] if cell < len(columns) else None
            if side is not None and len(words) >= _SMALL:
                yield Leaning(sentence, side, sentence.passage.cut(start, stop).span())
            if stop < len(sentence.words):
                cell, start = cell + 1, stop + 1


def _of_block(draft: Draft, sentences: Iterable[Sentence], side: str | None) -> tuple[list[Leaning], str | None]:
    """What leans in one paragraph, and the side at its end."""
    sentences = tuple(sentences)
    leads = {sentence.number: list(_leads(draft, sentence)) for sentence in sentences}
    is_led = side is not None or any(hit.row.gives.get("strong") for hits in leads.values() for hit in hits)
    if not is_led and not any(_NAMES_THE_TEST in sentence.words.lower() for sentence in sentences):
        return [], None
    found: list[Leaning] = []
    if side is None and _turns_first(leads.values()):
        side = "for"  # what another side answers is the one
    for sentence in sentences:
        if _concludes(draft, sentence):
            side = None
            continue
        start = 0
        for hit in leads[sentence.number]:
            _lean(found, sentence, side, start, hit.start)
            side, start = _NO_SIDE.get(hit.row.gives["side"], hit.row.gives["side"]), hit.start
        _lean(found, sentence, side, start, len(sentence.words))
    return found, side


def _turns_first(leads: Iterable[list[Hit]]) -> bool:
    """Whether the first words that name a side name the other one: 'on the other hand'."""
    first = next((hit for hits in leads for hit in hits), None)
    return first is not None and bool(first.row.gives.get("turns"))


def _lean(found: list[Leaning], sentence: Sentence, side: str | None, start: int, stop: int) -> None:
    words = sentence.words[start:stop].strip(" :,;-")
    if side is not None and len(words) >= _SMALL and not words.endswith(":"):
        found.append(Leaning(sentence, side, sentence.passage.span(start, stop)))


def _leads(draft: Draft, sentence: Sentence) -> Iterator[Hit]:
    """The words of a sentence that change the side, from the first on."""
    side = None
    for hit in draft.lexicon.hits("sides", sentence.words, sentence.section):
        if hit.rejected_by is None and hit.row.gives["side"] != side:
            side = hit.row.gives["side"]
            yield hit


def _concludes(draft: Draft, sentence: Sentence) -> bool:
    return any(found.gives["direction"] != "implied" for found in draft.find("balances", [sentence]))
