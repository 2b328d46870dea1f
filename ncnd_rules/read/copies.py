"""The bytes of a letter's file with words exchanged: of plain text here, of a Word file in the guarded child."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.edited import Exchange, exchanged
from ncnd_rules.reading import Reading


def with_edits(data: bytes, reading: Reading, exchanges: Sequence[Exchange]) -> bytes:
    """The file with some words of its text exchanged; *exchanges* are in order and apart from each other.

    Args:
        data: the bytes of the file; not needed for plain text, which is its own.

    Raises:
        Unreadable: for a format of which no copy is written, and for words that stand where they cannot be edited.
    """
    if reading.source.format == "text":
        return exchanged(reading.text, exchanges).encode()
    if reading.source.format != "docx":
        raise Unreadable(f"copies are written of plain text and of Word files (.docx), found {reading.source.format}")
    from ncnd_rules.read import guard

    return guard.edited(data, json.dumps(line_edits(reading, exchanges)).encode())


# What becomes of a paragraph of a Word file: 'words' exchanges some of one of its lines, 'behind' puts a paragraph
# behind it, 'gone' takes it out. Line: its number in the paragraph, its text, start and stop in it, replacement.
ParagraphEdit = tuple[str, int, int, str, int, int, str]


def line_edits(reading: Reading, exchanges: Sequence[Exchange]) -> list[ParagraphEdit]:
    """Exchanges in the text of a Word file, told by paragraphs and lines.

    Raises:
        Unreadable: for words outside of the body.
    """
    lines = _lines(reading)
    return [edit for exchange in exchanges for edit in _of_lines(exchange, lines)]


class _Line(NamedTuple):
    start: int  # in the text
    stop: int
    paragraph: int  # of the body, from 1; 0 outside of it
    number: int  # in the paragraph
    words: str


def _lines(reading: Reading) -> list[_Line]:
    found: list[_Line] = []
    count: dict[int, int] = {}
    for start, anchor in reading.source.anchors:
        stop = reading.text.find("\n", start)
        paragraph = anchor.paragraph if anchor.paragraph is not None and not anchor.part else 0
        found.append(_Line(start, stop, paragraph, count.get(paragraph, 0), reading.text[start:stop]))
        count[paragraph] = count.get(paragraph, 0) + 1
    return found


def _of_lines(exchange: Exchange, lines: list[_Line]) -> list[ParagraphEdit]:
    start, stop, replacement = exchange
    met = [line for line in lines if line.start <= start <= line.stop or (start < line.stop and line.start < stop)]
    if not met or any(line.paragraph == 0 for line in met):
        raise Unreadable("words outside of the body, such as in a note or a page header, are not edited")
    if start == stop and replacement.startswith("\n"):
        paragraphs = reversed([words for words in replacement.split("\n\n") if words])
        return [("behind", met[0].paragraph, 0, "", 0, 0, words) for words in paragraphs]
    edits: list[ParagraphEdit] = []
    left = replacement
    for line in met:
        if start <= line.start and line.stop < stop and not left.strip():
            edits.append(("gone", line.paragraph, line.number, line.words, 0, len(line.words), ""))
        elif max(start, line.start) < min(stop, line.stop) or start == stop:
            within = max(start, line.start) - line.start, min(stop, line.stop) - line.start
            edits.append(("words", line.paragraph, line.number, line.words, *within, left))
            left = ""
    return edits
