"""Marks that may overlap, cut into pieces that do not, laid along the lines of a letter."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ncnd_rules.read.lines import Line, blocks_of, lines_of
from ncnd_rules.reading import Block, BlockKind

Marks = Sequence[tuple[int, int]]  # start and stop in the text, the second exclusive


class Piece(NamedTuple):
    """Words that the same marks cover."""

    words: str
    marks: tuple[int, ...] = ()  # those that cover them, by their place among all
    ends: tuple[int, ...] = ()  # those of them that end with these words


class Paragraph(NamedTuple):
    """Lines of a letter that belong together, as pieces in order."""

    kind: BlockKind
    bold: bool
    pieces: tuple[Piece, ...]


def laid_along(text: str, marks: Marks) -> tuple[Paragraph, ...]:
    """A letter as its paragraphs, with every word that is not blank, each mark's last words telling that it ends.

    Whatever format the letter had, its text is read as lines: what belongs together is told by look.
    """
    paragraphs: list[Paragraph] = []
    seen: dict[int, tuple[int, int]] = {}  # of each mark, the last paragraph and piece that show it
    coming = sorted((mark for mark in range(len(marks)) if marks[mark][0] < marks[mark][1]), key=marks.__getitem__)
    coming.reverse()
    here: list[int] = []
    for start, stop, kind, bold in _paragraphs(text):
        while coming and marks[coming[-1]][0] < stop:
            here.append(coming.pop())
        here = [mark for mark in here if marks[mark][1] > start]
        pieces = list(_pieces(text, (start, stop), here, marks))
        for number, piece in enumerate(pieces):
            seen |= dict.fromkeys(piece.marks, (len(paragraphs), number))
        paragraphs.append(Paragraph(kind, bold, tuple(pieces)))
    for mark, (paragraph, number) in sorted(seen.items()):
        pieces = list(paragraphs[paragraph].pieces)
        pieces[number] = pieces[number]._replace(ends=(*pieces[number].ends, mark))
        paragraphs[paragraph] = paragraphs[paragraph]._replace(pieces=tuple(pieces))
    return tuple(paragraphs)


def _pieces(text: str, within: tuple[int, int], here: Sequence[int], marks: Marks) -> Iterator[Piece]:
    """Some words of the text, cut wherever one of the marks *here* begins or ends."""
    at, stop = within
    ends = {place for mark in here for place in marks[mark] if at < place < stop}
    for end in (*sorted(ends), stop):
        covering = tuple(mark for mark in sorted(here) if marks[mark][0] <= at and marks[mark][1] >= end)
        yield Piece(text[at:end], covering)
        at = end


def _paragraphs(text: str) -> Iterator[tuple[int, int, BlockKind, bool]]:
    """Neighbouring lines of one block, from the first's beginning to the last's end."""
    lines = tuple(lines_of(text))
    blocks = blocks_of(lines, text)
    owners = list(_owners(lines, blocks))
    first = 0
    for number, owner in enumerate(owners):
        if number + 1 == len(owners) or owner is None or owners[number + 1] != owner:
            block = None if owner is None else blocks[owner]
            kind: BlockKind = "line" if block is None else block.kind
            yield lines[first].start, lines[number].stop, kind, block is not None and block.bold
            first = number + 1


def _owners(lines: Sequence[Line], blocks: Sequence[Block]) -> Iterator[int | None]:
    """The block in which the words of each line stand; none for a line that is only a label or a mark."""
    starts = [line.start for line in lines]
    owners: dict[int, int] = {}
    for number, block in enumerate(blocks):
        # A line has one block, so that one place for each of its lines would do; there is no telling which.
        for line in {bisect_right(starts, place) - 1 for place in block.passage.places}:
            owners[line] = number
    return (owners.get(number) for number in range(len(lines)))
