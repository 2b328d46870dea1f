"""Letters a second with one worker and with two, memory of each, and how time grows with letters.

    python tests/benchmarks/bench_audit.py [--letters N] [--text]

The letters are composed, no two alike. Time is counted from the first letter that is done to the last, so that the
start of the children, told apart, does not hide what a letter costs. The line is fitted through N, 2N, 5N and 10N
letters with as many workers as cores. Nothing here is a test, and no test has a time limit.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from processes import children_of

from ncnd_rules.audit.drive import Order, Progress, run_audit
from ncnd_rules.compose import SHAPES, compose, load_wordings, random_plan

WORDINGS = Path(__file__).parents[2] / "cases" / "wordings" / "seen"
STEPS = (1, 2, 5, 10)


class Measured(NamedTuple):
    """What one run took."""

    processor: float  # seconds of all processes: a busy machine does not count
    start: float  # seconds until the first letter was done
    seconds: float  # from then on
    rate: float  # letters a second, from then on
    memory: int  # MB, the most that any child had at a time
    own: int  # MB, the most that the parent had


def write_letters(folder: Path, count: int) -> None:
    """Letters that are all different, of every shape there is."""
    wordings = load_wordings(WORDINGS)
    folder.mkdir()
    for number in range(count):
        seed = f"bench-{number}"
        shape = SHAPES[number % len(SHAPES)]
        text = compose(random_plan(Random(seed), wordings, shape), wordings, seed).text  # noqa: S311 - no secret
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8", newline="")


def some(folder: Path, count: int) -> Path:
    """A folder with the first of the letters."""
    part = folder.with_name(f"{folder.name}-{count}")
    if not part.exists():
        part.mkdir()
        for path in sorted(folder.iterdir())[:count]:
            (part / path.name).hardlink_to(path)
    return part


def measured(letters: Path, audit: Path, workers: int, *, keep_text: bool) -> Measured:
    """One run over a folder."""
    peaks: dict[int, int] = {}
    seen: list[tuple[float, int]] = []

    def watch(progress: Progress) -> None:
        if progress.tally.occurrences and len(seen) < 2:
            seen.append((time.perf_counter(), progress.tally.occurrences))
        for child in children_of(os.getpid()):
            peaks[child] = max(peaks.get(child, 0), peak(child))

    began, spent = time.perf_counter(), sum(os.times()[:4])
    run_audit(Order((str(letters),), audit, workers, keep_text=keep_text), watch)
    ended = time.perf_counter()
    first, done = seen[0]
    total = sum(1 for _ in letters.iterdir())
    rate = (total - done) / (ended - first)
    processor = sum(os.times()[:4]) - spent
    return Measured(processor, first - began, ended - first, rate, max(peaks.values()), peak(os.getpid()))


def peak(process: int) -> int:
    """The most memory that a process has had, in MB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    """Compose, run, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=100, help="N; ten times as many are composed")
    parser.add_argument("--text", action="store_true", help="keep the texts too")
    asked = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as made:
        letters = Path(made) / "letters"
        write_letters(letters, asked.letters * STEPS[-1])
        print(
            f"{'letters':>8} {'workers':>8} {'start s':>8} {'then s':>8} {'a second':>9} {'child MB':>9} {'own MB':>7}"
        )

        def row(count: int, workers: int) -> Measured:
            audit = Path(made) / f"audit-{count}-{workers}"
            found = measured(some(letters, count), audit, workers, keep_text=asked.text)
            print(
                f"{count:>8} {workers:>8} {found.start:>8.1f} {found.seconds:>8.1f} {found.rate:>9.1f} "
                f"{found.processor:>12.1f} {found.memory:>9} {found.own:>7}",
                flush=True,
            )
            return found

        counts = [asked.letters * step for step in STEPS]
        one = row(counts[1], 1)
        grown = [row(count, cores) for count in counts]
        print(f"{cores} workers over 1: {grown[1].rate / one.rate:.2f}")
        for name, spent in (
            ("seconds", [found.start + found.seconds for found in grown]),
            ("processor seconds", [found.processor for found in grown]),
        ):
            slope, start = statistics.linear_regression(counts, spent)
            worst = max(abs(start + slope * count - own) / own for count, own in zip(counts, spent, strict=True))
            print(f"{name} = {start:.1f} + {slope * 1000:.1f} a thousand letters; off by at most {worst:.0%}")


if __name__ == "__main__":
    main()
