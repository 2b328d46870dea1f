"""Write the composed letters of both halves and their facts: ``python cases/corpus/make.py`` from the top.

The same wordings give the same bytes. Numbers on the last lines are shown, words are not: whoever works
on the reading of letters may run this and has not seen the unseen half by it.
"""

from collections.abc import Iterator
from pathlib import Path

from ncnd_rules.compose import load_wordings
from ncnd_rules.compose.corpus import annotation, corpus
from ncnd_rules.facts_file import facts_as_yaml

CORPUS = Path(__file__).parent
WORDINGS = CORPUS.parent / "wordings"
LETTERS = 45


def files(half: str) -> Iterator[tuple[Path, str]]:
    """What the generator makes of one half: where each file belongs, and what it holds."""
    for number, letter in enumerate(corpus(load_wordings(WORDINGS / half), LETTERS), start=1):
        folder = CORPUS / half / f"made-{number:03}"
        yield folder / "letter.txt", letter.text
        heading = "Composed by cases/corpus/make.py; change the wordings, not this file."
        yield folder / "facts.yaml", facts_as_yaml(annotation(letter), heading)


if __name__ == "__main__":
    for name in ("seen", "unseen"):
        for path, text in files(name):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        print(f"{name}: {LETTERS} letters")
