"""A corpus of N letters whose contradictions, copies and stale sentences are known, for trying audits on.

    python tests/benchmarks/make_corpus.py N DIR [--seed N]

DIR then holds ``letters/``, with a few files among them that nobody can read; ``metadata.csv``, a row a letter, a few
of them wrong; and ``truth.json``, which says what was planted: the letters that contradict each other and the rule
that has to find it, those that agree, the copies, the stale sentences with the day on which they ceased to be true,
the files that cannot be read and the wrong rows. The same seed gives the same bytes.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    """Write it, and say what it holds."""
    from planted import write

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("letters", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        parser.error(f"{asked.folder} is not empty, expected a new folder")
    truth = write(asked.letters, asked.folder, asked.seed).truth
    told = ("contradictions", "agreeing", "copies", "stale", "unreadable")
    print(f"{truth['letters']} letters: " + ", ".join(f"{len(truth[name])} {name}" for name in told))


if __name__ == "__main__":
    main()
