"""Every operation by which a rule lets its findings be mended, put to the rule's own bad examples."""

from collections.abc import Iterator

from ncnd_rules.engine import Checker
from ncnd_rules.errors import RuleError
from ncnd_rules.explain.repair import is_cleared
from ncnd_rules.govern.examples import Failed, Tested
from ncnd_rules.registers import Registers
from ncnd_rules.rule_files import encoding_of
from ncnd_rules.rules import Operation, Rule, Ruleset
from ncnd_rules.yamlfile import where


def try_repairs(ruleset: Ruleset, registers: Registers) -> Tested:
    """Try each operation of each rule on the letters that violate the rule.

    Where an operation fits a letter it has to clear it, alone, and as often as there is something to clear; and it
    has to fit one letter at least.
    """
    of_one_letter = tuple(rule for rule in ruleset.rules if rule.over == "letter")
    checker = Checker(ruleset._replace(rules=of_one_letter), registers)
    tried = 0
    failed: list[Failed] = []
    for rule in of_one_letter:
        for number, operation in enumerate(rule.repairs):
            place = where(rule.path, ("repairs", number))
            found = list(_tried(rule, operation, checker))
            tried += max(len(found), 1)
            for name, cleared in found:
                if not cleared:
                    expected = "cleared by the operation that its rule declares"
                    failed.append(Failed(rule.id, rule.path, place, name, expected, "violated still"))
            if not found:
                expected, none = "one that the operation fits", "none of its bad examples"
                failed.append(Failed(rule.id, rule.path, place, "violates the rule", expected, none))
    return Tested(tried, tuple(failed))


def _tried(rule: Rule, operation: Operation, checker: Checker) -> Iterator[tuple[str, bool]]:
    """The bad examples that an operation fits, and whether it clears them."""
    for number, example in enumerate(rule.bad):
        try:
            letter = encoding_of(example, rule)
        except RuleError:
            continue  # told as an example that failed
        cleared = is_cleared(rule._replace(repairs=(operation,)), letter, checker)
        if cleared is not None:
            yield f"{example.name} (bad[{number}])", cleared
