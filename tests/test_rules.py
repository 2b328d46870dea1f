"""Every rule is tried on the letters its own file brings, and each of its conditions must matter."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from ncnd_rules.compare import Comparer
from ncnd_rules.engine import Checker
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import encoding_of, encodings_of, load_ruleset
from ncnd_rules.rules import Definition, Example, Pattern, Rule, Ruleset, slots_of
from ncnd_rules.verdicts import Concluded, Outcome

RULES = (*load_ruleset().rules, *load_ruleset(over="letters").rules)


def verdicts_of(rule: Rule, example: Example, ruleset: Ruleset | None = None) -> Concluded:
    """The verdicts of one rule alone, by the reference evaluator, which is the quicker to set up."""
    alone = (ruleset or load_ruleset(over=rule.over))._replace(rules=(rule,))
    if rule.over == "letters":
        return Comparer(alone, load_registers(), "reference").compare(encodings_of(example, rule))
    return Checker(alone, load_registers(), "reference").check(encoding_of(example, rule))


def examples() -> Iterator[object]:
    for rule in RULES:
        for kind in ("bad", "good", "undecided"):
            for example in getattr(rule, kind):
                yield pytest.param(rule, kind, example, id=f"{rule.id} {kind}: {example.name}")


@pytest.mark.parametrize(("rule", "kind", "example"), list(examples()))
def test_example(rule: Rule, kind: str, example: Example) -> None:
    """
    A bad example violates its rule, a good one does not, and one that cannot be decided is undecided.
    """
    verdicts = verdicts_of(rule, example)
    outcome = verdicts.outcomes[rule.id]

    if kind == "bad":
        assert Outcome.VIOLATED == outcome
        assert (example.severity or rule.severity) in {finding.severity for finding in verdicts.findings}
    elif kind == "good":
        assert outcome in (Outcome.SATISFIED, Outcome.NOT_APPLICABLE)
    else:
        assert Outcome.UNDECIDED == outcome


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_sentences_are_filled(rule: Rule) -> None:
    """
    No finding shows a hole where a name found no value.
    """
    for example in rule.bad:
        for finding in verdicts_of(rule, example).findings:
            for sentence in (finding.message, finding.repair):
                assert "{" not in sentence
                assert "  " not in sentence
                assert " ," not in sentence
                assert " ." not in sentence


@dataclass(frozen=True)
class Weakened:
    """A rule with one of its conditions taken away."""

    rule: Rule
    what: str


def weakened(rule: Rule) -> Iterator[Weakened]:
    """The rule without each literal, each join, each exception and each lessening in turn."""
    parts = {
        "when": (rule.when,),
        "unless": rule.unless,
        "require": rule.require,
        "forbid": rule.forbid,
        "lessened_by": rule.lessened_by,
    }
    for part, groups in parts.items():
        for number, group in enumerate(groups):
            if part in ("unless", "lessened_by") or (part in ("require", "forbid") and len(groups) > 1):
                without = groups[:number] + groups[number + 1 :]
                yield Weakened(rule._replace(**{part: without}), f"{part}[{number}]")
            for place, pattern in enumerate(group):
                for field, lesser in without_each_condition(pattern):
                    if pattern.literals.get(field, ()) is None and (pattern.alias, field) in told_of(rule):
                        continue  # without it the file would not load: its sentences name the field
                    changed = (*group[:place], lesser, *group[place + 1 :])
                    value = changed if part == "when" else (*groups[:number], changed, *groups[number + 1 :])
                    yield Weakened(rule._replace(**{part: value}), f"{part}[{number}] {pattern.kind}.{field}")


def told_of(rule: Rule) -> set[tuple[str, str]]:
    return {(slot.alias, slot.field) for slot in slots_of(rule.finding + rule.repair)}


def without_each_condition(pattern: Pattern) -> Iterator[tuple[str, Pattern]]:
    for field in pattern.literals:
        yield field, pattern._replace(literals={name: v for name, v in pattern.literals.items() if name != field})
    for field in pattern.joins:
        yield field, pattern._replace(joins={name: v for name, v in pattern.joins.items() if name != field})


def weakened_definitions() -> Iterator[tuple[str, str, Definition]]:
    """Each definition without each of its literals, joins and exceptions in turn."""
    for definition in load_ruleset().definitions:
        for number in range(len(definition.unless)):
            without = definition.unless[:number] + definition.unless[number + 1 :]
            yield definition.id, f"unless[{number}]", definition._replace(unless=without)
        parts = {"when": (definition.when,), "unless": definition.unless}
        for part, groups in parts.items():
            for number, group in enumerate(groups):
                for place, pattern in enumerate(group):
                    for field, lesser in without_each_condition(pattern):
                        changed = (*group[:place], lesser, *group[place + 1 :])
                        value = changed if part == "when" else (*groups[:number], changed, *groups[number + 1 :])
                        yield definition.id, f"{part} {pattern.kind}.{field}", definition._replace(**{part: value})


@pytest.mark.parametrize(
    ("name", "lesser"),
    [pytest.param(name, lesser, id=f"{name} {what}") for name, what, lesser in weakened_definitions()],
)
def test_near_misses_of_definitions(name: str, lesser: Definition) -> None:
    """
    Each condition of a definition matters to an example of some rule that uses it.
    """
    users = [rule for rule in RULES if any(pattern.kind == lesser.kind for pattern in patterns_of(rule))]
    ruleset = load_ruleset()
    changed = ruleset._replace(definitions=tuple(lesser if d.id == name else d for d in ruleset.definitions))

    assert any(outcomes_on_examples(rule.id) != told(rule, changed) for rule in users)


def patterns_of(rule: Rule) -> Iterator[Pattern]:
    for group in (rule.when, *rule.unless, *rule.require, *rule.forbid, *rule.lessened_by):
        yield from group


@cache
def outcomes_on_examples(rule_id: str) -> tuple[object, ...]:
    return told(next(rule for rule in RULES if rule.id == rule_id))


def told(rule: Rule, ruleset: Ruleset | None = None) -> tuple[object, ...]:
    """What a rule says of each of its examples: the outcome, and the severity of each finding."""
    said = []
    for example in (*rule.bad, *rule.good, *rule.undecided):
        verdicts = verdicts_of(rule, example, ruleset)
        severities = sorted(f"{finding.outcome} {finding.severity}" for finding in verdicts.findings)
        said.append((verdicts.outcomes[rule.id], tuple(severities)))
    return tuple(said)


@pytest.mark.parametrize(
    ("rule_id", "lesser"),
    [pytest.param(rule.id, lesser, id=f"{rule.id} {lesser.what}") for rule in RULES for lesser in weakened(rule)],
)
def test_near_misses(rule_id: str, lesser: Weakened) -> None:
    """
    Each condition of a rule matters: without it, one of the rule's own examples comes out otherwise.
    """
    assert outcomes_on_examples(rule_id) != told(lesser.rule), (
        f"{rule_id} says the same of all its examples without {lesser.what}: the file owes an example that notices"
    )
