"""Sheets that a person codes: rows out, words of the coder back in."""

import csv
from collections.abc import Iterable
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.audit.spreadsheet import rows_of
from ncnd_rules.errors import InputError
from ncnd_rules.letter import visible
from ncnd_rules.report.as_csv import uncalculated
from ncnd_rules.yamlfile import did_you_mean


class Coded(StrEnum):
    """What a coder may say of a rule and a letter."""

    INCONSISTENT = "inconsistent"
    CONSISTENT = "consistent"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


MEANINGS = {
    Coded.INCONSISTENT: "the rule applies to this letter, and the letter does not meet it",
    Coded.CONSISTENT: "the rule applies, and the letter meets it or is excused",
    Coded.NOT_APPLICABLE: "the letter has nothing of what the rule speaks of",
    Coded.CANNOT_TELL: "it cannot be told from this copy",
}


class Coding(NamedTuple):
    """One sheet as a person filled it in."""

    path: Path
    said: dict[str, Coded]  # id of the row to the coder's word
    lines: dict[str, int]  # id of the row to the line of the file, also of rows without a word
    remarks: dict[str, str]


_ID, _VERDICT, _REMARK = "id", "verdict", "remark"
COLUMNS = ("id", "letter", "sha256", "authority", "date", "rule", "question", "asks", "words")
FOR_THE_CODER = (_VERDICT, _REMARK)
_MOST = 32_000  # characters; the common spreadsheets cut a cell at 32,767


def sheet_as_csv(rows: Iterable[dict[str, str]], columns: Iterable[str] = COLUMNS) -> str:
    """A line of names, then a row each, with two empty columns for the coder."""
    names = (*columns, *FOR_THE_CODER)
    stream = StringIO()
    writer = csv.DictWriter(stream, names, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return stream.getvalue().rstrip("\n")


def load_coding(path: Path) -> Coding:
    """A sheet that was coded; rows still without a word are kept as such.

    Raises:
        InputError: naming file, line and column for a word that is none of the four, a row given twice, or a table
            without the columns that matter.
    """
    rows = rows_of(path)
    names = [name.strip().lower() for name in next(rows, (1, []))[1]]
    columns = {name: _column(path, names, name) for name in (_ID, _VERDICT)}
    remark = names.index(_REMARK) if _REMARK in names else None
    said: dict[str, Coded] = {}
    lines: dict[str, int] = {}
    remarks: dict[str, str] = {}
    for line, cells in rows:
        if len(cells) <= max(columns.values()):
            raise InputError(path, f"found {len(cells)} cells, expected {len(names)}", f"line {line}")
        name = cells[columns[_ID]].strip()
        if name in lines:
            raise InputError(
                path, f"found the row '{visible(name)}' again, first on line {lines[name]}", f"line {line}"
            )
        lines[name] = line
        word = " ".join(cells[columns[_VERDICT]].split()).lower()
        if word:
            said[name] = _word(path, word, line, columns[_VERDICT] + 1)
        if remark is not None and len(cells) > remark and cells[remark].strip():
            remarks[name] = cells[remark].strip()
    return Coding(path, said, lines, remarks)


def _column(path: Path, names: list[str], wanted: str) -> int:
    if wanted in names:
        return names.index(wanted)
    found = ", ".join(f"'{visible(name)}'" for name in names[:12]) or "nothing"
    raise InputError(path, f"no column '{wanted}', found {found}; is it a sheet of `ncnd audit sample`?", "line 1")


def _word(path: Path, word: str, line: int, column: int) -> Coded:
    try:
        return Coded(word.replace("_", " "))
    except ValueError:
        words = [coded.value for coded in Coded]
        expected = ", ".join(f"'{one}'" for one in words)
        raise InputError(
            path,
            f"found '{visible(word[:40])}'{did_you_mean(word, words)}, expected {expected} or nothing",
            f"line {line}, column {column} (verdict)",
        ) from None


def _cell(value: str) -> str:
    """A text that no spreadsheet calculates or cuts in silence."""
    told = uncalculated(value)
    return (
        told if len(told) <= _MOST else f"{told[:_MOST]} [cut here: {len(told) - _MOST} more characters in the letter]"
    )
