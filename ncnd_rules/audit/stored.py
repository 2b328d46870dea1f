"""What an audit has kept, as tables to ask: each letter once, under the newest rules it was checked by.

The only module that knows DuckDB. It sees the shards that were in place when it was opened, so that a run may go on
meanwhile; it reads nothing else, writes nothing, and never fetches an extension.
"""

import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from ncnd_rules.audit.schema import TABLES
from ncnd_rules.audit.shards import first_damaged, shards
from ncnd_rules.audit.views import EVERY, all_of, choices, quoted, quoted_name, rows_of, shown_of
from ncnd_rules.errors import InputError, NcndError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NOT_TOLD = frozenset({"sealed"})  # columns that only the program can use

_LOOK = 0.1  # seconds between two times that a question is told to end
_AT_ONCE = 10_000  # rows that are fetched at a time
_REASON = re.compile(r'": ([^"{}]+)')  # behind a file's name
_FILE = re.compile(r'"[^"]*[\\/]shards[\\/][^"]*"')

# What DuckDB says of things that a user of it cannot know of.
_IN_OUR_WORDS = {
    "file system operations are disabled": "found a file, expected tables of the audit; nothing else is read here",
    "'pytz'": "found a moment with a time zone, expected one without: write ::TIMESTAMP behind it",
}

_INTERRUPTED = "Query interrupted"  # what DuckDB makes of a Ctrl-C

_Made = TypeVar("_Made")
Value = str | int | float | bool | bytes | datetime | date | list[str] | None


