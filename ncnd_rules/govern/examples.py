"""Every example of every rule, put to the checker that letters are put to."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.engine import Evaluator
from ncnd_rules.errors import RuleError
from ncnd_rules.govern.conclude import Concluder, letters_of
from ncnd_rules.govern.trial import Said, examples_of, is_as_said
from ncnd_rules.registers import Registers
from ncnd_rules.rules import Example, Rule, Ruleset
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
    conclude = Concluder(ruleset, registers, evaluator)
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


def _found(rule: Rule, part: str, example: Example, conclude: Concluder) -> str | None:
    """How an example comes out; none where that is as the file says."""
    try:
        verdicts = conclude(letters_of(example, rule))
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
