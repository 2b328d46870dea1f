"""Contradictions in a corpus of N letters: how many of those that were planted are found, how many are made up.

    python tests/benchmarks/bench_compare.py N [DIR] [--seed N] [--workers N]
    python tests/benchmarks/bench_compare.py N --growth

Letters are read and encoded in this process and not checked one by one, which `bench_audit.py` measures; then they are
compared from what is stored, as `ncnd audit` does it at its end. DIR keeps the corpus and the audit.
--growth measures how the finding of groups alone grows up to N letters, on cards without letters behind them.
"""

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

_IN_A_RUN = 500  # letters
_THINGS = ("drones", "cameras", "vans", "boats", "dogs", "phones", "scanners", "helmets")
_DID = ("use", "buy", "lend", "borrow", "repair", "lose", "sell", "hire")


def main() -> None:
    """Make the corpus, read it, compare it, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("letters", type=int, metavar="N")
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--growth", action="store_true")
    asked = parser.parse_args()
    if asked.growth:
        tell_growth(asked.letters)
        return
    with tempfile.TemporaryDirectory() as folder:
        tell(asked.letters, asked.folder or Path(folder), asked.seed, asked.workers)


def tell(letters: int, folder: Path, seed: int, workers: int) -> None:
    """Everything, step by step, with the time that each took."""
    from planted import judge, write
    from small_audit import audit_of

    from ncnd_rules.audit.child import Desk
    from ncnd_rules.audit.compare.run import compare_stored

    began = time.perf_counter()
    corpus = write(letters, folder, seed)
    print(f"made        {time.perf_counter() - began:8.1f} s  {letters:,} letters")
    began = time.perf_counter()
    desk = Desk()
    for first in range(0, letters, _IN_A_RUN):
        files = [folder / name for name in corpus.letters[first : first + _IN_A_RUN]]
        audit_of(files, folder / "audit", f"20260101T{first:06}-000001", desk=desk, check=False)
    print(f"read        {time.perf_counter() - began:8.1f} s")
    for words in ("compared", "again"):
        began = time.perf_counter()
        compared = compare_stored(folder / "audit", workers=workers)
        seconds = time.perf_counter() - began
        print(f"{words:10}  {seconds:8.1f} s  {compared.groups:,} groups, {compared.known:,} of them known")
    judged = judge(folder / "audit", corpus)
    found = judged.planted - len(judged.missed)
    print(f"found {found:,} of {judged.planted:,} planted contradictions, invented {len(judged.invented):,}")
    for kind, pair in (*judged.missed, *judged.invented):
        print(f"  {kind}: {', '.join(sorted(pair))}")


def tell_growth(letters: int) -> None:
    """Seconds to find the groups of a tenth, and so on, up to all; the exponent of two neighbours is the figure."""
    from ncnd_rules.audit.compare.groups import groups_of
    from ncnd_rules.rule_files import load_ruleset

    rules = load_ruleset(over="letters")
    before = 0.0
    for count in (letters // 100, letters // 10, letters):
        cards = list(_cards(count))
        began = time.process_time()
        groups = groups_of(cards, rules)
        seconds = time.process_time() - began
        exponent = f"  exponent {math.log10(seconds / before):.2f}" if before else ""
        print(f"{count:10,} letters  {seconds:8.2f} s  {len(groups):,} groups{exponent}")
        before = seconds


def _cards(count: int) -> Iterator[Any]:
    """Letters of which a tenth were asked what the one before was; each has two questions of ten words."""
    from planted.names import places

    from ncnd_rules.audit.compare.cards import Card
    from ncnd_rules.between.words import telling

    chance = random.Random(count)  # noqa: S311 - letters are not secrets
    names = places(chance)
    asked: tuple[Any, ...] = ()
    for number in range(count):
        if not number or chance.random() > 0.1:
            own = [" ".join(next(names) for _ in range(3)) for _ in range(2)]
            words = (f"How many {chance.choice(_THINGS)} did staff {chance.choice(_DID)} in {place}" for place in own)
            asked = tuple((tuple(sorted(telling(question).items())), ()) for question in words)
        day = date(2010, 1, 1) + timedelta(chance.randrange(6000))
        authority, topics = f"authority {chance.randrange(1 + count // 25)}", frozenset((chance.choice(_THINGS),))
        yield Card(f"{number:064}", authority, day, asked, topics, frozenset(), frozenset(), frozenset())


if __name__ == "__main__":
    main()