class Answer(NamedTuple):
    """What a question was answered with; the rows come as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class Standing(NamedTuple):
    """How many letters are shown under which rules."""

    run: str | None  # the newest run with these rules
    encoder: str
    ruleset: str
    registers: str
    letters: int


class Stored:
    """An audit that was opened to be read; a context manager."""

    def __init__(self, connection: "DuckDBPyConnection", tables: tuple[str, ...], audit: Path) -> None:
        self._connection = connection
        self._audit = audit
        self.tables = tables  # the names of its tables, those of a newer version too

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def ask(self, question: str) -> Answer:
        """Answer somebody's SQL: one statement that reads.

        Raises:
            NcndError: for one that writes, for several, or for one that is not understood.
        """
        import duckdb

        with _said_of(self._audit, asked=True):
            statements = self._connection.extract_statements(question)
            kinds = [statement.type for statement in statements]
            if len(kinds) != 1:
                raise NcndError(f"the question: found {len(kinds)} statements, expected one")
            if kinds[0] not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
                raise NcndError(
                    f"the question: found {kinds[0].name}, expected SELECT; an audit is read here and never changed"
                )
            found = self._interruptibly(lambda: self._connection.execute(statements[0]))
            columns = tuple(column[0] for column in found.description or ())
            first = self._more()
        return Answer(columns, self._rest(first))

    def rows(self, question: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> list[dict[str, Any]]:
        """The answer to a question of our own, a mapping a row; *values* stand in place of ``?`` or ``$name``."""
        with _said_of(self._audit):
            found = self._connection.execute(question, values or None)
            columns = [column[0] for column in found.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    def batches(self, question: str, at_once: int = _AT_ONCE) -> Iterator[Any]:
        """The answer to a question of our own as Arrow record batches, for more rows than one would hold."""
        with _said_of(self._audit):
            yield from self._connection.sql(question).to_arrow_reader(at_once)

    def make(self, statement: str) -> None:
        """Make a temporary table or view of our own, gone when the audit is closed."""
        with _said_of(self._audit):
            self._connection.execute(statement)

    def lend(self, name: str, rows: Any) -> None:
        """Let questions name an Arrow table of ours, in place of one that was lent under this name."""
        self._connection.register(name, rows)

    def table(self, table: str) -> Answer:
        """Every row of a table as it is shown, in the columns that somebody else can use."""
        columns = self.columns(table)
        with _said_of(self._audit):
            first = self._connection.execute(rows_of(table, columns)).fetchmany(_AT_ONCE)
        return Answer(columns, self._rest(first))

    def copy(self, table: str, file: Path) -> int:
        """Put a table into a Parquet file and say how many rows it has; the audit is not sealed off.

        Raises:
            OSError: where the file cannot be written.
        """
        rows = rows_of(table, self.columns(table))
        with _said_of(self._audit, writing=True):
            return self._changed(f"COPY ({rows}) TO {quoted(file)} (FORMAT parquet, COMPRESSION zstd)")

    def copy_all(self, file: Path) -> dict[str, int]:
        """Put every table into a new DuckDB database and say how many rows each has; the audit is not sealed off.

        Raises:
            OSError: where it cannot be written.
        """
        with _said_of(self._audit, writing=True):
            self._connection.execute(f"ATTACH {quoted(file)} AS made")
            counted = {
                table: self._changed(f"CREATE TABLE made.{quoted_name(table)} AS {rows_of(table, self.columns(table))}")
                for table in self.tables
            }
            self._connection.execute("DETACH made")
        return counted

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table that somebody else can use, in order."""
        found = self.rows("SELECT column_name FROM (DESCRIBE FROM query_table(?))", [table])
        return tuple(str(row["column_name"]) for row in found if row["column_name"] not in NOT_TOLD)

    def standing(self) -> tuple[Standing, ...]:
        """Under which rules letters are shown, the newest first; more than one while some were not checked again."""
        found = self.rows(
            "SELECT max(run) AS run, encoder, ruleset, registers, count(*) AS letters FROM shown"
            " LEFT JOIN versions USING (encoder, ruleset, registers)"
            " GROUP BY encoder, ruleset, registers ORDER BY run DESC NULLS LAST"
        )
        return tuple(Standing(**row) for row in found)

    def _changed(self, statement: str) -> int:
        """How many rows a statement wrote."""
        told = self._connection.execute(statement).fetchone()
        return int(told[0]) if told else 0

    def _rest(self, first: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        rows = first
        while rows:
            yield from rows
            with _said_of(self._audit, asked=True):
                rows = self._more()

    def _more(self) -> list[tuple[Any, ...]]:
        return self._interruptibly(lambda: self._connection.fetchmany(_AT_ONCE))

    def _interruptibly(self, work: Callable[[], _Made]) -> _Made:
        """What some work comes to that may take for ever, and that Ctrl-C ends at whatever moment it is pressed.

        Not in the main thread, for a Ctrl-C that DuckDB meets before it has begun is lost in it.
        """
        made: Future[_Made] = Future()

        def run() -> None:
            try:
                made.set_result(work())
            except BaseException as problem:  # noqa: BLE001 - raised again where it is waited for
                made.set_exception(problem)

        beside = threading.Thread(target=run, daemon=True)
        try:
            beside.start()
            while not made.done():  # by turns: a Ctrl-C a moment before one waits for good would wait as well
                wait([made], timeout=_LOOK)
            return made.result()
        except KeyboardInterrupt:
            while beside in threading.enumerate():  # also where it was being started
                self._connection.interrupt()
                time.sleep(_LOOK)
            raise


def open_stored(
    audit: Path, run: str | None = None, *, sealed_off: bool = True, most_memory: str | None = None
) -> Stored:
    """An audit as it stands now.

    Args:
        run: show what this run's rules made of the letters; none: each letter under the newest it was checked by.
        sealed_off: whether nothing but the shards can be reached, whatever is asked; not for copies to files.
        most_memory: such as '1GB', beyond which work goes on in a temporary file; none: most of the machine's.

    Raises:
        InputError: where *audit* holds no audit, or none of its runs is called so.
        NcndError: where DuckDB is not installed.
    """
    duckdb = _duckdb()
    if not audit.is_dir():
        raise InputError(audit, "is no folder, expected one that `ncnd audit` has filled")
    found = shards(audit)
    if not found:
        raise InputError(audit, "holds no audit yet, expected a folder that `ncnd audit` has filled")
    connection = _connected(duckdb, audit if sealed_off else None, most_memory)
    connection.execute(f"CREATE SCHEMA {EVERY}")
    files: dict[str, list[Path]] = {table.name: [] for table in TABLES}
    files["runs"] += [path.resolve() for path in (audit / "runs.parquet",) if path.is_file()]
    for shard in found:
        for path in sorted(shard.resolve().glob("*.parquet")):
            files.setdefault(path.stem, []).append(path)
    with _said_of(audit):
        for name, paths in files.items():
            connection.execute(f"CREATE VIEW {EVERY}.{quoted_name(name)} AS {all_of(name, paths)}")
        if run is not None:
            _check_run(connection, audit, run)
        for chosen in choices(run):
            connection.execute(chosen)
        for name in sorted(files, key=lambda name: name == "comparisons"):  # which needs the groups as they are shown
            connection.execute(f"CREATE VIEW {quoted_name(name)} AS {shown_of(name, run)}")
    return Stored(connection, tuple(files), audit)


def _connected(duckdb: Any, only: Path | None, most_memory: str | None) -> "DuckDBPyConnection":
    """A database in memory; where a folder is given, one that can reach nothing else."""
    connection: DuckDBPyConnection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": str(Path(tempfile.gettempdir()) / "ncnd-audit"),
            **({"memory_limit": most_memory} if most_memory else {}),
        },
    )
    if only is not None:
        connection.execute(f"SET allowed_directories=[{quoted(only.resolve())}]")
        connection.execute("SET enable_external_access=false")
        connection.execute("SET lock_configuration=true")
    return connection


