"""Shards: rows of several tables, put in place by one rename, so that nobody ever sees half of them.

The only module that knows how tables are laid down in files. A shard is a folder below ``shards/`` of an audit with a
Parquet file for each table it has rows of, or might have had: ``shards/*/facts.parquet`` is every fact.
"""

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from ncnd_rules.audit.schema import BY_NAME
from ncnd_rules.errors import InputError, NcndError

_FOLDER = "shards"
_OWNER = "owner"
_UNFINISHED = "."  # how the name of a shard begins that is being written: `shards/*` passes it over

_AT_A_TIME = 256  # rows of somebody else's file: each may hold a letter

Rows = Sequence[Mapping[str, Any]]


def write_shard(audit: Path, name: str, tables: Mapping[str, Rows]) -> Path:
    """Put rows of several tables in place, all of them or none.

    A shard that is already there under this name holds the same rows, and is left alone.

    Args:
        name: of the shard, unique in the audit.
        tables: name of the table to its rows; a column that a row does not name is null.

    Raises:
        InputError: where it cannot be written; the disk may be full.
    """
    return write_batches(audit, name, {table: [batch_of(table, rows)] for table, rows in tables.items()})


def write_batches(audit: Path, name: str, tables: Mapping[str, Sequence[Any]], owner: str = "") -> Path:
    """As `write_shard`, of batches that `batch_of` has made.

    Args:
        owner: the run that may write, for a writer that does not know whether its run still goes on: where another
            has taken the audit over, nothing is put in place.
    """
    place = audit / _FOLDER / name
    if place.is_dir():
        return place
    unfinished = place.with_name(f"{_UNFINISHED}{name}.{os.getpid()}")
    try:
        unfinished.mkdir(parents=True)
        for table, batches in tables.items():
            _write(unfinished / f"{table}.parquet", table, batches)
        _settle(unfinished)
        _check_owner(audit, owner)
        unfinished.rename(place)
        _settle(place.parent)
    except OSError as problem:
        shutil.rmtree(unfinished, ignore_errors=True)
        if place.is_dir():
            return place  # somebody who was given the same work was faster
        raise InputError(place, f"cannot be written ({problem.strerror or problem})") from None
    return place


def _check_owner(audit: Path, owner: str) -> None:
    if owner and owner != owner_of(audit):
        raise OSError("another run has taken the audit over")


def shards(audit: Path) -> tuple[Path, ...]:
    """The shards that are in place, by name."""
    folder = audit / _FOLDER
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(_UNFINISHED)))


def remove_shard(shard: Path) -> None:
    """Take away a shard that another has replaced: out of sight by one rename, then for good."""
    hidden = shard.with_name(f"{_UNFINISHED}{shard.name}.{os.getpid()}")
    shard.rename(hidden)
    shutil.rmtree(hidden, ignore_errors=True)


def sweep(audit: Path) -> int:
    """Take away what was left unfinished, and say how many shards that were.

    Only once the audit was taken over: a writer that was lost from sight can then put nothing more in place.
    """
    left = list((audit / _FOLDER).glob(f"{_UNFINISHED}*"))
    for path in left:
        # Gone by one rename, or its writer might put in place what is left of it.
        swept = path.with_name(f"{_UNFINISHED}{uuid.uuid4().hex}")
        try:
            path.rename(swept)
        except FileNotFoundError:
            continue  # its writer was faster: it is in place, and counts
        shutil.rmtree(swept, ignore_errors=True)
    return len(left)


def take_over(audit: Path) -> str:
    """Make a new run the owner of the audit, and say its mark: what writers of earlier ones bring comes too late.

    Raises:
        InputError: where the mark cannot be written.
    """
    mark = uuid.uuid4().hex
    unfinished = audit / f"{_UNFINISHED}{_OWNER}"
    try:
        unfinished.write_text(mark, encoding="ascii")
        unfinished.replace(audit / _OWNER)
    except OSError as problem:
        raise InputError(audit / _OWNER, f"cannot be written ({problem.strerror})") from None
    return mark


def owner_of(audit: Path) -> str:
    """The mark of the run that owns the audit; empty where none can be seen."""
    try:
        return (audit / _OWNER).read_text(encoding="ascii")
    except OSError:
        return ""


