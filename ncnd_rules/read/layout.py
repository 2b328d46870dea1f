"""An extract laid out as text, one line a line and a blank line between paragraphs, and that text as blocks."""

from ncnd_rules.letter import Letter
from ncnd_rules.read.extract import Extract, Paragraph
from ncnd_rules.read.lines import Line, blocks_of
from ncnd_rules.reading import Anchor, Reading, Remark, Source


def laid_out(extract: Extract, letter: Letter) -> Reading:
    """The reading of a file from what its reader took out of it."""
    lines: list[Line] = []
    anchors: list[tuple[int, Anchor]] = []
    starts: list[int] = []  # of the paragraphs
    text: list[str] = []
    at = 0
    for paragraph in extract.paragraphs:
        starts.append(at)
        for number, (words, anchor) in enumerate(_lines(paragraph)):
            lines.append(_line(paragraph, number, words, at, apart=extract.format == "docx"))
            anchors.append((at, anchor))
            text.append(f"{words}\n")
            at += len(words) + 1
        text.append("\n")
        at += 1
    starts.append(at)
    whole = "".join(text)
    remarks = tuple(Remark(says, starts[before], unread) for says, before, unread in extract.notices)
    return Reading(letter, whole, blocks_of(lines, whole), Source(extract.format, tuple(anchors), remarks))


def _lines(paragraph: Paragraph) -> list[tuple[str, Anchor]]:
    return [(words, anchor) for line, anchor in paragraph.lines if (words := " ".join(line.split()))]


def _line(paragraph: Paragraph, number: int, words: str, at: int, *, apart: bool) -> Line:
    """A line; the first of a paragraph never belongs to the one before if *apart*, or if print has told."""
    joined = True if paragraph.wrapped else None
    if number == 0 and (apart or paragraph.wrapped):
        joined = False
    return Line(at, at + len(words), words, number == 0, joined, paragraph.kind, paragraph.bold)