def _check_run(connection: "DuckDBPyConnection", audit: Path, run: str) -> None:
    found = connection.execute("SELECT run FROM every.runs UNION SELECT run FROM every.status ORDER BY run").fetchall()
    named = [row[0] for row in found]
    if run not in named:
        raise InputError(audit, f"found no run '{run}', expected one of: {', '.join(named) or 'none has ended yet'}")


@contextmanager
def _said_of(audit: Path, *, asked: bool = False, writing: bool = False) -> Iterator[None]:
    """Have what DuckDB cannot do said of the shard that is damaged, or of the question; a Ctrl-C stays one.

    Args:
        asked: whether the question is somebody else's, and may be what is wrong.
        writing: whether a file is written, which may be what cannot be done.
    """
    import duckdb

    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.Error as problem:
        of_question = asked and isinstance(problem, duckdb.ProgrammingError | duckdb.DataError)
        if not of_question and (shard := first_damaged(audit)) is not None:
            told = "is damaged; move this folder away and give `ncnd audit` the letters again"
            raise InputError(shard, told) from None
        if asked:
            raise NcndError(f"the question: {_told(problem)}") from None
        if writing:
            raise OSError(_unwritten(_told(problem))) from None
        raise InputError(audit, f"cannot be read ({_told(problem)})") from None
    except RuntimeError as problem:
        if str(problem) != _INTERRUPTED:
            raise
        raise KeyboardInterrupt from None


def _told(problem: Exception) -> str:
    """What DuckDB says, in one line and without our own folders."""
    said, _, rest = str(problem).partition("\n")
    kind, _, words = said.partition(": ")
    for sign, instead in _IN_OUR_WORDS.items():
        if sign in said:
            return instead
    hint = next((line for line in rest.splitlines() if line.startswith(("Did you mean", "Candidate"))), "")
    return " ".join(part for part in (_FILE.sub("a shard", words or kind), hint) if part)


def _unwritten(told: str) -> str:
    """Why a file cannot be written, without its name, which is not the one that was asked for."""
    reason = _REASON.search(told)
    return reason[1] if reason else told


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        raise NcndError("reading an audit needs DuckDB: pip install 'ncnd_rules[corpus]'") from None
    return duckdb
