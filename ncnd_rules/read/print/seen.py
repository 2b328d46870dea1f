"""What a reader of a printed page can see of its characters, and what is noticed about the rest."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from ncnd_rules.read.extract import counted
from ncnd_rules.read.print.ink import WHITE, Colour, Glyph, InkedPage, Patch

_Sight = Literal["plain", "recognised", "covered", "invisible", "paper", "tiny", "outside"]

_TINY = 2.0  # points
_SAME = 0.12  # of each colour: no eye tells them apart
_DARK = 0.4
_BAND = 12.0  # points
_SCAN = 0.5  # of the page: a picture of it
_PICTURE = 0.1  # of the page: large enough to hold words
_FEW = 12  # letters: a page number, not a page
_MANY_DRAWINGS = 200
_GARBLED = 0.05  # of the characters
_ENOUGH_WORDS = 30  # to tell the language of a page
_LEAST_COMMON = 0.03  # of the words of a page
_UNKNOWN = re.compile(r"[\x7f-\x9f\ufffd\ue000-\uefff\uf100-\uf8ff]")  # a font of symbols has its bullets at U+F000
# Welsh bodies answer in both languages.
_COMMON = frozenset(
    re.findall(r"\w+", "the of and to in is that a for or not be by this on it as you your we are")
    + re.findall(r"\w+", "y yr yn ac ar o am gan sydd bod eich")
)
_VOWELS = re.compile(r"(?i)[aeiouwy]")
_LEFT_OUT: Mapping[_Sight, str] = {
    "invisible": "printed invisibly",
    "paper": "in the colour of their background",
    "tiny": "too small to read",
    "outside": "outside the edges of the page",
}


def seen(inked: InkedPage) -> tuple[tuple[Glyph, ...], tuple[str, ...]]:
    """The characters to read of a page, and what was noticed about those that are hidden."""
    patches = _Patches(inked)
    visible = []
    sorted_out: dict[_Sight, list[str]] = defaultdict(list)
    sight: _Sight = "plain"
    last: Glyph | None = None
    for glyph in inked.glyphs:
        if glyph.text.strip():  # a space goes with the word before it
            found = _sight(glyph, inked, patches)
            runs_off = found == "outside" and last is not None and _goes_on(last, glyph)
            sight = sight if runs_off else found  # a line that runs off the page is read to its end
            last = glyph
        sorted_out[sight].append(glyph.text or " ")
        if sight not in _LEFT_OUT:
            visible.append(glyph)
    words = {sight: len("".join(found).split()) for sight, found in sorted_out.items()}
    return tuple(visible), tuple(f"page {inked.number}: {says}" for says in _noticed(words))


def _noticed(words: Mapping[_Sight, int]) -> Iterator[str]:
    for sight, what in _LEFT_OUT.items():
        if words.get(sight):
            yield f"{counted(words[sight], 'word')} {what}, left out"
    if words.get("covered"):
        covered = counted(words["covered"], "word")
        yield f"{covered} under a dark box or a mark of redaction can still be read: perhaps a failed redaction"
    if words.get("recognised"):
        yield "a picture with recognised text, which may be wrong"


def _goes_on(glyph: Glyph, following: Glyph) -> bool:
    gap = following.box.left - glyph.box.right
    return abs(following.base - glyph.base) < 1 and abs(gap) <= following.size


def doubts(inked: InkedPage, visible: Sequence[Glyph]) -> Iterator[tuple[str, bool]]:
    """What was noticed about a page as a whole, and whether words of it may be lost."""
    text = "".join(glyph.text for glyph in visible)
    letters = sum(map(str.isalnum, text))
    pictures = [_share(patch, inked) for patch in inked.patches if patch.picture]
    largest = max(pictures, default=0.0)
    if letters < _FEW and sum(pictures) >= _PICTURE:
        yield f"page {inked.number} is a picture, not read", True
    elif letters < _FEW and inked.drawings >= _MANY_DRAWINGS:
        yield f"page {inked.number} is drawn without characters, not read", True
    elif largest >= _PICTURE and not any(glyph.ink.invisible for glyph in visible):
        yield f"page {inked.number} holds a picture, not read", largest >= _SCAN
    if _is_garbled(text):
        yield f"page {inked.number}: the characters make no words, perhaps for want of a character map", True


def _is_garbled(text: str) -> bool:
    printed = text.replace(" ", "")
    if len(_UNKNOWN.findall(printed)) > max(2, len(printed) * _GARBLED):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _ENOUGH_WORDS:
        return False
    letters = "".join(words)
    strange = len(_VOWELS.findall(letters)) < len(letters) * 0.25
    return strange and sum(word in _COMMON for word in words) < len(words) * _LEAST_COMMON


def _share(patch: Patch, inked: InkedPage) -> float:
    """How much of the page a patch takes."""
    left, bottom, right, top = patch.box
    width = min(right, inked.box.right) - max(left, inked.box.left)
    height = min(top, inked.box.top) - max(bottom, inked.box.bottom)
    return max(0.0, width) * max(0.0, height) / max(1.0, inked.box.area)


class _Patches:
    """The pictures and boxes of a page, found by a point in them."""

    def __init__(self, inked: InkedPage) -> None:
        self._inked = inked
        self._at: dict[int, list[Patch]] = defaultdict(list)
        for patch in sorted(inked.patches, key=lambda one: one.number):
            bottom, top = max(0.0, patch.box.bottom), min(inked.box.top, patch.box.top)
            for band in range(int(bottom // _BAND), int(top // _BAND) + 1):
                self._at[band].append(patch)

    def at(self, x: float, y: float) -> list[Patch]:
        """In the order of painting."""
        return [patch for patch in self._at.get(int(y // _BAND), ()) if patch.box.holds(x, y)]


def _sight(glyph: Glyph, inked: InkedPage, patches: _Patches) -> _Sight:
    x, y = glyph.box.middle
    if not inked.box.holds(x, y):
        return "outside"
    if glyph.size < _TINY:
        return "tiny"
    here = patches.at(x, y)
    if glyph.ink.invisible:
        return "recognised" if any(patch.picture and _share(patch, inked) >= _SCAN for patch in here) else "invisible"
    for patch in here:
        if patch.number > glyph.ink.number and (over := _under(patch, inked)):
            return over
    below = [patch for patch in here if patch.number < glyph.ink.number]
    if below and below[-1].picture:
        return "plain"  # nobody knows the colours of a picture
    paper = below[-1].colour if below else WHITE
    if not _alike(paper, glyph.ink.colour):
        return "plain"
    return "covered" if max(paper) < _DARK else "paper"


def _under(patch: Patch, inked: InkedPage) -> _Sight | None:
    """What becomes of words over which a patch was painted."""
    if patch.redaction:
        return "covered"
    if patch.picture:
        return "recognised" if _share(patch, inked) >= _SCAN else None
    return "covered" if max(patch.colour) < _DARK else "paper"


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))
