"""Examples that a rule lacks, found near those that it has.

One or two things are changed in each example in turn: a fact left out, a field given another value, a section of the
copy lost. What such a letter shows is worked out, never guessed; its name is left to the author, who knows why a
letter would say so.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from ncnd_rules.errors import InputError
from ncnd_rules.govern.as_yaml import letter_as_yaml, value_as_yaml
from ncnd_rules.govern.cover import Coverage, Covered, covering_trial, values_in
from ncnd_rules.govern.mutate import Mutant, Mutated, mutants_of
from ncnd_rules.govern.near import values_asked, with_changed, with_date, with_less, with_lost, with_more
from ncnd_rules.govern.parts import Owner, owners_of, users_of
from ncnd_rules.govern.trial import Said, Trial, Trials, Witness, examples_of
from ncnd_rules.letter import SECTIONS
from ncnd_rules.rules import Definition, Example, Rule
from ncnd_rules.verdicts import Outcome

_MOST = 4_000  # letters tried for one rule
_PARTS = {Outcome.VIOLATED: "bad", Outcome.UNDECIDED: "undecided"}


class Suggestion(NamedTuple):
    """An example to be named and put into a rule file."""

    rule: str
    part: str  # bad, good, undecided
    severity: str | None  # of a bad one, where it is not the rule's own
    missing: tuple[str, ...]
    facts: tuple[dict[str, Any], ...]
    letters: Mapping[str, dict[str, Any]]  # file name to letter, of a rule over several

    def as_yaml(self) -> str:
        """The example as a rule file has it, but for its name."""
        lines = ["  - name: …"]
        lines += [f"    severity: {self.severity}"] if self.severity else []
        if not self.letters:
            lines += [f"    missing: {section}" for section in self.missing]
            return "\n".join([*lines, *letter_as_yaml({"facts": self.facts}, "    ")])
        lines += ["    letters:"]
        for name, letter in self.letters.items():
            lines += [f"      {value_as_yaml(name)}:", *letter_as_yaml(letter, "        ")]
        return "\n".join(lines)


# What was missed, as an owner and a place or mutant, to the example found for it.
Near = Mapping[tuple[str, str], Suggestion]


def examples_for_conditions(coverage: Coverage, trials: Trials) -> Near:
    """An example for each condition that was not seen in every way it can be, where one is near.

    Of a condition with two ways missing the example shows one; the next run asks for the other.
    """
    owners = {owner.id: owner for owner in owners_of(trials.ruleset)}
    found: dict[tuple[str, str], Suggestion] = {}
    for covered in coverage.covered:
        condition = covered.condition
        if covered.missing and (near := _for_condition(covered, owners[condition.owner], trials)):
            found[condition.owner, condition.place] = near
    return found


def examples_for_mutants(mutated: Mutated, trials: Trials) -> Near:
    """An example for each mutant that nothing notices and nothing explains, where one is near."""
    owners = {owner.id: owner for owner in owners_of(trials.ruleset)}
    found: dict[tuple[str, str], Suggestion] = {}
    for survivor in mutated.unexplained:
        mutants = mutants_of(owners[survivor.owner], trials.ruleset, trials.registers)
        mutant = next(mutant for mutant in mutants if mutant.what == survivor.what)
        if near := _for_mutant(mutant, trials):
            found[survivor.owner, survivor.what] = near
    return found


def _for_condition(covered: Covered, owner: Owner, trials: Trials) -> Suggestion | None:
    for rule in _users(owner, trials):
        trial = covering_trial(rule, trials)
        for example, letter in _letters_near(rule, rule, trials):
            if values_in(letter, covered.condition, owner, trial) & set(covered.missing):
                return _suggestion(rule, example, trial.said(letter))
    return None


def _for_mutant(mutant: Mutant, trials: Trials) -> Suggestion | None:
    changed, definitions = mutant.changed, trials.ruleset.definitions
    if isinstance(changed, Definition):
        definitions = tuple(changed if item.id == changed.id else item for item in definitions)
    for rule in _users(changed, trials):
        mutated = changed if isinstance(changed, Rule) else rule
        trial, other = Trial(rule, trials.program(rule)), Trial(mutated, trials.program(mutated, definitions))
        for example, letter in _letters_near(rule, mutated, trials):
            said = trial.said(letter)
            if said != other.said(letter):
                return _suggestion(rule, example, said)
    return None


def _users(owner: Owner, trials: Trials) -> tuple[Rule, ...]:
    """The rules whose examples may show something of an owner."""
    return users_of(owner, trials.ruleset) if isinstance(owner, Definition) else (trials.ruleset.rule(owner.id),)


def _letters_near(rule: Rule, mutated: Rule, trials: Trials) -> Iterator[tuple[Example, Witness]]:
    for data in islice(_near(rule, values_asked(rule, mutated, trials.registers)), _MOST):
        try:
            example = Example.model_validate({"name": "near", **data})
            yield example, trials.witness(example, rule)
        except (InputError, ValidationError):
            continue  # a fact that another refers to was left out, or a value does not fit


def _suggestion(rule: Rule, example: Example, said: Said) -> Suggestion:
    part = _PARTS.get(said.outcome, "good")
    lesser = said.severities - {rule.severity} if part == "bad" else frozenset()
    severity = min(lesser) if lesser and rule.severity not in said.severities else None
    letters = {name: letter.model_dump(by_alias=True) for name, letter in example.letters.items()}
    return Suggestion(rule.id, part, severity, example.missing, tuple(example.facts), letters)


def _near(rule: Rule, values: Mapping[tuple[str, str], Iterable[Any]]) -> Iterator[dict[str, Any]]:
    """The examples of a rule with little changed, those with the least first."""
    if rule.over == "letters":
        yield from _near_letters(rule, values)
        return
    bases = [
        list(example.facts)
        for _, _, example in examples_of(rule)
        if example.copy_state == "complete" and not example.missing
    ]
    sections = rule.look_in or SECTIONS
    for own in bases:
        yield from ({"facts": facts} for facts in chain(with_changed(own, values), with_less(own, 1)))
        yield from (with_lost(own, section) for section in sections)
        yield from ({"facts": facts} for facts in with_date(own, values["date", "on"]))
    for own in bases:
        yield from ({"facts": facts} for facts in chain(with_more(own, values), with_less(own, 2)))
        yield from (with_lost(facts, section) for facts in with_less(own, 1) for section in sections)
    yield {"facts": []}


def _near_letters(rule: Rule, values: Mapping[tuple[str, str], Iterable[Any]]) -> Iterator[dict[str, Any]]:
    """The examples of a rule over several letters, with little changed in one of those."""
    for _, _, example in examples_of(rule):
        letters = {name: letter.model_dump(by_alias=True) for name, letter in example.letters.items()}
        for name, letter in example.letters.items():
            own = list(letter.facts)
            near = chain(
                ({"facts": facts} for facts in chain(with_changed(own, values), with_less(own, 1))),
                (with_lost(own, section) for section in rule.look_in or SECTIONS),
                ({"facts": facts} for facts in chain(with_date(own, values["date", "on"]), with_more(own, values))),
            )
            yield from ({"letters": {**letters, name: {**letters[name], **changed}}} for changed in near)
