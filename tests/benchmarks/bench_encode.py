"""Letters a second for reading, encoding and checking apart, and how encoding grows with length.

    python tests/benchmarks/bench_encode.py [ROUNDS]

The stages take turns, round by round, so that a slow moment of the machine hits all of them. Growth is
told by the time for one letter repeated up to a length, over the time a quarter of that length takes:
4.0 is linear. Nothing here is a test, and no test has a time limit.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ncnd_rules.encode import load_encoder
from ncnd_rules.engine import Checker
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

CASES = Path(__file__).parents[2] / "cases"
LENGTHS = (62_500, 250_000, 1_000_000)


def timed(work: Callable[[Any], Any], items: list[Any]) -> tuple[float, list[Any]]:
    """Seconds for all items, and what came of them."""
    start = time.perf_counter()
    made = [work(item) for item in items]
    return time.perf_counter() - start, made


def main() -> None:
    """Print what was measured."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    encoder, checker = load_encoder(), Checker(load_ruleset(), load_registers())
    letters = [path.read_bytes() for path in sorted(CASES.glob("*/letter.txt"))]
    stages: dict[str, Callable[[Any], Any]] = {
        "read": lambda data: read_bytes(data, Path("letter.txt")),
        "encode": encoder.encode,
        "check": checker.check,
    }
    times: dict[str, list[float]] = {name: [] for name in stages}
    for number in range(rounds + 1):
        items: list[Any] = list(letters)
        for name, work in stages.items():
            seconds, items = timed(work, items)
            if number:  # the first round fills caches
                times[name].append(seconds)
    size = sum(map(len, letters)) / len(letters)
    print(f"{len(letters)} letters of {size:.0f} bytes on average, {rounds} rounds")
    for name, seconds in times.items():
        best, middle = len(letters) / min(seconds), len(letters) / statistics.median(seconds)
        print(f"{name:7} {middle:7.0f} letters a second (median; best {best:.0f})")
    earlier = 0.0
    for length in LENGTHS:
        long = (letters[0] + b"\n\n") * (length // len(letters[0]))
        reading = read_bytes(long, Path("letter.txt"))
        seconds = min(timed(encoder.encode, [reading])[0] for _ in range(2))
        growth = f", {seconds / earlier:.1f} times a quarter of it" if earlier else ""
        print(f"one letter of {len(long) / 1e6:.2f} MB: {seconds:.2f} s to encode{growth}")
        earlier = seconds


if __name__ == "__main__":
    main()
