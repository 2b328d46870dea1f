"""Milliseconds a letter for building a proof beyond the check, and for replaying it.

    python tests/benchmarks/bench_proof.py [ROUNDS]

Check and proof take turns, so that a slow moment of the machine hits both. Nothing here is a test.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ncnd_rules.engine import Checker
from ncnd_rules.explain import replay
from ncnd_rules.explain.proof import Prover
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

CASES = Path(__file__).parents[2] / "cases"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of the processor, and what was made."""
    start = time.process_time()
    made = work()
    return (time.process_time() - start) * 1000, made


def main() -> None:
    """Print what was measured."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ruleset, registers = load_ruleset(), load_registers()
    once, prover = timed(lambda: Prover(ruleset, registers))
    checker = Checker(ruleset, registers)
    letters = [load_facts(path) for path in sorted(CASES.glob("*/facts.yaml"))]
    times: dict[str, list[float]] = {"check": [], "prove": [], "replay": []}
    sizes = []
    for _ in range(rounds):
        for letter in letters:
            took, verdicts = timed(lambda letter=letter: checker.check(letter))  # type: ignore[misc]
            times["check"].append(took)
            took, proof = timed(lambda letter=letter, verdicts=verdicts: prover.prove(letter, verdicts))  # type: ignore[misc]
            times["prove"].append(took)
            data = f"{proof}\n".encode()
            took, problems = timed(lambda data=data: list(replay.problems(data, json.loads(data)["proof"])))  # type: ignore[misc]
            times["replay"].append(took)
            sizes.append(len(data))
            assert not problems
    print(f"{len(letters)} letters, {len(ruleset.rules)} rules, {rounds} rounds; rules made provable in {once:.0f} ms")
    for name, took in times.items():
        print(f"{name:7} {statistics.median(took):6.1f} ms a letter (median; most {max(took):.0f})")
    print(f"a proof has {statistics.median(sizes) / 1024:.0f} KB (median)")


if __name__ == "__main__":
    main()
