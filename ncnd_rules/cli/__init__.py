"""The command line: verbs to functions, findings to exit codes.

0: nothing found at or above ``--fail-on``; 1: something was; 2: it could not run.
"""

from ncnd_rules.cli import baseline, compare, governing, letters, rules, sheet  # each adds its verbs to the group
from ncnd_rules.cli.group import main

__all__ = ["baseline", "compare", "governing", "letters", "main", "rules", "sheet"]
