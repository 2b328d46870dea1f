"""The words of a letter of which an audit keeps no text: those of the very file it read, if that is still at hand."""

from typing import NamedTuple

from ncnd_rules.audit.references import file_called
from ncnd_rules.errors import LetterError
from ncnd_rules.letter import sha256
from ncnd_rules.read import read_bytes
from ncnd_rules.read.file import MOST_BYTES
from ncnd_rules.textfile import read_bytes as bytes_of


class Met(NamedTuple):
    """Where a run met a letter."""

    directory: str | None  # from which its file was named
    source: str
    row: int | None  # in a table, where it is not looked for


def text_at(met: Met, letter: str) -> tuple[str | None, str]:
    """The text of a letter whose file still has the bytes that were audited; or none, and why not.

    Args:
        letter: the sha256 of those bytes.
    """
    if met.row is not None:
        return None, f"{met.source} is a table"
    path = file_called(met.directory or ".", met.source)
    try:
        data = bytes_of(path, LetterError, MOST_BYTES)
        if sha256(data) != letter:
            return None, f"{met.source} has changed since"
        return read_bytes(data, path).text, ""
    except LetterError as problem:
        return None, str(problem)
