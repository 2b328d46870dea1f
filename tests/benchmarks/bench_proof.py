"""One audit of N letters with poison among them, whose parent, child and disk are taken away in turn.

    python tests/benchmarks/bench_proof.py N DIR AUDIT [--calm M] [--seed N] [--workers N]

DIR gets the corpus of `make_corpus.py` and ten letters more that crash, hang, eat memory or fail in their child. At a
quarter of the way the audit is killed, at a half one of its children, at three quarters its disk is filled, where AUDIT
lies on one with less than 4 GB left; each time it is started again, if it ended. Then it is told what was lost, done
twice or blamed wrongly, and what was found between letters. --calm audits the first M letters again, undisturbed, and
holds every row about them against those of the long run. While it runs memory and processor time are noted.
"""

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from processes import children_of, memory_of, processor_of

POISON = {"segfault": "crash", "leave": "crash", "hang": "timeout", "memory": "memory", "exception": "exception"}
OF_LETTERS = ("letters", "paragraphs", "passages", "facts", "findings", "outcomes", "derivations")
_SMALL_DISK = 4 * 2**30
_STEPS = 10  # of the way, of which memory and time are told


class Meter:
    """Memory and processor time of an audit and its children, however often they are started again."""

    def __init__(self) -> None:
        self.parent: list[int] = []  # MB at each look
        self.child: list[int] = []  # MB of the largest child at each look
        self.done: list[int] = []  # letters at each look
        self.spent: list[float] = []  # seconds of all processes up to each look
        self._seen: dict[int, float] = {}

    def look(self, process: int, done: int) -> None:
        """Note how it stands; on the way back to where it was before, letters are only found to be done."""
        own = children_of(process)
        for one in (process, *own):
            self._seen[one] = max(self._seen.get(one, 0.0), processor_of(one))
        self.parent.append(int(memory_of(process)))
        self.child.append(int(max(map(memory_of, own), default=0)))
        self.done.append(max([done, *self.done[-1:]]))
        self.spent.append(sum(self._seen.values()))

    def tell(self, letters: int) -> None:
        """A row for each tenth of the way, and the line through processor time."""
        print(f"{'letters':>8} {'processor s':>12} {'parent MB':>10} {'child MB':>9}")
        step = letters / _STEPS
        ends: list[tuple[int, float]] = []
        for number in range(_STEPS):
            places = [at for at, done in enumerate(self.done) if number * step < done <= (number + 1) * step]
            if places:
                last = places[-1]
                ends.append((self.done[last], self.spent[last]))
                parent, child = (max(told[at] for at in places) for told in (self.parent, self.child))
                print(f"{self.done[last]:>8,} {self.spent[last]:>12.1f} {parent:>10} {child:>9}")
        if len(ends) > 2:
            slope, start = statistics.linear_regression(*zip(*ends, strict=True))
            worst = max(abs(start + slope * count - own) / own for count, own in ends[1:])
            print(
                f"processor seconds = {start:.1f} + {slope * 1000:.1f} a thousand letters; off by at most {worst:.0%}"
            )


