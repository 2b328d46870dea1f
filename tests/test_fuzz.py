"""Fuzzing a rule: the smallest letters on each side of each condition, and whatever is wrong on the way."""

import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ncnd_rules.cli import main
from ncnd_rules.engine import Checker, durable
from ncnd_rules.engine.compiler import alone
from ncnd_rules.govern.cover import Value
from ncnd_rules.govern.fuzz import bench
from ncnd_rules.govern.fuzz.bench import Bench, Small
from ncnd_rules.govern.fuzz.sides import Edge, Fuzzed, Side, fuzz
from ncnd_rules.govern.near import with_less
from ncnd_rules.govern.trial import Trials
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import encoding_of, load_every_rule
from ncnd_rules.rules import Example, Rule
from ncnd_rules.shipped import rulesets_dir

SEEN = Path(__file__).parents[1] / "cases" / "wordings" / "seen"
TRIALS = Trials(load_every_rule(), load_registers())

# Of registers, of definitions, with alternatives, lessened, of questions, and over several letters.
IDS = ("PIT-01", "THR-01", "POS-03", "DATE-01", "CRS-01")

RULE = """
id: AAA-01
title: A refusal names an exemption
status: stable
severity: error
in_force: {from: 2012-01-01}
basis:
  - {cite: "FOIA 2000 s.17(1)(b)"}
when:
  - {as: part, part: {position: ncnd}}
  - {as: sent, date: {role: response, year: YEAR}}
require:
  - {citation: {part: $part, purpose: ncnd}}
look_in: [exemptions, answer]
finding: The letter refuses and names no exemption.
repair: Name the exemption.
no_repair: Only the authority can name it.
bad:
  - name: names none
    facts:
      - part: {id: P1, position: ncnd}
good:
  - name: names one
    facts:
      - part: {id: P1, position: ncnd}
      - citation: {part: P1, provision: 31(3)}
false_positives: None are known.
"""


@cache
def fuzzed(rule: str) -> Fuzzed:
    return fuzz(TRIALS.ruleset.rule(rule), TRIALS, examples=40)


def sides(edge: Edge) -> Iterator[tuple[Value, Side]]:
    """The sides that were found."""
    for value, side in ((Value.TRUE, edge.true), (Value.FALSE, edge.false)):
        if side is not None:
            yield value, side


def a_rule(folder: Path, year: int) -> Path:
    """A rule file that stands in no folder of rulesets."""
    path = folder / "aaa" / "AAA-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE.replace("YEAR", str(year)), encoding="utf-8")
    return path


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, ["fuzz", *map(str, words)])


@pytest.mark.parametrize("rule", IDS)
def test_both_sides_of_every_condition_are_found(rule: str) -> None:
    """
    Every condition that can be so and otherwise has a letter for each, and the verdicts on the two are not the same.
    """
    found = fuzzed(rule)

    assert found.edges
    assert [] == [(edge.condition.place, *edge.missing) for edge in found.edges if edge.missing]
    for edge in found.edges:
        verdicts = [side.verdict for _, side in sides(edge)]
        assert len(set(verdicts)) == len(verdicts), edge
    assert () == found.faults


@pytest.mark.parametrize("rule", [rule for rule in IDS if rule != "CRS-01"])
def test_the_checker_says_the_same_of_each_letter(rule: str) -> None:
    """
    The verdict told of a letter is the one that whoever checks it gets.
    """
    own = TRIALS.ruleset.rule(rule)
    checker = Checker(alone(own, TRIALS.ruleset), TRIALS.registers)
    for edge in fuzzed(rule).edges:
        for _, side in sides(edge):
            letter = encoding_of(Example.model_validate({"name": "a letter", **side.letter}), own)
            assert side.verdict.outcome == checker.check(letter).outcomes[rule]


@pytest.mark.parametrize("rule", ["PIT-01", "THR-01"])
def test_no_fact_of_a_letter_can_be_spared(rule: str) -> None:
    """
    Without any one of its facts a letter on the true side is no longer there, or the verdict no longer hangs on it.
    """
    own = Bench(TRIALS.ruleset.rule(rule), TRIALS, compared=False)
    for edge in fuzzed(rule).edges:
        assert edge.true is not None
        for facts in with_less(edge.true.letter["facts"], 1):
            less = own.put({"facts": facts})
            on_side = less is not None and Value.TRUE in less.values[edge.condition.place]
            assert not on_side or less is None or less.verdict != edge.true.verdict


def test_rules_are_named_as_everywhere() -> None:
    """
    In whatever case, by the beginning of their ids.
    """
    run = ncnd(rulesets_dir(), "--rule", "thr-08", "--examples", 0)

    assert run.exit_code == 0
    assert run.output.startswith("THR-08: ")


