"""The command line: verbs to functions, findings to exit codes.

0: nothing found at or above ``--fail-on``; 1: something was; 2: it could not run.
"""

from ncnd_rules.cli import (
    auditing,
    baseline,
    citing,
    compare,
    completion,
    fuzzing,
    governing,
    letters,
    repair,
    rules,
    serve,
    sheet,
)  # each adds its verbs
from ncnd_rules.cli.group import main

__all__ = [
    "auditing",
    "baseline",
    "citing",
    "compare",
    "completion",
    "fuzzing",
    "governing",
    "letters",
    "main",
    "repair",
    "rules",
    "serve",
    "sheet",
]
