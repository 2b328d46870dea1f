"""Coded sheets: what may stand in them, and what they tell of the program."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from ncnd_rules.audit.sampling.coding import load_coding, sheet_as_csv
from ncnd_rules.audit.sampling.drawing import Stratum
from ncnd_rules.audit.sampling.key import Drawn, Key, Size, key_as_json, key_beside, load_key
from ncnd_rules.audit.sampling.score_words import score_as_json, score_as_text
from ncnd_rules.audit.sampling.scoring import Score, score
from ncnd_rules.errors import InputError
from ncnd_rules.verdicts import Outcome

HASH = "0" * 64


def row(number: int, outcome: Outcome, rule: str = "PIT-01") -> Drawn:
    return Drawn(id=f"{number:012x}", letter=f"{number:064x}", rule=rule, outcome=outcome, weight=10)


def key_of(sizes: dict[Stratum, int], rows: list[Drawn]) -> Key:
    strata = tuple(
        Size(outcome=Outcome(stratum.outcome), group=stratum.group, pairs=size, drawn=0)
        for stratum, size in sizes.items()
    )
    return Key(seed=7, letters=40, ruleset=HASH, registers=HASH, strata=strata, rows=tuple(rows))


FOUND, MISSED, OPEN = (Stratum(one, "PIT") for one in (Outcome.VIOLATED, Outcome.SATISFIED, Outcome.UNDECIDED))


def coded(tmp_path: Path, name: str, words: dict[int, str], remark: str = "") -> Path:
    path = tmp_path / name
    lines = ["id,rule,verdict,remark", *(f"{number:012x},PIT-01,{word},{remark}" for number, word in words.items())]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def scored(tmp_path: Path, key: Key, *sheets: dict[int, str]) -> Score:
    return score((load_coding(coded(tmp_path, f"{n}.csv", words)) for n, words in enumerate(sheets)), key)


@pytest.fixture
def key() -> Key:
    """100 findings of which 4 rows are drawn, 300 undecided with 2, 1,000 satisfied with 4."""
    rows = [row(number, Outcome.VIOLATED) for number in range(4)]
    rows += [row(number, Outcome.UNDECIDED) for number in range(4, 6)]
    rows += [row(number, Outcome.SATISFIED) for number in range(6, 10)]
    return key_of({FOUND: 100, OPEN: 300, MISSED: 1000}, rows)


def test_rows_count_for_the_pairs_they_stand_for(tmp_path: Path, key: Key) -> None:
    """
    Three of four findings right are 75; one of four others missed are 250; one of two undecided 150.

    So 75 of 475 are found, and of what the coder could decide, 100 + 300 + 1000 pairs, 300 are left undecided.
    """
    words = dict.fromkeys(range(10), "consistent") | dict.fromkeys((0, 1, 2, 4, 6), "inconsistent")
    (_, (whole, of_group)), *_ = scored(tmp_path, key, words).coders

    assert whole._replace(group="PIT", recall=of_group.recall, undecided=of_group.undecided) == of_group
    assert whole.precision is not None
    assert whole.recall is not None
    assert whole.undecided is not None
    assert whole.precision.value == pytest.approx(0.75)
    assert whole.recall.value == pytest.approx(75 / 475)
    assert whole.undecided.value == pytest.approx(300 / 1400)
    assert whole.recall.low < whole.recall.value < whole.recall.high


def test_who_cannot_tell_counts_for_neither_side(tmp_path: Path, key: Key) -> None:
    """
    Of four findings two are right, one is not, and of one it cannot be told: two of three.
    """
    words = dict.fromkeys(range(10), "not applicable") | {0: "inconsistent", 1: "Inconsistent ", 2: "cannot tell"}
    (_, (whole, _)), *_ = scored(tmp_path, key, words).coders

    assert whole.cannot_tell == 1
    assert whole.precision is not None
    assert whole.precision.value == pytest.approx(2 / 3)


def test_what_was_not_coded_leaves_open_what_rests_on_it(tmp_path: Path, key: Key) -> None:
    """
    Findings alone tell the precision; how much is missed they cannot.
    """
    (_, (whole, _)), *_ = scored(tmp_path, key, dict.fromkeys(range(4), "inconsistent")).coders

    assert whole.coded == 4
    assert whole.precision is not None
    assert whole.recall is None
    assert whole.undecided is None


def test_two_coders_are_held_against_each_other(tmp_path: Path, key: Key) -> None:
    """
    On the rows that both coded; where they differ, or contradict the program, the row is named.
    """
    first = dict.fromkeys(range(4), "inconsistent") | {6: "consistent", 7: "consistent"}
    second = {**first, 3: "consistent", 8: "inconsistent"}
    found = scored(tmp_path, key, first, second)

    assert found.agreement is not None
    assert found.agreement.rows == 6
    assert found.agreement.alike.value == pytest.approx(5 / 6)
    assert list(found.agreement_by_group) == ["PIT"]
    assert [("000000000003", ("inconsistent", "consistent")), ("000000000008", ("", "inconsistent"))] == [
        (one.row.id, one.said) for one in found.differing
    ]


def test_both_forms_tell_the_same(tmp_path: Path, key: Key) -> None:
    """
    The text rounds what the JSON has, and both are the same each time.
    """
    words = dict.fromkeys(range(10), "consistent") | dict.fromkeys((0, 1, 2, 4, 6), "inconsistent")
    found = scored(tmp_path, key, words, words)
    told, text = json.loads(score_as_json(found)), score_as_text(found)

    precision = told["coders"][0]["measures"][0]["precision"]
    assert f"{precision['value']:.2f} ({precision['low']:.2f} to {precision['high']:.2f})" in text
    assert told["agreement"]["kappa"]["value"] == 1
    assert "10 rows drawn with seed 7 from 1,400 pairs of letter and rule, 40 letters" in text
    assert text == score_as_text(scored(tmp_path, key, words, words))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "id,letter,verdict\n000000000000,x,\n000000000001,x,inconsistant\n",
            "line 3, column 3 (verdict): found 'inconsistant' (did you mean 'inconsistent'?), expected 'inconsistent'",
        ),
        (
            'id,words,verdict\n000000000000,"two\nlines",yes\n',
            "line 2, column 3 (verdict): found 'yes', expected 'inconsistent', 'consistent', 'not applicable', ",
        ),
        ("id,rule\n1,2\n", "line 1: no column 'verdict', found 'id', 'rule'"),
        ("id,verdict\n000000000000,\n000000000000,consistent\n", "line 3: found the row '000000000000' again"),
        ("id,verdict\n000000000000\n", "line 2: found 1 cells, expected 2"),
        ('id,verdict\n"000000000000,\n', "line 2: unexpected end of data; expected CSV"),
        ("id,verdict\n00000000000f,consistent\n", "line 2: the key knows no row '00000000000f'"),
        ("id,verdict\n000000000000,\n", "no row has a verdict yet"),
        ("", "the file is empty"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_told_by_place(tmp_path: Path, key: Key, text: str, message: str) -> None:
    """
    File, line, column, what was found and what was expected.
    """
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as stopped:
        score([load_coding(path)], key)

    assert str(stopped.value).startswith(f"{path}: ")
    assert message in str(stopped.value)


def test_a_sheet_may_come_back_from_another_spreadsheet(tmp_path: Path) -> None:
    """
    With a byte-order mark, semicolons, other line ends, columns moved, and capitals.
    """
    path = tmp_path / "sheet.csv"
    path.write_bytes("\ufeffVerdict;Remark;ID\r\nNot_Applicable;a; 01 \r\n;;\r\n".encode())
    coding = load_coding(path)

    assert {"01": "not applicable"} == coding.said
    assert {"01": "a"} == coding.remarks


def test_a_cell_is_never_calculated_nor_cut_in_silence() -> None:
    """
    What begins like a formula, also in full width or behind a quote, is text; lines stay; and what no spreadsheet
    would hold is cut with a word about it.
    """
    words = ("=1+1", "\uff1d1+1", "'=1+1", "\n@SUM(1)\nDear Sir", "Dear Sir\n=1+1", "x" * 40_000)
    told = sheet_as_csv(({"id": "1", "words": said} for said in words), ("id", "words"))
    cells = [row["words"] for row in csv.DictReader(StringIO(told))]

    assert [*(f"'{said}" for said in words[:4]), words[4]] == cells[:5]
    assert cells[5].endswith(" [cut here: 8000 more characters in the letter]")


def test_a_key_comes_back_as_it_went(tmp_path: Path, key: Key) -> None:
    """
    Its place follows from the sheet's; one that does not fit itself is refused with the reason.
    """
    path = key_beside(tmp_path / "sheet.html")
    path.write_text(key_as_json(key), encoding="utf-8")

    assert path.name == "sheet.key.json"
    assert key == load_key(path)

    path.write_text(key_as_json(key.model_copy(update={"strata": ()})), encoding="utf-8")
    with pytest.raises(InputError, match="found the row 000000000000 of PIT-01, violated, in no stratum"):
        load_key(path)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"sheet\.key\.json"):
        load_key(path)
