"""Trying one rule alone on the examples of its file, fast enough for thousands of slightly wrong rules.

What the registers say of an example, and what lies between its letters where it brings several, never depends on the
rule, so it is looked up once.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ncnd_rules.compare.joined import NOWHERE, side_by_side
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.check import worst
from ncnd_rules.engine.closed import Closed, Told
from ncnd_rules.engine.closure import close, known_of
from ncnd_rules.engine.compiler import alone, compile_ruleset
from ncnd_rules.engine.decide import Decided, decide, not_applied
from ncnd_rules.engine.findings import findings_of
from ncnd_rules.engine.program import Program
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.govern.conclude import letters_of
from ncnd_rules.registers import Registers
from ncnd_rules.rules import Definition, Example, Over, Rule, Ruleset
from ncnd_rules.verdicts import Finding, KnownFact, Outcome
from ncnd_rules.world import World, world_of


class Witness(NamedTuple):
    """A letter with what the registers say of it, or several with what lies between them."""

    place: str  # of an example, where the file has it: ``bad[0]``
    over: Over  # what sort of rules it can be put to
    told: Told
    known: tuple[KnownFact, ...]
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
                self.witness(example, rule, f"{part}[{number}]") for part, number, example in examples_of(rule)
            )
        return self._witnesses[rule.id]

    def witness(self, example: Example, rule: Rule, place: str = "") -> Witness:
        """An example of a rule, ready to be put to rules.

        Raises:
            RuleError: where it is outside the vocabulary.
        """
        letters = letters_of(example, rule)
        return self.letter(letters[0], place) if rule.over == "letter" else self.letters(letters, place)

    def letter(self, encoding: Encoding, place: str = "") -> Witness:
        """Any letter, ready to be put to rules over one."""
        world = world_of(encoding, self.registers)
        return Witness(place, "letter", encoding, tuple(known_of(encoding, world)), world)

    def letters(self, encodings: Sequence[Encoding], place: str = "") -> Witness:
        """Any letters, ready to be put to rules over several."""
        table = side_by_side(encodings, self.registers)
        return Witness(place, "letters", table.told, table.known, NOWHERE)

    def said(self, rule: Rule) -> tuple[Said, ...]:
        """What a rule says of each of its examples, as it is written."""
        if rule.id not in self._said:
            trial = Trial(rule, self.program(rule))
            self._said[rule.id] = tuple(trial.said(witness) for witness in self.witnesses(rule))
        return self._said[rule.id]

    def program(self, rule: Rule, definitions: Iterable[Definition] | None = None) -> Program:
        """A rule alone, with the definitions on which it rests."""
        ruleset = self.ruleset if definitions is None else self.ruleset._replace(definitions=tuple(definitions))
        return compile_ruleset(alone(rule, ruleset))


class Trial:
    """One rule, compiled, to be tried on letters one after the other."""

    def __init__(self, rule: Rule, program: Program) -> None:
        self.rule = rule
        self._program = program
        self._matcher = ReferenceMatcher(program)

    def closed(self, letter: Witness) -> Closed:
        """Everything of a letter that the rule looks at."""
        known = letter.known
        if self.rule.over == "letter":  # what lies between letters may rest on what no rule looks at
            looked_at = self._program.shapes
            known = tuple(fact for fact in known if fact.origin != "register" or fact.kind in looked_at)
        return close(self._program, self._matcher, letter.told, known, letter.world)

    def decided(self, closed: Closed) -> list[Decided]:
        """Every match of the rule; none where it is not applied."""
        return [] if not_applied(self.rule, closed) else decide(self.rule, closed)

    def said(self, letter: Witness) -> Said:
        """What the rule says of a letter."""
        closed = self.closed(letter)
        decided = self.decided(closed)
        outcome = worst(item.derivation.outcome for item in decided)
        return Said.of(outcome, findings_of(self.rule, decided, closed))
