"""An audit for other programs: one database, or a folder with a file a table; whole or not at all."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args

from ncnd_rules.audit.schema import BY_NAME
from ncnd_rules.audit.schema.columns import Type
from ncnd_rules.audit.stored import Stored, open_stored
from ncnd_rules.audit.tables import csv_lines
from ncnd_rules.audit.views import quoted_name
from ncnd_rules.audit.whole import made_beside, place_for
from ncnd_rules.errors import InputError

Target = Literal["duckdb", "sqlite", "csv", "parquet"]
TARGETS: tuple[Target, ...] = get_args(Target)

_SQLITE: dict[Type, str] = {"int": "INTEGER", "float": "REAL", "bool": "INTEGER"}


def export(audit: Path, target: Target, output: Path, run: str | None = None, *, force: bool = False) -> dict[str, int]:
    """Put every table as it is shown into *output*, and say how many rows each has.

    A file for ``duckdb`` and ``sqlite``, a folder with a file a table for ``csv`` and ``parquet``.

    Args:
        run: as for `open_stored`.
        force: whether what stands there is replaced.

    Raises:
        InputError: where something stands there, or it cannot be written.
    """
    output = place_for(output)
    _check_free(output, force=force, folder=target in ("csv", "parquet"))
    with open_stored(audit, run, sealed_off=False) as stored, made_beside(output) as made:
        try:
            counted = _WRITERS[target](stored, made)
        except sqlite3.Error as problem:
            raise InputError(output, f"cannot be written ({problem})") from None
    return counted


def _check_free(output: Path, *, force: bool, folder: bool) -> None:
    if not output.exists():
        return
    if not force:
        raise InputError(output, "stands there already, expected a new name; --force replaces it")
    if output.is_dir() != folder:
        found, expected = ("a folder", "a file") if output.is_dir() else ("a file", "a folder")
        raise InputError(output, f"is {found}, expected {expected}")
    if folder:
        strange = sorted(path.name for path in output.iterdir() if path.suffix not in (".csv", ".parquet"))
        if strange:
            raise InputError(output, f"holds '{strange[0]}', which no export has made; expected another folder")


def _to_sqlite(stored: Stored, file: Path) -> dict[str, int]:
    counted = {}
    database = sqlite3.connect(file)
    try:
        for table in stored.tables:
            columns, rows = stored.table(table)
            types = {column.name: column.type for column in BY_NAME[table].columns} if table in BY_NAME else {}
            typed = ", ".join(
                f"{quoted_name(name)} {_SQLITE.get(types.get(name, 'string'), 'TEXT')}" for name in columns
            )
            database.execute(f"CREATE TABLE {quoted_name(table)} ({typed})")
            marks = ", ".join("?" * len(columns))
            insert = f"INSERT INTO {quoted_name(table)} VALUES ({marks})"
            counted[table] = database.executemany(insert, (tuple(map(_stored, row)) for row in rows)).rowcount
            if "letter" in columns:
                database.execute(f"CREATE INDEX {quoted_name(f'{table}_by_letter')} ON {quoted_name(table)} (letter)")
        database.commit()
    finally:
        database.close()
    return {table: max(0, rows) for table, rows in counted.items()}


def _stored(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _to_csv(stored: Stored, folder: Path) -> dict[str, int]:
    folder.mkdir()
    counted = {}
    for table in stored.tables:
        answer = stored.table(table)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            # The first line holds the names.
            counted[table] = sum(1 for line in csv_lines(*answer) if stream.write(line)) - 1
    return counted


def _to_parquet(stored: Stored, folder: Path) -> dict[str, int]:
    folder.mkdir()
    return {table: stored.copy(table, folder / f"{table}.parquet") for table in stored.tables}


_WRITERS: dict[Target, Callable[[Stored, Path], dict[str, int]]] = {
    "duckdb": Stored.copy_all,
    "sqlite": _to_sqlite,
    "csv": _to_csv,
    "parquet": _to_parquet,
}
