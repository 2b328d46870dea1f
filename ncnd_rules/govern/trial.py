"""Trying one rule alone on the examples of its file, fast enough for thousands of slightly wrong rules.

What the registers say of an example never depends on the rule, so it is looked up once.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.check import worst
from ncnd_rules.engine.closure import Closed, close, known_of
from ncnd_rules.engine.compiler import compile_ruleset
from ncnd_rules.engine.decide import Decided, decide, not_applied
from ncnd_rules.engine.findings import findings_of
from ncnd_rules.engine.program import Program
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.govern.parts import definitions_for
from ncnd_rules.registers import Registers
from ncnd_rules.rule_files import encoding_of
from ncnd_rules.rules import Definition, Example, Rule, Ruleset
from ncnd_rules.verdicts import Finding, Outcome
from ncnd_rules.world import World, world_of


class Witness(NamedTuple):
    """A letter, with what the registers say of it."""

    place: str  # of an example, where the file has it: ``bad[0]``
    encoding: Encoding
    world: World


class Said(NamedTuple):
    """What a rule says of a letter."""

    outcome: Outcome
    findings: tuple[tuple[str, str, str], ...]  # outcome, severity and sentence of each, in a stable order

    @classmethod
    def of(cls, outcome: Outcome, findings: Iterable[Finding]) -> "Said":
        """What some findings of one rule amount to."""
        return cls(outcome, tuple(sorted((item.outcome, item.severity, item.message) for item in findings)))

    @property
    def severities(self) -> frozenset[str]:
        """Of its violations."""
        return frozenset(severity for outcome, severity, _ in self.findings if outcome == Outcome.VIOLATED)


def is_as_said(part: str, example: Example, rule: Rule, said: Said) -> bool:
    """Whether a rule says of an example what the file, in which it is *part*, says that it does."""
    if part == "bad":
        return said.outcome == Outcome.VIOLATED and (example.severity or rule.severity) in said.severities
    if part == "good":
        return said.outcome in (Outcome.SATISFIED, Outcome.NOT_APPLICABLE)
    return said.outcome == Outcome.UNDECIDED


def examples_of(rule: Rule) -> Iterable[tuple[str, int, Example]]:
    """Every example with its part and number."""
    for part, examples in (("bad", rule.bad), ("good", rule.good), ("undecided", rule.undecided)):
        for number, example in enumerate(examples):
            yield part, number, example


class Trials:
    """The examples of a ruleset, ready to be put to its rules or to others made from them."""

    def __init__(self, ruleset: Ruleset, registers: Registers) -> None:
        self.ruleset = ruleset
        self.registers = registers
        self._witnesses: dict[str, tuple[Witness, ...]] = {}
        self._said: dict[str, tuple[Said, ...]] = {}

    def witnesses(self, rule: Rule) -> tuple[Witness, ...]:
        """The examples of a rule.

        Raises:
            RuleError: where one is outside the vocabulary.
        """
        if rule.id not in self._witnesses:
            self._witnesses[rule.id] = tuple(
                self.letter(encoding_of(example, rule), f"{part}[{number}]")
                for part, number, example in examples_of(rule)
            )
        return self._witnesses[rule.id]

    def letter(self, encoding: Encoding, place: str = "") -> Witness:
        """Any letter, ready to be put to rules."""
        return Witness(place, encoding, world_of(encoding, self.registers))

    def said(self, rule: Rule) -> tuple[Said, ...]:
        """What a rule says of each of its examples, as it is written."""
        if rule.id not in self._said:
            trial = Trial(rule, self.program(rule))
            self._said[rule.id] = tuple(trial.said(witness) for witness in self.witnesses(rule))
        return self._said[rule.id]

    def program(self, rule: Rule, definitions: Iterable[Definition] | None = None) -> Program:
        """A rule alone, with the definitions on which it rests."""
        known = self.ruleset.definitions if definitions is None else definitions
        needed = definitions_for(rule, known)
        return compile_ruleset(self.ruleset._replace(rules=(rule,), definitions=needed))


class Trial:
    """One rule, compiled, to be tried on letters one after the other."""

    def __init__(self, rule: Rule, program: Program) -> None:
        self.rule = rule
        self._program = program
        self._matcher = ReferenceMatcher(program)

    def closed(self, letter: Witness) -> Closed:
        """Everything of a letter that the rule looks at."""
        looked_at = self._program.shapes
        world = letter.world._replace(facts=tuple(fact for fact in letter.world.facts if fact.kind in looked_at))
        return close(self._program, self._matcher, letter.encoding, known_of(letter.encoding, world), world)

    def decided(self, closed: Closed) -> list[Decided]:
        """Every match of the rule; none where it is not applied."""
        return [] if not_applied(self.rule, closed) else list(decide(self.rule, closed))

    def said(self, letter: Witness) -> Said:
        """What the rule says of a letter."""
        closed = self.closed(letter)
        decided = self.decided(closed)
        outcome = worst(item.derivation.outcome for item in decided)
        return Said.of(outcome, findings_of(self.rule, decided, closed))
