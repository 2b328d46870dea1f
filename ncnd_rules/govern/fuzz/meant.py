"""The rules that a path stands for: a folder of rulesets, some of its rules, or rules that stand alone."""

from pathlib import Path
from typing import NamedTuple

from ncnd_rules.errors import InputError
from ncnd_rules.govern.trial import Trials
from ncnd_rules.registers import load_registers, registers_dir
from ncnd_rules.rule_files import load_every_rule, load_rules_among_shipped
from ncnd_rules.rules import Rule


class Meant(NamedTuple):
    """Rules, and everything that they rest on."""

    rules: tuple[Rule, ...]
    trials: Trials


def rules_meant(path: Path) -> Meant:
    """The rules of a folder of rulesets, or of a file or folder of rules; the latter need not stand in such a folder.

    Raises:
        InputError: where there is no such path.
        RuleError: where a rule cannot be used.
    """
    if not path.exists():
        raise InputError(
            path, "no such file or folder, expected a folder of rulesets, a folder of rules or a rule file"
        )
    root = _root_of(path)
    if root is None:
        ruleset = load_rules_among_shipped(path)
        return Meant(ruleset.rules, Trials(ruleset, load_registers(registers_dir(None))))
    ruleset = load_every_rule(root)
    trials = Trials(ruleset, load_registers(registers_dir(root)))
    below = path.absolute()
    rules = tuple(rule for rule in ruleset.rules if rule.path.absolute().is_relative_to(below))
    if not rules:
        raise InputError(path, "holds no rule, expected a folder of rulesets, a folder of rules or a rule file")
    return Meant(rules, trials)


def _root_of(path: Path) -> Path | None:
    """The folder of rulesets that a path is, or in the rules of which it stands."""
    if (path / "rules").is_dir():
        return path
    above = (path, *path.parents, *path.absolute().parents)
    return next((folder.parent for folder in above if folder.name == "rules"), None)
