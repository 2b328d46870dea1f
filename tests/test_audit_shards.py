"""Shards: whole or not there at all."""

import json
from pathlib import Path

import pytest

from ncnd_rules.audit import batch
from ncnd_rules.audit.batch import Batch
from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.references import Place
from ncnd_rules.audit.sandbox import Fate
from ncnd_rules.audit.schema import BY_NAME, TABLES, as_markdown
from ncnd_rules.audit.shards import rows_in, rows_of, shards, sweep, write_shard
from ncnd_rules.errors import InputError
from ncnd_rules.letter import sha256

FACT = {"letter": "ab", "encoder": "e", "id": "part-1", "kind": "part", "fields": "{}", "evidence": "[]"}


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    """
    A shard gives back its rows, in their order, with nulls where nothing was said.
    """
    letter = {"letter": "ab", "encoder": "e", "bytes": 3, "sealed": b"\0"}
    write_shard(tmp_path, "one", {"facts": [FACT, FACT | {"id": "part-2"}], "letters": [letter], "findings": []})
    (shard,) = shards(tmp_path)

    assert [FACT, FACT | {"id": "part-2"}] == rows_of(shard, "facts")
    assert [dict.fromkeys(BY_NAME["letters"].names) | letter] == rows_of(shard, "letters")
    assert [] == rows_of(shard, "findings")
    assert ["part-1", "part-2"] == [row["id"] for row in rows_in(tmp_path, "facts", ["id"])]


def test_a_shard_with_nothing_in_it_still_has_its_columns(tmp_path: Path) -> None:
    """
    A table without rows is a file all the same: a pattern over all shards then always finds one.
    """
    place = write_shard(tmp_path, "one", {"findings": []})

    assert ["findings.parquet"] == [path.name for path in place.iterdir()]


def test_a_shard_is_written_once(tmp_path: Path) -> None:
    """
    What stands under a name stays.
    """
    write_shard(tmp_path, "one", {"facts": [FACT]})
    write_shard(tmp_path, "one", {"facts": []})

    assert [FACT] == list(rows_in(tmp_path, "facts"))


def test_what_was_left_unfinished_is_no_shard(tmp_path: Path) -> None:
    """
    A shard that was being written when its writer died is passed over, and swept.
    """
    write_shard(tmp_path, "one", {"facts": [FACT]})
    (tmp_path / "shards" / ".two.17").mkdir()

    assert ["one"] == [path.name for path in shards(tmp_path)]
    assert 1 == sweep(tmp_path)
    assert ["one"] == [path.name for path in (tmp_path / "shards").iterdir()]


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    """
    A file that is not what it should be is named, with what was expected.
    """
    place = write_shard(tmp_path, "one", {"facts": [FACT]})
    (place / "facts.parquet").write_bytes(b"PAR1 and no more")

    with pytest.raises(InputError, match=r"facts\.parquet: cannot be read .*; expected a shard"):
        rows_of(place, "facts")


def test_every_table_names_its_key() -> None:
    """
    What tells the rows of a table apart are columns of it, and no column is there twice.
    """
    for table in TABLES:
        assert set(table.key) <= set(table.names), table.name
        assert len(set(table.names)) == len(table.names), table.name


def test_the_schema_tells_every_column() -> None:
    """
    `ncnd audit schema` has a row for each column of each table.
    """
    told = as_markdown()

    for table in TABLES:
        assert f"**`{table.name}`**" in told
        for column in table.columns:
            assert f"| `{column.name}` | {column.type}{' or null' if column.optional else ''} | {column.says} |" in told


def batch_of(letters: int, facts: int) -> Batch:
    """Letters with so many facts each."""
    made = Batch("r", Keys("e", "r", "g"))
    for number in range(letters):
        letter = sha256(str(number).encode())
        rows = {"facts": [[f"Q{fact}", "question", f'{{"label":"{number}"}}', "[]"] for fact in range(facts)]}
        payload = json.dumps({"violated": 0, "rows": rows}).encode()
        fate = Fate("done", "encode", None, 0.01, payload)
        made.add(Place(f"{number}.txt", None, b""), letter, fate, encoded=True)
    return made


def test_a_few_letters_of_a_batch_are_opened_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Their rows are the same in the shard, and what a batch takes of memory does not grow with its letters twentyfold.
    """
    batch_of(40, 5).write(tmp_path / "whole", "one")
    opened: list[int] = []
    original = batch.batch_of_columns

    def noted(table: str, columns: list[list[object]]) -> object:
        opened.append(len(columns[0]) if table == "facts" else 0)
        return original(table, columns)

    monkeypatch.setattr(batch, "batch_of_columns", noted)
    monkeypatch.setattr(batch, "_MOST_OPENED", 1_000)
    batch_of(40, 5).write(tmp_path / "portions", "one")

    assert 5 <= max(opened) <= 20
    assert 200 == sum(opened)
    for table in ("facts", "status", "occurrences"):
        assert list(rows_in(tmp_path / "whole", table)) == list(rows_in(tmp_path / "portions", table))
