"""Sheets drawn from an audit: what is on them, what is not, and that the same is drawn again."""

import csv
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ncnd_rules.audit.sampling.coding import load_coding
from ncnd_rules.audit.sampling.drawing import first_of
from ncnd_rules.audit.sampling.key import Key, load_key
from ncnd_rules.audit.shards import write_shard
from ncnd_rules.cli import main
from ncnd_rules.letter import sha256
from ncnd_rules.rule_files import load_ruleset

pytest.importorskip("duckdb", reason="duckdb is not installed: pip install 'ncnd_rules[corpus]'")

RULES = ("PIT-01", "PIT-02", "HARM-01", "THR-01")
OUTCOMES = ("violated", "satisfied", "not_applicable", "undecided", "not_applicable")
BY = {"encoder": "e", "ruleset": "r", "registers": "g"}
SAID = "SENTENCE OF THE PROGRAM"


def words_of(number: int) -> str:
    return f"Letter {number}\n\n=We neither confirm nor deny <b>it</b>.\n"


def letter_of(number: int) -> str:
    return sha256(words_of(number).encode())


def outcome_of(number: int, rule: str) -> str:
    return OUTCOMES[(number * 7 + RULES.index(rule)) % len(OUTCOMES)]


def audit_of(folder: Path, numbers: list[int], *, keep_text: bool = True, shards: int = 1) -> Path:
    """An audit of letters whose outcomes follow from their numbers, in so many shards."""
    versions = {rule.id: rule for rule in load_ruleset().rules}
    run: dict[str, Any] = {"run": "1", "schema": 1, "state": "done", "directory": str(folder), **BY}
    rules = [{"ruleset": "r", "rule": rule, "version": versions[rule].version} for rule in RULES]
    write_shard(folder / "audit", "run", {"runs": [run], "rules": rules})
    for part in range(shards):
        own = numbers[part::shards]
        pairs = [(number, rule) for number in own for rule in RULES]
        tables: dict[str, list[dict[str, Any]]] = {
            "letters": [
                {"letter": letter_of(number), "encoder": "e", "text": words_of(number) if keep_text else None}
                for number in own
            ],
            "occurrences": [{"run": "1", "source": f"{number}.txt", "letter": letter_of(number)} for number in own],
            "outcomes": [
                {"letter": letter_of(number), "rule": rule, "outcome": outcome_of(number, rule), **BY}
                for number, rule in pairs
            ],
            "findings": [
                {"letter": letter_of(number), "rule": rule, "number": place, "message": SAID, **BY}
                for place, (number, rule) in enumerate(pairs)
                if outcome_of(number, rule) in ("violated", "undecided")
            ],
        }
        write_shard(folder / "audit", f"part-{part}", tables)
    return folder / "audit"


def ncnd(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, words)])


def drawn(audit: Path, name: str, *words: str) -> tuple[list[dict[str, str]], Key]:
    sheet = audit.parent / name
    told = ncnd("sample", audit, "-o", sheet, *words)
    assert told.exit_code == 0, told.output
    rows = list(csv.DictReader(StringIO(sheet.read_text(encoding="utf-8"))))
    return rows, load_key(sheet.with_suffix(".key.json"))


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    return audit_of(tmp_path, list(range(50)))


def test_a_row_has_what_a_person_needs_and_not_what_the_program_said(audit: Path) -> None:
    """
    The letter's words, guarded against calculation; the rule's question; two empty columns. No outcome, no weight.
    """
    rows, key = drawn(audit, "sheet.csv", "--n", "20")
    first = rows[0]

    assert len(rows) == len(key.rows) == 20
    assert "id letter sha256 authority date rule question asks words verdict remark" == " ".join(first)
    assert first["letter"].endswith(".txt")
    assert first["words"] == words_of(int(first["letter"].removesuffix(".txt")))
    assert first["question"] == load_ruleset().rule(first["rule"]).title
    assert "Applies where the letter has: " in first["asks"]
    assert {("", "")} == {(row["verdict"], row["remark"]) for row in rows}
    told = (audit.parent / "sheet.csv").read_text(encoding="utf-8")
    assert SAID not in told
    assert "violated" not in told
    assert any(row.said == (SAID,) for row in key.rows)


def test_weights_give_back_how_many_pairs_there_are(audit: Path) -> None:
    """
    Of every stratum, and so of all: 50 letters and 4 rules are 200 pairs, none of them drawn twice.
    """
    rows, key = drawn(audit, "sheet.csv", "--n", "60")
    counted = Counter((outcome_of(number, rule), rule.partition("-")[0]) for number in range(50) for rule in RULES)

    assert {(size.outcome.value, size.group): size.pairs for size in key.strata} == dict(counted)
    assert sum(row.weight for row in key.rows) == pytest.approx(200)
    assert len({(row.letter, row.rule) for row in key.rows}) == len({row["id"] for row in rows}) == 60
    assert [(row.letter, row.rule) for row in key.rows] == [(row["sha256"], row["rule"]) for row in rows]


def test_the_order_of_the_work_changes_nothing(audit: Path, tmp_path: Path) -> None:
    """
    Letters met in another order and in other shards, as after an interruption, give the same sheet and key.
    """
    (tmp_path / "other").mkdir()
    other = audit_of(tmp_path / "other", list(reversed(range(50))), shards=7)

    assert drawn(audit, "sheet.csv", "--n", "40") == drawn(other, "sheet.csv", "--n", "40")
    assert drawn(audit, "third.csv", "--n", "40", "--seed", "8")[0] != drawn(audit, "second.csv", "--n", "40")[0]


