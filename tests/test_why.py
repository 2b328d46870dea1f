"""The smallest reason for a finding gives it, and with any leaf of it removed does not."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ncnd_rules import encode, read
from ncnd_rules.cli import main
from ncnd_rules.compose import SHAPES, Wordings, compose, load_wordings, random_plan
from ncnd_rules.compose.corpus import annotation
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.engine.closure import known_of
from ncnd_rules.errors import FactsError
from ncnd_rules.explain.assumed import assumed
from ncnd_rules.explain.change import changed
from ncnd_rules.explain.explanation import together
from ncnd_rules.explain.why import Reasoner, Why
from ncnd_rules.facts import FACT_TYPES
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import encoding_of, load_ruleset
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Absence, Finding
from ncnd_rules.world import world_of

CASES = Path(__file__).parents[1] / "cases"
DEFECTIVE = CASES / "partial-ncnd-with-defects"
RULES = load_ruleset().rules
REASONER = Reasoner(load_ruleset(), load_registers())


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return load_wordings(CASES / "wordings" / "seen")


def alone(rule: str) -> Checker:
    ruleset = load_ruleset()
    return Checker(ruleset._replace(rules=(ruleset.rule(rule),)), load_registers(), "reference")


def reasons(encoding: Encoding, checker: Checker) -> Iterator[Why]:
    yield from REASONER.whys(encoding, checker.check(encoding))


def says(found: tuple[Finding, ...], finding: Finding) -> bool:
    wanted = (finding.outcome, finding.severity, finding.message)
    return wanted in [(own.outcome, own.severity, own.message) for own in found]


def holds_only_whole(why: Why, checker: Checker) -> None:
    """The finding stands on what is left of the letter, and on nothing less."""
    least = why.encoding
    assert says(checker.check(least).findings, why.finding)
    for fact in least.facts:
        fewer = least._replace(facts=tuple(other for other in least.facts if other is not fact))
        assert not says(checker.check(fewer).findings, why.finding), f"{why.finding.rule} without {fact.id}"
    world = world_of(least, load_registers())
    known = known_of(least, world)
    registers = [fact.id for fact in why.verdicts.facts.values() if fact.origin == "register"]
    for name in registers:
        without = checker.conclude(least, [fact for fact in known if fact.id != name], world)
        assert not says(without.findings, why.finding), f"{why.finding.rule} without {name}"


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_removing_any_leaf_removes_the_finding_of_an_example(rule: Rule) -> None:
    """
    Words, and rows of registers: each that the smallest reason names is needed.
    """
    checker = alone(rule.id)
    for example in (*rule.bad, *rule.undecided):
        for why in reasons(encoding_of(example, rule), checker):
            holds_only_whole(why, checker)


@settings(max_examples=6)
@given(seed=st.integers(0, 10_000))
def test_removing_any_leaf_removes_the_finding_of_a_generated_letter(wordings: Wordings, seed: int) -> None:
    """
    The same of letters that are put together at random.
    """
    chance = Random(seed)  # noqa: S311 - letters are not secrets
    letter = annotation(compose(random_plan(chance, wordings, chance.choice(SHAPES)), wordings, seed))
    for why in reasons(letter, Checker(load_ruleset(), load_registers())):
        holds_only_whole(why, alone(why.finding.rule))


def test_what_is_not_found_is_a_leaf_too() -> None:
    """
    Put in a thing that was searched for and not found, and the finding is gone.
    """
    encoding = load_facts(DEFECTIVE / "facts.yaml")
    tried = 0
    for why in reasons(encoding, Checker(load_ruleset(), load_registers())):
        checker = alone(why.finding.rule)
        for absence in why.verdicts.findings[0].derivations[0].absences:
            line = typed(absence)
            if line is None or groups(why.rule, absence) != 1:
                continue
            try:
                put_in = assumed(line, why.encoding)
            except FactsError:
                continue  # what it says of a fact that is not known by name cannot be typed
            tried += 1
            assert not says(checker.check(changed(why.encoding, assume=[put_in])).findings, why.finding), line
    assert tried > 5


def typed(absence: Absence) -> str | None:
    """The absent thing in one line; none where no line can say it."""
    if absence.kind not in FACT_TYPES or any(value == "any" or "the same" in value for _, value in absence.conditions):
        return None
    names = {"section": "provision"} if absence.kind == "citation" else {}
    pairs = (f"{names.get(field, field)}={value.split(' or ')[0]}" for field, value in absence.conditions)
    return f"{absence.kind}({', '.join(pairs)})"


def groups(rule: Rule, absence: Absence) -> int:
    """How many facts together the alternative of the rule asks for, of which this is one."""
    alternatives = (*rule.unless, *rule.require)
    return min(len(group) for group in alternatives if any(pattern.kind == absence.kind for pattern in group))


def test_an_absence_names_the_passages_that_were_searched() -> None:
    """
    A section that the letter has is named with where it stands.
    """
    letter = encode(read(DEFECTIVE / "letter.txt"))
    told = [
        node.detail
        for why in reasons(letter, Checker(load_ruleset(), load_registers()))
        if why.finding.rule == "PIT-01"
        for node in why.explanation().nodes
        if node.type == "absence"
    ]
    assert told
    assert all("public interest (characters " in detail for detail in told)


def test_the_verb_shows_the_least_and_with_all_everything() -> None:
    """
    A finding that many arguments support is told by one; the rest are there for who asks.
    """
    least, everything = (
        CliRunner().invoke(main, ["explain", str(DEFECTIVE / "facts.yaml"), "PIT-12", *more]).output
        for more in ([], ["--all"])
    )
    assert least.splitlines()[0] == everything.splitlines()[0]
    assert len(least.splitlines()) < len(everything.splitlines())


def test_nothing_together_is_nothing() -> None:
    """
    Without a finding there is no graph.
    """
    assert together([]) is None
