"""What the process in front of an audit's children costs by itself: its memory, and letters a second.

    python tests/benchmarks/bench_parent.py [--letters N] [--workers N]

Each child answers at once, with what some composed letters came to, so that batches are as full as they get. Nothing
here is a test, and no test has a time limit.
"""

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# What each of the three processes needs beside these is imported there: the one that is measured holds nothing else.
from ncnd_rules.read.confined import pipes
from ncnd_rules.read.frames import receive, send

_COMPOSED = 24
_MOST = 2**29


def prepare(folder: Path) -> None:
    """Put down what a child says of itself, and what some letters come to."""
    from bench_audit import write_letters

    from ncnd_rules.audit.child import Asked, Desk
    from ncnd_rules.audit.kept import as_json

    write_letters(folder / "composed", _COMPOSED)
    desk = Desk()
    told = []
    for path in sorted((folder / "composed").iterdir()):
        rows, _ = desk.audited(Asked(path.name, False, 0, None), path.read_bytes(), b"", lambda _: None)
        told.append(as_json({"violated": 0, "rows": rows}).encode())
    (folder / "told").write_bytes(pickle.dumps((json.dumps(desk.hello()).encode(), told)))


def answer(file: Path) -> None:
    """Be a child that has all its answers ready."""
    hello, told = pickle.loads(file.read_bytes())  # noqa: S301 - written by this program
    with pipes() as (requests, answers):
        send(answers, "hello", hello)
        number = 0
        while receive(requests, _MOST):
            send(answers, "done", told[number % len(told)])
            number += 1


def drive(folder: Path, letters: int, workers: int) -> None:
    """Be the process in front, and tell what it took."""
    import resource

    from ncnd_rules.audit.drive import Order, run_audit

    with (folder / "letters.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": f"{number} {'word ' * 800}"}) + "\n" for number in range(letters))
    order = Order((str(folder / "letters.jsonl"),), folder / "audit", workers)
    began = time.perf_counter()
    ended = run_audit(order._replace(child=(__file__, "--child", str(folder / "told"))))
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{ended.tally.checked:,} letters in {seconds:.1f} s, {ended.tally.checked / seconds:,.0f} a second; "
        f"processor {time.process_time():.1f} s; at most {memory} MB; "
        f"pandas {'was' if 'pandas' in sys.modules else 'was not'} loaded"
    )


def main() -> None:
    """Prepare in one process, measure in another: what composing takes is nothing of an audit's."""
    if sys.argv[1:2] == ["--child"]:
        answer(Path(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        steps = (f"prepare(Path({made!r}))", f"drive(Path({made!r}), {asked.letters}, {asked.workers})")
        for step in steps:
            code = f"from pathlib import Path; from bench_parent import *; {step}"
            subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, check=True)


if __name__ == "__main__":
    main()
