"""Tables that people fill in: whatever spreadsheet wrote them, in whatever country."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from ncnd_rules.errors import InputError
from ncnd_rules.textfile import read_text

_SEPARATORS = ",;\t"
_LONGEST = 1 << 24  # characters of a cell, which may hold a letter


def rows_of(file: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows in which anything stands, the one with names among them, each with the line on which it begins.

    Raises:
        InputError: naming the line, for what is no CSV; and as `read_text`.
    """
    csv.field_size_limit(_LONGEST)
    text = read_text(file).removeprefix("\ufeff")
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        raise InputError(file, f"{problem}; expected CSV", f"line {reader.line_num}") from None
