"""The plain text of a mail: lines that were wrapped for the journey, and the words of others that it quotes."""

import re
from collections.abc import Iterator
from itertools import groupby

from ncnd_rules.read.extract import Paragraph
from ncnd_rules.read.text import paragraphs_of

FORWARDED = re.compile(r"(?i)^(?:begin forwarded message|-{2,} ?forwarded message)")
_MARKS = re.compile(r"(?:> ?)+")
_FLOWED_MARKS = re.compile(r">+")
_SIGNATURE = "-- "


def paragraphs_of_mail(text: str, *, flowed: bool = False, without_spaces: bool = False) -> tuple[Paragraph, ...]:
    """The paragraphs of a mail's text; those it quotes are marked, without the signs before their lines.

    A message that is forwarded is no quotation, though some programs put the signs before it.

    Args:
        flowed: whether a line that ends in a space goes on in the next (RFC 3676).
        without_spaces: whether that space is no part of the words.
    """
    lines = _unfolded(text, without_spaces=without_spaces) if flowed else _with_depth(text)
    paragraphs: list[Paragraph] = []
    forwarded = False
    for quoted, run in groupby(lines, lambda line: line[0] > 0):
        own = paragraphs_of("\n".join(words for _, words in run))
        if quoted and not forwarded:
            own = tuple(paragraph._replace(kind="quoted") for paragraph in own)
        elif not quoted and own:
            forwarded = FORWARDED.match(own[-1].lines[0].text) is not None
        paragraphs += own
    return tuple(paragraphs)


def _with_depth(text: str) -> Iterator[tuple[int, str]]:
    """Each line behind the number of its signs of quotation."""
    for line in text.splitlines():
        marks = _MARKS.match(line)
        yield (marks[0].count(">"), line[marks.end() :]) if marks else (0, line)


def _unfolded(text: str, *, without_spaces: bool) -> Iterator[tuple[int, str]]:
    """The same of flowed text, each line whole."""
    open_depth, parts = 0, list[str]()
    for line in text.splitlines():
        marks = _FLOWED_MARKS.match(line)
        depth = len(marks[0]) if marks else 0
        words = line[depth:].removeprefix(" ")
        if parts and (depth != open_depth or words == _SIGNATURE):
            yield open_depth, "".join(parts)
            parts = []
        goes_on = words.endswith(" ") and words != _SIGNATURE
        parts.append(words[:-1] if goes_on and without_spaces else words)
        open_depth = depth
        if not goes_on:
            yield depth, "".join(parts)
            parts = []
    if parts:
        yield open_depth, "".join(parts)
