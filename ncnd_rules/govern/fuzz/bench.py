"""One rule on the bench: any small letter put to it, with the values of its conditions and the verdict."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from ncnd_rules.engine import Checker, durable
from ncnd_rules.engine.check import worst
from ncnd_rules.engine.compiler import alone
from ncnd_rules.engine.findings import severity_of
from ncnd_rules.errors import EngineDefect, InputError
from ncnd_rules.govern.cover import Value, covering_trial, values_seen
from ncnd_rules.govern.diff import Verdict
from ncnd_rules.govern.parts import Condition, conditions
from ncnd_rules.govern.trial import Trials, Witness, examples_of
from ncnd_rules.rules import SEVERITIES, Example, Rule
from ncnd_rules.verdicts import Outcome

Small = dict[str, Any]  # a small letter as a rule file has it, or several: ``{"facts": [...]}``


class Tried(NamedTuple):
    """A small letter with what a rule makes of it."""

    letter: Small
    values: Mapping[str, frozenset[Value]]  # by the place of a condition; a letter may show more than one
    verdict: Verdict


class Fault(NamedTuple):
    """A letter on which the program itself is at fault, whatever the rule says."""

    letter: Small
    what: str


class Bench:
    """A rule, and whatever small letters are put to it.

    Args:
        compared: whether both evaluators are asked, where durable-rules is installed.
    """

    def __init__(self, rule: Rule, trials: Trials, *, compared: bool = True) -> None:
        self.rule = rule
        self.trials = trials
        self.conditions: tuple[Condition, ...] = tuple(conditions(rule))
        self.faults: list[Fault] = []
        self._trial = covering_trial(rule, trials)
        self._known: dict[str, Tried | None] = {}
        self._checker = (
            Checker(alone(rule, trials.ruleset), trials.registers, "durable", verify=True)
            if compared and durable.available()
            else None
        )

    @property
    def compares(self) -> bool:
        """Whether both evaluators are asked."""
        return self._checker is not None

    def examples(self) -> Iterator[Small]:
        """The letters that the rule brings."""
        return (as_small(example) for _, _, example in examples_of(self.rule))

    def put(self, letter: Small) -> Tried | None:
        """What the rule makes of a letter; none where it is outside the vocabulary, or breaks the program."""
        key = json.dumps(letter, sort_keys=True, default=str)
        if key not in self._known:
            self._known[key] = self._put(letter)
        return self._known[key]

    def compare(self, letter: Small) -> None:
        """Note where the two evaluators differ on a letter."""
        witness = self._witness(letter) if self._checker else None
        if self._checker is None or witness is None:
            return
        try:
            self._checker.conclude(witness.told, witness.known, witness.world)
        except EngineDefect as problem:
            self.faults.append(Fault(letter, str(problem)))

    def _put(self, letter: Small) -> Tried | None:
        witness = self._witness(letter)
        try:
            return None if witness is None else self._tried(letter, witness)
        except Exception as problem:  # noqa: BLE001 - a crash is what is looked for
            self.faults.append(_crash(letter, problem))
            return None

    def _witness(self, letter: Small) -> Witness | None:
        try:
            example = Example.model_validate({"name": "a letter", **letter})
            return self.trials.witness(example, self.rule)
        except (InputError, ValidationError):
            return None  # a fact that another refers to was left out, or a value does not fit
        except Exception as problem:  # noqa: BLE001 - same
            self.faults.append(_crash(letter, problem))
            return None

    def _tried(self, letter: Small, witness: Witness) -> Tried:
        closed = self._trial.closed(witness)
        decided = self._trial.decided(closed)
        outcome = worst(item.derivation.outcome for item in decided)
        violated = [item.derivation for item in decided if item.derivation.outcome is Outcome.VIOLATED]
        severity = min((severity_of(self.rule, one) for one in violated), key=SEVERITIES.index, default=None)
        seen = {one.place: frozenset(values_seen(one, self.rule, closed)) for one in self.conditions}
        return Tried(letter, seen, Verdict(outcome, severity))


def as_small(example: Example) -> Small:
    """An example without its name."""
    said = example.model_dump(by_alias=True, exclude_defaults=True, mode="json", exclude={"name", "severity"})
    return said if example.letters else {"facts": [], **said}


def _crash(letter: Small, problem: Exception) -> Fault:
    return Fault(letter, f"{type(problem).__name__}: {problem}")
