"""The command line: verbs to functions, findings to exit codes.

0: nothing found at or above ``--fail-on``; 1: something was; 2: it could not run.
"""

from ncnd_rules.cli import baseline, citing, compare, governing, letters, repair, rules, sheet  # each adds its verbs
from ncnd_rules.cli.group import main

__all__ = ["baseline", "citing", "compare", "governing", "letters", "main", "repair", "rules", "sheet"]
