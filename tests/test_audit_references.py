"""Whatever stands in a table or is called in a folder, each letter is met once and none takes the others with it."""

import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ncnd_rules.audit import references
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.references import Place, file_called, pieces, places
from ncnd_rules.errors import InputError

LETTER = "Dear Sir or Madam, the Constabulary neither confirms nor denies that it holds this."


def met(*words: Path, size: int = 16) -> list[Place]:
    """The places that some words mean."""
    return [place for piece in pieces(map(str, words), size) for place in places(piece)]


def of_lines(folder: Path, *lines: bytes, size: int = 16) -> list[Place]:
    (folder / "letters.jsonl").write_bytes(b"\n".join(lines))
    return met(folder / "letters.jsonl", size=size)


def told(row: object) -> bytes:
    return json.dumps(row).encode()


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 200_000,
        b"\xff\xfe",
        b"{bad",
        b"",
        told({"txt": LETTER}),
        told({"text": 5}),
        told({"file": "a\0b"}),
        told({"file": "/dev/zero"}),
        told({"file": "itself"}),
    ],
    ids=["deep", "binary", "bad", "empty", "column", "number", "null", "device", "link"],
)
def test_a_bad_row_costs_itself_only(tmp_path: Path, line: bytes) -> None:
    """
    The rows before and after it are letters, and it says why it is none.
    """
    (tmp_path / "itself").symlink_to("itself")
    first, bad, last = of_lines(tmp_path, told({"text": f"{LETTER} 1"}), line, told({"text": f"{LETTER} 2"}))

    assert [f"{LETTER} 1".encode(), f"{LETTER} 2".encode()] == [first.data, last.data]
    assert bad.data is None
    assert bad.problem


@pytest.mark.parametrize("table", ["letters.jsonl", "letters.parquet"])
def test_a_row_names_what_stands_below_its_table(tmp_path: Path, table: str) -> None:
    """
    Wherever else it points, by whatever way, the file is not read, and the row says why.
    """
    folder = tmp_path / "letters"
    (folder / "2021").mkdir(parents=True)
    (tmp_path / "letters-2").mkdir()
    inside, outside = folder / "2021" / "one.txt", tmp_path / "letters-2" / "secret.txt"
    for file in (inside, outside):
        file.write_text(LETTER)
    (folder / "link.txt").symlink_to(outside)
    (folder / "own.txt").symlink_to(inside)
    good = ["2021/one.txt", "2021/../own.txt", str(inside)]
    bad = [str(outside), "../letters-2/secret.txt", "2021/../../letters-2/secret.txt", "link.txt", "/etc/passwd", ".."]
    if table.endswith(".jsonl"):
        (folder / table).write_bytes(b"\n".join(told({"file": name}) for name in (*good, *bad)))
    else:
        pq.write_table(pa.table({"file": [*good, *bad]}), folder / table)
    found = met(folder / table)

    assert [LETTER.encode()] * len(good) == [place.data for place in found[: len(good)]]
    assert [(None, f"names '{name}', expected a file in the folder of the table or below") for name in bad] == [
        (place.data, place.problem) for place in found[len(good) :]
    ]


@pytest.mark.parametrize("size", [1, 2, 16])
def test_a_line_longer_than_any_letter_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """
    What follows it keeps its number, wherever pieces are cut.
    """
    monkeypatch.setattr(references, "_MOST_LINE", 256)
    long = told({"text": "x " * 1_000})
    found = of_lines(tmp_path, told({"text": LETTER}), long, told({"text": LETTER}), size=size)

    assert [(0, True), (1, False), (2, True)] == [(place.row, place.data is not None) for place in found]


def test_a_table_without_letters_is_refused(tmp_path: Path) -> None:
    """
    A column that is called otherwise is named at once, and not once a row.
    """
    pq.write_table(pa.table({"txt": [LETTER]}), tmp_path / "other.parquet")
    (tmp_path / "empty.jsonl").touch()

    with pytest.raises(InputError, match=r"found the columns txt; expected .* file \(did you mean 'text'\?\)"):
        met(tmp_path / "other.parquet")
    with pytest.raises(InputError, match="holds no letters"):
        met(tmp_path / "empty.jsonl")


def test_what_is_told_of_a_row_can_be_kept(tmp_path: Path) -> None:
    """
    Half a character and a number that is missing are in no table that others can read.
    """
    row = pa.table({"text": [LETTER], "pages": [float("nan")], "authority": ["A Constabulary"]})
    pq.write_table(row, tmp_path / "letters.parquet")
    (of_pandas,) = met(tmp_path / "letters.parquet")
    (of_halves,) = of_lines(tmp_path, b'{"text": "a letter", "authority": "\\ud800 Council"}')

    assert {"authority": "A Constabulary"} == json.loads(of_pandas.metadata or "")
    assert '{"authority": "? Council"}' == of_halves.metadata


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems have names in UTF-8 only")
def test_a_name_that_is_no_utf_8_can_be_kept(tmp_path: Path) -> None:
    """
    The letter is read, and called by what of its name can be written down.
    """
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(LETTER)
    (place,) = met(tmp_path)

    assert LETTER.encode() == place.data
    assert f"{tmp_path}/caf\\xe9.txt" == place.source


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems have names in UTF-8 only")
def test_a_file_is_found_again_by_the_name_that_was_kept(tmp_path: Path) -> None:
    """
    Comparing, packs and sheets open it once more; where a file is called by the escape itself, that one is meant.
    """
    odd, plain = tmp_path / os.fsdecode(b"caf\xe9.txt"), tmp_path / "caf\\xe9.txt"
    odd.write_text(LETTER)

    assert odd == file_called(str(tmp_path), "caf\\xe9.txt")
    plain.write_text("another")
    assert plain == file_called(str(tmp_path), "caf\\xe9.txt")
    assert tmp_path / "no\\xe9.txt" == file_called(str(tmp_path), "no\\xe9.txt")


def test_what_another_audit_keeps_is_no_letter(tmp_path: Path) -> None:
    """
    An audit beside the letters, of another day, adds none to them.
    """
    (tmp_path / "letter").write_text(LETTER)
    with ledger_of(tmp_path / "before"):
        pass

    assert [str(tmp_path / "letter")] == [place.source for place in met(tmp_path)]
    with pytest.raises(InputError, match="holds no letters"):
        met(tmp_path / "before")