def rows_of(
    shard: Path, table: str, columns: Sequence[str] | None = None, letters: Iterable[str] | None = None
) -> list[dict[str, Any]]:
    """The rows of one table in one shard; none where it has none.

    Args:
        letters: those whose rows are wanted; all where none are given.

    Raises:
        InputError: where its file is damaged.
    """
    path = shard / f"{table}.parquet"
    if not path.is_file():
        return []
    wanted = None if letters is None else [("letter", "in", list(letters))]
    named = None if columns is None else list(columns)
    with _readable(path, "a shard"):
        found = _parquet().read_table(path, columns=named, filters=wanted, partitioning=None)
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def rows_in(audit: Path, table: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of one table in every shard, one shard after the other."""
    for shard in shards(audit):
        yield from rows_of(shard, table, columns)


def distinct(shard: Path, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The different values that stand together in some columns of one table; none where the shard has none."""
    path = shard / f"{table}.parquet"
    if not path.is_file():
        return []
    with _readable(path, "a shard"):
        found = _parquet().read_table(path, columns=list(columns), partitioning=None)
    rows: list[dict[str, Any]] = found.group_by(list(columns), use_threads=False).aggregate([]).to_pylist()
    return rows


class Letters:
    """One table of a shard, to be asked for the rows of one letter at a time: they stand together."""

    def __init__(self, shard: Path, table: str) -> None:
        path = shard / f"{table}.parquet"
        with _readable(path, "a shard"):
            self._found = _parquet().read_table(path, partitioning=None)
        self._places: dict[str, tuple[int, int]] = {}
        for row, letter in enumerate(self._found.column("letter").to_pylist()):
            first, _ = self._places.get(letter, (row, 0))
            self._places[letter] = first, row - first + 1

    def of(self, letter: str) -> list[dict[str, Any]]:
        """The letter's rows, in their order; none where it has none."""
        rows: list[dict[str, Any]] = self._found.slice(*self._places.get(letter, (0, 0))).to_pylist()
        return rows


def batch_of(table: str, rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows of a table as Arrow keeps them."""
    rows = list(rows)
    return batch_of_columns(table, [[row.get(name) for row in rows] for name in BY_NAME[table].names])


def batch_of_columns(table: str, columns: Sequence[Sequence[Any]]) -> Any:
    """The same, of the values of each column."""
    shape = schema_of(table)
    arrow = _arrow()
    arrays = [arrow.array(values, field.type) for values, field in zip(columns, shape, strict=True)]
    return arrow.RecordBatch.from_arrays(arrays, schema=shape)


def write_table(path: Path, table: str, rows: Rows) -> None:
    """Put one table in place as a file of its own, in place of an older one.

    Raises:
        InputError: where it cannot be written.
    """
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    try:
        _write(unfinished, table, [batch_of(table, rows)])
        unfinished.replace(path)
    except OSError as problem:
        unfinished.unlink(missing_ok=True)
        raise InputError(path, f"cannot be written ({problem.strerror or problem})") from None


def count_rows(path: Path) -> int:
    """How many rows a Parquet file of somebody else's has.

    Raises:
        InputError: where it is none.
    """
    with _readable(path):
        return int(_parquet().ParquetFile(path).metadata.num_rows)


def first_damaged(audit: Path) -> Path | None:
    """The first shard with a file that cannot be read to its end, if there is one: it takes reading them all."""
    for shard in shards(audit):
        try:
            for path in sorted(shard.glob("*.parquet")):
                for _ in _parquet().ParquetFile(path).iter_batches(_AT_A_TIME):
                    pass
        except (OSError, ValueError):
            return shard
    return None


def columns_in(path: Path) -> tuple[str, ...]:
    """The columns of a Parquet file of somebody else's.

    Raises:
        InputError: where it is none.
    """
    with _readable(path):
        return tuple(_parquet().ParquetFile(path).schema_arrow.names)


def rows_between(path: Path, first: int, count: int) -> Iterator[dict[str, Any]]:
    """Some neighbouring rows of a Parquet file of somebody else's.

    Raises:
        InputError: where it is none.
    """
    with _readable(path):
        file = _parquet().ParquetFile(path)
        before = 0
        for number in range(file.num_row_groups):
            size = file.metadata.row_group(number).num_rows
            start, stop = max(first, before), min(first + count, before + size)
            if start < stop:
                yield from _rows_of_group(file, number, start - before, stop - before)
            before += size


def _rows_of_group(file: Any, number: int, start: int, stop: int) -> Iterator[dict[str, Any]]:
    """Some rows of a row group, which may be larger than memory."""
    before = 0
    for batch in file.iter_batches(_AT_A_TIME, row_groups=[number], use_threads=False):
        first, last = max(start - before, 0), min(stop - before, batch.num_rows)
        if first < last:
            yield from batch.slice(first, last - first).to_pylist()
        before += batch.num_rows
        if before >= stop:
            return


@contextmanager
def _readable(path: Path, expected: str = "a Parquet file") -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as problem:
        raise InputError(path, f"cannot be read ({str(problem).splitlines()[0]}); expected {expected}") from None


def fitted(table: str, batches: Iterable[Any]) -> list[Any]:
    """Arrow batches with the columns of a table, as the table has them."""
    shape = schema_of(table)
    return [batch.select(shape.names).cast(shape) for batch in batches]


def columns_of(**columns: Sequence[Any]) -> Any:
    """Columns of one length as an Arrow table."""
    return _arrow().table({name: _arrow().array(list(values)) for name, values in columns.items()})


@cache
def schema_of(table: str) -> Any:
    """A table's columns as Arrow names them."""
    arrow = _arrow()
    types = {
        "string": arrow.string(),
        "json": arrow.string(),
        "int": arrow.int64(),
        "float": arrow.float64(),
        "bool": arrow.bool_(),
        "time": arrow.timestamp("us", tz="UTC"),
        "bytes": arrow.binary(),
    }
    return arrow.schema([arrow.field(column.name, types[column.type]) for column in BY_NAME[table].columns])


def _write(path: Path, table: str, batches: Sequence[Any]) -> None:
    arrow = _arrow()
    with path.open("wb") as stream:
        _parquet().write_table(arrow.Table.from_batches(batches, schema_of(table)), stream, compression="zstd")
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Let a folder's names survive a power cut; where a system cannot promise that, go on without."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@cache
def _arrow() -> Any:
    # Arrow's own pools keep for good what a batch of letters took, and it asks for another when it is loaded only.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    try:
        import pyarrow as pa
    except ImportError:
        raise NcndError("an audit needs pyarrow: pip install 'ncnd_rules[corpus]'") from None
    return pa


def _parquet() -> Any:
    _arrow()
    import pyarrow.parquet

    return pyarrow.parquet
