"""A letter read again after words of it were exchanged, as if its file had been edited so."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ncnd_rules.letter import Letter, sha256
from ncnd_rules.read.lines import blocks_of, lines_of
from ncnd_rules.read.normal import passage
from ncnd_rules.reading import Block, Passage, Reading, Source

# Words to put in the place of others: start, stop (exclusive), replacement.
Exchange = tuple[int, int, str]
_PARAGRAPHS = re.compile(r"\n{2,}")


def edited(reading: Reading, exchanges: Sequence[Exchange]) -> Reading:
    """The reading of the letter with some words exchanged; *exchanges* are in order and apart from each other.

    Plain text is read anew. Of other formats the blocks that their readers made are kept, and only those change in
    which words do: what is a heading, a row or the foot of a page was told by more than the text.
    """
    text = exchanged(reading.text, exchanges)
    letter = Letter.model_validate({**reading.letter.model_dump(by_alias=True), "sha256": sha256(text.encode())})
    if reading.source.format == "text":
        return Reading(letter, text, blocks_of(list(lines_of(text)), text), reading.source)
    moved = _Moved(exchanges)
    blocks = [block for old in reading.blocks for block in _changed(old, text, moved)]
    for block in _put_in(exchanges, text, moved):
        # A label without words has no place of its own, and stays behind what it stood behind.
        before = (at for at, one in enumerate(blocks) if one.passage.places and one.passage.places[0] < _first(block))
        blocks.insert(max(before, default=-1) + 1, block)
    anchors = tuple((moved.to(at), anchor) for at, anchor in reading.source.anchors)
    remarks = tuple(remark._replace(start=moved.to(remark.start)) for remark in reading.source.remarks)
    return Reading(letter, text, tuple(blocks), Source(reading.source.format, anchors, remarks))


def exchanged(text: str, exchanges: Iterable[Exchange]) -> str:
    """A text with words exchanged."""
    done: list[str] = []
    at = 0
    for start, stop, replacement in exchanges:
        done += (text[at:start], replacement)
        at = stop
    return "".join((*done, text[at:]))


def _first(block: Block) -> int:
    return block.passage.places[0]


class _Moved:
    """Where the characters of a text stand after exchanges."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._exchanges = exchanges
        self._starts = [start for start, _, _ in exchanges]
        grown = (len(replacement) - (stop - start) for start, stop, replacement in exchanges)
        self._shifts = list(accumulate(grown, initial=0))

    def to(self, at: int) -> int:
        """The new place of a character; of one that is gone, that of what stands where it stood."""
        before = bisect_right(self._starts, at)
        if before and at < self._exchanges[before - 1][1]:
            return self._starts[before - 1] + self._shifts[before - 1]
        return at + self._shifts[before]

    def touches(self, start: int, stop: int) -> bool:
        """Whether any of the words between two places are exchanged, or others put between them."""
        return any(start <= first <= stop and start < last for first, last, _ in self._exchanges) or any(
            first < start < last for first, last, _ in self._exchanges
        )

    def end(self, stop: int) -> int:
        """Where words end that ended at *stop*: behind what was put in there without a new paragraph."""
        end = self.to(stop - 1) + 1 if stop else 0
        for first, last, replacement in self._exchanges:
            if first == last == stop and not replacement.startswith("\n"):
                end += len(replacement.rstrip("\n"))
            elif first < stop <= last:
                end = max(end, self.to(first) + len(replacement.rstrip()))
        return end


def _changed(block: Block, text: str, moved: _Moved) -> Iterable[Block]:
    """A block in the new text; none where all of its words are gone."""
    places = block.passage.places
    if not places:
        yield block._replace(passage=Passage(block.passage.words, array("l"), text))
        return
    first, last = places[0], places[-1] + 1
    if not moved.touches(first, last) and moved.end(last) == moved.to(last - 1) + 1:
        shift = moved.to(first) - first
        yield block._replace(passage=Passage(block.passage.words, array("l", [at + shift for at in places]), text))
        return
    new = passage(text, [(moved.to(first), moved.end(last))])
    if new.words:
        yield block._replace(passage=new)


def _put_in(exchanges: Iterable[Exchange], text: str, moved: _Moved) -> Iterable[Block]:
    """The paragraphs that were put between blocks."""
    for start, stop, replacement in exchanges:
        if start != stop or not replacement.startswith("\n"):
            continue
        at = moved.to(start) - len(replacement)
        for paragraph in _PARAGRAPHS.split(replacement):
            begins = at + replacement.index(paragraph) if paragraph else at
            words = passage(text, [(begins, begins + len(paragraph))])
            if words.words:
                yield Block("paragraph", words)
