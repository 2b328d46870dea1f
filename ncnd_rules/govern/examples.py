"""Every example of every rule, put to the checker that letters are put to."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.compare import Comparer
from ncnd_rules.engine import Checker, Evaluator
from ncnd_rules.errors import RuleError
from ncnd_rules.govern.trial import Said, examples_of, is_as_said
from ncnd_rules.registers import Registers
from ncnd_rules.rule_files import encoding_of, encodings_of
from ncnd_rules.rules import Example, Rule, Ruleset
from ncnd_rules.verdicts import Concluded
from ncnd_rules.yamlfile import where


class Failed(NamedTuple):
    """An example that does not come out as its file says."""

    rule: str
    file: Path
    place: str  # ``line 31, bad[0]``
    name: str
    expected: str
    found: str

    def says(self) -> str:
        """The mistake in one sentence."""
        return f"a letter that {self.name} is {self.found}, expected {self.expected}"


class Tested(NamedTuple):
    """How many examples were tried, and those that failed."""

    tried: int
    failed: tuple[Failed, ...]


def try_examples(
    ruleset: Ruleset,
    registers: Registers,
    evaluator: Evaluator = "auto",
    each: Callable[[Rule], None] = lambda _: None,
) -> Tested:
    """Try the examples of every rule of a ruleset, those that bring several letters by comparing them.

    An example outside the vocabulary has failed; it is never an error of the run.

    Args:
        each: told of each rule that is done, for progress.
    """
    conclude = _Concluder(ruleset, registers, evaluator)
    tried = 0
    failed: list[Failed] = []
    for rule in ruleset.rules:
        for part, number, example in examples_of(rule):
            tried += 1
            if (found := _found(rule, part, example, conclude)) is not None:
                at = where(rule.path, (part, number))
                failed.append(Failed(rule.id, rule.path, at, example.name, _expected(part, example, rule), found))
        each(rule)
    return Tested(tried, tuple(failed))


class _Concluder:
    """Checks letters and compares them as users do, with all rules of their sort."""

    def __init__(self, ruleset: Ruleset, registers: Registers, evaluator: Evaluator) -> None:
        one = tuple(rule for rule in ruleset.rules if rule.over == "letter")
        several = tuple(rule for rule in ruleset.rules if rule.over == "letters")
        self._check = Checker(ruleset._replace(rules=one), registers, evaluator).check if one else None
        # Definitions would mix the facts of several letters.
        joined = ruleset._replace(rules=several, definitions=())
        self._compare = Comparer(joined, registers, evaluator).compare if several else None

    def __call__(self, example: Example, rule: Rule) -> Concluded:
        if rule.over == "letters":
            assert self._compare is not None
            return self._compare(encodings_of(example, rule))
        assert self._check is not None
        return self._check(encoding_of(example, rule))


def _found(rule: Rule, part: str, example: Example, conclude: _Concluder) -> str | None:
    """How an example comes out; none where that is as the file says."""
    try:
        verdicts = conclude(example, rule)
    except RuleError as problem:
        return f"outside the vocabulary ({problem.problem})"
    said = Said.of(verdicts.outcomes[rule.id], (item for item in verdicts.findings if item.rule == rule.id))
    if is_as_said(part, example, rule, said):
        return None
    grave = f" as {' and '.join(sorted(said.severities))}" if said.severities else ""
    return f"{said.outcome.replace('_', ' ')}{grave}"


def _expected(part: str, example: Example, rule: Rule) -> str:
    expected = {"good": "satisfied or not applicable", "undecided": "undecided"}
    return expected.get(part, f"violated as {example.severity or rule.severity}")
