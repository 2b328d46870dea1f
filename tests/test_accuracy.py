"""Accuracy: what counts as read, as missed, and as missed where the letter is said not to be understood."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ncnd_rules.accuracy import Accuracy, Case, accuracy_of, agrees, measured
from ncnd_rules.cli import main
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.facts import Citation, Fact, Part
from ncnd_rules.letter import Letter, Span, Unread
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

CASES = Path(__file__).parents[1] / "cases"
LETTER = Letter(file="letter.txt", copy="complete")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


def at(start: int, words: str = "section 31(3)") -> Span:
    return Span(start=start, stop=start + len(words), quote=words)


def cited(provision: str, start: int, **fields: Any) -> Citation:
    return Citation(id=f"c{start}", provision=provision, evidence=(at(start),), **fields)


def tally_of(checker: Checker, kind: str, hand: list[Fact], program: list[Fact], *unread: Unread) -> Any:
    case = Case("one", Encoding(LETTER, tuple(hand)), Encoding(LETTER, tuple(program), unread))
    (tally,) = (tally for tally in accuracy_of([case], checker, load_ruleset().rules).tallies if tally.kind == kind)
    return tally


def test_what_is_alike_and_close_is_right(checker: Checker) -> None:
    """
    The part a citation serves does not count; its provision, its role and its place do.
    """
    hand = [cited("31(3)", 100)]

    assert (1.0, 1.0) == tally_of(checker, "citation", hand, [cited("31(3)", 150)])[1:3]
    assert not agrees(hand[0], cited("31(3)", 300))
    assert not agrees(hand[0], cited("24(2)", 100))
    assert not agrees(hand[0], cited("31(3)", 100, role="argued"))


def test_what_was_missed_counts_and_where(checker: Checker) -> None:
    """
    A fact in a passage listed as unread is missed like any other, and told apart from one missed in silence.
    """
    passage = Unread(start=90, stop=140, section="answer", reason="no fact was read from it", may_hold=("citation",))
    other = Unread(start=490, stop=540, section="answer", reason="no fact was read from it", may_hold=("harm",))
    tally = tally_of(
        checker, "citation", [cited("31(3)", 100), cited("24(2)", 500), cited("23(5)", 700)], [], passage, other
    )

    assert (0.0, None) == (tally.recall, tally.precision)
    assert [True, False, False] == [miss.listed for miss in tally.missed]
    assert (pytest.approx(1 / 3), pytest.approx(2 / 3)) == (tally.unread, tally.silent)


def test_what_is_said_twice_counts_once(checker: Checker) -> None:
    """
    People write down a first mention; a second one read by the program is neither right nor false.
    """
    hand = [cited("31(3)", 100)]
    tally = tally_of(checker, "citation", hand, [cited("31(3)", 100), cited("31(3)", 900), cited("40(5)", 950)])

    assert (2, 0.5, 1.0) == (tally.read, tally.precision, tally.recall)


def test_an_annotation_of_some_kinds_only(checker: Checker) -> None:
    """
    Kinds that an annotation does not cover are not measured by it, and its verdicts are not compared.
    """
    hand = Encoding(LETTER, (cited("31(3)", 100),), covers=("citation",))
    read = Encoding(LETTER, (cited("31(3)", 100), Part(id="P1", position="ncnd", evidence=(at(10),))))
    found: Accuracy = accuracy_of([Case("one", hand, read)], checker, load_ruleset().rules)
    by_kind = {tally.kind: tally for tally in found.tallies}

    assert (0, ()) == (found.verdicts, found.differing)
    assert (1.0, 0) == (by_kind["citation"].recall, by_kind["part"].read)


def test_a_case_without_its_letter_is_named(tmp_path: Path, checker: Checker) -> None:
    """
    Real letters are not in the project; their cases are left out, and said to be.
    """
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "facts.yaml").write_text("letter: {file: absent.txt}\nfacts: []\n", encoding="utf-8")
    found = measured([tmp_path, CASES / "partial-ncnd-sound"], None, checker, load_ruleset().rules)

    assert (1, ("real",)) == (found.cases, found.without_letter)


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, ["accuracy", *map(str, words)])


def test_the_verb() -> None:
    """
    The table has a line a kind; the JSON has the same shares.
    """
    text, told = ncnd(CASES / "partial-ncnd-sound", "--misses"), ncnd(CASES / "partial-ncnd-sound", "--format", "json")

    assert (0, 0) == (text.exit_code, told.exit_code)
    assert "1 letter" == text.stdout.splitlines()[0]
    assert "threat_claim             1.00       1.00" in text.stdout
    assert 1.0 == json.loads(told.stdout)["kinds"]["citation"]["precision"]


def test_rules_of_ones_own(tmp_path: Path) -> None:
    """
    Verdicts are compared under the rules of another folder: one rule gives one verdict for each letter.
    """
    (tmp_path / "rules" / "cov").mkdir(parents=True)
    (tmp_path / "rules" / "cov" / "COV-06.yaml").write_bytes(
        (CASES.parent / "rulesets/rules/cov/COV-06.yaml").read_bytes()
    )
    run = ncnd(CASES / "partial-ncnd-sound", "--rulesets", tmp_path)

    assert 0 == run.exit_code, run.output
    assert "1 of 1" in run.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("/nowhere",), "no such folder"), ((CASES / "partial-ncnd-sound" / "letter.txt",), "no such folder")],
)
def test_mistakes(words: tuple[object, ...], expected: str, tmp_path: Path) -> None:
    """
    A folder that is none, or that holds no case, is named.
    """
    assert expected in ncnd(*words).stderr
    assert "holds no facts.yaml" in ncnd(tmp_path).stderr
