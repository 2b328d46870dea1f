"""Encoding: the words of a letter as typed facts, and what of it was left unread.

What encodes is loaded with the first letter. Its patterns take more time to load than all the rest of the package, and
much of the program needs none of them.
"""

from functools import cache
from typing import TYPE_CHECKING, get_args

from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import check_choice, check_given
from ncnd_rules.letter import CopyState
from ncnd_rules.reading import Reading
from ncnd_rules.registers import load_registers

if TYPE_CHECKING:
    from ncnd_rules.encode.encoder import Encoder

__all__ = ["encode", "load_encoder"]


@cache
def load_encoder() -> "Encoder":
    """The encoder with the shipped lexicon and registers."""
    from ncnd_rules.encode.encoder import Encoder
    from ncnd_rules.encode.lexicon import load_lexicon

    return Encoder(load_lexicon(), load_registers())


def encode(reading: Reading, copy: CopyState | None = None) -> Encoding:
    """What a letter says, read with the shipped lexicon and registers.

    >>> from pathlib import Path
    >>> from ncnd_rules import read
    >>> letter = encode(read(Path("cases/partial-ncnd-sound/letter.txt")))
    >>> sorted({(part.position, part.scope) for part in letter.facts if part.kind == "part"})
    [('ncnd', 'covert'), ('not_held', 'overt')]

    Args:
        copy: how whole the copy is, where that is known; else it is guessed. What an extract has lost is guessed
            too; where nothing shows it, that may be any section.

    Raises:
        NcndError: for an argument of another kind.
        LexiconError: where the lexicon is malformed.
    """
    check_given("reading", reading, Reading, "a letter as `read(path)` gives it, or `read_bytes(b'…', Path('a.txt'))`")
    if copy is not None:
        check_choice("copy", copy, get_args(CopyState))
    return load_encoder().encode(reading, copy)