def main() -> None:
    """Make, disturb, judge, compare."""
    from planted import write

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("letters", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("audit", type=Path, metavar="AUDIT")
    parser.add_argument("--calm", type=int, default=0, metavar="M")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    corpus = write(asked.letters, asked.folder, asked.seed)
    poison = put_poison(asked.folder / "letters")
    meter = disturbed(asked.folder / "letters", asked.audit, asked.letters, asked.workers)
    meter.tell(asked.letters)
    tell_kept(asked.folder, asked.audit, corpus.truth, poison)
    tell_found(asked.audit, corpus, asked.workers)
    if asked.calm:
        tell_calm(asked.folder, asked.audit, corpus.letters[: asked.calm], asked.workers)


def put_poison(letters: Path) -> dict[str, str]:
    """Ten letters among the others, and the state in which each has to end."""
    states = {}
    for number, (word, state) in enumerate((*POISON.items(), *POISON.items())):
        folder = min(letters.glob("[0-9]*")) if number % 2 else letters
        path = folder / f"{number:06}-poison-{word}.txt"
        path.write_text(f"Letter {number}\n\nPOISON {word}\n", encoding="utf-8")
        states[path.name] = state
    return states


def disturbed(letters: Path, audit: Path, count: int, workers: int) -> Meter:
    """An audit to which everything happens, once each, and that is started again until it ends."""
    meter = Meter()
    disturbances = [("parent", 0.25), ("child", 0.5), ("disk", 0.75)]
    while True:
        process = started(letters, audit, workers)
        filler = None
        assert process.stdout is not None
        for line in process.stdout:
            done = int(line)
            meter.look(process.pid, done)
            if disturbances and done >= disturbances[0][1] * count:
                what, _ = disturbances.pop(0)
                print(f"at {done:,} letters: {what}", flush=True)
                if what == "disk":
                    filler = fill(audit)
                elif what == "child":
                    os.kill(children_of(process.pid)[0], signal.SIGKILL)
                else:
                    process.kill()
        code = process.wait()
        said = process.stderr.read().strip().splitlines() if process.stderr is not None else []
        print(f"ended with {code}{': ' if said else ''}{said[-1] if said else ''}", flush=True)
        if filler is not None:
            filler.unlink()
        if code == 0:
            return meter
        if disturbances and disturbances[0][0] == "parent":
            sys.exit("the audit ended before anything was done to it")


def started(letters: Path, audit: Path, workers: int) -> "subprocess.Popen[str]":
    """The audit, as a process that tells how far it is."""
    driver = Path(__file__).parents[1] / "audit_among_poison.py"
    path = os.pathsep.join((str(Path(__file__).parents[2]), str(driver.parent)))
    return subprocess.Popen(
        [sys.executable, str(driver), str(letters), str(audit), str(workers)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    )


def fill(audit: Path) -> Path | None:
    """Fill the disk of an audit with a file beside it; none where that would take too much."""
    free = shutil.disk_usage(audit).free
    if free > _SMALL_DISK:
        print(f"  left alone: {free / 2**30:.0f} GB free, expected less than 4")
        return None
    filler = audit.with_name("filler")
    with filler.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(bytes(2**16))
    return filler


def tell_kept(folder: Path, audit: Path, truth: dict[str, Any], poison: dict[str, str]) -> None:
    """What was lost, done twice, or ended otherwise than it should have."""
    from ncnd_rules.audit.schema import BY_NAME
    from ncnd_rules.audit.shards import rows_in

    paths = [path for path in (folder / "letters").rglob("*") if path.is_file()]
    bad = {Path(name).name for name in truth["unreadable"]} | set(poison)
    bytes_of = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.name not in bad}
    letters = Counter(row["letter"] for row in rows_in(audit, "letters"))
    places: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows_in(audit, "occurrences", ("letter", "source")):
        if row["letter"] in letters:
            places[row["letter"]].add(row["source"])
    twice = sum(
        times - 1
        for table in OF_LETTERS
        for times in Counter(tuple(row[name] for name in BY_NAME[table].key) for row in rows_in(audit, table)).values()
    )
    states: dict[str, tuple[str, str]] = {}
    for row in rows_in(audit, "status", ("run", "source", "state")):
        states[row["source"]] = max(states.get(row["source"], ("", "")), (row["run"], row["state"]))
    ended = {Path(source).name: state for source, (_, state) in states.items() if state != "done"}
    right = {**dict.fromkeys(bad, "unreadable"), **poison}
    wrong = {name for name in ended.keys() | right.keys() if ended.get(name) != right.get(name)}
    lost = [path for path, letter in bytes_of.items() if str(path) not in places[letter]]
    print(
        f"{len(letters):,} letters at {sum(map(len, places.values())):,} places, "
        f"{sum(len(own) > 1 for own in places.values()):,} at several; expected {len(set(bytes_of.values())):,} at "
        f"{len(bytes_of):,}; lost {len(lost)}, rows twice {twice}, failed or unreadable {len(ended)} of {len(right)} "
        f"expected, ended otherwise than they should {len(wrong)}"
    )
    for name in sorted((*wrong, *map(str, lost)))[:20]:
        print(f"  {name}: {ended.get(name)}, expected {right.get(name, 'done')}")


def tell_found(audit: Path, corpus: Any, workers: int) -> None:
    """What was found between the letters."""
    from planted import judge

    from ncnd_rules.audit.compare.run import compare_stored

    began = time.perf_counter(), sum(os.times()[:4])
    compared = compare_stored(audit, workers=workers)
    seconds, processor = time.perf_counter() - began[0], sum(os.times()[:4]) - began[1]
    print(f"compared in {seconds:.0f} s, {processor:.0f} s of processors: {compared.groups:,} groups", flush=True)
    judged = judge(audit, corpus)
    print(
        f"found {judged.planted - len(judged.missed):,} of {judged.planted:,} planted contradictions, "
        f"invented {len(judged.invented):,}"
    )
    for kind, pair in (*judged.missed, *judged.invented)[:20]:
        print(f"  {kind}: {', '.join(sorted(pair))}")


def tell_calm(folder: Path, audit: Path, names: tuple[str, ...], workers: int) -> None:
    """Every row about some letters, held against those of an audit that nothing happened to."""
    part, calm = folder / "calm" / "letters", folder / "calm" / "audit"
    for name in names:
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, part / name)
    process = started(part, calm, workers)
    process.communicate()
    wanted = {hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    differ = {table: (rows_of(audit, table, wanted), rows_of(calm, table, wanted)) for table in OF_LETTERS}
    told = ", ".join(
        f"{sum((one - other).values()) + sum((other - one).values())} of {one.total():,} {table}"
        for table, (one, other) in differ.items()
    )
    print(f"rows that differ from those of an undisturbed audit of {len(wanted):,} letters: {told}")


def rows_of(audit: Path, table: str, letters: set[str]) -> "Counter[str]":
    """The rows about some letters, in no order, told apart by a digest of all they say."""
    from ncnd_rules.audit.shards import rows_in

    return Counter(
        hashlib.sha256(json.dumps(row, default=bytes.hex, sort_keys=True).encode()).hexdigest()
        for row in rows_in(audit, table)
        if row["letter"] in letters
    )


if __name__ == "__main__":
    main()
