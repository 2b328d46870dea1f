"""Which letters are meant: named by reference, a file or a row of one, and read when their turn comes."""

import json
import math
import os
import re
from collections.abc import Iterable, Iterator
from glob import has_magic, iglob
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ncnd_rules import textfile
from ncnd_rules.audit.shards import columns_in, count_rows, rows_between
from ncnd_rules.errors import InputError, LetterError
from ncnd_rules.read import SUFFIXES
from ncnd_rules.read.file import MOST_BYTES
from ncnd_rules.yamlfile import did_you_mean

TABLES = _LINES, _TABLE = ".jsonl", ".parquet"
_WORDS = ("text", "content")  # the columns in which a table may hold a letter, its text or its bytes
_AUDIT = frozenset(("ledger.lock", "owner"))  # what every folder of an audit has, from its first moment
_PIECES, _MOST_ROWS = 64, 1_000  # of a Parquet file
_FILE = "file"  # the column in which it may name one instead, in the folder of the table or below
_MOST_LINE = MOST_BYTES * 2  # bytes; JSON may need two for one
_ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")  # a byte of a name that is no UTF-8, as it is written down


class Piece(NamedTuple):
    """A few letters, by reference: some files, or neighbouring rows of one."""

    files: tuple[str, ...] = ()
    table: str = ""
    first: int = 0  # the row of the table with which it begins
    rows: int = 0  # how many
    offset: int = 0  # the byte of the table at which its first row begins; of lines of JSON only

    @property
    def letters(self) -> int:
        """How many it names."""
        return len(self.files) or self.rows


class Place(NamedTuple):
    """One place where a letter stands, and its bytes or why there are none."""

    source: str
    row: int | None
    data: bytes | None
    problem: str = ""
    metadata: str | None = None  # what else stands in its row, as JSON

    @property
    def name(self) -> str:
        """The letter's name, without folders."""
        return Path(self.at).name

    @property
    def at(self) -> str:
        """Where it stands, for messages."""
        return self.source if self.row is None else f"{self.source} row {self.row}"


def pieces(words: Iterable[str], size: int, besides: Path | None = None) -> Iterator[Piece]:
    """What the words of a command line mean, some letters at a time; folders are gone through by name.

    Args:
        words: files, folders, patterns, and tables: .jsonl with an object a line, .parquet.
        size: how many letters a piece names at most.
        besides: a folder that is passed over, because results are kept there.

    Raises:
        InputError: for a word that means nothing, or a table that cannot be read.
    """
    words = [os.path.normpath(word) for word in words]
    # Several words may name one file. A single folder does not, and its names need not be remembered.
    named: set[str] | None = set() if len(words) > 1 or any(map(has_magic, words)) else None
    for word in words:
        met = False
        for source, is_table in _sources(word, besides):
            if named is not None:
                if source in named:
                    met = True
                    continue
                named.add(source)
            for piece in _pieces_of_table(source, size) if is_table else (Piece(files=(source,)),):
                met = True
                yield piece
        if not met and besides is not None and Path(word).resolve() == besides:
            raise InputError(word, "is to hold what is kept, expected a folder of letters; name another with -o")
        if not met:
            raise InputError(word, "holds no letters, expected files such as .txt, .html, .docx or .pdf")


def gathered(found: Iterable[Piece], size: int) -> Iterator[Piece]:
    """The same letters, with single files put together to pieces of *size*."""
    files: list[str] = []
    for piece in found:
        if piece.table:
            yield piece
            continue
        files += piece.files
        if len(files) >= size:
            yield Piece(files=tuple(files))
            files = []
    if files:
        yield Piece(files=tuple(files))


def places(piece: Piece) -> Iterator[Place]:
    """The letters of a piece with their bytes, one at a time."""
    if piece.table.lower().endswith(_LINES):
        yield from _places_in_lines(piece)
    elif piece.table:
        for number, row in enumerate(rows_between(Path(piece.table), piece.first, piece.rows), start=piece.first):
            yield _place_in_row(piece.table, number, row)
    for file in piece.files:
        yield _place(written(file), None, Path(file))


def written(name: str) -> str:
    """A name as it can be kept and shown: what is no UTF-8 stands in it as an escape, such as that for the byte e9."""
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a character, which no file system gave
        return name.encode("utf-8", "backslashreplace").decode()


def file_called(folder: str, source: str) -> Path:
    """The file that was kept under a name as `written`, from the folder from which it was named."""
    path = os.path.normpath(Path(folder, source))
    if "\\x" in path and not os.path.lexists(path):
        meant = _ESCAPED.sub(lambda byte: bytes.fromhex(byte[1].decode()), os.fsencode(path))
        if os.path.lexists(meant):
            return Path(os.fsdecode(meant))
    return Path(path)


def _sources(word: str, besides: Path | None) -> Iterator[tuple[str, bool]]:
    """The files a word means, and whether each is a table."""
    path = Path(word)
    if path.is_dir():
        yield from ((file, False) for file in _letters_in(word, besides))
    elif path.exists() or not has_magic(word):
        if word == "-":
            raise InputError("standard input", "is read by `ncnd check -`; expected files or folders to audit")
        if not path.exists():
            raise InputError(word, "no such file or folder")
        yield word, _is_table(word)
    else:
        for found in sorted(iglob(word, recursive=True)):  # noqa: PTH207 - names as the user would write them
            if Path(found).is_dir():
                yield from ((file, False) for file in _letters_in(found, besides))
            else:
                yield found, _is_table(found)


