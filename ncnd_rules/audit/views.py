"""The views over an audit's shards, as SQL: every row there is, and of these the ones that count.

Names are those of the schema and values are quoted; nothing of what a user asks comes here.
"""

from collections.abc import Sequence
from pathlib import Path

from ncnd_rules.audit.schema import BY_NAME
from ncnd_rules.audit.schema.columns import Type

EVERY = "every"  # the schema with all rows: under older rules too, and of every run

_TYPES: dict[Type, str] = {
    "string": "VARCHAR",
    "json": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "time": "TIMESTAMPTZ",
    "bytes": "BLOB",
}
_VERDICT = frozenset({"letter", "encoder", "ruleset", "registers"})


def all_of(name: str, paths: Sequence[Path]) -> str:
    """Every row of a table; a column that an older version did not write is null."""
    table = BY_NAME.get(name)
    parts = []
    if table is not None:
        typed = ", ".join(f"NULL::{_TYPES[column.type]} AS {quoted_name(column.name)}" for column in table.columns)
        parts.append(f"SELECT * FROM (SELECT {typed} LIMIT 0)")
    if paths:
        listed = ", ".join(map(quoted, paths))
        parts.append(f"SELECT * FROM read_parquet([{listed}], union_by_name=true, hive_partitioning=false)")
    # Moments are in UTC and say no more about it: reading a zone takes a package that need not be there.
    times = [column.name for column in table.columns if column.type == "time"] if table is not None else []
    replaced = ", ".join(f"make_timestamp(epoch_us({name})) AS {name}" for name in map(quoted_name, times))
    every = f"SELECT * REPLACE ({replaced}) FROM" if times else "FROM"
    return f"{every} ({' UNION ALL BY NAME '.join(parts)})"


def choices(run: str | None) -> tuple[str, ...]:
    """Tables that say how each letter is shown: ``versions`` by their newest run, ``shown``, ``read_by``."""
    only = "" if run is None else f"WHERE run = {quoted(run)}"
    outer = "LEFT" if run is None else "INNER"
    versions = f"""
        CREATE TABLE versions AS
        SELECT encoder, ruleset, registers, max(run) AS run FROM (
            SELECT run, encoder, ruleset, registers FROM {EVERY}.runs {only}
            UNION ALL SELECT DISTINCT run, encoder, ruleset, registers FROM {EVERY}.status {only}
        ) GROUP BY encoder, ruleset, registers"""
    shown = f"""
        CREATE TABLE shown AS
        SELECT letter, encoder, ruleset, registers
        FROM (SELECT DISTINCT letter, encoder, ruleset, registers FROM {EVERY}.outcomes)
        {outer} JOIN versions USING (encoder, ruleset, registers)
        QUALIFY row_number() OVER (PARTITION BY letter ORDER BY run DESC NULLS LAST, encoder, ruleset, registers) = 1"""
    # A letter that was read and not checked yet is shown as it was read.
    read_by = f"""
        CREATE TABLE read_by AS
        SELECT letter, encoder FROM shown
        UNION ALL
        SELECT letter, encoder FROM {EVERY}.letters
        {outer} JOIN (SELECT encoder, max(run) AS run FROM versions GROUP BY encoder) USING (encoder)
        WHERE letter NOT IN (SELECT letter FROM shown)
        QUALIFY row_number() OVER (PARTITION BY letter ORDER BY run DESC NULLS LAST, encoder) = 1"""
    return versions, shown, read_by


def shown_of(name: str, run: str | None) -> str:
    """The rows of a table that count: of the letters as they are shown, and of the newest run that met a place."""
    every = f"SELECT * FROM {EVERY}.{quoted_name(name)}"
    table = BY_NAME.get(name)
    if table is None or name == "runs":
        return every
    if set(table.key) >= _VERDICT:
        return f"{every} SEMI JOIN shown USING (letter, encoder, ruleset, registers)"
    if {"letter", "encoder"} <= set(table.key):
        return f"{every} SEMI JOIN read_by USING (letter, encoder)"
    if name == "comparisons":
        # One thing may come to light in several groups, and a group that did not change is not done again.
        once = "QUALIFY row_number() OVER (PARTITION BY rule, letters, outcome, message ORDER BY run, number) = 1"
        return f'{every} SEMI JOIN groups USING ("group") {once}'
    if name in ("groups", "comparings"):
        only = "" if run is None else f" WHERE run = {quoted(run)}"
        return f"{every} WHERE comparing = (SELECT max(comparing) FROM {EVERY}.comparings{only})"
    if table.key[0] == "lineage":
        return f"{every} WHERE lineage = (SELECT max(lineage) FROM {EVERY}.lineages)"
    if table.key[0] == "run":
        of = "source, row" if "source" in table.names else "1"
        newest = f"QUALIFY run = max(run) OVER (PARTITION BY {of})"
        return f"{every} {newest}" if run is None else f"{every} WHERE run = {quoted(run)}"
    keys = ", ".join(map(quoted_name, table.key))
    return f"SELECT DISTINCT ON ({keys}) * FROM {EVERY}.{quoted_name(name)}"


def rows_of(table: str, columns: Sequence[str]) -> str:
    """These columns of a table."""
    return f"SELECT {', '.join(map(quoted_name, columns))} FROM {quoted_name(table)}"


def quoted_name(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def quoted(value: Path | str) -> str:
    """A value as SQL has it."""
    return "'" + str(value).replace("'", "''") + "'"
