"""How long lineage takes, and how much memory, for the sentences of 1,000, 10,000 and 100,000 letters.

`python tests/benchmarks/bench_lineage.py [LETTERS ...]`. Nothing is read or encoded: the sentences are made up, of
words as frequent as in a language, of stock phrases, and of templates that are copied and changed. Each size is
reckoned in a process of its own, then once more after a tenth of letters came on top; the fit of seconds to letters is
printed: of n log n, a little over 1. Seconds are those of the processor, of all threads together: a busy machine
does not count.
"""

import itertools
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ncnd_rules.audit.fingerprint import fingerprints
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.lineage import lineage_in, reckon
from ncnd_rules.audit.schema import BY_NAME
from ncnd_rules.audit.shards import batch_of_columns, write_batches
from ncnd_rules.audit.stored import open_stored

_SIZES = (1_000, 10_000, 100_000)
_SENTENCES = 30  # a letter
_COPIED, _BOILERPLATE = 0.6, 3  # of them from templates, and in every letter
_CHANGED = 0.05  # of the copies
_A_SHARD = 500  # letters
_COMMON = [
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "that",
    "is",
    "it",
    "for",
    "be",
    "by",
    "as",
    "or",
    "not",
    "would",
    "any",
]


class Language:
    """Made-up words and phrases, some of them frequent."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secret
        self.templates: list[str] = []
        self._words = [
            "".join(self.random.choices("abcdefghijklmnoprstuvw", k=3 + place % 9)) for place in range(20_000)
        ]
        self._weights = list(itertools.accumulate(1 / (place + 20) for place in range(len(self._words))))
        self._phrases = [" ".join(self._some(4)) for _ in range(300)]

    def sentence(self) -> str:
        """Words and stock phrases, a common word after every other."""
        pieces = self._some(self.random.randrange(8, 18)) + self.random.choices(self._phrases, k=2)
        self.random.shuffle(pieces)
        return " ".join(word for piece in pieces for word in (piece, self.random.choice(_COMMON)))

    def changed(self, sentence: str) -> str:
        """One or two of its words in other words."""
        words = sentence.split()
        for _ in range(self.random.randrange(1, 3)):
            words[self.random.randrange(len(words))] = self._some(1)[0]
        return " ".join(words)

    def _some(self, number: int) -> list[str]:
        return self.random.choices(self._words, cum_weights=self._weights, k=number)


def letters(language: Language, start: int, stop: int) -> Iterator[tuple[str, list[str]]]:
    """The date of each letter, and its sentences."""
    templates, chance = language.templates, language.random
    templates += [language.sentence() for _ in range(20 * math.isqrt(stop) - len(templates))]
    popular = list(itertools.accumulate(1 / (place + 5) for place in range(len(templates))))
    for number in range(start, stop):
        copied = round(_SENTENCES * _COPIED)
        places = [*range(_BOILERPLATE), *chance.choices(range(len(templates)), cum_weights=popular, k=copied)]
        for place in places[:copied]:
            if chance.random() < _CHANGED:
                templates[place] = language.changed(templates[place])  # the next letter copies what was changed
        own = [language.sentence() for _ in range(_SENTENCES - copied)]
        yield (
            f"{2005 + number * 20 // stop}-{1 + number % 12:02d}-{1 + number % 28:02d}",
            [
                *(templates[place] for place in places[:copied]),
                *own,
            ],
        )


def write(audit: Path, language: Language, start: int, stop: int) -> None:
    """Put letters into an audit, without their words but those of their passages."""
    with ledger_of(audit):  # makes it one
        pass
    rows: dict[str, list[dict[str, Any]]] = {"letters": [], "passages": []}
    for number, (day, sentences) in enumerate(letters(language, start, stop), start):
        own = {"letter": f"{number:064x}", "encoder": "bench"}
        rows["letters"].append(own | {"authority": f"Authority {number % 400} Council", "date": day})
        for place, (sentence, told) in enumerate(zip(sentences, fingerprints(sentences), strict=True)):
            found = {"number": place, "start": 0, "stop": 1, "kinds": "harm", "fingerprint": told.exact}
            rows["passages"].append(own | found | {"sketch": told.sketch, "text": sentence})
        if len(rows["letters"]) == _A_SHARD or number == stop - 1:
            tables = {table: [batch_of_columns(table, _turned(table, own))] for table, own in rows.items()}
            write_batches(audit, f"{start}-{number}", tables)
            rows = {"letters": [], "passages": []}


def _turned(table: str, rows: list[dict[str, Any]]) -> list[list[Any]]:
    return [[row.get(name) for row in rows] for name in BY_NAME[table].names]


def measure(audit: Path) -> None:
    """Reckon and print: seconds of the processor, all threads, peak memory in MB, passages, wordings, families."""
    began = time.process_time()
    reckon(audit)
    took = time.process_time() - began
    with open_stored(audit) as stored:
        found = lineage_in(stored)
    assert found is not None
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{took:.2f} {memory} {found.passages} {found.wordings} {found.families}")


def main(sizes: tuple[int, ...]) -> None:
    """Print a line a size, and the fit."""
    print("letters   passages   wordings  families   seconds  ms a letter  peak MB   a tenth more, seconds")
    times: list[tuple[int, float]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            audit, language = Path(folder) / "audit", Language(7)
            write(audit, language, 0, size)
            took, memory, passages, wordings, families = _measured(audit)
            write(audit, language, size, size + size // 10)
            more = _measured(audit)[0]
        times.append((size, took))
        found = f"{size:7,} {int(passages):10,} {int(wordings):10,} {int(families):9,}"
        print(f"{found} {took:9.2f} {took / size * 1000:12.3f} {int(memory):8,} {more:23.2f}", flush=True)
    for (size, took), (larger, longer) in itertools.pairwise(times):
        power = math.log(longer / took) / math.log(larger / size)
        n_log_n = math.log(larger * math.log(larger) / (size * math.log(size))) / math.log(larger / size)
        print(f"{size:,} to {larger:,}: seconds grow as letters to the {power:.2f}; n log n would be {n_log_n:.2f}")


def _measured(audit: Path) -> list[float]:
    ended = subprocess.run(
        [sys.executable, __file__, "--measure", str(audit)], check=True, capture_output=True, text=True
    )
    return [float(value) for value in ended.stdout.split()]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main(tuple(map(int, sys.argv[1:])) or _SIZES)
