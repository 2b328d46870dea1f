"""Letters a second for check alone, durable-rules beside the reference evaluator in one run.

    python tests/benchmarks/bench_check.py [ROUNDS]

The two evaluators take turns, round by round, so that a slow moment of the machine hits both; the
ratio is the figure to quote. Nothing here is a test, and no test has a time limit.
"""

import statistics
import sys
import time
from pathlib import Path

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.engine.durable import available
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

CASES = Path(__file__).parents[2] / "cases"


def timed(checker: Checker, letters: list[Encoding]) -> float:
    """Seconds for one pass over all letters."""
    start = time.perf_counter()
    for letter in letters:
        checker.check(letter)
    return time.perf_counter() - start


def main() -> None:
    """Print what was measured."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    start = time.perf_counter()
    ruleset, registers = load_ruleset(), load_registers()
    loaded = time.perf_counter() - start
    letters = [load_facts(path) for path in sorted(CASES.glob("*/facts.yaml"))]
    facts = sum(len(letter.facts) for letter in letters)
    names = ["durable", "reference"] if available() else ["reference"]
    checkers = {name: Checker(ruleset, registers, name) for name in names}  # type: ignore[arg-type]
    for checker in checkers.values():
        timed(checker, letters)
    times = {name: [timed(checker, letters) for _ in range(1)] for name, checker in checkers.items()}
    for _ in range(rounds - 1):
        for name, checker in checkers.items():
            times[name].append(timed(checker, letters))
    print(f"{len(ruleset.rules)} rules, {len(letters)} letters, {facts} facts, {rounds} rounds")
    print(f"rules and registers loaded in {loaded * 1000:.0f} ms")
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(
            f"{name:10} {len(letters) / middle:7.0f} letters a second (median; best {len(letters) / min(seconds):.0f})"
        )
    if len(times) == 2:
        ratios = [durable / reference for durable, reference in zip(times["durable"], times["reference"], strict=True)]
        print(
            f"durable-rules takes {statistics.median(ratios):.2f} of the reference evaluator's time (median of rounds)"
        )


if __name__ == "__main__":
    main()
