"""Folding a letter's characters into those that patterns are written in, with an exact map back."""

import re
from array import array
from collections.abc import Iterable

from ncnd_rules.reading import Passage

_FOLDED = {
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    **dict.fromkeys("•▪●◦·∙⦁‣\uf0b7", "-"),
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
    r"|(?P<space>\s{2,}|[^\S ])"  # one space between words is like any other character
    rf"|(?P<folded>[{re.escape(''.join(_FOLDED))}])"
)
# What a special begins with: most lines have none of it, and the search for one set of characters is fast.
_SUSPECT = re.compile(r"[^ !-)+-\[\]^a-~]")


def passage(source: str, ranges: Iterable[tuple[int, int]]) -> Passage:
    """The words of some ranges of a letter, a space between one range and the next.

    Every character that stays keeps its place; one that becomes several gives each of them its own.
    Linear in the length of the ranges.
    """
    words: list[str] = []
    places = array("l")
    spaced = True  # no space at the beginning

    def keep(first: int, last: int) -> None:
        nonlocal spaced
        first += spaced and source.startswith(" ", first, last)
        if first < last:
            words.append(source[first:last])
            places.extend(range(first, last))
            spaced = source[last - 1] == " "

    def put(text: str, at: int) -> None:
        nonlocal spaced
        words.append(text)
        places.extend([at] * len(text))
        spaced = text == " "

    for start, stop in ranges:
        at = start
        if not spaced:
            put(" ", start)
        for special in _specials(source, start, stop):
            keep(at, special.start())
            at = special.end()
            if special.lastgroup == "folded":
                put(_FOLDED[special[0]], special.start())
            elif special.lastgroup == "space" and not spaced:
                put(" ", special.start())
        keep(at, stop)
    whole = "".join(words)
    if spaced and whole:
        whole = whole[:-1]
        places.pop()
    return Passage(whole, places, source)


def _specials(source: str, start: int, stop: int) -> Iterable[re.Match[str]]:
    if _SUSPECT.search(source, start, stop) or source.find("  ", start, stop) >= 0:
        return _SPECIAL.finditer(source, start, stop)
    return ()
