"""From a file, or from bytes, to blocks."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from ncnd_rules import textfile
from ncnd_rules.errors import LetterError, Unreadable, check_given
from ncnd_rules.letter import Letter, plain, sha256
from ncnd_rules.read.extract import Extract
from ncnd_rules.read.layout import laid_out
from ncnd_rules.read.lines import blocks_of, lines_of
from ncnd_rules.read.sniff import UTF_16, Format, format_of
from ncnd_rules.reading import Reading

STANDARD_INPUT = Path("-")
"""The path that stands for what is piped in."""

SUFFIXES = frozenset({
    "", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".msg",
    ".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".pdf",
})  # fmt: skip
"""Endings of names that are taken for letters in a folder, where nobody has named each file. How a file is read is
decided by its content."""
BY_OFFICE: tuple[Format, ...] = ("doc", "rtf", "odt")
_NAMED = {
    ".pdf": "PDF", ".docx": "Word", ".docm": "Word", ".dotx": "Word", ".doc": "Word", ".rtf": "RTF",
    ".odt": "OpenDocument", ".msg": "Outlook",
}  # fmt: skip
MOST_BYTES = 64 * 2**20  # a letter with scanned pages may have tens of megabytes


def read(path: str | os.PathLike[str]) -> Reading:
    """Read one letter, whatever its format; ``-`` is standard input.

    >>> letter = read("cases/partial-ncnd-sound/letter.txt")
    >>> [block.passage.words for block in letter.blocks][:2]
    ['Wexmoor Police', 'Information Rights Team']

    Raises:
        LetterError: for a missing file, a directory or device, more than 64 MB (text: 16 MB), an
            empty file, text that is not UTF-8 (the message gives the byte position), and, as
            "unreadable", whatever keeps a reader from the words: the message says what.
    """
    path = Path(path)
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise LetterError(path, "standard input is closed, expected a letter")
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        data = textfile.read_bytes(path, LetterError, MOST_BYTES)
    return read_bytes(data, path)


def read_bytes(
    data: bytes, path: str | os.PathLike[str], extract: Callable[[bytes, Format], Extract] | None = None
) -> Reading:
    """Read a letter's bytes; *path* names it in messages.

    Plain text is read here; every other format in a child process with limits, or by *extract*, for a caller that
    is itself held to limits.

    Raises:
        LetterError: as for `read`.
        NcndError: for what are no bytes.
    """
    check_given("data", data, bytes, "the bytes of a letter")
    path = Path(path)
    try:
        letter = Letter(file=plain("standard input" if path == STANDARD_INPUT else path.name), sha256=sha256(data))
    except ValueError as problem:
        raise LetterError(path, f"cannot be named in a report: {problem}") from None
    try:
        form = format_of(data)
        if form == "text":
            text = _decoded(data, path)
            return Reading(letter, text, blocks_of(list(lines_of(text)), text))
        return _with_words(laid_out((extract or _guarded)(data, form), letter))
    except Unreadable as problem:
        raise LetterError(path, f"unreadable: {problem}") from None


def _decoded(data: bytes, path: Path) -> str:
    """The text of a file that shows no other format; where its name promises one, that is what is wrong with it."""
    try:
        return textfile.decoded(data, path, LetterError)
    except LetterError:
        promised = _NAMED.get(path.suffix.lower())
        if promised is None or not data.strip() or data.startswith(UTF_16):
            raise
        raise Unreadable(f"is no {promised} file, though its name says so; it may be damaged or locked") from None


def _with_words(reading: Reading) -> Reading:
    """A reading, unless there is nothing in it: a letter that was not read must not look like one without fault."""
    if any(block.passage.words for block in reading.blocks):
        return reading
    lost = next((remark.says for remark in reading.source.remarks if remark.unread), "")
    raise Unreadable(f"shows no words that can be read{f' ({lost})' if lost else ''}; expected a letter")


def _guarded(data: bytes, form: Format) -> Extract:
    from ncnd_rules.read import guard  # a process of its own, which plain text does not need

    if len(data) > MOST_BYTES:
        raise Unreadable(f"has more than {MOST_BYTES // 2**20} MB")
    docx = by_office(data, form)
    return guard.extract(data, form) if docx is None else guard.extract(docx, "docx")._replace(format=form)


def by_office(data: bytes, form: Format) -> bytes | None:
    """The .docx that LibreOffice makes of a file of another word processor; none of a format that is read as it is.

    LibreOffice needs more memory than a reader is given, and is held to limits of its own.

    Raises:
        Unreadable: as `office.to_docx` does.
    """
    if form not in BY_OFFICE:
        return None
    from ncnd_rules.read import office

    return office.to_docx(data, f".{form}")
