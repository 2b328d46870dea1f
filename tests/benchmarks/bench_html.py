"""Milliseconds of processor time that the page of one letter takes beyond checking it.

    python tests/benchmarks/bench_html.py [ROUNDS]

The first page of a run is told apart: it loads the templates. Nothing here is a test, and no test has a
time limit.
"""

import statistics
import sys
import time
from pathlib import Path

from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.read import read
from ncnd_rules.registers import load_registers
from ncnd_rules.report.checked import Checked
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Rule

CASES = Path(__file__).parents[2] / "cases"


def timed(letter: Checked, rules: tuple[Rule, ...]) -> float:
    """Milliseconds of processor time for one page, the import of its maker included."""
    start = time.process_time()
    from ncnd_rules.report.html import verdicts_as_html

    verdicts_as_html([letter], rules)
    return (time.process_time() - start) * 1000


def main() -> None:
    """Print what was measured."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    ruleset = load_ruleset()
    checker = Checker(ruleset, load_registers())
    letters = []
    for path in sorted(CASES.glob("*/letter.txt")):
        encoding = encode(read(path))
        letters.append(Checked(str(path), encoding, checker.check(encoding)))
    first = timed(letters[0], ruleset.rules)
    times = [statistics.median(timed(letter, ruleset.rules) for _ in range(rounds)) for letter in letters]
    print(
        f"{len(letters)} letters, {sum(len(letter.verdicts.findings) for letter in letters)} findings, {rounds} rounds"
    )
    print(
        f"first page {first:.0f} ms; each other {statistics.median(times):.0f} ms (median), {max(times):.0f} ms (most)"
    )


if __name__ == "__main__":
    main()
