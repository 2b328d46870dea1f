"""A letter as something to write on: sentences that go, values that change, sentences that come, as exact edits."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ncnd_rules.explain.repair.model import Added, Edit, Gone, Mark, Swapped
from ncnd_rules.facts import Fact
from ncnd_rules.letter import Span
from ncnd_rules.reading import Reading

if TYPE_CHECKING:
    from ncnd_rules.encode.page import Page, Sentence

_LEAST_WRAP = 60  # characters of the longest line of a paragraph that was wrapped by hand
_ON_ITS_OWN = ("heading", "line", "item", "row")  # blocks behind which a sentence begins a paragraph
# The kinds of fact that tell where a section is at its business; a section may go on with other things.
_TOLD_IN = {
    "balance": ("balance",),
    "consideration": ("balance",),
    "factor": ("public_interest",),
    "test": ("public_interest",),
    "harm": ("harm",),
    "necessity": ("harm",),
    "citation": ("exemptions",),
    "notice_element": ("notice",),
    "part": ("answer",),
    "review_right": ("rights",),
    "review_period": ("rights",),
    "complaint_right": ("rights",),
    "contact": ("rights",),
}
_SIGNS_OF_END = re.compile(r"[.!?][\"'”’)\]*_]*$")


class Manuscript:
    """The sentences of one letter with their places, and the edits that marks on them come to."""

    def __init__(self, reading: Reading, page: "Page") -> None:
        self.reading = reading
        self.text = reading.text
        self._sentences = tuple(sentence for sentence in page.sentences if sentence.passage.words)
        spans = [sentence.passage.span() for sentence in self._sentences]
        self._places = [(span.start or 0, span.stop or 0) for span in spans]
        self._blocks: dict[int, list[int]] = {}  # block to the numbers of its sentences
        for number, sentence in enumerate(self._sentences):
            self._blocks.setdefault(sentence.block, []).append(number)
        self._break = "\r\n" if "\r\n" in self.text else "\n"
        spaced = self.text.strip().count(self._break * 2) * 3 >= len(self._blocks)
        self._between = self._break * 2 if spaced or reading.source.format != "text" else self._break

    def sentences_at(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The sentences in which some words stand, in order."""
        found = {
            number
            for span in spans
            if span.start is not None and span.stop is not None
            for number, (start, stop) in enumerate(self._places)
            if start < span.stop and span.start < stop
        }
        return tuple(sorted(found))

    def placed(self, spans: Iterable[Span]) -> list[Span]:
        """The words of which the place is known."""
        return [span for span in spans if span.start is not None]

    def whole_sentences(self, spans: Iterable[Span]) -> list[Span]:
        """The sentences in which some words stand, each as one span."""
        places = [self._places[number] for number in self.sentences_at(spans)]
        return [Span(start=start, stop=stop, quote=self.text[start:stop]) for start, stop in places]

    def stands_alone(self, sentence: int) -> bool:
        """Whether a sentence is a heading, an item or a row, behind which another begins a paragraph."""
        return self._kind(sentence) in _ON_ITS_OWN

    def behind(self, sentence: int) -> int:
        """The sentence, or the last of the list or table in which it stands."""
        last = sentence
        while (
            self._kind(sentence) in ("item", "row")
            and last + 1 < len(self._sentences)
            and self._kind(last + 1) == self._kind(sentence)
            and self._sentences[last + 1].voice == "authority"
        ):
            last += 1
        return last

    def _kind(self, sentence: int) -> str:
        return self.reading.blocks[self._sentences[sentence].block].kind

    def is_within(self, spans: Sequence[Span], sentences: Iterable[int]) -> bool:
        """Whether all of some words, of which there are any, stand in these sentences."""
        own = set(sentences)
        placed = [span for span in spans if span.start is not None]
        return bool(placed) and all(set(self.sentences_at([span])) <= own for span in placed)

    def words_of(self, sentence: int) -> str:
        """A sentence as printed."""
        start, stop = self._places[sentence]
        return self.text[start:stop]

    def taken(self, marks: Iterable[Mark]) -> tuple[str, ...]:
        """The words that marks take away, as printed."""
        return tuple(
            self.words_of(mark.sentence) if isinstance(mark, Gone) else self.text[mark.start : mark.stop]
            for mark in marks
            if not isinstance(mark, Added)
        )

    def ends_of(self, sections: Iterable[str], facts: Iterable[Fact]) -> Iterator[int]:
        """Where each of these sections of the letter ends, the fittest section first.

        That is behind the last sentence that says what such a section is for, or else behind its last. Where the
        letter has none of the sections, behind the last that the authority says before it takes its leave.

        Args:
            facts: of the letter.
        """
        spoken = [(number, one) for number, one in enumerate(self._sentences) if self._is_said(one)]
        said = [(fact.kind, self.sentences_at(fact.evidence)) for fact in facts if fact.kind in _TOLD_IN]
        for section in sections:
            own = [number for number, one in spoken if one.section == section]
            telling = {number for kind, places in said if section in _TOLD_IN[kind] for number in places}
            yield from ([number for number in own if number in telling] or own)[-1:]
        yield from [number for number, one in spoken if one.section not in ("header", "closing")][-1:]

    @staticmethod
    def _is_said(sentence: "Sentence") -> bool:
        return sentence.voice == "authority" and not sentence.is_heading

    def edits_of(self, marks: Iterable[Mark]) -> tuple[Edit, ...]:
        """What marks come to, a piece of the text at a time, in order and apart from each other."""
        marks = tuple(dict.fromkeys(marks))
        gone = {mark.sentence for mark in marks if isinstance(mark, Gone)}
        replaced = {mark.sentence for mark in marks if isinstance(mark, Added) and not mark.apart}
        gone |= set(self._left_without_content(gone - replaced))
        found = [edit for block in self._blocks for edit in self._edits_in(block, gone, marks)]
        return _joined(sorted(found), self.text)

    def _left_without_content(self, gone: set[int]) -> Iterator[int]:
        """The headings all of whose content goes."""
        heading: int | None = None
        content: list[int] = []
        for number, sentence in enumerate((*self._sentences, None)):
            if sentence is None or sentence.is_heading:
                if heading is not None and content and gone.issuperset(content):
                    yield heading
                heading, content = number, []
            else:
                content.append(number)

    def _edits_in(self, block: int, gone: set[int], marks: Sequence[Mark]) -> Iterator[Edit]:
        own = self._blocks[block]
        added = [mark for mark in marks if isinstance(mark, Added) and mark.sentence in own]
        apart = [mark.words for mark in added if mark.apart]
        within = [mark for mark in added if not mark.apart]
        if gone.issuperset(own) and not within:
            whole = self._without_block(own)
            words = "".join(self._as_long_as(line) + self._between for line in apart)
            yield whole._replace(replacement=words)
            return
        yield from self._within(own, gone, marks, within)
        if apart:
            yield self._paragraphs(own[-1], apart)

    def _within(self, own: list[int], gone: set[int], marks: Sequence[Mark], added: list[Added]) -> Iterator[Edit]:
        pieces: list[Edit] = []
        replaced = {mark.sentence for mark in added}
        stays = max((number for number in own if number not in gone or number in replaced), default=own[0])
        for number in own:
            start, stop = self._places[number]
            words = " ".join(mark.words for mark in added if mark.sentence == number)
            if number in gone:
                pieces.append(
                    Edit(start, stop, words) if words else self._with_space(start, stop, own, last=number > stays)
                )
                continue
            pieces += [
                Edit(mark.start, mark.stop, mark.words)
                for mark in marks
                if isinstance(mark, Swapped) and start <= mark.start and mark.stop <= stop
            ]
            if words:
                joint = " " if _SIGNS_OF_END.search(self.text[start:stop]) else ". "
                pieces.append(Edit(stop, stop, joint + words))
        if pieces:
            yield from self._wrapped(_apart(sorted(pieces)), own)

    def _with_space(self, start: int, stop: int, own: list[int], *, last: bool) -> Edit:
        """A sentence and the space that parts it from the next, or from the one before where none stays behind it."""
        if not last:
            behind = re.compile(r"\s*").match(self.text, stop)
            return Edit(start, behind.end() if behind else stop, "")
        before = len(self.text[:start].rstrip())
        return Edit(max(before, self._places[own[0]][0]), stop, "")

    def _wrapped(self, pieces: list[Edit], own: list[int]) -> Iterator[Edit]:
        """The pieces, or where the paragraph has lines of its own the rest of it, wrapped anew at its width.

        Where a line that was wrapped became short, its end would look as if it were meant.
        """
        first, last = self._places[own[0]][0], self._places[own[-1]][1]
        lines = self.text[first:last].split("\n")
        line_start = self.text.rfind("\n", 0, pieces[0].start) + 1
        width = max(len(line) for line in (*lines, self.text[self.text.rfind("\n", 0, first) + 1 :].split("\n", 1)[0]))
        if len(lines) == 1 or width < _LEAST_WRAP or self._break * 2 in self.text[first:last]:
            yield from pieces
            return
        begin = max(line_start, first)
        end = max(last, pieces[-1].stop)
        rest: list[str] = []
        at = begin
        for piece in pieces:
            rest += (self.text[at : piece.start], piece.replacement)
            at = piece.stop
        rest.append(self.text[at:end])
        indent = " " * (begin - line_start)
        yield Edit(begin, end, self._filled("".join(rest), width, indent)[len(indent) :])

    def _without_block(self, own: list[int]) -> Edit:
        """A block with its label, its line break, and one of the blank lines around it."""
        first, last = self._places[own[0]][0], self._places[own[-1]][1]
        before = max((stop for _, stop in self._places[: own[0]]), default=0)
        start = max(self.text.rfind("\n", 0, first) + 1, before)
        behind = re.compile(r"[^\n]*(?:\n|$)").match(self.text, last)
        stop = behind.end() if behind else last
        after = min((begin for begin, _ in self._places[own[-1] + 1 :]), default=len(self.text))
        if stop > after:
            return Edit(first, last, "")
        blank = re.compile(r"(?:[ \t\r]*\n)*").match(self.text, stop)
        if blank and (start == 0 or self.text[:start].endswith(self._break * 2) or not blank[0]):
            stop = blank.end()
        return Edit(start, stop, "")

    def _paragraphs(self, sentence: int, words: list[str]) -> Edit:
        """New paragraphs at the end of the line on which a sentence ends."""
        stop = self._places[sentence][1]
        end = self.text.find(self._break, stop)
        end = len(self.text) if end < 0 else end
        following = min((start for start, _ in self._places[sentence + 1 :]), default=len(self.text) + 1)
        at = stop if following < end else end
        return Edit(at, at, "".join(self._between + self._as_long_as(line) for line in words))

    def _filled(self, words: str, width: int, indent: str) -> str:
        whole = " ".join(words.split())
        lines = textwrap.wrap(whole, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)
        return self._break.join(lines)

    def _as_long_as(self, words: str) -> str:
        """A paragraph wrapped where the letter's own are."""
        longest = max(map(len, self.text.split("\n")), default=0)
        return self._filled(words, longest, "") if _LEAST_WRAP <= longest <= 2 * _LEAST_WRAP else words


def _apart(pieces: list[Edit]) -> list[Edit]:
    """Pieces of which none lies within another."""
    kept: list[Edit] = []
    for piece in pieces:
        if not kept or piece.start >= kept[-1].stop:
            kept.append(piece)
    return kept


def _joined(edits: list[Edit], text: str) -> tuple[Edit, ...]:
    """Edits that touch as one, each cut down to what it changes."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and edit.start <= joined[-1].stop:
            before = joined.pop()
            joined.append(Edit(before.start, max(before.stop, edit.stop), before.replacement + edit.replacement))
        else:
            joined.append(edit)
    return tuple(cut for edit in joined if (cut := _cut(edit, text)).start < cut.stop or cut.replacement)


def _cut(edit: Edit, text: str) -> Edit:
    """An edit without the whole words at its ends that stay as they are."""
    old, new = text[edit.start : edit.stop], edit.replacement
    most = min(len(old), len(new))
    same = next((number for number in range(most) if old[number] != new[number]), most)
    while same and not old[same - 1].isspace():
        same -= 1
    return Edit(edit.start + same, edit.stop, new[same:])
