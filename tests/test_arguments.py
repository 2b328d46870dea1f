"""Public functions, given something else than they take."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import ncnd_rules
from ncnd_rules.read import read_bytes

_LETTER = Path(__file__).parents[1] / "cases" / "partial-ncnd-sound" / "letter.txt"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda one: ncnd_rules.encode("Dear Sir"), "reading: found 'Dear Sir', expected a letter as `read"),
        (lambda one: ncnd_rules.encode(one.reading, "whole"), "copy: found 'whole', expected one of: complete, "),
        (lambda one: read_bytes("Dear Sir", "a.txt"), "data: found 'Dear Sir', expected the bytes of a letter"),
        (lambda one: ncnd_rules.check("Dear Sir"), "encoding: found 'Dear Sir', expected a letter as `encode(read"),
        (lambda one: ncnd_rules.check(one.reading), "encoding: found Reading(letter="),
        (lambda one: ncnd_rules.check(one.encoding, "durabel"), "evaluator: found 'durabel', expected one of: auto, "),
        (lambda one: ncnd_rules.check(one.encoding, [one.rule]), "evaluator: found [Rule("),
        (lambda one: ncnd_rules.explain(one.verdicts, "PIT-01"), "rule: found 'PIT-01', expected a rule as `load_r"),
        (lambda one: ncnd_rules.explain(one.encoding, one.rule), "verdicts: found Encoding("),
        (lambda one: ncnd_rules.explain(one.verdicts, one.rule, "Dear Sir"), "encoding: found 'Dear Sir', expected"),
        (lambda one: ncnd_rules.compare(one.encoding), "encodings: found 'letter.txt', expected letters, each as "),
        (lambda one: ncnd_rules.compare([one.encoding, one.verdicts]), "encodings[1]: found Verdicts("),
        (lambda one: ncnd_rules.compare([one.encoding], "best"), "evaluator: found 'best', expected one of: auto, "),
        (lambda one: ncnd_rules.Checker("rulesets", None), "ruleset: found 'rulesets', expected rules as `load_ru"),
        (
            lambda one: ncnd_rules.Checker(ncnd_rules.load_ruleset(), "x"),
            "registers: found 'x', expected registers as `load",
        ),
        (lambda one: ncnd_rules.deadline("2025-04-14"), "received: found '2025-04-14', expected a day, such as "),
        (lambda one: ncnd_rules.deadline(date(2025, 4, 14), clarified=3), "clarified: found 3, expected a day"),
        (
            lambda one: ncnd_rules.working_days(date(2025, 4, 14), datetime(2025, 4, 15, tzinfo=UTC)),
            "sent: found datetime.",
        ),
    ],
)
def test_a_wrong_argument_is_named_with_what_was_expected(call: Callable[[SimpleNamespace], object], says: str) -> None:
    """
    Who gives a public function something else is told which argument it is, and what gives the right one.
    """
    reading = ncnd_rules.read(_LETTER)
    encoding = ncnd_rules.encode(reading)
    one = SimpleNamespace(
        reading=reading,
        encoding=encoding,
        verdicts=ncnd_rules.check(encoding),
        rule=ncnd_rules.load_ruleset().rule("PIT-01"),
    )
    with pytest.raises(ncnd_rules.NcndError) as refused:
        call(one)
    assert str(refused.value).startswith(says)