def _letters_in(folder: str, besides: Path | None) -> Iterator[str]:
    """The letters below a folder, by name; one folder's names are held at a time."""
    if besides is not None and Path(folder).resolve() == besides:
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as problem:
        raise InputError(folder, f"cannot be listed ({problem.strerror})") from None
    if {entry.name for entry in entries} >= _AUDIT:
        return  # what another audit keeps is no letter, though a name without an ending may be one's
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _letters_in(entry.path, besides)
        elif Path(entry.name).suffix.lower() in SUFFIXES and _is_letter(entry):
            yield entry.path


def _is_letter(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link that should lead to one; links are asked of by name, as one to itself fails."""
    if not entry.is_symlink():
        return entry.is_file()
    return Path(entry.path).is_file() or textfile.leads_nowhere(Path(entry.path))


def _is_table(name: str) -> bool:
    return Path(name).suffix.lower() in TABLES


def _pieces_of_table(table: str, size: int) -> Iterator[Piece]:
    if Path(table).suffix.lower() == _TABLE:
        rows = count_rows(Path(table))
        _check_columns(table)
        # A row group is gone through from its start for each piece, so that there should not be many.
        size = max(size, min(rows // _PIECES, _MOST_ROWS))
        yield from (Piece(table=table, first=at, rows=min(size, rows - at)) for at in range(0, rows, size))
        return
    try:
        with Path(table).open("rb") as lines:
            first = offset = 0
            while taken := sum(1 for _ in islice(iter(lambda: _next_line(lines), b""), size)):
                yield Piece(table=table, first=first, rows=taken, offset=offset)
                first, offset = first + taken, lines.tell()
    except OSError as problem:
        raise InputError(table, f"cannot be read ({problem.strerror})") from None


def _check_columns(table: str) -> None:
    """See that a table has a column with letters at all: else each of its rows would be told of as unreadable.

    Raises:
        InputError: where it has none.
    """
    found = columns_in(Path(table))
    if not {*_WORDS, _FILE} & {*found}:
        hint = next((near for name in found if (near := did_you_mean(name, (*_WORDS, _FILE)))), "")
        raise InputError(
            table, f"found the columns {', '.join(found)}; expected one called text, content or file{hint}"
        )


def _next_line(lines: BinaryIO) -> bytes:
    """The next line, empty at the end; of one that is longer than any letter the beginning only."""
    line = rest = lines.readline(_MOST_LINE)
    while len(rest) == _MOST_LINE and not rest.endswith(b"\n"):
        rest = lines.readline(_MOST_LINE)
    return line


def _places_in_lines(piece: Piece) -> Iterator[Place]:
    with Path(piece.table).open("rb") as lines:
        lines.seek(piece.offset)
        for number in range(piece.first, piece.first + piece.rows):
            line = _next_line(lines)
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):  # the latter of brackets within brackets within brackets
                row = None
            if isinstance(row, dict):
                yield _place_in_row(piece.table, number, row)
            else:
                yield Place(
                    written(piece.table), number, None, f"line {number + 1}: is no JSON object, expected one a line"
                )


def _place_in_row(table: str, number: int, row: dict[str, Any]) -> Place:
    besides = {name: value for name, value in row.items() if name not in _WORDS and _is_told(value)}
    metadata = (
        json.dumps(besides, ensure_ascii=False, default=str).encode("utf-8", "replace").decode() if besides else None
    )
    source = written(table)
    for name in _WORDS:
        value = row.get(name)
        if isinstance(value, str | bytes) and value:
            data = value.encode("utf-8", "replace") if isinstance(value, str) else value
            return Place(source, number, data, metadata=metadata)
    named = row.get(_FILE)
    if isinstance(named, str) and named:
        folder = Path(table).parent
        if not _is_below(folder, named):
            problem = f"names '{written(named)}', expected a file in the folder of the table or below"
            return Place(source, number, None, problem, metadata)
        return _place(source, number, folder / named, metadata)
    return Place(
        source, number, None, f"has no letter, expected one of the columns {', '.join((*_WORDS, _FILE))}", metadata
    )


def _is_below(folder: Path, named: str) -> bool:
    """Whether a row names what stands in a folder, links followed: a table of somebody else's could name any file."""
    try:
        return (folder / named).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return True  # the name of nothing, or of a link to itself: whoever reads it says so


def _is_told(value: Any) -> bool:
    """Whether a cell says something: of numbers, pandas writes a missing one as NaN."""
    return value is not None and not (isinstance(value, float) and math.isnan(value))


def _place(source: str, row: int | None, file: Path, metadata: str | None = None) -> Place:
    try:
        return Place(source, row, textfile.read_bytes(file, LetterError, MOST_BYTES), metadata=metadata)
    except LetterError as problem:
        return Place(source, row, None, written(problem.why.removeprefix("unreadable: ")), metadata)
