"""Letters a second for reading, encoding and checking apart, and how encoding grows with length.

    python tests/benchmarks/bench_encode.py [--rounds N] [--against PATH] [LETTER ...]

PATH is a checkout of another version: both are then timed in turns, a fresh process each time, so that a
slow moment of the machine hits both. Within a process the stages take turns for the same reason.
Bounded caches are emptied between the passes: no letter is met that was read before. Growth is told by
the time for one letter repeated up to a length, over the time a quarter of that length takes: 4.0 is
linear. Nothing here is a test, and no test has a time limit.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PASSES = 5  # over all letters, in one process
LENGTHS = (62_500, 250_000, 1_000_000)


def timed(work: Callable[[Any], Any], items: list[Any]) -> tuple[float, list[Any]]:
    """Seconds of the processor for all items, and what came of them: a busy machine does not count."""
    start = time.process_time()
    made = [work(item) for item in items]
    return time.process_time() - start, made


def forget() -> None:
    """Empty the caches that know letters; those without a bound hold the lexicon and the registers."""
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and found.cache_parameters()["maxsize"]:
            found.cache_clear()


def measure(paths: list[Path]) -> dict[str, dict[str, float]]:
    """Letters a second of each stage, and seconds for each length, in this process and its version."""
    from ncnd_rules.encode import load_encoder
    from ncnd_rules.engine import Checker
    from ncnd_rules.read import read_bytes
    from ncnd_rules.registers import load_registers
    from ncnd_rules.rule_files import load_ruleset

    encoder, checker = load_encoder(), Checker(load_ruleset(), load_registers())
    letters = [path.read_bytes() for path in paths]
    stages: dict[str, Callable[[Any], Any]] = {
        "read": lambda data: read_bytes(data, Path("letter.txt")),
        "encode": encoder.encode,
        "check": checker.check,
    }
    times: dict[str, list[float]] = {name: [] for name in (*stages, "read and encode", "text to verdict")}
    for number in range(PASSES + 1):
        forget()
        items: list[Any] = list(letters)
        spent = {}
        for name, work in stages.items():
            spent[name], items = timed(work, items)
        spent["read and encode"] = spent["read"] + spent["encode"]
        spent["text to verdict"] = spent["read and encode"] + spent["check"]
        if number:  # the first pass builds automata
            for name, seconds in spent.items():
                times[name].append(seconds)
    lengths = {}
    for length in LENGTHS:
        long = (letters[0] + b"\n\n") * (length // len(letters[0]))
        lengths[f"{len(long) / 1e6:.2f} MB"] = timed(lambda data: encoder.encode(stages["read"](data)), [long])[0]
    speeds = {name: len(letters) / statistics.median(seconds) for name, seconds in times.items()}
    return {"speeds": speeds, "lengths": lengths}


def in_fresh_process(checkout: Path, paths: list[Path]) -> dict[str, dict[str, float]]:
    """What `measure` gives for the version in a checkout."""
    command = [sys.executable, __file__, "--measure", *map(str, paths)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(checkout)}, cwd=checkout, stdout=subprocess.PIPE, check=True
    )
    measured: dict[str, dict[str, float]] = json.loads(done.stdout)
    return measured


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="fresh processes for each version")
    parser.add_argument("--against", type=Path, help="a checkout of another version, timed side by side")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)  # one of those processes
    parser.add_argument("letters", nargs="*", type=Path, help="those of the cases, where none is given")
    asked = parser.parse_args()
    paths = [path.resolve() for path in asked.letters] or sorted(ROOT.glob("cases/*/letter.txt"))
    if asked.measure:
        print(json.dumps(measure(paths)))
        return
    versions = {"here": ROOT} | ({"against": asked.against.resolve()} if asked.against else {})
    rounds: dict[str, list[dict[str, dict[str, float]]]] = {name: [] for name in versions}
    for _ in range(asked.rounds):
        for name, checkout in versions.items():
            rounds[name].append(in_fresh_process(checkout, paths))
    size = sum(path.stat().st_size for path in paths) / len(paths)
    print(f"{len(paths)} letters of {size:.0f} bytes on average; medians of {asked.rounds} fresh processes")
    for kind, unit in (("speeds", "letters a second"), ("lengths", "s to read and encode")):
        before: dict[str, float] = {}
        for stage in rounds["here"][0][kind]:
            middle = {name: statistics.median(one[kind][stage] for one in own) for name, own in rounds.items()}
            told = ", ".join(f"{name} {value:.4g}" for name, value in middle.items())
            ratio = f", ratio {middle['here'] / middle['against']:.2f}" if asked.against else ""
            grown = (
                f", {middle['here'] / before['here']:.1f} times a quarter of it" if kind == "lengths" and before else ""
            )
            print(f"{stage:16} {told} {unit}{ratio}{grown}")
            before = middle


if __name__ == "__main__":
    main()
