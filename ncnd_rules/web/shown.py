"""Places in the words of a letter as a browser counts them: what is not blank, from the first on.

The page folds spaces and breaks lines elsewhere than the letter; what is not blank stands in both in one order.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ncnd_rules.letter import Span, visible

# What JavaScript calls a space, and the signs that stand for control characters.
_COUNTED = re.compile("[^\\s\ufeff\u2400-\u241f\ufffd]")


def counted(text: str) -> Sequence[int]:
    """The offset of every character that is counted."""
    return [match.start() for match in _COUNTED.finditer(visible(text))]


def shown_place(start: int, stop: int, offsets: Sequence[int]) -> tuple[int, int]:
    """A place in the letter as the browser counts."""
    return bisect_left(offsets, start), bisect_left(offsets, stop)


def span_at(first: int, last: int, text: str) -> Span | None:
    """The words from one counted character up to another; none where there are none.

    Args:
        last: exclusive.
    """
    offsets = counted(text)
    if not 0 <= first < last <= len(offsets):
        return None
    start, stop = offsets[first], offsets[last - 1] + 1
    return Span(start=start, stop=stop, quote=text[start:stop])


def spans_of(words: str, text: str) -> tuple[Span, ...]:
    """Everywhere that words stand in a letter, line breaks and spaces taken alike."""
    parts = [re.escape(word) for word in words.split()]
    found = re.finditer(r"\s+".join(parts), text) if parts else ()
    return tuple(Span(start=match.start(), stop=match.end(), quote=match[0]) for match in found)
