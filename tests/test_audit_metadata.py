"""What is told of letters beside them: kept whole, held against the letters, and refused clearly where it is wrong."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from planted import write
from small_audit import audit_of

from ncnd_rules.audit.beside import describe, same_authority
from ncnd_rules.audit.metadata_table import day_in, read_metadata
from ncnd_rules.audit.stored import open_stored
from ncnd_rules.cli import main
from ncnd_rules.errors import InputError
from ncnd_rules.registers import load_registers

RUN = "20260101T000000-000001"


def test_what_stands_beside_a_letter_is_taken_too(tmp_path: Path) -> None:
    """
    The table comes first, then the file beside; what nobody knows is kept.
    """
    corpus = write(3, tmp_path)
    letter = tmp_path / corpus.letters[0]
    letter.with_name(f"{letter.name}.json").write_text('{"url": "u1", "date": "1999-01-04", "tags": ["a"]}')
    table = tmp_path / "one.csv"
    table.write_text(f"file;url\n{corpus.letters[0]};u2\nletters/gone.txt;u3\n")
    audit_of([tmp_path / name for name in corpus.letters], tmp_path / "audit", check=False)

    described = describe(tmp_path / "audit", RUN, read_metadata(table))

    with open_stored(tmp_path / "audit") as stored:
        rows = stored.rows("SELECT field, value, told_by FROM metadata ORDER BY field")
    assert [
        {"field": "date", "value": "1999-01-04", "told_by": f"{letter}.json"},
        {"field": "tags", "value": '["a"]', "told_by": f"{letter}.json"},
        {"field": "url", "value": "u2", "told_by": "one.csv, line 2"},
    ] == rows
    assert (1, {"date": 1}, ("letters/gone.txt",)) == (described.letters, described.disagreements, described.unmatched)


def test_a_broken_file_beside_a_letter_costs_only_what_it_tells(tmp_path: Path) -> None:
    corpus = write(2, tmp_path)
    letter = tmp_path / corpus.letters[0]
    letter.with_name(f"{letter.name}.json").write_text('{"url": "u1",\n "date" "1999"}')
    audit_of([tmp_path / name for name in corpus.letters], tmp_path / "audit", check=False)

    (problem,) = describe(tmp_path / "audit", RUN).problems

    assert f"{letter}.json: line 2, column 9: Expecting ':' delimiter; expected a JSON object" == str(problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file is empty"),
        (",,\n", "is empty, expected a line of names and a row a letter"),
        ("name,date\na,b\n", "line 1: found the columns name, date; expected one called 'file' or 'letter'"),
        ("fil,date\na,b\n", "expected one called 'file' or 'letter' (did you mean 'file'?)"),
        ("file,date,date\n", "line 1, column 3: found 'date' twice, expected each column once"),
        ("file,,date\n", "line 1, column 2: found no name, expected one a column"),
        ("file,date\na.txt\n", "line 2: found 1 cells, expected 2 as in the first line"),
        ("file,date\na.txt,2024-02-30\n", "line 2, column 'date': found '2024-02-30', expected a day such as"),
        ("file,url\na,1\nb,2\na,3\n", "line 4, column 'file': found 'a', which stands in line 2 too"),
        ("file,url\n,1\n", "line 2, column 'file': found nothing, expected the name of a letter"),
        ('file,url\na,"1\n', "line 2: unexpected end of data; expected CSV"),
        ('file,date\na,"2024-02-30\n"\n', "line 2, column 'date': found '2024-02-30', expected a day such as"),
    ],
)
def test_a_wrong_table_is_one_clear_message(tmp_path: Path, text: str, problem: str) -> None:
    table = tmp_path / "m.csv"
    table.write_text(text)

    with pytest.raises(InputError) as raised:
        read_metadata(table)

    assert problem in str(raised.value)
    assert str(raised.value).startswith(f"{table}: ")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("03/05/2024", "2024-05-03"),
        ("3 May 2024 to 4 May 2024", None),
        ("soon", None),
    ],
)
def test_days_are_read_as_people_write_them(words: str, day: str | None) -> None:
    found = day_in(words)

    assert day == (found.isoformat() if found else None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harrowmere Constabulary", "HARROWMERE POLICE", True),
        ("The Westfordshire Police Service", "Westfordshire Police", True),
        ("Independent Office for Police Conduct", "IOPC", True),
        ("Mershire County Council", "Mershire Borough Council", False),
        ("IOPC", "IPCC", False),
    ],
)
def test_an_authority_goes_by_several_names(one: str, other: str, same: bool) -> None:
    assert same == same_authority(one, other, load_registers())


def test_files_are_looked_for_in_the_folders_of_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Who names files from there is understood, in a folder below too; what lies nearer counts first, and a name that
    several folders have is refused.
    """
    monkeypatch.chdir(tmp_path)
    one, other, table = tmp_path / "2019", tmp_path / "2020", tmp_path / "told" / "metadata.csv"
    for file in (one / "a.txt", one / "more" / "b.txt", other / "c.txt", tmp_path / "c.txt"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Dear Requester")
    table.parent.mkdir()
    table.write_text(f"file,date\na.txt,1 May 2019\nmore/b.txt,2 May 2019\nc.txt,3 May 2019\n{'n' * 300},4 May 2019\n")
    found = read_metadata(table, [Path("2019"), Path("2020"), Path("2019/")])

    assert ["a.txt", "more/b.txt", None, "c.txt"] == [
        row and row.names
        for row in (
            found.of(file, "") for file in (one / "a.txt", one / "more" / "b.txt", other / "c.txt", tmp_path / "c.txt")
        )
    ]
    (other / "a.txt").write_text("Dear Sir")
    with pytest.raises(InputError, match=r"line 2, column 'file': found 'a.txt', which may be .*2019/a.txt or .*2020"):
        read_metadata(table, [one, other])


def test_columns_of_a_table_of_letters_are_told(tmp_path: Path) -> None:
    """
    A row of JSON lines has its letter and what is told of it.
    """
    from ncnd_rules.audit.drive import Order, run_audit

    corpus = write(2, tmp_path)
    text = (tmp_path / corpus.letters[0]).read_text()
    with (tmp_path / "metadata.csv").open() as stream:
        told = next(csv.DictReader(stream))
    lines = tmp_path / "letters.jsonl"
    lines.write_text(json.dumps({"text": text, "date": "3 May 1999", "authority": told["authority"], "id": 7}) + "\n")

    ended = run_audit(Order((str(lines),), tmp_path / "audit"))
    described = describe(tmp_path / "audit", ended.run)

    assert {"date": 1} == described.disagreements
    with open_stored(tmp_path / "audit") as stored:
        assert [{"value": "7"}] == stored.rows("SELECT value FROM metadata WHERE field = 'id'")


def test_a_run_tells_of_metadata_and_comparisons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A table that is wrong stops it before anything is read; a broken file beside a letter is named at the end.
    """
    monkeypatch.chdir(tmp_path)
    corpus = write(2, tmp_path)
    words = ["audit", "letters", "-o", "audit", "--workers", "1", "--metadata"]
    (tmp_path / "wrong.csv").write_text("file,date\na.txt,never\n")

    refused = CliRunner().invoke(main, [*words, "wrong.csv"])
    assert (2, False) == (refused.exit_code, (tmp_path / "audit").exists())
    assert refused.stderr.startswith("ncnd: wrong.csv: line 2, column 'date': found 'never', expected a day such as")

    beside = tmp_path / f"{corpus.letters[0]}.json"
    beside.write_text("{")
    result = CliRunner().invoke(main, [*words, "metadata.csv"])

    assert 2 == result.exit_code
    lines = result.stderr.splitlines()
    assert "Metadata of 2 letters; 0 disagreements with what they say." == lines[-3]
    assert "2 letters compared in " in lines[-2]
    assert lines[-1].startswith(f"ncnd: {tmp_path / beside}: line 1, column 2: ")
