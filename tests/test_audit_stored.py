"""What an audit has kept, asked in SQL and written for other programs: each letter once, and nothing ever changed."""

import csv
import io
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree
from threading import Timer
from typing import Any

import pytest
from click.testing import CliRunner, Result
from small_audit import audit_of

from ncnd_rules.audit.exported import TARGETS, export
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.shards import write_shard
from ncnd_rules.audit.stored import Stored, open_stored
from ncnd_rules.audit.tables import rows_as
from ncnd_rules.cli import main
from ncnd_rules.errors import InputError, NcndError

CASES = Path(__file__).parents[1] / "cases"
LETTERS = sorted(CASES.glob("partial-ncnd-*/letter.txt"))
FIRST, SECOND = "20260101T000000-000001", "20260102T000000-000002"
VIOLATED = "SELECT rule, count(*) AS n FROM findings WHERE outcome = 'violated' GROUP BY rule ORDER BY rule"


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two letters, one of which a second run checked under other rules."""
    audit = tmp_path_factory.mktemp("stored") / "audit"
    keys = audit_of(LETTERS, audit, FIRST)
    later = keys._replace(ruleset="f" * 64)
    with open_stored(audit) as stored:
        rows = stored.rows("SELECT * FROM outcomes WHERE letter = (SELECT min(letter) FROM letters)")
        (place,) = stored.rows("SELECT * FROM occurrences WHERE letter = (SELECT min(letter) FROM letters)")
    outcomes = [row | {"ruleset": later.ruleset, "outcome": "satisfied"} for row in rows]
    write_shard(audit, f"{SECOND}-00001", {"outcomes": outcomes, "occurrences": [place | {"run": SECOND}]})
    with ledger_of(audit) as ledger:
        ledger.write_run({**ledger.runs()[0], "run": SECOND, "ruleset": later.ruleset})
    return audit


def asked(audit: Path, question: str, *more: str) -> Result:
    return CliRunner().invoke(main, ["audit", "sql", str(audit), question, *more])


def all_of(stored: Stored, question: str) -> list[tuple[Any, ...]]:
    return list(stored.ask(question).rows)


def test_each_letter_is_shown_once_under_the_newest_rules_it_was_checked_by(audit: Path) -> None:
    with open_stored(audit) as stored:
        letters = all_of(stored, "SELECT count(*), count(DISTINCT letter) FROM letters")
        verdicts = all_of(stored, "SELECT letter, count(DISTINCT ruleset) FROM outcomes GROUP BY letter")
        rows = all_of(stored, "SELECT count(*), count(DISTINCT (letter, rule)) FROM outcomes")
        every = all_of(stored, "SELECT count(*) FROM every.outcomes")
        standing = stored.standing()

    assert [(2, 2)] == letters
    assert [1, 1] == [count for _, count in verdicts]
    assert rows[0][0] == rows[0][1] == every[0][0] * 2 // 3
    assert [(SECOND, 1), (FIRST, 1)] == [(one.run, one.letters) for one in standing]


def test_a_run_shows_what_its_own_rules_made_of_the_letters(audit: Path) -> None:
    with open_stored(audit, FIRST) as first, open_stored(audit, SECOND) as second:
        assert [(2,)] == all_of(first, "SELECT count(DISTINCT letter) FROM outcomes")
        assert [(1, 1)] == all_of(second, "SELECT count(DISTINCT letter), count(DISTINCT outcome) FROM outcomes")
    with pytest.raises(InputError, match=f"found no run 'x', expected one of: {FIRST}, {SECOND}"):
        open_stored(audit, "x")


def test_a_shard_that_is_being_written_is_not_seen(audit: Path) -> None:
    unfinished = audit / "shards" / ".20260103T000000-000003-00001.77"
    unfinished.mkdir()
    (unfinished / "letters.parquet").write_bytes(b"PAR1 half")
    try:
        with open_stored(audit) as stored:
            assert [(2,)] == all_of(stored, "SELECT count(*) FROM letters")
    finally:
        (unfinished / "letters.parquet").unlink()
        unfinished.rmdir()


def test_an_audit_is_read_while_a_run_goes_on(audit: Path) -> None:
    """
    The run has the ledger to itself; what shards come meanwhile are seen when it is opened again.
    """
    with ledger_of(audit), open_stored(audit) as stored:
        assert [(2,)] == all_of(stored, "SELECT count(*) FROM letters")


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("COPY letters TO 'out.csv'", "found COPY, expected SELECT"),
        ("ATTACH 'other.db'", "found ATTACH, expected SELECT"),
        ("CREATE TABLE t AS SELECT 1", "found CREATE, expected SELECT"),
        ("DROP VIEW letters", "found DROP, expected SELECT"),
        ("INSERT INTO letters VALUES (1)", "found INSERT, expected SELECT"),
        ("SET threads = 1", "found SET, expected SELECT"),
        ("SELECT 1; SELECT 2", "found 2 statements, expected one"),
        ("", "found 0 statements, expected one"),
        ("SELECT * FROM read_text('/etc/hostname')", "found a file, expected tables of the audit"),
        ("SELECT * FROM '/etc/hostname.csv'", "found a file, expected tables of the audit"),
        ("SELECT if(i < 20000, 1, error('late')) FROM range(30000) AS t(i)", "late"),
        ("SELECT * FROM findngs", 'Did you mean "findings"?'),
        ("SELECT ruel FROM findings", '"rule"'),
        ("SELEC 1", "syntax error"),
    ],
)
def test_what_is_no_question_is_refused_in_one_line(audit: Path, question: str, problem: str) -> None:
    result = asked(audit, question)

    assert 2 == result.exit_code
    assert problem in result.stderr
    assert 1 == result.stderr.count("\n")
    assert "" == result.stdout


def test_every_form_has_the_same_rows(audit: Path) -> None:
    told = json.loads(asked(audit, VIOLATED, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(asked(audit, VIOLATED, "--format", "csv").stdout)))
    table = asked(audit, VIOLATED).stdout.splitlines()
    markdown = asked(audit, VIOLATED, "--format", "markdown").stdout.splitlines()

    assert told
    assert [{name: str(value) for name, value in one.items()} for one in told] == rows
    assert [[one["rule"], one["n"]] for one in rows] == [line.split() for line in table[2:-1]]
    assert [f"| {one['rule']} | {one['n']} |" for one in rows] == markdown[2:]
    assert f"({len(told)} rows)" == table[-1]


def test_what_a_cell_holds_cannot_break_a_table() -> None:
    row = ("=1+1", "a|b\nc", None, b"\x01", 0.1)

    assert "'=1+1,a|b c,,01,0.1" == rows_as("csv", "abcde", [row]).splitlines()[1]
    assert "| =1+1 | a\\|b c |  | 01 | 0.1 |" == rows_as("markdown", "abcde", [row]).splitlines()[2]


def counts_in_sqlite(file: Path) -> dict[str, int]:
    base = sqlite3.connect(file)
    names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608
    base.close()
    return found


def counts_in_duckdb(file: Path) -> dict[str, int]:
    duckdb = pytest.importorskip("duckdb")
    base = duckdb.connect(str(file), read_only=True)
    names = [name for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    found = {name: base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608
    base.close()
    return found


def counts_in_csv(folder: Path) -> dict[str, int]:
    return {path.stem: len(list(csv.DictReader(io.StringIO(path.read_text())))) for path in folder.iterdir()}


def counts_in_parquet(folder: Path) -> dict[str, int]:
    parquet = pytest.importorskip("pyarrow.parquet")
    return {path.stem: parquet.ParquetFile(path).metadata.num_rows for path in folder.iterdir()}


COUNTED: dict[str, Callable[[Path], dict[str, int]]] = {
    "sqlite": counts_in_sqlite,
    "duckdb": counts_in_duckdb,
    "csv": counts_in_csv,
    "parquet": counts_in_parquet,
}


@pytest.mark.parametrize("target", TARGETS)
def test_an_export_has_every_row_that_is_shown(audit: Path, tmp_path: Path, target: Any) -> None:
    with open_stored(audit) as stored:
        shown = {table: all_of(stored, f"SELECT count(*) FROM {table}")[0][0] for table in stored.tables}  # noqa: S608

    counted = export(audit, target, tmp_path / "out")

    assert shown == counted == COUNTED[target](tmp_path / "out")
    assert ["out"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("target", TARGETS)
def test_an_export_replaces_nothing_unless_it_is_told_to(audit: Path, tmp_path: Path, target: Any) -> None:
    output = tmp_path / "out"
    export(audit, target, output)
    before = COUNTED[target](output)

    words = ["audit", "export", str(audit), "--to", target, "-o", str(output)]
    refused = CliRunner().invoke(main, words)
    done = CliRunner().invoke(main, [*words, "--force", "--run", SECOND])

    assert (2, 0) == (refused.exit_code, done.exit_code)
    assert f"ncnd: {output}: stands there already, expected a new name; --force replaces it\n" == refused.stderr
    assert COUNTED[target](output)["outcomes"] == before["outcomes"] // 2


@pytest.mark.parametrize("target", TARGETS)
def test_an_export_that_fails_leaves_what_was_there(
    audit: Path, tmp_path: Path, target: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    export(audit, target, output)
    before = COUNTED[target](output)

    def full(*_: object) -> dict[str, int]:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(sys.modules["ncnd_rules.audit.exported"].__dict__["_WRITERS"], target, full)
    with pytest.raises(InputError, match="cannot be written"):
        export(audit, target, output, force=True)

    assert before == COUNTED[target](output)
    assert ["out"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("made", ["duckdb", "parquet"])
def test_what_cannot_be_written_is_not_said_of_the_audit(audit: Path, tmp_path: Path, made: str) -> None:
    """
    DuckDB's own reason is given, and not with the audit's name.
    """
    file = tmp_path / "gone" / f"all.{made}"
    with open_stored(audit, sealed_off=False) as stored:
        copy = stored.copy_all if made == "duckdb" else partial(stored.copy, "runs")
        with pytest.raises(OSError, match=r"^No such file or directory$"):
            copy(file)


def test_a_folder_with_anything_else_in_it_is_not_replaced(audit: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").touch()

    with pytest.raises(InputError, match=r"holds 'thesis\.docx', which no export has made"):
        export(audit, "csv", tmp_path / "out", force=True)


def test_where_there_is_no_audit_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert "is no folder, expected one that `ncnd audit` has filled" in asked(tmp_path / "gone", "SELECT 1").stderr
    assert "holds no audit yet" in asked(tmp_path / "empty", "SELECT 1").stderr


def test_without_duckdb_the_message_names_the_command_that_installs_it(
    audit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)

    with pytest.raises(NcndError, match=r"reading an audit needs DuckDB: pip install 'ncnd_rules\[corpus\]'"):
        open_stored(audit)


def test_plain_duckdb_opens_the_same_files(audit: Path) -> None:
    duckdb = pytest.importorskip("duckdb")

    found = duckdb.sql(f"SELECT count(DISTINCT letter) FROM '{audit}/shards/*/letters.parquet'")  # noqa: S608

    assert [(2,)] == found.fetchall()


def test_pandas_opens_the_same_files(audit: Path) -> None:
    pandas = pytest.importorskip("pandas")

    found = pandas.concat(map(pandas.read_parquet, audit.glob("shards/*/letters.parquet")))

    assert 2 == found["letter"].nunique()


def test_polars_opens_the_same_files(audit: Path) -> None:
    polars = pytest.importorskip("polars")

    found = polars.read_parquet(f"{audit}/shards/*/letters.parquet", columns=["letter"])

    assert 2 == found["letter"].n_unique()


@pytest.mark.parametrize("verb", ["sql", "report", "lineage", "sample", "pack", "export"])
def test_a_damaged_shard_is_named_by_every_reader(audit: Path, tmp_path: Path, verb: str) -> None:
    """
    Its footer may be whole, so that only the reading of its pages tells.
    """
    damaged = copytree(audit, tmp_path / "damaged")
    path = min(damaged.glob("shards/*/outcomes.parquet"))
    content = path.read_bytes()
    path.write_bytes(
        content[:8] + bytes(byte ^ 0x5A for byte in content[8 : len(content) // 2]) + content[len(content) // 2 :]
    )
    more = {
        "sql": ["FROM outcomes"],
        "export": ["--to", "csv", "-o", str(tmp_path / "export")],
        "lineage": [],
    }
    result = CliRunner().invoke(
        main, ["audit", verb, str(damaged), *more.get(verb, ["-o", str(tmp_path / "made.csv")])]
    )

    assert 2 == result.exit_code
    assert f"{path.parent}: is damaged; move this folder away" in result.stderr
    assert {"damaged"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("seconds", [0.0, 0.002, 0.005, 0.01, 0.02, 0.3])
def test_ctrl_c_ends_a_question_at_whatever_moment(audit: Path, seconds: float) -> None:
    """
    A moment before DuckDB begins, or while it is at it: it is ended, and other questions are answered.
    """
    with open_stored(audit) as stored:
        pressed = Timer(seconds, os.kill, (os.getpid(), signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - pressed while it is being started, too
            pressed.start()
            stored.ask("SELECT count(*) FROM range(100000000) a, range(100000000) b")
        assert [{"n": 1}] == stored.rows("SELECT 1 AS n")


def test_json_knows_no_nan(audit: Path) -> None:
    assert [{"x": None, "y": None}] == json.loads(
        asked(audit, "SELECT 'nan'::DOUBLE AS x, 'inf'::DOUBLE AS y", "--format", "json").stdout
    )
