"""Check "neither confirm nor deny" letters against written rules, and explain every finding.

from pathlib import Path
from ncnd_rules import check, encode, explain, load_ruleset, read

verdicts = check(encode(read(Path("cases/partial-ncnd-with-defects/letter.txt"))))
for finding in verdicts.findings:
    print(finding.rule, finding.message)
print(explain(verdicts, load_ruleset().rule("PIT-01")))
"""

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
