"""Milliseconds a letter for what is made of its verdicts: the reasons, the proof and the page, beside the check.

    python tests/benchmarks/bench_explain.py [ROUNDS]

They take turns on each letter, so that a slow moment of the machine hits all. Processor time is told. The first
page of a run is told apart, since it loads the templates. Nothing here is a test, and no test has a time limit.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ncnd_rules.encode import encode
from ncnd_rules.engine import Checker
from ncnd_rules.explain import replay
from ncnd_rules.explain.proof import Prover
from ncnd_rules.explain.why import Reasoner
from ncnd_rules.read import read
from ncnd_rules.registers import load_registers
from ncnd_rules.report.checked import Checked
from ncnd_rules.rule_files import load_ruleset

CASES = Path(__file__).parents[2] / "cases"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of the processor, and what was made."""
    start = time.process_time()
    made = work()
    return (time.process_time() - start) * 1000, made


def page_of(letter: Checked, rules: Any) -> str:
    """The page, the import of its maker included."""
    from ncnd_rules.report.html import verdicts_as_html

    return verdicts_as_html([letter], rules)


def main() -> None:
    """Print what was measured."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ruleset, registers = load_ruleset(), load_registers()
    prover, checker = Prover(ruleset, registers), Checker(ruleset, registers)
    reasoner = Reasoner(ruleset, registers)
    letters = [(path, encode(read(path))) for path in sorted(CASES.glob("*/letter.txt"))]
    path, encoding = letters[0]
    first, _ = timed(lambda: page_of(Checked(str(path), encoding, checker.check(encoding)), ruleset.rules))
    times: dict[str, list[float]] = {"check": [], "why": [], "prove": [], "page": [], "replay": []}
    findings = []
    for path, encoding in letters * rounds:
        took, verdicts = timed(lambda encoding=encoding: checker.check(encoding))  # type: ignore[misc]
        times["check"].append(took)
        took, whys = timed(lambda encoding=encoding, own=verdicts: list(reasoner.whys(encoding, own)))  # type: ignore[misc]
        times["why"].append(took)
        took, proof = timed(lambda encoding=encoding, own=verdicts: prover.prove(encoding, own))  # type: ignore[misc]
        times["prove"].append(took)
        checked = Checked(str(path), encoding, verdicts)
        took, _ = timed(lambda checked=checked: page_of(checked, ruleset.rules))  # type: ignore[misc]
        times["page"].append(took)
        data = f"{proof}\n".encode()
        took, problems = timed(lambda data=data: list(replay.problems(data, json.loads(data)["proof"])))  # type: ignore[misc]
        times["replay"].append(took)
        assert not problems
        findings.append(len(whys))
    beyond = [sum(made) for made in zip(times["why"], times["prove"], times["page"], strict=True)]
    print(f"{len(letters)} letters, {statistics.mean(findings):.0f} findings each, {rounds} rounds")
    print(f"the first page takes {first:.0f} ms")
    for name, took in (*times.items(), ("why, prove and page", beyond)):
        print(f"{name:20}{statistics.median(took):6.0f} ms a letter (median; most {max(took):.0f})")


if __name__ == "__main__":
    main()
