"""Does memory grow? Many letters go through one process, and what it holds is measured on the way.

    python tests/nightly/soak.py [--letters 20000] [--different 500] [--facts 0] [--seed 1] [--most 1.0] [--every 200]

``--letters`` are composed, then read, encoded and checked as `ncnd check` does it; ``--facts`` are made-up sets of
facts (`fact_sets`) that are checked alone, five times as fast. Letters come again after ``--different`` of them: what
grows while the same letters pass is lost, whereas caches and RE2's automata grow with new words, up to bounds of their
own. Sets of facts are all different. The first third warms caches up; of the rest a straight line is laid through what
the process held, and its slope is told in MB a thousand letters. The exit code is 1 where that is more than ``--most``.
The last line is the one for the README.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

import psutil
from fact_sets import fact_set

from ncnd_rules import __version__
from ncnd_rules.compose import SHAPES, compose, load_wordings, random_plan
from ncnd_rules.encode import encode
from ncnd_rules.engine import check
from ncnd_rules.read import read_bytes

_WORDINGS = Path(__file__).parents[2] / "cases" / "wordings" / "seen"
_MB = 2**20

Work = Callable[[], object]


class Held(NamedTuple):
    """What the process held."""

    letters: int  # that had been done
    memory: float  # MB


def composed(seed: int, count: int, different: int) -> Iterator[Work]:
    """Letters of every shape in turn, each to be read, encoded and checked; after so many they come again."""
    wordings = load_wordings(_WORDINGS)
    for number in range(count):
        chance = f"soak {seed} {number % different}"
        plan = random_plan(Random(chance), wordings, SHAPES[number % different % len(SHAPES)])  # noqa: S311 - letters are no secrets
        data = compose(plan, wordings, chance).text.encode()
        yield lambda data=data: check(encode(read_bytes(data, Path("letter.txt"))))


def made_up(seed: int, count: int) -> Iterator[Work]:
    """Sets of facts, each to be checked."""
    for number in range(count):
        facts = fact_set(seed, number)
        yield lambda facts=facts: check(facts)


def soak(works: Iterator[Work], every: int) -> Iterator[Held]:
    """Do the work, telling what is held after each so many letters."""
    process = psutil.Process()
    for number, work in enumerate(works, start=1):
        work()
        if number % every == 0:
            gc.collect()
            yield Held(number, process.memory_info().rss / _MB)


def growth(held: list[Held]) -> float:
    """MB a thousand letters, once caches are warm."""
    warm = held[len(held) // 3 :]
    if len(warm) < 2:
        raise ValueError(f"found {len(held)} measurements, expected at least 2 after the first third")
    return statistics.linear_regression([one.letters for one in warm], [one.memory for one in warm]).slope * 1000


def main(arguments: list[str] | None = None) -> int:
    """Run it; the exit code is 1 where memory grows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--letters", type=int, default=20_000, help="composed, read, encoded and checked")
    parser.add_argument("--different", type=int, default=500, metavar="N", help="of the letters; then they come again")
    parser.add_argument("--facts", type=int, default=0, help="made-up sets of facts, checked instead of letters")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=float, default=1.0, metavar="MB", help="a thousand letters may add this much")
    parser.add_argument("--every", type=int, default=200, metavar="N", help="measure after each N letters")
    asked = parser.parse_args(arguments)
    if max(asked.letters, asked.facts) < 4 * asked.every:
        parser.error(f"too few to tell growth by, expected at least {4 * asked.every}")
    what, works = ("sets of facts", made_up(asked.seed, asked.facts)) if asked.facts else (
        f"composed letters ({asked.different:,} different)",
        composed(asked.seed, asked.letters, asked.different),
    )  # fmt: skip
    start = time.monotonic()
    held: list[Held] = []
    with suppress(KeyboardInterrupt):  # what was measured so far counts
        for one in soak(works, asked.every):
            held.append(one)
            if len(held) % 10 == 1:
                print(f"{one.letters:>8,} {one.memory:8.1f} MB", flush=True)
    found = growth(held)
    print(
        f"{datetime.now(UTC).date()}, version {__version__}, seed {asked.seed}: {held[-1].letters:,} {what} in one "
        f"process, {time.monotonic() - start:,.0f} s: {held[0].memory:.0f} MB after the first {held[0].letters:,}, "
        f"{held[-1].memory:.0f} MB at the end, {found:+.2f} MB a thousand (at most {asked.most:g})"
    )
    return 1 if found > asked.most else 0


if __name__ == "__main__":
    sys.exit(main())
