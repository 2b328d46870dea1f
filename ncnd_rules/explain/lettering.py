"""How wide words are where no typeface can be asked, and where their lines are to break."""

from collections.abc import Iterator
from functools import lru_cache

# In ems of DejaVu Sans, among the widest of the typefaces that a viewer may choose.
_SPACE = 0.32
_NARROW = frozenset("ijl.,:;'|!()[]‘’·ftrI-/\\\"“”")
_BROAD = frozenset("mwMW@%—…")
_WIDE_SCRIPTS = 0x2E80  # from here on a character is about as wide as it is high


def wrapped(text: str, room: float, most: int) -> list[str]:
    """Lines no wider than *room* ems; an ellipsis stands for those beyond *most*."""
    lines: list[str] = []
    line, width = "", 0.0
    for piece in (piece for word in text.split() for piece in _pieces(word, room)):
        own = _ems(piece)
        if line and width + _SPACE + own > room:
            lines.append(line)
            line, width = piece, own
        else:
            width += own + (_SPACE if line else 0)
            line = f"{line} {piece}" if line else piece
    lines += [line] if line else []
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-2]}…"]


def _pieces(word: str, room: float) -> Iterator[str]:
    """A word, cut where it is longer than a line."""
    if _ems(word) <= room:
        yield word
        return
    width, start = 0.0, 0
    for at, character in enumerate(word):
        width += _ems(character)
        if width > room:
            yield word[start:at]
            width, start = _ems(character), at
    yield word[start:]


@lru_cache(maxsize=4096)
def _ems(words: str) -> float:
    return sum(map(_width, words))


def _width(character: str) -> float:
    if character in _NARROW:
        return 0.41
    if character in _BROAD or ord(character) >= _WIDE_SCRIPTS:
        return 1.0
    return 0.72 if character.isupper() else 0.63
