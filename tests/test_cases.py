"""Every case comes out as a reader of the law expected, rule by rule, and its files are sound."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ncnd_rules import yamlfile
from ncnd_rules.engine import Checker
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.verdicts import Verdicts

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/facts.yaml"))
LETTERS = Path(__file__).parents[2] / "shared" / "letters"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


def expected(case: Path) -> dict[str, Any]:
    told: dict[str, Any] = yamlfile.load(case.with_name("expected.yaml"))
    return told


def severities(verdicts: Verdicts, rule: str) -> set[str]:
    return {finding.severity for finding in verdicts.findings if (finding.rule, finding.outcome) == (rule, "violated")}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_verdicts_are_those_expected(checker: Checker, case: Path) -> None:
    """
    Every rule comes out as decided by reading letter and law, and as gravely. A rule added since then owes
    nothing here: its own examples are its tests.
    """
    verdicts = checker.check(load_facts(case))
    told = expected(case)

    assert {rule: entry["outcome"] for rule, entry in sorted(told.items())} == {
        rule: outcome.value for rule, outcome in sorted(verdicts.outcomes.items()) if rule in told
    }
    for rule, entry in told.items():
        if entry["outcome"] == "violated":
            assert {entry["severity"]} == severities(verdicts, rule), rule


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_expectations_give_their_reason(case: Path) -> None:
    """
    Each expectation says why in a few words, so that a reader can disagree with it.
    """
    for rule, entry in expected(case).items():
        assert 3 <= len(entry["why"].split()) <= 30, rule


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_quotes_are_short(case: Path) -> None:
    """
    A case quotes no more than the words that carry a fact: the letters are not ours to publish.
    """
    for fact in load_facts(case).facts:
        for span in fact.evidence:
            assert len(span.quote.split()) <= 13, f"{fact.id}: {span.quote}"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_quotes_stand_in_the_letters(case: Path) -> None:
    """
    Against the letter itself, hash for hash, every quote stands at its offsets.
    """
    encoding = load_facts(case, LETTERS if LETTERS.is_dir() else None)
    if encoding.text is None:
        pytest.skip(f"the letter {encoding.letter.file} is not at hand")

    assert all(
        encoding.text[span.start : span.stop] == span.quote
        for fact in encoding.facts
        for span in fact.evidence
        if span.start is not None
    )


def test_the_first_sixty_one_rules_are_expected_everywhere() -> None:
    """
    Each letter, real or invented, was read against every rule of the first release.
    """
    assert {61} == {len(expected(case)) for case in CASES}


def test_every_kind_of_fact_is_used() -> None:
    """
    There is no kind of fact that neither a case nor an example ever states.
    """
    from ncnd_rules.facts import FACT_TYPES

    stated = Counter(fact.kind for case in CASES for fact in load_facts(case).facts)
    examples = {
        kind
        for rule in (*load_ruleset().rules, *load_ruleset(over="letters").rules)
        for example in (*rule.bad, *rule.good, *rule.undecided)
        for letter in (example, *example.letters.values())
        for item in letter.facts
        for kind in item
    }

    assert set() == set(FACT_TYPES) - set(stated) - examples


def test_the_two_sound_letters_give_no_finding(checker: Checker) -> None:
    """
    A sound partial refusal and a full disclosure are left in peace.
    """
    sound = [case for case in CASES if case.parent.name in ("partial-ncnd-sound", "full-disclosure")]

    assert [(), ()] == [checker.check(load_facts(case)).findings for case in sound]
