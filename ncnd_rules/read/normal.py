"""Folding a letter's characters into those that patterns are written in, with an exact map back."""

import re
from array import array
from collections.abc import Iterable

from ncnd_rules.reading import Passage

_FOLDED = {
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    **dict.fromkeys("•▪●◦·∙\uf0b7", "-"),
    "ſ": "s",
    "ı": "i",
    "\u212a": "k",
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "½": "1/2",
    "＆": "&",
}
# Soft hyphens, characters without width, marks of direction, and the byte-order mark.
_GONE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f"
_SPECIAL = re.compile(
    rf"(?P<gone>[{_GONE}]+|\*\*+|(?<!\w)__+|__+(?!\w)|(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?])[*_](?!\w)|\\(?=[\\`*_{{}}\[\]()#+.!>-]))"
    r"|(?P<space>\s+)"
    rf"|(?P<folded>[{re.escape(''.join(_FOLDED))}])"
)


def passage(source: str, ranges: Iterable[tuple[int, int]]) -> Passage:
    """The words of some ranges of a letter, a space between one range and the next.

    Every character that stays keeps its place; one that becomes several gives each of them its own.
    Linear in the length of the ranges.
    """
    words: list[str] = []
    places = array("l")
    spaced = True  # no space at the beginning

    def keep(text: str, first: int) -> None:
        nonlocal spaced
        words.append(text)
        places.extend(range(first, first + len(text)))
        spaced = False

    def space(at: int) -> None:
        nonlocal spaced
        if not spaced:
            words.append(" ")
            places.append(at)
            spaced = True

    for start, stop in ranges:
        at = start
        space(start)
        for special in _SPECIAL.finditer(source, start, stop):
            if special.start() > at:
                keep(source[at : special.start()], at)
            at = special.end()
            if special.lastgroup == "space":
                space(special.start())
            elif special.lastgroup == "folded":
                into = _FOLDED[special[0]]
                words.append(into)
                places.extend([special.start()] * len(into))
                spaced = False
        if at < stop:
            keep(source[at:stop], at)
    whole = "".join(words)
    if whole.endswith(" "):
        whole = whole[:-1]
        places.pop()
    return Passage(whole, places, source)
