"""A table of what is told about letters: CSV, a row a letter, checked before anything is run."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.audit.spreadsheet import rows_of
from ncnd_rules.errors import InputError
from ncnd_rules.yamlfile import did_you_mean

_NAMES = ("file", "letter")  # the columns of which a row's letter is named by one
_DAYS = ("date", "request_date", "received_date")


class Row(NamedTuple):
    """One row: which letter it is about, and what it tells of it."""

    line: int
    names: str  # the letter as it is named there
    fields: dict[str, str]  # cells that say something, by column


class Metadata:
    """A table that was read.

    Its files are looked for from its own folder and from where the program was started; what is in neither, from the
    folders of letters.
    """

    def __init__(self, file: Path, rows: tuple[Row, ...], by: str, folders: Sequence[Path] = ()) -> None:
        self.file = file
        self.rows = rows
        self._by_letter = {row.names.lower(): row for row in rows} if by == "letter" else {}
        self._by_file: dict[Path, Row] = {}
        if by == "file":
            near = (Path.cwd(), file.parent)
            self._by_file |= {place: row for row in rows if (place := _among(folders, row, file, near))}
            for folder in near:
                self._by_file |= {_from(folder, row.names): row for row in rows}

    def of(self, file: Path, letter: str) -> Row | None:
        """The row about a letter, by its file's absolute name or its hash."""
        return self._by_file.get(file) or self._by_letter.get(letter)


def read_metadata(file: Path, folders: Sequence[Path] = ()) -> Metadata:
    """Read a table with a line of names and a column ``file`` (or ``letter``, the sha256); other columns as you like.

    Args:
        folders: those of the letters, in which files are looked for too.

    Raises:
        InputError: naming line and column, for a column without a name or twice, no column that names the letter,
            a row with more or fewer cells, a letter named twice or not at all, a day that is none, or a name
            that several of the folders have.
    """
    lines = rows_of(file)
    first = next(lines, None)
    if first is None:
        raise InputError(file, "is empty, expected a line of names and a row a letter")
    header = [name.strip() for name in first[1]]
    by = _check_header(file, header)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, cells in lines:
        if len(cells) != len(header):
            raise InputError(
                file, f"found {len(cells)} cells, expected {len(header)} as in the first line", f"line {line}"
            )
        row = Row(line, cells[header.index(by)].strip(), _fields(file, line, dict(zip(header, cells, strict=True)), by))
        if not row.names:
            raise InputError(file, "found nothing, expected the name of a letter", f"line {line}, column '{by}'")
        if row.names in seen:
            problem = f"found '{row.names}', which stands in line {seen[row.names]} too; expected each letter once"
            raise InputError(file, problem, f"line {line}, column '{by}'")
        seen[row.names] = line
        rows.append(row)
    return Metadata(file, tuple(rows), by, folders)


def day_in(words: str) -> date | None:
    """The one day that words give, as ISO 8601 has it or as letters write it; none where they give none or several."""
    try:
        return date.fromisoformat(words.strip()[:10])
    except ValueError:
        from ncnd_rules.encode.dates import dates_in

        found = {read.on() for read in dates_in(words)}
    return found.pop() if len(found) == 1 else None


def _check_header(file: Path, header: list[str]) -> str:
    for number, name in enumerate(header, start=1):
        if not name:
            raise InputError(file, "found no name, expected one a column", f"line 1, column {number}")
        if header.index(name) != number - 1:
            raise InputError(file, f"found '{name}' twice, expected each column once", f"line 1, column {number}")
    by = next((name for name in _NAMES if name in header), None)
    if by is None:
        near = next((hint for name in header if (hint := did_you_mean(name, _NAMES))), "")
        found = ", ".join(header)
        raise InputError(file, f"found the columns {found}; expected one called 'file' or 'letter'{near}", "line 1")
    return by


def _fields(file: Path, line: int, cells: dict[str, str], by: str) -> dict[str, str]:
    for name in _DAYS:
        value = cells.get(name, "").strip()
        if value and day_in(value) is None:
            problem = f"found '{value}', expected a day such as 2024-05-03 or 3 May 2024"
            raise InputError(file, problem, f"line {line}, column '{name}'")
    return {name: cell.strip() for name, cell in cells.items() if name != by and cell.strip()}


def _among(folders: Sequence[Path], row: Row, file: Path, near: Sequence[Path]) -> Path | None:
    """Where a file of that name is in one of some folders, unless it is near."""
    places = _there(folders, row.names)
    if not places or _there(near, row.names):
        return None
    if len(places) > 1:
        problem = f"found '{row.names}', which may be {places[0]} or {places[1]}; expected its path from here"
        raise InputError(file, problem, f"line {row.line}, column 'file'")
    return places[0]


def _there(folders: Sequence[Path], name: str) -> list[Path]:
    """The files of a name in some folders; one that can be no file's is in none."""
    places = dict.fromkeys(_from(folder, name) for folder in folders)
    return [place for place in places if os.path.exists(place)]  # noqa: PTH110 - `Path.exists` fails on a name too long


def _from(folder: Path, name: str) -> Path:
    return Path(os.path.abspath(folder / name))  # noqa: PTH100 - as it is named, links and all
