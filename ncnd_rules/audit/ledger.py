"""The ledger of an audit: which letters are done under which keys, in which shard, and every run.

What a shard holds is true; the ledger is an index of it. A shard that was put in place before its writer could say so
is entered when the ledger is next opened, and what the ledger says of a shard that is gone is forgotten.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from ncnd_rules.audit import shards
from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.schema import BY_NAME, VERSION
from ncnd_rules.errors import InputError

_FILE = "ledger.sqlite"
_LOCK = "ledger.lock"
_RUNS = "runs"
_COLUMNS = BY_NAME[_RUNS].columns

_TABLES = f"""
CREATE TABLE IF NOT EXISTS about (schema INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS shards (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS done (
    letter BLOB NOT NULL, key INTEGER NOT NULL, stage TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
    shard INTEGER NOT NULL,
    PRIMARY KEY (letter, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs ({", ".join(f'"{column.name}"' for column in _COLUMNS)}, process INTEGER);
"""

# What was done once stays: trying a letter again can only turn a failure into something better.
_ENTER = """
INSERT INTO done VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET stage = excluded.stage, state = excluded.state, reason = excluded.reason, shard = excluded.shard
WHERE state != 'done'
"""


class Done(NamedTuple):
    """What became of a letter under one key, and the shard that says so."""

    letter: str
    key: str  # `Keys.encoder` or `Keys.verdict`
    stage: str  # how far it came: read, encode or check
    state: str  # done, unreadable, crash, timeout, memory or exception
    reason: str | None
    shard: str


class Ledger:
    """An open ledger, which one process has to itself until it closes it or ends, however it ends."""

    def __init__(self, audit: Path) -> None:
        self.audit = audit
        self._turn = Lock()  # several threads ask and tell
        self._lock = _locked(audit)
        try:
            self._base = _opened(audit)
            self.owner = shards.take_over(audit)
            self.swept = shards.sweep(audit)
            self._agree_with_shards()
            self._recall_runs()
            self._end_lost_runs()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let others have it."""
        for connection in (getattr(self, "_base", None), self._lock):
            if connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()

    def done(self, letter: str, key: str) -> Done | None:
        """What became of a letter under a key, if anything did."""
        with self._turn, _said_of(self.audit):
            row = self._base.execute(
                "SELECT stage, state, reason, name FROM done JOIN keys ON keys.number = done.key"
                " JOIN shards ON shards.number = shard WHERE letter = ? AND keys.key = ?",
                (bytes.fromhex(letter), key),
            ).fetchone()
        return None if row is None else Done(letter, key, *row)

    def enter(self, shard: str, done: Iterable[Done], run: Mapping[str, Any] | None = None) -> None:
        """Say of a shard that is in place what became of its letters, and how far the run is: all of it or nothing."""
        with self._turn, _said_of(self.audit), self._base:
            self._enter(shard, done)
            if run is not None:
                self._write_run(run)

    def write_run(self, run: Mapping[str, Any]) -> None:
        """Write a run down, in place of what was said of it, and put all runs where every reader finds them."""
        with self._turn, _said_of(self.audit), self._base:
            self._write_run(run)
        shards.write_table(self.audit / f"{_RUNS}.parquet", _RUNS, self.runs())

    def runs(self) -> list[dict[str, Any]]:
        """Every run, in their order."""
        names = [column.name for column in _COLUMNS]
        with self._turn, _said_of(self.audit):
            found = self._base.execute(f"SELECT {', '.join(names)} FROM runs ORDER BY run").fetchall()  # noqa: S608 - names of ours
        return [_run_of(dict(zip(names, row, strict=True))) for row in found]

    def _enter(self, shard: str, done: Iterable[Done]) -> None:
        self._base.execute("INSERT OR IGNORE INTO shards (name) VALUES (?)", (shard,))
        (number,) = self._base.execute("SELECT number FROM shards WHERE name = ?", (shard,)).fetchone()
        keys: dict[str, int] = {}
        for item in done:
            if item.key not in keys:
                keys[item.key] = self._number_of(item.key)
            values = (keys[item.key], item.stage, item.state, item.reason, number)
            self._base.execute(_ENTER, (bytes.fromhex(item.letter), *values))

    def _number_of(self, key: str) -> int:
        self._base.execute("INSERT OR IGNORE INTO keys SELECT ?, count(*) FROM keys", (key,))
        (number,) = self._base.execute("SELECT number FROM keys WHERE key = ?", (key,)).fetchone()
        return int(number)

    def _write_run(self, run: Mapping[str, Any]) -> None:
        self._base.execute("DELETE FROM runs WHERE run = ?", (run["run"],))
        values = [run[column.name] for column in _COLUMNS]
        told = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
        self._base.execute(f"INSERT INTO runs VALUES ({', '.join('?' * len(told))}, ?)", (*told, os.getpid()))  # noqa: S608 - marks

    def _agree_with_shards(self) -> None:
        """Enter the shards that nobody entered, and forget those that are gone."""
        with _said_of(self.audit):
            known = dict(self._base.execute("SELECT name, number FROM shards").fetchall())
        there = {path.name: path for path in shards.shards(self.audit)}
        for name in sorted(there.keys() - known.keys()):
            self.enter(name, done_in(there[name]))
        with self._turn, _said_of(self.audit), self._base:
            for name in known.keys() - there.keys():
                self._base.execute("DELETE FROM done WHERE shard = ?", (known[name],))
                self._base.execute("DELETE FROM shards WHERE number = ?", (known[name],))

    def _recall_runs(self) -> None:
        """Take the runs from where readers find them, where the ledger was lost: else the next would replace them."""
        if self.runs():
            return
        with self._turn, _said_of(self.audit), self._base:
            for run in shards.rows_of(self.audit, _RUNS):
                self._write_run({**dict.fromkeys(BY_NAME[_RUNS].names), **run})

    def _end_lost_runs(self) -> None:
        """Say of runs that still seem to go on that they were ended: we have the lock, so they cannot."""
        with self._turn, _said_of(self.audit), self._base:
            self._base.execute("UPDATE runs SET state = 'interrupted' WHERE state = 'running'")


@contextmanager
def ledger_of(audit: Path) -> Iterator[Ledger]:
    """The ledger of a folder, made where there is none, for as long as it is needed.

    Raises:
        InputError: where the folder is no audit, is of a newer program, is in use, or cannot be written.
    """
    ledger = Ledger(audit)
    try:
        yield ledger
    finally:
        ledger.close()


def done_in(shard: Path) -> list[Done]:
    """What a shard says became of its letters."""
    found: dict[tuple[str, str], Done] = {}
    for row in shards.distinct(shard, "letters", ("letter", "encoder")):
        found[row["letter"], row["encoder"]] = Done(row["letter"], row["encoder"], "encode", "done", None, shard.name)
    for row in shards.distinct(shard, "outcomes", ("letter", "encoder", "ruleset", "registers")):
        letter = row["letter"]
        verdict = Keys(row["encoder"], row["ruleset"], row["registers"]).verdict
        found.setdefault((letter, verdict), Done(letter, verdict, "check", "done", None, shard.name))
    for row in shards.rows_of(shard, "status"):
        keys_of_row = Keys(row["encoder"], row["ruleset"], row["registers"])
        key = keys_of_row.verdict if row["stage"] == "check" else keys_of_row.encoder
        if row["letter"] is not None and row["state"] != "done":
            told = Done(row["letter"], key, row["stage"], row["state"], row["reason"], shard.name)
            found.setdefault((row["letter"], key), told)
    return list(found.values())


def _locked(audit: Path) -> sqlite3.Connection:
    """A lock that ends with this process, whatever ends it."""
    _check_folder(audit)
    with _said_of(audit):
        lock = sqlite3.connect(audit / _LOCK, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            lock.close()
            if "locked" not in str(problem):
                raise
            raise InputError(audit, f"is in use{_by_whom(audit)}; wait for it, or name another folder") from None
    return lock


def _check_folder(audit: Path) -> None:
    try:
        audit.mkdir(parents=True, exist_ok=True)
        held = {path.name for path in audit.iterdir()}
    except OSError as problem:
        raise InputError(audit, f"cannot be used ({problem.strerror}); expected a folder, or a name for one") from None
    # By its runs alone too: who copies an audit may leave out the ledger, which is made again from the shards.
    if held and not held & {_FILE, _LOCK, f"{_RUNS}.parquet"}:
        found = min(held)
        raise InputError(audit, f"is no audit: found {found}; name an empty folder, or one that does not exist yet")


def _by_whom(audit: Path) -> str:
    with contextlib.suppress(sqlite3.Error):
        base = sqlite3.connect(audit / _FILE, timeout=1)
        try:
            row = base.execute("SELECT started, process FROM runs WHERE state = 'running' ORDER BY run DESC").fetchone()
        finally:
            base.close()
        if row:
            return f" by a run that was started at {row[0]} (process {row[1]})"
    return " by another run"


def _opened(audit: Path) -> sqlite3.Connection:
    with _said_of(audit):
        base = sqlite3.connect(audit / _FILE, timeout=30, check_same_thread=False)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.executescript(_TABLES)
        row = base.execute("SELECT max(schema) FROM about").fetchone()
        if row[0] is not None and row[0] > VERSION:
            base.close()
            raise InputError(
                audit, f"was written by a newer ncnd_rules: found schema {row[0]}, expected at most {VERSION}"
            )
        if row[0] != VERSION:
            base.execute("INSERT INTO about VALUES (?)", (VERSION,))
            base.commit()
    return base


def _run_of(row: dict[str, Any]) -> dict[str, Any]:
    from datetime import datetime

    times = {name: datetime.fromisoformat(row[name]) for name in ("started", "ended") if row[name] is not None}
    return row | times | {"keep_text": bool(row["keep_text"])}


@contextmanager
def _said_of(audit: Path) -> Iterator[None]:
    """Have what SQLite cannot do said as of a file that cannot be used."""
    try:
        yield
    except sqlite3.Error as problem:
        damaged = isinstance(problem, sqlite3.DatabaseError) and not isinstance(problem, sqlite3.OperationalError)
        remedy = "; move it away, and it is made again from the shards" if damaged else ""
        raise InputError(audit / _FILE, f"cannot be used ({problem}){remedy}") from None
