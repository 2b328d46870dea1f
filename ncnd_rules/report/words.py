"""The words of a finding with the lines and columns they stand in, for formats that name places so."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.letter import Span
from ncnd_rules.report.checked import Checked

STANDARD_INPUT = "-"
_FACTS = (".yaml", ".yml")


class Place(NamedTuple):
    """A character of a text, as an editor shows it."""

    line: int  # from 1
    column: int  # from 1, in code points


class Lines:
    """Where the lines of a text begin; a line ends with a line feed, and with nothing else."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]

    def at(self, offset: int) -> Place:
        """The place of a character; that of the end of the text is one past its last."""
        number = bisect_right(self._starts, offset) - 1
        return Place(number + 1, offset - self._starts[number] + 1)


class Words(NamedTuple):
    """Words of a letter, and where they stand as far as that is known."""

    quote: str
    start: int | None  # first code point, in the file of a plain text and in the extracted text of any other
    stop: int | None
    first: Place | None = None  # of the first character; none but for plain text that is at hand
    last: Place | None = None  # one past the last
    anchor: str = ""  # the place in words, such as 'page 2'; empty where lines tell it


def words_of(spans: Iterable[Span], checked: Checked) -> tuple[Words, ...]:
    """Each span with its place."""
    source = checked.encoding.source
    lines = Lines(checked.text) if checked.text is not None and source.format == "text" else None
    found = []
    for quote, start, stop in ((span.quote, span.start, span.stop) for span in spans):
        if start is None or stop is None:
            found.append(Words(quote, None, None))
        elif lines is None:
            found.append(Words(quote, start, stop, anchor=str(source.at(start) or "")))
        else:
            found.append(Words(quote, start, stop, lines.at(start), lines.at(stop)))
    return tuple(found)


def letter_path(checked: Checked) -> str:
    """The path of the letter itself, with ``/``, also where its facts or its case were named."""
    source, file = Path(checked.source), checked.verdicts.letter.file
    if checked.source == STANDARD_INPUT or source.name == file:
        return source.as_posix()
    folder = source.parent if source.suffix.lower() in _FACTS else source
    return (folder / file).as_posix()
