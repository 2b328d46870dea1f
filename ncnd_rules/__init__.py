"""Check "neither confirm nor deny" letters against written rules, and explain every finding.

>>> from pathlib import Path
>>> from ncnd_rules import check, encode, explain, load_ruleset, read
>>> verdicts = check(encode(read(Path("cases/partial-ncnd-with-defects/letter.txt"))))
>>> [finding.message for finding in verdicts.findings if finding.rule == "RGT-02"]
['The letter refuses part or all of the request, but does not tell the requester of the right ...']
>>> why = explain(verdicts, load_ruleset().rule("RGT-02"))
>>> [node.label for node in why.nodes if node.type == "law"]
['FOIA 2000 s.17(7)(b)', 'FOIA 2000 s.50(1)']
"""

import sys
from importlib import import_module

from ncnd_rules import starting  # noqa: F401 - works by being loaded, before all that takes its time

# isort: split
from ncnd_rules.compare import Comparison, compare
from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker, check
from ncnd_rules.errors import NcndError
from ncnd_rules.explain import Explanation, explain
from ncnd_rules.facts_file import load_facts
from ncnd_rules.read import read
from ncnd_rules.registers import Registers, deadline, load_registers, working_days
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Rule, Ruleset
from ncnd_rules.verdicts import Finding, Outcome, Verdicts

__version__ = "0.1.0"

__all__ = [
    "Checker",
    "Comparison",
    "Encoding",
    "Explanation",
    "Finding",
    "NcndError",
    "Outcome",
    "Registers",
    "Rule",
    "Ruleset",
    "Verdicts",
    "check",
    "compare",
    "deadline",
    "encode",
    "explain",
    "load_facts",
    "load_registers",
    "load_ruleset",
    "read",
    "working_days",
]

if "hypothesis" in sys.modules:
    # It was imported first, and could not register what was not there; in the other order it does so itself.
    import_module("hypothesis_ncnd_rules").register()
