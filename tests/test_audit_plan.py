"""The plan of a large audit: arithmetic that can be followed, from figures that are measured or given."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ncnd_rules.audit.plan import Figures, plan, spoken, told
from ncnd_rules.cli import main

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'ncnd_rules[corpus]'")

FIGURES = Figures(
    letter_seconds=0.02,
    start_seconds=2,
    worker_mb=200,
    driver_mb=150,
    letter_bytes=5000,
    scaling=0.8,
    price_per_hour=0.5,
)
CASES = Path(__file__).parents[1] / "cases"


def ncnd(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", "plan", *words])


def test_the_arithmetic_is_that_of_the_lines() -> None:
    """
    A million letters of 20 ms are 20,000 s; ten workers at four fifths of their pace need an eighth of that.
    """
    one, ten = plan(1_000_000, (1, 10), FIGURES, dict.fromkeys(FIGURES._fields, "given")).columns

    assert one.seconds == pytest.approx(20_002)
    assert ten.seconds == pytest.approx(20_000 / 10 / 0.8 + 2)
    assert (350, 2150) == (one.memory_mb, ten.memory_mb)
    assert one.disk_gb == ten.disk_gb == pytest.approx(5.0)
    assert one.price == pytest.approx(20_002 / 3600 * 0.5)
    assert ten.price == pytest.approx(10 * 2502 / 3600 * 0.5)
    assert [("time", "20,000 s / 10 / 0.8 + 2.0 s to start", "2,502 s = 42 min")] == [
        line for line in ten.lines if line.what == "time"
    ]


def test_each_line_comes_to_what_it_says() -> None:
    """
    Whoever reckons a line again with the numbers that it shows comes to the number that it shows.
    """
    odd = FIGURES._replace(letter_seconds=0.0358492, price_per_hour=0.05, worker_mb=224.6, scaling=0.875)
    (column,) = plan(1_200_000, (100,), odd, dict.fromkeys(FIGURES._fields, "given")).columns
    for line in column.lines:
        numbers = [float(number.replace(",", "")) for number in re.findall(r"[\d,.]+\d|\d", line.how)]
        signs = re.findall(r" ([x/+]) ", line.how)
        value = numbers[0]
        for sign, number in zip(signs, numbers[1:], strict=True):
            value = value * number if sign == "x" else value / number if sign == "/" else value + number
        shown = re.match(r"[\d,.]+", line.value)
        assert shown is not None
        told = shown[0].replace(",", "")
        value /= 1e9 if line.what == "disk" else 1
        assert value == pytest.approx(float(told), abs=0.51 * 10 ** -len(told.partition(".")[2])), line


def test_every_figure_says_where_it_comes_from() -> None:
    """
    And the table at the end repeats what the lines came to.
    """
    lines = list(told(plan(1_000_000, (1, 10), FIGURES, {name: f"origin of {name}" for name in FIGURES._fields})))

    assert all(any(f"origin of {name}" in line for line in lines) for name in FIGURES._fields)
    assert "| 10 | 42 min | 2.1 GB | 5.0 GB | 3.48 |" in lines


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3.4, "3 s"),
        (90, "2 min"),
        (3600, "1 h 0 min"),
        (5000, "1 h 23 min"),
        (86_400, "1 d 0 h"),
        (2_000_000, "23 d 3 h"),
    ],
)
def test_times_are_said_to_two_units(seconds: float, said: str) -> None:
    assert said == spoken(seconds)


def test_the_command_measures_and_takes_what_it_is_given() -> None:
    """
    What is measured was measured here, on as many letters as asked; what is given counts in its place.
    """
    letters = str(CASES / "partial-ncnd-*")
    ended = ncnd(
        "--letters",
        "1000",
        "--workers",
        "4",
        "--measure",
        "2",
        "--like",
        letters,
        "--worker-mb",
        "321",
        "--format",
        "json",
    )
    assert ended.exit_code == 0, ended.output
    made = json.loads(ended.stdout)
    figures = made["figures"]

    assert figures["worker_mb"] == {"value": 321, "origin": "given"}
    assert re.fullmatch(
        r"measured on 2 letters of [\d,]+ bytes, time of the processor", figures["letter_seconds"]["origin"]
    )
    assert 0 < figures["letter_seconds"]["value"] < 60
    assert figures["letter_bytes"]["value"] > 1000
    assert [1, 4] == [column["workers"] for column in made["plans"]]
    assert made["plans"][0]["seconds"] == pytest.approx(
        1000 * figures["letter_seconds"]["value"] + figures["start_seconds"]["value"]
    )


def test_letters_are_composed_where_none_are_named() -> None:
    """
    One worker beside one worker is one column.
    """
    ended = ncnd("--letters", "10", "--workers", "1", "--measure", "2")

    assert ended.exit_code == 0, ended.output
    assert "measured on 2 letters of" in ended.stdout
    assert "| 1 |" in ended.stdout.splitlines()[-1]


def test_what_cannot_be_measured_is_said(tmp_path: Path) -> None:
    """
    A folder without letters, or with none that can be read.
    """
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    empty = tmp_path / "empty"
    empty.mkdir()

    assert "holds no letters" in ncnd("--letters", "10", "--like", str(empty)).stderr
    assert "none of the first 1 letters could be checked" in ncnd("--letters", "10", "--like", str(tmp_path)).stderr
    assert ncnd("--letters", "10", "--like", str(tmp_path / "nowhere")).exit_code == 2
