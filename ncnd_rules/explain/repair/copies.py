"""A copy of a letter's file with the edits of one set, held against what was promised before anybody gets it."""

from collections.abc import Sequence
from pathlib import Path

from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.errors import LetterError, Unreadable
from ncnd_rules.explain.repair.model import Edit, Repairs, applied
from ncnd_rules.explain.repair.problems import problems_in
from ncnd_rules.letter import CopyState
from ncnd_rules.read import read_bytes, with_edits
from ncnd_rules.reading import Reading
from ncnd_rules.textfile import read_bytes as bytes_of


def repaired_copy(
    path: Path, reading: Reading, repairs: Repairs, number: int, checker: Checker, copy: CopyState | None = None
) -> bytes:
    """The bytes of a letter's file with the edits of one set, counted from 1.

    Raises:
        LetterError: for a format of which no copy is written, and where the copy, read again, does not say exactly
            the edited text or still has what the set clears.
    """
    edits = repairs.sets[number - 1].edits
    data = bytes_of(path, LetterError) if reading.source.format != "text" else b""
    made, again = edited_copy(path, data, reading, edits)
    before, after = (checker.check(encode(one, copy)) for one in (reading, again))
    if problem_left := next(problems_in(after, before, repairs.mended), None):
        raise LetterError(path, f"cannot be edited: the copy would still have {problem_left.rule}")
    return made


def edited_copy(path: Path, data: bytes, reading: Reading, edits: Sequence[Edit]) -> tuple[bytes, Reading]:
    """The bytes of a letter's file with some edits, and what is then read in it.

    Args:
        path: what the file is called.
        data: its bytes; not needed for plain text.

    Raises:
        LetterError: for a format of which no copy is written, and where the copy, read again, does not say exactly
            the edited text.
    """
    try:
        made = with_edits(data, reading, edits)
    except Unreadable as problem:
        raise LetterError(path, f"cannot be edited: {problem}") from None
    again = read_bytes(made, path)
    if _lines(again.text) != _lines(applied(reading.text, edits)):
        raise LetterError(path, "cannot be edited: the copy would not read exactly as the edited text")
    return made, again


def _lines(text: str) -> list[str]:
    """The lines that say something: whether blank ones stand between those of a Word file is told by all of them."""
    return [line for line in text.splitlines() if line.strip()]
