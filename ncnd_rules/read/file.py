"""From a file, or from bytes, to blocks."""

import sys
from pathlib import Path

from ncnd_rules import textfile
from ncnd_rules.errors import LetterError
from ncnd_rules.letter import Letter, plain, sha256
from ncnd_rules.read.lines import blocks_of, lines_of
from ncnd_rules.reading import Reading

STANDARD_INPUT = Path("-")


def read(path: Path) -> Reading:
    """Read one letter; ``-`` is standard input.

    Raises:
        LetterError: for a missing file, a directory or device, more than 16 MB, an empty or binary
            file, or bytes that are not UTF-8; the message gives the byte position.
    """
    data = sys.stdin.buffer.read() if path == STANDARD_INPUT else textfile.read_bytes(path, LetterError)
    return read_bytes(data, path)


def read_bytes(data: bytes, path: Path) -> Reading:
    """Read a letter's bytes; *path* names it in messages.

    Raises:
        LetterError: as for `read`.
    """
    text = textfile.decoded(data, path, LetterError)
    name = "standard input" if path == STANDARD_INPUT else path.name
    try:
        letter = Letter(file=plain(name), sha256=sha256(data))
    except ValueError as problem:
        raise LetterError(path, f"cannot be named in a report: {problem}") from None
    return Reading(letter, text, blocks_of(list(lines_of(text)), text))
