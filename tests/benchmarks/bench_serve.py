"""Seconds from a letter dropped to its page with findings, and memory over many letters, of `ncnd serve`.

    python tests/benchmarks/bench_serve.py [LETTERS] [FILE]

FILE is a letter in any format, a made-up one of two pages in Word by default. The first is dropped some seconds after
the page is there, as a hand would do it. Time is by the clock, as a user has it, without what a browser takes to draw
the page. Nothing here is a test, and no test has a time limit.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pages import DEFECTIVE
from processes import memory_of
from served import Served, serving
from word_file import line_by_line

_HAND = 5  # seconds until somebody has found the file to drop


def seen(page: Served, data: bytes, name: str) -> tuple[float, str]:
    """Seconds until a letter's page is there, and its key."""
    start = time.perf_counter()
    key = page.key_of(data, name)
    assert page.ask(f"letters/{key}").status == 200
    return time.perf_counter() - start, key


def main(letters: int, file: Path | None) -> None:
    """Drop one letter again and again, and close it each time."""
    name = file.name if file else "letter.docx"
    data = file.read_bytes() if file else line_by_line(DEFECTIVE.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as page:
        time.sleep(_HAND)
        times, sizes = [], []
        for _ in range(letters):
            taken, key = seen(page, data, name)
            page.ask(f"letters/{key}/forget", "POST", b"")
            times.append(taken)
            sizes.append(memory_of(page.process.pid))
    print(f"{name}: first {times[0]:.2f} s, median {statistics.median(times):.2f} s, slowest {max(times[1:]):.2f} s")
    tenth = max(1, letters // 10)
    told = ", ".join(f"{sizes[at]:.0f}" for at in range(0, letters, tenth))
    print(f"memory in MB, after a letter and then each {tenth}: {told}, last {sizes[-1]:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