def test_letters_are_built_where_a_rule_brings_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Nearly every side is found without the rule's own examples; the same seed finds the same, another one others.
    """
    monkeypatch.setattr(Bench, "examples", lambda _: iter(()))
    rules = [TRIALS.ruleset.rule(name) for name in ("PIT-01", "THR-01", "POS-03", "LIMB-03", "NOT-01")]
    found = [fuzz(rule, TRIALS, compared=False) for rule in rules]

    assert sum(one.missing for one in found) <= 1
    assert found[0] == fuzz(rules[0], TRIALS, compared=False)
    assert found[0].edges != fuzz(rules[0], TRIALS, seed=1, compared=False).edges


def test_a_side_that_no_letter_shows_is_named(tmp_path: Path) -> None:
    """
    A rule that is not in force in the year it asks for can never be met, and the exit code says so.
    """
    never, met = ncnd(a_rule(tmp_path / "a", 2009)), ncnd(a_rule(tmp_path / "b", 2019))

    assert never.exit_code == 1
    assert "  when[1] date\n    true: no letter was found\n    false: not applicable\n" in never.output
    assert "3 conditions of 1 rule: 3 sides not found." in never.output
    assert met.exit_code == 0, met.output
    assert "3 conditions of 1 rule: both sides of each found." in met.output


def test_a_flip_is_shown_by_the_smallest_letter(tmp_path: Path) -> None:
    """
    An exception that takes any reason for more time excuses a letter that the shipped rule does not.
    """
    shutil.copytree(rulesets_dir(), tmp_path / "new")
    file = tmp_path / "new" / "rules" / "pit" / "PIT-01.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "{extension: {reason: public_interest, limited: false, over: false}}", "{extension: {}}"
        )
    )
    done = ncnd(file, "--against", rulesets_dir(), "--examples", 30, "--format", "json")
    (flip,) = json.loads(done.output)["flips"]

    assert done.exit_code == 1
    assert ("violated", "satisfied") == (flip["old"]["outcome"], flip["new"]["outcome"])
    assert ["part", "citation", "extension"] == [kind for fact in flip["letter"]["facts"] for kind in fact]
    assert "other" == flip["letter"]["facts"][2]["extension"]["reason"]


@pytest.mark.skipif(not durable.available(), reason="there is one evaluator, and nothing to compare it with")
def test_evaluators_that_differ_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where durable-rules misses what the reference evaluator finds, the smallest letter that shows it is told.
    """
    monkeypatch.setattr(durable.DurableMatcher, "matches", lambda _: {})
    found = fuzz(TRIALS.ruleset.rule("PIT-01"), TRIALS, examples=0)

    assert found.faults
    assert all("the evaluators differ" in fault.what for fault in found.faults)


def test_a_crash_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A letter on which the program fails is told with what went wrong, and the other letters are tried all the same.
    """

    def fails(_rule: Rule, _derivation: object) -> str:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(bench, "severity_of", fails)
    found = fuzz(TRIALS.ruleset.rule("PIT-01"), TRIALS, examples=0, compared=False)
    (fault,) = found.faults
    smallest: list[Small] = [{"part": {"id": "P1", "position": "ncnd"}}]

    assert "ZeroDivisionError: by nought" == fault.what
    assert smallest == fault.letter["facts"][:1]
    assert len(fault.letter["facts"]) == 2
    assert any(edge.false for edge in found.edges)


def test_words_for_a_letter_where_there_are_some() -> None:
    """
    With a bank of wordings each letter that can be said is told in words, and one that cannot says so.
    """
    done = ncnd(rulesets_dir(), "--rule", "PIT-01", "--examples", 0, "--wordings", SEEN, "--format", "json")
    edges = {edge["condition"]: edge for edge in json.loads(done.output)["rules"][0]["conditions"]}

    assert done.exit_code == 0
    assert "31(3)" in edges["require[0] balance"]["false"]["words"]
    assert "outweigh" not in edges["require[0] balance"]["false"]["words"]
    assert edges["unless[0] extension"]["true"]["words"] is None


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("nowhere",), "nowhere: no such file or folder"),
        ((rulesets_dir(), "--rule", "PIT-77"), "no rule id begins with 'PIT-77' (did you mean 'PIT-07'?)"),
        ((rulesets_dir(), "--rule", ""), "no rule id begins with ''"),
        ((rulesets_dir(), "--rule", "PIT-01", "--wordings", "rulesets"), "holds no topics.yaml"),
        ((rulesets_dir(), "--against", "nowhere"), "nowhere: no such file or folder"),
    ],
)
def test_what_cannot_run_says_so(words: tuple[object, ...], problem: str) -> None:
    """
    One line, exit code 2, and nothing else.
    """
    done = ncnd(*words)

    assert (2, 1) == (done.exit_code, done.output.count("\n"))
    assert problem in done.output
