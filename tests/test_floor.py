"""The generated Python that engines are measured against gives the answers that it is compared on."""

from pathlib import Path

from benchmarks.engines.floor import FloorMatcher
from benchmarks.engines.floor_whole import Answer, WholeFloor
from hypothesis import given, settings
from test_evaluators import found_by, letters, programs, rows

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.closure import close, known_of
from ncnd_rules.engine.compiler import compile_ruleset
from ncnd_rules.engine.decide import decide, not_applied
from ncnd_rules.engine.program import Program, Row
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.world import world_of

CASES = Path(__file__).parents[1] / "cases"
PROGRAM = compile_ruleset(load_ruleset())
WHOLE = WholeFloor(PROGRAM)


@settings(max_examples=100, deadline=None)
@given(programs(), rows())
def test_random_rules(program: Program, made: list[Row]) -> None:
    """
    Whatever the rules and the facts, generated loops find the matches that the reference evaluator finds.
    """
    cut = len(made) // 2

    assert found_by(ReferenceMatcher(program), [made]) == found_by(FloorMatcher(program), [made[:cut], made[cut:]])


def answers_both_ways(letter: Encoding) -> tuple[list[Answer], list[Answer]]:
    """Every match of the shipped rules with its outcome and its premises, as the engine and as the floor decide."""
    world = world_of(letter, load_registers())
    known = known_of(letter, world)
    closed = close(PROGRAM, ReferenceMatcher(PROGRAM), letter, known, world)
    derivations = [
        item.derivation
        for rule in PROGRAM.ruleset.rules
        if not not_applied(rule, closed)
        for item in decide(rule, closed)
    ]
    decided = [
        Answer(item.rule, item.outcome, tuple(item.when.values()), item.hits, item.met, item.lessened_by)
        for item in derivations
    ]
    return decided, WHOLE.decided(letter, known, world)


def test_the_cases() -> None:
    """
    The letters of the benchmark are decided alike.
    """
    for path in sorted(CASES.glob("*/facts.yaml")):
        expected, found = answers_both_ways(load_facts(path))

        assert expected
        assert expected == found


@settings(max_examples=100, deadline=None)
@given(letters())
def test_random_letters(letter: Encoding) -> None:
    """
    So is any letter at all, with what its copy may have lost, and with facts that are not certain.
    """
    expected, found = answers_both_ways(letter)

    assert expected == found