def test_the_store_draws_what_the_rank_says(audit: Path) -> None:
    """
    The database ranks as `first_of` does.
    """
    _, key = drawn(audit, "sheet.csv", "--n", "40", "--seed", "3")
    for size in key.strata:
        pairs = [
            (letter_of(number), rule)
            for number in range(50)
            for rule in RULES
            if (outcome_of(number, rule), rule.partition("-")[0]) == (size.outcome.value, size.group)
        ]
        own = {(row.letter, row.rule) for row in key.rows if row.stratum == (size.outcome, size.group)}
        assert own == set(first_of(3, pairs, size.drawn))


def test_a_longer_sheet_has_all_rows_of_a_shorter_one(audit: Path) -> None:
    """
    So what was coded is not lost; and all pairs are drawn where more are asked than there are.
    """
    short, long, whole = ({row["id"] for row in drawn(audit, f"{n}.csv", "--n", str(n))[0]} for n in (15, 90, 1000))

    assert short < long < whole
    assert len(whole) == 200


def test_the_page_is_blind_unless_it_is_opened(audit: Path) -> None:
    """
    Each letter stands once on it, escaped; --open shows the outcome and what was told.
    """
    blind, shown = audit.parent / "blind.html", audit.parent / "shown.html"
    assert ncnd("sample", audit, "--n", "30", "-o", blind).exit_code == 0
    assert ncnd("sample", audit, "--n", "30", "-o", shown, "--open").exit_code == 0
    hidden, told = blind.read_text(encoding="utf-8"), shown.read_text(encoding="utf-8")

    assert SAID not in hidden
    assert "violated" not in hidden
    assert SAID in told
    assert "&lt;b&gt;it&lt;/b&gt;" in hidden
    assert hidden.count("<fieldset") == 30
    assert '<meta name="color-scheme" content="light dark">' in hidden
    key = load_key(audit.parent / "blind.key.json")
    assert hidden.count('<pre class="words"') == len({row.letter for row in key.rows})


def test_words_come_from_the_file_where_the_audit_keeps_none(tmp_path: Path) -> None:
    """
    If it is the same letter still; what is not at hand is said, once on the screen and in each row.
    """
    audit = audit_of(tmp_path, [1, 2, 3], keep_text=False)
    (tmp_path / "1.txt").write_text(words_of(1), encoding="utf-8")
    (tmp_path / "2.txt").write_text("Another letter, which stands here since.\n", encoding="utf-8")
    told = ncnd("sample", audit, "-o", tmp_path / "sheet.csv")
    sheet = StringIO((tmp_path / "sheet.csv").read_text(encoding="utf-8"))
    words = {row["letter"]: row["words"] for row in csv.DictReader(sheet)}

    assert words["1.txt"] == words_of(1)
    assert words["2.txt"] == "[the audit keeps no text (--keep-text does), and 2.txt has changed since]"
    assert "no such file" in words["3.txt"]
    assert "8 rows have no words of their letter" in told.stderr


def test_what_was_coded_is_scored(audit: Path) -> None:
    """
    A coder who says what the program says finds it right; the same sheet twice agrees wholly.
    """
    rows, key = drawn(audit, "sheet.csv", "--n", "60")
    says = {"violated": "inconsistent", "undecided": "cannot tell", "satisfied": "consistent"}
    for row, known in zip(rows, key.rows, strict=True):
        row["verdict"] = says.get(known.outcome, "not applicable")
    coded = audit.parent / "sheet-anna.csv"
    with coded.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    told = json.loads(ncnd("score", coded, coded, "--format", "json").stdout)

    assert len(load_coding(coded).said) == 60
    whole = told["coders"][0]["measures"][0]
    assert whole["precision"]["value"] == 1
    assert whole["precision"]["low"] < 1
    assert whole["findings"] == sum(size.pairs for size in key.strata if size.outcome == "violated")
    assert told["agreement"]["kappa"]["value"] == 1
    assert told["differing"] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["sample", "nowhere", "-o", "s.csv"], "nowhere: is no folder"),
        (["sample", "audit", "-o", "s.ods"], "s.ods: ends in '.ods', expected .csv or .html"),
        (["sample", "audit", "-o", "taken.csv"], "taken.csv: exists already and may hold what a person has coded"),
        (["sample", "audit", "-o", "drawn.csv"], "drawn.key.json: is the key of a sheet that was drawn before"),
        (["score", "taken.csv"], "taken.key.json: no such file, and beside the sheet there is none"),
        (["score", "nowhere.csv"], "nowhere.csv: no such file"),
        (["score", "a", "b", "c"], "takes one sheet or two, found 3"),
    ],
)
def test_what_cannot_be_done_is_said(
    audit: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    """
    One sentence, exit code 2, and no file is touched.
    """
    monkeypatch.chdir(audit.parent)
    Path("taken.csv").write_text("id,verdict\n0,consistent\n", encoding="utf-8")
    if "drawn.csv" in words:
        Path("drawn.key.json").write_text("{}", encoding="utf-8")
    before = sorted(Path().iterdir())
    told = ncnd(*words)

    assert told.exit_code == 2
    assert message in told.stderr
    assert before == sorted(Path().iterdir())
