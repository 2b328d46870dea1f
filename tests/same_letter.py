"""What a letter says and how it prints, to compare the same letter in two formats."""

from pathlib import Path
from typing import Any

from ncnd_rules.encode import encode
from ncnd_rules.read import read_bytes
from ncnd_rules.reading import Block, Reading


def facts(found: Reading, *, without: tuple[str, ...] = (), keep_emphasis: bool = False) -> list[Any]:
    """
    What a letter says, but for some kinds of facts, with the words it says it in, and not where they stand.

    The asterisks that emphasise words in a text are no words, but only a format that holds text has them on both sides.
    """

    def folded(said: Any) -> Any:
        if isinstance(said, dict):
            return {name: folded(one) for name, one in said.items() if name not in ("start", "stop")}
        if isinstance(said, list | tuple):
            return [folded(one) for one in said]
        if isinstance(said, str):
            return " ".join((said if keep_emphasis else said.replace("**", "")).split())
        return said

    return [folded(fact.model_dump()) for fact in encode(found, "complete").facts if fact.kind not in without]


def printed_blocks(text: str) -> list[tuple[Block, str]]:
    """The blocks of a letter, and each as one line of print."""
    printed = []
    for block in read_bytes(text.encode(), Path("letter.txt")).blocks:
        if not block.passage.words:
            printed.append((block, block.label.capitalize()))
            continue
        start, stop = block.passage.places[0], block.passage.places[-1] + 1
        start = text.rfind("\n", 0, start) + 1
        printed.append((block, " ".join(text[start:stop].replace("**", "").lstrip("# ").split())))
    return printed
