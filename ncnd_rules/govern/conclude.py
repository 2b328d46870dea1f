"""Letters put to the rules of their sort as users put them: one is checked, several are compared."""

from collections.abc import Sequence

from ncnd_rules.compare import Comparer
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker, Evaluator
from ncnd_rules.registers import Registers
from ncnd_rules.rule_files import encoding_of, encodings_of
from ncnd_rules.rules import Example, Rule, Ruleset
from ncnd_rules.verdicts import Concluded


class Concluder:
    """Rules of either sort, compiled once."""

    def __init__(self, ruleset: Ruleset, registers: Registers, evaluator: Evaluator = "auto") -> None:
        one = tuple(rule for rule in ruleset.rules if rule.over == "letter")
        several = tuple(rule for rule in ruleset.rules if rule.over == "letters")
        self._check = Checker(ruleset._replace(rules=one), registers, evaluator).check
        # Definitions would mix the facts of several letters.
        self._compare = Comparer(ruleset._replace(rules=several, definitions=()), registers, evaluator).compare

    def __call__(self, letters: Sequence[Encoding]) -> Concluded:
        """What the rules over one letter say of one, or those over several of several."""
        return self._check(letters[0]) if len(letters) == 1 else self._compare(letters)


def letters_of(example: Example, rule: Rule) -> tuple[Encoding, ...]:
    """The letters that an example brings.

    Raises:
        RuleError: where they are outside the vocabulary.
    """
    return encodings_of(example, rule) if rule.over == "letters" else (encoding_of(example, rule),)
