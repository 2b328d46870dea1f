"""Milliseconds a letter for check alone, with each evaluator, room by room, and how they grow with the number of rules.

    python tests/benchmarks/bench_check.py [--rounds N] [--against PATH] [FACTS or LETTER ...]

PATH is a checkout of another version: both are then timed in turns, a fresh process each time, so that a slow moment
of the machine hits both; the ratio is the figure to quote. Within a process the evaluators take turns for the same
reason. A part of the rules is every fourth or every second of them, with all definitions. The rooms of a check are
timed one by one with all rules: what registers say of the letter, what holds of it, and what is decided and told. A
letter is encoded before its time begins. Nothing here is a test, and no test has a time limit.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PASSES = 10  # over all letters, in one process; the first is not counted
PARTS = (4, 2, 1)  # every fourth rule, every second, all


def measure(paths: list[Path]) -> dict[str, float]:
    """Milliseconds a letter by evaluator and number of rules, in this process and its version.

    The best pass counts: whatever else runs can only make one slower.
    """
    from ncnd_rules.encode import load_encoder
    from ncnd_rules.engine import Checker, known_of
    from ncnd_rules.engine.closure import close
    from ncnd_rules.engine.durable import available
    from ncnd_rules.facts_file import load_facts
    from ncnd_rules.read import read
    from ncnd_rules.registers import load_registers
    from ncnd_rules.rule_files import load_ruleset
    from ncnd_rules.world import world_of

    ruleset, registers = load_ruleset(), load_registers()
    letters = [
        load_facts(path) if path.suffix in (".yaml", ".json") else load_encoder().encode(read(path)) for path in paths
    ]
    names = ["durable", "reference"] if available() else ["reference"]
    checkers = {
        f"{name}, {len(ruleset.rules[::step])} rules": Checker(
            ruleset._replace(rules=ruleset.rules[::step]),
            registers,
            name,  # type: ignore[arg-type]
        )
        for name in names
        for step in PARTS
    }
    times: dict[str, list[float]] = {name: [] for name in checkers}
    for _ in range(PASSES):
        for name, checker in checkers.items():
            start = time.process_time()
            for letter in letters:
                checker.check(letter)
            times[name].append((time.process_time() - start) * 1000 / len(letters))
    measured = {name: min(passes[1:]) for name, passes in times.items()}
    for name in names:
        checker = checkers[f"{name}, {len(ruleset.rules)} rules"]
        rooms: dict[str, list[float]] = {"registers": [], "closing": [], "deciding and telling": []}
        for _ in range(PASSES):
            spent = dict.fromkeys(rooms, 0.0)
            for letter in letters:
                start = time.process_time()
                world = world_of(letter, registers)
                asked = time.process_time()
                known = known_of(letter, world)
                close(checker._program, checker._matcher, letter, known, world)
                closed = time.process_time()
                checker.conclude(letter, known, world)
                told = time.process_time() - closed
                spent["registers"] += asked - start
                spent["closing"] += closed - asked
                spent["deciding and telling"] += told - (closed - asked)  # it closes once more
            for room, seconds in spent.items():
                rooms[room].append(seconds * 1000 / len(letters))
        measured |= {f"{name}, {room}": statistics.median(passes) for room, passes in rooms.items()}
    return measured


def in_fresh_process(checkout: Path, paths: list[Path]) -> dict[str, float]:
    """What `measure` gives for the version in a checkout."""
    command = [sys.executable, __file__, "--measure", *map(str, paths)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(checkout)}, cwd=checkout, stdout=subprocess.PIPE, check=True
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="fresh processes for each version")
    parser.add_argument("--against", type=Path, help="a checkout of another version, timed side by side")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)  # one of those processes
    parser.add_argument(
        "facts", nargs="*", type=Path, help="facts files, or letters; those of the cases, where none is given"
    )
    asked = parser.parse_args()
    paths = [path.resolve() for path in asked.facts] or sorted(ROOT.glob("cases/*/facts.yaml"))
    if asked.measure:
        print(json.dumps(measure(paths)))
        return
    versions = {"here": ROOT} | ({"against": asked.against.resolve()} if asked.against else {})
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in versions}
    for _ in range(asked.rounds):
        for name, checkout in versions.items():
            rounds[name].append(in_fresh_process(checkout, paths))
    print(f"{len(paths)} letters; medians of {asked.rounds} fresh processes, the best of {PASSES - 1} passes in each")
    before: dict[str, tuple[str, float]] = {}
    for measured in rounds["here"][0]:
        evaluator, what = measured.split(", ")
        told = {name: [one[measured] for one in own if measured in one] for name, own in rounds.items()}
        middle = {name: statistics.median(times) for name, times in told.items() if times}
        said = ", ".join(f"{name} {value:.2f}" for name, value in middle.items())
        ratio = ""
        if "against" in middle:
            ratios = [new / old for new, old in zip(told["here"], told["against"], strict=True)]
            ratio = f", ratio {statistics.median(ratios):.2f}"
        grown = ""
        if what.endswith(" rules"):
            if evaluator in before:
                fewer, took = before[evaluator]
                grown = f", {middle['here'] / took:.2f} times that with {fewer}"
            before[evaluator] = what, middle["here"]
        print(f"{measured:31} {said} ms a letter{ratio}{grown}")


if __name__ == "__main__":
    main()
